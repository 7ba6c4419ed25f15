//! A file operation that failed, with the path it failed on.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong with which file.
#[derive(Debug)]
pub struct PathError {
    /// The file or folder that was meant.
    pub path: PathBuf,
    /// What was tried, as the texts know it: `read`, `write-into`, …
    pub action: &'static str,
    /// What the system said.
    pub source: io::Error,
}

/// The cause, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathErrorKind {
    /// No room left on the disk, or the quota is used up.
    DiskFull,
    /// The disk or folder cannot be written to at all.
    ReadOnly,
    /// This user may not read or write there.
    NotAllowed,
    /// Nothing is there.
    Missing,
    /// Something is there that must not be replaced.
    AlreadyThere,
    /// A folder, pipe, socket or device where a file was expected.
    NotAFile,
    /// More bytes than the caller wants to hold.
    TooLarge,
    /// Anything else; the source says what.
    Other,
}

impl PathError {
    /// Keeps the path and the attempted action with the system’s error.
    pub fn new(path: &Path, action: &'static str, source: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            action,
            source,
        }
    }

    pub(super) fn not_a_file(path: &Path) -> Self {
        Self::new(path, "read", io::Error::other(NotAFile))
    }

    /// The cause, for a caller that wants to say what to do.
    pub fn kind(&self) -> PathErrorKind {
        use io::ErrorKind as E;
        if self
            .source
            .get_ref()
            .is_some_and(|inner| inner.is::<NotAFile>())
        {
            return PathErrorKind::NotAFile;
        }
        match self.source.kind() {
            E::StorageFull | E::QuotaExceeded | E::WriteZero => PathErrorKind::DiskFull,
            E::ReadOnlyFilesystem => PathErrorKind::ReadOnly,
            E::PermissionDenied => PathErrorKind::NotAllowed,
            E::NotFound => PathErrorKind::Missing,
            E::AlreadyExists => PathErrorKind::AlreadyThere,
            E::IsADirectory | E::NotADirectory => PathErrorKind::NotAFile,
            E::FileTooLarge => PathErrorKind::TooLarge,
            _ => PathErrorKind::Other,
        }
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause: Cow<'_, str> = match self.kind() {
            PathErrorKind::DiskFull => t!("storage-disk-full").into(),
            PathErrorKind::ReadOnly => t!("storage-read-only").into(),
            PathErrorKind::NotAllowed => t!("storage-not-allowed").into(),
            PathErrorKind::Missing => t!("storage-missing").into(),
            PathErrorKind::AlreadyThere => t!("storage-already-there").into(),
            PathErrorKind::NotAFile => t!("storage-not-a-file").into(),
            PathErrorKind::TooLarge => t!("storage-too-large").into(),
            PathErrorKind::Other => self.source.to_string().into(),
        };
        f.write_str(&t!(
            "storage-failed",
            action = self.action,
            path = self.path.display().to_string(),
            cause = cause
        ))
    }
}

impl std::error::Error for PathError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Marks a refusal of our own; the system has no error number for it.
#[derive(Debug, thiserror::Error)]
#[error("not an ordinary file")]
struct NotAFile;
