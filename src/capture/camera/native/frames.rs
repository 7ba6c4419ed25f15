//! From the thread that reads a camera to whoever looks: the newest frame only.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::CameraError;

/// The newest frame of a camera, or why there is none.
pub(super) struct Frames {
    state: Mutex<State>,
    news: Condvar,
    closed: AtomicBool,
}

struct State {
    frame: Option<Vec<u8>>,
    trouble: Option<CameraError>,
    over: bool,
    last: Instant,
}

impl Default for Frames {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                frame: None,
                trouble: None,
                over: false,
                last: Instant::now(),
            }),
            news: Condvar::new(),
            closed: AtomicBool::new(false),
        }
    }
}

impl Frames {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A frame came; one that nobody took gives way to it.
    pub(super) fn put(&self, frame: Vec<u8>) {
        let mut state = self.state();
        state.frame = Some(frame);
        state.last = Instant::now();
        drop(state);
        self.news.notify_all();
    }

    /// No more frames come, perhaps with a reason.
    pub(super) fn end(&self, trouble: Option<CameraError>) {
        let mut state = self.state();
        state.over = true;
        if state.trouble.is_none() {
            state.trouble = trouble;
        }
        drop(state);
        self.news.notify_all();
    }

    /// The next frame, if it comes within `wait`.
    pub(super) fn next(&self, wait: Duration, name: &str) -> Result<Option<Vec<u8>>, CameraError> {
        let nothing = |state: &mut State| state.frame.is_none() && !state.over;
        let (mut state, _) = self
            .news
            .wait_timeout_while(self.state(), wait, nothing)
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(frame) = state.frame.take() {
            return Ok(Some(frame));
        }
        if !state.over {
            return Ok(None);
        }
        Err(state.trouble.take().unwrap_or_else(|| CameraError::Gone {
            name: name.to_owned(),
        }))
    }

    /// Nobody looks any longer.
    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// How long no frame came.
    pub(super) fn quiet_for(&self) -> Duration {
        self.state().last.elapsed()
    }
}
