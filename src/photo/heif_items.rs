//! Where a HEIF file keeps its pictures: the pieces a decoder is fed with.
//!
//! Used for AVIF, whose decoder knows nothing of boxes, and for the tiles of a
//! large HEIC; the HEIC decoder finds whole pictures itself.

use std::borrow::Cow;

use super::heif_boxes::{Boxes, find, full_box, main_item, meta_of, properties};

/// Most items looked at: more than a grid of 40,000 pixels a side needs.
const MOST_ITEMS: u32 = 16_384;

/// The items of a file.
pub(super) struct Items<'a> {
    file: &'a [u8],
    meta: &'a [u8],
    /// The one to be shown.
    pub(super) main: u32,
}

impl<'a> Items<'a> {
    pub(super) fn open(file: &'a [u8]) -> Option<Self> {
        let meta = meta_of(file)?;
        Some(Self {
            file,
            meta,
            main: main_item(meta)?,
        })
    }

    /// The first property of a name.
    pub(super) fn property(&self, item: u32, name: &[u8; 4]) -> Option<&'a [u8]> {
        properties(self.meta, item)?
            .into_iter()
            .find(|(found, _)| *found == name)
            .map(|(_, body)| body)
    }

    /// All properties of a name, in the order they apply.
    pub(super) fn properties(&self, item: u32, name: &[u8; 4]) -> Vec<&'a [u8]> {
        properties(self.meta, item)
            .unwrap_or_default()
            .into_iter()
            .filter(|(found, _)| *found == name)
            .map(|(_, body)| body)
            .collect()
    }

    /// Width and height as the file says them, in pixels.
    pub(super) fn extent(&self, item: u32) -> Option<(u32, u32)> {
        let mut body = Reader(self.property(item, b"ispe")?.get(4..)?);
        Some((body.small(4)?, body.small(4)?))
    }

    /// The four letters of an item’s coding.
    pub(super) fn kind(&self, item: u32) -> Option<[u8; 4]> {
        let ((version, _), body) = full_box(find(self.meta, b"iinf")?)?;
        let entries = body.get(if version == 0 { 2 } else { 4 }..)?;
        Boxes(entries)
            .filter(|(name, _)| *name == b"infe")
            .find_map(|(_, entry)| {
                let ((version, _), entry) = full_box(entry)?;
                let mut entry = Reader(entry);
                let id = entry.small(if version >= 3 { 4 } else { 2 })?;
                let _protection = entry.small(2)?;
                (version >= 2 && id == item)
                    .then(|| entry.0.first_chunk::<4>().copied())
                    .flatten()
            })
    }

    /// What an item refers to, in order; for a grid (`dimg`) its tiles.
    pub(super) fn references(&self, kind: &[u8; 4], from: u32) -> Vec<u32> {
        self.links(kind)
            .into_iter()
            .find(|(item, _)| *item == from)
            .map(|(_, to)| to)
            .unwrap_or_default()
    }

    /// The opacity of an item, a picture of its own.
    pub(super) fn opacity_of(&self, item: u32) -> Option<u32> {
        self.links(b"auxl")
            .into_iter()
            .filter(|(_, to)| to.contains(&item))
            .map(|(from, _)| from)
            .find(|from| {
                self.property(*from, b"auxC").is_some_and(|kind| {
                    let kind = kind.get(4..).unwrap_or_default();
                    kind.starts_with(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")
                        || kind.starts_with(b"urn:mpeg:hevc:2015:auxid:1\0")
                })
            })
    }

    fn links(&self, kind: &[u8; 4]) -> Vec<(u32, Vec<u32>)> {
        let Some(((version, _), body)) = find(self.meta, b"iref").and_then(full_box) else {
            return Vec::new();
        };
        let size = if version == 0 { 2 } else { 4 };
        Boxes(body)
            .filter(|(name, _)| *name == kind)
            .filter_map(|(_, link)| {
                let mut link = Reader(link);
                let from = link.small(size)?;
                let count = link.small(2)?;
                let to: Option<Vec<u32>> = (0..count).map(|_| link.small(size)).collect();
                Some((from, to?))
            })
            .collect()
    }

    /// The bytes of an item (ISO/IEC 14496-12 §8.11.3).
    pub(super) fn data(&self, item: u32) -> Option<Cow<'a, [u8]>> {
        let ((version, _), body) = full_box(find(self.meta, b"iloc")?)?;
        let mut body = Reader(body);
        let sizes = body.small(2)?;
        let size = |shift: u32| (sizes >> shift & 0xF) as usize;
        let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
        let index_size = if version == 0 { 0 } else { size(0) };
        let id_size = if version < 2 { 2 } else { 4 };
        let count = body.small(id_size)?.min(MOST_ITEMS);
        for _ in 0..count {
            let id = body.small(id_size)?;
            let method = if version == 0 {
                0
            } else {
                body.small(2)? & 0xF
            };
            let _other_file = body.small(2)?;
            let base = body.number(base_size)?;
            let extents = body.small(2)?;
            let source = match method {
                0 => Some(self.file),
                1 => find(self.meta, b"idat"),
                _ => None,
            };
            let mut pieces: Vec<&'a [u8]> = Vec::new();
            for _ in 0..extents {
                body.number(index_size)?;
                let start = base.checked_add(body.number(offset_size)?)?;
                let length = body.number(length_size)?;
                if id == item {
                    let rest = source?.get(usize::try_from(start).ok()?..)?;
                    // No length means all that is left.
                    let length = match usize::try_from(length).ok()? {
                        0 => rest.len(),
                        length => length,
                    };
                    pieces.push(rest.get(..length)?);
                }
            }
            if id == item {
                return match pieces.as_slice() {
                    [whole] => Some(Cow::Borrowed(whole)),
                    many => {
                        // Pieces that overlap could add up to any length.
                        let total: usize = many.iter().map(|piece| piece.len()).sum();
                        (total <= self.file.len()).then(|| Cow::Owned(many.concat()))
                    }
                };
            }
        }
        None
    }
}

/// Numbers of any length, largest byte first.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl Reader<'_> {
    /// A number of up to eight bytes; of none it is 0.
    fn number(&mut self, size: usize) -> Option<u64> {
        let (bytes, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        (size <= 8).then(|| {
            bytes
                .iter()
                .fold(0, |number, byte| number << 8 | u64::from(*byte))
        })
    }

    /// A number of up to four bytes.
    pub(super) fn small(&mut self, size: usize) -> Option<u32> {
        u32::try_from(self.number(size)?).ok()
    }
}
