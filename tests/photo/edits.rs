//! Every edit does what `docs/edits.md` says, at both depths.

use crate::common::{card, edited};
use image::{Rgb, RgbImage};
use smilekeep::domain::{Crop, Edits, Look, LookChoice};
use smilekeep::photo::{Picture, Pixels, Rgb16Image, apply, apply_in_place};

/// All greys, each once.
fn ramp() -> RgbImage {
    RgbImage::from_fn(256, 1, |x, _| Rgb([x as u8; 3]))
}

/// Colours everywhere, with slopes, edges and grain.
pub fn colourful(width: u32, height: u32) -> RgbImage {
    let mut state = 77_u32;
    RgbImage::from_fn(width, height, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let wave = |a: f32, b: f32| (x as f32 / a).sin() * (y as f32 / b).cos() * 110.0 + 125.0;
        let grain = (state % 16) as f32;
        let edge = if (x / 23 + y / 19) % 3 == 0 {
            20.0
        } else {
            0.0
        };
        Rgb([(17.0, 29.0), (31.0, 13.0), (23.0, 41.0)]
            .map(|(a, b)| (wave(a, b) + grain - edge) as u8))
    })
}

fn deep(image: &RgbImage) -> Picture {
    Picture {
        pixels: Pixels::Sixteen(Rgb16Image::from_fn(
            image.width(),
            image.height(),
            |x, y| Rgb(image.get_pixel(x, y).0.map(|value| u16::from(value) * 257)),
        )),
        profile: None,
    }
}

fn worst(a: &RgbImage, b: &RgbImage) -> u8 {
    assert_eq!(a.dimensions(), b.dimensions());
    a.iter()
        .zip(b.iter())
        .map(|(a, b)| a.abs_diff(*b))
        .max()
        .unwrap_or(0)
}

/// One of every kind of edit, both ways, and some together.
pub fn of_every_kind() -> Vec<Edits> {
    let plain = Edits::default();
    let mut all = vec![plain];
    for value in [-100, -40, 35, 100] {
        all.extend([
            Edits {
                brightness: value,
                ..plain
            },
            Edits {
                contrast: value,
                ..plain
            },
            Edits {
                shadows: value,
                ..plain
            },
            Edits {
                highlights: value,
                ..plain
            },
            Edits {
                saturation: value,
                ..plain
            },
            Edits {
                warmth: value,
                ..plain
            },
            Edits {
                straighten: i16::from(value),
                ..plain
            },
        ]);
    }
    for strength in [30, 100] {
        all.push(Edits {
            noise: strength,
            ..plain
        });
        all.push(Edits {
            sharpness: strength,
            ..plain
        });
        all.extend(Look::ALL.map(|look| Edits {
            look: Some(LookChoice { look, strength }),
            ..plain
        }));
    }
    let crop = Crop {
        left: 1234,
        top: 500,
        right: 8000,
        bottom: 9321,
    };
    all.push(Edits { crop, ..plain });
    all.push(plain.turned_right());
    let much = Edits {
        brightness: 25,
        contrast: -30,
        shadows: 40,
        highlights: -35,
        saturation: 30,
        warmth: 20,
        noise: 40,
        sharpness: 50,
        straighten: -27,
        crop,
        look: Some(LookChoice {
            look: Look::Soft,
            strength: 60,
        }),
        ..plain
    };
    all.extend([much, much.turned_left(), much.flipped_horizontally()]);
    all
}

