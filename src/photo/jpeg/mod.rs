//! JPEG, the format of nearly every photo.
//!
//! With the feature `turbo` pixels come from libjpeg-turbo’s C code, which
//! scales while it decodes; without it from pure Rust. The second is also
//! asked when the first gives up, and both are tested.

mod header;
pub(super) mod live;
mod plain;
mod rows;
#[cfg(feature = "turbo")]
mod turbo;

use image::RgbImage;

use super::budget::check_memory;
use super::decode::{Limits, check_size};
use super::render::Placement;
use super::stored::{Stored, scaled_at_least};
use super::{PhotoError, colour};

pub(super) use header::{Coding, Header, ends_early};
#[cfg(feature = "turbo")]
use rows::RowWriter;
pub(super) use rows::rewrite;

/// What decoding takes besides the file, in bytes: the decoder’s own memory,
/// and the picture it gives.
pub(super) fn cost(header: &Header<'_>, goal: Option<(u32, u32)>) -> (u64, u64) {
    let (width, height) = if cfg!(feature = "turbo") {
        scaled(header.width, header.height, eighths(header, goal))
    } else {
        (header.width, header.height)
    };
    let pixels = u64::from(width) * u64::from(height);
    (header.decoder_bytes(), pixels * 3)
}

/// How large to decode, in eighths: the smallest of 1, 2, 4 and 8 that still
/// is large enough. The steps between were measured to be slower than the
/// next larger one, for lack of SIMD code.
fn eighths(header: &Header<'_>, goal: Option<(u32, u32)>) -> u8 {
    let Some(goal) = goal else { return 8 };
    let size = (header.width, header.height);
    [1, 2, 4]
        .into_iter()
        .find(|eighths| scaled_at_least(size, scaled(size.0, size.1, *eighths), goal, *eighths))
        .unwrap_or(8)
}

/// The size after scaling, in pixels; sides are rounded up.
fn scaled(width: u32, height: u32, eighths: u8) -> (u32, u32) {
    let side = |side: u32| (u64::from(side) * u64::from(eighths)).div_ceil(8) as u32;
    (side(width), side(height))
}

/// Decodes a JPEG; with a goal (a box of pixels, as the picture is stored)
/// possibly scaled, but never smaller than what fits the box.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    goal: Option<(u32, u32)>,
) -> Result<Stored, PhotoError> {
    let Some(header) = Header::read(bytes) else {
        return Err(PhotoError::damaged(t!("damage-empty-picture")));
    };
    let size = (header.width, header.height);
    check_size(size.0, size.1, limits)?;
    header.check(bytes.len())?;
    let (decoder, picture) = cost(&header, goal);
    check_memory(bytes.len(), decoder.saturating_add(picture), limits)?;
    let pixels = pixels(bytes, &header, limits, goal)?;
    // Inks and greys have been brought to sRGB with their profile already.
    let profile = (header.planes() == 3)
        .then(|| header.icc().and_then(|block| colour::rgb_profile(&block)))
        .flatten();
    Ok(Stored::eight(pixels, profile, size, Placement::UPRIGHT))
}

#[cfg(feature = "turbo")]
fn pixels(
    bytes: &[u8],
    header: &Header<'_>,
    limits: &Limits,
    goal: Option<(u32, u32)>,
) -> Result<RgbImage, PhotoError> {
    turbo::decode(bytes, header, eighths(header, goal)).or_else(|error| {
        // Some oddities one of the two reads and the other does not.
        let full = u64::from(header.width) * u64::from(header.height) * 3;
        check_memory(
            bytes.len(),
            full.saturating_add(header.decoder_bytes()),
            limits,
        )?;
        plain::decode(bytes, header).map_err(|_| error)
    })
}

#[cfg(not(feature = "turbo"))]
fn pixels(
    bytes: &[u8],
    header: &Header<'_>,
    _limits: &Limits,
    _goal: Option<(u32, u32)>,
) -> Result<RgbImage, PhotoError> {
    plain::decode(bytes, header)
}

/// A JPEG of quality 1–100, with a profile unless it is empty.
///
/// # Errors
/// [`PhotoError::TooLarge`] when a side is beyond what a JPEG can hold (65 535
/// pixels), or there is no pixel at all.
pub(super) fn encode(image: &RgbImage, quality: u8, profile: &[u8]) -> Result<Vec<u8>, PhotoError> {
    #[cfg(feature = "turbo")]
    {
        let mut writer = RowWriter::new(image.width(), image.height(), quality, profile)?;
        writer.write(image.as_raw())?;
        writer.finish()
    }
    #[cfg(not(feature = "turbo"))]
    plain::encode(image, quality, profile)
}

/// Longest side a JPEG can have, in pixels.
const MAX_SIDE: u32 = 65_535;

fn does_not_fit(width: u32, height: u32) -> PhotoError {
    PhotoError::TooLarge {
        what: t!(
            "large-no-jpeg",
            width = width.to_string(),
            height = height.to_string()
        ),
    }
}

/// Whether colours are stored at half the size (4:2:0), as most cameras do.
/// From this quality on they are kept whole: who asks for so much wants the
/// edges of red blankets too.
#[cfg(feature = "turbo")]
const fn halves_colours(quality: u8) -> bool {
    quality < 93
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn picture(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let wave = |step: f32| (128.0 + 100.0 * step.sin()) as u8;
            Rgb([
                wave(x as f32 / 17.0),
                wave(y as f32 / 23.0),
                wave((x + y) as f32 / 31.0),
            ])
        })
    }

    fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
        assert_eq!(a.dimensions(), b.dimensions());
        let sum: u64 = a
            .as_raw()
            .iter()
            .zip(b.as_raw())
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum();
        sum as f64 / a.as_raw().len() as f64
    }

    #[test]
    fn the_smallest_size_that_is_large_enough_is_decoded() {
        let bytes = encode(&picture(400, 300), 85, &[]).unwrap();
        let mut header = Header::read(&bytes).unwrap();
        (header.width, header.height) = (4032, 3024);
        let chosen = |goal| eighths(&header, goal);
        assert_eq!(chosen(None), 8);
        assert_eq!(chosen(Some((4032, 4032))), 8);
        assert_eq!(chosen(Some((2017, 2017))), 8);
        assert_eq!(chosen(Some((1920, 1920))), 4);
        assert_eq!(chosen(Some((512, 512))), 2);
        assert_eq!(chosen(Some((100, 100))), 1);
        assert_eq!(scaled(4031, 3, 1), (504, 1));
    }

    #[test]
    fn both_encoders_write_what_both_decoders_read() {
        let image = picture(161, 97);
        for quality in [85, 95] {
            let plain = plain::encode(&image, quality, b"").unwrap();
            let chosen = encode(&image, quality, b"").unwrap();
            for bytes in [&plain, &chosen] {
                let header = Header::read(bytes).unwrap();
                let seen = plain::decode(bytes, &header).unwrap();
                assert!(difference(&seen, &image) < 4.0);
                let stored = read(bytes, &Limits::default(), None).unwrap();
                assert!(difference(&stored.picture.into_srgb8(), &seen) < 1.0);
            }
        }
    }

    #[test]
    fn impossible_sizes_are_refused_by_both_encoders() {
        for (width, height) in [(0, 0), (0, 5), (70_000, 1)] {
            let image = RgbImage::new(width, height);
            for result in [encode(&image, 90, &[]), plain::encode(&image, 90, &[])] {
                let error = result.unwrap_err();
                assert!(matches!(error, PhotoError::TooLarge { .. }), "{error}");
            }
        }
    }
}
