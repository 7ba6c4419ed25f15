//! One change to many entries at once, and the way back. Call both inside a
//! transaction: all entries are changed, or none.

use chrono::{Duration, NaiveDateTime};
use rusqlite::{Connection, params};

use super::row::{Reader, optional, time_text};
use super::{Result, entry};
use crate::domain::{BabyId, EntryFields, EntryId, Moment, MomentSource, PhotoId, Tag};

/// What is to happen to many entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Mark them as favourites, or take the mark away.
    Favourite(bool),
    /// Give them a tag.
    Tag(Tag),
    /// Move them to another baby's journal.
    MoveTo(BabyId),
    /// Move their time by so many minutes.
    Shift(i64),
    /// Into the trash.
    Trash,
}

/// An entry and which of its photos are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// The entry.
    pub entry: EntryId,
    /// The photos; none for an entry without photos.
    pub photos: Vec<PhotoId>,
}

/// What a change did, to take it back.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Entries as they were and as they became.
    changed: Vec<Changed>,
    /// Entries that went into the trash.
    trashed: Vec<EntryId>,
}

/// An entry as it was and as it became.
#[derive(Debug, Clone)]
struct Changed {
    id: EntryId,
    before: EntryFields,
    after: EntryFields,
    /// The entry in the trash that has the photos it parted with.
    parted: Option<EntryId>,
}

impl Done {
    /// One entry went into the trash.
    pub fn trashed_one(id: EntryId) -> Self {
        Self {
            changed: Vec::new(),
            trashed: vec![id],
        }
    }

    /// How many photos went into the trash while their entry stayed.
    pub fn parted_photos(&self) -> usize {
        self.changed
            .iter()
            .filter(|changed| changed.parted.is_some())
            .map(|changed| changed.before.photos.len() - changed.after.photos.len())
            .sum()
    }

    /// How many entries are different now.
    pub fn count(&self) -> usize {
        self.changed.len() + self.trashed.len()
    }

    /// How many of them are in the trash.
    pub fn trashed(&self) -> usize {
        self.trashed.len()
    }
}

/// Carries a change out. Entries that are as wanted already, or gone, are left
/// as they are.
///
/// An entry of which only some photos are picked does not go into the trash: it
/// parts with those photos, and they lie there in an entry of their own, from
/// which they can be put back.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn apply(
    connection: &Connection,
    picked: &[Picked],
    change: &Change,
    now: NaiveDateTime,
) -> Result<Done> {
    let mut done = Done::default();
    for Picked { entry: id, photos } in picked {
        if !is_there(connection, *id)? {
            continue;
        }
        let before = entry::get(connection, *id)?.fields;
        let mut after = before.clone();
        match change {
            Change::Favourite(favourite) => after.favourite = *favourite,
            Change::Tag(tag) => after.tags.push(tag.clone()),
            Change::MoveTo(baby) => after.baby = *baby,
            Change::Shift(minutes) => after.moment = shifted(after.moment, *minutes),
            Change::Trash => after.photos.retain(|photo| !photos.contains(photo)),
        }
        if *change == Change::Trash && after.photos.is_empty() {
            entry::trash(connection, *id, now)?;
            done.trashed.push(*id);
            continue;
        }
        let after = after.normalised();
        if after != before {
            entry::update(connection, *id, &after, now)?;
            let parted = match change {
                Change::Trash => Some(part(connection, &before, &after, now)?),
                _ => None,
            };
            done.changed.push(Changed {
                id: *id,
                before,
                after,
                parted,
            });
        }
    }
    Ok(done)
}

/// Takes a change back. What was changed again since stays as it is; returns
/// how many that are.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn take_back(connection: &Connection, done: &Done, now: NaiveDateTime) -> Result<usize> {
    let mut left = 0;
    for Changed {
        id,
        before,
        after,
        parted,
    } in &done.changed
    {
        // Photos put back by hand meanwhile have an entry that stays.
        let put_back = match parted {
            Some(parted) => is_there(connection, *parted)?,
            None => false,
        };
        if put_back || !is_there(connection, *id)? || entry::get(connection, *id)?.fields != *after
        {
            left += 1;
            continue;
        }
        entry::update(connection, *id, before, now)?;
        if let Some(parted) = parted {
            entry::remove_trashed(connection, *parted)?;
        }
    }
    for id in &done.trashed {
        match entry::restore(connection, *id, now) {
            Ok(()) => {}
            // Taken out by hand meanwhile.
            Err(super::StoreError::NotFound { .. }) => left += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(left)
}

/// An entry in the trash for the photos another one parts with. What was
/// written stays where it is.
fn part(
    connection: &Connection,
    before: &EntryFields,
    after: &EntryFields,
    now: NaiveDateTime,
) -> Result<EntryId> {
    let mut fields = before.clone();
    fields.photos.retain(|photo| !after.photos.contains(photo));
    fields.note.clear();
    let parted = entry::insert(connection, &fields.normalised(), now)?;
    entry::trash(connection, parted.id, now)?;
    Ok(parted.id)
}

fn is_there(connection: &Connection, id: EntryId) -> Result<bool> {
    let found = optional(
        connection,
        "SELECT 1 AS found FROM entry WHERE id = ?1 AND deleted_at IS NULL",
        params![id.to_string()],
        |row| Reader::new("entry", row).get::<i64>("found"),
    )?;
    Ok(found.is_some())
}

/// A moment the parent moved is one they set.
fn shifted(moment: Moment, minutes: i64) -> Moment {
    let by = Duration::try_minutes(minutes).unwrap_or_default();
    let local = moment.local.checked_add_signed(by).filter(|local| {
        // What cannot be written the usual way cannot be read again.
        time_text(*local).len() == time_text(moment.local).len()
    });
    match local {
        Some(local) if minutes != 0 => {
            Moment::new(local, moment.utc_offset_minutes, MomentSource::TypedIn)
        }
        _ => moment,
    }
}
