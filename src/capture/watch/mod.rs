//! New photos in watched folders are offered in the tray; the files themselves
//! are only ever read.
//!
//! [`scan`] looks through one folder. A file whose size, time and number are
//! those seen before is passed over without opening it, so looking again costs
//! a list of names and little more. What is new is looked at twice, a moment
//! apart, because a phone or a cloud may still be writing it; then its first
//! bytes must be a photo's, its content unknown, and only then is it offered.
//!
//! What is read there is read on a thread [`apart`]: a folder that does not
//! answer holds up nobody.
//!
//! Folders are looked through every half minute rather than waiting for the
//! system to tell of changes: network and cloud drives never tell, large trees
//! run out of what the system lends for it, and a file that is still being
//! written must be looked at twice in any case.

mod apart;
mod drives;
mod walk;
mod whole;

use std::collections::HashMap;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDateTime};
use rusqlite::Connection;

use super::Sidecars;
use crate::domain::{ContentHash, InboxSource, NewInboxItem};
use crate::photo::film;
use crate::photo::{self, Limits, Metadata, PhotoError};
use crate::storage;
use crate::store::inbox::{self, Offered};
use crate::store::watch::{self, Folder, FolderKind, NewFolder, Seen, Stamp, Was};
use crate::store::{self, StoreError};

use apart::{Answer, Signs};
pub use apart::{Apart, Lister, step_back, system_lister};
pub use drives::{Drive, Drives, DrivesApart, MountedDrives, NoDrives};
pub use walk::library_inside;

/// Enough of a file to tell whether it is a photo, in bytes.
const HEAD_BYTES: u64 = 64 * 1024;
/// Files read before what they told is written down.
const AT_ONCE: usize = 32;
/// And at the latest after this long.
const AT_LATEST: Duration = Duration::from_secs(1);
/// Waiting is done in pieces, so that a cancel is heard.
const PIECE: Duration = Duration::from_millis(50);
/// A look at so many files is told even if it was quick.
const LONG_LOOK: usize = 512;
/// Sentences about files that could not be read; more say nothing new.
const MOST_SENTENCES: usize = 20;

/// Offset, in minutes east of UTC, that this computer uses at a wall-clock time.
pub type OffsetAt = Arc<dyn Fn(NaiveDateTime) -> i16 + Send + Sync>;

/// All a scan needs besides the folder: nothing below reads the clock.
#[derive(Clone)]
pub struct Lookout {
    /// What is refused before it is read.
    pub limits: Limits,
    /// UTC now.
    pub now: NaiveDateTime,
    /// Wall-clock now.
    pub now_local: NaiveDateTime,
    /// Offsets from UTC.
    pub offset_at: OffsetAt,
    /// A file must stay as it is for this long before it is opened.
    pub settle: Duration,
    /// A photo whose end is missing is offered all the same once it has not
    /// changed for this long.
    pub patience: chrono::Duration,
    /// A folder that gives no sign of life for this long does not answer; a
    /// file that is being read has [`READING`] times as long.
    pub answers_within: Duration,
}

/// A file is read at one go, so signs of life are further apart.
const READING: u32 = 3;

impl Lookout {
    /// What is right outside tests: a disk that sleeps wakes up within this.
    pub const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
    /// What is right outside tests.
    pub const SETTLE: Duration = Duration::from_secs(2);
    /// What is right outside tests.
    pub const PATIENCE: chrono::Duration = chrono::Duration::minutes(10);
}

/// How far a scan is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScanStep {
    /// Looking which files there are; so many so far.
    Looking(usize),
    /// Giving half-written files a moment.
    Waiting,
    /// Reading what is new.
    Reading {
        /// Files read.
        done: usize,
        /// Files to read.
        total: usize,
        /// The next one.
        name: String,
        /// Photos put into the tray so far.
        offered: usize,
    },
}

