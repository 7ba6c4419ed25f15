//! The light coach: a short, kind hint about how a photo could turn out better
//! next time.
//!
//! Every rule speaks only of what the camera wrote down or what was measured
//! in the pixels; where nothing is known, nothing is said. No rule looks for a
//! baby, and none judges one. The rules and their sources stand in
//! docs/hints.md too.

use super::{Edits, Light, Shot};

/// A hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// The flash fired.
    Flash,
    /// The shutter was open for long: this many microseconds.
    LongExposure(u32),
    /// Nothing in the photo is sharp.
    Soft,
    /// Most of the photo is very dark.
    Dark,
    /// A good part of the photo is burnt out.
    Clipped,
    /// The sensor was turned up: this sensitivity.
    HighIso(u32),
}

/// Most hints shown for one photo: more would be a lecture.
pub const MOST_HINTS: usize = 2;

/// A shutter is marked in thirds of a stop, so a time within one of them is
/// still “at” the limit.
const THIRD_OF_A_STOP: f64 = 1.26;

/// Longest hand-held exposure where the focal length is not known, in
/// microseconds: 1/15 s. It is what the reciprocal rule gives for the 28 mm
/// lens of most phones with one stop of the help their stabilisers give
/// (CIPA DC-011 measures two to five).
pub const LONG_EXPOSURE_US: u32 = 66_667;

/// Sensitivities above this are high. DXOMARK’s “Sports” score, the highest ISO
/// that keeps 30 dB of signal to noise, is below 1600 for nearly every sensor
/// smaller than full frame, and far below for phones.
pub const HIGH_ISO: u32 = 1600;

/// A photo whose middle value is below this is very dark: 32 of 255 in sRGB
/// (IEC 61966-2-1) is 1.4 % of white, more than three and a half stops below
/// the 18 % grey that cameras expose for.
pub const DARK_MEDIAN: u8 = 32;

/// From this share of burnt-out pixels on, in thousandths, light was lost: a
/// tenth of the picture is about a face at arm’s length. Lamps and windows in
/// the frame are smaller.
pub const CLIPPED_PERMILLE: u16 = 100;

/// Below this sharpness nothing is in focus, in hundredths of a value step.
/// Measured on real photos 1,920 pixels wide: in focus they have 1,900 to
/// 2,600, blurred by a Gaussian of 4 pixels still 141 to 152, by one of 6
/// pixels 63 to 69, and that is seen at a glance.
pub const SOFT_CENTI: u16 = 120;

/// At most [`MOST_HINTS`] hints, the most useful first.
///
/// Whoever lifted the dark out of a photo knows that it was dark.
pub fn hints(shot: &Shot, light: Option<&Light>, edits: &Edits) -> Vec<Hint> {
    let flash = (shot.flash_fired == Some(true)).then_some(Hint::Flash);
    let long = shot
        .exposure_us
        .filter(|exposure| *exposure > longest_hand_held_us(shot))
        .map(Hint::LongExposure);
    let dark = light
        .filter(|light| light.median < DARK_MEDIAN)
        .map(|_| Hint::Dark);
    let soft = light
        // Where hardly anything can be seen, sharpness cannot be judged; and a
        // long exposure has said why already.
        .filter(|light| light.sharpness_centi < SOFT_CENTI && dark.is_none() && long.is_none())
        .map(|_| Hint::Soft);
    let clipped = light
        .filter(|light| light.clipped_permille >= CLIPPED_PERMILLE)
        .map(|_| Hint::Clipped);
    let iso = shot.iso.filter(|iso| *iso > HIGH_ISO).map(Hint::HighIso);
    let dark = dark.filter(|_| !lifts_the_dark(edits));
    [flash, long, soft, dark, clipped, iso]
        .into_iter()
        .flatten()
        .take(MOST_HINTS)
        .collect()
}

/// Whether edits make the dark parts brighter, by hand or chosen by Auto.
fn lifts_the_dark(edits: &Edits) -> bool {
    edits.brightness > 0 || edits.shadows > 0
}

