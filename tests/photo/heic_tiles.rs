//! HEICs of tiles: one by one, and from planes, they are the same as the
//! decoder’s own picture of the whole.

use std::time::Instant;

use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, imageops};
use moxcms::ColorProfile;
use smilekeep::photo::{Decoded, Limits, PhotoError, Pixels, decode, decode_to_fit, estimate};

use crate::common::{card, encoded};
use crate::grid::Tiles;
use crate::heic_planes::{by_decoder, means, nearly};
use crate::heif::encode;

const SIDE: u32 = 64;
const COLUMNS: u8 = 12;
const ROWS: u8 = 10;
/// Less than the tiles together, and no multiple of eight.
const SIZE: (u16, u16) = (750, 629);

/// Six different tiles, used again and again; `None` without an encoder.
fn tiles(deep: bool) -> Option<Vec<Vec<u8>>> {
    let mut heics = Vec::new();
    for index in 0..6 {
        let drawn = card(SIDE * 3, SIDE * 2);
        let (left, top) = (index % 3 * SIDE, index / 3 * SIDE);
        let tile = imageops::crop_imm(&drawn, left, top, SIDE, SIDE).to_image();
        let tile = if deep {
            let pixel = |x, y| {
                let shade = (x * 37 + y * 11) as u16;
                Rgb(tile
                    .get_pixel(x, y)
                    .0
                    .map(|value| u16::from(value) * 256 + shade % 256))
            };
            DynamicImage::ImageRgb16(ImageBuffer::from_fn(SIDE, SIDE, pixel))
        } else {
            DynamicImage::ImageRgb8(tile)
        };
        let depth = if deep { "10" } else { "8" };
        let png = encoded(&tile, ImageFormat::Png);
        heics.push(encode("tile", &png, "png", &["-b", depth])?);
    }
    let count = usize::from(COLUMNS) * usize::from(ROWS);
    Some((0..count).map(|at| heics[at * 7 % 6].clone()).collect())
}

fn grid(heics: Vec<Vec<u8>>, turn: u8) -> Tiles {
    Tiles {
        heics,
        columns: COLUMNS,
        rows: ROWS,
        side: SIDE,
        size: SIZE,
        turn,
        profile: ColorProfile::new_display_p3().encode().unwrap(),
    }
}

/// Memory for the file and so many bytes a pixel.
fn bytes_a_pixel(file: &[u8], count: f64) -> Limits {
    let pixels = f64::from(SIZE.0) * f64::from(SIZE.1);
    Limits {
        max_memory_bytes: file.len() as u64 + (pixels * count) as u64,
        ..Limits::default()
    }
}

fn same(one: &Decoded, other: &Decoded) {
    assert_eq!(one.size, other.size);
    assert_eq!(one.ends_early, other.ends_early);
    match (&one.picture.pixels, &other.picture.pixels) {
        (Pixels::Eight(one), Pixels::Eight(other)) => assert!(one == other),
        (Pixels::Sixteen(one), Pixels::Sixteen(other)) => assert!(one == other),
        _ => panic!("the depth differs"),
    }
    let icc = |photo: &Decoded| {
        let profile = photo.picture.profile.as_ref();
        profile.map(|profile| profile.icc().to_vec())
    };
    assert_eq!(icc(one), icc(other));
    assert!(icc(one).is_some());
}

