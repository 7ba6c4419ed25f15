//! One thread that owns the window's connection to the journal. Jobs run in
//! the order sent, so a read after a write sees it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::{Wake, panic_text};
use crate::store::{self, Connection};

/// Work with the journal that gives a value for the app.
pub type JournalJob<E> = Box<dyn FnOnce(&mut Connection) -> E + Send>;

/// The journal's thread. `E` is what the app understands.
pub struct Journal<E> {
    jobs: Option<Sender<JournalJob<E>>>,
    results: Receiver<E>,
    thread: Option<JoinHandle<()>>,
    outstanding: usize,
}

impl<E: Send + 'static> Journal<E> {
    /// Starts the thread. `failed` turns a panic's words into a value.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        mut connection: Connection,
        wake: Wake,
        failed: impl Fn(String) -> E + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, queue) = channel::<JournalJob<E>>();
        let (answer, results) = channel();
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                for job in queue {
                    let result = catch_unwind(AssertUnwindSafe(|| job(&mut connection)))
                        .unwrap_or_else(|payload| failed(panic_text(payload.as_ref())));
                    // Writes without a transaction of their own.
                    let _ = store::changes::append(&connection);
                    if answer.send(result).is_err() {
                        break;
                    }
                    wake();
                }
            })?;
        Ok(Self {
            jobs: Some(jobs),
            results,
            thread: Some(thread),
            outstanding: 0,
        })
    }

    /// Sends work; its value comes out of [`Journal::poll`].
    pub fn run(&mut self, job: impl FnOnce(&mut Connection) -> E + Send + 'static) {
        if let Some(jobs) = &self.jobs
            && jobs.send(Box::new(job)).is_ok()
        {
            self.outstanding += 1;
        }
    }

    /// The next finished value, if any. Never waits.
    pub fn poll(&mut self) -> Option<E> {
        let value = self.results.try_recv().ok()?;
        self.outstanding = self.outstanding.saturating_sub(1);
        Some(value)
    }

    /// Waits for the next value while work is under way.
    pub fn wait(&mut self) -> Option<E> {
        if self.outstanding == 0 {
            return None;
        }
        let value = self.results.recv().ok()?;
        self.outstanding -= 1;
        Some(value)
    }

    /// Jobs sent whose value has not come out yet.
    pub fn outstanding(&self) -> usize {
        self.outstanding
    }
}

impl<E> Drop for Journal<E> {
    /// Everything sent is finished before the journal closes: no word is lost.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A panic was already turned into a value; nothing is left to say.
            let _ = thread.join();
        }
    }
}
