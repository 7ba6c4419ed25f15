//! Checking every original, and putting back from the backup what is not whole.

use std::sync::Arc;

use super::App;
use crate::app::model::{NoticeKind, Report};
use crate::app::services::TaskEnd;
use crate::archive::{self, BackupError, Finding, Healed, Remedy, VerifyReport};
use crate::jobs::Progress;
use crate::store::StoreError;

/// What a check found, and what the backup of this computer can put back.
pub(in crate::app) type Verified =
    Result<(VerifyReport, Option<Result<Remedy, BackupError>>), StoreError>;

impl App {
    pub(super) fn verify(&mut self) {
        let Some(services) = &self.services else {
            return;
        };
        let vault = Arc::clone(&services.vault);
        let connection = services.library.connect_to_read();
        let backup = self.model.backup().cloned();
        self.start_task("task-checking-library", move |reporter| {
            let result = connection.and_then(|connection| {
                let report = archive::verify(&connection, &vault, &mut |done, total| {
                    reporter.step(Progress {
                        done,
                        total,
                        current: String::new(),
                    })
                })?;
                let remedy = backup.map(|place| match place.server {
                    // Always locked, and far away.
                    Some(_) => Err(BackupError::Locked(place.folder)),
                    None => archive::remedy(&connection, &report, &place.folder),
                });
                Ok((report, remedy))
            });
            TaskEnd::Verified(result)
        });
    }

    pub(super) fn verified(&mut self, result: Verified) {
        let (report, remedy) = match result {
            Ok(found) => found,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        let heading = if report.cancelled {
            t!("check-stopped").to_owned()
        } else if report.is_sound() {
            match report.photos_checked {
                0 => t!("check-no-photos").to_owned(),
                count => t!("check-whole", count = count),
            }
        } else {
            t!("check-needs-help").to_owned()
        };
        // A drive that is not plugged in heals nothing now.
        let (remedy, locked) = match remedy {
            Some(Ok(remedy)) => (Some(remedy), None),
            Some(Err(error @ BackupError::Locked(_))) if !report.is_sound() => {
                (None, Some(error.to_string()))
            }
            _ => (None, None),
        };
        let remedy = remedy.filter(|remedy| !remedy.photos.is_empty());
        let findings = report.findings.iter();
        self.show_report(match remedy {
            Some(remedy) if self.model.read_only().is_none() => Report::Healable {
                heading,
                findings: findings.map(|finding| remedy.sentence(finding)).collect(),
                remedy: Arc::new(remedy),
            },
            _ => Report::Check {
                sound: report.is_sound(),
                heading,
                findings: findings.map(Finding::sentence).chain(locked).collect(),
            },
        });
    }

    /// Puts back what the check on screen found in the backup.
    pub(super) fn heal(&mut self) {
        let Some(Report::Healable { remedy, .. }) = self.model.report.take() else {
            return;
        };
        let Some(services) = &self.services else {
            return;
        };
        let vault = Arc::clone(&services.vault);
        let connection = services.library.connect_to_read();
        self.start_task("task-putting-back", move |reporter| {
            let healed = connection
                .map_err(BackupError::from)
                .and_then(|connection| {
                    archive::heal(&connection, &vault, &remedy, &mut |done, total| {
                        reporter.step(Progress {
                            done,
                            total,
                            current: String::new(),
                        })
                    })
                })
                .map_err(|error| error.to_string());
            TaskEnd::Healed(healed)
        });
    }

    pub(super) fn healed(&mut self, result: Result<Healed, String>) {
        self.look_for_originals();
        let healed = match result {
            Ok(healed) => healed,
            Err(sentence) => return self.say(NoticeKind::Problem, &sentence),
        };
        let words = t!("healed", count = healed.healed.len());
        if healed.failed.is_empty() {
            return self.say(NoticeKind::Good, &words);
        }
        self.show_report(Report::Check {
            sound: false,
            heading: if healed.healed.is_empty() {
                t!("healed-nothing").to_owned()
            } else {
                words
            },
            findings: healed.failed,
        });
    }
}
