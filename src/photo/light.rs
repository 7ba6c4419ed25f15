//! How the light of a photo turned out, measured in its pixels.
//!
//! One pass over the picture makes it small and grey, so that the numbers mean
//! the same for a thumbnail and for the whole photo, and so that the noise of a
//! dark room is averaged away before sharpness is looked for.
//!
//! **Brightness** is the encoded luma of BT.601, 0…255: what an eye sees as
//! even steps on a screen.
//!
//! **Sharpness** is the variance of the Laplacian (Pech-Pacheco et al.,
//! “Diatom autofocusing in brightfield microscopy: a comparative study”, ICPR
//! 2000), taken in small squares. A sleeping baby in front of a soft background
//! is sharp in one place only, so the sharpest squares count, not the mean.
//! Noise raises every square alike (Pertuz et al., “Analysis of focus measure
//! operators for shape-from-focus”, Pattern Recognition 2013, names this the
//! weakness of the operator); what the flattest squares have is taken for noise
//! and subtracted:
//!
//! > L(x, y) = grey(x, y) − mean of its four neighbours
//! > square² = mean of L² over 32 × 32 pixels
//! > sharpness = √(98th percentile of square² − min(10th percentile, 2.5²))

use image::RgbImage;

use crate::domain::Light;

/// Longest side of the small grey picture, in pixels. A screen-size photo of
/// 1,920 pixels is halved: blur that cannot be seen there does not count.
const SMALL: u32 = 1024;
/// At or below this a pixel is nearly black: the darkest 16th of the scale.
const DARK: u8 = 15;
/// From this on in every channel a pixel is burnt out; JPEG leaves white a
/// little below 255.
const BURNT: u8 = 251;
/// Side of a square that is judged by itself, in pixels of the small picture:
/// about an eye and a nose of a face that fills a third of the photo.
const SQUARE: usize = 32;
/// Share of squares that may be sharper than the one that counts, as one in so
/// many: an edge of the picture or a watermark is no face.
const SHARPEST: usize = 50;
/// The squares that show how much noise there is: the flattest tenth.
const FLATTEST: usize = 10;
/// Most that is taken for noise, in value steps: a photo that is sharp all over
/// has no flat square.
const MOST_NOISE: f32 = 2.5;

/// Measures a picture in upright sRGB. A few milliseconds for a screen-size
/// one; larger ones are made small on the way.
pub fn measure(image: &RgbImage) -> Light {
    let mut histogram = [0_u32; 256];
    let mut burnt = 0_u32;
    let grey = small_grey(image, &mut histogram, &mut burnt);
    let count = (grey.width * grey.height).max(1);
    let permille = |part: u32| (u64::from(part) * 1000 / count as u64).min(1000) as u16;
    let dark = histogram.iter().take(usize::from(DARK) + 1).sum();
    let mut below = 0_u32;
    let median = histogram
        .iter()
        .position(|pixels| {
            below += pixels;
            below as usize * 2 >= count
        })
        .and_then(|value| u8::try_from(value).ok())
        .unwrap_or(0);
    Light {
        median,
        dark_permille: permille(dark),
        clipped_permille: permille(burnt),
        sharpness_centi: (sharpness(&grey) * 100.0).round().clamp(0.0, 65_535.0) as u16,
    }
}

/// Grey values of a small picture; 16 bits, so that sums and differences need
/// no conversion.
struct Grey {
    width: usize,
    height: usize,
    values: Vec<i16>,
}

