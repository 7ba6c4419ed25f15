//! Keeping what was kept: checking that every original is whole, and backups on
//! another drive.

pub mod backup;
pub mod trash;
mod verify;

pub use backup::BackupError;
pub use verify::{Finding, VerifyReport, verify};
