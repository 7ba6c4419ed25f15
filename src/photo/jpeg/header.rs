//! What a JPEG says about itself before anything is decoded: its kind, its
//! size, what decoding it would cost, its profile, and whether it is whole.

use std::borrow::Cow;

use memchr::memchr;

use crate::photo::{PhotoError, colour};

/// Most pixels a byte of JPEG can stand for. A block of 64 pixels takes at
/// least one bit; doubled, to be on the safe side.
const MAX_PIXELS_PER_BYTE: u64 = 1024;

/// Most scans of a progressive JPEG. Cameras and programs write about ten;
/// each one costs a walk over the whole picture, however empty it is.
const MAX_SCANS: u32 = 200;

/// Most blocks (of 8 × 8 samples) times scans: about two seconds of decoding.
const MAX_BLOCK_VISITS: u64 = 150_000_000;

/// The coding of the pixels, by the frame’s marker (ITU-T T.81, table B.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::photo) enum Coding {
    /// One pass, Huffman.
    Sequential,
    /// From coarse to fine, Huffman.
    Progressive,
    /// Anything else, named with its article.
    Other(&'static str),
}

/// One plane of the picture.
#[derive(Debug, Clone, Copy)]
struct Component {
    /// Samples across and down in each unit of the picture.
    across: u8,
    down: u8,
}

/// The frame header, and what was found on the way to the end of the file.
#[derive(Debug, Clone)]
pub(in crate::photo) struct Header<'a> {
    pub(in crate::photo) coding: Coding,
    pub(in crate::photo) width: u32,
    pub(in crate::photo) height: u32,
    /// Adobe’s marker is there, which also says that four inks are stored
    /// inverted.
    #[cfg_attr(
        not(feature = "turbo"),
        allow(dead_code, reason = "the other decoder looks for it itself")
    )]
    pub(in crate::photo) adobe: bool,
    /// Pieces of the ICC profile: number and bytes.
    profile: Vec<(u8, &'a [u8])>,
    components: Vec<Component>,
    scans: u32,
    /// Where the end marker ends; `None` when the file stops before it.
    pub(in crate::photo) end: Option<usize>,
}

impl<'a> Header<'a> {
    /// Walks from marker to marker; `None` when there is no picture at all.
    pub(in crate::photo) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut found = Frame::default();
        let end = found.walk(bytes);
        let (coding, width, height) = found.kind?;
        (found.scans > 0).then_some(Self {
            coding,
            width,
            height,
            adobe: found.adobe,
            profile: found.profile,
            components: found.components,
            scans: found.scans,
            end,
        })
    }

    /// Number of planes: 1 for grey, 3 for colours, 4 for inks.
    pub(in crate::photo) fn planes(&self) -> usize {
        self.components.len()
    }

    /// Refuses what no decoder here reads, and what costs far more than a
    /// photo would.
    ///
    /// # Errors
    /// [`PhotoError::Unsupported`] with the kind’s name, or
    /// [`PhotoError::Damaged`].
    pub(in crate::photo) fn check(&self, byte_len: usize) -> Result<(), PhotoError> {
        if let Coding::Other(name) = self.coding {
            return Err(PhotoError::unsupported(name));
        }
        let pixels = u64::from(self.width) * u64::from(self.height);
        // A header that promises a giant picture.
        if pixels > (byte_len as u64).saturating_mul(MAX_PIXELS_PER_BYTE) {
            return Err(PhotoError::damaged(t!("damage-mostly-missing")));
        }
        let visits = self.blocks().saturating_mul(self.scans.into());
        if self.coding == Coding::Progressive
            && (self.scans > MAX_SCANS || visits > MAX_BLOCK_VISITS)
        {
            return Err(PhotoError::damaged(t!("damage-passes", count = self.scans)));
        }
        Ok(())
    }

    /// Bytes a decoder sets aside besides the pixels it gives: the
    /// coefficients of a progressive picture (two bytes each), else a few
    /// rows.
    pub(in crate::photo) fn decoder_bytes(&self) -> u64 {
        let rows = u64::from(self.width) * 4 * 64;
        // Several scans without progression hold everything as well.
        if self.coding == Coding::Progressive || self.scans > 1 {
            self.blocks() * 64 * 2 + rows
        } else {
            rows
        }
    }

    /// Blocks of 8 × 8 samples in all planes together.
    fn blocks(&self) -> u64 {
        let most = |side: fn(&Component) -> u8| self.components.iter().map(side).max().unwrap_or(1);
        let (across, down) = (most(|c| c.across), most(|c| c.down));
        let units = |pixels: u32, most: u8| u64::from(pixels).div_ceil(8 * u64::from(most.max(1)));
        let units = units(self.width, across) * units(self.height, down);
        self.components
            .iter()
            .map(|part| units * u64::from(part.across) * u64::from(part.down))
            .sum()
    }

    /// The ICC block, put together from its pieces.
    pub(in crate::photo) fn icc(&self) -> Option<Cow<'a, [u8]>> {
        let mut pieces = self.profile.clone();
        pieces.sort_by_key(|(number, _)| *number);
        let total: usize = pieces.iter().map(|(_, piece)| piece.len()).sum();
        if total > colour::MAX_ICC_BYTES {
            return None;
        }
        match pieces.as_slice() {
            [] => None,
            [(_, whole)] => Some(Cow::Borrowed(whole)),
            many => Some(Cow::Owned(
                many.iter().flat_map(|(_, piece)| *piece).copied().collect(),
            )),
        }
    }
}

