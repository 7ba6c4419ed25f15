//! The one place where edits become pixels.
//!
//! Preview, thumbnail, export and print all call [`apply`] or, where the
//! unedited picture is needed no more, [`apply_in_place`]; both give the same
//! pixels, so what a parent sees while moving a slider is what is printed. The
//! formulas, their order and why they were chosen: `docs/edits.md`.
//!
//! | step | where |
//! |---|---|
//! | mirror, turn, straighten, crop | [`placement`], [`straighten`] |
//! | noise | [`noise`] |
//! | warmth, brightness, contrast, shadows, highlights | [`curve`] |
//! | saturation, looks | [`colour_mix`], [`glow`] |
//! | sharpness | [`sharpen`] |
//!
//! [`points`] fuses the steps that look at one pixel at a time, and [`lanes`]
//! runs them; [`sample`] lets one code serve 8 and 16 bits; [`bands`] shares the
//! rows of a large picture among threads.

mod bands;
mod colour_mix;
mod curve;
mod glow;
mod histogram;
mod lanes;
mod noise;
mod output;
mod placement;
mod points;
mod sample;
mod sharpen;
mod straighten;

use std::borrow::Cow;

use image::{Pixel, Rgb};

use super::{Picture, Pixels};
use crate::domain::Edits;
use bands::{Threads, each_band};
use colour_mix::Mood;
use sample::{Image, Sample, image_of};

pub use curve::tone_curve;
pub(in crate::photo) use curve::value_curve;
pub(super) use curve::warmth_odds;
pub use histogram::{Histogram, histogram};
pub use output::{render, render_for_print, source_box};
pub(super) use placement::{Placement, placed};

/// A picture with its edits, in the same depth and colour space. Works on the
/// calling thread alone.
pub fn apply(picture: &Picture, edits: &Edits) -> Picture {
    let one = Threads::ONE;
    Picture {
        pixels: match &picture.pixels {
            Pixels::Eight(image) => Pixels::Eight(edited(Cow::Borrowed(image), edits, one)),
            Pixels::Sixteen(image) => Pixels::Sixteen(edited(Cow::Borrowed(image), edits, one)),
        },
        profile: picture.profile.clone(),
    }
}

/// As [`apply`] for a picture that is not needed unedited any more: light and
/// colour take no second copy in memory, and a large picture is shared among as
/// many threads as the machine runs at once. The pixels are those of [`apply`].
pub fn apply_in_place(picture: &mut Picture, edits: &Edits) {
    match &mut picture.pixels {
        Pixels::Eight(image) => replace(image, edits),
        Pixels::Sixteen(image) => replace(image, edits),
    }
}

/// Changes whole 8-bit RGB pixels in place.
pub(super) type PixelChange = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// These edits as a change of one pixel at a time, so that rows can be worked on
/// as they come; `None` when an edit looks at places or at neighbours.
pub(super) fn pixel_by_pixel(edits: &Edits) -> Option<PixelChange> {
    let edits = edits.clamped();
    let glows = edits.look.is_some_and(|look| Mood::of(look).glow() > 0.0);
    if !edits.only_geometry().is_identity() || edits.noise > 0 || edits.sharpness > 0 || glows {
        return None;
    }
    let steps = <u8 as Sample>::point_steps(&edits);
    Some(Box::new(move |samples| {
        if let Some(steps) = &steps {
            samples.chunks_mut(PART).for_each(|part| steps.run(part));
        }
    }))
}

/// A picture on its way: laid, cropped and freed of grain, which are the steps
/// that take longest and change least while a parent moves a slider.
#[derive(Debug, Clone)]
pub struct Prepared {
    picture: Picture,
    /// Longest side of the picture before the crop, in pixels.
    whole: u32,
    edits: Edits,
}

impl Prepared {
    /// The part of edits that [`prepare`] carries out.
    fn part_of(edits: &Edits) -> Edits {
        let edits = edits.clamped();
        Edits {
            noise: edits.noise,
            ..edits.only_geometry()
        }
    }

    /// Whether [`finish`] may go on from here for these edits.
    pub fn serves(&self, edits: &Edits) -> bool {
        self.edits == Self::part_of(edits)
    }
}

/// The first half of [`apply`].
pub fn prepare(picture: &Picture, edits: &Edits) -> Prepared {
    let (width, height) = picture.dimensions();
    let part = Prepared::part_of(edits);
    Prepared {
        picture: apply(picture, &part),
        whole: width.max(height),
        edits: part,
    }
}

