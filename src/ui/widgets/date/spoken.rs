//! Moments as people say them: “last night 2am”, “yesterday 14:00”, “half past
//! three”, “20 minutes ago”. Pure: what time it is now is passed in.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::german;
use super::parse::{month_in_words, order_of_numbers, parse_date, parse_time};
use crate::domain::Invalid;
use crate::words::{DateOrder, Language, manner};

/// What was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// The day, if one was said.
    pub day: Option<NaiveDate>,
    /// The time of day.
    pub time: NaiveTime,
}

/// A part of the day, where it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// Which day was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// So many days before today.
    Before(u64),
    /// The night that lies nearest behind.
    LastNight,
    /// Monday is 0.
    Weekday(u32),
    Exact(NaiveDate),
}

/// Words without a meaning of their own here.
const FILLERS: [&str; 7] = ["at", "the", "in", "on", "about", "around", "o’clock"];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Reads a moment. Anything [`parse_time`] reads is a time without a day;
/// words before or after it say which day, and never one still to come: a
/// journal is about what was. In German its words are read as well.
///
/// # Errors
/// One sentence that says what to write instead.
pub fn understand(text: &str, now: NaiveDateTime) -> Result<Spoken, Invalid> {
    let text = text.to_lowercase().replace(',', " ").replace('\'', "’");
    let text = if manner().language == Language::German {
        // Also as the field itself writes it.
        if let Ok(time) = parse_time(&text) {
            return Ok(Spoken { day: None, time });
        }
        german::in_english(&text).join(" ")
    } else {
        text
    };
    let mut words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !FILLERS.contains(word))
        .collect();
    if let Some(moment) = ago(&words, now) {
        return Ok(Spoken {
            day: Some(moment.date()),
            time: whole_minute(moment.time()),
        });
    }
    let (day, part) = take_day(&mut words, now.date());
    let said = day.is_some() || part.is_some();
    let (time, exact) = match words.as_slice() {
        // A day or a part of it without a time says too little.
        [] => return Err(unclear()),
        words => clock_words(words, said)?,
    };
    let time = match part {
        Some(part) if !exact => in_part(time, part),
        _ => time,
    };
    let day = day.or(match part {
        Some(Part::Night) => Some(Day::LastNight),
        Some(_) => Some(Day::Before(0)),
        None => None,
    });
    Ok(Spoken {
        day: day.and_then(|day| date_of(day, part, time, now)),
        time,
    })
}

/// Whether a text says the last night and nothing else: that night has two
/// days, and only the hour tells which.
pub fn is_last_night(text: &str) -> bool {
    let text = text.to_lowercase().replace(',', " ");
    let text = if manner().language == Language::German {
        german::in_english(&text).join(" ")
    } else {
        text
    };
    let mut words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !FILLERS.contains(word))
        .collect();
    let (day, _) = take_day(&mut words, NaiveDate::MIN);
    day == Some(Day::LastNight) && words.is_empty()
}

fn unclear() -> Invalid {
    Invalid::new(t!("time-slip-spoken"))
}

fn whole_minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

/// `now`, `20 minutes ago`, `half an hour ago`, `2h ago`
fn ago(words: &[&str], now: NaiveDateTime) -> Option<NaiveDateTime> {
    let minutes = match words {
        ["now"] | ["just", "now"] => 0,
        ["half", "an", "hour", "ago"] => 30,
        ["an" | "one", "hour", "ago"] => 60,
        ["a" | "one", "minute", "ago"] => 1,
        [amount, unit, "ago"] => times(amount, unit)?,
        [both, "ago"] => {
            let at = both.find(|letter: char| !letter.is_ascii_digit())?;
            let (amount, unit) = both.split_at(at);
            times(amount, unit)?
        }
        _ => return None,
    };
    now.checked_sub_signed(TimeDelta::minutes(i64::from(minutes.min(100_000))))
}

fn times(amount: &str, unit: &str) -> Option<u32> {
    amount.parse::<u32>().ok()?.checked_mul(minutes_of(unit)?)
}

fn minutes_of(unit: &str) -> Option<u32> {
    match unit {
        "m" | "min" | "mins" | "minute" | "minutes" => Some(1),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(60),
        _ => None,
    }
}