#[test]
fn shadows_and_highlights_have_exact_values() {
    let marks = |edits: Edits| {
        let toned = edited(&ramp(), &edits);
        [0, 32, 64, 127, 128, 191, 223, 255].map(|at| toned.get_pixel(at, 0).0[0])
    };
    for (slider, expected) in [
        (-100, [0, 18, 46, 116, 117, 189, 223, 255]),
        (-50, [0, 23, 53, 120, 121, 190, 223, 255]),
        (50, [0, 48, 84, 139, 140, 193, 223, 255]),
        (100, [0, 75, 118, 159, 160, 197, 224, 255]),
    ] {
        let lifted = marks(Edits {
            shadows: slider,
            ..Edits::default()
        });
        assert_eq!(lifted, expected, "shadows {slider}");
        // Highlights are the shadows of the negative.
        let bent = marks(Edits {
            highlights: -slider,
            ..Edits::default()
        });
        let mut negative = expected.map(|value| 255 - value);
        negative.reverse();
        assert_eq!(bent, negative, "highlights {}", -slider);
    }
}

#[test]
fn no_light_slider_turns_tones_around_or_tints_greys() {
    for shadows in (-100..=100).step_by(25) {
        for highlights in (-100..=100).step_by(25) {
            for (brightness, contrast) in [(0, 0), (100, 100), (-100, -100), (60, -80)] {
                let edits = Edits {
                    brightness,
                    contrast,
                    shadows,
                    highlights,
                    ..Edits::default()
                };
                let toned = edited(&ramp(), &edits);
                let values: Vec<u8> = toned.pixels().map(|pixel| pixel.0[0]).collect();
                assert!(values.is_sorted(), "{edits:?}");
                assert_eq!((values[0], values[255]), (0, 255));
                assert!(toned.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]));
            }
        }
    }
}

#[test]
fn warmth_has_exact_values_and_keeps_black_and_white() {
    let at = |warmth: i8, value: u32| {
        edited(
            &ramp(),
            &Edits {
                warmth,
                ..Edits::default()
            },
        )
        .get_pixel(value, 0)
        .0
    };
    assert_eq!(at(100, 128), [153, 128, 85]);
    assert_eq!(at(-100, 128), [102, 128, 170]);
    assert_eq!(at(50, 128), [142, 128, 102]);
    for warmth in [-100, -30, 30, 100] {
        assert_eq!((at(warmth, 0), at(warmth, 255)), ([0; 3], [255; 3]));
    }
}

#[test]
fn saturation_goes_from_grey_to_twice_the_colour() {
    let image = RgbImage::from_pixel(1, 1, Rgb([120, 90, 70]));
    let at = |saturation| {
        edited(
            &image,
            &Edits {
                saturation,
                ..Edits::default()
            },
        )
        .get_pixel(0, 0)
        .0
    };
    // 0.2126 · 120 + 0.7152 · 90 + 0.0722 · 70 = 94.934
    assert_eq!(at(-100), [95, 95, 95]);
    assert_eq!(at(-50), [107, 92, 82]);
    assert_eq!(at(0), [120, 90, 70]);
    assert_eq!(at(100), [145, 85, 45]);
}

#[test]
fn greys_stay_grey_except_where_a_tint_is_wanted() {
    let greys = RgbImage::from_fn(90, 70, |x, y| Rgb([((x * 5 + y * 3) % 256) as u8; 3]));
    for edits in of_every_kind() {
        let tinted = edits.warmth != 0
            || edits
                .look
                .is_some_and(|choice| choice.look != Look::BlackAndWhite);
        if tinted {
            continue;
        }
        let seen = edited(&greys, &edits);
        assert!(
            seen.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]),
            "{edits:?}"
        );
    }
    let no_colour = Edits {
        look: Some(LookChoice::full(Look::BlackAndWhite)),
        ..Edits::default()
    };
    let seen = edited(&colourful(80, 60), &no_colour);
    assert!(seen.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]));
}

#[test]
fn every_edit_changes_something_and_in_place_changes_the_same() {
    let image = colourful(710, 90);
    for edits in of_every_kind().into_iter().skip(1) {
        for picture in [Picture::srgb(image.clone()), deep(&image)] {
            let seen = apply(&picture, &edits).into_srgb8();
            assert_eq!(seen.dimensions(), edits.output_size(710, 90), "{edits:?}");
            assert!(seen != image, "{edits:?}");
            let mut changed = picture;
            apply_in_place(&mut changed, &edits);
            assert!(changed.into_srgb8() == seen, "{edits:?}");
        }
    }
}

