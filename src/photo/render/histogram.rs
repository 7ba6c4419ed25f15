//! How light and colour are spread over a picture.

use image::RgbImage;

/// How often each value occurs, in encoded sRGB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// Red values.
    pub red: [u32; 256],
    /// Green values.
    pub green: [u32; 256],
    /// Blue values.
    pub blue: [u32; 256],
    /// Brightness: the Rec. 709 weights on the encoded values.
    pub luma: [u32; 256],
}

/// Counts the values of a picture.
#[allow(
    clippy::indexing_slicing,
    reason = "a byte is always inside a table of 256"
)]
pub fn histogram(image: &RgbImage) -> Histogram {
    let mut counts = Histogram {
        red: [0; 256],
        green: [0; 256],
        blue: [0; 256],
        luma: [0; 256],
    };
    let (pixels, _) = image.as_raw().as_chunks::<3>();
    for &[red, green, blue] in pixels {
        let weighed = 2126 * u32::from(red) + 7152 * u32::from(green) + 722 * u32::from(blue);
        // The weights add up to 10 000, so the mean stays within a byte.
        let luma = ((weighed + 5000) / 10_000).min(255) as usize;
        counts.red[usize::from(red)] += 1;
        counts.green[usize::from(green)] += 1;
        counts.blue[usize::from(blue)] += 1;
        counts.luma[luma] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// 3 × 2 pixels, each different.
    fn drawn() -> RgbImage {
        RgbImage::from_fn(3, 2, |x, y| Rgb([x as u8, y as u8, 7]))
    }

    #[test]
    fn a_histogram_counts_every_pixel_once() {
        let counts = histogram(&drawn());
        assert_eq!(counts.red[..3], [2, 2, 2]);
        assert_eq!(counts.green[..2], [3, 3]);
        assert_eq!(counts.blue[7], 6);
        assert_eq!(counts.luma.iter().sum::<u32>(), 6);
        let white = RgbImage::from_pixel(4, 4, Rgb([255; 3]));
        assert_eq!(histogram(&white).luma[255], 16);
    }

    #[test]
    fn no_pixels_are_no_trouble() {
        let empty = RgbImage::new(0, 5);
        assert_eq!(histogram(&empty).luma.iter().sum::<u32>(), 0);
    }
}
