//! Our own export comes back: every id is kept, so that the same export twice
//! adds nothing, and two libraries can become one.

use std::collections::{HashMap, HashSet};

use super::workshop::{HANDFUL, HANDFUL_BYTES, Workshop};
use super::{BringInError, Brought, Counts, Into, Step, named, note, on_its_way};
use crate::archive::format::{ExportedPhoto, JOURNAL_JSON, Journal};
use crate::archive::import::{Cap, Container, Found, Item, Refusal, own};
use crate::capture::{Arrived, Given, GivenTime, Source, take_in_given};
use crate::domain::{Baby, BabyId, Entry, Milestone, PageChoice, PhotoId, Tag};
use crate::store::{self, Connection, StoreError, given};

/// Most things written in one transaction.
const AT_ONCE: usize = 200;

pub(super) fn bring_in(
    into: &Into<'_>,
    connection: &mut Connection,
    container: &mut Container,
    found: &Found,
    report: &mut Brought,
    step: &mut Step<'_>,
) -> Result<(), BringInError> {
    let Some(words) = found.words.first() else {
        return Ok(());
    };
    let journal = own::read(container, words)?;
    let prefix = words.path.trim_end_matches(JOURNAL_JSON).to_owned();
    let mut work = Work {
        into,
        photos: HashMap::new(),
        babies: HashMap::new(),
        report,
    };
    if !work.photos(connection, container, &prefix, &journal.photos, step)? {
        work.report.stopped = true;
        return Ok(());
    }
    work.babies(connection, &journal.babies)?;
    work.presets(connection, &journal)?;
    work.entries(connection, &journal.entries)?;
    work.milestones(connection, &journal.milestones)?;
    work.pages(connection, &journal.pages)
}

struct Work<'a> {
    into: &'a Into<'a>,
    /// Ids in the export, and those here.
    photos: HashMap<PhotoId, PhotoId>,
    babies: HashMap<BabyId, BabyId>,
    report: &'a mut Brought,
}

