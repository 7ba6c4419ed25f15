//! The words of the command line for a backup on a server.

use std::path::PathBuf;

use clap::Args;

/// A server instead of a folder.
#[derive(Debug, Args)]
pub struct ServerArgs {
    /// A folder on a server instead: its WebDAV address, or
    /// s3:https://HOST/BUCKET/FOLDER (with ?region=REGION where it has one).
    /// Such a backup is always locked
    #[arg(long, value_name = "ADDRESS")]
    pub server: Option<String>,
    /// The user, or the id of the S3 access key
    #[arg(long, value_name = "NAME", requires = "server")]
    pub user: Option<String>,
    /// A file whose first line is the server's password, or the secret of the
    /// key (else SMILEKEEP_SERVER_PASSWORD in the environment, else the
    /// system's keyring, else it is asked for)
    #[arg(long, value_name = "FILE", requires = "server")]
    pub password_file: Option<PathBuf>,
}
