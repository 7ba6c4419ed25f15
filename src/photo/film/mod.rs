//! Short films: MPEG-4 (MP4, M4V, 3GP) and QuickTime (MOV).
//!
//! A film is kept whole, like every original, and never read into memory as a
//! whole. Its index tells how long it lasts, how it lies and when it was
//! taken; where it was taken is not looked at. One picture of it is shown: the
//! first that stands alone, decoded by the decoders of photos, in the same
//! place (see [`super::isolation`]). docs/films.md tells the whole.

mod copy;
mod index;
mod private;
mod still;
mod track;
mod words;

pub use copy::{CopiedFilm, copy};

use std::io::{Cursor, Read, Seek};
use std::path::Path;

use chrono::Duration;
use image::RgbImage;

use super::decode::{self, Decoded, Limits, guarded};
use super::metadata::Metadata;
use super::picture::{Picture, Pixels};
use super::render::Placement;
use super::taken::{self, ClockTime};
use super::{PhotoError, Sort, placeholder, sniff};
use crate::domain::{NewPhoto, PhotoFormat, Shot, Shows};
use crate::storage;

/// Longest film that is kept, in bytes: an hour in the best quality of a phone
/// is more, a short film far less.
pub const MAX_FILM_BYTES: u64 = 4 << 30;

/// Bytes from the start that tell a film from a photo.
const HEAD_BYTES: u64 = 256;
/// A picture darker than this (mean of 0…255) shows nothing; another is tried.
const DARK: f32 = 14.0;

/// What a film’s index tells.
#[derive(Debug, Clone)]
pub struct Film {
    /// MPEG-4 or QuickTime.
    pub format: PhotoFormat,
    /// How long it lasts, in milliseconds; 0 when it does not say.
    pub duration_ms: u64,
    /// Width and height once upright, in pixels.
    pub size: (u32, u32),
    /// When and with what it was taken.
    pub metadata: Metadata,
    /// The file stops before the film does.
    pub ends_early: bool,
    moov: Vec<u8>,
    pieces: Vec<(u64, Vec<u8>)>,
}

/// Whether a file is a film, by its first bytes.
///
/// # Errors
/// When it cannot be read, or is no ordinary file.
pub fn is_film(path: &Path) -> Result<bool, PhotoError> {
    let mut head = Vec::new();
    storage::open_regular(path)?
        .take(HEAD_BYTES)
        .read_to_end(&mut head)
        .map_err(|source| storage::PathError::new(path, "read", source))?;
    Ok(sniff::sniff(&head).is_some_and(PhotoFormat::is_film))
}

/// Whether a name is that of a film: a first guess, for the content decides.
/// `.MP` and `.MV` are what Google’s phones call the moving part of a photo;
/// older ones give it no ending at all.
pub fn is_film_name(name: &str) -> bool {
    const ENDINGS: [&str; 8] = ["mp4", "mov", "m4v", "3gp", "3g2", "qt", "mp", "mv"];
    let name = name.to_lowercase();
    match name.rsplit_once('.') {
        Some((_, ending)) => ENDINGS.contains(&ending),
        None => name.starts_with("mvimg_"),
    }
}

/// Reads the index of a film.
///
/// # Errors
/// [`PhotoError::NotAPhoto`] when it is none, [`PhotoError::Unsupported`] when
/// it has no pictures, [`PhotoError::Damaged`] when it has no index,
/// [`PhotoError::TooLarge`] beyond [`MAX_FILM_BYTES`].
pub fn read(source: &mut (impl Read + Seek)) -> Result<Film, PhotoError> {
    guarded(|| read_index(source))
}

