//! Day One entries with their photos. Day One's own ids are kept, so that the
//! same journal twice adds nothing.

use std::collections::HashMap;
use std::path::PathBuf;

use super::workshop::{HANDFUL, HANDFUL_BYTES, Workshop, cap_of, with_dates};
use super::{BringInError, Brought, Counts, Into, Step, named, note, on_its_way};
use crate::archive::import::day_one::{self, DayOneEntry, DayOnePhoto};
use crate::archive::import::{Container, Found, Item, Refusal, shown};
use crate::capture::{Arrived, Given, GivenTime, Source, take_in_given};
use crate::domain::{BabyId, Entry, EntryFields, PhotoId};
use crate::store::{self, Connection, StoreError, given};

pub(super) fn bring_in(
    into: &Into<'_>,
    connection: &mut Connection,
    container: &mut Container,
    found: &Found,
    baby: BabyId,
    report: &mut Brought,
    step: &mut Step<'_>,
) -> Result<(), BringInError> {
    let mut entries = Vec::new();
    let mut others = 0;
    for item in &found.words {
        let read = match day_one::read(container, item, into.desk.offset_at) {
            Ok(read) => read,
            // One journal of several may be broken.
            Err(error) if found.words.len() > 1 => {
                report.refuse(error.to_string());
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        others += read.others;
        read.unread
            .into_iter()
            .for_each(|sentence| report.refuse(sentence));
        entries.extend(read.entries);
    }
    if others > 0 {
        report.leave_out(|| t!("bring-in-day-one-others", count = others));
    }
    let mut new = Vec::new();
    for entry in entries {
        if given::has_entry(connection, entry.id)? {
            report.there.entries += 1;
            count(&mut report.there, &entry);
        } else {
            new.push(entry);
        }
    }
    if into.dry_run {
        report.new.entries = new.len();
        new.iter().for_each(|entry| count(&mut report.new, entry));
        return Ok(());
    }
    let mut work = Work {
        into,
        baby,
        by_md5: photos_by_md5(found),
        workshop: Workshop::open(into.library)?,
        arrived: HashMap::new(),
        report,
    };
    let total: usize = new.iter().map(|entry| entry.photos.len()).sum();
    let mut done = 0;
    let mut rest = new.as_slice();
    while !rest.is_empty() {
        // Whole entries, until their photos are a handful.
        let (mut photos, mut bytes) = (0, 0);
        let count = rest
            .iter()
            .take_while(|entry| {
                let fits = photos < HANDFUL && bytes <= HANDFUL_BYTES;
                photos += entry.photos.len();
                let long = entry.photos.iter().filter_map(|photo| {
                    let item = work.by_md5.get(&photo.md5)?;
                    Some(item.length)
                });
                bytes = long.fold(bytes, u64::saturating_add);
                fits
            })
            .count();
        let (handful, further) = rest.split_at(count.max(1).min(rest.len()));
        if !work.handful(connection, container, handful, (done, total), step)? {
            work.report.stopped = true;
            return Ok(());
        }
        done += handful
            .iter()
            .map(|entry| entry.photos.len())
            .sum::<usize>();
        rest = further;
    }
    Ok(())
}

/// Counts the photos and films of an entry.
fn count(counts: &mut Counts, entry: &DayOneEntry) {
    let films = entry.photos.iter().filter(|photo| photo.film).count();
    counts.films += films;
    counts.photos += entry.photos.len() - films;
}

/// Photos and films by the stem of their names, which is their MD5.
fn photos_by_md5(found: &Found) -> HashMap<String, Item> {
    found
        .photos
        .iter()
        .chain(&found.films)
        .filter_map(|item| {
            let (stem, _) = item.name().rsplit_once('.')?;
            Some((stem.to_lowercase(), item.clone()))
        })
        .collect()
}

struct Work<'a> {
    into: &'a Into<'a>,
    baby: BabyId,
    by_md5: HashMap<String, Item>,
    workshop: Workshop,
    /// Photos that are here now.
    arrived: HashMap<String, PhotoId>,
    report: &'a mut Brought,
}

impl Work<'_> {
    /// Says whether it was not stopped. The entries of a stopped handful wait
    /// for the next time; their photos that came in already are found then.
    fn handful(
        &mut self,
        connection: &mut Connection,
        container: &mut Container,
        entries: &[DayOneEntry],
        (done, total): (usize, usize),
        step: &mut Step<'_>,
    ) -> Result<bool, BringInError> {
        let mut dates: HashMap<PathBuf, _> = HashMap::new();
        let mut given: Vec<(&DayOnePhoto, Given)> = Vec::new();
        for photo in entries.iter().flat_map(|entry| &entry.photos) {
            if self.arrived.contains_key(&photo.md5)
                || given.iter().any(|(other, _)| other.md5 == photo.md5)
            {
                continue;
            }
            let Some(item) = self.by_md5.get(&photo.md5) else {
                let name = photo.name.as_deref().unwrap_or(&photo.md5);
                self.report
                    .refuse(t!("bring-in-day-one-photo", name = shown(name)));
                continue;
            };
            let name = format!("{}.{}", photo.md5, item.ending());
            let mut go_on = |bytes| step(done, total, &on_its_way(item.name(), bytes, item.length));
            match self
                .workshop
                .fetch_as(container, item, &name, cap_of(item), &mut go_on)
            {
                Err(Refusal::Stopped) => return Ok(false),
                Ok(path) => {
                    if container.is_packed() {
                        dates.insert(path.clone(), None);
                    }
                    given.push((photo, given_of(photo, item, path)));
                }
                Err(refusal) => note(container, refusal, self.report)?,
            }
        }
        let wanted: Vec<Given> = given.iter().map(|(_, given)| given.clone()).collect();
        let mut stopped = false;
        let arrived = with_dates(self.into.desk, &dates, |desk| {
            take_in_given(desk, connection, &wanted, &mut |at| {
                let flow = step(done + at.done, total, &named(&at));
                stopped |= flow.is_break();
                flow
            })
        })?;
        if wanted.is_empty() {
            stopped |= step(done, total, "").is_break();
        }
        for ((source, _), arrived) in given.into_iter().zip(arrived) {
            let one = |counts: &mut Counts| match source.film {
                true => counts.films += 1,
                false => counts.photos += 1,
            };
            match &arrived {
                Arrived::New(_) => one(&mut self.report.new),
                Arrived::There(_) => one(&mut self.report.there),
                Arrived::Refused(sentence) => self.report.refuse(sentence.clone()),
                Arrived::NotTried => {}
            }
            if let Some(photo) = arrived.photo() {
                self.arrived.insert(source.md5.clone(), photo);
            }
        }
        self.workshop.empty()?;
        if stopped {
            return Ok(false);
        }
        let now = self.into.desk.now;
        let wanted: Vec<Entry> = entries
            .iter()
            .map(|entry| Entry {
                id: entry.id,
                fields: self.fields(entry),
                created_at: now,
                updated_at: now,
                deleted_at: None,
            })
            .collect();
        store::in_transaction(connection, |tx| {
            wanted
                .iter()
                .try_for_each(|entry| given::entry(tx, entry).map(|_| ()))
        })
        .map_err(|error: StoreError| error)?;
        self.report.new.entries += wanted.len();
        Ok(true)
    }

    fn fields(&self, entry: &DayOneEntry) -> EntryFields {
        let mut fields = EntryFields::new(self.baby, entry.moment);
        fields.note = entry.note.clone();
        fields.tags = entry.tags.clone();
        fields.favourite = entry.starred;
        fields.photos = entry
            .photos
            .iter()
            .filter_map(|photo| self.arrived.get(&photo.md5).copied())
            .collect();
        fields
    }
}

fn given_of(photo: &DayOnePhoto, item: &Item, path: PathBuf) -> Given {
    Given {
        source: Source::File(path),
        hash: None,
        id: None,
        name: shown(photo.name.as_deref().unwrap_or_else(|| item.name())),
        time: photo.taken.map_or(GivenTime::File, GivenTime::InDoubt),
        created_at: None,
        live: None,
    }
}
