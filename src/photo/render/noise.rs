//! Smooths the grain of a dark room away and leaves edges where they are.
//!
//! A guided filter (K. He, J. Sun, X. Tang: “Guided Image Filtering”, IEEE TPAMI
//! 35 (6), 2013): around every pixel the picture is taken as a straight line
//! over its own brightness, and where brightness hardly varies the line is flat.
//! Brightness is smoothed gently, colour more: coloured specks are what is ugly
//! about grain, and the eye misses little of fine colour.
//!
//! Window sums are whole numbers, so they do not depend on where a band began.

use image::{Pixel, Rgb};

use super::bands::{Threads, each_band};
use super::sample::{Image, Sample, image_of};

/// Half of the window’s side is the long side of the whole picture over this.
const LONG_SIDE_PER_RADIUS: u32 = 600;
/// Wider windows would overflow the sums.
const MAX_RADIUS: usize = 10;
/// Grain of this standard deviation, in 8-bit steps, is halved in brightness …
const LUMA_GRAIN: f32 = 6.5;
/// … and of this one in colour, both at full strength.
const CHROMA_GRAIN: f32 = 24.0;
/// Whole-number units in an 8-bit step.
const UNITS: f32 = 8.0;
/// Fixed-point one of a line’s slope.
const SLOPE_ONE: f32 = 4096.0;
/// Fixed-point one of a line’s height, per unit.
const HEIGHT_ONE: f32 = 16.0;
/// Rows of a band.
const BAND_ROWS: usize = 64;

/// Luma weights; see [`super::colour_mix::LUMA`].
const RED: f32 = 0.2126;
const GREEN: f32 = 0.7152;
const BLUE: f32 = 0.0722;

/// Half of the window’s side for a picture whose long side is `whole`.
pub(super) fn radius(whole: u32) -> usize {
    let rounded = (whole + LONG_SIDE_PER_RADIUS / 2) / LONG_SIDE_PER_RADIUS;
    (rounded as usize).clamp(1, MAX_RADIUS)
}

/// A copy with less grain; `strength` in 1…100, `whole` the long side of the
/// uncropped picture.
pub(super) fn reduced<T: Sample>(
    image: &Image<T>,
    strength: u8,
    whole: u32,
    threads: Threads,
) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let part = f32::from(strength.min(100)) / 100.0;
    let square = |grain: f32| {
        let units = part * grain * UNITS;
        units * units
    };
    let filter = Filter {
        samples: image.as_raw(),
        width: image.width() as usize,
        height: image.height() as usize,
        radius: radius(whole),
        luma_noise: square(LUMA_GRAIN),
        chroma_noise: square(CHROMA_GRAIN),
    };
    let mut samples = vec![T::zero(); image.as_raw().len()];
    let line = 3 * filter.width;
    each_band(&mut samples, BAND_ROWS * line, threads, |band, rows| {
        filter.band(BAND_ROWS * band, rows);
    });
    image_of(image.width(), image.height(), samples)
}

/// Eight sums side by side, for one register.
type Lanes = [i32; 8];

struct Filter<'a, T> {
    samples: &'a [T],
    width: usize,
    height: usize,
    radius: usize,
    /// Variances that count as noise, in units².
    luma_noise: f32,
    chroma_noise: f32,
}

/// Brightness and colour of a pixel, in 8-bit steps.
struct Parts {
    luma: f32,
    blue: f32,
    red: f32,
}

impl Parts {
    #[inline(always)]
    fn of<T: Sample>(pixel: [T; 3]) -> Self {
        let [red, green, blue] = pixel.map(T::to_steps);
        let luma = RED * red + GREEN * green + BLUE * blue;
        Self {
            luma,
            blue: blue - luma,
            red: red - luma,
        }
    }

    #[inline(always)]
    fn pixel<T: Sample>(&self) -> [T; 3] {
        // No colour at all stays none, whatever rounding does.
        let green = -(RED * self.red + BLUE * self.blue) / GREEN;
        [self.red, green, self.blue].map(|colour| T::from_steps(self.luma + colour))
    }

    /// Brightness, its square, both colours, and each colour times brightness.
    #[inline(always)]
    fn moments(&self) -> Lanes {
        // At most 2,040 and never far from whole; the casts cut a half.
        let units = |steps: f32| (steps * UNITS + 4096.5) as i32 - 4096;
        let (luma, blue, red) = (units(self.luma), units(self.blue), units(self.red));
        [luma, luma * luma, blue, red, luma * blue, luma * red, 0, 0]
    }
}

#[inline(always)]
fn add(sums: &mut Lanes, values: &Lanes) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

#[inline(always)]
fn subtract(sums: &mut Lanes, values: &Lanes) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum -= value;
    }
}

