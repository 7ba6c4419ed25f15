//! Photos that move: a still and a short film that lie side by side under one
//! name, as phones and Google Takeout leave them (`IMG_1.HEIC`, `IMG_1.MP4`).
//!
//! Apple's phones write the same mark into both, and that is enough
//! ([`store::photo::live_partner`]). Other phones, and programs that copied the
//! two, do not; there the names tell, and the two get a mark in the journal.
//! From then on both kinds are the same.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};
use rusqlite::Connection;

use super::intake::Source;
use crate::domain::{NewPhoto, Photo, PhotoId};
use crate::photo::film::is_film_name;
use crate::store::{self, StoreError};

/// Longest film that can be the moving part of a photo, in milliseconds; phones
/// take three seconds.
const LONGEST_MS: u64 = 15_000;
/// How far apart the two may say they were taken: both may tell the time by
/// other zones.
pub const PAIR_APART: Duration = Duration::hours(26);
/// Most photos of one name in one folder that are compared.
const MOST: usize = 8;

/// What a still and its moving part have in common: their name without its
/// ending, in small letters. Phones of Google call the two `PXL_1.MP.jpg` and
/// `PXL_1.MP`.
pub fn pair_key(name: &str) -> String {
    let name = name.to_lowercase();
    match name.rsplit_once('.') {
        Some((_, "mp" | "mv")) | None => name,
        Some((stem, _)) => stem.to_owned(),
    }
}

/// Folder and name of what may be one half of a pair.
type Key = (PathBuf, String);

fn key_of(source: &Source) -> Option<Key> {
    match source {
        Source::File(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let name = path.file_name()?.to_string_lossy();
            Some((folder.to_owned(), pair_key(&name)))
        }
        // All that a phone sends lies together.
        Source::Named { name, .. } => Some((PathBuf::new(), pair_key(name))),
        Source::Bytes { .. } | Source::Shot { .. } => None,
    }
}

/// In which order things are taken in: as given, but a film behind the photo
/// whose name it has, so that the entry is the photo's.
pub(super) fn order_of(sources: &[Source]) -> Vec<usize> {
    let keys: Vec<Option<Key>> = sources.iter().map(key_of).collect();
    let is_film = |index: usize| {
        let source = sources.get(index);
        source.is_some_and(|source| is_film_name(&source.name()))
    };
    let mut last_still: HashMap<&Key, usize> = HashMap::new();
    for (index, key) in keys.iter().enumerate() {
        if let Some(key) = key
            && !is_film(index)
        {
            last_still.insert(key, index);
        }
    }
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|index| {
        let still = keys.get(*index).and_then(Option::as_ref);
        let still = still.and_then(|key| last_still.get(key));
        match still {
            Some(still) if is_film(*index) && still > index => (*still, true),
            _ => (*index, false),
        }
    });
    order
}

/// What was taken in so far, by the names it had.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    here: HashMap<Key, Vec<PhotoId>>,
}

impl Pairs {
    /// Notes what became of a source.
    pub(super) fn note(&mut self, source: &Source, photo: PhotoId) {
        if let Some(key) = key_of(source) {
            let here = self.here.entry(key).or_default();
            if here.len() < MOST {
                here.push(photo);
            }
        }
    }

    /// Gives a file on its way in the mark of its other half, if that is here.
    ///
    /// # Errors
    /// When the journal refuses.
    pub(super) fn mark(
        &self,
        connection: &Connection,
        source: &Source,
        file: &mut NewPhoto,
        now: NaiveDateTime,
    ) -> Result<(), StoreError> {
        let Some(here) = key_of(source).and_then(|key| self.here.get(&key)) else {
            return Ok(());
        };
        let mut best: Option<(Duration, Photo)> = None;
        for id in here {
            let other = store::photo::get(connection, *id)?;
            let apart = (file.taken.local - other.file.taken.local).abs();
            let marks = (&file.shot.live, &other.file.shot.live);
            match marks {
                // They know each other.
                (Some(mine), Some(theirs)) if mine == theirs => return Ok(()),
                // Others of that name.
                (Some(_), Some(_)) => {}
                _ if is_pair(file, &other.file)
                    && best.as_ref().is_none_or(|(nearest, _)| apart < *nearest) =>
                {
                    best = Some((apart, other));
                }
                _ => {}
            }
        }
        let Some((_, other)) = best else {
            return Ok(());
        };
        let still = match file.format.is_film() {
            true => other.file.hash,
            false => file.hash,
        };
        let mark = file.shot.live.take();
        let mark = mark.or_else(|| other.file.shot.live.clone());
        let mark = mark.unwrap_or_else(|| format!("beside {still}"));
        if other.file.shot.live.is_none() {
            store::photo::set_live(connection, other.id, &mark, now)?;
        }
        file.shot.live = Some(mark);
        Ok(())
    }
}

/// Whether two files of one name can be a still and its moving part.
fn is_pair(one: &NewPhoto, other: &NewPhoto) -> bool {
    let film = match (one.format.is_film(), other.format.is_film()) {
        (true, false) => one,
        (false, true) => other,
        _ => return false,
    };
    let is_short = film.shot.film_ms.is_some_and(|ms| ms <= LONGEST_MS);
    let (one, other) = (&one.taken, &other.taken);
    let unclear = one.source.is_doubtful() || other.source.is_doubtful();
    is_short && (unclear || (one.local - other.local).abs() <= PAIR_APART)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pairs_in_all_their_forms() {
        for (still, film) in [
            ("IMG_4032.HEIC", "IMG_4032.MOV"),
            ("IMG_4032.HEIC", "img_4032.mp4"),
            ("IMG_4032(1).JPG", "IMG_4032(1).MP4"),
            ("PXL_20261103_031000123.MP.jpg", "PXL_20261103_031000123.MP"),
            ("MVIMG_20261103_031000.jpg", "MVIMG_20261103_031000"),
        ] {
            assert_eq!(pair_key(still), pair_key(film), "{still}");
            assert!(is_film_name(film) && !is_film_name(still), "{film}");
        }
        for (one, other) in [
            ("IMG_1.HEIC", "IMG_2.MOV"),
            ("IMG_1.HEIC", "IMG_1(1).MOV"),
            ("IMG_1.HEIC", "IMG_1-edited.MOV"),
        ] {
            assert_ne!(pair_key(one), pair_key(other), "{one}");
        }
        assert!(!is_film_name("notes"));
    }

    #[test]
    fn a_film_comes_behind_its_photo_and_all_else_as_given() {
        let file = |path: &str| Source::File(PathBuf::from(path));
        let sources = [
            file("a/IMG_2.MOV"),
            file("a/IMG_1.MOV"),
            file("b/IMG_1.HEIC"),
            file("a/IMG_1.HEIC"),
            file("a/IMG_0.JPG"),
        ];
        // The one in another folder is another photo.
        assert_eq!(order_of(&sources), [0, 2, 3, 1, 4]);
    }
}
