//! A backup on a server as the window knows it.

use std::path::PathBuf;

use crate::archive::locked::{Passphrase, ServerAddress, ServerPassword};

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum ServerCommand {
    /// Back up to a server, now and from now on.
    BackUp(ServerRequest),
    /// Bring a backup back from this server, once a folder was chosen for it.
    Choose(ServerRequest),
    /// Bring it back from the server of the backup.
    ChooseKnown,
    /// The folder it is to be brought into.
    RestoreInto(PathBuf),
    /// Remember the password of the server until the program is closed.
    Password(ServerPassword),
}

/// A server with what opens it and what is on it.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerRequest {
    /// Where it is.
    pub address: ServerAddress,
    /// Its password, if it has one.
    pub password: Option<ServerPassword>,
    /// Whether the keyring is to keep it.
    pub remember: bool,
    /// What locks the backup.
    pub passphrase: Passphrase,
}

/// What the settings show of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServerState {
    /// Its password is wanted.
    pub asks_password: bool,
    /// The keyring would not keep it.
    pub no_keyring: bool,
}
