//! Photos coming in.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::app::clock::Clock;
use crate::app::command::CaptureCommand;
use crate::app::model::{NoticeKind, Report, View};
use crate::app::services::{BatchPurpose, JournalEvent, TaskEnd, stamp};
use crate::capture::{BatchReport, BatchStep, Desk, Source, Target, run_batch};
use crate::domain::{EntryId, PhotoId};
use crate::jobs::Progress;
use crate::photo::{Limits, ThumbCache, Vault};
use crate::store::{self, StoreError};

impl App {
    pub(super) fn capture_command(&mut self, command: CaptureCommand) {
        match command {
            CaptureCommand::AddFiles(paths) => self.add_for_baby(files(paths)),
            CaptureCommand::AddFilesTo(entry, paths) => self.add_for_entry(entry, files(paths)),
            CaptureCommand::AddPicture { name, bytes } => {
                self.add_for_baby(vec![Source::Bytes { name, bytes }]);
            }
            CaptureCommand::Cancel(task) => {
                if let Some(services) = &self.services
                    && let Some((_, handle)) =
                        services.tasks.iter().find(|(known, _)| *known == task)
                {
                    handle.cancel.cancel();
                }
            }
            CaptureCommand::DismissReport => self.model.report = None,
        }
    }

    fn add_for_baby(&mut self, sources: Vec<Source>) {
        // What is dropped on an open entry belongs to it.
        if let View::Entry(entry) = self.model.view {
            return self.add_for_entry(entry, sources);
        }
        match self.model.baby {
            Some(baby) => {
                self.expect_arrivals(&sources);
                self.start_batch(
                    sources,
                    Target::Baby(baby),
                    BatchPurpose::Journal,
                    "task-adding-photos",
                );
            }
            None => self.say(NoticeKind::Problem, t!("app-no-baby-photos")),
        }
    }

    fn add_for_entry(&mut self, entry: EntryId, sources: Vec<Source>) {
        self.start_batch(
            sources,
            // Loose first: the open sheet takes the photos over, so that they
            // are one undo step of the entry.
            Target::Loose,
            BatchPurpose::Entry(entry),
            "task-adding-photos",
        );
    }

    pub(super) fn start_batch(
        &mut self,
        sources: Vec<Source>,
        target: Target,
        purpose: BatchPurpose,
        title: &'static str,
    ) {
        if sources.is_empty() {
            return;
        }
        let Some(services) = &self.services else {
            return;
        };
        let (vault, thumbs) = (Arc::clone(&services.vault), Arc::clone(&services.thumbs));
        let connection = services.library.connect();
        let clock = Arc::clone(&self.clock);
        let (adding, root) = (Arc::clone(&self.adding), services.root().to_owned());
        let number = adding.begin(sources.len());
        self.start_task(title, move |reporter| {
            let report = connection.map(|mut connection| {
                with_desk(clock.as_ref(), &vault, &thumbs, |desk| {
                    run_batch(desk, &mut connection, &sources, target, &mut |step| {
                        let kept = step.done.saturating_sub(step.refused);
                        adding.went_on(number, kept, &root);
                        reporter.step(progress_of(step))
                    })
                })
            });
            let (kept, left_over) = report.as_ref().map_or((0, false), |report| {
                (report.places.len(), report.not_tried > 0)
            });
            adding.ended(number, kept, left_over, &root);
            TaskEnd::Batch { report, purpose }
        });
    }

