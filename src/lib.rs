//! Smilekeep: a private journal of a baby's sleep smiles.
//!
//! The house, ground floor first. Imports point down only and siblings never
//! import each other; `tests/layering.rs` proves it.
//!
//! | floor | rooms | what lives there |
//! |---|---|---|
//! | F0 | [`domain`], `storage` | pure values; durable file writes |
//! | F1 | `store`, `photo` | SQLite; bytes to upright pixels, edits, thumbnails, the vault of originals |
//! | F2 | `capture`, `keepsake`, `archive` | photo to entry; month to page; verify |
//! | F3 | `jobs` | threads, progress, cancel |
//! | F4 | `app` | what the program knows, without a window |
//! | F5 | `ui`, `cli` | the window; the command line |

pub mod domain;
pub mod ui;
