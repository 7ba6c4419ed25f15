//! Smilekeep: a private journal of a baby's sleep smiles.
//!
//! The house, ground floor first. Imports point down only and siblings never
//! import each other; `tests/layering.rs` proves it.
//!
//! | floor | rooms | what lives there |
//! |---|---|---|
//! | ground | [`words`] | every sentence, in every language |
//! | F0 | [`domain`], [`storage`] | pure values; durable file writes |
//! | F1 | [`store`], [`photo`] | SQLite; bytes to upright pixels, edits, thumbnails, the vault of originals |
//! | F2 | [`capture`], [`keepsake`], [`archive`] | photo to entry; month to page; verify |
//! | F3 | [`jobs`], [`demo`] | threads, progress, cancel; the sample library |
//! | F4 | [`app`] | what the program knows, without a window |
//! | F5 | [`ui`], [`cli`] | the window; the command line |

// Outside tests nothing may fall over: every error is a value.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

// First, so that its `t!` is known everywhere below.
#[macro_use]
pub mod words;

pub mod app;
pub mod archive;
pub mod capture;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod jobs;
pub mod keepsake;
pub mod photo;
pub mod storage;
pub mod store;
pub mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use photo::isolation;

/// The whole program: a command, or the window; or a helper that decodes one
/// photo and ends (see [`isolation`]).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments
        .get(1)
        .is_some_and(|first| first == isolation::ARGUMENT)
    {
        return isolation::serve();
    }
    if let Some(program) = isolation::this_program() {
        isolation::use_program(program);
    }
    match cli::run(arguments) {
        cli::Request::Done(code) => code,
        cli::Request::Window(library) => ui::run(library.as_deref()),
    }
}
