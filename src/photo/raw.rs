//! Camera raw files: what the sensor saw, as DNG, CR2, CR3, NEF, ARW, ORF,
//! RW2, RAF, PEF, SRW and others hold it.
//!
//! They are kept as they are. What is shown is the largest JPEG that the
//! camera put beside the sensor’s data, found by looking for JPEGs anywhere in
//! the file: every maker files it somewhere else, but all of them store it in
//! one piece. Where there is none, a drawn card stands in.

use std::io::Cursor;

use exif::{In, Reader, Tag};
use memchr::memmem;

use super::decode::Limits;
use super::jpeg::{self, Coding, Header};
use super::render::Placement;
use super::stored::Stored;
use super::{PhotoError, placeholder};
use crate::domain::Shows;

/// Shortest long side of something that counts as a preview, in pixels.
/// Smaller JPEGs are icons, or tiles of the sensor’s data.
const LEAST_SIDE: u32 = 120;

/// Most JPEGs without an end that are followed through the whole file.
const MAX_ENDLESS: u32 = 4;

/// Most places that look like the start of a JPEG.
const MAX_STARTS: usize = 65_536;

/// How many previews are tried, the largest first.
const TRIES: usize = 3;

/// A JPEG inside the file.
struct Preview<'a> {
    bytes: &'a [u8],
    header: Header<'a>,
}

/// What decoding takes besides the file, in bytes: the decoder’s own memory,
/// and the picture it gives.
pub(super) fn cost(bytes: &[u8], goal: Option<(u32, u32)>) -> (u64, u64) {
    previews(bytes)
        .first()
        .map_or((0, placeholder::BYTES), |best| {
            jpeg::cost(&best.header, goal)
        })
}

/// The preview, or the card. `turned` is how the raw file itself says the
/// picture lies; a preview that says so itself is believed first.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    fit: Option<(u32, u32)>,
    turned: Placement,
) -> Result<Stored, PhotoError> {
    for preview in previews(bytes).into_iter().take(TRIES) {
        let placement = own_orientation(preview.bytes).map_or(turned, Placement::from_exif);
        let goal = fit.map(|(width, height)| {
            if placement.lies_on_its_side() {
                (height, width)
            } else {
                (width, height)
            }
        });
        match jpeg::read(preview.bytes, limits, goal) {
            Ok(mut stored) => {
                stored.placement = placement;
                stored.shows = Shows::Preview;
                return Ok(stored);
            }
            // The next one is smaller, and may fit.
            Err(_) => continue,
        }
    }
    let card = placeholder::card();
    let size = card.dimensions();
    let mut stored = Stored::eight(card, None, size, Placement::UPRIGHT);
    stored.shows = Shows::Nothing;
    Ok(stored)
}

/// The largest JPEG in some bytes that can be decoded.
pub(super) fn largest_preview(bytes: &[u8]) -> Option<&[u8]> {
    previews(bytes).first().map(|preview| preview.bytes)
}

/// JPEGs in the file that can be decoded, the largest first.
fn previews(bytes: &[u8]) -> Vec<Preview<'_>> {
    let mut found: Vec<Preview<'_>> = Vec::new();
    let start = memmem::Finder::new(b"\xFF\xD8\xFF");
    let (mut at, mut endless) = (0, 0);
    for _ in 0..MAX_STARTS {
        let Some(rest) = bytes.get(at..) else { break };
        let Some(offset) = start.find(rest) else {
            break;
        };
        let Some(rest) = rest.get(offset..) else {
            break;
        };
        at += offset + 3;
        let Some(header) = Header::read(rest) else {
            continue;
        };
        match header.end {
            // Nothing inside a JPEG is looked at: that is its thumbnail.
            Some(end) => at += end.saturating_sub(3),
            None => {
                endless += 1;
                if endless > MAX_ENDLESS {
                    break;
                }
            }
        }
        let whole = rest.get(..header.end.unwrap_or(rest.len())).unwrap_or(rest);
        let usable = matches!(header.coding, Coding::Sequential | Coding::Progressive)
            && matches!(header.planes(), 1 | 3)
            && header.width.max(header.height) >= LEAST_SIDE;
        if usable {
            found.push(Preview {
                bytes: whole,
                header,
            });
        }
    }
    let size = |preview: &Preview<'_>| {
        let pixels = u64::from(preview.header.width) * u64::from(preview.header.height);
        (preview.header.end.is_some(), pixels)
    };
    found.sort_by_key(|preview| std::cmp::Reverse(size(preview)));
    found
}

