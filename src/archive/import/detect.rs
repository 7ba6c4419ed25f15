//! What a folder, archive or file is.

use serde::Serialize;

use super::{Container, ImportError, Item, baby_buddy};
use crate::archive::export::UNFINISHED;
use crate::archive::format::{FORMAT, JOURNAL_JSON};
use crate::photo::film::is_film_name;

/// Endings photos have, in small letters. What is in a file decides in the end.
const PHOTOS: [&str; 25] = [
    "jpg", "jpeg", "jpe", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "hif", "mpo",
    "avif", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf", "pef", "srw", "jfif",
];
/// Endings of videos that this program cannot read.
const VIDEOS: [&str; 8] = ["avi", "mkv", "webm", "mpg", "mpeg", "mts", "m2ts", "wmv"];
/// So much of a file is read to see what it is, in bytes.
const BEGINNING: u64 = 64 << 10;

/// What something is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Our own export.
    SmilekeepExport,
    /// A Day One journal, as JSON with photos.
    DayOne,
    /// What Google Takeout gives out of Google Photos.
    GoogleTakeout,
    /// Tables of Baby Buddy.
    BabyBuddy,
    /// Photos and films in folders.
    #[default]
    Photos,
}

impl Kind {
    /// What it is called, as it stands in a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::SmilekeepExport => t!("archive-kind-export"),
            Self::DayOne => t!("archive-kind-day-one"),
            Self::GoogleTakeout => t!("archive-kind-takeout"),
            Self::BabyBuddy => t!("archive-kind-baby-buddy"),
            Self::Photos => t!("archive-kind-photos"),
        }
    }

    /// Whether it has babies of its own, so that none has to be chosen.
    pub const fn brings_babies(self) -> bool {
        matches!(self, Self::SmilekeepExport)
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The files with words: JSON or tables.
    pub words: Vec<Item>,
    /// The photos.
    pub photos: Vec<Item>,
    /// The films.
    pub films: Vec<Item>,
    /// How many videos there are that this program cannot read.
    pub videos: usize,
}

/// Whether a file's name is a photo's.
pub fn is_photo(item: &Item) -> bool {
    PHOTOS.contains(&item.ending().as_str())
}

/// Whether a file's name is a film's.
pub fn is_film(item: &Item) -> bool {
    is_film_name(item.name())
}

/// Finds out what it is.
///
/// # Errors
/// When it is nothing this program knows.
pub fn detect(container: &mut Container) -> Result<Found, ImportError> {
    let items = container.items.clone();
    let all = |is: fn(&Item) -> bool| -> Vec<Item> {
        items.iter().filter(|item| is(item)).cloned().collect()
    };
    let (photos, films) = (all(is_photo), all(is_film));
    let videos = items
        .iter()
        .filter(|item| VIDEOS.contains(&item.ending().as_str()))
        .count();
    let found = |kind, words| Found {
        kind,
        words,
        photos: photos.clone(),
        films: films.clone(),
        videos,
    };
    let near = |item: &&Item| item.path.matches('/').count() <= 1;
    let with_ending = |ending: &'static str| {
        items
            .iter()
            .filter(near)
            .filter(move |item| item.ending() == ending)
    };
    // Ours: the one nearest to the top.
    let mut ours: Vec<&Item> = items
        .iter()
        .filter(near)
        .filter(|item| item.name() == JOURNAL_JSON)
        .collect();
    ours.sort_by_key(|item| item.path.len());
    for item in ours {
        if begins_with_words(container, item, &[FORMAT]) {
            return Ok(found(Kind::SmilekeepExport, vec![item.clone()]));
        }
    }
    if items
        .iter()
        .filter(near)
        .any(|item| item.name() == UNFINISHED)
    {
        return Err(ImportError::Unfinished(container.path.clone()));
    }
    let diaries: Vec<Item> = with_ending("json")
        .filter(|item| begins_with_words(container, item, &["\"entries\""]))
        .cloned()
        .collect();
    if !diaries.is_empty() {
        return Ok(found(Kind::DayOne, diaries));
    }
    let mut tables = Vec::new();
    for item in with_ending("csv") {
        if let Ok(beginning) = container.beginning(item, BEGINNING)
            && baby_buddy::is_table(&beginning)
        {
            tables.push(item.clone());
        }
    }
    if !tables.is_empty() {
        return Ok(found(Kind::BabyBuddy, tables));
    }
    if !photos.is_empty() || !films.is_empty() {
        let kind = if items.iter().any(is_of_takeout) {
            Kind::GoogleTakeout
        } else {
            Kind::Photos
        };
        return Ok(found(kind, Vec::new()));
    }
    Err(
        if with_ending("zip").next().is_some() && !container.is_packed() {
            ImportError::Archives(container.path.clone())
        } else {
            let path = container.path.clone();
            match container.left_out.first().cloned() {
                Some(first) => ImportError::AllLeftOut { path, first },
                None => ImportError::Nothing(path),
            }
        },
    )
}

fn begins_with_words(container: &mut Container, item: &Item, words: &[&str]) -> bool {
    container.beginning(item, BEGINNING).is_ok_and(|beginning| {
        let text = String::from_utf8_lossy(&beginning);
        words.iter().all(|word| text.contains(word))
    })
}

/// A folder of that name, or a photo's notes as Takeout writes them.
fn is_of_takeout(item: &Item) -> bool {
    if item.path.split('/').any(|part| part == "Takeout") {
        return true;
    }
    let name = item.name().to_lowercase();
    let Some(stem) = name.strip_suffix(".json") else {
        return false;
    };
    stem.contains(".supplemental-")
        || stem
            .rsplit_once('.')
            .is_some_and(|(_, ending)| PHOTOS.contains(&ending) || is_film_name(stem))
}
