//! What merging another journal would change, worked out without changing
//! anything.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use serde_json::Value as Json;

use super::resolve::{self, Known, Resolved, resolve};
use super::rows::{Earlier, better, photo_rows, read_history, read_same};
use super::version::{Classes, Fields, Kind, PHOTOS, Side, Version, json};
use super::{BabyChoice, Counts, MergeError, PhotoFile, Tally};
use crate::store::Result;

/// What is to be done, in this order.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Another id for a thing of ours.
    Same {
        kind: Kind,
        theirs: String,
        ours: String,
    },
    /// A photo as it is known there.
    Photo { id: String, fields: Fields },
    /// A thing: its new version, what is kept beside it, and what was seen.
    Thing {
        kind: Kind,
        key: Vec<String>,
        thing: String,
        write: Option<Fields>,
        history: Option<Earlier>,
        seen: Vec<String>,
    },
    /// An earlier version that only they had.
    History(Earlier),
}

/// What merging another journal would do.
#[derive(Debug)]
pub struct Plan {
    pub(super) steps: Vec<Step>,
    /// Ids of ours by what things are called everywhere.
    pub(super) ids: Ids,
    /// Originals that belong to what both have together.
    pub photos: Vec<PhotoFile>,
    /// What comes, by kind.
    pub tally: Tally,
}

/// Ids of this journal by what things are called in every journal.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub photos: HashMap<String, String>,
    pub babies: HashMap<String, String>,
    pub entries: HashMap<String, String>,
}

/// A journal and the id of its library.
#[derive(Clone, Copy)]
pub struct Journal<'c> {
    /// The journal.
    pub connection: &'c Connection,
    /// The id its library was given.
    pub library: &'c str,
}

/// Works out what merging would do. Both journals must be of the newest schema
/// and not be written meanwhile.
///
/// # Errors
/// When a journal cannot be read, or two of their babies would become one.
pub fn plan(
    ours: Journal<'_>,
    theirs: Journal<'_>,
    babies: &[BabyChoice],
) -> std::result::Result<Plan, MergeError> {
    let sides = [Side::read(ours.connection)?, Side::read(theirs.connection)?];
    let mut classes = Classes::default();
    classes.read(ours.connection)?;
    classes.read(theirs.connection)?;
    let mut planner = Planner {
        seen: [seen(&sides[0], &classes)?, seen(&sides[1], &classes)?],
        sides,
        classes,
        libraries: [ours.library, theirs.library],
        met: HashSet::new(),
        before: HashMap::new(),
        steps: Vec::new(),
        tally: Tally::default(),
        ids: Ids::default(),
    };
    planner.join_babies(babies)?;
    Ok(planner.run()?)
}

type Seen = HashMap<(Kind, String), HashSet<String>>;

fn seen(side: &Side<'_>, classes: &Classes) -> Result<Seen> {
    let mut all = side
        .connection
        .prepare("SELECT thing, kind, version FROM version_seen")?;
    let mut rows = all.query([])?;
    let mut seen = Seen::new();
    while let Some(row) = rows.next()? {
        let (thing, code, version): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        if let Some(kind) = Kind::of_code(&code) {
            let thing = called(kind, classes, &thing);
            seen.entry((kind, thing)).or_default().insert(version);
        }
    }
    Ok(seen)
}

/// What a thing written down by its local name is called in every journal.
fn called(kind: Kind, classes: &Classes, local: &str) -> String {
    match kind {
        // Named by their fingerprints everywhere.
        Kind::Edit => local.to_owned(),
        Kind::Page => match local.split_once(' ') {
            Some((baby, month)) => format!("{} {month}", classes.called(Kind::Baby, baby)),
            None => local.to_owned(),
        },
        _ => classes.called(kind, local).to_owned(),
    }
}

