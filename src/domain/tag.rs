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

    /// Cleans what was typed; `None` when nothing is left.
    pub fn new(text: &str) -> Option<Self> {
        let cleaned: String = text
            .chars()
            .map(|c| if c == ',' || c.is_control() { ' ' } else { c })
            .collect();
        let words: Vec<_> = cleaned
            .trim_start_matches(['#', ' '])
            .split_whitespace()
            .collect();
        let text: String = words.join(" ").chars().take(Self::MAX_CHARS).collect();
        (!text.is_empty()).then_some(Self(text))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
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
}
