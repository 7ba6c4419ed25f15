//! A folder in the library's cache where packed photos and films lie for the moment in
//! which they are taken in. Names in it are our own or made harmless; it is
//! emptied after each handful and goes at the end.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::archive::import::{Cap, Container, Item, Refusal, is_film};
use crate::capture::{Desk, pair_key};
use crate::storage::{self, PathError};

/// Most photos of a diary that lie there at once.
pub(super) const HANDFUL: usize = 24;
/// Most photos of a folder, and bytes of them, that are taken in at once.
const FOLDER_HANDFUL: usize = 100;
pub(super) const HANDFUL_BYTES: u64 = 256 << 20;

/// Bytes of a packed film between two questions whether to go on.
const TELL_EVERY: u64 = 8 << 20;

/// Hears now and then how many bytes of a long file are unpacked; breaks off
/// when it says so.
pub(super) type Unpacked<'t> = dyn FnMut(u64) -> ControlFlow<()> + 't;

/// How much of a photo or film is believed.
pub(super) fn cap_of(item: &Item) -> Cap {
    if is_film(item) { Cap::FILM } else { Cap::PHOTO }
}

/// The folder; removed with all that lies in it when dropped.
pub(super) struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    /// Makes it, empty.
    pub fn open(library: &Path) -> Result<Self, PathError> {
        let folder = library.join("cache").join("incoming");
        // What a crash left there is of no use.
        clear(&folder);
        storage::create_private_dir(&folder)?;
        Ok(Self { folder })
    }

    /// Puts a packed file there, under its own name made harmless, so that
    /// sidecars are found beside it. What lies in a folder stays where it is.
    pub fn fetch(
        &self,
        container: &mut Container,
        item: &Item,
        tell: &mut Unpacked<'_>,
    ) -> Result<PathBuf, Refusal> {
        self.fetch_as(container, item, &harmless(item.name()), cap_of(item), tell)
    }

    /// As [`Self::fetch`], under a name of the caller's own making.
    pub fn fetch_as(
        &self,
        container: &mut Container,
        item: &Item,
        name: &str,
        cap: Cap,
        tell: &mut Unpacked<'_>,
    ) -> Result<PathBuf, Refusal> {
        if let Some(path) = item.file() {
            return Ok(path.to_owned());
        }
        let path = self.folder.join(name);
        let mut told = 0;
        container.unpack(item, &path, cap, &mut |bytes| {
            if bytes < told + TELL_EVERY {
                return ControlFlow::Continue(());
            }
            told = bytes;
            tell(bytes)
        })?;
        Ok(path)
    }

    /// Takes a file away again that was put there.
    pub fn put_away(&self, path: &Path) -> Result<(), PathError> {
        if path.parent() == Some(self.folder.as_path()) {
            storage::remove_file(path)?;
        }
        Ok(())
    }

    /// Takes everything away that lies there.
    pub fn empty(&self) -> Result<(), PathError> {
        for entry in std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten()
        {
            storage::remove_file(&entry.path())?;
        }
        Ok(())
    }
}

/// A name that is one part of a path on every system.
fn harmless(name: &str) -> String {
    let safe: String = name
        .chars()
        .filter(|letter| !letter.is_control() && !"/\\:*?\"<>|".contains(*letter))
        .collect();
    if safe.len() > 200 || safe.trim_matches(['.', ' ']).is_empty() {
        "photo".to_owned()
    } else if safe.starts_with('.') {
        format!("_{safe}")
    } else {
        safe
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        clear(&self.folder);
    }
}

/// A cache that cannot be emptied is no error; it may be deleted at any time.
fn clear(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let _ = storage::remove_file(&entry.path());
    }
    let _ = std::fs::remove_dir(folder);
}

/// Cuts a list of files into handfuls: few at once, no two whose names a disk
/// could take for the same, and none between a photo and its moving part.
pub(super) fn handfuls<'i>(items: &[&'i Item]) -> Vec<Vec<&'i Item>> {
    let mut handfuls: Vec<Vec<&'i Item>> = Vec::new();
    let mut names = std::collections::HashSet::new();
    let mut bytes = 0_u64;
    for item in items {
        let begin_anew = match handfuls.last() {
            None => true,
            Some(last) => {
                let full = last.len() >= FOLDER_HANDFUL
                    || bytes.saturating_add(item.length) > HANDFUL_BYTES;
                let belongs = item.length <= HANDFUL_BYTES
                    && last
                        .last()
                        .is_some_and(|last| pair_key(last.name()) == pair_key(item.name()));
                full && !belongs
                    || last.len() >= 2 * FOLDER_HANDFUL
                    || names.contains(&harmless(item.name()).to_lowercase())
            }
        };
        if begin_anew {
            handfuls.push(Vec::new());
            names.clear();
            bytes = 0;
        }
        names.insert(harmless(item.name()).to_lowercase());
        bytes = bytes.saturating_add(item.length);
        if let Some(last) = handfuls.last_mut() {
            last.push(item);
        }
    }
    handfuls
}

/// Lends a desk that knows when packed files were changed: the ones that lie in
/// the workshop are all of now.
pub(super) fn with_dates<T>(
    desk: &Desk<'_>,
    dates: &HashMap<PathBuf, Option<NaiveDateTime>>,
    work: impl FnOnce(&Desk<'_>) -> T,
) -> T {
    let file_date = |path: &Path| match dates.get(path) {
        Some(date) => *date,
        None => (desk.file_date)(path),
    };
    work(&Desk {
        vault: desk.vault,
        thumbs: desk.thumbs,
        limits: desk.limits,
        now: desk.now,
        now_local: desk.now_local,
        offset_at: desk.offset_at,
        file_date: &file_date,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for (name, safe) in [
            ("../../a.jpg", "_....a.jpg"),
            ("..", "photo"),
            ("C:\\a.jpg", "Ca.jpg"),
            (".hidden.jpg", "_.hidden.jpg"),
            ("IMG_1(2).jpg", "IMG_1(2).jpg"),
            ("صورة.jpg", "صورة.jpg"),
        ] {
            assert_eq!(harmless(name), safe, "{name}");
            assert_eq!(Path::new(&harmless(name)).components().count(), 1);
        }
    }
}
