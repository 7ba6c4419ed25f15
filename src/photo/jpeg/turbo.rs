//! JPEG by libjpeg-turbo’s C code.
//!
//! Its errors leave the C code as a quiet unwinding, which every function here
//! catches; none of them reaches a caller.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::RgbImage;
use mozjpeg::{ColorSpace, Decompress};

use super::{Header, scaled};
use crate::photo::{PhotoError, ScreenFrame, colour};

/// Rows of four inks that are turned into colours at a time.
const INK_ROWS: usize = 64;

/// The pixels at so many eighths of the size.
pub(super) fn decode(
    bytes: &[u8],
    header: &Header<'_>,
    eighths: u8,
) -> Result<RgbImage, PhotoError> {
    guarded(|| {
        let mut reader = Decompress::new_mem(bytes)?;
        if eighths < 8 {
            reader.scale(eighths);
        }
        let four_inks = header.planes() == 4;
        let mut rows = if four_inks {
            reader.to_colorspace(ColorSpace::JCS_CMYK)?
        } else {
            reader.rgb()?
        };
        let size = (rows.width(), rows.height());
        let (width, height) = scaled(header.width, header.height, eighths);
        if size != (width as usize, height as usize) || size.0 == 0 {
            return Ok(None);
        }
        let mut pixels = vec![0; size.0 * size.1 * 3];
        if four_inks {
            let inks = colour::Inks::new(header.icc().as_deref(), header.adobe);
            let mut band = vec![0; size.0 * 4 * INK_ROWS];
            for out in pixels.chunks_mut(size.0 * 3 * INK_ROWS) {
                let length = out.len() / 3 * 4;
                if let Some(band) = band.get_mut(..length) {
                    rows.read_scanlines_into(band)?;
                    inks.convert(band, out);
                }
            }
        } else {
            rows.read_scanlines_into(&mut pixels)?;
        }
        let mut image = RgbImage::from_raw(width, height, pixels);
        if let (1, Some(image), Some(block)) = (header.planes(), &mut image, header.icc()) {
            colour::grey_to_srgb(image, &block);
        }
        Ok(image)
    })?
    .ok_or_else(|| PhotoError::damaged(t!("damage-size")))
}

/// A camera's frame for the screen, at so many eighths of its size. Half-size
/// colours are doubled the simple way: nobody sees it in a moving picture, and
/// it saves a third of the time.
pub(super) fn decode_live(
    bytes: &[u8],
    header: &Header<'_>,
    eighths: u8,
) -> Result<ScreenFrame, PhotoError> {
    guarded(|| {
        let mut reader = Decompress::new_mem(bytes)?;
        if eighths < 8 {
            reader.scale(eighths);
        }
        reader.do_fancy_upsampling(false);
        let mut rows = reader.rgba()?;
        let (width, height) = scaled(header.width, header.height, eighths);
        if (rows.width(), rows.height()) != (width as usize, height as usize) {
            return Ok(None);
        }
        let mut pixels = vec![0_u32; rows.width() * rows.height()];
        rows.read_scanlines_into(bytemuck::cast_slice_mut::<u32, u8>(&mut pixels))?;
        Ok(Some(ScreenFrame {
            width,
            height,
            pixels,
        }))
    })?
    .ok_or_else(|| PhotoError::damaged(t!("damage-size")))
}

/// Catches what the C code throws.
pub(super) fn guarded<T>(work: impl FnOnce() -> std::io::Result<T>) -> Result<T, PhotoError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(PhotoError::damaged(error)),
        Err(thrown) => Err(PhotoError::damaged(
            thrown
                .downcast_ref::<String>()
                .map_or(t!("damage-nonsense"), |words| {
                    words.trim_start_matches("libjpeg fatal error: ")
                }),
        )),
    }
}
