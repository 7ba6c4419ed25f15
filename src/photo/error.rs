//! Why a photo could not be taken in, said so that a parent knows what to do.

use serde::{Deserialize, Serialize};

use crate::storage::{PathError, PathErrorKind};

/// What sort of thing a file is that cannot be read here. What to bring instead
/// depends on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// A picture, or something else that could become one.
    #[default]
    Picture,
    /// A film, or a piece of one.
    Film,
    /// Sound without pictures.
    Sound,
}

/// Known, but not readable here.
fn unsupported(what: &str, sort: Sort) -> String {
    match sort {
        Sort::Picture => t!("photo-unsupported", what = what),
        Sort::Film => t!("photo-unsupported-film", what = what),
        Sort::Sound => t!("photo-unsupported-sound", what = what),
    }
}

/// Why a photo could not be read or kept. The words form the second half of a
/// sentence; the caller puts the file’s name in front.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// No bytes at all.
    #[error("{}", t!("photo-empty"))]
    Empty,
    /// Nothing known about these bytes.
    #[error("{}", t!("photo-not-a-photo"))]
    NotAPhoto,
    /// Known, but not readable here; `what` names it with its article.
    #[error("{}", unsupported(what, *sort))]
    Unsupported {
        /// Such as “a JPEG XL picture”.
        what: String,
        /// What sort of thing that is.
        sort: Sort,
    },
    /// Beyond the [`super::Limits`]; `what` says by what.
    #[error("{}", t!("photo-too-large", what = what))]
    TooLarge {
        /// Such as “70000 × 70000 pixels; at most …”.
        what: String,
    },
    /// A known format with broken content.
    #[error("{}", t!("photo-damaged", reason = reason))]
    Damaged {
        /// What the decoder said.
        reason: String,
    },
    /// Reading it had to be stopped (see [`super::isolation`]).
    #[error("{}", t!("photo-too-slow"))]
    TookTooLong,
    /// Reading it broke the process that did (see [`super::isolation`]).
    #[error("{}", t!("photo-crashed"))]
    Crashed,
    /// No process to read it in (see [`super::isolation`]).
    #[error("{}", t!("photo-no-reader", cause = cause.to_string()))]
    NoReader {
        /// What the system said.
        cause: std::io::Error,
    },
    /// A folder, pipe, socket or device.
    #[error("{}", t!("photo-not-a-file"))]
    NotAFile,
    /// The disk said no; the sentence names the path.
    #[error(transparent)]
    Storage(PathError),
}

impl PhotoError {
    /// As it is told of a photo in the library, whose file has a long name that
    /// tells a parent nothing.
    pub fn of_original(&self) -> String {
        match self {
            Self::Storage(error) => match error.kind() {
                PathErrorKind::Missing => t!("original-missing").to_owned(),
                PathErrorKind::NotAllowed => t!("original-not-allowed").to_owned(),
                PathErrorKind::NotAFile => t!("original-no-file").to_owned(),
                _ => t!("original-unreadable", cause = error.source.to_string()),
            },
            other => other.to_string(),
        }
    }

    pub(super) fn damaged(reason: impl std::fmt::Display) -> Self {
        // Decoders end their lines, or add more of them.
        let words: Vec<_> = reason
            .to_string()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        Self::Damaged {
            reason: words.join(" ").trim_end_matches('.').to_owned(),
        }
    }

    /// A picture that cannot be read here.
    pub(super) fn unsupported(what: impl Into<String>) -> Self {
        Self::unsupported_sort(what, Sort::Picture)
    }

    pub(super) fn unsupported_sort(what: impl Into<String>, sort: Sort) -> Self {
        let what = what.into();
        Self::Unsupported { what, sort }
    }
}

impl From<PathError> for PhotoError {
    fn from(error: PathError) -> Self {
        match error.kind() {
            PathErrorKind::NotAFile => Self::NotAFile,
            _ => Self::Storage(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Manner, OnlyHere};

    #[test]
    fn what_to_bring_instead_goes_by_the_sort_and_not_by_the_words() {
        let said = |sort| PhotoError::unsupported_sort("a sound recording", sort).to_string();
        assert!(said(Sort::Picture).contains("save it as a JPEG"));
        assert!(said(Sort::Film).contains("save it as an MP4 film"));
        assert!(said(Sort::Sound).contains("only photos and films"));
        let _german = OnlyHere::new(Manner {
            language: Language::German,
            ..Manner::default()
        });
        let in_german = [Sort::Picture, Sort::Film, Sort::Sound].map(said);
        assert!(
            in_german
                .iter()
                .all(|words| words.contains("a sound recording"))
        );
        assert_ne!(in_german[0], in_german[1]);
        assert_ne!(in_german[1], in_german[2]);
    }
}
