//! The thread that looks through watched folders and for cards that are plugged
//! in. It steps back for everything else: lowest in rank, one file at a time,
//! and it stops at the next file when it is asked to.
//!
//! It writes down what was found, so the end of the program waits for it; but
//! it never waits for a folder itself. That is done on threads apart, and those
//! are left behind.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::{Cancel, Wake, panic_text};
use crate::capture::watch::{
    Apart, Drive, Drives, DrivesApart, Lister, Lookout, OffsetAt, ScanReport, ScanStep, scan,
    step_back,
};
use crate::photo::Limits;
use crate::store::watch::{self, Folder, FolderKind, NewFolder};
use crate::store::{Connection, StoreError};

/// How often drives are looked for.
const DRIVES_EVERY: Duration = Duration::from_secs(4);
/// How often folders are looked through …
const FOLDERS_EVERY: Duration = Duration::from_secs(30);
/// … and no more than this share of the time, however long it takes.
const REST_FACTOR: u32 = 40;
/// Progress is told this often.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// What the watcher is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchOrder {
    /// Look through all folders now.
    Now,
    /// Watch a folder.
    Add(NewFolder),
    /// Pause a folder, or go on with it.
    Pause(i64, bool),
    /// Watch a folder no longer.
    Remove(i64),
    /// Offer the photos of this drive.
    OpenDrive(Drive),
}

/// What the watcher tells.
#[derive(Debug)]
pub enum WatchNews {
    /// The folders there are now.
    Folders(Vec<Folder>),
    /// Drives with photos that are plugged in, and how many on each are new.
    Drives(Vec<(Drive, usize)>),
    /// A folder is being looked through.
    Step(i64, ScanStep),
    /// It was looked through.
    Scanned(i64, ScanReport),
    /// Nothing is left to do for now: all folders were looked through at the
    /// start, and so many orders carried out.
    Rests(usize),
    /// One sentence: something could not be done.
    Failed(String),
}

/// The time, as the watcher asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// UTC.
    pub utc: NaiveDateTime,
    /// Wall clock.
    pub local: NaiveDateTime,
}

/// What the watcher works with.
pub struct WatchDesk {
    /// The book of folders.
    pub watch: Connection,
    /// The journal, for the tray.
    pub journal: Connection,
    /// Whose folders are watched.
    pub library: String,
    /// Where drives are looked for.
    pub drives: Box<dyn Drives>,
    /// What time it is.
    pub now: Box<dyn Fn() -> Now + Send>,
    /// Offset, in minutes east of UTC, at a wall-clock time.
    pub offset_at: OffsetAt,
    /// How long a file must stay as it is before it is opened.
    pub settle: Duration,
    /// How the names in a folder are read.
    pub lister: Lister,
    /// How long a folder may give no sign of life.
    pub answers_within: Duration,
}

/// What the thread works with.
struct Tools {
    watch: Connection,
    journal: Connection,
    library: String,
    drives: DrivesApart,
    now: Box<dyn Fn() -> Now + Send>,
    offset_at: OffsetAt,
    settle: Duration,
    lister: Lister,
    answers_within: Duration,
    /// A thread apart for each folder, by its number.
    apart: HashMap<i64, Apart>,
}

/// The watcher's thread.
pub struct Watcher {
    orders: Option<Sender<WatchOrder>>,
    news: Receiver<WatchNews>,
    /// Ends the thread.
    end: Cancel,
    /// Ends the scan at hand.
    stop: Cancel,
    thread: Option<JoinHandle<()>>,
}

