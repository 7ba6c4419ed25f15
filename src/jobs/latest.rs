//! A worker with room for one request: a newer one replaces it, so a slider
//! never builds up a queue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::{Wake, leave_behind};

struct Slot<R> {
    request: Mutex<(Option<R>, bool)>,
    changed: Condvar,
}

/// A latest-wins worker from requests `R` to values `V`.
pub struct Latest<R, V> {
    slot: Arc<Slot<R>>,
    results: Receiver<V>,
    thread: Option<JoinHandle<()>>,
}

impl<R: Send + 'static, V: Send + 'static> Latest<R, V> {
    /// Starts the thread. A request whose work panics gives no value.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        name: &str,
        wake: Wake,
        mut work: impl FnMut(R) -> V + Send + 'static,
    ) -> std::io::Result<Self> {
        let slot = Arc::new(Slot {
            request: Mutex::new((None, false)),
            changed: Condvar::new(),
        });
        let (answer, results) = channel();
        let inner = Arc::clone(&slot);
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                while let Some(request) = next(&inner) {
                    let Ok(value) = catch_unwind(AssertUnwindSafe(|| work(request))) else {
                        continue;
                    };
                    if answer.send(value).is_err() {
                        break;
                    }
                    wake();
                }
            })?;
        Ok(Self {
            slot,
            results,
            thread: Some(thread),
        })
    }

    /// Asks for a value; replaces a request that has not begun.
    pub fn ask(&self, request: R) {
        let mut slot = self
            .slot
            .request
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        slot.0 = Some(request);
        self.slot.changed.notify_one();
    }

    /// The newest finished value, if any. Never waits.
    pub fn poll(&self) -> Option<V> {
        self.results.try_iter().last()
    }

    /// Waits up to `timeout` for a value: for tests and the command line.
    pub fn wait(&self, timeout: std::time::Duration) -> Option<V> {
        self.results.recv_timeout(timeout).ok()
    }
}

fn next<R>(slot: &Slot<R>) -> Option<R> {
    let mut request = slot.request.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if request.1 {
            return None;
        }
        if let Some(request) = request.0.take() {
            return Some(request);
        }
        request = slot
            .changed
            .wait(request)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

impl<R, V> Drop for Latest<R, V> {
    fn drop(&mut self) {
        self.slot
            .request
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .1 = true;
        self.slot.changed.notify_all();
        // It only reads, perhaps from a drive that answers no more.
        leave_behind(self.thread.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_newer_request_replaces_a_waiting_one() {
        let (started, gate) = (std::sync::mpsc::channel(), std::sync::mpsc::channel::<()>());
        let (tell, told) = started;
        let (open, wait) = gate;
        let latest = Latest::start("test", Arc::new(|| {}), move |n: u32| {
            tell.send(n).unwrap();
            wait.recv().unwrap();
            n
        })
        .unwrap();
        latest.ask(1);
        assert_eq!(told.recv().unwrap(), 1);
        for n in 2..100 {
            latest.ask(n);
        }
        open.send(()).unwrap();
        open.send(()).unwrap();
        assert_eq!(latest.wait(Duration::from_secs(5)), Some(1));
        assert_eq!(latest.wait(Duration::from_secs(5)), Some(99));
    }

    #[test]
    fn a_panic_does_not_end_the_worker() {
        let latest = Latest::start("test", Arc::new(|| {}), |n: u32| {
            assert!(n != 7, "seven");
            n
        })
        .unwrap();
        latest.ask(7);
        // Wait until the panicking request was taken.
        std::thread::sleep(Duration::from_millis(50));
        latest.ask(8);
        assert_eq!(latest.wait(Duration::from_secs(5)), Some(8));
    }
}
