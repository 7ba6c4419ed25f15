//! Photos: what is known of each original in the vault.

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params};

use super::row::{Reader, change_one, collect, json_text, optional, time_text};
use super::{Result, StoreError, new_uuid};
use crate::domain::{ContentHash, Light, NewPhoto, Photo, PhotoId, Shot, Shows};

/// Raised when a photo kept earlier should be read again, because more is
/// learned from its file than before.
pub const READ_VERSION: i64 = 1;

pub(super) const COLUMNS: &str = "photo.id, photo.sha256, photo.format, photo.byte_len, photo.width, photo.height, \
     photo.average_rgb, photo.original_name, photo.taken_local, photo.taken_offset_minutes, \
     photo.taken_source, photo.taken_millis, photo.shows, photo.ends_early, photo.shot, \
     photo.light, photo.created_at";

pub(super) fn from_row(row: &Row<'_>) -> Result<Photo> {
    let row = Reader::new("photo", row);
    Ok(Photo {
        id: row.parse("id")?,
        file: NewPhoto {
            hash: row.parse("sha256")?,
            format: row.parse("format")?,
            byte_len: row.number("byte_len")?,
            width: row.number("width")?,
            height: row.number("height")?,
            average_rgb: row.number("average_rgb")?,
            original_name: row.get("original_name")?,
            taken: row.moment("taken_local", "taken_offset_minutes", "taken_source")?,
            taken_millis: row.number("taken_millis")?,
            shows: row.parse("shows")?,
            ends_early: row.get("ends_early")?,
            shot: row.json_optional("shot")?.unwrap_or_default(),
            light: row.json_optional("light")?,
        },
        created_at: row.time("created_at")?,
    })
}

/// Adds a photo whose original is already safe in the vault.
///
/// # Errors
/// When SQLite refuses, among others because the same content is known already
/// (ask [`by_hash`] first).
pub fn insert(connection: &Connection, file: &NewPhoto, now: NaiveDateTime) -> Result<Photo> {
    insert_as(connection, PhotoId::from_uuid(new_uuid()), file, now)
}

/// Adds a photo under an id made before.
///
/// # Errors
/// As [`insert`].
pub fn insert_as(
    connection: &Connection,
    id: PhotoId,
    file: &NewPhoto,
    now: NaiveDateTime,
) -> Result<Photo> {
    connection
        .prepare_cached(
            "INSERT INTO photo (id, sha256, format, byte_len, width, height, average_rgb,
                 original_name, taken_local, taken_offset_minutes, taken_source, taken_millis,
                 shows, ends_early, shot, light, read_version, created_at, updated_at)
             VALUES (:id, :sha256, :format, :byte_len, :width, :height, :average_rgb,
                 :original_name, :taken_local, :taken_offset, :taken_source, :taken_millis,
                 :shows, :ends_early, :shot, :light, :read_version, :now, :now)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":sha256": file.hash.to_string(),
            ":format": file.format.extension(),
            ":byte_len": i64::try_from(file.byte_len).unwrap_or(i64::MAX),
            ":width": file.width,
            ":height": file.height,
            ":average_rgb": file.average_rgb,
            ":original_name": file.original_name,
            ":taken_local": time_text(file.taken.local),
            ":taken_offset": file.taken.utc_offset_minutes,
            ":taken_source": file.taken.source.code(),
            ":taken_millis": file.taken_millis.min(999),
            ":shows": file.shows.code(),
            ":ends_early": file.ends_early,
            ":shot": json_text(&file.shot),
            ":light": file.light.as_ref().map(json_text),
            ":read_version": READ_VERSION,
            ":now": time_text(now),
        })?;
    get(connection, id)
}

/// One photo.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub fn get(connection: &Connection, id: PhotoId) -> Result<Photo> {
    optional(
        connection,
        &format!("SELECT {COLUMNS} FROM photo WHERE id = ?1"),
        [id.to_string()],
        from_row,
    )?
    .ok_or(StoreError::NotFound { what: "photo" })
}

/// The photo with this content, if the journal has it.
///
/// # Errors
/// When SQLite refuses or the row makes no sense.
pub fn by_hash(connection: &Connection, hash: &ContentHash) -> Result<Option<Photo>> {
    optional(
        connection,
        &format!("SELECT {COLUMNS} FROM photo WHERE sha256 = ?1"),
        [hash.to_string()],
        from_row,
    )
}

/// The other file of a Live Photo, if the journal has it.
///
/// # Errors
/// When SQLite refuses or the row makes no sense.
pub fn live_partner(connection: &Connection, photo: &Photo) -> Result<Option<Photo>> {
    let Some(live) = &photo.file.shot.live else {
        return Ok(None);
    };
    optional(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM photo WHERE json_extract(shot, '$.live') = ?1
               AND id <> ?2 AND deleted_at IS NULL ORDER BY id LIMIT 1"
        ),
        [live, &photo.id.to_string()],
        from_row,
    )
}

/// Whether there is a photo whose original has so many bytes.
///
/// # Errors
/// When SQLite refuses.
pub fn any_of_length(connection: &Connection, byte_len: u64) -> Result<bool> {
    let length = i64::try_from(byte_len).unwrap_or(i64::MAX);
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM photo WHERE byte_len = ?1)")?
        .query_row([length], |row| row.get(0))?)
}

/// Every photo, oldest id first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn list(connection: &Connection) -> Result<Vec<Photo>> {
    collect(
        connection,
        &format!("SELECT {COLUMNS} FROM photo WHERE deleted_at IS NULL ORDER BY id"),
        [],
        from_row,
    )
}

/// Photos whose file should be read again, oldest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn to_read_again(connection: &Connection, at_most: u32) -> Result<Vec<Photo>> {
    collect(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM photo
             WHERE read_version < {READ_VERSION} AND deleted_at IS NULL ORDER BY id LIMIT ?1"
        ),
        [at_most],
        from_row,
    )
}

/// Writes down what a second reading of a photo's file told. When it was taken
/// is left alone: the parent may have built on it.
///
/// # Errors
/// When the photo is unknown or SQLite refuses.
pub fn set_read(
    connection: &Connection,
    id: PhotoId,
    shows: Shows,
    shot: &Shot,
    light: Option<&Light>,
    now: NaiveDateTime,
) -> Result<()> {
    change_one(
        connection,
        "photo",
        "UPDATE photo SET shows = :shows, shot = :shot, light = :light,
             read_version = :read_version, updated_at = :now WHERE id = :id",
        named_params! {
            ":id": id.to_string(),
            ":shows": shows.code(),
            ":shot": json_text(shot),
            ":light": light.map(json_text),
            ":read_version": READ_VERSION,
            ":now": time_text(now),
        },
    )
}

/// Writes down that a photo is one half of a photo that moves: its other half
/// has the same mark.
///
/// # Errors
/// When the photo is unknown or SQLite refuses.
pub fn set_live(
    connection: &Connection,
    id: PhotoId,
    mark: &str,
    now: NaiveDateTime,
) -> Result<()> {
    change_one(
        connection,
        "photo",
        "UPDATE photo SET shot = json_set(shot, '$.live', :mark), updated_at = :now
         WHERE id = :id",
        named_params! {
            ":id": id.to_string(),
            ":mark": mark,
            ":now": time_text(now),
        },
    )
}

/// The content of every photo.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn hashes(connection: &Connection) -> Result<std::collections::HashSet<ContentHash>> {
    let hashes = collect(connection, "SELECT sha256 FROM photo", [], |row| {
        Reader::new("photo", row).parse("sha256")
    })?;
    Ok(hashes.into_iter().collect())
}
