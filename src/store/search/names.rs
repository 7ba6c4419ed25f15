//! Names of photo files, as the camera or whoever sent them gave them.

use memchr::memmem::Finder;
use memchr::memrchr;

use super::anywhere::{self, is_gapless};
use super::{Excerpt, is_word};

/// Fewer letters than this would find nearly every file.
const FEWEST: usize = 3;

/// What was typed, to be held against names of files: each piece of it must
/// stand in the name, and in its ending only if a dot was typed.
#[derive(Debug, Clone)]
pub struct FileWords {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
struct Piece {
    /// In small letters.
    word: String,
    finder: Finder<'static>,
    /// Whether it may stand in the ending.
    has_dot: bool,
}

impl FileWords {
    /// `None` when too little was typed.
    pub fn new(query: &str) -> Option<Self> {
        let letters = query.chars().filter(|c| is_word(*c)).count();
        if letters < FEWEST && !query.contains(is_gapless) {
            return None;
        }
        let pieces: Vec<_> = query
            .split_whitespace()
            .map(|piece| {
                let word = piece.to_lowercase();
                Piece {
                    finder: Finder::new(word.as_bytes()).into_owned(),
                    has_dot: word.contains('.'),
                    word,
                }
            })
            .collect();
        (!pieces.is_empty()).then_some(Self { pieces })
    }

    /// Whether this is the name, or a part of it.
    pub fn are_in(&self, name: &str) -> bool {
        let name = if name.is_ascii() {
            name.to_ascii_lowercase()
        } else {
            name.to_lowercase()
        };
        let name = name.as_bytes();
        let stem = memrchr(b'.', name).and_then(|dot| name.get(..dot));
        self.pieces.iter().all(|piece| {
            let within = stem.filter(|_| !piece.has_dot).unwrap_or(name);
            piece.finder.find(within).is_some()
        })
    }

    /// The name with the words marked.
    pub(super) fn excerpt(&self, name: &str) -> Excerpt {
        let mut hits = Vec::new();
        for piece in &self.pieces {
            let found = name.char_indices().find_map(|(at, _)| {
                let place = at..at + piece.word.len();
                let here = name.get(place.clone())?;
                here.eq_ignore_ascii_case(&piece.word).then_some(place)
            });
            hits.extend(found);
        }
        anywhere::excerpt(name, hits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_a_part_of_its_name() {
        let found =
            |query: &str, name: &str| FileWords::new(query).is_some_and(|words| words.are_in(name));
        assert!(found("1234", "IMG_1234.HEIC"));
        assert!(found("img_12", "IMG_1234.HEIC"));
        assert!(found("img_1234.heic", "IMG_1234.HEIC"));
        assert!(found("whatsapp 2026", "WhatsApp Image 2026-07-01.jpg"));
        assert!(found("睡", "睡觉.jpg"));
        assert!(!found("heic", "IMG_1234.HEIC"), "an ending tells nothing");
        assert!(!found("im", "IMG_1234.HEIC"), "too little was typed");
        assert!(!found("img 99", "IMG_1234.HEIC"));
        assert!(!found(" ", "IMG_1234.HEIC"));
    }
}
