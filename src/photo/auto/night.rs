//! A photo of the small hours: nearly black, and yet there is a face in it.
//!
//! How far it can be lifted is a matter of its grain, which the lift makes as
//! much coarser as the curve is steep. So the grain is measured, smoothing is
//! set to it, and the lift goes to where the picture is seen, or to where what
//! the smoothing leaves would be coarse, whichever comes first. Two sliders
//! do it, brightness and shadows; both keep white white, so nothing burns out.

use image::RgbImage;

use super::super::render::value_curve;
use super::{DARK_MEDIAN, LightLimit, Spread};
use crate::domain::Edits;

/// Night begins to count where nine tenths of the picture are below this …
const NIGHT_BEGINS: u8 = 48;
/// … and counts whole where they are below this, a twentieth of the scale.
const NIGHT: u8 = 13;
/// A lift is enough when a tenth of the picture is brighter than this, or its
/// median is where other pictures get it.
const SEEN: u8 = 150;
/// The darkest picture with something in it: its brightest hundredth.
const ANYTHING: u8 = 2;
/// How coarse grain may become: its standard deviation in 8-bit steps.
const COARSE: f64 = 7.0;
/// The grain that every 8-bit picture has: that of rounding.
const ROUNDING: f64 = 0.29;
/// Smoothing for a standard deviation of one step: what it takes for grain is
/// then about one and a half times as strong.
const SMOOTHING: f64 = 25.0;
const LEAST_SMOOTHING: f64 = 20.0;
const MOST_SMOOTHING: f64 = 80.0;
/// Grain in brightness of this strength is halved by full smoothing; see
/// `render::noise`.
const LUMA_GRAIN: f64 = 6.5;
/// The part of grain that no smoothing takes: that of the window’s own mean.
const ALWAYS_LEFT: f64 = 0.15;
/// Brighter than this is a lamp, not a thing it shines on.
const LAMP: usize = 160;
/// The part of a picture that a lamp has at least, and the part at which the
/// night around it is left a night.
const LEAST_LAMP: f64 = 0.0002;
const WHOLE_LAMP: f64 = 0.002;
/// How much of the lift a lamp takes away.
const LAMP_TAKES: f64 = 0.7;
/// The furthest highlights are taken back around a lamp.
const MOST_LAMP_HIGHLIGHTS: f64 = 60.0;
/// Steps of the lift.
const STEPS: u8 = 100;

/// How much of a night this is: 0 by day and in a dim room, 1 nearly black.
pub(super) fn depth(light: &Spread<'_>) -> f64 {
    let bulk = f64::from(light.below(0.9));
    let (begins, whole) = (f64::from(NIGHT_BEGINS), f64::from(NIGHT));
    ((begins - bulk) / (begins - whole)).clamp(0.0, 1.0)
}

/// Lifts a night further than a dim room: `edits` is what a dim room would get,
/// and `night` how much of a night it is.
pub(super) fn lift(
    image: &RgbImage,
    light: &Spread<'_>,
    night: f64,
    edits: &mut Edits,
) -> Option<LightLimit> {
    if night <= 0.0 {
        return None;
    }
    if light.below(0.99) < ANYTHING {
        *edits = Edits::default();
        return Some(LightLimit::Black);
    }
    let share = light.share(LAMP..=255);
    let lamp = if share < LEAST_LAMP {
        0.0
    } else {
        (share / WHOLE_LAMP).min(1.0)
    };
    let grain = grain(image);
    let wanted = (grain * SMOOTHING).clamp(LEAST_SMOOTHING, MOST_SMOOTHING);
    edits.noise = between(f64::from(edits.noise), wanted, night).clamp(0.0, 100.0) as u8;
    // A flat picture gets contrast, which would darken what is lifted here.
    edits.contrast = between(f64::from(edits.contrast), 0.0, night) as i8;

    let base = *edits;
    let furthest = (f64::from(STEPS) * night * (1.0 - LAMP_TAKES * lamp)).round() as u8;
    let left = left_of(grain, edits.noise);
    let (median, bulk) = (light.below(0.5), light.below(0.9));
    let mut limit = None;
    for step in 0..=furthest {
        let tried = at_step(&base, step, lamp);
        let becomes = value_curve(&tried);
        let at = |value: u8| becomes.get(usize::from(value)).copied().unwrap_or(1.0) * 255.0;
        // How steep the curve is where most of the picture lies.
        let steep = (at(median.saturating_add(2)) - at(median)) / 2.0;
        if steep * left > COARSE && step > 0 {
            limit = Some(LightLimit::Grain);
            break;
        }
        *edits = tried;
        if at(median) >= f64::from(DARK_MEDIAN) || at(bulk) >= f64::from(SEEN) {
            break;
        }
        // Only where nothing else holds it back is it the sliders’ end.
        if step == STEPS {
            limit = Some(LightLimit::Sliders);
        }
    }
    limit
}

