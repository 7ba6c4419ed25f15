//! Every sentence of the program, in every language it speaks.
//!
//! The texts lie under `assets/lang/<language>/` as [Fluent](https://projectfluent.org)
//! messages, one file for each part of the program; [`t!`](crate::t) says one:
//!
//! ```
//! use smilekeep::{t, words};
//!
//! assert_eq!(t!("word-cancel"), "Cancel");
//! assert_eq!(t!("count-photos", count = 1204), "1,204 photos");
//! ```
//!
//! English is complete by definition; `tests/words.rs` holds every other
//! language to it. Nothing that is stored in a library is ever taken from here
//! to be understood later: files keep keys, not sentences.

/// Says a message in the language of the moment: `t!("key")` is a
/// `&'static str`, `t!("key", name = value, …)` a `String`.
///
/// Numbers decide between one and many and are written with the language’s
/// separators; a year therefore goes in as text.
#[macro_export]
macro_rules! t {
    ($key:literal $(,)?) => {
        $crate::words::plain($key)
    };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::filled($key, &[$((stringify!($name), $crate::words::Value::from($value))),+])
    };
}

mod book;
pub mod dates;
mod manner;

pub use book::Value;
pub use manner::{Clock, DateOrder, Language, Manner, OnlyHere, WeekStart, manner, speak};

/// The text of a message without values.
///
/// A key that is missing in the language is said in English; one that exists
/// nowhere is shown itself, and a test keeps that from happening.
pub fn plain(key: &'static str) -> &'static str {
    book::plain(manner().language, key)
}

/// The text of a message with values.
pub fn filled(key: &'static str, values: &[(&'static str, Value<'_>)]) -> String {
    book::filled(manner().language, key, values)
}
