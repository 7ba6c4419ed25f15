//! One thing done to many photos and entries: each is one transaction and one undo.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use crate::app::chosen::Chosen;
use crate::app::config::unused_path;
use crate::app::model::{Brake, NoticeAction, NoticeKind};
use crate::app::services::{JournalEvent, TaskEnd, stamp};
use crate::domain::{Edits, EntryId, Moment, NewPhoto, PhotoId};
use crate::jobs::{Progress, Reporter};
use crate::photo::{self, ExportOptions, Vault};
use crate::storage;
use crate::store::many::{Change, Done, Picked};
use crate::store::{self, StoreError};

/// What can be taken back, by number.
#[derive(Default)]
pub(super) struct Undos {
    last: u64,
    done: HashMap<u64, Done>,
}

/// What became of copies for a folder.
pub(in crate::app) struct ManyCopies {
    folder: PathBuf,
    saved: usize,
    /// One sentence for each that could not be saved.
    refused: Vec<String>,
    stopped: bool,
}

/// A photo to be copied.
struct ToCopy {
    file: NewPhoto,
    edits: Edits,
    moment: Moment,
}

impl App {
    pub(super) fn change_many(&mut self, chosen: Chosen, change: Change) {
        self.change_many_if(chosen, change, false);
    }

    /// The parent was asked about very many entries and has answered.
    pub(super) fn sure(&mut self, sure: bool) {
        if let Some(Brake { chosen, .. }) = self.model.brake.take()
            && sure
        {
            self.change_many_if(chosen, Change::Trash, true);
        }
    }

    fn change_many_if(&mut self, chosen: Chosen, change: Change, sure: bool) {
        let picked = self.picked(&chosen);
        if picked.is_empty() {
            return;
        }
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                if change == Change::Trash
                    && !sure
                    && let Ok(all) = store::trash::entries_kept(connection)
                    && store::trash::is_much(picked.len(), all)
                {
                    let entries = picked.len();
                    return JournalEvent::ManyTooMany(Brake {
                        chosen,
                        entries,
                        all,
                    });
                }
                let done = store::in_transaction(connection, |tx| {
                    store::many::apply(tx, &picked, &change, now)
                });
                JournalEvent::ManyChanged(change, done)
            });
        }
    }

    /// The entries photos belong to, in the gallery's order, and after them
    /// those of words alone.
    fn picked(&self, chosen: &Chosen) -> Vec<Picked> {
        let mut picked: Vec<Picked> = Vec::new();
        let mut places: HashMap<EntryId, usize> = HashMap::new();
        for photo in &chosen.photos {
            let Some(item) = self.model.gallery.item(*photo) else {
                continue;
            };
            let place = *places.entry(item.entry).or_insert_with(|| {
                picked.push(Picked {
                    entry: item.entry,
                    photos: Vec::new(),
                });
                picked.len() - 1
            });
            if let Some(entry) = picked.get_mut(place) {
                entry.photos.push(*photo);
            }
        }
        picked.extend(chosen.words.iter().map(|entry| Picked {
            entry: *entry,
            photos: Vec::new(),
        }));
        picked
    }

    pub(super) fn many_changed(&mut self, change: &Change, result: Result<Done, StoreError>) {
        let done = match result {
            Ok(done) => done,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        let words = words_for(change, &done);
        if done.count() == 0 {
            return self.say(NoticeKind::Hint, &words);
        }
        self.reload();
        let number = self.can_be_taken_back(done);
        self.say_with(
            NoticeKind::Good,
            &words,
            Some((t!("app-undo"), NoticeAction::TakeBack(number))),
        );
    }

    /// Remembers what was done; the number it is taken back by, from its message
    /// or with Ctrl + Z in Memories.
    pub(super) fn can_be_taken_back(&mut self, done: Done) -> u64 {
        self.undos.last += 1;
        let number = self.undos.last;
        self.undos.done.insert(number, done);
        self.model.last_change = Some(number);
        number
    }

    pub(super) fn take_back(&mut self, number: u64) {
        let Some(done) = self.undos.done.remove(&number) else {
            return;
        };
        if self.model.last_change == Some(number) {
            // The one before, if it can still be taken back.
            self.model.last_change = self.undos.done.keys().max().copied();
        }
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::ManyTakenBack(store::in_transaction(connection, |tx| {
                    store::many::take_back(tx, &done, now)
                }))
            });
        }
    }

    pub(super) fn many_taken_back(&mut self, result: Result<usize, StoreError>) {
        match result {
            Ok(left) => {
                self.reload();
                match left {
                    0 => self.say(NoticeKind::Good, t!("many-taken-back")),
                    left => self.say(NoticeKind::Hint, &t!("many-taken-back-but", count = left)),
                }
            }
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }

    pub(super) fn copy_edits_of(&mut self, photo: PhotoId) {
        if let Some(item) = self.model.gallery.item(photo) {
            self.model.copied = Some(item.edits.only_tone());
            self.say(NoticeKind::Good, t!("tone-copied-selected"));
        }
    }

    pub(super) fn paste_edits_on(&mut self, photos: Vec<PhotoId>) {
        let Some(copied) = self.model.copied else {
            return self.say(NoticeKind::Hint, t!("tone-none-selected"));
        };
        self.give_tone(copied, photos, "selected");
    }

    /// Saves copies of photos, with their edits, into a folder.
    pub(super) fn export_many(&mut self, photos: Vec<PhotoId>, folder: PathBuf) {
        let Some(services) = &self.services else {
            return;
        };
        let vault = Arc::clone(&services.vault);
        let wanted: Vec<ToCopy> = photos
            .iter()
            .filter_map(|photo| self.model.gallery.item(*photo))
            .map(|item| ToCopy {
                file: item.photo.file.clone(),
                edits: item.edits,
                moment: item.moment,
            })
            .collect();
        self.start_task("task-saving-copies", move |reporter| {
            TaskEnd::ManySaved(copy_all(&vault, &wanted, folder, reporter))
        });
    }

    pub(super) fn many_saved(&mut self, copies: ManyCopies) {
        let ManyCopies {
            folder,
            saved,
            refused,
            stopped,
        } = copies;
        let (place, folder) = (folder.clone(), folder.display().to_string());
        if refused.is_empty() {
            let words = if stopped {
                t!("copies-saved-stopped", count = saved, folder = folder)
            } else {
                t!("copies-saved", count = saved, folder = folder)
            };
            return self.say_saved(&words, place);
        }
        self.show_report(crate::app::model::Report::Check {
            sound: false,
            heading: t!("copies-saved-heading", count = saved, folder = folder),
            findings: refused,
        });
    }
}

