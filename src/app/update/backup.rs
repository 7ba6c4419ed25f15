//! Backing up to another drive, and a word when that was long ago.

use std::path::PathBuf;

use chrono::{Duration, NaiveDateTime};

use super::App;
use crate::app::config::BackupPlace;
use crate::app::model::{NoticeAction, NoticeKind, Report, View};
use crate::app::services::{TaskEnd, stamp};
use crate::archive::backup::{self, BackupCheck, BackupError, BackupReport, Care};
use crate::archive::locked::{self, Folder, Passphrase};
use crate::jobs::Progress;

/// A backup older than this is worth a word.
const REMIND_AFTER: Duration = Duration::days(14);

impl App {
    /// Backs up to a folder, or to the one used before.
    pub(super) fn back_up(&mut self, folder: Option<PathBuf>) {
        let known = self.model.backup().map(|place| place.folder.clone());
        let Some(folder) = folder.or(known) else {
            // Nothing chosen yet: that is done there.
            return self.go(View::Settings);
        };
        let asks = |place: &BackupPlace| place.locked && place.folder == folder;
        if self.passphrase.is_none() && self.model.backup().is_some_and(asks) {
            self.say(NoticeKind::Hint, t!("backup-locked"));
            return self.go(View::Settings);
        }
        let on_server = self.model.backup().filter(|place| place.folder == folder);
        if let Some(address) = on_server.and_then(|place| place.server.clone()) {
            return self.back_up_to_server(address, false);
        }
        let now = stamp(self.clock.now_utc());
        let today = self.clock.now_local().date();
        let Some(services) = &self.services else {
            return;
        };
        let root = services.root().to_owned();
        let damaged = self
            .model
            .backup()
            .is_some_and(|place| place.damaged && place.folder == folder);
        let care = if damaged {
            Care::ReadAll
        } else {
            Care::Lengths
        };
        let connection = services.library.connect_to_read();
        let passphrase = self.passphrase.clone();
        self.start_task("task-backing-up", move |reporter| {
            let mut step = |done, total| {
                reporter.step(Progress {
                    done,
                    total,
                    current: String::new(),
                })
            };
            let made = connection
                .map_err(BackupError::from)
                .and_then(|connection| {
                    let place = Folder::new(&folder);
                    let locked = match locked::is_locked(&place)? {
                        Some(locked) => locked,
                        None => passphrase.is_some(),
                    };
                    let how = (now, care);
                    let report = match passphrase {
                        Some(words) if locked => {
                            locked::make((&root, &connection), (&place, &words), how, &mut step)
                        }
                        // A passphrase is no use for a folder without lock.
                        Some(_) => Err(BackupError::NotLocked(folder.clone())),
                        None => backup::make(&root, &connection, &folder, how, &mut step),
                    };
                    Ok((locked, report?))
                });
            TaskEnd::BackedUp(made.map(|(locked, report)| {
                let place = BackupPlace {
                    library: root,
                    folder,
                    server: None,
                    made: now,
                    day: today,
                    damaged: false,
                    locked,
                };
                (place, report)
            }))
        });
    }

    /// Remembers what opens the backup, or forgets it.
    pub(super) fn unlock_backup(&mut self, passphrase: Option<Passphrase>) {
        self.model.backup_is_open = passphrase.is_some();
        self.passphrase = passphrase;
    }

    /// Says why; a passphrase that is not the one is asked for again.
    fn backup_refused(&mut self, error: &BackupError) {
        if matches!(
            error,
            BackupError::WrongPassphrase | BackupError::NotLocked(_)
        ) {
            self.unlock_backup(None);
        }
        self.server_refused(error);
        self.say(NoticeKind::Problem, &error.to_string());
    }

    pub(super) fn backed_up(&mut self, result: Result<(BackupPlace, BackupReport), BackupError>) {
        match result {
            Ok((place, report)) => {
                self.model.config.backup = Some(place);
                self.save_config();
                if report.problems.is_empty() {
                    self.say(NoticeKind::Good, &words(&report));
                } else {
                    self.show_report(Report::Check {
                        sound: false,
                        heading: t!("backup-damaged").to_owned(),
                        findings: report.problems,
                    });
                }
            }
            Err(error) => self.backup_refused(&error),
        }
    }

