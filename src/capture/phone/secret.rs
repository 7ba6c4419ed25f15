//! Secrets of 130 bits, written so that they can be typed.

use std::fmt;

/// Letters and digits that are not mistaken for one another; 5 bits each.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Letters of a secret; 26 × 5 = 130 bits.
pub(super) const LENGTH: usize = 26;

/// A secret; shown only on purpose.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret([u8; LENGTH]);

impl Secret {
    /// A new one from the system's random numbers.
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut letters = [0; LENGTH];
        getrandom::fill(&mut letters)?;
        for letter in &mut letters {
            // 256 is 8 × 32, so every letter is as likely as any other.
            let index = usize::from(*letter % 32);
            *letter = ALPHABET.get(index).copied().unwrap_or(b'0');
        }
        Ok(Self(letters))
    }

    /// Compares in a time that does not depend on where the words differ.
    pub(super) fn is(&self, words: &str) -> bool {
        let words = words.as_bytes();
        let different = self
            .0
            .iter()
            .zip(words)
            .fold(0, |different, (ours, theirs)| different | (ours ^ theirs));
        words.len() == LENGTH && std::hint::black_box(different) == 0
    }

    pub(super) fn reveal(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_secret_is_another_one_and_knows_itself() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), LENGTH);
        assert!(one.is(one.reveal()));
        assert!(!one.is(other.reveal()));
        assert!(!one.is(""));
        assert!(!one.is(&one.reveal()[..LENGTH - 1]));
        assert!(!one.is(&format!("{}0", one.reveal())));
        assert!(!format!("{one:?}").contains(one.reveal()));
    }
}
