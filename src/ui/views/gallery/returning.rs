//! Memories open where they were left.

use super::{GalleryView, ROW_HEIGHTS};
use crate::app::{MemoriesPlace, Model};

/// For so long after the journal is there, in seconds, what was looked at is
/// waited for: all photos of a large journal are known a little later. After
/// that a jump would only surprise.
const PATIENCE_S: f64 = 4.0;

/// A place to go back to.
pub(super) struct Returning {
    place: MemoriesPlace,
    /// When it is given up, in seconds of the window's clock.
    until: Option<f64>,
}

impl GalleryView {
    /// Goes back, when next drawn, to where the window was when it was closed.
    pub fn return_to(&mut self, place: MemoriesPlace) {
        self.row_height = place
            .row_height
            .clamp(*ROW_HEIGHTS.start(), *ROW_HEIGHTS.end());
        self.returning = Some(Returning { place, until: None });
    }

    /// What is looked at; no photo at the very top, where new ones come in.
    pub fn place(&self, model: &Model) -> MemoriesPlace {
        // Closed before it could go back: it is where it was.
        if let Some(returning) = &self.returning {
            return returning.place;
        }
        let seen = self.places.anchor();
        MemoriesPlace {
            baby: model.baby,
            photo: seen
                .and_then(|place| model.gallery.at(place))
                .map(|item| item.id()),
            row_height: self.row_height,
        }
    }

    /// How far down the photo is that was looked at last time, once it is there
    /// and unless somebody has gone on already.
    pub(super) fn way_back(&mut self, model: &Model, now: f64) -> Option<f64> {
        let returning = self.returning.as_mut()?;
        let until = *returning.until.get_or_insert(now + PATIENCE_S);
        let place = returning.place;
        let gone_on = self.places.anchor().is_some()
            || !model.filter.is_empty()
            || place.baby != model.baby
            || now > until;
        let Some(photo) = place.photo.filter(|_| !gone_on) else {
            self.returning = None;
            return None;
        };
        let position = model.gallery.position(photo)?;
        let offset = self.places.offset_of(position)?;
        self.returning = None;
        Some(offset)
    }
}
