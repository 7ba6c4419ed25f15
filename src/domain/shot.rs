//! How a photo was taken, and how its light turned out: what the hints in the
//! viewer rest on.

use serde::{Deserialize, Serialize};

/// What the camera wrote about the shot. What it did not write is `None`, and
/// nothing is said about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shot {
    /// Maker and model.
    pub camera: Option<String>,
    /// Whether the flash fired.
    pub flash_fired: Option<bool>,
    /// Exposure time, in microseconds.
    pub exposure_us: Option<u32>,
    /// Sensitivity, ISO 12232.
    pub iso: Option<u32>,
    /// F-number, in hundredths.
    pub aperture_centi: Option<u16>,
    /// Focal length as if on 35 mm film, in millimetres.
    pub focal_35mm: Option<u16>,
    /// How long a film lasts, in milliseconds; `None` for photos.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub film_ms: Option<u64>,
    /// What the two files of a Live Photo, its still and its moving part, have
    /// in common.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<String>,
}

/// What was measured in the pixels of the upright picture, made small first
/// (`photo::light` says how), so that it means the same at every size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Light {
    /// Middle value of the encoded brightness, 0…255.
    pub median: u8,
    /// Share of pixels that are nearly black, in thousandths.
    pub dark_permille: u16,
    /// Share of pixels that are burnt out, in thousandths.
    pub clipped_permille: u16,
    /// Sharpness of the sharpest part, in hundredths of a value step between
    /// neighbours; larger is sharper.
    pub sharpness_centi: u16,
}

/// What can be shown of a kept file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// The photo itself.
    #[default]
    Photo,
    /// The preview that the camera put beside the sensor’s data.
    Preview,
    /// One picture of a film.
    Frame,
    /// Nothing: the file is kept whole, a drawn card stands in for it.
    Nothing,
}

impl Shows {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Photo, Self::Preview, Self::Frame, Self::Nothing];

    /// The word stored in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Preview => "preview",
            Self::Frame => "frame",
            Self::Nothing => "nothing",
        }
    }
}

impl std::str::FromStr for Shows {
    type Err = super::Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|shows| shows.code() == text)
            .ok_or_else(|| super::Invalid::new(t!("shows-unknown", text = text)))
    }
}
