//! Times as cameras and photo programs write them down.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::Moment;

/// Before this year nobody took digital photos; such dates come from cameras
/// whose clock was never set.
pub(in crate::photo) const FIRST_YEAR: i32 = 1990;

/// A date as it was written, with as much of a time as there was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::photo) struct Written {
    pub(in crate::photo) date: NaiveDate,
    pub(in crate::photo) time: Option<NaiveTime>,
    /// Thousandths of the second, if a fraction was written.
    pub(in crate::photo) millis: Option<u16>,
    /// Minutes east of UTC, if written behind the time.
    pub(in crate::photo) offset: Option<i16>,
}

impl Written {
    /// Date and time; a date alone stands for its noon.
    pub(in crate::photo) fn local_or_noon(&self) -> NaiveDateTime {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        self.date.and_time(self.time.unwrap_or(noon))
    }
}

/// `2026:11:03 03:14:55`, `2026-11-03T03:14:55.123+01:00`, without seconds, or
/// a date alone. Impossible dates and times are `None`.
pub(in crate::photo) fn parse(text: &str) -> Option<Written> {
    let text = text.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    let (date, rest) = match text.find([' ', 'T', 't']) {
        Some(at) => text.split_at_checked(at)?,
        None => (text, ""),
    };
    let mut numbers = date.split([':', '-', '/', '.']).map(number);
    let year = i32::try_from(numbers.next()??).ok()?;
    let date = NaiveDate::from_ymd_opt(year, numbers.next()??, numbers.next()??)?;
    if numbers.next().is_some() || date.year() > 9999 {
        return None;
    }
    let rest = rest
        .trim_start_matches(['T', 't'])
        .trim_matches(|c: char| c == '\0' || c.is_whitespace());
    if rest.is_empty() {
        return Some(Written {
            date,
            time: None,
            millis: None,
            offset: None,
        });
    }
    let (clock, offset) = match rest.find(['Z', 'z', '+', '-', '−']) {
        Some(at) => rest.split_at_checked(at)?,
        None => (rest, ""),
    };
    let (clock, fraction) = match clock.trim_end().split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, millis(fraction)),
        None => (clock.trim_end(), None),
    };
    let mut numbers = clock.split(':').map(number);
    let (hour, minute) = (numbers.next()??, numbers.next()??);
    let second = match numbers.next() {
        Some(second) => second?,
        None => 0,
    };
    if numbers.next().is_some() {
        return None;
    }
    Some(Written {
        date,
        time: Some(NaiveTime::from_hms_opt(hour, minute, second)?),
        millis: fraction,
        offset: parse_offset(offset),
    })
}

fn number(digits: &str) -> Option<u32> {
    let digits = digits.trim_matches(' ');
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// The digits behind the point of a second, as thousandths: `5` is 500.
pub(in crate::photo) fn millis(fraction: &str) -> Option<u16> {
    let digits = fraction.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits
        .chars()
        .chain("00".chars())
        .take(3)
        .collect::<String>()
        .parse()
        .ok()
}

/// `+01:00`, `-0330`, `+01`, `Z`; in minutes.
pub(in crate::photo) fn parse_offset(text: &str) -> Option<i16> {
    let text = text.trim_matches(['\0', ' ']);
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at_checked(2)?;
    let hours: i16 = hours.parse().ok()?;
    let minutes: i16 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= Moment::MAX_UTC_OFFSET_MINUTES).then_some(sign * total)
}

/// Whether a text says “not known”: EXIF 2.32 fills such times with spaces and
/// leaves the colons.
pub(in crate::photo) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c == ':' || c == '\0' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<NaiveDateTime> {
        Some(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap())
    }

    #[test]
    fn times_are_read_and_broken_ones_are_not_guessed() {
        for (text, expected) in [
            ("2026:11:03 03:14:55", at("2026-11-03 03:14:55")),
            ("2026:11:03 03:14:55\0", at("2026-11-03 03:14:55")),
            ("2026-11-03T03:14:55", at("2026-11-03 03:14:55")),
            ("2026:11:03 03:14", at("2026-11-03 03:14:00")),
            ("2024:02:29 23:59:59", at("2024-02-29 23:59:59")),
            ("2026:11:03", at("2026-11-03 12:00:00")),
            ("1970:01:01 00:00:00", at("1970-01-01 00:00:00")),
            ("2026:11:03 24:08:19", None),
            ("2026:11:03 03:14:60", None),
            ("2026:02:30 10:00:00", None),
            ("0000:00:00 00:00:00", None),
            ("2026:11:03 noon", None),
            ("2026-11", None),
            ("    :  :     :  :  ", None),
            ("", None),
            ("yesterday", None),
            ("99999999999:1:1 1:1:1", None),
            ("2026:11:03 1:2:3:4", None),
        ] {
            let found = parse(text).map(|written| written.local_or_noon());
            assert_eq!(found, expected, "{text:?}");
        }
        assert_eq!(parse("2026:11:03").unwrap().time, None);
    }

    #[test]
    fn fraction_and_offset_stand_behind_the_time() {
        for (text, millis, offset) in [
            ("2026-11-03T03:14:55.123+01:00", Some(123), Some(60)),
            ("2026-11-03T03:14:55.5Z", Some(500), Some(0)),
            ("2026-11-03T03:14:55-03:30", None, Some(-210)),
            ("2026-11-03T03:14+0545", None, Some(345)),
            ("2026:11:03 03:14:55 +02:00", None, Some(120)),
            ("2026-11-03T03:14:55.123456", Some(123), None),
        ] {
            let written = parse(text).unwrap();
            assert_eq!((written.millis, written.offset), (millis, offset), "{text}");
        }
        assert_eq!(millis("07 \0"), Some(70));
        assert_eq!(millis("x"), None);
    }

    #[test]
    fn offsets_are_read_and_impossible_ones_are_not() {
        for (text, expected) in [
            ("+01:00", Some(60)),
            ("-03:30", Some(-210)),
            ("+0545", Some(345)),
            ("+02", Some(120)),
            ("Z", Some(0)),
            ("+14:00\0", Some(840)),
            ("+14:01", None),
            ("+01:60", None),
            ("01:00", None),
            ("   :  ", None),
            ("+1:00", None),
        ] {
            assert_eq!(parse_offset(text), expected, "{text:?}");
        }
    }
}
