//! Mirror, turn, straighten and crop.

use image::{Pixel, Rgb};

use super::bands::{Threads, each_band};
use super::placement::{Placement, placed};
use super::sample::{Image, Sample, image_of};
use crate::domain::{Crop, Edits, Frame};

/// The part of a picture that is kept, upright as the parent wants it; `None`
/// when that is the picture itself.
pub(super) fn moved<T: Sample>(
    image: &Image<T>,
    edits: &Edits,
    threads: Threads,
) -> Option<Image<T>>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    if edits.only_geometry().is_identity() {
        return None;
    }
    let frame = edits.frame(image.width(), image.height());
    let placement = Placement::new(edits.mirrored, edits.turn.quarters());
    let turned = (placement != Placement::UPRIGHT).then(|| placed(image, placement));
    if edits.straighten == 0 && edits.crop == Crop::WHOLE {
        return turned;
    }
    let turned = turned.as_ref().unwrap_or(image);
    Some(if edits.straighten == 0 {
        cut(turned, &frame)
    } else {
        tilted(turned, &frame, threads)
    })
}

/// A crop without a tilt: pixels as they are.
fn cut<T: Sample>(image: &Image<T>, frame: &Frame) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let (width, height) = frame.output;
    // Rounded to a pixel; non-negative and inside the picture.
    let start = |origin: f64, side: u32, whole: u32| {
        (origin.round() as u32).min(whole.saturating_sub(side)) as usize
    };
    let left = start(frame.origin.0, width, image.width());
    let top = start(frame.origin.1, height, image.height());
    let mut samples = Vec::with_capacity(3 * width as usize * height as usize);
    let line = 3 * image.width() as usize;
    for row in image
        .as_raw()
        .chunks_exact(line.max(1))
        .skip(top)
        .take(height as usize)
    {
        if let Some(part) = row.get(3 * left..3 * (left + width as usize)) {
            samples.extend_from_slice(part);
        }
    }
    image_of(width, height, samples)
}

/// Steps between two pixels for which weights are worked out.
const PHASES: usize = 256;

/// Binary places of a position: 2³² is one pixel.
const PLACES: u32 = 32;

/// Rows of a band; small, so that the part of the picture it needs stays in the
/// cache.
const BAND_ROWS: usize = 32;

/// Turns around the middle and cuts out the crop. Each new pixel is a bicubic
/// mix (Catmull–Rom: Keys 1981 with a = −½) of the sixteen around its place.
fn tilted<T: Sample>(image: &Image<T>, frame: &Frame, threads: Threads) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    let (width, height) = frame.output;
    let (sin, cos) = frame.tilt;
    // The crop’s exact size over its size in whole pixels: 1, nearly.
    let step = (
        frame.kept.0 / f64::from(width),
        frame.kept.1 / f64::from(height),
    );
    // From the middle of the straightened picture to the middle of a new pixel.
    let across = |x: f64| frame.origin.0 + (x + 0.5) * step.0 - frame.straightened.0 / 2.0;
    let down = |y: f64| frame.origin.1 + (y + 0.5) * step.1 - frame.straightened.1 / 2.0;
    let middle = (
        f64::from(frame.turned.0) / 2.0 - 0.5,
        f64::from(frame.turned.1) / 2.0 - 0.5,
    );
    let weights = weights();
    let source = Source {
        samples: image.as_raw(),
        width: i64::from(image.width()),
        height: i64::from(image.height()),
    };
    let line = 3 * width as usize;
    let mut samples = vec![T::zero(); line * height as usize];
    each_band(&mut samples, BAND_ROWS * line, threads, |band, rows| {
        for (row, pixels) in rows.chunks_exact_mut(line.max(1)).enumerate() {
            let y = down((BAND_ROWS * band + row) as f64);
            // Whole-number steps along a row: the same on every machine, and off
            // by less than a millionth of a pixel at its end.
            let mut at = (
                fixed(middle.0 + across(0.0) * cos + y * sin),
                fixed(middle.1 - across(0.0) * sin + y * cos),
            );
            let (along_x, along_y) = (fixed(step.0 * cos), fixed(-step.0 * sin));
            let (pixels, _) = pixels.as_chunks_mut::<3>();
            for pixel in pixels {
                *pixel = source.at(at, &weights);
                at = (at.0 + along_x, at.1 + along_y);
            }
        }
    });
    image_of(width, height, samples)
}

/// A position or a step in units of 2⁻³² pixels. Sides stay far below 2³¹, so
/// the cast keeps every value.
fn fixed(position: f64) -> i64 {
    (position * (1_u64 << PLACES) as f64).round() as i64
}

/// For every phase the weights of the pixel before, the two around, and the
/// pixel after.
fn weights() -> [[f32; 4]; PHASES] {
    std::array::from_fn(|phase| {
        let t = phase as f32 / PHASES as f32;
        let (t2, t3) = (t * t, t * t * t);
        [
            0.5 * (2.0 * t2 - t3 - t),
            0.5 * (3.0 * t3 - 5.0 * t2 + 2.0),
            0.5 * (4.0 * t2 - 3.0 * t3 + t),
            0.5 * (t3 - t2),
        ]
    })
}

struct Source<'a, T> {
    samples: &'a [T],
    width: i64,
    height: i64,
}

impl<T: Sample> Source<'_, T> {
    /// The mix around a place; beyond an edge its last pixel goes on.
    #[inline(always)]
    fn at(&self, (x, y): (i64, i64), weights: &[[f32; 4]; PHASES]) -> [T; 3] {
        // To the nearest phase.
        let half = 1_i64 << (PLACES - 9);
        let (x, y) = (x + half, y + half);
        let (left, top) = ((x >> PLACES) - 1, (y >> PLACES) - 1);
        // Eight places after the point: always below 256.
        let phase = |position: i64| (position >> (PLACES - 8) & 0xFF) as usize;
        let plain = [0.0, 1.0, 0.0, 0.0];
        let across = weights.get(phase(x)).unwrap_or(&plain);
        let down = weights.get(phase(y)).unwrap_or(&plain);
        let inside = left >= 0 && top >= 0 && left + 4 <= self.width && top + 4 <= self.height;
        let mut sum = [0.0_f32; 3];
        for (row, weight) in (0..4).zip(down) {
            let mut line = [0.0_f32; 3];
            if inside {
                // Not negative: just checked.
                let start = 3 * ((top + row) * self.width + left) as usize;
                let (pixels, _) = self
                    .samples
                    .get(start..start + 12)
                    .unwrap_or_default()
                    .as_chunks::<3>();
                for (pixel, weight) in pixels.iter().zip(across) {
                    add(&mut line, pixel.map(T::to_steps), *weight);
                }
            } else {
                for (column, weight) in (0..4).zip(across) {
                    add(&mut line, self.pixel(left + column, top + row), *weight);
                }
            }
            add(&mut sum, line, *weight);
        }
        sum.map(T::from_steps)
    }

    #[inline(always)]
    fn pixel(&self, x: i64, y: i64) -> [f32; 3] {
        let x = x.clamp(0, (self.width - 1).max(0));
        let y = y.clamp(0, (self.height - 1).max(0));
        let start = 3 * (y * self.width + x) as usize;
        self.samples
            .get(start..)
            .and_then(|rest| rest.first_chunk::<3>())
            .map_or([0.0; 3], |pixel| pixel.map(T::to_steps))
    }
}

#[inline(always)]
fn add(sum: &mut [f32; 3], values: [f32; 3], weight: f32) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += value * weight;
    }
}
