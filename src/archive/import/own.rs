//! Our own export, read back. What its JSON says is checked before it is
//! believed: values that this program would never have written are refused.

use std::io::BufReader;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::{Container, ImportError, Item, Refusal, limits, shown};
use crate::archive::format::{FORMAT, Journal, VERSION};
use crate::domain::Moment;

/// Only what says which version wrote it.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Reads `journal.json`.
///
/// # Errors
/// When it is too long, broken, of a newer program, or makes no sense.
pub fn read(container: &mut Container, item: &Item) -> Result<Journal, ImportError> {
    let name = shown(&item.path);
    let wrong = |reason: String| ImportError::Words {
        name: name.clone(),
        reason,
    };
    let refused = |refusal: Refusal| match refusal {
        Refusal::Item(sentence) | Refusal::Bomb(sentence) => {
            wrong(sentence.trim_end_matches('.').to_owned())
        }
        Refusal::Stopped => wrong(t!("bring-in-stopped").to_owned()),
        Refusal::Disk(error) => error.into(),
    };
    let read: Result<Journal, _> = container.with(item, limits::WORDS_BYTES, |reader| {
        Ok(serde_json::from_reader(BufReader::new(reader))?)
    });
    let journal = match read {
        Ok(journal) => journal,
        Err(refusal) => {
            // A newer file may hold anything.
            let version: Result<Version, _> = container.with(item, limits::WORDS_BYTES, |reader| {
                Ok(serde_json::from_reader(BufReader::new(reader))?)
            });
            if version.is_ok_and(|version| version.version > VERSION) {
                return Err(ImportError::Newer);
            }
            return Err(refused(refusal));
        }
    };
    if journal.head.format != FORMAT {
        return Err(wrong(t!("archive-import-no-export").to_owned()));
    }
    if journal.head.version > VERSION {
        return Err(ImportError::Newer);
    }
    match fault_of(&journal) {
        Some(reason) => Err(wrong(reason)),
        None => Ok(journal),
    }
}

/// What could not be stored and read again.
fn fault_of(journal: &Journal) -> Option<String> {
    // An odd date that a family did keep is no reason to lock all of it out.
    let year = |year: i32| (1..=9999).contains(&year);
    let day = |day: NaiveDate| year(day.year());
    let time = |time: NaiveDateTime| year(time.year());
    let moment = |moment: &Moment| {
        time(moment.local)
            && moment.utc_offset_minutes.unsigned_abs()
                <= Moment::MAX_UTC_OFFSET_MINUTES.unsigned_abs()
    };
    let times = |created, updated, deleted: Option<NaiveDateTime>| {
        time(created) && time(updated) && deleted.is_none_or(time)
    };
    let sound = journal.babies.iter().all(|baby| {
        day(baby.fields.birth_date)
            && baby.fields.due_date.is_none_or(day)
            && times(baby.created_at, baby.updated_at, None)
    }) && journal.photos.iter().all(|photo| {
        moment(&photo.photo.file.taken)
            && photo.photo.file.taken_millis <= 999
            && time(photo.photo.created_at)
    }) && journal.entries.iter().all(|entry| {
        moment(&entry.fields.moment) && times(entry.created_at, entry.updated_at, entry.deleted_at)
    }) && journal.milestones.iter().all(|milestone| {
        day(milestone.fields.date)
            && times(
                milestone.created_at,
                milestone.updated_at,
                milestone.deleted_at,
            )
    }) && journal
        .pages
        .iter()
        .all(|page| year(page.month.first_day().year()))
        && journal.presets.iter().all(|preset| time(preset.created_at));
    if !sound {
        return Some(t!("archive-import-no-date").to_owned());
    }
    journal
        .entries
        .iter()
        .any(|entry| entry.fields.tags.len() > limits::TAGS)
        .then(|| t!("archive-import-tags").to_owned())
}
