//! Edits: one row a photo that was ever edited.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params};

use super::Result;
use super::row::{Reader, collect, optional, time_text};
use crate::domain::{Edits, PhotoId, Turn};

pub(super) const COLUMNS: &str = "brightness, contrast, mirrored, quarter_turns";

pub(super) fn from_row(row: &Row<'_>) -> Result<Edits> {
    let row = Reader::new("photo_edit", row);
    Ok(Edits {
        brightness: row.number("brightness")?,
        contrast: row.number("contrast")?,
        mirrored: row.get("mirrored")?,
        turn: Turn::from_quarters(row.number("quarter_turns")?),
    })
}

/// The edits of a photo; identity when it has none.
///
/// # Errors
/// When SQLite refuses or the row makes no sense.
pub fn get(connection: &Connection, photo: PhotoId) -> Result<Edits> {
    Ok(optional(
        connection,
        &format!("SELECT {COLUMNS} FROM photo_edit WHERE photo_id = ?1"),
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
        &format!("SELECT photo_id, {COLUMNS} FROM photo_edit"),
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
    let edits = edits.clamped();
    connection
        .prepare_cached(
            "INSERT INTO photo_edit (photo_id, brightness, contrast, mirrored, quarter_turns, updated_at)
             VALUES (:photo, :brightness, :contrast, :mirrored, :turns, :now)
             ON CONFLICT (photo_id) DO UPDATE SET brightness = :brightness, contrast = :contrast,
                 mirrored = :mirrored, quarter_turns = :turns, updated_at = :now",
        )?
        .execute(named_params! {
            ":photo": photo.to_string(),
            ":brightness": edits.brightness,
            ":contrast": edits.contrast,
            ":mirrored": edits.mirrored,
            ":turns": edits.turn.quarters(),
            ":now": time_text(now),
        })?;
    Ok(())
}
