//! Pictures coded in H.264 (AVC): the first picture of most films, and the
//! rare HEIF photo that is coded so.
//!
//! The decoder is pure Rust. What it will need is told by the picture’s own
//! parameters, before anything is decoded.

use std::borrow::Cow;

use image::RgbImage;
use rust_h264::decoder::{ChromaFormat, Decoder, Frame};
use rust_h264::nal::{AvccConfig, SpsInfo, parse_avcc, parse_avcc_config, parse_sps_info};

use super::budget::check_memory;
use super::colour::{self, Source};
use super::decode::{Limits, check_size};
use super::heif_boxes::{self, Numbers};
use super::heif_items::Items;
use super::picture::Pixels;
use super::render::Placement;
use super::stored::Stored;
use super::{PhotoError, sniff};

/// Whether the main picture of a HEIF file is coded so.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    Items::open(bytes)
        .and_then(|items| items.kind(items.main))
        .is_some_and(|kind| &kind == b"avc1")
}

/// Width and height as the picture’s parameters tell them.
pub(super) fn stated_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let items = Items::open(bytes)?;
    let configuration = parse_avcc_config(items.property(items.main, b"avcC")?).ok()?;
    let info = info_of(&configuration)?;
    Some((info.width, info.height))
}

/// What decoding takes besides the file, in bytes: the decoder’s own memory,
/// and the picture it gives.
pub(super) fn cost(bytes: &[u8]) -> Option<(u64, u64)> {
    let items = Items::open(bytes)?;
    let configuration = parse_avcc_config(items.property(items.main, b"avcC")?).ok()?;
    Some(cost_of(&info_of(&configuration)?))
}

fn info_of(configuration: &AvccConfig<'_>) -> Option<SpsInfo> {
    parse_sps_info(configuration.sps_nals.first()?).ok()
}

/// Planes, what is noted about each block, and the picture handed out; two
/// bytes a sample where it is deep.
fn cost_of(info: &SpsInfo) -> (u64, u64) {
    let pixels = u64::from(info.coded_width) * u64::from(info.coded_height);
    let sample = if info.bit_depth_luma > 8 { 2 } else { 1 };
    (pixels * sample * 6 + pixels, pixels * 3)
}

/// Decodes the main picture.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Stored, PhotoError> {
    let lost = || PhotoError::damaged(t!("damage-no-place"));
    let items = Items::open(bytes).ok_or_else(lost)?;
    let configuration = items.property(items.main, b"avcC").ok_or_else(lost)?;
    let data = items.data(items.main).ok_or_else(lost)?;
    let configuration = parse_avcc_config(configuration).map_err(PhotoError::damaged)?;
    let info = info_of(&configuration).ok_or_else(lost)?;
    if info.chroma_format > 2 {
        return Err(PhotoError::unsupported(crate::words::plain(sniff::UNUSUAL)));
    }
    check_size(info.coded_width, info.coded_height, limits)?;
    let (own, picture) = cost_of(&info);
    check_memory(bytes.len(), own.saturating_add(picture), limits)?;
    let frame = first_frame(&configuration, &data)?;
    let wishes = heif_boxes::wishes(bytes);
    let numbers = wishes
        .and_then(|wishes| wishes.numbers)
        .unwrap_or_else(|| numbers_of(&info));
    let pixels =
        pixels(&frame, numbers).ok_or_else(|| PhotoError::damaged(t!("damage-few-pixels")))?;
    let size = pixels.dimensions();
    let source = Source::from_numbers(numbers.primaries, numbers.transfer);
    let picture = colour::sourced(Pixels::Eight(pixels), true, source);
    let placement = wishes.map_or(Placement::UPRIGHT, |wishes| wishes.placement);
    Ok(Stored::photo(picture, size, placement))
}

/// What the stream itself says of its colours.
fn numbers_of(info: &SpsInfo) -> Numbers {
    Numbers {
        primaries: info.primaries.into(),
        transfer: info.transfer.into(),
        matrix: info.matrix.into(),
        full_range: info.full_range,
    }
}

fn first_frame(configuration: &AvccConfig<'_>, data: &[u8]) -> Result<Frame, PhotoError> {
    let mut decoder = Decoder::new();
    let mut trouble = None;
    let parameters = configuration.sps_nals.iter().chain(&configuration.pps_nals);
    let slices = parse_avcc(data, configuration.length_size);
    for unit in parameters.chain(&slices) {
        match decoder.decode_nal(unit) {
            Ok(Some(frame)) => return Ok(frame),
            Ok(None) => {}
            Err(error) => trouble = trouble.or(Some(error)),
        }
    }
    decoder.flush().ok_or_else(|| match trouble {
        Some(error) => PhotoError::damaged(error),
        None => PhotoError::damaged(t!("damage-no-picture")),
    })
}