/// Large enough to be shared among threads.
#[test]
fn threads_change_no_pixel() {
    let image = colourful(1050, 1000);
    for edits in of_every_kind().into_iter().rev().take(1) {
        let picture = Picture::srgb(image.clone());
        let seen = apply(&picture, &edits).into_srgb8();
        let mut changed = picture;
        apply_in_place(&mut changed, &edits);
        assert!(changed.into_srgb8() == seen, "{edits:?}");
    }
}

#[test]
fn sixteen_bits_agree_with_eight() {
    let image = colourful(150, 110);
    for edits in of_every_kind() {
        let eight = edited(&image, &edits);
        let sixteen = apply(&deep(&image), &edits);
        assert!(matches!(sixteen.pixels, Pixels::Sixteen(_)));
        // Eight bits are rounded before a look and around every blur, up to
        // five times when everything is asked for at once.
        let steps = [
            edits.noise > 0,
            edits.sharpness > 0,
            edits.straighten != 0,
            edits.look.is_some(),
        ];
        let roundings = 1 + steps.iter().filter(|asked| **asked).count() as u8;
        let bound = if roundings == 5 { 8 } else { roundings };
        let worst = worst(&eight, &sixteen.into_srgb8());
        assert!(worst <= bound, "{worst} > {bound}: {edits:?}");
    }
}

#[test]
fn a_strong_lift_of_a_deep_picture_has_more_tones() {
    let dark = Rgb16Image::from_fn(4000, 1, |x, _| Rgb([x as u16 * 2; 3]));
    let eight = RgbImage::from_fn(4000, 1, |x, _| Rgb([(x * 2 / 257) as u8; 3]));
    let lift = Edits {
        brightness: 100,
        shadows: 100,
        ..Edits::default()
    };
    let tones = |image: &RgbImage| {
        let mut values: Vec<u8> = image.pixels().map(|pixel| pixel.0[1]).collect();
        values.dedup();
        values.len()
    };
    let deep = Picture {
        pixels: Pixels::Sixteen(dark),
        profile: None,
    };
    let deep = tones(&apply(&deep, &lift).into_srgb8());
    let eight = tones(&edited(&eight, &lift));
    assert!(deep >= 3 * eight, "{deep} against {eight}");
}

#[test]
fn what_looks_at_one_pixel_may_be_done_in_bands() {
    let image = colourful(97, 80);
    for edits in of_every_kind() {
        let glows = edits.look.is_some_and(|choice| choice.look == Look::Soft);
        if edits.noise > 0 || edits.sharpness > 0 || glows || !edits.only_geometry().is_identity() {
            continue;
        }
        let whole = edited(&image, &edits);
        let mut joined = Vec::new();
        for top in [0, 1, 30, 79] {
            let end = [1, 30, 79, 80][[0, 1, 30, 79].iter().position(|t| *t == top).unwrap()];
            let band = image::imageops::crop_imm(&image, 0, top, 97, end - top).to_image();
            joined.extend(edited(&band, &edits).into_raw());
        }
        assert!(joined == whole.into_raw(), "{edits:?}");
    }
}

#[test]
fn no_size_is_too_small_for_any_edit() {
    for (width, height) in [(0, 0), (1, 1), (1, 40), (40, 1), (2, 3)] {
        for edits in of_every_kind() {
            let small = colourful(width, height);
            let seen = edited(&small, &edits);
            if width > 0 {
                assert_eq!(
                    seen.dimensions(),
                    edits.output_size(width, height),
                    "{edits:?}"
                );
            }
        }
    }
}

