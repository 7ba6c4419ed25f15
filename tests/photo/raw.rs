//! Camera raw files are kept, and shown through the preview in them.

use exif::{Tag, Value};
use image::RgbImage;
use smilekeep::domain::{PhotoFormat, Shows};
use smilekeep::photo::{Decoded, Limits, decode, decode_to_fit, estimate, sniff};

use crate::common::{
    card, difference, exif_block, field, jpeg_bytes, jpeg_with_exif, orientation, stored_for,
};

fn decoded(bytes: &[u8]) -> Decoded {
    decode(bytes, &Limits::default()).unwrap()
}

/// Noise that a sensor might have seen, without anything that looks like a
/// marker.
fn sensor_data(length: usize) -> Vec<u8> {
    let mut state = 7_u32;
    (0..length)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8 & 0x7F
        })
        .collect()
}

/// A TIFF with DNG’s version in its first directory, then what is put behind.
fn dng(fields: &[exif::Field], behind: &[&[u8]]) -> Vec<u8> {
    let version = Tag(exif::Context::Tiff, 0xC612);
    let mut all = vec![field(version, Value::Byte(vec![1, 4, 0, 0]))];
    all.extend(fields.iter().cloned());
    let mut bytes = exif_block(&all);
    for part in behind {
        bytes.extend_from_slice(part);
    }
    bytes
}

fn check(name: &str, bytes: &[u8], upright: &RgbImage) {
    assert_eq!(sniff(bytes), Some(PhotoFormat::Raw), "{name}");
    let photo = decoded(bytes);
    assert_eq!(photo.format, PhotoFormat::Raw, "{name}");
    assert_eq!(photo.shows, Shows::Preview, "{name}");
    assert_eq!(photo.size, upright.dimensions(), "{name}");
    let off = difference(&photo.srgb(), upright);
    assert!(off < 4.0, "{name}: {off}");
    let small = decode_to_fit(bytes, &Limits::default(), 100, 100).unwrap();
    assert_eq!(small.size, upright.dimensions(), "{name}");
    let want = smilekeep::photo::fit_within(upright, 100, 100);
    assert!(difference(&small.srgb(), &want) < 4.0, "{name}");
    assert!(estimate(bytes, None) >= 3 * u64::from(upright.width() * upright.height()));
}

#[test]
fn the_largest_preview_is_shown_upright() {
    let upright = card(480, 320);
    let icon = jpeg_bytes(&card(160, 107));
    let noise = sensor_data(40_000);
    for value in [1, 3, 6, 8] {
        let preview = jpeg_bytes(&stored_for(&upright, value));
        let bytes = dng(&[orientation(value)], &[&icon, &noise, &preview, &noise]);
        check(&format!("DNG, {value}"), &bytes, &upright);
    }
}

#[test]
fn every_maker_is_known_by_its_signature() {
    let upright = card(480, 320);
    let preview = jpeg_bytes(&upright);
    let noise = sensor_data(5_000);
    for (name, head) in [
        ("CR2", &b"II*\0\x10\0\0\0CR\x02\0\0\0\0\0"[..]),
        ("CR3", b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom"),
        ("ORF", b"IIRO\x08\0\0\0"),
        ("RW2", b"IIU\0\x18\0\0\0"),
        ("RAF", b"FUJIFILMCCD-RAW 0201FF383501X-T3"),
        ("MRW", b"\0MRM\0\0\0\0"),
    ] {
        let bytes = [head, &noise, &preview, &noise].concat();
        check(name, &bytes, &upright);
    }
}

/// Nikon, Sony, Pentax and Samsung begin like any TIFF.
#[test]
fn a_tiff_with_a_makers_compression_is_raw() {
    let upright = card(480, 320);
    let preview = jpeg_bytes(&upright);
    for code in [34_713, 32_767, 65_535, 32_770] {
        let mut bytes = exif_block(&[field(Tag::Compression, Value::Short(vec![code]))]);
        bytes.extend_from_slice(&preview);
        check(&format!("compression {code}"), &bytes, &upright);
    }
    // While a plain TIFF stays one.
    let plain = crate::common::encoded(
        &image::DynamicImage::ImageRgb8(card(40, 30)),
        image::ImageFormat::Tiff,
    );
    assert_eq!(sniff(&plain), Some(PhotoFormat::Tiff));
    assert_eq!(decoded(&plain).shows, Shows::Photo);
}

/// Fuji’s preview is a whole photo with its own EXIF block, which must not be
/// turned twice.
#[test]
fn a_preview_that_says_how_it_lies_is_believed() {
    let upright = card(480, 320);
    let preview = jpeg_with_exif(&jpeg_bytes(&stored_for(&upright, 8)), &[orientation(8)]);
    let bytes = dng(&[orientation(3)], &[&preview]);
    check("own orientation", &bytes, &upright);
}

/// The thumbnail inside the preview’s own EXIF block is no preview.
#[test]
fn an_icon_inside_a_preview_does_not_count() {
    let upright = card(480, 320);
    let mut jpeg = jpeg_bytes(&upright);
    let icon = jpeg_bytes(&card(130, 100));
    let mut segment = vec![0xFF, 0xE5];
    segment.extend((icon.len() as u16 + 2).to_be_bytes());
    segment.extend(&icon);
    jpeg.splice(2..2, segment);
    check("nested", &dng(&[], &[&jpeg]), &upright);
}

#[test]
fn without_a_preview_a_card_stands_in() {
    let lossless = {
        let mut jpeg = jpeg_bytes(&card(480, 320));
        let frame = jpeg.windows(2).position(|m| m == [0xFF, 0xC0]).unwrap();
        jpeg[frame + 1] = 0xC3;
        jpeg
    };
    for (name, bytes) in [
        ("noise only", dng(&[], &[&sensor_data(3_000)])),
        ("an icon only", dng(&[], &[&jpeg_bytes(&card(100, 80))])),
        ("sensor data as lossless JPEG", dng(&[], &[&lossless])),
        ("a head only", b"FUJIFILMCCD-RAW ".to_vec()),
    ] {
        let photo = decoded(&bytes);
        assert_eq!(photo.shows, Shows::Nothing, "{name}");
        assert_eq!(photo.format, PhotoFormat::Raw, "{name}");
        let (width, height) = photo.srgb().dimensions();
        assert_eq!(photo.size, (width, height), "{name}");
        let small = decode_to_fit(&bytes, &Limits::default(), 96, 96).unwrap();
        assert_eq!(small.srgb().dimensions(), (96, 72), "{name}");
    }
}

#[test]
fn a_raw_file_cut_anywhere_is_still_kept() {
    let bytes = dng(&[orientation(6)], &[&jpeg_bytes(&card(240, 160))]);
    for cut in (64..bytes.len()).step_by(211) {
        if sniff(&bytes[..cut]) == Some(PhotoFormat::Raw) {
            let photo = decoded(&bytes[..cut]);
            assert_ne!(photo.shows, Shows::Photo);
        }
    }
}

/// A film behind the still, as phones write it: the still is shown, and
/// nothing is said to be missing.
#[test]
fn the_still_of_a_motion_photo_is_used() {
    let upright = card(320, 200);
    let mut bytes = jpeg_bytes(&upright);
    bytes.extend_from_slice(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom");
    bytes.extend(sensor_data(50_000));
    let photo = decoded(&bytes);
    assert_eq!(
        (photo.format, photo.shows),
        (PhotoFormat::Jpeg, Shows::Photo)
    );
    assert!(!photo.ends_early);
    assert!(difference(&photo.srgb(), &upright) < 4.0);
}
