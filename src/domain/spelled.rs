//! Numbers in words, for where one should be read and not skipped over.

use crate::words::{Language, manner};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// `three hundred and twelve`, `dreihundertzwölf`; digits from a million on.
pub fn spelled(number: u64) -> String {
    match manner().language {
        Language::English => english(number),
        Language::German => german(number, "eins"),
    }
}

fn english(number: u64) -> String {
    let word = |list: &[&'static str], at: u64| {
        usize::try_from(at)
            .ok()
            .and_then(|at| list.get(at).copied())
            .unwrap_or_default()
    };
    match number {
        0..20 => word(&SMALL, number).to_owned(),
        20..100 => match number % 10 {
            0 => word(&TENS, number / 10).to_owned(),
            one => format!("{}-{}", word(&TENS, number / 10), word(&SMALL, one)),
        },
        100..1000 => {
            let hundreds = format!("{} hundred", word(&SMALL, number / 100));
            match number % 100 {
                0 => hundreds,
                rest => format!("{hundreds} and {}", english(rest)),
            }
        }
        1000..1_000_000 => {
            let thousands = format!("{} thousand", english(number / 1000));
            match number % 1000 {
                0 => thousands,
                rest @ 1..100 => format!("{thousands} and {}", english(rest)),
                rest => format!("{thousands} {}", english(rest)),
            }
        }
        _ => number.to_string(),
    }
}

const GERMAN_SMALL: [&str; 20] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const GERMAN_TENS: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];

/// One word, ones before tens; `one` is how a last 1 is said: “eins” alone,
/// “ein” before more.
fn german(number: u64, one: &str) -> String {
    let word = |list: &[&'static str], at: u64| {
        usize::try_from(at)
            .ok()
            .and_then(|at| list.get(at).copied())
            .unwrap_or_default()
    };
    let rest_of = |rest: u64| match rest {
        0 => String::new(),
        rest => german(rest, one),
    };
    match number {
        1 => one.to_owned(),
        0..20 => word(&GERMAN_SMALL, number).to_owned(),
        20..100 => {
            let tens = word(&GERMAN_TENS, number / 10);
            match number % 10 {
                0 => tens.to_owned(),
                ones => format!("{}und{tens}", german(ones, "ein")),
            }
        }
        100..1000 => {
            let hundreds = german(number / 100, "ein");
            format!("{hundreds}hundert{}", rest_of(number % 100))
        }
        1000..1_000_000 => {
            let thousands = german(number / 1000, "ein");
            format!("{thousands}tausend{}", rest_of(number % 1000))
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::spelled;
    use crate::words::{Language, Manner, OnlyHere};

    #[test]
    fn german_numbers_read_as_they_are_said() {
        let _german = OnlyHere::new(Manner {
            language: Language::German,
            ..Manner::default()
        });
        for (number, words) in [
            (0, "null"),
            (1, "eins"),
            (16, "sechzehn"),
            (21, "einundzwanzig"),
            (30, "dreißig"),
            (100, "einhundert"),
            (101, "einhunderteins"),
            (312, "dreihundertzwölf"),
            (4_006, "viertausendsechs"),
            (21_740, "einundzwanzigtausendsiebenhundertvierzig"),
            (2_000_000, "2000000"),
        ] {
            assert_eq!(spelled(number), words);
        }
    }

    #[test]
    fn numbers_read_as_they_are_said() {
        for (number, words) in [
            (0, "zero"),
            (13, "thirteen"),
            (20, "twenty"),
            (51, "fifty-one"),
            (100, "one hundred"),
            (312, "three hundred and twelve"),
            (1_000, "one thousand"),
            (4_006, "four thousand and six"),
            (21_740, "twenty-one thousand seven hundred and forty"),
            (2_000_000, "2000000"),
        ] {
            assert_eq!(spelled(number), words);
        }
    }
}
