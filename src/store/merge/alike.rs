//! Things that were begun apart and are one.

use std::collections::{HashMap, HashSet};

use super::plan::{Both, Planner, Step};
use super::resolve::{self, likeness};
use super::version::{Kind, Version};
use super::{BabyChoice, MergeError};
use crate::store::Result;

impl Planner<'_> {
    /// Says that two things are one.
    fn join(&mut self, kind: Kind, ours: &str, theirs: &str) {
        self.classes.join(kind, ours, theirs);
        let thing = self.classes.called(kind, ours).to_owned();
        self.met.insert((kind, thing));
        self.steps.push(Step::Same {
            kind,
            theirs: theirs.to_owned(),
            ours: ours.to_owned(),
        });
    }

    pub(super) fn join_babies(
        &mut self,
        choices: &[BabyChoice],
    ) -> std::result::Result<(), MergeError> {
        let mut taken: HashMap<String, String> = HashMap::new();
        for choice in choices {
            let Some(ours) = &choice.ours else { continue };
            let (theirs, ours) = (choice.theirs.to_string(), ours.to_string());
            let called = |id: &str| self.classes.called(Kind::Baby, id).to_owned();
            if let Some(other) = taken.insert(called(&ours), theirs.clone())
                && other != theirs
            {
                return Err(MergeError::TwoBabiesInOne);
            }
            if called(&ours) != called(&theirs) {
                self.join(Kind::Baby, &ours, &theirs);
            }
        }
        Ok(())
    }

    /// Finds things that were begun apart and are one.
    pub(super) fn join_alike(&mut self, both: &Both) {
        let [only_ours, only_theirs] = both.alone();
        let pairs: Vec<(usize, usize)> = match both.kind {
            Kind::Entry => {
                resolve::same_entries(&both.ours, &both.theirs, &only_ours, &only_theirs)
            }
            Kind::Milestone | Kind::Preset => {
                let mut known: HashMap<String, Vec<usize>> = HashMap::new();
                for (at, version) in both.ours.iter().enumerate() {
                    if only_ours.contains(version.thing.as_str())
                        && let Some(likeness) = likeness(both.kind, version)
                    {
                        known.entry(likeness).or_default().push(at);
                    }
                }
                let theirs = both.theirs.iter().enumerate().filter_map(|(at, version)| {
                    only_theirs.contains(version.thing.as_str()).then_some(())?;
                    let ours = known.get_mut(&likeness(both.kind, version)?)?;
                    (!ours.is_empty()).then(|| (ours.remove(0), at))
                });
                theirs.collect()
            }
            _ => Vec::new(),
        };
        for (ours, theirs) in pairs {
            if let (Some(ours), Some(theirs)) = (both.ours.get(ours), both.theirs.get(theirs))
                && let (Some(ours), Some(theirs)) = (ours.key.first(), theirs.key.first())
            {
                self.join(both.kind, ours, theirs);
            }
        }
    }

    /// Entries that say nothing, and whose photos lie in entries of the other
    /// side, go into the trash: ours are taken out of `both`, with their
    /// fingerprints as they were.
    pub(super) fn cover(
        &mut self,
        both: &mut Both,
        ours: &mut Vec<(Version, String)>,
    ) -> Result<()> {
        let mut named = HashSet::new();
        for side in &self.sides {
            let mut all = side
                .connection
                .prepare("SELECT DISTINCT entry_id FROM milestone WHERE entry_id IS NOT NULL")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                let id: String = row.get(0)?;
                named.insert(self.classes.called(Kind::Entry, &id).to_owned());
            }
        }
        let covered = resolve::covered(&both.ours, &both.theirs, &named);
        let trash = |version: &mut Version| {
            let time = covered.get(&version.thing)?;
            for column in ["deleted_at", "updated_at"] {
                version
                    .fields
                    .insert(column.to_owned(), time.as_str().into());
            }
            Some(())
        };
        for theirs in &mut both.theirs {
            if covered.contains_key(&theirs.thing) {
                let before = theirs.fingerprint(Kind::Entry);
                trash(theirs);
                self.tally.entries.joined += 1;
                self.before.insert(theirs.thing.clone(), before);
            }
        }
        let (give_way, stay) = std::mem::take(&mut both.ours)
            .into_iter()
            .partition(|version| covered.contains_key(&version.thing));
        both.ours = stay;
        for mut version in give_way {
            let before = version.fingerprint(Kind::Entry);
            trash(&mut version);
            ours.push((version, before));
        }
        Ok(())
    }

    /// One of our entries goes into the trash.
    pub(super) fn give_way(&mut self, version: Version, before: String) {
        self.tally.entries.joined += 1;
        let seen = vec![before, version.fingerprint(Kind::Entry)];
        self.steps.push(Step::Thing {
            kind: Kind::Entry,
            thing: version.key.join(" "),
            key: version.key,
            write: Some(version.fields),
            history: None,
            seen,
        });
    }
}
