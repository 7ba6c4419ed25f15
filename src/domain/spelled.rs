//! Numbers in words, for where one should be read and not skipped over.

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

/// `three hundred and twelve`; digits from a million on.
pub fn spelled(number: u64) -> String {
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
                rest => format!("{hundreds} and {}", spelled(rest)),
            }
        }
        1000..1_000_000 => {
            let thousands = format!("{} thousand", spelled(number / 1000));
            match number % 1000 {
                0 => thousands,
                rest @ 1..100 => format!("{thousands} and {}", spelled(rest)),
                rest => format!("{thousands} {}", spelled(rest)),
            }
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::spelled;

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
