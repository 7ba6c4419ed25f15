//! What lies in a folder, to some depth. Links are not followed.

use std::path::{Path, PathBuf};

use super::{limits, push_bounded, shown};
use crate::archive::backup;
use crate::storage::{self, PathError};
use crate::store::library::{JOURNAL_FILE, MARKER_FILE};

/// A file below the folder.
pub(super) struct Walked {
    /// Its path from the folder, with `/`, as far as it is text.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its length in bytes.
    pub length: u64,
}

/// What was found, and sentences about what was not looked at.
#[derive(Default)]
pub(super) struct Walk {
    /// In the order of their names, folder by folder.
    pub files: Vec<Walked>,
    /// One sentence each.
    pub left_out: Vec<String>,
    /// More files than are believed.
    pub too_many: bool,
}

/// Lists a folder with those in it. A library of ours inside is left alone.
pub(super) fn walk(root: &Path) -> Result<Walk, PathError> {
    let mut walk = Walk::default();
    folder(root, "", 0, &mut walk)?;
    Ok(walk)
}

fn folder(path: &Path, name: &str, depth: usize, walk: &mut Walk) -> Result<(), PathError> {
    let failed = |source| PathError::new(path, "list", source);
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        // Folders count as well: a folder of folders must end too.
        if walk.files.len() + inside.len() >= limits::ITEMS {
            walk.too_many = true;
            return Ok(());
        }
        inside.push(entry.map_err(failed)?);
    }
    inside.sort_by_key(std::fs::DirEntry::file_name);
    // What lies in a library or a backup is named by its content, and small
    // pictures lie beside it: its own export is the way.
    let ours = |marker: &str| inside.iter().any(|entry| entry.file_name() == marker);
    if (ours(MARKER_FILE) && ours(JOURNAL_FILE)) || ours(backup::MARKER) {
        let shown = match name {
            "" => path.file_name().unwrap_or_default().to_string_lossy(),
            name => name.into(),
        };
        push_bounded(&mut walk.left_out, || {
            t!("archive-import-library", name = self::shown(&shown))
        });
        return Ok(());
    }
    for entry in inside {
        let own = entry.file_name();
        let text = own.to_string_lossy();
        // What systems and programs put there for themselves.
        if text.starts_with('.') || text == "__MACOSX" || storage::is_leftover(&own) {
            continue;
        }
        let name = if name.is_empty() {
            text.into_owned()
        } else {
            format!("{name}/{text}")
        };
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_symlink() {
            push_bounded(&mut walk.left_out, || {
                t!("archive-import-link", name = shown(&name))
            });
        } else if kind.is_dir() {
            if depth >= limits::DEPTH {
                push_bounded(&mut walk.left_out, || {
                    t!("archive-import-too-deep", name = shown(&name))
                });
                continue;
            }
            // One folder that cannot be listed is no reason to stop.
            if let Err(error) = folder(&entry.path(), &name, depth + 1, walk) {
                push_bounded(&mut walk.left_out, || format!("{error}."));
            }
        } else if kind.is_file() {
            walk.files.push(Walked {
                name,
                path: entry.path(),
                length: entry.metadata().map_or(0, |about| about.len()),
            });
        }
        if walk.too_many || walk.files.len() > limits::ITEMS {
            walk.too_many = true;
            return Ok(());
        }
    }
    Ok(())
}
