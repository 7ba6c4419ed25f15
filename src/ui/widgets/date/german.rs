//! German days and times, put into the English words that `spoken` reads:
//! “gestern um halb vier” becomes “yesterday half past 3”. English words go
//! through as they are, for families that speak both.

const MONTHS: [&str; 16] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    // The same months, as they are said or typed elsewhere.
    "jänner",
    "feber",
    "maerz",
    "mrz",
];

/// Which month a name or its beginning means, 0–11.
pub(super) fn month(text: &str) -> Option<usize> {
    let at = MONTHS.iter().position(|name| name.starts_with(text))?;
    Some(match at {
        12 => 0,
        13 => 1,
        14 | 15 => 2,
        at => at,
    })
}

/// Days before today, for a day said in words alone.
pub(super) fn days_back(text: &str) -> Option<u64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["heute"] | ["heute", _] | ["jetzt"] => Some(0),
        ["gestern"] | ["gestern", _] => Some(1),
        [last, "nacht"] if is_last(last) => Some(1),
        ["vorgestern"] | ["vorgestern", _] => Some(2),
        ["vor", amount, unit] => Some(u64::from(number(amount)? * days_of(unit)?)),
        _ => None,
    }
}

const WEEKDAYS: [(&str, &str, &str); 8] = [
    ("montag", "mo", "monday"),
    ("dienstag", "di", "tuesday"),
    ("mittwoch", "mi", "wednesday"),
    ("donnerstag", "do", "thursday"),
    ("freitag", "fr", "friday"),
    ("samstag", "sa", "saturday"),
    ("sonnabend", "sa", "saturday"),
    ("sonntag", "so", "sunday"),
];

/// A weekday, and what is written together with it (“Montagabend”).
fn weekday(word: &str) -> Option<(&'static str, &str)> {
    WEEKDAYS.iter().find_map(|(long, short, english)| {
        if word == *short {
            return Some((*english, ""));
        }
        let rest = word.strip_prefix(long)?;
        (rest.is_empty() || rest == "morgen" || part(rest).is_some()).then_some((*english, rest))
    })
}

/// A part of the day. “Morgen” alone is tomorrow and not among them.
fn part(word: &str) -> Option<&'static str> {
    match word {
        "früh" | "frueh" | "morgens" | "frühmorgens" | "vormittag" | "vormittags" => {
            Some("morning")
        }
        "nachmittag" | "nachmittags" => Some("afternoon"),
        "abend" | "abends" => Some("evening"),
        "nacht" | "nachts" => Some("night"),
        _ => None,
    }
}

fn is_last(word: &str) -> bool {
    matches!(
        word,
        "letzte"
            | "letzter"
            | "letzten"
            | "letztem"
            | "vergangene"
            | "vergangener"
            | "vergangenen"
            | "vorige"
            | "voriger"
            | "vorigen"
            | "diese"
            | "dieser"
            | "diesen"
            | "diesem"
    )
}

/// `3`, `drei`, `einer`
fn number(word: &str) -> Option<u32> {
    Some(match word {
        "ein" | "eins" | "eine" | "einer" | "einem" => 1,
        "zwei" | "zwo" => 2,
        "drei" => 3,
        "vier" => 4,
        "fünf" | "fuenf" => 5,
        "sechs" => 6,
        "sieben" => 7,
        "acht" => 8,
        "neun" => 9,
        "zehn" => 10,
        "elf" => 11,
        "zwölf" | "zwoelf" => 12,
        "fünfzehn" | "fuenfzehn" => 15,
        "zwanzig" => 20,
        "fünfundzwanzig" => 25,
        "dreißig" | "dreissig" => 30,
        "vierzig" => 40,
        "fünfzig" | "fuenfzig" => 50,
        _ => return word.parse().ok().filter(|number| *number < 100_000),
    })
}

fn hour(word: &str) -> Option<u32> {
    number(word).filter(|hour| *hour <= 24)
}

