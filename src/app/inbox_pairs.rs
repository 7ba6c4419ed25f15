//! Photos that move, in the tray: a still and the short film of the same name
//! are asked about as one.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use chrono::Duration;

use crate::capture::{PAIR_APART, pair_key};
use crate::domain::{InboxId, InboxItem, InboxSource, Moment};
use crate::photo::film::is_film_name;

/// Longest file that can be the moving part of a photo, in bytes: three seconds
/// in the best quality of a phone take a fifth of it.
const LONGEST: u64 = 64 << 20;

/// The moving part of each still that has one.
pub(super) fn moving_parts(items: &[InboxItem]) -> HashMap<InboxId, InboxId> {
    let (films, stills): (Vec<&InboxItem>, Vec<&InboxItem>) =
        items.iter().partition(|item| is_film_name(&item.file.name));
    if films.is_empty() {
        return HashMap::new();
    }
    let mut by_key: HashMap<_, Vec<&InboxItem>> = HashMap::new();
    for still in stills {
        by_key.entry(key_of(still)).or_default().push(still);
    }
    let mut parts = HashMap::new();
    let mut taken = HashSet::new();
    for film in films.iter().filter(|film| film.file.byte_len <= LONGEST) {
        let near = by_key
            .get(&key_of(film))
            .into_iter()
            .flatten()
            .filter(|still| !taken.contains(&still.id))
            .filter_map(|still| Some((apart(still, film)?, *still)))
            .min_by_key(|(apart, still)| (*apart, still.id));
        if let Some((_, still)) = near {
            taken.insert(still.id);
            parts.insert(still.id, film.id);
        }
    }
    parts
}

/// Where it is from, its folder, and its name without its ending.
fn key_of(item: &InboxItem) -> (InboxSource, PathBuf, String) {
    let folder = match item.file.source {
        // All that phones send lies together, under other names.
        InboxSource::Phone => Path::new(""),
        InboxSource::Folder | InboxSource::Card => {
            item.file.place.parent().unwrap_or(Path::new(""))
        }
    };
    (
        item.file.source,
        folder.to_owned(),
        pair_key(&item.file.name),
    )
}

/// How far apart two were taken, if they can be one photo.
fn apart(one: &InboxItem, other: &InboxItem) -> Option<Duration> {
    let sure = |moment: &Moment| !moment.source.is_doubtful();
    match (one.file.taken, other.file.taken) {
        (Some(one), Some(other)) => {
            let apart = (one.local - other.local).abs();
            (apart <= PAIR_APART || !sure(&one) || !sure(&other)).then_some(apart)
        }
        _ => Some(PAIR_APART),
    }
}