/// How a preview says it lies; `None` when it says nothing.
fn own_orientation(jpeg: &[u8]) -> Option<u8> {
    let block = Reader::new()
        .continue_on_error(true)
        .read_from_container(&mut Cursor::new(jpeg))
        .or_else(|error| error.distill_partial_result(|_| {}))
        .ok()?;
    let value = block
        .get_field(Tag::Orientation, In::PRIMARY)?
        .value
        .get_uint(0)?;
    u8::try_from(value)
        .ok()
        .filter(|value| (1..=8).contains(value))
}

/// Whether a TIFF holds a sensor’s data, told by how one of its pictures is
/// coded. Such a file must not pass for a photo: what a TIFF reader finds in it
/// first is an icon.
pub(super) fn holds_sensor_data(bytes: &[u8]) -> bool {
    /// Directories that are looked at, and entries of each.
    const MOST_DIRECTORIES: usize = 24;
    const MOST_ENTRIES: u16 = 512;
    let big = match bytes.first_chunk::<4>() {
        Some(b"MM\0*") => true,
        Some(b"II*\0") => false,
        _ => return false,
    };
    let two = |at: usize| -> Option<u16> {
        let pair = *bytes.get(at..)?.first_chunk::<2>()?;
        Some(if big {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        })
    };
    let four = |at: usize| -> Option<u32> {
        let word = *bytes.get(at..)?.first_chunk::<4>()?;
        Some(if big {
            u32::from_be_bytes(word)
        } else {
            u32::from_le_bytes(word)
        })
    };
    let mut ahead: Vec<u32> = four(4).into_iter().collect();
    let mut seen = 0;
    while let Some(directory) = ahead.pop() {
        seen += 1;
        if seen > MOST_DIRECTORIES {
            return false;
        }
        let directory = directory as usize;
        let count = two(directory).unwrap_or(0).min(MOST_ENTRIES);
        for index in 0..usize::from(count) {
            let at = directory + 2 + index * 12;
            let (Some(tag), Some(kind), Some(length)) = (two(at), two(at + 2), four(at + 4)) else {
                break;
            };
            // A short value lies in the first half of its place.
            let value = if kind == 3 {
                two(at + 8).map(u32::from)
            } else {
                four(at + 8)
            };
            let Some(value) = value else { break };
            match (tag, value) {
                // DNGVersion.
                (0xC612, _) => return true,
                // PhotometricInterpretation: colour filter array, linear raw.
                (0x0106, 32_803 | 34_892) => return true,
                // Compression of Sony, Samsung, Nikon and Pentax.
                (0x0103, 32_767 | 32_769 | 32_770 | 34_713 | 65_535) => return true,
                // SubIFDs: one, or a list elsewhere.
                (0x014A, _) if length == 1 => ahead.push(value),
                (0x014A, _) => {
                    let list = value as usize;
                    ahead.extend((0..length.min(8) as usize).filter_map(|n| four(list + n * 4)));
                }
                _ => {}
            }
        }
        match four(directory + 2 + usize::from(count) * 12) {
            None | Some(0) => {}
            Some(next) => ahead.push(next),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_that_point_at_each_other_end() {
        // Two directories without entries, each the next of the other.
        let bytes = b"II*\0\x08\0\0\0\0\0\x0E\0\0\0\0\0\x08\0\0\0";
        assert!(!holds_sensor_data(bytes));
        for cut in 0..bytes.len() {
            assert!(!holds_sensor_data(&bytes[..cut]));
        }
    }

    #[test]
    fn a_filter_array_below_the_first_directory_is_found() {
        let mut bytes = b"MM\0*\0\0\0\x08".to_vec();
        // One entry: SubIFDs, a long, at 26.
        bytes.extend(*b"\0\x01\x01\x4A\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0");
        // One entry: PhotometricInterpretation, a short.
        bytes.extend(*b"\0\x01\x01\x06\0\x03\0\0\0\x01\x80\x23\0\0\0\0\0\0");
        assert!(holds_sensor_data(&bytes));
        bytes[36] = 0;
        assert!(!holds_sensor_data(&bytes));
    }

    #[test]
    fn a_file_full_of_beginnings_takes_no_time() {
        let mut bytes = b"FUJIFILMCCD-RAW ".to_vec();
        while bytes.len() < 1 << 20 {
            // A frame, a scan, and no end.
            bytes.extend(*b"\xFF\xD8\xFF\xC0\0\x0B\x08\x02\0\x02\0\x01\x01\x11\0\xFF\xDA\0\x02ab");
        }
        let start = std::time::Instant::now();
        assert!(previews(&bytes).len() <= MAX_ENDLESS as usize);
        assert!(start.elapsed().as_secs() < 3);
    }
}
