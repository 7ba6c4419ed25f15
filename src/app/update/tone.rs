//! Edits of one photo given to others: copy and paste, a whole entry or night
//! at once, and presets of the parent's own. Geometry stays with its photo.

use std::collections::HashMap;

use super::App;
use crate::app::command::{EditorCommand, Reach};
use crate::app::model::{NoticeAction, NoticeKind};
use crate::app::services::{JournalEvent, PresetNews, ToneCopy, ToneRestored, stamp};
use crate::domain::{Edits, PhotoId, Preset, PresetId};
use crate::store::{self, Connection, StoreError};

/// What can be taken back, by number.
#[derive(Default)]
pub(super) struct Copies {
    last: u64,
    changes: HashMap<u64, Vec<(PhotoId, Edits, Edits)>>,
}

impl App {
    pub(super) fn copy_edits(&mut self) {
        let Some(editor) = &self.model.editor else {
            return;
        };
        self.model.copied = Some(editor.edits.only_tone());
        self.say(NoticeKind::Good, t!("tone-copied"));
    }

    pub(super) fn paste_edits(&mut self) {
        match (&self.model.editor, self.model.copied) {
            (Some(editor), Some(copied)) => {
                let edits = editor.edits.with_tone_of(&copied);
                self.editor_command(EditorCommand::Set(edits));
            }
            (Some(_), None) => self.say(NoticeKind::Hint, t!("tone-none")),
            (None, _) => {}
        }
    }

    /// Gives the tone of the photo on screen to others, all or none.
    pub(super) fn apply_to(&mut self, reach: Reach) {
        self.save_edits();
        let Some(editor) = &self.model.editor else {
            return;
        };
        let (own, edits) = (editor.photo.id, editor.edits);
        let (items, whose) = match reach {
            Reach::Entry => (self.model.gallery.same_entry(own), "entry"),
            Reach::Night => (self.model.gallery.same_night(own), "night"),
        };
        let photos: Vec<PhotoId> = items
            .iter()
            .map(|item| item.photo.id)
            .filter(|photo| *photo != own)
            .collect();
        if photos.is_empty() {
            return;
        }
        self.give_tone(edits, photos, whose);
    }

