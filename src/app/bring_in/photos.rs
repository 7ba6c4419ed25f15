//! Photos and films in folders, and what Google Takeout gives. Each becomes or joins an
//! entry, as if it had been added by hand.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::Duration;

use super::workshop::{Workshop, cap_of, handfuls, with_dates};
use super::{BringInError, Brought, Into, Step, named, note, on_its_way};
use crate::archive::import::{Container, Found, Item, Kind, Refusal, is_film, note_of};
use crate::capture::{Sidecars, Source, Target, pair_key, run_batch};
use crate::domain::{BabyId, ContentHash, EntryId};
use crate::photo::ClockTime;
use crate::store::{self, Connection, StoreError};

/// Of a Takeout, which may hold a family's photos of decades, those from long
/// before the birth are not the baby's.
const BEFORE_BIRTH: Duration = Duration::days(300);

pub(super) fn bring_in(
    into: &Into<'_>,
    connection: &mut Connection,
    container: &mut Container,
    found: &Found,
    baby: BabyId,
    report: &mut Brought,
    step: &mut Step<'_>,
) -> Result<(), BringInError> {
    if into.dry_run {
        return look(connection, container, found, report, step);
    }
    let all = all_of(found);
    let born = store::baby::get(connection, baby)?.fields.birth_date;
    let mut work = Work {
        baby,
        earliest: (found.kind == Kind::GoogleTakeout).then(|| born - BEFORE_BIRTH),
        workshop: Workshop::open(into.library)?,
        done: 0,
        total: all.len(),
        too_early: 0,
        thrown_away: 0,
        worded: HashSet::new(),
    };
    let before: HashSet<EntryId> = entries(connection, baby)?;
    // Folder by folder: what lies beside a photo belongs to it.
    let mut folders: Vec<(&str, Vec<&Item>)> = Vec::new();
    for photo in all {
        match folders.last_mut() {
            Some((folder, photos)) if *folder == photo.folder() => photos.push(photo),
            _ => folders.push((photo.folder(), vec![photo])),
        }
    }
    // A photo may lie in several; where it has notes beside it, they count.
    let noted: HashMap<String, usize> = container
        .items
        .iter()
        .filter(|item| item.ending() == "json")
        .fold(HashMap::new(), |mut noted, item| {
            *noted.entry(item.folder().to_owned()).or_default() += 1;
            noted
        });
    folders.sort_by_key(|(folder, photos)| {
        let notes = noted.get(*folder).copied().unwrap_or(0);
        std::cmp::Reverse(notes * 100 / photos.len().max(1))
    });
    'all: for (folder, photos) in folders {
        work.lay_out_sidecars(container, folder, report)?;
        for handful in handfuls(&photos) {
            let flow = work.handful(into, connection, container, &handful, report, step)?;
            if flow.is_break() {
                report.stopped = true;
                break 'all;
            }
        }
        work.workshop.empty()?;
    }
    report.new.entries = entries(connection, baby)?.difference(&before).count();
    if work.too_early > 0 {
        let count = work.too_early;
        report.leave_out(|| t!("bring-in-too-early", count = count));
    }
    if work.thrown_away > 0 {
        let count = work.thrown_away;
        report.leave_out(|| t!("bring-in-binned", count = count));
    }
    Ok(())
}

/// Photos and films, folder by folder, each photo with its moving part behind
/// it.
fn all_of(found: &Found) -> Vec<&Item> {
    let mut all: Vec<&Item> = found.photos.iter().chain(&found.films).collect();
    all.sort_by_cached_key(|item| {
        let (folder, name) = (item.folder().to_owned(), item.name());
        (folder, pair_key(name), is_film(item), name.to_owned())
    });
    all
}

fn entries(connection: &Connection, baby: BabyId) -> Result<HashSet<EntryId>, StoreError> {
    let entries = store::entry::list(connection, Some(baby))?;
    Ok(entries.into_iter().map(|entry| entry.id).collect())
}

