//! Every format, upright and in the right colours.

use std::process::Command;

use crate::common::{
    card, corpus, difference, encoded, exif_block, field, files_below, jpeg_bytes, jpeg_with_exif,
    orientation, stored_for, text,
};
use exif::experimental::Writer;
use exif::{In, Tag, Value};
use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{
    DynamicImage, ExtendedColorType, Frame, GrayImage, ImageBuffer, ImageEncoder, ImageFormat,
    Luma, Rgb, RgbImage, Rgba, RgbaImage,
};
use moxcms::ColorProfile;
use smilekeep::domain::PhotoFormat;
use smilekeep::photo::{
    Decoded, Limits, Metadata, PhotoError, decode, decode_to_fit, fit_within, jpeg,
};

fn decoded(bytes: &[u8]) -> Decoded {
    decode(bytes, &Limits::default()).unwrap()
}

#[test]
fn formats_without_loss_come_back_exactly() {
    let image = DynamicImage::ImageRgb8(card(61, 43));
    for (format, ours) in [
        (ImageFormat::Png, PhotoFormat::Png),
        (ImageFormat::Bmp, PhotoFormat::Bmp),
        (ImageFormat::Tiff, PhotoFormat::Tiff),
        (ImageFormat::WebP, PhotoFormat::Webp),
    ] {
        let photo = decoded(&encoded(&image, format));
        assert_eq!(photo.srgb(), card(61, 43), "{ours:?}");
        assert_eq!((photo.format, photo.ends_early), (ours, false));
        assert_eq!(photo.metadata, Metadata::default());
    }
    let photo = decoded(&encoded(&image, ImageFormat::Gif));
    assert_eq!(photo.format, PhotoFormat::Gif);
    assert!(difference(&photo.srgb(), &card(61, 43)) < 8.0);
    let photo = decoded(&jpeg(&card(61, 43), 95).unwrap());
    assert_eq!(photo.format, PhotoFormat::Jpeg);
    assert!(difference(&photo.srgb(), &card(61, 43)) < 3.0);
}

#[test]
fn all_eight_orientations_come_out_upright() {
    let upright = card(96, 64);
    for value in 1..=8 {
        let stored = stored_for(&upright, value);
        let fields = [orientation(value)];

        let photo = decoded(&jpeg_with_exif(&jpeg_bytes(&stored), &fields));
        assert_eq!(u16::from(photo.metadata.orientation), value);
        let off = difference(&photo.srgb(), &upright);
        assert!(off < 4.0, "JPEG, orientation {value}: {off}");

        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        encoder.set_exif_metadata(exif_block(&fields)).unwrap();
        write(encoder, &stored);
        assert_eq!(decoded(&bytes).srgb(), upright, "PNG, {value}");

        for prefix in [&b""[..], b"Exif\0\0"] {
            let mut bytes = Vec::new();
            let mut encoder = WebPEncoder::new_lossless(&mut bytes);
            let block = [prefix, &exif_block(&fields)].concat();
            encoder.set_exif_metadata(block).unwrap();
            write(encoder, &stored);
            assert_eq!(decoded(&bytes).srgb(), upright, "WebP, {value} {prefix:?}");
        }

        assert_eq!(
            decoded(&tiff(&stored, &fields)).srgb(),
            upright,
            "TIFF, {value}"
        );

        // The short way to a small picture turns it the same.
        let fitted = decode_to_fit(&tiff(&stored, &fields), &Limits::default(), 48, 48).unwrap();
        assert_eq!(fitted.srgb().dimensions(), (48, 32));
        let off = difference(&fitted.srgb(), &fit_within(&upright, 48, 48));
        assert!(off < 1.0, "fitted, {value}: {off}");
    }
}

#[test]
fn an_impossible_orientation_is_none() {
    for value in [0, 9, 65_535] {
        let bytes = jpeg_with_exif(&jpeg_bytes(&card(96, 64)), &[orientation(value)]);
        assert!(difference(&decoded(&bytes).srgb(), &card(96, 64)) < 4.0);
    }
}

/// Photos of other people’s making: each series shows one scene.
#[test]
fn the_corpus_of_orientations_looks_alike() {
    let Some(folder) = corpus("orientation") else {
        return;
    };
    for series in ["Portrait", "Landscape"] {
        let mut seen = Vec::new();
        for path in files_below(&folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.contains(series) {
                let photo = decoded(&std::fs::read(&path).unwrap());
                let (width, height) = photo.srgb().dimensions();
                assert_eq!(width > height, series == "Landscape", "{name}");
                seen.push((name, fit_within(&photo.srgb(), 64, 64)));
            }
        }
        assert_eq!(seen.len(), 9, "{series}");
        for (name, pixels) in &seen {
            let off = difference(pixels, &seen[0].1);
            assert!(off < 6.0, "{name}: {off}");
        }
    }
}

fn write(encoder: impl ImageEncoder, image: &RgbImage) {
    let (width, height) = image.dimensions();
    encoder
        .write_image(image, width, height, ExtendedColorType::Rgb8)
        .unwrap();
}

