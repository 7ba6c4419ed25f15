//! What people type for a day or a time, understood or refused with a reason.
//! Pure functions: no clock, so “yesterday” is no date.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::Invalid;
use crate::ui::text::short_date;
use crate::words::{DateOrder, Language, manner};

/// Years this program can be about: anything else is a typing slip.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day as the parents write it, to be shown as an example.
pub(super) fn example() -> String {
    NaiveDate::from_ymd_opt(2026, 11, 3).map_or_else(String::new, short_date)
}

/// Which number of `11/3` is the day, where the parents’ manner says so. In
/// English it does not, unless the month comes first: the same words are
/// written on both sides of the ocean.
pub(super) fn order_of_numbers() -> Option<DateOrder> {
    match (manner().language, manner().order) {
        (Language::English, DateOrder::DayFirst) => None,
        (Language::English, order) => Some(order),
        (Language::German, _) => Some(DateOrder::DayFirst),
    }
}

/// Reads a day: `2026-11-03`, `3.11.2026`, `3 Nov 2026`, `November 3, 2026`,
/// and `11/03/2026` where it can mean one day only or the manner decides. In
/// German `3. November 2026` too.
///
/// # Errors
/// One sentence that says what to write instead.
pub fn parse_date(text: &str) -> Result<NaiveDate, Invalid> {
    let text = text.trim().to_lowercase();
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return Err(unclear());
    };

    // A month in words cannot be mistaken for anything.
    if let Some(month) = month_in_words(second) {
        let (day, year) = if first.len() == 4 {
            (number(third)?, number(first)?)
        } else {
            (ordinal(first)?, number(third)?)
        };
        return build(year, month, day);
    }
    if let Some(month) = month_in_words(first) {
        return build(number(third)?, month, ordinal(second)?);
    }

    let (first_number, second_number, third_number) =
        (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 {
        return build(first_number, second_number, third_number);
    }
    if third.len() != 4 {
        return Err(Invalid::new(t!("date-slip-year-short", date = example())));
    }
    if text.contains('.') {
        return build(third_number, second_number, first_number);
    }

    let day_first = build(third_number, second_number, first_number);
    let month_first = build(third_number, first_number, second_number);
    let (day_first, month_first) = match order_of_numbers() {
        Some(DateOrder::DayFirst) if day_first.is_ok() => return day_first,
        Some(DateOrder::MonthFirst) if month_first.is_ok() => return month_first,
        _ => (day_first, month_first),
    };
    match (day_first, month_first) {
        (Ok(one), Ok(other)) if one != other => Err(Invalid::new(t!(
            "date-slip-either",
            one = short_date(one),
            other = short_date(other)
        ))),
        (Ok(one), _) | (_, Ok(one)) => Ok(one),
        (Err(reason), Err(_)) => Err(reason),
    }
}

