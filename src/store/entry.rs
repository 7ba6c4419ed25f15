//! Entries, with their photos and tags. Writers run inside a transaction
//! ([`super::in_transaction`]): an entry, its photos and its words change
//! together or not at all.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, Row, named_params, params};

use super::row::{Reader, change_one, collect, day_text, optional, time_text};
use super::{Result, StoreError, new_uuid, search};
use crate::domain::{BabyId, Entry, EntryFields, EntryId, PhotoId, Tag};

const COLUMNS: &str = "id, baby_id, moment_local, moment_offset_minutes, moment_source, sleep_state, \
     smile_kind, smile_strength, length_seconds, note, favourite, cover_photo_id, \
     created_at, updated_at, deleted_at";

fn from_row(connection: &Connection, row: &Row<'_>) -> Result<Entry> {
    let row = Reader::new("entry", row);
    let id: EntryId = row.parse("id")?;
    Ok(Entry {
        id,
        fields: EntryFields {
            baby: row.parse("baby_id")?,
            moment: row.moment("moment_local", "moment_offset_minutes", "moment_source")?,
            sleep_state: row.parse_optional("sleep_state")?,
            kind: row.parse_optional("smile_kind")?,
            strength: row.parse_optional("smile_strength")?,
            length_seconds: row.number_optional("length_seconds")?,
            tags: tags_of(connection, id)?,
            note: row.get("note")?,
            favourite: row.get("favourite")?,
            photos: photos_of(connection, id)?,
            cover: row.parse_optional("cover_photo_id")?,
        },
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
        deleted_at: row.time_optional("deleted_at")?,
    })
}

fn tags_of(connection: &Connection, id: EntryId) -> Result<Vec<Tag>> {
    let texts = collect(
        connection,
        "SELECT tag FROM entry_tag WHERE entry_id = ?1 ORDER BY position",
        [id.to_string()],
        |row| Reader::new("entry_tag", row).get::<String>("tag"),
    )?;
    Ok(texts.iter().filter_map(|text| Tag::new(text)).collect())
}

fn photos_of(connection: &Connection, id: EntryId) -> Result<Vec<PhotoId>> {
    collect(
        connection,
        "SELECT photo_id FROM entry_photo WHERE entry_id = ?1 ORDER BY position",
        [id.to_string()],
        |row| Reader::new("entry_photo", row).parse("photo_id"),
    )
}

/// Adds an entry. Call inside a transaction.
///
/// # Errors
/// When the baby or a photo is unknown, or SQLite refuses.
pub fn insert(connection: &Connection, fields: &EntryFields, now: NaiveDateTime) -> Result<Entry> {
    let id = EntryId::from_uuid(new_uuid());
    insert_as(connection, id, fields, now)
}

/// Adds an entry under an id made before.
///
/// # Errors
/// As [`insert`].
pub fn insert_as(
    connection: &Connection,
    id: EntryId,
    fields: &EntryFields,
    now: NaiveDateTime,
) -> Result<Entry> {
    super::baby::get(connection, fields.baby)?;
    connection
        .prepare_cached(
            "INSERT INTO entry (id, baby_id, moment_local, moment_offset_minutes, moment_source,
                 created_at, updated_at)
             VALUES (:id, :baby, :local, :offset, :source, :now, :now)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":baby": fields.baby.to_string(),
            ":local": time_text(fields.moment.local),
            ":offset": fields.moment.utc_offset_minutes,
            ":source": fields.moment.source.code(),
            ":now": time_text(now),
        })?;
    update(connection, id, fields, now)
}

/// Changes an entry. Call inside a transaction.
///
/// # Errors
/// When the entry is gone, the baby or a photo is unknown, or SQLite refuses.
pub fn update(
    connection: &Connection,
    id: EntryId,
    fields: &EntryFields,
    now: NaiveDateTime,
) -> Result<Entry> {
    let fields = fields.clone().normalised();
    change_one(
        connection,
        "entry",
        "UPDATE entry SET baby_id = :baby, moment_local = :local, moment_offset_minutes = :offset,
                moment_source = :source, sleep_state = :state, smile_kind = :kind,
                smile_strength = :strength, length_seconds = :length, note = :note,
                favourite = :favourite, cover_photo_id = :cover, updated_at = :now
         WHERE id = :id",
        named_params! {
            ":id": id.to_string(),
            ":baby": fields.baby.to_string(),
            ":local": time_text(fields.moment.local),
            ":offset": fields.moment.utc_offset_minutes,
            ":source": fields.moment.source.code(),
            ":state": fields.sleep_state.map(|value| value.code()),
            ":kind": fields.kind.map(|value| value.code()),
            ":strength": fields.strength.map(|value| value.code()),
            ":length": fields.length_seconds,
            ":note": fields.note,
            ":favourite": fields.favourite,
            ":cover": fields.cover.map(|photo| photo.to_string()),
            ":now": time_text(now),
        },
    )?;
    replace_photos(connection, id, &fields.photos)?;
    replace_tags(connection, id, &fields.tags)?;
    search::index_entry(connection, id, &fields)?;
    get(connection, id)
}

fn replace_photos(connection: &Connection, id: EntryId, photos: &[PhotoId]) -> Result<()> {
    if photos_of(connection, id)? == photos {
        return Ok(());
    }
    connection
        .prepare_cached("DELETE FROM entry_photo WHERE entry_id = ?1")?
        .execute([id.to_string()])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO entry_photo (entry_id, photo_id, position) VALUES (?1, ?2, ?3)",
    )?;
    for (position, photo) in (0_i64..).zip(photos) {
        insert.execute(params![id.to_string(), photo.to_string(), position])?;
    }
    Ok(())
}

