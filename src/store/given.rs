//! Things of another library, added under their own ids. What is there already,
//! in the trash too, is left as it is. Call inside a transaction.

use chrono::NaiveDateTime;
use rusqlite::{Connection, named_params, params};

use super::row::{Reader, day_text, json_text, optional, time_text};
use super::{Result, entry, keepsake, milestone};
use crate::domain::{
    Baby, BabyId, Edits, Entry, EntryId, Milestone, MilestoneId, Month, PageChoice, PhotoId,
    Preset, PresetId,
};

fn found(connection: &Connection, sql: &str, parameters: impl rusqlite::Params) -> Result<bool> {
    let found = optional(connection, sql, parameters, |row| {
        Reader::new("anything", row).get::<i64>("found")
    })?;
    Ok(found.is_some())
}

/// Whether there is a baby with this id.
///
/// # Errors
/// When SQLite refuses.
pub fn has_baby(connection: &Connection, id: BabyId) -> Result<bool> {
    let sql = "SELECT 1 AS found FROM baby WHERE id = ?1";
    found(connection, sql, [id.to_string()])
}

/// Whether there is, or was, an entry with this id.
///
/// # Errors
/// When SQLite refuses.
pub fn has_entry(connection: &Connection, id: EntryId) -> Result<bool> {
    let sql = "SELECT 1 AS found FROM entry WHERE id = ?1";
    found(connection, sql, [id.to_string()])
}

/// Whether there is, or was, a milestone with this id.
///
/// # Errors
/// When SQLite refuses.
pub fn has_milestone(connection: &Connection, id: MilestoneId) -> Result<bool> {
    let sql = "SELECT 1 AS found FROM milestone WHERE id = ?1";
    found(connection, sql, [id.to_string()])
}

/// Whether there is a photo with this id.
///
/// # Errors
/// When SQLite refuses.
pub fn has_photo(connection: &Connection, id: PhotoId) -> Result<bool> {
    let sql = "SELECT 1 AS found FROM photo WHERE id = ?1";
    found(connection, sql, [id.to_string()])
}

/// Whether there is, or was, a preset with this id, or is one of this name.
///
/// # Errors
/// When SQLite refuses.
pub fn has_preset(connection: &Connection, id: PresetId, name: &str) -> Result<bool> {
    found(
        connection,
        "SELECT 1 AS found FROM edit_preset
         WHERE id = ?1 OR (name = ?2 AND deleted_at IS NULL)",
        params![id.to_string(), name],
    )
}

/// Whether anything was ever chosen for a month's page.
///
/// # Errors
/// When SQLite refuses.
pub fn has_page(connection: &Connection, baby: BabyId, month: Month) -> Result<bool> {
    found(
        connection,
        "SELECT 1 AS found FROM keepsake_page WHERE baby_id = ?1 AND month = ?2",
        params![baby.to_string(), month.to_string()],
    )
}

/// Adds a baby; says whether it is new.
///
/// # Errors
/// When the fields break a rule or SQLite refuses.
pub fn baby(connection: &Connection, baby: &Baby) -> Result<bool> {
    if has_baby(connection, baby.id)? {
        return Ok(false);
    }
    let fields = baby.fields.clone().validated()?;
    connection
        .prepare_cached(
            "INSERT INTO baby (id, name, birth_date, due_date, portrait_photo_id, created_at, updated_at)
             VALUES (:id, :name, :birth, :due, :portrait, :created, :updated)",
        )?
        .execute(named_params! {
            ":id": baby.id.to_string(),
            ":name": fields.name,
            ":birth": day_text(fields.birth_date),
            ":due": fields.due_date.map(day_text),
            ":portrait": fields.portrait.map(|photo| photo.to_string()),
            ":created": time_text(baby.created_at),
            ":updated": time_text(baby.updated_at),
        })?;
    Ok(true)
}

/// Adds an entry with all it holds; says whether it is new.
///
/// # Errors
/// When its baby or a photo is unknown or SQLite refuses.
pub fn entry(connection: &Connection, wanted: &Entry) -> Result<bool> {
    if has_entry(connection, wanted.id)? {
        return Ok(false);
    }
    entry::insert_as(connection, wanted.id, &wanted.fields, wanted.created_at)?;
    set_times(
        connection,
        "UPDATE entry SET updated_at = ?2, deleted_at = ?3 WHERE id = ?1",
        &wanted.id.to_string(),
        wanted.updated_at,
        wanted.deleted_at,
    )?;
    Ok(true)
}

/// Adds a milestone with all it holds; says whether it is new.
///
/// # Errors
/// When it breaks a rule, something named is unknown, or SQLite refuses.
pub fn milestone(connection: &Connection, wanted: &Milestone) -> Result<bool> {
    if has_milestone(connection, wanted.id)? {
        return Ok(false);
    }
    milestone::insert_as(
        connection,
        wanted.id,
        wanted.fields.clone(),
        wanted.created_at,
    )?;
    set_times(
        connection,
        "UPDATE milestone SET updated_at = ?2, deleted_at = ?3 WHERE id = ?1",
        &wanted.id.to_string(),
        wanted.updated_at,
        wanted.deleted_at,
    )?;
    Ok(true)
}

fn set_times(
    connection: &Connection,
    sql: &str,
    id: &str,
    updated: NaiveDateTime,
    deleted: Option<NaiveDateTime>,
) -> Result<()> {
    connection.prepare_cached(sql)?.execute(params![
        id,
        time_text(updated),
        deleted.map(time_text)
    ])?;
    Ok(())
}

/// Adds a preset; says whether it is new.
///
/// # Errors
/// When its name breaks a rule or SQLite refuses.
pub fn preset(connection: &Connection, preset: &Preset) -> Result<bool> {
    let name = Preset::checked_name(&preset.name)?;
    if has_preset(connection, preset.id, &name)? {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "INSERT INTO edit_preset (id, name, edits, created_at, updated_at)
             VALUES (:id, :name, :edits, :created, :created)",
        )?
        .execute(named_params! {
            ":id": preset.id.to_string(),
            ":name": name,
            ":edits": json_text(&preset.edits.clamped().only_tone()),
            ":created": time_text(preset.created_at),
        })?;
    Ok(true)
}

/// Adds the choices for a month's page; says whether there were none.
///
/// # Errors
/// When the baby or a photo is unknown or SQLite refuses.
pub fn page(connection: &Connection, choice: &PageChoice, now: NaiveDateTime) -> Result<bool> {
    if has_page(connection, choice.baby, choice.month)? {
        return Ok(false);
    }
    keepsake::set(connection, choice, now)?;
    Ok(true)
}

/// Gives a photo edits, unless it was ever edited here; says whether it did.
///
/// # Errors
/// When the photo is unknown or SQLite refuses.
pub fn edits(
    connection: &Connection,
    photo: PhotoId,
    edits: &Edits,
    now: NaiveDateTime,
) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "INSERT INTO photo_edit (photo_id, edits, updated_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (photo_id) DO NOTHING",
        )?
        .execute(params![
            photo.to_string(),
            json_text(&edits.clamped()),
            time_text(now)
        ])?;
    Ok(changed > 0)
}
