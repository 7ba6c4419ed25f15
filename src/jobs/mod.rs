//! Work away from the window: named threads, bounded queues, cancel,
//! progress, panic capture, and a slot where the latest request wins.
//!
//! Workers know a [`Wake`] closure, never a window.

mod glances;
mod journal;
mod latest;
mod leave;
mod pictures;
mod task;
mod watcher;

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use glances::Glances;
pub use journal::{Journal, JournalJob};
pub use latest::Latest;
use leave::leave_behind;
pub use pictures::{Outside, PictureKey, PictureLoader, PictureResult};
pub use task::{Progress, Reporter, TaskHandle, TaskUpdate, spawn_task};
pub use watcher::{Now, WatchDesk, WatchNews, WatchOrder, Watcher};

/// Called by a worker when it has something to show.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A request to stop, shared between who asks and who works.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop at its next step.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Takes the request back, for the next work.
    pub(crate) fn again(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Gives back a large value's memory away from the window: taking apart a
/// hundred thousand rows is noticed in a frame.
pub fn discard(value: impl Send + 'static) {
    // Without a thread it is taken apart here, a little late.
    let _ = std::thread::Builder::new()
        .name("tidying".to_owned())
        .spawn(move || drop(value));
}

/// The words of a panic.
fn panic_text(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| t!("app-no-reason").to_owned())
}
