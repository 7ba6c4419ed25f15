//! Photos that wait in the tray, in a locked backup.

use std::path::Path;

use rusqlite::Connection;

use super::key::Key;
use super::{Place, open_file, photo_name, seal_file};
use crate::archive::backup::{BackupCheck, BackupError, BackupReport, Restored};
use crate::archive::waiting::{self, GoOn, Waiting, no_name};
use crate::storage::{self, StagedFile};
use crate::store::inbox;

/// Seals the tray. `there(fingerprint, name, length)` is the length of a sealed
/// file that can stay.
pub(super) fn keep(
    (library, connection): (&Path, &Connection),
    (place, key): (&dyn Place, &Key),
    there: &dyn Fn(&str, &str, u64) -> Option<u64>,
    report: &mut BackupReport,
    go_on: GoOn<'_>,
) -> Result<Vec<Waiting>, BackupError> {
    let mut kept = Vec::new();
    for file in waiting::find(library, connection, &mut report.problems, go_on)? {
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let name = photo_name(key, &file.hash);
        let hash = file.hash.to_string();
        if let Some(sealed) = there(&hash, &name, file.bytes) {
            report.there += 1;
            kept.push(file.entry(sealed));
            continue;
        }
        match seal_file(place, key, &file.path, &name, &hash, go_on)? {
            Ok(sealed) => {
                report.copied += 1;
                report.bytes += sealed;
                kept.push(file.entry(sealed));
            }
            Err(reason) => report.problems.push(format!("{}: {reason}", file.shown)),
        }
    }
    Ok(kept)
}

/// Reads the tray through.
pub(super) fn check(
    (place, key, files): (&dyn Place, &Key, &[Waiting]),
    report: &mut BackupCheck,
    go_on: GoOn<'_>,
) -> Result<(), BackupError> {
    for file in files {
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let Some((hash, _)) = file.photo().filter(|_| file.is_named()) else {
            report.findings.push(no_name(&file.sha256));
            continue;
        };
        let name = photo_name(key, &hash);
        match open_file(place, key, &name, &mut std::io::sink(), go_on)? {
            Ok(found) if found == file.sha256 => {
                report.photos += 1;
                report.bytes += file.bytes;
            }
            Ok(_) => report.findings.push(damaged(&name)),
            Err(finding) => report.findings.push(format!("{name} {finding}")),
        }
    }
    Ok(())
}

/// Puts the tray into a library.
pub(super) fn restore(
    (place, key, files): (&dyn Place, &Key, &[Waiting]),
    into: &Path,
    partly: bool,
    restored: &mut Restored,
    go_on: GoOn<'_>,
) -> Result<(), BackupError> {
    for file in files {
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let (Some((hash, _)), Some(path)) = (file.photo(), file.path_in(into)) else {
            restored.lost.push(no_name(&file.sha256));
            continue;
        };
        let folder = inbox::folder_of(into);
        storage::create_private_dir(&folder)?;
        let mut staged = StagedFile::create_in(&folder)?;
        let name = photo_name(key, &hash);
        match open_file(place, key, &name, &mut staged, go_on)? {
            Ok(found) if found == file.sha256 => {
                staged.commit_replacing(&path)?;
                restored.photos += 1;
            }
            found => {
                let finding = match found {
                    Err(what) => format!("{name} {what}"),
                    Ok(_) => damaged(&name),
                };
                if !partly {
                    return Err(BackupError::NotWhole(vec![finding]));
                }
                restored.lost.push(finding);
            }
        }
    }
    Ok(())
}

fn damaged(name: &str) -> String {
    t!("backup-file-damaged", name = name)
}
