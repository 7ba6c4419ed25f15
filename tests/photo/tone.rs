//! The promises of `docs/edits.md`, in numbers.

use crate::common::{card, edited};
use image::{Rgb, RgbImage};
use smilekeep::domain::{Edits, Turn};
use smilekeep::photo::tone_curve;

fn at_marks(brightness: i8, contrast: i8) -> [u8; 6] {
    let curve = tone_curve(brightness, contrast);
    [0, 64, 127, 128, 191, 255].map(|value: usize| curve[value])
}

/// Worked out by hand from the formulas, not by this program.
#[test]
fn brightness_has_exact_values() {
    for (slider, expected) in [
        (-100, [0, 26, 63, 64, 127, 255]),
        (-50, [0, 41, 93, 94, 161, 255]),
        (0, [0, 64, 127, 128, 191, 255]),
        (50, [0, 94, 161, 162, 214, 255]),
        (100, [0, 128, 191, 192, 229, 255]),
    ] {
        assert_eq!(at_marks(slider, 0), expected, "brightness {slider}");
    }
}

#[test]
fn contrast_has_exact_values() {
    for (slider, expected) in [
        (-100, [0, 96, 127, 128, 159, 255]),
        (-50, [0, 81, 127, 128, 174, 255]),
        (0, [0, 64, 127, 128, 191, 255]),
        (50, [0, 47, 127, 128, 208, 255]),
        (100, [0, 32, 126, 129, 223, 255]),
    ] {
        assert_eq!(at_marks(0, slider), expected, "contrast {slider}");
    }
}

#[test]
fn brightness_comes_before_contrast() {
    for (brightness, contrast, expected) in [
        (-100, -100, [95, 96]),
        (-100, 100, [32, 32]),
        (100, -100, [159, 160]),
        (100, 100, [223, 223]),
    ] {
        let [_, _, low, high, _, _] = at_marks(brightness, contrast);
        assert_eq!([low, high], expected, "{brightness}, {contrast}");
    }
}

#[test]
fn no_pair_of_sliders_turns_tones_around_or_clips() {
    for brightness in (-100..=100).step_by(5) {
        for contrast in (-100..=100).step_by(5) {
            let curve = tone_curve(brightness, contrast);
            assert!(curve.is_sorted(), "{brightness}, {contrast}");
            assert_eq!((curve[0], curve[255]), (0, 255));
            // No tone is torn further than the two slopes allow together.
            let widest = curve.windows(2).map(|pair| pair[1] - pair[0]).max();
            assert!(widest <= Some(9), "{brightness}, {contrast}: {widest:?}");
        }
    }
}

#[test]
fn one_slider_alone_never_tears_tones_more_than_three_apart() {
    for slider in -100..=100 {
        for curve in [tone_curve(slider, 0), tone_curve(0, slider)] {
            let widest = curve.windows(2).map(|pair| pair[1] - pair[0]).max();
            assert!(widest <= Some(3), "{slider}: {widest:?}");
        }
    }
}

#[test]
fn sliders_at_rest_change_nothing() {
    let expected: [u8; 256] = std::array::from_fn(|value| value as u8);
    assert_eq!(tone_curve(0, 0), expected);
}

#[test]
fn contrast_is_symmetric() {
    for slider in -100..=100 {
        let curve = tone_curve(0, slider);
        for value in 0..256 {
            assert_eq!(curve[255 - value], 255 - curve[value], "{slider} {value}");
        }
    }
}

#[test]
fn more_brightness_is_never_darker() {
    for slider in -100..100 {
        let (less, more) = (tone_curve(slider, 0), tone_curve(slider + 1, 0));
        assert!(less.iter().zip(&more).all(|(less, more)| less <= more));
    }
}

#[test]
fn values_beyond_the_sliders_count_as_their_end() {
    assert_eq!(tone_curve(127, -128), tone_curve(100, -100));
}

#[test]
fn every_channel_of_every_pixel_goes_through_the_curve() {
    let edits = Edits {
        brightness: 40,
        contrast: -25,
        ..Edits::default()
    };
    let curve = tone_curve(40, -25);
    let toned = edited(&card(33, 21), &edits);
    for (before, after) in card(33, 21).iter().zip(toned.iter()) {
        assert_eq!(curve[usize::from(*before)], *after);
    }
}

#[test]
fn the_identity_is_a_plain_copy() {
    assert_eq!(edited(&card(40, 30), &Edits::default()), card(40, 30));
}

/// What is flipped or turned is what is *seen*, whatever was done before.
#[test]
fn flips_and_turns_act_on_what_is_seen() {
    let image = card(5, 4);
    for mirrored in [false, true] {
        for turn in [Turn::None, Turn::Right, Turn::Half, Turn::Left] {
            let edits = Edits {
                mirrored,
                turn,
                ..Edits::default()
            };
            let seen = edited(&image, &edits);
            let check = |changed: Edits, expected: RgbImage, what: &str| {
                assert_eq!(edited(&image, &changed), expected, "{what} after {edits:?}");
            };
            use image::imageops as ops;
            check(edits.turned_right(), ops::rotate90(&seen), "right");
            check(edits.turned_left(), ops::rotate270(&seen), "left");
            check(
                edits.flipped_horizontally(),
                ops::flip_horizontal(&seen),
                "flip",
            );
            check(
                edits.flipped_vertically(),
                ops::flip_vertical(&seen),
                "flip over",
            );
        }
    }
}

#[test]
fn greys_stay_grey() {
    let image = RgbImage::from_fn(256, 1, |x, _| Rgb([x as u8; 3]));
    let edits = Edits {
        brightness: -70,
        contrast: 90,
        ..Edits::default()
    };
    let image = edited(&image, &edits);
    assert!(image.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]));
}
