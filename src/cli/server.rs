//! Where a backup lies: a folder, or a folder on a server with its password.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use super::args::ServerArgs;
use super::output::Failure;
use crate::archive::locked::{
    Folder, KEYRING_SERVICE, Place, Server, ServerAddress, ServerLimits, ServerPassword,
    keyring_name,
};
use crate::storage::{self, secrets};

/// Where the password may stand in the environment.
const VARIABLE: &str = "SMILEKEEP_SERVER_PASSWORD";

/// A folder, or a server.
pub(super) enum Spot {
    Folder(Folder),
    Server(Box<Server>),
}

impl Spot {
    /// `room` is a folder of this computer for what is being sent.
    pub fn open(folder: Option<&Path>, args: &ServerArgs, room: &Path) -> Result<Self, Failure> {
        let Some(typed) = &args.server else {
            let folder = folder.ok_or_else(|| {
                Failure("Name the backup's folder, or a server with --server.".to_owned())
            })?;
            return Ok(Self::Folder(Folder::new(folder)));
        };
        let (address, inside) = ServerAddress::parse(typed, args.user.as_deref())?;
        if !address.is_encrypted() {
            eprintln!(
                "smilekeep: The connection to {} is not encrypted. Photos are sealed all the same; the password is not.",
                address.host_and_port()
            );
        }
        let password = password(args, &address, inside)?;
        let server = Server::open(
            &address,
            password.as_ref(),
            room,
            ServerLimits::default(),
            Arc::new(|| false),
        )?;
        Ok(Self::Server(Box::new(server)))
    }

    pub fn place(&self) -> &dyn Place {
        match self {
            Self::Folder(folder) => folder,
            Self::Server(server) => server.as_ref(),
        }
    }

    pub fn is_server(&self) -> bool {
        matches!(self, Self::Server(_))
    }
}

fn password(
    args: &ServerArgs,
    address: &ServerAddress,
    inside: Option<ServerPassword>,
) -> Result<Option<ServerPassword>, Failure> {
    if let Some(file) = &args.password_file {
        let bytes = storage::read_bounded(file, 64 << 10)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Failure(format!(
                "“{}” is not text. Its first line is to be the password.",
                file.display()
            ))
        })?;
        let line = text.lines().next().unwrap_or_default();
        return Ok(Some(ServerPassword::new(line.to_owned())));
    }
    if let Ok(text) = std::env::var(VARIABLE) {
        return Ok(Some(ServerPassword::new(text)));
    }
    if inside.is_some() || address.user().is_empty() {
        return Ok(inside);
    }
    if let Some(text) = secrets::find(KEYRING_SERVICE, &keyring_name(address)) {
        return Ok(Some(ServerPassword::new(text)));
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure(format!(
            "{} needs a password. Give it with --password-file FILE, in {VARIABLE}, or in a terminal.",
            address.host_and_port()
        )));
    }
    let typed = rpassword::prompt_password(format!(
        "Password of {} on {}: ",
        address.user(),
        address.host_and_port()
    ))?;
    Ok(Some(ServerPassword::new(typed)))
}
