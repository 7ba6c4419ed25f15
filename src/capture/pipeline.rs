//! Work on many things side by side, handed over one by one in their order,
//! within a bound of memory.
//!
//! Workers take the next thing as soon as they are free, so a slow photo never
//! holds up the others; a few finished ones may wait for their turn. What is
//! in the air is bounded by number and by bytes, so a thousand photos need no
//! more memory than ten.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How much may be in the air.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Threads.
    pub workers: usize,
    /// Things begun and not handed over.
    pub in_the_air: usize,
    /// Bytes of files held by those.
    pub file_bytes: u64,
    /// Bytes that decoders may use at the same time.
    pub decode_bytes: u64,
}

struct State<T> {
    next: usize,
    begun_and_kept: usize,
    file_bytes: u64,
    decode_bytes: u64,
    done: BTreeMap<usize, T>,
    closed: bool,
}

/// Lets a decode begin when there is memory for it.
pub(super) struct Gate<'a, T> {
    shared: &'a Shared<T>,
    most: u64,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&'a self, guard: MutexGuard<'a, State<T>>) -> MutexGuard<'a, State<T>> {
        self.changed
            .wait(guard)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Gate<'_, T> {
    /// Runs `work` once `bytes` are free for it. A giant waits until it is
    /// alone and then may have them.
    pub(super) fn with<R>(&self, bytes: u64, work: impl FnOnce() -> R) -> R {
        let mut state = self.shared.lock();
        while state.decode_bytes > 0 && state.decode_bytes.saturating_add(bytes) > self.most {
            state = self.shared.wait(state);
        }
        state.decode_bytes = state.decode_bytes.saturating_add(bytes.max(1));
        drop(state);
        // Given back even when a decoder panics.
        struct Return<'s, T>(&'s Shared<T>, u64);
        impl<T> Drop for Return<'_, T> {
            fn drop(&mut self) {
                let mut state = self.0.lock();
                state.decode_bytes = state.decode_bytes.saturating_sub(self.1);
                drop(state);
                self.0.changed.notify_all();
            }
        }
        let _back = Return(self.shared, bytes.max(1));
        work()
    }
}

/// Runs `work` for 0‥`count` on several threads and hands each result to
/// `hand_over` on this one, in order, until that breaks off. `file_bytes` says
/// how much a thing holds until it is handed over.
///
/// `work` must not panic: catch what may.
pub(super) fn in_order<T: Send>(
    count: usize,
    bounds: Bounds,
    file_bytes: impl Fn(usize) -> u64 + Sync,
    work: impl Fn(usize, &Gate<'_, T>) -> T + Sync,
    mut hand_over: impl FnMut(usize, T) -> ControlFlow<()>,
) {
    let shared = Shared {
        state: Mutex::new(State {
            next: 0,
            begun_and_kept: 0,
            file_bytes: 0,
            decode_bytes: 0,
            done: BTreeMap::new(),
            closed: false,
        }),
        changed: Condvar::new(),
    };
    let worker = || {
        let gate = Gate {
            shared: &shared,
            most: bounds.decode_bytes,
        };
        while let Some(index) = claim(&shared, count, &bounds, &file_bytes) {
            let value = work(index, &gate);
            shared.lock().done.insert(index, value);
            shared.changed.notify_all();
        }
    };
    std::thread::scope(|scope| {
        // Without any thread the things are worked on here, one by one.
        let started = (0..bounds.workers.min(count))
            .filter(|number| {
                std::thread::Builder::new()
                    .name(format!("intake-{number}"))
                    .spawn_scoped(scope, worker)
                    .is_ok()
            })
            .count();
        for index in 0..count {
            let value = if started == 0 {
                let gate = Gate {
                    shared: &shared,
                    most: bounds.decode_bytes,
                };
                work(index, &gate)
            } else {
                let mut state = shared.lock();
                loop {
                    if let Some(value) = state.done.remove(&index) {
                        break value;
                    }
                    state = shared.wait(state);
                }
            };
            let flow = hand_over(index, value);
            let mut state = shared.lock();
            state.begun_and_kept = state.begun_and_kept.saturating_sub(1);
            state.file_bytes = state.file_bytes.saturating_sub(file_bytes(index));
            state.closed = flow.is_break();
            let closed = state.closed;
            drop(state);
            shared.changed.notify_all();
            if closed {
                return;
            }
        }
    });
}

/// The next thing, once there is room for it. Things are begun in their order,
/// so the one whose turn it is never waits for a later one.
fn claim<T>(
    shared: &Shared<T>,
    count: usize,
    bounds: &Bounds,
    file_bytes: &impl Fn(usize) -> u64,
) -> Option<usize> {
    let mut state = shared.lock();
    loop {
        if state.closed || state.next >= count {
            return None;
        }
        let size = file_bytes(state.next);
        let room = state.begun_and_kept == 0
            || (state.begun_and_kept < bounds.in_the_air
                && state.file_bytes.saturating_add(size) <= bounds.file_bytes);
        if room {
            let index = state.next;
            state.next += 1;
            state.begun_and_kept += 1;
            state.file_bytes = state.file_bytes.saturating_add(size);
            return Some(index);
        }
        state = shared.wait(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
    use std::time::Duration;

    const BOUNDS: Bounds = Bounds {
        workers: 3,
        in_the_air: 5,
        file_bytes: 100,
        decode_bytes: 10,
    };

    #[test]
    fn everything_is_handed_over_in_order_whoever_is_faster() {
        let mut seen = Vec::new();
        in_order(
            40,
            BOUNDS,
            |_| 1,
            |index, gate| {
                gate.with(1, || {
                    std::thread::sleep(Duration::from_micros((index as u64 * 37) % 900));
                    index * 2
                })
            },
            |index, value| {
                assert_eq!(value, index * 2);
                seen.push(index);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(seen, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn breaking_off_ends_the_workers() {
        let begun = AtomicUsize::new(0);
        in_order(
            10_000,
            BOUNDS,
            |_| 1,
            |_, _| begun.fetch_add(1, Ordering::SeqCst),
            |index, _| {
                if index == 7 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert!(begun.load(Ordering::SeqCst) <= 8 + BOUNDS.in_the_air);
    }

    #[test]
    fn memory_in_use_stays_within_its_bounds_and_giants_go_alone() {
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let alone = AtomicUsize::new(0);
        in_order(
            60,
            BOUNDS,
            // Every tenth file is larger than all that may be held.
            |index| if index % 10 == 3 { 500 } else { 40 },
            |index, gate| {
                let bytes = if index % 7 == 0 { 25 } else { 4 };
                gate.with(bytes, || {
                    let used = now.fetch_add(bytes, Ordering::SeqCst) + bytes;
                    most.fetch_max(if bytes == 25 { 0 } else { used }, Ordering::SeqCst);
                    if bytes == 25 {
                        assert_eq!(used, 25, "a giant shares with nobody");
                        alone.fetch_add(1, Ordering::SeqCst);
                    }
                    std::thread::sleep(Duration::from_micros(200));
                    now.fetch_sub(bytes, Ordering::SeqCst);
                });
            },
            |_, ()| ControlFlow::Continue(()),
        );
        assert!(most.load(Ordering::SeqCst) <= BOUNDS.decode_bytes);
        assert_eq!(alone.load(Ordering::SeqCst), 9);
    }

    #[test]
    fn nothing_is_no_trouble() {
        in_order(
            0,
            BOUNDS,
            |_| 0,
            |_, _: &Gate<'_, ()>| (),
            |_, ()| ControlFlow::Continue(()),
        );
    }
}
