//! Durable, private files: the only code that writes into a library folder.
//!
//! Everything is written beside its final place under a `.tmp-` name, brought
//! to the disk, and only then given its name, so that a crash or a full disk
//! leaves either the old file or the new one, never half of one. Folders are
//! 0700 and files 0600, whatever the umask.
//!
//! What the bytes mean (photos, thumbnails, backups) is no business of this
//! module; the journal database is written by SQLite alone.

mod error;
mod read;
pub mod secrets;
mod stage;
mod write;

pub use error::{PathError, PathErrorKind};
pub use read::{open_regular, read_bounded};
pub use stage::{StagedFile, is_leftover};
pub use write::{
    append_lines, copy_to_cache, create_private_dir, create_private_dirs, remove_file, set_aside,
    sweep_leftovers, sync_dir, write_atomic, write_atomic_with, write_cache,
};
