//! Days, times, lengths and counts as words, in the manner of the moment. Pure
//! functions, no clock.

use chrono::{Datelike, Month as Name, NaiveDate, NaiveTime, Timelike, Weekday};

use super::{Clock, DateOrder, Language, Manner, book, manner};

/// `January`, …
pub fn month_name(month: u32) -> &'static str {
    match u8::try_from(month)
        .ok()
        .and_then(|month| Name::try_from(month).ok())
    {
        None | Some(Name::January) => t!("month-1"),
        Some(Name::February) => t!("month-2"),
        Some(Name::March) => t!("month-3"),
        Some(Name::April) => t!("month-4"),
        Some(Name::May) => t!("month-5"),
        Some(Name::June) => t!("month-6"),
        Some(Name::July) => t!("month-7"),
        Some(Name::August) => t!("month-8"),
        Some(Name::September) => t!("month-9"),
        Some(Name::October) => t!("month-10"),
        Some(Name::November) => t!("month-11"),
        Some(Name::December) => t!("month-12"),
    }
}

/// `Jan`, …: as it stands in a short date.
pub fn short_month_name(month: u32) -> &'static str {
    match u8::try_from(month)
        .ok()
        .and_then(|month| Name::try_from(month).ok())
    {
        None | Some(Name::January) => t!("month-short-1"),
        Some(Name::February) => t!("month-short-2"),
        Some(Name::March) => t!("month-short-3"),
        Some(Name::April) => t!("month-short-4"),
        Some(Name::May) => t!("month-short-5"),
        Some(Name::June) => t!("month-short-6"),
        Some(Name::July) => t!("month-short-7"),
        Some(Name::August) => t!("month-short-8"),
        Some(Name::September) => t!("month-short-9"),
        Some(Name::October) => t!("month-short-10"),
        Some(Name::November) => t!("month-short-11"),
        Some(Name::December) => t!("month-short-12"),
    }
}

/// `Monday`, …
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => t!("weekday-mon"),
        Weekday::Tue => t!("weekday-tue"),
        Weekday::Wed => t!("weekday-wed"),
        Weekday::Thu => t!("weekday-thu"),
        Weekday::Fri => t!("weekday-fri"),
        Weekday::Sat => t!("weekday-sat"),
        Weekday::Sun => t!("weekday-sun"),
    }
}

/// `Mo`, …: the head of a calendar's column.
pub fn weekday_initials(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => t!("weekday-short-mon"),
        Weekday::Tue => t!("weekday-short-tue"),
        Weekday::Wed => t!("weekday-short-wed"),
        Weekday::Thu => t!("weekday-short-thu"),
        Weekday::Fri => t!("weekday-short-fri"),
        Weekday::Sat => t!("weekday-short-sat"),
        Weekday::Sun => t!("weekday-short-sun"),
    }
}

fn month_first() -> bool {
    matches!(
        manner(),
        Manner {
            language: Language::English,
            order: DateOrder::MonthFirst,
            ..
        }
    )
}

/// `Tuesday, 3 November 2026`; in the United States `Tuesday, November 3, 2026`.
pub fn long_date(day: NaiveDate) -> String {
    let (weekday, month) = (weekday_name(day.weekday()), month_name(day.month()));
    let (number, year) = (day.day(), day.year().to_string());
    if month_first() {
        t!(
            "date-long-month-first",
            weekday = weekday,
            day = number,
            month = month,
            year = year
        )
    } else {
        t!(
            "date-long",
            weekday = weekday,
            day = number,
            month = month,
            year = year
        )
    }
}

/// `3 November 2026`
pub fn day_month_year(day: NaiveDate) -> String {
    let (number, month, year) = (day.day(), month_name(day.month()), day.year().to_string());
    if month_first() {
        t!("date-month-first", day = number, month = month, year = year)
    } else {
        t!("date", day = number, month = month, year = year)
    }
}

/// `3 November`
pub fn day_month(day: NaiveDate) -> String {
    let (number, month) = (day.day(), month_name(day.month()));
    if month_first() {
        t!("date-day-month-month-first", day = number, month = month)
    } else {
        t!("date-day-month", day = number, month = month)
    }
}

/// `3 Nov 2026`
pub fn short_date(day: NaiveDate) -> String {
    let month = short_month_name(day.month());
    let (number, year) = (day.day(), day.year().to_string());
    if month_first() {
        t!(
            "date-short-month-first",
            day = number,
            month = month,
            year = year
        )
    } else {
        t!("date-short", day = number, month = month, year = year)
    }
}

