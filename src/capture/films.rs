//! The last step of a film’s way in: copied piece by piece, because it may be
//! larger than the memory, and named by its content once that is known.

use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::Connection;

use super::intake::{CaptureError, Desk, Developed, TellBytes, Vaulted};
use crate::domain::{ContentHash, Photo};
use crate::photo::film::MAX_FILM_BYTES;
use crate::photo::{self, PhotoError};
use crate::store;

/// A film that was looked at, and where it lies.
pub(super) struct ToKeep<'a> {
    pub(super) name: &'a str,
    pub(super) path: &'a Path,
    pub(super) developed: Developed,
}

/// Copies a film into the vault, if it is what was `expected`. `tell` hears how
/// much of it is copied.
///
/// # Errors
/// [`CaptureError::Photo`] names the file, [`CaptureError::Stopped`] when `tell`
/// broke off; nothing of it was kept then.
pub(super) fn into_vault(
    desk: &Desk<'_>,
    connection: &Connection,
    film: ToKeep<'_>,
    expected: Option<ContentHash>,
    tell: TellBytes<'_>,
) -> Result<Vaulted, CaptureError> {
    let ToKeep {
        name,
        path,
        mut developed,
    } = film;
    let wrap = |source: PhotoError| CaptureError::Photo {
        name: name.to_owned(),
        source,
    };
    let stopped = || CaptureError::Stopped {
        name: name.to_owned(),
    };
    let is_other = |hash: ContentHash| expected.is_some_and(|expected| expected != hash);
    let length = std::fs::metadata(path).map_or(0, |about| about.len());
    let mut tell = |done: u64| -> ControlFlow<()> { tell(done, length.max(done)) };
    // Only what has the length of one that is known can be known, and is worth
    // reading through before it is copied.
    if store::photo::any_of_length(connection, length)? {
        let hash = photo::hash_file(path, &mut tell).map_err(wrap)?;
        let hash = hash.ok_or_else(stopped)?;
        if is_other(hash) {
            return Ok(Vaulted::Other);
        }
        if let Some(known) = store::photo::by_hash(connection, &hash)?
            && is_whole(desk, &known)
        {
            return Ok(Vaulted::Known(known));
        }
    }
    let incoming = desk.vault.stage_file(path, MAX_FILM_BYTES, &mut tell);
    let incoming = incoming.map_err(wrap)?.ok_or_else(stopped)?;
    if is_other(incoming.hash) {
        return Ok(Vaulted::Other);
    }
    let format = developed.file.format;
    developed.file.hash = incoming.hash;
    developed.file.byte_len = incoming.byte_len;
    if let Some(known) = store::photo::by_hash(connection, &incoming.hash)? {
        // The row may be there while its original was lost: heal it.
        desk.vault
            .keep_staged(incoming, known.file.format)
            .map_err(wrap)?;
        return Ok(Vaulted::Known(known));
    }
    desk.vault.keep_staged(incoming, format).map_err(wrap)?;
    if let Some(picture) = developed.picture.take() {
        desk.thumbs.make_from_pixels(&developed.file.hash, &picture);
    }
    Ok(Vaulted::New(developed))
}

/// Whether the original is there in its whole length.
fn is_whole(desk: &Desk<'_>, known: &Photo) -> bool {
    let path = desk.vault.path_of(&known.file.hash, known.file.format);
    std::fs::metadata(path).is_ok_and(|about| about.len() == known.file.byte_len)
}
