//! The tray as the window knows it: what waits, where it is from, and the
//! folders that bring it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};

use super::inbox_pairs::moving_parts;
use crate::capture::watch::{Drive, ScanReport, ScanStep};
use crate::domain::{
    DEFAULT_DAY_START_HOUR, InboxId, InboxItem, InboxSource, InboxState, Moment, MomentSource,
    NewPhoto, Photo, PhotoFormat, PhotoId, Shot, Shows, journal_day,
};
use crate::jobs::Outside;
use crate::photo::film::is_film_name;
use crate::store::inbox::{self, Counts};
use crate::store::watch::Folder;
use crate::store::{Connection, StoreError};

/// What can be asked about the tray and what fills it.
#[derive(Debug, Clone, PartialEq)]
pub enum InboxCommand {
    /// Take these into the journal of the current baby.
    Keep(Vec<InboxId>),
    /// Not these.
    Decline(Vec<InboxId>),
    /// Ask about these again.
    BringBack(Vec<InboxId>),
    /// Take the last [`InboxCommand::Decline`] back.
    UndoDecline,
    /// Show those that were declined, or those that wait.
    ShowDeclined(bool),
    /// Look whether something came.
    Read,
    /// Watch this folder; `true` offers what is in it already.
    AddFolder(PathBuf, bool),
    /// Pause a folder, or go on with it.
    PauseFolder(i64, bool),
    /// Watch a folder no longer.
    RemoveFolder(i64),
    /// Look through all folders now.
    LookNow,
    /// Stop looking through the folder at hand.
    StopLooking,
    /// Offer the photos of this drive.
    OpenDrive(Drive),
    /// Say no more of this drive until it is plugged in again.
    DismissDrive(Drive),
}

/// A photo in the tray, ready to be shown.
#[derive(Debug, Clone)]
pub struct WaitingPhoto {
    /// What is known of it.
    pub item: InboxItem,
    /// Stands in for a photo of the journal where pictures are asked for;
    /// `None` until its content is known.
    pub picture: Option<Arc<Photo>>,
    /// `Phone`, or the name of the folder or card.
    pub from: String,
    /// When it was taken, as far as it is known: wall clock.
    pub taken: Option<NaiveDateTime>,
    /// Its file is not there now.
    pub missing: bool,
    /// It is a film, by its name.
    pub film: bool,
    /// Its moving part, which goes where it goes.
    pub moving: Option<InboxId>,
}

/// Photos of one day from one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingGroup {
    /// The journal day; `None` where nothing tells when.
    pub day: Option<NaiveDate>,
    /// Where they are from.
    pub from: String,
    /// Which photos of the list.
    pub range: std::ops::Range<usize>,
}

/// The photos in the tray, in the order shown.
#[derive(Debug, Clone, Default)]
pub struct WaitingList {
    /// Newest day first; within a day by place, then in the order taken.
    pub photos: Vec<WaitingPhoto>,
    /// The same by day and place.
    pub groups: Vec<WaitingGroup>,
}

/// A watched folder on screen.
#[derive(Debug, Clone)]
pub struct WatchedFolder {
    /// What is remembered of it.
    pub folder: Folder,
    /// What the last look found.
    pub last: Option<ScanReport>,
}

/// Everything about the tray.
#[derive(Debug, Clone, Default)]
pub struct InboxModel {
    /// Whether it was read once.
    pub loaded: bool,
    /// How many wait, and how many were declined.
    pub counts: Counts,
    /// Whether the list shows those that were declined.
    pub declined: bool,
    /// What is shown.
    pub list: Arc<WaitingList>,
    /// Rises with each new list.
    pub generation: u64,
    /// The folders watched.
    pub folders: Vec<WatchedFolder>,
    /// Drives with new photos, and how many.
    pub drives: Vec<(Drive, usize)>,
    /// The folder being looked through, by its number, and how far.
    pub looking: Option<(i64, ScanStep)>,
}

impl InboxModel {
    /// These photos of the list, each with its moving part.
    pub(super) fn with_moving(&self, ids: Vec<InboxId>) -> Vec<InboxId> {
        let parts: HashMap<InboxId, InboxId> = self
            .list
            .photos
            .iter()
            .filter_map(|photo| Some((photo.item.id, photo.moving?)))
            .collect();
        ids.into_iter()
            .flat_map(|id| [Some(id), parts.get(&id).copied()])
            .flatten()
            .collect()
    }

    /// Whether the window should lead to the tray.
    pub fn has_something(&self) -> bool {
        self.counts.waiting > 0 || !self.drives.is_empty()
    }

    /// What a folder is called.
    pub fn label_of(&self, folder: i64) -> &str {
        self.folders
            .iter()
            .find(|known| known.folder.id == folder)
            .map_or(t!("tray-from-folder"), |known| {
                known.folder.folder.label.as_str()
            })
    }
}

/// What to read of the tray.
#[derive(Debug, Clone)]
pub(super) struct InboxRequest {
    /// Rises with each request.
    pub serial: u64,
    pub declined: bool,
    /// Names of folders, by their paths.
    pub labels: Vec<(PathBuf, String)>,
    /// On their way into the journal: not shown any more.
    pub leaving: Arc<HashSet<InboxId>>,
}

