//! The breath of light of the soft look: a much blurred copy shines over the
//! picture.

use image::{Pixel, Rgb};

use super::bands::{Threads, each_band};
use super::sample::{Image, Sample};
use super::sharpen::gaussian;

/// The blur’s standard deviation is the long side of the whole picture over
/// this.
const LONG_SIDE_PER_SIGMA: f64 = 50.0;
/// The blur is worked out on a picture of about so many cells on its long side;
/// such a blur has nothing finer.
const CELLS: u32 = 160;
/// Rows of a band.
const BAND_ROWS: usize = 64;

/// Lets the light shine; `glow` in 0…1, `whole` the long side of the uncropped
/// picture.
pub(super) fn add<T: Sample>(image: &mut Image<T>, glow: f64, whole: u32, threads: Threads)
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let cell = (whole / CELLS).max(1) as usize;
    let mut light = Light::averaged(image.as_raw(), image.width() as usize, cell);
    let kernel = gaussian(f64::from(whole) / LONG_SIDE_PER_SIGMA / cell as f64);
    light.blur(&kernel);
    let glow = glow as f32;
    let line = 3 * image.width() as usize;
    let places: Vec<Between> = (0..image.width() as usize)
        .map(|x| Between::new(x, cell, light.width))
        .collect();
    each_band(image.as_mut(), BAND_ROWS * line, threads, |band, rows| {
        for (row, samples) in rows.chunks_exact_mut(line.max(1)).enumerate() {
            let down = Between::new(BAND_ROWS * band + row, cell, light.height);
            let blurred = light.row(&down);
            let (pixels, _) = samples.as_chunks_mut::<3>();
            for (pixel, across) in pixels.iter_mut().zip(&places) {
                let shone = across.mixed(&blurred);
                for (value, light) in pixel.iter_mut().zip(shone) {
                    let light = light / 255.0;
                    let own = value.to_steps();
                    *value = T::from_steps(own + glow * light * light * (255.0 - own));
                }
            }
        }
    });
}

/// Two neighbouring cells and how much the second counts.
struct Between {
    first: usize,
    second: usize,
    part: f32,
}

impl Between {
    /// Around the middle of a pixel; before the first cell’s middle and after
    /// the last one’s there is one cell only.
    fn new(pixel: usize, cell: usize, count: usize) -> Self {
        let place = (2 * pixel + 1) as f32 / (2 * cell) as f32 - 0.5;
        let last = count.saturating_sub(1);
        let low = place.max(0.0);
        // Not negative and below the number of cells.
        let first = (low as usize).min(last);
        Self {
            first,
            second: (first + 1).min(last),
            part: (low - first as f32).clamp(0.0, 1.0),
        }
    }

    fn mixed(&self, cells: &[[f32; 3]]) -> [f32; 3] {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let mut mixed = cell(self.first);
        for (value, second) in mixed.iter_mut().zip(cell(self.second)) {
            *value += self.part * (second - *value);
        }
        mixed
    }
}

/// The picture in cells, in 8-bit steps.
struct Light {
    cells: Vec<[f32; 3]>,
    width: usize,
    height: usize,
}

impl Light {
    /// The mean of each square of `cell` pixels.
    fn averaged<T: Sample>(samples: &[T], width: usize, cell: usize) -> Self {
        let cells_wide = width.div_ceil(cell);
        let mut cells = Vec::new();
        for rows in samples.chunks(3 * width.max(1) * cell) {
            let mut sums = vec![[0.0_f32; 4]; cells_wide];
            for row in rows.chunks(3 * width.max(1)) {
                for (sum, part) in sums.iter_mut().zip(row.chunks(3 * cell)) {
                    let [red, green, blue, count] = sum;
                    let (pixels, _) = part.as_chunks::<3>();
                    for pixel in pixels {
                        let [r, g, b] = pixel.map(T::to_steps);
                        *red += r;
                        *green += g;
                        *blue += b;
                        *count += 1.0;
                    }
                }
            }
            cells.extend(sums.iter().map(|[red, green, blue, count]| {
                let count = count.max(1.0);
                [red / count, green / count, blue / count]
            }));
        }
        Self {
            height: cells.len() / cells_wide.max(1),
            width: cells_wide,
            cells,
        }
    }

    fn cell(&self, x: usize, y: usize) -> [f32; 3] {
        let x = x.min(self.width.saturating_sub(1));
        let y = y.min(self.height.saturating_sub(1));
        self.cells
            .get(y * self.width + x)
            .copied()
            .unwrap_or_default()
    }

    fn blur(&mut self, kernel: &[f32]) {
        self.cells = self.blurred(kernel, |x, y, away| {
            [(x.saturating_sub(away), y), (x + away, y)]
        });
        self.cells = self.blurred(kernel, |x, y, away| {
            [(x, y.saturating_sub(away)), (x, y + away)]
        });
    }

    fn blurred(
        &self,
        kernel: &[f32],
        neighbours: impl Fn(usize, usize, usize) -> [(usize, usize); 2],
    ) -> Vec<[f32; 3]> {
        let places = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        places
            .map(|(x, y)| {
                let mut sums = [0.0; 3];
                for (away, weight) in kernel.iter().enumerate() {
                    let [before, after] = neighbours(x, y, away).map(|(x, y)| self.cell(x, y));
                    for ((sum, before), after) in sums.iter_mut().zip(before).zip(after) {
                        *sum += if away == 0 {
                            weight * before
                        } else {
                            weight * (before + after)
                        };
                    }
                }
                sums
            })
            .collect()
    }

    /// One row of cells between two.
    fn row(&self, down: &Between) -> Vec<[f32; 3]> {
        (0..self.width)
            .map(|x| {
                let pair = [self.cell(x, down.first), self.cell(x, down.second)];
                Between {
                    first: 0,
                    second: 1,
                    part: down.part,
                }
                .mixed(&pair)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    #[test]
    fn light_shines_around_what_is_bright_and_nowhere_else() {
        let mut image = RgbImage::from_fn(320, 200, |x, y| {
            let bright = (140..180).contains(&x) && (80..120).contains(&y);
            Rgb(if bright { [250, 240, 200] } else { [60; 3] })
        });
        let before = image.clone();
        add(&mut image, 0.5, 320, Threads::ONE);
        let gain = |x, y| image.get_pixel(x, y).0[0] - before.get_pixel(x, y).0[0];
        assert!(gain(135, 100) > gain(110, 100));
        assert!(gain(110, 100) >= gain(20, 20));
        assert!(gain(20, 20) <= 6, "{}", gain(20, 20));
        // Nothing gets darker, greys far from colour stay grey.
        assert!(
            image
                .iter()
                .zip(before.iter())
                .all(|(now, then)| now >= then)
        );
        let [red, green, blue] = image.get_pixel(5, 5).0;
        assert!(red == green && green == blue);
    }

    #[test]
    fn threads_change_nothing_and_small_pictures_are_no_trouble() {
        let image = RgbImage::from_fn(333, 301, |x, y| Rgb([x as u8, y as u8, (x ^ y) as u8]));
        let (mut one, mut three) = (image.clone(), image);
        add(&mut one, 0.24, 2000, Threads::ONE);
        add(&mut three, 0.24, 2000, Threads::exactly(3));
        assert_eq!(one, three);
        for (width, height) in [(0, 0), (1, 1), (1, 90), (90, 1)] {
            add(&mut RgbImage::new(width, height), 1.0, 90, Threads::ONE);
        }
    }
}
