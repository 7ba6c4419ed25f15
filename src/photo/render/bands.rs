//! Work over a picture in bands of rows, on one thread or on several.
//!
//! Every band is worked out from the same input whoever takes it, so the
//! number of threads never changes a pixel.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};

use super::lanes::wide;

/// How many threads may work on one picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Threads(usize);

/// Fewer samples than this are done before other threads have started.
const WORTH_SHARING: usize = 3 << 20;

impl Threads {
    /// The calling thread alone.
    pub(super) const ONE: Self = Self(1);

    /// As many as the machine runs at once, for pictures large enough.
    pub(super) fn for_samples(samples: usize) -> Self {
        if samples < WORTH_SHARING {
            return Self::ONE;
        }
        Self(std::thread::available_parallelism().map_or(1, NonZero::get))
    }

    #[cfg(test)]
    pub(super) const fn exactly(count: usize) -> Self {
        Self(count)
    }
}

/// Calls `work` with every band of `band_len` values (the last may be shorter)
/// and the number of its place.
pub(super) fn each_band<T: Send>(
    values: &mut [T],
    band_len: usize,
    threads: Threads,
    work: impl Fn(usize, &mut [T]) + Sync,
) {
    let bands = values.chunks_mut(band_len.max(1)).enumerate();
    let count = threads.0.min(bands.len());
    if count <= 1 {
        bands.for_each(|(index, band)| wide(|| work(index, band)));
        return;
    }
    let queue = Mutex::new(bands);
    let drain = || {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((index, band)) = next else { return };
            wide(|| work(index, band));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..count {
            // A thread that cannot be had leaves its share to the others.
            let _ = std::thread::Builder::new().spawn_scoped(scope, drain);
        }
        drain();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_band_is_visited_once_by_any_number_of_threads() {
        for threads in 1..5 {
            let mut values = vec![0_usize; 1003];
            each_band(
                &mut values,
                100,
                Threads::exactly(threads),
                |index, band| {
                    assert_eq!(band.len(), if index == 10 { 3 } else { 100 });
                    band.iter_mut().for_each(|value| *value += index + 1);
                },
            );
            assert!((0..1003).all(|at| values[at] == at / 100 + 1));
        }
        each_band(&mut [0_u8; 0], 0, Threads::ONE, |_, _| unreachable!());
    }
}
