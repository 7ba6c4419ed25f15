//! How an edited photo lies, and which part of it is kept.

use serde::{Deserialize, Serialize};

use super::Edits;

/// A clockwise turn in quarter steps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// As it is.
    #[default]
    None,
    /// 90° clockwise.
    Right,
    /// 180°.
    Half,
    /// 270° clockwise.
    Left,
}

impl Turn {
    /// Quarter turns clockwise, 0–3.
    pub const fn quarters(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Right => 1,
            Self::Half => 2,
            Self::Left => 3,
        }
    }

    /// From quarter turns clockwise; taken modulo 4.
    pub const fn from_quarters(quarters: u8) -> Self {
        match quarters % 4 {
            0 => Self::None,
            1 => Self::Right,
            2 => Self::Half,
            _ => Self::Left,
        }
    }
}

/// A rectangle in ten-thousandths of the picture’s sides, measured from the
/// upper left corner of the turned and straightened picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Crop {
    /// Left edge.
    pub left: u16,
    /// Upper edge.
    pub top: u16,
    /// Right edge; greater than `left`.
    pub right: u16,
    /// Lower edge; greater than `top`.
    pub bottom: u16,
}

impl Crop {
    /// The far edge of the scale.
    pub const FULL: u16 = 10_000;
    /// The whole picture.
    pub const WHOLE: Self = Self {
        left: 0,
        top: 0,
        right: Self::FULL,
        bottom: Self::FULL,
    };
    /// The least that is kept of a side.
    pub const SMALLEST: u16 = 200;

    /// Brought into the picture and to a sensible size; nonsense is the whole.
    #[must_use]
    pub fn clamped(self) -> Self {
        let (left, right) = span(self.left, self.right);
        let (top, bottom) = span(self.top, self.bottom);
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// After a quarter turn of the picture to the right.
    #[must_use]
    pub const fn turned_right(self) -> Self {
        Self {
            left: Self::FULL - self.bottom,
            top: self.left,
            right: Self::FULL - self.top,
            bottom: self.right,
        }
    }

    /// After mirroring the picture left–right.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        Self {
            left: Self::FULL - self.right,
            right: Self::FULL - self.left,
            ..self
        }
    }
}

impl Default for Crop {
    fn default() -> Self {
        Self::WHOLE
    }
}

fn span(from: u16, to: u16) -> (u16, u16) {
    let (from, to) = (from.min(Crop::FULL), to.min(Crop::FULL));
    if to <= from {
        return (0, Crop::FULL);
    }
    if to - from >= Crop::SMALLEST {
        return (from, to);
    }
    let from = from.min(Crop::FULL - Crop::SMALLEST);
    (from, from + Crop::SMALLEST)
}

/// Sizes and places of an edited photo, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Size after mirror and turn.
    pub turned: (u32, u32),
    /// Size of the straightened picture: the largest of the same shape that
    /// fits into the tilted one, both around the same middle.
    pub straightened: (f64, f64),
    /// Sine and cosine of the tilt, clockwise.
    pub tilt: (f64, f64),
    /// Upper left corner of the crop in the straightened picture.
    pub origin: (f64, f64),
    /// Size of the crop before it is brought to whole pixels.
    pub kept: (f64, f64),
    /// Size of the result; at least one pixel a side.
    pub output: (u32, u32),
}

impl Frame {
    pub(super) fn new(edits: &Edits, width: u32, height: u32) -> Self {
        let turned = if edits.turn.quarters() % 2 == 1 {
            (height, width)
        } else {
            (width, height)
        };
        let (w, h) = (f64::from(turned.0), f64::from(turned.1));
        let tilt = sin_cos(edits.straighten);
        let shrink = straighten_scale(w, h, tilt);
        let straightened = (w * shrink, h * shrink);
        let part = |edge: u16| f64::from(edge) / f64::from(Crop::FULL);
        let crop = edits.crop;
        let kept = (
            straightened.0 * (part(crop.right) - part(crop.left)),
            straightened.1 * (part(crop.bottom) - part(crop.top)),
        );
        // The uncropped, untilted side is kept exactly; the cast is of a
        // positive number no larger than `whole`.
        let side = |length: f64, whole: u32| (length.round() as u32).clamp(1, whole.max(1));
        Self {
            turned,
            straightened,
            tilt,
            kept,
            origin: (
                straightened.0 * part(crop.left),
                straightened.1 * part(crop.top),
            ),
            output: (side(kept.0, turned.0), side(kept.1, turned.1)),
        }
    }
}