fn read_index(source: &mut (impl Read + Seek)) -> Result<Film, PhotoError> {
    let index = index::read(source)?;
    if index.length > MAX_FILM_BYTES {
        return Err(PhotoError::TooLarge {
            what: t!("large-film", most = MAX_FILM_BYTES >> 30),
        });
    }
    let head = index::bytes_at(source, 0, index.length.min(HEAD_BYTES));
    let head = head.map_err(PhotoError::damaged)?;
    let format = sniff::sniff(&head)
        .filter(|format| format.is_film())
        .ok_or(PhotoError::NotAPhoto)?;
    let sound = || PhotoError::unsupported_sort(crate::words::plain(sniff::SOUND), Sort::Sound);
    let track = track::pictures(&index.moov).ok_or_else(sound)?;
    let words = words::read(&index.moov);
    let told = super::heif_boxes::find(&index.moov, b"mvhd").and_then(track::length_ms);
    let duration_ms = told.unwrap_or_default().max(track.duration_ms);
    Ok(Film {
        format,
        duration_ms,
        size: track.upright_size(),
        metadata: Metadata {
            shot: Shot {
                camera: words.camera,
                film_ms: Some(duration_ms),
                live: words.live,
                ..Shot::default()
            },
            times: words.times,
            ..Metadata::default()
        },
        ends_early: index.ends_early,
        moov: index.moov,
        pieces: index.pieces,
    })
}

impl Film {
    /// Bytes that decoding its picture takes at most.
    pub fn cost(&self) -> u64 {
        let pixels = u64::from(self.size.0) * u64::from(self.size.1);
        // The decoder’s planes, two bytes a sample, and the picture twice.
        pixels.saturating_mul(15)
    }

    /// One picture of it, upright; scaled to fit a box of pixels (never
    /// enlarged) where one is given. Where none can be had a drawn card stands
    /// in ([`Shows::Nothing`]).
    pub fn picture(
        &self,
        source: &mut (impl Read + Seek),
        limits: &Limits,
        fit: Option<(u32, u32)>,
    ) -> Decoded {
        let mut dark: Option<(f32, Decoded)> = None;
        for (still, quarters) in self.frames(source) {
            let Some(decoded) = decoded(&still, quarters, limits, fit) else {
                continue;
            };
            let light = brightness(&decoded.picture);
            if light >= DARK {
                return self.dressed(decoded, Shows::Frame);
            }
            if dark.as_ref().is_none_or(|(best, _)| light > *best) {
                dark = Some((light, decoded));
            }
        }
        let embedded = || {
            let still = guarded(|| Ok(still::embedded(&self.moov))).ok().flatten()?;
            decoded(&still, 0, limits, fit)
        };
        if let Some(decoded) = dark.map(|(_, decoded)| decoded).or_else(embedded) {
            return self.dressed(decoded, Shows::Frame);
        }
        let card = placeholder::film_card();
        let size = card.dimensions();
        let picture = Picture {
            pixels: Pixels::Eight(card),
            profile: None,
        };
        let picture = match fit {
            Some((width, height)) => picture.into_fitted(width, height),
            None => picture,
        };
        self.dressed(
            Decoded {
                picture,
                size,
                shows: Shows::Nothing,
                format: self.format,
                metadata: Metadata::default(),
                ends_early: false,
            },
            Shows::Nothing,
        )
    }

    /// Coded pictures as files of photos, with the quarter turns that these do
    /// not know of; each is read when it is asked for.
    fn frames<'s>(
        &'s self,
        source: &'s mut (impl Read + Seek),
    ) -> impl Iterator<Item = (Vec<u8>, u8)> + 's {
        let track = track::pictures(&self.moov);
        let places = track.map_or_else(Vec::new, |track| {
            let mut places = track.whole_pictures();
            if places.is_empty() {
                let first =
                    |(at, piece): &(u64, Vec<u8>)| track.first_of_piece(&self.moov, *at, piece);
                places.extend(self.pieces.iter().filter_map(first));
            }
            places
        });
        places.into_iter().filter_map(move |(place, length)| {
            let data = index::bytes_at(source, place, length).ok()?;
            let track = track?;
            let quarters = if still::lies_as_stored(&track.coding) {
                track.quarters
            } else {
                0
            };
            Some((still::wrapped(&track, data)?, quarters))
        })
    }

    fn dressed(&self, decoded: Decoded, shows: Shows) -> Decoded {
        Decoded {
            shows,
            format: self.format,
            metadata: self.metadata.clone(),
            ends_early: self.ends_early,
            ..decoded
        }
    }
}

