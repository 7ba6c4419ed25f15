//! What the pretend camera sees when it is not taking photos: a sleeping baby,
//! who stirs a little now and then.

use std::sync::Arc;

use image::RgbImage;
use image::imageops::{self, FilterType};

use super::script::{PORTRAIT, SCENES};
use super::{DemoError, camera};
use crate::photo;

/// Width and height of the pictures, in pixels.
const SIZE: (u32, u32) = (1280, 720);
/// JPEG quality.
const QUALITY: u8 = 88;
/// Pictures at rest, before and after the stirring: 2.4 s at 25 a second.
const CALM: usize = 60;
/// How far the face has moved, picture by picture, in pixels.
const STIRRING: [i64; 14] = [2, 5, 9, 13, 16, 18, 19, 18, 16, 13, 9, 6, 3, 1];

/// A series of JPEGs to be played round and round.
///
/// # Errors
/// When the scene cannot be drawn.
pub fn camera_frames() -> Result<Vec<Arc<Vec<u8>>>, DemoError> {
    let Some(scene) = SCENES.iter().find(|scene| scene.file == PORTRAIT) else {
        return Ok(Vec::new());
    };
    let drawn = camera::draw(scene, SIZE.0)?;
    let still = covering(&drawn);
    let calm = Arc::new(photo::jpeg(&still, QUALITY)?);
    let mut frames = vec![Arc::clone(&calm); CALM];
    for shift in STIRRING {
        frames.push(Arc::new(photo::jpeg(&stirred(&still, shift), QUALITY)?));
    }
    frames.extend(std::iter::repeat_n(calm, CALM));
    Ok(frames)
}

/// The middle of the scene, at the size of the camera.
fn covering(drawn: &RgbImage) -> RgbImage {
    let (width, height) = drawn.dimensions();
    let (width, height) = if width * SIZE.1 > height * SIZE.0 {
        (height * SIZE.0 / SIZE.1, height)
    } else {
        (width, width * SIZE.1 / SIZE.0)
    };
    let (left, top) = (
        (drawn.width() - width) / 2,
        (drawn.height().saturating_sub(height)) / 2,
    );
    let part = imageops::crop_imm(drawn, left, top, width, height).to_image();
    imageops::resize(&part, SIZE.0, SIZE.1, FilterType::Triangle)
}

/// The same, with the middle moved up a little.
fn stirred(still: &RgbImage, shift: i64) -> RgbImage {
    let (width, height) = (SIZE.0 / 5, SIZE.1 / 4);
    let (left, top) = ((SIZE.0 - width) / 2, (SIZE.1 - height) / 2);
    let middle = imageops::crop_imm(still, left, top, width, height).to_image();
    let mut moved = still.clone();
    imageops::replace(&mut moved, &middle, i64::from(left), i64::from(top) - shift);
    moved
}
