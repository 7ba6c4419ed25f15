//! Making pictures smaller, and their mean colour.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

use super::picture::Rgb16Image;

/// Scaled to fit a box of pixels, keeping its shape. Never enlarged: a picture
/// that fits already comes back as a copy. Sides are at least one pixel.
pub fn fit_within(image: &RgbImage, max_width: u32, max_height: u32) -> RgbImage {
    let (width, height) = fitted_size(image.width(), image.height(), max_width, max_height);
    if (width, height) == image.dimensions() {
        return image.clone();
    }
    convolve(image, width, height)
        // Only impossible sizes fail, and those never reach this line; a
        // plain answer is still better than none.
        .unwrap_or_else(|| image::imageops::thumbnail(image, width, height))
}

/// A part of a picture (x, y, width, height) scaled to exactly `width` × `height`
/// pixels. `None` for a part that is not inside it, or an empty size.
pub fn scale_part(
    image: &RgbImage,
    (x, y, part_width, part_height): (u32, u32, u32, u32),
    width: u32,
    height: u32,
) -> Option<RgbImage> {
    let (from_width, from_height) = image.dimensions();
    let source = ImageRef::new(from_width, from_height, image.as_raw(), PixelType::U8x3).ok()?;
    let mut scaled = Image::new(width, height, PixelType::U8x3);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(
            f64::from(x),
            f64::from(y),
            f64::from(part_width),
            f64::from(part_height),
        );
    Resizer::new().resize(&source, &mut scaled, &options).ok()?;
    RgbImage::from_raw(width, height, scaled.into_vec())
}

/// The size [`fit_within`] gives a picture, in pixels.
pub(super) fn fitted_size(width: u32, height: u32, max_width: u32, max_height: u32) -> (u32, u32) {
    let (max_width, max_height) = (max_width.max(1), max_height.max(1));
    if width <= max_width && height <= max_height {
        return (width, height);
    }
    let (w, h) = (u64::from(width), u64::from(height));
    let (box_w, box_h) = (u64::from(max_width), u64::from(max_height));
    // The side that meets the box gets exactly its size, the other is rounded.
    let (w, h) = if w * box_h >= h * box_w {
        (box_w, (h * box_w + w / 2) / w.max(1))
    } else {
        ((w * box_h + h / 2) / h.max(1), box_h)
    };
    let side = |value: u64, max: u32| u32::try_from(value).unwrap_or(max).clamp(1, max);
    (side(w, max_width), side(h, max_height))
}

/// Lanczos with three lobes, on the encoded values: sharp, and what most
/// photo programs do.
fn convolve(image: &RgbImage, width: u32, height: u32) -> Option<RgbImage> {
    let size = image.dimensions();
    let scaled = convolve_bytes(image.as_raw(), size, (width, height), PixelType::U8x3)?;
    RgbImage::from_raw(width, height, scaled)
}

fn convolve_bytes(
    bytes: &[u8],
    (from_width, from_height): (u32, u32),
    (width, height): (u32, u32),
    kind: PixelType,
) -> Option<Vec<u8>> {
    let source = ImageRef::new(from_width, from_height, bytes, kind).ok()?;
    let mut scaled = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&source, &mut scaled, &options).ok()?;
    Some(scaled.into_vec())
}

/// As [`fit_within`] for deep pictures.
pub(super) fn fit_within_16(image: &Rgb16Image, max_width: u32, max_height: u32) -> Rgb16Image {
    let (width, height) = fitted_size(image.width(), image.height(), max_width, max_height);
    if (width, height) == image.dimensions() {
        return image.clone();
    }
    let size = image.dimensions();
    let bytes: &[u8] = bytemuck::cast_slice(image.as_raw());
    convolve_bytes(bytes, size, (width, height), PixelType::U16x3)
        .and_then(|scaled| {
            let samples = bytemuck::pod_collect_to_vec::<u8, u16>(&scaled);
            Rgb16Image::from_raw(width, height, samples)
        })
        .unwrap_or_else(|| image::imageops::thumbnail(image, width, height))
}

/// The mean of the encoded sRGB values, `0xRRGGBB`; white for no pixels.
pub fn average_rgb(image: &RgbImage) -> u32 {
    let mut sums = [0_u64; 3];
    let (pixels, _) = image.as_raw().as_chunks::<3>();
    for [red, green, blue] in pixels {
        let [r, g, b] = &mut sums;
        *r += u64::from(*red);
        *g += u64::from(*green);
        *b += u64::from(*blue);
    }
    let count = pixels.len() as u64;
    if count == 0 {
        return 0x00FF_FFFF;
    }
    sums.iter().fold(0, |packed, sum| {
        let mean = u32::try_from((sum + count / 2) / count).unwrap_or(255);
        packed << 8 | mean.min(255)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn a_part_is_scaled_to_exactly_the_size_asked_for() {
        // Left half red, right half blue.
        let picture = RgbImage::from_fn(80, 60, |x, _| {
            image::Rgb(if x < 40 { [200, 0, 0] } else { [0, 0, 200] })
        });
        // Far enough from the edge: its neighbours are weighed in.
        let right = scale_part(&picture, (50, 10, 30, 40), 15, 19).unwrap();
        assert_eq!(right.dimensions(), (15, 19));
        let blue = |pixel: &Rgb<u8>| pixel.0[0] == 0 && pixel.0[2].abs_diff(200) <= 1;
        assert!(right.pixels().all(blue));
        assert!(scale_part(&picture, (70, 0, 30, 40), 15, 20).is_none());
    }

    #[test]
    fn shapes_are_kept_and_nothing_is_enlarged() {
        assert_eq!(fitted_size(4032, 3024, 512, 512), (512, 384));
        assert_eq!(fitted_size(3024, 4032, 512, 512), (384, 512));
        assert_eq!(fitted_size(300, 200, 512, 512), (300, 200));
        assert_eq!(fitted_size(40_000, 2, 512, 512), (512, 1));
        assert_eq!(fitted_size(3, 40_000, 512, 512), (1, 512));
        assert_eq!(fitted_size(1000, 999, 500, 500), (500, 500));
        assert_eq!(fitted_size(1000, 500, 0, 0), (1, 1));
    }

    #[test]
    fn a_flat_colour_stays_flat() {
        let image = RgbImage::from_pixel(640, 480, Rgb([12, 130, 250]));
        let small = fit_within(&image, 100, 100);
        assert_eq!(small.dimensions(), (100, 75));
        assert!(small.pixels().all(|pixel| pixel.0 == [12, 130, 250]));
    }

    #[test]
    fn the_mean_colour_is_rounded_per_channel() {
        let mut image = RgbImage::from_pixel(2, 1, Rgb([0, 10, 255]));
        image.put_pixel(1, 0, Rgb([255, 11, 255]));
        assert_eq!(average_rgb(&image), 0x80_0B_FF);
    }
}
