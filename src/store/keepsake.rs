//! What was chosen for each month's keepsake page.

use chrono::NaiveDateTime;
use rusqlite::{Connection, named_params, params};

use super::Result;
use super::row::{Reader, collect, json_text, optional, time_text};
use crate::domain::{BabyId, Month, PageChoice, PhotoId};

/// The choice for a page; untouched when there is none yet.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn get(connection: &Connection, baby: BabyId, month: Month) -> Result<PageChoice> {
    let key = [baby.to_string(), month.to_string()];
    let Some((mut choice, chosen)) = optional(
        connection,
        "SELECT title, closing, paper, photos_chosen, look FROM keepsake_page
         WHERE baby_id = ?1 AND month = ?2",
        [&key[0], &key[1]],
        |row| {
            let row = Reader::new("keepsake_page", row);
            let choice = PageChoice {
                baby,
                month,
                title: row.get("title")?,
                closing: row.get("closing")?,
                paper: row.parse("paper")?,
                photos: None,
                look: row.json("look")?,
            };
            Ok((choice, row.get::<bool>("photos_chosen")?))
        },
    )?
    else {
        return Ok(PageChoice::untouched(baby, month));
    };
    if chosen {
        let photos: Vec<PhotoId> = collect(
            connection,
            "SELECT photo_id FROM keepsake_photo WHERE baby_id = ?1 AND month = ?2
             ORDER BY position",
            [&key[0], &key[1]],
            |row| Reader::new("keepsake_photo", row).parse("photo_id"),
        )?;
        choice.photos = Some(photos);
    }
    Ok(choice)
}

/// Every choice a parent made, by baby and month.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn all(connection: &Connection) -> Result<Vec<PageChoice>> {
    let keys = collect(
        connection,
        "SELECT baby_id, month FROM keepsake_page ORDER BY baby_id, month",
        [],
        |row| {
            let row = Reader::new("keepsake_page", row);
            Ok((
                row.parse::<BabyId>("baby_id")?,
                row.parse::<Month>("month")?,
            ))
        },
    )?;
    keys.into_iter()
        .map(|(baby, month)| get(connection, baby, month))
        .collect()
}

/// Remembers a choice. Call inside a transaction.
///
/// # Errors
/// When the baby or a photo is unknown, or SQLite refuses.
pub fn set(connection: &Connection, choice: &PageChoice, now: NaiveDateTime) -> Result<()> {
    let (baby, month) = (choice.baby.to_string(), choice.month.to_string());
    connection
        .prepare_cached(
            "INSERT INTO keepsake_page (baby_id, month, title, closing, paper, photos_chosen, look, updated_at)
             VALUES (:baby, :month, :title, :closing, :paper, :chosen, :look, :now)
             ON CONFLICT (baby_id, month) DO UPDATE SET title = :title, closing = :closing,
                 paper = :paper, photos_chosen = :chosen, look = :look, updated_at = :now",
        )?
        .execute(named_params! {
            ":baby": baby,
            ":month": month,
            ":title": choice.title,
            ":closing": choice.closing,
            ":paper": choice.paper.code(),
            ":chosen": choice.photos.is_some(),
            ":look": json_text(&choice.look),
            ":now": time_text(now),
        })?;
    connection
        .prepare_cached("DELETE FROM keepsake_photo WHERE baby_id = ?1 AND month = ?2")?
        .execute([&baby, &month])?;
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO keepsake_photo (baby_id, month, photo_id, position)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, photo) in (0_i64..).zip(choice.photos.iter().flatten()) {
        insert.execute(params![baby, month, photo.to_string(), position])?;
    }
    Ok(())
}