/// Means of blocks of whole pixels: the cheapest scale there is, and the one
/// that treats noise best.
fn small_grey(image: &RgbImage, histogram: &mut [u32; 256], burnt: &mut u32) -> Grey {
    let block = image.width().max(image.height()).div_ceil(SMALL).max(1) as usize;
    let row_len = image.width() as usize * 3;
    let width = (image.width() as usize / block).max(1);
    let height = (image.height() as usize / block).max(1);
    // What is left over at the far edges is less than one pixel of the small
    // picture. A picture thinner than a block is one block wide.
    let across = block.min(image.width() as usize);
    let down = block.min(image.height() as usize);
    let area = (across * down).max(1) as u32;
    // A division a pixel would be most of the time: multiplied instead by
    // 2⁵⁶ / (256 × area), rounded up. A sum is below 2³² and what is rounded
    // below 2²⁴, so that the quotient is the same.
    let reciprocal = (1_u64 << 56).div_ceil(u64::from(area) * 256);
    let mut values = Vec::with_capacity(width * height);
    // Rows are added up first: that is done for many bytes at once. Sixteen
    // bits hold 257 rows, many more than a block has.
    let mut sums = vec![0_u16; row_len];
    for rows in image.as_raw().chunks(row_len.max(1) * block).take(height) {
        sums.fill(0);
        for row in rows.chunks_exact(row_len.max(1)) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum = sum.saturating_add(u16::from(*value));
            }
        }
        for pixels in sums.chunks(block * 3).take(width) {
            let (mut r, mut g, mut b) = (0_u32, 0_u32, 0_u32);
            for [red, green, blue] in pixels.as_chunks::<3>().0 {
                r += u32::from(*red);
                g += u32::from(*green);
                b += u32::from(*blue);
            }
            // BT.601 in 1/256, rounded once.
            let luma = 77 * r + 150 * g + 29 * b + area * 128;
            let luma = ((u64::from(luma) * reciprocal) >> 56).min(255) as u8;
            if let Some(slot) = histogram.get_mut(usize::from(luma)) {
                *slot += 1;
            }
            *burnt += u32::from(r.min(g).min(b) >= u32::from(BURNT) * area);
            values.push(luma.into());
        }
    }
    Grey {
        width,
        height,
        values,
    }
}

