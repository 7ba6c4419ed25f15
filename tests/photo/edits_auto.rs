//! The Auto button, by the rules of `docs/edits.md`.

use crate::common::edited;
use image::{Rgb, RgbImage};
use smilekeep::domain::Edits;
use smilekeep::photo::auto;

/// A scene of many tones and colours: a value of 0…1 becomes what `light` says.
fn scene(light: impl Fn(f32) -> [f32; 3]) -> RgbImage {
    RgbImage::from_fn(240, 180, |x, y| {
        let (x, y) = (x as f32, y as f32);
        let shape = (x / 31.0).sin() * (y / 23.0).cos() * 0.32 + x / 800.0 - y / 900.0 + 0.5;
        let hue = (x / 17.0 + y / 29.0).sin() * 0.06;
        let [red, green, blue] = light(shape.clamp(0.02, 0.98));
        Rgb([red + hue, green, blue - hue].map(|value| (value * 255.0).clamp(0.0, 255.0) as u8))
    })
}

fn neutral(value: f32) -> [f32; 3] {
    [value; 3]
}

fn median(image: &RgbImage) -> u8 {
    let mut values: Vec<u8> = image.pixels().map(|pixel| pixel.0[1]).collect();
    values.sort_unstable();
    values[values.len() / 2]
}

#[test]
fn a_well_exposed_picture_is_left_alone() {
    assert_eq!(auto(&scene(neutral)), Edits::default());
}

#[test]
fn a_very_dark_room_is_lifted_and_smoothed_but_stays_dark() {
    let dark = scene(|value| [value * 0.14; 3]);
    let edits = auto(&dark);
    assert!(
        edits.brightness >= 40 && edits.shadows > 5 && edits.noise >= 15,
        "{edits:?}"
    );
    let lifted = edited(&dark, &edits);
    let (before, after) = (u32::from(median(&dark)), u32::from(median(&lifted)));
    assert!(10 * after > 17 * before, "{before} became {after}");
    assert!(median(&lifted) < 110, "night stays night");
}

#[test]
fn a_bright_picture_is_lowered_a_little() {
    let edits = auto(&scene(|value| [0.75 + value * 0.24; 3]));
    assert!((-30..0).contains(&edits.brightness), "{edits:?}");
}

#[test]
fn a_flat_picture_gets_contrast() {
    let edits = auto(&scene(|value| [0.35 + value * 0.25; 3]));
    assert!((5..=25).contains(&edits.contrast), "{edits:?}");
}

#[test]
fn the_light_of_a_lamp_is_cooled_and_that_of_a_screen_warmed() {
    let golden = scene(|value| [value.powf(0.6), value, value.powf(1.8)]);
    let edits = auto(&golden);
    assert!((-30..=-5).contains(&edits.warmth), "{edits:?}");
    let blue = scene(|value| [value.powf(1.8), value, value.powf(0.6)]);
    assert!((5..=30).contains(&auto(&blue).warmth));
    // Not all of it: the evening stays golden.
    let cooled = edited(&golden, &edits);
    let mean = |at: usize| cooled.pixels().map(|p| f64::from(p.0[at])).sum::<f64>();
    assert!(mean(0) > 1.1 * mean(2));
}

#[test]
fn a_red_blanket_is_no_cast() {
    let mut image = scene(neutral);
    for y in 0..70 {
        for x in 0..240 {
            image.put_pixel(x, y, Rgb([190, 60 + (x % 20) as u8, 50]));
        }
    }
    assert_eq!(auto(&image).warmth, 0);
}

#[test]
fn a_face_against_a_window_gets_light_in_the_shadows() {
    let image = scene(|value| {
        if value < 0.6 {
            [value * 0.18; 3]
        } else {
            [0.93 + value * 0.07; 3]
        }
    });
    let edits = auto(&image);
    assert!(edits.shadows > 5, "{edits:?}");
    assert!(edits.brightness <= 30);
}

#[test]
fn it_is_never_extreme_and_never_fails() {
    let mut pictures = vec![RgbImage::new(0, 0), RgbImage::new(1, 1)];
    for colour in [
        [0; 3],
        [255; 3],
        [255, 0, 0],
        [0, 0, 255],
        [25, 3, 1],
        [128; 3],
    ] {
        pictures.push(RgbImage::from_pixel(30, 20, Rgb(colour)));
    }
    for power in 1..10 {
        pictures.push(scene(|value| {
            [value.powi(power), value, 1.0 - value.powi(power)]
        }));
        pictures.push(scene(|value| [value / power as f32; 3]));
    }
    for picture in pictures {
        let edits = auto(&picture);
        assert_eq!(edits, edits.clamped());
        assert_eq!(edits, edits.only_tone());
        let Edits {
            brightness,
            contrast,
            shadows,
            highlights,
            warmth,
            noise,
            ..
        } = edits;
        for (value, most) in [
            (brightness, 60),
            (contrast, 25),
            (shadows, 35),
            (highlights, 35),
            (warmth, 30),
            (noise as i8, 40),
        ] {
            assert!(value.abs() <= most, "{edits:?}");
        }
        assert_eq!(
            (edits.saturation, edits.sharpness, edits.look),
            (0, 0, None)
        );
    }
}
