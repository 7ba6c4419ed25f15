//! What the gallery shows: one light row a photo, in one query.
//!
//! [`first`] reads no more than the first screens, whatever the journal's
//! size; [`index`] reads the rest without touching the photos' own rows.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::row::{Reader, collect, time_text};
use super::{Result, edits, photo};
use crate::domain::{BabyId, Edits, EntryId, Moment, Photo, PhotoId, SleepState, SmileKind};

/// A photo of an entry, as the gallery needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct GalleryItem {
    /// The photo, shared with whoever else shows it.
    pub photo: Arc<Photo>,
    /// Its edits.
    pub edits: Edits,
    /// The entry it belongs to.
    pub entry: EntryId,
    /// The entry's number in the full-text index.
    pub seq: i64,
    /// How awake the baby was, if the entry says so.
    pub state: Option<SleepState>,
    /// The kind of smile, if the entry says so.
    pub kind: Option<SmileKind>,
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

/// What every reading of an entry for the gallery takes.
const ENTRY: &str = "entry.seq AS entry_seq, entry.id AS entry_id, \
     entry.moment_local AS moment_local, \
     entry.moment_offset_minutes AS moment_offset_minutes, \
     entry.moment_source AS moment_source, entry.sleep_state AS sleep_state, \
     entry.smile_kind AS smile_kind, entry.favourite AS favourite, \
     substr(entry.note, 1, 160) AS caption, entry.cover_photo_id AS cover_photo_id";

/// Newest first; within an entry in its order.
const ORDER: &str = "ORDER BY entry.moment_local DESC, entry.id DESC, entry_photo.position";

/// All photos of a baby's entries, newest first; within an entry in its order.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn items(connection: &Connection, baby: BabyId) -> Result<Vec<GalleryItem>> {
    first(connection, baby, u32::MAX)
}

/// The first photos of [`items`], in a time that does not depend on how many
/// there are.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn first(connection: &Connection, baby: BabyId, at_most: u32) -> Result<Vec<GalleryItem>> {
    let sql = format!(
        "SELECT {photo}, {ENTRY}, photo_edit.edits AS edits
         FROM entry
         JOIN entry_photo ON entry_photo.entry_id = entry.id
         JOIN photo ON photo.id = entry_photo.photo_id
         LEFT JOIN photo_edit ON photo_edit.photo_id = photo.id
         WHERE entry.baby_id = ?1 AND entry.deleted_at IS NULL AND photo.deleted_at IS NULL
         {ORDER} LIMIT ?2",
        photo = photo::COLUMNS,
    );
    let mut last = None;
    let items = collect(
        connection,
        &sql,
        params![baby.to_string(), at_most],
        |row| {
            let photo = Arc::new(photo::from_row(row)?);
            item(row, &mut last, photo, edits::from_row(row)?)
        },
    )?;
    Ok(without_moving_parts(items))
}

/// The photos of a baby's entries in some journal days, newest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn of_days(
    connection: &Connection,
    baby: BabyId,
    first: NaiveDate,
    last: NaiveDate,
    day_start_hour: u8,
) -> Result<Vec<GalleryItem>> {
    let sql = format!(
        "SELECT {photo}, {ENTRY}, photo_edit.edits AS edits
         FROM entry
         JOIN entry_photo ON entry_photo.entry_id = entry.id
         JOIN photo ON photo.id = entry_photo.photo_id
         LEFT JOIN photo_edit ON photo_edit.photo_id = photo.id
         WHERE entry.baby_id = ?1 AND entry.deleted_at IS NULL AND photo.deleted_at IS NULL
           AND entry.moment_local >= ?2 AND entry.moment_local < ?3
         {ORDER}",
        photo = photo::COLUMNS,
    );
    let starts = |day: Option<NaiveDate>| {
        day.and_then(|day| day.and_hms_opt(u32::from(day_start_hour.min(23)), 0, 0))
            .map(time_text)
            .unwrap_or_default()
    };
    let (from, to) = (starts(Some(first)), starts(last.succ_opt()));
    let mut before = None;
    let items = collect(
        connection,
        &sql,
        params![baby.to_string(), from, to],
        |row| {
            let photo = Arc::new(photo::from_row(row)?);
            item(row, &mut before, photo, edits::from_row(row)?)
        },
    )?;
    Ok(without_moving_parts(items))
}

