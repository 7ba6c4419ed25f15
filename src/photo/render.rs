//! The one place where edits become pixels.
//!
//! Preview, thumbnail, export and print all call [`apply`], so what a parent
//! sees while moving a slider is what is printed. The curves, their colour
//! space and why they were chosen: `docs/edits.md`.

use image::{ImageBuffer, Pixel, Primitive, Rgb, RgbImage};

use super::decode::decode_to_fit;
use super::{Limits, PhotoError, Picture, Vault, encode};
use crate::domain::{Edits, NewPhoto};

/// How much a slider at its end multiplies the odds `v / (1 − v)` of a value:
/// mid grey then goes to three quarters, and no part of a curve is steeper
/// than 3 or flatter than ⅓.
const FULL_STRENGTH: f64 = 3.0;

/// A picture with its edits.
pub fn apply(picture: &Picture, edits: &Edits) -> Picture {
    let placement = Placement::new(edits.mirrored, edits.turn.quarters());
    let mut seen = placed(&picture.clone().into_srgb8(), placement);
    apply_tone(&mut seen, edits);
    Picture::srgb(seen)
}

/// Brightness and contrast alone, in place.
#[allow(
    clippy::indexing_slicing,
    reason = "a byte is always inside a table of 256"
)]
fn apply_tone(image: &mut RgbImage, edits: &Edits) {
    if edits.brightness == 0 && edits.contrast == 0 {
        return;
    }
    let curve = tone_curve(edits.brightness, edits.contrast);
    for value in image.iter_mut() {
        *value = curve[usize::from(*value)];
    }
}

/// The value each encoded sRGB value becomes, both sliders in −100…100
/// (further values count as the end). Brightness first, then contrast,
/// rounded once.
pub fn tone_curve(brightness: i8, contrast: i8) -> [u8; 256] {
    std::array::from_fn(|index| {
        let value = index as f64 / 255.0;
        let toned = contrasted(odds_times(value, strength(brightness)), strength(contrast));
        // 0…1 times 255, so the cast cannot leave the range of a byte.
        (toned * 255.0).round().clamp(0.0, 255.0) as u8
    })
}

/// The factor a slider stands for: ⅓ at −100, 1 at 0, 3 at 100.
fn strength(slider: i8) -> f64 {
    let limit = Edits::TONE_LIMIT;
    FULL_STRENGTH.powf(f64::from(slider.clamp(-limit, limit)) / f64::from(limit))
}

/// Multiplies the odds of a value in 0…1; 0 and 1 stay where they are.
fn odds_times(value: f64, factor: f64) -> f64 {
    factor * value / (1.0 + (factor - 1.0) * value)
}

/// Bends both halves away from (or towards) the middle; 0, ½ and 1 stay.
fn contrasted(value: f64, factor: f64) -> f64 {
    if value < 0.5 {
        0.5 * odds_times(2.0 * value, 1.0 / factor)
    } else {
        1.0 - 0.5 * odds_times(2.0 - 2.0 * value, 1.0 / factor)
    }
}

/// One of the eight ways a picture can lie: mirrored left–right, then turned
/// clockwise in quarter steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placement {
    mirrored: bool,
    quarters: u8,
}

impl Placement {
    /// As it is.
    pub(super) const UPRIGHT: Self = Self::new(false, 0);
    /// Left and right exchanged.
    pub(super) const MIRRORED: Self = Self::new(true, 0);
    /// Top and bottom exchanged.
    pub(super) const FLIPPED: Self = Self::new(true, 2);

    pub(super) const fn new(mirrored: bool, quarters: u8) -> Self {
        Self {
            mirrored,
            quarters: quarters % 4,
        }
    }

    /// Turned clockwise.
    pub(super) const fn turned(quarters: u8) -> Self {
        Self::new(false, quarters)
    }

    /// What an EXIF orientation asks for; unknown numbers ask for nothing.
    pub(super) const fn from_exif(orientation: u8) -> Self {
        match orientation {
            2 => Self::MIRRORED,
            3 => Self::turned(2),
            4 => Self::FLIPPED,
            5 => Self::new(true, 3),
            6 => Self::turned(1),
            7 => Self::new(true, 1),
            8 => Self::turned(3),
            _ => Self::UPRIGHT,
        }
    }

