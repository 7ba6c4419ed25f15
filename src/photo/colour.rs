//! From the colours a file was stored in to sRGB on white.

use std::borrow::Cow;

use image::{DynamicImage, ImageBuffer, Rgb, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

use super::picture::{Picture, Pixels};

/// Samples converted at a time, so that no second picture is held in memory.
const BAND_SAMPLES: usize = 48 * 1024;

/// Laid on white, converted from `profile` (sRGB when there is none, or when
/// it does not fit the kind of pixels, as a CMYK profile does not fit RGB).
pub(super) fn to_srgb(image: DynamicImage, profile: Option<&ColorProfile>) -> RgbImage {
    let Some(profile) = profile.filter(|profile| !is_srgb(profile)) else {
        return flattened(image);
    };
    match profile.color_space {
        DataColorSpace::Gray if !image.color().has_color() => {
            let mut pixels = flattened(image);
            convert_grey(&mut pixels, profile);
            pixels
        }
        DataColorSpace::Rgb => convert_rgb(image, profile),
        _ => flattened(image),
    }
}

/// As [`to_srgb`] for pixels that are 8-bit RGB already.
pub(super) fn rgb8_to_srgb(pixels: &mut RgbImage, profile: &ColorProfile) {
    if profile.color_space == DataColorSpace::Rgb && !is_srgb(profile) {
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        if let Ok(transform) =
            profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options)
        {
            run(&*transform, pixels.as_mut());
        }
    }
}

/// The last step for screen and paper.
pub(super) fn picture_to_srgb8(picture: Picture) -> RgbImage {
    let image = match picture.pixels {
        Pixels::Eight(pixels) => DynamicImage::ImageRgb8(pixels),
        Pixels::Sixteen(pixels) => DynamicImage::ImageRgb16(pixels),
    };
    to_srgb(
        image,
        picture.profile.as_ref().map(|profile| &profile.space),
    )
}

/// Sixteen bits are converted as sixteen bits: rounding twice would band skies
/// and blankets.
fn convert_rgb(image: DynamicImage, profile: &ColorProfile) -> RgbImage {
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    match image {
        DynamicImage::ImageRgb16(mut pixels) => {
            if let Ok(transform) =
                profile.create_transform_16bit(Layout::Rgb, &srgb, Layout::Rgb, options)
            {
                run(&*transform, pixels.as_mut());
            }
            flattened(DynamicImage::ImageRgb16(pixels))
        }
        DynamicImage::ImageRgba16(mut pixels) => {
            if let Ok(transform) =
                profile.create_transform_16bit(Layout::Rgba, &srgb, Layout::Rgba, options)
            {
                run(&*transform, pixels.as_mut());
            }
            flattened(DynamicImage::ImageRgba16(pixels))
        }
        other if other.color().has_alpha() => {
            let mut pixels = other.into_rgba8();
            if let Ok(transform) =
                profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, options)
            {
                run(&*transform, pixels.as_mut());
            }
            on_white(&pixels)
        }
        other => {
            let mut pixels = flattened(other);
            rgb8_to_srgb(&mut pixels, profile);
            pixels
        }
    }
}

