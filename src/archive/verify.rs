//! Re-reads everything and names what is damaged, and what can heal it.

use std::ops::ControlFlow;
use std::path::PathBuf;

use rusqlite::Connection;
use serde::Serialize;

use crate::domain::PhotoId;
use crate::photo::{Damage, Vault};
use crate::store::{self, StoreError};

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// The journal knows this photo, its original is gone.
    Missing {
        /// The photo.
        photo: PhotoId,
        /// The name it had when it was added.
        name: String,
        /// Where its original should be.
        path: PathBuf,
    },
    /// The original's bytes are not those that were kept.
    Changed {
        /// The photo.
        photo: PhotoId,
        /// The name it had when it was added.
        name: String,
        /// Its original.
        path: PathBuf,
    },
    /// The original could not be read.
    Unreadable {
        /// The photo.
        photo: PhotoId,
        /// The name it had when it was added.
        name: String,
        /// What the system said.
        reason: String,
    },
    /// An original without a row; adopted at the next start of the window.
    Orphan {
        /// The file.
        path: PathBuf,
    },
    /// A half-written file; removed at the next start of the window.
    Leftover {
        /// The file.
        path: PathBuf,
    },
    /// SQLite's own check found something.
    Journal {
        /// What it said.
        reason: String,
    },
}

impl Finding {
    /// Whether something a parent kept is in danger.
    pub const fn is_damage(&self) -> bool {
        !matches!(self, Self::Orphan { .. } | Self::Leftover { .. })
    }

    /// The photo whose original is not whole.
    pub const fn photo(&self) -> Option<PhotoId> {
        match self {
            Self::Missing { photo, .. }
            | Self::Changed { photo, .. }
            | Self::Unreadable { photo, .. } => Some(*photo),
            Self::Orphan { .. } | Self::Leftover { .. } | Self::Journal { .. } => None,
        }
    }

    /// One plain sentence: what it is, and what heals it.
    pub fn sentence(&self) -> String {
        match self {
            Self::Missing { name, path, .. } => t!(
                "archive-verify-missing",
                name = name,
                path = path.display().to_string()
            ),
            Self::Changed { name, path, .. } => t!(
                "archive-verify-changed",
                name = name,
                path = path.display().to_string()
            ),
            Self::Unreadable { name, reason, .. } => {
                t!("archive-verify-unreadable", name = name, reason = reason)
            }
            Self::Orphan { path } => {
                t!("archive-verify-orphan", path = path.display().to_string())
            }
            Self::Leftover { path } => {
                t!("archive-verify-leftover", path = path.display().to_string())
            }
            Self::Journal { reason } => t!("archive-verify-journal", reason = reason),
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Originals that were read and compared.
    pub photos_checked: usize,
    /// Bytes read.
    pub bytes_checked: u64,
    /// Everything that is not as it should be.
    pub findings: Vec<Finding>,
    /// Whether the check was cut short.
    pub cancelled: bool,
}

impl VerifyReport {
    /// Whether nothing a parent kept is in danger.
    pub fn is_sound(&self) -> bool {
        !self.cancelled && !self.findings.iter().any(Finding::is_damage)
    }
}

/// Checks the journal and re-hashes every original. `step(done, total)` may
/// break off.
///
/// # Errors
/// When the journal cannot be read at all.
pub fn verify(
    connection: &Connection,
    vault: &Vault,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<VerifyReport, StoreError> {
    let mut report = VerifyReport::default();
    for pragma in ["integrity_check", "foreign_key_check"] {
        connection.pragma_query(None, pragma, |row| {
            let text: String = row.get(0)?;
            if text != "ok" {
                report.findings.push(Finding::Journal { reason: text });
            }
            Ok(())
        })?;
    }
    let photos = store::photo::list(connection)?;
    for (done, photo) in photos.iter().enumerate() {
        if step(done, photos.len()).is_break() {
            report.cancelled = true;
            return Ok(report);
        }
        let file = &photo.file;
        let (id, name) = (photo.id, file.original_name.clone());
        let path = vault.path_of(&file.hash, file.format);
        match vault.check(&file.hash, file.format) {
            Ok(()) => {
                report.photos_checked += 1;
                report.bytes_checked += file.byte_len;
            }
            Err(Damage::Missing) => report.findings.push(Finding::Missing {
                photo: id,
                name,
                path,
            }),
            Err(Damage::Changed { .. }) => report.findings.push(Finding::Changed {
                photo: id,
                name,
                path,
            }),
            Err(Damage::Unreadable(error)) => report.findings.push(Finding::Unreadable {
                photo: id,
                name,
                reason: error.to_string(),
            }),
        }
    }
    match vault.each_file() {
        Ok(files) => {
            let going = store::trash::to_remove(connection)?;
            for file in files {
                if going.iter().any(|(gone, _)| Some(*gone) == file.hash) {
                    continue;
                }
                let known = match file.hash {
                    Some(hash) => store::photo::by_hash(connection, &hash)?.is_some(),
                    None => false,
                };
                if file.leftover {
                    report.findings.push(Finding::Leftover { path: file.path });
                } else if !known && file.hash.is_some() {
                    report.findings.push(Finding::Orphan { path: file.path });
                }
            }
        }
        Err(error) => report.findings.push(Finding::Journal {
            reason: error.to_string(),
        }),
    }
    Ok(report)
}