/// Red, green and blue (ITU-T H.273), in fixed point of 16 bits; a colour
/// difference stands for all pixels it was taken from.
fn pixels(frame: &Frame, numbers: Numbers) -> Option<RgbImage> {
    let width = frame.width as usize;
    let across = frame.chroma_width() as usize;
    let weights = Weights::of(numbers, frame.height);
    let (luma, blue, red) = (
        eight_bits(frame, &frame.y),
        eight_bits(frame, &frame.u),
        eight_bits(frame, &frame.v),
    );
    let shift = u32::from(frame.chroma_format == ChromaFormat::Yuv420);
    let mut picture = RgbImage::new(frame.width, frame.height);
    for (y, row) in picture.chunks_exact_mut((width * 3).max(1)).enumerate() {
        let line = luma.get(y * width..)?.get(..width)?;
        let coloured = (y >> shift) * across;
        let blues = blue.get(coloured..)?.get(..across)?;
        let reds = red.get(coloured..)?.get(..across)?;
        // The last column of an odd width has no difference of its own.
        let last = (blues.last()?, reds.last()?);
        let differences = blues.iter().zip(reds).chain(std::iter::repeat(last));
        let pairs = row.chunks_mut(6).zip(line.chunks(2));
        for ((to, bright), (blue, red)) in pairs.zip(differences) {
            let (blue, red) = (i32::from(*blue) - 128, i32::from(*red) - 128);
            for (pixel, bright) in to.chunks_exact_mut(3).zip(bright) {
                pixel.copy_from_slice(&weights.mix((*bright).into(), blue, red));
            }
        }
    }
    Some(picture)
}

/// Samples of eight bits; deeper ones lose what no screen shows of a film’s
/// small picture.
fn eight_bits<'a>(frame: &Frame, plane: &'a [u8]) -> Cow<'a, [u8]> {
    if frame.bytes_per_sample() == 1 {
        return Cow::Borrowed(plane);
    }
    let drop = frame.bit_depth.saturating_sub(8);
    let (pairs, _) = plane.as_chunks::<2>();
    let shorter = |pair: &[u8; 2]| (u16::from_le_bytes(*pair) >> drop).min(255) as u8;
    Cow::Owned(pairs.iter().map(shorter).collect())
}

/// What each value adds to the three colours.
struct Weights {
    black: i32,
    bright: i32,
    red: i32,
    green: (i32, i32),
    blue: i32,
}

impl Weights {
    fn of(numbers: Numbers, height: u32) -> Self {
        let (kr, kb) = match numbers.matrix {
            1 => (0.2126, 0.0722),
            9 | 10 => (0.2627, 0.0593),
            4 => (0.30, 0.11),
            7 => (0.212, 0.087),
            5 | 6 => (0.299, 0.114),
            // Nothing said: as every player guesses it.
            _ if height >= 720 => (0.2126, 0.0722),
            _ => (0.299, 0.114),
        };
        let (black, bright, colour) = if numbers.full_range {
            (0, 1.0, 1.0)
        } else {
            (16, 255.0 / 219.0, 255.0 / 224.0)
        };
        let kg: f64 = 1.0 - kr - kb;
        // Small numbers, so that nothing is lost.
        let fixed = |value: f64| (value * 65_536.0).round() as i32;
        Self {
            black,
            bright: fixed(bright),
            red: fixed(colour * 2.0 * (1.0 - kr)),
            green: (
                fixed(-colour * 2.0 * (1.0 - kb) * kb / kg),
                fixed(-colour * 2.0 * (1.0 - kr) * kr / kg),
            ),
            blue: fixed(colour * 2.0 * (1.0 - kb)),
        }
    }

    fn mix(&self, bright: i32, blue: i32, red: i32) -> [u8; 3] {
        let bright = (bright - self.black) * self.bright;
        [
            bright + red * self.red,
            bright + blue * self.green.0 + red * self.green.1,
            bright + blue * self.blue,
        ]
        .map(|value| ((value + 32_768) >> 16).clamp(0, 255) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn numbers(matrix: u16, full_range: bool) -> Numbers {
        Numbers {
            primaries: 1,
            transfer: 1,
            matrix,
            full_range,
        }
    }

    #[test]
    fn black_white_and_red_come_out_as_such() {
        let film = Weights::of(numbers(1, false), 1080);
        assert_eq!(film.mix(16, 0, 0), [0; 3]);
        assert_eq!(film.mix(235, 0, 0), [255; 3]);
        // Pure red of ITU-R BT.709, as the standard’s formulas give it.
        assert_eq!(film.mix(63, 102 - 128, 240 - 128), [255, 1, 0]);
        let whole = Weights::of(numbers(6, true), 1080);
        assert_eq!(whole.mix(0, 0, 0), [0; 3]);
        assert_eq!(whole.mix(255, 0, 0), [255; 3]);
        assert_eq!(whole.mix(76, 85 - 128, 255 - 128), [254, 0, 0]);
    }

    #[test]
    fn without_a_word_the_size_tells() {
        let red = |height| Weights::of(numbers(2, false), height).mix(81, 90 - 128, 240 - 128);
        assert_eq!(red(480), [254, 0, 0]);
        assert_ne!(red(1080), red(480));
    }

    #[test]
    fn what_is_no_picture_of_this_kind_is_none() {
        assert!(!is_one(b""));
        assert!(cost(b"nothing").is_none());
        assert!(read(b"nothing at all", &Limits::default()).is_err());
    }
}