    /// Gives light, colour, detail and look to photos, all or none.
    /// Films among them are left as they are.
    pub(super) fn give_tone(
        &mut self,
        edits: Edits,
        mut photos: Vec<PhotoId>,
        // `entry`, `night` or `selected`: whose photos, for the words.
        whose: &'static str,
    ) {
        photos.retain(|photo| !self.is_film(*photo));
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::ToneCopied(store::in_transaction(connection, |tx| {
                    let before = photos
                        .iter()
                        .map(|photo| store::edits::get(tx, *photo))
                        .collect::<Result<Vec<_>, _>>()?;
                    let after = store::edits::copy_tone(tx, &edits, &photos, now)?;
                    let changes = before
                        .into_iter()
                        .zip(after)
                        .filter(|(before, (_, after))| before != after)
                        .map(|(before, (photo, after))| (photo, before, after))
                        .collect();
                    Ok(ToneCopy { changes, whose })
                }))
            });
        }
    }

    pub(super) fn tone_copied(&mut self, result: Result<ToneCopy, StoreError>) {
        let ToneCopy { changes, whose } = match result {
            Ok(copy) => copy,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        if changes.is_empty() {
            return self.say(NoticeKind::Hint, &t!("tone-alike", whose = whose));
        }
        for (photo, _, after) in &changes {
            self.take_over(*photo, *after);
        }
        self.refilter();
        let words = t!("tone-given", count = changes.len(), whose = whose);
        self.copies.last += 1;
        let number = self.copies.last;
        self.copies.changes.insert(number, changes);
        self.say_with(
            NoticeKind::Good,
            &words,
            Some((t!("app-undo-this"), NoticeAction::UndoApply(number))),
        );
    }

    /// Gives photos back the edits they had, but for those changed since.
    pub(super) fn undo_apply(&mut self, number: u64) {
        let Some(changes) = self.copies.changes.remove(&number) else {
            return;
        };
        // What is on screen unsaved counts as changed since.
        self.save_edits();
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::ToneRestored(store::in_transaction(connection, |tx| {
                    give_back(tx, &changes, now)
                }))
            });
        }
    }

    pub(super) fn tone_restored(&mut self, result: Result<ToneRestored, StoreError>) {
        let ToneRestored { restored, left } = match result {
            Ok(done) => done,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        for (photo, edits) in restored {
            self.take_over(photo, edits);
        }
        self.refilter();
        match left {
            0 => self.say(NoticeKind::Good, t!("tone-restored")),
            left => self.say(NoticeKind::Hint, &t!("tone-restored-but", count = left)),
        }
    }

    /// Shows edits that were stored for a photo other than by its editor.
    fn take_over(&mut self, photo: PhotoId, edits: Edits) {
        self.model
            .gallery
            .patch_photo(photo, |item| item.edits = edits);
        let photos = std::sync::Arc::make_mut(&mut self.model.photos);
        if let Some(info) = photos.get_mut(&photo) {
            info.edits = edits;
        }
        let now = self.clock.monotonic();
        if let Some(editor) = self
            .model
            .editor
            .as_mut()
            .filter(|editor| editor.photo.id == photo)
        {
            editor.history.record(editor.edits, "edit", now);
            editor.history.pause();
            editor.before_drag = None;
            editor.edits = edits;
            editor.saved = edits;
            self.after_edit();
        }
    }

    pub(super) fn save_preset(&mut self, name: &str) {
        let Some(editor) = &self.model.editor else {
            return;
        };
        let name = match Preset::checked_name(name) {
            Ok(name) => name,
            Err(error) => return self.say(NoticeKind::Problem, &error.to_string()),
        };
        let edits = editor.edits;
        self.change_presets(move |tx, now| {
            let replaced = store::preset::list(tx)?
                .iter()
                .any(|preset| preset.name == name);
            store::preset::save(tx, &name, &edits, now)?;
            Ok(PresetNews::Saved { name, replaced })
        });
    }

    pub(super) fn use_preset(&mut self, id: PresetId) {
        let preset = self.model.presets.iter().find(|preset| preset.id == id);
        if let (Some(preset), Some(editor)) = (preset, &self.model.editor) {
            let edits = editor.edits.with_tone_of(&preset.edits);
            self.editor_command(EditorCommand::Set(edits));
        }
    }

    pub(super) fn remove_preset(&mut self, id: PresetId) {
        let Some(preset) = self.model.presets.iter().find(|preset| preset.id == id) else {
            return;
        };
        let name = preset.name.clone();
        self.change_presets(move |tx, now| {
            store::preset::remove(tx, id, now)?;
            Ok(PresetNews::Removed(id, name))
        });
    }

    pub(super) fn restore_preset(&mut self, id: PresetId) {
        self.change_presets(move |tx, now| {
            store::preset::restore(tx, id, now)?;
            Ok(PresetNews::Restored)
        });
    }

    fn change_presets(
        &mut self,
        change: impl FnOnce(&Connection, chrono::NaiveDateTime) -> Result<PresetNews, StoreError>
        + Send
        + 'static,
    ) {
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::Presets(store::in_transaction(connection, |tx| {
                    let news = change(tx, now)?;
                    Ok((store::preset::list(tx)?, news))
                }))
            });
        }
    }

    pub(super) fn presets_changed(
        &mut self,
        result: Result<(Vec<Preset>, PresetNews), StoreError>,
    ) {
        let (presets, news) = match result {
            Ok(changed) => changed,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        self.model.presets = presets;
        match news {
            PresetNews::Saved {
                name,
                replaced: false,
            } => self.say(NoticeKind::Good, &t!("preset-kept", name = name)),
            PresetNews::Saved {
                name,
                replaced: true,
            } => self.say(NoticeKind::Good, &t!("preset-replaced", name = name)),
            PresetNews::Removed(id, name) => self.say_with(
                NoticeKind::Hint,
                &t!("preset-removed", name = name),
                Some((t!("app-undo-this"), NoticeAction::RestorePreset(id))),
            ),
            PresetNews::Restored => {}
        }
    }
}

fn give_back(
    tx: &Connection,
    changes: &[(PhotoId, Edits, Edits)],
    now: chrono::NaiveDateTime,
) -> Result<ToneRestored, StoreError> {
    let mut restored = Vec::new();
    for (photo, before, after) in changes {
        if store::edits::get(tx, *photo)? == *after {
            store::edits::set(tx, *photo, before, now)?;
            restored.push((*photo, *before));
        }
    }
    Ok(ToneRestored {
        left: changes.len() - restored.len(),
        restored,
    })
}
