//! Frames to pixels. JPEGs are the photo room’s affair; raw frames are turned
//! here, by the sums of BT.601 for the range 16–235 that webcams use.

use super::{CameraError, Encoding, Frame};
use crate::photo::{self, RgbImage, ScreenFrame};

/// A frame for the screen; a JPEG is scaled down by halves while it still is
/// `goal_width` pixels wide.
///
/// # Errors
/// [`CameraError::Failed`] when the bytes are no picture. One bad frame among
/// good ones is nothing to speak of.
pub fn screen_frame(frame: &Frame<'_>, goal_width: u32) -> Result<ScreenFrame, CameraError> {
    match frame.mode.encoding {
        Encoding::Jpeg => photo::live_jpeg(frame.bytes, goal_width).map_err(|error| bad(&error)),
        Encoding::Yuyv => raw(frame, |width, height| yuyv(frame, width, height)),
        Encoding::Nv12 => raw(frame, |width, height| nv12(frame, width, height)),
    }
}

/// A frame as a file to keep, and the ending of its name: the camera’s own
/// JPEG, or raw pixels as PNG.
///
/// # Errors
/// As [`screen_frame`].
pub fn picture_of(frame: &Frame<'_>) -> Result<(Vec<u8>, &'static str), CameraError> {
    match frame.mode.encoding {
        Encoding::Jpeg => Ok((photo::whole_jpeg(frame.bytes).into_owned(), "jpg")),
        Encoding::Yuyv | Encoding::Nv12 => {
            let image: RgbImage = screen_frame(frame, frame.mode.width)?.to_rgb();
            Ok((photo::png(&image).map_err(|error| bad(&error))?, "png"))
        }
    }
}

fn bad(reason: &dyn std::fmt::Display) -> CameraError {
    CameraError::Failed {
        name: t!("camera-unnamed").to_owned(),
        reason: reason.to_string(),
    }
}

fn raw(
    frame: &Frame<'_>,
    turn: impl FnOnce(usize, usize) -> Option<Vec<u32>>,
) -> Result<ScreenFrame, CameraError> {
    let (width, height) = frame.mode.size();
    let pixels = turn(width as usize, height as usize)
        .filter(|pixels| pixels.len() as u64 == u64::from(width) * u64::from(height))
        .ok_or_else(|| bad(&t!("camera-part-frame")))?;
    Ok(ScreenFrame {
        width,
        height,
        pixels,
    })
}

/// One pixel from luma and the two colour differences.
fn colour(luma: u8, blue: u8, red: u8) -> u32 {
    let luma = 298 * (i32::from(luma) - 16);
    let (blue, red) = (i32::from(blue) - 128, i32::from(red) - 128);
    let byte = |value: i32| ((value + 128) >> 8).clamp(0, 255) as u8;
    ScreenFrame::pixel(
        byte(luma + 409 * red),
        byte(luma - 100 * blue - 208 * red),
        byte(luma + 516 * blue),
    )
}

fn yuyv(frame: &Frame<'_>, width: usize, height: usize) -> Option<Vec<u32>> {
    let stride = frame.stride.max(4 * width.div_ceil(2));
    let mut pixels = Vec::with_capacity(width * height);
    for row in frame.bytes.chunks(stride).take(height) {
        // An odd width ends with half a pair.
        let pairs = row.get(..4 * width.div_ceil(2))?.chunks_exact(4);
        let from = pixels.len();
        for pair in pairs {
            if let [first, blue, second, red] = *pair {
                pixels.push(colour(first, blue, red));
                pixels.push(colour(second, blue, red));
            }
        }
        pixels.truncate(from + width);
    }
    Some(pixels)
}

