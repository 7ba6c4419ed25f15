//! Small pictures, made once and kept in `cache/thumbs/`.
//!
//! The whole folder may be deleted at any time; what is missing or unreadable
//! is made again from the original, through [`render::render`], so that a
//! thumbnail, the editor and the printed page agree.

use std::path::{Path, PathBuf};

use image::RgbImage;

use super::resize::fit_within;
use super::{PhotoError, Picture, Vault, decode, encode, hash_of, render};
use crate::domain::{ContentHash, Edits, NewPhoto};
use crate::storage;

/// How large a cached picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThumbSize {
    /// For hundreds on one screen: the long side has at most 128 pixels.
    Tiny,
    /// For the gallery: the long side has at most 512 pixels.
    Grid,
    /// For the viewer and as the editor’s proxy: fits 1920 × 1920 pixels.
    Screen,
}

impl ThumbSize {
    /// The longest side, in pixels.
    pub const fn max_side(self) -> u32 {
        match self {
            Self::Tiny => 128,
            Self::Grid => 512,
            Self::Screen => 1920,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Tiny => "tiny",
            Self::Grid => "grid",
            Self::Screen => "screen",
        }
    }

    /// JPEG quality: the proxy is edited further, so it is kept better.
    const fn quality(self) -> u8 {
        match self {
            Self::Tiny | Self::Grid => 85,
            Self::Screen => 92,
        }
    }
}

/// Longest file of the cache that is read, in bytes; ours are far smaller.
const MAX_CACHE_FILE_BYTES: u64 = 32 << 20;

/// The cached small pictures of one library.
#[derive(Debug, Clone)]
pub struct ThumbCache {
    root: PathBuf,
}

impl ThumbCache {
    /// The cache of the library in a folder; nothing is created yet.
    pub fn new(library_root: &Path) -> Self {
        Self {
            root: library_root.join("cache").join("thumbs"),
        }
    }

    /// Its folder, which may be emptied at any time.
    pub fn folder(&self) -> &Path {
        &self.root
    }

    /// A picture from the cache; `None` when it is not there or unreadable.
    pub fn get(&self, hash: &ContentHash, size: ThumbSize, edits: &Edits) -> Option<RgbImage> {
        let path = self.path_of(hash, size, edits);
        let bytes = storage::read_bounded(&path, MAX_CACHE_FILE_BYTES).ok()?;
        let pixels = decode::decode_own_jpeg(&bytes)?;
        // Something else under that name is no thumbnail of ours.
        (pixels.width().max(pixels.height()) <= size.max_side()).then_some(pixels)
    }

    /// Makes a picture anew and puts it into the cache. The screen picture
    /// comes from the original by way of [`render::render`], as print and
    /// export do; the small one is scaled from the screen picture, so that
    /// both cost one decode.
    ///
    /// # Errors
    /// When the original is missing, unreadable or damaged. A cache that
    /// cannot be written is no error: the picture is there.
    pub fn make(
        &self,
        vault: &Vault,
        photo: &NewPhoto,
        size: ThumbSize,
        edits: &Edits,
    ) -> Result<RgbImage, PhotoError> {
        let side = size.max_side();
        if size == ThumbSize::Tiny {
            let grid = self.get_or_make(vault, photo, ThumbSize::Grid, edits)?;
            let tiny = fit_within(&grid, side, side);
            self.put(&photo.hash, size, edits, &tiny);
            return Ok(tiny);
        }
        let cached = match size {
            ThumbSize::Tiny | ThumbSize::Grid => self.get(&photo.hash, ThumbSize::Screen, edits),
            ThumbSize::Screen => None,
        };
        let screen = match cached {
            Some(screen) => screen,
            None => {
                let screen = self.screen(vault, photo, edits)?;
                self.put(&photo.hash, ThumbSize::Screen, edits, &screen);
                screen
            }
        };
        if size == ThumbSize::Screen {
            return Ok(screen);
        }
        let small = fit_within(&screen, side, side);
        self.put(&photo.hash, size, edits, &small);
        Ok(small)
    }

