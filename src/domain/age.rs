//! How old a baby is on a day, in the words parents use.

use chrono::{Datelike, Months, NaiveDate};

/// A baby's age on a day, from the birth date.
///
/// Months are calendar months: born on the 31st, a baby is one month old on
/// the last day of a shorter month (chrono's month arithmetic).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Age {
    /// Days since birth; 0 on the birth day.
    pub total_days: u32,
    /// Whole calendar months since birth.
    pub months: u32,
    /// Days beyond the whole months.
    pub days: u32,
}

impl Age {
    /// The age on `day`, or `None` before the birth.
    pub fn on(birth: NaiveDate, day: NaiveDate) -> Option<Self> {
        let total_days = u32::try_from((day - birth).num_days()).ok()?;
        let mut months = u32::try_from(
            (day.year() - birth.year()) * 12 + i32::try_from(day.month()).ok()?
                - i32::try_from(birth.month()).ok()?,
        )
        .ok()?;
        let mut anchor = birth.checked_add_months(Months::new(months))?;
        if anchor > day {
            months = months.checked_sub(1)?;
            anchor = birth.checked_add_months(Months::new(months))?;
        }
        Some(Self {
            total_days,
            months,
            days: u32::try_from((day - anchor).num_days()).ok()?,
        })
    }

    /// Whole weeks since birth.
    pub const fn weeks(self) -> u32 {
        self.total_days / 7
    }

    /// The age in words: days in the first two weeks, then weeks until three
    /// months, then months and days, then years and months.
    pub fn label(self) -> String {
        match self.span() {
            Span::None => t!("age-born-today").to_owned(),
            Span::Days(days) => t!("age-days", days = days),
            Span::Weeks(weeks, 0) => t!("age-weeks", weeks = weeks),
            Span::Weeks(weeks, days) => t!("age-weeks-days", weeks = weeks, days = days),
            Span::Months(months, 0) => t!("age-months", months = months),
            Span::Months(months, days) => t!("age-months-days", months = months, days = days),
            Span::Years(years, 0) => t!("age-years", years = years),
            Span::Years(years, months) => t!("age-years-months", years = years, months = months),
        }
    }

    /// The same without “old”, where there is little room.
    pub fn short_label(self) -> String {
        match self.span() {
            Span::None => t!("age-born-today").to_owned(),
            Span::Days(days) => t!("age-short-days", days = days),
            Span::Weeks(weeks, 0) => t!("age-short-weeks", weeks = weeks),
            Span::Weeks(weeks, days) => t!("age-short-weeks-days", weeks = weeks, days = days),
            Span::Months(months, 0) => t!("age-short-months", months = months),
            Span::Months(months, days) => {
                t!("age-short-months-days", months = months, days = days)
            }
            Span::Years(years, 0) => t!("age-short-years", years = years),
            Span::Years(years, months) => {
                t!("age-short-years-months", years = years, months = months)
            }
        }
    }

    /// What of it is said.
    const fn span(self) -> Span {
        match (self.total_days, self.months) {
            (0, _) => Span::None,
            (days, _) if days < 14 => Span::Days(days),
            (days, months) if months < 3 => Span::Weeks(self.weeks(), days % 7),
            (_, months) if months < 24 => Span::Months(months, self.days),
            (_, months) => Span::Years(months / 12, months % 12),
        }
    }
}

/// The parts of an age that are said; the second number may be zero.
enum Span {
    None,
    Days(u32),
    Weeks(u32, u32),
    Months(u32, u32),
    Years(u32, u32),
}

/// The age counted from the due date, for a baby born early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectedAge {
    /// The due date is still ahead by this many days.
    BeforeDueDate {
        /// Days until the due date.
        days: u32,
    },
    /// The due date has come.
    Since(Age),
}

impl CorrectedAge {
    /// The corrected age on `day`.
    pub fn on(due: NaiveDate, day: NaiveDate) -> Self {
        match Age::on(due, day) {
            Some(age) => Self::Since(age),
            None => Self::BeforeDueDate {
                days: u32::try_from((due - day).num_days()).unwrap_or(0),
            },
        }
    }