/// An uncompressed TIFF whose first directory carries the fields.
fn tiff(image: &RgbImage, fields: &[exif::Field]) -> Vec<u8> {
    let (width, height) = image.dimensions();
    let own = [
        field(Tag::ImageWidth, Value::Long(vec![width])),
        field(Tag::ImageLength, Value::Long(vec![height])),
        field(Tag::BitsPerSample, Value::Short(vec![8, 8, 8])),
        field(Tag::Compression, Value::Short(vec![1])),
        field(Tag::PhotometricInterpretation, Value::Short(vec![2])),
        field(Tag::SamplesPerPixel, Value::Short(vec![3])),
        field(Tag::RowsPerStrip, Value::Long(vec![height])),
    ];
    let strips = [image.as_raw().as_slice()];
    let mut writer = Writer::new();
    for field in own.iter().chain(fields) {
        writer.push_field(field);
    }
    writer.set_strips(&strips, In::PRIMARY);
    let mut bytes = std::io::Cursor::new(Vec::new());
    writer.write(&mut bytes, true).unwrap();
    bytes.into_inner()
}

/// Expected values worked out from the published primaries and the sRGB
/// curve, not by the colour library.
#[test]
fn display_p3_becomes_srgb() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    for (stored, expected) in [
        ([200, 100, 50], [215, 93, 31]),
        ([120, 180, 90], [100, 182, 76]),
        ([90, 60, 150], [95, 58, 155]),
        ([128, 128, 128], [128, 128, 128]),
        ([255, 255, 255], [255, 255, 255]),
    ] {
        let image = RgbImage::from_pixel(24, 16, Rgb(stored));
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(&mut png);
        encoder.set_icc_profile(profile.clone()).unwrap();
        write(encoder, &image);
        let mut jpeg = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 100);
        encoder.set_icc_profile(profile.clone()).unwrap();
        write(encoder, &image);
        let wide: ImageBuffer<Rgb<u16>, _> =
            ImageBuffer::from_pixel(24, 16, Rgb(stored.map(|value| u16::from(value) * 257)));
        let mut png16 = Vec::new();
        let mut encoder = PngEncoder::new(&mut png16);
        encoder.set_icc_profile(profile.clone()).unwrap();
        let bytes: Vec<u8> = wide.iter().flat_map(|value| value.to_ne_bytes()).collect();
        encoder
            .write_image(&bytes, 24, 16, ExtendedColorType::Rgb16)
            .unwrap();
        for (bytes, tolerance) in [(&png, 1), (&png16, 1), (&jpeg, 2)] {
            let seen = decoded(bytes).srgb().get_pixel(5, 5).0;
            let near = seen
                .iter()
                .zip(expected)
                .all(|(seen, expected)| seen.abs_diff(expected) <= tolerance);
            assert!(near, "{stored:?}: {seen:?} instead of {expected:?}");
            let fitted = decode_to_fit(bytes, &Limits::default(), 12, 12).unwrap();
            let off = fitted.srgb().get_pixel(3, 3).0;
            assert!(off.iter().zip(seen).all(|(a, b)| a.abs_diff(b) <= 1));
        }
    }
}

#[test]
fn without_a_profile_or_with_a_broken_one_colours_stay() {
    let image = card(32, 32);
    for profile in [Vec::new(), vec![0; 300], b"garbage".to_vec()] {
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        if !profile.is_empty() {
            encoder.set_icc_profile(profile).unwrap();
        }
        write(encoder, &image);
        assert_eq!(decoded(&bytes).srgb(), image);
    }
}

fn profile_of(jpeg: &[u8]) -> Vec<u8> {
    use image::ImageDecoder;
    let reader = image::ImageReader::with_format(std::io::Cursor::new(jpeg), ImageFormat::Jpeg);
    let mut decoder = reader.into_decoder().unwrap();
    decoder.icc_profile().unwrap().unwrap()
}

#[test]
fn our_own_jpegs_say_that_they_are_srgb_and_are_the_same_every_time() {
    let bytes = jpeg(&card(40, 30), 90).unwrap();
    assert!(ColorProfile::new_from_slice(&profile_of(&bytes)).is_ok());
    assert_eq!(jpeg(&card(40, 30), 90).unwrap(), bytes);
}

#[test]
fn greys_transparency_and_sixteen_bits_are_brought_to_plain_colours() {
    let grey = GrayImage::from_fn(9, 5, |x, y| Luma([(x * 20 + y) as u8]));
    let photo = decoded(&encoded(&DynamicImage::ImageLuma8(grey), ImageFormat::Png));
    assert_eq!(photo.srgb().get_pixel(3, 2).0, [62; 3]);

    let clear = RgbaImage::from_pixel(4, 4, Rgba([200, 0, 0, 0]));
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let photo = decoded(&encoded(&DynamicImage::ImageRgba8(clear.clone()), format));
        assert_eq!(photo.srgb().get_pixel(1, 1).0, [255; 3], "{format:?}");
    }

    let deep: ImageBuffer<Rgb<u16>, _> = ImageBuffer::from_pixel(4, 4, Rgb([129, 32_768, 65_535]));
    let photo = decoded(&encoded(&DynamicImage::ImageRgb16(deep), ImageFormat::Png));
    assert_eq!(photo.srgb().get_pixel(0, 0).0, [1, 128, 255]);
}