    /// Reads the backup through.
    pub(super) fn check_backup(&mut self) {
        let Some(place) = self.model.backup().cloned() else {
            return;
        };
        let folder = place.folder;
        let way = place.server.map(|address| self.way_to(address, false));
        let passphrase = self.passphrase.clone();
        self.start_task("task-checking-backup", move |reporter| {
            let mut step = |done, total| {
                reporter.step(Progress {
                    done,
                    total,
                    current: String::new(),
                })
            };
            let checked = match passphrase {
                Some(words) => match way {
                    Some(way) => way
                        .open(&std::env::temp_dir(), reporter.cancel())
                        .and_then(|server| locked::check(&server, &words, &mut step)),
                    None => locked::check(&Folder::new(&folder), &words, &mut step),
                },
                None => backup::check(&folder, &mut step),
            };
            TaskEnd::BackupChecked(checked)
        });
    }

    pub(super) fn backup_checked(&mut self, result: Result<BackupCheck, BackupError>) {
        match result {
            Ok(check) => {
                let sound = check.findings.is_empty();
                if let Some(place) = &mut self.model.config.backup
                    && place.damaged == sound
                {
                    place.damaged = !sound;
                    self.save_config();
                }
                self.show_report(Report::Check {
                    sound,
                    heading: if sound {
                        t!("backup-whole", count = check.photos)
                    } else {
                        t!("backup-not-whole").to_owned()
                    },
                    findings: check.findings,
                });
            }
            Err(error) => self.backup_refused(&error),
        }
    }

    /// Once a day, when there is something to lose and no fresh backup of it.
    pub(super) fn remind_of_backup(&mut self) {
        let today = self.clock.now_local().date();
        if self.model.config.reminded == Some(today) || self.model.read_only().is_some() {
            return;
        }
        let now = self.clock.now_utc();
        let made = self.model.backup().map(|place| place.made);
        let oldest = self
            .model
            .photos
            .values()
            .map(|info| info.photo.created_at)
            .min();
        let Some(mut sentence) = reminder(made, oldest, now) else {
            return;
        };
        let on_server = self
            .model
            .backup()
            .is_some_and(|place| place.server.is_some());
        if let Some(made) = made.filter(|_| on_server) {
            sentence = t!("backup-server-reminder", days = (now - made).num_days());
        }
        self.model.config.reminded = Some(today);
        self.save_config();
        let action = if made.is_some() {
            (t!("backup-now"), NoticeAction::BackUp)
        } else {
            (t!("backup-choose-folder"), NoticeAction::BackUp)
        };
        self.say_with(NoticeKind::Hint, &sentence, Some(action));
    }
}

/// What to say, if anything, by when the last backup was made and the first
/// photo came.
fn reminder(
    made: Option<NaiveDateTime>,
    oldest: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Option<String> {
    // A clock that was set back makes ages negative: then nothing is said.
    let age = now - made.or(oldest)?;
    if age < REMIND_AFTER {
        return None;
    }
    Some(match made {
        Some(_) => t!("backup-reminder", days = age.num_days()),
        None => t!("backup-never").to_owned(),
    })
}

fn words(report: &BackupReport) -> String {
    match report.copied {
        0 => t!("backup-done-words").to_owned(),
        count => t!("backup-done", count = count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_after_two_weeks_and_not_before() {
        let day = |day: i64| {
            chrono::DateTime::from_timestamp(day * 86_400, 0)
                .unwrap()
                .naive_utc()
        };
        assert_eq!(reminder(None, None, day(90)), None);
        assert_eq!(reminder(None, Some(day(80)), day(90)), None);
        assert!(reminder(None, Some(day(70)), day(90)).is_some());
        assert_eq!(reminder(Some(day(80)), Some(day(1)), day(90)), None);
        let said = reminder(Some(day(70)), Some(day(1)), day(90)).unwrap();
        assert!(said.contains("20 days ago"), "{said}");
        // The clock was set back by years.
        assert_eq!(reminder(Some(day(4000)), Some(day(1)), day(90)), None);
    }
}