#[test]
fn tile_by_tile_a_heic_is_the_same_as_at_once() {
    for deep in [false, true] {
        let Some(heics) = tiles(deep) else { return };
        for turn in 0..4 {
            let file = grid(heics.clone(), turn).assembled();
            let whole = decode(&file, &Limits::default()).unwrap();
            match (&whole.picture.pixels, by_decoder(&file)) {
                (Pixels::Eight(ours), Pixels::Eight(theirs)) => assert!(*ours == theirs),
                (Pixels::Sixteen(ours), Pixels::Sixteen(theirs)) => assert!(*ours == theirs),
                _ => panic!("the depth differs"),
            }
            // The planes beside the picture would not fit.
            let narrow = bytes_a_pixel(&file, if deep { 7.5 } else { 4.2 });
            let pieces = decode(&file, &narrow).unwrap();
            same(&pieces, &whole);

            // Not even the picture would: it is scaled by the way.
            let narrow = bytes_a_pixel(&file, 2.2);
            let refused = decode(&file, &narrow).unwrap_err();
            assert!(matches!(refused, PhotoError::TooLarge { .. }), "{refused}");
            // Nor is it made where it takes most of what there is.
            let roomy = bytes_a_pixel(&file, if deep { 13.0 } else { 6.5 });
            let (width, height) = whole.size;
            for limits in [narrow, roomy, Limits::default()] {
                let small = decode_to_fit(&file, &limits, width.div_ceil(2), height.div_ceil(2));
                let small = small.unwrap();
                assert_eq!(small.size, whole.size);
                match (&small.picture.pixels, &whole.picture.pixels) {
                    (Pixels::Eight(small), Pixels::Eight(whole)) => {
                        nearly(small, &halves(whole, turn), 1.0);
                    }
                    (Pixels::Sixteen(small), Pixels::Sixteen(whole)) => {
                        nearly(small, &halves(whole, turn), 257.0);
                    }
                    _ => panic!("the depth differs"),
                }
            }
        }
    }
}

/// A crop that is no multiple of anything, and a turn after it.
#[test]
fn tile_by_tile_a_crop_is_a_crop_of_the_whole() {
    let Some(heics) = tiles(false) else { return };
    let plain = grid(heics, 0).assembled();
    let Pixels::Eight(uncut) = by_decoder(&plain) else {
        panic!("more than eight bits");
    };
    // In the place of the profile, which is longer; another box fills the rest.
    let at = plain.windows(4).position(|found| found == b"colr").unwrap() - 4;
    let length = u32::from_be_bytes(plain[at..at + 4].try_into().unwrap());
    for turn in 0..4 {
        // 301 × 200 pixels, 10.5 to the left of the middle and 3.5 down.
        let numbers = [301_i32, 1, 200, 1, -21, 2, 7, 2].map(i32::to_be_bytes);
        let boxes = [
            &40_u32.to_be_bytes()[..],
            b"clap",
            numbers.as_flattened(),
            &9_u32.to_be_bytes(),
            b"irot",
            &[turn],
            &(length - 49).to_be_bytes(),
            b"free",
        ]
        .concat();
        let mut file = plain.clone();
        file[at..at + boxes.len()].copy_from_slice(&boxes);
        let whole = decode(&file, &Limits::default()).unwrap();
        let long = turn % 2 == 0;
        assert_eq!(whole.size, if long { (301, 200) } else { (200, 301) });
        // ⌊(750 − 301) / 2 − 10.5⌉ and ⌊(629 − 200) / 2 + 3.5⌉.
        let part = imageops::crop_imm(&uncut, 214, 218, 301, 200).to_image();
        let part = match turn {
            1 => imageops::rotate270(&part),
            2 => imageops::rotate180(&part),
            3 => imageops::rotate90(&part),
            _ => part,
        };
        assert_eq!(part.dimensions(), whole.size);
        let Pixels::Eight(seen) = &whole.picture.pixels else {
            panic!("more than eight bits");
        };
        assert!(*seen == part, "turned {turn}");
    }
}

/// Means of 2 × 2 as the picture lies in the file, laid upright again.
fn halves<T>(upright: &ImageBuffer<Rgb<T>, Vec<T>>, turn: u8) -> ImageBuffer<Rgb<T>, Vec<T>>
where
    T: image::Primitive + Into<u32> + TryFrom<u32> + 'static,
    Rgb<T>: image::Pixel<Subpixel = T>,
{
    let back = |image: &ImageBuffer<Rgb<T>, Vec<T>>, quarters: u8| match quarters {
        1 => imageops::rotate90(image),
        2 => imageops::rotate180(image),
        3 => imageops::rotate270(image),
        _ => image.clone(),
    };
    back(&means(&back(upright, turn), 2), (4 - turn) % 4)
}

