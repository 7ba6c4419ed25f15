//! Pictures that come many times a second: what a camera sees right now.
//!
//! Such a picture is decoded once, into the words the window draws from, and
//! handed on without another copy.

use std::borrow::Cow;

use image::{Rgb, RgbImage};

use super::{PhotoError, jpeg};

/// A picture as a window draws it: four bytes a pixel, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenFrame {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// `width × height` pixels; the bytes of each are red, green, blue and 255
    /// in memory.
    pub pixels: Vec<u32>,
}

impl ScreenFrame {
    /// A pixel from its bytes.
    pub fn pixel(red: u8, green: u8, blue: u8) -> u32 {
        u32::from_ne_bytes([red, green, blue, 255])
    }

    /// The same as a picture.
    pub fn to_rgb(&self) -> RgbImage {
        let width = self.width.max(1) as usize;
        RgbImage::from_fn(self.width, self.height, |x, y| {
            let at = y as usize * width + x as usize;
            let [red, green, blue, _] = self
                .pixels
                .get(at)
                .copied()
                .unwrap_or_default()
                .to_ne_bytes();
            Rgb([red, green, blue])
        })
    }
}

impl From<&RgbImage> for ScreenFrame {
    fn from(image: &RgbImage) -> Self {
        Self {
            width: image.width(),
            height: image.height(),
            pixels: image
                .pixels()
                .map(|Rgb([red, green, blue])| Self::pixel(*red, *green, *blue))
                .collect(),
        }
    }
}

/// Decodes a camera’s JPEG for the screen, scaled down by halves while it
/// still is `goal_width` pixels wide.
///
/// # Errors
/// When the bytes are no such picture, or it is larger than any camera’s.
pub fn live_jpeg(bytes: &[u8], goal_width: u32) -> Result<ScreenFrame, PhotoError> {
    jpeg::live::decode(bytes, goal_width)
}

/// A camera’s JPEG as a file that every program opens: the very bytes, or with
/// the standard’s Huffman tables put in where the camera left them out.
pub fn whole_jpeg(bytes: &[u8]) -> Cow<'_, [u8]> {
    jpeg::live::with_tables(bytes)
}

/// Width and height of a JPEG in pixels, as its header says.
pub fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    jpeg::live::size(bytes)
}

/// A picture as PNG, so that nothing of it is lost.
///
/// # Errors
/// When the picture has no pixels.
pub fn png(image: &RgbImage) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Png)
        .map_err(PhotoError::damaged)?;
    Ok(bytes.into_inner())
}
