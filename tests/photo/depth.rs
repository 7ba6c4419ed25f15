//! Colours and depth stay those of the file until the last step.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{
    DynamicImage, ExtendedColorType, GrayImage, ImageBuffer, ImageEncoder, ImageFormat, Luma, Rgb,
    RgbImage,
};
use moxcms::ColorProfile;
use smilekeep::photo::{Limits, Picture, Pixels, Rgb16Image, decode, decode_to_fit};

use crate::common::{card, encoded, exif_block, orientation, stored_for};

fn deep_slope(width: u32, height: u32) -> Rgb16Image {
    // Steps far smaller than eight bits can tell.
    ImageBuffer::from_fn(width, height, |x, y| {
        Rgb([(20_000 + 9 * x) as u16, (30_000 + 11 * y) as u16, 12_345])
    })
}

fn png16(image: &Rgb16Image, icc: Option<Vec<u8>>, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    if let Some(icc) = icc {
        encoder.set_icc_profile(icc).unwrap();
    }
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    let samples: Vec<u8> = image.iter().flat_map(|v| v.to_ne_bytes()).collect();
    let (width, height) = image.dimensions();
    encoder
        .write_image(&samples, width, height, ExtendedColorType::Rgb16)
        .unwrap();
    bytes
}

fn picture(bytes: &[u8]) -> Picture {
    decode(bytes, &Limits::default()).unwrap().picture
}

fn sixteen(picture: &Picture) -> &Rgb16Image {
    match &picture.pixels {
        Pixels::Sixteen(pixels) => pixels,
        Pixels::Eight(_) => panic!("depth was lost"),
    }
}

#[test]
fn sixteen_bits_stay_sixteen_bits() {
    let deep = deep_slope(64, 48);
    for format in [ImageFormat::Png, ImageFormat::Tiff] {
        let seen = picture(&encoded(&DynamicImage::ImageRgb16(deep.clone()), format));
        assert_eq!(sixteen(&seen), &deep, "{format:?}");
        assert!(seen.profile.is_none());
    }
    let grey = ImageBuffer::<Luma<u16>, _>::from_fn(16, 4, |x, _| Luma([(x * 1001) as u16]));
    let seen = picture(&encoded(&DynamicImage::ImageLuma16(grey), ImageFormat::Png));
    assert_eq!(sixteen(&seen).get_pixel(7, 2).0, [7007; 3]);
}

#[test]
fn scaling_and_turning_keep_the_depth() {
    let upright = deep_slope(200, 120);
    // As a camera held upright stores it.
    let turned = image::imageops::rotate270(&upright);
    let bytes = png16(&turned, None, Some(exif_block(&[orientation(6)])));
    assert_eq!(sixteen(&picture(&bytes)), &upright);

    let small = decode_to_fit(&bytes, &Limits::default(), 50, 50).unwrap();
    assert_eq!(small.size, (200, 120));
    let pixels = sixteen(&small.picture);
    assert_eq!(pixels.dimensions(), (50, 30));
    for (x, y) in [(10, 5), (25, 15), (40, 22)] {
        let [red, green, blue] = pixels.get_pixel(x, y).0;
        // The middle of four by four pixels of the slope.
        let (want_red, want_green) = (20_000 + 9 * (4 * x) + 14, 30_000 + 11 * (4 * y) + 17);
        assert!(u32::from(red).abs_diff(want_red) < 6, "{red}, {want_red}");
        assert!(
            u32::from(green).abs_diff(want_green) < 6,
            "{green}, {want_green}"
        );
        assert!(blue.abs_diff(12_345) < 3, "{blue}");
    }
    // Many values, not the sixteen or so that eight bits would have left.
    let mut reds: Vec<u16> = pixels.pixels().map(|pixel| pixel.0[0]).collect();
    reds.sort_unstable();
    reds.dedup();
    assert!(reds.len() > 40, "{}", reds.len());
}

