//! Saturation and looks: a 3 × 3 mix of the channels and, for a look, a curve
//! a channel after it. Formulas and constants: `docs/edits.md`.

use super::curve::{contrasted, odds_times, share};
use crate::domain::{Edits, Look, LookChoice};

/// Rec. 709 luma weights of red, green and blue.
pub(super) const LUMA: [f64; 3] = [0.2126, 0.7152, 0.0722];

/// One in the fixed-point numbers of [`Mix`].
pub(super) const ONE: i32 = 1 << 13;

/// New channels from old, a row each, in units of 1 / [`ONE`].
pub(super) type Mix = [[i32; 3]; 3];

/// The mix that changes nothing.
const PLAIN: Mix = [[ONE, 0, 0], [0, ONE, 0], [0, 0, ONE]];

/// What a look does, as numbers that all are 0 or 1 when it does nothing.
#[derive(Debug, Clone, Copy)]
struct Recipe {
    /// How far colours go towards the grey of `weights`, 0…1.
    grey: f64,
    /// What red, green and blue give to that grey; together 1.
    weights: [f64; 3],
    /// Multiplies the odds of each channel: its tint.
    tint: [f64; 3],
    /// As the contrast slider's factor.
    contrast: f64,
    /// What black becomes.
    black: [f64; 3],
    /// What white becomes.
    white: [f64; 3],
    /// How much of a blurred copy is shone over the picture, 0…1.
    glow: f64,
}

const fn recipe(look: Look) -> Recipe {
    match look {
        Look::WarmNight => Recipe {
            grey: 0.12,
            weights: LUMA,
            tint: [1.22, 1.0, 0.70],
            contrast: 0.92,
            black: [0.020, 0.012, 0.004],
            white: [1.0, 0.975, 0.920],
            glow: 0.0,
        },
        Look::Soft => Recipe {
            grey: 0.10,
            weights: LUMA,
            tint: [1.02, 1.0, 0.98],
            contrast: 0.80,
            black: [0.035; 3],
            white: [1.0; 3],
            glow: 0.24,
        },
        // Skin lives in red: a little more of it than the eye gives keeps a
        // sleeping face light and its small blemishes quiet.
        Look::BlackAndWhite => Recipe {
            grey: 1.0,
            weights: [0.32, 0.58, 0.10],
            tint: [1.0; 3],
            contrast: 1.14,
            black: [0.0; 3],
            white: [1.0; 3],
            glow: 0.0,
        },
        Look::Sepia => Recipe {
            grey: 1.0,
            weights: [0.32, 0.58, 0.10],
            tint: [1.24, 1.0, 0.74],
            contrast: 1.0,
            black: [0.055, 0.042, 0.030],
            white: [1.0, 0.980, 0.930],
            glow: 0.0,
        },
    }
}

/// A look of some strength: every number of its recipe goes in a straight line
/// from nothing to its full value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mood {
    recipe: Recipe,
}

impl Mood {
    pub(super) fn of(choice: LookChoice) -> Self {
        let part = f64::from(choice.strength.min(100)) / 100.0;
        let full = recipe(choice.look);
        let from_one = |value: f64| 1.0 + part * (value - 1.0);
        Self {
            recipe: Recipe {
                grey: part * full.grey,
                weights: full.weights,
                tint: full.tint.map(from_one),
                contrast: from_one(full.contrast),
                black: full.black.map(|value| part * value),
                white: full.white.map(from_one),
                glow: part * full.glow,
            },
        }
    }

    /// How much glow, 0…1.
    pub(super) fn glow(&self) -> f64 {
        self.recipe.glow
    }

    /// Whether the three channels go through the same curve.
    pub(super) fn is_grey(&self) -> bool {
        let same = |[red, green, blue]: [f64; 3]| red == green && green == blue;
        same(self.recipe.tint) && same(self.recipe.black) && same(self.recipe.white)
    }