struct Work {
    baby: BabyId,
    /// Photos from before this day are left out.
    earliest: Option<chrono::NaiveDate>,
    workshop: Workshop,
    done: usize,
    total: usize,
    too_early: usize,
    thrown_away: usize,
    /// Entries that have their words from this very work.
    worded: HashSet<EntryId>,
}

impl Work {
    /// Unpacks the small files beside packed photos.
    fn lay_out_sidecars(
        &self,
        container: &mut Container,
        folder: &str,
        report: &mut Brought,
    ) -> Result<(), BringInError> {
        if !container.is_packed() {
            return Ok(());
        }
        let beside: Vec<Item> = container
            .items
            .iter()
            .filter(|item| {
                item.folder() == folder
                    && item.length <= crate::photo::sidecar::MAX_SIDECAR_BYTES
                    && matches!(item.ending().as_str(), "json" | "xmp")
            })
            .cloned()
            .collect();
        for item in beside {
            let mut go_on = |_| ControlFlow::Continue(());
            if let Err(refusal) = self.workshop.fetch(container, &item, &mut go_on) {
                note(container, refusal, report)?;
            }
        }
        Ok(())
    }

    fn handful(
        &mut self,
        into: &Into<'_>,
        connection: &mut Connection,
        container: &mut Container,
        handful: &[&Item],
        report: &mut Brought,
        step: &mut Step<'_>,
    ) -> Result<ControlFlow<()>, BringInError> {
        let mut dates = HashMap::new();
        let mut paths: Vec<PathBuf> = Vec::new();
        let (done, total) = (self.done, self.total);
        for item in handful {
            let mut go_on = |bytes| step(done, total, &on_its_way(item.name(), bytes, item.length));
            match self.workshop.fetch(container, item, &mut go_on) {
                Err(Refusal::Stopped) => return Ok(ControlFlow::Break(())),
                Ok(path) => {
                    if container.is_packed() {
                        dates.insert(path.clone(), item.changed);
                    }
                    paths.push(path);
                }
                Err(refusal) => note(container, refusal, report)?,
            }
        }
        let sidecars = Sidecars::default();
        let wanted: Vec<PathBuf> = paths
            .iter()
            .filter(|path| self.is_wanted(&sidecars, path))
            .cloned()
            .collect();
        let skipped = handful.len() - wanted.len();
        let sources: Vec<Source> = wanted.iter().cloned().map(Source::File).collect();
        let mut flow = ControlFlow::Continue(());
        let batch = with_dates(into.desk, &dates, |desk| {
            run_batch(
                desk,
                connection,
                &sources,
                Target::Baby(self.baby),
                &mut |at| {
                    flow = step(done + skipped + at.done, total, &named(&at));
                    flow
                },
            )
        });
        if sources.is_empty() {
            flow = step(done + handful.len(), total, "");
        }
        self.done += handful.len();
        report.new.photos += batch.added.len().saturating_sub(batch.films);
        report.new.films += batch.films;
        report.there.photos += batch.already_there.len().saturating_sub(batch.films_there);
        report.there.films += batch.films_there;
        batch
            .refused
            .into_iter()
            .for_each(|sentence| report.refuse(sentence));
        for name in batch.before_birth {
            report.check(|| t!("bring-in-photo-before-birth", name = name));
        }
        for name in batch.ends_early {
            report.check(|| t!("bring-in-ends-early", name = name));
        }
        for sentence in batch.doubtful_dates {
            report.check(|| sentence);
        }
        if let Some(sentence) = batch.stopped_by {
            report.refuse(sentence);
            flow = ControlFlow::Break(());
        }
        self.words(into, connection, &sidecars, &wanted, &batch.added)?;
        for path in &paths {
            self.workshop.put_away(path)?;
        }
        Ok(flow)
    }

