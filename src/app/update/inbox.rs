//! The tray: what waits, what is kept and declined, and the folders and cards
//! that bring it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::App;
use super::capture::with_desk;
use crate::app::inbox::{InboxCommand, InboxRequest, merged};
use crate::app::model::{NoticeAction, NoticeKind};
use crate::app::services::{BatchPurpose, JournalEvent, TaskEnd, stamp};
use crate::capture::watch::{Drive, Drives, Lister, Lookout, ScanReport};
use crate::capture::{self, Target};
use crate::domain::{InboxId, InboxState};
use crate::jobs::{Now, Progress, WatchDesk, WatchNews, WatchOrder, Watcher};
use crate::store::watch::{self, FolderKind, NewFolder};
use crate::store::{self, StoreError};

/// Key of the title of the task that takes photos into the journal.
const KEEPING: &str = "task-keeping-photos";
/// While folders are looked through, the tray is read again this often.
const READ_AGAIN: Duration = Duration::from_millis(1500);

/// What the app remembers about the tray beside the model.
#[derive(Default)]
pub(super) struct InboxDraft {
    /// The last photos declined, for as long as that can be taken back.
    declined: Vec<InboxId>,
    /// How many of these are moving parts of others.
    declined_parts: usize,
    /// Number of the list asked for last, and of the one that came last.
    lists: (u64, u64),
    read_at: Duration,
    /// How long the last reading took.
    read_took: Duration,
    /// Photos on their way into the journal.
    leaving: Arc<HashSet<InboxId>>,
    /// Drives the parent wants to hear no more of.
    dismissed: Vec<PathBuf>,
    /// All drives that are plugged in, with how much is new.
    drives: Vec<(Drive, usize)>,
    /// The watcher has not come to rest since it was started.
    starting: bool,
    /// Orders the watcher was given, and those it carried out.
    orders: (usize, usize),
    /// How drives are found.
    finder: Option<DriveFinder>,
    /// How names in folders are read, where not the system’s way.
    lister: Option<(Lister, Duration)>,
}

/// Makes what looks for drives.
pub type DriveFinder = Box<dyn Fn() -> Box<dyn Drives> + Send>;

impl InboxDraft {
    /// Whether a list was asked for that is not there yet.
    fn is_reading(&self) -> bool {
        self.lists.1 < self.lists.0
    }

    /// The library was closed: nothing that was asked of it comes any more.
    pub(super) fn let_go(&mut self) {
        self.lists.1 = self.lists.0;
        self.starting = false;
        self.orders = (0, 0);
        self.leaving = Arc::default();
    }

    /// Whether something is still on its way.
    pub(super) fn is_busy(&self) -> bool {
        self.is_reading() || self.starting || self.orders.1 < self.orders.0
    }
}

impl App {
    pub(super) fn inbox_command(&mut self, command: InboxCommand) {
        match command {
            InboxCommand::Keep(ids) => self.keep_waiting(self.model.inbox.with_moving(ids)),
            InboxCommand::Decline(ids) => {
                let shown = ids.len();
                let ids = self.model.inbox.with_moving(ids);
                self.inbox.declined_parts = ids.len() - shown;
                self.inbox.declined.clone_from(&ids);
                self.decide(ids, InboxState::Declined);
            }
            InboxCommand::BringBack(ids) => {
                self.decide(self.model.inbox.with_moving(ids), InboxState::Waiting);
            }
            InboxCommand::UndoDecline => {
                let ids = std::mem::take(&mut self.inbox.declined);
                self.decide(ids, InboxState::Waiting);
            }
            InboxCommand::ShowDeclined(declined) => {
                self.model.inbox.declined = declined;
                self.read_inbox();
            }
            InboxCommand::Read => self.read_inbox(),
            InboxCommand::AddFolder(path, old_too) => self.watch_folder(path, old_too),
            InboxCommand::PauseFolder(id, paused) => self.order(WatchOrder::Pause(id, paused)),
            InboxCommand::RemoveFolder(id) => self.order(WatchOrder::Remove(id)),
            InboxCommand::LookNow => self.order(WatchOrder::Now),
            InboxCommand::StopLooking => {
                if let Some(watcher) = self.watcher() {
                    watcher.stop_scan();
                }
            }
            InboxCommand::OpenDrive(drive) => {
                self.inbox.dismissed.push(drive.photos.clone());
                self.show_drives();
                self.order(WatchOrder::OpenDrive(drive));
            }
            InboxCommand::DismissDrive(drive) => {
                self.inbox.dismissed.push(drive.photos);
                self.show_drives();
            }
        }
    }

