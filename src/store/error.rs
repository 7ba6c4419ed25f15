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
    #[error("{}", t!("store-not-upgraded", cause = _0.to_string()))]
    Migration(#[from] rusqlite_migration::Error),
    /// A stored value makes no sense.
    #[error("{}", t!("store-bad-value", place = format!("{table}.{column}"), reason = reason))]
    Value {
        /// Table it stands in.
        table: &'static str,
        /// Column it stands in.
        column: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// What was asked for is not there (any more).
    #[error("{}", t!("store-not-found", what = *what))]
    NotFound {
        /// `entry`, `waiting-photo`, …: as the texts know it.
        what: &'static str,
    },
    /// What was to be stored breaks a rule.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// A copy of the journal is not what it should be.
    #[error("{}", t!("store-copy-damaged", reason = _0))]
    Unsound(String),
    /// A file beside the journal could not be written or read.
    #[error(transparent)]
    File(#[from] PathError),
    /// The SQLite in this program is too old to be trusted with a WAL.
    #[error("{}", t!("store-sqlite-old", version = _0))]
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
                Some(ErrorCode::DiskFull) => t!("store-disk-full").to_owned(),
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                    t!("store-read-only").to_owned()
                }
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    t!("store-busy").to_owned()
                }
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    t!("store-damaged").to_owned()
                }
                Some(ErrorCode::SystemIoFailure) => t!("store-drive-error").to_owned(),
                _ => t!("store-failed", error = error.to_string()),
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
