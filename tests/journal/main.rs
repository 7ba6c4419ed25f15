//! The journal without a window: store and migrations, the three journeys,
//! the command line through the real program, bad input.

mod app;
mod backup;
mod bad_input;
mod cli;
mod common;
mod copies;
mod dates;
mod editing;
mod gallery;
mod inbox;
mod journeys;
mod recovery;
mod store;
mod watch;
