//! How old a baby was during a month: the one answer that the gallery's
//! headings and the keepsake pages share.
//!
//! A month is no day, so its age is a span, from the first of its days that
//! count (the birth day, in the month of the birth) to the last. Whatever
//! [`Age::label`] says of a day lies within what is said of its month; the
//! tests go through every day of awkward babies' first years.

use chrono::NaiveDate;

use super::{Age, Baby, Month};
use crate::words::dates::day_month;

/// How old a baby was during a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeSpan {
    /// Not there yet.
    BeforeBirth,
    /// From birth until so many weeks old, the last of them begun.
    First {
        /// 0 for the first days.
        weeks: u32,
    },
    /// Whole weeks, first and last.
    Weeks(u32, u32),
    /// Whole months, first and last.
    Months(u32, u32),
    /// Whole years, first and last.
    Years(u32, u32),
}

impl AgeSpan {
    /// The span of a month for a baby born on `birth`.
    pub fn of(birth: NaiveDate, month: Month) -> Self {
        let Some((from, to)) = ends(birth, birth, month) else {
            return Self::BeforeBirth;
        };
        if to.total_days < 7 {
            Self::First { weeks: 0 }
        } else if from.total_days < 7 {
            Self::First {
                weeks: to.total_days.div_ceil(7),
            }
        } else {
            Self::between(from, to)
        }
    }

    /// In the unit that is said of its last day.
    const fn between(from: Age, to: Age) -> Self {
        if to.months < 3 {
            Self::Weeks(from.weeks(), to.weeks())
        } else if from.months < 24 {
            // Also where the second birthday comes: 23 to 24 months.
            Self::Months(from.months, to.months)
        } else {
            Self::Years(from.months / 12, to.months / 12)
        }
    }

    /// `3 to 7 weeks old`
    pub fn label(self) -> String {
        match self {
            Self::BeforeBirth => t!("age-before-birth").to_owned(),
            Self::First { weeks } => t!("age-month-first", weeks = weeks),
            Self::Weeks(from, to) if from == to => t!("age-weeks", weeks = to),
            Self::Weeks(from, to) => t!("age-month-weeks-span", from = from, to = to),
            Self::Months(from, to) if from == to => t!("age-months", months = to),
            Self::Months(from, to) => t!("age-month-months-span", from = from, to = to),
            Self::Years(from, to) if from == to => t!("age-years", years = to),
            Self::Years(from, to) => t!("age-month-years-span", from = from, to = to),
        }
    }
}

/// The age by due date during a month, for a baby born early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectedSpan {
    /// The due date lay ahead all month.
    BeforeDueDate,
    /// The due date came in this month.
    DueDate(NaiveDate),
    /// Since then.
    Since(AgeSpan),
}

impl CorrectedSpan {
    /// The span of a month for a baby born on `birth`; `None` before the birth.
    pub fn of(birth: NaiveDate, due: NaiveDate, month: Month) -> Option<Self> {
        if month.last_day() < birth {
            return None;
        }
        Some(match ends(birth, due, month) {
            None => Self::BeforeDueDate,
            Some((from, _)) if from.total_days == 0 => Self::DueDate(due),
            Some((from, to)) => Self::Since(AgeSpan::between(from, to)),
        })
    }

    /// `corrected age 2 to 3 months`
    pub fn label(self) -> String {
        match self {
            Self::BeforeDueDate => t!("age-month-before-due-date").to_owned(),
            Self::DueDate(due) => t!("age-month-due-date", day = day_month(due)),
            Self::Since(span) => {
                let age = match span {
                    // Neither comes of `between`.
                    AgeSpan::BeforeBirth => t!("age-before-birth").to_owned(),
                    AgeSpan::First { weeks } => t!("age-month-up-to-weeks", weeks = weeks),
                    AgeSpan::Weeks(0, to) => t!("age-month-up-to-weeks", weeks = to),
                    AgeSpan::Weeks(from, to) if from == to => t!("age-short-weeks", weeks = to),
                    AgeSpan::Weeks(from, to) => {
                        t!("age-month-short-weeks-span", from = from, to = to)
                    }
                    AgeSpan::Months(from, to) if from == to => {
                        t!("age-short-months", months = to)
                    }
                    AgeSpan::Months(from, to) => {
                        t!("age-month-short-months-span", from = from, to = to)
                    }
                    AgeSpan::Years(from, to) if from == to => t!("age-short-years", years = to),
                    AgeSpan::Years(from, to) => {
                        t!("age-month-short-years-span", from = from, to = to)
                    }
                };
                t!("age-by-due-date", age = age)
            }
        }
    }
}

/// The ages, counted from `since`, on the first and the last day of a month
/// that count: those from the birth on. `None` where `since` comes later.
fn ends(birth: NaiveDate, since: NaiveDate, month: Month) -> Option<(Age, Age)> {
    let first = month.first_day().max(birth).max(since);
    Some((Age::on(since, first)?, Age::on(since, month.last_day())?))
}

impl Baby {
    /// How old the baby was during a month.
    pub fn age_in(&self, month: Month) -> AgeSpan {
        AgeSpan::of(self.fields.birth_date, month)
    }