#[test]
fn a_crop_keeps_its_pixels_as_they_are() {
    let image = card(400, 300);
    let crop = Crop {
        left: 1000,
        top: 2000,
        right: 6000,
        bottom: 9000,
    };
    let edits = Edits {
        crop,
        ..Edits::default()
    };
    let expected = image::imageops::crop_imm(&image, 40, 60, 200, 210).to_image();
    assert_eq!(edited(&image, &edits), expected);
    let turned = edited(&image, &edits.turned_right());
    assert_eq!(turned, image::imageops::rotate90(&expected));
    let flipped = edited(&image, &edits.flipped_horizontally());
    assert_eq!(flipped, image::imageops::flip_horizontal(&expected));
}

/// A smooth pattern, whose turned form can be worked out exactly.
#[test]
fn straightening_turns_clockwise_around_the_middle() {
    let pattern = |x: f64, y: f64| {
        let red = 128.0 + 90.0 * (x / 19.0).sin();
        let green = 128.0 + 90.0 * (y / 27.0).cos();
        [red, green, 128.0 + 60.0 * ((x + 2.0 * y) / 40.0).sin()]
    };
    let (w, h) = (300_u32, 200_u32);
    let image = RgbImage::from_fn(w, h, |x, y| {
        let (x, y) = (f64::from(x) + 0.5 - 150.0, f64::from(y) + 0.5 - 100.0);
        Rgb(pattern(x, y).map(|value| value.round() as u8))
    });
    for (tenths, crop) in [
        (100, Crop::WHOLE),
        (-300, Crop::WHOLE),
        (
            450,
            Crop {
                left: 2000,
                top: 3000,
                right: 9000,
                bottom: 7000,
            },
        ),
    ] {
        let edits = Edits {
            straighten: tenths,
            crop,
            ..Edits::default()
        };
        let seen = edited(&image, &edits);
        let frame = edits.frame(w, h);
        let (sin, cos) = (f64::from(tenths) / 10.0).to_radians().sin_cos();
        for (x, y, pixel) in seen.enumerate_pixels() {
            let at_x = frame.origin.0 + (f64::from(x) + 0.5) - frame.straightened.0 / 2.0;
            let at_y = frame.origin.1 + (f64::from(y) + 0.5) - frame.straightened.1 / 2.0;
            // Back by the same angle: x to the right, y downwards.
            let expected = pattern(at_x * cos + at_y * sin, at_y * cos - at_x * sin);
            for (found, expected) in pixel.0.iter().zip(expected) {
                let off = (f64::from(*found) - expected).abs();
                assert!(off < 3.5, "{tenths}: {x}, {y}: {found} {expected}");
            }
        }
    }
    // A point right of the middle goes down when turned clockwise.
    let mut dot = RgbImage::new(201, 201);
    for x in 148..153 {
        for y in 98..103 {
            dot.put_pixel(x, y, Rgb([255; 3]));
        }
    }
    let edits = Edits {
        straighten: 300,
        ..Edits::default()
    };
    let seen = edited(&dot, &edits);
    let (_, y, _) = seen
        .enumerate_pixels()
        .max_by_key(|(_, _, p)| p.0[0])
        .unwrap();
    assert!(y > seen.height() / 2 + 15);
}

#[test]
fn a_tilt_of_one_colour_is_that_colour_into_the_corners() {
    let flat = RgbImage::from_pixel(317, 211, Rgb([201, 7, 90]));
    for straighten in [-450, -101, -1, 1, 77, 450] {
        let seen = edited(
            &flat,
            &Edits {
                straighten,
                ..Edits::default()
            },
        );
        assert!(
            seen.pixels().all(|pixel| pixel.0 == [201, 7, 90]),
            "{straighten}"
        );
    }
}

fn deviation(image: &RgbImage, value: impl Fn([f64; 3]) -> f64) -> f64 {
    let values: Vec<f64> = image.pixels().map(|p| value(p.0.map(f64::from))).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares = values.iter().map(|value| (value - mean).powi(2));
    (squares.sum::<f64>() / values.len() as f64).sqrt()
}

