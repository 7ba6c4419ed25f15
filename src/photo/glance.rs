//! A first look at a photo that is still outside: fast enough to show what was
//! dropped before it is read.
//!
//! Cameras put a small picture beside the large one; where there is none, the
//! photo is decoded as small as its format allows.

use std::io::{Cursor, Read};
use std::path::Path;

use exif::{In, Reader, Tag};
use image::RgbImage;

use super::decode::{self, Limits};
use super::render::{Placement, placed};
use super::resize::fit_within;
use super::{PhotoError, film, sniff};
use crate::domain::PhotoFormat;
use crate::storage;

/// Cameras put the small picture into the first 64 KiB block; a little more
/// covers what may stand before it.
const HEAD_BYTES: u64 = 160 * 1024;
/// Smaller pictures than this, in pixels, are not worth showing.
const SMALLEST_SIDE: u32 = 96;
/// A small picture whose shape differs more than this from the photo’s has
/// black bars, or belongs to another photo.
const SHAPE_TOLERANCE: f64 = 0.03;

/// The small picture that a camera put into a JPEG, upright, at most `side`
/// pixels a side; `None` where there is none worth showing.
pub fn embedded_picture(path: &Path, side: u32) -> Option<RgbImage> {
    let mut head = Vec::new();
    // A pipe or a device would be waited for.
    let file = storage::open_regular(path).ok()?;
    file.take(HEAD_BYTES).read_to_end(&mut head).ok()?;
    (sniff::sniff(&head)? == PhotoFormat::Jpeg)
        .then(|| embedded(&head))
        .flatten()
        .map(|small| fit_within(&small, side, side))
}

/// A small upright picture of a file, at most `side` pixels a side: the one
/// inside it, or else a decode as small as its format allows.
///
/// # Errors
/// As [`super::decode`]; the picture inside the metadata failing is no error.
pub fn glance(path: &Path, side: u32) -> Result<RgbImage, PhotoError> {
    if let Some(small) = embedded_picture(path, side) {
        return Ok(small);
    }
    let limits = Limits::default();
    if film::is_film(path)? {
        let decoded = film::decode_file(path, &limits, Some((side, side)))?;
        return Ok(decoded.picture.into_srgb8());
    }
    let bytes = decode::read_file(path, &limits)?;
    let decoded = decode::decode_to_fit(&bytes, &limits, side, side)?;
    Ok(decoded.picture.into_srgb8())
}

/// The small picture in the EXIF block of a JPEG, laid upright.
fn embedded(head: &[u8]) -> Option<RgbImage> {
    decode::guarded(|| Ok(read_embedded(head))).ok().flatten()
}

fn read_embedded(head: &[u8]) -> Option<RgbImage> {
    let block = Reader::new()
        .read_from_container(&mut Cursor::new(head))
        .ok()?;
    let number = |tag| {
        let value = block.get_field(tag, In::THUMBNAIL)?.value.get_uint(0)?;
        usize::try_from(value).ok()
    };
    let start = number(Tag::JPEGInterchangeFormat)?;
    let length = number(Tag::JPEGInterchangeFormatLength)?;
    let jpeg = block.buf().get(start..start.checked_add(length)?)?;
    let small = decode::decode_own_jpeg(jpeg)?;
    let whole = |tag| {
        let value = block.get_field(tag, In::PRIMARY)?.value.get_uint(0)?;
        (value > 0).then_some(f64::from(value))
    };
    let shape = f64::from(small.width()) / f64::from(small.height());
    let same_shape = whole(Tag::PixelXDimension)
        .zip(whole(Tag::PixelYDimension))
        .is_none_or(|(width, height)| (shape / (width / height) - 1.0).abs() <= SHAPE_TOLERANCE);
    if !same_shape || small.width().max(small.height()) < SMALLEST_SIDE {
        return None;
    }
    let orientation = block
        .get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|value| u8::try_from(value).ok())
        .unwrap_or(1);
    Some(placed(&small, Placement::from_exif(orientation)))
}