/// All photos of a baby's entries as [`items`] has them, where the photos and
/// their edits are known already; one that is not known is left out.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn index(
    connection: &Connection,
    baby: BabyId,
    known: impl Fn(PhotoId) -> Option<(Arc<Photo>, Edits)>,
) -> Result<Vec<GalleryItem>> {
    let sql = format!(
        "SELECT entry_photo.photo_id AS photo_id, {ENTRY}
         FROM entry JOIN entry_photo ON entry_photo.entry_id = entry.id
         WHERE entry.baby_id = ?1 AND entry.deleted_at IS NULL {ORDER}"
    );
    let mut last = None;
    let rows = collect(connection, &sql, [baby.to_string()], |row| {
        let Some((photo, edits)) = known(Reader::new("entry_photo", row).parse("photo_id")?) else {
            return Ok(None);
        };
        item(row, &mut last, photo, edits).map(Some)
    })?;
    Ok(without_moving_parts(rows.into_iter().flatten().collect()))
}

/// Leaves out the moving part of a Live Photo whose still stands in the same
/// entry: the two are one memory. The entry itself has both.
fn without_moving_parts(mut items: Vec<GalleryItem>) -> Vec<GalleryItem> {
    let live = |item: &GalleryItem| item.photo.file.shot.live.clone();
    let is_film = |item: &GalleryItem| item.photo.file.format.is_film();
    let moving = items.iter().filter(|item| is_film(item)).filter_map(live);
    let moving: HashSet<String> = moving.collect();
    if moving.is_empty() {
        return items;
    }
    let stills: HashSet<(EntryId, String)> = items
        .iter()
        .filter(|item| !is_film(item))
        .filter_map(|item| Some((item.entry, live(item)?)))
        .filter(|(_, live)| moving.contains(live))
        .collect();
    let mut covers = HashSet::new();
    items.retain(|item| {
        let part =
            is_film(item) && live(item).is_some_and(|live| stills.contains(&(item.entry, live)));
        if part && item.cover {
            covers.insert(item.entry);
        }
        !part
    });
    // The first that is left stands for its entry then.
    for item in &mut items {
        item.cover |= covers.remove(&item.entry);
    }
    items
}

/// `last` is the entry of the row before.
fn item(
    row: &Row<'_>,
    last: &mut Option<EntryId>,
    photo: Arc<Photo>,
    edits: Edits,
) -> Result<GalleryItem> {
    let entry = Reader::new("entry", row);
    let id: EntryId = entry.parse("entry_id")?;
    let first = last.replace(id) != Some(id);
    let cover: Option<PhotoId> = entry.parse_optional("cover_photo_id")?;
    Ok(GalleryItem {
        cover: cover.map_or(first, |cover| cover == photo.id),
        photo,
        edits,
        entry: id,
        seq: entry.get("entry_seq")?,
        state: entry.parse_optional("sleep_state")?,
        kind: entry.parse_optional("smile_kind")?,
        moment: entry.moment("moment_local", "moment_offset_minutes", "moment_source")?,
        favourite: entry.get("favourite")?,
        caption: entry.get("caption")?,
    })
}

/// An entry that has no photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordEntry {
    /// The entry.
    pub id: EntryId,
    /// Its number in the full-text index.
    pub seq: i64,
    /// When.
    pub moment: Moment,
    /// How awake the baby was, if the entry says so.
    pub state: Option<SleepState>,
    /// The kind of smile, if the entry says so.
    pub kind: Option<SmileKind>,
    /// The beginning of its note.
    pub caption: String,
    /// Whether it is a favourite.
    pub favourite: bool,
}

/// Entries of a baby that have no photo, newest first; only those from `since`
/// on, if a moment is given.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn without_photos(
    connection: &Connection,
    baby: BabyId,
    since: Option<Moment>,
) -> Result<Vec<WordEntry>> {
    let sql = format!(
        "SELECT {ENTRY} FROM entry
         WHERE baby_id = ?1 AND deleted_at IS NULL AND moment_local >= ?2
           AND NOT EXISTS (SELECT 1 FROM entry_photo WHERE entry_photo.entry_id = entry.id)
         ORDER BY moment_local DESC, id DESC"
    );
    let since = since.map_or_else(String::new, |moment| time_text(moment.local));
    collect(connection, &sql, params![baby.to_string(), since], |row| {
        let row = Reader::new("entry", row);
        Ok(WordEntry {
            id: row.parse("entry_id")?,
            seq: row.get("entry_seq")?,
            moment: row.moment("moment_local", "moment_offset_minutes", "moment_source")?,
            state: row.parse_optional("sleep_state")?,
            kind: row.parse_optional("smile_kind")?,
            caption: row.get("caption")?,
            favourite: row.get("favourite")?,
        })
    })
}
