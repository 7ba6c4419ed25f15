//! One sleep-smile entry.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{BabyId, EntryId, Moment, PhotoId, SleepState, SmileKind, SmileStrength, Tag};

/// What a parent may set about an entry. Only baby and moment must be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFields {
    /// Whose smile.
    pub baby: BabyId,
    /// When.
    pub moment: Moment,
    /// How awake the baby was.
    pub sleep_state: Option<SleepState>,
    /// The kind of smile, as seen.
    pub kind: Option<SmileKind>,
    /// How strong the smile was.
    pub strength: Option<SmileStrength>,
    /// How long the smile lasted, in seconds.
    pub length_seconds: Option<u32>,
    /// What was going on, in the order given, each once.
    pub tags: Vec<Tag>,
    /// Words of any length, in any script.
    pub note: String,
    /// Marked as a favourite.
    pub favourite: bool,
    /// Photos in order, each once; the first is the cover unless `cover` says
    /// otherwise.
    pub photos: Vec<PhotoId>,
    /// The photo that stands for the entry; one of `photos`.
    pub cover: Option<PhotoId>,
}

impl EntryFields {
    /// The longest smile that can be noted, in seconds (one hour).
    pub const MAX_LENGTH_SECONDS: u32 = 3600;

    /// An entry with nothing but its baby and moment.
    pub fn new(baby: BabyId, moment: Moment) -> Self {
        Self {
            baby,
            moment,
            sleep_state: None,
            kind: None,
            strength: None,
            length_seconds: None,
            tags: Vec::new(),
            note: String::new(),
            favourite: false,
            photos: Vec::new(),
            cover: None,
        }
    }

    /// Removes doubles, drops a cover that is not among the photos, and bounds
    /// the length.
    #[must_use]
    pub fn normalised(mut self) -> Self {
        let mut seen = Vec::new();
        self.photos.retain(|photo| {
            let new = !seen.contains(photo);
            if new {
                seen.push(*photo);
            }
            new
        });
        let mut words: Vec<String> = Vec::new();
        self.tags.retain(|tag| {
            let word = tag.as_str().to_lowercase();
            let new = !words.contains(&word);
            if new {
                words.push(word);
            }
            new
        });
        self.cover = self.cover.filter(|cover| self.photos.contains(cover));
        self.length_seconds = self
            .length_seconds
            .map(|seconds| seconds.min(Self::MAX_LENGTH_SECONDS));
        self
    }

    /// The photo that stands for the entry, if it has any.
    pub fn cover_photo(&self) -> Option<PhotoId> {
        self.cover.or_else(|| self.photos.first().copied())
    }
}

/// An entry as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable id.
    pub id: EntryId,
    /// What the parent set.
    #[serde(flatten)]
    pub fields: EntryFields,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// UTC.
    pub updated_at: NaiveDateTime,
    /// UTC; set while the entry lies in the trash.
    pub deleted_at: Option<NaiveDateTime>,
}

#[cfg(test)]
mod tests {
    use super::super::MomentSource;
    use super::*;
    use uuid::Uuid;

    #[test]
    fn normalising_keeps_the_first_of_each_and_a_true_cover() {
        let photo = |n| PhotoId::from_uuid(Uuid::from_u128(n));
        let moment = Moment::new(NaiveDateTime::default(), 0, MomentSource::TypedIn);
        let mut fields = EntryFields::new(BabyId::from_uuid(Uuid::nil()), moment);
        fields.photos = vec![photo(1), photo(2), photo(1)];
        fields.tags = ["Voice", "voice", "touch"]
            .iter()
            .filter_map(|t| Tag::new(t))
            .collect();
        fields.cover = Some(photo(9));
        fields.length_seconds = Some(u32::MAX);
        let fields = fields.normalised();
        assert_eq!(fields.photos, [photo(1), photo(2)]);
        assert_eq!(fields.tags.len(), 2);
        assert_eq!(fields.cover, None);
        assert_eq!(fields.cover_photo(), Some(photo(1)));
        assert_eq!(fields.length_seconds, Some(3600));
    }
}
