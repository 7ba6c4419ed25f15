//! Photos that are decoded in a process of their own.
//!
//! A decoder fed with a broken or malicious file may abort, wait for ever or
//! ask for all the memory there is; none of these can be caught inside a
//! process. So whatever is no JPEG is decoded by a *helper*: this same program,
//! started with [`ARGUMENT`], given one photo through a pipe, and ended after
//! it. Whatever happens to the helper becomes a [`PhotoError`].
//!
//! Which formats, and why:
//!
//! | format | where | why |
//! |---|---|---|
//! | JPEG | here | nearly every photo; the decoder is the best tried one there is, its memory and its work are known from the header, and a process start a photo would be felt when 200 are added |
//! | HEIC | helper | worker threads may wait for each other for ever on a broken picture |
//! | AVIF | helper | a large decoder, translated from C, with unsafe code |
//! | TIFF | helper | strips, tiles and compression are told piecemeal, so memory and time are not known beforehand |
//! | RAW | helper | a search through a large file written by a camera nobody here knows |
//! | PNG, WebP, GIF, BMP | helper | safe code, but a small file may unfold into much work; such photos are rare, so the start costs nothing that is felt |
//! | MP4, MOV | index here, picture in the helper | the index is read by our own bounded code; the picture goes on as a HEIC, AVIF or JPEG |
//!
//! The helper gets [`MEMORY_LIMIT`] bytes and [`PATIENCE`] (more for large
//! pictures, see `reader`), may open no file or connection, and ends when the
//! program that started it ends; `confine` tells which of this holds on which
//! system.
//!
//! Without [`use_program`] (library users, tests, benchmarks) all is decoded
//! in this process.

mod confine;
mod gate;
mod helper;
mod reader;
mod wire;

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use super::decode::{Decoded, Limits};
use super::{PhotoError, sniff};
use crate::domain::PhotoFormat;

pub use helper::serve;
pub use reader::Reader;

/// The hidden first argument that makes this program a helper. Handled before
/// the command line is understood, so that no verb can collide with it.
pub const ARGUMENT: &str = "--decode-one-photo";

/// Private memory a helper may use, in bytes: with its code and the pipes it
/// stays below 512 MB.
pub const MEMORY_LIMIT: u64 = 448 << 20;

/// How long a helper may take for a picture of up to 12 megapixels, its start
/// included. Such pictures take well under a second; a parent waits no longer
/// than 5. Time that other programs keep the processor from it does not count.
pub const PATIENCE: Duration = Duration::from_millis(4500);

static READER: OnceLock<Reader> = OnceLock::new();

/// Says which program to start as helper: this one. Called once, by `run`;
/// later calls change nothing.
pub fn use_program(path: impl Into<PathBuf>) {
    let _ = READER.set(Reader::new(path));
}

/// How to start this very program once more, even after an update has put
/// another one in its place.
pub fn this_program() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        return Some(running);
    }
    std::env::current_exe().ok()
}

/// Whether photos of a format are decoded by a helper, where there is one.
pub const fn wanted(format: PhotoFormat) -> bool {
    !matches!(format, PhotoFormat::Jpeg)
}

/// Decodes by a helper; `None` when that is not wanted or no program is known.
/// `fit` is the box to scale to, as in `decode_to_fit`.
pub(super) fn elsewhere(
    bytes: &[u8],
    limits: &Limits,
    fit: Option<(u32, u32)>,
) -> Option<Result<Decoded, PhotoError>> {
    let reader = READER.get()?;
    // Too long a file is refused without a copy of it.
    (sniff::sniff(bytes).is_some_and(wanted) && bytes.len() as u64 <= limits.max_file_bytes)
        .then(|| reader.decode(bytes, limits, fit))
}
