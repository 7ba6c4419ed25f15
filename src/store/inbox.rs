//! The tray: photos that wait for the parent's word.
//!
//! Content is known by its SHA-256, so a photo that is in the journal, in the
//! trash, in the tray or was declined is not offered a second time, whatever it
//! is called and wherever it lies.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params, params};

use super::row::{Reader, change_one, collect, optional, path_value, time_text};
use super::{Result, StoreError, entry, new_uuid, photo};
use crate::domain::{
    ContentHash, EntryId, InboxId, InboxItem, InboxSource, InboxState, Moment, NewInboxItem,
    PhotoId,
};

/// The library's folder for files that a phone sent.
pub const INBOX_FOLDER: &str = "inbox";

const COLUMNS: &str = "id, source, place, name, byte_len, modified, sha256, taken_local,
    taken_offset_minutes, taken_source, state, found_at, decided_at,
    coalesce((SELECT note FROM inbox_note WHERE inbox_id = inbox.id), '') AS note";

fn from_row(row: &Row<'_>) -> Result<InboxItem> {
    let row = Reader::new("inbox", row);
    let taken = match row.time_optional("taken_local")? {
        Some(_) => Some(row.moment("taken_local", "taken_offset_minutes", "taken_source")?),
        None => None,
    };
    Ok(InboxItem {
        id: row.parse("id")?,
        file: NewInboxItem {
            source: row.parse("source")?,
            place: row.path("place")?,
            name: row.get("name")?,
            byte_len: row.number("byte_len")?,
            modified: row.time_optional("modified")?,
            hash: row.parse_optional("sha256")?,
            taken,
            note: row.get("note")?,
        },
        state: row.parse("state")?,
        found_at: row.time("found_at")?,
        decided_at: row.time_optional("decided_at")?,
    })
}

/// An id for a photo that is about to be offered; the file a phone sends is
/// called by it.
pub fn new_id() -> InboxId {
    InboxId::from_uuid(new_uuid())
}

/// The folder of a library where files that a phone sent wait.
pub fn folder_of(root: &Path) -> PathBuf {
    root.join(INBOX_FOLDER)
}

/// Where the file of a photo in the tray of the library `root` lies.
pub fn path_of(root: &Path, item: &NewInboxItem) -> PathBuf {
    match item.source {
        // A name and nothing else: it never leads out of the folder.
        InboxSource::Phone => {
            folder_of(root).join(item.place.file_name().unwrap_or(item.place.as_os_str()))
        }
        InboxSource::Folder | InboxSource::Card => item.place.clone(),
    }
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    /// It waits now.
    New(InboxId),
    /// The same content waits already; a file a phone sent can go.
    Waiting(InboxId),
    /// It was declined before, or kept and thrown away for good, and stays so.
    Declined(InboxId),
    /// It is in the journal already; a file a phone sent can go.
    InJournal(PhotoId),
}

/// Puts a photo into the tray, unless its content is known.
///
/// What a phone sends is sent on purpose: there, a photo that was declined, or
/// that the journal holds only in its trash, waits anew.
///
/// To be called inside a transaction.
///
/// # Errors
/// When SQLite refuses.
pub fn offer(connection: &Connection, item: &NewInboxItem, now: NaiveDateTime) -> Result<Offered> {
    let on_purpose = item.source == InboxSource::Phone;
    if let Some(hash) = &item.hash {
        if let Some(photo) = in_journal(connection, hash, on_purpose)? {
            return Ok(Offered::InJournal(photo));
        }
        match by_hash(connection, hash)? {
            Some(known) if known.state == InboxState::Waiting => {
                return Ok(Offered::Waiting(known.id));
            }
            // Kept, and gone from the journal since: thrown away for good.
            Some(known) if !on_purpose => return Ok(Offered::Declined(known.id)),
            Some(known) => forget(connection, known.id)?,
            None => {}
        }
    }
    let id = named_by(item).unwrap_or_else(new_id);
    insert(connection, id, item, now)?;
    Ok(Offered::New(id))
}

/// The id that the file of a phone is called by.
fn named_by(item: &NewInboxItem) -> Option<InboxId> {
    (item.source == InboxSource::Phone)
        .then(|| item.place.file_stem()?.to_str()?.parse().ok())
        .flatten()
}