pub(super) struct Planner<'c> {
    /// Ours, theirs.
    pub(super) sides: [Side<'c>; 2],
    pub(super) classes: Classes,
    pub(super) seen: [Seen; 2],
    pub(super) libraries: [&'c str; 2],
    /// Things that were begun apart and meet for the first time.
    pub(super) met: HashSet<(Kind, String)>,
    /// Fingerprints of their entries that go into the trash, as they were.
    pub(super) before: HashMap<String, String>,
    pub(super) steps: Vec<Step>,
    pub(super) tally: Tally,
    pub(super) ids: Ids,
}

type Locals = HashMap<(Kind, String), String>;

/// Both sides' versions of a kind.
pub(super) struct Both {
    pub(super) kind: Kind,
    pub(super) ours: Vec<Version>,
    pub(super) theirs: Vec<Version>,
}

impl Both {
    fn things(versions: &[Version]) -> HashSet<&str> {
        versions
            .iter()
            .map(|version| version.thing.as_str())
            .collect()
    }

    /// What each side has alone.
    pub(super) fn alone(&self) -> [HashSet<&str>; 2] {
        let (ours, theirs) = (Self::things(&self.ours), Self::things(&self.theirs));
        [&ours - &theirs, &theirs - &ours]
    }
}

/// A thing that both have, or only they.
struct Decided {
    kind: Kind,
    ours: Option<(Version, String)>,
    theirs: (Version, String),
    resolved: Resolved,
}

impl Planner<'_> {
    fn read(&self, kind: Kind) -> Result<Both> {
        Ok(Both {
            kind,
            ours: self.sides[0].versions(kind, &self.classes)?,
            theirs: self.sides[1].versions(kind, &self.classes)?,
        })
    }

    fn run(mut self) -> Result<Plan> {
        let mut decided = Vec::new();
        // What both have in the end, for photos that would be in no entry.
        let mut left = Vec::new();
        let mut gone: Vec<Version> = Vec::new();
        let mut covered = Vec::new();
        for kind in Kind::ALL {
            let mut both = self.read(kind)?;
            if matches!(kind, Kind::Preset | Kind::Entry | Kind::Milestone) {
                self.join_alike(&both);
                let [mine, other] = &self.sides;
                for (side, versions) in [(mine, &mut both.ours), (other, &mut both.theirs)] {
                    for version in versions.iter_mut() {
                        version.thing = side.thing(kind, &self.classes, &version.key);
                    }
                }
            }
            self.name(&both);
            if kind == Kind::Entry {
                self.cover(&mut both, &mut covered)?;
            }
            self.decide(both, &mut decided, &mut left, &mut gone);
        }
        // The same order from both sides.
        decided.sort_by(|one, other| {
            (one.kind, &one.theirs.0.thing).cmp(&(other.kind, &other.theirs.0.thing))
        });
        rescue(&mut decided, &left);
        let photos = self.photos(&decided, &left, &gone)?;
        for one in decided {
            self.step(one);
        }
        self.rest(&left);
        for (version, before) in covered {
            self.give_way(version, before);
        }
        let locals = self.locals()?;
        self.same(&locals)?;
        self.history(&locals)?;
        self.steps.sort_by_key(|step| match step {
            Step::Same { .. } => 0,
            Step::Photo { .. } => 1,
            Step::Thing { .. } => 2,
            Step::History(_) => 3,
        });
        Ok(Plan {
            steps: self.steps,
            ids: self.ids,
            photos,
            tally: self.tally,
        })
    }

    /// Ids of ours for what others name.
    fn name(&mut self, both: &Both) {
        let ids = match both.kind {
            Kind::Baby => &mut self.ids.babies,
            Kind::Entry => &mut self.ids.entries,
            _ => return,
        };
        for version in both.theirs.iter().chain(&both.ours) {
            if let Some(id) = version.key.first() {
                ids.insert(version.thing.clone(), id.clone());
            }
        }
    }

    fn decide(
        &mut self,
        both: Both,
        decided: &mut Vec<Decided>,
        left: &mut Vec<(Kind, Version)>,
        gone: &mut Vec<Version>,
    ) {
        let kind = both.kind;
        let none = HashSet::new();
        let mut ours: HashMap<String, Version> = both
            .ours
            .into_iter()
            .map(|version| (version.thing.clone(), version))
            .collect();
        for theirs in both.theirs {
            let key = (kind, theirs.thing.clone());
            let seen = self
                .seen
                .each_ref()
                .map(|side| side.get(&key).unwrap_or(&none));
            let there = theirs.fingerprint(kind);
            let Some(here) = ours.remove(&theirs.thing) else {
                // Had once, and removed for good since.
                let there = self.before.get(&theirs.thing).unwrap_or(&there).clone();
                if seen[0].contains(&there) {
                    gone.push(theirs);
                    continue;
                }
                let resolved = Resolved {
                    fields: theirs.fields.clone(),
                    gave_way: None,
                    both_wrote: false,
                };
                decided.push(Decided {
                    kind,
                    ours: None,
                    theirs: (theirs, there),
                    resolved,
                });
                continue;
            };
            let mine = here.fingerprint(kind);
            let resolved = resolve(
                kind,
                &Known {
                    version: &here,
                    fingerprint: &mine,
                    seen: seen[0],
                },
                &Known {
                    version: &theirs,
                    fingerprint: &there,
                    seen: seen[1],
                },
                self.met.contains(&key),
            );
            decided.push(Decided {
                kind,
                ours: Some((here, mine)),
                theirs: (theirs, there),
                resolved,
            });
        }
        let mut rest: Vec<_> = ours.into_values().collect();
        rest.sort_by(|one, other| one.key.cmp(&other.key));
        left.extend(rest.into_iter().map(|version| (kind, version)));
    }

    /// Photos that come, or are known better there; and every original that
    /// belongs to what both have.
    fn photos(
        &mut self,
        decided: &[Decided],
        left: &[(Kind, Version)],
        gone: &[Version],
    ) -> Result<Vec<PhotoFile>> {
        let mut away: HashSet<&str> = gone.iter().flat_map(|one| one.list(PHOTOS)).collect();
        let there = decided
            .iter()
            .map(|one| &one.theirs.0)
            .chain(left.iter().map(|(_, version)| version));
        for version in there {
            for photo in version.list(PHOTOS) {
                away.remove(photo);
            }
        }
        let ours = photo_rows(self.sides[0].connection)?;
        let theirs = photo_rows(self.sides[1].connection)?;
        let mut files = Vec::new();
        for (hash, (id, _)) in &ours {
            self.ids.photos.insert(hash.clone(), id.clone());
        }
        let mut hashes: Vec<_> = theirs.keys().cloned().collect();
        hashes.sort();
        for hash in hashes {
            let Some((id, fields)) = theirs.get(&hash) else {
                continue;
            };
            let known = ours.get(&hash);
            if known.is_none() && away.contains(hash.as_str()) {
                continue;
            }
            files.extend(PhotoFile::of(&hash, fields));
            match known {
                None => {
                    self.tally.photos.added += 1;
                    self.ids.photos.insert(hash, id.clone());
                    self.steps.push(Step::Photo {
                        id: id.clone(),
                        fields: fields.clone(),
                    });
                }
                Some((ours, have)) if better(fields, have) => {
                    self.steps.push(Step::Photo {
                        id: ours.clone(),
                        fields: fields.clone(),
                    });
                }
                Some(_) => {}
            }
        }
        Ok(files)
    }

    fn step(&mut self, one: Decided) {
        let Decided {
            kind,
            ours,
            theirs: (theirs, there),
            resolved,
        } = one;
        let thing = theirs.thing.clone();
        let key = match &ours {
            Some((ours, _)) => ours.key.clone(),
            None => self.key(kind, &theirs),
        };
        let local = local_name(kind, &thing, &key);
        let now = Version {
            key: key.clone(),
            thing: thing.clone(),
            fields: resolved.fields,
        };
        let fingerprint = now.fingerprint(kind);
        let mine = ours.as_ref().map(|(_, mine)| mine);
        let changed = mine != Some(&fingerprint);
        let history = resolved.gave_way.and_then(|(side, lost)| {
            let (version, fingerprint, library) = match side {
                resolve::Side::Ours => (&ours.as_ref()?.0, mine?, self.libraries[0]),
                resolve::Side::Theirs => (&theirs, &there, self.libraries[1]),
            };
            lost.then(|| Earlier {
                id: fingerprint.clone(),
                kind: kind.code().to_owned(),
                thing: local.clone(),
                library: library.to_owned(),
                written_at: version.updated_at().to_owned(),
                version: json(&version.fields),
            })
        });
        let counts = self.tally.of(kind);
        count(
            counts,
            ours.as_ref().map(|(version, _)| version),
            &now,
            changed,
        );
        counts.kept_both += usize::from(resolved.both_wrote);
        counts.joined += usize::from(self.met.contains(&(kind, thing.clone())));
        let known = self.seen[0].get(&(kind, thing.clone()));
        let also = self.seen[1].get(&(kind, thing.clone()));
        let before = self.before.get(&thing).cloned();
        let mut seen: Vec<String> = [mine.cloned(), Some(there), Some(fingerprint), before]
            .into_iter()
            .flatten()
            .chain(also.into_iter().flatten().cloned())
            .filter(|one| known.is_none_or(|known| !known.contains(one)))
            .collect();
        seen.sort();
        seen.dedup();
        if changed || history.is_some() || !seen.is_empty() {
            self.steps.push(Step::Thing {
                kind,
                key,
                thing: local,
                write: changed.then_some(now.fields),
                history,
                seen,
            });
        }
    }

    /// What only we have is written down as seen, so that it is known again
    /// when it comes back from them.
    fn rest(&mut self, left: &[(Kind, Version)]) {
        for (kind, version) in left {
            let fingerprint = version.fingerprint(*kind);
            let known = self.seen[0].get(&(*kind, version.thing.clone()));
            if known.is_some_and(|known| known.contains(&fingerprint)) {
                continue;
            }
            self.steps.push(Step::Thing {
                kind: *kind,
                key: version.key.clone(),
                thing: local_name(*kind, &version.thing, &version.key),
                write: None,
                history: None,
                seen: vec![fingerprint],
            });
        }
    }

    /// The key, in this journal, of a thing that comes from theirs.
    fn key(&self, kind: Kind, theirs: &Version) -> Vec<String> {
        let mut key = theirs.key.clone();
        let ids = match kind {
            Kind::Edit => &self.ids.photos,
            Kind::Page => &self.ids.babies,
            _ => return key,
        };
        let called = theirs.thing.split(' ').next().unwrap_or_default();
        if let (Some(first), Some(id)) = (key.first_mut(), ids.get(called)) {
            first.clone_from(id);
        }
        key
    }

    /// Ids in this journal, or else in theirs, by what things are called.
    fn locals(&self) -> Result<Locals> {
        let mut locals = Locals::new();
        for (kind, side) in Kind::ALL
            .into_iter()
            .flat_map(|kind| [(kind, 1), (kind, 0)])
        {
            if matches!(kind, Kind::Edit | Kind::Page) {
                continue;
            }
            let sql = format!("SELECT id FROM \"{}\"", kind.shape().table);
            let Some(side) = self.sides.get(side) else {
                continue;
            };
            let mut ids = side.connection.prepare(&sql)?;
            let mut rows = ids.query([])?;
            while let Some(row) = rows.next()? {
                let id: String = row.get(0)?;
                let called = self.classes.called(kind, &id).to_owned();
                locals.insert((kind, called), id);
            }
        }
        Ok(locals)
    }

    /// What they know of ids that mean the same, we know from now on.
    fn same(&mut self, locals: &Locals) -> Result<()> {
        let known: HashSet<(String, String)> = read_same(self.sides[0].connection)?
            .into_iter()
            .map(|(kind, theirs, _)| (kind, theirs))
            .collect();
        for (code, one, other) in read_same(self.sides[1].connection)? {
            let Some(kind) = Kind::of_code(&code) else {
                continue;
            };
            let Some(ours) = locals.get(&(kind, self.classes.called(kind, &one).to_owned())) else {
                continue;
            };
            for theirs in [one, other] {
                if theirs != *ours && !known.contains(&(code.clone(), theirs.clone())) {
                    self.steps.push(Step::Same {
                        kind,
                        theirs,
                        ours: ours.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    /// Earlier versions that only they have kept.
    fn history(&mut self, locals: &Locals) -> Result<()> {
        let known: HashSet<String> = read_history(self.sides[0].connection)?
            .into_iter()
            .map(|earlier| earlier.id)
            .collect();
        for mut earlier in read_history(self.sides[1].connection)? {
            if known.contains(&earlier.id) {
                continue;
            }
            let Some(kind) = Kind::of_code(&earlier.kind) else {
                continue;
            };
            let thing = called(kind, &self.classes, &earlier.thing);
            let local = match kind {
                Kind::Page => thing.split_once(' ').and_then(|(baby, month)| {
                    let baby = locals.get(&(Kind::Baby, baby.to_owned()))?;
                    Some(format!("{baby} {month}"))
                }),
                Kind::Edit => Some(thing),
                _ => locals.get(&(kind, thing)).cloned(),
            };
            if let Some(local) = local {
                earlier.thing = local;
            }
            self.steps.push(Step::History(earlier));
        }
        Ok(())
    }
}

/// How a thing is called in this journal's own notes of versions.
fn local_name(kind: Kind, thing: &str, key: &[String]) -> String {
    match kind {
        Kind::Edit => thing.to_owned(),
        _ => key.join(" "),
    }
}

fn count(counts: &mut Counts, before: Option<&Version>, now: &Version, changed: bool) {
    match before {
        None if now.is_trashed() => counts.trashed += 1,
        None => counts.added += 1,
        Some(_) if !changed => counts.there += 1,
        Some(before) if now.is_trashed() && !before.is_trashed() => counts.trashed += 1,
        Some(_) => counts.changed += 1,
    }
}

/// Photos that were in a version that gave way and would be in nothing at all
/// stay with what is shown.
fn rescue(decided: &mut [Decided], left: &[(Kind, Version)]) {
    let mut held: HashSet<String> = left
        .iter()
        .filter(|(kind, _)| *kind != Kind::Page)
        .flat_map(|(_, version)| version.list(PHOTOS))
        .map(str::to_owned)
        .collect();
    for one in decided.iter().filter(|one| one.kind != Kind::Page) {
        let photos = super::version::list(&one.resolved.fields, PHOTOS);
        held.extend(photos.into_iter().map(str::to_owned));
    }
    for one in decided.iter_mut().filter(|one| one.kind != Kind::Page) {
        let loser = match (&one.resolved.gave_way, &one.ours) {
            (Some((resolve::Side::Ours, _)), Some((ours, _))) => ours,
            (Some((resolve::Side::Theirs, _)), _) => &one.theirs.0,
            _ => continue,
        };
        for photo in loser.list(PHOTOS) {
            if held.insert(photo.to_owned())
                && let Some(Json::Array(photos)) = one.resolved.fields.get_mut(PHOTOS)
            {
                photos.push(photo.into());
            }
        }
    }
}