    /// This, and then another on what is seen.
    #[must_use]
    pub(super) const fn then(self, next: Self) -> Self {
        // A mirror after a turn is a mirror before the opposite turn.
        let own = if next.mirrored {
            4 - self.quarters
        } else {
            self.quarters
        };
        Self::new(self.mirrored != next.mirrored, own + next.quarters)
    }

    /// What brings the picture back.
    #[must_use]
    pub(super) const fn undone(self) -> Self {
        if self.mirrored {
            self
        } else {
            Self::turned(4 - self.quarters)
        }
    }

    /// Whether width and height change places.
    pub(super) const fn lies_on_its_side(self) -> bool {
        self.quarters % 2 == 1
    }
}

/// Rows and columns of a tile while turning: small enough for the cache of any
/// computer, so that a turn reads each part of the picture once.
const TILE: usize = 32;

/// The picture laid another way.
pub(super) fn placed<S>(
    image: &ImageBuffer<Rgb<S>, Vec<S>>,
    placement: Placement,
) -> ImageBuffer<Rgb<S>, Vec<S>>
where
    S: Primitive,
    Rgb<S>: Pixel<Subpixel = S>,
{
    if placement == Placement::UPRIGHT {
        return image.clone();
    }
    let Placement { mirrored, quarters } = placement;
    let (width, height) = (image.width() as usize, image.height() as usize);
    let (out_width, out_height) = if placement.lies_on_its_side() {
        (image.height(), image.width())
    } else {
        image.dimensions()
    };
    let mut seen = ImageBuffer::new(out_width, out_height);
    if width == 0 || height == 0 {
        return seen;
    }
    // Where in the original (as it is after the mirror) an output pixel comes
    // from is start + column · step + row · line.
    let source = |column: usize, row: usize| -> usize {
        let (x, y) = match quarters {
            0 => (column, row),
            1 => (row, height - 1 - column),
            2 => (width - 1 - column, height - 1 - row),
            _ => (width - 1 - row, column),
        };
        let x = if mirrored { width - 1 - x } else { x };
        y * width + x
    };
    let (pixels, _) = image.as_raw().as_chunks::<3>();
    let samples: &mut [S] = &mut seen;
    let (out, _) = samples.as_chunks_mut::<3>();
    let out_width = out_width as usize;
    for (band_index, band) in out.chunks_mut(TILE * out_width).enumerate() {
        for left in (0..out_width).step_by(TILE) {
            let right = (left + TILE).min(out_width);
            for (row_index, row) in band.chunks_mut(out_width).enumerate() {
                let y = band_index * TILE + row_index;
                for (x, pixel) in (left..right).zip(row.iter_mut().skip(left)) {
                    if let Some(from) = pixels.get(source(x, y)) {
                        *pixel = *from;
                    }
                }
            }
        }
    }
    seen
}

/// How often each value occurs, in encoded sRGB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// Red values.
    pub red: [u32; 256],
    /// Green values.
    pub green: [u32; 256],
    /// Blue values.
    pub blue: [u32; 256],
    /// Brightness: the Rec. 709 weights on the encoded values.
    pub luma: [u32; 256],
}

/// Counts the values of a picture.
#[allow(
    clippy::indexing_slicing,
    reason = "a byte is always inside a table of 256"
)]
pub fn histogram(image: &RgbImage) -> Histogram {
    let mut counts = Histogram {
        red: [0; 256],
        green: [0; 256],
        blue: [0; 256],
        luma: [0; 256],
    };
    let (pixels, _) = image.as_raw().as_chunks::<3>();
    for &[red, green, blue] in pixels {
        let weighed = 2126 * u32::from(red) + 7152 * u32::from(green) + 722 * u32::from(blue);
        // The weights add up to 10 000, so the mean stays within a byte.
        let luma = ((weighed + 5000) / 10_000).min(255) as usize;
        counts.red[usize::from(red)] += 1;
        counts.green[usize::from(green)] += 1;
        counts.blue[usize::from(blue)] += 1;
        counts.luma[luma] += 1;
    }
    counts
}

/// A photo as it is seen: decoded from its original no larger than needed,
/// edited, and scaled to fit a box of pixels (never enlarged). Screen,
/// thumbnail, export and print all come from here, so that what is seen is
/// what is printed.
///
/// # Errors
/// When the original is missing, unreadable or damaged.
pub fn render(
    vault: &Vault,
    photo: &NewPhoto,
    edits: &Edits,
    max_width: u32,
    max_height: u32,
) -> Result<Picture, PhotoError> {
    let bytes = vault.read(&photo.hash, photo.format)?;
    let (width, height) = source_box(edits, (photo.width, photo.height), (max_width, max_height));
    let decoded = decode_to_fit(&bytes, &Limits::default(), width, height)?;
    let seen = apply(&decoded.picture, edits);
    Ok(seen.fitted(max_width, max_height))
}