/// Root of the noise-free variance of the Laplacian in the sharpest squares,
/// in value steps between neighbours.
fn sharpness<'g>(grey: &'g Grey) -> f32 {
    let across = (grey.width.saturating_sub(2) / SQUARE).max(1);
    let mut squares: Vec<(u64, u32)> = Vec::new();
    let mut band = vec![(0_u64, 0_u32); across];
    let rows: Vec<&'g [i16]> = grey.values.chunks_exact(grey.width.max(1)).collect();
    for (index, three) in rows.windows(3).enumerate() {
        if index > 0 && index % SQUARE == 0 {
            squares.append(&mut std::mem::replace(&mut band, vec![(0, 0); across]));
        }
        let [above, here, below] = three else {
            continue;
        };
        // Without the first and the last pixel, which lack a neighbour.
        let length = grey.width.saturating_sub(2);
        let part = |row: &'g [i16], from: usize| row.get(from..from + length);
        let (Some(up), Some(down), Some(left), Some(middle), Some(right)) = (
            part(above, 1),
            part(below, 1),
            part(here, 0),
            part(here, 1),
            part(here, 2),
        ) else {
            continue;
        };
        let pieces = middle
            .chunks(SQUARE)
            .zip(up.chunks(SQUARE).zip(down.chunks(SQUARE)))
            .zip(left.chunks(SQUARE).zip(right.chunks(SQUARE)));
        for (slot, ((middle, (up, down)), (left, right))) in band.iter_mut().zip(pieces) {
            let sum: i32 = middle
                .iter()
                .zip(up.iter().zip(down))
                .zip(left.iter().zip(right))
                .map(|((middle, (up, down)), (left, right))| {
                    let value = i32::from(4 * middle - up - down - left - right);
                    value * value
                })
                .sum();
            slot.0 += u64::from(sum.unsigned_abs());
            slot.1 += u32::try_from(middle.len()).unwrap_or(0);
        }
    }
    squares.append(&mut band);
    // The mean difference to a neighbour is a quarter of the sum.
    let mut energy: Vec<f32> = squares
        .into_iter()
        .filter(|(_, pixels)| *pixels > 0)
        .map(|(sum, pixels)| sum as f32 / (pixels as f32 * 16.0))
        .collect();
    energy.sort_by(f32::total_cmp);
    let at = |index: usize| energy.get(index).copied().unwrap_or(0.0);
    let last = energy.len().saturating_sub(1);
    let sharpest = at(last - last / SHARPEST);
    let noise = at(last / FLATTEST).min(MOST_NOISE * MOST_NOISE);
    (sharpest - noise).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn flat(value: u8) -> RgbImage {
        RgbImage::from_pixel(640, 480, Rgb([value; 3]))
    }

    /// Lines of a sleeping suit in a dim room, blurred and with noise.
    fn lines(side: u32, blur: f32, noise: i16) -> RgbImage {
        let mut seed = 7_u32;
        let plain = RgbImage::from_fn(side, side * 3 / 4, |x, y| {
            let inside = x > side / 3 && x < side / 2 && y > side / 4 && y < side / 2;
            let unit = (side / 120).max(1);
            let on = inside && (x / unit + y / (unit * 3)).is_multiple_of(2);
            Rgb([if on { 150 } else { 90 }; 3])
        });
        let mut image = if blur > 0.0 {
            image::imageops::blur(&plain, blur)
        } else {
            plain
        };
        for Rgb(pixel) in image.pixels_mut() {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let shift = ((seed >> 16) as i16).rem_euclid(2 * noise + 1) - noise;
            *pixel = pixel.map(|value| (i16::from(value) + shift).clamp(0, 255) as u8);
        }
        image
    }

    #[test]
    fn brightness_is_counted() {
        let light = measure(&flat(128));
        assert_eq!(
            (light.median, light.dark_permille, light.clipped_permille),
            (128, 0, 0)
        );
        assert_eq!(light.sharpness_centi, 0);
        let light = measure(&flat(15));
        assert_eq!((light.median, light.dark_permille), (15, 1000));
        assert_eq!(measure(&flat(16)).dark_permille, 0);
        assert_eq!(measure(&flat(251)).clipped_permille, 1000);
        assert_eq!(measure(&flat(250)).clipped_permille, 0);
        // A third burnt, a third black, a third of middle grey.
        let thirds = RgbImage::from_fn(300, 90, |x, _| Rgb([[255, 0, 120][x as usize / 100]; 3]));
        let light = measure(&thirds);
        assert_eq!((light.dark_permille, light.clipped_permille), (333, 333));
        assert_eq!(light.median, 120);
        // Pure blue is bright to nobody, and not burnt out.
        let blue = RgbImage::from_pixel(64, 64, Rgb([0, 0, 255]));
        assert_eq!(measure(&blue).clipped_permille, 0);
    }

    #[test]
    fn blur_lowers_sharpness_and_noise_does_not_hide_it() {
        let sharp = measure(&lines(1600, 0.0, 0)).sharpness_centi;
        let noisy = measure(&lines(1600, 0.0, 6)).sharpness_centi;
        let soft = measure(&lines(1600, 8.0, 0)).sharpness_centi;
        let soft_noisy = measure(&lines(1600, 8.0, 6)).sharpness_centi;
        assert!(sharp > 5 * soft, "{sharp} {soft}");
        assert!(noisy > 3 * soft_noisy, "{noisy} {soft_noisy}");
        assert!(soft_noisy < 120, "{soft_noisy}");
    }

    #[test]
    fn the_size_of_the_picture_matters_little() {
        let [large, small] =
            [3200, 1600].map(|side| f32::from(measure(&lines(side, 0.0, 0)).sharpness_centi));
        assert!((0.8..1.25).contains(&(large / small)), "{large} {small}");
    }

    #[test]
    fn the_smallest_pictures_are_no_trouble() {
        for (width, height) in [(1, 1), (2, 2), (3, 3), (1, 900), (4000, 1), (33, 35)] {
            let light = measure(&RgbImage::from_pixel(width, height, Rgb([200; 3])));
            assert_eq!(light.median, 200, "{width}×{height}");
            assert_eq!(light.sharpness_centi, 0);
        }
    }
}
