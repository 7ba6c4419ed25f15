//! Milestone notes.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{BabyId, EntryId, Invalid, MilestoneId, PhotoId};

/// Titles offered when a milestone is written; in no order of age, since no
/// baby has to follow one.
pub fn milestone_suggestions() -> [&'static str; 14] {
    [
        t!("milestone-suggestion-smile-asleep"),
        t!("milestone-suggestion-smile-at-us"),
        t!("milestone-suggestion-laugh"),
        t!("milestone-suggestion-home"),
        t!("milestone-suggestion-bath"),
        t!("milestone-suggestion-walk"),
        t!("milestone-suggestion-hands"),
        t!("milestone-suggestion-head"),
        t!("milestone-suggestion-own-bed"),
        t!("milestone-suggestion-grandparents"),
        t!("milestone-suggestion-tooth"),
        t!("milestone-suggestion-food"),
        t!("milestone-suggestion-rolled"),
        t!("milestone-suggestion-journey"),
    ]
}

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
            return Err(Invalid::new(t!("milestone-title-missing")));
        }
        if self.title.chars().count() > Self::MAX_TITLE_CHARS {
            return Err(Invalid::new(t!(
                "milestone-title-long",
                most = Self::MAX_TITLE_CHARS
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
