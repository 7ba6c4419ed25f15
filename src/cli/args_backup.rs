//! The words of the command line for backups.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::args_server::ServerArgs;

/// Backups.
#[derive(Debug, Subcommand)]
pub enum BackupVerb {
    /// Make a backup, or go on with one; only what is new is written
    To {
        /// An empty folder, or the folder of an earlier backup of this library
        #[arg(required_unless_present = "server", conflicts_with = "server")]
        folder: Option<PathBuf>,
        /// A server instead of a folder
        #[command(flatten)]
        server: ServerArgs,
        /// Begin a locked backup: without its passphrase nobody, not even we,
        /// can open it
        #[arg(long)]
        lock: bool,
        /// Where the passphrase comes from
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Read what is there already, and write anew what is damaged
        #[arg(long)]
        read_all: bool,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Read the newest backup through and name what is damaged
    Check {
        /// The backup's folder
        #[arg(required_unless_present = "server", conflicts_with = "server")]
        folder: Option<PathBuf>,
        /// A server instead of a folder
        #[command(flatten)]
        server: ServerArgs,
        /// Where the passphrase comes from
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Make a library of the newest backup
    Restore {
        /// The backup's folder
        #[arg(required_unless_present = "server", conflicts_with = "server")]
        folder: Option<PathBuf>,
        /// A server instead of a folder
        #[command(flatten)]
        server: ServerArgs,
        /// A folder that is missing or empty
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// Where the passphrase comes from
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Take out what is whole, although something is missing
        #[arg(long)]
        partly: bool,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Where the passphrase of a locked backup comes from: this file, else the
/// environment, else it is asked for.
#[derive(Debug, Args)]
pub struct PassphraseArgs {
    /// A file whose first line is the passphrase (else SMILEKEEP_PASSPHRASE in
    /// the environment, else it is asked for)
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}