    /// The corrected age in words.
    pub fn label(self) -> String {
        match self {
            Self::BeforeDueDate { days } => t!("age-before-due-date", days = days),
            Self::Since(age) if age.total_days == 0 => t!("age-due-date-today").to_owned(),
            Self::Since(age) => t!("age-by-due-date", age = age.short_label()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Manner, OnlyHere};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn german() -> OnlyHere {
        OnlyHere::new(Manner {
            language: Language::German,
            ..Manner::default()
        })
    }

    #[test]
    fn ages_read_as_parents_say_them() {
        let birth = day("2026-06-14");
        for (on, label) in [
            ("2026-06-14", "born today"),
            ("2026-06-15", "1 day old"),
            ("2026-06-27", "13 days old"),
            ("2026-06-28", "2 weeks old"),
            ("2026-07-06", "3 weeks, 1 day old"),
            ("2026-09-14", "3 months old"),
            ("2026-11-03", "4 months, 20 days old"),
            ("2028-06-14", "2 years old"),
            ("2028-08-20", "2 years, 2 months old"),
        ] {
            assert_eq!(Age::on(birth, day(on)).unwrap().label(), label, "{on}");
        }
    }

    #[test]
    fn ages_read_as_german_parents_say_them() {
        let _german = german();
        let birth = day("2026-06-14");
        for (on, label, short) in [
            ("2026-06-14", "heute geboren", "heute geboren"),
            ("2026-06-15", "1 Tag alt", "1 Tag"),
            ("2026-06-28", "2 Wochen alt", "2 Wochen"),
            ("2026-07-06", "3 Wochen, 1 Tag alt", "3 Wochen, 1 Tag"),
            ("2026-09-14", "3 Monate alt", "3 Monate"),
            ("2026-09-16", "3 Monate, 2 Tage alt", "3 Monate, 2 Tage"),
            ("2028-06-14", "2 Jahre alt", "2 Jahre"),
            ("2028-07-20", "2 Jahre, 1 Monat alt", "2 Jahre, 1 Monat"),
        ] {
            let age = Age::on(birth, day(on)).unwrap();
            assert_eq!(
                (age.label(), age.short_label()),
                (label.into(), short.into())
            );
        }
        let due = day("2026-07-26");
        assert_eq!(
            CorrectedAge::on(due, day("2026-07-25")).label(),
            "1 Tag vor dem errechneten Termin"
        );
        assert_eq!(
            CorrectedAge::on(due, day("2026-08-16")).label(),
            "korrigiertes Alter 3 Wochen"
        );
    }

    #[test]
    fn before_the_birth_there_is_no_age() {
        assert_eq!(Age::on(day("2026-06-14"), day("2026-06-13")), None);
        assert_eq!(Age::on(day("2026-06-14"), day("2025-12-13")), None);
    }

    #[test]
    fn month_ends_and_leap_days_do_not_slip() {
        let age = Age::on(day("2026-01-31"), day("2026-02-28")).unwrap();
        assert_eq!((age.months, age.days), (1, 0));
        let age = Age::on(day("2026-01-31"), day("2026-03-01")).unwrap();
        assert_eq!((age.months, age.days), (1, 1));
        let age = Age::on(day("2024-02-29"), day("2025-02-28")).unwrap();
        assert_eq!((age.months, age.days), (12, 0));
    }

    #[test]
    fn months_and_days_always_add_up() {
        let birth = day("2024-01-31");
        let mut on = birth;
        for _ in 0..1500 {
            let age = Age::on(birth, on).unwrap();
            let back = birth
                .checked_add_months(Months::new(age.months))
                .unwrap()
                .checked_add_days(chrono::Days::new(u64::from(age.days)))
                .unwrap();
            assert_eq!(back, on);
            on = on.succ_opt().unwrap();
        }
    }

    #[test]
    fn corrected_age_counts_from_the_due_date() {
        let due = day("2026-07-26");
        assert_eq!(
            CorrectedAge::on(due, day("2026-07-20")).label(),
            "6 days before the due date"
        );
        assert_eq!(
            CorrectedAge::on(due, day("2026-08-16")).label(),
            "corrected age 3 weeks"
        );
        assert_eq!(CorrectedAge::on(due, due).label(), "due date today");
    }
}
