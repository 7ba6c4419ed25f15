//! A photo as the journal knows it; the bytes live in the vault of originals.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Invalid, Light, Moment, PhotoId, Shot, Shows};

/// SHA-256 of an original's bytes; names its file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// From the 32 bytes of a SHA-256 digest.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The digest.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || Invalid::new(t!("fingerprint-unknown", text = text));
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0_u8; 32];
        for (slot, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| wrong())?;
            *slot = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for ContentHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The file formats the journal takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhotoFormat {
    /// JPEG
    Jpeg,
    /// PNG
    Png,
    /// WebP
    Webp,
    /// GIF, first frame
    Gif,
    /// Windows bitmap
    Bmp,
    /// TIFF
    Tiff,
    /// HEIC / HEIF
    Heic,
    /// AVIF
    Avif,
    /// What the sensor saw, as any camera writes it (DNG, CR2, NEF, ARW …)
    Raw,
    /// A film: MPEG-4 and its kin (MP4, M4V, 3GP)
    Mp4,
    /// A film: QuickTime
    Mov,
}

impl PhotoFormat {
    /// Every format.
    pub const ALL: [Self; 11] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Gif,
        Self::Bmp,
        Self::Tiff,
        Self::Heic,
        Self::Avif,
        Self::Raw,
        Self::Mp4,
        Self::Mov,
    ];

    /// The extension an original of this format gets in the vault; also the
    /// code stored in the database.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Tiff => "tif",
            Self::Heic => "heic",
            Self::Avif => "avif",
            Self::Raw => "raw",
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
        }
    }

    /// Whether it moves: of such a file one picture is shown.
    pub const fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::Mov)
    }
}

impl FromStr for PhotoFormat {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == text)
            .ok_or_else(|| Invalid::new(t!("photo-format-unknown", text = text)))
    }
}

/// What is known of a photo when it is first put into the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPhoto {
    /// SHA-256 of the original.
    pub hash: ContentHash,
    /// Format found in the bytes (never from the name).
    pub format: PhotoFormat,
    /// Size of the original, in bytes.
    pub byte_len: u64,
    /// Width in pixels once upright.
    pub width: u32,
    /// Height in pixels once upright.
    pub height: u32,
    /// Mean colour, sRGB `0xRRGGBB`: shown until the picture is there.
    pub average_rgb: u32,
    /// The name it had where it came from (no folder), for the parent.
    pub original_name: String,
    /// When it was taken, as far as the file tells.
    pub taken: Moment,
    /// Thousandths of a second behind `taken`, to order a burst.
    pub taken_millis: u16,
    /// What can be shown of the file.
    pub shows: Shows,
    /// The file stops before its picture does.
    pub ends_early: bool,
    /// How it was taken.
    pub shot: Shot,
    /// How its light turned out; `None` until it was measured.
    pub light: Option<Light>,
}

/// A photo as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Stable id.
    pub id: PhotoId,
    /// What the file said.
    #[serde(flatten)]
    pub file: NewPhoto,
    /// UTC.
    pub created_at: NaiveDateTime,
}

impl Photo {
    /// Width divided by height, once upright and before any edit.
    pub fn aspect(&self) -> f32 {
        self.file.width as f32 / self.file.height.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_round_trip() {
        let hash = ContentHash::from_bytes(std::array::from_fn(|i| i as u8 * 7));
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(hash.to_string().len(), 64);
        for bad in ["", "zz", &"g".repeat(64), &"ä".repeat(32)] {
            assert!(bad.parse::<ContentHash>().is_err(), "{bad}");
        }
    }
}
