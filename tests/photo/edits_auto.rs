//! The Auto button, by the rules of `docs/edits.md`.

use crate::common::edited;
use image::{Rgb, RgbImage};
use smilekeep::domain::Edits;
use smilekeep::photo::{self, LightLimit};

/// The values alone.
fn auto(image: &RgbImage) -> Edits {
    photo::auto(image).edits
}

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
        // Only what is nearly black is lifted further.
        let night = shade_below(&picture, 0.9) < 48;
        let most = |usual, by_night| if night { by_night } else { usual };
        for (value, most) in [
            (brightness, most(60, 100)),
            (contrast, 25),
            (shadows, most(35, 100)),
            (highlights, most(35, 60)),
            (warmth, 30),
            (noise as i8, most(40, 80)),
        ] {
            assert!(value.abs() <= most, "{edits:?}");
        }
        assert_eq!(
            (edits.saturation, edits.sharpness, edits.look),
            (0, 0, None)
        );
    }
}

/// The shade (of green) that this part of a picture is below or at.
fn shade_below(image: &RgbImage, part: f64) -> u8 {
    let mut values: Vec<u8> = image.pixels().map(|pixel| pixel.0[1]).collect();
    values.sort_unstable();
    let at = (values.len() as f64 * part) as usize;
    values
        .get(at.min(values.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0)
}

/// Noise that is the same each time, with a standard deviation of one.
fn normal(x: u32, y: u32, channel: u32) -> f32 {
    let place = u64::from(x) | u64::from(y) << 20 | u64::from(channel + 1) << 40;
    let mut state = place.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ place >> 7;
    state |= 1 << 63;
    let mut sum = 0.0;
    for _ in 0..12 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        sum += (state >> 40) as f32 / (1_u32 << 24) as f32;
    }
    sum - 6.0
}

/// A sleeping face beside a blanket, as light as a cot is at three in the
/// morning: `light` is the brightest thing in it, of 255, `grain` a standard
/// deviation; `lamp` draws a night light with its glow.
fn night(light: f32, grain: f32, lamp: bool) -> RgbImage {
    const WIDTH: u32 = 960;
    const HEIGHT: u32 = 720;
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (u, v) = (x as f32 / WIDTH as f32, y as f32 / HEIGHT as f32);
        let away = ((u - 0.46) * 1.33).hypot(v - 0.45);
        let eye = |at: f32| ((u - at) * 8.0).powi(2) + ((v - 0.42) * 40.0).powi(2) < 0.06;
        let smile = ((u - 0.46) * 6.0).powi(2) + (v - 0.56) * 9.0;
        let base: [f32; 3] = if away < 0.2 {
            let shade = 1.0 - away * 1.6;
            if eye(0.40) || eye(0.52) || (smile.abs() < 0.06 && (u - 0.46).abs() < 0.06) {
                [0.35, 0.22, 0.17]
            } else {
                [shade, shade * 0.74, shade * 0.6]
            }
        } else if v > 0.66 + (u * 9.0).sin() * 0.02 {
            let fold = 0.42 + 0.16 * (u * 40.0 + v * 13.0).sin();
            [fold * 0.8, fold * 0.85, fold]
        } else {
            [0.16 + 0.1 * v, 0.14 + 0.08 * v, 0.12 + 0.06 * v]
        };
        let glow = if lamp {
            let from = ((u - 0.85) * 1.33).hypot(v - 0.2);
            (235.0 - from * 2600.0).clamp(0.0, 235.0) + 30.0 / (1.0 + (from * 14.0).powi(2))
        } else {
            0.0
        };
        let tint = [1.0, 0.93, 0.8];
        Rgb(std::array::from_fn(|channel| {
            let seen = base[channel] * light + glow * tint[channel];
            (seen + normal(x, y, channel as u32) * grain)
                .round()
                .clamp(0.0, 255.0) as u8
        }))
    })
}

