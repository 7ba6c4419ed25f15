//! Why a photo could not be taken in, said so that a parent knows what to do.

use crate::storage::{PathError, PathErrorKind};
use crate::words;

/// Known, but not readable here: what to bring instead depends on it.
fn unsupported(what: &str) -> String {
    let says = |keys: &[&'static str]| keys.iter().any(|key| words::says(what, key));
    if says(&["kind-video", "kind-film-piece"]) {
        t!("photo-unsupported-film", what = what)
    } else if says(&["kind-sound"]) {
        t!("photo-unsupported-sound", what = what)
    } else {
        t!("photo-unsupported", what = what)
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
    #[error("{}", unsupported(what))]
    Unsupported {
        /// Such as “a JPEG XL picture”.
        what: String,
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

    pub(super) fn unsupported(what: impl Into<String>) -> Self {
        Self::Unsupported { what: what.into() }
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
