//! One thing done to many photos: each is one transaction and one undo.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
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
    pub(super) fn change_many(&mut self, photos: Vec<PhotoId>, change: Change) {
        self.change_many_if(photos, change, false);
    }

    /// The parent was asked about very many entries and has answered.
    pub(super) fn sure(&mut self, sure: bool) {
        if let Some(Brake { photos, .. }) = self.model.brake.take()
            && sure
        {
            self.change_many_if(photos, Change::Trash, true);
        }
    }

    fn change_many_if(&mut self, photos: Vec<PhotoId>, change: Change, sure: bool) {
        let picked = self.picked(&photos);
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
                        photos,
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

    /// The entries photos belong to, in the gallery's order.
    fn picked(&self, photos: &[PhotoId]) -> Vec<Picked> {
        let mut picked: Vec<Picked> = Vec::new();
        let mut places: HashMap<EntryId, usize> = HashMap::new();
        for photo in photos {
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
        self.undos.last += 1;
        let number = self.undos.last;
        self.undos.done.insert(number, done);
        self.model.last_change = Some(number);
        self.say_with(
            NoticeKind::Good,
            &words,
            Some(("Undo", NoticeAction::TakeBack(number))),
        );
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
                    0 => self.say(NoticeKind::Good, "All is as it was before."),
                    1 => self.say(
                        NoticeKind::Hint,
                        "All is as it was before, except for one entry that you changed since.",
                    ),
                    _ => self.say(
                        NoticeKind::Hint,
                        &format!(
                            "All is as it was before, except for {left} entries that you changed since."
                        ),
                    ),
                }
            }
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }

    pub(super) fn copy_edits_of(&mut self, photo: PhotoId) {
        if let Some(item) = self.model.gallery.item(photo) {
            self.model.copied = Some(item.edits.only_tone());
            self.say(
                NoticeKind::Good,
                "Light, colour and look are copied. Select photos and paste them.",
            );
        }
    }

    pub(super) fn paste_edits_on(&mut self, photos: Vec<PhotoId>) {
        let Some(copied) = self.model.copied else {
            return self.say(
                NoticeKind::Hint,
                "No edits are copied yet. Select one photo whose look you like and copy its edits first.",
            );
        };
        self.give_tone(copied, photos, "of those you selected");
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
        self.start_task("Saving copies", move |reporter| {
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
        let folder = folder.display();
        let count = match saved {
            0 => "No copy is".to_owned(),
            1 => "1 copy is".to_owned(),
            _ => format!("{saved} copies are"),
        };
        if refused.is_empty() {
            let end = if stopped {
                " The others were not asked for any more."
            } else {
                ""
            };
            return self.say(NoticeKind::Good, &format!("{count} in “{folder}”.{end}"));
        }
        self.show_report(crate::app::model::Report::Check {
            sound: false,
            heading: format!("{count} in “{folder}”"),
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
        .map_err(|error| format!("No copy of “{name}” could be made: {error}."))?;
    let stem = Path::new(name).file_stem().unwrap_or_default();
    let file = format!("{}.{}", stem.to_string_lossy(), options.format.extension());
    let file = file.trim_start_matches('.');
    let path = unused_path(folder, if file.is_empty() { "photo.jpg" } else { file });
    storage::write_atomic(&path, &exported.bytes)
        .map_err(|error| format!("No copy of “{name}” was saved: {error}."))
}

/// A film as it is, without the place.
fn copy_film(vault: &Vault, copy: &ToCopy, folder: &Path) -> Result<(), String> {
    let name = &copy.file.original_name;
    let from = vault.path_of(&copy.file.hash, copy.file.format);
    let to = unused_path(folder, &photo::film::copy_name(&copy.file));
    photo::film::copy(&from, &to, false, &mut |_| ControlFlow::Continue(()))
        .map(|_| ())
        .map_err(|error| format!("No copy of “{name}” was saved: {error}."))
}

fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".to_owned(),
        _ => format!("{count} entries"),
    }
}

fn words_for(change: &Change, done: &Done) -> String {
    let count = done.count();
    let one = count == 1;
    let them = entries(count);
    match (change, count) {
        (Change::Favourite(true), 0) => "These are favourites already.".to_owned(),
        (Change::Favourite(false), 0) => "None of these is a favourite.".to_owned(),
        (Change::Tag(tag), 0) => format!("These have the tag “{}” already.", tag.as_str()),
        (_, 0) => "Nothing had to be changed.".to_owned(),
        (Change::Favourite(true), _) if one => "1 entry is a favourite now.".to_owned(),
        (Change::Favourite(true), _) => format!("{them} are favourites now."),
        (Change::Favourite(false), _) if one => "1 entry is no favourite any more.".to_owned(),
        (Change::Favourite(false), _) => format!("{them} are no favourites any more."),
        (Change::Tag(tag), _) => {
            let have = if one { "has" } else { "have" };
            format!("{them} {have} the tag “{}” now.", tag.as_str())
        }
        (Change::MoveTo(_), _) if one => "1 entry is in the other journal now.".to_owned(),
        (Change::MoveTo(_), _) => format!("{them} are in the other journal now."),
        (Change::Shift(_), _) if one => "The time of 1 entry is corrected.".to_owned(),
        (Change::Shift(_), _) => format!("The times of {them} are corrected."),
        (Change::Trash, _) => trashed_words(done),
    }
}

fn photos_are(count: usize) -> String {
    match count {
        1 => "1 photo is".to_owned(),
        _ => format!("{count} photos are"),
    }
}

fn trashed_words(done: &Done) -> String {
    let trashed = done.trashed();
    let parted = done.count() - trashed;
    let gone = match trashed {
        0 => String::new(),
        1 => "1 entry is in the trash.".to_owned(),
        _ => format!("{} are in the trash.", entries(trashed)),
    };
    let kept = match parted {
        0 => String::new(),
        1 => format!(
            "{} in the trash; the entry keeps the others.",
            photos_are(done.parted_photos())
        ),
        _ => format!(
            "{} in the trash; {} keep the others.",
            photos_are(done.parted_photos()),
            entries(parted)
        ),
    };
    format!("{gone} {kept}").trim().to_owned()
}