/// The sliders so many steps beyond what a dim room gets.
fn at_step(base: &Edits, step: u8, lamp: f64) -> Edits {
    let part = f64::from(step) / f64::from(STEPS);
    let limit = f64::from(Edits::TONE_LIMIT);
    let brightness = between(f64::from(base.brightness), limit, part);
    let taken_back = -(brightness.min(MOST_LAMP_HIGHLIGHTS) * lamp.sqrt()).round();
    Edits {
        // Between two values of a slider, so each fits.
        brightness: brightness as i8,
        shadows: between(f64::from(base.shadows), limit, part) as i8,
        // What brightness presses together around a lamp.
        highlights: base.highlights.min(taken_back as i8),
        ..*base
    }
}

/// `from` … `to`, rounded.
fn between(from: f64, to: f64, part: f64) -> f64 {
    (from + (to - from) * part).round()
}

/// What smoothing leaves of grain.
fn left_of(grain: f64, noise: u8) -> f64 {
    let taken_for_grain = LUMA_GRAIN * f64::from(noise) / 100.0;
    let slope = grain * grain / (grain * grain + taken_for_grain * taken_for_grain);
    (grain * slope + grain * ALWAYS_LEFT).max(ROUNDING)
}

/// The standard deviation of grain in brightness, in 8-bit steps: a difference
/// that edges and gradients hardly have (J. Immerkær, “Fast Noise Variance
/// Estimation”, Computer Vision and Image Understanding 64, 1996), taken in
/// squares, so that the flatter ones count.
fn grain(image: &RgbImage) -> f64 {
    const SQUARE: usize = 24;
    let width = image.width() as usize;
    let luma: Vec<i32> = image
        .pixels()
        .map(|pixel| {
            let [red, green, blue] = pixel.0.map(i32::from);
            // Sixteenths of a step, so that rounding adds nothing.
            (2126 * red + 7152 * green + 722 * blue) / 625
        })
        .collect();
    let rows: Vec<&[i32]> = luma.chunks_exact(width.max(1)).collect();
    let across = width.saturating_sub(2).div_ceil(SQUARE).max(1);
    // Sum of differences, sum of brightness and count of each square.
    let mut squares = vec![(0_i64, 0_i64, 0_i64); across * rows.len().div_ceil(SQUARE).max(1)];
    for (y, three) in rows.windows(3).enumerate() {
        let [above, here, below] = three else {
            continue;
        };
        let columns = above.windows(3).zip(here.windows(3)).zip(below.windows(3));
        for (x, ((up, middle), down)) in columns.enumerate() {
            let ([a, b, c], [d, e, f], [g, h, i]) = (up, middle, down) else {
                continue;
            };
            let difference = a - 2 * b + c - 2 * d + 4 * e - 2 * f + g - 2 * h + i;
            if let Some(square) = squares.get_mut(y / SQUARE * across + x / SQUARE) {
                square.0 += i64::from(difference.abs());
                square.1 += i64::from(*e);
                square.2 += 1;
            }
        }
    }
    // Black that was cut off has no grain and tells nothing.
    let mean = |sum: i64, count: i64| sum as f64 / count.max(1) as f64 / 16.0;
    let mut found: Vec<f64> = squares
        .iter()
        .filter(|(_, luma, count)| *count > 0 && mean(*luma, *count) >= 1.5)
        .map(|(difference, _, count)| mean(*difference, *count))
        .collect();
    found.sort_unstable_by(f64::total_cmp);
    let flat = found.get(found.len() * 2 / 5).copied().unwrap_or_default();
    // The mask multiplies a standard deviation by six; the mean of a normal
    // distribution’s amounts is √(2/π) of it.
    (flat * (std::f64::consts::PI / 2.0).sqrt() / 6.0).max(ROUNDING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// Noise that is the same each time, with a standard deviation of one.
    fn normal(x: u32, y: u32) -> f64 {
        let mut state = u64::from(x) << 32 | u64::from(y) | 1 << 63;
        let mut sum = 0.0;
        for _ in 0..12 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            sum += (state >> 11) as f64 / (1_u64 << 53) as f64;
        }
        sum - 6.0
    }

    #[test]
    fn grain_is_told_from_what_is_in_the_picture() {
        for grain_there in [1.0, 3.0, 6.0] {
            let drawn = RgbImage::from_fn(320, 240, |x, y| {
                let edge = if (x / 40 + y / 60) % 2 == 0 {
                    60.0
                } else {
                    30.0
                };
                let value =
                    edge + f64::from(x) / 16.0 + normal(x * 7919, y * 104_729) * grain_there;
                Rgb([value.round().clamp(0.0, 255.0) as u8; 3])
            });
            let measured = grain(&drawn);
            assert!(
                (measured / grain_there - 1.0).abs() < 0.25,
                "{grain_there}: {measured}"
            );
        }
        assert!(grain(&RgbImage::from_pixel(100, 80, Rgb([40; 3]))) < 0.3);
        assert!(grain(&RgbImage::new(0, 0)) < 0.3);
        assert!(grain(&RgbImage::new(1, 1)) < 0.3);
    }
}
