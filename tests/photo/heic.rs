//! HEIC, as iPhones and Samsung phones write it.

use exif::Tag;
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use moxcms::ColorProfile;
use smilekeep::domain::PhotoFormat;
use smilekeep::photo::{Limits, Pixels, decode, decode_to_fit, fit_within, jpeg};

use crate::common::{
    card, decoded, difference, encoded, jpeg_bytes, jpeg_with_exif, orientation, profile_of, text,
};
use crate::heif::{by_libheif, encode, with_boxes};

#[test]
fn a_heic_matches_its_source() {
    // Odd sizes are stored larger and cut by the file’s own boxes.
    for (width, height) in [(320, 240), (321, 241), (64, 200), (1000, 700)] {
        let image = card(width, height);
        let png = encoded(&DynamicImage::ImageRgb8(image.clone()), ImageFormat::Png);
        let Some(bytes) = encode("plain", &png, "png", &[]) else {
            return;
        };
        let photo = decoded(&bytes);
        assert_eq!(photo.format, PhotoFormat::Heic);
        assert!(!photo.ends_early);
        let off = difference(&photo.srgb(), &image);
        assert!(off < 4.0, "{width} × {height}: {off}");
        let small = decode_to_fit(&bytes, &Limits::default(), 60, 60).unwrap();
        assert!(difference(&small.srgb(), &fit_within(&image, 60, 60)) < 4.0);
    }
}

/// The encoder keeps the EXIF block; in a HEIC only boxes turn a picture.
#[test]
fn exif_orientation_does_not_turn_a_heic() {
    let image = card(320, 200);
    let fields = [
        orientation(6),
        text(Tag::DateTimeOriginal, "2026:11:03 03:14:55"),
    ];
    let source = jpeg_with_exif(&jpeg_bytes(&image), &fields);
    let Some(bytes) = encode("plain", &source, "jpg", &[]) else {
        return;
    };
    // Newer encoders turn the number into a box.
    let turned = bytes.windows(4).any(|window| window == b"irot");
    let expected = if turned {
        image::imageops::rotate90(&image)
    } else {
        image
    };
    let photo = decoded(&bytes);
    assert!(difference(&photo.srgb(), &expected) < 5.0);
    assert_eq!(photo.metadata.orientation, 1);
    assert_eq!(photo.metadata.times[0].text, "2026:11:03 03:14:55");
}

#[test]
fn boxes_turn_and_mirror_a_heic_in_their_order() {
    let image = card(320, 200);
    let png = encoded(&DynamicImage::ImageRgb8(image.clone()), ImageFormat::Png);
    let Some(bytes) = encode("boxes", &png, "png", &[]) else {
        return;
    };
    for quarters in 0..4 {
        // A quarter against the clock for each.
        let turn: (&[u8; 4], &[u8]) = (b"irot", &[quarters]);
        let mut expected = image.clone();
        for _ in 0..quarters {
            expected = image::imageops::rotate270(&expected);
        }
        let off = difference(&decoded(&with_boxes(&bytes, &[turn])).srgb(), &expected);
        assert!(off < 5.0, "{quarters} quarters: {off}");
        for axis in 0..2 {
            let mirror: (&[u8; 4], &[u8]) = (b"imir", &[axis]);
            // 100 × 60 pixels, 20 to the right of the middle and 10 up.
            let numbers = [100_i32, 1, 60, 1, 20, 1, -10, 1].map(i32::to_be_bytes);
            let crop: (&[u8; 4], &[u8]) = (b"clap", numbers.as_flattened());
            for boxes in [
                &[mirror][..],
                &[turn, mirror],
                &[mirror, turn],
                &[crop, turn],
                &[crop, mirror, turn],
            ] {
                let changed = with_boxes(&bytes, boxes);
                let Some(expected) = by_libheif(&changed) else {
                    return;
                };
                let off = difference(&decoded(&changed).srgb(), &expected);
                assert!(off < 5.0, "{boxes:?}: {off}");
            }
        }
    }
}

