//! A decoded picture in the colours and the depth it was taken in.
//!
//! Screen, thumbnail, export and print start from the same [`Picture`] and go
//! through the same `render::apply`; only the very last step differs: to
//! 8-bit sRGB for the screen, or with the photo’s own profile into a file.

use std::sync::Arc;

use image::{ImageBuffer, Rgb, RgbImage, imageops};
use moxcms::ColorProfile;

use super::render::{self, Placement};
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

    /// What the pixels take, in bytes.
    pub fn byte_len(&self) -> u64 {
        match &self.pixels {
            Pixels::Eight(pixels) => pixels.as_raw().len() as u64,
            Pixels::Sixteen(pixels) => 2 * pixels.as_raw().len() as u64,
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

    /// As [`Self::fitted`], without a copy when it fits already.
    #[must_use]
    pub fn into_fitted(self, max_width: u32, max_height: u32) -> Self {
        let (width, height) = self.dimensions();
        if width <= max_width && height <= max_height {
            self
        } else {
            self.fitted(max_width, max_height)
        }
    }

    /// Laid another way.
    #[must_use]
    pub(super) fn placed(self, placement: Placement) -> Self {
        if placement == Placement::UPRIGHT {
            return self;
        }
        let pixels = match &self.pixels {
            Pixels::Eight(pixels) => Pixels::Eight(render::placed(pixels, placement)),
            Pixels::Sixteen(pixels) => Pixels::Sixteen(render::placed(pixels, placement)),
        };
        Self {
            pixels,
            profile: self.profile,
        }
    }

    /// The part from a corner on; all of it when that is not inside.
    #[must_use]
    pub(super) fn cut(self, (x, y, width, height): (u32, u32, u32, u32)) -> Self {
        let (all_width, all_height) = self.dimensions();
        let inside = |start: u32, length: u32, all: u32| {
            length > 0 && start.checked_add(length).is_some_and(|end| end <= all)
        };
        if !inside(x, width, all_width) || !inside(y, height, all_height) {
            return self;
        }
        let pixels = match &self.pixels {
            Pixels::Eight(pixels) => {
                Pixels::Eight(imageops::crop_imm(pixels, x, y, width, height).to_image())
            }
            Pixels::Sixteen(pixels) => {
                Pixels::Sixteen(imageops::crop_imm(pixels, x, y, width, height).to_image())
            }
        };
        Self {
            pixels,
            profile: self.profile,
        }
    }

    /// The last step for the screen and for paper: 8-bit sRGB.
    pub fn into_srgb8(self) -> RgbImage {
        colour::picture_to_srgb8(self)
    }
}
