//! The window, driven by role and label.
//!
//! `cargo test --test ui look -- --ignored` draws every look into the folder
//! named by `SMILEKEEP_LOOK` (or a temporary one) for people to look at.

mod camera;
mod common;
mod deeds;
mod editor;
mod fields;
mod gallery;
mod hints;
mod inbox;
mod locked;
mod look;
mod merge;
mod pages;
mod safety;
mod save_copy;
mod shell;
mod viewer_editor;
mod walk;
mod widgets;
mod window;
mod words;
