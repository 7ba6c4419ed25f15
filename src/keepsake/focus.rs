//! Where a photo is cut when its frame has another shape.
//!
//! The middle of what is sharp is kept in sight. Nothing is recognised: a
//! sleeping face is where the detail is, a blanket and a wall are not. The
//! parent can move the middle; that always wins.

use image::RgbImage;
use image::imageops::FilterType;

use crate::domain::Focus;

/// Detail is looked for in a picture this large, in pixels.
const SMALL: u32 = 56;

/// The middle of a picture's detail, drawn towards where heads usually are.
pub fn centre_of_detail(picture: &RgbImage) -> Focus {
    let (width, height) = picture.dimensions();
    if width < 8 || height < 8 {
        return Focus::default();
    }
    let longest = width.max(height);
    let side = |length: u32| (length * SMALL / longest).max(4);
    let small = image::imageops::resize(picture, side(width), side(height), FilterType::Triangle);
    let (w, h) = small.dimensions();
    let grey = |x: u32, y: u32| -> f32 {
        let [red, green, blue] = small.get_pixel(x, y).0.map(f32::from);
        0.299 * red + 0.587 * green + 0.114 * blue
    };
    let usual = Focus::default();
    let (mut sum, mut sum_x, mut sum_y) = (0.0_f32, 0.0_f32, 0.0_f32);
    for y in 1..h - 1 {
        for x in 1..w - 1 {
            let across = grey(x + 1, y) - grey(x - 1, y);
            let down = grey(x, y + 1) - grey(x, y - 1);
            let (fx, fy) = ((x as f32 + 0.5) / w as f32, (y as f32 + 0.5) / h as f32);
            // Edges of the room at the rim of the photo count little.
            let away = (fx - usual.x()).powi(2) + (fy - usual.y()).powi(2);
            let weight = (-away / 0.14).exp();
            let detail = across.hypot(down).min(90.0).powf(1.4) * weight;
            sum += detail;
            sum_x += detail * fx;
            sum_y += detail * fy;
        }
    }
    // A flat picture has no detail to follow.
    let pull = 40.0 * (w * h) as f32 * 0.05;
    let mean = |sum_of: f32, usual: f32| (sum_of + usual * pull) / (sum + pull);
    Focus::new(mean(sum_x, usual.x()), mean(sum_y, usual.y()))
}

/// The part of a `width` × `height` picture that a frame of `aspect` shows: as
/// large as can be, with `focus` as near to its middle as the edges allow. As x,
/// y, width and height in whole pixels.
pub fn cut((width, height): (u32, u32), aspect: f32, focus: Focus) -> (u32, u32, u32, u32) {
    let (w, h) = (width.max(1) as f32, height.max(1) as f32);
    let aspect = if aspect.is_finite() && aspect > 0.0 {
        aspect
    } else {
        w / h
    };
    let (cut_w, cut_h) = if w / h > aspect {
        (h * aspect, h)
    } else {
        (w, w / aspect)
    };
    let whole = |value: f32, most: u32| (value.round() as u32).clamp(1, most.max(1));
    let (cut_w, cut_h) = (whole(cut_w, width), whole(cut_h, height));
    let start = |middle: f32, length: u32, whole: u32| {
        let first = middle * whole as f32 - length as f32 / 2.0;
        (first.round().max(0.0) as u32).min(whole.saturating_sub(length))
    };
    (
        start(focus.x(), cut_w, width),
        start(focus.y(), cut_h, height),
        cut_w,
        cut_h,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// A flat wall with a busy square around a point.
    fn busy_at(x: f32, y: f32) -> RgbImage {
        RgbImage::from_fn(400, 300, |px, py| {
            let near = (px as f32 / 400.0 - x).abs() < 0.12 && (py as f32 / 300.0 - y).abs() < 0.15;
            if near && (px / 12 + py / 12) % 2 == 0 {
                Rgb([230, 200, 180])
            } else {
                Rgb([120, 120, 130])
            }
        })
    }

    #[test]
    fn the_middle_follows_the_detail() {
        for (x, y) in [(0.25, 0.3), (0.7, 0.6), (0.5, 0.5)] {
            let focus = centre_of_detail(&busy_at(x, y));
            assert!((focus.x() - x).abs() < 0.08, "{focus:?} for {x}, {y}");
            assert!((focus.y() - y).abs() < 0.08, "{focus:?} for {x}, {y}");
        }
        let flat = RgbImage::from_pixel(300, 200, Rgb([90, 90, 90]));
        assert_eq!(centre_of_detail(&flat), Focus::default());
    }

    #[test]
    fn a_cut_has_the_shape_asked_for_and_lies_inside() {
        for (w, h) in [(4000, 3000), (3000, 4000), (5000, 300), (7, 9)] {
            for aspect in [0.4, 1.0, 2.5, f32::NAN] {
                for focus in [Focus::new(0.0, 0.0), Focus::new(1.0, 1.0), Focus::default()] {
                    let (x, y, cw, ch) = cut((w, h), aspect, focus);
                    assert!(x + cw <= w && y + ch <= h);
                    assert!(cw == w || ch == h, "as large as can be");
                    if aspect.is_finite() && w > 100 {
                        let shape = cw as f32 / ch as f32 / aspect;
                        assert!((shape - 1.0).abs() < 0.02, "{shape}");
                    }
                }
            }
        }
        let (x, _, _, _) = cut((400, 100), 1.0, Focus::new(0.9, 0.5));
        assert_eq!(x, 300, "the right end");
    }
}