    /// What a value in 0…1 of each channel becomes after the mix, in 0…1.
    pub(super) fn at(&self, value: f64) -> [f64; 3] {
        let Recipe {
            tint: [red, green, blue],
            contrast,
            black: [black_red, black_green, black_blue],
            white: [white_red, white_green, white_blue],
            ..
        } = self.recipe;
        let channel = |tint: f64, black: f64, white: f64| {
            let toned = contrasted(odds_times(value, tint), contrast);
            (black + (white - black) * toned).clamp(0.0, 1.0)
        };
        [
            channel(red, black_red, white_red),
            channel(green, black_green, white_green),
            channel(blue, black_blue, white_blue),
        ]
    }
}

/// Saturation, and then the grey of a look; `None` when both leave colours as
/// they are.
pub(super) fn mix(edits: &Edits) -> Option<Mix> {
    let saturation = towards_grey(-share(edits.saturation), LUMA);
    let mixed = match edits.look.map(Mood::of) {
        Some(Mood { recipe }) => product(towards_grey(recipe.grey, recipe.weights), saturation),
        None => saturation,
    };
    let fixed = mixed.map(to_fixed);
    (fixed != PLAIN).then_some(fixed)
}

/// A step from each colour (at 0) to its grey (at 1); −1 goes as far the other way.
fn towards_grey(part: f64, weights: [f64; 3]) -> [[f64; 3]; 3] {
    let row = |own: [f64; 3]| {
        let [own_red, own_green, own_blue] = own.map(|own| (1.0 - part) * own);
        let [red, green, blue] = weights.map(|weight| part * weight);
        [own_red + red, own_green + green, own_blue + blue]
    };
    [
        row([1.0, 0.0, 0.0]),
        row([0.0, 1.0, 0.0]),
        row([0.0, 0.0, 1.0]),
    ]
}

/// First `second`, then `first`.
fn product(first: [[f64; 3]; 3], second: [[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let [red, green, blue] = second;
    first.map(|[of_red, of_green, of_blue]| {
        let mut row = [0.0; 3];
        for (value, ((red, green), blue)) in row.iter_mut().zip(red.iter().zip(green).zip(blue)) {
            *value = of_red * red + of_green * green + of_blue * blue;
        }
        row
    })
}

/// In fixed point, with a sum of exactly one: what rounding left over goes to
/// green, so that greys stay grey to the last bit.
fn to_fixed([red, _, blue]: [f64; 3]) -> [i32; 3] {
    // No weight is larger than 2, so the casts keep every value.
    let fixed = |weight: f64| (weight * f64::from(ONE)).round() as i32;
    let (red, blue) = (fixed(red), fixed(blue));
    [red, ONE - red - blue, blue]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mix_keeps_greys_and_stays_in_range() {
        let looks = Look::ALL
            .into_iter()
            .flat_map(|look| [1, 37, 100].map(|strength| Some(LookChoice { look, strength })));
        for look in looks.chain([None]) {
            for saturation in -100..=100 {
                let edits = Edits {
                    saturation,
                    look,
                    ..Edits::default()
                };
                for row in mix(&edits).unwrap_or(PLAIN) {
                    assert_eq!(row.iter().sum::<i32>(), ONE, "{edits:?}");
                    let reach: i32 = row.iter().map(|weight| weight.abs()).sum();
                    // 65 535 times less than 4 still fits 31 bits.
                    assert!(reach < 4 * ONE - 4, "{edits:?}: {row:?}");
                }
            }
        }
        assert_eq!(mix(&Edits::default()), None);
    }

    #[test]
    fn a_look_rises_from_nothing_without_turning_tones_around() {
        for look in Look::ALL {
            for strength in 0..=100 {
                let mood = Mood::of(LookChoice { look, strength });
                let mut last = [0.0; 3];
                for value in 0..=255 {
                    let value = f64::from(value) / 255.0;
                    let now = mood.at(value);
                    assert!(now.iter().zip(last).all(|(now, last)| *now >= last));
                    if strength == 0 {
                        assert!(now.iter().all(|now| (now - value).abs() < 1e-12));
                    }
                    last = now;
                }
            }
        }
    }
}
