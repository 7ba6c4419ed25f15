//! From brightness and colour differences to red, green and blue (ITU-T
//! H.273), in 8 or 16 bits.

use image::RgbImage;
use re_rav1d::dav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::dav1d::{Picture as Frame, PixelLayout, PlanarImageComponent};

use crate::photo::PhotoError;
use crate::photo::heif_boxes::Numbers;
use crate::photo::picture::{Pixels, Rgb16Image};

/// How the values of a frame are to be read.
pub(super) struct Meaning {
    layout: PixelLayout,
    /// Largest value.
    max: f32,
    deep: bool,
    matrix: Matrix,
    full_range: bool,
}

#[derive(Clone, Copy)]
enum Matrix {
    /// The planes are green, blue and red.
    Identity,
    /// Green and orange differences.
    YCgCo,
    /// Weights of red and blue in the brightness.
    Weights(f32, f32),
}

impl Meaning {
    /// The file’s own numbers (`nclx`) come before those of the stream.
    pub(super) fn of(frame: &Frame, numbers: Option<Numbers>) -> Self {
        let layout = frame.pixel_layout();
        let matrix = match numbers {
            Some(numbers) => numbers.matrix,
            None => of_stream(frame.matrix_coefficients()),
        };
        let full_range = match numbers {
            Some(numbers) => numbers.full_range,
            None => frame.color_range() == YUVRange::Full,
        };
        let bits = frame.bits_per_component().map_or(8, |bits| bits.0);
        Self {
            layout,
            max: ((1_u32 << bits.min(16)) - 1) as f32,
            deep: frame.bit_depth() > 8,
            matrix: match matrix {
                0 if layout == PixelLayout::I444 => Matrix::Identity,
                8 => Matrix::YCgCo,
                1 => Matrix::Weights(0.2126, 0.0722),
                4 => Matrix::Weights(0.30, 0.11),
                7 => Matrix::Weights(0.212, 0.087),
                9 | 10 => Matrix::Weights(0.2627, 0.0593),
                // Unspecified means this, as in every JPEG.
                _ => Matrix::Weights(0.299, 0.114),
            },
            full_range,
        }
    }

    /// Brightness only.
    pub(super) fn is_grey(&self) -> bool {
        self.layout == PixelLayout::I400
    }

    /// Brightness from 0 to 1.
    fn bright(&self, value: f32) -> f32 {
        if self.full_range {
            value / self.max
        } else {
            // 16 to 235 of 256 (H.273, equations 26 to 28).
            let unit = (self.max + 1.0) / 256.0;
            (value - 16.0 * unit) / (219.0 * unit)
        }
    }

    /// A difference from −½ to ½.
    fn difference(&self, value: f32) -> f32 {
        let middle = (self.max + 1.0) / 2.0;
        if self.full_range {
            (value - middle) / self.max
        } else {
            let unit = (self.max + 1.0) / 256.0;
            (value - middle) / (224.0 * unit)
        }
    }

    fn rgb(&self, y: f32, u: f32, v: f32) -> [f32; 3] {
        let bright = self.bright(y);
        match self.matrix {
            Matrix::Identity => [self.bright(v), bright, self.bright(u)],
            Matrix::YCgCo => {
                let (green, orange) = (self.difference(u), self.difference(v));
                let rest = bright - green;
                [rest + orange, bright + green, rest - orange]
            }
            Matrix::Weights(red, blue) => {
                let (u, v) = (self.difference(u), self.difference(v));
                let green = 1.0 - red - blue;
                let r = bright + 2.0 * (1.0 - red) * v;
                let b = bright + 2.0 * (1.0 - blue) * u;
                [r, (bright - red * r - blue * b) / green, b]
            }
        }
    }
}

fn of_stream(matrix: MatrixCoefficients) -> u16 {
    match matrix {
        MatrixCoefficients::Identity => 0,
        MatrixCoefficients::BT709 => 1,
        MatrixCoefficients::BT470M => 4,
        MatrixCoefficients::ST240M => 7,
        MatrixCoefficients::YCgCo => 8,
        MatrixCoefficients::BT2020NonConstantLuminance => 9,
        MatrixCoefficients::BT2020ConstantLuminance => 10,
        _ => 6,
    }
}

