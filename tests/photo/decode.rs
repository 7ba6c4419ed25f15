//! Every format, upright and in the right colours.

use std::process::Command;

use crate::common::{
    card, corpus, decoded, difference, encoded, exif_block, field, files_below, jpeg_bytes,
    jpeg_with_exif, orientation, profile_of, stored_for,
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
use smilekeep::domain::{PhotoFormat, Shows};
use smilekeep::photo::{Limits, Metadata, decode_to_fit, fit_within, jpeg};

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
fn a_raw_file_is_not_taken_for_its_icon() {
    let preview = field(Tag(exif::Context::Tiff, 0x00FE), Value::Long(vec![1]));
    let photo = decoded(&tiff(&card(16, 12), &[preview]));
    assert_eq!(
        (photo.format, photo.shows),
        (PhotoFormat::Raw, Shows::Nothing)
    );
}
