//! What is typed to throw entries away, and to have the library checked.

use std::path::PathBuf;

use clap::Args;

use crate::domain::EntryId;

/// Into the trash.
#[derive(Debug, Args)]
pub struct DeleteVerb {
    /// The entries
    #[arg(required = true, value_name = "ENTRY")]
    pub entries: Vec<EntryId>,
    /// Yes, that many: needed for more than 50, or more than half of a journal
    #[arg(long)]
    pub yes: bool,
}

/// Re-reading every original.
#[derive(Debug, Args)]
pub struct VerifyVerb {
    /// Put what is damaged or missing back from this backup
    #[arg(long, value_name = "BACKUP")]
    pub heal: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
