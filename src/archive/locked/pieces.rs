//! Copying piece by piece, with a question now and then whether to go on.

use std::io::Read;
use std::ops::ControlFlow;

use super::place::{Place, lost};
use crate::archive::backup::BackupError;

/// Bytes copied at a time, and between two questions whether to go on.
const PIECE: usize = 256 << 10;
const ASK_EVERY: u64 = 8 << 20;

/// Largest marker or key that is read, in bytes.
const MOST_SMALL: u64 = 64 << 10;

/// Which end of a copy failed.
pub(super) enum Fault {
    Read(std::io::Error),
    Write(std::io::Error),
}

/// Copies in pieces; `false` when it was stopped.
pub(super) fn copy_pieces(
    from: &mut dyn Read,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
    each: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
) -> Result<bool, Fault> {
    let mut piece = vec![0_u8; PIECE];
    let (mut done, mut asked) = (0_u64, 0_u64);
    loop {
        let count = match from.read(&mut piece) {
            Ok(0) => return Ok(true),
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Fault::Read(error)),
        };
        each(piece.get(..count).unwrap_or_default()).map_err(Fault::Write)?;
        done += count as u64;
        if done >= asked + ASK_EVERY {
            asked = done;
            if go_on().is_break() {
                return Ok(false);
            }
        }
    }
}

/// A small file as it lies there.
pub(super) fn small(place: &dyn Place, name: &str) -> Result<Option<Vec<u8>>, BackupError> {
    let Some(file) = place.read(name)? else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    file.take(MOST_SMALL)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(place, name, error))?;
    Ok(Some(bytes))
}

fn unreadable(place: &dyn Place, name: &str, error: std::io::Error) -> BackupError {
    lost(error).unwrap_or_else(|error| {
        BackupError::Place(t!(
            "archive-locked-unreadable",
            name = name,
            place = place.shown(),
            reason = error.to_string()
        ))
    })
}
