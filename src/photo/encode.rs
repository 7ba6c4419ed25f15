//! Pixels to JPEG bytes. The pictures made here carry no metadata of the
//! original: no place, no time, no camera.

use std::sync::OnceLock;

use image::RgbImage;

use super::{PhotoError, srgb_profile};

/// A JPEG of quality 1–100 with an sRGB profile and nothing else.
///
/// # Errors
/// [`PhotoError::TooLarge`] when a side is beyond what a JPEG can hold (65 535
/// pixels), or there is no pixel at all.
pub fn jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    super::jpeg::encode(image, quality, srgb_profile())
}

/// As [`jpeg`] without the profile, for our own cache.
pub(super) fn jpeg_without_profile(image: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    super::jpeg::encode(image, quality, &[])
}

/// A WebP of quality 1–100 without profile or metadata.
///
/// # Errors
/// [`PhotoError::TooLarge`] when a side is beyond what a WebP can hold (16 383
/// pixels).
pub(super) fn webp(image: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let (width, height) = image.dimensions();
    webp::Encoder::from_rgb(image.as_raw(), width, height)
        .encode_simple(false, f32::from(quality.clamp(1, 100)))
        .map(|memory| memory.to_vec())
        .map_err(|error| PhotoError::TooLarge {
            what: t!(
                "large-not-webp",
                width = width.to_string(),
                height = height.to_string(),
                error = format!("{error:?}")
            ),
        })
}

pub(super) fn srgb_profile() -> &'static [u8] {
    static PROFILE: OnceLock<Vec<u8>> = OnceLock::new();
    PROFILE.get_or_init(srgb_profile::build)
}
