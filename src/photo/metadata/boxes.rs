//! Metadata in files made of boxes: HEIC and AVIF keep it as items beside the
//! pictures, Canon’s raw files in boxes of their own.

use std::borrow::Cow;

use super::parts::{MAX_BLOCK_BYTES, MAX_XMP_BYTES};

/// Most boxes at one level that are walked through.
const MAX_BOXES: usize = 10_000;
/// Most pieces an item may lie in.
const MAX_PIECES: u64 = 64;

/// The items that are metadata.
#[derive(Debug, Default)]
pub(super) struct Items<'a> {
    /// With the distance to the block in front.
    pub(super) exif: Option<Cow<'a, [u8]>>,
    pub(super) xmp: Option<Cow<'a, [u8]>>,
}

/// Finds EXIF and XMP among the items of a HEIF file (ISO/IEC 14496-12 §8.11).
pub(super) fn items(file: &[u8]) -> Items<'_> {
    let Some(meta) = find(file, b"meta").and_then(|body| body.get(4..)) else {
        return Items::default();
    };
    let ids = find(meta, b"iinf").map(wanted).unwrap_or_default();
    let read = |id: Option<u32>, most: usize| {
        let location = find(meta, b"iloc")?;
        content(location, id?, file, find(meta, b"idat"), most)
    };
    Items {
        exif: read(ids.exif, MAX_BLOCK_BYTES),
        xmp: read(ids.xmp, MAX_XMP_BYTES),
    }
}

#[derive(Default)]
struct Ids {
    exif: Option<u32>,
    xmp: Option<u32>,
}

fn wanted(iinf: &[u8]) -> Ids {
    let mut ids = Ids::default();
    let version = iinf.first().copied().unwrap_or_default();
    let head = if version == 0 { 6 } else { 8 };
    let entries = iinf.get(head..).unwrap_or_default();
    for (_, body) in Boxes(entries)
        .take(MAX_BOXES)
        .filter(|(name, _)| *name == b"infe")
    {
        let mut reader = Numbers(body);
        let Some(version) = reader.take(1) else {
            continue;
        };
        let wide = version >= 3;
        if version < 2 || reader.take(3).is_none() {
            continue;
        }
        let id = reader.take(if wide { 4 } else { 2 });
        let (Some(id), Some(_)) = (id.and_then(|id| u32::try_from(id).ok()), reader.take(2)) else {
            continue;
        };
        let Some((kind, rest)) = reader.0.split_first_chunk::<4>() else {
            continue;
        };
        match kind {
            b"Exif" => ids.exif = ids.exif.or(Some(id)),
            b"mime" => {
                // A name, then the kind of content.
                let mut texts = rest.split(|byte| *byte == 0);
                if texts.nth(1) == Some(b"application/rdf+xml") {
                    ids.xmp = ids.xmp.or(Some(id));
                }
            }
            _ => {}
        }
    }
    ids
}