fn mean_in(image: &RgbImage, (x, y, side): (u32, u32, u32)) -> f32 {
    let part = image::imageops::crop_imm(image, x, y, side, side).to_image();
    let sum: u32 = part.pixels().map(|pixel| u32::from(pixel.0[1])).sum();
    sum as f32 / (side * side) as f32
}

/// How much neighbours differ where nothing is drawn: a wall in the dark.
fn grain_in(image: &RgbImage, (x, y, side): (u32, u32, u32)) -> f32 {
    let part = image::imageops::crop_imm(image, x, y, side, side).to_image();
    let mean = mean_in(image, (x, y, side));
    let squares: f32 = part
        .pixels()
        .map(|pixel| (f32::from(pixel.0[1]) - mean).powi(2))
        .sum();
    (squares / (side * side) as f32).sqrt()
}

const CHEEK: (u32, u32, u32) = (480, 330, 24);
const WALL: (u32, u32, u32) = (60, 60, 40);

#[test]
fn a_nearly_black_photo_becomes_one_with_a_face_in_it() {
    for grain in [0.0, 0.6, 1.2] {
        let dark = night(13.0, grain, false);
        assert!(shade_below(&dark, 0.97) <= 13, "nearly all under 5 %");
        let chosen = photo::auto(&dark);
        let edits = chosen.edits;
        assert_eq!(edits, edits.clamped());
        assert_eq!(edits, edits.only_tone(), "ordinary values, and no more");
        let lifted = edited(&dark, &edits);
        let (before, after) = (mean_in(&dark, CHEEK), mean_in(&lifted, CHEEK));
        assert!(before < 11.0, "{before}");
        assert!(
            after > 6.0 * before,
            "grain {grain}: {before} became {after}, {edits:?}"
        );
        assert!(after - mean_in(&lifted, WALL) > 30.0, "the face stands out");
        assert!(
            grain_in(&lifted, WALL) < 9.0,
            "grain {grain}: {}",
            grain_in(&lifted, WALL)
        );
    }
}

#[test]
fn the_lift_ends_where_grain_would_be_what_is_seen_and_says_so() {
    let quiet = photo::auto(&night(13.0, 0.5, false));
    let mut before = quiet.edits.brightness;
    for grain in [6.0, 10.0] {
        let dark = night(13.0, grain, false);
        let chosen = photo::auto(&dark);
        assert_eq!(chosen.limit, Some(LightLimit::Grain), "{chosen:?}");
        assert!(
            chosen.edits.brightness <= before,
            "the more grain, the less lift"
        );
        before = chosen.edits.brightness;
        let lifted = edited(&dark, &chosen.edits);
        assert!(mean_in(&lifted, CHEEK) > 1.8 * mean_in(&dark, CHEEK));
        assert!(chosen.edits.noise > 50, "{:?}", chosen.edits);
    }
    // Darker than any slider can help, and not a grain in it.
    let darkest = RgbImage::from_fn(400, 300, |x, _| Rgb([(x / 100) as u8; 3]));
    assert_eq!(photo::auto(&darkest).limit, Some(LightLimit::Sliders));
    let black = photo::auto(&RgbImage::new(400, 300));
    assert_eq!(black.limit, Some(LightLimit::Black));
    assert_eq!(black.edits, Edits::default());
}

#[test]
fn a_lamp_in_the_night_does_not_burn_out() {
    for grain in [0.0, 1.0] {
        let dark = night(22.0, grain, true);
        let chosen = photo::auto(&dark);
        let lifted = edited(&dark, &chosen.edits);
        let burnt = |image: &RgbImage| image.pixels().filter(|p| p.0[1] >= 252).count();
        assert!(burnt(&lifted) <= burnt(&dark) + 20, "{:?}", chosen.edits);
        // Its glow keeps its steps: as far apart as before, or nearly.
        let apart = |image: &RgbImage| {
            let at = |x| f32::from(image.get_pixel(x, 144).0[1]);
            at(816) - at(842)
        };
        assert!(apart(&dark) > 30.0);
        assert!(
            apart(&lifted) > 0.6 * apart(&dark),
            "{} became {}: {:?}",
            apart(&dark),
            apart(&lifted),
            chosen.edits
        );
        let (before, after) = (mean_in(&dark, CHEEK), mean_in(&lifted, CHEEK));
        assert!(
            after > 1.5 * before,
            "a little light for the face: {before}, {after}"
        );
        assert!(median(&lifted) < 60, "night stays night");
    }
}

