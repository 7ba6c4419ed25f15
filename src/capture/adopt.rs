//! Originals that a crash left in the vault without a row become entries:
//! the parent gave them to us, so they are not thrown away.

use rusqlite::Connection;

use super::intake::{CaptureError, Desk, Outcome, Source, Target, take_in};
use crate::domain::{BabyId, PhotoFormat};
use crate::storage;
use crate::store;

/// What was found and done at start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Originals that now have an entry.
    pub photos: usize,
    /// Half-written files that were removed.
    pub leftovers: usize,
}

/// Adopts orphans for `baby` and removes half-written files.
///
/// # Errors
/// When the journal cannot be read or written.
pub fn adopt_orphans(
    desk: &Desk<'_>,
    connection: &mut Connection,
    baby: BabyId,
) -> Result<Adopted, CaptureError> {
    let mut adopted = Adopted::default();
    let files = desk
        .vault
        .each_file()
        .map_err(|source| CaptureError::Photo {
            name: "photos".to_owned(),
            source,
        })?;
    // Removed for good by the parent; their files go at the next start.
    let going = store::trash::to_remove(connection)?;
    for file in files {
        if file.leftover {
            // Never acknowledged, never complete: nothing a parent has.
            adopted.leftovers += usize::from(std::fs::remove_file(&file.path).is_ok());
            continue;
        }
        let Some(hash) = file.hash else { continue };
        if store::photo::by_hash(connection, &hash)?.is_some() {
            continue;
        }
        if going.iter().any(|(gone, _)| *gone == hash) {
            continue;
        }
        let is_film = file.format.is_some_and(PhotoFormat::is_film);
        let source = if is_film {
            // Too large for the memory: by way of its file, which stays.
            Source::File(file.path.clone())
        } else {
            let Ok(bytes) = storage::read_bounded(&file.path, desk.limits.max_file_bytes) else {
                continue;
            };
            Source::Bytes {
                name: t!("recovered-photo").to_owned(),
                bytes,
            }
        };
        match take_in(desk, connection, &source, Target::Baby(baby)) {
            Ok(Outcome::Added { .. }) => adopted.photos += 1,
            Ok(Outcome::AlreadyThere { .. })
            | Err(CaptureError::Photo { .. } | CaptureError::Stopped { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(adopted)
}
