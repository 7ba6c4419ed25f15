//! AVIF, made and read again by libheif’s programs where they are installed.

use exif::Tag;
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use moxcms::ColorProfile;
use smilekeep::domain::{PhotoFormat, Shows};
use smilekeep::photo::{Limits, PhotoError, Pixels, decode, decode_to_fit, estimate, fit_within};

use crate::common::{
    card, decoded, difference, encoded, jpeg_bytes, jpeg_with_exif, orientation, text,
};
use crate::heif::{by_libheif, encode, with_boxes};

fn png(image: &RgbImage) -> Vec<u8> {
    encoded(&DynamicImage::ImageRgb8(image.clone()), ImageFormat::Png)
}

fn avif(source: &[u8], more: &[&str]) -> Option<Vec<u8>> {
    let options = [&["-A", "-p", "speed=8"], more].concat();
    encode("picture", source, "png", &options)
}

#[test]
fn an_avif_matches_its_source() {
    for (width, height) in [(320, 240), (321, 241), (64, 200)] {
        let image = card(width, height);
        for chroma in ["chroma=420", "chroma=422", "chroma=444"] {
            let Some(bytes) = avif(&png(&image), &["-p", chroma]) else {
                return;
            };
            let photo = decoded(&bytes);
            assert_eq!(
                (photo.format, photo.shows),
                (PhotoFormat::Avif, Shows::Photo)
            );
            assert_eq!(photo.size, (width, height));
            assert!(!photo.ends_early);
            let off = difference(&photo.srgb(), &image);
            assert!(off < 4.0, "{width} × {height}, {chroma}: {off}");
            if let Some(reference) = by_libheif(&bytes) {
                let off = difference(&photo.srgb(), &reference);
                assert!(off < 1.5, "{width} × {height}, {chroma}: {off}");
            }
            let small = decode_to_fit(&bytes, &Limits::default(), 60, 60).unwrap();
            assert!(difference(&small.srgb(), &fit_within(&image, 60, 60)) < 4.0);
            assert!(estimate(&bytes, None) > 3 * u64::from(width * height));
        }
    }
}

#[test]
fn ten_bits_stay_deep() {
    let deep: ImageBuffer<Rgb<u16>, _> = ImageBuffer::from_fn(200, 100, |x, y| {
        Rgb([(x * 300) as u16, (y * 600) as u16, 30_000])
    });
    let deep = DynamicImage::ImageRgb16(deep);
    let source = encoded(&deep, ImageFormat::Png);
    // Older encoders make some pairs of depth and planes only.
    for (bits, chroma) in [("10", "chroma=422"), ("12", "chroma=444")] {
        let Some(bytes) = avif(&source, &["-b", bits, "-q", "95", "-p", chroma]) else {
            return;
        };
        let photo = decoded(&bytes);
        assert!(difference(&photo.srgb(), &deep.to_rgb8()) < 3.0, "{bits}");
        let Pixels::Sixteen(pixels) = &photo.picture.pixels else {
            panic!("depth was lost");
        };
        let mut reds: Vec<u16> = (0..200).map(|x| pixels.get_pixel(x, 50).0[0]).collect();
        reds.sort_unstable();
        reds.dedup();
        assert!(reds.len() > 150, "{bits}: {} different reds", reds.len());
    }
}

#[test]
fn transparency_is_laid_on_white() {
    let half = RgbaImage::from_fn(128, 64, |x, _| {
        Rgba([200, 30, 30, if x < 64 { 255 } else { 0 }])
    });
    let source = encoded(&DynamicImage::ImageRgba8(half), ImageFormat::Png);
    let Some(bytes) = avif(&source, &[]) else {
        return;
    };
    let pixels = decoded(&bytes).srgb();
    assert!(pixels.get_pixel(20, 30).0[1] < 60);
    assert!(pixels.get_pixel(110, 30).0.iter().all(|value| *value > 245));
}

#[test]
fn boxes_turn_mirror_and_crop_an_avif_once() {
    let Some(bytes) = avif(&png(&card(320, 200)), &[]) else {
        return;
    };
    for quarters in [1, 2] {
        let turn: (&[u8; 4], &[u8]) = (b"irot", &[quarters]);
        for axis in 0..2 {
            let mirror: (&[u8; 4], &[u8]) = (b"imir", &[axis]);
            let numbers = [100_i32, 1, 60, 1, 20, 1, -10, 1].map(i32::to_be_bytes);
            let crop: (&[u8; 4], &[u8]) = (b"clap", numbers.as_flattened());
            for boxes in [&[turn][..], &[turn, mirror], &[crop, mirror, turn]] {
                let changed = with_boxes(&bytes, boxes);
                let Some(expected) = by_libheif(&changed) else {
                    return;
                };
                let off = difference(&decoded(&changed).srgb(), &expected);
                assert!(off < 2.0, "{boxes:?}: {off}");
            }
        }
    }
}

