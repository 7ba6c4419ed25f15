//! The family's words made ready for a page: cleaned, measured roughly, never
//! changed in meaning.

use serde::Serialize;

/// Longest text set at all, in characters. No page holds more; the typesetter
/// shortens what is left with an ellipsis.
const MAX_CHARS: usize = 600;

/// Longest text of several lines, in characters.
const MAX_STORY_CHARS: usize = 6_000;

/// A word longer than this many characters may be broken anywhere, so that it
/// cannot run off the page.
const MAX_WORD_CHARS: usize = 24;

/// Text as the template gets it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Cleaned text; may be empty.
    pub text: String,
    /// Whether it reads from right to left, by its first letter.
    pub rtl: bool,
}

impl Words {
    /// Cleans text: one line, single spaces, no control characters, a bounded
    /// length, and long words that may break. Text without a letter that has a
    /// direction follows the page.
    pub fn new(text: &str, page_rtl: bool) -> Self {
        let spaced: String = text
            .chars()
            .take(MAX_CHARS * 4)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let words: Vec<String> = spaced.split_whitespace().map(breakable).collect();
        let joined = words.join(" ");
        let mut text: String = joined.chars().take(MAX_CHARS).collect();
        if text.len() < joined.len() {
            text.push('…');
        }
        let rtl = text.chars().find_map(direction).unwrap_or(page_rtl);
        Self { text, rtl }
    }

    /// As [`Words::new`], keeping its lines and more of it: for verses and long
    /// notes.
    pub fn lines(text: &str, page_rtl: bool) -> Self {
        let mut kept: Vec<String> = Vec::new();
        let mut room = MAX_STORY_CHARS;
        for line in text.lines() {
            let line = Self::new(line, page_rtl).text;
            // One empty line at most between two that are not.
            let empty_again = kept.last().is_none_or(String::is_empty);
            if line.is_empty() && empty_again {
                continue;
            }
            let length = line.chars().count();
            if length > room {
                break;
            }
            room -= length;
            kept.push(line);
        }
        while kept.last().is_some_and(String::is_empty) {
            kept.pop();
        }
        let text = kept.join("\n");
        let rtl = text.chars().find_map(direction).unwrap_or(page_rtl);
        Self { text, rtl }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A zero-width space every few letters of a word too long for a line. Words
/// with letters that join (Arabic) or stack stay whole unless monstrous.
fn breakable(word: &str) -> String {
    const ZERO_WIDTH_SPACE: char = '\u{200B}';
    let joins = word.chars().any(|c| c >= '\u{0590}');
    let most = if joins {
        MAX_WORD_CHARS * 3
    } else {
        MAX_WORD_CHARS
    };
    if word.chars().count() <= most {
        return word.to_owned();
    }
    let mut broken = String::with_capacity(word.len() + word.len() / 4);
    for (index, c) in word.chars().enumerate() {
        if index > 0 && index % (most / 2) == 0 {
            broken.push(ZERO_WIDTH_SPACE);
        }
        broken.push(c);
    }
    broken
}

/// `Some(true)` for letters of right-to-left scripts, `Some(false)` for other
/// letters, `None` for what has no direction of its own.
fn direction(c: char) -> Option<bool> {
    let rtl = matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}');
    c.is_alphabetic().then_some(rtl)
}

/// A language tag as the typesetter takes it: two or three letters and, where
/// given, a two-letter region. Anything else is English.
pub fn language_parts(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split(['-', '_']);
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    match parts.next() {
        Some(language) if matches!(language.len(), 2 | 3) && letters(language) => {
            let region = parts
                .find(|part| part.len() == 2 && letters(part))
                .map(str::to_ascii_uppercase);
            (language.to_ascii_lowercase(), region)
        }
        _ => ("en".to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cleaned_to_one_line() {
        let words = Words::new("  two\n lines\u{0}\tand  spaces ", false);
        assert_eq!(words.text, "two lines and spaces");
        assert!(Words::new(" \n ", false).is_empty());
        let endless = Words::new(&"é".repeat(100_000), false).text;
        assert_eq!(endless.chars().count(), MAX_CHARS + 1);
        assert!(endless.ends_with('…'));
    }

    #[test]
    fn lines_are_kept_where_lines_matter() {
        let verse = Words::lines("  one \n\n\n two\u{0}  words\n\n", false);
        assert_eq!(verse.text, "one\n\ntwo words");
        let endless = Words::lines(&"a line of words\n".repeat(10_000), false).text;
        assert!(endless.chars().count() <= MAX_STORY_CHARS * 2);
    }

    #[test]
    fn direction_follows_the_first_letter_then_the_page() {
        assert!(Words::new("“ليلى” smiles", false).rtl);
        assert!(!Words::new("Mina ليلى", true).rtl);
        assert!(Words::new("2026", true).rtl);
        assert!(!Words::new("2026 😊", false).rtl);
    }

    #[test]
    fn only_words_too_long_for_a_line_may_break() {
        assert_eq!(
            Words::new("Geburtstagsüberraschung", false).text,
            "Geburtstagsüberraschung"
        );
        assert!(Words::new(&"W".repeat(60), false).text.contains('\u{200B}'));
    }

    #[test]
    fn language_tags_never_reach_the_typesetter_unchecked() {
        let both = |tag: &str| language_parts(tag);
        assert_eq!(both("zh-Hant-tw"), ("zh".into(), Some("TW".into())));
        assert_eq!(both("AR"), ("ar".into(), None));
        assert_eq!(both("pt_BR"), ("pt".into(), Some("BR".into())));
        for bad in ["", "x", "english", "4a", "é"] {
            assert_eq!(both(bad), ("en".into(), None), "{bad}");
        }
    }
}