    /// Another way to read the names in watched folders than the system’s, and
    /// how long they may give no sign of life: for tests.
    pub fn list_folders_by(&mut self, lister: Lister, answers_within: Duration) {
        self.inbox.lister = Some((lister, answers_within));
        if self.watcher().is_some() {
            self.start_watching();
        }
    }

    /// Says how drives are found; without it none are looked for.
    pub fn look_for_drives(&mut self, finder: DriveFinder) {
        self.inbox.finder = Some(finder);
        if self.watcher().is_some() {
            self.start_watching();
        }
    }

    fn watcher(&self) -> Option<&Watcher> {
        self.services.as_ref()?.watcher.as_ref()
    }

    fn order(&mut self, order: WatchOrder) {
        if let Some(watcher) = self.watcher() {
            watcher.ask(order);
            self.inbox.orders.0 += 1;
        } else {
            self.say(NoticeKind::Problem, t!("watch-no-settings"));
        }
    }

    /// Starts looking through the folders of the library that is open.
    pub(super) fn start_watching(&mut self) {
        let Some(services) = &mut self.services else {
            return;
        };
        // The old one first: it holds the book of folders open.
        services.watcher = None;
        let watch = match self.config_file.watch_file() {
            Some(path) => watch::open(&path),
            None => watch::open_in_memory(),
        };
        let (lister, answers_within) = self
            .inbox
            .lister
            .clone()
            .unwrap_or_else(|| (capture::watch::system_lister(), Lookout::ANSWERS_WITHIN));
        let desk = watch.and_then(|watch| {
            Ok(WatchDesk {
                watch,
                journal: services.library.connect()?,
                library: services.library.id(),
                drives: match &self.inbox.finder {
                    Some(finder) => finder(),
                    None => Box::new(capture::watch::NoDrives),
                },
                now: {
                    let clock = Arc::clone(&self.clock);
                    Box::new(move || Now {
                        utc: stamp(clock.now_utc()),
                        local: clock.now_local(),
                    })
                },
                offset_at: {
                    let clock = Arc::clone(&self.clock);
                    Arc::new(move |local| clock.offset_at(local))
                },
                settle: Lookout::SETTLE,
                lister,
                answers_within,
            })
        });
        let started = desk.map_err(|error| error.sentence()).and_then(|desk| {
            Watcher::start(desk, Arc::clone(&self.wake))
                .map_err(|error| t!("app-no-threads", error = error.to_string()))
        });
        match started {
            Ok(watcher) => {
                services.watcher = Some(watcher);
                self.inbox.starting = true;
                self.inbox.orders = (0, 0);
            }
            Err(sentence) => self.say(NoticeKind::Problem, &t!("watch-failed", reason = sentence)),
        }
    }

    /// Finishes what a crash cut off, then shows the tray.
    pub(super) fn tidy_inbox(&mut self) {
        let now = stamp(self.clock.now_utc());
        let clock = Arc::clone(&self.clock);
        let Some(services) = &self.services else {
            return;
        };
        let (vault, thumbs) = (Arc::clone(&services.vault), Arc::clone(&services.thumbs));
        let root = services.root().to_owned();
        let connection = services.library.connect();
        self.start_task("task-tray", move |reporter| {
            let tidied = connection.and_then(|mut connection| {
                capture::inbox::tidy(&mut connection, &root, &vault, now)?;
                with_desk(clock.as_ref(), &vault, &thumbs, |desk| {
                    capture::inbox::read_waiting(desk, &mut connection, &root, &mut |done| {
                        reporter.step(Progress {
                            done,
                            ..Progress::default()
                        })
                    })
                })
            });
            TaskEnd::InboxTidied(tidied.map(|_| ()))
        });
    }

