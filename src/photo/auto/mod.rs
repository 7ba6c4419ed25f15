//! What the *Auto* button sets: a few sliders, from how light and colour are
//! spread over the picture. A parent sees every one of them and can move it.
//!
//! Rules, thresholds and their sources: `docs/edits.md`. All of them look the
//! other way when a picture is well exposed, and none goes far: a dark room
//! stays a dark room. Only a photo that is nearly black is lifted as far as its
//! grain allows ([`night`]).

mod night;

use image::RgbImage;

use super::render::{histogram, tone_curve, warmth_odds};
use crate::domain::Edits;

/// A median darker than this is lifted to it …
const DARK_MEDIAN: u8 = 92;
/// … and a brighter one than this lowered to it.
const BRIGHT_MEDIAN: u8 = 168;
/// The furthest brightness is moved; half of it where something is bright
/// already …
const MOST_BRIGHTNESS: i8 = 60;
/// … and less the brighter a twentieth of the picture is: a face that is well
/// lit in a dark room is what the photo is of. All of it up to the first of
/// these, this much from the second on.
const UNLIT: u8 = 96;
const LIT: u8 = 160;
const MOST_BRIGHTNESS_LIT: i8 = 15;
/// A picture is a dark room when nine tenths of it are below this.
const DARK_ROOM: u8 = 96;
/// Something is bright when a hundredth of the picture is above this.
const BRIGHT: u8 = 225;
/// A narrower range of values than this looks flat, measured without the
/// darkest and the brightest hundredth.
const FLAT_RANGE: u8 = 140;
/// The most that is added to contrast, and to shadows.
const MOST_CONTRAST: i8 = 25;
const MOST_SHADOWS: i8 = 35;
/// The most that is taken from highlights.
const MOST_HIGHLIGHTS: i8 = 35;
/// The most that is smoothed in the darkest room.
const MOST_NOISE: u8 = 40;
/// Red over blue, or blue over red, in odds: more than this is a cast.
const CAST: f64 = 2.0;
/// Colour is not looked for in what is as dark as this, where grain and rounding
/// make it; in a photo that has hardly anything brighter, in less.
const BLACK: u8 = 24;
const BLACK_BY_NIGHT: u8 = 8;
/// The furthest warmth is moved.
const MOST_WARMTH: i8 = 30;

/// What kept *Auto* from lifting a photo further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LightLimit {
    /// Any brighter, and grain would be what is seen.
    Grain,
    /// The sliders go no further.
    Sliders,
    /// There is nothing in the photo to lift.
    Black,
}

/// What *Auto* chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Light, colour and smoothing; all else as it was.
    pub edits: Edits,
    /// What kept it from more; `None` when the photo came to where such a one
    /// should be.
    pub limit: Option<LightLimit>,
}

/// Light and colour that suit a picture; nothing when it is fine as it is.
/// Geometry, saturation, sharpness and looks are left to the parent.
pub fn auto(image: &RgbImage) -> Chosen {
    let mut edits = Edits::default();
    let counts = histogram(image);
    let light = Spread::of(&counts.luma);
    if light.total == 0 {
        return Chosen::default();
    }
    let median = light.below(0.5);
    let (low, high) = (light.below(0.01), light.below(0.99));
    let has_bright = high > BRIGHT;
    let dark_room = light.below(0.9) < DARK_ROOM;
    // 0 where the room begins to be dark, 1 in the black of night.
    let depth = 1.0 - f64::from(light.below(0.9).min(DARK_ROOM)) / f64::from(DARK_ROOM);

    edits.brightness = brightness(median, most_brightness(&light, has_bright));
    let range = high - low;
    if range < FLAT_RANGE && range > 0 {
        let missing = f64::from(FLAT_RANGE - range) / f64::from(FLAT_RANGE);
        edits.contrast = part_of(MOST_CONTRAST, missing);
    }
    // Dark parts beside bright ones: a face against a window. A tenth of the
    // picture in the dark is usual.
    let dark_part = light.share(0..=31);
    if has_bright {
        edits.shadows = part_of(MOST_SHADOWS, (dark_part - 0.25) / 0.5);
    } else if dark_room {
        edits.shadows = part_of(MOST_SHADOWS, depth);
    }
    // Nearly white, but not burnt out: that is where drawing can be brought back.
    edits.highlights = -part_of(MOST_HIGHLIGHTS, (light.share(226..=252) - 0.15) / 0.5);
    if dark_room {
        // Never negative, so the sign is free to go.
        edits.noise = part_of(MOST_NOISE.cast_signed(), 0.3 + 0.7 * depth).unsigned_abs();
    }
    let night = night::depth(&light);
    edits.warmth = warmth(image, night > 0.5);
    let limit = night::lift(image, &light, night, &mut edits);
    Chosen { edits, limit }
}

/// `most`, as far as `part` goes into 0…1.
fn part_of(most: i8, part: f64) -> i8 {
    // Between 0 and `most`.
    (f64::from(most) * part.clamp(0.0, 1.0)).round() as i8
}