impl Work<'_> {
    /// Says whether it was not stopped.
    fn photos(
        &mut self,
        connection: &mut Connection,
        container: &mut Container,
        prefix: &str,
        photos: &[ExportedPhoto],
        step: &mut Step<'_>,
    ) -> Result<bool, BringInError> {
        let by_path: HashMap<String, Item> = container
            .items
            .iter()
            .map(|item| (item.path.clone(), item.clone()))
            .collect();
        let workshop = match self.into.dry_run {
            true => None,
            false => Some(Workshop::open(self.into.library)?),
        };
        // Files no photo claims: a disk or a hand may have changed their names.
        let claimed: HashSet<String> = photos
            .iter()
            .filter_map(|photo| Some(format!("{prefix}{}", photo.file.as_ref()?)))
            .collect();
        let stray: Vec<&Item> = by_path
            .values()
            .filter(|item| !claimed.contains(&item.path))
            .filter(|item| item.path.starts_with(&format!("{prefix}originals/")))
            .collect();
        let mut done = 0;
        for handful in handfuls(photos) {
            let mut given: Vec<(&ExportedPhoto, Given)> = Vec::new();
            for photo in handful {
                let file = &photo.photo.file;
                if let Some(known) = store::photo::by_hash(connection, &file.hash)? {
                    let vault = self.into.desk.vault;
                    if vault.contains(&known.file.hash, known.file.format) {
                        self.photos.insert(photo.photo.id, known.id);
                        *count_of(&mut self.report.there, photo) += 1;
                        continue;
                    }
                }
                let Some(item) = item_of(&by_path, &stray, prefix, photo) else {
                    let name = &file.original_name;
                    self.report.refuse(match photo.file {
                        Some(_) => t!("bring-in-file-missing", name = name),
                        None => {
                            t!("bring-in-was-damaged", name = name)
                        }
                    });
                    continue;
                };
                let Some(workshop) = &workshop else {
                    *count_of(&mut self.report.new, photo) += 1;
                    continue;
                };
                let name = format!("{}.{}", file.hash, file.format.extension());
                let mut go_on = |bytes| {
                    let words = on_its_way(&file.original_name, bytes, item.length);
                    step(done, photos.len(), &words)
                };
                let cap = match file.format.is_film() {
                    true => Cap::FILM,
                    false => Cap::PHOTO,
                };
                match workshop.fetch_as(container, item, &name, cap, &mut go_on) {
                    Err(Refusal::Stopped) => return Ok(false),
                    Ok(path) => given.push((photo, given_of(photo, path))),
                    Err(refusal) => note(container, refusal, self.report)?,
                }
            }
            let skipped = handful.len() - given.len();
            let wanted: Vec<Given> = given.iter().map(|(_, given)| given.clone()).collect();
            let mut stopped = false;
            let arrived = take_in_given(self.into.desk, connection, &wanted, &mut |at| {
                let flow = step(done + skipped + at.done, photos.len(), &named(&at));
                stopped |= flow.is_break();
                flow
            })?;
            if wanted.is_empty() {
                stopped |= step(done + handful.len(), photos.len(), "").is_break();
            }
            for ((photo, _), arrived) in given.iter().zip(&arrived) {
                match arrived {
                    Arrived::New(_) => *count_of(&mut self.report.new, photo) += 1,
                    Arrived::There(_) => *count_of(&mut self.report.there, photo) += 1,
                    Arrived::Refused(sentence) => self.report.refuse(sentence.clone()),
                    Arrived::NotTried => {}
                }
                if let Some(id) = arrived.photo() {
                    self.photos.insert(photo.photo.id, id);
                }
            }
            done += handful.len();
            if let Some(workshop) = &workshop {
                workshop.empty()?;
                self.edits(connection, handful)?;
            }
            if stopped {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn edits(
        &mut self,
        connection: &mut Connection,
        photos: &[ExportedPhoto],
    ) -> Result<(), StoreError> {
        let now = self.into.desk.now;
        store::in_transaction(connection, |tx| {
            for photo in photos {
                if let (Some(edits), Some(id)) = (&photo.edits, self.photos.get(&photo.photo.id)) {
                    given::edits(tx, *id, edits, now)?;
                }
            }
            Ok::<_, StoreError>(())
        })
    }

    /// A baby of the same id, or of the same name and birthday, is the same.
    fn babies(&mut self, connection: &mut Connection, babies: &[Baby]) -> Result<(), BringInError> {
        let here = store::baby::list(connection)?;
        for baby in babies {
            let same = here.iter().find(|known| known.id == baby.id).or_else(|| {
                here.iter().find(|known| {
                    known.fields.name == baby.fields.name
                        && known.fields.birth_date == baby.fields.birth_date
                })
            });
            if let Some(known) = same {
                self.babies.insert(baby.id, known.id);
                self.report.there.babies += 1;
                continue;
            }
            let mut wanted = baby.clone();
            wanted.fields.portrait = baby
                .fields
                .portrait
                .and_then(|photo| self.photos.get(&photo).copied());
            let added = self.write(connection, |tx| given::baby(tx, &wanted))?;
            match added {
                Ok(_) => {
                    self.babies.insert(baby.id, baby.id);
                    self.report.new.babies += 1;
                }
                Err(sentence) => self
                    .report
                    .refuse(t!("bring-in-baby-refused", reason = sentence)),
            }
        }
        Ok(())
    }

    /// Runs one write; values that break a rule are a sentence, not an end.
    fn write(
        &self,
        connection: &mut Connection,
        work: impl FnOnce(&Connection) -> Result<bool, StoreError>,
    ) -> Result<Result<bool, String>, StoreError> {
        if self.into.dry_run {
            return Ok(Ok(true));
        }
        match store::in_transaction(connection, work) {
            Ok(new) => Ok(Ok(new)),
            Err(StoreError::Invalid(invalid)) => Ok(Err(invalid.to_string())),
            Err(error) => Err(error),
        }
    }

    fn presets(
        &mut self,
        connection: &mut Connection,
        journal: &Journal,
    ) -> Result<(), BringInError> {
        for preset in &journal.presets {
            if given::has_preset(connection, preset.id, &preset.name)? {
                self.report.there.presets += 1;
                continue;
            }
            match self.write(connection, |tx| given::preset(tx, preset))? {
                Ok(_) => self.report.new.presets += 1,
                Err(sentence) => self
                    .report
                    .refuse(t!("bring-in-preset-refused", reason = sentence)),
            }
        }
        Ok(())
    }

    fn known_photos(&self, photos: &[PhotoId]) -> Vec<PhotoId> {
        photos
            .iter()
            .filter_map(|photo| self.photos.get(photo).copied())
            .collect()
    }

    fn entries(
        &mut self,
        connection: &mut Connection,
        entries: &[Entry],
    ) -> Result<(), BringInError> {
        for handful in entries.chunks(AT_ONCE) {
            let mut wanted = Vec::new();
            for entry in handful {
                if given::has_entry(connection, entry.id)? {
                    self.report.there.entries += 1;
                    continue;
                }
                let Some(baby) = self.babies.get(&entry.fields.baby) else {
                    let moment = entry.fields.moment;
                    self.report
                        .refuse(t!("bring-in-entry-no-baby", moment = moment.to_string()));
                    continue;
                };
                let mut entry = entry.clone();
                entry.fields.baby = *baby;
                entry
                    .fields
                    .tags
                    .retain_mut(|tag| match Tag::new(tag.as_str()) {
                        Some(clean) => {
                            *tag = clean;
                            true
                        }
                        None => false,
                    });
                entry.fields.photos = self.known_photos(&entry.fields.photos);
                entry.fields.cover = entry
                    .fields
                    .cover
                    .and_then(|photo| self.photos.get(&photo).copied());
                wanted.push(entry);
            }
            self.report.new.entries += wanted.len();
            if !self.into.dry_run {
                store::in_transaction(connection, |tx| {
                    wanted
                        .iter()
                        .try_for_each(|entry| given::entry(tx, entry).map(|_| ()))
                })?;
            }
        }
        Ok(())
    }

    fn milestones(
        &mut self,
        connection: &mut Connection,
        milestones: &[Milestone],
    ) -> Result<(), BringInError> {
        for milestone in milestones {
            if given::has_milestone(connection, milestone.id)? {
                self.report.there.milestones += 1;
                continue;
            }
            let title = crate::archive::import::shown(&milestone.fields.title);
            let Some(baby) = self.babies.get(&milestone.fields.baby) else {
                self.report
                    .refuse(t!("bring-in-milestone-no-baby", title = title));
                continue;
            };
            let mut wanted = milestone.clone();
            wanted.fields.baby = *baby;
            wanted.fields.photos = self.known_photos(&wanted.fields.photos);
            if let Some(entry) = wanted.fields.entry
                && !self.into.dry_run
                && !given::has_entry(connection, entry)?
            {
                wanted.fields.entry = None;
            }
            match self.write(connection, |tx| given::milestone(tx, &wanted))? {
                Ok(_) => self.report.new.milestones += 1,
                Err(sentence) => self.report.refuse(t!(
                    "bring-in-milestone-refused",
                    title = title,
                    reason = sentence
                )),
            }
        }
        Ok(())
    }

    fn pages(
        &mut self,
        connection: &mut Connection,
        pages: &[PageChoice],
    ) -> Result<(), BringInError> {
        let now = self.into.desk.now;
        for page in pages {
            let Some(baby) = self.babies.get(&page.baby) else {
                continue;
            };
            if given::has_page(connection, *baby, page.month)? {
                self.report.there.pages += 1;
                continue;
            }
            let mut wanted = page.clone();
            wanted.baby = *baby;
            wanted.photos = page.photos.as_ref().map(|photos| self.known_photos(photos));
            wanted.look.focus = page
                .look
                .focus
                .iter()
                .filter_map(|(photo, focus)| Some((*self.photos.get(photo)?, *focus)))
                .collect();
            match self.write(connection, |tx| given::page(tx, &wanted, now))? {
                Ok(_) => self.report.new.pages += 1,
                Err(sentence) => self
                    .report
                    .refuse(t!("bring-in-page-refused", reason = sentence)),
            }
        }
        Ok(())
    }
}

/// A few at once, and no more of them than may lie in the workshop: films are
/// long.
fn handfuls(photos: &[ExportedPhoto]) -> Vec<&[ExportedPhoto]> {
    let mut handfuls = Vec::new();
    let mut rest = photos;
    while !rest.is_empty() {
        let mut bytes = 0_u64;
        let fit = rest.iter().take(HANDFUL).take_while(|photo| {
            bytes = bytes.saturating_add(photo.photo.file.byte_len);
            bytes <= HANDFUL_BYTES
        });
        let (handful, further) = rest.split_at(fit.count().max(1));
        handfuls.push(handful);
        rest = further;
    }
    handfuls
}

/// Where a photo, or a film, is counted.
fn count_of<'c>(counts: &'c mut Counts, photo: &ExportedPhoto) -> &'c mut usize {
    if photo.photo.file.format.is_film() {
        &mut counts.films
    } else {
        &mut counts.photos
    }
}

