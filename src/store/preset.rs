//! Presets of edits that the parent keeps.

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params};

use super::row::{Reader, change_one, collect, json_text, time_text};
use super::{Result, new_uuid};
use crate::domain::{Edits, Preset, PresetId};

fn from_row(row: &Row<'_>) -> Result<Preset> {
    let row = Reader::new("edit_preset", row);
    Ok(Preset {
        id: row.parse("id")?,
        name: row.get("name")?,
        edits: row.json::<Edits>("edits")?.clamped().only_tone(),
        created_at: row.time("created_at")?,
    })
}

/// Every preset, oldest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn list(connection: &Connection) -> Result<Vec<Preset>> {
    collect(
        connection,
        "SELECT id, name, edits, created_at FROM edit_preset
         WHERE deleted_at IS NULL ORDER BY id",
        [],
        from_row,
    )
}

/// Keeps the light, colour, detail and look of `edits` under a name. A preset
/// of the same name is replaced.
///
/// # Errors
/// When SQLite refuses.
pub fn save(
    connection: &Connection,
    name: &str,
    edits: &Edits,
    now: NaiveDateTime,
) -> Result<Preset> {
    let edits = edits.clamped().only_tone();
    let known = list(connection)?
        .into_iter()
        .find(|preset| preset.name == name);
    let preset = match known {
        Some(preset) => Preset { edits, ..preset },
        None => Preset {
            id: PresetId::from_uuid(new_uuid()),
            name: name.to_owned(),
            edits,
            created_at: now,
        },
    };
    connection
        .prepare_cached(
            "INSERT INTO edit_preset (id, name, edits, created_at, updated_at)
             VALUES (:id, :name, :edits, :now, :now)
             ON CONFLICT (id) DO UPDATE SET edits = :edits, updated_at = :now",
        )?
        .execute(named_params! {
            ":id": preset.id.to_string(),
            ":name": preset.name,
            ":edits": json_text(&preset.edits),
            ":now": time_text(now),
        })?;
    Ok(preset)
}

/// Removes a preset; photos that were edited with it stay as they are.
///
/// # Errors
/// When there is none with this id or SQLite refuses.
pub fn remove(connection: &Connection, id: PresetId, now: NaiveDateTime) -> Result<()> {
    change_one(
        connection,
        "preset",
        "UPDATE edit_preset SET deleted_at = :now, updated_at = :now
         WHERE id = :id AND deleted_at IS NULL",
        named_params! { ":id": id.to_string(), ":now": time_text(now) },
    )
}

/// Takes back [`remove`].
///
/// # Errors
/// When no preset with this id was removed or SQLite refuses.
pub fn restore(connection: &Connection, id: PresetId, now: NaiveDateTime) -> Result<()> {
    change_one(
        connection,
        "preset",
        "UPDATE edit_preset SET deleted_at = NULL, updated_at = :now
         WHERE id = :id AND deleted_at IS NOT NULL",
        named_params! { ":id": id.to_string(), ":now": time_text(now) },
    )
}
