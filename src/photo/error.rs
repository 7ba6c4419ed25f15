//! Why a photo could not be taken in, said so that a parent knows what to do.

use crate::storage::{PathError, PathErrorKind};

/// What to bring instead of something that cannot be read.
fn better(what: &str) -> &'static str {
    if what.contains("video") || what.contains("film") {
        "save it as an MP4 film and bring that instead"
    } else if what.contains("sound") {
        "only photos and films can be kept"
    } else {
        "save it as a JPEG and bring that instead"
    }
}

/// Why a photo could not be read or kept. The words form the second half of a
/// sentence; the caller puts the file’s name in front.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// Nothing known about these bytes.
    #[error(
        "it is not a photo this program can read (JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC, AVIF and camera raw files work, and films as MP4 or MOV)"
    )]
    NotAPhoto,
    /// Known, but not readable here; `what` names it with its article.
    #[error("it is {what}, which this program cannot read; {}", better(what))]
    Unsupported {
        /// Such as “a JPEG XL picture”.
        what: String,
    },
    /// Beyond the [`super::Limits`]; `what` says by what.
    #[error("it is too large: {what}")]
    TooLarge {
        /// Such as “70000 × 70000 pixels; at most …”.
        what: String,
    },
    /// A known format with broken content.
    #[error("it is damaged ({reason}); if you have another copy, try that one")]
    Damaged {
        /// What the decoder said.
        reason: String,
    },
    /// Reading it had to be stopped (see [`super::isolation`]).
    #[error(
        "reading it took too long, so it was stopped; open it in another program, save it as a JPEG and bring that instead"
    )]
    TookTooLong,
    /// Reading it broke the process that did (see [`super::isolation`]).
    #[error(
        "it is so damaged that reading it failed altogether; if you have another copy, try that one"
    )]
    Crashed,
    /// No process to read it in (see [`super::isolation`]).
    #[error(
        "the part of the program that reads such photos could not be started ({cause}); close other programs and try again"
    )]
    NoReader {
        /// What the system said.
        cause: std::io::Error,
    },
    /// A folder, pipe, socket or device.
    #[error("it is not an ordinary file")]
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
                PathErrorKind::Missing => "its original is missing from the library".to_owned(),
                PathErrorKind::NotAllowed => {
                    "its original is there, but you are not allowed to read it".to_owned()
                }
                PathErrorKind::NotAFile => "its original is no ordinary file any more".to_owned(),
                _ => format!("its original could not be read ({})", error.source),
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