    /// The same by due date, where one is set and the baby came before it.
    pub fn corrected_age_in(&self, month: Month) -> Option<CorrectedSpan> {
        let birth = self.fields.birth_date;
        let due = self.fields.due_date.filter(|due| *due > birth)?;
        CorrectedSpan::of(birth, due, month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CorrectedAge;
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

    fn said(birth: &str, month: &str) -> String {
        AgeSpan::of(day(birth), month.parse().unwrap()).label()
    }

    #[test]
    fn months_tell_the_age_in_words() {
        for (month, words) in [
            ("2026-05", "before birth"),
            ("2026-06", "the first days"),
            ("2026-07", "1 to 5 weeks old"),
            ("2026-08", "5 to 9 weeks old"),
            ("2026-09", "2 to 3 months old"),
            ("2026-11", "4 to 5 months old"),
            ("2028-06", "23 to 24 months old"),
            ("2028-12", "2 years old"),
            ("2029-06", "2 to 3 years old"),
        ] {
            assert_eq!(said("2026-06-24", month), words, "{month}");
        }
        // On the last day she is two weeks and two days old: the third week.
        assert_eq!(said("2026-06-14", "2026-06"), "the first 3 weeks");
        assert_eq!(said("2026-06-01", "2026-11"), "5 months old");
    }

    #[test]
    fn months_tell_the_age_in_german_too() {
        let _german = german();
        for (month, words) in [
            ("2026-05", "vor der Geburt"),
            ("2026-06", "die ersten Tage"),
            ("2026-07", "1 bis 5 Wochen alt"),
            ("2026-11", "4 bis 5 Monate alt"),
            ("2028-12", "2 Jahre alt"),
        ] {
            assert_eq!(said("2026-06-24", month), words, "{month}");
        }
    }

    #[test]
    fn a_baby_born_at_a_months_end_is_no_month_ahead_of_its_days() {
        // On 30 November the entries say “5 months”, on the day before “4
        // months, 29 days”: the page says both.
        assert_eq!(said("2026-06-30", "2026-11"), "4 to 5 months old");
        assert_eq!(said("2026-01-31", "2026-06"), "4 to 5 months old");
        assert_eq!(said("2024-02-29", "2024-07"), "4 to 5 months old");
        assert_eq!(said("2024-02-29", "2025-02"), "11 to 12 months old");
    }

    /// Whether what is said of a day lies within what is said of its month.
    fn holds(span: AgeSpan, age: Age) -> bool {
        match span {
            AgeSpan::BeforeBirth => false,
            AgeSpan::First { weeks: 0 } => age.total_days < 7,
            AgeSpan::First { weeks } => age.total_days <= weeks * 7,
            AgeSpan::Weeks(from, to) => (from..=to).contains(&age.weeks()) && age.months < 3,
            AgeSpan::Months(from, to) => (from..=to).contains(&age.months),
            AgeSpan::Years(from, to) => (from..=to).contains(&(age.months / 12)),
        }
    }

    #[test]
    fn every_day_lies_within_its_month() {
        for born in [
            "2026-01-31",
            "2026-03-31",
            "2026-06-30",
            "2024-02-29",
            "2026-02-28",
            "2026-02-01",
            "2026-12-31",
            "2027-01-01",
            "2026-06-14",
        ] {
            let birth = day(born);
            let mut on = birth;
            for _ in 0..1500 {
                let span = AgeSpan::of(birth, Month::of(on));
                assert!(
                    holds(span, Age::on(birth, on).unwrap()),
                    "born {born}, {on}: {span:?}"
                );
                // And by a due date seven weeks later.
                let due = birth + chrono::Days::new(49);
                let corrected = CorrectedSpan::of(birth, due, Month::of(on)).unwrap();
                let fits = match (corrected, CorrectedAge::on(due, on)) {
                    (CorrectedSpan::BeforeDueDate, CorrectedAge::BeforeDueDate { .. }) => true,
                    (CorrectedSpan::DueDate(_), _) => Month::of(on).contains(due),
                    (CorrectedSpan::Since(span), CorrectedAge::Since(age)) => holds(span, age),
                    _ => false,
                };
                assert!(fits, "born {born}, {on}: {corrected:?}");
                on = on.succ_opt().unwrap();
            }
        }
    }

    #[test]
    fn months_by_due_date_are_spans_as_well() {
        let (birth, due) = (day("2026-06-14"), day("2026-08-02"));
        let said = |month: &str| {
            let span = CorrectedSpan::of(birth, due, month.parse().unwrap());
            span.map(CorrectedSpan::label)
        };
        assert_eq!(said("2026-05"), None);
        assert_eq!(said("2026-06").unwrap(), "before the due date");
        assert_eq!(said("2026-08").unwrap(), "due date on 2 August");
        assert_eq!(said("2026-09").unwrap(), "corrected age 4 to 8 weeks");
        assert_eq!(said("2026-11").unwrap(), "corrected age 2 to 3 months");
        assert_eq!(
            CorrectedSpan::of(birth, day("2026-07-29"), "2026-08".parse().unwrap())
                .unwrap()
                .label(),
            "corrected age up to 4 weeks"
        );
        let _german = german();
        assert_eq!(said("2026-06").unwrap(), "vor dem errechneten Termin");
        assert_eq!(said("2026-08").unwrap(), "errechneter Termin am 2. August");
        assert_eq!(
            said("2026-11").unwrap(),
            "korrigiertes Alter 2 bis 3 Monate"
        );
    }
}
