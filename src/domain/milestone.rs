//! Milestone notes.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{BabyId, EntryId, Invalid, MilestoneId, PhotoId};

/// Titles offered when a milestone is written; in no order of age, since no
/// baby has to follow one.
pub const MILESTONE_SUGGESTIONS: [&str; 14] = [
    "First smile in sleep",
    "First smile at us",
    "First laugh",
    "Came home",
    "First bath",
    "First walk outside",
    "Found their hands",
    "Held their head up",
    "Slept in their own bed",
    "Met the grandparents",
    "First tooth",
    "First taste of food",
    "Rolled over",
    "First journey",
];

/// What a parent may set about a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneFields {
    /// Whose milestone.
    pub baby: BabyId,
    /// A few words; never empty once saved.
    pub title: String,
    /// The day it happened.
    pub date: NaiveDate,
    /// Words of any length, in any script.
    pub note: String,
    /// Photos in order, each once.
    pub photos: Vec<PhotoId>,
    /// The entry it belongs to, if any.
    pub entry: Option<EntryId>,
}

impl MilestoneFields {
    /// Longest title kept, in characters.
    pub const MAX_TITLE_CHARS: usize = 200;

    /// Trims the title, removes double photos, and checks what must hold.
    ///
    /// # Errors
    /// One sentence when the title is empty or too long.
    pub fn validated(mut self) -> Result<Self, Invalid> {
        self.title = self.title.trim().to_owned();
        if self.title.is_empty() {
            return Err(Invalid::new("Please give the milestone a title."));
        }
        if self.title.chars().count() > Self::MAX_TITLE_CHARS {
            return Err(Invalid::new(format!(
                "That title is longer than {} letters. Put the rest into the note.",
                Self::MAX_TITLE_CHARS
            )));
        }
        let mut seen = Vec::new();
        self.photos.retain(|photo| {
            let new = !seen.contains(photo);
            if new {
                seen.push(*photo);
            }
            new
        });
        Ok(self)
    }
}

/// A milestone as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Stable id.
    pub id: MilestoneId,
    /// What the parent set.
    #[serde(flatten)]
    pub fields: MilestoneFields,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// UTC.
    pub updated_at: NaiveDateTime,
    /// UTC; set while the milestone lies in the trash.
    pub deleted_at: Option<NaiveDateTime>,
}
