//! How a crop moves and changes its size: numbers only, no window.
//!
//! All in shares of the straightened picture’s sides, 0…1; the last step
//! rounds to the ten-thousandths a [`Crop`] is kept in.

use crate::domain::Crop;

/// The least that is kept of a side, as a share.
const LEAST: f64 = Crop::SMALLEST as f64 / Crop::FULL as f64;

/// A part of the frame that can be taken hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grip {
    /// The inside: moves it all.
    Inside,
    /// An edge or a corner: −1, 0 or 1 each way, from the upper left.
    Edge(i8, i8),
}

impl Grip {
    /// Every edge and corner; corners last, so that they lie on top.
    pub const EDGES: [Self; 8] = [
        Self::Edge(0, -1),
        Self::Edge(0, 1),
        Self::Edge(-1, 0),
        Self::Edge(1, 0),
        Self::Edge(-1, -1),
        Self::Edge(1, -1),
        Self::Edge(-1, 1),
        Self::Edge(1, 1),
    ];

    /// What a screen reader calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inside => t!("widget-crop-inside"),
            Self::Edge(0, ..0) => t!("widget-crop-top"),
            Self::Edge(0, _) => t!("widget-crop-bottom"),
            Self::Edge(..0, 0) => t!("widget-crop-left"),
            Self::Edge(_, 0) => t!("widget-crop-right"),
            Self::Edge(..0, ..0) => t!("widget-crop-top-left"),
            Self::Edge(_, ..0) => t!("widget-crop-top-right"),
            Self::Edge(..0, _) => t!("widget-crop-bottom-left"),
            Self::Edge(_, _) => t!("widget-crop-bottom-right"),
        }
    }
}

/// A rectangle in shares.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Part {
    fn of(crop: Crop) -> Self {
        let share = |edge: u16| f64::from(edge) / f64::from(Crop::FULL);
        Self {
            left: share(crop.left),
            top: share(crop.top),
            right: share(crop.right),
            bottom: share(crop.bottom),
        }
    }

    fn crop(self) -> Crop {
        // Positive and at most 10 000.
        let edge = |share: f64| (share.clamp(0.0, 1.0) * f64::from(Crop::FULL)).round() as u16;
        Crop {
            left: edge(self.left),
            top: edge(self.top),
            right: edge(self.right),
            bottom: edge(self.bottom),
        }
        .clamped()
    }

    /// Around a middle, moved inside the picture where it sticks out.
    fn around((x, y): (f64, f64), (width, height): (f64, f64)) -> Self {
        let start = |middle: f64, length: f64| (middle - length / 2.0).clamp(0.0, 1.0 - length);
        let (left, top) = (start(x, width), start(y, height));
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    fn middle(self) -> (f64, f64) {
        (
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        )
    }

    fn size(self) -> (f64, f64) {
        (self.right - self.left, self.bottom - self.top)
    }
}

/// Moved by shares of the sides; its size stays, to the last step.
pub fn moved(crop: Crop, dx: f64, dy: f64) -> Crop {
    let shift = |from: u16, to: u16, by: f64| {
        let steps = (by * f64::from(Crop::FULL)).round();
        let (least, most) = (-f64::from(from), f64::from(Crop::FULL - to));
        // Both ends stay within the scale, so the casts are exact.
        let steps = steps.clamp(least, most) as i32;
        let moved = |edge: u16| u16::try_from(i32::from(edge) + steps).unwrap_or(edge);
        (moved(from), moved(to))
    };
    let (left, right) = shift(crop.left, crop.right, dx);
    let (top, bottom) = shift(crop.top, crop.bottom, dy);
    Crop {
        left,
        top,
        right,
        bottom,
    }
}

/// With one grip moved by shares of the sides. `shape` is width by height in
/// shares that has to be kept, if any; then an edge grows around the middle of
/// the other side, and a corner away from the opposite one.
pub fn resized(crop: Crop, grip: Grip, dx: f64, dy: f64, shape: Option<f64>) -> Crop {
    let Grip::Edge(x, y) = grip else {
        return moved(crop, dx, dy);
    };
    let part = Part::of(crop);
    let (left, right) = side(part.left, part.right, x, dx);
    let (top, bottom) = side(part.top, part.bottom, y, dy);
    let free = Part {
        left,
        top,
        right,
        bottom,
    };
    match shape {
        Some(shape) if shape.is_finite() && shape > 0.0 => shaped(part, free, (x, y), shape).crop(),
        _ => free.crop(),
    }
}

/// One side with its start (−1), its end (1) or nothing (0) moved.
fn side(from: f64, to: f64, which: i8, by: f64) -> (f64, f64) {
    match which {
        ..0 => ((from + by).clamp(0.0, to - LEAST), to),
        0 => (from, to),
        1.. => (from, (to + by).clamp(from + LEAST, 1.0)),
    }
}

