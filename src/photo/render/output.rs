//! From a kept original to the picture that is shown, saved or printed.

use super::apply_in_place;
use crate::domain::{Edits, NewPhoto};
use crate::photo::{Limits, PhotoError, Picture, Vault, encode};

/// A photo as it is seen: decoded from its original no larger than needed,
/// edited, and scaled to fit a box of pixels (never enlarged). Screen,
/// thumbnail, export and print all come from here, so that what is seen is
/// what is printed.
///
/// # Errors
/// When the original is missing, unreadable or damaged.
pub fn render(
    vault: &Vault,
    photo: &NewPhoto,
    edits: &Edits,
    max_width: u32,
    max_height: u32,
) -> Result<Picture, PhotoError> {
    let (width, height) = source_box(edits, (photo.width, photo.height), (max_width, max_height));
    let mut seen = vault
        .decode(photo, &Limits::default(), width, height)?
        .picture;
    apply_in_place(&mut seen, edits);
    let (seen_width, seen_height) = seen.dimensions();
    Ok(
        if seen_width > max_width.max(1) || seen_height > max_height.max(1) {
            seen.fitted(max_width, max_height)
        } else {
            seen
        },
    )
}

/// How large a whole photo must be so that what the edits leave of it just
/// fills a box of pixels.
pub fn source_box(
    edits: &Edits,
    (width, height): (u32, u32),
    (max_width, max_height): (u32, u32),
) -> (u32, u32) {
    let (seen_width, seen_height) = edits.output_size(width, height);
    let scale = (f64::from(max_width.max(1)) / f64::from(seen_width))
        .min(f64::from(max_height.max(1)) / f64::from(seen_height))
        .min(1.0);
    // Positive and no larger than the side itself.
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).clamp(1, length.max(1));
    (side(width), side(height))
}

/// A photo for paper: as [`render`], in sRGB, as JPEG bytes of the given
/// quality (1–100), with its width and height in pixels.
///
/// # Errors
/// When the original is missing, unreadable or damaged.
pub fn render_for_print(
    vault: &Vault,
    photo: &NewPhoto,
    edits: &Edits,
    max_width: u32,
    max_height: u32,
    quality: u8,
) -> Result<(Vec<u8>, u32, u32), PhotoError> {
    let seen = render(vault, photo, edits, max_width, max_height)?.into_srgb8();
    Ok((encode::jpeg(&seen, quality)?, seen.width(), seen.height()))
}
