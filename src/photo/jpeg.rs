//! What the JPEG decoder does not tell: whether the file is whole.

/// Most pixels a byte of JPEG can stand for. A block of 64 pixels takes at
/// least one bit; doubled, to be on the safe side.
const MAX_PIXELS_PER_BYTE: u64 = 1024;

/// Whether so few bytes could hold so many pixels. A header that promises a
/// giant picture is refused by this before any memory is set aside for it.
pub(super) fn could_hold(byte_len: usize, pixels: u64) -> bool {
    pixels <= (byte_len as u64).saturating_mul(MAX_PIXELS_PER_BYTE)
}

/// Whether the picture stops before its end marker, as a half-copied file
/// does. The decoder fills the rest with grey and says nothing.
pub(super) fn ends_early(bytes: &[u8]) -> bool {
    !reaches_end(bytes).unwrap_or(false)
}

/// Walks from marker to marker; `None` when the bytes run out on the way.
/// Looking for the end marker alone would find that of an embedded thumbnail.
fn reaches_end(bytes: &[u8]) -> Option<bool> {
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    let mut rest = bytes.get(2..)?;
    loop {
        let start = rest.iter().position(|byte| *byte == 0xFF)?;
        rest = rest.get(start + 1..)?;
        let (&marker, after) = rest.split_first()?;
        match marker {
            END => return Some(true),
            // Fill bytes, stuffed zeros and restarts have no length.
            0xFF => {}
            0x00 | 0x01 | 0xD0..=0xD8 => rest = after,
            _ => {
                let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
                rest = after.get(length.max(2)..)?;
                if marker == SCAN && rest.is_empty() {
                    return None;
                }
            }
        }
    }
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
}