/// The reciprocal rule: one second through the focal length (as on 35 mm
/// film), plus a third of a stop.
fn longest_hand_held_us(shot: &Shot) -> u32 {
    match shot.focal_35mm.filter(|focal| *focal > 0) {
        Some(focal) => (1_000_000.0 / f64::from(focal) * THIRD_OF_A_STOP) as u32,
        None => LONG_EXPOSURE_US,
    }
}

impl Hint {
    /// One short, kind sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Flash => t!("hint-flash").to_owned(),
            Self::LongExposure(micros) => {
                t!("hint-long-exposure", time = exposure_label(micros))
            }
            Self::Soft => t!("hint-soft").to_owned(),
            Self::Dark => t!("hint-dark").to_owned(),
            Self::Clipped => t!("hint-clipped").to_owned(),
            // As it stands on the camera: without separators.
            Self::HighIso(iso) => t!("hint-high-iso", iso = iso.to_string()),
        }
    }
}

/// `1/15 s`, `0.5 s`, `2 s`.
pub fn exposure_label(micros: u32) -> String {
    let seconds = f64::from(micros) / 1_000_000.0;
    // From about a third on, cameras write decimals.
    if seconds < 0.29 {
        return format!("1/{:.0} s", 1.0 / seconds.max(1e-6));
    }
    let tenths = (seconds * 10.0).round();
    if tenths % 10.0 == 0.0 {
        format!("{:.0} s", tenths / 10.0)
    } else {
        format!("{:.1} s", tenths / 10.0).replace('.', t!("hint-decimal-point"))
    }
}

