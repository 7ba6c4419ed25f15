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

fn srgb_profile() -> &'static [u8] {
    static PROFILE: OnceLock<Vec<u8>> = OnceLock::new();
    PROFILE.get_or_init(srgb_profile::build)
}
