//! Files for others: the right pixels, the right colours, and not a word more
//! than was asked for.

use std::io::Cursor;

use crate::common::{
    card, difference, edited, field, jpeg_bytes, jpeg_with_exif, orientation, stored_for, text,
};
use chrono::NaiveDate;
use exif::{In, Rational, Reader, Tag, Value};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};
use moxcms::ColorProfile;
use smilekeep::domain::{Edits, Moment, MomentSource, NewPhoto, PhotoFormat, Shot, Shows};
use smilekeep::photo::{
    ExportFormat, ExportOptions, Exported, KeepMetadata, Limits, Vault, decode, embedded_picture,
    export, glance,
};

struct Kept {
    _folder: tempfile::TempDir,
    vault: Vault,
    photo: NewPhoto,
}

fn moment() -> Moment {
    let local = NaiveDate::from_ymd_opt(2026, 11, 3)
        .and_then(|day| day.and_hms_opt(3, 14, 55))
        .unwrap();
    Moment::new(local, -210, MomentSource::TypedIn)
}

fn kept(bytes: &[u8], format: PhotoFormat, (width, height): (u32, u32)) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(folder.path());
    let hash = vault.keep(bytes, format).unwrap();
    Kept {
        photo: NewPhoto {
            hash,
            format,
            byte_len: bytes.len() as u64,
            width,
            height,
            average_rgb: 0,
            original_name: "IMG_1.jpg".to_owned(),
            taken: moment(),
            taken_millis: 0,
            shows: Shows::Photo,
            ends_early: false,
            shot: Shot::default(),
            light: None,
        },
        vault,
        _folder: folder,
    }
}

fn exported(kept: &Kept, edits: &Edits, options: ExportOptions) -> Exported {
    export(&kept.vault, &kept.photo, edits, &moment(), &options).unwrap()
}

/// A photo that says where the family lives, in every way a camera can.
fn talkative() -> (Vec<u8>, RgbImage) {
    let upright = card(240, 160);
    let place = |tag, degrees| {
        field(
            tag,
            Value::Rational(vec![
                Rational::from((degrees, 1)),
                Rational::from((30, 1)),
                Rational::from((0, 1)),
            ]),
        )
    };
    let fields = [
        orientation(6),
        text(Tag::Make, "Smilecam"),
        text(Tag::Model, "Nightlight 3"),
        text(Tag::DateTimeOriginal, "2026:11:03 04:14:55"),
        text(Tag::BodySerialNumber, "SN-778899"),
        field(
            Tag::MakerNote,
            Value::Undefined(b"home is 48.2N 16.3E".to_vec(), 0),
        ),
        text(Tag::GPSLatitudeRef, "N"),
        place(Tag::GPSLatitude, 48),
        text(Tag::GPSLongitudeRef, "E"),
        place(Tag::GPSLongitude, 16),
        field(Tag::PhotographicSensitivity, Value::Short(vec![1600])),
    ];
    let bytes = jpeg_with_exif(&jpeg_bytes(&stored_for(&upright, 6)), &fields);
    (bytes, upright)
}

