//! Dates in file names, as phones, messengers and people write them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{ClockTime, Evidence};
use crate::domain::MomentSource;

/// The first plausible date in a name, with the time that follows it. A date
/// without a time stands for noon of that day.
pub(super) fn evidence(name: &str, plausible: &dyn Fn(&NaiveDateTime) -> bool) -> Option<Evidence> {
    let (local, millis) = time_in_name(name, plausible)?;
    // Google’s camera names its photos by UTC; every other program that is
    // known to us uses the clock on the wall.
    let time = if name.starts_with("PXL_") {
        ClockTime::Utc { utc: local, millis }
    } else {
        ClockTime::Local {
            local,
            offset: None,
            millis,
        }
    };
    Some(Evidence::new(MomentSource::FileName, name, Some(time)))
}

fn time_in_name(
    name: &str,
    plausible: &dyn Fn(&NaiveDateTime) -> bool,
) -> Option<(NaiveDateTime, Option<u16>)> {
    let mut before = None;
    for (start, c) in name.char_indices() {
        // A date never begins in the middle of a longer number.
        let inside_a_number = before.is_some_and(|c: char| c.is_ascii_digit());
        before = Some(c);
        if !c.is_ascii_digit() || inside_a_number {
            continue;
        }
        let found = name
            .get(start..)
            .and_then(time_at_start)
            .filter(|(local, _)| plausible(local));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// A date at the start of a text, and the time behind it, if any.
fn time_at_start(text: &str) -> Option<(NaiveDateTime, Option<u16>)> {
    let digits = leading_digits(text);
    let (date, rest) = match digits {
        // 20261103, 20261103031455 and 20261103031455123.
        8 | 14 | 17 => (compact_date(text.get(..8)?)?, text.get(8..)?),
        4 => separated_date(text)?,
        _ => return None,
    };
    let time = if digits > 8 {
        compact_time(rest)
    } else {
        time_after(rest)
    };
    // Numbers that cannot be a time are a counter; the day still holds.
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    let (time, millis) = time.unwrap_or((noon, None));
    Some((date.and_time(time), millis))
}

fn compact_date(digits: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        digits.get(..4)?.parse().ok()?,
        digits.get(4..6)?.parse().ok()?,
        digits.get(6..8)?.parse().ok()?,
    )
}

/// `2026-11-03`, `2026_11_03`, `2026.11.03`.
fn separated_date(text: &str) -> Option<(NaiveDate, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let separator = rest.chars().next().filter(|c| "-_.".contains(*c))?;
    let (month, rest) = two_digits(rest.strip_prefix(separator)?)?;
    let (day, rest) = two_digits(rest.strip_prefix(separator)?)?;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)?;
    Some((date, rest))
}

/// `_031455`, `_031455123`, `-03-14-55`, ` at 03.14.55`, ` at 3.14.55 PM`.
fn time_after(rest: &str) -> Option<(NaiveTime, Option<u16>)> {
    let rest = rest
        .strip_prefix(" at ")
        .or_else(|| rest.strip_prefix(['_', '-', ' ', 'T', '.']))?;
    match leading_digits(rest) {
        // With up to three digits of a second behind it.
        6..=9 => compact_time(rest),
        1 | 2 => separated_time(rest).map(|time| (time, None)),
        _ => None,
    }
}

/// `031455`, and the thousandths behind it.
fn compact_time(digits: &str) -> Option<(NaiveTime, Option<u16>)> {
    let time = NaiveTime::from_hms_opt(
        digits.get(..2)?.parse().ok()?,
        digits.get(2..4)?.parse().ok()?,
        digits.get(4..6)?.parse().ok()?,
    )?;
    let behind = digits.get(6..9).filter(|_| leading_digits(digits) == 9);
    Some((time, behind.and_then(super::clock::millis)))
}