/// What became of a scan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanReport {
    /// Files there are.
    pub files: usize,
    /// Photos put into the tray.
    pub offered: usize,
    /// New photos whose content was known.
    pub known: usize,
    /// Files that are still being written; the next scan looks again.
    pub unfinished: usize,
    /// One sentence for each file or folder that could not be read.
    pub unreadable: Vec<String>,
    /// The folder is not there now: its drive is away.
    pub away: bool,
    /// It does not answer: neither that it is there nor that it is not.
    pub silent: bool,
    /// It was asked to stop before its end.
    pub cancelled: bool,
    /// There are more files than are looked at.
    pub too_many: bool,
}

/// Looks through a folder and offers what is new in it. All that is read there
/// is read by `apart`.
///
/// # Errors
/// When one of the two databases refuses. Files that cannot be read are no
/// error: they are named in the report.
pub fn scan(
    lookout: &Lookout,
    watch: &mut Connection,
    journal: &mut Connection,
    folder: &Folder,
    apart: &Apart,
    step: &mut dyn FnMut(ScanStep) -> ControlFlow<()>,
) -> Result<ScanReport, StoreError> {
    let mut report = ScanReport::default();
    if apart.is_stuck() {
        report.silent = true;
        return Ok(report);
    }
    let known: HashMap<PathBuf, Seen> = watch::seen(watch, folder.id)?
        .into_iter()
        .map(|seen| (seen.path.clone(), seen))
        .collect();
    let begun = Instant::now();
    let root = folder.folder.path.clone();
    let lister = apart.lister();
    let looked = apart.run(
        lookout.answers_within,
        &mut |signs| step(ScanStep::Looking(signs.files())),
        move |signs| look(&root, known, &lister, signs),
    );
    let Some(looked) = answered(looked, &mut report) else {
        return Ok(report);
    };
    report.files = looked.walked.files;
    report.too_many = looked.walked.too_many;
    report.unreadable = looked.walked.unreadable;
    // A long look may have been over before anyone could say stop.
    report.cancelled = looked.walked.cancelled
        || looked.walked.files >= LONG_LOOK
            && step(ScanStep::Looking(looked.walked.files)).is_break();
    report.away = looked.away;
    if report.away || report.cancelled {
        return Ok(report);
    }
    let (candidates, gone) = (looked.new, looked.gone);
    if folder.scanned_at.is_none() && !folder.folder.old_too {
        // What was there before is not asked about, and not even opened.
        let old: Vec<Seen> = candidates.into_iter().map(as_old).collect();
        store::in_transaction(watch, |tx| watch::remember(tx, folder.id, &old))?;
        watch::set_scanned(watch, folder.id, lookout.now)?;
        return Ok(report);
    }
    let candidates = moved(watch, folder, candidates, gone)?;
    let settled = settle(lookout, folder, candidates, begun, apart, &mut report, step);
    if !report.is_cut_short() {
        Reading {
            lookout,
            folder,
            apart,
            eyes: Arc::new(Eyes {
                lookout: lookout.clone(),
                folder: folder.folder.clone(),
                sidecars: Sidecars::default(),
            }),
            seen: Vec::new(),
            offers: Vec::new(),
            since: Instant::now(),
        }
        .read_all(watch, journal, settled, &mut report, step)?;
    }
    if !report.is_cut_short() {
        watch::set_scanned(watch, folder.id, lookout.now)?;
    }
    Ok(report)
}

impl ScanReport {
    /// Not all that is new was looked at.
    const fn is_cut_short(&self) -> bool {
        self.cancelled || self.silent
    }
}

/// What was answered; noted in the report, if nothing was.
fn answered<V>(answer: Answer<V>, report: &mut ScanReport) -> Option<V> {
    match answer {
        Answer::Done(value) => Some(value),
        Answer::Silent => {
            report.silent = true;
            None
        }
        Answer::Stopped => {
            report.cancelled = true;
            None
        }
    }
}

/// A file that is new, or not as it was.
struct Candidate {
    path: PathBuf,
    stamp: Stamp,
}

fn as_old(candidate: Candidate) -> Seen {
    Seen {
        path: candidate.path,
        stamp: candidate.stamp,
        was: Was::Old,
        hash: None,
    }
}

/// What a look around found.
struct Looked {
    new: Vec<Candidate>,
    /// Seen before, and not there now.
    gone: Vec<Seen>,
    walked: walk::Walked,
    away: bool,
}

