//! What views ask for when everything goes out or something comes in.

use std::path::PathBuf;

use super::command::Command;
use crate::domain::BabyId;

/// Everything out, something in.
#[derive(Debug, Clone, PartialEq)]
pub enum ArchiveCommand {
    /// Take everything out, into a new folder inside of this one.
    ExportInto(PathBuf),
    /// Take everything out, as this zip file.
    ExportAs(PathBuf),
    /// See what this folder or file holds.
    LookAt(PathBuf),
    /// Bring in what was looked at; for this baby, where it does not say.
    BringIn(Option<BabyId>),
    /// Leave what was looked at.
    LeaveIt,
}

impl ArchiveCommand {
    /// Whether it writes into the library.
    pub const fn changes_the_library(&self) -> bool {
        matches!(self, Self::BringIn(_))
    }
}

impl From<ArchiveCommand> for Command {
    fn from(command: ArchiveCommand) -> Self {
        Self::Archive(command)
    }
}
