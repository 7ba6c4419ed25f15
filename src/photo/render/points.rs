//! Steps that look at one pixel at a time, fused: light into one table a
//! channel, saturation and look into one mix of channels and one more table.

use super::colour_mix::{self, Mix, Mood, ONE};
use super::curve::Tone;
use super::lanes::{self, Kernel, MixTables};
use crate::domain::Edits;

/// Changes pixels where they lie; the samples begin with a red one.
pub trait PointSteps<T>: Send + Sync {
    /// Changes whole pixels.
    fn run(&self, samples: &mut [T]);
}

/// For 8 bits a channel.
pub(super) struct Eight {
    /// One after the other; at least one.
    kernels: Vec<Kernel>,
}

impl Eight {
    /// `None` when nothing changes.
    pub(super) fn new(edits: &Edits) -> Option<Self> {
        let tone = Tone::of(edits);
        let mix = colour_mix::mix(edits);
        let mood = edits.look.map(Mood::of);
        let mut kernels = Vec::new();
        match mix {
            // Halves of a step are kept until the mix is made.
            Some(mix) => kernels.push(Kernel::mix(MixTables::new(
                mix,
                &table(|value| tone.at(value), 255.0 * MixTables::STEP, as_i16),
            ))),
            None if !tone.is_plain() => {
                kernels.push(curves(|value| tone.at(value)));
            }
            None => {}
        }
        if let Some(mood) = mood {
            kernels.push(curves(|value| mood.at(value)));
        }
        (!kernels.is_empty()).then_some(Self { kernels })
    }
}

#[cfg(test)]
impl Eight {
    pub(super) fn kernels(&self) -> &[Kernel] {
        &self.kernels
    }
}

impl PointSteps<u8> for Eight {
    fn run(&self, samples: &mut [u8]) {
        for kernel in &self.kernels {
            lanes::run(kernel, samples);
        }
    }
}

fn curves(curve: impl Fn(f64) -> [f64; 3]) -> Kernel {
    // 0…1 times 255, so the cast cannot leave the range of a byte.
    Kernel::curves(table(curve, 255.0, |value| value as u8))
}

const fn as_i16(value: f64) -> i16 {
    value as i16
}

/// A curve as a table a channel, in units of 1 / `full`, rounded.
fn table<V: Copy + Default>(
    curve: impl Fn(f64) -> [f64; 3],
    full: f64,
    cast: impl Fn(f64) -> V,
) -> [[V; 256]; 3] {
    let mut tables = [[V::default(); 256]; 3];
    for value in 0..=u8::MAX {
        let toned = curve(f64::from(value) / 255.0);
        for (table, toned) in tables.iter_mut().zip(toned) {
            if let Some(place) = table.get_mut(usize::from(value)) {
                *place = cast((toned * full).round());
            }
        }
    }
    tables
}

/// For 16 bits a channel: the same formulas with tables of 65 536 values.
pub(super) struct Sixteen {
    tone: Option<Deep>,
    mix: Option<Mix>,
    mood: Option<Deep>,
}

/// A table for all channels, or one for each.
enum Deep {
    Same(Vec<u16>),
    Each([Vec<u16>; 3]),
}

impl Deep {
    fn new(is_grey: bool, curve: impl Fn(f64) -> [f64; 3]) -> Self {
        // 0…1 times 65 535, so the cast cannot leave the range.
        let rounded = |value: f64| (value * 65_535.0).round() as u16;
        let values = (0..=u16::MAX).map(|value| curve(f64::from(value) / 65_535.0));
        if is_grey {
            return Self::Same(values.map(|[value, _, _]| rounded(value)).collect());
        }
        let mut tables = [const { Vec::new() }; 3];
        for toned in values {
            for (table, value) in tables.iter_mut().zip(toned) {
                table.push(rounded(value));
            }
        }
        Self::Each(tables)
    }

    #[allow(
        clippy::indexing_slicing,
        reason = "a 16-bit value is always inside a table of 65,536"
    )]
    fn run(&self, samples: &mut [u16]) {
        match self {
            Self::Same(table) => {
                for value in samples {
                    *value = table[usize::from(*value)];
                }
            }
            Self::Each([reds, greens, blues]) => {
                let (pixels, _) = samples.as_chunks_mut::<3>();
                for [red, green, blue] in pixels {
                    *red = reds[usize::from(*red)];
                    *green = greens[usize::from(*green)];
                    *blue = blues[usize::from(*blue)];
                }
            }
        }
    }
}

impl Sixteen {
    /// `None` when nothing changes.
    pub(super) fn new(edits: &Edits) -> Option<Self> {
        let tone = Tone::of(edits);
        let steps = Self {
            tone: (!tone.is_plain()).then(|| Deep::new(tone.is_grey(), |value| tone.at(value))),
            mix: colour_mix::mix(edits),
            mood: edits
                .look
                .map(Mood::of)
                .map(|mood| Deep::new(mood.is_grey(), |value| mood.at(value))),
        };
        (steps.tone.is_some() || steps.mix.is_some() || steps.mood.is_some()).then_some(steps)
    }
}

impl PointSteps<u16> for Sixteen {
    fn run(&self, samples: &mut [u16]) {
        if let Some(tone) = &self.tone {
            tone.run(samples);
        }
        if let Some(mix) = &self.mix {
            mix_deep(mix, samples);
        }
        if let Some(mood) = &self.mood {
            mood.run(samples);
        }
    }
}

fn mix_deep(mix: &Mix, samples: &mut [u16]) {
    let (pixels, _) = samples.as_chunks_mut::<3>();
    for pixel in pixels {
        let [red, green, blue] = pixel.map(i32::from);
        // The weights of a row add up to less than 4 without their signs.
        *pixel = mix.map(|[of_red, of_green, of_blue]| {
            let sum = of_red * red + of_green * green + of_blue * blue;
            ((sum + ONE / 2) >> ONE.ilog2()).clamp(0, 65_535) as u16
        });
    }
}
