//! A first look at photos that were just dropped, long before they are kept:
//! the small pictures inside the files, in the order given.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use super::{Cancel, Wake};
use crate::photo::{self, RgbImage};

/// Photos that may be decoded for a look, where the file holds no small
/// picture; more would only hold up the real work.
const DECODED: usize = 4;

/// A first look under way. Dropping it ends it after the photo at hand.
pub struct Glances {
    cancel: Cancel,
    pictures: Receiver<(usize, RgbImage)>,
}

impl Glances {
    /// Starts looking at `paths`, for pictures of at most `side` pixels.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(paths: Vec<PathBuf>, side: u32, wake: Wake) -> std::io::Result<Self> {
        let (send, pictures) = channel();
        let cancel = Cancel::default();
        let stop = cancel.clone();
        std::thread::Builder::new()
            .name("first look".to_owned())
            .spawn(move || {
                let tell = |index, picture| {
                    let goes_on = send.send((index, picture)).is_ok() && !stop.is_cancelled();
                    wake();
                    goes_on
                };
                // First all that cost nothing, then the few that must be decoded.
                let mut rest = Vec::new();
                for (index, path) in paths.into_iter().enumerate() {
                    match photo::embedded_picture(&path, side) {
                        Some(picture) => {
                            if !tell(index, picture) {
                                return;
                            }
                        }
                        None => rest.push((index, path)),
                    }
                }
                for (index, path) in rest.into_iter().take(DECODED) {
                    // What is wrong with a photo is told when it is added.
                    if let Ok(picture) = photo::glance(&path, side)
                        && !tell(index, picture)
                    {
                        return;
                    }
                }
            })?;
        Ok(Self { cancel, pictures })
    }

    /// The next picture with its place in the order given. Never waits.
    pub fn poll(&self) -> Option<(usize, RgbImage)> {
        self.pictures.try_recv().ok()
    }
}

impl Drop for Glances {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}
