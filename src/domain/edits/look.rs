//! Looks: a mood laid over a photo.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::Invalid;

/// A look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Golden and gentle, as by the light of a bedside lamp.
    WarmNight,
    /// Less contrast, and a breath of glow.
    Soft,
    /// Without colour.
    BlackAndWhite,
    /// The brown of old albums.
    Sepia,
}

impl Look {
    /// Every look, in the order shown.
    pub const ALL: [Self; 4] = [
        Self::WarmNight,
        Self::Soft,
        Self::BlackAndWhite,
        Self::Sepia,
    ];

    /// The word stored in the database and used on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WarmNight => "warm_night",
            Self::Soft => "soft",
            Self::BlackAndWhite => "black_and_white",
            Self::Sepia => "sepia",
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::WarmNight => t!("look-warm-night"),
            Self::Soft => t!("look-soft"),
            Self::BlackAndWhite => t!("look-black-and-white"),
            Self::Sepia => t!("look-sepia"),
        }
    }
}

impl FromStr for Look {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|look| look.code() == text)
            .ok_or_else(|| Invalid::new(t!("look-unknown", text = text)))
    }
}

/// A look and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LookChoice {
    /// Which.
    pub look: Look,
    /// 1…100.
    pub strength: u8,
}

impl LookChoice {
    /// The look in full.
    pub const fn full(look: Look) -> Self {
        Self {
            look,
            strength: 100,
        }
    }

    /// Brought into range; a look of no strength is none.
    pub(super) fn clamped(self) -> Option<Self> {
        (self.strength > 0).then_some(Self {
            strength: self.strength.min(100),
            ..self
        })
    }
}
