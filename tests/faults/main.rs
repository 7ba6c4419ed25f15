//! Nothing lost, tried on the real program: killed at every write, with every
//! call to the disk failing once, on full and read-only disks, after power
//! cuts, with clocks and time zones that lie.
//!
//! A normal run tries a part of it; `SMILEKEEP_FAULTS=long` tries all
//! (scripts/faults). Each test prints its figure.
#![cfg(target_os = "linux")]

mod cost;
mod errors;
mod full;
mod kill;
mod power;
mod replay;
mod scene;
mod starts;
mod strace;
mod time;
mod trace;
mod versions;

/// Whether all is to be tried.
fn long() -> bool {
    std::env::var_os("SMILEKEEP_FAULTS").is_some_and(|value| value == "long")
}

/// Which of so many calls are struck: all of them, or one in the middle.
fn places(count: usize) -> Vec<usize> {
    match (long(), count) {
        (_, 0) => Vec::new(),
        (true, _) => (1..=count).collect(),
        (false, _) => vec![count / 2 + 1],
    }
}