/// How far brightness may be moved.
fn most_brightness(light: &Spread<'_>, has_bright: bool) -> i8 {
    let lit = f64::from(light.below(0.95).saturating_sub(UNLIT)) / f64::from(LIT - UNLIT);
    let most = MOST_BRIGHTNESS - part_of(MOST_BRIGHTNESS - MOST_BRIGHTNESS_LIT, lit);
    if has_bright {
        most.min(MOST_BRIGHTNESS / 2)
    } else {
        most
    }
}

/// The smallest move that brings the median to where it is wanted, or `most`.
fn brightness(median: u8, most: i8) -> i8 {
    let becomes = |slider: i8| {
        tone_curve(slider, 0)
            .get(usize::from(median))
            .copied()
            .unwrap_or(median)
    };
    if median < DARK_MEDIAN {
        (1..=most)
            .find(|slider| becomes(*slider) >= DARK_MEDIAN)
            .unwrap_or(most)
    } else if median > BRIGHT_MEDIAN {
        // A bright picture is rarely wrong: light walls, a white cot.
        (1..=most / 2)
            .find(|slider| becomes(-slider) <= BRIGHT_MEDIAN)
            .map_or(-most / 2, |slider| -slider)
    } else {
        0
    }
}

/// Takes back what is too much of a cast, by grey world, when the darker and
/// the brighter half of the picture agree on it: the light of a lamp is on all
/// things, a red blanket is not.
fn warmth(image: &RgbImage, by_night: bool) -> i8 {
    let black = if by_night { BLACK_BY_NIGHT } else { BLACK };
    let [dark, bright] = halves(image, black);
    let (Some(dark), Some(bright)) = (dark, bright) else {
        return 0;
    };
    // The weaker of the two counts.
    let cast = if dark > CAST && bright > CAST {
        dark.min(bright)
    } else if dark < 1.0 / CAST && bright < 1.0 / CAST {
        dark.max(bright)
    } else {
        return 0;
    };
    let golden = cast > 1.0;
    (1..=MOST_WARMTH)
        .map(|slider| if golden { -slider } else { slider })
        .find(|slider| {
            let [red, _, blue] = warmth_odds(*slider);
            let left = cast * red / blue;
            if golden {
                left <= CAST
            } else {
                left >= 1.0 / CAST
            }
        })
        .unwrap_or(if golden { -MOST_WARMTH } else { MOST_WARMTH })
}

/// The odds of mean red over those of mean blue, in the darker and in the
/// brighter half of what is neither `black` nor clipped; `None` where a half is
/// too small to tell.
fn halves(image: &RgbImage, black: u8) -> [Option<f64>; 2] {
    let (pixels, _) = image.as_raw().as_chunks::<3>();
    let usable = |pixel: &[u8; 3]| {
        let [red, green, blue] = *pixel;
        red.max(green).max(blue) < 250 && red.max(green).max(blue) > black
    };
    let light = |pixel: &[u8; 3]| pixel.iter().map(|value| usize::from(*value)).sum::<usize>();
    let mut counts = [0_u32; 766];
    for pixel in pixels.iter().filter(|pixel| usable(pixel)) {
        if let Some(count) = counts.get_mut(light(pixel)) {
            *count += 1;
        }
    }
    let usable_count = counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    let mut seen = 0;
    let middle = counts
        .iter()
        .take_while(|count| {
            seen += u64::from(**count);
            2 * seen < usable_count
        })
        .count();
    // Red, blue and count of each half.
    let mut sums = [[0_u64; 3]; 2];
    for pixel in pixels.iter().filter(|pixel| usable(pixel)) {
        let [dark, bright] = &mut sums;
        let half = if light(pixel) <= middle { dark } else { bright };
        let [red, _, blue] = *pixel;
        let [reds, blues, count] = half;
        *reds += u64::from(red);
        *blues += u64::from(blue);
        *count += 1;
    }
    let least = pixels.len() as u64 / 20;
    sums.map(|[reds, blues, count]| {
        (count > least).then(|| {
            let odds = |sum: u64| {
                let mean = sum as f64 / count as f64 / 255.0;
                let mean = mean.clamp(0.01, 0.99);
                mean / (1.0 - mean)
            };
            odds(reds) / odds(blues)
        })
    })
}

/// How values are spread.
struct Spread<'a> {
    counts: &'a [u32; 256],
    total: u64,
}

impl<'a> Spread<'a> {
    fn of(counts: &'a [u32; 256]) -> Self {
        Self {
            counts,
            total: counts.iter().map(|count| u64::from(*count)).sum(),
        }
    }

    /// The value that this part of the picture is below or at.
    fn below(&self, part: f64) -> u8 {
        let mut seen = 0;
        let wanted = self.total as f64 * part;
        let place = self.counts.iter().position(|count| {
            seen += u64::from(*count);
            seen as f64 >= wanted
        });
        place
            .and_then(|value| u8::try_from(value).ok())
            .unwrap_or(u8::MAX)
    }

    /// The part of the picture with these values, 0…1.
    fn share(&self, values: std::ops::RangeInclusive<usize>) -> f64 {
        let counts = self.counts.get(values).unwrap_or_default();
        let count: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        count as f64 / self.total.max(1) as f64
    }
}
