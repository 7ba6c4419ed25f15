//! Frames of a camera that sends a JPEG for every picture (Motion JPEG).
//!
//! For the screen they are decoded straight into the words the window draws
//! from. To be kept they need nothing, but for one habit of webcams: they leave
//! out the Huffman tables, which everybody is to know by heart (ITU-T T.81,
//! tables K.3 to K.6; the habit comes from AVI files, tag `AVI1`). Such a frame
//! gets the tables put back, so that every program can open it; not a bit of
//! the picture changes.

use std::borrow::Cow;

use super::super::budget::check_memory;
use super::super::decode::{Limits, check_size};
use super::super::live::ScreenFrame;
use super::{Header, PhotoError, cost, eighths};

/// Decodes a frame for the screen, scaled down by halves while it still is
/// `goal_width` pixels wide.
pub(in crate::photo) fn decode(bytes: &[u8], goal_width: u32) -> Result<ScreenFrame, PhotoError> {
    let limits = Limits::default();
    let header = Header::read(bytes).ok_or_else(|| PhotoError::damaged(t!("damage-no-jpeg")))?;
    check_size(header.width, header.height, &limits)?;
    header.check(bytes.len())?;
    if header.planes() > 3 {
        return Err(PhotoError::unsupported(t!("kind-jpeg-inks")));
    }
    let goal_height =
        (u64::from(goal_width) * u64::from(header.height)).div_ceil(u64::from(header.width.max(1)));
    let goal = Some((goal_width, u32::try_from(goal_height).unwrap_or(u32::MAX)));
    let (decoder, picture) = cost(&header, goal);
    check_memory(
        bytes.len(),
        decoder.saturating_add(picture / 3 * 4),
        &limits,
    )?;
    pixels(bytes, &header, eighths(&header, goal))
}

#[cfg(feature = "turbo")]
fn pixels(bytes: &[u8], header: &Header<'_>, eighths: u8) -> Result<ScreenFrame, PhotoError> {
    super::turbo::decode_live(bytes, header, eighths)
}

#[cfg(not(feature = "turbo"))]
fn pixels(bytes: &[u8], header: &Header<'_>, _eighths: u8) -> Result<ScreenFrame, PhotoError> {
    let whole = with_tables(bytes);
    Ok(ScreenFrame::from(&super::plain::decode(&whole, header)?))
}

/// Width and height in pixels; `None` when there is no picture.
pub(in crate::photo) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    Header::read(bytes).map(|header| (header.width, header.height))
}

/// The frame as a file that every program opens: with the Huffman tables put
/// in before the first scan, if it has none of its own.
pub(in crate::photo) fn with_tables(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(scan) = scan_without_tables(bytes) else {
        return Cow::Borrowed(bytes);
    };
    let tables = standard_tables();
    let mut whole = Vec::with_capacity(bytes.len() + tables.len());
    whole.extend_from_slice(bytes.get(..scan).unwrap_or_default());
    whole.extend_from_slice(&tables);
    whole.extend_from_slice(bytes.get(scan..).unwrap_or_default());
    Cow::Owned(whole)
}

/// Where the first scan begins, if no tables stand before it.
fn scan_without_tables(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let (&[mark, kind], rest) = bytes.get(at..)?.split_first_chunk::<2>()?;
        match (mark, kind) {
            // Any number of filling bytes may stand before a marker.
            (0xff, 0xff) => at += 1,
            (0xff, 0xda) => return Some(at),
            (0xff, 0xc4) => return None,
            (0xff, 0x01 | 0xd0..=0xd8) => at += 2,
            (0xff, _) => at += 2 + usize::from(u16::from_be_bytes(*rest.first_chunk()?)).max(2),
            _ => return None,
        }
    }
}

/// Values 0xX1, 0xX2… 0xXa of each run, as tables K.5 and K.6 end.
fn runs(values: &mut Vec<u8>, from: &[(u8, u8)]) {
    for (first, last) in from {
        values.extend(*first..=*last);
    }
}

