//! Short verses of public domain, one of which may close a page. Every author
//! died more than a hundred years ago.
//!
//! A verse is a quotation: it stands on the page as it was printed, whatever
//! language the program speaks.

use crate::words::{Language, manner};

/// A verse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verse {
    /// What a page remembers it by.
    pub code: &'static str,
    /// The language it was written in.
    pub language: Language,
    /// The lines.
    pub text: &'static str,
    /// Whose.
    pub author: &'static str,
    /// When it first was printed in this form.
    pub year: u16,
}

/// Every verse, in the order shown.
pub const VERSES: [Verse; 11] = [
    Verse {
        code: "rossetti-angels",
        language: Language::English,
        text: "Angels at the foot,\nAnd Angels at the head,\nAnd like a curly little lamb\nMy pretty babe in bed.",
        author: "Christina Rossetti",
        year: 1872,
    },
    Verse {
        code: "blake-sweet-smiles",
        language: Language::English,
        text: "Sweet smiles, in the night\nHover over my delight!",
        author: "William Blake",
        year: 1789,
    },
    Verse {
        code: "blake-cradle-song",
        language: Language::English,
        text: "Sweet dreams, form a shade\nO’er my lovely infant’s head!\nSweet dreams of pleasant streams\nBy happy, silent, moony beams!",
        author: "William Blake",
        year: 1789,
    },
    Verse {
        code: "tennyson-sweet-and-low",
        language: Language::English,
        text: "Sleep, my little one, sleep, my pretty one, sleep.",
        author: "Alfred Tennyson",
        year: 1850,
    },
    Verse {
        code: "macdonald-baby",
        language: Language::English,
        text: "Where did you come from, baby dear?\nOut of the everywhere into here.",
        author: "George MacDonald",
        year: 1871,
    },
    Verse {
        code: "stevenson-happy-thought",
        language: Language::English,
        text: "The world is so full of a number of things,\nI’m sure we should all be as happy as kings.",
        author: "Robert Louis Stevenson",
        year: 1885,
    },
    Verse {
        code: "keats-thing-of-beauty",
        language: Language::English,
        text: "A thing of beauty is a joy for ever.",
        author: "John Keats",
        year: 1818,
    },
    // As Brahms set it (op. 49, no. 4).
    Verse {
        code: "wunderhorn-guten-abend",
        language: Language::German,
        text: "Guten Abend, gut Nacht,\nmit Rosen bedacht,\nmit Näglein besteckt,\nschlupf unter die Deck:\nmorgen früh, wenn Gott will,\nwirst du wieder geweckt.",
        author: "Des Knaben Wunderhorn",
        year: 1868,
    },
    Verse {
        code: "claudius-abendlied",
        language: Language::German,
        text: "Der Mond ist aufgegangen,\nDie goldnen Sternlein prangen\nAm Himmel hell und klar;\nDer Wald steht schwarz und schweiget,\nUnd aus den Wiesen steiget\nDer weiße Nebel wunderbar.",
        author: "Matthias Claudius",
        year: 1779,
    },
    Verse {
        code: "hey-sterne",
        language: Language::German,
        text: "Weißt du, wie viel Sterne stehen\nAn dem blauen Himmelszelt?\nWeißt du, wie viel Wolken gehen\nWeithin über alle Welt?",
        author: "Wilhelm Hey",
        year: 1837,
    },
    Verse {
        code: "eichendorff-mondnacht",
        language: Language::German,
        text: "Es war, als hätt’ der Himmel\nDie Erde still geküßt,\nDaß sie im Blütenschimmer\nVon ihm nun träumen müßt’.",
        author: "Joseph von Eichendorff",
        year: 1837,
    },
];

/// The verse of a code, whatever language is spoken.
pub fn verse(code: &str) -> Option<&'static Verse> {
    VERSES.iter().find(|verse| verse.code == code)
}

/// The verses to choose from in the language of the moment: its own first, the
/// English ones in every language, and the one that was chosen.
pub fn verses_offered(chosen: &str) -> Vec<&'static Verse> {
    let language = manner().language;
    let mut offered: Vec<&Verse> = VERSES
        .iter()
        .filter(|verse| {
            verse.language == language
                || verse.language == Language::English
                || verse.code == chosen
        })
        .collect();
    // The sort is stable.
    offered.sort_by_key(|verse| verse.language != language);
    offered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Manner, OnlyHere};

    #[test]
    fn a_code_means_the_same_verse_in_every_language() {
        for known in &VERSES {
            assert_eq!(verse(known.code), Some(known));
            for language in Language::ALL {
                let _here = OnlyHere::new(Manner {
                    language,
                    ..Manner::default()
                });
                assert_eq!(verse(known.code), Some(known));
                assert!(verses_offered(known.code).contains(&known));
            }
        }
        assert_eq!(verse("nobody"), None);
    }

    #[test]
    fn a_languages_own_verses_come_first() {
        let codes = |chosen: &str| -> Vec<&str> {
            verses_offered(chosen)
                .iter()
                .map(|verse| verse.code)
                .collect()
        };
        assert_eq!(codes("").len(), 7);
        assert_eq!(codes("")[0], "rossetti-angels");
        assert!(codes("claudius-abendlied").ends_with(&["claudius-abendlied"]));
        let _german = OnlyHere::new(Manner {
            language: Language::German,
            ..Manner::default()
        });
        assert_eq!(codes("").len(), VERSES.len());
        assert_eq!(codes("")[0], "wunderhorn-guten-abend");
        assert_eq!(codes("")[4], "rossetti-angels");
    }
}
