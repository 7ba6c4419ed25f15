//! PNG, WebP, GIF, BMP and TIFF, by the `image` package.

use std::io::Cursor;

use image::{ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::budget::check_memory;
use super::colour::{self, Source};
use super::decode::{Limits, check_size};
use super::render::Placement;
use super::stored::Stored;
use super::{PhotoError, sniff};
use crate::domain::PhotoFormat;

/// What decoding takes besides the file, in bytes: the decoder’s own memory,
/// and the picture it gives.
pub(super) fn cost(bytes: &[u8], format: PhotoFormat) -> Option<(u64, u64)> {
    let decoder = open(bytes, known(format).ok()?, &Limits::default()).ok()?;
    Some(cost_of(&decoder, format))
}

fn cost_of(decoder: &impl ImageDecoder, format: PhotoFormat) -> (u64, u64) {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let colour = decoder.color_type();
    // The picture is made in the memory of what the decoder gives where that
    // has three or four values a pixel; greys are spread beside it.
    let picture = pixels
        * match colour {
            ColorType::L16 | ColorType::La16 | ColorType::Rgb16 => 6,
            ColorType::Rgba16 => 8,
            ColorType::Rgba8 => 4,
            // Floating point becomes sixteen bits.
            ColorType::Rgb32F | ColorType::Rgba32F => 8,
            _ => 3,
        };
    let given = pixels * u64::from(colour.bytes_per_pixel());
    let beside = if colour.has_color() && colour.bytes_per_pixel() <= 8 {
        0
    } else {
        given
    };
    let own = match format {
        // Two canvases with transparency, and planes of a lossy frame.
        PhotoFormat::Webp => pixels * 10,
        PhotoFormat::Gif => pixels * 5,
        // Strips or tiles, packed and unpacked.
        PhotoFormat::Tiff => given,
        _ => u64::from(width) * 64,
    };
    (own.saturating_add(beside), picture)
}

/// Decodes one; of an animation the first picture.
pub(super) fn read(
    bytes: &[u8],
    format: PhotoFormat,
    limits: &Limits,
) -> Result<Stored, PhotoError> {
    let known = known(format)?;
    let mut decoder = open(bytes, known, limits)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height, limits)?;
    let (own, picture) = cost_of(&decoder, format);
    check_memory(bytes.len(), own.saturating_add(picture), limits)?;
    let mut bounds = bounds(limits);
    bounds
        .reserve(decoder.total_bytes())
        .map_err(|e| explain(e, known, limits))?;
    decoder
        .set_limits(bounds)
        .map_err(|e| explain(e, known, limits))?;
    // A broken profile costs a shade of colour, not the photo.
    let source = decoder
        .icc_profile()
        .ok()
        .flatten()
        .and_then(|block| Source::from_icc(&block));
    let image = DynamicImage::from_decoder(decoder).map_err(|e| explain(e, known, limits))?;
    let picture = colour::picture(image, source);
    Ok(Stored::photo(picture, (width, height), Placement::UPRIGHT))
}

fn open<'a>(
    bytes: &'a [u8],
    known: ImageFormat,
    limits: &Limits,
) -> Result<impl ImageDecoder + 'a, PhotoError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), known);
    reader.limits(bounds(limits));
    reader.into_decoder().map_err(|e| explain(e, known, limits))
}

fn bounds(limits: &Limits) -> image::Limits {
    let mut bounds = image::Limits::no_limits();
    bounds.max_alloc = Some(limits.max_memory_bytes);
    bounds
}

fn known(format: PhotoFormat) -> Result<ImageFormat, PhotoError> {
    Ok(match format {
        PhotoFormat::Png => ImageFormat::Png,
        PhotoFormat::Webp => ImageFormat::WebP,
        PhotoFormat::Gif => ImageFormat::Gif,
        PhotoFormat::Bmp => ImageFormat::Bmp,
        PhotoFormat::Tiff => ImageFormat::Tiff,
        PhotoFormat::Jpeg => ImageFormat::Jpeg,
        PhotoFormat::Heic
        | PhotoFormat::Avif
        | PhotoFormat::Raw
        | PhotoFormat::Mp4
        | PhotoFormat::Mov => {
            return Err(PhotoError::unsupported(crate::words::plain(sniff::UNUSUAL)));
        }
    })
}

fn explain(error: ImageError, format: ImageFormat, limits: &Limits) -> PhotoError {
    match error {
        ImageError::Limits(limit) => PhotoError::TooLarge {
            what: t!(
                "large-memory-limit",
                most = (limits.max_memory_bytes >> 20).to_string(),
                limit = limit.to_string()
            ),
        },
        ImageError::Unsupported(kind) => PhotoError::unsupported(t!(
            "kind-unusual",
            format = format!("{format:?}"),
            kind = kind.to_string()
        )),
        // The BMP reader has no error of its own for it.
        ImageError::Decoding(error) if error.to_string().contains("Image too large") => {
            PhotoError::TooLarge {
                what: t!("large-sides").to_owned(),
            }
        }
        // The format is known to the reader; what the decoder found is not.
        ImageError::Decoding(error) => match std::error::Error::source(&error) {
            Some(cause) => PhotoError::damaged(cause),
            None => PhotoError::damaged(error),
        },
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PhotoError::damaged(t!("damage-ends-early"))
        }
        other => PhotoError::damaged(other),
    }
}
