//! What is read in a watched folder is read on a thread apart, one for each
//! folder.
//!
//! A network drive that went away answers no more and says no no: whoever asks
//! it for a list of names may wait for ever. So nobody else asks. Who wants to
//! know waits as long as there are signs of life, and not much longer; a thread
//! that is stuck is left alone, and found again when it answers after all.
//! Threads here only ever read. What they find is written down by who asked.

use std::fs::ReadDir;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Waiting is done in pieces, so that a cancel is heard.
const PIECE: Duration = Duration::from_millis(50);
/// A place that was slow to answer gets longer the next time, at most so much.
const LONGEST: u32 = 8;

/// How the names in a folder are read; another way than the system’s only in
/// tests.
pub type Lister = Arc<dyn Fn(&Path) -> io::Result<ReadDir> + Send + Sync>;

/// The system’s own way.
pub fn system_lister() -> Lister {
    Arc::new(|folder| std::fs::read_dir(folder))
}

type Job = Box<dyn FnOnce() + Send>;

/// A thread apart. Dropped, it is not waited for.
pub struct Apart {
    jobs: Sender<Job>,
    lister: Lister,
    /// Jobs handed over and not ended.
    held: Arc<AtomicUsize>,
    gave_up: AtomicBool,
    longer: AtomicU32,
}

/// From a job to who waits for it, and back.
#[derive(Default)]
pub(super) struct Signs {
    life: AtomicUsize,
    files: AtomicUsize,
    stop: AtomicBool,
}

impl Signs {
    /// Something was answered. Says whether to go on.
    pub(super) fn alive(&self) -> ControlFlow<()> {
        self.life.fetch_add(1, Ordering::Relaxed);
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// So many files there are until now.
    pub(super) fn files_so_far(&self, files: usize) {
        self.files.store(files, Ordering::Relaxed);
    }

    pub(super) fn files(&self) -> usize {
        self.files.load(Ordering::Relaxed)
    }
}

/// What became of a job.
#[derive(Debug)]
pub(super) enum Answer<V> {
    Done(V),
    /// Nothing was heard for too long.
    Silent,
    /// Who waited was asked to stop.
    Stopped,
}

impl Apart {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(lister: Lister) -> io::Result<Self> {
        let (jobs, queue) = channel::<Job>();
        let held = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&held);
        std::thread::Builder::new()
            .name("watched-folder".to_owned())
            .spawn(move || {
                step_back();
                for job in queue {
                    job();
                    count.fetch_sub(1, Ordering::Relaxed);
                }
            })?;
        Ok(Self {
            jobs,
            lister,
            held,
            gave_up: AtomicBool::new(false),
            longer: AtomicU32::new(1),
        })
    }

    pub(super) fn lister(&self) -> Lister {
        Arc::clone(&self.lister)
    }

    /// Whether it was given up and still does not answer.
    pub fn is_stuck(&self) -> bool {
        if !self.gave_up.load(Ordering::Relaxed) {
            return false;
        }
        if self.held.load(Ordering::Relaxed) > 0 {
            return true;
        }
        // Slow, not gone: given longer, so that it comes to an end.
        self.gave_up.store(false, Ordering::Relaxed);
        let longer = (self.longer.load(Ordering::Relaxed) * 2).min(LONGEST);
        self.longer.store(longer, Ordering::Relaxed);
        false
    }

    /// Has `work` done there and waits for it while there are signs of life,
    /// `patience` after the last. `goes_on` is asked many times a second.
    pub(super) fn run<V: Send + 'static>(
        &self,
        patience: Duration,
        goes_on: &mut dyn FnMut(&Signs) -> ControlFlow<()>,
        work: impl FnOnce(&Signs) -> V + Send + 'static,
    ) -> Answer<V> {
        if self.is_stuck() {
            return Answer::Silent;
        }
        let signs = Arc::new(Signs::default());
        let (tell, told) = channel();
        let given = Arc::clone(&signs);
        self.held.fetch_add(1, Ordering::Relaxed);
        // Who no longer waits needs no answer.
        let sent = self.jobs.send(Box::new(move || {
            let _ = tell.send(catch_unwind(AssertUnwindSafe(|| work(&given))));
        }));
        if sent.is_err() {
            self.held.fetch_sub(1, Ordering::Relaxed);
            return Answer::Silent;
        }
        let patience = patience * self.longer.load(Ordering::Relaxed);
        let (mut life, mut since) = (0, Instant::now());
        loop {
            match told.recv_timeout(PIECE.min(patience)) {
                Ok(Ok(value)) => return Answer::Done(value),
                Ok(Err(panic)) => resume_unwind(panic),
                Err(RecvTimeoutError::Disconnected) => return Answer::Silent,
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = signs.life.load(Ordering::Relaxed);
            if now != life {
                (life, since) = (now, Instant::now());
            }
            let stopped = goes_on(&signs).is_break();
            let silent = since.elapsed() >= patience;
            if stopped || silent {
                signs.stop.store(true, Ordering::Relaxed);
                self.gave_up.store(silent, Ordering::Relaxed);
                return if stopped {
                    Answer::Stopped
                } else {
                    Answer::Silent
                };
            }
        }
    }
}

/// Lowest in rank among the threads of this computer, where that can be said of
/// one thread.
pub fn step_back() {
    #[cfg(target_os = "linux")]
    {
        // Refused, it works all the same, only less modestly.
        let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), 19);
    }
}