fn words_of(bytes: &[u8]) -> Option<exif::Exif> {
    Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok()
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_copy_tells_nothing_unless_asked() {
    let (bytes, _) = talkative();
    let kept = kept(&bytes, PhotoFormat::Jpeg, (240, 160));
    for format in ExportFormat::ALL {
        let copy = exported(
            &kept,
            &Edits::default(),
            ExportOptions {
                format,
                ..ExportOptions::default()
            },
        );
        assert!(words_of(&copy.bytes).is_none(), "{format:?}");
        for word in [
            &b"Smilecam"[..],
            b"SN-778899",
            b"2026:11:03",
            b"home is",
            b"IMG_1",
            b"GPS",
        ] {
            assert!(!contains(&copy.bytes, word), "{format:?}");
        }
    }
}

#[test]
fn a_copy_tells_as_much_as_it_was_asked_to() {
    let (bytes, _) = talkative();
    let kept = kept(&bytes, PhotoFormat::Jpeg, (240, 160));
    for format in ExportFormat::ALL {
        let told = |metadata| {
            let options = ExportOptions {
                format,
                metadata,
                ..ExportOptions::default()
            };
            words_of(&exported(&kept, &Edits::default(), options).bytes)
                .unwrap_or_else(|| panic!("{format:?}, {metadata:?}: no words"))
        };
        let has = |block: &exif::Exif, tag| block.get_field(tag, In::PRIMARY).is_some();
        let date = |block: &exif::Exif| {
            let field = block.get_field(Tag::DateTimeOriginal, In::PRIMARY).unwrap();
            field.display_value().to_string()
        };

        let dates = told(KeepMetadata::Dates);
        // The journal's word, not the camera's wrong clock.
        assert_eq!(date(&dates), "2026-11-03 03:14:55");
        let offset = dates
            .get_field(Tag::OffsetTimeOriginal, In::PRIMARY)
            .unwrap();
        assert!(offset.display_value().to_string().contains("-03:30"));
        assert!(!has(&dates, Tag::Model));

        let all = told(KeepMetadata::All);
        assert_eq!(date(&all), "2026-11-03 03:14:55");
        assert!(has(&all, Tag::Model) && has(&all, Tag::PhotographicSensitivity));
        for silent in [
            Tag::GPSLatitude,
            Tag::GPSLongitude,
            Tag::MakerNote,
            // The copy lies upright already.
            Tag::Orientation,
        ] {
            assert!(!has(&all, silent), "{silent}");
        }

        let place = told(KeepMetadata::AllWithPlace);
        assert!(has(&place, Tag::GPSLatitude) && has(&place, Tag::GPSLongitude));
        assert!(!has(&place, Tag::MakerNote));
    }
}

#[test]
fn a_copy_looks_like_the_screen() {
    let (bytes, upright) = talkative();
    let kept = kept(&bytes, PhotoFormat::Jpeg, (240, 160));
    let edits = Edits {
        brightness: 30,
        contrast: 10,
        ..Edits::default()
    }
    .turned_right();
    let expected = edited(&upright, &edits);
    for format in ExportFormat::ALL {
        let options = ExportOptions {
            format,
            quality: 95,
            ..ExportOptions::default()
        };
        let copy = exported(&kept, &edits, options);
        assert_eq!((copy.width, copy.height), (160, 240));
        let seen = decode(&copy.bytes, &Limits::default()).unwrap().srgb();
        let off = difference(&seen, &expected);
        assert!(off < 4.0, "{format:?}: {off}");
    }
    let small = exported(
        &kept,
        &edits,
        ExportOptions {
            max_side: Some(60),
            ..ExportOptions::default()
        },
    );
    assert_eq!((small.width, small.height), (40, 60));
}

/// The fast way of a full-size JPEG and the long way are one picture.
#[test]
fn a_copy_written_row_by_row_is_the_same_picture() {
    let upright = RgbImage::from_fn(331, 250, |x, y| {
        image::Rgb([(x * 3 + y) as u8, (y * 5) as u8, (x ^ y) as u8])
    });
    let bytes = jpeg_bytes(&upright);
    let kept = kept(&bytes, PhotoFormat::Jpeg, (331, 250));
    let edits = Edits {
        brightness: 30,
        contrast: -10,
        saturation: 25,
        warmth: 12,
        ..Edits::default()
    };
    let options = ExportOptions {
        quality: 95,
        ..ExportOptions::default()
    };
    let fast = exported(&kept, &edits, options);
    let shown = smilekeep::photo::render(&kept.vault, &kept.photo, &edits, 331, 250)
        .unwrap()
        .into_srgb8();
    let long = smilekeep::photo::jpeg(&shown, 95).unwrap();
    let pixels = |bytes: &[u8]| decode(bytes, &Limits::default()).unwrap().srgb();
    assert_eq!(pixels(&fast.bytes), pixels(&long));
}

fn profile_in(bytes: &[u8], format: ImageFormat) -> ColorProfile {
    let mut reader = ImageReader::new(Cursor::new(bytes));
    reader.set_format(format);
    let block = reader.into_decoder().unwrap().icc_profile().unwrap();
    ColorProfile::new_from_slice(&block.expect("a profile")).unwrap()
}

#[test]
fn wide_colours_are_carried_into_every_copy() {
    let image = RgbImage::from_pixel(40, 30, image::Rgb([250, 20, 30]));
    let mut png = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut png);
    let wide = ColorProfile::new_display_p3();
    image::ImageEncoder::set_icc_profile(&mut encoder, wide.encode().unwrap()).unwrap();
    image.write_with_encoder(encoder).unwrap();
    let kept = kept(&png, PhotoFormat::Png, (40, 30));
    for (format, known) in [
        (ExportFormat::Jpeg, ImageFormat::Jpeg),
        (ExportFormat::Png, ImageFormat::Png),
        (ExportFormat::Webp, ImageFormat::WebP),
    ] {
        let options = ExportOptions {
            format,
            quality: 100,
            ..ExportOptions::default()
        };
        let copy = exported(&kept, &Edits::default(), options);
        let carried = profile_in(&copy.bytes, known);
        assert!(
            (carried.red_colorant.x - wide.red_colorant.x).abs() < 1e-3,
            "{format:?}"
        );
        // And the values are those of the wide space, not converted ones.
        let stored = image::load_from_memory_with_format(&copy.bytes, known)
            .unwrap()
            .to_rgb8();
        let [red, green, blue] = stored.get_pixel(20, 15).0;
        assert!(red.abs_diff(250) <= 3 && green.abs_diff(20) <= 4 && blue.abs_diff(30) <= 4);
    }
}