/// The same while it is being read.
#[derive(Default)]
struct Frame<'a> {
    kind: Option<(Coding, u32, u32)>,
    adobe: bool,
    profile: Vec<(u8, &'a [u8])>,
    components: Vec<Component>,
    scans: u32,
}

impl<'a> Frame<'a> {
    /// Where the end marker ends. Looking for the end marker alone would find
    /// that of an embedded thumbnail.
    fn walk(&mut self, bytes: &'a [u8]) -> Option<usize> {
        const END: u8 = 0xD9;
        const SCAN: u8 = 0xDA;
        let mut rest = bytes.get(2..)?;
        loop {
            let start = memchr(0xFF, rest)?;
            rest = rest.get(start + 1..)?;
            let (&marker, after) = rest.split_first()?;
            match marker {
                END => return Some(bytes.len() - after.len()),
                // Fill bytes, stuffed zeros and restarts have no length.
                0xFF => {}
                0x00 | 0x01 | 0xD0..=0xD8 => rest = after,
                _ => {
                    let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
                    let body = after.get(2..length.max(2));
                    if let Some(body) = body {
                        self.segment(marker, body);
                    }
                    rest = after.get(length.max(2)..)?;
                    if marker == SCAN {
                        self.scans = self.scans.saturating_add(1);
                        if rest.is_empty() {
                            return None;
                        }
                    }
                }
            }
        }
    }

    fn segment(&mut self, marker: u8, body: &'a [u8]) {
        match marker {
            0xEE if body.starts_with(b"Adobe") => self.adobe = true,
            0xE2 => {
                if let Some([number, _, piece @ ..]) = body.strip_prefix(b"ICC_PROFILE\0") {
                    self.profile.push((*number, piece));
                }
            }
            // A second frame belongs to something else.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) && self.kind.is_none() => {
                let Some((&[depth, h1, h0, w1, w0, _], parts)) = body.split_first_chunk::<6>()
                else {
                    return;
                };
                self.kind = Some((
                    coding(marker, depth),
                    u16::from_be_bytes([w1, w0]).into(),
                    u16::from_be_bytes([h1, h0]).into(),
                ));
                let (parts, _) = parts.as_chunks::<3>();
                self.components = parts
                    .iter()
                    .map(|[_, factors, _]| Component {
                        across: factors >> 4,
                        down: factors & 0x0F,
                    })
                    .collect();
            }
            _ => {}
        }
    }
}

