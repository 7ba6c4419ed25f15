//! What is chosen in the gallery, and where Shift reaches from.

use std::collections::HashSet;

use super::layout::Spot;
use crate::app::Gallery;
use crate::domain::{EntryId, PhotoId};

/// What is chosen, in no order.
#[derive(Clone, Default)]
pub(super) struct Set {
    pub photos: HashSet<PhotoId>,
    /// Entries without photos.
    pub words: HashSet<EntryId>,
}

impl Set {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.photos.is_empty() && self.words.is_empty()
    }

    /// Puts in what stands at a spot; an entry that was found with all of its
    /// photos that are shown.
    pub fn put(&mut self, gallery: &Gallery, spot: Spot) {
        match spot {
            Spot::Photo(_) | Spot::Found(_) => self.photos.extend(photos_at(gallery, spot)),
            Spot::Words(section, at) => {
                let entry = gallery.words_at(section, at);
                self.words.extend(entry.map(|entry| entry.id));
            }
        }
    }

    /// Whether what stands at a spot is chosen.
    pub fn has(&self, gallery: &Gallery, spot: Spot) -> bool {
        match spot {
            Spot::Photo(place) | Spot::Found(place) => gallery
                .at(place)
                .is_some_and(|item| self.photos.contains(&item.id())),
            Spot::Words(section, at) => gallery
                .words_at(section, at)
                .is_some_and(|entry| self.words.contains(&entry.id)),
        }
    }

    /// Takes out what [`Self::put`] puts in.
    pub fn take(&mut self, gallery: &Gallery, spot: Spot) {
        match spot {
            Spot::Photo(_) | Spot::Found(_) => {
                for photo in photos_at(gallery, spot) {
                    self.photos.remove(&photo);
                }
            }
            Spot::Words(section, at) => {
                if let Some(entry) = gallery.words_at(section, at) {
                    self.words.remove(&entry.id);
                }
            }
        }
    }
}

/// The photos a spot stands for.
fn photos_at(gallery: &Gallery, spot: Spot) -> impl Iterator<Item = PhotoId> {
    let (first, most) = match spot {
        Spot::Photo(place) => (place, 1),
        Spot::Found(place) => (place, usize::MAX),
        Spot::Words(..) => (0, 0),
    };
    let entry = gallery.at(first).map(|item| item.entry);
    (first..)
        .map_while(|place| gallery.at(place))
        .take_while(move |item| Some(item.entry) == entry)
        .map(|item| item.id())
        .take(most)
}

/// Where Shift reaches from.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Photo(PhotoId),
    Words(EntryId),
}

impl Anchor {
    /// What stands at a spot.
    pub fn at(gallery: &Gallery, spot: Spot) -> Option<Self> {
        match spot {
            Spot::Photo(place) | Spot::Found(place) => Some(Self::Photo(gallery.at(place)?.id())),
            Spot::Words(section, at) => Some(Self::Words(gallery.words_at(section, at)?.id)),
        }
    }

    /// Where it stands now: a test for spots.
    pub fn finds(self, gallery: &Gallery) -> impl Fn(Spot) -> bool {
        let place = match self {
            Self::Photo(photo) => gallery.place_of(photo),
            Self::Words(_) => None,
        };
        move |spot| match (self, spot) {
            (Self::Photo(_), Spot::Photo(at) | Spot::Found(at)) => place == Some(at),
            (Self::Words(entry), Spot::Words(section, at)) => gallery
                .words_at(section, at)
                .is_some_and(|known| known.id == entry),
            _ => false,
        }
    }
}