/// Takes the words that say which day and which part of it.
fn take_day(words: &mut Vec<&str>, today: NaiveDate) -> (Option<Day>, Option<Part>) {
    if let Some(day) = take_date(words, today) {
        return (Some(Day::Exact(day)), take_part(words));
    }
    let day = take(words, &["day", "before", "yesterday"])
        .then_some(Day::Before(2))
        .or_else(|| take(words, &["last", "night"]).then_some(Day::LastNight))
        .or_else(|| take(words, &["yesterday", "night"]).then_some(Day::LastNight))
        .or_else(|| take(words, &["tonight"]).then_some(Day::LastNight))
        .or_else(|| take(words, &["this", "night"]).then_some(Day::LastNight))
        .or_else(|| take(words, &["yesterday"]).then_some(Day::Before(1)))
        .or_else(|| take(words, &["today"]).then_some(Day::Before(0)))
        .or_else(|| take_days_ago(words))
        .or_else(|| take_weekday(words));
    if day == Some(Day::LastNight) {
        return (day, Some(Part::Night));
    }
    take(words, &["this"]);
    (day, take_part(words))
}

/// Takes words that stand together, wherever they are.
fn take(words: &mut Vec<&str>, wanted: &[&str]) -> bool {
    let at = words
        .windows(wanted.len())
        .position(|window| window == wanted);
    if let Some(at) = at {
        words.drain(at..at + wanted.len());
    }
    at.is_some()
}

fn take_part(words: &mut Vec<&str>) -> Option<Part> {
    [
        ("morning", Part::Morning),
        ("afternoon", Part::Afternoon),
        ("evening", Part::Evening),
        ("night", Part::Night),
    ]
    .into_iter()
    .find(|(word, _)| take(words, &[word]))
    .map(|(_, part)| part)
}

/// `3 days ago`
fn take_days_ago(words: &mut Vec<&str>) -> Option<Day> {
    let at = words
        .windows(3)
        .position(|window| matches!(window, [_, "day" | "days", "ago"]))?;
    let count = words.get(at)?.parse().ok()?;
    words.drain(at..at + 3);
    Some(Day::Before(count))
}

/// `Monday`, `last Mon`
fn take_weekday(words: &mut Vec<&str>) -> Option<Day> {
    let (at, day) = words.iter().enumerate().find_map(|(at, word)| {
        let long_enough = word.len() >= 3;
        let day = WEEKDAYS.iter().position(|day| day.starts_with(word));
        Some((at, day.filter(|_| long_enough)?))
    })?;
    words.remove(at);
    take(words, &["last"]);
    u32::try_from(day).ok().map(Day::Weekday)
}

/// A day written out before the time: `3 Nov 2026 14:00`, `Tue 3 Nov 14:00`,
/// `11/3 14:00`. Without a year it is the last such day.
fn take_date(words: &mut Vec<&str>, today: NaiveDate) -> Option<NaiveDate> {
    let named = words.first().is_some_and(|word| is_weekday(word));
    let skipped = usize::from(named);
    let after = words.get(skipped..)?;
    let (count, day) = (1..=after.len().min(4))
        .rev()
        .find_map(|count| Some((count, parse_date(&after.get(..count)?.join(" ")).ok()?)))
        .or_else(|| day_of_a_year(after, today))?;
    words.drain(..skipped + count);
    Some(day)
}

fn is_weekday(word: &str) -> bool {
    word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(word))
}

/// How many words say a day without its year, and the last such day.
fn day_of_a_year(words: &[&str], today: NaiveDate) -> Option<(usize, NaiveDate)> {
    if let [one, other, ..] = words
        && let Some((month, day)) = named_day(one, other).or_else(|| dotted_day(one, other))
    {
        return Some((2, last_such_day(month, day, today)?));
    }
    let word = words.first()?;
    if let Some((one, other)) = word.split_once('/') {
        let (one, other) = (day_number(one)?, day_number(other)?);
        let pairs = match order_of_numbers() {
            Some(DateOrder::MonthFirst) => [(one, other), (other, one)],
            _ => [(other, one), (one, other)],
        };
        return pairs
            .into_iter()
            .find_map(|(month, day)| Some((1, last_such_day(month, day, today)?)));
    }
    // “3.11.”; without the last dot it is a time.
    let (day, month) = word.strip_suffix('.')?.split_once('.')?;
    let day = last_such_day(day_number(month)?, day_number(day)?, today)?;
    Some((1, day))
}

/// `3 Nov`, `3rd November`, `3. November`, `Nov 3`
fn named_day(one: &str, other: &str) -> Option<(u32, u32)> {
    let month = |word: &str| {
        month_in_words(word.trim_end_matches('.')).and_then(|month| u32::try_from(month).ok())
    };
    let day = |word: &str| {
        let endings = ["st", "nd", "rd", "th", "."];
        let ending = endings.iter().find(|ending| word.ends_with(**ending));
        day_number(word.strip_suffix(*ending.unwrap_or(&""))?)
    };
    month(other)
        .zip(day(one))
        .or_else(|| month(one).zip(day(other)))
}

/// `3. 11.`
fn dotted_day(one: &str, other: &str) -> Option<(u32, u32)> {
    let number = |word: &str| day_number(word.strip_suffix('.')?);
    number(other).zip(number(one))
}

