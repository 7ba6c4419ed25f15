//! The entry on screen: saved as it is typed, undone and redone.

use std::time::Duration;

use super::{App, due};
use crate::app::command::EntryCommand;
use crate::app::history::History;
use crate::app::model::{EntrySheet, NoticeAction, NoticeKind, SaveState, View};
use crate::app::services::{JournalEvent, stamp};
use crate::domain::{Entry, EntryFields, EntryId, Moment, MomentSource};
use crate::store::{self, StoreError};

impl App {
    pub(super) fn entry_command(&mut self, command: EntryCommand) {
        match command {
            EntryCommand::Open(id) => self.go(View::Entry(id)),
            EntryCommand::New => self.new_entry(),
            EntryCommand::Change(fields, kind) => self.change_entry(*fields, kind, false),
            EntryCommand::SettleMoment { before, keep } => self.settle_moment(before, keep),
            EntryCommand::Undo => self.walk_entry(|history, fields| history.undo(fields)),
            EntryCommand::Redo => self.walk_entry(|history, fields| history.redo(fields)),
            EntryCommand::Trash(id) => self.trash_entry(id),
            EntryCommand::PutBack(things) => {
                let now = stamp(self.clock.now_utc());
                if let Some(services) = &mut self.services {
                    services.journal.run(move |connection| {
                        JournalEvent::PutBack(store::in_transaction(connection, |tx| {
                            store::trash::put_back(tx, &things, now)
                        }))
                    });
                }
            }
            EntryCommand::Restore(id) => {
                let now = stamp(self.clock.now_utc());
                if let Some(services) = &mut self.services {
                    services.journal.run(move |connection| {
                        JournalEvent::Changed(store::entry::restore(connection, id, now))
                    });
                }
            }
        }
    }