/// A grey curve is a table: 256 values through the profile, then every pixel
/// through the table.
fn convert_grey(pixels: &mut RgbImage, profile: &ColorProfile) {
    let ramp: [u8; 256] = std::array::from_fn(|value| value as u8);
    let mut converted = [0_u8; 256 * 3];
    let done = profile
        .create_transform_8bit(
            Layout::Gray,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .and_then(|transform| transform.transform(&ramp, &mut converted));
    if done.is_ok() {
        let (table, _) = converted.as_chunks::<3>();
        for value in pixels.iter_mut() {
            if let Some([_, middle, _]) = table.get(usize::from(*value)) {
                *value = *middle;
            }
        }
    }
}

fn run<T: Copy + Default>(transform: &(dyn TransformExecutor<T> + Send + Sync), samples: &mut [T]) {
    let mut converted = vec![T::default(); BAND_SAMPLES.min(samples.len())];
    for band in samples.chunks_mut(BAND_SAMPLES) {
        if let Some(out) = converted.get_mut(..band.len())
            && transform.transform(band, out).is_ok()
        {
            band.copy_from_slice(out);
        }
    }
}

/// Whether a profile changes nothing that can be seen, judged by what it does
/// to a cube of colours: names and tables of sRGB profiles differ too much.
fn is_srgb(profile: &ColorProfile) -> bool {
    if profile.color_space != DataColorSpace::Rgb {
        return false;
    }
    const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
    let mut colours = Vec::with_capacity(STEPS.len().pow(3) * 3);
    for red in STEPS {
        for green in STEPS {
            for blue in STEPS {
                colours.extend_from_slice(&[red, green, blue]);
            }
        }
    }
    let mut converted = vec![0_u8; colours.len()];
    profile
        .create_transform_8bit(
            Layout::Rgb,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .and_then(|transform| transform.transform(&colours, &mut converted))
        // A profile that cannot be used is as good as none.
        .is_err()
        || colours
            .iter()
            .zip(&converted)
            .all(|(before, after)| before.abs_diff(*after) <= 1)
}

/// Eight bits, without transparency.
fn flattened(image: DynamicImage) -> RgbImage {
    if image.color().has_alpha() {
        on_white(&image.into_rgba8())
    } else {
        image.into_rgb8()
    }
}

fn on_white(pixels: &RgbaImage) -> RgbImage {
    let (from, _) = pixels.as_raw().as_chunks::<4>();
    let mut flat: RgbImage = ImageBuffer::new(pixels.width(), pixels.height());
    let (to, _) = flat.as_chunks_mut::<3>();
    for (&[red, green, blue, alpha], out) in from.iter().zip(to) {
        let alpha = u32::from(alpha);
        // Weighted mean of the colour and white, rounded; at most 255.
        let over = |value: u8| ((u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        *out = [over(red), over(green), over(blue)];
    }
    flat
}

/// A profile from the bytes of an ICC block; a broken one is none.
pub(super) fn from_icc(block: &[u8]) -> Option<ColorProfile> {
    ColorProfile::new_from_slice(block).ok()
}

/// Raw 16-bit samples of RGB pixels as an image.
pub(super) fn rgb16(width: u32, height: u32, samples: Vec<u16>) -> Option<DynamicImage> {
    ImageBuffer::<Rgb<u16>, _>::from_raw(width, height, samples).map(DynamicImage::ImageRgb16)
}

/// Rescales samples of `max` to the full 16 bits.
pub(super) fn widened(samples: &[u16], max: u16) -> Cow<'_, [u16]> {
    if max == u16::MAX || max == 0 {
        return Cow::Borrowed(samples);
    }
    let (max, half) = (u32::from(max), u32::from(max) / 2);
    samples
        .iter()
        .map(|sample| {
            // Clamped first, so the quotient is at most 65 535.
            ((u32::from(*sample).min(max) * 65_535 + half) / max) as u16
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma, Rgba};

    #[test]
    fn transparency_is_laid_on_white() {
        let image = RgbaImage::from_fn(3, 1, |x, _| match x {
            0 => Rgba([10, 20, 30, 255]),
            1 => Rgba([10, 20, 30, 0]),
            _ => Rgba([0, 0, 0, 128]),
        });
        let flat = to_srgb(DynamicImage::ImageRgba8(image), None);
        assert_eq!(flat.get_pixel(0, 0).0, [10, 20, 30]);
        assert_eq!(flat.get_pixel(1, 0).0, [255, 255, 255]);
        assert_eq!(flat.get_pixel(2, 0).0, [127, 127, 127]);
    }

    #[test]
    fn sixteen_bits_are_rounded_not_cut() {
        let image = ImageBuffer::<Rgb<u16>, _>::from_fn(4, 1, |x, _| {
            Rgb([[0, 128, 129, 65_535][x as usize]; 3])
        });
        let flat = to_srgb(DynamicImage::ImageRgb16(image), None);
        let reds: Vec<u8> = flat.pixels().map(|pixel| pixel.0[0]).collect();
        assert_eq!(reds, [0, 0, 1, 255]);
    }

    #[test]
    fn an_srgb_profile_is_recognised_and_others_are_not() {
        assert!(is_srgb(&ColorProfile::new_srgb()));
        let written = ColorProfile::new_srgb().encode().unwrap();
        assert!(is_srgb(&from_icc(&written).unwrap()));
        let ours = crate::photo::srgb_profile::build();
        assert!(is_srgb(&from_icc(&ours).unwrap()));
        assert!(!is_srgb(&ColorProfile::new_display_p3()));
        assert!(!is_srgb(&ColorProfile::new_adobe_rgb()));
        assert!(from_icc(b"no profile").is_none());
    }

    #[test]
    fn a_grey_profile_bends_greys_and_keeps_them_grey() {
        let image = GrayImage::from_fn(3, 1, |x, _| Luma([[0, 128, 255][x as usize]]));
        let linear = ColorProfile::new_gray_with_gamma(1.0);
        let flat = to_srgb(DynamicImage::ImageLuma8(image), Some(&linear));
        let pixel = |x| flat.get_pixel(x, 0).0;
        assert_eq!((pixel(0), pixel(2)), ([0; 3], [255; 3]));
        // Half the light is 188 in sRGB.
        assert!(pixel(1)[0].abs_diff(188) <= 1, "{:?}", pixel(1));
        assert!(pixel(1)[0] == pixel(1)[1] && pixel(1)[1] == pixel(1)[2]);
    }

    #[test]
    fn a_profile_for_another_kind_of_pixels_is_left_alone() {
        let image = RgbImage::from_pixel(2, 2, Rgb([10, 200, 30]));
        let grey = ColorProfile::new_gray_with_gamma(1.0);
        let flat = to_srgb(DynamicImage::ImageRgb8(image.clone()), Some(&grey));
        assert_eq!(flat, image);
    }

    #[test]
    fn ten_bits_fill_sixteen() {
        assert_eq!(
            widened(&[0, 512, 1023, 4000], 1023)[..],
            [0, 32_800, 65_535, 65_535]
        );
    }
}