/// Which files are new or changed, and which that were seen are not there.
fn look(root: &Path, mut known: HashMap<PathBuf, Seen>, lister: &Lister, signs: &Signs) -> Looked {
    let before = known.len();
    let mut new = Vec::new();
    if !root.is_dir() {
        return Looked {
            new,
            gone: Vec::new(),
            walked: walk::Walked::default(),
            away: true,
        };
    }
    let walked = walk::walk(
        root,
        &|folder| {
            // Stopped, the walk ends at the next file.
            let _ = signs.alive();
            lister(folder)
        },
        &mut |path, stamp, count| {
            match known.remove(path) {
                Some(seen) if seen.stamp.is_same(&stamp) => {}
                _ => new.push(Candidate {
                    path: path.to_owned(),
                    stamp,
                }),
            }
            signs.files_so_far(count);
            signs.alive()
        },
    );
    Looked {
        new,
        gone: known.into_values().collect(),
        // The place where a drive is plugged in stays behind, empty, without it.
        away: walked.files == 0 && before > 0,
        walked,
    }
}

/// Files that only moved are what they were: those are written down, and the
/// others returned.
fn moved(
    watch: &mut Connection,
    folder: &Folder,
    candidates: Vec<Candidate>,
    gone: Vec<Seen>,
) -> Result<Vec<Candidate>, StoreError> {
    let mut by_stamp: HashMap<Stamp, Seen> = gone
        .into_iter()
        .filter(|seen| seen.stamp.inode != 0)
        .map(|seen| (seen.stamp, seen))
        .collect();
    let (mut rest, mut from, mut to) = (Vec::new(), Vec::new(), Vec::new());
    for candidate in candidates {
        match by_stamp.remove(&candidate.stamp) {
            Some(seen) => {
                to.push(Seen {
                    path: candidate.path,
                    ..seen.clone()
                });
                from.push(seen.path);
            }
            None => rest.push(candidate),
        }
    }
    if !to.is_empty() {
        store::in_transaction(watch, |tx| {
            watch::forget(tx, folder.id, from.iter().map(PathBuf::as_path))?;
            watch::remember(tx, folder.id, &to)
        })?;
    }
    Ok(rest)
}

/// Those that are after a moment as they were before it, newest first.
fn settle(
    lookout: &Lookout,
    folder: &Folder,
    candidates: Vec<Candidate>,
    begun: Instant,
    apart: &Apart,
    report: &mut ScanReport,
    step: &mut dyn FnMut(ScanStep) -> ControlFlow<()>,
) -> Vec<Candidate> {
    if candidates.is_empty() {
        return candidates;
    }
    while begun.elapsed() < lookout.settle {
        if step(ScanStep::Waiting).is_break() {
            report.cancelled = true;
            return Vec::new();
        }
        std::thread::sleep(PIECE.min(lookout.settle));
    }
    let all = candidates.len();
    let root = folder.folder.path.clone();
    let looked = apart.run(
        lookout.answers_within,
        &mut |_| step(ScanStep::Waiting),
        move |signs| {
            candidates
                .into_iter()
                .take_while(|_| signs.alive().is_continue())
                .filter(|file| walk::stamp_of(&root.join(&file.path)) == Some(file.stamp))
                .collect::<Vec<Candidate>>()
        },
    );
    let mut settled = answered(looked, report).unwrap_or_default();
    if report.is_cut_short() {
        return settled;
    }
    report.unfinished += all - settled.len();
    settled.sort_by_key(|candidate| std::cmp::Reverse(candidate.stamp.mtime_ns));
    settled
}

/// Reading what is new, with what waits to be written down.
struct Reading<'a> {
    lookout: &'a Lookout,
    folder: &'a Folder,
    apart: &'a Apart,
    eyes: Arc<Eyes>,
    seen: Vec<Seen>,
    offers: Vec<(usize, NewInboxItem)>,
    since: Instant,
}

/// What reads the files, on the thread apart.
struct Eyes {
    lookout: Lookout,
    folder: NewFolder,
    sidecars: Sidecars,
}

/// What one file turned out to be.
enum Found {
    Photo(Box<NewInboxItem>),
    Other,
    Unfinished,
    Unreadable(String),
    /// The parent said stop while a film was being read.
    Stopped,
}

