//! Makes fine detail stand out.
//!
//! An unsharp mask on brightness: what a pixel has more than its blurred
//! surroundings is added to it once more, to all channels alike, so that no
//! edge gets a colour. The smallest differences are grain and are left; large
//! ones are edges already and get little, so that no edge gets a bright rim.

use image::{Pixel, Rgb};

use super::bands::{Threads, each_band};
use super::curve;
use super::sample::{Image, Sample, image_of};

/// The blur’s standard deviation is the long side of the whole picture over
/// this.
const LONG_SIDE_PER_SIGMA: f64 = 1600.0;
/// The widest blur in pixels, for pictures far larger than any camera’s.
const MAX_SIGMA: f64 = 12.0;
/// How much of a middling difference full strength adds.
const FULL_AMOUNT: f32 = 1.6;
/// Differences below this many 8-bit steps are left for grain.
const GRAIN: f32 = 1.5;
/// Differences of this many 8-bit steps get half of what a small one would.
const EDGE: f32 = 20.0;
/// Rows of a band.
const BAND_ROWS: usize = 64;

/// A sharper copy; `strength` in 1…100, `whole` the long side of the uncropped
/// picture.
pub(super) fn sharpened<T: Sample>(
    image: &Image<T>,
    strength: u8,
    whole: u32,
    threads: Threads,
) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let amount = FULL_AMOUNT * f32::from(strength.min(100)) / 100.0;
    let kernel = gaussian((f64::from(whole) / LONG_SIDE_PER_SIGMA).min(MAX_SIGMA));
    let (width, height) = (image.width() as usize, image.height() as usize);
    let line = 3 * width;
    let mut samples = vec![T::zero(); image.as_raw().len()];
    each_band(&mut samples, BAND_ROWS * line, threads, |band, rows| {
        let first = BAND_ROWS * band;
        let count = rows.len() / line.max(1);
        let luma = Rows::new(
            image.as_raw(),
            (width, height),
            (first, count),
            kernel.len(),
        );
        let mut blurred = vec![0.0; width];
        let mut down = vec![0.0; width + 2 * kernel.len()];
        for (row, out) in rows.chunks_exact_mut(line.max(1)).enumerate() {
            luma.blur_down(row, &kernel, &mut down);
            blur_across(&down, &kernel, &mut blurred);
            let start = (first + row) * line;
            let from = image.as_raw().get(start..start + line).unwrap_or_default();
            let (from, _) = from.as_chunks::<3>();
            let (to, _) = out.as_chunks_mut::<3>();
            let own = luma.row(row + kernel.len());
            for (((to, from), own), blurred) in to.iter_mut().zip(from).zip(own).zip(&blurred) {
                let more = amount * eased(own - blurred);
                *to = from.map(|value| T::from_steps(value.to_steps() + more));
            }
        }
    });
    image_of(image.width(), image.height(), samples)
}

/// A difference with less of what is grain and of what is an edge already.
#[inline(always)]
fn eased(difference: f32) -> f32 {
    let square = difference * difference;
    difference * (square / (square + GRAIN * GRAIN)) / (1.0 + difference.abs() / EDGE)
}

/// The middle of a bell curve and its one half, down to three deviations;
/// with the other half it adds up to 1.
pub(super) fn gaussian(sigma: f64) -> Vec<f32> {
    let sigma = sigma.max(0.05);
    let reach = (3.0 * sigma).ceil().max(1.0) as u32;
    let weights: Vec<f64> = (0..=reach)
        .map(|distance| {
            let power = f64::from(distance * distance) / (2.0 * sigma * sigma);
            // e^−p as (e^(p/2ⁿ))^−2ⁿ, for the series needs a small power.
            let mut whole = power;
            let mut halvings = 0;
            while whole > 1.0 && halvings < 12 {
                whole /= 2.0;
                halvings += 1;
            }
            let mut value = curve::exp(whole.min(1.0));
            for _ in 0..halvings {
                value *= value;
            }
            1.0 / value
        })
        .collect();
    let own = weights.first().copied().unwrap_or(1.0);
    let sum = 2.0 * weights.iter().sum::<f64>() - own;
    weights
        .into_iter()
        .map(|weight| (weight / sum) as f32)
        .collect()
}

/// Brightness of the rows of a band and of those around it, in 8-bit steps.
struct Rows {
    luma: Vec<f32>,
    width: usize,
}