fn insert(
    connection: &Connection,
    id: InboxId,
    item: &NewInboxItem,
    now: NaiveDateTime,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO inbox (id, source, place, name, byte_len, modified, sha256,
                 taken_local, taken_offset_minutes, taken_source, state, found_at)
             VALUES (:id, :source, :place, :name, :byte_len, :modified, :sha256,
                 :taken_local, :taken_offset, :taken_source, 'waiting', :now)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":source": item.source.code(),
            ":place": path_value(&item.place),
            ":name": item.name,
            ":byte_len": i64::try_from(item.byte_len).unwrap_or(i64::MAX),
            ":modified": item.modified.map(time_text),
            ":sha256": item.hash.map(|hash| hash.to_string()),
            ":taken_local": item.taken.map(|taken| time_text(taken.local)),
            ":taken_offset": item.taken.map(|taken| taken.utc_offset_minutes),
            ":taken_source": item.taken.map(|taken| taken.source.code()),
            ":now": time_text(now),
        })?;
    let note = item.note.trim();
    if !note.is_empty() {
        connection
            .prepare_cached("INSERT OR REPLACE INTO inbox_note (inbox_id, note) VALUES (?1, ?2)")?
            .execute(params![id.to_string(), note])?;
    }
    Ok(())
}

/// The photo of the journal with this content; `only_shown` passes over one
/// that is in no entry, such as those of the trash.
fn in_journal(
    connection: &Connection,
    hash: &ContentHash,
    only_shown: bool,
) -> Result<Option<PhotoId>> {
    let Some(photo) = photo::by_hash(connection, hash)? else {
        return Ok(None);
    };
    if only_shown && entry::of_photo(connection, photo.id)?.is_none() {
        return Ok(None);
    }
    Ok(Some(photo.id))
}

/// Whether this content needs no asking about: it is in the journal (or its
/// trash), in the tray, or was declined.
///
/// # Errors
/// When SQLite refuses.
pub fn is_known(connection: &Connection, hash: &ContentHash) -> Result<bool> {
    let known = optional(
        connection,
        "SELECT EXISTS (SELECT 1 FROM photo WHERE sha256 = ?1)
             OR EXISTS (SELECT 1 FROM inbox WHERE sha256 = ?1) AS known",
        [hash.to_string()],
        |row| Reader::new("inbox", row).get::<bool>("known"),
    )?;
    Ok(known.unwrap_or(false))
}

/// One photo of the tray, whatever was decided about it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub fn get(connection: &Connection, id: InboxId) -> Result<InboxItem> {
    optional(
        connection,
        &format!("SELECT {COLUMNS} FROM inbox WHERE id = ?1"),
        [id.to_string()],
        from_row,
    )?
    .ok_or(StoreError::NotFound {
        what: "waiting-photo",
    })
}

/// The photo of the tray with this content, whatever was decided about it.
///
/// # Errors
/// When SQLite refuses or the row makes no sense.
pub fn by_hash(connection: &Connection, hash: &ContentHash) -> Result<Option<InboxItem>> {
    optional(
        connection,
        &format!("SELECT {COLUMNS} FROM inbox WHERE sha256 = ?1"),
        [hash.to_string()],
        from_row,
    )
}

/// The photos in this state: those taken last first, as far as that is known.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn list(connection: &Connection, state: InboxState) -> Result<Vec<InboxItem>> {
    collect(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM inbox WHERE state = ?1
             ORDER BY coalesce(taken_local, modified, found_at) DESC, id DESC"
        ),
        [state.code()],
        from_row,
    )
}

/// The photos that wait: those taken last first, as far as that is known.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn waiting(connection: &Connection) -> Result<Vec<InboxItem>> {
    list(connection, InboxState::Waiting)
}

/// How many photos are in the tray.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that wait.
    pub waiting: usize,
    /// Those that were declined.
    pub declined: usize,
}

/// How many wait and how many were declined.
///
/// # Errors
/// When SQLite refuses.
pub fn counts(connection: &Connection) -> Result<Counts> {
    let mut counts = Counts::default();
    for (state, count) in collect(
        connection,
        "SELECT state, count(*) AS count FROM inbox GROUP BY state",
        [],
        |row| {
            let row = Reader::new("inbox", row);
            Ok((row.parse::<InboxState>("state")?, row.number("count")?))
        },
    )? {
        match state {
            InboxState::Waiting => counts.waiting = count,
            InboxState::Declined => counts.declined = count,
            InboxState::Kept => {}
        }
    }
    Ok(counts)
}

