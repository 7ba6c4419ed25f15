//! Emptying the trash: what has lain there for thirty days is removed for good.
//!
//! In doubt nothing is removed. A clock that was set wrong must not cost a
//! memory, so the trash is emptied only
//!
//! - when something was written on at least three different days of the last
//!   thirty, on one of them within the last seven ([`clock_is_believed`]): a
//!   clock that jumped ahead finds no such days, and
//! - of things whose day of removal can be true: not before they were made,
//!   and not before something older than them was ([`Expired`] leaves the
//!   others where they are).
//!
//! Originals go last: their names are written down in the same transaction as
//! the rows are removed, and the files are removed at the next start
//! ([`to_remove`]), when no import can be using one of them.

use std::collections::{BTreeSet, HashSet};

use chrono::{Duration, NaiveDateTime};
use rusqlite::{Connection, params};

use super::row::{Reader, collect, time_text};
use super::{Result, StoreError, entry, milestone, setting};
use crate::domain::{ContentHash, EntryId, MilestoneId, PhotoFormat};

/// How long a thing stays in the trash.
pub const KEPT: Duration = Duration::days(30);
/// Days of the last thirty on which something must have been written …
const DAYS_WRITTEN: usize = 3;
/// … and how long ago the last of them may be.
const LAST_WRITTEN: Duration = Duration::days(7);
/// Clocks of two computers may differ by so much.
const LENIENCE: Duration = Duration::days(1);
/// More entries than this at once, or more than half of a journal that has at
/// least [`SMALL`], ask once more.
const MANY: usize = 50;
const SMALL: usize = 10;

/// The setting that names originals to be removed.
const TO_REMOVE: &str = "trash.originals_to_remove";

/// Whether throwing so many of a journal's entries away at once should be asked
/// about.
pub const fn is_much(thrown: usize, all: usize) -> bool {
    thrown > MANY || (all >= SMALL && thrown * 2 > all)
}

/// How many entries there are, outside of the trash.
///
/// # Errors
/// When SQLite refuses.
pub fn entries_kept(connection: &Connection) -> Result<usize> {
    let count: i64 = connection.query_row(
        "SELECT count(*) FROM entry WHERE deleted_at IS NULL",
        [],
        |row| row.get(0),
    )?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// A thing that can lie in the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thrown {
    /// An entry with its photos.
    Entry(EntryId),
    /// A milestone.
    Milestone(MilestoneId),
}

/// Takes things out of the trash; what is not (or no longer) there is left
/// alone. Call inside a transaction. Returns how many were taken out.
///
/// # Errors
/// When SQLite refuses.
pub fn put_back(connection: &Connection, things: &[Thrown], now: NaiveDateTime) -> Result<usize> {
    let mut back = 0;
    for thing in things {
        let result = match thing {
            Thrown::Entry(id) => entry::restore(connection, *id, now),
            Thrown::Milestone(id) => milestone::restore(connection, *id, now),
        };
        match result {
            Ok(()) => back += 1,
            Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(back)
}

/// What may be removed for good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expired {
    /// Entries.
    pub entries: Vec<EntryId>,
    /// Milestones, by id.
    milestones: Vec<String>,
}

impl Expired {
    /// Whether there is nothing to remove.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.milestones.is_empty()
    }

    /// Takes the first few out, so that nobody has to wait long for the journal.
    pub fn take_few(&mut self, most: usize) -> Self {
        let entries: Vec<_> = self.entries.drain(..most.min(self.entries.len())).collect();
        let left = (most - entries.len()).min(self.milestones.len());
        Self {
            entries,
            milestones: self.milestones.drain(..left).collect(),
        }
    }
}

