//! What can go wrong between a value and its row.

use rusqlite::ErrorCode;

use crate::domain::Invalid;
use crate::storage::PathError;

/// An error of the journal's database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A step of the schema could not be taken.
    #[error("the journal could not be brought up to date: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// A stored value makes no sense.
    #[error("a stored value could not be read ({table}.{column}): {reason}")]
    Value {
        /// Table it stands in.
        table: &'static str,
        /// Column it stands in.
        column: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// What was asked for is not there (any more).
    #[error("this {what} is no longer in the journal")]
    NotFound {
        /// Entry, photo, …
        what: &'static str,
    },
    /// What was to be stored breaks a rule.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// A copy of the journal is not what it should be.
    #[error("the copy of the journal is damaged ({0})")]
    Unsound(String),
    /// A file beside the journal could not be written or read.
    #[error(transparent)]
    File(#[from] PathError),
    /// The SQLite in this program is too old to be trusted with a WAL.
    #[error("this build carries SQLite {0}, which can lose data; 3.51.3 or newer is needed")]
    SqliteTooOld(String),
}

impl StoreError {
    /// Whether the journal’s file itself is broken, so that only another one
    /// can help.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Sqlite(error)
            | Self::Migration(rusqlite_migration::Error::RusqliteError { err: error, .. }) => {
                matches!(
                    error.sqlite_error_code(),
                    Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
                ) || matches!(
                    // A table or column that is not there: part of the schema is lost.
                    error,
                    rusqlite::Error::SqliteFailure(code, Some(text))
                        if code.code == ErrorCode::Unknown && text.starts_with("no such")
                )
            }
            Self::Unsound(_) | Self::Value { .. } => true,
            _ => false,
        }
    }

    /// The error as a parent needs to hear it: what happened and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => {
                    "The disk is full. Free some space and try again; everything saved before is safe."
                        .to_owned()
                }
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                    "The journal cannot be written: its folder or drive is read-only or gone."
                        .to_owned()
                }
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    "The journal is busy in another program. Close that one and try again."
                        .to_owned()
                }
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    "The journal file is damaged; your photos are untouched. It can be put together again from its copies: choose “Repair the journal” in the window, or run: smilekeep repair."
                        .to_owned()
                }
                Some(ErrorCode::SystemIoFailure) => {
                    "The drive with the journal reported an error. Check the drive and try again."
                        .to_owned()
                }
                _ => format!("The journal could not be read or written ({error})."),
            },
            Self::Invalid(invalid) => invalid.to_string(),
            other => {
                let text = other.to_string();
                let mut letters = text.chars();
                letters.next().map_or_else(String::new, |first| {
                    format!("{}{}.", first.to_uppercase(), letters.as_str())
                })
            }
        }
    }
}
