//! Photos of the tray that the parent says yes to enter the journal.
//!
//! The order is what makes it safe. A photo is first kept as any other is: its
//! original durably in the vault, then its row. Then the tray is told, together
//! with the sender's words for the entry. Only then is the file that a phone
//! sent removed, and only if its original lies in the vault. Wherever this is
//! cut off, [`tidy`] finishes it at the next start: content is known by its
//! fingerprint, so nothing is lost and nothing comes twice.

use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::watch::{local_of, look_into};
use super::{BatchReport, BatchStep, Desk, Source, Target, run_batch};
use crate::domain::{
    ContentHash, EntryId, InboxId, InboxItem, InboxSource, InboxState, NewInboxItem, Photo, PhotoId,
};
use crate::photo::{self, Limits, Vault};
use crate::storage;
use crate::store::inbox::{self, Offered};
use crate::store::{self, StoreError};

/// A file that a phone sent and the parent declined is removed after this long.
const DECLINED_FOR: chrono::Duration = chrono::Duration::days(30);

/// Where a photo of the tray is read from.
fn source_of(desk: &Desk<'_>, root: &Path, item: &InboxItem) -> Source {
    let path = inbox::path_of(root, &item.file);
    match item.file.source {
        InboxSource::Folder | InboxSource::Card => Source::File(path),
        InboxSource::Phone => Source::Named {
            name: item.file.name.clone(),
            path,
            file_date: item
                .file
                .modified
                .map(|modified| local_of(modified, desk.offset_at)),
        },
    }
}

/// Takes photos of the tray into the journal. `step` is called before each and
/// may break off; what was taken in by then stays.
///
/// # Errors
/// When the journal refuses. What is wrong with a photo is in the report.
pub fn keep(
    desk: &Desk<'_>,
    connection: &mut Connection,
    root: &Path,
    ids: &[InboxId],
    target: Target,
    step: &mut dyn FnMut(BatchStep) -> ControlFlow<()>,
) -> Result<BatchReport, StoreError> {
    let mut items = Vec::new();
    for id in ids {
        match inbox::get(connection, *id) {
            Ok(item) if item.state != InboxState::Kept => items.push(item),
            // Decided meanwhile, or gone.
            Ok(_) | Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    // Oldest first, as they would come from a camera.
    items.sort_by_key(|item| (item.file.taken.map(|taken| taken.utc()), item.id));
    let sources: Vec<Source> = items
        .iter()
        .map(|item| source_of(desk, root, item))
        .collect();
    let report = run_batch(desk, connection, &sources, target, step);
    let kept: Vec<(&InboxItem, PhotoId)> = report
        .places
        .iter()
        .zip(&report.photos)
        .filter_map(|(place, photo)| Some((items.get(*place)?, *photo)))
        .collect();
    store::in_transaction(connection, |tx| {
        for (item, photo) in &kept {
            let entry = store::entry::of_photo(tx, *photo)?;
            settle(tx, item, entry, desk.now)?;
        }
        Ok::<_, StoreError>(())
    })?;
    for (item, photo) in &kept {
        let photo = store::photo::get(connection, *photo)?;
        remove_file(root, desk.vault, item, &photo);
    }
    Ok(report)
}

/// Tells the tray that a photo is in the journal, and gives the sender's words
/// to its entry. Done twice, it is done once.
fn settle(
    connection: &Connection,
    item: &InboxItem,
    entry: Option<EntryId>,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let note = item.file.note.trim();
    if let Some(entry) = entry
        && !note.is_empty()
    {
        let mut fields = store::entry::get(connection, entry)?.fields;
        if !fields.note.contains(note) {
            if !fields.note.trim().is_empty() {
                fields.note.push_str("\n\n");
            }
            fields.note.push_str(note);
            store::entry::update(connection, entry, &fields, now)?;
        }
    }
    inbox::decide(connection, &[item.id], InboxState::Kept, now)?;
    Ok(())
}

/// Removes the file that a phone sent once its original is in the vault. A file
/// of the parent's own is never touched.
fn remove_file(root: &Path, vault: &Vault, item: &InboxItem, photo: &Photo) {
    let (hash, format) = (&photo.file.hash, photo.file.format);
    if item.file.source == InboxSource::Phone && vault.contains(hash, format) {
        // One that stays is found by the next start.
        let _ = storage::remove_file(&inbox::path_of(root, &item.file));
    }
}

/// What [`tidy`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Photos that were in the journal already and left the tray.
    pub settled: usize,
    /// Files without a row, put into the tray again.
    pub found: usize,
    /// Files removed: of photos that are kept, declined long ago, or half sent.
    pub removed: usize,
}

/// Finishes what a crash cut off. To be called while nothing is being received.
///
/// # Errors
/// When the journal or the library's inbox folder cannot be read or written.
pub fn tidy(
    connection: &mut Connection,
    root: &Path,
    vault: &Vault,
    now: NaiveDateTime,
) -> Result<Tidied, StoreError> {
    let mut tidied = Tidied {
        settled: settle_shown(connection, now)?,
        ..Tidied::default()
    };
    let folder = inbox::folder_of(root);
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(tidied),
        Err(error) => return Err(storage::PathError::new(&folder, "list", error).into()),
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if storage::is_leftover(&entry.file_name()) {
            // Never sent to its end.
            tidied.removed += usize::from(storage::remove_file(&path).is_ok());
            continue;
        }
        let id = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .and_then(|stem| stem.parse::<InboxId>().ok());
        let Some(id) = id else { continue };
        match inbox::get(connection, id) {
            Ok(item) => {
                if is_done_with(connection, vault, &item, now)? {
                    tidied.removed += usize::from(storage::remove_file(&path).is_ok());
                }
            }
            Err(StoreError::NotFound { .. }) => {
                found(connection, vault, id, &path, now, &mut tidied)?
            }
            Err(error) => return Err(error),
        }
    }
    Ok(tidied)
}

