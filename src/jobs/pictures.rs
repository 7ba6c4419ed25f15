//! Pictures for the screen: thumbnails and screen-size views, made or read
//! from the cache, in the order they are wanted now. What scrolled out of view
//! before its turn is dropped.

use std::collections::{HashMap, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::{Wake, leave_behind, panic_text};
use crate::domain::{ContentHash, Edits, NewPhoto};
use crate::photo::{self, Limits, PhotoError, RgbImage, ThumbCache, ThumbSize, Vault};

/// Finished pictures that may wait to be taken. Workers are faster than a
/// window that scrolls can take pictures in; without a limit they would pile up
/// in memory, long scrolled away.
const MOST_WAITING: usize = 24;

/// Names one picture: which original, how large, with which edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureKey {
    /// The original.
    pub hash: ContentHash,
    /// How large.
    pub size: ThumbSize,
    /// With these edits.
    pub edits: Edits,
}

impl std::hash::Hash for PictureKey {
    /// The fingerprint alone tells almost all apart, and hundreds of keys are
    /// looked up in a frame.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.hash.as_bytes().first_chunk::<8>().hash(state);
        self.size.hash(state);
    }
}

/// A picture, or one sentence why there is none.
pub struct PictureResult {
    /// What was asked for.
    pub key: PictureKey,
    /// The pixels.
    pub pixels: Result<RgbImage, String>,
}

#[derive(Default)]
struct Queue {
    wanted: VecDeque<(PictureKey, NewPhoto)>,
    in_work: HashSet<PictureKey>,
    closed: bool,
}

/// Photos that are not in the vault (yet), by their content: those of the tray.
pub type Outside = HashMap<ContentHash, PathBuf>;

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
    outside: Mutex<Arc<Outside>>,
}

/// Threads that make pictures.
pub struct PictureLoader {
    shared: Arc<Shared>,
    /// `None` only while it is being closed.
    results: Option<Receiver<PictureResult>>,
    threads: Vec<JoinHandle<()>>,
}

impl PictureLoader {
    /// Starts `threads` workers.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        vault: &Arc<Vault>,
        thumbs: &Arc<ThumbCache>,
        threads: usize,
        wake: &Wake,
    ) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue::default()),
            changed: Condvar::new(),
            outside: Mutex::default(),
        });
        let (answer, results) = sync_channel(MOST_WAITING);
        let threads = (0..threads.max(1))
            .map(|number| {
                let (shared, answer, wake) =
                    (Arc::clone(&shared), answer.clone(), Arc::clone(wake));
                let (vault, thumbs) = (Arc::clone(vault), Arc::clone(thumbs));
                std::thread::Builder::new()
                    .name(format!("pictures-{number}"))
                    .spawn(move || work(&shared, &answer, &wake, &vault, &thumbs))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            shared,
            results: Some(results),
            threads,
        })
    }

    /// Says what is wanted now, most urgent first. Replaces what was wanted
    /// before; what is already being made is not made twice.
    pub fn want(&self, wanted: impl IntoIterator<Item = (PictureKey, NewPhoto)>) {
        let mut queue = self
            .shared
            .queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        queue.wanted.clear();
        for (key, photo) in wanted {
            if !queue.in_work.contains(&key) {
                queue.wanted.push_back((key, photo));
            }
        }
        if !queue.wanted.is_empty() {
            self.shared.changed.notify_all();
        }
    }

    /// Says where photos lie that are not in the vault.
    pub fn set_outside(&self, outside: Arc<Outside>) {
        *self
            .shared
            .outside
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = outside;
    }

    /// The next finished picture, if any. Never waits.
    pub fn poll(&self) -> Option<PictureResult> {
        let result = self.results.as_ref()?.try_recv().ok()?;
        // Only now may it be asked for again: one that waits here was not seen
        // yet by who asks.
        self.shared
            .queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .in_work
            .remove(&result.key);
        Some(result)
    }
}

fn work(
    shared: &Shared,
    answer: &SyncSender<PictureResult>,
    wake: &Wake,
    vault: &Vault,
    thumbs: &ThumbCache,
) {
    while let Some((key, photo)) = next(shared) {
        let outside = Arc::clone(
            &shared
                .outside
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        let made = catch_unwind(AssertUnwindSafe(|| match outside.get(&key.hash) {
            Some(path) if !vault.contains(&key.hash, photo.format) => {
                outside_picture(thumbs, path, &key)
            }
            _ => thumbs.get_or_make(vault, &photo, key.size, &key.edits),
        }));
        let pixels = match made {
            Ok(Ok(pixels)) => Ok(pixels),
            Ok(Err(error)) => Err(format!("{}: {}", photo.original_name, error.of_original())),
            Err(payload) => Err(format!(
                "{}: {}",
                photo.original_name,
                panic_text(payload.as_ref())
            )),
        };
        if answer.send(PictureResult { key, pixels }).is_err() {
            break;
        }
        wake();
    }
}

/// A look at a photo where it lies. What had to be decoded is put by; when the
/// photo is kept, its pictures are made anew.
fn outside_picture(
    thumbs: &ThumbCache,
    path: &Path,
    key: &PictureKey,
) -> Result<RgbImage, PhotoError> {
    if let Some(known) = thumbs.get(&key.hash, key.size, &key.edits) {
        return Ok(known);
    }
    let side = key.size.max_side();
    if key.size != ThumbSize::Screen
        && let Some(small) = photo::embedded_picture(path, side)
    {
        return Ok(small);
    }
    let limits = Limits::default();
    let decoded = if photo::film::is_film(path)? {
        photo::film::decode_file(path, &limits, Some((side, side)))?
    } else {
        let bytes = photo::read_file(path, &limits)?;
        photo::decode_to_fit(&bytes, &limits, side, side)?
    };
    let pixels = photo::fit_within(&decoded.picture.into_srgb8(), side, side);
    thumbs.put(&key.hash, key.size, &key.edits, &pixels);
    Ok(pixels)
}

fn next(shared: &Shared) -> Option<(PictureKey, NewPhoto)> {
    let mut queue = shared.queue.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if queue.closed {
            return None;
        }
        if let Some((key, photo)) = queue.wanted.pop_front() {
            if queue.in_work.insert(key) {
                return Some((key, photo));
            }
            continue;
        }
        queue = shared
            .changed
            .wait(queue)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

impl Drop for PictureLoader {
    fn drop(&mut self) {
        self.shared
            .queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .closed = true;
        self.shared.changed.notify_all();
        // Who waits for room to hand over a picture waits no longer.
        self.results = None;
        // They only read, perhaps from a drive that answers no more.
        leave_behind(self.threads.drain(..));
    }
}
