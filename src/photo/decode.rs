//! Bytes to upright pixels, within limits that are checked before
//! anything large is set aside.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::RgbImage;

use super::budget::check_memory;
use super::metadata::{self, Metadata};
use super::render::Placement;
use super::{PhotoError, Picture, avif, common, film, heic, isolation, jpeg, raw, sniff};
use crate::domain::{PhotoFormat, Shows};
use crate::storage::{self, PathErrorKind};

/// What is still taken in. The defaults are far beyond a phone’s photo and
/// keep a hostile file from filling the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest file, in bytes.
    pub max_file_bytes: u64,
    /// Longest side, in pixels.
    pub max_side: u32,
    /// Most pixels in all.
    pub max_pixels: u64,
    /// Most memory for one decode, with the file itself, in bytes.
    pub max_memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // The largest camera raw files have about 200 MB.
            max_file_bytes: 256 << 20,
            max_side: 40_000,
            // The largest sensors in phones have 200 megapixels.
            max_pixels: 250_000_000,
            // With the program around it below 512 MiB.
            max_memory_bytes: 400 << 20,
        }
    }
}

/// A decoded photo.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// Upright, on white, in the file’s own colours and depth.
    pub picture: Picture,
    /// Width and height of the whole photo once upright, in pixels; larger than
    /// the picture when that was scaled.
    pub size: (u32, u32),
    /// What can be shown of the file.
    pub shows: Shows,
    /// Found in the bytes.
    pub format: PhotoFormat,
    /// What the EXIF block says.
    pub metadata: Metadata,
    /// The file stops before the picture does (a half-copied file): part of
    /// the pixels is grey or black. Worth a warning; some whole photos from
    /// careless programs lack only the end mark.
    pub ends_early: bool,
}

impl Decoded {
    /// The picture in 8-bit sRGB.
    pub fn srgb(&self) -> RgbImage {
        self.picture.clone().into_srgb8()
    }
}

/// Reads a photo’s file whole.
///
/// # Errors
/// [`PhotoError::Empty`], [`PhotoError::NotAFile`] (never blocking on a pipe),
/// [`PhotoError::TooLarge`], or the disk’s own trouble.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, PhotoError> {
    match storage::read_bounded(path, limits.max_file_bytes) {
        Ok(bytes) if bytes.is_empty() => Err(PhotoError::Empty),
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == PathErrorKind::TooLarge => Err(file_too_large(limits)),
        Err(error) => Err(error.into()),
    }
}

/// Decodes a photo in full size.
///
/// # Errors
/// Any [`PhotoError`] but those of files and storage. A panic inside a decoder
/// counts as a damaged photo. Formats that [`isolation`] names are decoded in
/// another process, where the program has set that up.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, PhotoError> {
    if sniff::sniff(bytes).is_some_and(PhotoFormat::is_film) {
        return film::decode_bytes(bytes, limits, None);
    }
    isolation::elsewhere(bytes, limits, None).unwrap_or_else(|| decode_here(bytes, limits))
}

/// As [`decode`], in this process.
pub(super) fn decode_here(bytes: &[u8], limits: &Limits) -> Result<Decoded, PhotoError> {
    guarded(|| upright(bytes, limits, None))
}

/// Decodes a photo and scales it to fit a box (never enlarged). Cheaper than
/// [`decode`] followed by a scale: some decoders scale on the way, and the
/// orientation is worked out on the small picture.
///
/// # Errors
/// As [`decode`].
pub fn decode_to_fit(
    bytes: &[u8],
    limits: &Limits,
    max_width: u32,
    max_height: u32,
) -> Result<Decoded, PhotoError> {
    if sniff::sniff(bytes).is_some_and(PhotoFormat::is_film) {
        return film::decode_bytes(bytes, limits, Some((max_width, max_height)));
    }
    isolation::elsewhere(bytes, limits, Some((max_width, max_height)))
        .unwrap_or_else(|| decode_to_fit_here(bytes, limits, max_width, max_height))
}

