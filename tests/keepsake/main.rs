//! The keepsake page: where photos stand, what the page says, and printing.

mod archival;
#[cfg(target_os = "linux")]
mod cups;
mod german;
mod layout;
mod look;
#[cfg(target_os = "linux")]
mod memory;
mod page;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(unix)]
mod print;
mod support;
mod templates;