fn day_number(text: &str) -> Option<u32> {
    (1..=2).contains(&text.len()).then(|| text.parse().ok())?
}

fn last_such_day(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    // Eight years hold a leap day, also around a year without one.
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
        .find(|found| *found <= today)
}

/// The time and whether morning or afternoon is certain.
fn clock_words(words: &[&str], said: bool) -> Result<(NaiveTime, bool), Invalid> {
    let at = |hour: u32, minute: u32| NaiveTime::from_hms_opt(hour, minute, 0);
    let told = match words {
        ["noon" | "midday"] => Some((at(12, 0), true)),
        ["midnight"] => Some((at(0, 0), true)),
        ["half", "past", hour] => hour_word(hour).map(|hour| (at(hour, 30), false)),
        ["quarter" | "15", "past", hour] => hour_word(hour).map(|hour| (at(hour, 15), false)),
        ["quarter", "to", hour] => hour_word(hour).map(|hour| (at((hour + 23) % 24, 45), false)),
        [minutes, "past", hour] => minute_word(minutes)
            .zip(hour_word(hour))
            .map(|(minute, hour)| (at(hour, minute), false)),
        [minutes, "to", hour] => minute_word(minutes)
            .zip(hour_word(hour))
            .map(|(minute, hour)| (at((hour + 23) % 24, 60 - minute), false)),
        // An hour alone could be anything, unless the day was said.
        [hour] if said => hour_word(hour).map(|hour| (at(hour, 0), hour > 12 || hour == 0)),
        _ => None,
    };
    if let Some((time, exact)) = told {
        return time.map(|time| (time, exact)).ok_or_else(unclear);
    }
    let joined = words.concat();
    let time = parse_time(&joined).map_err(|_| unclear())?;
    let exact = joined.contains('m') || time.hour() > 12 || joined.starts_with('0');
    Ok((time, exact))
}

/// `20`, `twenty`, `ten`
fn minute_word(word: &str) -> Option<u32> {
    match word {
        "twenty" => Some(20),
        "twenty-five" => Some(25),
        _ => word
            .parse()
            .ok()
            .or_else(|| hour_word(word))
            .filter(|minute| (1..60).contains(minute)),
    }
}

/// `3`, `three`
fn hour_word(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let named = NAMES.iter().position(|name| *name == word);
    match named {
        Some(at) => u32::try_from(at + 1).ok(),
        None => word.parse().ok().filter(|hour| *hour < 24),
    }
}

/// An hour of twelve, put into its part of the day.
fn in_part(time: NaiveTime, part: Part) -> NaiveTime {
    let hour = time.hour();
    let hour = match part {
        Part::Morning => hour % 12,
        Part::Afternoon if hour < 12 => hour + 12,
        Part::Evening if (1..12).contains(&hour) => hour + 12,
        Part::Night if (6..12).contains(&hour) => hour + 12,
        Part::Night if hour == 12 => 0,
        _ => hour,
    };
    time.with_hour(hour).unwrap_or(time)
}

