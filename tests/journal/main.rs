//! The journal without a window: store and migrations, the three journeys,
//! the command line through the real program, bad input.

mod app;
mod backup;
mod bad_input;
mod camera;
mod cli;
mod common;
mod copies;
mod dates;
#[path = "../photo/drawn_film.rs"]
mod drawn_film;
mod editing;
mod export;
mod films;
mod gallery;
mod healing;
mod import;
mod inbox;
mod journeys;
mod locked;
mod merge;
mod merge_program;
mod pairs;
mod proposals;
mod recovery;
mod search;
mod server;
mod servers;
mod store;
mod trash;
mod tray_backup;
mod watch;