/// What was read.
pub(super) struct InboxRead {
    /// That of the request.
    pub serial: u64,
    pub declined: bool,
    pub counts: Counts,
    pub list: Arc<WaitingList>,
    pub outside: Arc<Outside>,
    /// How long it took.
    pub took: Duration,
}

/// Reads the tray of the library `root`. Looks whether files are there, which
/// may take its time on a drive that sleeps: to be called on a thread of its
/// own.
pub(super) fn read(
    connection: &Connection,
    root: &Path,
    request: &InboxRequest,
) -> Result<InboxRead, StoreError> {
    let begun = Instant::now();
    let state = if request.declined {
        InboxState::Declined
    } else {
        InboxState::Waiting
    };
    let items = inbox::list(connection, state)?;
    let parts = moving_parts(&items);
    let hidden: HashSet<InboxId> = parts.values().copied().collect();
    let mut outside = Outside::new();
    let mut photos: Vec<WaitingPhoto> = items
        .into_iter()
        .filter(|item| !request.leaving.contains(&item.id) && !hidden.contains(&item.id))
        .map(|item| {
            let path = inbox::path_of(root, &item.file);
            let missing = !path.is_file();
            let picture = item.file.hash.map(|hash| {
                if !missing {
                    outside.insert(hash, path.clone());
                }
                Arc::new(stand_in(&item, hash))
            });
            WaitingPhoto {
                from: from(&item, &path, &request.labels),
                taken: item.file.taken.map(|taken| taken.local),
                picture,
                missing,
                film: is_film_name(&item.file.name),
                moving: parts.get(&item.id).copied(),
                item,
            }
        })
        // What was declined long ago and is gone cannot come back.
        .filter(|photo| !(request.declined && photo.missing))
        .collect();
    let day = |photo: &WaitingPhoto| {
        photo
            .taken
            .map(|taken| journal_day(taken, DEFAULT_DAY_START_HOUR))
    };
    photos.sort_by(|a, b| {
        day(b)
            .cmp(&day(a))
            .then_with(|| a.from.cmp(&b.from))
            .then_with(|| a.taken.cmp(&b.taken))
            .then_with(|| a.item.id.cmp(&b.item.id))
    });
    let mut groups: Vec<WaitingGroup> = Vec::new();
    for (index, photo) in photos.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if group.day == day(photo) && group.from == photo.from => {
                group.range.end = index + 1;
            }
            _ => groups.push(WaitingGroup {
                day: day(photo),
                from: photo.from.clone(),
                range: index..index + 1,
            }),
        }
    }
    // A photo and its moving part are one thing to decide about.
    let mut counts = inbox::counts(connection)?;
    let waiting = match request.declined {
        true => moving_parts(&inbox::list(connection, InboxState::Waiting)?).len(),
        false => hidden.len(),
    };
    counts.waiting = counts.waiting.saturating_sub(waiting);
    Ok(InboxRead {
        serial: request.serial,
        declined: request.declined,
        counts,
        list: Arc::new(WaitingList { photos, groups }),
        outside: Arc::new(outside),
        took: begun.elapsed(),
    })
}

/// What the place a photo is from is called.
fn from(item: &InboxItem, path: &Path, labels: &[(PathBuf, String)]) -> String {
    if item.file.source == InboxSource::Phone {
        return t!("tray-from-phone").to_owned();
    }
    let known = labels
        .iter()
        .filter(|(folder, _)| path.starts_with(folder))
        .max_by_key(|(folder, _)| folder.components().count());
    match known {
        Some((_, label)) => label.clone(),
        None => path
            .parent()
            .and_then(Path::file_name)
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
    }
}

/// A photo of the journal in everything that pictures ask for.
fn stand_in(item: &InboxItem, hash: crate::domain::ContentHash) -> Photo {
    Photo {
        id: PhotoId::from_uuid(item.id.uuid()),
        file: NewPhoto {
            hash,
            format: PhotoFormat::Jpeg,
            byte_len: item.file.byte_len,
            width: 0,
            height: 0,
            average_rgb: 0x0080_8080,
            original_name: item.file.name.clone(),
            taken: item
                .file
                .taken
                .unwrap_or_else(|| Moment::new(item.found_at, 0, MomentSource::Added)),
            taken_millis: 0,
            shows: Shows::Photo,
            ends_early: false,
            shot: Shot::default(),
            light: None,
        },
        created_at: item.found_at,
    }
}

/// Folders as they are now, with what was known of them.
pub(super) fn merged(known: Vec<WatchedFolder>, now: Vec<Folder>) -> Vec<WatchedFolder> {
    let mut reports: HashMap<i64, Option<ScanReport>> = known
        .into_iter()
        .map(|known| (known.folder.id, known.last))
        .collect();
    now.into_iter()
        .map(|folder| WatchedFolder {
            last: reports.remove(&folder.id).flatten(),
            folder,
        })
        .collect()
}
