//! What a film says about itself in words: when, with what, and to which photo
//! it belongs. Where it was taken is never looked at.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::track::{long, word};
use crate::domain::MomentSource;
use crate::photo::heif_boxes::{Boxes, find, full_box};
use crate::photo::taken::{ClockTime, Evidence, clock};

/// Most boxes at one level that are looked at.
const MAX_BOXES: usize = 4096;
/// Longest text that is read, in bytes.
const MAX_TEXT_BYTES: usize = 256;
/// Longest camera name kept, in characters.
const MAX_CAMERA_CHARS: usize = 80;

const DATE: &str = "com.apple.quicktime.creationdate";
const LIVE: &str = "com.apple.quicktime.content.identifier";

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// All it says about when, best first.
    pub(super) times: Vec<Evidence>,
    /// Maker and model.
    pub(super) camera: Option<String>,
    /// Names a Live Photo: its still has the same.
    pub(super) live: Option<String>,
}

/// Reads them from the inside of `moov`.
pub(super) fn read(moov: &[u8]) -> Words {
    let user = find(moov, b"udta").unwrap_or_default();
    let named = find(moov, b"meta").map(items).unwrap_or_default();
    let tagged = find(user, b"meta").map(items).unwrap_or_default();
    let by_name = |name: &str| {
        let known = named.iter().chain(&tagged);
        known
            .clone()
            .find(|(key, _)| key == name)
            .map(|(_, text)| text.clone())
    };
    let by_letters = |letters: &[u8; 4]| old_text(user, letters);
    let first = |names: &[&str], letters: &[u8; 4]| {
        names
            .iter()
            .find_map(|name| by_name(name))
            .or_else(|| by_letters(letters))
    };
    let mut words = Words {
        camera: camera(
            first(
                &[
                    "com.apple.quicktime.make",
                    "com.android.manufacturer",
                    "\u{a9}mak",
                ],
                b"\xA9mak",
            ),
            first(
                &[
                    "com.apple.quicktime.model",
                    "com.android.model",
                    "\u{a9}mod",
                ],
                b"\xA9mod",
            ),
        ),
        live: by_name(LIVE),
        ..Words::default()
    };
    let written = [
        by_name(DATE),
        by_name("\u{a9}day"),
        by_letters(b"\xA9day"),
        by_letters(b"date"),
    ];
    for (at, text) in written.into_iter().enumerate() {
        let time = text.as_deref().and_then(written_time);
        match (text, time) {
            (Some(text), Some(_)) => {
                words
                    .times
                    .push(Evidence::new(MomentSource::Camera, &text, time));
            }
            // Of the others, a year alone is common and means little.
            (Some(text), None) if at == 0 => {
                words
                    .times
                    .push(Evidence::new(MomentSource::Camera, &text, None));
            }
            _ => {}
        }
    }
    // These write the clock on the wall where the standard wants UTC.
    let wall = find(user, b"FIRM").is_some() || find(user, b"GPMF").is_some();
    words.times.extend(head_time(moov, wall));
    words
}

/// A date with a time; a date alone says too little to come before the head’s.
fn written_time(text: &str) -> Option<ClockTime> {
    let written = clock::parse(text)?;
    written.time?;
    Some(ClockTime::Local {
        local: written.local_or_noon(),
        offset: written.offset,
        millis: written.millis,
    })
}

/// The time in the film’s head: seconds since 1904, in UTC. Zero is “not
/// known”.
fn head_time(moov: &[u8], wall: bool) -> Option<Evidence> {
    let ((version, _), body) = full_box(find(moov, b"mvhd")?)?;
    let seconds = if version == 1 {
        long(body, 0)?
    } else {
        word(body, 0)?.into()
    };
    if seconds == 0 {
        return None;
    }
    let utc = NaiveDate::from_ymd_opt(1904, 1, 1)?
        .and_hms_opt(0, 0, 0)?
        .checked_add_signed(Duration::try_seconds(i64::try_from(seconds).ok()?)?);
    let text = utc.map_or_else(
        || seconds.to_string(),
        |utc| utc.format("%Y-%m-%d %H:%M:%S").to_string(),
    );
    let time = utc.map(|at: NaiveDateTime| {
        if wall {
            ClockTime::Local {
                local: at,
                offset: None,
                millis: None,
            }
        } else {
            ClockTime::Utc {
                utc: at,
                millis: None,
            }
        }
    });
    Some(Evidence::new(MomentSource::Camera, &text, time))
}

fn camera(make: Option<String>, model: Option<String>) -> Option<String> {
    let first_word = |text: &str| text.split(' ').next().map(str::to_lowercase);
    let whole = match (make, model) {
        (Some(make), Some(model)) if first_word(&make) != first_word(&model) => {
            format!("{make} {model}")
        }
        (_, Some(model)) => model,
        (make, None) => make?,
    };
    Some(whole.chars().take(MAX_CAMERA_CHARS).collect())
}

/// Names and texts in a `meta` box, Apple’s way (`keys`) and iTunes’ (four
/// letters). QuickTime writes the box without version, MPEG-4 with it.
fn items(meta: &[u8]) -> Vec<(String, String)> {
    let plain = meta.get(4..8).is_some_and(|name| name == b"hdlr");
    let meta = if plain {
        meta
    } else {
        meta.get(4..).unwrap_or_default()
    };
    let keys = find(meta, b"keys").map(keys).unwrap_or_default();
    let list = find(meta, b"ilst").unwrap_or_default();
    Boxes(list)
        .take(MAX_BOXES)
        .filter_map(|(name, item)| {
            let number = usize::try_from(u32::from_be_bytes(*name)).ok()?;
            let key = match keys.get(number.wrapping_sub(1)) {
                Some(key) => key.clone(),
                // Latin letters of old Macs; © is the only one used.
                None => name.iter().map(|byte| char::from(*byte)).collect(),
            };
            let data = find(item, b"data")?;
            // 1 is text in UTF-8.
            (word(data, 0)? == 1).then_some(())?;
            Some((key, text(data.get(8..)?)?))
        })
        .collect()
}

fn keys(body: &[u8]) -> Vec<String> {
    Boxes(body.get(8..).unwrap_or_default())
        .take(MAX_BOXES)
        .map(|(_, name)| text(name).unwrap_or_default())
        .collect()
}

/// A text of QuickTime’s first way: length, language, letters; or, in a few
/// cameras, letters alone.
fn old_text(user: &[u8], name: &[u8; 4]) -> Option<String> {
    let body = find(user, name)?;
    let length = usize::from(u16::from_be_bytes(*body.first_chunk()?));
    match body.get(4..).and_then(|rest| rest.get(..length)) {
        Some(inside) if length > 0 => text(inside),
        _ => text(body),
    }
}

fn text(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.get(..MAX_TEXT_BYTES).unwrap_or(bytes);
    let text: String = String::from_utf8_lossy(bytes)
        .chars()
        .filter(|c| !c.is_control() && *c != char::REPLACEMENT_CHARACTER)
        .collect();
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
