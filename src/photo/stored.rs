//! What every decoder gives: a picture as it lies in the file, and what is
//! left to be done to it.

use std::sync::Arc;

use image::RgbImage;

use super::picture::{Picture, Pixels, Profile};
use super::render::Placement;
use super::resize::fitted_size;
use crate::domain::Shows;

/// A picture as it lies in the file.
pub(super) struct Stored {
    /// Not yet upright; perhaps scaled.
    pub(super) picture: Picture,
    /// Width and height of the whole photo as it lies, before any scaling.
    pub(super) size: (u32, u32),
    /// What makes it upright, as far as the file’s own boxes say it.
    pub(super) placement: Placement,
    /// What can be shown of the file.
    pub(super) shows: Shows,
}

impl Stored {
    /// The photo itself.
    pub(super) const fn photo(picture: Picture, size: (u32, u32), placement: Placement) -> Self {
        Self {
            picture,
            size,
            placement,
            shows: Shows::Photo,
        }
    }

    /// The photo itself, of 8 bits.
    pub(super) const fn eight(
        pixels: RgbImage,
        profile: Option<Arc<Profile>>,
        size: (u32, u32),
        placement: Placement,
    ) -> Self {
        let pixels = Pixels::Eight(pixels);
        Self::photo(Picture { pixels, profile }, size, placement)
    }
}

/// How much larger than wanted a picture must come out of a decoder that
/// scales by so many eighths, in hundredths. The rougher the decoder’s
/// scaling, the more is left to the good one.
const fn least_percent(eighths: u8) -> u64 {
    match eighths {
        1 => 150,
        2 => 115,
        _ => 100,
    }
}

/// Whether a picture scaled by the decoder is large enough to fill a box.
pub(super) fn scaled_at_least(
    size: (u32, u32),
    scaled: (u32, u32),
    goal: (u32, u32),
    eighths: u8,
) -> bool {
    let fitted = fitted_size(size.0, size.1, goal.0, goal.1);
    let enough =
        |has: u32, wants: u32| u64::from(has) * 100 >= u64::from(wants) * least_percent(eighths);
    enough(scaled.0, fitted.0) && enough(scaled.1, fitted.1)
}