#[test]
fn a_deep_photo_stays_deep_in_a_png() {
    let deep = image::ImageBuffer::<image::Rgb<u16>, _>::from_fn(300, 4, |x, y| {
        image::Rgb([(x * 210 + y) as u16, 20_000, 40_001])
    });
    let mut png = Cursor::new(Vec::new());
    DynamicImage::ImageRgb16(deep.clone())
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let kept = kept(&png.into_inner(), PhotoFormat::Png, (300, 4));
    let options = ExportOptions {
        format: ExportFormat::Png,
        ..ExportOptions::default()
    };
    let copy = exported(&kept, &Edits::default(), options);
    let seen = image::load_from_memory(&copy.bytes).unwrap();
    assert_eq!(seen.color(), image::ColorType::Rgb16);
    assert_eq!(seen.to_rgb16(), deep);
}

#[test]
fn a_missing_original_is_named_and_nothing_is_made() {
    let (bytes, _) = talkative();
    let kept = kept(&bytes, PhotoFormat::Jpeg, (240, 160));
    std::fs::remove_file(kept.vault.path_of(&kept.photo.hash, PhotoFormat::Jpeg)).unwrap();
    let error = export(
        &kept.vault,
        &kept.photo,
        &Edits::default(),
        &moment(),
        &ExportOptions::default(),
    )
    .unwrap_err();
    assert!(error.to_string().len() > 10, "{error}");
}

/// A JPEG with a small picture in its EXIF block, as cameras write it.
fn with_small_picture(large: &RgbImage, small: &RgbImage, turned: u16) -> Vec<u8> {
    let small = jpeg_bytes(small);
    let mut writer = exif::experimental::Writer::new();
    let orientation = orientation(turned);
    writer.push_field(&orientation);
    writer.set_jpeg(&small, In::THUMBNAIL);
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, false).unwrap();
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(block.into_inner());
    let large = jpeg_bytes(large);
    let mut bytes = large[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend((segment.len() as u16 + 2).to_be_bytes());
    bytes.extend(segment);
    bytes.extend(&large[2..]);
    bytes
}

#[test]
fn a_first_look_is_the_small_picture_inside_upright() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jpg");
    let upright = card(160, 240);
    // The large one is of another colour, so that it is plain which was used.
    let large = RgbImage::from_pixel(960, 640, image::Rgb([9, 9, 9]));
    std::fs::write(
        &path,
        with_small_picture(&large, &stored_for(&upright, 6), 6),
    )
    .unwrap();
    let seen = embedded_picture(&path, 320).unwrap();
    assert!(difference(&seen, &upright) < 6.0);
    assert_eq!(glance(&path, 320).unwrap(), seen);

    // Without one, the photo itself is looked at.
    std::fs::write(&path, jpeg_bytes(&card(960, 640))).unwrap();
    assert!(embedded_picture(&path, 320).is_none());
    assert_eq!(glance(&path, 320).unwrap().dimensions(), (320, 213));

    // A tiny stamp, a folder and nonsense are no look at all.
    std::fs::write(&path, with_small_picture(&large, &card(48, 32), 1)).unwrap();
    assert!(embedded_picture(&path, 320).is_none());
    assert!(embedded_picture(folder.path(), 320).is_none());
    std::fs::write(&path, b"\xFF\xD8\xFF\xE1\x00\x10Exif\0\0nonsense").unwrap();
    assert!(embedded_picture(&path, 320).is_none());
    assert!(glance(&path, 320).is_err());
}