/// The rectangle of a shape that comes closest to `free`, tied to what of
/// `part` does not move.
fn shaped(part: Part, free: Part, (x, y): (i8, i8), shape: f64) -> Part {
    let (width, height) = free.size();
    let wanted = match (x, y) {
        (0, _) => height * shape,
        (_, 0) => width,
        // The hand leads with whichever side it moved further.
        _ => width.max(height * shape),
    };
    // Room on each side from what stays where it is.
    let room = |from: f64, to: f64, which: i8| match which {
        ..0 => to,
        0 => 2.0 * ((from + to) / 2.0).min(1.0 - (from + to) / 2.0),
        1.. => 1.0 - from,
    };
    let most = room(part.left, part.right, x).min(room(part.top, part.bottom, y) * shape);
    let least = LEAST.max(LEAST * shape).min(most);
    let width = wanted.clamp(least, most);
    let height = width / shape;
    let span = |from: f64, to: f64, which: i8, length: f64| match which {
        ..0 => (to - length, to),
        0 => {
            let middle = (from + to) / 2.0;
            (middle - length / 2.0, middle + length / 2.0)
        }
        1.. => (from, from + length),
    };
    let (left, right) = span(part.left, part.right, x, width);
    let (top, bottom) = span(part.top, part.bottom, y, height);
    Part {
        left,
        top,
        right,
        bottom,
    }
}

/// A crop of another shape (width by height in shares) around the same middle
/// and as large as it was, as far as the picture allows: going from shape to
/// shape and back does not eat it up.
pub fn reshaped(crop: Crop, shape: f64) -> Crop {
    if !shape.is_finite() || shape <= 0.0 {
        return crop;
    }
    let part = Part::of(crop);
    let (width, height) = part.size();
    let wanted = (width * height * shape).sqrt();
    let most = shape.min(1.0);
    let least = LEAST.max(LEAST * shape).min(most);
    let width = wanted.clamp(least, most);
    Part::around(part.middle(), (width, width / shape)).crop()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: Crop = Crop {
        left: 2000,
        top: 3000,
        right: 6000,
        bottom: 7000,
    };

    fn is_sound(crop: Crop) -> bool {
        crop == crop.clamped()
    }

    fn shape_of(crop: Crop) -> f64 {
        let (width, height) = Part::of(crop).size();
        width / height
    }

    #[test]
    fn moving_keeps_the_size_and_stays_inside() {
        for (dx, dy) in [(0.1, -0.1), (9.0, 9.0), (-9.0, 0.0), (0.000_04, 0.0)] {
            let crop = moved(MIDDLE, dx, dy);
            assert!(is_sound(crop));
            assert_eq!(crop.right - crop.left, 4000);
            assert_eq!(crop.bottom - crop.top, 4000);
        }
        assert_eq!(moved(MIDDLE, 9.0, -9.0).right, Crop::FULL);
        assert_eq!(moved(MIDDLE, 9.0, -9.0).top, 0);
    }

    #[test]
    fn every_grip_moves_only_its_edges() {
        for grip in Grip::EDGES {
            let Grip::Edge(x, y) = grip else {
                unreachable!()
            };
            let crop = resized(MIDDLE, grip, 0.05, -0.05, None);
            assert_eq!(crop.left != MIDDLE.left, x < 0, "{grip:?}");
            assert_eq!(crop.right != MIDDLE.right, x > 0, "{grip:?}");
            assert_eq!(crop.top != MIDDLE.top, y < 0, "{grip:?}");
            assert_eq!(crop.bottom != MIDDLE.bottom, y > 0, "{grip:?}");
        }
    }

    #[test]
    fn no_pull_leaves_the_picture_or_makes_nothing() {
        for grip in Grip::EDGES {
            for shape in [None, Some(1.0), Some(0.2), Some(5.0), Some(f64::NAN)] {
                for (dx, dy) in [
                    (9.0, 9.0),
                    (-9.0, -9.0),
                    (9.0, -9.0),
                    (0.0, 0.0),
                    (-0.3, 0.2),
                ] {
                    let crop = resized(MIDDLE, grip, dx, dy, shape);
                    assert!(is_sound(crop), "{grip:?} {shape:?} {dx} {dy}: {crop:?}");
                    let whole = resized(Crop::WHOLE, grip, dx, dy, shape);
                    assert!(is_sound(whole), "{grip:?} {shape:?} {dx} {dy}: {whole:?}");
                }
            }
        }
    }

    #[test]
    fn a_shape_is_kept_whatever_is_pulled() {
        let start = reshaped(MIDDLE, 1.5);
        assert!((shape_of(start) - 1.5).abs() < 0.002);
        for grip in Grip::EDGES {
            for (dx, dy) in [(0.1, 0.1), (-0.1, 0.05), (3.0, -3.0), (-3.0, 3.0)] {
                let crop = resized(start, grip, dx, dy, Some(1.5));
                // A step of rounding weighs more on a small crop.
                assert!((shape_of(crop) - 1.5).abs() < 0.01, "{grip:?} {crop:?}");
            }
        }
    }

    #[test]
    fn going_through_shapes_and_back_keeps_the_area() {
        let square = reshaped(MIDDLE, 1.0);
        assert_eq!(square, MIDDLE);
        let back = reshaped(reshaped(MIDDLE, 1.4), 1.0);
        for (edge, was) in [(back.left, MIDDLE.left), (back.bottom, MIDDLE.bottom)] {
            assert!(edge.abs_diff(was) <= 2, "{back:?}");
        }
        // The whole picture gives the largest part there is of the shape.
        let wide = reshaped(Crop::WHOLE, 2.0);
        assert_eq!((wide.left, wide.right), (0, Crop::FULL));
        assert_eq!((wide.top, wide.bottom), (2500, 7500));
        assert_eq!(reshaped(MIDDLE, 0.0), MIDDLE);
    }
}