impl Watcher {
    /// Starts the thread; it looks through all folders at once.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(desk: WatchDesk, wake: Wake) -> std::io::Result<Self> {
        let (orders, queue) = channel();
        let (tell, news) = channel();
        let (end, stop) = (Cancel::default(), Cancel::default());
        let drives = DrivesApart::start(desk.drives, desk.lister.clone(), desk.answers_within)?;
        let mut work = Work {
            desk: Tools {
                watch: desk.watch,
                journal: desk.journal,
                library: desk.library,
                drives,
                now: desk.now,
                offset_at: desk.offset_at,
                settle: desk.settle,
                lister: desk.lister,
                answers_within: desk.answers_within,
                apart: HashMap::new(),
            },
            waited: Duration::ZERO,
            tell,
            wake,
            end: end.clone(),
            stop: stop.clone(),
            drives: None,
            orders_done: 0,
        };
        let thread = std::thread::Builder::new()
            .name("watched folders".to_owned())
            .spawn(move || {
                step_back();
                work.run(&queue);
            })?;
        Ok(Self {
            orders: Some(orders),
            news,
            end,
            stop,
            thread: Some(thread),
        })
    }

    /// Asks for something; it is done after the scan at hand.
    pub fn ask(&self, order: WatchOrder) {
        if let Some(orders) = &self.orders {
            // A thread that fell over told so.
            let _ = orders.send(order);
        }
    }

    /// Ends the scan at hand and pauses its folder; gone on with, it is looked
    /// through from where it was.
    pub fn stop_scan(&self) {
        self.stop.cancel();
    }

    /// What it told, if anything. Never waits.
    pub fn poll(&self) -> Option<WatchNews> {
        self.news.try_recv().ok()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.end.cancel();
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // Its panics were told; nothing is left to say.
            let _ = thread.join();
        }
    }
}

struct Work {
    desk: Tools,
    /// How long folders that do not answer were waited for in this round.
    waited: Duration,
    tell: Sender<WatchNews>,
    wake: Wake,
    end: Cancel,
    stop: Cancel,
    /// What was told of drives last: folder of photos, and how many are new.
    drives: Option<Vec<(Drive, usize)>>,
    orders_done: usize,
}