/// What reading a photo or film told.
pub(super) struct Told {
    pub(super) hash: ContentHash,
    pub(super) byte_len: u64,
    pub(super) metadata: Metadata,
    /// Something seems to be missing at its end.
    cut: bool,
}

/// Reads a photo or film; a film piece by piece, for it may be larger than the
/// memory. `None` when `tell` broke off.
///
/// # Errors
/// When it cannot be read, or is no photo and no film.
pub(super) fn look_into(
    path: &Path,
    name: &str,
    limits: &Limits,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<Told>, PhotoError> {
    if film::is_film(path)? {
        let mut file = storage::open_regular(path)?;
        let mut film = film::read(&mut file)?;
        film::place_in_time(&mut film, name);
        let byte_len = std::fs::metadata(path).map_or(0, |about| about.len());
        let Some(hash) = photo::hash_file(path, tell)? else {
            return Ok(None);
        };
        return Ok(Some(Told {
            hash,
            byte_len,
            metadata: film.metadata,
            cut: film.ends_early,
        }));
    }
    let bytes = storage::read_bounded(path, limits.max_file_bytes)?;
    let format = photo::sniff(&bytes).ok_or(PhotoError::NotAPhoto)?;
    Ok(Some(Told {
        hash: photo::hash_of(&bytes),
        byte_len: bytes.len() as u64,
        metadata: photo::read_metadata(&bytes, format),
        cut: !whole::looks_whole(&bytes, format),
    }))
}

impl Reading<'_> {
    fn read_all(
        mut self,
        watch: &mut Connection,
        journal: &mut Connection,
        files: Vec<Candidate>,
        report: &mut ScanReport,
        step: &mut dyn FnMut(ScanStep) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let total = files.len();
        for (done, file) in files.into_iter().enumerate() {
            let name = name_of(&file.path);
            let tells = ScanStep::Reading {
                done,
                total,
                name,
                offered: report.offered,
            };
            if step(tells.clone()).is_break() {
                report.cancelled = true;
                break;
            }
            let (eyes, at, stamp) = (Arc::clone(&self.eyes), file.path.clone(), file.stamp);
            let read = self.apart.run(
                self.lookout.answers_within * READING,
                &mut |_| step(tells.clone()),
                move |signs| eyes.read(&at, stamp, &mut |_| signs.alive()),
            );
            let Some(found) = answered(read, report) else {
                break;
            };
            match found {
                Found::Stopped => {
                    report.cancelled = true;
                    break;
                }
                Found::Photo(item) => {
                    self.offers.push((self.seen.len(), *item));
                    self.note(file, Was::Known);
                }
                Found::Other => self.note(file, Was::Other),
                Found::Unfinished => report.unfinished += 1,
                Found::Unreadable(sentence) => {
                    if report.unreadable.len() < MOST_SENTENCES {
                        report.unreadable.push(sentence);
                    }
                }
            }
            if self.seen.len() >= AT_ONCE || self.since.elapsed() >= AT_LATEST {
                self.write_down(watch, journal, report)?;
            }
        }
        self.write_down(watch, journal, report)
    }

    fn note(&mut self, file: Candidate, was: Was) {
        self.seen.push(Seen {
            path: file.path,
            stamp: file.stamp,
            was,
            hash: None,
        });
    }

    /// The tray first: after a crash in between, the file is read once more and
    /// found to be known.
    fn write_down(
        &mut self,
        watch: &mut Connection,
        journal: &mut Connection,
        report: &mut ScanReport,
    ) -> Result<(), StoreError> {
        let offers = std::mem::take(&mut self.offers);
        if !offers.is_empty() {
            let now = self.lookout.now;
            let outcomes = store::in_transaction(journal, |tx| {
                offers
                    .iter()
                    .map(|(_, item)| inbox::offer(tx, item, now))
                    .collect::<Result<Vec<_>, _>>()
            })?;
            for ((place, item), outcome) in offers.into_iter().zip(outcomes) {
                let new = matches!(outcome, Offered::New(_));
                report.offered += usize::from(new);
                report.known += usize::from(!new);
                if let Some(seen) = self.seen.get_mut(place) {
                    seen.hash = item.hash;
                    seen.was = if new { Was::Offered } else { Was::Known };
                }
            }
        }
        let seen = std::mem::take(&mut self.seen);
        if !seen.is_empty() {
            let folder = self.folder.id;
            store::in_transaction(watch, |tx| watch::remember(tx, folder, &seen))?;
        }
        self.since = Instant::now();
        Ok(())
    }
}

