//! JPEG in pure Rust: always in full size, a few times slower to write.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage};

use super::{Header, MAX_SIDE, does_not_fit};
use crate::photo::{PhotoError, colour};

/// The pixels in full size. Four inks are mixed without regard to their
/// profile.
pub(super) fn decode(bytes: &[u8], header: &Header<'_>) -> Result<RgbImage, PhotoError> {
    let mut image = JpegDecoder::new(Cursor::new(bytes))
        .and_then(DynamicImage::from_decoder)
        .map_err(PhotoError::damaged)?
        .into_rgb8();
    if let (1, Some(block)) = (header.planes(), header.icc()) {
        colour::grey_to_srgb(&mut image, &block);
    }
    Ok(image)
}

/// As [`super::encode`]; colours are kept in full size.
#[cfg_attr(feature = "turbo", allow(dead_code, reason = "tested in every build"))]
pub(super) fn encode(image: &RgbImage, quality: u8, profile: &[u8]) -> Result<Vec<u8>, PhotoError> {
    let (width, height) = image.dimensions();
    if width == 0 || height == 0 || width.max(height) > MAX_SIDE {
        return Err(does_not_fit(width, height));
    }
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality.clamp(1, 100));
    if !profile.is_empty() {
        // Without the profile the picture is sRGB by convention all the same.
        let _ = encoder.set_icc_profile(profile.to_owned());
    }
    encoder
        .write_image(image.as_raw(), width, height, ExtendedColorType::Rgb8)
        .map_err(|_| does_not_fit(width, height))?;
    Ok(bytes)
}
