//! The words of the commands that take everything out and bring it in.

use std::path::PathBuf;

use clap::Args;

use super::args_language::LanguageArgs;

/// Everything out.
#[derive(Debug, Args)]
pub struct ExportVerb {
    /// A new or empty folder, or a file that ends in .zip
    pub to: PathBuf,
    /// Only the originals and what was written: no copies with edits, no pages
    #[arg(long)]
    pub originals_only: bool,
    /// How its pages speak
    #[command(flatten)]
    pub speech: LanguageArgs,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// Something in.
#[derive(Debug, Args)]
pub struct ImportVerb {
    /// A folder, a zip file or a table
    pub from: PathBuf,
    /// Whose it is: name or id (needed when there are several babies; a Smilekeep export brings its own)
    #[arg(long)]
    pub baby: Option<String>,
    /// Only say what would come in
    #[arg(long)]
    pub dry_run: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
