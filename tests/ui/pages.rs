//! The keepsake and settings views.

mod keepsake;
mod settings;