    pub(super) fn batch_ended(
        &mut self,
        report: Result<BatchReport, StoreError>,
        purpose: BatchPurpose,
    ) {
        self.settle_inbox();
        let report = match report {
            Ok(report) => report,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        self.reload();
        match purpose {
            BatchPurpose::Journal => {}
            BatchPurpose::Entry(entry) => self.entry_gets_photos(entry, &report.photos),
            BatchPurpose::Milestone(sheet) => {
                self.milestone_gets_photos(sheet, &report.photos);
            }
            BatchPurpose::Portrait(baby) => {
                if let Some(photo) = report.photos.first() {
                    self.set_portrait(baby, *photo);
                }
            }
        }
        self.tell_batch(report, purpose);
    }

    /// A short notice when all went well, a report when there is more to say.
    fn tell_batch(&mut self, report: BatchReport, purpose: BatchPurpose) {
        let quiet = report.refused.is_empty()
            && report.not_tried == 0
            && report.stopped_by.is_none()
            && report.before_birth.is_empty()
            && report.ends_early.is_empty()
            && report.doubtful_dates.is_empty();
        if !quiet || (purpose == BatchPurpose::Journal && report.already_there.len() > 1) {
            return self.show_report(Report::Batch(report));
        }
        let text = match (report.added.len(), report.already_there.as_slice()) {
            (0, [name]) if purpose == BatchPurpose::Journal => {
                t!("added-already", name = name)
            }
            (0, _) => return,
            (count, _) => added_words(count - report.films, report.films),
        };
        self.say(NoticeKind::Good, &text);
    }

    fn entry_gets_photos(&mut self, entry: EntryId, photos: &[PhotoId]) {
        if photos.is_empty() {
            return;
        }
        let on_screen = self.model.view == View::Entry(entry);
        if let Some(sheet) = self
            .model
            .entry
            .as_ref()
            .filter(|sheet| on_screen && sheet.entry.id == entry)
        {
            let mut fields = sheet.fields.clone();
            fields.photos.extend_from_slice(photos);
            return self.change_entry(fields.normalised(), "photos", true);
        }
        // The entry was left meanwhile: the photos join it all the same.
        let (photos, now) = (photos.to_vec(), stamp(self.clock.now_utc()));
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let joined = store::in_transaction(connection, |tx| {
                    let mut fields = store::entry::get(tx, entry)?.fields;
                    fields.photos.extend_from_slice(&photos);
                    store::entry::update(tx, entry, &fields, now)
                });
                JournalEvent::Changed(joined.map(|_| ()))
            });
        }
    }
}

/// `3 photos and 1 film added.`
fn added_words(photos: usize, films: usize) -> String {
    match (photos, films) {
        (photos, 0) => t!("added-photos", photos = photos),
        (0, films) => t!("added-films", films = films),
        (photos, films) => t!("added-both", photos = photos, films = films),
    }
}

/// How far a batch is; of a single film, in megabytes.
fn progress_of(step: BatchStep) -> Progress {
    let BatchStep {
        done,
        total,
        name,
        refused,
        bytes,
    } = step;
    let name = match refused {
        0 => name,
        count => t!("adding-refused", count = count, name = name),
    };
    let Some((copied, of)) = bytes else {
        return Progress {
            done,
            total,
            current: name,
        };
    };
    let megabytes = |bytes: u64| usize::try_from(bytes / 1_000_000).unwrap_or(usize::MAX);
    let (copied, of) = (megabytes(copied), megabytes(of).max(1));
    let current = t!("adding-megabytes", name = name, copied = copied, of = of);
    if total == 1 {
        return Progress {
            done: copied,
            total: of,
            current,
        };
    }
    Progress {
        done,
        total,
        current,
    }
}

fn files(paths: Vec<PathBuf>) -> Vec<Source> {
    paths.into_iter().map(Source::File).collect()
}

/// Lends a desk that is set to now.
pub(crate) fn with_desk<T>(
    clock: &dyn Clock,
    vault: &Vault,
    thumbs: &ThumbCache,
    work: impl FnOnce(&Desk<'_>) -> T,
) -> T {
    work(&Desk {
        vault,
        thumbs,
        limits: Limits::default(),
        now: stamp(clock.now_utc()),
        now_local: clock.now_local(),
        offset_at: &|local| clock.offset_at(local),
        file_date: &|path| clock.file_date(path),
    })
}