/// As [`decode_to_fit`], in this process.
pub(super) fn decode_to_fit_here(
    bytes: &[u8],
    limits: &Limits,
    max_width: u32,
    max_height: u32,
) -> Result<Decoded, PhotoError> {
    guarded(|| upright(bytes, limits, Some((max_width.max(1), max_height.max(1)))))
}

/// A JPEG of our own cache: no metadata, no profile, nothing to turn.
pub(super) fn decode_own_jpeg(bytes: &[u8]) -> Option<RgbImage> {
    // A file cut short by a power cut decodes to grey; it counts as absent.
    if jpeg::ends_early(bytes) {
        return None;
    }
    let limits = Limits::default();
    guarded(|| Ok(jpeg::read(bytes, &limits, None)?.picture.into_srgb8())).ok()
}

/// A panic inside a decoder is a damaged photo.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(PhotoError::damaged(t!("damage-nonsense"))))
}

fn upright(bytes: &[u8], limits: &Limits, fit: Option<(u32, u32)>) -> Result<Decoded, PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    if bytes.len() as u64 > limits.max_file_bytes {
        return Err(file_too_large(limits));
    }
    let Some(format) = sniff::sniff(bytes) else {
        return Err(sniff::refused(bytes));
    };
    let metadata = metadata::read_metadata(bytes, format);
    let by_exif = Placement::from_exif(metadata.orientation);
    let stored = match format {
        PhotoFormat::Jpeg => jpeg::read(bytes, limits, laid(fit, by_exif))?,
        PhotoFormat::Heic => heic::read(bytes, limits, fit)?,
        PhotoFormat::Avif => avif::read(bytes, limits)?,
        PhotoFormat::Raw => raw::read(bytes, limits, fit, by_exif)?,
        _ => common::read(bytes, format, limits)?,
    };
    let placement = match format {
        // Their own boxes, or the preview, have said it.
        PhotoFormat::Heic | PhotoFormat::Avif | PhotoFormat::Raw => stored.placement,
        _ => by_exif,
    };
    let picture = match laid(fit, placement) {
        Some((width, height)) => stored.picture.into_fitted(width, height),
        None => stored.picture,
    };
    let ends_early = match format {
        PhotoFormat::Jpeg => jpeg::ends_early(bytes),
        PhotoFormat::Heic | PhotoFormat::Avif => heic::ends_early(bytes),
        // The other decoders refuse such files themselves.
        _ => false,
    };
    let (width, height) = stored.size;
    let turns = placement.lies_on_its_side();
    if turns && fit.is_none() {
        // The turned picture lies beside the other for a moment.
        check_memory(bytes.len(), picture.byte_len().saturating_mul(2), limits)?;
    }
    Ok(Decoded {
        picture: picture.placed(placement),
        size: if turns {
            (height, width)
        } else {
            (width, height)
        },
        shows: stored.shows,
        format,
        metadata,
        ends_early,
    })
}

/// The box as it is for the picture before it is turned.
fn laid(fit: Option<(u32, u32)>, placement: Placement) -> Option<(u32, u32)> {
    fit.map(|(width, height)| {
        if placement.lies_on_its_side() {
            (height, width)
        } else {
            (width, height)
        }
    })
}

/// Refuses sizes beyond the limits, and pictures without pixels.
pub(super) fn check_size(width: u32, height: u32, limits: &Limits) -> Result<(), PhotoError> {
    if width == 0 || height == 0 {
        return Err(PhotoError::damaged(t!("damage-no-pixels")));
    }
    if width.max(height) > limits.max_side
        || u64::from(width) * u64::from(height) > limits.max_pixels
    {
        return Err(PhotoError::TooLarge {
            what: t!(
                "large-pixels",
                width = width.to_string(),
                height = height.to_string(),
                megapixels = (limits.max_pixels / 1_000_000).to_string(),
                side = limits.max_side.to_string()
            ),
        });
    }
    Ok(())
}

pub(super) fn file_too_large(limits: &Limits) -> PhotoError {
    PhotoError::TooLarge {
        what: t!(
            "large-photo-file",
            most = (limits.max_file_bytes >> 20).to_string()
        ),
    }
}