fn separated_time(text: &str) -> Option<NaiveTime> {
    let (hour, rest) = text.split_at_checked(leading_digits(text))?;
    let mut hour: u32 = hour.parse().ok()?;
    let separator = rest.chars().next().filter(|c| "-_.:".contains(*c))?;
    let (minute, rest) = two_digits(rest.strip_prefix(separator)?)?;
    let (second, rest) = two_digits(rest.strip_prefix(separator)?)?;
    // macOS puts a narrow space before the half of the day.
    let half: String = rest
        .trim_start_matches([' ', '\u{a0}', '\u{202f}'])
        .chars()
        .take(2)
        .collect();
    if half.eq_ignore_ascii_case("pm") || half.eq_ignore_ascii_case("am") {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12
            + if half.eq_ignore_ascii_case("pm") {
                12
            } else {
                0
            };
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// Exactly two digits, and what follows them.
fn two_digits(text: &str) -> Option<(u32, &str)> {
    if leading_digits(text) != 2 {
        return None;
    }
    let (digits, rest) = text.split_at_checked(2)?;
    Some((digits.parse().ok()?, rest))
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    fn now() -> NaiveDateTime {
        at("2026-12-24 18:00:00")
    }

    fn named(name: &str) -> Option<ClockTime> {
        let plausible = |local: &NaiveDateTime| (at("1990-01-01 00:00:00")..=now()).contains(local);
        evidence(name, &plausible)?.time
    }

    #[test]
    fn names_of_phones_and_messengers_are_understood() {
        let exact = at("2026-11-03 03:14:55");
        let noon = at("2026-11-03 12:00:00");
        for (name, expected) in [
            ("IMG_20261103_031455.jpg", exact),
            ("IMG_20261103_031455_1.jpg", exact),
            ("20261103_031455.heic", exact),
            ("20261103031455.jpg", exact),
            ("IMG20261103031455.jpg", exact),
            ("MVIMG_20261103_031455.jpg", exact),
            ("WhatsApp Image 2026-11-03 at 03.14.55.jpeg", exact),
            ("WhatsApp Image 2026-11-03 at 3.14.55 AM.jpeg", exact),
            ("WhatsApp Image 2026-11-03 at 03.14.55 (1).jpeg", exact),
            ("Screenshot 2026-11-03 at 3.14.55\u{202f}AM.png", exact),
            ("Screenshot_2026-11-03-03-14-55.png", exact),
            ("Screenshot_20261103-031455_Gallery.jpg", exact),
            ("signal-2026-11-03-031455.jpg", exact),
            ("signal-2026-11-03-03-14-55-123.jpg", exact),
            ("2026-11-03 03.14.55.jpg", exact),
            ("2026-11-03T03:14:55.jpg", exact),
            ("photo_2026-11-03_03-14-55.jpg", exact),
            ("Léa — 20261103_031455.jpg", exact),
            ("IMG-20261103-WA0001.jpg", noon),
            ("2026-11-03.jpg", noon),
            ("20261103.jpg", noon),
            ("20261103_0001.jpg", noon),
            ("IMG_20261103_996161.jpg", noon),
            (
                "Screenshot 2026-11-03 at 3.14.55 PM.png",
                at("2026-11-03 15:14:55"),
            ),
            (
                "Screenshot 2026-11-03 at 12.00.01 AM.png",
                at("2026-11-03 00:00:01"),
            ),
        ] {
            let Some(ClockTime::Local { local, offset, .. }) = named(name) else {
                panic!("{name}");
            };
            assert_eq!((local, offset), (expected, None), "{name}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for name in [
            "IMG_4032.HEIC",
            "DSC01234.JPG",
            "P1030455.jpg",
            "FB_IMG_1762140895123.jpg",
            "99999999.jpg",
            "20261345_101010.jpg",
            "19691231_235959.jpg",
            "20991103_031455.jpg",
            "1020261103.jpg",
            "2026-13-03.jpg",
            "",
            "日本語.jpg",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn thousandths_count_and_pixels_name_by_utc() {
        for name in [
            "PXL_20261103_031455123.jpg",
            "PXL_20261103_031455123.MP.jpg",
        ] {
            let expected = ClockTime::Utc {
                utc: at("2026-11-03 03:14:55"),
                millis: Some(123),
            };
            assert_eq!(named(name), Some(expected), "{name}");
        }
        for name in ["IMG_20261103_031455123.jpg", "20261103031455123.jpg"] {
            let Some(ClockTime::Local { millis, .. }) = named(name) else {
                panic!("{name}");
            };
            assert_eq!(millis, Some(123), "{name}");
        }
    }
}