impl Rows {
    #[inline(always)]
    fn new<T: Sample>(
        samples: &[T],
        (width, height): (usize, usize),
        (first, count): (usize, usize),
        around: usize,
    ) -> Self {
        let mut luma = Vec::with_capacity((count + 2 * around) * width);
        for row in 0..count + 2 * around {
            // Beyond an edge its last row goes on.
            let y = (first + row)
                .saturating_sub(around)
                .min(height.saturating_sub(1));
            let line = samples
                .get(3 * y * width..3 * (y + 1) * width)
                .unwrap_or_default();
            let (pixels, _) = line.as_chunks::<3>();
            luma.extend(pixels.iter().map(|pixel| {
                let [red, green, blue] = pixel.map(T::to_steps);
                0.2126 * red + 0.7152 * green + 0.0722 * blue
            }));
        }
        Self { luma, width }
    }

    #[inline(always)]
    fn row(&self, row: usize) -> &[f32] {
        self.luma
            .get(row * self.width..(row + 1) * self.width)
            .unwrap_or_default()
    }

    /// Row `row` of the band mixed with those above and below, between margins
    /// as wide as the kernel that go on with the last value.
    #[inline(always)]
    fn blur_down(&self, row: usize, kernel: &[f32], out: &mut [f32]) {
        let margin = kernel.len();
        let Some(middle) = out.get_mut(margin..margin + self.width) else {
            return;
        };
        middle.fill(0.0);
        for (distance, weight) in kernel.iter().enumerate() {
            let above = self.row(row + margin - distance);
            let below = self.row(row + margin + distance);
            if distance == 0 {
                for (sum, own) in middle.iter_mut().zip(above) {
                    *sum = weight * own;
                }
            } else {
                for ((sum, above), below) in middle.iter_mut().zip(above).zip(below) {
                    *sum += weight * (above + below);
                }
            }
        }
        let (first, last) = (
            middle.first().copied().unwrap_or_default(),
            middle.last().copied().unwrap_or_default(),
        );
        if let Some(left) = out.get_mut(..margin) {
            left.fill(first);
        }
        if let Some(right) = out.get_mut(margin + self.width..) {
            right.fill(last);
        }
    }
}

#[inline(always)]
fn blur_across(padded: &[f32], kernel: &[f32], out: &mut [f32]) {
    let margin = kernel.len();
    out.fill(0.0);
    for (distance, weight) in kernel.iter().enumerate() {
        let left = padded.get(margin - distance..).unwrap_or_default();
        let right = padded.get(margin + distance..).unwrap_or_default();
        if distance == 0 {
            for (sum, own) in out.iter_mut().zip(left) {
                *sum = weight * own;
            }
        } else {
            for ((sum, left), right) in out.iter_mut().zip(left).zip(right) {
                *sum += weight * (left + right);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    #[test]
    fn a_bell_adds_up_and_agrees_with_the_system() {
        for sigma in [0.05, 0.3, 1.2, 3.75, 12.0] {
            let bell = gaussian(sigma);
            let sum: f64 = bell.iter().map(|weight| 2.0 * f64::from(*weight)).sum();
            assert!((sum - f64::from(bell[0]) - 1.0).abs() < 1e-6);
            for (at, weight) in bell.iter().enumerate() {
                let expected = (-(at as f64).powi(2) / (2.0 * sigma * sigma)).exp();
                assert!((f64::from(weight / bell[0]) - expected).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn threads_and_bands_change_nothing() {
        let image = RgbImage::from_fn(70, 200, |x, y| {
            Rgb([(x * 3) as u8, (y * 7 % 251) as u8, ((x * y) % 256) as u8])
        });
        let whole = sharpened(&image, 80, 4000, Threads::ONE);
        assert_eq!(sharpened(&image, 80, 4000, Threads::exactly(3)), whole);
        let part = image::imageops::crop_imm(&image, 0, 50, 70, 120).to_image();
        let part = sharpened(&part, 80, 4000, Threads::ONE);
        for y in 10..110 {
            for x in 0..70 {
                assert_eq!(part.get_pixel(x, y), whole.get_pixel(x, y + 50));
            }
        }
    }

    #[test]
    fn flat_parts_stay_and_small_pictures_are_no_trouble() {
        for (width, height) in [(1, 1), (1, 300), (300, 1), (2, 2)] {
            let flat = RgbImage::from_pixel(width, height, Rgb([3, 200, 90]));
            assert_eq!(sharpened(&flat, 100, 6000, Threads::ONE), flat);
        }
    }
}