/// The day meant, for a time of day.
fn date_of(day: Day, part: Option<Part>, time: NaiveTime, now: NaiveDateTime) -> Option<NaiveDate> {
    let today = now.date();
    let before = |count: u64| today.checked_sub_days(Days::new(count));
    match day {
        Day::Exact(day) => Some(day),
        // One evening’s hours after midnight belong to the next day.
        Day::Before(count) if part == Some(Part::Night) && time.hour() < 6 => {
            before(count.saturating_sub(1))
        }
        Day::Before(count) => before(count),
        Day::LastNight => {
            if today.and_time(time) <= now && time.hour() < 12 {
                Some(today)
            } else if time.hour() >= 18 && today.and_time(time) <= now && now.hour() >= 18 {
                // Late in the evening, the night is the one that has begun.
                Some(today)
            } else {
                before(1)
            }
        }
        Day::Weekday(wanted) => {
            let back = (today.weekday().num_days_from_monday() + 7 - wanted) % 7;
            let back = if back == 0 && today.and_time(time) > now {
                7
            } else {
                back
            };
            before(u64::from(back))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Manner, OnlyHere};

    /// A Monday.
    fn at(day: &str, time: &str) -> NaiveDateTime {
        format!("{day}T{time}:00").parse().unwrap()
    }

    #[track_caller]
    fn means(text: &str, now: NaiveDateTime, wanted: &str) {
        let spoken = understand(text, now).unwrap_or_else(|error| panic!("{text}: {error}"));
        let day = spoken
            .day
            .map_or_else(|| "-".to_owned(), |day| day.to_string());
        assert_eq!(
            format!("{day} {}", spoken.time.format("%H:%M")),
            wanted,
            "{text}"
        );
    }

    #[test]
    fn a_time_alone_says_nothing_of_the_day() {
        let now = at("2026-11-23", "09:00");
        for (text, time) in [
            ("3:10", "- 03:10"),
            ("310", "- 03:10"),
            ("0310", "- 03:10"),
            ("1430", "- 14:30"),
            ("3 pm", "- 15:00"),
            ("half past three", "- 03:30"),
            ("quarter to 4", "- 03:45"),
            ("20 past 2", "- 02:20"),
            ("ten to 3", "- 02:50"),
            ("twenty past two", "- 02:20"),
            ("noon", "- 12:00"),
            ("midnight", "- 00:00"),
        ] {
            means(text, now, time);
        }
    }

    #[test]
    fn days_are_understood_as_they_are_said() {
        let now = at("2026-11-23", "09:00");
        for (text, wanted) in [
            ("last night 2am", "2026-11-23 02:00"),
            ("last night at 2", "2026-11-23 02:00"),
            ("last night 11", "2026-11-22 23:00"),
            ("last night 23:40", "2026-11-22 23:40"),
            ("Last Night, 12", "2026-11-23 00:00"),
            ("yesterday 14:00", "2026-11-22 14:00"),
            ("14:00 yesterday", "2026-11-22 14:00"),
            ("yesterday afternoon 3", "2026-11-22 15:00"),
            ("yesterday evening at half past 8", "2026-11-22 20:30"),
            ("this morning 5", "2026-11-23 05:00"),
            ("5 in the morning", "2026-11-23 05:00"),
            ("today 8:15", "2026-11-23 08:15"),
            ("the day before yesterday 310", "2026-11-21 03:10"),
            ("3 days ago 16:20", "2026-11-20 16:20"),
            ("Sunday 7:05", "2026-11-22 07:05"),
            ("last fri 3pm", "2026-11-20 15:00"),
            ("monday 8", "2026-11-23 08:00"),
            ("monday 10", "2026-11-16 10:00"),
            ("3 Nov 2026 14:00", "2026-11-03 14:00"),
            ("3 Nov 14:00", "2026-11-03 14:00"),
            ("on Nov 3rd at 2 pm", "2026-11-03 14:00"),
            ("Tue 3 Nov 14:00", "2026-11-03 14:00"),
            ("24 December 18:00", "2025-12-24 18:00"),
            ("29 Feb 8:00", "2024-02-29 08:00"),
            ("3/11 3:10", "2026-11-03 03:10"),
            ("2026-11-03 3:10", "2026-11-03 03:10"),
            ("now", "2026-11-23 09:00"),
            ("20 minutes ago", "2026-11-23 08:40"),
            ("half an hour ago", "2026-11-23 08:30"),
            ("10h ago", "2026-11-22 23:00"),
        ] {
            means(text, now, wanted);
        }
    }

    #[test]
    fn the_month_comes_first_where_it_is_written_so() {
        let now = at("2026-11-23", "09:00");
        means("3/11 3:10", now, "2026-11-03 03:10");
        means("11/13 3:10", now, "2026-11-13 03:10");
        let _states = OnlyHere::new(Manner::usual("en-US", "en-US"));
        means("11/3 3:10", now, "2026-11-03 03:10");
        means("11/3 3:10 PM", now, "2026-11-03 15:10");
        means("3/11 3:10", now, "2026-03-11 03:10");
        means("13/11 3:10", now, "2026-11-13 03:10");
        means("11/3/2026 3:10", now, "2026-11-03 03:10");
    }

    #[test]
    fn in_the_small_hours_last_night_is_the_one_going_on() {
        let now = at("2026-11-23", "03:30");
        means("last night 2am", now, "2026-11-23 02:00");
        means("tonight 2", now, "2026-11-23 02:00");
        means("last night 4am", now, "2026-11-22 04:00");
        means("last night 23:00", now, "2026-11-22 23:00");
        means("tonight 11", now, "2026-11-22 23:00");
        let late = at("2026-11-23", "23:30");
        means("tonight 10", late, "2026-11-23 22:00");
        means("this evening 8", late, "2026-11-23 20:00");
    }

    #[test]
    fn what_is_unclear_is_asked_again() {
        let now = at("2026-11-23", "09:00");
        for text in [
            "",
            "3",
            "later",
            "yesterday",
            "last night",
            "this morning",
            "25:00",
            "yesterday 25",
            "half past",
            "99 to 3",
            "ago",
            "9999999999 hours ago",
            "昨天",
        ] {
            let refused = understand(text, now).unwrap_err().to_string();
            assert!(refused.contains("3:10"), "{text}: {refused}");
        }
    }
}