    /// An entry without photo, now, of the current baby.
    fn new_entry(&mut self) {
        let Some(baby) = self.model.baby else {
            return self.say(NoticeKind::Problem, t!("app-no-baby-entry"));
        };
        let local = self.clock.now_local();
        let moment = Moment::new(local, self.clock.offset_at(local), MomentSource::TypedIn);
        let fields = EntryFields::new(baby, moment);
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let made =
                    store::in_transaction(connection, |tx| store::entry::insert(tx, &fields, now));
                JournalEvent::EntryBegun(made.map(Box::new))
            });
        }
    }

    pub(super) fn open_entry(&mut self, id: EntryId) {
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::EntryOpened(store::entry::get(connection, id).map(Box::new))
            });
        }
        self.read_earlier(id);
    }

    pub(super) fn entry_opened(&mut self, result: Result<Box<Entry>, StoreError>) {
        let entry = match result {
            Ok(entry) => *entry,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        let id = entry.id;
        // Opened again (walking back): what is on screen is as new, so words
        // typed meanwhile and the steps stay.
        let known = self
            .model
            .entry
            .as_ref()
            .filter(|sheet| sheet.entry.id == id);
        let keep = known.is_some_and(|sheet| {
            sheet.dirty_since.is_some() || sheet.in_flight > 0 || sheet.fields == entry.fields
        });
        if keep {
            return self.show_entry(id);
        }
        let another = self
            .model
            .entry
            .as_ref()
            .filter(|sheet| sheet.entry.id != id)
            .map(|sheet| sheet.entry.id);
        let revision = self
            .model
            .entry
            .as_ref()
            .map_or(0, |sheet| sheet.revision + 1);
        if let Some(another) = another {
            // A new entry begun on the page of another: what was just typed
            // there is saved, and one that was blank leaves nothing behind, nor
            // a way back to it.
            self.leave_entry();
            if self.model.entry.is_none() && self.model.view == View::Entry(another) {
                self.model.view = View::Entry(id);
            }
        }
        self.model.entry = Some(EntrySheet {
            fields: entry.fields.clone(),
            entry,
            revision,
            save: SaveState::Saved,
            history: History::default(),
            dirty_since: None,
            last_change: Duration::ZERO,
            fresh: false,
            changed: false,
            in_flight: 0,
        });
        self.show_entry(id);
    }

    fn show_entry(&mut self, id: EntryId) {
        if self.model.view != View::Entry(id) {
            self.leave_view_for_entry();
            self.model.back.push(self.model.view);
            self.model.view = View::Entry(id);
        }
    }

    fn leave_view_for_entry(&mut self) {
        if !matches!(self.model.view, View::Entry(_)) {
            self.leave_view();
        }
    }

    /// Takes a change over. `from_app` tells the view to take it over too.
    pub(super) fn change_entry(&mut self, fields: EntryFields, kind: &'static str, from_app: bool) {
        let now = self.clock.monotonic();
        let Some(sheet) = &mut self.model.entry else {
            return;
        };
        if sheet.fields == fields {
            return;
        }
        sheet.history.record(sheet.fields.clone(), kind, now);
        replace_fields(sheet, fields, from_app, now);
    }

    fn settle_moment(&mut self, before: Moment, keep: bool) {
        let now = self.clock.monotonic();
        let Some(sheet) = &mut self.model.entry else {
            return;
        };
        let since = EntryFields {
            moment: before,
            ..sheet.fields.clone()
        };
        if keep {
            return sheet.history.fold(&since, &sheet.fields);
        }
        if since == sheet.fields {
            return;
        }
        if !sheet.history.forget(&since) {
            // Other words were written meanwhile: a step of its own.
            sheet.history.record(sheet.fields.clone(), "moment", now);
        }
        replace_fields(sheet, since, true, now);
    }

    fn walk_entry(
        &mut self,
        step: impl FnOnce(&mut History<EntryFields>, &EntryFields) -> Option<EntryFields>,
    ) {
        let now = self.clock.monotonic();
        if let Some(sheet) = &mut self.model.entry
            && let Some(fields) = step(&mut sheet.history, &sheet.fields)
        {
            replace_fields(sheet, fields, true, now);
        }
    }

    /// Saves when the pause in typing is long enough; else when to look again.
    pub(super) fn save_entry_if_due(&mut self, now: Duration) -> Option<Duration> {
        let sheet = self.model.entry.as_ref()?;
        let at = due(sheet.dirty_since?, sheet.last_change);
        if now >= at {
            self.save_entry_now();
            return None;
        }
        Some(at.saturating_sub(now))
    }

    pub(super) fn save_entry_now(&mut self) {
        let now = stamp(self.clock.now_utc());
        let Some(sheet) = &mut self.model.entry else {
            return;
        };
        if sheet.dirty_since.take().is_none() {
            return;
        }
        sheet.save = SaveState::Saving;
        sheet.in_flight += 1;
        let (id, fields) = (sheet.entry.id, sheet.fields.clone());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let saved = store::in_transaction(connection, |tx| {
                    store::entry::update(tx, id, &fields, now)
                });
                JournalEvent::EntrySaved(id, saved.map(|_| ()))
            });
        }
    }

    pub(super) fn entry_saved(&mut self, id: EntryId, result: Result<(), StoreError>) {
        let failure = result.err();
        let now = self.clock.monotonic();
        if let Some(sheet) = self
            .model
            .entry
            .as_mut()
            .filter(|sheet| sheet.entry.id == id)
        {
            sheet.in_flight = sheet.in_flight.saturating_sub(1);
            if failure.is_some() {
                sheet.save = SaveState::Failed;
                // Kept as unsaved: leaving the entry or the next key tries again.
                sheet.last_change = now + Duration::from_secs(3600);
                sheet.dirty_since = Some(now + Duration::from_secs(3600));
            } else if sheet.in_flight == 0 && sheet.dirty_since.is_none() {
                sheet.save = SaveState::Saved;
            }
            let fields = sheet.fields.clone();
            self.model.gallery.patch_entry(id, |item| {
                item.favourite = fields.favourite;
                item.caption = fields.note.chars().take(160).collect();
                item.state = fields.sleep_state;
                item.kind = fields.kind;
            });
        }
        if let Some(error) = failure {
            self.say(NoticeKind::Problem, &error.sentence());
        }
    }

    /// Saves; the gallery and the tags are read again where they may differ.
    pub(super) fn leave_entry(&mut self) {
        self.save_entry_now();
        let changed = self
            .model
            .entry
            .as_mut()
            .is_some_and(|sheet| std::mem::take(&mut sheet.changed));
        if self.discard_untouched() || changed {
            self.reload();
        }
    }

    /// An entry begun by mistake and left as it was leaves nothing behind.
    fn discard_untouched(&mut self) -> bool {
        let Some(services) = &mut self.services else {
            return false;
        };
        // Photos may still be on their way to it.
        if !services.tasks.is_empty() {
            return false;
        }
        let Some(sheet) = self.model.entry.take_if(|sheet| sheet.fresh) else {
            return false;
        };
        let id = sheet.entry.id;
        services.journal.run(move |connection| {
            JournalEvent::Changed(store::in_transaction(connection, |tx| {
                store::entry::discard_empty(tx, id)
            }))
        });
        true
    }

    fn trash_entry(&mut self, id: EntryId) {
        self.save_entry_now();
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::EntryTrashed(id, store::entry::trash(connection, id, now))
            });
        }
    }

    pub(super) fn entry_trashed(&mut self, id: EntryId, result: Result<(), StoreError>) {
        match result {
            Ok(()) => {
                let number = self.can_be_taken_back(store::many::Done::trashed_one(id));
                self.say_with(
                    NoticeKind::Hint,
                    t!("entry-trashed"),
                    Some((t!("app-undo"), NoticeAction::TakeBack(number))),
                );
                self.model.entry = None;
                self.model.view = View::Gallery;
                self.model.back.clear();
                self.reload();
            }
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }

    /// One thing that is back is seen to be; many are counted.
    pub(super) fn put_back(&mut self, result: Result<usize, StoreError>) {
        match result {
            Ok(0) => {}
            Ok(count) => {
                if count > 1 {
                    self.say(NoticeKind::Good, &t!("many-put-back", count = count));
                }
                self.reload();
            }
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }

    pub(super) fn toggle_favourite(&mut self, id: EntryId) {
        let now = stamp(self.clock.now_utc());
        let Some(favourite) = self
            .model
            .gallery
            .items
            .iter()
            .find(|item| item.entry == id)
            .map(|item| !item.favourite)
        else {
            return;
        };
        // Shown at once; put right by the next reading if saving fails.
        self.model
            .gallery
            .patch_entry(id, |item| item.favourite = favourite);
        self.refilter();
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let saved = store::in_transaction(connection, |tx| {
                    let mut fields = store::entry::get(tx, id)?.fields;
                    fields.favourite = favourite;
                    store::entry::update(tx, id, &fields, now)
                });
                JournalEvent::Kept(saved.map(|_| ()))
            });
        }
    }
}

fn replace_fields(sheet: &mut EntrySheet, fields: EntryFields, from_app: bool, now: Duration) {
    sheet.changed = true;
    sheet.fresh = false;
    sheet.fields = fields;
    sheet.save = SaveState::Saving;
    sheet.dirty_since = Some(sheet.dirty_since.map_or(now, |since| since.min(now)));
    sheet.last_change = now;
    if from_app {
        sheet.revision += 1;
    }
}
