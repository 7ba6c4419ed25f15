//! The keepsake page: where photos stand, what the page says, and printing.

mod layout;
mod look;
mod page;
#[cfg(unix)]
mod print;
mod support;
mod templates;
