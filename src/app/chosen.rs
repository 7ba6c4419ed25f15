//! What a parent chose in the gallery: photos, and entries of words alone.

use crate::domain::{EntryId, PhotoId};

/// What is chosen, both in the gallery's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Photos; a change is for the entries they belong to.
    pub photos: Vec<PhotoId>,
    /// Entries that have no photo.
    pub words: Vec<EntryId>,
}

impl Chosen {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.photos.is_empty() && self.words.is_empty()
    }
}

impl From<Vec<PhotoId>> for Chosen {
    fn from(photos: Vec<PhotoId>) -> Self {
        Self {
            photos,
            words: Vec::new(),
        }
    }
}
