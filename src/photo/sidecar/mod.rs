//! What other programs wrote beside a photo: XMP sidecars, and the notes that
//! Google Takeout puts next to every picture.
//!
//! Only bytes are read here; which file belongs to which photo is found by
//! `capture::sidecars`. Of both kinds nothing but the date is used. A Takeout
//! file may hold a description too; it is not taken over, because it may be
//! years old and say what its writer would not want in a baby’s journal.

mod takeout;
mod xmp;

pub use takeout::{Takeout, takeout};
pub use xmp::xmp_sidecar;

pub(super) use xmp::dates as xmp_dates;

/// Longest sidecar that is read, in bytes. Real ones have a few thousand.
pub const MAX_SIDECAR_BYTES: u64 = 1 << 20;