impl<T: Sample> Filter<'_, T> {
    /// Works out the rows from `first` on.
    #[inline(always)]
    fn band(&self, first: usize, out: &mut [T]) {
        let radius = self.radius;
        let empty: Lanes = [0; 8];
        // Sums of each column over the rows of the window, of pixels and of
        // the lines’ slopes and heights.
        let mut pixels_below = vec![empty; self.width];
        let mut lines_below = vec![empty; self.width];
        let inverse: Vec<f32> = (0..self.width)
            .map(|x| 1.0 / self.count(x, self.width))
            .collect();
        // The lines of the last rows, for when they leave the window.
        let kept_rows = 2 * radius + 1;
        let mut kept = vec![empty; kept_rows * self.width];

        let begin = first.saturating_sub(radius);
        let rows = out.len() / (3 * self.width).max(1);
        for y in begin.saturating_sub(radius)..begin + radius {
            self.each_moment(y, &mut pixels_below, add);
        }
        let mut done = 0;
        for y in begin..first + rows + radius {
            // Row y of lines comes in; below the picture there are none.
            let slot = (y % kept_rows) * self.width;
            let Some(lines) = kept.get_mut(slot..slot + self.width) else {
                return;
            };
            if y >= begin + kept_rows {
                for (sum, line) in lines_below.iter_mut().zip(&*lines) {
                    subtract(sum, line);
                }
            }
            if y < self.height {
                self.each_moment(y + radius, &mut pixels_below, add);
                if y > begin && y > radius {
                    self.each_moment(y - radius - 1, &mut pixels_below, subtract);
                }
                let inverse_rows = 1.0 / self.count(y, self.height);
                let means = inverse.iter().map(|columns| columns * inverse_rows);
                for (line, (sums, inverse)) in
                    lines.iter_mut().zip(self.across(&pixels_below).zip(means))
                {
                    *line = self.line(sums, inverse);
                }
                for (sum, line) in lines_below.iter_mut().zip(&*lines) {
                    add(sum, line);
                }
            } else {
                lines.fill(empty);
            }
            // The window around row y − radius is complete.
            if y < first + radius {
                continue;
            }
            let row = y - radius;
            let inverse_rows = 1.0 / self.count(row, self.height);
            let means = inverse.iter().map(|columns| columns * inverse_rows);
            let (from, _) = self.row(row).as_chunks::<3>();
            let Some(to) = out.get_mut(3 * self.width * done..) else {
                return;
            };
            let (to, _) = to.as_chunks_mut::<3>();
            done += 1;
            for ((to, from), (sums, inverse)) in to
                .iter_mut()
                .zip(from)
                .zip(self.across(&lines_below).zip(means))
            {
                *to = smoothed(*from, sums, inverse);
            }
        }
    }

    /// How many rows or columns the window around `at` has inside the picture.
    #[inline(always)]
    fn count(&self, at: usize, side: usize) -> f32 {
        let last = (at + self.radius).min(side.saturating_sub(1));
        (last + 1 - at.saturating_sub(self.radius)) as f32
    }

    /// The samples of a row; none beyond the last.
    #[inline(always)]
    fn row(&self, y: usize) -> &[T] {
        let line = 3 * self.width;
        self.samples
            .get(y * line..(y + 1) * line)
            .unwrap_or_default()
    }

    #[inline(always)]
    fn each_moment(&self, y: usize, sums: &mut [Lanes], change: impl Fn(&mut Lanes, &Lanes)) {
        let (pixels, _) = self.row(y).as_chunks::<3>();
        for (sum, pixel) in sums.iter_mut().zip(pixels) {
            change(sum, &Parts::of(*pixel).moments());
        }
    }

    /// Sums over the columns of the window around each place of a row.
    #[inline(always)]
    fn across<'b>(&self, columns: &'b [Lanes]) -> impl Iterator<Item = Lanes> + 'b {
        let radius = self.radius;
        let mut sums = [0; 8];
        for column in columns.iter().take(radius) {
            add(&mut sums, column);
        }
        let mut entering = columns.iter().skip(radius);
        let mut leaving = columns.iter();
        (0..columns.len()).map(move |x| {
            if let Some(column) = entering.next() {
                add(&mut sums, column);
            }
            if x > radius
                && let Some(column) = leaving.next()
            {
                subtract(&mut sums, column);
            }
            sums
        })
    }

    /// The lines that fit best in a window: slopes and heights of brightness
    /// and of both colours over brightness.
    #[inline(always)]
    fn line(&self, sums: Lanes, inverse: f32) -> Lanes {
        let [luma, square, blue, red, luma_blue, luma_red, ..] =
            sums.map(|sum| sum as f32 * inverse);
        let variance = (square - luma * luma).max(0.0);
        let luma_slope = variance / (variance + self.luma_noise);
        let chroma = 1.0 / (variance + self.chroma_noise);
        let fixed = |slope: f32, mean: f32| {
            let slope = slope.clamp(-8.0, 8.0);
            [
                (slope * SLOPE_ONE) as i32,
                ((mean - slope * luma) * HEIGHT_ONE) as i32,
            ]
        };
        let [a, b] = fixed(luma_slope, luma);
        let [c, d] = fixed((luma_blue - luma * blue) * chroma, blue);
        let [e, f] = fixed((luma_red - luma * red) * chroma, red);
        [a, b, c, d, e, f, 0, 0]
    }
}

