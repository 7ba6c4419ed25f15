//! Babies.

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params};

use super::row::{Reader, change_one, collect, day_text, optional, time_text};
use super::{Result, StoreError, new_uuid};
use crate::domain::{Baby, BabyFields, BabyId};

const COLUMNS: &str = "id, name, birth_date, due_date, portrait_photo_id, created_at, updated_at";

fn from_row(row: &Row<'_>) -> Result<Baby> {
    let row = Reader::new("baby", row);
    Ok(Baby {
        id: row.parse("id")?,
        fields: BabyFields {
            name: row.get("name")?,
            birth_date: row.parse("birth_date")?,
            due_date: row.parse_optional("due_date")?,
            portrait: row.parse_optional("portrait_photo_id")?,
        },
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Adds a baby.
///
/// # Errors
/// When the fields break a rule or SQLite refuses.
pub fn insert(connection: &Connection, fields: BabyFields, now: NaiveDateTime) -> Result<Baby> {
    let fields = fields.validated()?;
    let id = BabyId::from_uuid(new_uuid());
    connection
        .prepare_cached(
            "INSERT INTO baby (id, name, birth_date, due_date, portrait_photo_id, created_at, updated_at)
             VALUES (:id, :name, :birth, :due, :portrait, :now, :now)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":name": fields.name,
            ":birth": day_text(fields.birth_date),
            ":due": fields.due_date.map(day_text),
            ":portrait": fields.portrait.map(|photo| photo.to_string()),
            ":now": time_text(now),
        })?;
    get(connection, id)
}

/// Changes a baby.
///
/// # Errors
/// When the fields break a rule, the baby is gone, or SQLite refuses.
pub fn update(
    connection: &Connection,
    id: BabyId,
    fields: BabyFields,
    now: NaiveDateTime,
) -> Result<Baby> {
    let fields = fields.validated()?;
    change_one(
        connection,
        "baby",
        "UPDATE baby SET name = :name, birth_date = :birth, due_date = :due,
                portrait_photo_id = :portrait, updated_at = :now
         WHERE id = :id AND deleted_at IS NULL",
        named_params! {
            ":id": id.to_string(),
            ":name": fields.name,
            ":birth": day_text(fields.birth_date),
            ":due": fields.due_date.map(day_text),
            ":portrait": fields.portrait.map(|photo| photo.to_string()),
            ":now": time_text(now),
        },
    )?;
    get(connection, id)
}

/// One baby.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub fn get(connection: &Connection, id: BabyId) -> Result<Baby> {
    optional(
        connection,
        &format!("SELECT {COLUMNS} FROM baby WHERE id = ?1 AND deleted_at IS NULL"),
        [id.to_string()],
        from_row,
    )?
    .ok_or(StoreError::NotFound { what: "baby" })
}

/// All babies, oldest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn list(connection: &Connection) -> Result<Vec<Baby>> {
    collect(
        connection,
        &format!("SELECT {COLUMNS} FROM baby WHERE deleted_at IS NULL ORDER BY birth_date, id"),
        [],
        from_row,
    )
}
