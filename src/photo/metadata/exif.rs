//! The EXIF tags the journal uses (EXIF 2.32, CIPA DC-008).

use std::time::Duration;

use chrono::NaiveDate;

use super::parts::{self, MAX_BLOCK_BYTES, MAX_XMP_BYTES};
use super::tiff::{self, Block, Directory, Field};
use crate::domain::{Moment, MomentSource, Shot};
use crate::photo::taken::{ClockTime, Evidence, clock};

mod tag {
    pub(super) const MAKE: u16 = 0x010F;
    pub(super) const MODEL: u16 = 0x0110;
    pub(super) const ORIENTATION: u16 = 0x0112;
    pub(super) const DATE_TIME: u16 = 0x0132;
    /// Panasonic’s raw files keep a whole JPEG here.
    pub(super) const PANASONIC_JPEG: u16 = 0x002E;
    pub(super) const XMP: u16 = 0x02BC;
    pub(super) const EXIF_POINTER: u16 = 0x8769;
    pub(super) const GPS_POINTER: u16 = 0x8825;

    pub(super) const EXPOSURE_TIME: u16 = 0x829A;
    pub(super) const F_NUMBER: u16 = 0x829D;
    pub(super) const SENSITIVITY: u16 = 0x8827;
    pub(super) const STANDARD_OUTPUT_SENSITIVITY: u16 = 0x8831;
    pub(super) const RECOMMENDED_EXPOSURE_INDEX: u16 = 0x8832;
    pub(super) const ISO_SPEED: u16 = 0x8833;
    pub(super) const DATE_TIME_ORIGINAL: u16 = 0x9003;
    pub(super) const DATE_TIME_DIGITIZED: u16 = 0x9004;
    pub(super) const OFFSET_TIME: u16 = 0x9010;
    pub(super) const OFFSET_TIME_ORIGINAL: u16 = 0x9011;
    pub(super) const OFFSET_TIME_DIGITIZED: u16 = 0x9012;
    pub(super) const SHUTTER_SPEED: u16 = 0x9201;
    pub(super) const APERTURE: u16 = 0x9202;
    pub(super) const FLASH: u16 = 0x9209;
    pub(super) const MAKER_NOTE: u16 = 0x927C;
    pub(super) const SUB_SEC: u16 = 0x9290;
    pub(super) const SUB_SEC_ORIGINAL: u16 = 0x9291;
    pub(super) const SUB_SEC_DIGITIZED: u16 = 0x9292;
    pub(super) const FOCAL_35MM: u16 = 0xA405;

    pub(super) const GPS_TIME: u16 = 0x0007;
    pub(super) const GPS_DATE: u16 = 0x001D;
}

/// Longest camera name kept, in characters.
const MAX_CAMERA_CHARS: usize = 80;
/// The sensitivity that means “see the other tags”: two bytes hold no more.
const ISO_OVERFLOW: u64 = 65_535;

/// The directories of a photo.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Exif<'a> {
    main: Option<Directory<'a>>,
    exif: Option<Directory<'a>>,
    gps: Option<Directory<'a>>,
}

/// What EXIF says about when.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// Best first.
    pub(super) times: Vec<Evidence>,
    /// The last change of the file: the weakest, after every other date in it.
    pub(super) last_change: Option<Evidence>,
    pub(super) utc_offset_minutes: Option<i16>,
}

impl<'a> Exif<'a> {
    /// The directories of what was found in a file.
    pub(super) fn open(found: &'a parts::Exif<'_>) -> Option<Self> {
        match found {
            parts::Exif::None => None,
            parts::Exif::Block(bytes) => Self::in_block(bytes, true),
            parts::Exif::Apart { main, exif, gps } => {
                let first = |bytes: &Option<&'a [u8]>| Block::open((*bytes)?)?.main();
                Some(Self {
                    main: first(main),
                    exif: first(exif),
                    gps: first(gps),
                })
            }
        }
    }

    fn in_block(bytes: &'a [u8], look_inside: bool) -> Option<Self> {
        let block = Block::open(bytes)?;
        let main = block.main()?;
        let found = Self {
            main: Some(main),
            exif: block.pointed_at(main.field(tag::EXIF_POINTER)),
            gps: block.pointed_at(main.field(tag::GPS_POINTER)),
        };
        if found.exif.is_none()
            && look_inside
            && let Some(jpeg) = main.file(tag::PANASONIC_JPEG, MAX_BLOCK_BYTES)
            && let parts::Exif::Block(std::borrow::Cow::Borrowed(inner)) = parts::in_jpeg(jpeg).exif
        {
            return Self::in_block(inner, false).or(Some(found));
        }
        Some(found)
    }