fn minute(word: &str) -> Option<u32> {
    number(word).filter(|minute| (1..60).contains(minute))
}

fn minutes_of(unit: &str) -> Option<u32> {
    match unit {
        "m" | "min" | "minute" | "minuten" => Some(1),
        "h" | "std" | "stunde" | "stunden" => Some(60),
        _ => None,
    }
}

fn days_of(unit: &str) -> Option<u32> {
    match unit {
        "tag" | "tagen" | "tage" => Some(1),
        "woche" | "wochen" => Some(7),
        _ => None,
    }
}

/// The hour before, on a clock of twelve: “halb eins” lies between 12 and 1.
const fn hour_before(hour: u32) -> u32 {
    match hour {
        0 | 1 => 12,
        hour => hour - 1,
    }
}

/// The words of a lower-case text, in English as far as they were German.
pub(super) fn in_english(text: &str) -> Vec<String> {
    let text = text.replace(['(', ')'], " ").replace("uhr", " uhr ");
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| {
            // “Mo.”, “ca.”, but “3.” stays an ordinal.
            let bare = word.trim_end_matches('.');
            if bare.chars().all(char::is_alphabetic) {
                bare
            } else {
                word
            }
        })
        .collect();
    let timed = words.iter().any(|word| {
        number(word).is_some()
            || word.contains(|letter: char| letter.is_ascii_digit())
            || matches!(*word, "halb" | "viertel" | "dreiviertel")
    });
    let mut said: Vec<String> = Vec::with_capacity(words.len() + 2);
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (taken, english) = moment_ago(rest)
            .or_else(|| clock(rest))
            .unwrap_or_else(|| single(rest, said.last(), timed));
        said.extend(english);
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    said
}

/// How many words were read, and what they are in English.
type Read = (usize, Vec<String>);

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// `vor 20 Minuten`, `vor einer halben Stunde`, `vor 3 Tagen`, `gerade eben`
fn moment_ago(rest: &[&str]) -> Option<Read> {
    let (taken, text) = match rest {
        ["gerade", "eben", ..] => (2, "now".to_owned()),
        ["jetzt" | "gerade" | "eben" | "soeben", ..] => (1, "now".to_owned()),
        ["vor", "einer", "halben", "stunde", ..] => (4, "30 minutes ago".to_owned()),
        ["vor", "einer", "viertelstunde", ..] => (3, "15 minutes ago".to_owned()),
        ["vor", "einer", "dreiviertelstunde", ..] => (3, "45 minutes ago".to_owned()),
        ["vor", "anderthalb" | "eineinhalb", "stunden", ..] => (3, "90 minutes ago".to_owned()),
        ["vor", amount, unit, ..] if minutes_of(unit).is_some() => {
            let minutes = number(amount)?.checked_mul(minutes_of(unit)?)?;
            (3, format!("{minutes} minutes ago"))
        }
        ["vor", amount, unit, ..] if days_of(unit).is_some() => {
            let days = number(amount)?.checked_mul(days_of(unit)?)?;
            (3, format!("{days} days ago"))
        }
        ["vor", both, ..] => {
            let at = both.find(|letter: char| !letter.is_ascii_digit())?;
            let (amount, unit) = both.split_at(at);
            let minutes = number(amount)?.checked_mul(minutes_of(unit)?)?;
            (2, format!("{minutes} minutes ago"))
        }
        _ => return None,
    };
    Some((taken, words_of(&text)))
}

