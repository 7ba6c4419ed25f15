//! The words of the command line for the tray and for watched folders.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::domain::InboxId;

/// Photos that wait.
#[derive(Debug, Args)]
pub struct InboxArgs {
    /// What to do; without it, those that wait are listed
    #[command(subcommand)]
    pub verb: Option<InboxVerb>,
    /// List those that were declined
    #[arg(long)]
    pub declined: bool,
    /// Print as JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// What is done with photos that wait.
#[derive(Debug, Subcommand)]
pub enum InboxVerb {
    /// List those that wait
    List,
    /// Take photos into the journal
    Keep {
        /// Which ones
        #[arg(required_unless_present = "all")]
        photos: Vec<InboxId>,
        /// All that wait
        #[arg(long, conflicts_with = "photos")]
        all: bool,
        /// Whose smile: name or id (needed when there are several babies)
        #[arg(long)]
        baby: Option<String>,
    },
    /// Say no to photos: they are not offered again, and stay where they are
    Decline {
        /// Which ones
        #[arg(required_unless_present = "all")]
        photos: Vec<InboxId>,
        /// All that wait
        #[arg(long, conflicts_with = "photos")]
        all: bool,
    },
    /// Let photos that were declined wait again
    Restore {
        /// Which ones
        #[arg(required = true)]
        photos: Vec<InboxId>,
    },
}

/// Watched folders.
#[derive(Debug, Subcommand)]
pub enum WatchVerb {
    /// Watch a folder: new photos in it are offered in the tray
    Add {
        /// The folder
        folder: PathBuf,
        /// Offer the photos that are there already, too
        #[arg(long)]
        all: bool,
    },
    /// List the folders watched on this computer
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Watch a folder no longer
    Remove {
        /// The folder
        folder: PathBuf,
    },
    /// Look through all folders now and offer what is new
    Scan {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
}
