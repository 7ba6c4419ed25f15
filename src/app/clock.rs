//! The only place that reads the clock and the time zone.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Local, NaiveDateTime, Offset, TimeZone, Utc};

/// Time, as the app asks for it.
pub trait Clock: Send + Sync {
    /// UTC now.
    fn now_utc(&self) -> NaiveDateTime;

    /// Wall-clock now.
    fn now_local(&self) -> NaiveDateTime;

    /// This computer's offset at a wall-clock time, in minutes east of UTC.
    fn offset_at(&self, local: NaiveDateTime) -> i16;

    /// Time since some start; never goes back.
    fn monotonic(&self) -> Duration;

    /// Wall-clock time of a file's last change, if the system tells.
    fn file_date(&self, path: &Path) -> Option<NaiveDateTime> {
        let modified = std::fs::metadata(path).ok()?.modified().ok()?;
        let utc = DateTime::<Utc>::from(modified).naive_utc();
        Some(utc + chrono::Duration::minutes(i64::from(self.offset_at(utc))))
    }
}

/// The computer's clock.
pub struct SystemClock {
    start: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now_utc(&self) -> NaiveDateTime {
        Utc::now().naive_utc()
    }

    fn now_local(&self) -> NaiveDateTime {
        Local::now().naive_local()
    }

    fn offset_at(&self, local: NaiveDateTime) -> i16 {
        // An hour that happens twice or never (clock change): the earlier
        // offset, then that of the hour before.
        let offset = match Local.offset_from_local_datetime(&local) {
            chrono::MappedLocalTime::Single(offset)
            | chrono::MappedLocalTime::Ambiguous(offset, _) => offset,
            chrono::MappedLocalTime::None => Local
                .offset_from_local_datetime(&(local - chrono::Duration::hours(1)))
                .earliest()
                .unwrap_or_else(|| *Local::now().offset()),
        };
        i16::try_from(offset.fix().local_minus_utc() / 60).unwrap_or(0)
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A clock that stands where it is put: for tests and the sample library.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock {
    /// Wall-clock time.
    pub local: NaiveDateTime,
    /// Minutes east of UTC, the whole year.
    pub utc_offset_minutes: i16,
}

impl Clock for FixedClock {
    fn now_utc(&self) -> NaiveDateTime {
        self.local - chrono::Duration::minutes(i64::from(self.utc_offset_minutes))
    }

    fn now_local(&self) -> NaiveDateTime {
        self.local
    }

    fn offset_at(&self, _local: NaiveDateTime) -> i16 {
        self.utc_offset_minutes
    }

    fn monotonic(&self) -> Duration {
        // Only the calendar stands still: a pause in typing stays a pause.
        static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }
}
