//! A way in: what other programs, and our own export, wrote, read as plain
//! values. Nothing here touches a library; whoever asked decides what becomes
//! of it.
//!
//! Archives may mean harm. Names in them are only compared and shown, never
//! used as paths; nothing is unpacked but one file at a time, counted while it
//! streams ([`Container`]).

pub mod baby_buddy;
mod container;
pub mod day_one;
mod detect;
mod fence;
pub mod own;
mod walk;

use std::path::PathBuf;

pub use container::{Cap, Container, Item, Refusal};
pub use detect::{Found, Kind, detect, is_film};

use crate::storage::PathError;

/// What is believed of a file that comes in.
pub mod limits {
    /// Most things in a folder or archive.
    pub const ITEMS: usize = 200_000;
    /// Longest list of contents of an archive, in bytes.
    pub const DIRECTORY_BYTES: u64 = 12 << 20;
    /// Deepest folder in a folder.
    pub const DEPTH: usize = 32;
    /// Longest path in an archive, in bytes.
    pub const PATH_BYTES: usize = 1024;
    /// Longest JSON or CSV file, in bytes.
    pub const WORDS_BYTES: u64 = 128 << 20;
    /// Longest photo, in bytes; the same as for photos that are added.
    pub const PHOTO_BYTES: u64 = 256 << 20;
    /// From this many bytes on, a file may not be so many times as long as it
    /// is packed: photos hardly shrink at all, words to a tenth.
    pub const BOMB_BYTES: u64 = 24 << 20;
    /// See [`BOMB_BYTES`].
    pub const BOMB_RATIO: u64 = 150;
    /// Longest film, in bytes; the same as for films that are added.
    pub const FILM_BYTES: u64 = crate::photo::film::MAX_FILM_BYTES;
    /// As [`BOMB_RATIO`], of films: what is packed already hardly shrinks.
    pub const FILM_RATIO: u64 = 20;
    /// After so many files that unfold without end, the archive is given up.
    pub const BOMBS: usize = 3;
    /// Most sentences about what was left out; the rest is counted.
    pub const SENTENCES: usize = 200;
    /// Most tags of one entry.
    pub const TAGS: usize = 100;
}

/// Why something could not be brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It could not be opened.
    #[error("{0}.")]
    File(#[from] PathError),
    /// It is no archive, or its list of contents is broken.
    #[error(
        "{}",
        t!(
            "archive-import-broken-zip",
            path = path.display().to_string(),
            reason = reason
        )
    )]
    BrokenZip {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// It holds more than is believed.
    #[error(
        "{}",
        t!(
            "archive-import-too-many",
            path = _0.display().to_string(),
            count = limits::ITEMS
        )
    )]
    TooMany(PathBuf),
    /// It was made to fill disks.
    #[error("{}", t!("archive-import-bomb", path = _0.display().to_string()))]
    Bomb(PathBuf),
    /// It holds nothing this program knows.
    #[error("{}", t!("archive-import-nothing", path = _0.display().to_string()))]
    Nothing(PathBuf),
    /// Nothing in it is fit to be read.
    #[error(
        "{}",
        t!(
            "archive-import-all-left-out",
            path = path.display().to_string(),
            first = first
        )
    )]
    AllLeftOut {
        /// The folder or file.
        path: PathBuf,
        /// The first thing that was left out, in a sentence.
        first: String,
    },
    /// Archives in a folder.
    #[error("{}", t!("archive-import-archives", path = _0.display().to_string()))]
    Archives(PathBuf),
    /// An export of ours that was never finished.
    #[error("{}", t!("archive-import-unfinished", path = _0.display().to_string()))]
    Unfinished(PathBuf),
    /// A newer program wrote it.
    #[error("{}", t!("archive-import-newer"))]
    Newer,
    /// Its words make no sense.
    #[error("{}", t!("archive-import-words", name = name, reason = reason))]
    Words {
        /// The file.
        name: String,
        /// What is wrong.
        reason: String,
    },
}

/// Words from outside as one line that can be shown: no control characters,
/// not too long.
pub fn shown(text: &str) -> String {
    const MOST: usize = 120;
    let clean: String = text
        .chars()
        .map(|letter| if letter.is_control() { '·' } else { letter })
        .take(MOST + 1)
        .collect();
    if clean.chars().count() > MOST {
        format!("{}…", clean.chars().take(MOST).collect::<String>())
    } else {
        clean
    }
}

/// Words from outside as a note: line ends of one kind, nothing that cannot be
/// seen or printed.
pub fn note_of(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| if letter == '\r' { '\n' } else { letter })
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Whether a year can be one of a family's diary; others cannot be stored.
pub fn is_likely(year: i32) -> bool {
    (1900..=2199).contains(&year)
}

/// Adds a sentence to a list that grows no further than
/// [`limits::SENTENCES`].
pub fn push_bounded(list: &mut Vec<String>, sentence: impl FnOnce() -> String) {
    if list.len() < limits::SENTENCES {
        list.push(sentence());
    } else if list.len() == limits::SENTENCES {
        list.push(t!("archive-import-more").to_owned());
    }
}
