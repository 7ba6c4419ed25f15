//! What a parent chose for one month's keepsake page.

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
}

impl Paper {
    /// Every paper, in the order shown.
    pub const ALL: [Self; 2] = [Self::A4, Self::UsLetter];

    /// The word stored and used on the command line; also Typst's name for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::UsLetter => "us-letter",
        }
    }

    /// The words shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::UsLetter => "US Letter",
        }
    }

    /// Width and height in millimetres, upright.
    pub const fn size_mm(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::UsLetter => (215.9, 279.4),
        }
    }
}

impl FromStr for Paper {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().as_str() {
            "a4" => Ok(Self::A4),
            "us-letter" | "letter" => Ok(Self::UsLetter),
            _ => Err(Invalid::new(format!(
                "“{text}” is no known paper. Choose a4 or letter."
            ))),
        }
    }
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
}

impl PageChoice {
    /// The most photos one page takes.
    pub const MAX_PHOTOS: usize = 12;

    /// The choice before a parent made any.
    pub fn untouched(baby: BabyId, month: Month) -> Self {
        Self {
            baby,
            month,
            title: String::new(),
            closing: String::new(),
            paper: Paper::default(),
            photos: None,
        }
    }
}
