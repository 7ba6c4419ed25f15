//! A photo becomes part of the journal.
//!
//! One straight line ([`intake`]): read with limits, decode upright, keep the
//! original durably, then ONE transaction adds photo and entry, then the
//! thumbnails. [`batch`] runs it over many files, each with its own outcome;
//! [`sidecars`] finds what lies beside them. [`reread`] learns more of photos
//! that were kept earlier. [`watch`] finds photos in folders and on cards,
//! [`phone`] takes them in over the home network, [`netcam`] asks a baby monitor
//! for one, and [`inbox`] keeps those that the parent says yes to. [`camera`]
//! takes photos itself.

mod adopt;
mod batch;
pub mod camera;
mod films;
mod given;
pub mod inbox;
mod intake;
pub mod netcam;
mod pairs;
pub mod phone;
mod pipeline;
mod reread;
mod sidecars;
pub mod watch;

pub use adopt::{Adopted, adopt_orphans};
pub use batch::{BatchReport, BatchStep, run_batch};
pub use given::{Arrived, Given, GivenTime, take_in_given};
pub use intake::{CaptureError, Desk, Outcome, Source, Target, take_in};
pub use pairs::{PAIR_APART, pair_key};
pub use reread::read_again;
pub use sidecars::Sidecars;