#[test]
fn wide_profiles_stay_with_the_picture() {
    for (name, space) in [
        ("P3", ColorProfile::new_display_p3()),
        ("Adobe", ColorProfile::new_adobe_rgb()),
    ] {
        let icc = space.encode().unwrap();
        let mut jpeg = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 100);
        encoder.set_icc_profile(icc.clone()).unwrap();
        let flat = RgbImage::from_pixel(64, 64, Rgb([200, 100, 50]));
        encoder
            .write_image(&flat, 64, 64, ExtendedColorType::Rgb8)
            .unwrap();
        let deep = Rgb16Image::from_pixel(64, 64, Rgb([51_400, 25_700, 12_850]));
        for bytes in [jpeg, png16(&deep, Some(icc.clone()), None)] {
            for picture in [
                picture(&bytes),
                decode_to_fit(&bytes, &Limits::default(), 16, 16)
                    .unwrap()
                    .picture,
            ] {
                let kept = picture.profile.clone().expect(name);
                assert_eq!(kept.icc(), icc, "{name}");
                // The values are still those of the file …
                let raw = match &picture.pixels {
                    Pixels::Eight(pixels) => pixels.get_pixel(3, 3).0,
                    Pixels::Sixteen(pixels) => pixels.get_pixel(3, 3).0.map(|v| (v / 257) as u8),
                };
                assert!(
                    raw.iter()
                        .zip([200, 100, 50])
                        .all(|(a, b)| a.abs_diff(b) <= 2)
                );
                // … and become others on the screen.
                let seen = picture.into_srgb8().get_pixel(3, 3).0;
                assert!(seen[0] > 205, "{name}: {seen:?}");
            }
        }
    }
}

#[test]
fn srgb_and_grey_profiles_are_not_carried() {
    let icc = ColorProfile::new_srgb().encode().unwrap();
    let seen = picture(&png16(&deep_slope(8, 8), Some(icc), None));
    assert!(seen.profile.is_none());

    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    let linear = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    encoder.set_icc_profile(linear).unwrap();
    let grey = GrayImage::from_pixel(8, 8, Luma([128]));
    encoder
        .write_image(&grey, 8, 8, ExtendedColorType::L8)
        .unwrap();
    let seen = picture(&bytes);
    assert!(seen.profile.is_none());
    let value = seen.into_srgb8().get_pixel(1, 1).0[0];
    assert!(value.abs_diff(188) <= 1, "half the light is 188: {value}");
}

#[test]
fn a_deep_picture_with_a_profile_is_converted_before_it_is_rounded() {
    let icc = ColorProfile::new_display_p3().encode().unwrap();
    let deep = Rgb16Image::from_fn(256, 1, |x, _| Rgb([30_000 + x as u16; 3]));
    let seen = picture(&png16(&deep, Some(icc), None)).into_srgb8();
    // Greys are the same in both, so only the rounding to eight bits is left.
    for (x, _, pixel) in seen.enumerate_pixels() {
        let want = ((30_000 + x + 128) / 257) as u8;
        assert!(
            pixel.0.iter().all(|v| v.abs_diff(want) <= 1),
            "{pixel:?} at {x}"
        );
    }
}

#[test]
fn a_fitted_jpeg_is_the_scaled_photo_in_every_orientation() {
    let upright = card(1200, 800);
    for value in [1, 3, 6, 8] {
        let stored = stored_for(&upright, value);
        let bytes = crate::common::jpeg_with_exif(
            &crate::common::jpeg_bytes(&stored),
            &[orientation(value)],
        );
        for side in [100, 160, 290, 590, 1199] {
            let seen = decode_to_fit(&bytes, &Limits::default(), side, side).unwrap();
            assert_eq!(seen.size, (1200, 800));
            let want = smilekeep::photo::fit_within(&upright, side, side);
            assert_eq!(
                seen.srgb().dimensions(),
                want.dimensions(),
                "{value}, {side}"
            );
            let off = crate::common::difference(&seen.srgb(), &want);
            assert!(off < 2.5, "{value}, {side}: {off}");
        }
    }
}
