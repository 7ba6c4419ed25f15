//! The inner loops over 8-bit pixels, for the processor at hand.
//!
//! Each loop has a plain form, which says what it does and runs everywhere,
//! and forms that do the same with wide registers. All work in whole numbers
//! and agree to the last bit; the tests below hold them to it.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod vbmi;

use super::colour_mix::Mix;

/// One pass over pixels.
pub(super) enum Kernel {
    /// Every sample through one table.
    Same(Box<[u8; 256]>),
    /// Reds, greens and blues through a table each.
    Each(Box<[[u8; 256]; 3]>),
    /// Through tables, then mixed.
    Mix(Box<MixTables>),
}

impl Kernel {
    /// Through a table a channel.
    pub(super) fn curves(tables: [[u8; 256]; 3]) -> Self {
        let [red, green, blue] = &tables;
        if red == green && green == blue {
            Self::Same(Box::new(*red))
        } else {
            Self::Each(Box::new(tables))
        }
    }

    /// Through tables, then mixed.
    pub(super) fn mix(tables: MixTables) -> Self {
        Self::Mix(Box::new(tables))
    }
}

/// Tables before a mix, and the mix.
pub(super) struct MixTables {
    /// What each red, green and blue becomes, in steps of 1 / [`Self::STEP`].
    curves: [[i16; 256]; 3],
    mix: Mix,
    /// What each red, green and blue adds to the three new channels, so that a
    /// pixel costs three look-ups and two sums.
    sums: [[[i32; 4]; 256]; 3],
}

impl MixTables {
    /// Parts of an 8-bit step that are kept until the mix is made.
    pub(super) const STEP: f64 = 128.0;
    /// Binary places after the point of a mixed sum: 7 of [`Self::STEP`] and 13
    /// of [`super::colour_mix::ONE`].
    const PLACES: i32 = 7 + 13;
    /// One half of an 8-bit step.
    const HALF: i32 = 1 << (Self::PLACES - 1);

    pub(super) fn new(mix: Mix, curves: &[[i16; 256]; 3]) -> Self {
        let [of_red, of_green, of_blue] = transposed(mix);
        let [reds, greens, blues] = curves;
        let added = |curve: &[i16; 256], [red, green, blue]: [i32; 3], half: i32| {
            curve.map(|value| {
                let value = i32::from(value);
                // The fourth only fills the register.
                [
                    value * red + half,
                    value * green + half,
                    value * blue + half,
                    0,
                ]
            })
        };
        Self {
            curves: *curves,
            mix,
            sums: [
                added(reds, of_red, Self::HALF),
                added(greens, of_green, 0),
                added(blues, of_blue, 0),
            ],
        }
    }
}

/// Columns for rows.
const fn transposed([[a, b, c], [d, e, f], [g, h, i]]: [[i32; 3]; 3]) -> [[i32; 3]; 3] {
    [[a, d, g], [b, e, h], [c, f, i]]
}

/// Runs a pass over whole pixels with the widest registers there are.
pub(super) fn run(kernel: &Kernel, samples: &mut [u8]) {
    #[cfg(target_arch = "x86_64")]
    {
        // The answers are remembered by the standard library.
        if std::is_x86_feature_detected!("avx512vbmi") && std::is_x86_feature_detected!("avx512bw")
        {
            #[allow(
                unsafe_code,
                reason = "a function made for AVX-512 may be called only where the processor \
                          has it; the line above has asked. It has no other condition."
            )]
            return unsafe { vbmi::run(kernel, samples) };
        }
        // For tables that differ a plain loop is as fast.
        if let Kernel::Same(table) = kernel
            && std::is_x86_feature_detected!("avx2")
        {
            #[allow(unsafe_code, reason = "as above, for AVX2")]
            return unsafe { avx2::same(table, samples) };
        }
    }
    plain(kernel, samples);
}

/// Runs work that the compiler itself may lay out for wider registers: plain
/// loops over numbers, made part of it by inlining. The results are the same,
/// for no operation is exchanged for another.
pub(super) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn with_avx2<R>(work: impl FnOnce() -> R) -> R {
            work()
        }
        if std::is_x86_feature_detected!("avx2") {
            #[allow(
                unsafe_code,
                reason = "may be called only where the processor has AVX2; the line above has \
                          asked. It has no other condition."
            )]
            return unsafe { with_avx2(work) };
        }
    }
    work()
}

