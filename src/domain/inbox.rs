//! The tray: photos that were found or sent and wait for the parent's word.

use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{ContentHash, InboxId, Invalid, Moment};

/// How a photo came into the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InboxSource {
    /// A phone sent it; its file is ours until the parent decides.
    Phone,
    /// It lies in a watched folder, which is only read.
    Folder,
    /// It lies on a camera card or a phone that is a drive, which is only read.
    Card,
}

impl InboxSource {
    /// Every source.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Folder, Self::Card];

    /// The word stored in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Folder => "folder",
            Self::Card => "card",
        }
    }
}

impl FromStr for InboxSource {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|source| source.code() == text)
            .ok_or_else(|| Invalid::new(t!("inbox-source-unknown", text = text)))
    }
}

/// What the parent said of a photo in the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InboxState {
    /// Nothing yet.
    Waiting,
    /// It is in the journal.
    Kept,
    /// Not this one.
    Declined,
}

impl InboxState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Kept, Self::Declined];

    /// The word stored in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Kept => "kept",
            Self::Declined => "declined",
        }
    }
}

impl FromStr for InboxState {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.code() == text)
            .ok_or_else(|| Invalid::new(t!("inbox-state-unknown", text = text)))
    }
}

/// A photo to be offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInboxItem {
    /// How it came.
    pub source: InboxSource,
    /// Folder and card: the absolute path of the file. Phone: its file name
    /// inside the library's inbox folder, which begins with an [`InboxId`].
    pub place: PathBuf,
    /// What the sender called it: words to show, never a path.
    pub name: String,
    /// Size of the file, in bytes.
    pub byte_len: u64,
    /// When the file was last changed, UTC, as far as it is known.
    pub modified: Option<NaiveDateTime>,
    /// Its content, once it was read.
    pub hash: Option<ContentHash>,
    /// When it was taken, once it was read.
    pub taken: Option<Moment>,
    /// What the sender wrote about it; empty for nothing.
    pub note: String,
}

/// A photo in the tray.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxItem {
    /// Stable id.
    pub id: InboxId,
    /// What is known of it.
    #[serde(flatten)]
    pub file: NewInboxItem,
    /// What the parent said.
    pub state: InboxState,
    /// When it came into the tray, UTC.
    pub found_at: NaiveDateTime,
    /// When the parent decided, UTC.
    pub decided_at: Option<NaiveDateTime>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back() {
        for source in InboxSource::ALL {
            assert_eq!(source.code().parse(), Ok(source));
        }
        for state in InboxState::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        assert!("post".parse::<InboxSource>().is_err());
        assert!("perhaps".parse::<InboxState>().is_err());
    }
}
