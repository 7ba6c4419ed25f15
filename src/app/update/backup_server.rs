//! Backing up to a server, and bringing a backup back from one.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::app::backup_server::{ServerCommand, ServerRequest};
use crate::app::config::BackupPlace;
use crate::app::model::{NoticeKind, Report, View};
use crate::app::services::{TaskEnd, stamp};
use crate::archive::backup::{BackupError, BackupReport, Care, Restored};
use crate::archive::locked::{
    self, KEYRING_SERVICE, Passphrase, Server, ServerAddress, ServerError, ServerLimits,
    ServerPassword, Trouble, keyring_name,
};
use crate::jobs::{Cancel, Progress, Reporter};
use crate::storage::secrets;
use crate::store::library::cache_of;

/// What is known of servers until the program is closed.
#[derive(Default)]
pub(super) struct ServerDesk {
    /// A password that was typed, and of which server.
    password: Option<(ServerAddress, ServerPassword)>,
    /// What is to be brought back, until its folder was chosen.
    chosen: Option<ServerRequest>,
}

/// A backup on a server that was made.
pub(in crate::app) struct Sent {
    place: BackupPlace,
    report: BackupReport,
    no_keyring: bool,
}

/// A way to a server, for a task.
pub(super) struct Way {
    pub address: ServerAddress,
    typed: Option<ServerPassword>,
    remember: bool,
    /// On a computer without settings no password is looked for either.
    keyring: bool,
}

impl Way {
    /// Opens it; `room` is a folder for what is being sent. Waits for the
    /// keyring: not for the window's thread.
    pub fn open(&self, room: &std::path::Path, cancel: Cancel) -> Result<Server, BackupError> {
        let known = || {
            let found = self
                .keyring
                .then(|| secrets::find(KEYRING_SERVICE, &keyring_name(&self.address)));
            found.flatten().map(ServerPassword::new)
        };
        let password = self.typed.clone().or_else(known);
        if password.is_none() && !self.address.user().is_empty() {
            return Err(BackupError::Server(ServerError {
                at: self.address.host_and_port(),
                trouble: Trouble::NoPassword,
            }));
        }
        let stop = Arc::new(move || cancel.is_cancelled());
        let limits = ServerLimits::default();
        Server::open(&self.address, password.as_ref(), room, limits, stop)
    }

    /// Keeps the password where that was asked for; whether it could not be.
    fn keep(&self) -> bool {
        let Some(password) = self.typed.as_ref().filter(|_| self.remember) else {
            return false;
        };
        let name = keyring_name(&self.address);
        !(self.keyring && secrets::keep(KEYRING_SERVICE, &name, password.expose()))
    }
}

fn step(reporter: &Reporter<TaskEnd>) -> impl FnMut(usize, usize) -> std::ops::ControlFlow<()> {
    |done, total| {
        reporter.step(Progress {
            done,
            total,
            current: String::new(),
        })
    }
}

impl App {
    pub(super) fn server_command(&mut self, command: ServerCommand) {
        match command {
            ServerCommand::BackUp(request) => {
                self.remember_server(&request);
                self.unlock_backup(Some(request.passphrase));
                self.back_up_to_server(request.address, request.remember);
            }
            ServerCommand::Choose(request) => self.server.chosen = Some(request),
            ServerCommand::ChooseKnown => {
                let known = self.model.backup().and_then(|place| place.server.clone());
                self.server.chosen =
                    known
                        .zip(self.passphrase.clone())
                        .map(|(address, passphrase)| ServerRequest {
                            password: self.typed_for(&address),
                            address,
                            remember: false,
                            passphrase,
                        });
            }
            ServerCommand::RestoreInto(folder) => self.restore_from_server(folder),
            ServerCommand::Password(password) => {
                if let Some(address) = self.model.backup().and_then(|place| place.server.clone()) {
                    self.server.password = Some((address, password));
                    self.model.backup_server.asks_password = false;
                }
            }
        }
    }

    fn remember_server(&mut self, request: &ServerRequest) {
        self.server.password = request
            .password
            .clone()
            .map(|password| (request.address.clone(), password));
        self.model.backup_server = Default::default();
    }