/// Reads a time of day: `3:10`, `03:10`, `3.10 pm`, `3 pm`, `0310`, `310`,
/// `3h10`.
///
/// # Errors
/// One sentence that says what to write instead.
pub fn parse_time(text: &str) -> Result<NaiveTime, Invalid> {
    let unclear = || Invalid::new(t!("time-slip-unclear"));
    let text: String = text
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let (digits, half) = split_half(&text);
    let parts: Vec<&str> = digits.split([':', '.', 'h']).collect();
    let (hour, minute) = match parts.as_slice() {
        [both] if matches!(both.len(), 3 | 4) && both.is_ascii() => both.split_at(both.len() - 2),
        [hour] if half.is_some() => (*hour, "0"),
        [hour, minute] | [hour, minute, _] if minute.len() == 2 => (*hour, *minute),
        [hour, ""] if digits.ends_with('h') => (*hour, "0"),
        _ => return Err(unclear()),
    };
    // Seconds are accepted, since cameras write them, and let go.
    if let [_, _, seconds] = parts.as_slice()
        && seconds.parse::<u32>().map_or(true, |seconds| seconds > 59)
    {
        return Err(unclear());
    }
    let hour: u32 = hour.parse().map_err(|_| unclear())?;
    let minute: u32 = minute.parse().map_err(|_| unclear())?;
    let hour = match half {
        Some(_) if hour == 0 || hour > 12 => return Err(unclear()),
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(|| Invalid::new(t!("time-slip-range")))
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

fn split_half(text: &str) -> (&str, Option<Half>) {
    let english = [
        ("a.m.", Half::Morning),
        ("am", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("pm", Half::Afternoon),
    ];
    // As the German clock of twelve hours writes it.
    let german = [
        ("uhr(vormittags)", Half::Morning),
        ("uhr(nachmittags)", Half::Afternoon),
    ];
    let also = german
        .into_iter()
        .filter(|_| manner().language == Language::German);
    english
        .into_iter()
        .chain(also)
        .find_map(|(ending, half)| Some((text.strip_suffix(ending)?, Some(half))))
        .unwrap_or((text, None))
}

fn unclear() -> Invalid {
    Invalid::new(t!("date-slip-unclear", date = example()))
}

fn number(text: &str) -> Result<i32, Invalid> {
    if text.len() > 4 {
        return Err(unclear());
    }
    text.parse().map_err(|_| unclear())
}

/// `3`, `3rd`
fn ordinal(text: &str) -> Result<i32, Invalid> {
    number(text.trim_end_matches(|c: char| c.is_ascii_lowercase()))
}

/// `nov`, `sept`, `november`; in German its names too.
pub(super) fn month_in_words(text: &str) -> Option<i32> {
    if text.chars().count() < 3 {
        return None;
    }
    MONTHS
        .iter()
        .position(|month| month.starts_with(text))
        .or_else(|| {
            (manner().language == Language::German)
                .then(|| super::german::month(text))
                .flatten()
        })
        .and_then(|index| i32::try_from(index + 1).ok())
}

fn build(year: i32, month: i32, day: i32) -> Result<NaiveDate, Invalid> {
    if !YEARS.contains(&year) {
        return Err(Invalid::new(t!("date-slip-year", year = year.to_string())));
    }
    let month = u32::try_from(month).map_err(|_| unclear())?;
    let day = u32::try_from(day).map_err(|_| unclear())?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Invalid::new(t!("date-slip-no-day")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Clock, Manner, OnlyHere};

    #[test]
    fn one_day_in_many_spellings() {
        let day: NaiveDate = "2026-11-03".parse().unwrap();
        for text in [
            "2026-11-03",
            "2026/11/3",
            "2026.11.03",
            "3.11.2026",
            " 03.11.2026 ",
            "3. 11. 2026",
            "3 Nov 2026",
            "3 november 2026",
            "3rd November, 2026",
            "Nov 3, 2026",
            "NOVEMBER 3rd 2026",
            "3-Nov-2026",
            "2026 Nov 3",
        ] {
            assert_eq!(parse_date(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn slashes_are_understood_only_when_they_can_mean_one_day() {
        let day: NaiveDate = "2026-11-13".parse().unwrap();
        assert_eq!(parse_date("11/13/2026"), Ok(day));
        assert_eq!(parse_date("13/11/2026"), Ok(day));
        assert_eq!(parse_date("13-11-2026"), Ok(day));
        assert_eq!(parse_date("5/5/2026"), Ok("2026-05-05".parse().unwrap()));
        let refused = parse_date("11/03/2026").unwrap_err().to_string();
        assert!(
            refused.contains("11 Mar 2026") && refused.contains("3 Nov 2026"),
            "{refused}"
        );
    }

    #[test]
    fn the_manner_decides_where_it_can() {
        let first = |locale| OnlyHere::new(Manner::usual(locale, locale));
        let day = |text: &str| Ok(text.parse::<NaiveDate>().unwrap());
        {
            let _states = first("en-US");
            assert_eq!(parse_date("11/03/2026"), day("2026-11-03"));
            assert_eq!(parse_date("13/11/2026"), day("2026-11-13"));
            assert_eq!(parse_date("3.11.2026"), day("2026-11-03"));
            let slip = parse_date("soon").unwrap_err().to_string();
            assert!(slip.contains("Nov 3, 2026"), "{slip}");
        }
        let _germany = first("de-DE");
        assert_eq!(parse_date("11/03/2026"), day("2026-03-11"));
        assert_eq!(parse_date("11/13/2026"), day("2026-11-13"));
        for text in [
            "3.11.2026",
            "3. November 2026",
            "3. Nov. 2026",
            "3 november 2026",
            "3rd November 2026",
        ] {
            assert_eq!(parse_date(text), day("2026-11-03"), "{text}");
        }
        for (text, wanted) in [
            ("1. März 2026", "2026-03-01"),
            ("1. Maerz 2026", "2026-03-01"),
            ("24. Dez. 2025", "2025-12-24"),
            ("5. Mai 2026", "2026-05-05"),
            ("6. Jänner 2026", "2026-01-06"),
            ("7 Oct 2026", "2026-10-07"),
        ] {
            assert_eq!(parse_date(text), day(wanted), "{text}");
        }
    }

    #[test]
    fn fields_read_what_they_show_in_every_manner() {
        for language in Language::ALL {
            for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
                for clock in [Clock::Hours24, Clock::Hours12] {
                    let manner = Manner {
                        language,
                        order,
                        clock,
                        ..Manner::default()
                    };
                    let _here = OnlyHere::new(manner);
                    let mut day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
                    for _ in 0..365 {
                        let shown = short_date(day);
                        assert_eq!(parse_date(&shown), Ok(day), "{shown}");
                        day = day.succ_opt().unwrap();
                    }
                    for minutes in 0..24 * 60 {
                        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
                        let shown = crate::ui::text::clock(time);
                        assert_eq!(parse_time(&shown), Ok(time), "{shown}");
                        // A field that shows its own time says nothing of the day.
                        let now = NaiveDate::default().and_time(time);
                        let said = super::super::understand(&shown, now).unwrap();
                        assert_eq!((said.day, said.time), (None, time), "{shown}");
                    }
                }
            }
        }
    }

    #[test]
    fn slips_are_explained() {
        for (text, part) in [
            ("", "Please write the date"),
            ("yesterday", "Please write the date"),
            ("3 Nov", "Please write the date"),
            ("3.11.26", "four digits"),
            ("3 Nov 26", "four digits"),
            ("31.4.2026", "no such day"),
            ("29 Feb 2026", "no such day"),
            ("0.1.2026", "no such day"),
            ("13/13/2026", "no such day"),
            ("3 Ma 2026", "Please write the date"),
            ("1.1.0026", "check the year"),
            ("99999999999-1-1", "Please write the date"),
        ] {
            let refused = parse_date(text).unwrap_err().to_string();
            assert!(refused.contains(part), "{text}: {refused}");
        }
    }

    #[test]
    fn times_in_many_spellings() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        for (text, time) in [
            ("3:10", at(3, 10)),
            ("03:10", at(3, 10)),
            ("3.10", at(3, 10)),
            ("0310", at(3, 10)),
            ("310", at(3, 10)),
            ("310 pm", at(15, 10)),
            ("3h10", at(3, 10)),
            ("15h", at(15, 0)),
            ("03:10:55", at(3, 10)),
            ("3.10 pm", at(15, 10)),
            ("3:10PM", at(15, 10)),
            ("3 p.m.", at(15, 0)),
            ("12 am", at(0, 0)),
            ("12:30 pm", at(12, 30)),
            ("0:05", at(0, 5)),
            ("23:59", at(23, 59)),
        ] {
            assert_eq!(parse_time(text), Ok(time), "{text}");
        }
    }

    #[test]
    fn impossible_times_are_refused() {
        for text in [
            "",
            "3",
            "24:00",
            "3:60",
            "3:1",
            "13 pm",
            "0 am",
            "later",
            ":10",
            "3:",
            "3:10:75",
            "日本語語",
            "-1:30",
        ] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }
}
