//! Edits: one row a photo that was ever edited, as one JSON object.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params};

use super::Result;
use super::row::{Reader, collect, json_text, optional, time_text};
use crate::domain::{Edits, PhotoId};

/// From a row with the column `edits`, which may be missing (NULL).
pub(super) fn from_row(row: &Row<'_>) -> Result<Edits> {
    let edits: Option<Edits> = Reader::new("photo_edit", row).json_optional("edits")?;
    Ok(edits.unwrap_or_default().clamped())
}

/// The edits of a photo; identity when it has none.
///
/// # Errors
/// When SQLite refuses or the row makes no sense.
pub fn get(connection: &Connection, photo: PhotoId) -> Result<Edits> {
    Ok(optional(
        connection,
        "SELECT edits FROM photo_edit WHERE photo_id = ?1",
        [photo.to_string()],
        from_row,
    )?
    .unwrap_or_default())
}

/// The edits of every photo that has any.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn all(connection: &Connection) -> Result<HashMap<PhotoId, Edits>> {
    let rows = collect(
        connection,
        "SELECT photo_id, edits FROM photo_edit",
        [],
        |row| {
            let photo = Reader::new("photo_edit", row).parse("photo_id")?;
            Ok((photo, from_row(row)?))
        },
    )?;
    Ok(rows.into_iter().collect())
}

/// Sets the edits of a photo; identity is a row like any other, so that a
/// reset has a date too.
///
/// # Errors
/// When the photo is unknown or SQLite refuses.
pub fn set(
    connection: &Connection,
    photo: PhotoId,
    edits: &Edits,
    now: NaiveDateTime,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO photo_edit (photo_id, edits, updated_at) VALUES (:photo, :edits, :now)
             ON CONFLICT (photo_id) DO UPDATE SET edits = :edits, updated_at = :now",
        )?
        .execute(named_params! {
            ":photo": photo.to_string(),
            ":edits": json_text(&edits.clamped()),
            ":now": time_text(now),
        })?;
    Ok(())
}

/// Gives several photos the light, colour, detail and look of `edits`; each
/// keeps its own geometry. Returns the edits each has now.
///
/// # Errors
/// When a photo is unknown or SQLite refuses; call it in a transaction so that
/// all are changed or none.
pub fn copy_tone(
    connection: &Connection,
    edits: &Edits,
    photos: &[PhotoId],
    now: NaiveDateTime,
) -> Result<Vec<(PhotoId, Edits)>> {
    photos
        .iter()
        .map(|photo| {
            let changed = get(connection, *photo)?.with_tone_of(edits);
            set(connection, *photo, &changed, now)?;
            Ok((*photo, changed))
        })
        .collect()
}
