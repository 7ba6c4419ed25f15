//! Bytes to upright sRGB pixels, within limits that are checked before
//! anything large is set aside.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage};
use moxcms::ColorProfile;

use super::metadata::{self, Metadata};
use super::render::Placement;
use super::resize::fit_within;
use super::{PhotoError, Picture, colour, heic, isolation, jpeg, render, sniff};
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
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 512 << 20,
            max_side: 40_000,
            max_pixels: 150_000_000,
        }
    }
}

/// Memory the decoders may use for one picture, in bytes: 150 megapixels of
/// 16-bit colour and some room.
const MAX_DECODER_BYTES: u64 = 1 << 30;

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

/// A picture as it lies in the file; for HEIC it is upright already.
pub(super) struct Stored {
    pub(super) image: DynamicImage,
    pub(super) profile: Option<ColorProfile>,
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
    isolation::elsewhere(bytes, limits, None).unwrap_or_else(|| decode_here(bytes, limits))
}

/// As [`decode`], in this process.
pub(super) fn decode_here(bytes: &[u8], limits: &Limits) -> Result<Decoded, PhotoError> {
    guarded(|| {
        let (format, stored, metadata) = open(bytes, limits)?;
        let size = (stored.image.width(), stored.image.height());
        let pixels = colour::to_srgb(stored.image, stored.profile.as_ref());
        Ok(finish(bytes, format, size, pixels, metadata))
    })
}

/// Decodes a photo and scales it to fit a box (never enlarged). Cheaper than
/// [`decode`] followed by a scale: colours and orientation are worked out on
/// the small picture.
///
/// # Errors
/// As [`decode`].
pub fn decode_to_fit(
    bytes: &[u8],
    limits: &Limits,
    max_width: u32,
    max_height: u32,
) -> Result<Decoded, PhotoError> {
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
    guarded(|| {
        let (format, stored, metadata) = open(bytes, limits)?;
        let size = (stored.image.width(), stored.image.height());
        let placement = Placement::from_exif(metadata.orientation);
        let (box_width, box_height) = if placement.lies_on_its_side() {
            (max_height, max_width)
        } else {
            (max_width, max_height)
        };
        let pixels = match stored.image {
            DynamicImage::ImageRgb8(full) => {
                let mut small = fit_within(&full, box_width, box_height);
                drop(full);
                if let Some(profile) = &stored.profile {
                    colour::rgb8_to_srgb(&mut small, profile);
                }
                small
            }
            // Rare kinds go the long way.
            image => fit_within(
                &colour::to_srgb(image, stored.profile.as_ref()),
                box_width,
                box_height,
            ),
        };
        Ok(finish(bytes, format, size, pixels, metadata))
    })
}

/// A JPEG of our own cache: no metadata, no profile, nothing to turn.
pub(super) fn decode_own_jpeg(bytes: &[u8]) -> Option<RgbImage> {
    // A file cut short by a power cut decodes to grey; it counts as absent.
    if jpeg::ends_early(bytes) {
        return None;
    }
    let limits = Limits::default();
    guarded(|| Ok(read_common(bytes, PhotoFormat::Jpeg, &limits)?.image))
        .ok()
        .map(DynamicImage::into_rgb8)
}

/// How much memory decoding these bytes will take, in bytes, as far as a header
/// tells.
pub fn estimate(bytes: &[u8], _fit: Option<(u32, u32)>) -> u64 {
    bytes.len() as u64 * 16
}

/// A panic inside a decoder is a damaged photo.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(PhotoError::damaged("its content makes no sense")))
}

fn open(bytes: &[u8], limits: &Limits) -> Result<(PhotoFormat, Stored, Metadata), PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    if bytes.len() as u64 > limits.max_file_bytes {
        return Err(file_too_large(limits));
    }
    let Some(format) = sniff::sniff(bytes) else {
        return Err(match sniff::name_unsupported(bytes) {
            Some(name) => PhotoError::unsupported(name),
            None => PhotoError::NotAPhoto,
        });
    };
    let metadata = metadata::read_metadata(bytes, format);
    let stored = match format {
        PhotoFormat::Heic => heic::read(bytes, limits)?,
        PhotoFormat::Tiff if metadata::is_camera_raw(bytes) => {
            return Err(PhotoError::unsupported(sniff::RAW));
        }
        _ => read_common(bytes, format, limits)?,
    };
    Ok((format, stored, metadata))
}