fn replace_tags(connection: &Connection, id: EntryId, tags: &[Tag]) -> Result<()> {
    if tags_of(connection, id)? == tags {
        return Ok(());
    }
    connection
        .prepare_cached("DELETE FROM entry_tag WHERE entry_id = ?1")?
        .execute([id.to_string()])?;
    let mut insert = connection
        .prepare_cached("INSERT INTO entry_tag (entry_id, tag, position) VALUES (?1, ?2, ?3)")?;
    for (position, tag) in (0_i64..).zip(tags) {
        insert.execute(params![id.to_string(), tag.as_str(), position])?;
    }
    Ok(())
}

/// One entry, also from the trash.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub fn get(connection: &Connection, id: EntryId) -> Result<Entry> {
    optional(
        connection,
        &format!("SELECT {COLUMNS} FROM entry WHERE id = ?1"),
        [id.to_string()],
        |row| from_row(connection, row),
    )?
    .ok_or(StoreError::NotFound { what: "entry" })
}

/// Entries that are not in the trash, newest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn list(connection: &Connection, baby: Option<BabyId>) -> Result<Vec<Entry>> {
    collect(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM entry
             WHERE deleted_at IS NULL AND (?1 IS NULL OR baby_id = ?1)
             ORDER BY moment_local DESC, id DESC"
        ),
        [baby.map(|baby| baby.to_string())],
        |row| from_row(connection, row),
    )
}

/// Entries of a baby whose wall-clock moment lies in `first ..= last` once
/// days start at `day_start_hour`; oldest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn between(
    connection: &Connection,
    baby: BabyId,
    first: NaiveDate,
    last: NaiveDate,
    day_start_hour: u8,
) -> Result<Vec<Entry>> {
    collect(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM entry
             WHERE deleted_at IS NULL AND baby_id = ?1
               AND date(moment_local, ?4) BETWEEN ?2 AND ?3
             ORDER BY moment_local, id"
        ),
        params![
            baby.to_string(),
            day_text(first),
            day_text(last),
            format!("-{} hours", day_start_hour.min(23)),
        ],
        |row| from_row(connection, row),
    )
}

/// Entries in the trash, latest thrown away first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn trashed(connection: &Connection) -> Result<Vec<Entry>> {
    collect(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM entry WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id"
        ),
        [],
        |row| from_row(connection, row),
    )
}

/// Removes an entry that was begun and never written in; one that holds
/// anything is left as it is. Call inside a transaction.
///
/// # Errors
/// When SQLite refuses.
pub fn discard_empty(connection: &Connection, id: EntryId) -> Result<()> {
    let entry = get(connection, id)?;
    let bare = EntryFields::new(entry.fields.baby, entry.fields.moment);
    if entry.fields != bare {
        return Ok(());
    }
    for sql in [
        "DELETE FROM entry_text WHERE rowid = (SELECT seq FROM entry WHERE id = ?1)",
        "DELETE FROM entry WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([id.to_string()])?;
    }
    Ok(())
}

/// Removes an entry in the trash for good, when what it held is elsewhere. Call
/// inside a transaction.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn remove_trashed(connection: &Connection, id: EntryId) -> Result<()> {
    let trashed = "SELECT id FROM entry WHERE id = ?1 AND deleted_at IS NOT NULL";
    for sql in [
        format!("DELETE FROM entry_photo WHERE entry_id IN ({trashed})"),
        format!("DELETE FROM entry_tag WHERE entry_id IN ({trashed})"),
        "DELETE FROM entry_text WHERE rowid =
             (SELECT seq FROM entry WHERE id = ?1 AND deleted_at IS NOT NULL)"
            .to_owned(),
        "DELETE FROM entry WHERE id = ?1 AND deleted_at IS NOT NULL".to_owned(),
    ] {
        connection.prepare_cached(&sql)?.execute([id.to_string()])?;
    }
    Ok(())
}

/// Puts an entry into the trash. Its photos stay in the vault.
///
/// # Errors
/// When the entry is gone or SQLite refuses.
pub fn trash(connection: &Connection, id: EntryId, now: NaiveDateTime) -> Result<()> {
    change_one(
        connection,
        "entry",
        "UPDATE entry SET deleted_at = ?2, updated_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
        params![id.to_string(), time_text(now)],
    )
}

/// Takes an entry out of the trash.
///
/// # Errors
/// When the entry is not in the trash or SQLite refuses.
pub fn restore(connection: &Connection, id: EntryId, now: NaiveDateTime) -> Result<()> {
    change_one(
        connection,
        "entry",
        "UPDATE entry SET deleted_at = NULL, updated_at = ?2
         WHERE id = ?1 AND deleted_at IS NOT NULL",
        params![id.to_string(), time_text(now)],
    )
}

/// The entry (not in the trash) a photo belongs to.
///
/// # Errors
/// When SQLite refuses.
pub fn of_photo(connection: &Connection, photo: PhotoId) -> Result<Option<EntryId>> {
    optional(
        connection,
        "SELECT entry_photo.entry_id AS entry_id FROM entry_photo
         JOIN entry ON entry.id = entry_photo.entry_id
         WHERE entry_photo.photo_id = ?1 AND entry.deleted_at IS NULL
         ORDER BY entry.seq LIMIT 1",
        [photo.to_string()],
        |row| Reader::new("entry_photo", row).parse("entry_id"),
    )
}