fn luma([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn noise_reduction_smooths_grain_and_keeps_edges() {
    let mut state = 1_u32;
    let mut grain = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state % 19) as u8
    };
    let image = RgbImage::from_fn(240, 160, |x, _| {
        let base = if x < 120 { 30 } else { 130 };
        Rgb([base + grain(), base + grain(), base + grain()])
    });
    // As if these were parts of a photo of 2,400 pixels: a window of nine.
    let mut whole = RgbImage::from_pixel(2400, 160, Rgb([39; 3]));
    image::imageops::replace(&mut whole, &image, 0, 0);
    let smooth = edited(
        &whole,
        &Edits {
            noise: 60,
            ..Edits::default()
        },
    );
    let part = |image: &RgbImage, x| image::imageops::crop_imm(image, x, 10, 90, 140).to_image();
    for x in [10, 135] {
        let (before, after) = (part(&image, x), part(&smooth, x));
        let bright = deviation(&after, luma) / deviation(&before, luma);
        assert!(bright < 0.65, "{bright}");
        let colour = |[red, _, blue]: [f64; 3]| red - blue;
        let coloured = deviation(&after, colour) / deviation(&before, colour);
        assert!(coloured < 0.35 && coloured < bright, "{coloured}");
    }
    // The edge is as high and as steep as it was.
    let column = |x| {
        let sum: f64 = (10..150)
            .map(|y| luma(smooth.get_pixel(x, y).0.map(f64::from)))
            .sum();
        sum / 140.0
    };
    assert!(
        column(121) - column(118) > 90.0,
        "{} {}",
        column(118),
        column(121)
    );
}

#[test]
fn sharpness_lifts_detail_without_bright_rims_or_colour() {
    let image = RgbImage::from_fn(1600, 60, |x, _| {
        let fine = if x < 800 && x / 2 % 2 == 0 { 8 } else { 0 };
        let edge = if (1200..1400).contains(&x) { 120 } else { 0 };
        Rgb([60 + fine + edge, 50 + fine + edge, 40 + fine + edge])
    });
    let sharp = edited(
        &image,
        &Edits {
            sharpness: 70,
            ..Edits::default()
        },
    );
    let fine = |image: &RgbImage| {
        deviation(
            &image::imageops::crop_imm(image, 100, 0, 600, 60).to_image(),
            luma,
        )
    };
    assert!(fine(&sharp) > 1.3 * fine(&image));
    // Overshoot beside the edge stays small.
    let brightest = (1190..1410)
        .map(|x| sharp.get_pixel(x, 30).0[0])
        .max()
        .unwrap();
    assert!(brightest <= 180 + 22, "{brightest}");
    let untouched = |p: &Rgb<u8>| p.0[0] - p.0[2] == 20;
    assert!(sharp.pixels().all(untouched), "no edge gets a colour");
}

/// A preview of half the size and the large picture made small look alike.
#[test]
fn blurs_are_as_wide_as_the_picture_asks() {
    let large = colourful(1600, 240);
    let large = image::imageops::blur(&large, 2.0);
    let half = |image: &RgbImage| {
        image::imageops::resize(image, 800, 120, image::imageops::FilterType::Triangle)
    };
    let small = half(&large);
    for edits in [
        Edits {
            sharpness: 80,
            ..Edits::default()
        },
        Edits {
            noise: 60,
            ..Edits::default()
        },
        Edits {
            look: Some(LookChoice::full(Look::Soft)),
            ..Edits::default()
        },
    ] {
        let preview = edited(&small, &edits);
        let printed = half(&edited(&large, &edits));
        let off = crate::common::difference(&preview, &printed);
        let change = crate::common::difference(&preview, &small);
        assert!(off < 0.35 * change + 0.3, "{off} of {change}: {edits:?}");
    }
}