/// Press photos: four inks, stored inverted as Adobe does.
#[test]
fn four_inks_become_red_green_and_blue() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("inks.jpg");
    let output = Command::new("gs")
        .args(["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=jpegcmyk", "-g40x40"])
        .arg(format!("-sOutputFile={}", path.display()))
        .args([
            "-c",
            "0 1 1 0 setcmykcolor 0 0 40 20 rectfill 0 0 0 0 setcmykcolor 0 20 40 20 rectfill showpage",
        ])
        .output();
    if !output.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no ghostscript to make a CMYK JPEG");
        return;
    }
    let pixels = decoded(&std::fs::read(path).unwrap()).srgb();
    let [red, green, blue] = pixels.get_pixel(20, 32).0;
    assert!(red > 225 && green < 60 && blue < 60, "{red} {green} {blue}");
    assert!(pixels.get_pixel(20, 6).0.iter().all(|value| *value > 245));
}

#[test]
fn an_animation_gives_its_first_picture() {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut bytes);
        for colour in [[250, 0, 0, 255], [0, 250, 0, 255]] {
            let frame = RgbaImage::from_pixel(10, 10, Rgba(colour));
            encoder.encode_frame(Frame::new(frame)).unwrap();
        }
    }
    assert_eq!(decoded(&bytes).srgb().get_pixel(5, 5).0, [250, 0, 0]);
}

/// A camera’s raw file begins with a tiny preview; that is not the photo.
#[test]
fn a_raw_file_is_refused_rather_than_shrunk() {
    let preview = field(Tag(exif::Context::Tiff, 0x00FE), Value::Long(vec![1]));
    let error = decode(&tiff(&card(16, 12), &[preview]), &Limits::default()).unwrap_err();
    assert!(matches!(&error, PhotoError::Unsupported { what } if what.contains("raw")));
}

mod heic {
    use super::*;

    /// Encodes with the command-line encoder of libheif, where there is one.
    fn encode(name: &str, source: &[u8], extension: &str, more: &[&str]) -> Option<Vec<u8>> {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (
            dir.path().join(format!("{name}.{extension}")),
            dir.path().join(format!("{name}.heic")),
        );
        std::fs::write(&from, source).unwrap();
        let output = Command::new("heif-enc")
            .args(["-q", "92"])
            .args(more)
            .arg(&from)
            .arg("-o")
            .arg(&to)
            .output();
        match output {
            Err(error) => {
                eprintln!("skipped: heif-enc is not installed ({error})");
                None
            }
            Ok(output) => {
                assert!(output.status.success(), "{output:?}");
                Some(std::fs::read(to).unwrap())
            }
        }
    }

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

    /// Adds boxes to the properties of a HEIC with one picture.
    fn with_boxes(heic: &[u8], added: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = heic.to_vec();
        let find = |bytes: &[u8], name: &[u8; 4]| {
            bytes.windows(4).position(|found| found == name).unwrap() - 4
        };
        let number =
            |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        let add = |bytes: &mut [u8], at: usize, more: usize| {
            let sum = number(bytes, at) + more as u32;
            bytes[at..at + 4].copy_from_slice(&sum.to_be_bytes());
        };
        let boxes: Vec<u8> = added
            .iter()
            .flat_map(|(name, body)| {
                let size = (body.len() as u32 + 8).to_be_bytes();
                [&size[..], *name, body].concat()
            })
            .collect();
        let grown = boxes.len() + added.len();
        // The place of the picture’s data, which moves on by as much.
        let (table, data) = (find(&bytes, b"iloc"), find(&bytes, b"mdat") as u32 + 8);
        let place = (table..).find(|at| number(&bytes, *at) == data).unwrap();
        add(&mut bytes, place, grown);
        for name in [b"meta", b"iprp"] {
            let at = find(&bytes, name);
            add(&mut bytes, at, grown);
        }
        let links = find(&bytes, b"ipma");
        add(&mut bytes, links, added.len());
        // Header, version and flags, one item of this many properties.
        let count = links + 8 + 4 + 4 + 2;
        let known = bytes[count];
        bytes[count] += added.len() as u8;
        let end = count + 1 + usize::from(known);
        let indices = (1..=added.len() as u8).map(|more| 0x80 | (known + more));
        bytes.splice(end..end, indices);
        let container = find(&bytes, b"ipco");
        let end = container + number(&bytes, container) as usize;
        add(&mut bytes, container, boxes.len());
        bytes.splice(end..end, boxes);
        bytes
    }

    /// What libheif makes of the same file.
    fn by_libheif(heic: &[u8]) -> Option<RgbImage> {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("a.heic"), dir.path().join("a.png"));
        std::fs::write(&from, heic).unwrap();
        let output = Command::new("heif-convert").arg(&from).arg(&to).output();
        if !output.is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: heif-convert is not installed");
            return None;
        }
        Some(image::open(to).unwrap().into_rgb8())
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
        assert!(difference(&decoded(&bytes).srgb(), &deep.to_rgb8()) < 3.0);

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
}
