//! The days a field can be about.

use chrono::{Duration, Months, NaiveDate};

use super::parse::YEARS;
use crate::domain::Month;

/// The first and the last day that can be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    first: NaiveDate,
    last: NaiveDate,
}

impl Range {
    /// The years this program can be about, and nothing after `latest`.
    pub fn until(latest: Option<NaiveDate>) -> Self {
        let (first, last) = YEARS.into_inner();
        let first = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or(NaiveDate::MIN);
        let last = NaiveDate::from_ymd_opt(last, 12, 31).unwrap_or(NaiveDate::MAX);
        Self {
            first,
            last: latest.map_or(last, |latest| latest.clamp(first, last)),
        }
    }

    /// Whether a day can be picked.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether any day of a month can be picked.
    pub fn meets(self, month: Month) -> bool {
        month.last_day() >= self.first && month.first_day() <= self.last
    }

    /// The day itself, or the end of the range it lies beyond.
    pub fn nearest(self, day: NaiveDate) -> NaiveDate {
        day.clamp(self.first, self.last)
    }

    /// The first day of the month so many months on that can be picked, if any
    /// of that month can be.
    pub fn stepped(self, from: NaiveDate, months: i32) -> Option<NaiveDate> {
        let month = Month::of(plus_months(from, i64::from(months))?);
        self.meets(month).then(|| self.nearest(month.first_day()))
    }

    /// So many days and months on, and never out of the range.
    pub fn walked(self, from: NaiveDate, days: i64, months: i64) -> NaiveDate {
        let day = Duration::try_days(days).and_then(|days| from.checked_add_signed(days));
        let day = day.and_then(|day| plus_months(day, months));
        self.nearest(day.unwrap_or(from))
    }
}

fn plus_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let step = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 {
        day.checked_sub_months(step)
    } else {
        day.checked_add_months(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn steps_end_where_the_range_does() {
        let range = Range::until(Some(day("2026-11-23")));
        assert_eq!(range.stepped(day("2026-03-09"), 12), None);
        assert_eq!(range.stepped(day("2026-10-31"), 1), Some(day("2026-11-01")));
        assert_eq!(range.stepped(day("2026-11-20"), 1), None);
        assert_eq!(range.stepped(day("1900-12-31"), -12), None);
        assert_eq!(
            range.stepped(day("1901-12-31"), -12),
            Some(day("1900-12-01"))
        );
        assert!(range.meets(Month::of(day("2026-11-30"))));
        assert!(!range.contains(day("2026-11-30")));
    }

    #[test]
    fn walking_stops_at_the_ends() {
        let range = Range::until(Some(day("2026-11-23")));
        assert_eq!(range.walked(day("2026-11-20"), 7, 0), day("2026-11-23"));
        assert_eq!(range.walked(day("2026-02-28"), 0, 12), day("2026-11-23"));
        assert_eq!(range.walked(day("1900-01-03"), -7, 0), day("1900-01-01"));
        assert_eq!(range.walked(day("2024-02-29"), 0, -12), day("2023-02-28"));
        let open = Range::until(None);
        assert_eq!(open.walked(day("2026-11-20"), 0, 12), day("2027-11-20"));
        assert_eq!(open.walked(day("2199-12-31"), 1, 0), day("2199-12-31"));
    }
}
