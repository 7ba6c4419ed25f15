//! Milestone notes, with their photos. Writers run inside a transaction.

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params, params};

use super::row::{Reader, change_one, collect, day_text, optional, time_text};
use super::{Result, StoreError, new_uuid, search};
use crate::domain::{BabyId, Milestone, MilestoneFields, MilestoneId, PhotoId};

const COLUMNS: &str =
    "id, baby_id, title, date, note, entry_id, created_at, updated_at, deleted_at";

fn from_row(connection: &Connection, row: &Row<'_>) -> Result<Milestone> {
    let row = Reader::new("milestone", row);
    let id: MilestoneId = row.parse("id")?;
    Ok(Milestone {
        id,
        fields: MilestoneFields {
            baby: row.parse("baby_id")?,
            title: row.get("title")?,
            date: row.parse("date")?,
            note: row.get("note")?,
            photos: photos_of(connection, id)?,
            entry: row.parse_optional("entry_id")?,
        },
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
        deleted_at: row.time_optional("deleted_at")?,
    })
}

fn photos_of(connection: &Connection, id: MilestoneId) -> Result<Vec<PhotoId>> {
    collect(
        connection,
        "SELECT photo_id FROM milestone_photo WHERE milestone_id = ?1 ORDER BY position",
        [id.to_string()],
        |row| Reader::new("milestone_photo", row).parse("photo_id"),
    )
}

/// Adds a milestone. Call inside a transaction.
///
/// # Errors
/// When the fields break a rule, something named is unknown, or SQLite refuses.
pub fn insert(
    connection: &Connection,
    fields: MilestoneFields,
    now: NaiveDateTime,
) -> Result<Milestone> {
    let id = MilestoneId::from_uuid(new_uuid());
    insert_as(connection, id, fields, now)
}

/// Adds a milestone under an id made before. Call inside a transaction.
///
/// # Errors
/// As [`insert`].
pub fn insert_as(
    connection: &Connection,
    id: MilestoneId,
    fields: MilestoneFields,
    now: NaiveDateTime,
) -> Result<Milestone> {
    let fields = fields.validated()?;
    super::baby::get(connection, fields.baby)?;
    connection
        .prepare_cached(
            "INSERT INTO milestone (id, baby_id, title, date, created_at, updated_at)
             VALUES (:id, :baby, :title, :date, :now, :now)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":baby": fields.baby.to_string(),
            ":title": fields.title,
            ":date": day_text(fields.date),
            ":now": time_text(now),
        })?;
    update(connection, id, fields, now)
}

/// Changes a milestone. Call inside a transaction.
///
/// # Errors
/// As [`insert`], and when the milestone is gone.
pub fn update(
    connection: &Connection,
    id: MilestoneId,
    fields: MilestoneFields,
    now: NaiveDateTime,
) -> Result<Milestone> {
    let fields = fields.validated()?;
    change_one(
        connection,
        "milestone",
        "UPDATE milestone SET baby_id = :baby, title = :title, date = :date, note = :note,
                entry_id = :entry, updated_at = :now
         WHERE id = :id",
        named_params! {
            ":id": id.to_string(),
            ":baby": fields.baby.to_string(),
            ":title": fields.title,
            ":date": day_text(fields.date),
            ":note": fields.note,
            ":entry": fields.entry.map(|entry| entry.to_string()),
            ":now": time_text(now),
        },
    )?;
    connection
        .prepare_cached("DELETE FROM milestone_photo WHERE milestone_id = ?1")?
        .execute([id.to_string()])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO milestone_photo (milestone_id, photo_id, position) VALUES (?1, ?2, ?3)",
    )?;
    for (position, photo) in (0_i64..).zip(&fields.photos) {
        insert.execute(params![id.to_string(), photo.to_string(), position])?;
    }
    search::index_milestone(connection, id, &fields)?;
    get(connection, id)
}

/// One milestone, also from the trash.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub fn get(connection: &Connection, id: MilestoneId) -> Result<Milestone> {
    optional(
        connection,
        &format!("SELECT {COLUMNS} FROM milestone WHERE id = ?1"),
        [id.to_string()],
        |row| from_row(connection, row),
    )?
    .ok_or(StoreError::NotFound { what: "milestone" })
}

/// Milestones that are not in the trash, oldest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn list(connection: &Connection, baby: Option<BabyId>) -> Result<Vec<Milestone>> {
    collect(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM milestone
             WHERE deleted_at IS NULL AND (?1 IS NULL OR baby_id = ?1) ORDER BY date, id"
        ),
        [baby.map(|baby| baby.to_string())],
        |row| from_row(connection, row),
    )
}

/// Milestones in the trash, oldest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn trashed(connection: &Connection) -> Result<Vec<Milestone>> {
    collect(
        connection,
        &format!("SELECT {COLUMNS} FROM milestone WHERE deleted_at IS NOT NULL ORDER BY date, id"),
        [],
        |row| from_row(connection, row),
    )
}

/// Puts a milestone into the trash.
///
/// # Errors
/// When the milestone is gone or SQLite refuses.
pub fn trash(connection: &Connection, id: MilestoneId, now: NaiveDateTime) -> Result<()> {
    change_one(
        connection,
        "milestone",
        "UPDATE milestone SET deleted_at = ?2, updated_at = ?2
         WHERE id = ?1 AND deleted_at IS NULL",
        params![id.to_string(), time_text(now)],
    )
}

/// Takes a milestone out of the trash.
///
/// # Errors
/// When the milestone is not in the trash or SQLite refuses.
pub fn restore(connection: &Connection, id: MilestoneId, now: NaiveDateTime) -> Result<()> {
    change_one(
        connection,
        "milestone",
        "UPDATE milestone SET deleted_at = NULL, updated_at = ?2
         WHERE id = ?1 AND deleted_at IS NOT NULL",
        params![id.to_string(), time_text(now)],
    )
}
