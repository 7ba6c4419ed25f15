//! The words of the commands that take everything out and bring it in.

use std::path::PathBuf;

use clap::Args;

/// Everything out.
#[derive(Debug, Args)]
pub struct ExportVerb {
    /// A new or empty folder, or a file that ends in .zip
    pub to: PathBuf,
    /// Only the originals and what was written: no copies with edits, no pages
    #[arg(long)]
    pub originals_only: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
