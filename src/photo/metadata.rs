//! What a photo’s EXIF block says: when, with what, and which way up.
//!
//! Nothing here fails: a broken block is no block, a broken time is no time.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use exif::{Context, Exif, In, Reader, Tag, Value};
use serde::{Deserialize, Serialize};

use crate::domain::{Moment, PhotoFormat};

/// Before this year nobody took digital photos; such dates come from cameras
/// whose clock was never set.
pub(super) const FIRST_YEAR: i32 = 1990;

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// EXIF orientation 1–8 that the stored pixels need. Always 1 for HEIC,
    /// whose own boxes say it and whose decoder has done it.
    pub orientation: u8,
    /// Wall-clock time of the picture.
    pub taken_local: Option<NaiveDateTime>,
    /// Minutes east of UTC, where the camera wrote it.
    pub utc_offset_minutes: Option<i16>,
    /// Maker and model.
    pub camera: Option<String>,
}

impl Default for Metadata {
    fn default() -> Self {
        Self {
            orientation: 1,
            taken_local: None,
            utc_offset_minutes: None,
            camera: None,
        }
    }
}

/// Reads the EXIF block of a photo; what is missing or broken stays empty.
pub fn read_metadata(bytes: &[u8], format: PhotoFormat) -> Metadata {
    // A panic in the parser would cost the photo; no metadata costs little.
    catch_unwind(AssertUnwindSafe(|| read_block(bytes, format)))
        .ok()
        .flatten()
        .map(|block| interpret(&block, format))
        .unwrap_or_default()
}

pub(super) fn read_block(bytes: &[u8], format: PhotoFormat) -> Option<Exif> {
    if matches!(format, PhotoFormat::Gif | PhotoFormat::Bmp) {
        return None;
    }
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    // Errors inside a block cost the broken field, not the whole block.
    let lenient =
        |result: Result<Exif, exif::Error>| result.or_else(|e| e.distill_partial_result(|_| {}));
    lenient(reader.read_from_container(&mut Cursor::new(bytes)))
        .ok()
        .or_else(|| {
            // Some programs put JPEG’s prefix into WebP, where it has no place.
            let block = webp_block(bytes, format)?;
            lenient(reader.read_raw(block.to_owned())).ok()
        })
}

/// Whether a TIFF is really a camera’s raw file: it says so, or its first
/// picture is only a preview.
pub(super) fn is_camera_raw(bytes: &[u8]) -> bool {
    const DNG_VERSION: Tag = Tag(Context::Tiff, 0xC612);
    const NEW_SUBFILE_TYPE: Tag = Tag(Context::Tiff, 0x00FE);
    let block = catch_unwind(AssertUnwindSafe(|| read_block(bytes, PhotoFormat::Tiff)));
    block.ok().flatten().is_some_and(|block| {
        block.get_field(DNG_VERSION, In::PRIMARY).is_some()
            || block
                .get_field(NEW_SUBFILE_TYPE, In::PRIMARY)
                .and_then(|field| field.value.get_uint(0))
                .is_some_and(|kind| kind & 1 == 1)
    })
}

fn webp_block(bytes: &[u8], format: PhotoFormat) -> Option<&[u8]> {
    if format != PhotoFormat::Webp {
        return None;
    }
    let mut rest = bytes.get(12..)?;
    while let Some((head, body)) = rest.split_first_chunk::<8>() {
        let (name, size) = head.split_first_chunk::<4>()?;
        let size = usize::try_from(u32::from_le_bytes(size.try_into().ok()?)).ok()?;
        if name == b"EXIF" {
            return body.get(..size)?.strip_prefix(b"Exif\0\0");
        }
        rest = body.get(size.checked_add(size % 2)?..)?;
    }
    None
}

fn interpret(block: &Exif, format: PhotoFormat) -> Metadata {
    let orientation = block
        .get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value) && format != PhotoFormat::Heic)
        .unwrap_or(1);
    // The shutter first, then the scan, then the last change of the file.
    let taken = [
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
        (Tag::DateTime, Tag::OffsetTime),
    ]
    .into_iter()
    .find_map(|(time, offset)| {
        let local = parse_time(ascii(block, time)?)?;
        // Some phones write only one offset, and mean it for every time.
        let minutes = [offset, Tag::OffsetTime, Tag::OffsetTimeOriginal]
            .into_iter()
            .find_map(|tag| parse_offset(ascii(block, tag)?));
        Some((local, minutes))
    });
    Metadata {
        orientation,
        taken_local: taken.map(|(local, _)| local),
        utc_offset_minutes: taken.and_then(|(_, minutes)| minutes),
        camera: camera(block),
    }
}

