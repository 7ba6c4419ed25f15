//! Words looked up for the gallery, away from the window's thread.

use std::sync::Arc;

use super::filter::Hits;
use crate::store::gallery::GalleryItem;
use crate::store::search::{self, FileWords};
use crate::store::{Connection, StoreError};

/// Words, and the photos whose files' names may have them: those are known
/// already and need no reading.
pub(super) struct SearchRequest {
    pub words: String,
    pub items: Arc<Vec<GalleryItem>>,
}

/// The words looked up, and where they were found.
pub(super) type SearchResult = (String, Result<Hits, String>);

impl SearchRequest {
    pub(super) fn answer(self, connection: &Connection) -> SearchResult {
        let hits = self.hits(connection).map_err(|error| error.sentence());
        (self.words, hits)
    }

    fn hits(&self, connection: &Connection) -> Result<Hits, StoreError> {
        let entries = search::matching(connection, &self.words)?;
        let mut hits = Hits {
            entries: entries.unwrap_or_default().into_iter().collect(),
            photos: search::matching_photos(connection, &self.words)?
                .into_iter()
                .collect(),
        };
        if let Some(files) = FileWords::new(&self.words) {
            let named = self.items.iter();
            let named = named.filter(|item| files.are_in(&item.photo.file.original_name));
            hits.photos.extend(named.map(GalleryItem::id));
        }
        Ok(hits)
    }
}
