//! How many helpers may run at once.
//!
//! Each may take up to [`super::MEMORY_LIMIT`], whatever asked for it: photos
//! being added, the gallery, a page. Together they must leave the computer
//! its memory. HEIC, the commonest of the formats, is decoded by all cores in
//! one helper, so little is lost by waiting.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Two, so that the photo somebody looks at does not wait for one being added.
const AT_ONCE: usize = 2;

/// Lets a number of holders in at a time.
pub(super) struct Gate {
    inside: Mutex<usize>,
    left: Condvar,
}

pub(super) static GATE: Gate = Gate {
    inside: Mutex::new(0),
    left: Condvar::new(),
};

/// Held while a helper runs.
pub(super) struct Pass<'a>(&'a Gate);

impl Gate {
    /// Waits until there is room.
    pub(super) fn enter(&self) -> Pass<'_> {
        let mut inside = self.count();
        while *inside >= AT_ONCE {
            inside = self
                .left
                .wait(inside)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *inside += 1;
        Pass(self)
    }

    // A number is never half written.
    fn count(&self) -> MutexGuard<'_, usize> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.0.count() -= 1;
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn no_more_than_allowed_are_inside_and_all_get_in() {
        let gate = Gate {
            inside: Mutex::new(0),
            left: Condvar::new(),
        };
        let (now, most, all) = (
            AtomicUsize::new(0),
            AtomicUsize::new(0),
            AtomicUsize::new(0),
        );
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let _pass = gate.enter();
                    let inside = now.fetch_add(1, Ordering::SeqCst) + 1;
                    most.fetch_max(inside, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(10));
                    now.fetch_sub(1, Ordering::SeqCst);
                    all.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(all.into_inner(), 8);
        assert_eq!(most.into_inner(), AT_ONCE);
    }
}
