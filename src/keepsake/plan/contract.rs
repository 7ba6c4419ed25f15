//! What a template reads: the plan of a page as it is written to `page.json`.
//!
//! All lengths are millimetres from the top left corner of the page.

use serde::Serialize;

use super::super::fonts::Families;
use super::super::layout::Rect;
use super::super::words::Words;

/// A text and its field.
#[derive(Debug, Clone, Serialize)]
pub struct Slot {
    /// What to write.
    #[serde(flatten)]
    pub words: Words,
    /// Where.
    #[serde(flatten)]
    pub at: Rect,
}

/// A photo and its place.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoSlot {
    /// Name of the virtual file with the JPEG.
    pub file: String,
    /// Description; empty for none.
    pub alt: String,
    /// What is seen.
    pub frame: Rect,
    /// The whole photo, covering `frame`.
    pub image: Rect,
    /// The line under it.
    pub caption: Option<Slot>,
}

/// One milestone.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneLine {
    /// When.
    pub date: Words,
    /// What.
    pub title: Words,
}

/// A column of the list of milestones.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneColumn {
    /// One under the other, each as high as the others.
    pub items: Vec<MilestoneLine>,
    /// Where the column stands.
    #[serde(flatten)]
    pub at: Rect,
}

/// The page as the template reads it (`page.json`).
#[derive(Debug, Clone, Serialize)]
pub struct PagePlan {
    /// Paper width.
    pub width: f32,
    /// Paper height.
    pub height: f32,
    /// Two or three letters.
    pub lang: String,
    /// Two letters.
    pub region: Option<String>,
    /// Reading direction of the page.
    pub rtl: bool,
    /// The PDF's own title.
    pub document_title: String,
    /// The PDF's creation date: year, month, day.
    pub date: (i32, u32, u32),
    /// Font families that are there.
    pub fonts: Option<Families>,
    /// Whether the page has words only, set larger.
    pub text_only: bool,
    /// Moon and stars.
    pub ornament: Rect,
    /// A line around a page of words.
    pub border: Option<Rect>,
    /// Heading.
    pub title: Option<Slot>,
    /// Under the heading.
    pub subtitle: Option<Slot>,
    /// Photos in order.
    pub photos: Vec<PhotoSlot>,
    /// Milestones in order, in one or two columns.
    pub milestones: Vec<MilestoneColumn>,
    /// A fine line between milestones and closing.
    pub rule: Option<Rect>,
    /// Last words.
    pub closing: Option<Slot>,
    /// The quiet line.
    pub quiet: Option<Slot>,
}
