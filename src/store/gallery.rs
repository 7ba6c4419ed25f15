//! What the gallery shows: one light row a photo, in one query.

use rusqlite::Connection;

use super::row::{Reader, collect};
use super::{Result, edits, photo};
use crate::domain::{BabyId, Edits, EntryId, Moment, Photo, PhotoId};

/// A photo of an entry, as the gallery needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct GalleryItem {
    /// The photo.
    pub photo: Photo,
    /// Its edits.
    pub edits: Edits,
    /// The entry it belongs to.
    pub entry: EntryId,
    /// The entry's moment, by which the gallery is ordered.
    pub moment: Moment,
    /// Whether the entry is a favourite.
    pub favourite: bool,
    /// Whether this photo stands for its entry.
    pub cover: bool,
    /// The beginning of the entry's note.
    pub caption: String,
}

impl GalleryItem {
    /// The photo's id.
    pub fn id(&self) -> PhotoId {
        self.photo.id
    }

    /// Width divided by height as shown, after the edits.
    pub fn shown_aspect(&self) -> f32 {
        let (width, height) = self
            .edits
            .output_size(self.photo.file.width, self.photo.file.height);
        width as f32 / height.max(1) as f32
    }
}

/// All photos of a baby's entries, newest first; within an entry in its order.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn items(connection: &Connection, baby: BabyId) -> Result<Vec<GalleryItem>> {
    let sql = format!(
        "SELECT {photo}, entry.id AS entry_id, entry.moment_local AS moment_local,
                entry.moment_offset_minutes AS moment_offset_minutes,
                entry.moment_source AS moment_source, entry.favourite AS favourite,
                substr(entry.note, 1, 160) AS caption, entry.cover_photo_id AS cover_photo_id,
                photo_edit.edits AS edits
         FROM entry
         JOIN entry_photo ON entry_photo.entry_id = entry.id
         JOIN photo ON photo.id = entry_photo.photo_id
         LEFT JOIN photo_edit ON photo_edit.photo_id = photo.id
         WHERE entry.baby_id = ?1 AND entry.deleted_at IS NULL AND photo.deleted_at IS NULL
         ORDER BY entry.moment_local DESC, entry.id DESC, entry_photo.position",
        photo = photo::COLUMNS,
    );
    let mut last: Option<EntryId> = None;
    collect(connection, &sql, [baby.to_string()], |row| {
        let entry = Reader::new("entry", row);
        let photo = photo::from_row(row)?;
        let id: EntryId = entry.parse("entry_id")?;
        let first = last.replace(id) != Some(id);
        let cover: Option<PhotoId> = entry.parse_optional("cover_photo_id")?;
        Ok(GalleryItem {
            cover: cover.map_or(first, |cover| cover == photo.id),
            photo,
            edits: edits::from_row(row)?,
            entry: id,
            moment: entry.moment("moment_local", "moment_offset_minutes", "moment_source")?,
            favourite: entry.get("favourite")?,
            caption: entry.get("caption")?,
        })
    })
}

/// Entries of a baby that have no photo, newest first: id, moment, the
/// beginning of the note, and whether it is a favourite.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn without_photos(
    connection: &Connection,
    baby: BabyId,
) -> Result<Vec<(EntryId, Moment, String, bool)>> {
    collect(
        connection,
        "SELECT id, moment_local, moment_offset_minutes, moment_source, favourite,
                substr(note, 1, 160) AS caption
         FROM entry
         WHERE baby_id = ?1 AND deleted_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM entry_photo WHERE entry_photo.entry_id = entry.id)
         ORDER BY moment_local DESC, id DESC",
        [baby.to_string()],
        |row| {
            let row = Reader::new("entry", row);
            Ok((
                row.parse("id")?,
                row.moment("moment_local", "moment_offset_minutes", "moment_source")?,
                row.get("caption")?,
                row.get("favourite")?,
            ))
        },
    )
}
