//! When something happened, and how we know.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

use super::Invalid;

/// A journal day starts at this hour, so that one night is one day.
pub const DEFAULT_DAY_START_HOUR: u8 = 5;

/// Where a moment came from, best evidence first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MomentSource {
    /// A person typed or corrected it.
    TypedIn,
    /// The camera wrote it into the photo (EXIF).
    Camera,
    /// The satellites’ time in the photo.
    Satellite,
    /// A sidecar file of another photo program (XMP).
    Sidecar,
    /// The file that Google Takeout puts beside a photo.
    Takeout,
    /// Read from a file name such as `IMG_20261103_031455`.
    FileName,
    /// The file's own modification date: weak evidence.
    FileDate,
    /// Nothing told; it is the time when the photo was added.
    Added,
}

impl MomentSource {
    /// Every source, in the order of trust.
    pub const ALL: [Self; 8] = [
        Self::TypedIn,
        Self::Camera,
        Self::Satellite,
        Self::Sidecar,
        Self::Takeout,
        Self::FileName,
        Self::FileDate,
        Self::Added,
    ];

    /// The word stored in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TypedIn => "typed_in",
            Self::Camera => "camera",
            Self::Satellite => "satellite",
            Self::Sidecar => "sidecar",
            Self::Takeout => "takeout",
            Self::FileName => "file_name",
            Self::FileDate => "file_date",
            Self::Added => "added",
        }
    }

    /// Whether a parent should look at it: the evidence is weak.
    pub const fn is_doubtful(self) -> bool {
        matches!(self, Self::FileDate | Self::Added)
    }

    /// The words shown beside the moment.
    pub fn label(self) -> &'static str {
        match self {
            Self::TypedIn => t!("moment-source-typed-in"),
            Self::Camera => t!("moment-source-camera"),
            Self::Satellite => t!("moment-source-satellite"),
            Self::Sidecar => t!("moment-source-sidecar"),
            Self::Takeout => t!("moment-source-takeout"),
            Self::FileName => t!("moment-source-file-name"),
            Self::FileDate => t!("moment-source-file-date"),
            Self::Added => t!("moment-source-added"),
        }
    }
}

impl FromStr for MomentSource {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|source| source.code() == text)
            .ok_or_else(|| Invalid::new(t!("moment-source-unknown", text = text)))
    }
}

/// A local wall-clock time, its UTC offset, and the evidence for both.
///
/// The wall clock is what the family remembers, so it never moves when the
/// computer's time zone does; the offset orders moments across time zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Wall-clock time where the photo was taken, to the second.
    pub local: NaiveDateTime,
    /// Minutes east of UTC, −14 h to +14 h.
    pub utc_offset_minutes: i16,
    /// How we know.
    pub source: MomentSource,
}

impl Moment {
    /// The widest offset in use on Earth, in minutes.
    pub const MAX_UTC_OFFSET_MINUTES: i16 = 14 * 60;

    /// Builds a moment; sub-second parts are dropped and the offset is clamped
    /// to ±14 h.
    pub fn new(local: NaiveDateTime, utc_offset_minutes: i16, source: MomentSource) -> Self {
        Self {
            local: local.with_nanosecond(0).unwrap_or(local),
            utc_offset_minutes: utc_offset_minutes
                .clamp(-Self::MAX_UTC_OFFSET_MINUTES, Self::MAX_UTC_OFFSET_MINUTES),
            source,
        }
    }

    /// From a date with an offset.
    pub fn from_fixed(at: DateTime<FixedOffset>, source: MomentSource) -> Self {
        let minutes = at.offset().local_minus_utc() / 60;
        Self::new(
            at.naive_local(),
            i16::try_from(minutes).unwrap_or(0),
            source,
        )
    }

    /// The instant in UTC.
    pub fn utc(&self) -> NaiveDateTime {
        self.local - Duration::minutes(i64::from(self.utc_offset_minutes))
    }

    /// The journal day this moment belongs to.
    pub fn journal_day(&self, day_start_hour: u8) -> NaiveDate {
        journal_day(self.local, day_start_hour)
    }

    /// `+01:00`
    pub fn offset_label(&self) -> String {
        let sign = if self.utc_offset_minutes < 0 {
            '−'
        } else {
            '+'
        };
        let minutes = self.utc_offset_minutes.unsigned_abs();
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}",
            self.local.format("%Y-%m-%d %H:%M:%S"),
            self.offset_label()
        )
    }
}

/// The day a wall-clock time belongs to when days start at `day_start_hour`
/// (0–23; larger values count as 23).
pub fn journal_day(local: NaiveDateTime, day_start_hour: u8) -> NaiveDate {
    (local - Duration::hours(i64::from(day_start_hour.min(23)))).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn one_night_is_one_day() {
        let evening = journal_day(at("2026-11-03 22:10"), 5);
        let night = journal_day(at("2026-11-04 04:59"), 5);
        let morning = journal_day(at("2026-11-04 05:00"), 5);
        assert_eq!(evening, night);
        assert_eq!(morning, evening.succ_opt().unwrap());
    }

    #[test]
    fn the_wall_clock_stays_and_utc_follows_the_offset() {
        let moment = Moment::new(at("2026-11-04 03:10"), 330, MomentSource::Camera);
        assert_eq!(moment.utc(), at("2026-11-03 21:40"));
        assert_eq!(moment.offset_label(), "+05:30");
        let west = Moment::new(at("2026-11-04 03:10"), -210, MomentSource::Camera);
        assert_eq!(west.offset_label(), "−03:30");
    }

    #[test]
    fn impossible_offsets_are_clamped() {
        let moment = Moment::new(at("2026-11-04 03:10"), i16::MAX, MomentSource::Camera);
        assert_eq!(moment.utc_offset_minutes, 840);
    }

    #[test]
    fn sources_survive_their_code() {
        for source in MomentSource::ALL {
            assert_eq!(source.code().parse(), Ok(source));
        }
        assert!("guessed".parse::<MomentSource>().is_err());
    }
}
