//! Everything out, and something in, on threads of their own.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::capture::with_desk;
use crate::app::archive_command::ArchiveCommand;
use crate::app::bring_in::{self, Brought};
use crate::app::model::{Incoming, NoticeKind, Report};
use crate::app::services::{TaskEnd, stamp};
use crate::archive::ExportError;
use crate::archive::export::{self, Choice, ExportReport, From, Made};
use crate::domain::BabyId;
use crate::jobs::Progress;

/// Keys of the tasks’ titles, by which views know that they are under way.
pub const EXPORTING: &str = "task-exporting";
/// See [`EXPORTING`].
pub const LOOKING: &str = "task-looking";
/// See [`EXPORTING`].
pub const BRINGING_IN: &str = "task-bringing-in";

impl App {
    pub(super) fn archive_command(&mut self, command: ArchiveCommand) {
        match command {
            ArchiveCommand::ExportInto(folder) => {
                let day = self.clock.now_local().date();
                self.export(export::folder_in(&folder, day), false);
            }
            ArchiveCommand::ExportAs(path) => self.export(path, true),
            ArchiveCommand::LookAt(path) => self.look_at(path),
            ArchiveCommand::BringIn(baby) => self.bring_in(baby),
            ArchiveCommand::LeaveIt => self.model.incoming = None,
        }
    }

    /// Whether a task of this title is under way.
    fn is_under_way(&self, title: &'static str) -> bool {
        self.model.tasks.iter().any(|task| task.is(title))
    }

    fn export(&mut self, to: PathBuf, zip: bool) {
        if self.is_under_way(EXPORTING) {
            return;
        }
        let made = Made {
            at: stamp(self.clock.now_utc()),
            day: self.clock.now_local().date(),
        };
        let Some(services) = &self.services else {
            return;
        };
        let root = services.root().to_owned();
        let (vault, thumbs) = (Arc::clone(&services.vault), Arc::clone(&services.thumbs));
        let connection = services.library.connect_to_read();
        self.model.exporting_zip = zip;
        self.start_task(EXPORTING, move |reporter| {
            let connection = match connection {
                Ok(connection) => connection,
                Err(error) => {
                    return TaskEnd::Exported(Err((NoticeKind::Problem, error.sentence())));
                }
            };
            let from = From {
                library: &root,
                connection: &connection,
                vault: &vault,
                thumbs: &thumbs,
            };
            let mut step = |done, total, name: &str| {
                reporter.step(Progress {
                    done,
                    total,
                    current: name.to_owned(),
                })
            };
            let exported = export::export(from, &to, Choice::default(), made, &mut step);
            TaskEnd::Exported(exported.map_err(|error| {
                let kind = match error {
                    ExportError::StoppedFolder(_) | ExportError::StoppedZip => NoticeKind::Hint,
                    _ => NoticeKind::Problem,
                };
                (kind, error.to_string())
            }))
        });
    }

    pub(super) fn exported(&mut self, result: Result<ExportReport, (NoticeKind, String)>) {
        match result {
            Ok(report) => {
                self.model.exported = Some(report.path.clone());
                if report.problems.is_empty() {
                    let words = t!("export-done", path = report.path.display().to_string());
                    self.say_saved(&words, report.path);
                } else {
                    self.show_report(Report::Check {
                        sound: false,
                        heading: t!("export-damaged").to_owned(),
                        findings: report.problems,
                    });
                }
            }
            Err((kind, sentence)) => self.say(kind, &sentence),
        }
    }

    fn look_at(&mut self, path: PathBuf) {
        if self.is_under_way(LOOKING) || self.is_under_way(BRINGING_IN) {
            return;
        }
        self.model.incoming = None;
        self.start_task(LOOKING, move |_| {
            let found = bring_in::look_at(&path).map(|(_, found)| Incoming {
                path,
                kind: found.kind,
                photos: found.photos.len(),
                films: found.films.len(),
            });
            TaskEnd::LookedAt(found.map_err(|error| error.to_string()))
        });
    }

    pub(super) fn looked_at(&mut self, result: Result<Incoming, String>) {
        match result {
            Ok(incoming) => self.model.incoming = Some(incoming),
            Err(sentence) => self.say(NoticeKind::Problem, &sentence),
        }
    }

    fn bring_in(&mut self, baby: Option<BabyId>) {
        let Some(incoming) = self.model.incoming.take() else {
            return;
        };
        let Some(services) = &self.services else {
            return;
        };
        let root = services.root().to_owned();
        let (vault, thumbs) = (Arc::clone(&services.vault), Arc::clone(&services.thumbs));
        let connection = services.library.connect();
        let clock = Arc::clone(&self.clock);
        self.start_task(BRINGING_IN, move |reporter| {
            let mut connection = match connection {
                Ok(connection) => connection,
                Err(error) => return TaskEnd::BroughtIn(Err(error.sentence())),
            };
            let brought = with_desk(clock.as_ref(), &vault, &thumbs, |desk| {
                let into = bring_in::Into {
                    library: &root,
                    desk,
                    baby,
                    dry_run: false,
                };
                bring_in::bring_in(
                    &into,
                    &mut connection,
                    &incoming.path,
                    &mut |done, total, name| {
                        reporter.step(Progress {
                            done,
                            total,
                            current: name.to_owned(),
                        })
                    },
                )
            });
            TaskEnd::BroughtIn(brought.map_err(|error| error.to_string()))
        });
    }

    pub(super) fn brought_in(&mut self, result: Result<Brought, String>) {
        // Whatever came in is there, however it ended.
        self.reload();
        match result {
            Ok(report) if report.is_plain() => {
                self.say(NoticeKind::Good, &format!("{}.", report.heading()));
            }
            Ok(report) => self.show_report(Report::Brought(report)),
            Err(sentence) => self.say(NoticeKind::Problem, &sentence),
        }
    }
}