#[test]
fn exif_tells_the_time_but_does_not_turn() {
    let image = card(320, 200);
    let fields = [
        orientation(6),
        text(Tag::DateTimeOriginal, "2026:11:03 03:14:55"),
    ];
    let source = jpeg_with_exif(&jpeg_bytes(&image), &fields);
    let Some(bytes) = encode("picture", &source, "jpg", &["-A", "-p", "speed=8"]) else {
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
    assert_eq!(photo.metadata.times[0].text, "2026:11:03 03:14:55");
}

#[test]
fn colour_numbers_and_profiles_name_the_space() {
    let image = RgbImage::from_pixel(64, 64, Rgb([200, 100, 50]));
    let Some(bytes) = avif(&png(&image), &["-q", "98"]) else {
        return;
    };
    assert!(decoded(&bytes).picture.profile.is_none());

    let icc = ColorProfile::new_display_p3().encode().unwrap();
    let with_icc = with_boxes(&bytes, &[(b"colr", &[b"prof", &icc[..]].concat())]);
    // Primaries of Display P3, the curve of sRGB, the matrix of BT.601, full.
    let numbers = with_boxes(&bytes, &[(b"colr", b"nclx\0\x0C\0\x0D\0\x06\x80")]);
    for (name, bytes) in [("ICC", with_icc), ("numbers", numbers)] {
        let photo = decoded(&bytes);
        assert!(photo.picture.profile.is_some(), "{name}");
        let seen = photo.srgb().get_pixel(30, 30).0;
        assert!(
            seen.iter()
                .zip([215, 93, 31])
                .all(|(a, b)| a.abs_diff(b) <= 4),
            "{name}: {seen:?}"
        );
    }
}

#[test]
fn tiles_are_put_together() {
    let upright = card(230, 350);
    let stored = image::imageops::rotate270(&upright);
    let (columns, rows, side) = (3_u32, 2_u32, 128);
    let mut pictures = Vec::new();
    for index in 0..columns * rows {
        let (left, top) = (index % columns * side, index / columns * side);
        let tile = RgbImage::from_fn(side, side, |x, y| {
            *stored.get_pixel((left + x).min(349), (top + y).min(229))
        });
        let Some(bytes) = avif(&png(&tile), &[]) else {
            return;
        };
        pictures.push(bytes);
    }
    let tiles = crate::grid::Tiles {
        heics: pictures,
        columns: 3,
        rows: 2,
        side,
        size: (350, 230),
        turn: 3,
        profile: ColorProfile::new_srgb().encode().unwrap(),
    };
    let whole = tiles.assembled_as(&crate::grid::AV1);
    let photo = decoded(&whole);
    assert_eq!(photo.format, PhotoFormat::Avif);
    let off = difference(&photo.srgb(), &upright);
    assert!(off < 4.0, "{off}");
    for cut in (1..whole.len()).step_by(301) {
        if let Ok(photo) = decode(&whole[..cut], &Limits::default()) {
            assert!(photo.ends_early, "{cut} of {} bytes", whole.len());
        }
    }
}

#[test]
fn giants_and_nonsense_are_refused() {
    let Some(bytes) = avif(&png(&card(64, 64)), &[]) else {
        return;
    };
    let at = bytes.windows(4).position(|name| name == b"ispe").unwrap() + 8;
    let mut giant = bytes.clone();
    giant[at..at + 8].copy_from_slice(&[0, 0, 0x60, 0, 0, 0, 0x60, 0]);
    let error = decode(&giant, &Limits::default()).unwrap_err();
    assert!(matches!(error, PhotoError::TooLarge { .. }), "{error}");
    // The boxes promise less than the stream holds.
    let mut liar = bytes.clone();
    liar[at..at + 8].copy_from_slice(&[0, 0, 0, 8, 0, 0, 0, 8]);
    let error = decode(&liar, &Limits::default()).unwrap_err();
    assert!(matches!(error, PhotoError::Damaged { .. }), "{error}");
    for cut in (1..bytes.len()).step_by(37) {
        if let Ok(photo) = decode(&bytes[..cut], &Limits::default()) {
            assert!(photo.ends_early, "{cut} of {} bytes", bytes.len());
        }
    }
}
