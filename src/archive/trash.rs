//! The trash is emptied: a copy of the journal first, then the rows, and at the
//! next start the originals nothing needs any more.

use std::path::Path;

use chrono::NaiveDateTime;
use rusqlite::Connection;

use crate::photo::Vault;
use crate::storage;
use crate::store::library::backups_of;
use crate::store::snapshot::{self, Occasion};
use crate::store::{self, StoreError};

/// Removes for good what has been in the trash for thirty days. Returns how
/// many things that were.
///
/// # Errors
/// When SQLite or the disk refuses; the trash is then as it was.
pub fn empty(
    library: &Path,
    connection: &mut Connection,
    now: NaiveDateTime,
) -> Result<usize, StoreError> {
    if store::trash::expired(connection, now)?.is_empty() {
        return Ok(0);
    }
    // Nothing new is no reason for another copy: then the newest holds it all.
    snapshot::take(connection, &backups_of(library), now, Occasion::Daily)?;
    store::in_transaction(connection, |tx| {
        // Asked again: something may have been taken out of the trash meanwhile.
        let expired = store::trash::expired(tx, now)?;
        store::trash::remove(tx, &expired)?;
        Ok(expired.count())
    })
}

/// Removes the originals of what was removed for good before. To be called when
/// the library was opened, before anything can be added to it. Returns how many
/// files went.
///
/// # Errors
/// When SQLite or the disk refuses; what is left goes the next time.
pub fn remove_originals(connection: &Connection, vault: &Vault) -> Result<usize, StoreError> {
    if store::trash::to_remove(connection)?.is_empty() {
        return Ok(0);
    }
    let mut removed = 0;
    for (hash, format) in store::trash::removable(connection)? {
        storage::remove_file(&vault.path_of(&hash, format))?;
        removed += 1;
    }
    store::trash::removed(connection)?;
    store::changes::append(connection)?;
    Ok(removed)
}
