//! From the planes a HEIC decoder gives (brightness and two of colour) to red,
//! green and blue.
//!
//! A smaller picture is scaled first and converted last: of twelve megapixels
//! that become one of a screen, three quarters would be converted for nothing.
//! The numbers are those of the decoder’s own conversion; at full size both
//! give the same pixels, bit by bit.

use std::iter;

use hpvcd::YuvBuffer;
use hpvcd::{ChromaFormat, Cicp, DecodedYuv, MatrixCoefficients, PlanarImage, PlaneBuffer};
use image::{ImageBuffer, Rgb};

use super::picture::Pixels;

/// A part of a picture: left, top, width, height.
pub(super) type Part = (u32, u32, u32, u32);

/// Factors are in 1/8192 (Q13).
const Q13: u32 = 13;
const ONE: i32 = 1 << Q13;
/// 255/219 and 255/224, which spread the limited range, in 1/8192.
const LIMITED_LUMA: i32 = 9539;
const LIMITED_CHROMA: i32 = 9326;
/// Means of samples keep sixteenths, so that nothing is rounded twice.
const SIXTEENTHS: u32 = 4;
/// More bits a sample would overflow 32-bit sums.
const MOST_BITS_VALUE: u16 = 4095;

/// Whether the planes mean what is converted here: brightness and two
/// differences of colour, without opacity, of at most twelve bits.
pub(super) fn understood(yuv: &DecodedYuv) -> bool {
    let planes_fit = match (&yuv.planes, yuv.chroma) {
        (_, ChromaFormat::Monochrome) => true,
        (YuvBuffer::U8(image), _) => image.cb.is_some() && image.cr.is_some(),
        (YuvBuffer::U16(image), _) => image.cb.is_some() && image.cr.is_some(),
    };
    planes_fit
        && yuv.alpha.is_none()
        && yuv.bit_depth.max_val() <= MOST_BITS_VALUE
        && is_difference(yuv.color.color_encoding().matrix)
}

/// Whether a matrix is one of luma and two colour differences.
fn is_difference(matrix: MatrixCoefficients) -> bool {
    !matches!(
        matrix,
        MatrixCoefficients::Identity | MatrixCoefficients::YCgCo
    )
}

/// A part of the planes as pixels, `scale` (1, 2, 4 or 8) times smaller: each
/// the mean of as many samples as there are. The part must begin at a multiple
/// of `scale`, and planes must be [`understood`].
///
/// Eight bits stay eight; more come out spread over sixteen.
///
/// `None` when the part is not inside the picture.
pub(super) fn pixels(yuv: &DecodedYuv, part: Part, scale: u32) -> Option<Pixels> {
    let (left, top, width, height) = part;
    let inside = |start: u32, length: u32, all: usize| {
        length > 0
            && start.is_multiple_of(scale)
            && (u64::from(start) + u64::from(length)) <= all as u64
    };
    if !inside(left, width, yuv.width()) || !inside(top, height, yuv.height()) {
        return None;
    }
    let max = yuv.bit_depth.max_val();
    let factors = Factors::of(yuv.color.color_encoding(), max);
    let scaled = Scaled {
        part,
        scale,
        sub: (yuv.chroma.sub_w() as u32, yuv.chroma.sub_h() as u32),
        factors,
    };
    Some(match &yuv.planes {
        YuvBuffer::U8(image) => Pixels::Eight(scaled.convert(image, |value| value as u8)?),
        YuvBuffer::U16(image) => {
            let max = i32::from(max);
            // As `colour::widen` spreads the samples the decoder converted.
            let widen = move |value: i32| ((value * 65_535 + max / 2) / max) as u16;
            Pixels::Sixteen(scaled.convert(image, widen)?)
        }
    })
}

/// What makes a pixel of three samples.
#[derive(Debug, Clone, Copy)]
struct Factors {
    luma: i32,
    cr_to_r: i32,
    cb_to_g: i32,
    cr_to_g: i32,
    cb_to_b: i32,
    /// In sixteenths of a step, as the samples are.
    black: i32,
    neutral: i32,
    max: i32,
}

impl Factors {
    fn of(color: Cicp, max: u16) -> Self {
        let unit = (i32::from(max) + 1) / 256;
        let (luma, chroma, black) = if color.full_range {
            (ONE, ONE, 0)
        } else {
            (LIMITED_LUMA, LIMITED_CHROMA, 16 * unit)
        };
        // Rec. ITU-T H.273, table 4; what is not told is BT.601, as elsewhere.
        let (cr_to_r, cb_to_g, cr_to_g, cb_to_b) = match color.matrix {
            MatrixCoefficients::Bt470Bg
            | MatrixCoefficients::Smpte170m
            | MatrixCoefficients::Unspecified => (11_485, -2_819, -5_851, 14_516),
            MatrixCoefficients::Bt2020Ncl => (12_080, -1_348, -4_681, 17_546),
            // BT.709.
            _ => (12_901, -1_534, -3_835, 15_201),
        };
        let spread = |factor: i32| (factor * chroma + ONE / 2) >> Q13;
        Self {
            luma,
            cr_to_r: spread(cr_to_r),
            cb_to_g: spread(cb_to_g),
            cr_to_g: spread(cr_to_g),
            cb_to_b: spread(cb_to_b),
            black: black << SIXTEENTHS,
            neutral: (128 * unit) << SIXTEENTHS,
            max: i32::from(max),
        }
    }