/// Every photo of an iPhone: tiles, a turn, and a Display P3 profile.
#[test]
fn a_heic_of_tiles_is_put_together_turned_and_coloured() {
    let upright = card(230, 350);
    let stored = image::imageops::rotate270(&upright);
    let (columns, rows, side) = (3_u32, 2_u32, 128);
    let mut heics = Vec::new();
    for index in 0..columns * rows {
        let (left, top) = (index % columns * side, index / columns * side);
        // The last row and column reach beyond the picture.
        let tile = RgbImage::from_fn(side, side, |x, y| {
            *stored.get_pixel((left + x).min(349), (top + y).min(229))
        });
        let png = encoded(&DynamicImage::ImageRgb8(tile), ImageFormat::Png);
        let Some(heic) = encode("tile", &png, "png", &[]) else {
            return;
        };
        heics.push(heic);
    }
    let mut tiles = crate::grid::Tiles {
        heics,
        columns: 3,
        rows: 2,
        side,
        size: (350, 230),
        turn: 3,
        profile: profile_of(&jpeg(&card(8, 8), 90).unwrap()),
    };
    let whole = tiles.assembled();

    let photo = decoded(&whole);
    let off = difference(&photo.srgb(), &upright);
    assert!(off < 4.0, "{off}");
    if let Some(reference) = by_libheif(&whole) {
        assert!(difference(&photo.srgb(), &reference) < 3.0);
    }

    tiles.profile = ColorProfile::new_display_p3().encode().unwrap();
    let wide = decoded(&tiles.assembled());
    let (plain, seen) = (
        *photo.srgb().get_pixel(30, 30),
        *wide.srgb().get_pixel(30, 30),
    );
    assert!(seen.0[0] > plain.0[0] + 5, "a P3 red is redder: {seen:?}");
    assert_eq!(wide.srgb().dimensions(), (230, 350));

    // Half of it: missing tiles must not pass for a dark photo.
    let half = decode(&whole[..whole.len() * 2 / 3], &Limits::default());
    assert!(half.is_err() || half.is_ok_and(|photo| photo.ends_early));
}

#[test]
fn deep_and_transparent_heics_are_read() {
    let deep: ImageBuffer<Rgb<u16>, _> = ImageBuffer::from_fn(200, 100, |x, y| {
        Rgb([(x * 300) as u16, (y * 600) as u16, 30_000])
    });
    let deep = DynamicImage::ImageRgb16(deep);
    let Some(bytes) = encode(
        "deep",
        &encoded(&deep, ImageFormat::Png),
        "png",
        &["-b", "10"],
    ) else {
        return;
    };
    let photo = decoded(&bytes);
    assert!(difference(&photo.srgb(), &deep.to_rgb8()) < 3.0);
    let Pixels::Sixteen(pixels) = &photo.picture.pixels else {
        panic!("depth was lost");
    };
    // A slope of 300 a pixel shows steps that eight bits cannot hold.
    let mut reds: Vec<u16> = (0..200).map(|x| pixels.get_pixel(x, 50).0[0]).collect();
    reds.sort_unstable();
    reds.dedup();
    assert!(reds.len() > 150, "{} different reds", reds.len());

    let half = RgbaImage::from_fn(128, 64, |x, _| {
        Rgba([200, 30, 30, if x < 64 { 255 } else { 0 }])
    });
    let png = encoded(&DynamicImage::ImageRgba8(half), ImageFormat::Png);
    let Some(bytes) = encode("clear", &png, "png", &[]) else {
        return;
    };
    let pixels = decoded(&bytes).srgb();
    assert!(pixels.get_pixel(20, 30).0[1] < 60);
    assert!(pixels.get_pixel(110, 30).0.iter().all(|value| *value > 245));
}

#[test]
fn a_half_copied_heic_is_refused_or_says_so() {
    let png = encoded(&DynamicImage::ImageRgb8(card(320, 240)), ImageFormat::Png);
    let Some(bytes) = encode("whole", &png, "png", &[]) else {
        return;
    };
    for cut in (1..bytes.len()).step_by(97) {
        if let Ok(photo) = decode(&bytes[..cut], &Limits::default()) {
            assert!(photo.ends_early, "{cut} of {} bytes", bytes.len());
        }
    }
}
