//! The card that stands in for a kept file of which nothing can be shown: a
//! picture frame on warm paper with a sleeping face, without words, so that it
//! needs no language and no font.

use std::sync::OnceLock;

use image::{Rgb, RgbImage};

const WIDTH: u32 = 960;
const HEIGHT: u32 = 720;

/// What the card takes, in bytes.
pub(super) const BYTES: u64 = 3 * WIDTH as u64 * HEIGHT as u64;

const PAPER: [f32; 3] = [246.0, 239.0, 228.0];
const INSIDE: [f32; 3] = [252.0, 248.0, 241.0];
const LINE: [f32; 3] = [178.0, 158.0, 138.0];
const CHEEK: [f32; 3] = [243.0, 211.0, 198.0];

/// Draws it; the same every time.
pub(super) fn card() -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        // From the middle, in halves of the height.
        let half = HEIGHT as f32 / 2.0;
        let x = (x as f32 + 0.5 - WIDTH as f32 / 2.0) / half;
        let y = (y as f32 + 0.5 - half) / half;
        let mut colour = PAPER;
        let frame = rounded_box(x, y, 0.86, 0.62, 0.1);
        lay(&mut colour, INSIDE, frame);
        for side in [-1.0, 1.0] {
            let cheek = ((x - side * 0.36).hypot(y - 0.1)) - 0.085;
            lay(&mut colour, CHEEK, cheek);
            // A closed eye.
            lay(&mut colour, LINE, arc(x - side * 0.25, y + 0.16, 0.1));
        }
        // A smile.
        lay(&mut colour, LINE, arc(x, y - 0.02, 0.2));
        lay(&mut colour, LINE, frame.abs() - 0.012);
        Rgb(colour.map(|value| value.round().clamp(0.0, 255.0) as u8))
    })
}

/// As [`card`] for a film: a strip of it instead of the face.
pub(super) fn film_card() -> RgbImage {
    static DRAWN: OnceLock<RgbImage> = OnceLock::new();
    DRAWN.get_or_init(draw_film_card).clone()
}

fn draw_film_card() -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let half = HEIGHT as f32 / 2.0;
        let x = (x as f32 + 0.5 - WIDTH as f32 / 2.0) / half;
        let y = (y as f32 + 0.5 - half) / half;
        let mut colour = PAPER;
        let frame = rounded_box(x, y, 0.86, 0.62, 0.1);
        lay(&mut colour, INSIDE, frame);
        // Holes along the upper and the lower edge.
        let along = (x / 0.2 - (x / 0.2).round()) * 0.2;
        for row in [-0.48, 0.48] {
            let hole = rounded_box(along, y - row, 0.05, 0.055, 0.025);
            lay(&mut colour, PAPER, hole.max(frame + 0.04));
        }
        // Where the viewer’s button lies.
        lay(&mut colour, CHEEK, x.hypot(y) - 0.27);
        lay(&mut colour, LINE, frame.abs() - 0.012);
        Rgb(colour.map(|value| value.round().clamp(0.0, 255.0) as u8))
    })
}

/// Mixes a colour in where the distance to a shape is negative, with a soft
/// edge of about a pixel.
fn lay(colour: &mut [f32; 3], over: [f32; 3], distance: f32) {
    let share = (0.5 - distance * HEIGHT as f32 / 2.0).clamp(0.0, 1.0);
    for (value, over) in colour.iter_mut().zip(over) {
        *value += (over - *value) * share;
    }
}

fn rounded_box(x: f32, y: f32, half_width: f32, half_height: f32, radius: f32) -> f32 {
    let right = x.abs() - half_width + radius;
    let below = y.abs() - half_height + radius;
    right.max(below).min(0.0) + right.max(0.0).hypot(below.max(0.0)) - radius
}

/// The lower part of a ring, with round ends.
fn arc(x: f32, y: f32, radius: f32) -> f32 {
    const THICK: f32 = 0.016;
    // Sine and cosine of the angle from straight down to an end.
    const END: (f32, f32) = (0.866, 0.5);
    let side = x.abs();
    if y * END.0 > side * END.1 {
        (side.hypot(y) - radius).abs() - THICK
    } else {
        (side - radius * END.0).hypot(y - radius * END.1) - THICK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_is_drawn_alike_on_both_sides() {
        let card = card();
        assert_eq!(card.as_raw().len() as u64, BYTES);
        assert_eq!(card.get_pixel(0, 0).0, [246, 239, 228]);
        assert!(card.pixels().any(|pixel| pixel.0 == [178, 158, 138]));
        for (x, y) in [(300, 300), (390, 310), (480, 440), (100, 360)] {
            assert_eq!(card.get_pixel(x, y), card.get_pixel(WIDTH - 1 - x, y));
        }
    }
}
