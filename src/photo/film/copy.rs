//! A film as a file for others: the same pictures and sound, without the place.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Range};
use std::path::Path;

use super::{index, private, track};
use crate::photo::{PhotoError, decode};
use crate::storage::{self, PathError};

/// Pieces a film is copied in, in bytes.
const PIECE: usize = 1 << 20;

/// What a copy still holds besides pictures and sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopiedFilm {
    /// Length in bytes.
    pub byte_len: u64,
    /// Some of what the camera wrote beside the pictures could not be taken
    /// out, and might tell the place.
    pub place_may_stay: bool,
}

/// Copies a film to `to`, replacing what is there. Date and camera stay inside;
/// the place, and what only the maker’s programs understand, are taken out
/// unless `with_place`. `None` when `tell`, which hears the bytes done, broke
/// off; nothing is left then.
///
/// # Errors
/// When it cannot be read, is no film, or the disk refuses.
pub fn copy(
    from: &Path,
    to: &Path,
    with_place: bool,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<CopiedFilm>, PhotoError> {
    let mut source = storage::open_regular(from)?;
    let overwritten = if with_place {
        private::Overwritten::default()
    } else {
        decode::guarded(|| {
            let index = index::read(&mut source)?;
            // Without one, who knows what it is.
            track::pictures(&index.moov).ok_or(PhotoError::NotAPhoto)?;
            Ok(private::find_all(
                &index.moov,
                index.moov_at,
                &index.others,
                !index.pieces.is_empty(),
            ))
        })?
    };
    let mut changes: Vec<(Range<u64>, Option<[u8; 4]>)> = overwritten
        .zeros
        .iter()
        .map(|zeros| (zeros.clone(), None))
        .chain(
            overwritten
                .names
                .iter()
                .map(|at| (*at..at + 4, Some(*b"free"))),
        )
        .collect();
    // A name inside of what becomes zero is written after it.
    changes.sort_by_key(|(range, name)| (range.start, name.is_some()));
    let failed = |error| PathError::new(from, "read", error);
    source.seek(SeekFrom::Start(0)).map_err(failed)?;
    let mut stopped = false;
    let written = storage::write_atomic_with(to, |out| {
        let mut piece = vec![0_u8; PIECE];
        let (mut at, mut done) = (0_u64, 0);
        loop {
            if tell(at).is_break() {
                stopped = true;
                return Err(io::Error::from(io::ErrorKind::Interrupted));
            }
            let count = fill(&mut source, &mut piece)?;
            let Some(part) = piece.get_mut(..count).filter(|part| !part.is_empty()) else {
                return Ok(at);
            };
            overwrite(part, at, changes.get(done..).unwrap_or_default());
            let past = |(range, _): &&(Range<u64>, _)| range.end <= at + count as u64;
            done += changes.iter().skip(done).take_while(past).count();
            out.write_all(part)?;
            at += count as u64;
        }
    });
    match written {
        Ok(byte_len) => Ok(Some(CopiedFilm {
            byte_len,
            place_may_stay: overwritten.may_stay,
        })),
        Err(_) if stopped => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Reads until the piece is full or the file ends.
fn fill(source: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = piece.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Carries out what falls into the piece that begins at `at`.
fn overwrite(piece: &mut [u8], at: u64, changes: &[(Range<u64>, Option<[u8; 4]>)]) {
    let end = at + piece.len() as u64;
    for (range, name) in changes {
        if range.start >= end {
            break;
        }
        let (from, to) = (range.start.max(at), range.end.min(end));
        let inside = |place: u64| usize::try_from(place - at).unwrap_or(usize::MAX);
        if from >= to {
            continue;
        }
        let Some(target) = piece.get_mut(inside(from)..inside(to)) else {
            continue;
        };
        match name {
            None => target.fill(0),
            Some(letters) => {
                let skipped = usize::try_from(from - range.start).unwrap_or(4);
                for (to, letter) in target.iter_mut().zip(letters.iter().skip(skipped)) {
                    *to = *letter;
                }
            }
        }
    }
}
