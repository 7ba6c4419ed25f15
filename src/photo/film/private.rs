//! What must not go out with a copy of a film: the place, and whatever only its
//! maker understands and may hide one.
//!
//! Nothing is moved: what goes is overwritten with zeros and called free room,
//! so every picture stays where the index says it is, and the film plays as
//! before. Pictures and sound themselves are never touched.

use std::ops::Range;

use super::track::{long, word};
use crate::photo::heif_boxes::find;

/// Most boxes at one level that are looked at.
const MAX_BOXES: usize = 10_000;
/// Most pieces a track may lie in.
const MAX_CHUNKS: u32 = 2_000_000;

/// What stays of the user’s data: who made it, when, and with which program.
const KEPT: [&[u8; 4]; 8] = [
    b"\xA9mak", b"\xA9mod", b"\xA9day", b"\xA9swr", b"\xA9too", b"\xA9nam", b"date", b"name",
];
/// The same by Apple’s and Android’s names.
const KEPT_NAMES: [&str; 9] = [
    "com.apple.quicktime.creationdate",
    "com.apple.quicktime.make",
    "com.apple.quicktime.model",
    "com.apple.quicktime.software",
    "com.android.manufacturer",
    "com.android.model",
    "com.android.version",
    "com.android.capture.fps",
    "com.apple.quicktime.full-frame-rate-playback-intent",
];
/// Tracks of what is seen and heard, and of the words and times shown with it.
const SHOWN: [&[u8; 4]; 7] = [
    b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"tmcd",
];

/// What is to be overwritten, in bytes from the start of the file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Overwritten {
    /// Names of boxes that become `free`: where the four letters stand.
    pub(super) names: Vec<u64>,
    /// What becomes zero.
    pub(super) zeros: Vec<Range<u64>>,
    /// Something of the kind lies where it is not found.
    pub(super) may_stay: bool,
}

/// A box with its place among bytes.
struct Placed<'a> {
    name: [u8; 4],
    /// Where its four letters stand.
    letters: usize,
    /// Where its inside begins.
    inside: usize,
    body: &'a [u8],
}

/// Boxes one after the other; ends at the first that makes no sense.
fn boxes(bytes: &[u8], from: usize) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    let mut at = from;
    while found.len() < MAX_BOXES {
        let Some(size) = word(bytes, at) else { break };
        let (header, size) = match size {
            0 => (8, bytes.len() - at),
            1 => match long(bytes, at + 8).and_then(|size| usize::try_from(size).ok()) {
                Some(size) => (16, size),
                None => break,
            },
            size => (8, size as usize),
        };
        let end = at.checked_add(size).filter(|end| *end <= bytes.len());
        let (Some(end), Some(name)) = (end, bytes.get(at + 4..at + 8)) else {
            break;
        };
        let (Some(body), Some(name)) = (bytes.get(at + header..end), name.first_chunk()) else {
            break;
        };
        found.push(Placed {
            name: *name,
            letters: at + 4,
            inside: at + header,
            body,
        });
        at = end;
    }
    found
}

impl Overwritten {
    fn free(&mut self, placed: &Placed<'_>, base: u64) {
        self.names.push(base + placed.letters as u64);
        let start = base + placed.inside as u64;
        self.zeros.push(start..start + placed.body.len() as u64);
    }
}

/// Finds it. `moov` is the inside of the index, which begins at `base` in the
/// file; `others` are boxes of other programs beside it, with their headers.
pub(super) fn find_all(
    moov: &[u8],
    base: u64,
    others: &[(u64, u64)],
    in_pieces: bool,
) -> Overwritten {
    let mut found = Overwritten::default();
    for (at, size) in others {
        found.names.push(at + 4);
        // The kind of box is told by its first 16 bytes; they go too.
        found.zeros.push(at + 8..at + (*size).max(8));
    }
    for placed in boxes(moov, 0) {
        match &placed.name {
            b"udta" => user_data(moov, &placed, base, &mut found),
            b"meta" => named(moov, &placed, base, &mut found),
            b"uuid" => found.free(&placed, base),
            b"trak" => track(&placed, base, in_pieces, &mut found),
            _ => {}
        }
    }
    found
}