#[test]
fn a_good_photo_stays_nearly_as_it_is() {
    for light in [190.0, 230.0, 255.0] {
        let good = scene(|value| [value * light / 255.0; 3]);
        let chosen = photo::auto(&good);
        assert_eq!(chosen.limit, None);
        let after = edited(&good, &chosen.edits);
        let moved = |(a, b): (&Rgb<u8>, &Rgb<u8>)| u32::from(a.0[1].abs_diff(b.0[1]));
        let sum: u32 = good.pixels().zip(after.pixels()).map(moved).sum();
        let mean = sum as f32 / (good.width() * good.height()) as f32;
        assert!(mean < 6.0, "{light}: {mean}, {:?}", chosen.edits);
    }
    // A face that is well lit, in a room that is not: it is not washed out.
    let lit = night(245.0, 1.0, false);
    let chosen = photo::auto(&lit);
    let after = edited(&lit, &chosen.edits);
    let (before, after) = (mean_in(&lit, CHEEK), mean_in(&after, CHEEK));
    assert!(
        (after - before).abs() < 18.0,
        "{before} became {after}: {:?}",
        chosen.edits
    );
}

/// Before and after, to look at: `AUTO_LOOK=folder cargo test --test photo
/// write_auto -- --ignored`, with `AUTO_PHOTOS=folder` for photos of one's own.
#[test]
#[ignore = "for looking, not for passing"]
fn write_auto_pictures() {
    let folder = std::env::var_os("AUTO_LOOK").map_or_else(std::env::temp_dir, Into::into);
    std::fs::create_dir_all(&folder).unwrap();
    let mut pictures = vec![
        ("dark".to_owned(), night(13.0, 0.0, false)),
        ("dark-grain-1".to_owned(), night(13.0, 1.0, false)),
        ("dark-grain-3".to_owned(), night(13.0, 3.0, false)),
        ("dark-grain-6".to_owned(), night(13.0, 6.0, false)),
        ("darker".to_owned(), night(6.0, 0.6, false)),
        ("dim".to_owned(), night(40.0, 1.5, false)),
        ("lamp".to_owned(), night(22.0, 1.0, true)),
        ("good".to_owned(), night(230.0, 1.0, false)),
    ];
    if let Some(from) = std::env::var_os("AUTO_PHOTOS") {
        for file in std::fs::read_dir(from).unwrap() {
            let path = file.unwrap().path();
            if let Ok(picture) = image::open(&path) {
                let small = picture.thumbnail(1200, 1200).to_rgb8();
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                // As it is, and as dark as a night would have had it.
                let dark = RgbImage::from_fn(small.width(), small.height(), |x, y| {
                    let Rgb(pixel) = *small.get_pixel(x, y);
                    Rgb(std::array::from_fn(|channel| {
                        let linear = (f32::from(pixel[channel]) / 255.0).powf(2.2) / 500.0;
                        let seen = linear.powf(1.0 / 2.2) * 255.0 + normal(x, y, channel as u32);
                        seen.round().clamp(0.0, 255.0) as u8
                    }))
                });
                pictures.push((format!("{name}-night"), dark));
                pictures.push((name, small));
            }
        }
    }
    for (name, before) in pictures {
        let chosen = photo::auto(&before);
        println!("{name}: {:?} {:?}", chosen.limit, chosen.edits);
        let after = edited(&before, &chosen.edits);
        let mut both = RgbImage::new(before.width() * 2 + 8, before.height());
        image::imageops::replace(&mut both, &before, 0, 0);
        image::imageops::replace(&mut both, &after, i64::from(before.width()) + 8, 0);
        both.save(std::path::Path::new(&folder).join(format!("{name}.png")))
            .unwrap();
    }
}