/// `halb vier`, `Viertel nach drei`, `dreiviertel vier`, `fünf vor halb vier`,
/// `20 nach 3`, `3 Uhr 10`
fn clock(rest: &[&str]) -> Option<Read> {
    let past = |taken: usize, minute: u32, hour: u32| {
        Some((taken, words_of(&format!("{minute} past {hour}"))))
    };
    match rest {
        [minutes, "minuten", words @ ..] if minute(minutes).is_some() => {
            let mut shorter = vec![*minutes];
            shorter.extend(words);
            let (taken, said) = clock(&shorter)?;
            Some((taken + 1, said))
        }
        [minutes, "vor", "halb", named, ..] => past(
            4,
            30_u32.checked_sub(minute(minutes)?)?,
            hour_before(hour(named)?),
        ),
        [minutes, "nach", "halb", named, ..] => {
            let minute = minute(minutes).filter(|minute| *minute < 30)?;
            past(4, 30 + minute, hour_before(hour(named)?))
        }
        ["halb", named, ..] => past(2, 30, hour_before(hour(named)?)),
        ["viertel", "nach", named, ..] => past(3, 15, hour(named)?),
        ["viertel", "vor", named, ..] => past(3, 45, hour_before(hour(named)?)),
        ["drei", "viertel", named, ..] if hour(named).is_some() => {
            past(3, 45, hour_before(hour(named)?))
        }
        ["dreiviertel", named, ..] => past(2, 45, hour_before(hour(named)?)),
        ["viertel", named, ..] => past(2, 15, hour_before(hour(named)?)),
        [_, "nach" | "vor", _, unit, ..]
            if minutes_of(unit).is_some() || days_of(unit).is_some() =>
        {
            None
        }
        [minutes, "nach", named, ..] => past(3, minute(minutes)?, hour(named)?),
        [minutes, "vor", named, ..] => past(3, 60 - minute(minutes)?, hour_before(hour(named)?)),
        [named, "uhr", minutes, ..] if hour(named).is_some() && minute(minutes).is_some() => {
            let text = format!("{}:{:02}", hour(named)? % 24, minute(minutes)?);
            Some((3, vec![text]))
        }
        [named, "uhr", ..] => Some((2, vec![format!("{}:00", hour(named)? % 24)])),
        _ => None,
    }
}