/// Photos that wait although the journal shows them leave the tray. Returns how
/// many.
///
/// # Errors
/// When the journal refuses.
pub fn settle_shown(connection: &mut Connection, now: NaiveDateTime) -> Result<usize, StoreError> {
    let shown = inbox::waiting_and_shown(connection)?;
    if shown.is_empty() {
        return Ok(0);
    }
    store::in_transaction(connection, |tx| {
        for (item, entry) in &shown {
            settle(tx, item, Some(*entry), now)?;
        }
        Ok(shown.len())
    })
}

/// Whether nobody needs the file that a phone sent any more.
fn is_done_with(
    connection: &Connection,
    vault: &Vault,
    item: &InboxItem,
    now: NaiveDateTime,
) -> Result<bool, StoreError> {
    Ok(match item.state {
        InboxState::Waiting => false,
        InboxState::Declined => item
            .decided_at
            .is_some_and(|decided| now - decided > DECLINED_FOR),
        InboxState::Kept => match &item.file.hash {
            Some(hash) => is_in_vault(connection, vault, hash)?,
            None => false,
        },
    })
}

fn is_in_vault(
    connection: &Connection,
    vault: &Vault,
    hash: &ContentHash,
) -> Result<bool, StoreError> {
    Ok(store::photo::by_hash(connection, hash)?
        .is_some_and(|photo| vault.contains(hash, photo.file.format)))
}

/// A file of a phone without a row: it was received to its end just before a
/// crash, or the journal was put together again without it.
fn found(
    connection: &mut Connection,
    vault: &Vault,
    id: InboxId,
    path: &Path,
    now: NaiveDateTime,
    tidied: &mut Tidied,
) -> Result<(), StoreError> {
    // One that cannot be read is left where it is: it may be readable another day.
    let told = look_into(
        path,
        t!("inbox-found-again"),
        &Limits::default(),
        &mut |_| ControlFlow::Continue(()),
    );
    let Ok(Some(told)) = told else {
        return Ok(());
    };
    let Some(place) = path.file_name() else {
        return Ok(());
    };
    let item = NewInboxItem {
        source: InboxSource::Phone,
        place: place.into(),
        name: t!("inbox-found-again").to_owned(),
        byte_len: told.byte_len,
        modified: None,
        hash: Some(told.hash),
        taken: None,
        note: inbox::note_of(connection, id)?.unwrap_or_default(),
    };
    let offered = store::in_transaction(connection, |tx| inbox::offer(tx, &item, now))?;
    let double = match offered {
        Offered::New(_) => {
            tidied.found += 1;
            false
        }
        // The same content waits in a file of its own.
        Offered::Waiting(other) => other != id,
        Offered::InJournal(_) => match &item.hash {
            Some(hash) => is_in_vault(connection, vault, hash)?,
            None => false,
        },
        Offered::Declined(_) => false,
    };
    if double {
        tidied.removed += usize::from(storage::remove_file(path).is_ok());
    }
    Ok(())
}

/// Reads photos of the tray that were not read when they were offered: their
/// content, and when they were taken. Returns how many left the tray because
/// they are known. `step` is called before each and may break off.
///
/// # Errors
/// When the journal refuses; a file that cannot be read is passed over.
pub fn read_waiting(
    desk: &Desk<'_>,
    connection: &mut Connection,
    root: &Path,
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<usize, StoreError> {
    /// More in one go would only hold up the next start.
    const AT_MOST: u32 = 2000;
    let mut left = 0;
    for (done, item) in inbox::unread(connection, AT_MOST)?.into_iter().enumerate() {
        if step(done).is_break() {
            break;
        }
        let path = inbox::path_of(root, &item.file);
        let told = look_into(&path, &item.file.name, &desk.limits, &mut |_| step(done));
        let Ok(Some(told)) = told else {
            continue;
        };
        let taken = photo::when_taken(
            &told.metadata,
            &photo::Around {
                file_name: &item.file.name,
                sidecars: &Vec::new,
                file_date: item
                    .file
                    .modified
                    .map(|modified| local_of(modified, desk.offset_at)),
                now_local: desk.now_local,
                offset_at: desk.offset_at,
            },
        );
        let stays = store::in_transaction(connection, |tx| {
            inbox::set_read(tx, item.id, &told.hash, &taken.moment)
        })?;
        // The file of one that left is without a row now: the next `tidy`
        // removes it if its content is safe elsewhere.
        left += usize::from(!stays);
    }
    Ok(left)
}
