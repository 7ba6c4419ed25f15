//! Photos: what is known of each original in the vault.

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params};

use super::row::{Reader, collect, optional, time_text};
use super::{Result, StoreError, new_uuid};
use crate::domain::{ContentHash, NewPhoto, Photo, PhotoId};

pub(super) const COLUMNS: &str = "photo.id, photo.sha256, photo.format, photo.byte_len, photo.width, photo.height, \
     photo.average_rgb, photo.original_name, photo.taken_local, photo.taken_offset_minutes, \
     photo.taken_source, photo.created_at";

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
    let id = PhotoId::from_uuid(new_uuid());
    connection
        .prepare_cached(
            "INSERT INTO photo (id, sha256, format, byte_len, width, height, average_rgb,
                 original_name, taken_local, taken_offset_minutes, taken_source,
                 created_at, updated_at)
             VALUES (:id, :sha256, :format, :byte_len, :width, :height, :average_rgb,
                 :original_name, :taken_local, :taken_offset, :taken_source, :now, :now)",
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
