//! Presets: light and colour that a parent keeps to use again.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Edits, Invalid, PresetId};

/// A preset as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    /// Stable id.
    pub id: PresetId,
    /// What the parent calls it.
    pub name: String,
    /// Without geometry.
    pub edits: Edits,
    /// UTC.
    pub created_at: NaiveDateTime,
}

impl Preset {
    /// Longest name, in characters.
    pub const MAX_NAME_CHARS: usize = 40;

    /// A name without blanks around it.
    ///
    /// # Errors
    /// When it is empty or too long; the sentence says so.
    pub fn checked_name(name: &str) -> Result<String, Invalid> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Invalid::new(t!("preset-name-missing")));
        }
        if name.chars().count() > Self::MAX_NAME_CHARS {
            return Err(Invalid::new(t!(
                "preset-name-long",
                most = Self::MAX_NAME_CHARS
            )));
        }
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied_and_checked() {
        assert_eq!(
            Preset::checked_name("  by   the window "),
            Ok("by the window".into())
        );
        assert!(Preset::checked_name(" \n").is_err());
        assert!(Preset::checked_name(&"ä".repeat(41)).is_err());
        assert!(Preset::checked_name(&"ä".repeat(40)).is_ok());
    }
}