/// Whether the days on which something was written bear out that it is `now`.
///
/// # Errors
/// When SQLite refuses.
pub fn clock_is_believed(connection: &Connection, now: NaiveDateTime) -> Result<bool> {
    let (from, to) = (time_text(now - KEPT), time_text(now + LENIENCE));
    let days: BTreeSet<String> = collect(
        connection,
        "SELECT DISTINCT date(at) AS day FROM (
             SELECT updated_at AS at FROM entry UNION ALL SELECT created_at FROM entry
             UNION ALL SELECT updated_at FROM milestone UNION ALL SELECT created_at FROM photo
             UNION ALL SELECT updated_at FROM photo_edit UNION ALL SELECT updated_at FROM baby
             UNION ALL SELECT updated_at FROM keepsake_page
         ) WHERE at BETWEEN ?1 AND ?2",
        params![from, to],
        |row| Reader::new("entry", row).get("day"),
    )?
    .into_iter()
    .collect();
    let recent = (now - LAST_WRITTEN).date().format("%Y-%m-%d").to_string();
    Ok(days.len() >= DAYS_WRITTEN && days.last().is_some_and(|day| *day >= recent))
}

/// What has been in the trash for longer than [`KEPT`]; nothing while the clock
/// is not believed.
///
/// # Errors
/// When SQLite refuses.
pub fn expired(connection: &Connection, now: NaiveDateTime) -> Result<Expired> {
    // `seq` rises with each thing made, whatever the clock said: what is older
    // by it and yet made later shows that the clock was wrong on that day.
    let sql = |table: &str| {
        format!(
            "SELECT id FROM (
                 SELECT id, seq, created_at, deleted_at,
                        max(created_at) OVER (ORDER BY seq ROWS BETWEEN
                            UNBOUNDED PRECEDING AND 1 PRECEDING) AS older_made
                 FROM {table})
             WHERE deleted_at < ?1 AND deleted_at >= created_at
               AND (older_made IS NULL OR older_made <= datetime(deleted_at, '+1 day'))
             ORDER BY seq"
        )
    };
    let before = time_text(now - KEPT);
    let expired = Expired {
        entries: collect(connection, &sql("entry"), [&before], |row| {
            Reader::new("entry", row).parse("id")
        })?,
        milestones: collect(connection, &sql("milestone"), [&before], |row| {
            Reader::new("milestone", row).get("id")
        })?,
    };
    if expired.is_empty() || !clock_is_believed(connection, now)? {
        return Ok(Expired::default());
    }
    Ok(expired)
}

/// Removes things for good and writes down which originals nothing needs any
/// more; what was taken out of the trash meanwhile stays. Call inside a
/// transaction. Returns how many things were removed.
///
/// # Errors
/// When SQLite refuses.
pub fn remove(connection: &Connection, expired: &Expired, now: NaiveDateTime) -> Result<usize> {
    let before = time_text(now - KEPT);
    let (mut photos, mut removed) = (BTreeSet::new(), 0);
    for (table, key, ids) in [
        (
            "entry",
            "entry_id",
            expired.entries.iter().map(ToString::to_string).collect(),
        ),
        ("milestone", "milestone_id", expired.milestones.clone()),
    ] {
        for id in ids {
            let sql =
                format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1 AND deleted_at < ?2)");
            let there: bool = connection
                .prepare_cached(&sql)?
                .query_row([&id, &before], |row| row.get(0))?;
            if !there {
                continue;
            }
            removed += 1;
            let sql = format!("SELECT photo_id FROM {table}_photo WHERE {key} = ?1");
            photos.extend(collect(connection, &sql, [&id], |row| {
                Reader::new("entry_photo", row).get::<String>("photo_id")
            })?);
            remove_thing(connection, table, &id)?;
        }
    }
    let mut originals = to_remove(connection)?;
    for photo in photos {
        if !is_needed(connection, &photo)? {
            originals.extend(remove_photo(connection, &photo)?);
        }
    }
    write_down(connection, &originals)?;
    Ok(removed)
}

fn remove_thing(connection: &Connection, table: &str, id: &str) -> Result<()> {
    for Reference { from, column, kept } in references(connection, table)? {
        let sql = if kept {
            format!("UPDATE \"{from}\" SET \"{column}\" = NULL WHERE \"{column}\" = ?1")
        } else {
            format!("DELETE FROM \"{from}\" WHERE \"{column}\" = ?1")
        };
        connection.prepare_cached(&sql)?.execute([id])?;
    }
    for sql in [
        format!(
            "DELETE FROM {table}_text WHERE rowid IN
                 (SELECT seq FROM {table} WHERE id = ?1 AND deleted_at IS NOT NULL)"
        ),
        format!("DELETE FROM {table} WHERE id = ?1 AND deleted_at IS NOT NULL"),
        // Its earlier words go with it.
        format!("DELETE FROM history WHERE thing = ?1 AND kind = '{table}'"),
    ] {
        connection.prepare_cached(&sql)?.execute([id])?;
    }
    Ok(())
}