/// The second half of [`apply`]; both halves give its very pixels. The geometry
/// and grain of `edits` count as done.
pub fn finish(prepared: &Prepared, edits: &Edits) -> Picture {
    let one = Threads::ONE;
    let (edits, whole) = (edits.clamped(), prepared.whole);
    Picture {
        pixels: match &prepared.picture.pixels {
            Pixels::Eight(image) => {
                Pixels::Eight(finished(Cow::Borrowed(image), &edits, whole, one))
            }
            Pixels::Sixteen(image) => {
                Pixels::Sixteen(finished(Cow::Borrowed(image), &edits, whole, one))
            }
        },
        profile: prepared.picture.profile.clone(),
    }
}

fn replace<T: Sample>(image: &mut Image<T>, edits: &Edits)
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let threads = Threads::for_samples(image.as_raw().len());
    let taken = std::mem::take(image);
    *image = edited(Cow::Owned(taken), edits, threads);
}

/// Every step in its order.
fn edited<T: Sample>(mut image: Cow<'_, Image<T>>, edits: &Edits, threads: Threads) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let edits = edits.clamped();
    // Blurs are as wide as the whole picture asks, however much is cropped.
    let whole = image.width().max(image.height());
    if image.as_raw().is_empty() {
        return image.into_owned();
    }
    if let Some(moved) = straighten::moved(&image, &edits, threads) {
        image = Cow::Owned(moved);
    }
    if edits.noise > 0 {
        image = Cow::Owned(noise::reduced(&image, edits.noise, whole, threads));
    }
    finished(image, &edits, whole, threads)
}

/// The steps behind geometry and grain; `whole` is the longest side before the
/// crop.
fn finished<T: Sample>(
    image: Cow<'_, Image<T>>,
    edits: &Edits,
    whole: u32,
    threads: Threads,
) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let mut image = match (T::point_steps(edits), image) {
        (None, image) => image.into_owned(),
        (Some(steps), Cow::Owned(mut image)) => {
            each_band(&mut image, PART, threads, |_, part| steps.run(part));
            image
        }
        (Some(steps), Cow::Borrowed(image)) => {
            // Copied and changed part by part, while a part is in the cache.
            let mut samples = Vec::with_capacity(image.as_raw().len());
            for part in image.as_raw().chunks(PART) {
                let start = samples.len();
                samples.extend_from_slice(part);
                if let Some(copied) = samples.get_mut(start..) {
                    steps.run(copied);
                }
            }
            image_of(image.width(), image.height(), samples)
        }
    };
    let glow = edits.look.map_or(0.0, |look| Mood::of(look).glow());
    if glow > 0.0 {
        glow::add(&mut image, glow, whole, threads);
    }
    if edits.sharpness > 0 {
        image = sharpen::sharpened(&image, edits.sharpness, whole, threads);
    }
    image
}

/// Samples changed at a time: whole pixels, few enough for the first cache of
/// any computer.
const PART: usize = 3 * 4096;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Turn;
    use image::RgbImage;

    #[test]
    fn both_halves_give_the_very_pixels_of_the_whole() {
        let image = RgbImage::from_fn(90, 70, |x, y| {
            Rgb([(x * 2 + y % 7) as u8, (y * 3) as u8, (x ^ y) as u8])
        });
        let picture = Picture::srgb(image);
        let edits = Edits {
            straighten: 40,
            noise: 60,
            warmth: 20,
            contrast: 30,
            saturation: -20,
            sharpness: 50,
            look: Some(crate::domain::LookChoice::full(crate::domain::Look::Soft)),
            ..Edits::default()
        }
        .turned_right();
        let prepared = prepare(&picture, &edits);
        assert!(prepared.serves(&edits));
        let whole = apply(&picture, &edits).into_srgb8();
        assert_eq!(finish(&prepared, &edits).into_srgb8(), whole);
        // Other light, same half; another tilt or grain, another half.
        let brighter = Edits {
            brightness: 40,
            ..edits
        };
        assert!(prepared.serves(&brighter));
        assert_eq!(
            finish(&prepared, &brighter).into_srgb8(),
            apply(&picture, &brighter).into_srgb8()
        );
        assert!(!prepared.serves(&Edits { noise: 61, ..edits }));
        assert!(!prepared.serves(&edits.turned_left()));
    }

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
}
