//! The end of threads that only read.
//!
//! What they read may lie on a drive that answers no more, so the end of the
//! program does not depend on them: they get a moment to end tidily, and are
//! then left behind. Threads that write the library are waited for.

use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The moment, for all threads of one kind together.
const MOMENT: Duration = Duration::from_millis(500);
/// How often it is looked.
const PIECE: Duration = Duration::from_millis(2);

/// Waits a moment for threads that were asked to end. Returns how many were
/// left behind.
pub(super) fn leave_behind(threads: impl IntoIterator<Item = JoinHandle<()>>) -> usize {
    let begun = Instant::now();
    let mut left = 0;
    for thread in threads {
        while !thread.is_finished() && begun.elapsed() < MOMENT {
            std::thread::sleep(PIECE);
        }
        if thread.is_finished() {
            // Its panics were told or caught; nothing is left to say.
            let _ = thread.join();
        } else {
            left += 1;
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn threads_that_end_are_waited_for_and_those_that_hang_are_not() {
        let (let_go, hangs) = channel::<()>();
        let threads = vec![
            std::thread::spawn(move || {
                let _ = hangs.recv();
            }),
            std::thread::spawn(|| std::thread::sleep(Duration::from_millis(30))),
        ];
        let begun = Instant::now();
        assert_eq!(leave_behind(threads), 1);
        assert!(begun.elapsed() >= MOMENT && begun.elapsed() < MOMENT * 4);
        drop(let_go);
        let begun = Instant::now();
        let short = std::thread::spawn(|| std::thread::sleep(Duration::from_millis(30)));
        assert_eq!(leave_behind([short]), 0);
        assert!(begun.elapsed() < MOMENT);
    }
}