fn finish(
    bytes: &[u8],
    format: PhotoFormat,
    (width, height): (u32, u32),
    pixels: RgbImage,
    metadata: Metadata,
) -> Decoded {
    let ends_early = match format {
        PhotoFormat::Jpeg => jpeg::ends_early(bytes),
        PhotoFormat::Heic => heic::ends_early(bytes),
        // The other decoders refuse such files themselves.
        _ => false,
    };
    let placement = Placement::from_exif(metadata.orientation);
    let pixels = if placement == Placement::UPRIGHT {
        pixels
    } else {
        render::placed(&pixels, placement)
    };
    Decoded {
        picture: Picture::srgb(pixels),
        size: if placement.lies_on_its_side() {
            (height, width)
        } else {
            (width, height)
        },
        shows: Shows::Photo,
        format,
        metadata,
        ends_early,
    }
}

/// Every format but HEIC.
fn read_common(bytes: &[u8], format: PhotoFormat, limits: &Limits) -> Result<Stored, PhotoError> {
    let known = match format {
        PhotoFormat::Jpeg => ImageFormat::Jpeg,
        PhotoFormat::Png => ImageFormat::Png,
        PhotoFormat::Webp => ImageFormat::WebP,
        PhotoFormat::Gif => ImageFormat::Gif,
        PhotoFormat::Bmp => ImageFormat::Bmp,
        PhotoFormat::Tiff => ImageFormat::Tiff,
        PhotoFormat::Heic => return heic::read(bytes, limits),
        PhotoFormat::Avif => return Err(PhotoError::unsupported("an AVIF picture")),
        PhotoFormat::Raw => return Err(PhotoError::unsupported(sniff::RAW)),
    };
    let mut bounds = image::Limits::no_limits();
    bounds.max_alloc = Some(MAX_DECODER_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), known);
    reader.limits(bounds.clone());
    let mut decoder = reader.into_decoder().map_err(|e| explain(e, known))?;
    let (width, height) = decoder.dimensions();
    check_size(width, height, limits)?;
    if format == PhotoFormat::Jpeg
        && !jpeg::could_hold(bytes.len(), u64::from(width) * u64::from(height))
    {
        return Err(PhotoError::damaged("most of the picture is missing"));
    }
    bounds
        .reserve(decoder.total_bytes())
        .map_err(|e| explain(e, known))?;
    decoder.set_limits(bounds).map_err(|e| explain(e, known))?;
    // A broken profile costs a shade of colour, not the photo.
    let profile = decoder
        .icc_profile()
        .ok()
        .flatten()
        .and_then(|block| colour::from_icc(&block));
    let image = DynamicImage::from_decoder(decoder).map_err(|e| explain(e, known))?;
    Ok(Stored { image, profile })
}

/// Refuses sizes beyond the limits, and pictures without pixels.
pub(super) fn check_size(width: u32, height: u32, limits: &Limits) -> Result<(), PhotoError> {
    if width == 0 || height == 0 {
        return Err(PhotoError::damaged("it has no pixels"));
    }
    if width.max(height) > limits.max_side
        || u64::from(width) * u64::from(height) > limits.max_pixels
    {
        return Err(PhotoError::TooLarge {
            what: format!(
                "{width} × {height} pixels; at most {} megapixels and {} pixels a side work",
                limits.max_pixels / 1_000_000,
                limits.max_side
            ),
        });
    }
    Ok(())
}

fn file_too_large(limits: &Limits) -> PhotoError {
    PhotoError::TooLarge {
        what: format!(
            "a photo of more than {} MiB is not read",
            limits.max_file_bytes >> 20
        ),
    }
}

fn explain(error: ImageError, format: ImageFormat) -> PhotoError {
    match error {
        ImageError::Limits(limit) => PhotoError::TooLarge {
            what: format!("reading it would take more than 1 GiB of memory ({limit})"),
        },
        ImageError::Unsupported(kind) => {
            PhotoError::unsupported(format!("an unusual kind of {format:?} picture ({kind})"))
        }
        // The format is known to the reader; what the decoder found is not.
        ImageError::Decoding(error) => match std::error::Error::source(&error) {
            Some(cause) => PhotoError::damaged(cause),
            None => PhotoError::damaged(error),
        },
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PhotoError::damaged("it ends too early")
        }
        other => PhotoError::damaged(other),
    }
}
