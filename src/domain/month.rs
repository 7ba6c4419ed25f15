//! A calendar month: the unit of the gallery's headings and of keepsake pages.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Invalid;
use crate::words::dates::month_year;

/// One calendar month of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month that holds `day`.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            first: day.with_day(1).unwrap_or(day),
        }
    }

    /// From a year and a month number, 1–12.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|first| Self { first })
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().first.pred_opt().unwrap_or(self.first)
    }

    /// Whether `day` lies in this month.
    pub fn contains(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }

    /// The following month (itself at the end of the calendar).
    pub fn next(self) -> Self {
        Self {
            first: self
                .first
                .checked_add_months(Months::new(1))
                .unwrap_or(self.first),
        }
    }

    /// The month before (itself at the start of the calendar).
    pub fn previous(self) -> Self {
        Self {
            first: self
                .first
                .checked_sub_months(Months::new(1))
                .unwrap_or(self.first),
        }
    }

    /// `November 2026`
    pub fn label(self) -> String {
        month_year(self.first)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d")
            .map(Self::of)
            .map_err(|_| Invalid::new(t!("month-unknown", text = text)))
    }
}

impl TryFrom<String> for Month {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_step_over_the_year() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!(december.next().previous(), december);
        assert_eq!(december.last_day().day(), 31);
        assert_eq!(Month::new(2028, 2).unwrap().last_day().day(), 29);
        assert_eq!(december.label(), "December 2026");
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        for text in ["", "2026", "2026-13", "november", "2026-11-03"] {
            let error = text.parse::<Month>().unwrap_err();
            assert!(error.to_string().contains("2026-11"), "{text}: {error}");
        }
    }
}