/// How large a whole photo must be so that what the edits leave of it just
/// fills a box of pixels.
pub fn source_box(
    edits: &Edits,
    (width, height): (u32, u32),
    (max_width, max_height): (u32, u32),
) -> (u32, u32) {
    let (seen_width, seen_height) = edits.output_size(width, height);
    let scale = (f64::from(max_width.max(1)) / f64::from(seen_width))
        .min(f64::from(max_height.max(1)) / f64::from(seen_height))
        .min(1.0);
    // Positive and no larger than the side itself.
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).clamp(1, length.max(1));
    (side(width), side(height))
}

/// A photo for paper: as [`render`], in sRGB, as JPEG bytes of the given
/// quality (1–100), with its width and height in pixels.
///
/// # Errors
/// When the original is missing, unreadable or damaged.
pub fn render_for_print(
    vault: &Vault,
    photo: &NewPhoto,
    edits: &Edits,
    max_width: u32,
    max_height: u32,
    quality: u8,
) -> Result<(Vec<u8>, u32, u32), PhotoError> {
    let seen = render(vault, photo, edits, max_width, max_height)?.into_srgb8();
    Ok((encode::jpeg(&seen, quality)?, seen.width(), seen.height()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Turn;
    use image::Rgb;

    /// 3 × 2 pixels, each different.
    fn drawn() -> RgbImage {
        RgbImage::from_fn(3, 2, |x, y| Rgb([x as u8, y as u8, 7]))
    }

    #[test]
    fn geometry_is_mirror_then_turn_for_every_pair() {
        for mirrored in [false, true] {
            for turn in [Turn::None, Turn::Right, Turn::Half, Turn::Left] {
                let mut expected = drawn();
                if mirrored {
                    expected = image::imageops::flip_horizontal(&expected);
                }
                expected = match turn {
                    Turn::None => expected,
                    Turn::Right => image::imageops::rotate90(&expected),
                    Turn::Half => image::imageops::rotate180(&expected),
                    Turn::Left => image::imageops::rotate270(&expected),
                };
                let edits = Edits {
                    mirrored,
                    turn,
                    ..Edits::default()
                };
                let seen = apply(&Picture::srgb(drawn()), &edits).into_srgb8();
                assert_eq!(seen, expected, "{edits:?}");
                assert_eq!(seen.dimensions(), edits.output_size(3, 2));
            }
        }
    }

    #[test]
    fn tiles_meet_without_seams() {
        let image = RgbImage::from_fn(77, 65, |x, y| Rgb([x as u8, y as u8, (x ^ y) as u8]));
        assert_eq!(
            placed(&image, Placement::turned(1)),
            image::imageops::rotate90(&image)
        );
        assert_eq!(
            placed(&image, Placement::turned(3)),
            image::imageops::rotate270(&image)
        );
    }

    #[test]
    fn placements_add_up_and_come_undone() {
        let image = drawn();
        for first in 1..=8 {
            let first = Placement::from_exif(first);
            assert_eq!(first.then(first.undone()), Placement::UPRIGHT);
            for second in 1..=8 {
                let second = Placement::from_exif(second);
                assert_eq!(
                    placed(&placed(&image, first), second),
                    placed(&image, first.then(second))
                );
            }
        }
    }

    #[test]
    fn no_pixels_are_no_trouble() {
        let empty = RgbImage::new(0, 5);
        assert_eq!(placed(&empty, Placement::new(true, 1)).dimensions(), (5, 0));
        assert_eq!(histogram(&empty).luma.iter().sum::<u32>(), 0);
    }

    #[test]
    fn a_histogram_counts_every_pixel_once() {
        let counts = histogram(&drawn());
        assert_eq!(counts.red[..3], [2, 2, 2]);
        assert_eq!(counts.green[..2], [3, 3]);
        assert_eq!(counts.blue[7], 6);
        assert_eq!(counts.luma.iter().sum::<u32>(), 6);
        let white = RgbImage::from_pixel(4, 4, Rgb([255; 3]));
        assert_eq!(histogram(&white).luma[255], 16);
    }
}
