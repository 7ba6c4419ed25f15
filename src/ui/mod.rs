//! The window: the only home of egui, eframe and rfd.
//!
//! Here live the look ([`theme`]), the words around values ([`text`]), the
//! drawn pictures ([`art`]), right-to-left reading order ([`bidi`]) and the parts every view is made of ([`widgets`]).
//! Nothing here reads a file, asks the database or decodes a photo.

pub mod art;
pub mod bidi;
pub mod text;
pub mod theme;
pub mod widgets;
