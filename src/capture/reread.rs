//! The second reading of photos that were kept before the program knew to look
//! at their camera and their light.
//!
//! It runs in the background, one photo at a time. When a photo was taken is
//! left as it is: the parent may have built on it.

use std::collections::HashSet;
use std::ops::ControlFlow;

use chrono::NaiveDateTime;
use rusqlite::Connection;

use crate::domain::{Photo, Shows};
use crate::photo::{self, Limits, Vault};
use crate::store::{self, StoreError};

/// Longest side a photo is decoded to, in pixels: what light is measured on.
const SIDE: u32 = 1920;
/// Photos asked of the journal at once.
const CHUNK: u32 = 64;

/// Reads every photo again that needs it; `step` is called after each with the
/// number done and may break off. Returns how many were read.
///
/// A photo whose original is missing or damaged keeps what is known of it and
/// is tried again with the next start.
///
/// # Errors
/// When the journal cannot be read or written.
pub fn read_again(
    connection: &Connection,
    vault: &Vault,
    limits: &Limits,
    now: NaiveDateTime,
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<usize, StoreError> {
    let mut failed = HashSet::new();
    let mut done = 0;
    loop {
        let skip = u32::try_from(failed.len()).unwrap_or(u32::MAX);
        let waiting = store::photo::to_read_again(connection, CHUNK.saturating_add(skip))?;
        let mut went_on = false;
        for photo in waiting {
            if failed.contains(&photo.id) {
                continue;
            }
            went_on = true;
            match read_one(&photo, vault, limits) {
                Some(mut decoded) => {
                    // What only the names told cannot be read again.
                    let shot = &mut decoded.metadata.shot;
                    shot.live = shot.live.take().or_else(|| photo.file.shot.live.clone());
                    let still = matches!(decoded.shows, Shows::Photo | Shows::Preview);
                    let pixels = decoded.picture.into_srgb8();
                    let light = still.then(|| photo::light::measure(&pixels));
                    store::photo::set_read(
                        connection,
                        photo.id,
                        decoded.shows,
                        &decoded.metadata.shot,
                        light.as_ref(),
                        now,
                    )?;
                    done += 1;
                }
                None => {
                    failed.insert(photo.id);
                }
            }
            if step(done).is_break() {
                return Ok(done);
            }
        }
        if !went_on {
            return Ok(done);
        }
    }
}

fn read_one(photo: &Photo, vault: &Vault, limits: &Limits) -> Option<photo::Decoded> {
    vault.decode(&photo.file, limits, SIDE, SIDE).ok()
}
