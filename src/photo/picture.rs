//! A decoded picture in the colours and the depth it was taken in.
//!
//! Screen, thumbnail, export and print start from the same [`Picture`] and go
//! through the same `render::apply`; only the very last step differs: to
//! 8-bit sRGB for the screen, or with the photo’s own profile into a file.

use std::sync::Arc;

use image::{ImageBuffer, Rgb, RgbImage};
use moxcms::ColorProfile;

use super::{colour, resize};

/// 16 bits a channel.
pub type Rgb16Image = ImageBuffer<Rgb<u16>, Vec<u16>>;

/// Pixels, upright, without transparency.
#[derive(Debug, Clone)]
pub enum Pixels {
    /// 8 bits a channel.
    Eight(RgbImage),
    /// 16 bits a channel: deep PNG, TIFF, HEIC and AVIF.
    Sixteen(Rgb16Image),
}

/// An RGB colour space that is not sRGB, as a photo brought it.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The ICC block, for files that carry it on.
    pub(super) icc: Vec<u8>,
    /// The same, understood.
    pub(super) space: ColorProfile,
}

impl Profile {
    /// The ICC block.
    pub fn icc(&self) -> &[u8] {
        &self.icc
    }
}

/// An upright picture.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The pixels.
    pub pixels: Pixels,
    /// What their values mean; `None` is sRGB.
    pub profile: Option<Arc<Profile>>,
}

impl Picture {
    /// A picture in 8-bit sRGB.
    pub const fn srgb(pixels: RgbImage) -> Self {
        Self {
            pixels: Pixels::Eight(pixels),
            profile: None,
        }
    }

    /// Width and height in pixels.
    pub fn dimensions(&self) -> (u32, u32) {
        match &self.pixels {
            Pixels::Eight(pixels) => pixels.dimensions(),
            Pixels::Sixteen(pixels) => pixels.dimensions(),
        }
    }

    /// Scaled to fit a box of pixels, keeping its shape; never enlarged.
    #[must_use]
    pub fn fitted(&self, max_width: u32, max_height: u32) -> Self {
        let pixels = match &self.pixels {
            Pixels::Eight(pixels) => {
                Pixels::Eight(resize::fit_within(pixels, max_width, max_height))
            }
            Pixels::Sixteen(pixels) => {
                Pixels::Sixteen(resize::fit_within_16(pixels, max_width, max_height))
            }
        };
        Self {
            pixels,
            profile: self.profile.clone(),
        }
    }

    /// The last step for the screen and for paper: 8-bit sRGB.
    pub fn into_srgb8(self) -> RgbImage {
        colour::picture_to_srgb8(self)
    }
}