/// Works out how far from UTC it was from the film’s name: phones name films by
/// the clock on the wall, and write UTC inside.
pub fn place_in_time(film: &mut Film, file_name: &str) {
    let utc = film.metadata.times.iter().find_map(|told| match told.time {
        Some(ClockTime::Utc { utc, .. }) => Some(utc),
        _ => None,
    });
    if let Some(utc) = utc {
        // The name is given at the start, some heads are written at the end.
        let slack = Duration::try_milliseconds(i64::try_from(film.duration_ms).unwrap_or(0));
        let offset = taken::offset_by_name(file_name, utc, slack.unwrap_or_default());
        film.metadata.utc_offset_minutes = offset;
    }
}

/// A film’s picture from its file, as [`Film::picture`].
///
/// # Errors
/// As [`read`], and what the disk says.
pub fn decode_file(
    path: &Path,
    limits: &Limits,
    fit: Option<(u32, u32)>,
) -> Result<Decoded, PhotoError> {
    let mut file = storage::open_regular(path)?;
    Ok(read(&mut file)?.picture(&mut file, limits, fit))
}

/// As [`decode_file`], for a film in memory.
pub(super) fn decode_bytes(
    bytes: &[u8],
    limits: &Limits,
    fit: Option<(u32, u32)>,
) -> Result<Decoded, PhotoError> {
    let mut source = Cursor::new(bytes);
    Ok(read(&mut source)?.picture(&mut source, limits, fit))
}

fn decoded(
    still: &[u8],
    quarters: u8,
    limits: &Limits,
    fit: Option<(u32, u32)>,
) -> Option<Decoded> {
    let placement = Placement::turned(quarters);
    let turns = placement.lies_on_its_side();
    let fit = fit.map(|(width, height)| {
        if turns {
            (height, width)
        } else {
            (width, height)
        }
    });
    let decoded = match fit {
        Some((width, height)) => decode::decode_to_fit(still, limits, width, height),
        None => decode::decode(still, limits),
    }
    .ok()?;
    let (width, height) = decoded.size;
    Some(Decoded {
        picture: decoded.picture.placed(placement),
        size: if turns {
            (height, width)
        } else {
            (width, height)
        },
        ..decoded
    })
}

/// Mean of all values, 0…255.
fn brightness(picture: &Picture) -> f32 {
    let mean = |sum: u64, count: usize| sum as f32 / count.max(1) as f32;
    match &picture.pixels {
        Pixels::Eight(pixels) => {
            let values: &[u8] = RgbImage::as_raw(pixels);
            mean(values.iter().map(|v| u64::from(*v)).sum(), values.len())
        }
        Pixels::Sixteen(pixels) => {
            let values: &[u16] = pixels.as_raw();
            mean(values.iter().map(|v| u64::from(*v)).sum(), values.len()) / 257.0
        }
    }
}

/// A name for a copy of a film, as it was called, with the ending its content
/// asks for.
pub fn copy_name(file: &NewPhoto) -> String {
    let stem = Path::new(&file.original_name).file_stem();
    let stem = stem.map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let stem = stem.trim_start_matches('.');
    let stem = if stem.is_empty() {
        t!("film-unnamed")
    } else {
        stem
    };
    format!("{stem}.{}", file.format.extension())
}

/// `0:07`, `12:40`, `1:02:03`: how long a film lasts, in whole seconds.
pub fn duration_label(milliseconds: u64) -> String {
    let seconds = milliseconds.saturating_add(500) / 1000;
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_on_a_player() {
        for (ms, label) in [
            (0, "0:00"),
            (6_600, "0:07"),
            (59_499, "0:59"),
            (760_000, "12:40"),
            (3_723_000, "1:02:03"),
        ] {
            assert_eq!(duration_label(ms), label);
        }
    }
}