/// The segment with all four tables, marker and length included: 420 bytes.
fn standard_tables() -> Vec<u8> {
    const DC_LUMA: [u8; 16] = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
    const DC_CHROMA: [u8; 16] = [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
    const AC_LUMA: [u8; 16] = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d];
    const AC_CHROMA: [u8; 16] = [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77];
    let steps: Vec<u8> = (0..12).collect();
    let mut luma = vec![
        0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61,
        0x07, 0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52,
        0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0a,
    ];
    runs(
        &mut luma,
        &[
            (0x16, 0x1a),
            (0x25, 0x2a),
            (0x34, 0x3a),
            (0x43, 0x4a),
            (0x53, 0x5a),
            (0x63, 0x6a),
            (0x73, 0x7a),
            (0x83, 0x8a),
            (0x92, 0x9a),
            (0xa2, 0xaa),
            (0xb2, 0xba),
            (0xc2, 0xca),
            (0xd2, 0xda),
            (0xe1, 0xea),
            (0xf1, 0xfa),
        ],
    );
    let mut chroma = vec![
        0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61,
        0x71, 0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33,
        0x52, 0xf0, 0x15, 0x62, 0x72, 0xd1, 0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1,
    ];
    runs(
        &mut chroma,
        &[
            (0x17, 0x1a),
            (0x26, 0x2a),
            (0x35, 0x3a),
            (0x43, 0x4a),
            (0x53, 0x5a),
            (0x63, 0x6a),
            (0x73, 0x7a),
            (0x82, 0x8a),
            (0x92, 0x9a),
            (0xa2, 0xaa),
            (0xb2, 0xba),
            (0xc2, 0xca),
            (0xd2, 0xda),
            (0xe2, 0xea),
            (0xf2, 0xfa),
        ],
    );
    let tables: [(u8, &[u8; 16], &[u8]); 4] = [
        (0x00, &DC_LUMA, &steps),
        (0x10, &AC_LUMA, &luma),
        (0x01, &DC_CHROMA, &steps),
        (0x11, &AC_CHROMA, &chroma),
    ];
    // Marker and length; every table has a byte for its name, 16 counts and
    // the values: 2 + 2 × (17 + 12) + 2 × (17 + 162) = 418 bytes.
    let mut segment = vec![0xff, 0xc4, 0x01, 0xa2];
    for (name, counts, values) in tables {
        segment.push(name);
        segment.extend_from_slice(counts);
        segment.extend_from_slice(values);
    }
    segment
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::super::plain;
    use super::*;

    fn picture() -> RgbImage {
        RgbImage::from_fn(161, 97, |x, y| {
            let noise = (x * 7919 + y * 104_729) % 61;
            Rgb([
                (x + noise) as u8,
                (y * 2 + noise) as u8,
                ((x + y) % 200) as u8,
            ])
        })
    }

    /// The same without any segment of Huffman tables, as webcams send it.
    fn without_tables(bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes[..2].to_vec();
        let mut at = 2;
        loop {
            let kind = bytes[at + 1];
            let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
            if kind == 0xda {
                out.extend_from_slice(&bytes[at..]);
                return out;
            }
            if kind != 0xc4 {
                out.extend_from_slice(&bytes[at..at + 2 + length]);
            }
            at += 2 + length;
        }
    }

    #[test]
    fn the_tables_are_as_long_as_they_say() {
        let tables = standard_tables();
        assert_eq!(tables.len(), 420);
        assert_eq!(
            usize::from(u16::from_be_bytes([tables[2], tables[3]])),
            tables.len() - 2
        );
    }

    #[test]
    fn a_frame_without_tables_gets_them_and_shows_the_same() {
        // This encoder uses the standard’s own tables.
        let whole = plain::encode(&picture(), 85, &[]).unwrap();
        let bare = without_tables(&whole);
        assert!(bare.len() + 400 < whole.len());
        let mended = with_tables(&bare);
        assert_eq!(mended.len(), bare.len() + 420);
        let header = Header::read(&whole).unwrap();
        let expected = plain::decode(&whole, &header).unwrap();
        assert_eq!(plain::decode(&mended, &header).unwrap(), expected);
        // The camera’s own bytes all stand in it, in their order.
        let scan = scan_without_tables(&bare).unwrap();
        assert_eq!(&mended[..scan], &bare[..scan]);
        assert_eq!(&mended[scan + 420..], &bare[scan..]);
        // And the live picture needs no tables at all.
        let frame = decode(&bare, 2000).unwrap();
        assert_eq!((frame.width, frame.height), (161, 97));
    }

    #[test]
    fn a_frame_with_tables_stays_as_it_is() {
        let whole = plain::encode(&picture(), 85, &[]).unwrap();
        assert!(matches!(with_tables(&whole), Cow::Borrowed(_)));
        for odd in [&whole[..1], &whole[..20], b"", b"\xff\xd8\xff", b"no JPEG"] {
            assert_eq!(&*with_tables(odd), odd);
        }
    }

    #[test]
    fn frames_are_made_smaller_by_halves_but_never_too_small() {
        let whole = plain::encode(&RgbImage::new(640, 360), 85, &[]).unwrap();
        let width = |goal| decode(&whole, goal).unwrap().width;
        if cfg!(feature = "turbo") {
            assert_eq!(width(320), 320);
            assert!((80..320).contains(&width(80)));
        }
        assert_eq!(width(330), 640);
        assert_eq!(width(4000), 640);
    }

    #[test]
    fn damaged_frames_are_errors_or_pictures_never_more() {
        let whole = plain::encode(&picture(), 85, &[]).unwrap();
        for cut in (0..whole.len()).step_by(37) {
            let _ = decode(&whole[..cut], 100);
        }
        for at in (2..whole.len()).step_by(11) {
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            let _ = decode(&bent, 100);
            let _ = with_tables(&bent);
        }
    }
}
