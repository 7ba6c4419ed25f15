//! Which of two versions of one thing is shown, and what is kept beside it. The
//! same two versions give the same answer on both sides.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::version::{Fields, Kind, PHOTOS, TAGS, Version, list, text};

/// One side's version of a thing and what that side has had before.
pub(super) struct Known<'v> {
    pub version: &'v Version,
    pub fingerprint: &'v str,
    pub seen: &'v HashSet<String>,
}

/// Who gives way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

/// What becomes of a thing that both have.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    /// What is shown from now on.
    pub fields: Fields,
    /// Whose version gave way without being an earlier one, if any; `true`
    /// when its words are nowhere in what is shown.
    pub gave_way: Option<(Side, bool)>,
    /// Whether both sides wrote since they last met.
    pub both_wrote: bool,
}

/// Decides between two versions. `first_meeting` is for two things that were
/// begun apart and turn out to be one: then what one of them lacks comes from
/// the other.
pub(super) fn resolve(
    kind: Kind,
    ours: &Known<'_>,
    theirs: &Known<'_>,
    first_meeting: bool,
) -> Resolved {
    let plain = |version: &Version| Resolved {
        fields: version.fields.clone(),
        gave_way: None,
        both_wrote: false,
    };
    if ours.fingerprint == theirs.fingerprint {
        return plain(ours.version);
    }
    let theirs_is_old = ours.seen.contains(theirs.fingerprint);
    let ours_is_old = theirs.seen.contains(ours.fingerprint);
    if theirs_is_old != ours_is_old {
        return plain(if theirs_is_old {
            ours.version
        } else {
            theirs.version
        });
    }
    let ours_is_later = (ours.version.updated_at(), ours.fingerprint)
        > (theirs.version.updated_at(), theirs.fingerprint);
    let (winner, loser, gave_way) = if ours_is_later {
        (ours.version, theirs.version, Side::Theirs)
    } else {
        (theirs.version, ours.version, Side::Ours)
    };
    let fields = if first_meeting {
        filled(kind, winner, loser)
    } else {
        winner.fields.clone()
    };
    let lost = !holds(&fields, loser);
    Resolved {
        fields,
        gave_way: Some((gave_way, lost)),
        both_wrote: lost
            && !first_meeting
            && !ours.seen.contains(ours.fingerprint)
            && !theirs.seen.contains(theirs.fingerprint),
    }
}

/// The later version, with what only the other one says.
fn filled(kind: Kind, winner: &Version, loser: &Version) -> Fields {
    let mut fields = winner.fields.clone();
    for (name, theirs) in &loser.fields {
        let ours = fields.entry(name.clone()).or_insert(Json::Null);
        match (name.as_str(), theirs) {
            ("deleted_at" | "updated_at", _) => {}
            ("created_at", _) if theirs.as_str() < ours.as_str() => *ours = theirs.clone(),
            ("created_at", _) => {}
            // What was chosen for a page is one choice.
            (PHOTOS, _) if kind == Kind::Page => {}
            (PHOTOS | TAGS, Json::Array(more)) => {
                let Json::Array(all) = ours else { continue };
                let known: HashSet<String> = all.iter().filter_map(word).collect();
                all.extend(
                    more.iter()
                        .filter(|one| word(one).is_some_and(|one| !known.contains(&one)))
                        .cloned(),
                );
            }
            _ if is_empty(ours) => *ours = theirs.clone(),
            _ => {}
        }
    }
    fields
}

