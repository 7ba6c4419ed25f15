//! Which files there are in a folder, without opening any.

use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::store::library::MARKER_FILE;
use crate::store::watch::Stamp;

/// Deeper than this nobody keeps photos; a tree without end is cut here.
const DEEPEST: usize = 32;
/// Files looked at in one folder.
const MOST_FILES: usize = 1_000_000;
/// Sentences about folders that could not be listed.
const MOST_SENTENCES: usize = 20;

/// Folders of small copies and of things thrown away, in lower letters. Those
/// that begin with a dot are passed over anyway.
const NOT_PHOTOS: [&str; 8] = [
    "@eadir",
    "$recycle.bin",
    "#recycle",
    "lost+found",
    "system volume information",
    "thumbnails",
    "__macosx",
    "found.000",
];

/// Endings of files that are being brought, in lower letters.
const UNFINISHED: [&str; 5] = [".part", ".crdownload", ".tmp", ".partial", ".download"];

/// Said of a folder that holds a library, or lies in one.
pub fn library_inside(folder: &Path) -> String {
    t!("watch-library-inside", path = folder.display().to_string())
}

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub files: usize,
    pub unreadable: Vec<String>,
    pub cancelled: bool,
    pub too_many: bool,
}

/// Shows each file below `root`, whose folders `list` lists, to `each`: its path from there, how it is, and
/// how many there were. Links are not followed, hidden things and folders of
/// small copies not shown, and libraries of ours not entered.
pub(super) fn walk(
    root: &Path,
    list: &dyn Fn(&Path) -> std::io::Result<fs::ReadDir>,
    each: &mut dyn FnMut(&Path, Stamp, usize) -> ControlFlow<()>,
) -> Walked {
    let mut walked = Walked::default();
    let mut folders = vec![(PathBuf::new(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let full = root.join(&folder);
        let entries = match list(&full) {
            Ok(entries) => entries,
            Err(error) => {
                if walked.unreadable.len() < MOST_SENTENCES {
                    walked.unreadable.push(t!(
                        "watch-folder-unreadable",
                        path = full.display().to_string(),
                        error = error.to_string()
                    ));
                }
                continue;
            }
        };
        let mut inside = Vec::new();
        let mut files = Vec::new();
        let mut is_library = false;
        for entry in entries.flatten() {
            let name = entry.file_name();
            is_library |= name == MARKER_FILE;
            if is_passed_over(&name) {
                continue;
            }
            // Of a link this says that it is one.
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() {
                inside.push(folder.join(name));
            } else if kind.is_file()
                && let Ok(about) = entry.metadata()
            {
                files.push((folder.join(name), stamp(&about)));
            }
        }
        if is_library && full.join(crate::store::library::JOURNAL_FILE).exists() {
            continue;
        }
        for (path, stamp) in files {
            walked.files += 1;
            if each(&path, stamp, walked.files).is_break() {
                walked.cancelled = true;
                return walked;
            }
            if walked.files >= MOST_FILES {
                walked.too_many = true;
                return walked;
            }
        }
        if depth < DEEPEST {
            folders.extend(inside.into_iter().map(|path| (path, depth + 1)));
        }
    }
    walked
}

fn is_passed_over(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    if bytes.starts_with(b".") || bytes.starts_with(b"~") {
        return true;
    }
    // Names that matter here are plain; no letter is looked at twice.
    let Some(name) = name.to_str() else {
        return false;
    };
    let ends = |ending: &&str| {
        name.len() >= ending.len()
            && name.is_char_boundary(name.len() - ending.len())
            && name
                .get(name.len() - ending.len()..)
                .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    NOT_PHOTOS
        .iter()
        .any(|other| name.eq_ignore_ascii_case(other))
        || UNFINISHED.iter().any(ends)
}

/// How a file is now; `None` when it is gone or is no plain file any more.
pub(super) fn stamp_of(path: &Path) -> Option<Stamp> {
    let about = fs::symlink_metadata(path).ok()?;
    about.is_file().then(|| stamp(&about))
}

#[cfg(unix)]
fn stamp(about: &fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    Stamp {
        size: about.size(),
        mtime_ns: about
            .mtime()
            .saturating_mul(1_000_000_000)
            .saturating_add(about.mtime_nsec()),
        inode: about.ino(),
        device: about.dev(),
    }
}

#[cfg(not(unix))]
fn stamp(about: &fs::Metadata) -> Stamp {
    let since_1970 = about
        .modified()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    Stamp {
        size: about.len(),
        mtime_ns: since_1970.map_or(0, |since| {
            i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
        }),
        inode: 0,
        device: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path) -> Vec<String> {
        let mut names = Vec::new();
        walk(root, &|folder| fs::read_dir(folder), &mut |path, _, _| {
            names.push(path.to_string_lossy().replace('\\', "/"));
            ControlFlow::Continue(())
        });
        names.sort();
        names
    }

    #[test]
    fn only_what_may_be_a_photo_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in [
            "a.jpg",
            "DCIM/100/b.JPG",
            ".hidden.jpg",
            ".thumbnails/c.jpg",
            "@eaDir/a.jpg/SYNOFILE_THUMB_M.jpg",
            "d.jpg.part",
            "e.jpg.CRDOWNLOAD",
            "~f.jpg",
            "ours/LIBRARY",
            "ours/journal.sqlite",
            "ours/photos/ab/g.jpg",
            "LIBRARY books/h.jpg",
        ] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        assert_eq!(
            names(root),
            ["DCIM/100/b.JPG", "LIBRARY books/h.jpg", "a.jpg"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let (root, outside) = (folder.path().join("in"), folder.path().join("out"));
        fs::create_dir_all(&root).unwrap();
        fs::create_dir_all(&outside).unwrap();
        fs::write(outside.join("private.jpg"), b"x").unwrap();
        fs::write(root.join("a.jpg"), b"x").unwrap();
        std::os::unix::fs::symlink(&outside, root.join("there")).unwrap();
        std::os::unix::fs::symlink(outside.join("private.jpg"), root.join("b.jpg")).unwrap();
        std::os::unix::fs::symlink(&root, root.join("round")).unwrap();
        assert_eq!(names(&root), ["a.jpg"]);
    }
}
