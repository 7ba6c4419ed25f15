//! Photos that wait in the tray, in a backup: those a phone sent lie in the
//! library and nowhere else. Their content is kept among the originals, where
//! it is wanted anyway once the parent says yes; the list of contents says
//! which file of the tray it was.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::backup::{self, BackupCheck, BackupError, BackupReport, Care, Restored};
use crate::domain::{ContentHash, InboxId, InboxItem, InboxSource, InboxState, PhotoFormat};
use crate::photo::{self, PhotoError, Vault};
use crate::storage;
use crate::store::inbox;

/// Enough of a file to know its format by.
const HEAD: u64 = 64 << 10;

/// Whether to go on.
pub(super) type GoOn<'s> = &'s mut dyn FnMut() -> ControlFlow<()>;

/// A file of the tray, as a list of contents has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Waiting {
    /// Its name in the library’s folder for them.
    name: String,
    pub sha256: String,
    format: String,
    pub bytes: u64,
    /// Its length when sealed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sealed: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "what serde calls it with"
)]
fn is_zero(sealed: &u64) -> bool {
    *sealed == 0
}

impl Waiting {
    pub fn photo(&self) -> Option<(ContentHash, PhotoFormat)> {
        Some((self.sha256.parse().ok()?, self.format.parse().ok()?))
    }

    /// Whether its name is one of the tray’s.
    pub fn is_named(&self) -> bool {
        self.path_in(Path::new("")).is_some()
    }

    /// Where it goes in a library; `None` for a name that is none of the
    /// tray’s. Names inside a list are never used as paths.
    pub fn path_in(&self, library: &Path) -> Option<PathBuf> {
        let (stem, ending) = self.name.split_once('.').unwrap_or((&self.name, ""));
        let id: InboxId = stem.parse().ok()?;
        let plain = id.to_string() == stem && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        plain.then(|| inbox::folder_of(library).join(&self.name))
    }
}

/// A file of the tray that lies in a library.
pub(super) struct Found {
    pub path: PathBuf,
    pub shown: String,
    pub hash: ContentHash,
    pub format: PhotoFormat,
    pub bytes: u64,
}

impl Found {
    pub fn entry(&self, sealed: u64) -> Waiting {
        Waiting {
            name: self
                .path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            sha256: self.hash.to_string(),
            format: self.format.extension().to_owned(),
            bytes: self.bytes,
            sealed,
        }
    }
}

/// The files a phone sent that wait, or were declined and can still be taken
/// back; what is wrong with one is said in `problems`.
///
/// # Errors
/// When the journal cannot be read, or it was stopped.
pub(super) fn find(
    library: &Path,
    connection: &Connection,
    problems: &mut Vec<String>,
    go_on: GoOn<'_>,
) -> Result<Vec<Found>, BackupError> {
    let mut found = Vec::new();
    for state in [InboxState::Waiting, InboxState::Declined] {
        for item in inbox::list(connection, state)? {
            if item.file.source != InboxSource::Phone {
                continue;
            }
            if go_on().is_break() {
                return Err(BackupError::Cancelled);
            }
            match look(library, &item, go_on) {
                Ok(Some(file)) => found.push(file),
                Ok(None) => return Err(BackupError::Cancelled),
                // Removed a while after it was declined; or kept just now.
                Err(_) if is_gone(library, &item) => {
                    if state == InboxState::Waiting && !is_kept(library, &item) {
                        problems.push(format!("{}: {}", item.file.name, t!("backup-tray-missing")));
                    }
                }
                Err(error) => problems.push(format!("{}: {error}", item.file.name)),
            }
        }
    }
    Ok(found)
}

fn is_gone(library: &Path, item: &InboxItem) -> bool {
    !inbox::path_of(library, &item.file).exists()
}

/// Whether it became an original since the journal was copied.
fn is_kept(library: &Path, item: &InboxItem) -> bool {
    let vault = Vault::new(library);
    item.file.hash.as_ref().is_some_and(|hash| {
        PhotoFormat::ALL
            .iter()
            .any(|format| vault.contains(hash, *format))
    })
}