impl Work {
    fn run(&mut self, queue: &Receiver<WatchOrder>) {
        let mut next_round = Instant::now();
        loop {
            if self.end.is_cancelled() {
                return;
            }
            if Instant::now() >= next_round {
                let begun = Instant::now();
                self.waited = Duration::ZERO;
                self.guarded(Self::look_through_folders);
                let worked = begun.elapsed().saturating_sub(self.waited);
                let rest = FOLDERS_EVERY.max(worked * REST_FACTOR);
                next_round = Instant::now() + rest;
            }
            self.guarded(Self::look_for_drives);
            self.say(WatchNews::Rests(self.orders_done));
            let until = next_round.saturating_duration_since(Instant::now());
            match queue.recv_timeout(until.min(DRIVES_EVERY)) {
                Ok(order) => {
                    let mut now = false;
                    for order in std::iter::once(order).chain(queue.try_iter()) {
                        now |= self.carry_out(order);
                        self.orders_done += 1;
                    }
                    if now {
                        next_round = Instant::now();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn say(&self, news: WatchNews) {
        // A window that closed meanwhile needs no news.
        let _ = self.tell.send(news);
        (self.wake)();
    }

    /// Does something and tells what went wrong.
    fn guarded(&mut self, work: impl FnOnce(&mut Self) -> Result<(), StoreError>) {
        match catch_unwind(AssertUnwindSafe(|| work(self))) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.say(WatchNews::Failed(t!(
                "watch-scan-failed",
                reason = error.sentence()
            ))),
            Err(payload) => self.say(WatchNews::Failed(t!(
                "watch-scan-broken",
                words = panic_text(payload.as_ref())
            ))),
        }
    }

    /// Carries an order out; says whether folders are to be looked through now.
    fn carry_out(&mut self, order: WatchOrder) -> bool {
        let mut now = true;
        self.guarded(|work| {
            match order {
                WatchOrder::Now => {}
                WatchOrder::Add(folder) => {
                    let added = (work.desk.now)().utc;
                    watch::add(&work.desk.watch, &work.desk.library, &folder, added)?;
                }
                WatchOrder::Pause(id, paused) => {
                    watch::set_paused(&work.desk.watch, id, paused)?;
                    now = !paused;
                }
                WatchOrder::Remove(id) => {
                    watch::remove(&work.desk.watch, id)?;
                    work.desk.apart.remove(&id);
                    now = false;
                }
                WatchOrder::OpenDrive(drive) => {
                    now = false;
                    work.open_drive(drive)?;
                }
            }
            work.tell_folders().map(|_| ())
        });
        now
    }

    fn tell_folders(&self) -> Result<Vec<Folder>, StoreError> {
        let folders = watch::list(&self.desk.watch, &self.desk.library)?;
        self.say(WatchNews::Folders(folders.clone()));
        Ok(folders)
    }

    fn look_through_folders(&mut self) -> Result<(), StoreError> {
        for folder in self.tell_folders()? {
            // Cards are looked through when the parent asks for it.
            if folder.paused || folder.folder.kind == FolderKind::Card {
                continue;
            }
            if self.end.is_cancelled() {
                return Ok(());
            }
            let before = folder.scanned_at;
            let report = self.scan(&folder)?;
            if report.offered > 0 || before.is_none() {
                self.tell_folders()?;
            }
        }
        Ok(())
    }

    fn scan(&mut self, folder: &Folder) -> Result<ScanReport, StoreError> {
        let now = (self.desk.now)();
        let (tell, wake) = (self.tell.clone(), self.wake.clone());
        let (end, stop) = (self.end.clone(), self.stop.clone());
        stop.again();
        let mut told = None::<Instant>;
        let id = folder.id;
        let begun = Instant::now();
        let desk = &mut self.desk;
        let apart = match desk.apart.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => match Apart::start(desk.lister.clone()) {
                Ok(apart) => free.insert(apart),
                Err(error) => {
                    let sentence = t!("app-no-threads", error = error.to_string());
                    self.say(WatchNews::Failed(sentence));
                    return Ok(ScanReport::default());
                }
            },
        };
        let report = scan(
            &Lookout {
                limits: Limits::default(),
                now: now.utc,
                now_local: now.local,
                offset_at: desk.offset_at.clone(),
                settle: desk.settle,
                patience: Lookout::PATIENCE,
                answers_within: desk.answers_within,
            },
            &mut desk.watch,
            &mut desk.journal,
            folder,
            apart,
            &mut |step| {
                if told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
                    told = Some(Instant::now());
                    let _ = tell.send(WatchNews::Step(id, step));
                    wake();
                }
                if end.is_cancelled() || stop.is_cancelled() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        )?;
        if report.silent {
            self.waited += begun.elapsed();
        }
        if report.cancelled && self.stop.is_cancelled() {
            // Not begun anew by itself in half a minute.
            watch::set_paused(&self.desk.watch, id, true)?;
            self.tell_folders()?;
        }
        self.say(WatchNews::Scanned(id, report.clone()));
        Ok(report)
    }

    fn look_for_drives(&mut self) -> Result<(), StoreError> {
        let end = self.end.clone();
        // What does not answer is looked for again in a moment.
        let Some(there) = self.desk.drives.plugged_in(&mut || goes_on(&end)) else {
            return Ok(());
        };
        let before = self.drives.take().unwrap_or_default();
        let same = before.len() == there.len()
            && before
                .iter()
                .zip(&there)
                .all(|((known, _), now)| known == now);
        if same {
            self.drives = Some(before);
            return Ok(());
        }
        let mut counted = Vec::new();
        for drive in there {
            let Some(new) = self.count(&drive)? else {
                continue;
            };
            counted.push((drive, new));
        }
        self.say(WatchNews::Drives(counted.clone()));
        self.drives = Some(counted);
        Ok(())
    }

    /// How many photos on a drive are new; `None` when it does not answer.
    fn count(&self, drive: &Drive) -> Result<Option<usize>, StoreError> {
        let known = watch::at(&self.desk.watch, &self.desk.library, &drive.photos)?;
        let seen = match known {
            Some(folder) => watch::seen(&self.desk.watch, folder.id)?,
            None => Vec::new(),
        };
        let drives = &self.desk.drives;
        Ok(drives.photos_on(drive.clone(), seen, &mut || goes_on(&self.end)))
    }

    fn open_drive(&mut self, drive: Drive) -> Result<(), StoreError> {
        let folder = NewFolder {
            path: drive.photos,
            kind: FolderKind::Card,
            label: drive.label,
            old_too: true,
        };
        let added = (self.desk.now)().utc;
        let folder = watch::add(&self.desk.watch, &self.desk.library, &folder, added)?;
        self.scan(&folder)?;
        // Counted anew with the next look.
        self.drives = None;
        Ok(())
    }
}

fn goes_on(end: &Cancel) -> ControlFlow<()> {
    if end.is_cancelled() {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}
