//! Keeping what was kept: for now, checking that every original is whole.

mod verify;

pub use verify::{Finding, VerifyReport, verify};
