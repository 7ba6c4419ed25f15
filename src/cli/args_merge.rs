//! The words of the command line for merging another journal.

use std::path::PathBuf;

use clap::Args;

/// Another parent's journal.
#[derive(Debug, Args)]
pub struct MergeVerb {
    /// The folder of their library, or of a backup of it; it is only read
    pub other: PathBuf,
    /// Which baby there is which here, as "Theirs=Ours" (names or ids), or
    /// "Theirs=new" for a baby of its own; several times. Without it, babies of
    /// the same name and day of birth are the same
    #[arg(long = "baby", value_name = "THEIRS=OURS")]
    pub babies: Vec<String>,
    /// Only say what would come
    #[arg(long)]
    pub dry_run: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
