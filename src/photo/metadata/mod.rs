//! What a photo’s file says about itself: when, with what, and which way up.
//!
//! [`parts`] finds the blocks in each kind of file, [`tiff`] reads EXIF,
//! `sidecar` reads XMP. Nothing here fails: a broken block is no block, and a
//! broken time is kept as evidence that makes no sense.

mod boxes;
mod exif;
mod parts;
mod tiff;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use super::sidecar;
use super::taken::{ClockTime, Evidence, clock};
use crate::domain::{MomentSource, PhotoFormat, Shot};

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// EXIF orientation 1–8 that the stored pixels need. Always 1 for HEIC and
    /// AVIF, whose own boxes say it and whose decoders have done it.
    pub orientation: u8,
    /// How it was taken.
    pub shot: Shot,
    /// All it says about when, best first; what makes no sense too.
    pub times: Vec<Evidence>,
    /// Minutes east of UTC, where the camera wrote it or its satellites’ time
    /// tells it.
    pub utc_offset_minutes: Option<i16>,
}

impl Default for Metadata {
    fn default() -> Self {
        Self {
            orientation: 1,
            shot: Shot::default(),
            times: Vec::new(),
            utc_offset_minutes: None,
        }
    }
}

/// Reads what a photo says about itself; what is missing or broken stays empty.
pub fn read_metadata(bytes: &[u8], format: PhotoFormat) -> Metadata {
    // A panic in a parser would cost the photo; no metadata costs little.
    let mut metadata = catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or_default();
    if matches!(format, PhotoFormat::Heic | PhotoFormat::Avif) {
        metadata.orientation = 1;
    }
    metadata
}

fn read(bytes: &[u8]) -> Metadata {
    let parts = parts::find(bytes);
    let mut metadata = Metadata::default();
    let mut last = None;
    let mut tiff_xmp = None;
    if let Some(block) = exif::Exif::open(&parts.exif) {
        metadata.orientation = block.orientation();
        metadata.shot = block.shot();
        let told = block.times();
        metadata.times = told.times;
        metadata.utc_offset_minutes = told.utc_offset_minutes;
        last = told.last_change;
        tiff_xmp = block.xmp();
    }
    if let Some(packet) = parts.xmp.as_deref().or(tiff_xmp) {
        let packet = packet.get(..parts::MAX_XMP_BYTES).unwrap_or(packet);
        metadata
            .times
            .extend(sidecar::xmp_dates(packet, MomentSource::Camera));
    }
    metadata
        .times
        .extend(parts.png_time.map(|text| png_time(&text)));
    metadata.times.extend(last);
    metadata
}

/// PNG’s “Creation Time”: the standard proposes the form of an e-mail’s date,
/// ExifTool and others write EXIF’s.
fn png_time(text: &str) -> Evidence {
    let email = || {
        let at = chrono::DateTime::parse_from_rfc2822(text).ok()?;
        Some(ClockTime::Local {
            local: at.naive_local(),
            offset: i16::try_from(at.offset().local_minus_utc() / 60).ok(),
            millis: None,
        })
    };
    let time = clock::parse(text)
        .map(|written| ClockTime::Local {
            local: written.local_or_noon(),
            offset: written.offset,
            millis: written.millis,
        })
        .or_else(email);
    Evidence::new(MomentSource::Camera, text, time)
}

/// Whether a TIFF is really a camera’s raw file: it says so, or its first
/// picture is only a preview.
pub(super) fn is_camera_raw(bytes: &[u8]) -> bool {
    const DNG_VERSION: u16 = 0xC612;
    const NEW_SUBFILE_TYPE: u16 = 0x00FE;
    tiff::Block::open(bytes)
        .and_then(tiff::Block::main)
        .is_some_and(|main| {
            main.field(DNG_VERSION).is_some()
                || main
                    .field(NEW_SUBFILE_TYPE)
                    .and_then(|field| field.unsigned(0))
                    .is_some_and(|kind| kind & 1 == 1)
        })
}