    /// From the original; while that cannot be read (a drive that is not
    /// plugged in), from the unedited screen picture, if there is one.
    fn screen(
        &self,
        vault: &Vault,
        photo: &NewPhoto,
        edits: &Edits,
    ) -> Result<RgbImage, PhotoError> {
        let side = ThumbSize::Screen.max_side();
        match render::render(vault, photo, edits, side, side) {
            Ok(screen) => Ok(screen.into_srgb8()),
            Err(error @ PhotoError::Storage(_)) => {
                let plain = self.get(&photo.hash, ThumbSize::Screen, &Edits::default());
                let Some(plain) = plain.filter(|_| !edits.is_identity()) else {
                    return Err(error);
                };
                Ok(render::apply(&Picture::srgb(plain), edits).into_srgb8())
            }
            Err(error) => Err(error),
        }
    }

    /// From the cache, or made.
    ///
    /// # Errors
    /// As [`Self::make`].
    pub fn get_or_make(
        &self,
        vault: &Vault,
        photo: &NewPhoto,
        size: ThumbSize,
        edits: &Edits,
    ) -> Result<RgbImage, PhotoError> {
        match self.get(&photo.hash, size, edits) {
            Some(pixels) => Ok(pixels),
            None => self.make(vault, photo, size, edits),
        }
    }

    /// Makes both sizes, unedited, while a picture is in hand that is at least
    /// as large as the screen size. Returns the small one. A cache that cannot
    /// be written is left as it is.
    pub fn make_from_pixels(&self, hash: &ContentHash, pixels: &RgbImage) -> RgbImage {
        let fitted = |image, size: ThumbSize| fit_within(image, size.max_side(), size.max_side());
        let side = ThumbSize::Screen.max_side();
        let scaled;
        let screen = if pixels.width().max(pixels.height()) <= side {
            pixels
        } else {
            scaled = fitted(pixels, ThumbSize::Screen);
            &scaled
        };
        let grid = fitted(screen, ThumbSize::Grid);
        self.put(hash, ThumbSize::Screen, &Edits::default(), screen);
        self.put(hash, ThumbSize::Grid, &Edits::default(), &grid);
        grid
    }

    /// Removes every cached picture of a photo, for when it leaves the journal.
    pub fn forget(&self, hash: &ContentHash) {
        let name = hash.to_string();
        let Ok(entries) = std::fs::read_dir(self.shelf(&name)) else {
            return;
        };
        for entry in entries.flatten() {
            if entry
                .file_name()
                .as_encoded_bytes()
                .starts_with(name.as_bytes())
            {
                // A cache file that stays only takes room.
                let _ = storage::remove_file(&entry.path());
            }
        }
    }

    /// Puts a picture that was made elsewhere into the cache. A cache that
    /// cannot be written is left as it is.
    pub fn put(&self, hash: &ContentHash, size: ThumbSize, edits: &Edits, pixels: &RgbImage) {
        if let Ok(bytes) = encode::jpeg_without_profile(pixels, size.quality()) {
            // It is made again next time; a full disk must not cost a picture.
            let _ = storage::write_cache(&self.path_of(hash, size, edits), &bytes);
        }
    }

    fn path_of(&self, hash: &ContentHash, size: ThumbSize, edits: &Edits) -> PathBuf {
        let name = hash.to_string();
        self.shelf(&name)
            .join(format!("{name}-{}-{}.jpg", size.code(), edit_key(edits)))
    }

    fn shelf(&self, name: &str) -> PathBuf {
        self.root.join(name.get(..2).unwrap_or_default())
    }
}

/// Edits as a part of a file name; the number in front changes when the
/// meaning of the edits does.
fn edit_key(edits: &Edits) -> String {
    let edits = edits.clamped();
    if edits.is_identity() {
        return "plain".to_owned();
    }
    let json = serde_json::to_vec(&edits).unwrap_or_default();
    let name = hash_of(&json).to_string();
    format!("2{}", name.get(..24).unwrap_or_default())
}
