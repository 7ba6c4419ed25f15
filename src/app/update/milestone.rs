//! Milestones: a sheet that is saved as soon as it has a title.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;

use super::{App, due};
use crate::app::command::MilestoneCommand;
use crate::app::model::{MilestoneSheet, NoticeAction, NoticeKind, SaveState, View};
use crate::app::services::{BatchPurpose, JournalEvent, stamp};
use crate::capture::{Source, Target};
use crate::domain::{
    DEFAULT_DAY_START_HOUR, EntryFields, EntryId, Milestone, MilestoneFields, MilestoneId, PhotoId,
    journal_day,
};
use crate::store::{self, StoreError};

impl App {
    pub(super) fn milestone_command(&mut self, command: MilestoneCommand) {
        match command {
            MilestoneCommand::New { entry, title } => self.new_milestone(entry, title),
            MilestoneCommand::Open(id) => {
                self.keep_milestone();
                if let Some(milestone) = self.model.milestones.iter().find(|m| m.id == id) {
                    let fields = milestone.fields.clone();
                    let number = self.new_sheet_number();
                    self.sheets.insert(number, id);
                    self.model.milestone = Some(sheet(number, Some(id), fields));
                    self.read_earlier_milestone(id);
                    self.go(View::Milestones);
                }
            }
            MilestoneCommand::Change(fields) => self.change_milestone(*fields, false),
            MilestoneCommand::AddFiles(paths) => self.add_milestone_photos(paths),
            MilestoneCommand::Close => {
                self.keep_milestone();
                self.model.milestone = None;
            }
            MilestoneCommand::Discard => {
                self.wait_for_milestone_id();
                match self.model.milestone.as_ref().and_then(|sheet| sheet.id) {
                    Some(id) => self.trash_milestone(id),
                    None => self.model.milestone = None,
                }
            }
            MilestoneCommand::Trash(id) => self.trash_milestone(id),
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

    fn trash_milestone(&mut self, id: MilestoneId) {
        // What was just typed comes back with it.
        self.keep_milestone();
        let now = stamp(self.clock.now_utc());
        self.model.milestone = None;
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::MilestoneTrashed(id, store::milestone::trash(connection, id, now))
            });
        }
    }

    /// Saves the sheet before it goes from the screen. Words and photos are
    /// kept even when their title is missing: the stored title stays, or the
    /// note's first line becomes it.
    pub(super) fn keep_milestone(&mut self) {
        let title = self.model.milestone.as_ref().and_then(|sheet| {
            let fields = &sheet.fields;
            let untouched = sheet.save == SaveState::Saved;
            if untouched || !fields.title.trim().is_empty() {
                return None;
            }
            let stored = self
                .model
                .milestones
                .iter()
                .find(|known| Some(known.id) == sheet.id)
                .map(|known| known.fields.title.clone());
            let has_content = !fields.note.trim().is_empty() || !fields.photos.is_empty();
            stored.or_else(|| has_content.then(|| title_from(&fields.note)))
        });
        if let Some(title) = title
            && let Some(fields) = self.model.milestone.as_ref().map(|s| s.fields.clone())
        {
            self.change_milestone(MilestoneFields { title, ..fields }, true);
        }
        self.save_milestone_now();
    }

    fn new_milestone(&mut self, entry: Option<EntryId>, title: String) {
        let Some(baby) = self.model.baby else {
            return self.say(NoticeKind::Problem, t!("app-no-baby-milestone"));
        };
        self.keep_milestone();
        let from_entry = entry.and_then(|id| {
            self.model
                .entry
                .as_ref()
                .filter(|sheet| sheet.entry.id == id)
                .map(|sheet| &sheet.fields)
        });
        // The day the entry shows, also in the small hours; else the night that
        // is still going on.
        let date = from_entry.map_or_else(
            || self.milestone_day_now(),
            |fields| fields.moment.local.date(),
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
        // An entry with a milestone is no mistake.
        if let Some(sheet) = &mut self.model.entry {
            sheet.fresh &= entry != Some(sheet.entry.id);
        }
        self.go(View::Milestones);
        let number = self.new_sheet_number();
        self.model.milestone = Some(sheet(number, None, fields.clone()));
        if !title.is_empty() {
            self.change_milestone(MilestoneFields { title, ..fields }, true);
        }
    }

    fn milestone_day_now(&self) -> NaiveDate {
        let local = self.clock.now_local();
        let night = journal_day(local, DEFAULT_DAY_START_HOUR);
        // The night of the birth belongs to the birth day, not to the day before.
        let birth = self.model.current_baby().map(|baby| baby.fields.birth_date);
        birth
            .filter(|birth| night < *birth && local.date() >= *birth)
            .unwrap_or(night)
    }

    fn new_sheet_number(&mut self) -> u64 {
        self.next_sheet += 1;
        self.next_sheet
    }

    pub(super) fn change_milestone(&mut self, fields: MilestoneFields, from_app: bool) {
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
        let Some(sheet) = &self.model.milestone else {
            return;
        };
        let purpose = BatchPurpose::Milestone(sheet.number);
        let sources = paths.into_iter().map(Source::File).collect();
        self.start_batch(sources, Target::Loose, purpose, "task-adding-photos");
    }

    /// Photos arrive for a sheet: the one on screen, one that was closed
    /// meanwhile, or one that was thrown away (then they become an entry).
    pub(super) fn milestone_gets_photos(&mut self, number: u64, photos: &[PhotoId]) {
        if photos.is_empty() {
            return;
        }
        if let Some(sheet) = self
            .model
            .milestone
            .as_ref()
            .filter(|sheet| sheet.number == number)
        {
            let mut fields = sheet.fields.clone();
            add_new(&mut fields.photos, photos);
            return self.change_milestone(fields, true);
        }
        let (id, baby) = (self.sheets.get(&number).copied(), self.model.baby);
        let (photos, now) = (photos.to_vec(), stamp(self.clock.now_utc()));
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::Changed(store::in_transaction(connection, |tx| {
                    match (id, baby, photos.first()) {
                        (Some(id), _, _) => {
                            let mut fields = store::milestone::get(tx, id)?.fields;
                            add_new(&mut fields.photos, &photos);
                            store::milestone::update(tx, id, fields, now)?;
                        }
                        (None, Some(baby), Some(first)) => {
                            let taken = store::photo::get(tx, *first)?.file.taken;
                            let mut fields = EntryFields::new(baby, taken);
                            fields.photos = photos;
                            store::entry::insert(tx, &fields, now)?;
                        }
                        _ => {}
                    }
                    Ok(())
                }))
            });
        }
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
        let (number, id, fields) = (sheet.number, sheet.id, sheet.fields.clone());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let saved = store::in_transaction(connection, |tx| match id {
                    Some(id) => store::milestone::update(tx, id, fields, now),
                    None => store::milestone::insert(tx, fields, now),
                });
                JournalEvent::MilestoneSaved(number, saved.map(Box::new))
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

    pub(super) fn milestone_saved(
        &mut self,
        number: u64,
        result: Result<Box<Milestone>, StoreError>,
    ) {
        match result {
            Ok(milestone) => {
                self.sheets.insert(number, milestone.id);
                if let Some(sheet) = &mut self.model.milestone
                    && sheet.number == number
                {
                    sheet.in_flight = sheet.in_flight.saturating_sub(1);
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
                if let Some(sheet) = &mut self.model.milestone
                    && sheet.number == number
                {
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
                    t!("milestone-trashed"),
                    Some((t!("app-undo"), NoticeAction::RestoreMilestone(id))),
                );
                self.reload();
            }
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }
}

/// A title for what was written without one.
fn title_from(note: &str) -> String {
    const LONGEST_CHARS: usize = 60;
    let line = note.lines().map(str::trim).find(|line| !line.is_empty());
    let Some(line) = line else {
        return t!("milestone-untitled").to_owned();
    };
    if line.chars().count() <= LONGEST_CHARS {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST_CHARS).collect();
    let whole_words = cut.rsplit_once(char::is_whitespace).map(|(words, _)| words);
    format!("{}…", whole_words.unwrap_or(&cut))
}

/// Adds what is not there yet.
fn add_new(photos: &mut Vec<PhotoId>, more: &[PhotoId]) {
    for photo in more {
        if !photos.contains(photo) {
            photos.push(*photo);
        }
    }
}

fn sheet(number: u64, id: Option<MilestoneId>, fields: MilestoneFields) -> MilestoneSheet {
    MilestoneSheet {
        number,
        id,
        fields,
        revision: 0,
        save: SaveState::Saved,
        dirty_since: None,
        last_change: Duration::ZERO,
        in_flight: 0,
    }
}
