//! Where a photo’s metadata lies in each kind of file.
//!
//! Only heads and lengths are read here; the walk ends at the first that makes
//! no sense. Sources: JPEG T.81 §B.1, Exif 2.32 §4.7, PNG 3rd edition §11.3,
//! the WebP container specification, ISO/IEC 14496-12 and 23008-12; for Fuji’s
//! and Canon’s raw files what ExifTool documents.

use std::borrow::Cow;

use super::boxes;

/// Longest metadata block that is read, in bytes. JPEG allows 64 KiB; other
/// files hold a preview in there.
pub(super) const MAX_BLOCK_BYTES: usize = 16 << 20;
/// Longest XMP packet that is read, in bytes.
pub(super) const MAX_XMP_BYTES: usize = 1 << 20;
/// Most segments, chunks or boxes that are walked through.
const MAX_STEPS: usize = 10_000;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// EXIF: TIFF blocks of which the first has the main directory. Canon’s
    /// raw files have one for each directory.
    pub(super) exif: Exif<'a>,
    /// An XMP packet.
    pub(super) xmp: Option<Cow<'a, [u8]>>,
    /// PNG’s own “Creation Time”.
    pub(super) png_time: Option<String>,
}

/// How EXIF lies in a file.
#[derive(Debug, Default)]
pub(super) enum Exif<'a> {
    /// Nowhere.
    #[default]
    None,
    /// One block whose directories point at each other.
    Block(Cow<'a, [u8]>),
    /// A block for each directory: the main one, EXIF, GPS.
    Apart {
        main: Option<&'a [u8]>,
        exif: Option<&'a [u8]>,
        gps: Option<&'a [u8]>,
    },
}

impl Exif<'_> {
    const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// Finds them by the file’s first bytes.
pub(super) fn find(bytes: &[u8]) -> Parts<'_> {
    if bytes.starts_with(b"\xFF\xD8") {
        in_jpeg(bytes)
    } else if bytes.starts_with(b"\x89PNG") {
        in_png(bytes)
    } else if bytes.starts_with(b"RIFF") {
        in_webp(bytes)
    } else if bytes.starts_with(b"FUJIFILMCCD-RAW") {
        fuji_jpeg(bytes).map(in_jpeg).unwrap_or_default()
    } else if bytes.get(4..8) == Some(b"ftyp") {
        in_boxes(bytes)
    } else {
        // The packet lies in the block, under a tag of its own.
        Parts {
            exif: Exif::Block(Cow::Borrowed(bytes)),
            ..Parts::default()
        }
    }
}

/// The preview of a Fuji raw file, which holds the metadata.
fn fuji_jpeg(bytes: &[u8]) -> Option<&[u8]> {
    let start = usize::try_from(be_u32(bytes, 84)?).ok()?;
    let length = usize::try_from(be_u32(bytes, 88)?).ok()?;
    let rest = bytes.get(start..)?;
    Some(rest.get(..length).unwrap_or(rest))
}

/// Segments before the picture.
pub(super) fn in_jpeg(bytes: &[u8]) -> Parts<'_> {
    let mut parts = Parts::default();
    let mut rest = bytes.get(2..).unwrap_or_default();
    for _ in 0..MAX_STEPS {
        let Some((&0xFF, after)) = rest.split_first() else {
            break;
        };
        let Some((&marker, after)) = after.split_first() else {
            break;
        };
        match marker {
            // Filling; a marker follows.
            0xFF => {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            // Markers that stand alone.
            0x01 | 0xD0..=0xD8 => {
                rest = after;
                continue;
            }
            // The picture begins, or the file ends.
            0xD9 | 0xDA => break,
            _ => {}
        }
        let Some(length) = be_u16(after, 0).map(usize::from).filter(|n| *n >= 2) else {
            break;
        };
        // Of a file cut short, what is there.
        let body = after
            .get(2..length)
            .or_else(|| after.get(2..))
            .unwrap_or_default();
        if marker == 0xE1 {
            // The sixth byte is filling, and not always zero.
            if body.starts_with(b"Exif\0") && parts.exif.is_none() {
                parts.exif = Exif::Block(Cow::Borrowed(body.get(6..).unwrap_or_default()));
            } else if let Some(packet) = body.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0")
                && parts.xmp.is_none()
            {
                parts.xmp = Some(Cow::Borrowed(packet));
            }
        }
        let Some(next) = after.get(length..) else {
            break;
        };
        rest = next;
    }
    parts
}