/// The bytes of an item, by the table of locations.
fn content<'a>(
    iloc: &[u8],
    wanted: u32,
    file: &'a [u8],
    idat: Option<&'a [u8]>,
    most: usize,
) -> Option<Cow<'a, [u8]>> {
    let mut reader = Numbers(iloc);
    let version = reader.take(1)?;
    reader.take(3)?;
    let sizes = reader.take(2)?;
    let nibble = |shift: u32| usize::try_from(sizes >> shift & 15).ok();
    let (offset_size, length_size, base_size) = (nibble(12)?, nibble(8)?, nibble(4)?);
    let index_size = if version > 0 { nibble(0)? } else { 0 };
    let id_size = if version < 2 { 2 } else { 4 };
    let count = reader.take(id_size)?;
    for _ in 0..count {
        let id = reader.take(id_size)?;
        let method = if version > 0 { reader.take(2)? & 15 } else { 0 };
        reader.take(2)?;
        let base = reader.take(base_size)?;
        let mut pieces = reader.take(2)?;
        if index_size + offset_size + length_size == 0 {
            // They say nothing, so a thousand of them is a trick.
            pieces = pieces.min(1);
        }
        let here = id == u64::from(wanted);
        if here && pieces > MAX_PIECES {
            return None;
        }
        let mut whole: Option<Cow<'a, [u8]>> = None;
        for _ in 0..pieces {
            reader.take(index_size)?;
            let offset = reader.take(offset_size)?;
            let length = reader.take(length_size)?;
            if !here {
                continue;
            }
            let from = match method {
                0 => file,
                1 => idat?,
                _ => return None,
            };
            let start = usize::try_from(base.checked_add(offset)?).ok()?;
            let rest = from.get(start..)?;
            // Nothing said means all there is; a file cut short has less.
            let length = match usize::try_from(length).ok()? {
                0 => rest.len(),
                length => length,
            };
            let piece = rest.get(..length).unwrap_or(rest);
            if piece.len() > most {
                return None;
            }
            whole = Some(match whole {
                None => Cow::Borrowed(piece),
                Some(before) if before.len() + piece.len() <= most => {
                    let mut joined = before.into_owned();
                    joined.extend_from_slice(piece);
                    Cow::Owned(joined)
                }
                Some(_) => return None,
            });
        }
        if here {
            return whole;
        }
    }
    None
}

/// Canon’s raw file: each directory is a TIFF block of its own.
#[derive(Debug, Default)]
pub(super) struct Canon<'a> {
    pub(super) main: Option<&'a [u8]>,
    pub(super) exif: Option<&'a [u8]>,
    pub(super) gps: Option<&'a [u8]>,
    pub(super) xmp: Option<&'a [u8]>,
}

/// Finds them; `None` when the file is no raw file of Canon’s (`crx`).
pub(super) fn canon(file: &[u8]) -> Option<Canon<'_>> {
    const METADATA: [u8; 16] = [
        0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0, 0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A,
        0x48,
    ];
    const XMP: [u8; 16] = [
        0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF,
        0xAC,
    ];
    if file.get(8..12)? != b"crx " {
        return None;
    }
    let own = |boxes, id: [u8; 16]| {
        Boxes(boxes)
            .take(MAX_BOXES)
            .filter(|(name, _)| *name == b"uuid")
            .find_map(|(_, body)| body.strip_prefix(&id))
    };
    let metadata = find(file, b"moov").and_then(|moov| own(moov, METADATA));
    let part = |name| find(metadata?, name);
    Some(Canon {
        main: part(b"CMT1"),
        exif: part(b"CMT2"),
        gps: part(b"CMT4"),
        xmp: own(file, XMP),
    })
}

fn find<'a>(boxes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    Boxes(boxes)
        .take(MAX_BOXES)
        .find(|(found, _)| *found == name)
        .map(|(_, body)| body)
}

/// Boxes one after the other; ends at the first that makes no sense.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = (&'a [u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (size, rest) = self.0.split_first_chunk::<4>()?;
        let (name, rest) = rest.split_first_chunk::<4>()?;
        let (body_len, rest) = match u32::from_be_bytes(*size) {
            // To the end of the file.
            0 => (rest.len(), rest),
            1 => {
                let (size, rest) = rest.split_first_chunk::<8>()?;
                let size = usize::try_from(u64::from_be_bytes(*size)).ok()?;
                (size.checked_sub(16)?, rest)
            }
            size => (usize::try_from(size).ok()?.checked_sub(8)?, rest),
        };
        let (body, next) = rest.split_at_checked(body_len)?;
        self.0 = next;
        Some((name, body))
    }
}

/// Numbers one after the other, the largest byte first.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    /// The next number of `size` bytes; nothing at all is zero.
    fn take(&mut self, size: usize) -> Option<u64> {
        if size > 8 {
            return None;
        }
        let (bytes, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(bytes.iter().fold(0, |n, byte| n << 8 | u64::from(*byte)))
    }
}
