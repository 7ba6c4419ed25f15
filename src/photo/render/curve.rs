//! The curves of light: what each value becomes. Formulas and why they were
//! chosen: `docs/edits.md`.

use crate::domain::Edits;

/// The natural logarithm of 3: so much a slider at its end multiplies the odds
/// `v / (1 − v)` of a value. Mid grey then goes to three quarters, and no part of
/// a curve is steeper than 3 or flatter than ⅓.
const LN_FULL_STRENGTH: f64 = 1.098_612_288_668_109_8;

/// What full warmth multiplies the odds of red by …
const WARM_RED: f64 = 1.5;
/// … and divides those of blue by: the light of a lamp lacks blue more than it
/// has too much red.
const WARM_BLUE: f64 = 2.0;

/// The light sliders as factors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tone {
    /// For the odds of red, green and blue.
    warmth: [f64; 3],
    brightness: f64,
    contrast: f64,
    shadows: f64,
    highlights: f64,
}

impl Tone {
    pub(super) fn of(edits: &Edits) -> Self {
        Self {
            warmth: warmth_odds(edits.warmth),
            brightness: strength(edits.brightness),
            contrast: strength(edits.contrast),
            shadows: strength(edits.shadows),
            highlights: strength(edits.highlights),
        }
    }

    /// Whether every value stays.
    pub(super) fn is_plain(&self) -> bool {
        self.is_grey()
            && [
                self.brightness,
                self.contrast,
                self.shadows,
                self.highlights,
            ] == [1.0; 4]
    }

    /// Whether the three channels go through the same curve.
    pub(super) fn is_grey(&self) -> bool {
        self.warmth == [1.0; 3]
    }

    /// What a value in 0…1 of each channel becomes, in 0…1.
    pub(super) fn at(&self, value: f64) -> [f64; 3] {
        self.warmth.map(|warmth| {
            let value = odds_times(odds_times(value, warmth), self.brightness);
            let value = contrasted(value, self.contrast);
            let value = shadows_lifted(value, self.shadows);
            // Highlights are the shadows of the negative.
            (1.0 - shadows_lifted(1.0 - value, 1.0 / self.highlights)).clamp(0.0, 1.0)
        })
    }
}

/// The value each encoded sRGB value becomes by brightness and contrast alone,
/// both sliders in −100…100 (further values count as the end). Brightness
/// first, then contrast, rounded once.
pub fn tone_curve(brightness: i8, contrast: i8) -> [u8; 256] {
    let tone = Tone::of(&Edits {
        brightness,
        contrast,
        ..Edits::default()
    });
    std::array::from_fn(|index| {
        let [value, _, _] = tone.at(index as f64 / 255.0);
        // 0…1 times 255, so the cast cannot leave the range of a byte.
        (value * 255.0).round() as u8
    })
}

/// What the light sliders make of each 8-bit value, in 0…1; warmth aside, which
/// leaves green where it is.
pub(in crate::photo) fn value_curve(edits: &Edits) -> [f64; 256] {
    let tone = Tone::of(edits);
    std::array::from_fn(|index| {
        let [_, value, _] = tone.at(index as f64 / 255.0);
        value
    })
}

/// What a warmth slider multiplies the odds of red, green and blue by.
pub(in crate::photo) fn warmth_odds(slider: i8) -> [f64; 3] {
    let share = share(slider);
    let red = 1.0 + (WARM_RED - 1.0) * share.abs();
    let blue = 1.0 + (WARM_BLUE - 1.0) * share.abs();
    if share < 0.0 {
        [1.0 / red, 1.0, blue]
    } else {
        [red, 1.0, 1.0 / blue]
    }
}

/// A slider as −1…1.
pub(super) fn share(slider: i8) -> f64 {
    let limit = Edits::TONE_LIMIT;
    f64::from(slider.clamp(-limit, limit)) / f64::from(limit)
}

/// The factor a slider stands for: ⅓ at −100, 1 at 0, 3 at 100.
fn strength(slider: i8) -> f64 {
    let share = share(slider);
    let up = exp(share.abs() * LN_FULL_STRENGTH);
    if share < 0.0 { 1.0 / up } else { up }
}

/// *e* to a power in 0…1 or so, by its series. The `powf` and `exp` of a system
/// may differ in the last bit from machine to machine; sums and products may
/// not.
pub(super) fn exp(power: f64) -> f64 {
    let (sum, _) = (1..=24).fold((1.0, 1.0), |(sum, term), n| {
        let term = term * power / f64::from(n);
        (sum + term, term)
    });
    sum
}

/// Multiplies the odds of a value in 0…1; 0 and 1 stay where they are.
pub(super) fn odds_times(value: f64, factor: f64) -> f64 {
    factor * value / (1.0 + (factor - 1.0) * value)
}

/// Bends both halves away from (or towards) the middle; 0, ½ and 1 stay.
pub(super) fn contrasted(value: f64, factor: f64) -> f64 {
    if value < 0.5 {
        0.5 * odds_times(2.0 * value, 1.0 / factor)
    } else {
        1.0 - 0.5 * odds_times(2.0 - 2.0 * value, 1.0 / factor)
    }
}

/// Lifts the dark parts: the slope is `factor` at black, and nothing is left of
/// the lift at white.
fn shadows_lifted(value: f64, factor: f64) -> f64 {
    let rest = 1.0 - value;
    value + (factor - 1.0) * value * rest * rest * rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_agrees_with_the_system() {
        for slider in -100..=100_i8 {
            let expected = 3_f64.powf(f64::from(slider) / 100.0);
            assert!((strength(slider) - expected).abs() < 1e-14, "{slider}");
        }
    }

    #[test]
    fn a_slider_at_rest_leaves_every_value_exactly() {
        let tone = Tone::of(&Edits::default());
        assert!(tone.is_plain());
        for value in 0..=65_535_u16 {
            let [red, green, blue] = tone.at(f64::from(value) / 65_535.0);
            for toned in [red, green, blue] {
                assert_eq!((toned * 65_535.0).round() as u16, value);
            }
        }
    }
}
