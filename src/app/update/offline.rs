//! Originals that are not there at the moment: on a drive that is unplugged, or
//! not yet brought by a sync. Their photos stay, with a quiet mark, and are as
//! before once the files are back.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::App;
use crate::app::model::NoticeKind;
use crate::domain::{ContentHash, PhotoId};
use crate::jobs::{TaskHandle, TaskUpdate, spawn_task};
use crate::photo::Vault;
use crate::store::library;

/// While something is missing, it is looked for so often.
const AGAIN: Duration = Duration::from_secs(15);
/// And after the journal was read anew, no more often than this.
const AT_MOST: Duration = Duration::from_secs(60);

/// The search for originals.
#[derive(Default)]
pub(super) struct Offline {
    looking: Option<TaskHandle<Option<HashSet<PhotoId>>>>,
    /// When the last one ended.
    looked: Option<Duration>,
    /// How many were missing when that was last said.
    said: usize,
}

impl App {
    /// Looks for originals, unless that was done just now.
    pub(super) fn look_for_originals_at_times(&mut self) {
        let now = self.clock.monotonic();
        if self
            .offline
            .looked
            .is_none_or(|looked| now.saturating_sub(looked) >= AT_MOST)
        {
            self.look_for_originals();
        }
    }

    /// Looks which originals are there, on a thread of its own: folders are
    /// listed, no file is touched.
    pub(super) fn look_for_originals(&mut self) {
        let Some(services) = &self.services else {
            return;
        };
        if self.offline.looking.is_some() {
            return;
        }
        let vault = Arc::clone(&services.vault);
        let photos = Arc::clone(&self.model.photos);
        let spawned = spawn_task("originals", Arc::clone(&self.wake), move |_| {
            let there = there(&vault)?;
            Some(
                photos
                    .iter()
                    .filter(|(_, info)| !there.contains(&info.photo.file.hash))
                    .map(|(id, _)| *id)
                    .collect(),
            )
        });
        // Without a thread now, the next time has one.
        self.offline.looking = spawned.ok();
    }

    /// Says so when a folder holds another library than last time: another drive
    /// may be mounted there.
    pub(super) fn recognise(&mut self, root: &Path) {
        let id = library::id_of(root).ok().flatten();
        let config = &mut self.model.config;
        let former = std::mem::replace(&mut config.library_id, id.clone());
        let same_place = config.library.as_deref() == Some(root);
        if same_place && id.is_some() && former.is_some() && former != id {
            self.say(
                NoticeKind::Hint,
                &t!("library-other", path = root.display().to_string()),
            );
        }
    }

    /// Another library: nothing is known of its originals.
    pub(super) fn forget_originals(&mut self) {
        self.offline = Offline::default();
        self.model.offline = Arc::default();
    }

    /// Takes in what was found; says when to look again.
    pub(super) fn drain_originals(&mut self) -> Option<Duration> {
        let now = self.clock.monotonic();
        if let Some(looking) = &self.offline.looking {
            match looking.poll() {
                Some(TaskUpdate::Done(found)) => {
                    self.offline.looking = None;
                    self.offline.looked = Some(now);
                    if let Some(missing) = found {
                        self.originals_found(missing);
                    }
                }
                Some(TaskUpdate::Broken(_)) => self.offline.looking = None,
                Some(TaskUpdate::Progress(_)) | None => return None,
            }
        }
        if self.model.offline.is_empty() {
            return None;
        }
        let due = self.offline.looked.unwrap_or_default() + AGAIN;
        if now >= due {
            self.look_for_originals();
            return None;
        }
        Some(due.saturating_sub(now))
    }

    /// Whether a search is under way.
    pub(super) const fn is_looking_for_originals(&self) -> bool {
        self.offline.looking.is_some()
    }

    fn originals_found(&mut self, missing: HashSet<PhotoId>) {
        let (count, all) = (missing.len(), self.model.photos.len());
        self.model.offline = Arc::new(missing);
        if count > self.offline.said {
            self.say(NoticeKind::Hint, &words(count, all));
        } else if count == 0 && self.offline.said > 0 {
            self.say(NoticeKind::Good, t!("originals-back"));
        }
        self.offline.said = count;
    }
}

fn words(count: usize, all: usize) -> String {
    match (count, all) {
        (1, 1) => t!("originals-only-one").to_owned(),
        _ if count == all => t!("originals-all").to_owned(),
        _ => t!("originals-some", count = count),
    }
}

/// The content of every original that is there; `None` when that cannot be told.
fn there(vault: &Vault) -> Option<HashSet<ContentHash>> {
    vault.names().ok()
}
