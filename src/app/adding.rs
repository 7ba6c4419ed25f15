//! How far photos on their way in have come, kept in a small file: if the
//! program ends meanwhile, the next start can say how many came in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::storage;

/// The file is written at most this often.
const WRITTEN_EVERY: Duration = Duration::from_secs(1);
/// Longest file that is read, in bytes.
const MAX_BYTES: u64 = 1 << 16;

/// Photos in, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// In the journal.
    pub kept: usize,
    /// Asked for.
    pub total: usize,
}

/// What is in the file.
#[derive(Serialize, Deserialize)]
struct Written {
    library: PathBuf,
    counts: Counts,
}

/// All batches under way; shared with their threads.
pub(super) struct Adding {
    /// Nothing is written where there is no place for it.
    file: Option<PathBuf>,
    batches: Mutex<Batches>,
    /// Held while the file is written: nobody waits for the disk to count.
    writing: Mutex<()>,
    leaving: AtomicBool,
}

#[derive(Default)]
struct Batches {
    last: u64,
    under_way: BTreeMap<u64, Counts>,
    written: Option<Instant>,
}

impl Batches {
    fn sum(&self) -> Counts {
        self.under_way
            .values()
            .fold(Counts::default(), |sum, batch| Counts {
                kept: sum.kept + batch.kept,
                total: sum.total + batch.total,
            })
    }
}

impl Adding {
    pub(super) fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            batches: Mutex::default(),
            writing: Mutex::default(),
            leaving: AtomicBool::new(false),
        }
    }

    /// A batch begins; its number.
    pub(super) fn begin(&self, total: usize) -> u64 {
        let mut batches = self.lock();
        batches.last += 1;
        let number = batches.last;
        batches.under_way.insert(number, Counts { kept: 0, total });
        number
    }

    /// A batch went on. Writes, now and then: for the thread of the batch.
    pub(super) fn went_on(&self, number: u64, kept: usize, library: &Path) {
        let due = {
            let mut batches = self.lock();
            if let Some(counts) = batches.under_way.get_mut(&number) {
                counts.kept = kept;
            }
            batches
                .written
                .is_none_or(|written| written.elapsed() >= WRITTEN_EVERY)
        };
        if due {
            self.write(library);
        }
    }

    /// A batch ended; photos of it may be left over because the program ends.
    pub(super) fn ended(&self, number: u64, kept: usize, left_over: bool, library: &Path) {
        {
            let mut batches = self.lock();
            if left_over && self.leaving.load(Ordering::Relaxed) {
                if let Some(counts) = batches.under_way.get_mut(&number) {
                    counts.kept = kept;
                }
            } else {
                batches.under_way.remove(&number);
            }
        }
        self.write(library);
    }

    /// From now on what is left over is left because the program ends.
    pub(super) fn leave(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }

    /// Of all batches under way.
    pub(super) fn counts(&self) -> Counts {
        self.lock().sum()
    }

    /// What an earlier run left over in this library; told once.
    pub(super) fn left_over(&self, library: &Path) -> Option<Counts> {
        let file = self.file.as_ref()?;
        let bytes = storage::read_bounded(file, MAX_BYTES).ok()?;
        let written: Option<Written> = serde_json::from_slice(&bytes).ok();
        let counts = match written {
            // Told when that library is open again.
            Some(written) if written.library != library => return None,
            Some(written) => Some(written.counts),
            None => None,
        };
        // If it stays, it is told once more: better than never.
        let _ = storage::remove_file(file);
        counts.filter(|counts| counts.kept < counts.total)
    }

    /// Writes how far all batches are by now.
    fn write(&self, library: &Path) {
        let Some(file) = &self.file else {
            return;
        };
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = {
            let mut batches = self.lock();
            let any = !batches.under_way.is_empty();
            batches.written = any.then(Instant::now);
            any.then(|| batches.sum())
        };
        let Some(counts) = under_way else {
            // It may never have been there.
            let _ = storage::remove_file(file);
            return;
        };
        let written = Written {
            library: library.to_owned(),
            counts,
        };
        // A note that cannot be written must not keep a photo out.
        if let (Some(folder), Ok(text)) = (file.parent(), serde_json::to_vec(&written)) {
            let _ = storage::create_private_dir(folder)
                .and_then(|()| storage::write_atomic(file, &text));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Batches> {
        self.batches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings").join("adding.json");
        (folder, file)
    }

    #[test]
    fn what_a_killed_program_left_over_is_told_once() {
        let (_folder, file) = place();
        let library = Path::new("/album");
        let killed = Adding::new(Some(file.clone()));
        let first = killed.begin(558);
        killed.went_on(first, 46, library);
        assert_eq!(
            killed.counts(),
            Counts {
                kept: 46,
                total: 558
            }
        );

        let next = Adding::new(Some(file.clone()));
        assert_eq!(next.left_over(Path::new("/another")), None);
        let told = next.left_over(library);
        assert_eq!(
            told,
            Some(Counts {
                kept: 46,
                total: 558
            })
        );
        assert_eq!(next.left_over(library), None);
    }

    #[test]
    fn what_ended_or_was_stopped_by_hand_leaves_nothing_over() {
        let (_folder, file) = place();
        let library = Path::new("/album");
        let adding = Adding::new(Some(file.clone()));
        for left_over in [false, true] {
            let number = adding.begin(10);
            adding.went_on(number, 3, library);
            assert!(file.exists());
            adding.ended(number, 4, left_over, library);
            assert!(!file.exists());
        }
        assert_eq!(adding.counts(), Counts::default());
    }

    #[test]
    fn what_the_end_of_the_program_cut_off_is_kept_to_the_photo() {
        let (_folder, file) = place();
        let library = Path::new("/album");
        let adding = Adding::new(Some(file.clone()));
        let (whole, cut) = (adding.begin(2), adding.begin(10));
        adding.went_on(whole, 1, library);
        adding.leave();
        adding.ended(whole, 2, false, library);
        adding.ended(cut, 7, true, library);
        let told = Adding::new(Some(file)).left_over(library);
        assert_eq!(told, Some(Counts { kept: 7, total: 10 }));
    }

    #[test]
    fn nonsense_and_no_place_say_nothing() {
        let (_folder, file) = place();
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, b"{ what").unwrap();
        let library = Path::new("/album");
        assert_eq!(Adding::new(Some(file)).left_over(library), None);
        let nowhere = Adding::new(None);
        let number = nowhere.begin(2);
        nowhere.went_on(number, 1, library);
        assert_eq!(nowhere.left_over(library), None);
    }
}