#[test]
fn a_hostile_heic_of_tiles_is_refused_or_says_so() {
    let Some(heics) = tiles(false) else { return };
    let file = grid(heics.clone(), 0).assembled();
    let narrow = bytes_a_pixel(&file, 4.2);
    assert!(decode(&file, &narrow).is_ok_and(|photo| !photo.ends_early));
    let count = u16::from(COLUMNS) * u16::from(ROWS);
    let changed = |from: &[u8], to: &[u8]| {
        let mut bytes = file.clone();
        let at = bytes.windows(from.len()).position(|found| found == from);
        let at = at.unwrap();
        bytes[at..at + to.len()].copy_from_slice(to);
        bytes
    };
    let mut links = b"dimg".to_vec();
    for number in [count + 1, count, 1, 2] {
        links.extend(number.to_be_bytes());
    }
    let linked = |second: u16| {
        let mut to = links.clone();
        to[10..].copy_from_slice(&second.to_be_bytes());
        changed(&links, &to)
    };
    let extent = [SIDE.to_be_bytes(), SIDE.to_be_bytes()].concat();
    let sized = |side: u32| changed(&extent, &[side.to_be_bytes(), side.to_be_bytes()].concat());
    let descriptor = [0, 0, ROWS - 1, COLUMNS - 1];
    // The place of the first tile: one extent, then offset and length.
    let place = [&1_u16.to_be_bytes()[..], &[0, 0, 0, 0, 0, 1]].concat();
    let beyond = [&place[..], &[0xFF; 8]].concat();
    for (name, bytes) in [
        ("a tile that is the grid itself", linked(count + 1)),
        ("a tile that is not there", linked(9_999)),
        ("fewer links than tiles", {
            let mut to = links.clone();
            to[6..8].copy_from_slice(&(count - 1).to_be_bytes());
            changed(&links, &to)
        }),
        (
            "more rows than tiles",
            changed(&descriptor, &[0, 0, 200, 200]),
        ),
        ("tiles said to be smaller", sized(32)),
        ("tiles said to be as large as all", sized(60_000)),
        ("tiles without size", sized(0)),
        ("a tile beyond the end", changed(&place, &beyond)),
    ] {
        for photo in [
            decode(&bytes, &narrow),
            decode_to_fit(&bytes, &narrow, 90, 90),
        ] {
            assert!(photo.is_err(), "{name}");
        }
        estimate(&bytes, Some((90, 90)));
    }
    for cut in (1..file.len()).step_by(file.len() / 40) {
        let limits = Limits {
            max_memory_bytes: narrow.max_memory_bytes - (file.len() - cut) as u64,
            ..narrow
        };
        if let Ok(photo) = decode(&file[..cut], &limits) {
            assert!(photo.ends_early, "{cut} of {} bytes", file.len());
        }
    }
}

/// As long and as much as the largest picture of a phone takes. Run alone:
/// `cargo test --test photo forty_eight -- --ignored --nocapture`.
#[test]
#[ignore = "takes long; it is for measuring"]
fn forty_eight_megapixels_are_read() {
    for deep in [false, true] {
        let drawn = DynamicImage::ImageRgb8(card(512, 512));
        let drawn = if deep {
            DynamicImage::ImageRgb16(drawn.to_rgb16())
        } else {
            drawn
        };
        let depth = if deep { "10" } else { "8" };
        let png = encoded(&drawn, ImageFormat::Png);
        let Some(heic) = encode("tile", &png, "png", &["-b", depth]) else {
            return;
        };
        let file = Tiles {
            heics: vec![heic; 192],
            columns: 16,
            rows: 12,
            side: 512,
            size: (8064, 6048),
            turn: 3,
            profile: ColorProfile::new_display_p3().encode().unwrap(),
        }
        .assembled();
        for fit in [Some((1920, 1920)), None] {
            let start = Instant::now();
            let limits = Limits::default();
            let photo = match fit {
                Some((width, height)) => decode_to_fit(&file, &limits, width, height),
                None => decode(&file, &limits),
            };
            let photo = photo.unwrap();
            assert_eq!(photo.size, (6048, 8064));
            assert!(!photo.ends_early);
            eprintln!(
                "{depth} bits, {fit:?}: {:?}, told {} MiB, {} MiB at most so far",
                start.elapsed(),
                estimate(&file, fit) >> 20,
                peak_kib() >> 10
            );
        }
    }
}

/// Most memory this process has had, where the system says.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}
