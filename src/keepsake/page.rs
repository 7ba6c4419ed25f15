//! What stands on a page: the words and photos a parent settled on.

use std::sync::Arc;

use crate::domain::{Month, PageChoice, Paper, PhotoId};

/// One photo of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PagePhoto {
    /// Which photo; used in error messages only, never written to the page.
    pub photo: PhotoId,
    /// A JPEG, upright and edited, without metadata: these bytes go into the
    /// PDF unchanged. May be empty while only sizes are asked for
    /// ([`super::photo_boxes_mm`]).
    pub jpeg: Arc<[u8]>,
    /// Width as shown. Only the ratio to `height` matters, so keep the size of
    /// the upright, edited original here even when `jpeg` is smaller: sizes
    /// asked for and the final page then agree exactly.
    pub width: u32,
    /// Height as shown; see `width`.
    pub height: u32,
    /// A short line under the photo; may be empty; any script.
    pub caption: String,
    /// What the photo shows, for readers who cannot see it; may be empty.
    pub alt: String,
    /// Favourites get a little more room.
    pub favourite: bool,
}

impl PagePhoto {
    /// Width divided by height.
    pub fn aspect(&self) -> f32 {
        self.width.max(1) as f32 / self.height.max(1) as f32
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageData {
    /// The baby's name; goes into the PDF's own title.
    pub baby_name: String,
    /// The month; its last day is the PDF's creation date, so that the same
    /// page is the same file whenever it is saved.
    pub month: Month,
    /// Heading, shown as given.
    pub title: String,
    /// Under the heading, for example `Mina · 4 months old`; may be empty.
    pub subtitle: String,
    /// For example `14 smiles kept this month`; may be empty.
    pub quiet_line: String,
    /// The family's last words on the page; may be empty.
    pub closing: String,
    /// Paper.
    pub paper: Paper,
    /// Photos in reading order, at most [`PageChoice::MAX_PHOTOS`].
    pub photos: Vec<PagePhoto>,
    /// Date label and title of each milestone, in order.
    pub milestones: Vec<(String, String)>,
    /// Whether the page reads from right to left (photos start at the right).
    pub right_to_left: bool,
    /// A language tag such as `en` or `zh-TW`; picks the shapes of Chinese,
    /// Japanese and Korean letters and is written into the PDF. Anything
    /// unreadable counts as `en`.
    pub language: String,
}

impl PageData {
    /// The most photos a page takes.
    pub const MAX_PHOTOS: usize = PageChoice::MAX_PHOTOS;
}