fn look(library: &Path, item: &InboxItem, go_on: GoOn<'_>) -> Result<Option<Found>, PhotoError> {
    let path = inbox::path_of(library, &item.file);
    let mut head = Vec::new();
    let bytes = {
        let file = storage::open_regular(&path)?;
        let failed = |source| storage::PathError::new(&path, "read", source);
        let about = file.metadata().map_err(failed)?;
        file.take(HEAD).read_to_end(&mut head).map_err(failed)?;
        about.len()
    };
    let hash = match item.file.hash {
        Some(hash) => hash,
        None => match photo::hash_file(&path, &mut |_| go_on())? {
            Some(hash) => hash,
            None => return Ok(None),
        },
    };
    Ok(Some(Found {
        hash,
        bytes,
        shown: item.file.name.clone(),
        // What cannot be told is kept all the same, under any ending.
        format: photo::sniff(&head).unwrap_or(PhotoFormat::Jpeg),
        path,
    }))
}

/// Copies the tray into a plain backup.
pub(super) fn keep(
    files: Vec<Found>,
    into: &Vault,
    care: Care,
    report: &mut BackupReport,
    go_on: GoOn<'_>,
) -> Result<Vec<Waiting>, BackupError> {
    let mut kept = Vec::with_capacity(files.len());
    for file in files {
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let there = match care {
            Care::Lengths => {
                backup::length_of(&into.path_of(&file.hash, file.format)) == Some(file.bytes)
            }
            Care::ReadAll => into.check(&file.hash, file.format).is_ok(),
        };
        if there {
            report.there += 1;
        } else {
            match backup::copy_file(&file.path, into, &file.hash, file.format, go_on)? {
                Ok(bytes) => {
                    report.copied += 1;
                    report.bytes += bytes;
                }
                Err(reason) => {
                    report.problems.push(format!("{}: {reason}", file.shown));
                    continue;
                }
            }
        }
        kept.push(file.entry(0));
    }
    Ok(kept)
}

/// Reads the tray in a plain backup through.
pub(super) fn check(
    waiting: &[Waiting],
    vault: &Vault,
    report: &mut BackupCheck,
    go_on: GoOn<'_>,
) -> Result<(), BackupError> {
    for file in waiting {
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let Some((hash, format)) = file.photo().filter(|_| file.is_named()) else {
            report.findings.push(no_name(&file.name));
            continue;
        };
        match vault.check(&hash, format) {
            Ok(()) => {
                report.photos += 1;
                report.bytes += file.bytes;
            }
            Err(damage) => report
                .findings
                .push(backup::damage_of(&vault.path_of(&hash, format), damage)),
        }
    }
    Ok(())
}

/// Puts the tray of a plain backup into a library.
pub(super) fn restore(
    waiting: &[Waiting],
    from: &Vault,
    into: &Path,
    partly: bool,
    restored: &mut Restored,
    go_on: GoOn<'_>,
) -> Result<(), BackupError> {
    for file in waiting {
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let (Some((hash, format)), Some(path)) = (file.photo(), file.path_in(into)) else {
            restored.lost.push(no_name(&file.name));
            continue;
        };
        let source = from.path_of(&hash, format);
        storage::create_private_dir(&inbox::folder_of(into))?;
        let written = from.check(&hash, format).is_ok();
        if written {
            storage::write_atomic_with(&path, |to| {
                let mut file = storage::open_regular(&source)
                    .map_err(|error| std::io::Error::other(error.to_string()))?;
                std::io::copy(&mut file, to)
            })?;
            restored.photos += 1;
        } else {
            let finding = format!("{hash}: {}", t!("backup-tray-damaged"));
            if !partly {
                return Err(BackupError::NotWhole(vec![finding]));
            }
            restored.lost.push(finding);
        }
    }
    Ok(())
}

/// A list that names what is no photo.
pub(super) fn no_name(name: &str) -> String {
    t!("backup-no-photos-name", name = name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_tray_lead_nowhere_else() {
        let id = inbox::new_id().to_string();
        let named = |name: &str| Waiting {
            name: name.to_owned(),
            sha256: String::new(),
            format: String::new(),
            bytes: 0,
            sealed: 0,
        };
        let root = Path::new("/library");
        let whole = Some(root.join("inbox").join(&id));
        assert_eq!(named(&id).path_in(root), whole);
        assert!(named(&format!("{id}.jpg")).path_in(root).is_some());
        for name in [
            "",
            "..",
            "../journal.sqlite",
            "/etc/passwd",
            &format!("{id}/../../x"),
            &format!("{id}.a/b"),
            &format!("../{id}"),
            &id.to_uppercase(),
        ] {
            assert_eq!(named(name).path_in(root), None, "{name}");
        }
    }
}
