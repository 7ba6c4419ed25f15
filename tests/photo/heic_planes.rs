//! A HEIC of one picture, converted from the planes of the decoder: at full
//! size bit by bit what the decoder itself converts, and smaller its means.

use hpvcd::{Decoder, HeicSettings};
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, RgbImage};
use smilekeep::photo::{Limits, Pixels, decode, decode_to_fit, fit_within};

use crate::common::encoded;
use crate::heif::encode;

/// What the decoder makes of the whole without our help; it turns as `irot`
/// asks.
pub fn by_decoder(file: &[u8]) -> Pixels {
    let decoder = Decoder::from_settings(HeicSettings::new());
    let whole = decoder.decode(file).unwrap();
    let (width, height) = (whole.width, whole.height);
    let max = u32::from(whole.bit_depth.max_val());
    match whole.pixels {
        hpvcd::ImageBuffer::Rgb8(samples) => {
            Pixels::Eight(ImageBuffer::from_raw(width, height, samples).unwrap())
        }
        hpvcd::ImageBuffer::Rgb16(mut samples) => {
            for sample in &mut samples {
                *sample = ((u32::from(*sample) * 65_535 + max / 2) / max) as u16;
            }
            Pixels::Sixteen(ImageBuffer::from_raw(width, height, samples).unwrap())
        }
        _ => panic!("a grey picture"),
    }
}

/// Means of brightness and of colour, converted, are the means of what is
/// converted; but for rounding, and where a colour is out of range.
pub fn nearly<T>(one: &ImageBuffer<Rgb<T>, Vec<T>>, other: &ImageBuffer<Rgb<T>, Vec<T>>, step: f64)
where
    T: image::Primitive + Into<f64>,
    Rgb<T>: image::Pixel<Subpixel = T>,
{
    assert_eq!(one.dimensions(), other.dimensions());
    let off = one.as_raw().iter().zip(other.as_raw());
    let off: Vec<f64> = off
        .map(|(one, other)| ((*one).into() - (*other).into()).abs() / step)
        .collect();
    let mean = off.iter().sum::<f64>() / off.len() as f64;
    let most = off.iter().copied().fold(0.0, f64::max);
    assert!(mean < 0.4 && most < 6.0, "mean {mean}, most {most}");
}

/// Means of `scale` × `scale` pixels, or as many as there are.
pub fn means<T>(image: &ImageBuffer<Rgb<T>, Vec<T>>, scale: u32) -> ImageBuffer<Rgb<T>, Vec<T>>
where
    T: image::Primitive + Into<u32> + TryFrom<u32>,
    Rgb<T>: image::Pixel<Subpixel = T>,
{
    let (width, height) = image.dimensions();
    ImageBuffer::from_fn(width.div_ceil(scale), height.div_ceil(scale), |x, y| {
        let mut sums = [0_u32; 3];
        let mut count = 0;
        for dy in y * scale..(y * scale + scale).min(height) {
            for dx in x * scale..(x * scale + scale).min(width) {
                for (sum, value) in sums.iter_mut().zip(image.get_pixel(dx, dy).0) {
                    *sum += value.into();
                }
                count += 1;
            }
        }
        Rgb(sums.map(|sum| T::try_from((sum + count / 2) / count).ok().unwrap()))
    })
}

/// Soft colours without noise, and a bright corner of each.
fn soft(width: u32, height: u32) -> DynamicImage {
    let wave = |at: u32, length: f32| 127.0 + 120.0 * (at as f32 / length).sin();
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        let pixel = [wave(x, 31.0), wave(y, 23.0), wave(x + y, 47.0)];
        Rgb(pixel.map(|value| value as u8))
    }))
}

#[test]
fn planes_are_converted_as_the_decoder_converts_them() {
    // The encoder puts odd sizes into a grid of one tile.
    let plain = encoded(&soft(331, 203), ImageFormat::Png);
    let deep = encoded(
        &DynamicImage::ImageRgb16(soft(324, 206).into_rgb16()),
        ImageFormat::Png,
    );
    let even = encoded(&soft(324, 206), ImageFormat::Png);
    let sources = [("8", &plain), ("8", &even), ("10", &deep), ("12", &deep)];
    let mut kinds = Vec::new();
    for chroma in ["chroma=420", "chroma=422", "chroma=444"] {
        for source in sources {
            kinds.push((chroma, "6", "1", source));
        }
    }
    for matrix in ["1", "6", "9"] {
        for range in ["0", "1"] {
            for source in [sources[1], sources[3]] {
                kinds.push(("chroma=420", matrix, range, source));
            }
        }
    }
    for (chroma, matrix, range, (depth, source)) in kinds {
        let matrix = format!("--matrix_coefficients={matrix}");
        let range = format!("--full_range_flag={range}");
        let options = ["-p", chroma, "-b", depth, &matrix, &range];
        let Some(file) = encode("planes", source, "png", &options) else {
            return;
        };
        check(&file, &options);
    }
}

/// Colours the decoder alone understands, and a picture without any.
#[test]
fn other_planes_are_left_to_the_decoder_or_are_grey() {
    let png = encoded(&soft(324, 206), ImageFormat::Png);
    let options = ["-L", "-p", "chroma=444", "--matrix_coefficients=0"];
    let Some(file) = encode("planes", &png, "png", &options) else {
        return;
    };
    check(&file, &options);
    let grey = encoded(
        &DynamicImage::ImageLuma8(soft(331, 203).into_luma8()),
        ImageFormat::Png,
    );
    let grey = encode("planes", &grey, "png", &[]).unwrap();
    let Pixels::Eight(pixels) = decode(&grey, &Limits::default()).unwrap().picture.pixels else {
        panic!("more than eight bits");
    };
    assert!(pixels.pixels().all(|Rgb([r, g, b])| r == g && g == b));
    assert!(pixels.pixels().any(|pixel| pixel.0[0] > 200));
    assert!(pixels.pixels().any(|pixel| pixel.0[0] < 60));
}

fn check(file: &[u8], options: &[&str]) {
    let whole = decode(file, &Limits::default()).unwrap();
    match (&whole.picture.pixels, by_decoder(file)) {
        (Pixels::Eight(ours), Pixels::Eight(theirs)) => assert!(*ours == theirs, "{options:?}"),
        (Pixels::Sixteen(ours), Pixels::Sixteen(theirs)) => {
            assert!(*ours == theirs, "{options:?}");
        }
        _ => panic!("the depth differs"),
    }
    // Exactly half.
    let (width, height) = whole.size;
    let half = decode_to_fit(
        file,
        &Limits::default(),
        width.div_ceil(2),
        height.div_ceil(2),
    )
    .unwrap();
    match (&half.picture.pixels, &whole.picture.pixels) {
        (Pixels::Eight(half), Pixels::Eight(whole)) => nearly(half, &means(whole, 2), 1.0),
        (Pixels::Sixteen(half), Pixels::Sixteen(whole)) => nearly(half, &means(whole, 2), 257.0),
        _ => panic!("the depth differs"),
    }
    // A quarter and an eighth are made smaller still.
    let whole = whole.srgb();
    for (side, scale) in [(70, 4), (27, 8)] {
        let small = decode_to_fit(file, &Limits::default(), side, side).unwrap();
        nearly(
            &small.srgb(),
            &fit_within(&means(&whole, scale), side, side),
            1.0,
        );
    }
}