    pub(super) fn inbox_tidied(&mut self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            self.say(
                NoticeKind::Problem,
                &t!("tray-failed", reason = error.sentence()),
            );
        }
        self.read_inbox();
    }

    /// Reads what waits, away from the window.
    pub(super) fn read_inbox(&mut self) {
        let request = InboxRequest {
            serial: self.inbox.lists.0 + 1,
            leaving: Arc::clone(&self.inbox.leaving),
            declined: self.model.inbox.declined,
            labels: self
                .model
                .inbox
                .folders
                .iter()
                .map(|known| {
                    let folder = &known.folder.folder;
                    (folder.path.clone(), folder.label.clone())
                })
                .collect(),
        };
        if let Some(services) = &self.services {
            self.inbox.lists.0 = request.serial;
            services.inbox.ask(request);
            self.inbox.read_at = self.clock.monotonic();
        }
    }

    /// Takes in what was read and what the watcher told.
    pub(super) fn drain_inbox(&mut self) {
        let read = self.services.as_ref().and_then(|s| s.inbox.poll());
        match read {
            Some(Ok(read)) => {
                self.inbox.lists.1 = read.serial;
                self.inbox.read_took = read.took;
                let inbox = &mut self.model.inbox;
                if read.declined == inbox.declined {
                    inbox.loaded = true;
                    inbox.counts = read.counts;
                    let old = std::mem::replace(&mut inbox.list, read.list);
                    inbox.generation += 1;
                    crate::jobs::discard(old);
                    if let Some(services) = &self.services {
                        services.pictures.set_outside(read.outside);
                    }
                }
            }
            Some(Err(sentence)) => {
                self.inbox.lists.1 = self.inbox.lists.0;
                self.say(NoticeKind::Problem, &sentence);
            }
            None => {}
        }
        while let Some(news) = self.watcher().and_then(Watcher::poll) {
            self.watch_news(news);
        }
    }

    fn watch_news(&mut self, news: WatchNews) {
        match news {
            WatchNews::Folders(folders) => {
                let known = std::mem::take(&mut self.model.inbox.folders);
                let names = |folders: &[crate::app::inbox::WatchedFolder]| {
                    let mut names: Vec<i64> = folders.iter().map(|known| known.folder.id).collect();
                    names.sort_unstable();
                    names
                };
                let before = names(&known);
                self.model.inbox.folders = merged(known, folders);
                // Photos are called by their folders.
                if before != names(&self.model.inbox.folders) {
                    self.read_inbox();
                }
            }
            WatchNews::Step(folder, step) => {
                self.model.inbox.looking = Some((folder, step));
                let since = self.clock.monotonic().saturating_sub(self.inbox.read_at);
                // A tray with tens of thousands is not read all the time.
                let rest = READ_AGAIN.max(self.inbox.read_took * 10);
                if !self.inbox.is_reading() && since >= rest {
                    self.read_inbox();
                }
            }
            WatchNews::Scanned(folder, report) => self.scanned(folder, report),
            WatchNews::Drives(drives) => {
                let there = |photos: &Path| drives.iter().any(|(drive, _)| drive.photos == photos);
                self.inbox.dismissed.retain(|photos| there(photos));
                self.inbox.drives = drives;
                self.show_drives();
            }
            WatchNews::Rests(done) => {
                self.model.inbox.looking = None;
                self.inbox.starting = false;
                self.inbox.orders.1 = done;
            }
            WatchNews::Failed(sentence) => self.say(NoticeKind::Problem, &sentence),
        }
    }

    fn scanned(&mut self, folder: i64, report: ScanReport) {
        self.model.inbox.looking = None;
        if report.offered > 0 {
            self.read_inbox();
        }
        if let Some(known) = self
            .model
            .inbox
            .folders
            .iter_mut()
            .find(|known| known.folder.id == folder)
        {
            known.last = Some(report);
        }
    }

    fn show_drives(&mut self) {
        self.model.inbox.drives = self
            .inbox
            .drives
            .iter()
            .filter(|(drive, new)| *new > 0 && !self.inbox.dismissed.contains(&drive.photos))
            .cloned()
            .collect();
    }

    fn keep_waiting(&mut self, ids: Vec<InboxId>) {
        let Some(baby) = self.model.baby else {
            return self.say(NoticeKind::Problem, t!("app-no-baby-photos"));
        };
        if ids.is_empty() {
            return;
        }
        // They leave the tray at once; what is refused comes back to it.
        Arc::make_mut(&mut self.inbox.leaving).extend(&ids);
        self.read_inbox();
        let Some(services) = &self.services else {
            return;
        };
        let (vault, thumbs) = (Arc::clone(&services.vault), Arc::clone(&services.thumbs));
        let root = services.root().to_owned();
        let connection = services.library.connect();
        let clock = Arc::clone(&self.clock);
        self.start_task(KEEPING, move |reporter| {
            let report = connection.and_then(|mut connection| {
                with_desk(clock.as_ref(), &vault, &thumbs, |desk| {
                    capture::inbox::keep(
                        desk,
                        &mut connection,
                        &root,
                        &ids,
                        Target::Baby(baby),
                        &mut |step| {
                            reporter.step(Progress {
                                done: step.done,
                                total: step.total,
                                current: step.name,
                            })
                        },
                    )
                })
            });
            TaskEnd::Batch {
                report,
                purpose: BatchPurpose::Journal,
            }
        });
    }

    fn decide(&mut self, ids: Vec<InboxId>, state: InboxState) {
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let decided = store::in_transaction(connection, |tx| {
                    store::inbox::decide(tx, &ids, state, now)
                });
                JournalEvent::InboxDecided(state, decided)
            });
        }
    }

    pub(super) fn inbox_decided(&mut self, state: InboxState, result: Result<usize, StoreError>) {
        match (state, result) {
            (_, Err(error)) => self.say(NoticeKind::Problem, &error.sentence()),
            (InboxState::Declined, Ok(count)) if count > 0 => {
                // A photo and its moving part are one.
                let count = count.saturating_sub(self.inbox.declined_parts).max(1);
                let text = t!("tray-declined", count = count);
                self.say_with(
                    NoticeKind::Good,
                    &text,
                    Some((t!("app-undo"), NoticeAction::UndoDecline)),
                );
            }
            (_, Ok(_)) => {}
        }
        self.read_inbox();
    }

    /// What came into the journal by another way waits no longer.
    pub(super) fn settle_inbox(&mut self) {
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::InboxSettled(capture::inbox::settle_shown(connection, now))
            });
        }
    }

    pub(super) fn inbox_settled(&mut self, result: Result<usize, StoreError>) {
        if let Err(error) = result {
            self.say(NoticeKind::Problem, &error.sentence());
        }
        if !self.model.tasks.iter().any(|task| task.is(KEEPING)) {
            self.inbox.leaving = Arc::default();
        }
        self.read_inbox();
    }

    fn watch_folder(&mut self, path: PathBuf, old_too: bool) {
        let Some(services) = &self.services else {
            return;
        };
        match new_folder(&path, services.root(), old_too) {
            Ok(folder) => {
                let label = folder.label.clone();
                self.order(WatchOrder::Add(folder));
                self.say(NoticeKind::Good, &t!("watch-begun", label = label));
            }
            Err(sentence) => self.say(NoticeKind::Problem, &sentence),
        }
    }
}

/// A folder that may be watched for the library `root`.
///
/// # Errors
/// One sentence why it may not.
pub fn new_folder(path: &Path, root: &Path, old_too: bool) -> Result<NewFolder, String> {
    let whole = dunce::canonicalize(path).map_err(|error| {
        t!(
            "watch-not-readable",
            path = path.display().to_string(),
            error = error.to_string()
        )
    })?;
    if !whole.is_dir() {
        return Err(t!("watch-is-file", path = path.display().to_string()));
    }
    let root = dunce::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    if whole.starts_with(&root) {
        return Err(capture::watch::library_inside(path));
    }
    let label = whole.file_name().map_or_else(
        || whole.to_string_lossy().into_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    Ok(NewFolder {
        path: whole,
        kind: FolderKind::Folder,
        label,
        old_too,
    })
}