/// Writes down what the parent said of these photos, or [`InboxState::Waiting`]
/// to ask again. Returns how many it changed; ids that are gone are passed over.
///
/// To be called inside a transaction.
///
/// # Errors
/// When SQLite refuses.
pub fn decide(
    connection: &Connection,
    ids: &[InboxId],
    state: InboxState,
    now: NaiveDateTime,
) -> Result<usize> {
    let mut statement = connection.prepare_cached(
        "UPDATE inbox SET state = ?2, decided_at = iif(?2 = 'waiting', NULL, ?3)
         WHERE id = ?1 AND state <> ?2",
    )?;
    let mut changed = 0;
    for id in ids {
        changed += statement.execute(params![id.to_string(), state.code(), time_text(now)])?;
        if state == InboxState::Kept {
            // Its words are the entry's from now on.
            forget_note(connection, *id)?;
        }
    }
    Ok(changed)
}

/// Photos that wait and whose file was not read yet, oldest first.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn unread(connection: &Connection, at_most: u32) -> Result<Vec<InboxItem>> {
    collect(
        connection,
        &format!(
            "SELECT {COLUMNS} FROM inbox
             WHERE state = 'waiting' AND (sha256 IS NULL OR taken_local IS NULL)
             ORDER BY id LIMIT ?1"
        ),
        [at_most],
        from_row,
    )
}

/// Writes down what reading the file told. When its content turns out to be
/// known, the photo leaves the tray without a word, and this returns `false`.
///
/// To be called inside a transaction.
///
/// # Errors
/// When there is none with this id or SQLite refuses.
pub fn set_read(
    connection: &Connection,
    id: InboxId,
    hash: &ContentHash,
    taken: &Moment,
) -> Result<bool> {
    let on_purpose = get(connection, id)?.file.source == InboxSource::Phone;
    let other = by_hash(connection, hash)?.is_some_and(|known| known.id != id);
    if other || in_journal(connection, hash, on_purpose)?.is_some() {
        forget(connection, id)?;
        return Ok(false);
    }
    change_one(
        connection,
        "waiting-photo",
        "UPDATE inbox SET sha256 = :sha256, taken_local = :local,
             taken_offset_minutes = :offset, taken_source = :source WHERE id = :id",
        named_params! {
            ":id": id.to_string(),
            ":sha256": hash.to_string(),
            ":local": time_text(taken.local),
            ":offset": taken.utc_offset_minutes,
            ":source": taken.source.code(),
        },
    )?;
    Ok(true)
}

/// Takes a photo out of the tray as if it had never been offered.
///
/// # Errors
/// When SQLite refuses.
pub fn forget(connection: &Connection, id: InboxId) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM inbox WHERE id = ?1")?
        .execute([id.to_string()])?;
    forget_note(connection, id)
}

fn forget_note(connection: &Connection, id: InboxId) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM inbox_note WHERE inbox_id = ?1")?
        .execute([id.to_string()])?;
    Ok(())
}

/// What was once written about a photo, although the photo itself is not in the
/// tray (any more): the journal may have been put together again.
///
/// # Errors
/// When SQLite refuses.
pub fn note_of(connection: &Connection, id: InboxId) -> Result<Option<String>> {
    optional(
        connection,
        "SELECT note FROM inbox_note WHERE inbox_id = ?1",
        [id.to_string()],
        |row| Reader::new("inbox_note", row).get("note"),
    )
}

/// Photos that wait although an entry of the journal shows them already: those
/// that were just kept, or that came by another way. With the entry each is in.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn waiting_and_shown(connection: &Connection) -> Result<Vec<(InboxItem, EntryId)>> {
    let candidates = collect(
        connection,
        &format!(
            "SELECT {COLUMNS}, (SELECT photo.id FROM photo WHERE photo.sha256 = inbox.sha256)
                 AS photo_id
             FROM inbox WHERE state = 'waiting'
             AND sha256 IN (SELECT photo.sha256 FROM photo)"
        ),
        [],
        |row| {
            let photo: PhotoId = Reader::new("photo", row).parse("photo_id")?;
            Ok((from_row(row)?, photo))
        },
    )?;
    let mut shown = Vec::new();
    for (item, photo) in candidates {
        if let Some(entry) = entry::of_photo(connection, photo)? {
            shown.push((item, entry));
        }
    }
    Ok(shown)
}