fn nv12(frame: &Frame<'_>, width: usize, height: usize) -> Option<Vec<u32>> {
    let stride = frame.stride.max(width);
    let (luma, differences) = frame.bytes.split_at_checked(stride * height)?;
    let mut pixels = Vec::with_capacity(width * height);
    for (y, row) in luma.chunks(stride).take(height).enumerate() {
        let row = row.get(..width)?;
        let pairs = differences.get(y / 2 * stride..)?;
        let pairs = pairs.get(..2 * width.div_ceil(2))?.chunks_exact(2);
        for (two, pair) in row.chunks(2).zip(pairs) {
            if let [blue, red] = *pair {
                pixels.extend(two.iter().map(|luma| colour(*luma, blue, red)));
            }
        }
    }
    Some(pixels)
}

#[cfg(test)]
mod tests {
    use super::super::Mode;
    use super::*;

    fn frame(encoding: Encoding, size: (u32, u32), stride: usize, bytes: &[u8]) -> Frame<'_> {
        Frame {
            mode: Mode {
                width: size.0,
                height: size.1,
                encoding,
                fps: 30,
            },
            stride,
            bytes,
        }
    }

    const BLACK: u32 = u32::from_ne_bytes([0, 0, 0, 255]);
    const WHITE: u32 = u32::from_ne_bytes([255, 255, 255, 255]);

    #[test]
    fn known_colours_come_out_as_they_are_known() {
        assert_eq!(colour(16, 128, 128), BLACK);
        assert_eq!(colour(235, 128, 128), WHITE);
        assert_eq!(colour(0, 128, 128), BLACK);
        assert_eq!(colour(255, 128, 128), WHITE);
        // The red, green and blue bars of BT.601 at 100 %.
        for ((luma, blue, red), wanted) in [
            ((81, 90, 240), [255, 0, 0]),
            ((145, 54, 34), [0, 255, 0]),
            ((41, 240, 110), [0, 0, 255]),
        ] {
            let bytes = colour(luma, blue, red).to_ne_bytes();
            for (got, wanted) in bytes.iter().zip(wanted) {
                assert!(got.abs_diff(wanted) <= 2, "{bytes:?}");
            }
        }
    }

    #[test]
    fn rows_may_be_longer_than_the_picture() {
        let bytes = [
            16, 128, 235, 128, 9, 9, //
            235, 128, 16, 128, 9, 9,
        ];
        let seen = screen_frame(&frame(Encoding::Yuyv, (2, 2), 6, &bytes), 9).unwrap();
        assert_eq!(seen.pixels, [BLACK, WHITE, WHITE, BLACK]);
        let bytes = [
            16, 235, 9, //
            235, 16, 9, //
            128, 128, 9,
        ];
        let seen = screen_frame(&frame(Encoding::Nv12, (2, 2), 3, &bytes), 9).unwrap();
        assert_eq!(seen.pixels, [BLACK, WHITE, WHITE, BLACK]);
    }

    #[test]
    fn odd_sizes_and_short_frames_are_no_trouble() {
        let bytes = [16, 128, 16, 128, 235, 128, 235, 128];
        let seen = screen_frame(&frame(Encoding::Yuyv, (3, 1), 0, &bytes), 9).unwrap();
        assert_eq!(seen.pixels, [BLACK, BLACK, WHITE]);
        for encoding in [Encoding::Yuyv, Encoding::Nv12, Encoding::Jpeg] {
            for length in [0, 1, 7, 11] {
                let bytes = vec![128; length];
                assert!(screen_frame(&frame(encoding, (4, 3), 0, &bytes), 9).is_err());
            }
        }
    }

    #[test]
    fn raw_frames_are_kept_without_loss() {
        let bytes: Vec<u8> = (0..64).map(|n| (n * 5 % 200) as u8 + 20).collect();
        let frame = frame(Encoding::Yuyv, (8, 4), 16, &bytes);
        let (file, ending) = picture_of(&frame).unwrap();
        assert_eq!(ending, "png");
        let kept = image::load_from_memory(&file).unwrap().into_rgb8();
        assert_eq!(kept, screen_frame(&frame, 8).unwrap().to_rgb());
    }
}
