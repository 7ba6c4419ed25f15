//! Keeping what was kept: checking that every original is whole, and backups on
//! another drive.

pub mod backup;
mod verify;

pub use backup::BackupError;
pub use verify::{Finding, VerifyReport, verify};
