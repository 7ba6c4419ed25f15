//! Milestones: a sheet that is saved as soon as it has a title.

use std::path::PathBuf;
use std::time::Duration;

use super::{App, due};
use crate::app::command::MilestoneCommand;
use crate::app::model::{MilestoneSheet, NoticeAction, NoticeKind, SaveState, View};
use crate::app::services::{BatchPurpose, JournalEvent, stamp};
use crate::capture::{Source, Target};
use crate::domain::{
    DEFAULT_DAY_START_HOUR, EntryId, Milestone, MilestoneFields, MilestoneId, PhotoId, journal_day,
};
use crate::store::{self, StoreError};

impl App {
    pub(super) fn milestone_command(&mut self, command: MilestoneCommand) {
        match command {
            MilestoneCommand::New { entry, title } => self.new_milestone(entry, title),
            MilestoneCommand::Open(id) => {
                self.save_milestone_now();
                if let Some(milestone) = self.model.milestones.iter().find(|m| m.id == id) {
                    self.model.milestone = Some(sheet(Some(id), milestone.fields.clone()));
                    self.go(View::Milestones);
                }
            }
            MilestoneCommand::Change(fields) => self.change_milestone(*fields, false),
            MilestoneCommand::AddFiles(paths) => self.add_milestone_photos(paths),
            MilestoneCommand::Close => {
                self.save_milestone_now();
                self.model.milestone = None;
            }
            MilestoneCommand::Trash(id) => {
                let now = stamp(self.clock.now_utc());
                self.model.milestone = None;
                if let Some(services) = &mut self.services {
                    services.journal.run(move |connection| {
                        JournalEvent::MilestoneTrashed(
                            id,
                            store::milestone::trash(connection, id, now),
                        )
                    });
                }
            }
            MilestoneCommand::Restore(id) => {
                let now = stamp(self.clock.now_utc());
                if let Some(services) = &mut self.services {
                    services.journal.run(move |connection| {
                        JournalEvent::Changed(store::milestone::restore(connection, id, now))
                    });
                }
            }
        }
    }

    fn new_milestone(&mut self, entry: Option<EntryId>, title: String) {
        let Some(baby) = self.model.baby else {
            return self.say(
                NoticeKind::Problem,
                "There is no baby in this journal yet. Add one first, then the milestone.",
            );
        };
        self.save_milestone_now();
        let from_entry = entry.and_then(|id| {
            self.model
                .entry
                .as_ref()
                .filter(|sheet| sheet.entry.id == id)
                .map(|sheet| &sheet.fields)
        });
        let date = from_entry.map_or_else(
            || journal_day(self.clock.now_local(), DEFAULT_DAY_START_HOUR),
            |fields| fields.moment.journal_day(DEFAULT_DAY_START_HOUR),
        );
        let photos = from_entry
            .and_then(|fields| fields.cover_photo())
            .into_iter()
            .collect();
        let fields = MilestoneFields {
            baby,
            title: String::new(),
            date,
            note: String::new(),
            photos,
            entry,
        };
        self.go(View::Milestones);
        self.model.milestone = Some(sheet(None, fields.clone()));
        if !title.is_empty() {
            self.change_milestone(MilestoneFields { title, ..fields }, true);
        }
    }

    fn change_milestone(&mut self, fields: MilestoneFields, from_app: bool) {
        let now = self.clock.monotonic();
        let Some(sheet) = &mut self.model.milestone else {
            return;
        };
        if sheet.fields == fields {
            return;
        }
        sheet.fields = fields;
        sheet.save = SaveState::Saving;
        sheet.dirty_since = Some(sheet.dirty_since.map_or(now, |since| since.min(now)));
        sheet.last_change = now;
        if from_app {
            sheet.revision += 1;
        }
    }

    fn add_milestone_photos(&mut self, paths: Vec<PathBuf>) {
        let sources = paths.into_iter().map(Source::File).collect();
        self.start_batch(
            sources,
            Target::Loose,
            BatchPurpose::Milestone,
            "Adding photos",
        );
    }