/// A row of a plane as numbers.
fn row(frame: &Frame, plane: &[u8], which: PlanarImageComponent, y: usize, out: &mut Vec<f32>) {
    out.clear();
    let stride = frame.stride(which) as usize;
    let bytes = plane.get(y * stride..).unwrap_or_default();
    let bytes = bytes.get(..stride).unwrap_or(bytes);
    if frame.bit_depth() > 8 {
        let (pairs, _) = bytes.as_chunks::<2>();
        out.extend(
            pairs
                .iter()
                .map(|pair| f32::from(u16::from_ne_bytes(*pair))),
        );
    } else {
        out.extend(bytes.iter().map(|value| f32::from(*value)));
    }
}

/// One row of opacity, 65,535 for opaque.
pub(super) fn opacity(frame: &Frame, y: usize) -> Vec<u16> {
    let meaning = Meaning::of(frame, None);
    let mut values = Vec::new();
    let which = PlanarImageComponent::Y;
    row(frame, &frame.plane(which), which, y, &mut values);
    values.truncate(frame.width() as usize);
    values
        .iter()
        .map(|value| {
            (meaning.bright(*value) * 65_535.0)
                .round()
                .clamp(0.0, 65_535.0) as u16
        })
        .collect()
}

/// The whole frame in red, green and blue.
pub(super) fn pixels(frame: &Frame, meaning: &Meaning) -> Result<Pixels, PhotoError> {
    let (width, height) = (frame.width(), frame.height());
    let lost = || PhotoError::damaged(t!("damage-few-pixels"));
    // Values are in range by the clamp.
    if meaning.deep {
        let samples = convert(frame, meaning, |value| {
            (value * 65_535.0).round().clamp(0.0, 65_535.0) as u16
        });
        let image = Rgb16Image::from_raw(width, height, samples).ok_or_else(lost)?;
        Ok(Pixels::Sixteen(image))
    } else {
        let samples = convert(frame, meaning, |value| {
            (value * 255.0).round().clamp(0.0, 255.0) as u8
        });
        let image = RgbImage::from_raw(width, height, samples).ok_or_else(lost)?;
        Ok(Pixels::Eight(image))
    }
}

fn convert<S: Copy>(frame: &Frame, meaning: &Meaning, sample: impl Fn(f32) -> S) -> Vec<S> {
    use PlanarImageComponent::{U, V, Y};
    let (width, height) = (frame.width() as usize, frame.height() as usize);
    let luma = frame.plane(Y);
    let chroma = (!meaning.is_grey()).then(|| (frame.plane(U), frame.plane(V)));
    let halves_rows = meaning.layout == PixelLayout::I420;
    let halves_columns = halves_rows || meaning.layout == PixelLayout::I422;
    let (mut bright, mut near, mut far) = (Vec::new(), Vec::new(), Vec::new());
    let (mut blue, mut red) = (Vec::new(), Vec::new());
    let mut out = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        row(frame, &luma, Y, y, &mut bright);
        bright.truncate(width);
        let Some((u_plane, v_plane)) = &chroma else {
            out.extend(
                bright
                    .iter()
                    .flat_map(|value| [sample(meaning.bright(*value)); 3]),
            );
            continue;
        };
        for (plane, which, wide) in [(u_plane, U, &mut blue), (v_plane, V, &mut red)] {
            if halves_rows {
                // Samples lie between two rows: three parts of the nearer.
                let rows = height.div_ceil(2);
                let own = y / 2;
                let other = if y % 2 == 0 {
                    own.saturating_sub(1)
                } else {
                    (own + 1).min(rows - 1)
                };
                row(frame, plane, which, own, &mut near);
                row(frame, plane, which, other, &mut far);
                for (near, far) in near.iter_mut().zip(&far) {
                    *near = 0.75 * *near + 0.25 * far;
                }
            } else {
                row(frame, plane, which, y, &mut near);
            }
            if halves_columns {
                near.truncate(width.div_ceil(2));
                widened(&near, wide);
            } else {
                std::mem::swap(&mut near, wide);
            }
        }
        for ((y, u), v) in bright.iter().zip(&blue).zip(&red) {
            out.extend(meaning.rgb(*y, *u, *v).map(&sample));
        }
    }
    out
}

/// Twice as many values, three parts of the nearer and one of the next.
fn widened(narrow: &[f32], wide: &mut Vec<f32>) {
    wide.clear();
    let mut before = narrow.first().copied().unwrap_or_default();
    for (index, value) in narrow.iter().copied().enumerate() {
        let after = narrow.get(index + 1).copied().unwrap_or(value);
        wide.push(0.75 * value + 0.25 * before);
        wide.push(0.75 * value + 0.25 * after);
        before = value;
    }
}
