//! The window, driven by role and label.
//!
//! `cargo test --test ui look -- --ignored` draws every look into the folder
//! named by `SMILEKEEP_LOOK` (or a temporary one) for people to look at.

mod ages;
mod backup_server;
mod camera;
mod care;
mod choosing;
mod closing;
mod common;
mod deeds;
#[path = "../photo/drawn_film.rs"]
mod drawn_film;
mod editor;
mod fields;
mod films;
mod fresh_eyes;
mod gallery;
mod german_gal;
mod german_low;
mod german_make;
mod german_set;
mod hints;
mod inbox;
mod locked;
mod look;
mod merge;
mod messages;
mod netcam;
mod new_look;
mod no_dialog;
mod pages;
mod phone;
mod safety;
mod save_copy;
#[path = "../journal/servers.rs"]
mod servers;
mod shell;
mod silent;
mod snapshots;
mod tiny_rows;
mod trash;
mod trial;
mod viewer_editor;
mod walk;
mod way_out;
mod widgets;
mod window;
mod words;
mod writing;