    pub(super) fn milestone_gets_photos(&mut self, photos: &[PhotoId]) {
        let Some(sheet) = &self.model.milestone else {
            return;
        };
        let mut fields = sheet.fields.clone();
        for photo in photos {
            if !fields.photos.contains(photo) {
                fields.photos.push(*photo);
            }
        }
        self.change_milestone(fields, true);
    }

    pub(super) fn save_milestone_if_due(&mut self, now: Duration) -> Option<Duration> {
        let sheet = self.model.milestone.as_ref()?;
        let at = due(sheet.dirty_since?, sheet.last_change);
        if sheet.in_flight > 0 {
            // A first save decides the id; the next waits for it.
            return Some(Duration::from_millis(20));
        }
        if now >= at {
            self.save_milestone_now();
            return None;
        }
        Some(at.saturating_sub(now))
    }

    /// Saves the sheet; one without a title is kept on screen and not stored.
    pub(super) fn save_milestone_now(&mut self) {
        let now = stamp(self.clock.now_utc());
        self.wait_for_milestone_id();
        let Some(sheet) = &mut self.model.milestone else {
            return;
        };
        if sheet.dirty_since.is_none() || sheet.fields.title.trim().is_empty() {
            sheet.dirty_since = None;
            return;
        }
        sheet.dirty_since = None;
        sheet.save = SaveState::Saving;
        sheet.in_flight += 1;
        let (id, fields) = (sheet.id, sheet.fields.clone());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let saved = store::in_transaction(connection, |tx| match id {
                    Some(id) => store::milestone::update(tx, id, fields, now),
                    None => store::milestone::insert(tx, fields, now),
                });
                JournalEvent::MilestoneSaved(saved.map(Box::new))
            });
        }
    }

    /// A sheet left while its first save is under way must not be stored
    /// twice: its id is waited for (one commit, a few milliseconds).
    fn wait_for_milestone_id(&mut self) {
        while self
            .model
            .milestone
            .as_ref()
            .is_some_and(|sheet| sheet.id.is_none() && sheet.in_flight > 0)
        {
            let Some(event) = self
                .services
                .as_mut()
                .and_then(|services| services.journal.wait())
            else {
                break;
            };
            self.journal_event(event);
        }
    }

    pub(super) fn milestone_saved(&mut self, result: Result<Box<Milestone>, StoreError>) {
        match result {
            Ok(milestone) => {
                if let Some(sheet) = &mut self.model.milestone
                    && sheet.in_flight > 0
                    && sheet.id.is_none_or(|id| id == milestone.id)
                {
                    sheet.in_flight -= 1;
                    sheet.id = Some(milestone.id);
                    if sheet.dirty_since.is_none() {
                        sheet.save = SaveState::Saved;
                    }
                }
                self.model.milestones.retain(|m| m.id != milestone.id);
                let at = self.model.milestones.partition_point(|m| {
                    (m.fields.date, m.id) < (milestone.fields.date, milestone.id)
                });
                self.model.milestones.insert(at, *milestone);
            }
            Err(error) => {
                let now = self.clock.monotonic();
                if let Some(sheet) = &mut self.model.milestone {
                    sheet.in_flight = sheet.in_flight.saturating_sub(1);
                    sheet.save = SaveState::Failed;
                    sheet.dirty_since = Some(now + Duration::from_secs(3600));
                    sheet.last_change = now + Duration::from_secs(3600);
                }
                self.say(NoticeKind::Problem, &error.sentence());
            }
        }
    }

    pub(super) fn milestone_trashed(&mut self, id: MilestoneId, result: Result<(), StoreError>) {
        match result {
            Ok(()) => {
                self.say_with(
                    NoticeKind::Hint,
                    "The milestone is in the trash.",
                    Some(("Undo", NoticeAction::RestoreMilestone(id))),
                );
                self.reload();
            }
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }
}

fn sheet(id: Option<MilestoneId>, fields: MilestoneFields) -> MilestoneSheet {
    MilestoneSheet {
        id,
        fields,
        revision: 0,
        save: SaveState::Saved,
        dirty_since: None,
        last_change: Duration::ZERO,
        in_flight: 0,
    }
}
