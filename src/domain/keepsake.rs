//! What a parent chose for one month's keepsake page.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{BabyId, Invalid, Month, PhotoId};

/// Paper a page can be printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Paper {
    /// 210 × 297 mm
    #[default]
    #[serde(rename = "a4")]
    A4,
    /// 8.5 × 11 in
    #[serde(rename = "us-letter")]
    UsLetter,
    /// 148 × 210 mm
    #[serde(rename = "a5")]
    A5,
    /// 210 × 210 mm
    #[serde(rename = "square")]
    Square,
    /// Photo paper of 100 × 150 mm
    #[serde(rename = "10x15")]
    Photo10x15,
    /// Photo paper of 130 × 180 mm
    #[serde(rename = "13x18")]
    Photo13x18,
}

impl Paper {
    /// Every paper, in the order shown.
    pub const ALL: [Self; 6] = [
        Self::A4,
        Self::UsLetter,
        Self::A5,
        Self::Square,
        Self::Photo10x15,
        Self::Photo13x18,
    ];

    /// The word stored and used on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::UsLetter => "us-letter",
            Self::A5 => "a5",
            Self::Square => "square",
            Self::Photo10x15 => "10x15",
            Self::Photo13x18 => "13x18",
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::UsLetter => t!("paper-us-letter"),
            Self::A5 => "A5",
            Self::Square => t!("paper-square"),
            Self::Photo10x15 => "10 × 15 cm",
            Self::Photo13x18 => "13 × 18 cm",
        }
    }

    /// Width and height in millimetres, upright.
    pub const fn size_mm(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::UsLetter => (215.9, 279.4),
            Self::A5 => (148.0, 210.0),
            Self::Square => (210.0, 210.0),
            Self::Photo10x15 => (100.0, 150.0),
            Self::Photo13x18 => (130.0, 180.0),
        }
    }

    /// Clear space to the edges while the parent has set none, in millimetres:
    /// what most home printers cut, and a little more on large sheets, where a
    /// frame covers some.
    pub const fn usual_margin_mm(self) -> u8 {
        match self {
            Self::A4 | Self::UsLetter => 16,
            Self::A5 => 12,
            Self::Square => 14,
            Self::Photo10x15 => 7,
            Self::Photo13x18 => 9,
        }
    }
}

impl FromStr for Paper {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.to_ascii_lowercase().replace(' ', "");
        let known = match word.as_str() {
            "letter" => Some(Self::UsLetter),
            "21x21" => Some(Self::Square),
            _ => Self::ALL.into_iter().find(|paper| paper.code() == word),
        };
        known.ok_or_else(|| Invalid::new(t!("paper-unknown", text = text)))
    }
}

/// A point of a photo that should stay in sight when it is cut to a frame, in
/// thousandths of its width and height from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Focus(u16, u16);

impl Focus {
    /// A point; values outside the photo are brought to its edge.
    pub fn new(x: f32, y: f32) -> Self {
        let thousandths = |value: f32| (value * 1000.0).round().clamp(0.0, 1000.0) as u16;
        Self(thousandths(x), thousandths(y))
    }

    /// From the left, 0–1.
    pub fn x(self) -> f32 {
        f32::from(self.0.min(1000)) / 1000.0
    }

    /// From the top, 0–1.
    pub fn y(self) -> f32 {
        f32::from(self.1.min(1000)) / 1000.0
    }
}

impl Default for Focus {
    /// A little above the middle, where heads are.
    fn default() -> Self {
        Self(500, 420)
    }
}

/// How a page looks, besides its words and photos. What an older program wrote
/// lacks some of it; that has its usual value then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageLook {
    /// The template's code; empty means the first one. One of the family's own
    /// is `own/` and its file name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// Whether the paper lies on its long side.
    #[serde(skip_serializing_if = "is_false")]
    pub landscape: bool,
    /// Clear space to the edges in millimetres; `None` is the paper's usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin_mm: Option<u8>,
    /// How far colour and pictures reach over the edge, for a print shop that
    /// trims, in millimetres.
    #[serde(skip_serializing_if = "is_zero")]
    pub bleed_mm: u8,
    /// Whether lines in the corners show where to cut.
    #[serde(skip_serializing_if = "is_false")]
    pub crop_marks: bool,
    /// Whether the age counts from the due date as well.
    #[serde(skip_serializing_if = "is_false")]
    pub corrected_age: bool,
    /// The code of the verse that closes the page; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub verse: String,
    /// Where the month was spent, in the parent's own words; empty for none.
    /// Nothing a camera noted is used for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Where the parent wants the middle of a photo.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub focus: BTreeMap<PhotoId, Focus>,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &u8) -> bool {
    *value == 0
}

impl PageLook {
    /// The margins a parent may set, in millimetres.
    pub const MARGINS_MM: std::ops::RangeInclusive<u8> = 4..=30;
    /// The widest bleed, in millimetres.
    pub const MAX_BLEED_MM: u8 = 5;
}

/// The choices for one page, remembered per baby and month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageChoice {
    /// Whose page.
    pub baby: BabyId,
    /// Which month.
    pub month: Month,
    /// Heading; empty means the month's name.
    pub title: String,
    /// Last line; empty means none.
    pub closing: String,
    /// Paper.
    pub paper: Paper,
    /// Photos in order. `None` until the parent has chosen: then the program
    /// proposes.
    pub photos: Option<Vec<PhotoId>>,
    /// Everything else of its looks.
    #[serde(default)]
    pub look: PageLook,
}

impl PageChoice {
    /// The most photos one page takes: one a day.
    pub const MAX_PHOTOS: usize = 31;

    /// The choice before a parent made any.
    pub fn untouched(baby: BabyId, month: Month) -> Self {
        Self {
            baby,
            month,
            title: String::new(),
            closing: String::new(),
            paper: Paper::default(),
            photos: None,
            look: PageLook::default(),
        }
    }

    /// Width and height of the page in millimetres, as it will lie.
    pub fn size_mm(&self) -> (f32, f32) {
        let (width, height) = self.paper.size_mm();
        if self.look.landscape {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// Clear space to the edges, in millimetres.
    pub fn margin_mm(&self) -> f32 {
        let margin = self.look.margin_mm.map_or_else(
            || self.paper.usual_margin_mm(),
            |margin| margin.clamp(*PageLook::MARGINS_MM.start(), *PageLook::MARGINS_MM.end()),
        );
        let (width, height) = self.paper.size_mm();
        f32::from(margin).min(width.min(height) * 0.14)
    }
}