    /// A field of the EXIF directory; raw files may have it in the main one.
    fn field(&self, tag: u16) -> Option<Field<'a>> {
        let within = |directory: Option<Directory<'a>>| directory?.field(tag);
        within(self.exif).or_else(|| within(self.main))
    }

    fn text(&self, tag: u16) -> Option<String> {
        self.field(tag)?.text()
    }

    /// The XMP packet of a TIFF.
    pub(super) fn xmp(&self) -> Option<&'a [u8]> {
        self.main?.file(tag::XMP, MAX_XMP_BYTES)
    }

    /// 1–8; 1 when nothing sensible is said.
    pub(super) fn orientation(&self) -> u8 {
        self.main
            .and_then(|main| main.field(tag::ORIENTATION))
            .and_then(|field| field.unsigned(0))
            .and_then(|value| u8::try_from(value).ok())
            .filter(|value| (1..=8).contains(value))
            .unwrap_or(1)
    }

    /// How it was taken.
    pub(super) fn shot(&self) -> Shot {
        Shot {
            camera: self.camera(),
            flash_fired: self.flash_fired(),
            exposure_us: self.exposure_us(),
            iso: self.iso(),
            aperture_centi: self.aperture_centi(),
            focal_35mm: self
                .field(tag::FOCAL_35MM)
                .and_then(|field| field.unsigned(0))
                // Zero is “not known”.
                .and_then(|value| u16::try_from(value).ok())
                .filter(|value| *value > 0),
            film_ms: None,
            live: self.live(),
        }
    }

    /// What Apple’s phones write into both files of a Live Photo.
    fn live(&self) -> Option<String> {
        const CONTENT_IDENTIFIER: u16 = 0x0011;
        let note = self.exif?.file(tag::MAKER_NOTE, MAX_BLOCK_BYTES)?;
        tiff::apple_note(note)?.field(CONTENT_IDENTIFIER)?.text()
    }

    fn camera(&self) -> Option<String> {
        let read = |tag| {
            let text = self
                .text(tag)?
                .chars()
                .filter(|c| !c.is_control())
                .take(MAX_CAMERA_CHARS)
                .collect::<String>();
            let text = text.trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let first_word = |text: &str| text.split(' ').next().map(str::to_lowercase);
        match (read(tag::MAKE), read(tag::MODEL)) {
            // “NIKON CORPORATION” and “NIKON D90” say the maker twice.
            (Some(make), Some(model)) if first_word(&make) != first_word(&model) => {
                Some(format!("{make} {model}"))
            }
            (_, Some(model)) => Some(model),
            (make, None) => make,
        }
    }

    /// Bit 0 of the tag; a camera that says it has no flash has not fired it.
    fn flash_fired(&self) -> Option<bool> {
        const FIRED: u64 = 1;
        const NO_FLASH: u64 = 1 << 5;
        let flash = self.field(tag::FLASH)?.unsigned(0)?;
        Some(flash & FIRED != 0 && flash & NO_FLASH == 0)
    }

    fn exposure_us(&self) -> Option<u32> {
        let real = |tag| self.field(tag)?.real(0);
        let seconds = real(tag::EXPOSURE_TIME)
            .filter(|seconds| *seconds > 0.0)
            // As a power of two, the APEX way.
            .or_else(|| Some((-real(tag::SHUTTER_SPEED)?).exp2()))?;
        let micros = Duration::try_from_secs_f64(seconds).ok()?.as_micros();
        u32::try_from(micros).ok().filter(|micros| *micros > 0)
    }

    fn iso(&self) -> Option<u32> {
        let read = |tag| {
            let field = self.field(tag)?;
            // Some cameras write two numbers, the first of them zero.
            let value = (0..2)
                .filter_map(|index| field.unsigned(index))
                .find(|value| *value > 0)?;
            u32::try_from(value).ok()
        };
        read(tag::SENSITIVITY)
            .filter(|iso| u64::from(*iso) != ISO_OVERFLOW)
            .or_else(|| {
                [
                    tag::RECOMMENDED_EXPOSURE_INDEX,
                    tag::ISO_SPEED,
                    tag::STANDARD_OUTPUT_SENSITIVITY,
                ]
                .into_iter()
                .find_map(read)
            })
            // No sensor is that sensitive; the number means something else.
            .filter(|iso| *iso <= 10_000_000)
    }

    fn aperture_centi(&self) -> Option<u16> {
        let real = |tag| self.field(tag)?.real(0);
        let number = real(tag::F_NUMBER)
            .filter(|number| *number > 0.0)
            .or_else(|| Some((real(tag::APERTURE)? / 2.0).exp2()))?;
        // From f/0.1 to f/655; a lens without contacts says 0.
        (0.1..655.0)
            .contains(&number)
            .then(|| (number * 100.0).round() as u16)
    }

    /// What it says about when.
    pub(super) fn times(&self) -> Times {
        let satellite = self.satellite();
        let utc = match satellite.as_ref().and_then(|evidence| evidence.time) {
            Some(ClockTime::Utc { utc, .. }) => Some(utc),
            _ => None,
        };
        let read = |time: u16, offset: u16, fraction: u16| {
            let text = self.text(time).filter(|text| !clock::is_blank(text))?;
            let written = clock::parse(&text).filter(|written| written.time.is_some());
            let time = written.map(|written| {
                let local = written.local_or_noon();
                // Some phones write only one offset, and mean it for every time.
                let offset = [offset, tag::OFFSET_TIME, tag::OFFSET_TIME_ORIGINAL]
                    .into_iter()
                    .find_map(|tag| clock::parse_offset(&self.text(tag)?))
                    .or(written.offset)
                    .or_else(|| offset_between(local, utc?));
                ClockTime::Local {
                    local,
                    offset,
                    millis: self
                        .text(fraction)
                        .and_then(|digits| clock::millis(&digits))
                        .or(written.millis),
                }
            });
            Some(Evidence::new(MomentSource::Camera, &text, time))
        };
        let original = read(
            tag::DATE_TIME_ORIGINAL,
            tag::OFFSET_TIME_ORIGINAL,
            tag::SUB_SEC_ORIGINAL,
        );
        let digitized = read(
            tag::DATE_TIME_DIGITIZED,
            tag::OFFSET_TIME_DIGITIZED,
            tag::SUB_SEC_DIGITIZED,
        );
        let last_change = read(tag::DATE_TIME, tag::OFFSET_TIME, tag::SUB_SEC);
        let written_offset = [
            tag::OFFSET_TIME_ORIGINAL,
            tag::OFFSET_TIME,
            tag::OFFSET_TIME_DIGITIZED,
        ]
        .into_iter()
        .find_map(|tag| clock::parse_offset(&self.text(tag)?));
        let offset_of = |evidence: &Evidence| match evidence.time {
            Some(ClockTime::Local { offset, .. }) => offset,
            _ => None,
        };
        let utc_offset_minutes = written_offset
            .or_else(|| original.as_ref().and_then(offset_of))
            .or_else(|| digitized.as_ref().and_then(offset_of));
        Times {
            times: [original, digitized, satellite]
                .into_iter()
                .flatten()
                .collect(),
            last_change,
            utc_offset_minutes,
        }
    }

    /// The satellites’ time: a date in UTC, and a time in three fractions.
    fn satellite(&self) -> Option<Evidence> {
        let gps = self.gps?;
        let text = gps
            .field(tag::GPS_DATE)?
            .text()
            .filter(|text| !clock::is_blank(text))?;
        let clock_field = gps.field(tag::GPS_TIME)?;
        let part = |index| clock_field.real(index);
        let read = || {
            let date: NaiveDate = clock::parse(&text)?.date;
            let seconds = part(0)? * 3600.0 + part(1)? * 60.0 + part(2)?;
            if !(0.0..86_400.0).contains(&seconds) {
                return None;
            }
            let midnight = date.and_hms_opt(0, 0, 0)?;
            let whole = chrono::Duration::seconds(seconds as i64);
            Some(ClockTime::Utc {
                utc: midnight.checked_add_signed(whole)?,
                millis: Some((seconds.fract() * 1000.0) as u16),
            })
        };
        let words = match (part(0), part(1), part(2)) {
            (Some(hour), Some(minute), Some(second)) => {
                format!("{text} {hour:02.0}:{minute:02.0}:{second:02.0}")
            }
            _ => text.clone(),
        };
        Some(Evidence::new(MomentSource::Satellite, &words, read()))
    }
}

/// The offset of a wall clock from the satellites’ time, to the quarter hour
/// that every zone on Earth keeps; the last fix may be some minutes old.
/// `None` when they are further apart than zones are.
fn offset_between(local: chrono::NaiveDateTime, utc: chrono::NaiveDateTime) -> Option<i16> {
    const QUARTER: i64 = 15 * 60;
    let seconds = local.signed_duration_since(utc).num_seconds();
    let quarters = (seconds + QUARTER / 2).div_euclid(QUARTER);
    let minutes = i16::try_from(quarters.checked_mul(15)?).ok()?;
    (minutes.abs() <= Moment::MAX_UTC_OFFSET_MINUTES).then_some(minutes)
}
