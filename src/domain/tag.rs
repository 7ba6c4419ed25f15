//! Free words for what was going on.

use serde::{Deserialize, Serialize};

/// Offered before a family has tags of its own.
pub fn tag_suggestions() -> [&'static str; 10] {
    [
        t!("tag-suggestion-feed"),
        t!("tag-suggestion-voice"),
        t!("tag-suggestion-touch"),
        t!("tag-suggestion-sound"),
        t!("tag-suggestion-diaper"),
        t!("tag-suggestion-held"),
        t!("tag-suggestion-waking"),
        t!("tag-suggestion-music"),
        t!("tag-suggestion-bath"),
        t!("tag-suggestion-outdoors"),
    ]
}

/// One tag: trimmed, single-spaced, at most [`Tag::MAX_CHARS`] characters,
/// without commas or `#`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    /// Longest tag kept, in characters.
    pub const MAX_CHARS: usize = 60;

    /// Cleans what was typed; `None` when nothing is left. What is longer than
    /// [`Tag::MAX_CHARS`] is cut: ask [`Tag::too_long`] first where a person
    /// can shorten it.
    pub fn new(text: &str) -> Option<Self> {
        let cut: String = cleaned(text).chars().take(Self::MAX_CHARS).collect();
        let text = cut.trim_end();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The length of what was typed, in characters, where it is more than a
    /// tag can hold.
    pub fn too_long(text: &str) -> Option<usize> {
        Some(cleaned(text).chars().count()).filter(|length| *length > Self::MAX_CHARS)
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Trimmed, single-spaced, without what a tag never has.
fn cleaned(text: &str) -> String {
    let cleaned: String = text
        .chars()
        .map(|c| if c == ',' || c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<_> = cleaned
        .trim_start_matches(['#', ' '])
        .split_whitespace()
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cleaned_not_rejected() {
        assert_eq!(
            Tag::new("  after   a\tfeed ").unwrap().as_str(),
            "after a feed"
        );
        assert_eq!(Tag::new("#moon, light").unwrap().as_str(), "moon light");
        assert_eq!(Tag::new(" # , ").map(|t| t.0), None);
        assert_eq!(
            Tag::new(&"ü".repeat(99)).unwrap().as_str().chars().count(),
            60
        );
    }
    #[test]
    fn what_is_too_long_is_known_before_it_is_cut() {
        assert_eq!(Tag::too_long(&format!("  #{}  ", "ü".repeat(60))), None);
        assert_eq!(Tag::too_long(&"ü".repeat(61)), Some(61));
        // A cut between two words leaves no space at the end.
        let words = format!("{} b", "a".repeat(59));
        assert_eq!(Tag::new(&words).unwrap().as_str(), "a".repeat(59));
    }
}