fn in_png(bytes: &[u8]) -> Parts<'_> {
    let mut parts = Parts::default();
    let mut rest = bytes.get(8..).unwrap_or_default();
    for _ in 0..MAX_STEPS {
        let Some(length) = be_u32(rest, 0).and_then(|length| usize::try_from(length).ok()) else {
            break;
        };
        let (Some(name), Some(body)) = (rest.get(4..8), rest.get(8..length.saturating_add(8)))
        else {
            break;
        };
        match name {
            b"eXIf" if parts.exif.is_none() && length <= MAX_BLOCK_BYTES => {
                parts.exif = Exif::Block(Cow::Borrowed(without_jpeg_prefix(body)));
            }
            b"tEXt" | b"iTXt" => match png_text(name, body) {
                Some(("XML:com.adobe.xmp", packet)) if parts.xmp.is_none() => {
                    parts.xmp = Some(Cow::Borrowed(packet));
                }
                Some(("Creation Time", text)) if text.len() < 100 => {
                    parts.png_time = Some(String::from_utf8_lossy(text).trim().to_owned());
                }
                _ => {}
            },
            b"IEND" => break,
            _ => {}
        }
        // A checksum stands behind each.
        let Some(next) = length.checked_add(12).and_then(|next| rest.get(next..)) else {
            break;
        };
        rest = next;
    }
    parts
}

/// Keyword and text of an uncompressed text chunk.
fn png_text<'a>(kind: &[u8], body: &'a [u8]) -> Option<(&'a str, &'a [u8])> {
    let (keyword, rest) = split_at_zero(body)?;
    let keyword = std::str::from_utf8(keyword).ok()?;
    if kind == b"tEXt" {
        return Some((keyword, rest));
    }
    // Compression, its method, then language and translated keyword.
    let rest = match rest.split_first_chunk::<2>()? {
        ([0, _], rest) => rest,
        _ => return None,
    };
    let (_, rest) = split_at_zero(rest)?;
    let (_, text) = split_at_zero(rest)?;
    Some((keyword, text))
}

fn split_at_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

fn in_webp(bytes: &[u8]) -> Parts<'_> {
    let mut parts = Parts::default();
    let mut rest = bytes.get(12..).unwrap_or_default();
    for _ in 0..MAX_STEPS {
        let Some((head, body)) = rest.split_first_chunk::<8>() else {
            break;
        };
        let [n0, n1, n2, n3, s0, s1, s2, s3] = *head;
        let Ok(size) = usize::try_from(u32::from_le_bytes([s0, s1, s2, s3])) else {
            break;
        };
        let Some(chunk) = body.get(..size) else {
            break;
        };
        match &[n0, n1, n2, n3] {
            b"EXIF" if parts.exif.is_none() && size <= MAX_BLOCK_BYTES => {
                // Some programs put JPEG’s prefix here, where it has no place.
                parts.exif = Exif::Block(Cow::Borrowed(without_jpeg_prefix(chunk)));
            }
            b"XMP " if parts.xmp.is_none() => parts.xmp = Some(Cow::Borrowed(chunk)),
            _ => {}
        }
        let Some(next) = size.checked_add(size % 2).and_then(|next| body.get(next..)) else {
            break;
        };
        rest = next;
    }
    parts
}

fn without_jpeg_prefix(block: &[u8]) -> &[u8] {
    block.strip_prefix(b"Exif\0\0").unwrap_or(block)
}

/// HEIC, AVIF and Canon’s raw files.
fn in_boxes(bytes: &[u8]) -> Parts<'_> {
    if let Some(canon) = boxes::canon(bytes) {
        return Parts {
            exif: Exif::Apart {
                main: canon.main,
                exif: canon.exif,
                gps: canon.gps,
            },
            xmp: canon.xmp.map(Cow::Borrowed),
            png_time: None,
        };
    }
    let items = boxes::items(bytes);
    Parts {
        exif: items
            .exif
            .and_then(skip_to_block)
            .map_or(Exif::None, Exif::Block),
        xmp: items.xmp,
        png_time: None,
    }
}

/// An EXIF item begins with the distance to its block (ISO/IEC 23008-12 §A.2.1).
fn skip_to_block<'a>(item: Cow<'a, [u8]>) -> Option<Cow<'a, [u8]>> {
    let distance = usize::try_from(be_u32(&item, 0)?).ok()?;
    let start = distance.checked_add(4)?;
    let from = |start: usize| match &item {
        Cow::Borrowed(item) => item.get(start..).map(Cow::Borrowed),
        Cow::Owned(item) => item.get(start..).map(|rest| Cow::Owned(rest.to_vec())),
    };
    from(start)
        .filter(|block| block.starts_with(b"II") || block.starts_with(b"MM"))
        // Some writers count the distance from elsewhere.
        .or_else(|| {
            let head = item.get(..64.min(item.len()))?;
            let start = head
                .windows(4)
                .position(|four| four == b"II*\0" || four == b"MM\0*")?;
            from(start)
        })
}

fn be_u16(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_be_bytes(*bytes))
}

fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*bytes))
}
