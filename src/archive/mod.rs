//! Keeping what was kept: checking that every original is whole, and backups on
//! another drive.

pub mod backup;
mod heal;
pub mod trash;
mod verify;

pub use backup::BackupError;
pub use heal::{Healed, Remedy, heal, remedy};
pub use verify::{Finding, VerifyReport, verify};