    /// Samples in sixteenths; each channel from 0 to the largest value.
    fn pixel(&self, luma: i32, cb: i32, cr: i32) -> [i32; 3] {
        let half = ONE << SIXTEENTHS >> 1;
        let luma = self.luma * (luma - self.black) + half;
        let (cb, cr) = (cb - self.neutral, cr - self.neutral);
        [
            luma + self.cr_to_r * cr,
            luma + self.cb_to_g * cb + self.cr_to_g * cr,
            luma + self.cb_to_b * cb,
        ]
        .map(|value| (value >> (Q13 + SIXTEENTHS)).clamp(0, self.max))
    }
}

/// How planes become a picture.
struct Scaled {
    part: Part,
    scale: u32,
    /// How many columns and rows of brightness share one of colour.
    sub: (u32, u32),
    factors: Factors,
}

impl Scaled {
    fn convert<S, T>(
        &self,
        image: &PlanarImage<S>,
        narrow: impl Fn(i32) -> T,
    ) -> Option<ImageBuffer<Rgb<T>, Vec<T>>>
    where
        S: Copy + Into<u32>,
        T: image::Primitive,
        Rgb<T>: image::Pixel<Subpixel = T>,
    {
        let (_, _, width, height) = self.part;
        let (out_width, out_height) = (width.div_ceil(self.scale), height.div_ceil(self.scale));
        let mut out = ImageBuffer::new(out_width, out_height);
        let columns = out_width as usize;
        let mut luma = vec![0; columns];
        let mut cb = vec![self.factors.neutral; columns];
        let mut cr = cb.clone();
        let mut sums = Vec::new();
        let (pixels, _) = out.as_chunks_mut::<3>();
        for (line, y) in pixels.chunks_mut(columns).zip(0..) {
            self.means(&image.y, (1, 1), y, &mut sums, &mut luma)?;
            if let (Some(plane_cb), Some(plane_cr)) = (&image.cb, &image.cr) {
                self.means(plane_cb, self.sub, y, &mut sums, &mut cb)?;
                self.means(plane_cr, self.sub, y, &mut sums, &mut cr)?;
            }
            for (pixel, (luma, (cb, cr))) in
                line.iter_mut().zip(luma.iter().zip(cb.iter().zip(&cr)))
            {
                *pixel = self.factors.pixel(*luma, *cb, *cr).map(&narrow);
            }
        }
        Some(out)
    }

    /// The samples of a plane behind row `y` of the picture to come, one a
    /// pixel, in sixteenths. `None` when the plane is too small.
    fn means<S: Copy + Into<u32>>(
        &self,
        plane: &PlaneBuffer<S>,
        (sub_x, sub_y): (u32, u32),
        y: u32,
        sums: &mut Vec<u32>,
        means: &mut [i32],
    ) -> Option<()> {
        let (left, top, width, height) = self.part;
        let first = top + y * self.scale;
        let last = (first + self.scale).min(top + height) - 1;
        let rows = first / sub_y..=last / sub_y;
        let columns = (left / sub_x) as usize..((left + width - 1) / sub_x) as usize + 1;
        let count = rows.end() - rows.start() + 1;
        let mut rows = rows.map(|row| plane.row(row as usize)?.get(columns.clone()));
        if self.scale == 1 {
            // Each sample as often as it counts; the first one may be half seen.
            let row = rows.next()??;
            let samples = row.iter().map(|sample| sixteenths(*sample));
            let skipped = (left % sub_x) as usize;
            spread(samples, sub_x as usize, skipped, means);
            return Some(());
        }
        sums.clear();
        sums.extend(rows.next()??.iter().map(|sample| (*sample).into()));
        for row in rows {
            for (sum, sample) in sums.iter_mut().zip(row?) {
                *sum += (*sample).into();
            }
        }
        let across = (self.scale / sub_x).max(1);
        let groups = sums.chunks_exact(across as usize);
        // The last group may be of fewer columns.
        let rest = groups.remainder();
        let whole = across * count;
        if whole.is_power_of_two() {
            // At most 64 samples of 12 bits, times sixteen.
            let shift = whole.trailing_zeros();
            let half = whole >> 1;
            for (mean, group) in means.iter_mut().zip(groups) {
                let sum: u32 = group.iter().sum();
                *mean = (((sum << SIXTEENTHS) + half) >> shift).cast_signed();
            }
        } else {
            for (mean, group) in means.iter_mut().zip(groups) {
                *mean = mean_of(group, whole);
            }
        }
        if !rest.is_empty()
            && let Some(mean) = means.last_mut()
        {
            *mean = mean_of(rest, rest.len() as u32 * count);
        }
        Some(())
    }
}

/// Column sums as the mean of so many samples, in sixteenths.
fn mean_of(sums: &[u32], count: u32) -> i32 {
    let sum: u32 = sums.iter().sum();
    (((sum << SIXTEENTHS) + count / 2) / count.max(1)).cast_signed()
}

fn sixteenths<S: Into<u32>>(sample: S) -> i32 {
    (sample.into() << SIXTEENTHS).cast_signed()
}

/// Fills `to` with samples, each `times` times, but the first ones left out.
fn spread(samples: impl Iterator<Item = i32>, times: usize, skipped: usize, to: &mut [i32]) {
    if times == 1 {
        for (to, sample) in to.iter_mut().zip(samples) {
            *to = sample;
        }
        return;
    }
    let repeated = samples.flat_map(|sample| iter::repeat_n(sample, times));
    for (to, sample) in to.iter_mut().zip(repeated.skip(skipped)) {
        *to = sample;
    }
}
