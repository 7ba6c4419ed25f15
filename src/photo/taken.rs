//! When a photo was taken, from the best evidence there is.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::Metadata;
use super::metadata::FIRST_YEAR;
use crate::domain::{Moment, MomentSource};

/// A clock may run ahead, or lie in another time zone; more than this is a
/// clock that was never set.
const MAX_AHEAD: Duration = Duration::days(1);

/// The moment of a photo: from the camera, else from the file name, else from
/// the file’s date, else `now_local`. Times before 1990 or more than a day
/// after `now_local` are not believed.
///
/// `file_name` is a name without its folder. `offset_at` gives this computer’s
/// UTC offset, in minutes, at a local time; it is asked when the camera wrote
/// none. A file name with a date and no time stands for noon of that day.
pub fn moment_of(
    metadata: &Metadata,
    file_name: &str,
    file_date: Option<NaiveDateTime>,
    now_local: NaiveDateTime,
    offset_at: &dyn Fn(NaiveDateTime) -> i16,
) -> Moment {
    let believed =
        |time: &NaiveDateTime| time.year() >= FIRST_YEAR && *time <= now_local + MAX_AHEAD;
    if let Some(local) = metadata.taken_local.filter(believed) {
        let offset = metadata
            .utc_offset_minutes
            .unwrap_or_else(|| offset_at(local));
        return Moment::new(local, offset, MomentSource::Camera);
    }
    if let Some(local) = time_in_name(file_name, &believed) {
        return Moment::new(local, offset_at(local), MomentSource::FileName);
    }
    let local = file_date.filter(believed).unwrap_or(now_local);
    Moment::new(local, offset_at(local), MomentSource::FileDate)
}

/// The first believable date in a name, with the time that follows it.
fn time_in_name(name: &str, believed: &dyn Fn(&NaiveDateTime) -> bool) -> Option<NaiveDateTime> {
    let mut before = None;
    for (start, c) in name.char_indices() {
        // A date never begins in the middle of a longer number.
        let inside_a_number = before.is_some_and(|c: char| c.is_ascii_digit());
        before = Some(c);
        if !c.is_ascii_digit() || inside_a_number {
            continue;
        }
        let found = name.get(start..).and_then(time_at_start).filter(believed);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// A date at the start of a text, and the time behind it, if any.
fn time_at_start(text: &str) -> Option<NaiveDateTime> {
    let digits = leading_digits(text);
    let (date, rest) = match digits {
        // 20261103, 20261103031455 and 20261103031455123.
        8 | 14 | 17 => (compact_date(text.get(..8)?)?, text.get(8..)?),
        4 => separated_date(text)?,
        _ => return None,
    };
    let time = if digits > 8 {
        compact_time(rest.get(..6)?)
    } else {
        time_after(rest)
    };
    // Numbers that cannot be a time are a counter; the day still holds.
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    Some(date.and_time(time.unwrap_or(noon)))
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
fn time_after(rest: &str) -> Option<NaiveTime> {
    let rest = rest
        .strip_prefix(" at ")
        .or_else(|| rest.strip_prefix(['_', '-', ' ', 'T', '.']))?;
    match leading_digits(rest) {
        // With up to three digits of a second behind it.
        6..=9 => compact_time(rest.get(..6)?),
        1 | 2 => separated_time(rest),
        _ => None,
    }
}

fn compact_time(digits: &str) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(
        digits.get(..2)?.parse().ok()?,
        digits.get(2..4)?.parse().ok()?,
        digits.get(4..6)?.parse().ok()?,
    )
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

    fn named(name: &str) -> Moment {
        moment_of(&Metadata::default(), name, None, now(), &|_| 60)
    }

    #[test]
    fn names_of_phones_and_messengers_are_understood() {
        let exact = at("2026-11-03 03:14:55");
        let noon = at("2026-11-03 12:00:00");
        for (name, expected) in [
            ("IMG_20261103_031455.jpg", exact),
            ("IMG_20261103_031455_1.jpg", exact),
            ("PXL_20261103_031455123.jpg", exact),
            ("PXL_20261103_031455123.MP.jpg", exact),
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
            let moment = named(name);
            assert_eq!(moment.local, expected, "{name}");
            assert_eq!(moment.source, MomentSource::FileName, "{name}");
            assert_eq!(moment.utc_offset_minutes, 60);
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
            let moment = named(name);
            assert_eq!(moment.source, MomentSource::FileDate, "{name}");
            assert_eq!(moment.local, now(), "{name}");
        }
    }

    #[test]
    fn the_camera_wins_unless_its_clock_was_never_set() {
        let camera = Metadata {
            taken_local: Some(at("2026-10-01 08:00:00")),
            utc_offset_minutes: Some(-300),
            ..Metadata::default()
        };
        let file_date = Some(at("2026-10-09 10:00:00"));
        let moment = moment_of(
            &camera,
            "IMG_20261103_031455.jpg",
            file_date,
            now(),
            &|_| 60,
        );
        assert_eq!(moment.local, at("2026-10-01 08:00:00"));
        assert_eq!(
            (moment.utc_offset_minutes, moment.source),
            (-300, MomentSource::Camera)
        );

        let ahead = Metadata {
            taken_local: Some(at("2026-12-25 18:00:01")),
            ..camera.clone()
        };
        let moment = moment_of(&ahead, "IMG_20261103_031455.jpg", file_date, now(), &|_| 60);
        assert_eq!(moment.source, MomentSource::FileName);
        let moment = moment_of(&ahead, "a.jpg", file_date, now(), &|_| 60);
        assert_eq!(moment.local, at("2026-10-09 10:00:00"));
        assert_eq!(moment.source, MomentSource::FileDate);
        let epoch = Some(at("1970-01-01 00:00:00"));
        assert_eq!(
            moment_of(&ahead, "a.jpg", epoch, now(), &|_| 60).local,
            now()
        );
    }

    #[test]
    fn a_clock_in_a_zone_ahead_is_believed() {
        let travelling = Metadata {
            taken_local: Some(at("2026-12-25 07:00:00")),
            ..Metadata::default()
        };
        let moment = moment_of(&travelling, "a.jpg", None, now(), &|_| 0);
        assert_eq!(moment.source, MomentSource::Camera);
    }
}
