//! The track with the pictures: how it is coded, how it lies, and where its
//! first whole picture is (ISO/IEC 14496-12, QuickTime File Format).

use crate::photo::heif_boxes::{Boxes, find, full_box};

/// Most boxes at one level that are looked at.
const MAX_BOXES: usize = 4096;
/// Longest coded picture that is read, in bytes.
const MAX_PICTURE_BYTES: u64 = 24 << 20;

/// A track of pictures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Track<'a> {
    /// Number by which pieces refer to it.
    id: u32,
    /// The four letters of its coding.
    pub(super) coding: [u8; 4],
    /// Width and height as stored, in pixels.
    pub(super) size: (u32, u32),
    /// Quarter turns with the clock that make it upright, 0–3.
    pub(super) quarters: u8,
    /// How long it lasts, in milliseconds; 0 when it is not said.
    pub(super) duration_ms: u64,
    /// Boxes behind the sample description: the codec’s configuration, colours.
    more: &'a [u8],
    table: &'a [u8],
}

/// The track of pictures; the largest where there are several, the first of
/// equals. `None` when there is none (a sound recording).
pub(super) fn pictures(moov: &[u8]) -> Option<Track<'_>> {
    let area = |track: &Track<'_>| u64::from(track.size.0) * u64::from(track.size.1);
    Boxes(moov)
        .take(MAX_BOXES)
        .filter(|(name, _)| *name == b"trak")
        .filter_map(|(_, trak)| track(trak))
        .reduce(|best, next| {
            if area(&next) > area(&best) {
                next
            } else {
                best
            }
        })
}

fn track(trak: &[u8]) -> Option<Track<'_>> {
    let media = find(trak, b"mdia")?;
    // Version and flags, a word, and what it handles.
    if find(media, b"hdlr")?.get(8..12)? != b"vide" {
        return None;
    }
    let table = find(find(media, b"minf")?, b"stbl")?;
    let (coding, description) = Boxes(find(table, b"stsd")?.get(8..)?).next()?;
    let size = (
        u32::from(half(description, 24)?),
        u32::from(half(description, 26)?),
    );
    let head = find(trak, b"tkhd");
    Some(Track {
        id: head.and_then(id_of).unwrap_or_default(),
        coding: *coding,
        size,
        quarters: head.and_then(quarters).unwrap_or_default(),
        duration_ms: find(media, b"mdhd").and_then(length_ms).unwrap_or_default(),
        more: description.get(78..).unwrap_or_default(),
        table,
    })
}

/// Length in milliseconds, of `mvhd` and `mdhd` alike.
pub(super) fn length_ms(body: &[u8]) -> Option<u64> {
    let ((version, _), body) = full_box(body)?;
    let (scale, length) = if version == 1 {
        (word(body, 16)?, long(body, 20)?)
    } else {
        // All ones are “not known”.
        let length = word(body, 12).filter(|length| *length != u32::MAX)?;
        (word(body, 8)?, u64::from(length))
    };
    let length = Some(length).filter(|length| *length != u64::MAX)?;
    let thousand = u128::from(length) * 1000;
    u64::try_from(thousand.checked_div(u128::from(scale))?).ok()
}

fn id_of(tkhd: &[u8]) -> Option<u32> {
    let ((version, _), body) = full_box(tkhd)?;
    word(body, if version == 1 { 16 } else { 8 })
}

/// From the matrix, whose first four numbers say how x and y change places.
fn quarters(tkhd: &[u8]) -> Option<u8> {
    let ((version, _), body) = full_box(tkhd)?;
    let matrix = body.get(if version == 1 { 48 } else { 36 }..)?;
    let number = |at| word(matrix, at).map(|bits| (bits as i32).signum());
    Some(match (number(0)?, number(4)?, number(12)?, number(16)?) {
        (0, 1, -1, 0) => 1,
        (-1, 0, 0, -1) => 2,
        (0, -1, 1, 0) => 3,
        _ => 0,
    })
}

impl<'a> Track<'a> {
    /// Width and height once upright, in pixels.
    pub(super) const fn upright_size(&self) -> (u32, u32) {
        let (width, height) = self.size;
        if self.quarters.is_multiple_of(2) {
            (width, height)
        } else {
            (height, width)
        }
    }