/// How much a picture shrinks when the empty corners of a tilt are cut off and
/// its shape is kept.
fn straighten_scale(width: f64, height: f64, (sin, cos): (f64, f64)) -> f64 {
    let sin = sin.abs();
    if sin == 0.0 || width <= 0.0 || height <= 0.0 {
        return 1.0;
    }
    // A tilted w × h has half extents w·cos + h·sin and w·sin + h·cos; its copy
    // of scale s must stay inside the untilted w × h.
    (width / (width * cos + height * sin)).min(height / (width * sin + height * cos))
}

/// Sine and cosine of tenths of a degree, by their series: those of a system may
/// differ in the last bit from machine to machine, and a picture must not.
fn sin_cos(tenths_of_a_degree: i16) -> (f64, f64) {
    let limit = Edits::STRAIGHTEN_LIMIT;
    let tenths = tenths_of_a_degree.clamp(-limit, limit);
    let angle = f64::from(tenths) / 1800.0 * std::f64::consts::PI;
    let (mut term, mut sin, mut cos) = (1.0, 0.0, 1.0);
    // At 45° the eighteenth term is far below the last bit.
    for n in 1..=18_u8 {
        term *= angle / f64::from(n);
        match n % 4 {
            0 => cos += term,
            1 => sin += term,
            2 => cos -= term,
            _ => sin -= term,
        }
    }
    (sin, cos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crops_are_brought_inside_and_never_vanish() {
        let crop = |left, right| {
            let clamped = Crop {
                left,
                right,
                ..Crop::WHOLE
            }
            .clamped();
            (clamped.left, clamped.right)
        };
        assert_eq!(crop(0, 20_000), (0, 10_000));
        assert_eq!(crop(5000, 5000), (0, 10_000));
        assert_eq!(crop(7000, 3000), (0, 10_000));
        assert_eq!(crop(9990, 10_000), (9800, 10_000));
        assert_eq!(crop(100, 101), (100, 300));
    }

    #[test]
    fn the_series_agrees_with_the_system() {
        for tenths in -450..=450_i16 {
            let (sin, cos) = (f64::from(tenths) / 10.0).to_radians().sin_cos();
            let ours = sin_cos(tenths);
            assert!((ours.0 - sin).abs() < 1e-15 && (ours.1 - cos).abs() < 1e-15);
        }
        assert_eq!(sin_cos(0), (0.0, 1.0));
    }

    #[test]
    fn a_tilt_keeps_the_shape_and_never_shows_a_corner() {
        for tenths in [-450_i16, -100, -3, 3, 55, 450] {
            let edits = Edits {
                straighten: tenths,
                ..Edits::default()
            };
            let frame = edits.frame(4000, 3000);
            let (w, h) = frame.straightened;
            assert!((w / h - 4.0 / 3.0).abs() < 1e-9);
            assert!(w < 4000.0);
            // Every corner of the result lies inside the original.
            let angle = (f64::from(tenths) / 10.0).to_radians();
            let (sin, cos) = angle.sin_cos();
            for (x, y) in [(w, h), (-w, h), (w, -h), (-w, -h)] {
                let (x, y) = (x / 2.0, y / 2.0);
                assert!((x * cos + y * sin).abs() <= 2000.0 + 1e-6, "{tenths}");
                assert!((y * cos - x * sin).abs() <= 1500.0 + 1e-6, "{tenths}");
            }
        }
    }

    #[test]
    fn a_crop_is_measured_in_what_is_seen() {
        let edits = Edits {
            turn: Turn::Right,
            crop: Crop {
                left: 0,
                top: 2500,
                right: 5000,
                bottom: 7500,
            },
            ..Edits::default()
        };
        let frame = edits.frame(400, 200);
        assert_eq!(frame.turned, (200, 400));
        assert_eq!(frame.output, (100, 200));
        assert_eq!(frame.origin, (0.0, 100.0));
        assert_eq!(Edits::default().output_size(0, 0), (1, 1));
    }
}