fn user_data(moov: &[u8], user: &Placed<'_>, base: u64, found: &mut Overwritten) {
    let inside = moov.get(..user.inside + user.body.len()).unwrap_or(moov);
    for placed in boxes(inside, user.inside) {
        if &placed.name == b"meta" {
            named(moov, &placed, base, found);
        } else if !KEPT.contains(&&placed.name) {
            found.free(&placed, base);
        }
    }
}

/// Names and texts: those that are not known to be harmless lose their text.
fn named(moov: &[u8], meta: &Placed<'_>, base: u64, found: &mut Overwritten) {
    let plain = meta.body.get(4..8).is_some_and(|name| name == b"hdlr");
    let first = meta.inside + if plain { 0 } else { 4 };
    let inside = moov
        .get(..meta.inside + meta.body.len())
        .unwrap_or_default();
    let all = boxes(inside, first);
    let mut keys = Vec::new();
    for placed in all.iter().filter(|placed| &placed.name == b"keys") {
        keys.extend(boxes(placed.body, 8).into_iter().map(|key| key.body));
    }
    for placed in &all {
        match &placed.name {
            b"ilst" => {
                let end = placed.inside + placed.body.len();
                for item in boxes(inside.get(..end).unwrap_or_default(), placed.inside) {
                    let number = u32::from_be_bytes(item.name) as usize;
                    let key = keys.get(number.wrapping_sub(1));
                    let harmless = match key {
                        Some(key) => KEPT_NAMES.iter().any(|name| name.as_bytes() == *key),
                        None => KEPT.contains(&&item.name) || &item.name == b"covr",
                    };
                    if !harmless {
                        found.free(&item, base);
                    }
                }
            }
            b"hdlr" | b"keys" | b"free" => {}
            _ => found.free(placed, base),
        }
    }
}

/// A track that is neither seen nor heard goes, with all that is in it.
fn track(trak: &Placed<'_>, base: u64, in_pieces: bool, found: &mut Overwritten) {
    let media = find(trak.body, b"mdia").unwrap_or_default();
    let kind = find(media, b"hdlr").and_then(|body| body.get(8..12));
    if kind.is_some_and(|kind| SHOWN.iter().any(|shown| shown.as_slice() == kind)) {
        // Its own user data may hold anything too.
        for placed in boxes(trak.body, 0) {
            if matches!(&placed.name, b"udta" | b"meta" | b"uuid") {
                let placed = Placed {
                    letters: trak.inside + placed.letters,
                    inside: trak.inside + placed.inside,
                    ..placed
                };
                found.free(&placed, base);
            }
        }
        return;
    }
    let table = find(media, b"minf").and_then(|minf| find(minf, b"stbl"));
    match table.and_then(chunks) {
        Some(ranges) => found.zeros.extend(ranges),
        None => found.may_stay = true,
    }
    found.may_stay |= in_pieces;
    found.free(trak, base);
}

/// Where a track’s data lie in the file.
fn chunks(table: &[u8]) -> Option<Vec<Range<u64>>> {
    let sizes = find(table, b"stsz")?;
    let (same, count) = (word(sizes, 4)?, word(sizes, 8)?);
    let runs = find(table, b"stsc")?;
    let places = find(table, b"stco");
    let wide = find(table, b"co64");
    let all = word(places.or(wide)?, 4)?.min(MAX_CHUNKS);
    let place = |chunk: usize| match (places, wide) {
        (Some(places), _) => word(places, 8 + chunk * 4).map(u64::from),
        (None, Some(wide)) => long(wide, 8 + chunk * 8),
        (None, None) => None,
    };
    let (mut run, mut each, mut sample) = (0_usize, 0_u32, 0_u32);
    let mut ranges = Vec::new();
    for chunk in 0..all {
        if word(runs, 8 + run * 12) == Some(chunk + 1) {
            each = word(runs, 12 + run * 12)?;
            run += 1;
        }
        let end = sample.checked_add(each)?.min(count);
        let length = if same > 0 {
            u64::from(end - sample) * u64::from(same)
        } else {
            (sample..end).try_fold(0_u64, |sum, sample| {
                Some(sum + u64::from(word(sizes, 12 + sample as usize * 4)?))
            })?
        };
        sample = end;
        let start = place(chunk as usize)?;
        ranges.push(start..start.checked_add(length)?);
    }
    // A table that leaves some out leaves something in.
    (sample == count).then_some(ranges)
}