    /// A box behind the sample description.
    pub(super) fn described(&self, name: &[u8; 4]) -> Option<&'a [u8]> {
        find(self.more, name)
    }

    /// Where its pictures that stand alone lie: place and length in the file.
    /// The first, and one a good way in, should the first be black.
    pub(super) fn whole_pictures(&self) -> Vec<(u64, u64)> {
        let keys = find(self.table, b"stss").and_then(|body| body.get(4..));
        let count = keys.and_then(|keys| word(keys, 0)).unwrap_or_default();
        let key = |index: u32| {
            let at = usize::try_from(index)
                .ok()?
                .checked_mul(4)?
                .checked_add(4)?;
            word(keys?, at)
        };
        let mut wanted = Vec::new();
        if count == 0 {
            // Without a list, all of them stand alone.
            wanted.push(1);
            wanted.extend(self.sample_count().map(|all| all / 4 + 1));
        } else {
            wanted.extend(key(0));
            wanted.extend(key(count / 4).or_else(|| key(1)));
            wanted.extend(key(count / 2));
        }
        wanted.dedup();
        wanted
            .into_iter()
            .filter_map(|number| self.place_of(number))
            .filter(|(_, length)| (1..=MAX_PICTURE_BYTES).contains(length))
            .collect()
    }

    fn sample_count(&self) -> Option<u32> {
        word(find(self.table, b"stsz")?, 8)
    }

    /// Place and length of a sample, counted from 1.
    fn place_of(&self, number: u32) -> Option<(u64, u64)> {
        let index = number.checked_sub(1)?;
        let sizes = find(self.table, b"stsz")?;
        let (same, count) = (word(sizes, 4)?, word(sizes, 8)?);
        let size = |sample: u32| -> Option<u64> {
            if sample >= count {
                None
            } else if same > 0 {
                Some(same.into())
            } else {
                let at = usize::try_from(sample).ok()?.checked_mul(4)?;
                word(sizes, at.checked_add(12)?).map(u64::from)
            }
        };
        let (chunk, first) = self.chunk_of(index)?;
        let before = if same > 0 {
            u64::from(index - first) * u64::from(same)
        } else {
            // As many as the table has, which is in memory.
            (first..index).try_fold(0_u64, |sum, sample| sum.checked_add(size(sample)?))?
        };
        Some((self.chunk_place(chunk)?.checked_add(before)?, size(index)?))
    }

    /// The chunk a sample lies in, and the first sample of that chunk; all
    /// counted from 0.
    fn chunk_of(&self, index: u32) -> Option<(u32, u32)> {
        let runs = find(self.table, b"stsc")?.get(4..)?;
        let count = word(runs, 0)?;
        let (runs, _) = runs.get(4..)?.as_chunks::<12>();
        let mut runs = runs
            .iter()
            .take(usize::try_from(count).ok()?)
            .map(|run| Some((word(run, 0)?.checked_sub(1)?, word(run, 4)?)))
            .peekable();
        let mut first = 0_u32;
        loop {
            let (chunk, each) = runs.next()??;
            let each = (each > 0).then_some(each)?;
            // As many chunks as until the next run; the last goes on.
            let next = runs.peek().copied().flatten().map(|(next, _)| next);
            let inside = index.checked_sub(first)? / each;
            match next.map(|next| next.checked_sub(chunk)) {
                Some(chunks) if inside >= chunks? => {
                    first = first.checked_add(chunks?.checked_mul(each)?)?;
                }
                _ => return Some((chunk.checked_add(inside)?, first + inside * each)),
            }
        }
    }

    fn chunk_place(&self, chunk: u32) -> Option<u64> {
        let index = usize::try_from(chunk).ok()?;
        if let Some(places) = find(self.table, b"stco") {
            word(places, index.checked_mul(4)?.checked_add(8)?).map(u64::from)
        } else {
            long(
                find(self.table, b"co64")?,
                index.checked_mul(8)?.checked_add(8)?,
            )
        }
    }

    /// The first picture of a film written in pieces: place and length. `at` is
    /// where the piece’s index begins in the file.
    pub(super) fn first_of_piece(&self, moov: &[u8], at: u64, moof: &[u8]) -> Option<(u64, u64)> {
        let (_, traf) = Boxes(moof).take(MAX_BOXES).find(|(name, body)| {
            *name == b"traf" && find(body, b"tfhd").and_then(|head| word(head, 4)) == Some(self.id)
        })?;
        let ((_, flags), head) = full_box(find(traf, b"tfhd")?)?;
        let mut from = 4_usize;
        let mut optional = |flag: u32, length: usize| {
            let place = from;
            let there = flags & flag != 0;
            from += if there { length } else { 0 };
            there.then_some(place)
        };
        let base = optional(0x01, 8).and_then(|place| long(head, place));
        optional(0x02, 4);
        optional(0x08, 4);
        let size = optional(0x10, 4).and_then(|place| word(head, place));
        let ((_, flags), run) = full_box(find(traf, b"trun")?)?;
        let mut from = 4_usize;
        let mut skip = |flag: u32| {
            let place = from;
            let there = flags & flag != 0;
            from += if there { 4 } else { 0 };
            there.then_some(place)
        };
        let offset = skip(0x001).and_then(|place| word(run, place)).unwrap_or(0) as i32;
        skip(0x004);
        skip(0x100);
        let own = skip(0x200).and_then(|place| word(run, place));
        let size = own.or(size).or_else(|| self.default_size(moov))?;
        let place = base.unwrap_or(at).checked_add_signed(offset.into())?;
        let length = u64::from(size);
        (1..=MAX_PICTURE_BYTES)
            .contains(&length)
            .then_some((place, length))
    }

    fn default_size(&self, moov: &[u8]) -> Option<u32> {
        Boxes(find(moov, b"mvex")?)
            .take(MAX_BOXES)
            .filter(|(name, _)| *name == b"trex")
            .find(|(_, body)| word(body, 4) == Some(self.id))
            .and_then(|(_, body)| word(body, 16))
    }
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn long(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}
