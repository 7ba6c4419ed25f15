//! Keeping what was kept: checking that every original is whole, backups on
//! another drive, another parent's journal merged into this one, a way out for
//! everything and a way in.

pub mod backup;
pub mod export;
pub mod format;
mod heal;
pub mod import;
pub mod locked;
pub mod merge;
pub mod trash;
mod verify;
mod waiting;

pub use backup::BackupError;
pub use export::ExportError;
pub use heal::{Healed, Remedy, heal, remedy};
pub use import::ImportError;
pub use verify::{Finding, VerifyReport, verify};
