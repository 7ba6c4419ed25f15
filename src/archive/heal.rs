//! Damaged and missing originals, put back from a backup that has them whole.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::Serialize;

use super::backup::{BackupError, MARKER};
use super::locked;
use super::verify::{Finding, VerifyReport};
use crate::domain::PhotoId;
use crate::photo::{Damage, Vault, hash_of};
use crate::storage;
use crate::store::{self, library::MARKER_FILE};

/// What a backup can put back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// The backup’s folder.
    pub backup: PathBuf,
    /// Photos whose copy there is whole.
    pub photos: HashSet<PhotoId>,
}

impl Remedy {
    /// One plain sentence about a finding: what it is, and what heals it.
    pub fn sentence(&self, finding: &Finding) -> String {
        let healable = finding
            .photo()
            .is_some_and(|photo| self.photos.contains(&photo));
        let backup = self.backup.display().to_string();
        match (finding, healable) {
            (Finding::Missing { name, .. }, true) => {
                t!("archive-heal-missing", name = name, backup = backup)
            }
            (Finding::Changed { name, .. }, true) => {
                t!("archive-heal-changed", name = name, backup = backup)
            }
            (Finding::Unreadable { name, reason, .. }, true) => t!(
                "archive-heal-unreadable",
                name = name,
                reason = reason,
                backup = backup
            ),
            _ => finding.sentence(),
        }
    }
}

/// Reads the copies in a backup of everything a check found damaged or missing.
///
/// # Errors
/// When the folder is no backup, or the journal cannot be read.
pub fn remedy(
    connection: &Connection,
    report: &VerifyReport,
    backup: &Path,
) -> Result<Remedy, BackupError> {
    // A library has its originals in the same places: one that was taken back
    // from a locked backup will do.
    if !backup.join(MARKER_FILE).is_file() {
        match storage::read_bounded(&backup.join(MARKER), 64 << 10) {
            Ok(marker) if locked::marked(&marker) => {
                return Err(BackupError::Locked(backup.to_owned()));
            }
            Ok(_) => {}
            Err(_) => return Err(BackupError::NotABackup(backup.to_owned())),
        }
    }
    let copies = Vault::new(backup);
    let mut photos = HashSet::new();
    for photo in report.findings.iter().filter_map(Finding::photo) {
        let file = store::photo::get(connection, photo)?.file;
        if copies.check(&file.hash, file.format).is_ok() {
            photos.insert(photo);
        }
    }
    Ok(Remedy {
        backup: backup.to_owned(),
        photos,
    })
}

/// What became of putting originals back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Healed {
    /// Names of the photos whose originals are whole again.
    pub healed: Vec<String>,
    /// One sentence for each that could not be put back.
    pub failed: Vec<String>,
}

/// Puts originals back from a backup. What is damaged is set aside beside it,
/// never deleted. `step(done, total)` may break off.
///
/// # Errors
/// When the journal cannot be read, or it was cancelled.
pub fn heal(
    connection: &Connection,
    vault: &Vault,
    remedy: &Remedy,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Healed, BackupError> {
    let copies = Vault::new(&remedy.backup);
    let mut done = Healed::default();
    let mut photos: Vec<_> = remedy.photos.iter().copied().collect();
    photos.sort();
    for (number, photo) in photos.iter().enumerate() {
        if step(number, photos.len()).is_break() {
            return Err(BackupError::Cancelled);
        }
        let file = store::photo::get(connection, *photo)?.file;
        let name = &file.original_name;
        let put_back = copies
            .read(&file.hash, file.format)
            .map_err(|error| error.to_string())
            .and_then(|bytes| {
                // Read again since it was checked: the drive may be failing.
                if hash_of(&bytes) != file.hash {
                    return Err(t!("archive-heal-copy-damaged").to_owned());
                }
                let path = vault.path_of(&file.hash, file.format);
                if let Err(Damage::Unreadable(_)) = vault.check(&file.hash, file.format) {
                    storage::set_aside(&path).map_err(|error| error.to_string())?;
                }
                vault
                    .keep(&bytes, file.format)
                    .map_err(|error| error.to_string())?;
                vault
                    .check(&file.hash, file.format)
                    .map_err(|damage| damage.to_string())
            });
        match put_back {
            Ok(()) => done.healed.push(name.clone()),
            Err(reason) => {
                done.failed
                    .push(t!("archive-heal-failed", name = name, reason = reason));
            }
        }
    }
    Ok(done)
}