/// What every form does.
#[allow(
    clippy::indexing_slicing,
    reason = "a byte is always inside a table of 256"
)]
fn plain(kernel: &Kernel, samples: &mut [u8]) {
    match kernel {
        Kernel::Same(table) => {
            for value in samples {
                *value = table[usize::from(*value)];
            }
        }
        Kernel::Each(tables) => {
            let [reds, greens, blues] = &**tables;
            let (pixels, _) = samples.as_chunks_mut::<3>();
            for [red, green, blue] in pixels {
                *red = reds[usize::from(*red)];
                *green = greens[usize::from(*green)];
                *blue = blues[usize::from(*blue)];
            }
        }
        Kernel::Mix(tables) => {
            let [reds, greens, blues] = &tables.sums;
            let (pixels, _) = samples.as_chunks_mut::<3>();
            for pixel in pixels {
                let [red, green, blue] = pixel.map(usize::from);
                let (red, green, blue) = (&reds[red], &greens[green], &blues[blue]);
                let mut sum = [0; 4];
                for ((sum, red), (green, blue)) in
                    sum.iter_mut().zip(red).zip(green.iter().zip(blue))
                {
                    *sum = ((red + green + blue) >> MixTables::PLACES).clamp(0, 255);
                }
                let [red, green, blue, _] = sum;
                *pixel = [red as u8, green as u8, blue as u8];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edits, Look, LookChoice};
    use crate::photo::render::points::Eight;

    fn kernels() -> Vec<Kernel> {
        // Tables without any order, so that a look-up in the wrong place shows.
        let scrambled = |factor: u32| std::array::from_fn(|at| (at as u32 * factor + 7) as u8);
        let mut kernels = vec![
            Kernel::curves([scrambled(77); 3]),
            Kernel::curves([scrambled(77), scrambled(45), scrambled(201)]),
        ];
        let curve = |factor: u32| std::array::from_fn(|at| (at as u32 * factor % 32_641) as i16);
        for mix in [
            [[8192, 0, 0], [0, 8192, 0], [0, 0, 8192]],
            [
                [14_642, -5859, -591],
                [-1741, 10_524, -591],
                [-1741, -5859, 15_792],
            ],
            [[-8192, 16_383, 1], [20_000, -3808, -8000], [0, 0, 8192]],
        ] {
            let curves = [curve(9973), curve(128), curve(31_321)];
            kernels.push(Kernel::mix(MixTables::new(mix, &curves)));
        }
        kernels
    }

    type Form = fn(&Kernel, &mut [u8]);

    /// Every form this machine can run besides the plain one.
    fn forms() -> Vec<(&'static str, Form)> {
        #[allow(unused_mut, reason = "other processors have the plain form alone")]
        let mut forms: Vec<(&'static str, Form)> = vec![("chosen", run)];
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code, reason = "the processor is asked first")]
        {
            if std::is_x86_feature_detected!("avx512vbmi") {
                forms.push(("AVX-512", |kernel, samples| unsafe {
                    vbmi::run(kernel, samples);
                }));
            }
            if std::is_x86_feature_detected!("avx2") {
                forms.push(("AVX2", |kernel, samples| match kernel {
                    Kernel::Same(table) => unsafe { avx2::same(table, samples) },
                    other => plain(other, samples),
                }));
            }
        }
        forms
    }

    #[test]
    fn every_form_agrees_for_every_value_and_length() {
        let ramp: Vec<u8> = (0..3 * 256 * 5_u32)
            .map(|at| (at / 3 * [1, 3, 171][at as usize % 3] + at % 3 * 80) as u8)
            .collect();
        for kernel in kernels() {
            for pixels in (0..200).chain([255, 256, 257, 1279, 1280]) {
                let mut expected = ramp[..3 * pixels].to_vec();
                plain(&kernel, &mut expected);
                for (name, form) in forms() {
                    let mut samples = ramp[..3 * pixels].to_vec();
                    form(&kernel, &mut samples);
                    assert_eq!(samples, expected, "{name}, {pixels} pixels");
                }
            }
        }
    }

    /// Every colour on a fine grid, through real edits.
    #[test]
    fn every_form_agrees_for_every_colour() {
        let mut cube = Vec::new();
        for red in (0..=255_u8).step_by(3) {
            for green in (0..=255_u8).step_by(5) {
                for blue in (0..=255_u8).step_by(3) {
                    cube.extend([red, green, blue]);
                }
            }
        }
        let edits = Edits {
            saturation: 80,
            warmth: -70,
            brightness: 30,
            contrast: 20,
            look: Some(LookChoice::full(Look::WarmNight)),
            ..Edits::default()
        };
        for kernel in Eight::new(&edits).unwrap().kernels() {
            let mut expected = cube.clone();
            plain(kernel, &mut expected);
            for (name, form) in forms() {
                let mut samples = cube.clone();
                form(kernel, &mut samples);
                assert!(samples == expected, "{name}");
            }
        }
    }

    /// The mix by its definition, without tables of sums.
    #[test]
    fn sums_are_the_mix_of_the_curves() {
        let mix = [[9000, -808, 0], [100, 8000, 92], [-4096, 4096, 8192]];
        let curve = std::array::from_fn(|at| (at * 128) as i16);
        let kernel = Kernel::mix(MixTables::new(mix, &[curve; 3]));
        for pixel in [
            [0, 0, 0],
            [255; 3],
            [10, 200, 90],
            [255, 0, 128],
            [77, 78, 79],
        ] {
            let mut mixed = pixel;
            plain(&kernel, &mut mixed);
            let expected = mix.map(|row| {
                let sum: i32 = row.iter().zip(pixel).map(|(w, v)| w * i32::from(v)).sum();
                (f64::from(sum) / 8192.0).round().clamp(0.0, 255.0) as u8
            });
            assert_eq!(mixed, expected, "{pixel:?}");
        }
    }
}