/// A column that points at the things of a table.
struct Reference {
    from: String,
    column: String,
    /// Whether its row has a meaning of its own, and only stops pointing.
    kept: bool,
}

/// Asked of the schema, so that no table that is added later is forgotten.
fn references(connection: &Connection, table: &str) -> Result<Vec<Reference>> {
    collect(
        connection,
        "SELECT tables.name AS from_table, keys.\"from\" AS from_column,
                columns.\"notnull\" = 0 AND columns.pk = 0 AS kept
         FROM pragma_table_list AS tables, pragma_foreign_key_list(tables.name) AS keys,
              pragma_table_info(tables.name) AS columns
         WHERE tables.schema = 'main' AND tables.type = 'table'
           AND keys.\"table\" = ?1 AND columns.name = keys.\"from\"
         ORDER BY 1, 2",
        [table],
        |row| {
            let row = Reader::new("sqlite_schema", row);
            Ok(Reference {
                from: row.get("from_table")?,
                column: row.get("from_column")?,
                kept: row.get("kept")?,
            })
        },
    )
}

/// Whether anything still shows a photo: an entry (also one in the trash), a
/// milestone, a baby's picture, a page. Its own edits do not.
fn is_needed(connection: &Connection, photo: &str) -> Result<bool> {
    for Reference { from, column, .. } in references(connection, "photo")? {
        if from == "photo_edit" {
            continue;
        }
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{from}\" WHERE \"{column}\" = ?1)");
        if connection
            .prepare_cached(&sql)?
            .query_row([photo], |row| row.get(0))?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn remove_photo(connection: &Connection, photo: &str) -> Result<Vec<(ContentHash, PhotoFormat)>> {
    let original = collect(
        connection,
        "SELECT sha256, format FROM photo WHERE id = ?1",
        [photo],
        |row| {
            let row = Reader::new("photo", row);
            Ok((row.parse("sha256")?, row.parse("format")?))
        },
    )?;
    for sql in [
        "DELETE FROM history WHERE kind = 'edit'
             AND thing = (SELECT sha256 FROM photo WHERE id = ?1)",
        "DELETE FROM photo_edit WHERE photo_id = ?1",
        "DELETE FROM photo WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([photo])?;
    }
    Ok(original)
}

/// Originals whose photos were removed for good and whose files are to go.
///
/// # Errors
/// When SQLite refuses. What cannot be understood is left alone.
pub fn to_remove(connection: &Connection) -> Result<Vec<(ContentHash, PhotoFormat)>> {
    let text = setting::get(connection, TO_REMOVE)?.unwrap_or_default();
    Ok(text
        .split_whitespace()
        .filter_map(|name| {
            let (hash, format) = name.split_once('.')?;
            Some((hash.parse().ok()?, format.parse().ok()?))
        })
        .collect())
}

/// Those of them that no photo has; one that was added again stays.
///
/// # Errors
/// When SQLite refuses.
pub fn removable(connection: &Connection) -> Result<Vec<(ContentHash, PhotoFormat)>> {
    let listed = to_remove(connection)?;
    if listed.is_empty() {
        return Ok(listed);
    }
    let known: HashSet<_> = super::photo::hashes(connection)?;
    Ok(listed
        .into_iter()
        .filter(|(hash, _)| !known.contains(hash))
        .collect())
}

/// Forgets the list once the files are gone.
///
/// # Errors
/// When SQLite refuses.
pub fn removed(connection: &Connection) -> Result<()> {
    write_down(connection, &[])
}

fn write_down(connection: &Connection, originals: &[(ContentHash, PhotoFormat)]) -> Result<()> {
    if originals.is_empty() && setting::get(connection, TO_REMOVE)?.is_none() {
        return Ok(());
    }
    let names: Vec<_> = originals
        .iter()
        .map(|(hash, format)| format!("{hash}.{}", format.extension()))
        .collect();
    setting::set(connection, TO_REMOVE, &names.join(" "))
}