    fn typed_for(&self, address: &ServerAddress) -> Option<ServerPassword> {
        self.server
            .password
            .as_ref()
            .filter(|(known, _)| known == address)
            .map(|(_, password)| password.clone())
    }

    /// The way to a server, with what was typed for it.
    pub(super) fn way_to(&self, address: ServerAddress, remember: bool) -> Way {
        Way {
            typed: self.typed_for(&address),
            address,
            remember,
            keyring: self.config_file.reports_folder().is_some(),
        }
    }

    /// Backs up to a server; its passphrase is known.
    pub(super) fn back_up_to_server(&mut self, address: ServerAddress, remember: bool) {
        let now = stamp(self.clock.now_utc());
        let today = self.clock.now_local().date();
        let (Some(services), Some(passphrase)) = (&self.services, self.passphrase.clone()) else {
            return;
        };
        let root = services.root().to_owned();
        let damaged = self
            .model
            .backup()
            .is_some_and(|place| place.damaged && place.server.as_ref() == Some(&address));
        let care = if damaged {
            Care::ReadAll
        } else {
            Care::Lengths
        };
        let connection = services.library.connect_to_read();
        let way = self.way_to(address, remember);
        self.start_task("task-backing-up", move |reporter| {
            let made = connection
                .map_err(BackupError::from)
                .and_then(|connection| {
                    let server = way.open(&cache_of(&root), reporter.cancel())?;
                    locked::make(
                        (&root, &connection),
                        (&server, &passphrase),
                        (now, care),
                        &mut step(reporter),
                    )
                });
            TaskEnd::Sent(made.map(|report| Sent {
                no_keyring: way.keep(),
                report,
                place: BackupPlace {
                    library: root,
                    folder: PathBuf::from(way.address.to_string()),
                    server: Some(way.address),
                    made: now,
                    day: today,
                    damaged: false,
                    locked: true,
                },
            }))
        });
    }

    pub(super) fn sent(&mut self, result: Result<Sent, BackupError>) {
        if let Ok(sent) = &result {
            self.model.backup_server.no_keyring = sent.no_keyring;
        }
        self.backed_up(result.map(|sent| (sent.place, sent.report)));
    }

    /// A password that is not the one is asked for again.
    pub(super) fn server_refused(&mut self, error: &BackupError) {
        if matches!(error, BackupError::Server(error) if error.asks_for_password()) {
            self.server.password = None;
            self.model.backup_server.asks_password = true;
            self.go(View::Settings);
        }
    }

    /// Makes a library of the newest backup on the server that was chosen.
    fn restore_from_server(&mut self, folder: PathBuf) {
        let Some(request) = self.server.chosen.take() else {
            return;
        };
        self.remember_server(&request);
        let way = self.way_to(request.address, request.remember);
        let passphrase: Passphrase = request.passphrase;
        self.start_task("task-taking-back", move |reporter| {
            let restored = way
                .open(&std::env::temp_dir(), reporter.cancel())
                .and_then(|server| {
                    let from = (&server as &dyn locked::Place, &passphrase);
                    locked::restore(from, &folder, false, &mut step(reporter))
                });
            TaskEnd::BroughtBack(restored.map(|restored| (folder, restored)))
        });
    }

    pub(super) fn brought_back(&mut self, result: Result<(PathBuf, Restored), BackupError>) {
        match result {
            Ok((folder, restored)) if restored.lost.is_empty() => {
                let words = t!(
                    "backup-server-restored",
                    photos = restored.photos,
                    folder = folder.display().to_string(),
                );
                self.say(NoticeKind::Good, &words);
            }
            Ok((_, restored)) => self.show_report(Report::Check {
                sound: false,
                heading: t!("backup-server-restored-partly").to_owned(),
                findings: restored.lost,
            }),
            Err(BackupError::NotWhole(findings)) => self.show_report(Report::Check {
                sound: false,
                heading: t!("backup-server-not-whole").to_owned(),
                findings,
            }),
            Err(error) => {
                self.server_refused(&error);
                self.say(NoticeKind::Problem, &error.to_string());
            }
        }
    }
}
