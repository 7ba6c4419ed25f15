//! Longer work with a title, progress and a cancel button: adding a batch,
//! saving a page, checking the library.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::{Cancel, Wake, panic_text};

/// How far a task is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: usize,
    /// Steps in all; 0 while not known.
    pub total: usize,
    /// What is being worked on.
    pub current: String,
}

/// What a task tells.
pub enum TaskUpdate<V> {
    /// It went a step on.
    Progress(Progress),
    /// It ended with this value.
    Done(V),
    /// It broke; the words are the panic's.
    Broken(String),
}

/// A task under way, seen from who started it.
pub struct TaskHandle<V> {
    /// Ask it to stop.
    pub cancel: Cancel,
    updates: Receiver<TaskUpdate<V>>,
}

impl<V> TaskHandle<V> {
    /// The next update, if any. Never waits.
    pub fn poll(&self) -> Option<TaskUpdate<V>> {
        self.updates.try_recv().ok()
    }

    /// Waits for the next update; `None` once it has ended.
    pub fn wait(&self) -> Option<TaskUpdate<V>> {
        self.updates.recv().ok()
    }
}

/// What a task is handed to report with.
pub struct Reporter<V> {
    cancel: Cancel,
    updates: Sender<TaskUpdate<V>>,
    wake: Wake,
}

impl<V> Reporter<V> {
    /// For work that waits for others and looks by itself whether to go on.
    pub fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    /// Tells a step; says whether the task should go on.
    pub fn step(&self, progress: Progress) -> std::ops::ControlFlow<()> {
        // A window that no longer listens is no reason to stop half-way.
        let _ = self.updates.send(TaskUpdate::Progress(progress));
        (self.wake)();
        if self.cancel.is_cancelled() {
            std::ops::ControlFlow::Break(())
        } else {
            std::ops::ControlFlow::Continue(())
        }
    }
}

/// Starts a task on a thread of its own.
///
/// # Errors
/// When the system gives no thread.
pub fn spawn_task<V: Send + 'static>(
    name: &str,
    wake: Wake,
    work: impl FnOnce(&Reporter<V>) -> V + Send + 'static,
) -> std::io::Result<TaskHandle<V>> {
    let (send, updates) = channel();
    let cancel = Cancel::default();
    let reporter = Reporter {
        cancel: cancel.clone(),
        updates: send,
        wake,
    };
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let end = match catch_unwind(AssertUnwindSafe(|| work(&reporter))) {
                Ok(value) => TaskUpdate::Done(value),
                Err(payload) => TaskUpdate::Broken(panic_text(payload.as_ref())),
            };
            let _ = reporter.updates.send(end);
            (reporter.wake)();
        })?;
    Ok(TaskHandle { cancel, updates })
}