    /// Whether a photo is neither from the bin nor from long before the birth.
    fn is_wanted(&mut self, sidecars: &Sidecars, path: &Path) -> bool {
        let Some(earliest) = self.earliest else {
            return true;
        };
        let Some(takeout) = sidecars.takeout(path) else {
            return true;
        };
        if takeout.trashed {
            self.thrown_away += 1;
            return false;
        }
        if let Some(ClockTime::Utc { utc, .. }) = takeout.taken.time
            && utc.date() < earliest
        {
            self.too_early += 1;
            return false;
        }
        true
    }

    /// What was written under photos in Google Photos becomes the note of their
    /// entries, and a star makes a favourite.
    fn words(
        &mut self,
        into: &Into<'_>,
        connection: &mut Connection,
        sidecars: &Sidecars,
        paths: &[PathBuf],
        added: &[(crate::domain::PhotoId, Option<EntryId>)],
    ) -> Result<(), BringInError> {
        let by_name: HashMap<String, &PathBuf> = paths
            .iter()
            .filter_map(|path| Some((path.file_name()?.to_string_lossy().into_owned(), path)))
            .collect();
        for (photo, entry) in added {
            let Some(entry) = entry else { continue };
            let name = store::photo::get(connection, *photo)?.file.original_name;
            let Some(takeout) = by_name.get(&name).and_then(|path| sidecars.takeout(path)) else {
                continue;
            };
            let words = note_of(&takeout.description);
            if words.is_empty() && !takeout.favourite {
                continue;
            }
            let mut fields = store::entry::get(connection, *entry)?.fields;
            if fields.note.is_empty() {
                fields.note = words;
                self.worded.insert(*entry);
            } else if self.worded.contains(entry) && !fields.note.contains(&words) {
                fields.note = format!("{}\n{words}", fields.note);
            }
            fields.favourite |= takeout.favourite;
            let now = into.desk.now;
            store::in_transaction(connection, |tx| {
                store::entry::update(tx, *entry, &fields, now)
            })?;
        }
        Ok(())
    }
}

/// Says what would come in, without writing anything.
fn look(
    connection: &Connection,
    container: &mut Container,
    found: &Found,
    report: &mut Brought,
    step: &mut Step<'_>,
) -> Result<(), BringInError> {
    let mut known = store::photo::hashes(connection)?;
    let all = all_of(found);
    // A film of gigabytes is read through only if there is another of its very
    // length: else it must be new.
    let mut lengths: HashMap<u64, usize> = HashMap::new();
    for item in &all {
        *lengths.entry(item.length).or_default() += 1;
    }
    for (done, item) in all.iter().enumerate() {
        let mut go_on = || step(done, all.len(), item.name());
        if go_on().is_break() {
            report.stopped = true;
            return Ok(());
        }
        let film = is_film(item);
        let alone = film
            && lengths.get(&item.length) == Some(&1)
            && !store::photo::any_of_length(connection, item.length)?;
        let new = match alone {
            true => Ok(true),
            false => hash(container, item, &mut go_on).map(|hash| known.insert(hash)),
        };
        match new {
            Ok(new) => {
                let counts = if new {
                    &mut report.new
                } else {
                    &mut report.there
                };
                *(if film {
                    &mut counts.films
                } else {
                    &mut counts.photos
                }) += 1;
            }
            Err(Refusal::Stopped) => {
                report.stopped = true;
                return Ok(());
            }
            Err(refusal) => note(container, refusal, report)?,
        }
    }
    Ok(())
}

fn hash(
    container: &mut Container,
    item: &Item,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<ContentHash, Refusal> {
    let mut stopped = false;
    let hash = container.with_cap(item, cap_of(item), |reader| {
        crate::photo::hash_stream(reader, &mut |_| {
            let flow = go_on();
            stopped = flow.is_break();
            flow
        })
    });
    if stopped {
        return Err(Refusal::Stopped);
    }
    hash
}