/// A photo's file: where the export says, or the only stray one of just its
/// length. Its content is proved when it is read.
fn item_of<'i>(
    by_path: &'i HashMap<String, Item>,
    stray: &[&'i Item],
    prefix: &str,
    photo: &ExportedPhoto,
) -> Option<&'i Item> {
    let path = photo.file.as_ref()?;
    if let Some(item) = by_path.get(&format!("{prefix}{path}")) {
        return Some(item);
    }
    let length = photo.photo.file.byte_len;
    let mut alike = stray.iter().filter(|item| item.length == length);
    match (alike.next(), alike.next()) {
        (Some(item), None) => Some(item),
        _ => None,
    }
}

fn given_of(photo: &ExportedPhoto, path: std::path::PathBuf) -> Given {
    let file = &photo.photo.file;
    Given {
        source: Source::File(path),
        hash: Some(file.hash),
        id: Some(photo.photo.id),
        name: name_of(&file.original_name),
        time: GivenTime::Exactly(file.taken, file.taken_millis),
        created_at: Some(photo.photo.created_at),
        live: file.shot.live.clone(),
    }
}

/// A name as cameras and phones give them: of one line, and no longer than a
/// disk takes.
fn name_of(name: &str) -> String {
    const MOST: usize = 255;
    name.chars()
        .filter(|letter| !letter.is_control())
        .take(MOST)
        .collect()
}
