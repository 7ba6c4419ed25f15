//! Values as words: dates, times, lengths, counts. Pure functions, no clock.

pub use crate::words::dates::{
    clock, day_month_year, duration_label, grouped, long_date, short_date,
};

/// At most `max_chars` characters, the last of them `…` when something was cut.
///
/// A letter is never parted from its accents, nor an emoji from its skin tone.
pub fn elide(text: &str, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().take(max_chars.saturating_sub(1)).collect();
    let mut next = text.chars().nth(kept.len());
    while let Some(cut) = next {
        let parts_a_letter = clings(cut) || kept.last() == Some(&'\u{200D}');
        if !parts_a_letter {
            break;
        }
        next = kept.pop();
    }
    while kept.last().is_some_and(|last| last.is_whitespace()) {
        kept.pop();
    }
    kept.into_iter().chain(['…']).collect()
}

/// Characters that belong to the one before them.
fn clings(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036F | 0x0591..=0x05C7 | 0x064B..=0x065F | 0x0670 | 0x0900..=0x0903
        | 0x093A..=0x094F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x200D | 0x20D0..=0x20FF
        | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0x1F3FB..=0x1F3FF | 0xE0100..=0xE01EF)
}

/// Whether a text reads from right to left: its first letter with a direction
/// decides (the rule browsers call `dir="auto"`).
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find_map(direction_of).unwrap_or(false)
}

/// `Some(true)` for right-to-left letters, `Some(false)` for other letters,
/// `None` for what has no direction of its own: digits, signs, spaces, emoji.
fn direction_of(c: char) -> Option<bool> {
    let right_to_left = matches!(u32::from(c),
        // Hebrew, Arabic, Syriac, Thaana, N’Ko, Samaritan, Mandaic and their
        // presentation forms; then Adlam, Rohingya and the ancient scripts.
        0x0590..=0x08FF | 0x200F | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF
        | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF);
    if right_to_left {
        // Arabic digits and signs carry no direction.
        let neutral =
            matches!(u32::from(c), 0x0660..=0x066C | 0x06F0..=0x06F9 | 0x060C | 0x061B | 0x061F);
        (!neutral).then_some(true)
    } else {
        c.is_alphabetic().then_some(false)
    }
}

/// The letter a name starts with, for a round portrait without a photo.
pub fn initial(name: &str) -> String {
    name.trim()
        .chars()
        .find(|c| c.is_alphanumeric())
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default()
}

/// File systems take 255 bytes; what is put behind a name needs the rest.
const MAX_NAME_BYTES: usize = 180;

/// A name for a file, without what no file system takes; empty when nothing is
/// left.
pub fn safe_file_name(words: &str) -> String {
    let mut name = String::new();
    for letter in words.chars().filter(|letter| is_allowed(*letter)) {
        if name.len() + letter.len_utf8() > MAX_NAME_BYTES {
            break;
        }
        // Gaps left by what was taken out are closed.
        if !(letter == ' ' && name.ends_with(' ')) {
            name.push(letter);
        }
    }
    // A name must not begin with a dot (hidden) or a space.
    name.trim_matches(|letter: char| letter == '.' || letter.is_whitespace())
        .to_owned()
}

fn is_allowed(letter: char) -> bool {
    // Marks that turn the reading direction would show the ending elsewhere.
    let turns = matches!(letter, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !letter.is_control()
        && !turns
        && !matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eliding_never_parts_a_letter_or_an_emoji() {
        assert_eq!(elide("Mina", 4), "Mina");
        assert_eq!(elide("Wilhelmina", 5), "Wilh…");
        assert_eq!(elide("after a feed", 7), "after…");
        // e + combining acute: both or neither.
        assert_eq!(elide("Ame\u{301}lie", 4), "Am…");
        // A family of three joined by ZWJ is one picture.
        assert_eq!(elide("ab👩\u{200D}👧x", 5), "ab…");
        assert_eq!(elide("小雨来了", 3), "小雨…");
        assert_eq!(elide("abc", 0), "…");
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert!(is_right_to_left("ليلى تبتسم"));
        assert!(is_right_to_left("  3:10 – שלום Mina"));
        assert!(!is_right_to_left("Mina ليلى"));
        assert!(!is_right_to_left("小雨"));
        assert!(!is_right_to_left("😊 12:30"));
        assert!(!is_right_to_left("٣ smiles"));
        assert!(!is_right_to_left(""));
    }

    #[test]
    fn initials_in_any_script() {
        assert_eq!(initial(" mina"), "M");
        assert_eq!(initial("ليلى"), "ل");
        assert_eq!(initial("小雨"), "小");
        assert_eq!(initial("«ß»"), "SS");
        assert_eq!(initial("!"), "");
    }
}
