//! What edits cost, as a program: `cargo bench --bench apply`.
//!
//! One thread at 1920 × 1200, beside a plain memory copy of the same pixels;
//! `-- large` takes 24 megapixels instead.

use std::hint::black_box;
use std::time::{Duration, Instant};

use smilekeep::domain::{Edits, Look, LookChoice};
use smilekeep::photo::{Picture, Pixels, Rgb16Image, RgbImage, apply, apply_in_place};

/// Detail and colour everywhere, so that no table stays in a few places.
fn scene(width: u32, height: u32) -> RgbImage {
    let mut state = 5_u32;
    RgbImage::from_fn(width, height, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let grain = (state & 15) as f32;
        let wave = |a: f32, b: f32| ((x as f32 / a).sin() + (y as f32 / b).cos() + 2.0) * 55.0;
        image::Rgb(
            [(310.0, 190.0), (170.0, 420.0), (90.0, 260.0)].map(|(a, b)| {
                // At most 235, so a byte holds it.
                (wave(a, b) + grain) as u8
            }),
        )
    })
}

/// The shortest of several runs: what the machine does when left alone.
fn fastest(mut work: impl FnMut() -> Duration) -> f64 {
    let shortest = (0..15).map(|_| work()).min().unwrap_or_default();
    shortest.as_secs_f64() * 1e3
}

fn timed<R>(work: impl FnOnce() -> R) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let time = start.elapsed();
    drop(result);
    time
}

fn main() {
    let large = std::env::args().any(|word| word == "large");
    let (width, height) = if large { (6000, 4000) } else { (1920, 1200) };
    let eight = Picture::srgb(scene(width, height));
    let Pixels::Eight(pixels) = &eight.pixels else {
        return;
    };
    let sixteen = Picture {
        pixels: Pixels::Sixteen(Rgb16Image::from_fn(width, height, |x, y| {
            image::Rgb(pixels.get_pixel(x, y).0.map(|value| u16::from(value) * 257))
        })),
        profile: None,
    };
    let light = Edits {
        brightness: 30,
        contrast: 20,
        ..Edits::default()
    };
    let colour = Edits {
        saturation: 25,
        warmth: 15,
        ..light
    };
    let plain = Edits::default();
    let cases = [
        ("brightness + contrast", light),
        ("brightness + contrast + saturation + warmth", colour),
        ("sepia", look(Look::Sepia)),
        ("soft", look(Look::Soft)),
        ("brightness + contrast, turned", light.turned_right()),
        (
            "straightened",
            Edits {
                straighten: 35,
                ..plain
            },
        ),
        ("noise", Edits { noise: 50, ..plain }),
        (
            "sharpness",
            Edits {
                sharpness: 50,
                ..plain
            },
        ),
    ];
    println!("{width} × {height} pixels, the shortest of 15 runs");
    for (depth, picture) in [("8 bits", &eight), ("16 bits", &sixteen)] {
        let copy = fastest(|| timed(|| black_box(picture).clone()));
        println!("{depth}: a memory copy takes {copy:.2} ms");
        for (name, edits) in &cases {
            let time = fastest(|| timed(|| apply(black_box(picture), edits)));
            let shared = fastest(|| {
                let mut copy = picture.clone();
                timed(|| apply_in_place(black_box(&mut copy), edits))
            });
            println!(
                "  {name}: {time:.2} ms, {:.1} copies; in place {shared:.2} ms",
                time / copy
            );
        }
    }
}

fn look(look: Look) -> Edits {
    Edits {
        look: Some(LookChoice::full(look)),
        ..Edits::default()
    }
}