/// `November 2026`
pub fn month_year(day: NaiveDate) -> String {
    t!(
        "date-month-year",
        month = month_name(day.month()),
        year = day.year().to_string()
    )
}

/// `03:10`, or `3:10 AM` where the clock has twelve hours.
pub fn clock(time: NaiveTime) -> String {
    let minute = format!("{:02}", time.minute());
    match manner().clock {
        Clock::Hours24 => format!("{:02}:{minute}", time.hour()),
        Clock::Hours12 => {
            let (afternoon, hour) = time.hour12();
            let hour = hour.to_string();
            if afternoon {
                t!("clock-afternoon", hour = hour, minute = minute)
            } else {
                t!("clock-morning", hour = hour, minute = minute)
            }
        }
    }
}

/// How long something took: `4 seconds`, `1 minute 5 seconds`, `2 hours`.
/// From an hour on, seconds are left out.
pub fn duration_label(seconds: u32) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut parts = Vec::with_capacity(2);
    if hours > 0 {
        parts.push(t!("count-hours", count = hours));
    }
    if minutes > 0 {
        parts.push(t!("count-minutes", count = minutes));
    }
    if hours == 0 && (rest > 0 || parts.is_empty()) {
        parts.push(t!("count-seconds", count = rest));
    }
    parts.join(" ")
}

/// `1,204`, with the language’s own separator.
pub fn grouped(count: u64) -> String {
    book::grouped(&count.to_string(), book::separator(manner().language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::OnlyHere;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn in_the(locale: &str) -> OnlyHere {
        OnlyHere::new(Manner::usual(locale, locale))
    }

    #[test]
    fn dates_and_times_read_as_people_write_them() {
        let (date, time) = (
            day("2026-11-03"),
            NaiveTime::from_hms_opt(3, 10, 59).unwrap(),
        );
        assert_eq!(long_date(date), "Tuesday, 3 November 2026");
        assert_eq!(short_date(date), "3 Nov 2026");
        assert_eq!(clock(time), "03:10");
        let _there = in_the("en-US");
        assert_eq!(long_date(date), "Tuesday, November 3, 2026");
        assert_eq!(day_month_year(date), "November 3, 2026");
        assert_eq!(day_month(date), "November 3");
        assert_eq!(short_date(date), "Nov 3, 2026");
        assert_eq!(month_year(date), "November 2026");
        assert_eq!(clock(time), "3:10 AM");
        assert_eq!(clock(NaiveTime::from_hms_opt(0, 5, 0).unwrap()), "12:05 AM");
        assert_eq!(
            clock(NaiveTime::from_hms_opt(12, 5, 0).unwrap()),
            "12:05 PM"
        );
        let _elsewhere = in_the("de-DE");
        assert_eq!(long_date(date), "Dienstag, 3. November 2026");
        assert_eq!(day_month(day("2026-03-01")), "1. März");
        assert_eq!(short_date(date), "3. Nov. 2026");
        assert_eq!(clock(time), "03:10");
    }

    #[test]
    fn lengths_and_counts() {
        for (seconds, label) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (65, "1 minute 5 seconds"),
            (3600, "1 hour"),
            (3725, "1 hour 2 minutes"),
            (7205, "2 hours"),
        ] {
            assert_eq!(duration_label(seconds), label);
        }
        assert_eq!(t!("count-photos", count = 1), "1 photo");
        assert_eq!(t!("count-photos", count = 0), "0 photos");
        assert_eq!(t!("count-photos", count = 1204), "1,204 photos");
        assert_eq!(grouped(1_234_567), "1,234,567");
        let _german = in_the("de");
        assert_eq!(duration_label(3725), "1 Stunde 2 Minuten");
        assert_eq!(t!("count-photos", count = 1204), "1.204 Fotos");
        assert_eq!(grouped(1_234_567), "1.234.567");
    }

    #[test]
    fn every_month_and_day_has_a_name_in_every_language() {
        for language in Language::ALL {
            let _here = OnlyHere::new(Manner {
                language,
                ..Manner::default()
            });
            let mut names: Vec<_> = (1..=12)
                .flat_map(|month| [month_name(month), short_month_name(month)])
                .collect();
            names.sort_unstable();
            names.dedup();
            // Short and long names of short months may be alike.
            assert!(names.len() > 16, "{names:?}");
            assert!(names.iter().all(|name| !name.contains('-')));
        }
    }
}
