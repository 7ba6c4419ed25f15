//! From bytes to upright pixels, and back: everything the journal does with a
//! picture.
//!
//! A decoded [`Picture`] is always upright, with transparency laid on white, in
//! the depth and the colour space of the file. [`apply`] is the one place where
//! edits become pixels; preview, thumbnail, export and print all call it, and
//! only after it are colours brought to 8-bit sRGB for screen and paper.
//! Originals go into the [`Vault`] once and are only read after that.
//!
//! No clock is read here and no database is known: times are passed in.

mod auto;
mod colour;
mod decode;
mod encode;
mod error;
mod heic;
mod heif_boxes;
mod jpeg;
mod metadata;
mod picture;
mod render;
mod resize;
mod sniff;
mod srgb_profile;
mod taken;
mod thumbnail;
mod vault;

pub use image::RgbImage;

pub use auto::auto;
pub use decode::{Decoded, Limits, decode, decode_to_fit, read_file};
pub use encode::jpeg;
pub use error::PhotoError;
pub use metadata::{Metadata, read_metadata};
pub use picture::{Picture, Pixels, Profile, Rgb16Image};
pub use render::{
    Histogram, apply, apply_in_place, histogram, render, render_for_print, source_box, tone_curve,
};
pub use resize::{average_rgb, fit_within};
pub use sniff::{name_unsupported, sniff};
pub use taken::moment_of;
pub use thumbnail::{ThumbCache, ThumbSize};
pub use vault::{Damage, Vault, VaultFile, hash_of};