fn coding(marker: u8, depth: u8) -> Coding {
    match marker {
        0xC9..=0xCF => Coding::Other(t!("kind-jpeg-arithmetic")),
        0xC3 | 0xC7 => Coding::Other(t!("kind-jpeg-lossless")),
        0xC5 | 0xC6 => Coding::Other(t!("kind-jpeg-hierarchical")),
        _ if depth == 12 => Coding::Other(t!("kind-jpeg-12")),
        0xC2 => Coding::Progressive,
        _ => Coding::Sequential,
    }
}

/// Whether the picture stops before its end marker, as a half-copied file
/// does. The decoder fills the rest with grey and says nothing.
pub(in crate::photo) fn ends_early(bytes: &[u8]) -> bool {
    Frame::default().walk(bytes).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_file_reaches_its_end() {
        let image = image::RgbImage::from_fn(64, 64, |x, y| {
            image::Rgb([(x * y) as u8, (x * 7) as u8, (y * 5) as u8])
        });
        let whole = crate::photo::encode::jpeg(&image, 90).unwrap();
        assert!(!ends_early(&whole));
        assert_eq!(Header::read(&whole).unwrap().end, Some(whole.len()));
        for cut in [3, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
            assert!(ends_early(&whole[..cut]), "{cut}");
        }
        // Bytes behind the picture (a motion photo’s film) do not matter.
        let mut longer = whole;
        longer.extend_from_slice(b"ftypmp42 and so on");
        assert!(!ends_early(&longer));
    }

    #[test]
    fn the_end_of_an_embedded_thumbnail_is_not_the_end() {
        let mut bytes = b"\xFF\xD8\xFF\xE1\x00\x08\xFF\xD8\xFF\xD9\x00\x00".to_vec();
        bytes.extend_from_slice(b"\xFF\xDA\x00\x02\x12\x34\x56");
        assert!(ends_early(&bytes));
        bytes.extend_from_slice(b"\xFF\x00\xFF\xD3\xFF\xFF\xD9");
        assert!(!ends_early(&bytes));
    }

    fn frame(marker: u8, depth: u8, factors: [u8; 3], scans: usize) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, marker, 0, 17, depth];
        // 4,000 × 3,000.
        bytes.extend([0x0B, 0xB8, 0x0F, 0xA0, 3]);
        for (id, factor) in (1..).zip(factors) {
            bytes.extend([id, factor, 0]);
        }
        for _ in 0..scans {
            bytes.extend(*b"\xFF\xDA\x00\x02");
        }
        bytes.extend([0xFF, 0xD9]);
        bytes.resize(bytes.len() + 20_000, 0);
        bytes
    }

    #[test]
    fn coefficients_are_counted_with_their_sampling() {
        let cost = |marker, factors| {
            let bytes = frame(marker, 8, factors, 3);
            Header::read(&bytes).unwrap().decoder_bytes() / 1_000_000
        };
        assert_eq!(cost(0xC2, [0x11, 0x11, 0x11]), 73);
        assert_eq!(cost(0xC2, [0x22, 0x11, 0x11]), 37);
        let bytes = frame(0xC0, 8, [0x11; 3], 1);
        assert!(Header::read(&bytes).unwrap().decoder_bytes() < 2_000_000);
    }

    #[test]
    fn odd_kinds_are_named() {
        for (marker, depth, name) in [
            (0xC9, 8, "a JPEG with arithmetic coding"),
            (0xCA, 8, "a JPEG with arithmetic coding"),
            (0xC3, 8, "a lossless JPEG"),
            (0xC1, 12, "a JPEG of 12 bits a colour"),
        ] {
            let bytes = frame(marker, depth, [0x11; 3], 1);
            let error = Header::read(&bytes)
                .unwrap()
                .check(bytes.len())
                .unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn too_many_passes_are_refused_and_a_usual_number_is_not() {
        for (scans, fine) in [(10, true), (200, true), (201, false), (5_000, false)] {
            let bytes = frame(0xC2, 8, [0x22, 0x11, 0x11], scans);
            let header = Header::read(&bytes).unwrap();
            assert_eq!(header.check(bytes.len()).is_ok(), fine, "{scans}");
        }
    }
}
