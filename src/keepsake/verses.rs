//! Short verses of public domain, one of which may close a page. Every author
//! died more than a hundred years ago.

/// A verse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verse {
    /// What a page remembers it by.
    pub code: &'static str,
    /// The lines.
    pub text: &'static str,
    /// Whose.
    pub author: &'static str,
}

/// Every verse, in the order shown.
pub const VERSES: [Verse; 7] = [
    Verse {
        code: "rossetti-angels",
        text: "Angels at the foot,\nAnd Angels at the head,\nAnd like a curly little lamb\nMy pretty babe in bed.",
        author: "Christina Rossetti",
    },
    Verse {
        code: "blake-sweet-smiles",
        text: "Sweet smiles, in the night\nHover over my delight!",
        author: "William Blake",
    },
    Verse {
        code: "blake-cradle-song",
        text: "Sweet dreams, form a shade\nO’er my lovely infant’s head!\nSweet dreams of pleasant streams\nBy happy, silent, moony beams!",
        author: "William Blake",
    },
    Verse {
        code: "tennyson-sweet-and-low",
        text: "Sleep, my little one, sleep, my pretty one, sleep.",
        author: "Alfred Tennyson",
    },
    Verse {
        code: "macdonald-baby",
        text: "Where did you come from, baby dear?\nOut of the everywhere into here.",
        author: "George MacDonald",
    },
    Verse {
        code: "stevenson-happy-thought",
        text: "The world is so full of a number of things,\nI’m sure we should all be as happy as kings.",
        author: "Robert Louis Stevenson",
    },
    Verse {
        code: "keats-thing-of-beauty",
        text: "A thing of beauty is a joy for ever.",
        author: "John Keats",
    },
];

/// The verse of a code.
pub fn verse(code: &str) -> Option<&'static Verse> {
    VERSES.iter().find(|verse| verse.code == code)
}