impl Eyes {
    fn read(
        &self,
        file: &Path,
        stamp: Stamp,
        tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Found {
        let path = self.folder.path.join(file);
        match self.is_wanted(&path, stamp.size) {
            Ok(true) => {}
            Ok(false) => return Found::Other,
            Err(sentence) => return Found::Unreadable(sentence),
        }
        let told = look_into(&path, &name_of(&path), &self.lookout.limits, tell);
        let changed = utc_of(stamp.mtime_ns);
        // A clock that runs ahead must not keep a photo out for ever.
        let young = changed.is_some_and(|changed| {
            let age = self.lookout.now - changed;
            age < self.lookout.patience && age > -self.lookout.patience
        });
        let same = walk::stamp_of(&path) == Some(stamp);
        let told = match told {
            _ if !same => return Found::Unfinished,
            Ok(Some(told)) if told.cut && young => return Found::Unfinished,
            Ok(Some(told)) => told,
            Ok(None) => return Found::Stopped,
            Err(PhotoError::Storage(error)) => return Found::Unreadable(format!("{error}.")),
            // Cameras write a film's index last.
            Err(PhotoError::Damaged { .. }) if young => return Found::Unfinished,
            Err(_) => return Found::Other,
        };
        let source = match self.folder.kind {
            FolderKind::Folder => InboxSource::Folder,
            FolderKind::Card => InboxSource::Card,
        };
        Found::Photo(Box::new(describe(
            &self.lookout,
            &self.sidecars,
            source,
            path,
            changed,
            &told,
        )))
    }

    /// Whether the first bytes are those of a photo or film, of a size that is
    /// taken in.
    fn is_wanted(&self, path: &Path, size: u64) -> Result<bool, String> {
        if size == 0 || size > film::MAX_FILM_BYTES {
            return Ok(false);
        }
        let mut head = Vec::new();
        let file = storage::open_regular(path).map_err(|error| format!("{error}."))?;
        file.take(HEAD_BYTES)
            .read_to_end(&mut head)
            .map_err(|error| {
                t!(
                    "watch-file-unreadable",
                    path = path.display().to_string(),
                    error = error.to_string()
                )
            })?;
        Ok(photo::sniff(&head)
            .is_some_and(|format| format.is_film() || size <= self.lookout.limits.max_file_bytes))
    }
}

/// What a photo in a folder is offered as.
fn describe(
    lookout: &Lookout,
    sidecars: &Sidecars,
    source: InboxSource,
    path: PathBuf,
    changed: Option<NaiveDateTime>,
    told: &Told,
) -> NewInboxItem {
    let name = name_of(&path);
    let taken = photo::when_taken(
        &told.metadata,
        &photo::Around {
            file_name: &name,
            sidecars: &|| sidecars.evidence(&path),
            file_date: changed.map(|utc| local_of(utc, lookout.offset_at.as_ref())),
            now_local: lookout.now_local,
            offset_at: lookout.offset_at.as_ref(),
        },
    );
    NewInboxItem {
        source,
        name: name.clone(),
        byte_len: told.byte_len,
        modified: changed,
        hash: Some(told.hash),
        taken: Some(taken.moment),
        note: String::new(),
        place: path,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Wall-clock time of this computer at an instant.
pub(super) fn local_of(
    utc: NaiveDateTime,
    offset_at: &(dyn Fn(NaiveDateTime) -> i16 + Sync),
) -> NaiveDateTime {
    utc + chrono::Duration::minutes(i64::from(offset_at(utc)))
}

fn utc_of(nanoseconds: i64) -> Option<NaiveDateTime> {
    Some(DateTime::from_timestamp_nanos(nanoseconds).naive_utc()).filter(|_| nanoseconds != 0)
}
