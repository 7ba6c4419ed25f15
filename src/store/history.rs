//! Earlier words: versions that gave way when two journals became one, and the
//! way back to them.

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::Value as Json;

use super::merge::{Fields, PHOTOS, TAGS, list, text};
use super::row::{Reader, collect, optional};
use super::{Result, StoreError, entry};
use crate::domain::{
    Entry, EntryFields, EntryId, Milestone, MilestoneFields, MilestoneId, Moment, Tag,
};

/// A version that gave way to a later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Earlier<Fields> {
    /// Its fingerprint.
    pub id: String,
    /// The id of the library it was written in.
    pub library: String,
    /// When it was written, UTC.
    pub written_at: NaiveDateTime,
    /// What it said. Photos that are no longer in the journal are left out.
    pub fields: Fields,
}

/// A version of an entry.
pub type EarlierEntry = Earlier<EntryFields>;

/// A version of a milestone.
pub type EarlierMilestone = Earlier<MilestoneFields>;

struct Row {
    id: String,
    library: String,
    written_at: NaiveDateTime,
    fields: Fields,
}

fn rows(connection: &Connection, kind: &str, thing: &str) -> Result<Vec<Row>> {
    collect(
        connection,
        "SELECT id, library, written_at, version FROM history
         WHERE thing = ?1 AND kind = ?2 ORDER BY written_at DESC, id",
        params![thing, kind],
        |row| {
            let row = Reader::new("history", row);
            Ok(Row {
                id: row.get("id")?,
                library: row.get("library")?,
                written_at: row.time("written_at")?,
                fields: row.json("version")?,
            })
        },
    )
}

/// Earlier words of an entry that say something else than it does now, the
/// latest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn of_entry(connection: &Connection, entry: &Entry) -> Result<Vec<EarlierEntry>> {
    let rows = rows(connection, "entry", &entry.id.to_string())?;
    unlike(rows, &entry.fields, |fields| {
        entry_fields(connection, fields, &entry.fields)
    })
}

/// Earlier words of a milestone, as [`of_entry`].
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn of_milestone(
    connection: &Connection,
    milestone: &Milestone,
) -> Result<Vec<EarlierMilestone>> {
    let rows = rows(connection, "milestone", &milestone.id.to_string())?;
    unlike(rows, &milestone.fields, |fields| {
        Ok(MilestoneFields {
            title: text(fields, "title").to_owned(),
            date: parsed("date", text(fields, "date"))?,
            note: text(fields, "note").to_owned(),
            photos: photos(connection, fields)?,
            ..milestone.fields.clone()
        })
    })
}

/// The versions that say something else than what is shown.
fn unlike<T: PartialEq>(
    rows: Vec<Row>,
    shown: &T,
    read: impl Fn(&Fields) -> Result<T>,
) -> Result<Vec<Earlier<T>>> {
    let mut found = Vec::new();
    for row in rows {
        let fields = read(&row.fields)?;
        if fields != *shown {
            found.push(Earlier {
                id: row.id,
                library: row.library,
                written_at: row.written_at,
                fields,
            });
        }
    }
    Ok(found)
}

/// Shows earlier words of an entry again; those shown until now are earlier
/// words then. Call inside a transaction.
///
/// # Errors
/// When the entry or its earlier words are gone, or SQLite refuses.
pub fn use_entry(
    connection: &Connection,
    id: EntryId,
    earlier: &str,
    library: &str,
    now: NaiveDateTime,
) -> Result<Entry> {
    let shown = entry::get(connection, id)?;
    let wanted = of_entry(connection, &shown)?
        .into_iter()
        .find(|one| one.id == earlier)
        .ok_or(StoreError::NotFound {
            what: "earlier-note",
        })?;
    super::merge::keep_as_earlier(connection, "entry", &id.to_string(), library)?;
    entry::update(connection, id, &wanted.fields, now)
}

/// Keeps an entry as it is now among its earlier words, before it is written
/// over. Call inside a transaction.
///
/// # Errors
/// When SQLite refuses.
pub fn keep_entry(connection: &Connection, id: EntryId, library: &str) -> Result<()> {
    super::merge::keep_as_earlier(connection, "entry", &id.to_string(), library)
}

/// As [`keep_entry`], of a milestone.
///
/// # Errors
/// When SQLite refuses.
pub fn keep_milestone(connection: &Connection, id: MilestoneId, library: &str) -> Result<()> {
    super::merge::keep_as_earlier(connection, "milestone", &id.to_string(), library)
}

fn entry_fields(
    connection: &Connection,
    fields: &Fields,
    shown: &EntryFields,
) -> Result<EntryFields> {
    let photos = photos(connection, fields)?;
    let cover = fields
        .get("cover_photo_id")
        .and_then(Json::as_str)
        .map(|hash| photo(connection, hash))
        .transpose()?
        .flatten();
    let tags = list(fields, TAGS);
    Ok(EntryFields {
        // Whose smile it is is no word; and the baby may have another id here.
        baby: shown.baby,
        moment: Moment::new(
            time("moment_local", text(fields, "moment_local"))?,
            number(fields, "moment_offset_minutes").unwrap_or_default(),
            parsed("moment_source", text(fields, "moment_source"))?,
        ),
        sleep_state: optional_code("sleep_state", fields)?,
        kind: optional_code("smile_kind", fields)?,
        strength: optional_code("smile_strength", fields)?,
        length_seconds: number(fields, "length_seconds"),
        tags: tags.into_iter().filter_map(Tag::new).collect(),
        note: text(fields, "note").to_owned(),
        favourite: number(fields, "favourite") == Some(1_u8),
        // A photo that came later stays: words are taken back, not pictures.
        photos: photos
            .iter()
            .chain(&shown.photos)
            .copied()
            .collect::<Vec<_>>(),
        cover: cover.or(shown.cover),
    }
    .normalised())
}

fn photos(connection: &Connection, fields: &Fields) -> Result<Vec<crate::domain::PhotoId>> {
    let mut found = Vec::new();
    for hash in list(fields, PHOTOS) {
        found.extend(photo(connection, hash)?);
    }
    Ok(found)
}

fn photo(connection: &Connection, hash: &str) -> Result<Option<crate::domain::PhotoId>> {
    optional(
        connection,
        "SELECT id FROM photo WHERE sha256 = ?1",
        [hash],
        |row| Reader::new("photo", row).parse("id"),
    )
}

fn number<T: TryFrom<i64>>(fields: &Fields, name: &str) -> Option<T> {
    T::try_from(fields.get(name)?.as_i64()?).ok()
}

fn wrong(column: &'static str, reason: impl std::fmt::Display) -> StoreError {
    StoreError::Value {
        table: "history",
        column,
        reason: reason.to_string(),
    }
}

fn parsed<T>(column: &'static str, text: &str) -> Result<T>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error| wrong(column, error))
}

fn time(column: &'static str, text: &str) -> Result<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, super::row::TIME).map_err(|error| wrong(column, error))
}

fn optional_code<T>(column: &'static str, fields: &Fields) -> Result<Option<T>>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    match fields.get(column).and_then(Json::as_str) {
        Some(text) => parsed(column, text).map(Some),
        None => Ok(None),
    }
}
