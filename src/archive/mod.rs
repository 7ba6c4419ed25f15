//! Keeping what was kept: checking that every original is whole, backups on
//! another drive, and another parent's journal merged into this one.

pub mod backup;
pub mod locked;
pub mod merge;
mod verify;

pub use backup::BackupError;
pub use verify::{Finding, VerifyReport, verify};
