//! The keepsake page: where photos stand, what the page says, and printing.

mod layout;
mod look;
#[cfg(unix)]
mod print;
mod support;