fn ascii(block: &Exif, tag: Tag) -> Option<&[u8]> {
    let field = block.get_field(tag, In::PRIMARY)?;
    match &field.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        // A type mistake some editors make.
        Value::Byte(bytes) | Value::Undefined(bytes, _) => Some(bytes.as_slice()),
        _ => None,
    }
}

/// `2026:11:03 03:14:55`; also with other separators, without seconds, or with
/// a `T`, as editors write it. Impossible and never-set times are `None`.
pub(super) fn parse_time(text: &[u8]) -> Option<NaiveDateTime> {
    let text = std::str::from_utf8(text).ok()?;
    let mut numbers = text
        .trim_matches(['\0', ' '])
        .split([':', '-', '/', ' ', 'T', '.', '+', 'Z'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u32>().ok());
    let mut next = || numbers.next().flatten();
    let date = NaiveDate::from_ymd_opt(i32::try_from(next()?).ok()?, next()?, next()?)?;
    let (hour, minute) = (next()?, next()?);
    let time = date.and_hms_opt(hour, minute, next().unwrap_or(0))?;
    (date.year() >= FIRST_YEAR).then_some(time)
}

/// `+01:00`, `-0330`, `Z`; in minutes.
fn parse_offset(text: &[u8]) -> Option<i16> {
    let text = std::str::from_utf8(text).ok()?.trim_matches(['\0', ' ']);
    if text == "Z" {
        return Some(0);
    }
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at(2);
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= Moment::MAX_UTC_OFFSET_MINUTES).then_some(sign * total)
}

/// Longest camera name kept, in characters.
const MAX_CAMERA_CHARS: usize = 80;

fn camera(block: &Exif) -> Option<String> {
    let read = |tag| {
        let text = String::from_utf8_lossy(ascii(block, tag)?)
            .chars()
            .filter(|c| !c.is_control())
            .take(MAX_CAMERA_CHARS)
            .collect::<String>();
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    match (read(Tag::Make), read(Tag::Model)) {
        // “Canon” and “Canon EOS R6” say the maker twice.
        (Some(make), Some(model)) if !model.starts_with(&make) => Some(format!("{make} {model}")),
        (_, Some(model)) => Some(model),
        (make, None) => make,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<NaiveDateTime> {
        Some(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap())
    }

    #[test]
    fn times_are_read_and_broken_ones_are_not_guessed() {
        for (text, expected) in [
            ("2026:11:03 03:14:55", at("2026-11-03 03:14:55")),
            ("2026:11:03 03:14:55\0", at("2026-11-03 03:14:55")),
            ("2026-11-03T03:14:55", at("2026-11-03 03:14:55")),
            ("2026:11:03 03:14", at("2026-11-03 03:14:00")),
            ("2024:02:29 23:59:59", at("2024-02-29 23:59:59")),
            ("2026:11:03 24:08:19", None),
            ("2026:02:30 10:00:00", None),
            ("0000:00:00 00:00:00", None),
            ("0000:01:01 00:00:00", None),
            ("1970:01:01 00:00:00", None),
            ("1989:12:31 23:59:59", None),
            ("    :  :     :  :  ", None),
            ("2026:11:03", None),
            ("", None),
            ("yesterday", None),
            ("99999999999:1:1 1:1:1", None),
        ] {
            assert_eq!(parse_time(text.as_bytes()), expected, "{text:?}");
        }
        assert_eq!(parse_time(&[0xFF, 0xFE, 0x00]), None);
    }

    #[test]
    fn offsets_are_read_and_impossible_ones_are_not() {
        for (text, expected) in [
            ("+01:00", Some(60)),
            ("-03:30", Some(-210)),
            ("+0545", Some(345)),
            ("Z", Some(0)),
            ("+14:00\0", Some(840)),
            ("+14:01", None),
            ("+01:60", None),
            ("01:00", None),
            ("   :  ", None),
            ("+1:00", None),
        ] {
            assert_eq!(parse_offset(text.as_bytes()), expected, "{text:?}");
        }
    }
}