/// One word, or two that belong together. `before` is what was said last;
/// `timed` whether a time is said anywhere.
fn single(rest: &[&str], before: Option<&String>, timed: bool) -> Read {
    let (word, next) = match rest {
        [] => return (1, Vec::new()),
        [word] => (*word, None),
        [word, next, ..] => (*word, Some(*next)),
    };
    let one = |text: &str| (1, words_of(text));
    if next == Some("nacht") && (is_last(word) || matches!(word, "heute" | "gestern")) {
        return (2, words_of("last night"));
    }
    if let Some((day, together)) = weekday(word) {
        let filler = word == "so" && matches!(next, Some("gegen" | "um" | "etwa" | "ungefähr"));
        let part = match together {
            "morgen" => "morning",
            other => part(other).unwrap_or_default(),
        };
        return one(&if filler {
            String::new()
        } else {
            format!("{day} {part}")
        });
    }
    match word {
        "heute" => one("today"),
        "gestern" => one("yesterday"),
        "vorgestern" => one("day before yesterday"),
        "mitternacht" => one("midnight"),
        "mittag" | "mittags" => one(if timed { "afternoon" } else { "noon" }),
        // Tomorrow, unless a day or “am” stands before it.
        "morgen" if before.is_some_and(|before| before != "past" && number(before).is_none()) => {
            one("morning")
        }
        "am" => match next {
            Some("morgen") => (2, words_of("morning")),
            Some(next)
                if weekday(next).is_some()
                    || part(next).is_some()
                    || is_last(next)
                    || next.starts_with(|letter: char| letter.is_ascii_digit()) =>
            {
                one("")
            }
            // “3 am” is English.
            _ => one("am"),
        },
        "um" | "gegen" | "etwa" | "ungefähr" | "ungefaehr" | "ca" | "circa" | "der" | "den"
        | "dem" | "die" | "das" | "im" | "vom" | "uhr" => one(""),
        _ if is_last(word) && next.is_some_and(|next| weekday(next).is_some()) => one(""),
        _ => {
            let part = part(word).map(str::to_owned);
            let number = || {
                let named = word.starts_with(char::is_alphabetic) && !word.starts_with("eine");
                number(word)
                    .filter(|_| named)
                    .map(|number| number.to_string())
            };
            one(&part.or_else(number).unwrap_or_else(|| word.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Spoken, understand};
    use super::*;
    use crate::words::{Language, Manner, OnlyHere};
    use chrono::NaiveDateTime;

    fn german() -> OnlyHere {
        OnlyHere::new(Manner {
            language: Language::German,
            ..Manner::default()
        })
    }

    fn at(day: &str, time: &str) -> NaiveDateTime {
        format!("{day}T{time}:00").parse().unwrap()
    }

    fn said(spoken: Spoken) -> String {
        let day = spoken
            .day
            .map_or_else(|| "-".to_owned(), |day| day.to_string());
        format!("{day} {}", spoken.time.format("%H:%M"))
    }

    #[track_caller]
    fn means(text: &str, now: NaiveDateTime, wanted: &str) {
        let spoken = understand(text, now).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            said(spoken),
            wanted,
            "{text}: {:?}",
            in_english(&text.to_lowercase())
        );
    }

    #[test]
    fn a_time_alone_says_nothing_of_the_day() {
        let _german = german();
        let now = at("2026-11-23", "09:00");
        for (text, time) in [
            ("3:10", "- 03:10"),
            ("3:10 Uhr", "- 03:10"),
            ("3.10 Uhr", "- 03:10"),
            ("3 Uhr", "- 03:00"),
            ("3 Uhr 10", "- 03:10"),
            ("3Uhr10", "- 03:10"),
            ("15 Uhr", "- 15:00"),
            ("um drei Uhr", "- 03:00"),
            ("halb vier", "- 03:30"),
            ("halb 4", "- 03:30"),
            ("halb eins", "- 12:30"),
            ("Viertel nach drei", "- 03:15"),
            ("Viertel vor vier", "- 03:45"),
            ("viertel vier", "- 03:15"),
            ("dreiviertel vier", "- 03:45"),
            ("drei viertel vier", "- 03:45"),
            ("zehn nach drei", "- 03:10"),
            ("20 vor 3", "- 02:40"),
            ("20 Minuten vor 3", "- 02:40"),
            ("fünf vor halb vier", "- 03:25"),
            ("fünf nach halb vier", "- 03:35"),
            ("Mittag", "- 12:00"),
            ("um Mitternacht", "- 00:00"),
            // English is understood too.
            ("3 pm", "- 15:00"),
            ("3 am", "- 03:00"),
            ("half past three", "- 03:30"),
        ] {
            means(text, now, time);
        }
    }

    #[test]
    fn days_are_understood_as_they_are_said() {
        let _german = german();
        // A Monday.
        let now = at("2026-11-23", "09:00");
        for (text, wanted) in [
            ("gestern 3:10", "2026-11-22 03:10"),
            ("Gestern um 14 Uhr", "2026-11-22 14:00"),
            ("14:00 gestern", "2026-11-22 14:00"),
            ("letzte Nacht 2 Uhr", "2026-11-23 02:00"),
            ("letzte Nacht um zwei", "2026-11-23 02:00"),
            ("heute Nacht 2", "2026-11-23 02:00"),
            ("vergangene Nacht 11", "2026-11-22 23:00"),
            ("letzte Nacht, 12", "2026-11-23 00:00"),
            ("letzte Nacht gegen halb drei", "2026-11-23 02:30"),
            ("nachts um 2", "2026-11-23 02:00"),
            ("heute früh 3:10", "2026-11-23 03:10"),
            ("heute Morgen um 5", "2026-11-23 05:00"),
            ("5 Uhr morgens", "2026-11-23 05:00"),
            ("um 5 am Morgen", "2026-11-23 05:00"),
            ("heute 8:15", "2026-11-23 08:15"),
            ("gestern Nachmittag um drei", "2026-11-22 15:00"),
            ("gestern Abend um halb neun", "2026-11-22 20:30"),
            ("gestern um 8 Uhr abends", "2026-11-22 20:00"),
            ("gestern 8 am Abend", "2026-11-22 20:00"),
            ("gestern mittags um 1", "2026-11-22 13:00"),
            ("vorgestern 3:10", "2026-11-21 03:10"),
            ("vorgestern Abend 8", "2026-11-21 20:00"),
            ("vor 3 Tagen 16:20", "2026-11-20 16:20"),
            ("vor einer Woche 16:20", "2026-11-16 16:20"),
            ("Montag 8", "2026-11-23 08:00"),
            ("am Montag um 10", "2026-11-16 10:00"),
            ("Sonntag 7:05", "2026-11-22 07:05"),
            ("So. 7:05", "2026-11-22 07:05"),
            ("letzten Freitag 15 Uhr", "2026-11-20 15:00"),
            ("Samstagabend 8", "2026-11-21 20:00"),
            ("Sonnabend früh 8", "2026-11-21 08:00"),
            ("Dienstag, 3. November 3:10", "2026-11-03 03:10"),
            ("3. November 3:10", "2026-11-03 03:10"),
            ("am 3. November um 3:10", "2026-11-03 03:10"),
            ("3. Nov. 14 Uhr", "2026-11-03 14:00"),
            ("3.11. 3:10", "2026-11-03 03:10"),
            ("3. 11. 3:10", "2026-11-03 03:10"),
            ("3/11 3:10", "2026-11-03 03:10"),
            ("24. Dezember 18 Uhr", "2025-12-24 18:00"),
            ("3. November 2026 14:00", "2026-11-03 14:00"),
            ("3.11.2026 3:10", "2026-11-03 03:10"),
            ("2026-11-03 3:10", "2026-11-03 03:10"),
            ("jetzt", "2026-11-23 09:00"),
            ("gerade eben", "2026-11-23 09:00"),
            ("vor 20 Minuten", "2026-11-23 08:40"),
            ("vor zwanzig Minuten", "2026-11-23 08:40"),
            ("vor 20min", "2026-11-23 08:40"),
            ("vor einer halben Stunde", "2026-11-23 08:30"),
            ("vor einer Viertelstunde", "2026-11-23 08:45"),
            ("vor einer Stunde", "2026-11-23 08:00"),
            ("vor 10 Stunden", "2026-11-22 23:00"),
            // English is understood too.
            ("last night 2am", "2026-11-23 02:00"),
            ("yesterday 14:00", "2026-11-22 14:00"),
            ("20 minutes ago", "2026-11-23 08:40"),
            ("the day before yesterday 310", "2026-11-21 03:10"),
            ("last fri 3pm", "2026-11-20 15:00"),
        ] {
            means(text, now, wanted);
        }
    }

    #[test]
    fn what_is_unclear_is_asked_again() {
        let _german = german();
        let now = at("2026-11-23", "09:00");
        for text in [
            "",
            "3",
            "später",
            "gestern",
            "letzte Nacht",
            "heute früh",
            "morgen 8",
            "25 Uhr",
            "gestern 25",
            "halb",
            "halb vierzig",
            "vor",
            "vor 9999999999 Stunden",
            "99 vor 3",
            "uhr",
        ] {
            let refused = understand(text, now).unwrap_err().to_string();
            assert!(refused.contains("letzte Nacht 2 Uhr"), "{text}: {refused}");
        }
    }

    #[test]
    fn german_is_read_only_where_it_is_spoken() {
        let now = at("2026-11-23", "09:00");
        for text in ["gestern 3:10", "halb vier", "Montag 8"] {
            assert!(understand(text, now).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_alone_counts_back_from_today() {
        for (text, back) in [
            ("heute", Some(0)),
            ("heute früh", Some(0)),
            ("gestern", Some(1)),
            ("gestern abend", Some(1)),
            ("letzte nacht", Some(1)),
            ("vorgestern", Some(2)),
            ("vor zwei tagen", Some(2)),
            ("vor einer woche", Some(7)),
            ("morgen", None),
            ("vor langer zeit", None),
        ] {
            assert_eq!(days_back(text), back, "{text}");
        }
    }
}