fn copy_all(
    vault: &Vault,
    wanted: &[ToCopy],
    folder: PathBuf,
    reporter: &Reporter<TaskEnd>,
) -> ManyCopies {
    let options = ExportOptions::default();
    let mut copies = ManyCopies {
        folder,
        saved: 0,
        refused: Vec::new(),
        stopped: false,
    };
    for (done, copy) in wanted.iter().enumerate() {
        let step = reporter.step(Progress {
            done,
            total: wanted.len(),
            current: copy.file.original_name.clone(),
        });
        if step == ControlFlow::Break(()) {
            copies.stopped = true;
            break;
        }
        match copy_one(vault, copy, &copies.folder, &options) {
            Ok(()) => copies.saved += 1,
            Err(sentence) => copies.refused.push(sentence),
        }
    }
    copies
}

/// A file that is there already is never written over.
fn copy_one(
    vault: &Vault,
    copy: &ToCopy,
    folder: &Path,
    options: &ExportOptions,
) -> Result<(), String> {
    let name = &copy.file.original_name;
    if copy.file.format.is_film() {
        return copy_film(vault, copy, folder);
    }
    let exported = photo::export(vault, &copy.file, &copy.edits, &copy.moment, options)
        .map_err(|error| t!("copy-not-made", name = name, error = error.to_string()))?;
    let stem = Path::new(name).file_stem().unwrap_or_default();
    let file = format!("{}.{}", stem.to_string_lossy(), options.format.extension());
    let file = file.trim_start_matches('.');
    let path = unused_path(folder, if file.is_empty() { "photo.jpg" } else { file });
    storage::write_atomic(&path, &exported.bytes)
        .map_err(|error| t!("copy-of-not-saved", name = name, error = error.to_string()))
}

/// A film as it is, without the place.
fn copy_film(vault: &Vault, copy: &ToCopy, folder: &Path) -> Result<(), String> {
    let name = &copy.file.original_name;
    let from = vault.path_of(&copy.file.hash, copy.file.format);
    let to = unused_path(folder, &photo::film::copy_name(&copy.file));
    photo::film::copy(&from, &to, false, &mut |_| ControlFlow::Continue(()))
        .map(|_| ())
        .map_err(|error| t!("copy-of-not-saved", name = name, error = error.to_string()))
}

fn words_for(change: &Change, done: &Done) -> String {
    let count = done.count();
    match (change, count) {
        (Change::Favourite(true), 0) => t!("many-favourites-already").to_owned(),
        (Change::Favourite(false), 0) => t!("many-no-favourites").to_owned(),
        (Change::Tag(tag), 0) => t!("many-tagged-already", tag = tag.as_str()),
        (_, 0) => t!("many-nothing").to_owned(),
        (Change::Favourite(true), _) => t!("many-favourites", count = count),
        (Change::Favourite(false), _) => t!("many-favourites-no-more", count = count),
        (Change::Tag(tag), _) => t!("many-tagged", count = count, tag = tag.as_str()),
        (Change::MoveTo(_), _) => t!("many-moved", count = count),
        (Change::Shift(_), _) => t!("many-shifted", count = count),
        (Change::Trash, _) => trashed_words(done),
    }
}

fn trashed_words(done: &Done) -> String {
    let trashed = done.trashed();
    let parted = done.count() - trashed;
    let gone = (trashed > 0).then(|| t!("many-trashed", count = trashed));
    let kept = (parted > 0).then(|| {
        let photos = done.parted_photos();
        t!("many-parted", photos = photos, entries = parted)
    });
    gone.into_iter().chain(kept).collect::<Vec<_>>().join(" ")
}