fn word(value: &Json) -> Option<String> {
    value.as_str().map(str::to_lowercase)
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Number(number) => number.as_i64() == Some(0),
        Json::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// Whether all that a version says stands in these fields too.
pub(super) fn holds(fields: &Fields, version: &Version) -> bool {
    version.words().iter().all(|(name, value)| match value {
        Json::Array(_) if name == TAGS => {
            let known: HashSet<_> = list(fields, name)
                .into_iter()
                .map(str::to_lowercase)
                .collect();
            list(&version.fields, name)
                .iter()
                .all(|tag| known.contains(&tag.to_lowercase()))
        }
        Json::Array(_) => {
            let known = list(fields, name);
            list(&version.fields, name)
                .iter()
                .all(|photo| known.contains(photo))
        }
        // Which photo stands for an entry is no word.
        _ if name == "cover_photo_id" => true,
        _ if is_empty(value) => true,
        value => fields.get(name) == Some(value),
    })
}

/// Entries that were begun apart and are one, as pairs of (ours, theirs): those
/// whose photos are in no other entry of the same baby; and those without
/// photos that say exactly the same.
pub(super) fn same_entries(
    ours: &[Version],
    theirs: &[Version],
    only_ours: &HashSet<&str>,
    only_theirs: &HashSet<&str>,
) -> Vec<(usize, usize)> {
    // Groups of entries held together by the photos they share.
    let mut groups: HashMap<(String, String), Vec<(bool, usize)>> = HashMap::new();
    let sides = [(true, ours), (false, theirs)];
    for (is_ours, versions) in sides {
        for (at, version) in versions.iter().enumerate() {
            if version.is_trashed() {
                continue;
            }
            let baby = version.text("baby_id").to_owned();
            for photo in version.list(PHOTOS) {
                groups
                    .entry((baby.clone(), photo.to_owned()))
                    .or_default()
                    .push((is_ours, at));
            }
            if version.list(PHOTOS).is_empty() {
                let words = super::version::json(&version.words());
                groups.entry((baby, words)).or_default().push((is_ours, at));
            }
        }
    }
    let mut neighbours: HashMap<(bool, usize), HashSet<(bool, usize)>> = HashMap::new();
    for group in groups.values() {
        for one in group {
            neighbours.entry(*one).or_default().extend(group);
        }
    }
    let mut pairs = Vec::new();
    for (at, version) in ours.iter().enumerate() {
        let me = (true, at);
        let Some(around) = neighbours.get(&me) else {
            continue;
        };
        let mut others = around.iter().filter(|other| **other != me);
        let (Some(other), None) = (others.next(), others.next()) else {
            continue;
        };
        let alone = neighbours
            .get(other)
            .is_some_and(|theirs| theirs.len() == 2);
        let (false, there) = *other else { continue };
        let apart = only_ours.contains(version.thing.as_str())
            && theirs
                .get(there)
                .is_some_and(|their| only_theirs.contains(their.thing.as_str()));
        if alone && apart {
            pairs.push((at, there));
        }
    }
    pairs
}

/// Entries of one side alone that say nothing and whose photos all lie in
/// entries of the other side: the same photos came in twice, in other groups.
/// With the time at which they give way.
pub(super) fn covered(
    ours: &[Version],
    theirs: &[Version],
    named: &HashSet<String>,
) -> HashMap<String, String> {
    let sides = [ours, theirs];
    let trashed: HashSet<&str> = sides
        .iter()
        .flat_map(|versions| versions.iter())
        .filter(|version| version.is_trashed())
        .map(|version| version.thing.as_str())
        .collect();
    let things = sides.map(|versions| {
        versions
            .iter()
            .map(|version| version.thing.as_str())
            .collect::<HashSet<_>>()
    });
    // The entries of each side that have a photo of a baby.
    let holders = sides.map(|versions| {
        let mut holders: HashMap<(&str, &str), Vec<&Version>> = HashMap::new();
        for version in versions {
            for photo in version.list(PHOTOS) {
                let baby = version.text("baby_id");
                holders.entry((baby, photo)).or_default().push(version);
            }
        }
        holders
    });
    let mut candidates: Vec<(usize, &Version)> = Vec::new();
    for (side, versions) in sides.iter().enumerate() {
        let there = things.get(1 - side);
        candidates.extend(versions.iter().filter_map(|version| {
            let alone = there.is_some_and(|there| !there.contains(version.thing.as_str()));
            (alone && is_bare(version) && !named.contains(&version.thing))
                .then_some((side, version))
        }));
    }
    candidates.sort_by(|one, other| one.1.thing.cmp(&other.1.thing));
    let mut covered: HashMap<String, String> = HashMap::new();
    for (side, version) in candidates {
        let baby = version.text("baby_id");
        let mut latest = version.updated_at();
        let all = version.list(PHOTOS).into_iter().all(|photo| {
            let holder = holders
                .get(1 - side)
                .and_then(|holders| holders.get(&(baby, photo)))
                .into_iter()
                .flatten()
                .find(|holder| {
                    let thing = holder.thing.as_str();
                    !trashed.contains(thing) && !covered.contains_key(thing)
                });
            latest = latest.max(holder.map_or("", |holder| holder.updated_at()));
            holder.is_some()
        });
        if all {
            covered.insert(version.thing.clone(), latest.to_owned());
        }
    }
    covered
}

/// Whether an entry is there and holds nothing but photos.
fn is_bare(version: &Version) -> bool {
    let said = [
        "note",
        TAGS,
        "sleep_state",
        "smile_kind",
        "smile_strength",
        "length_seconds",
        "favourite",
    ];
    !version.is_trashed()
        && !version.list(PHOTOS).is_empty()
        && said
            .iter()
            .all(|name| version.fields.get(*name).is_none_or(is_empty))
}

/// What tells that two milestones, or two presets, are one.
pub(super) fn likeness(kind: Kind, version: &Version) -> Option<String> {
    if version.is_trashed() {
        return None;
    }
    let fields = &version.fields;
    let parts = match kind {
        Kind::Milestone => [
            text(fields, "baby_id").to_owned(),
            text(fields, "date").to_owned(),
            text(fields, "title").trim().to_lowercase(),
        ],
        Kind::Preset => [
            text(fields, "name").to_owned(),
            text(fields, "edits").to_owned(),
            String::new(),
        ],
        _ => return None,
    };
    Some(parts.join("\n"))
}