/// `f/1.8`, `f/8`.
pub fn aperture_label(centi: u16) -> String {
    let tenths = (u32::from(centi) + 5) / 10;
    if tenths % 10 == 0 {
        format!("f/{}", tenths / 10)
    } else {
        let point = t!("hint-decimal-point");
        format!("f/{}{point}{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A photo about which there is nothing to say.
    const FINE: Light = Light {
        median: 120,
        dark_permille: 20,
        clipped_permille: 5,
        sharpness_centi: 600,
    };

    fn shot(change: impl Fn(&mut Shot)) -> Shot {
        let mut shot = Shot::default();
        change(&mut shot);
        shot
    }

    fn of_shot(change: impl Fn(&mut Shot)) -> Vec<Hint> {
        hints(&shot(change), Some(&FINE), &Edits::default())
    }

    fn of_light(change: impl Fn(&mut Light)) -> Vec<Hint> {
        let mut light = FINE;
        change(&mut light);
        hints(&Shot::default(), Some(&light), &Edits::default())
    }

    #[test]
    fn where_nothing_is_known_nothing_is_said() {
        let plain = Edits::default();
        assert_eq!(hints(&Shot::default(), None, &plain), []);
        assert_eq!(hints(&Shot::default(), Some(&FINE), &plain), []);
    }

    #[test]
    fn each_rule_holds_at_both_sides_of_its_threshold() {
        assert_eq!(of_shot(|shot| shot.flash_fired = Some(false)), []);
        assert_eq!(of_shot(|shot| shot.flash_fired = Some(true)), [Hint::Flash]);

        let exposed = |micros| of_shot(|shot| shot.exposure_us = Some(micros));
        assert_eq!(exposed(LONG_EXPOSURE_US), []);
        assert_eq!(exposed(LONG_EXPOSURE_US + 1), [Hint::LongExposure(66_668)]);

        let zoomed = |micros, focal| {
            of_shot(|shot| {
                shot.exposure_us = Some(micros);
                shot.focal_35mm = Some(focal);
            })
        };
        // 1/100 s at 100 mm, and a third of a stop; 1/60 s is too long there.
        assert_eq!(zoomed(12_600, 100), []);
        assert_eq!(zoomed(12_601, 100), [Hint::LongExposure(12_601)]);
        assert_eq!(zoomed(16_667, 50), []);
        // A phone at 1/25 s with its 26 mm is fine; 1/20 s is not.
        assert_eq!(zoomed(40_000, 26), []);
        assert_eq!(zoomed(50_000, 26), [Hint::LongExposure(50_000)]);
        assert_eq!(zoomed(60_000, 0), []);

        let iso = |iso| of_shot(|shot| shot.iso = Some(iso));
        assert_eq!(iso(HIGH_ISO), []);
        assert_eq!(iso(HIGH_ISO + 1), [Hint::HighIso(1601)]);

        let median = |value| of_light(|light| light.median = value);
        assert_eq!(median(DARK_MEDIAN), []);
        assert_eq!(median(DARK_MEDIAN - 1), [Hint::Dark]);

        let clipped = |share| of_light(|light| light.clipped_permille = share);
        assert_eq!(clipped(CLIPPED_PERMILLE - 1), []);
        assert_eq!(clipped(CLIPPED_PERMILLE), [Hint::Clipped]);

        let sharp = |value| of_light(|light| light.sharpness_centi = value);
        assert_eq!(sharp(SOFT_CENTI), []);
        assert_eq!(sharp(SOFT_CENTI - 1), [Hint::Soft]);
    }

    #[test]
    fn two_hints_are_enough_and_the_most_useful_comes_first() {
        let everything = shot(|shot| {
            shot.flash_fired = Some(true);
            shot.exposure_us = Some(500_000);
            shot.iso = Some(12_800);
        });
        let light = Light {
            median: 200,
            clipped_permille: 400,
            sharpness_centi: 0,
            ..FINE
        };
        assert_eq!(
            hints(&everything, Some(&light), &Edits::default()),
            [Hint::Flash, Hint::LongExposure(500_000)]
        );
        // Soft is not said of what is too dark to judge, nor twice.
        let dark = Light {
            median: 5,
            sharpness_centi: 0,
            ..FINE
        };
        let plain = Edits::default();
        assert_eq!(hints(&Shot::default(), Some(&dark), &plain), [Hint::Dark]);
        let long = shot(|shot| shot.exposure_us = Some(500_000));
        let soft = Light {
            sharpness_centi: 0,
            ..FINE
        };
        assert_eq!(
            hints(&long, Some(&soft), &plain),
            [Hint::LongExposure(500_000)]
        );
    }

    #[test]
    fn a_photo_that_was_brightened_is_not_called_dark() {
        let dark = Light {
            median: DARK_MEDIAN - 1,
            // Grain and blur of a dark room: still nothing to say.
            sharpness_centi: 0,
            ..FINE
        };
        let said = |change: &dyn Fn(&mut Edits)| {
            let mut edits = Edits::default();
            change(&mut edits);
            hints(&Shot::default(), Some(&dark), &edits)
        };
        assert_eq!(said(&|edits| edits.brightness = 1), []);
        assert_eq!(said(&|edits| edits.shadows = 1), []);
        for other in [
            said(&|edits| edits.brightness = -20),
            said(&|edits| edits.shadows = -20),
            said(&|edits| edits.warmth = 40),
        ] {
            assert_eq!(other, [Hint::Dark]);
        }
        // What is not about the dark is said all the same.
        let flash = shot(|shot| shot.flash_fired = Some(true));
        let lifted = Edits {
            brightness: 30,
            ..Edits::default()
        };
        assert_eq!(hints(&flash, Some(&dark), &lifted), [Hint::Flash]);
    }

    #[test]
    fn numbers_are_written_as_on_a_camera() {
        for (micros, label) in [
            (66_667, "1/15 s"),
            (250, "1/4000 s"),
            (250_000, "1/4 s"),
            (300_000, "0.3 s"),
            (1_000_000, "1 s"),
            (2_500_000, "2.5 s"),
            (0, "1/1000000 s"),
        ] {
            assert_eq!(exposure_label(micros), label);
        }
        for (centi, label) in [
            (180, "f/1.8"),
            (800, "f/8"),
            (178, "f/1.8"),
            (1130, "f/11.3"),
        ] {
            assert_eq!(aperture_label(centi), label);
        }
    }

    #[test]
    fn hints_are_one_short_sentence() {
        for hint in [
            Hint::Flash,
            Hint::LongExposure(125_000),
            Hint::Soft,
            Hint::Dark,
            Hint::Clipped,
            Hint::HighIso(6400),
        ] {
            let sentence = hint.sentence();
            assert!(sentence.chars().count() <= 90, "{sentence}");
            assert_eq!(sentence.matches('.').count(), 1, "{sentence}");
        }
    }
}