/// A pixel on the mean of the lines of all windows around it.
#[inline(always)]
fn smoothed<T: Sample>(pixel: [T; 3], sums: Lanes, inverse: f32) -> [T; 3] {
    let [a, b, c, d, e, f, ..] = sums.map(|sum| sum as f32 * inverse);
    let luma = Parts::of(pixel).luma;
    let at = |slope: f32, height: f32| slope / SLOPE_ONE * luma + height / (HEIGHT_ONE * UNITS);
    Parts {
        luma: at(a, b),
        blue: at(c, d),
        red: at(e, f),
    }
    .pixel()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    fn grainy(width: u32, height: u32) -> RgbImage {
        let mut state = 9_u32;
        RgbImage::from_fn(width, height, |x, y| {
            let mut grain = || {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                (state % 21) as u8
            };
            let base = if (x / 40 + y / 40) % 2 == 0 { 40 } else { 150 };
            Rgb([base + grain(), base + grain(), base + grain()])
        })
    }

    /// The filter by its definition, window by window.
    fn by_definition(image: &RgbImage, strength: u8, radius: i64) -> Vec<f64> {
        let (w, h) = (i64::from(image.width()), i64::from(image.height()));
        let luma: Vec<f64> = image
            .pixels()
            .map(|p| {
                0.2126 * f64::from(p.0[0]) + 0.7152 * f64::from(p.0[1]) + 0.0722 * f64::from(p.0[2])
            })
            .collect();
        let noise = (f64::from(strength) / 100.0 * f64::from(LUMA_GRAIN)).powi(2);
        let window = |x: i64, y: i64| {
            let rows = (y - radius).max(0)..=(y + radius).min(h - 1);
            rows.flat_map(move |v| {
                ((x - radius).max(0)..=(x + radius).min(w - 1)).map(move |u| (v * w + u) as usize)
            })
        };
        let mean = |values: &[f64], x: i64, y: i64| {
            let count = window(x, y).count() as f64;
            window(x, y).map(|at| values[at]).sum::<f64>() / count
        };
        let squares: Vec<f64> = luma.iter().map(|value| value * value).collect();
        let places: Vec<(i64, i64)> = (0..h).flat_map(|y| (0..w).map(move |x| (x, y))).collect();
        let (mut slopes, mut heights) = (Vec::new(), Vec::new());
        for &(x, y) in &places {
            let m = mean(&luma, x, y);
            let variance = mean(&squares, x, y) - m * m;
            let slope = variance / (variance + noise);
            slopes.push(slope);
            heights.push(m - slope * m);
        }
        places
            .iter()
            .zip(&luma)
            .map(|(&(x, y), luma)| mean(&slopes, x, y) * luma + mean(&heights, x, y))
            .collect()
    }

    #[test]
    fn brightness_is_filtered_as_defined() {
        let image = grainy(61, 150);
        for whole in [600, 1900] {
            let filtered = reduced(&image, 70, whole, Threads::ONE);
            let expected = by_definition(&image, 70, radius(whole) as i64);
            for (pixel, expected) in filtered.pixels().zip(expected) {
                let found: f64 = Parts::of(pixel.0).luma.into();
                assert!((found - expected).abs() < 1.0, "{found} {expected}");
            }
        }
    }

    #[test]
    fn bands_and_threads_change_nothing() {
        let image = grainy(90, 300);
        let whole = reduced(&image, 60, 3000, Threads::ONE);
        assert_eq!(reduced(&image, 60, 3000, Threads::exactly(3)), whole);
        // A part of the picture cut at another row: away from the cut all is as
        // it was.
        let part = image::imageops::crop_imm(&image, 0, 37, 90, 200).to_image();
        let part = reduced(&part, 60, 3000, Threads::ONE);
        let far = 2 * radius(3000) as u32;
        for y in far..200 - far {
            for x in 0..90 {
                assert_eq!(part.get_pixel(x, y), whole.get_pixel(x, y + 37));
            }
        }
    }

    #[test]
    fn sizes_below_the_window_are_no_trouble() {
        for (width, height) in [(1, 1), (1, 9), (9, 1), (2, 3), (5, 200)] {
            let image = grainy(width, height);
            let out = reduced(&image, 100, 6000, Threads::ONE);
            assert_eq!(out.dimensions(), (width, height));
        }
        let flat = RgbImage::from_pixel(30, 200, Rgb([7, 200, 131]));
        assert_eq!(reduced(&flat, 100, 4000, Threads::ONE), flat);
    }
}
