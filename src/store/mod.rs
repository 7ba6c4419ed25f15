//! The journal in SQLite: one file a table, free functions over a
//! [`Connection`], rows mapped in one fallible place ([`row`]).
//!
//! No picture bytes live here (see `photo::vault`), and nothing here reads the
//! clock: whoever writes passes the time in.

pub mod baby;
pub mod changes;
mod connection;
pub mod edits;
pub mod entry;
mod error;
pub mod gallery;
pub mod given;
pub mod history;
pub mod inbox;
pub mod keepsake;
pub mod library;
pub mod many;
pub mod merge;
pub mod milestone;
pub mod photo;
pub mod preset;
pub mod recovery;
mod row;
pub mod search;
pub mod setting;
pub mod snapshot;
pub mod tag;
pub mod trash;
pub mod watch;
pub mod whole;

pub use connection::{
    Access, SCHEMA_VERSION, in_transaction, migrate, open_connection, open_in_memory,
    schema_version,
};
pub use error::StoreError;
pub use library::{Library, LibraryError, ReadOnlyReason};
pub use rusqlite::Connection;

/// A new id: UUIDv7, which sorts by the time it was made.
pub fn new_uuid() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}

/// What a store function returns.
pub type Result<T> = std::result::Result<T, StoreError>;
