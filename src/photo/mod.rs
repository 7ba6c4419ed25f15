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
mod avc;
mod avif;
mod budget;
mod colour;
mod common;
mod decode;
mod encode;
mod error;
mod export;
pub mod film;
mod glance;
mod heic;
mod heic_planes;
mod heic_tiles;
mod heif_boxes;
mod heif_items;
mod heif_write;
pub mod isolation;
mod jpeg;
pub mod light;
mod live;
mod metadata;
mod picture;
mod placeholder;
mod raw;
mod render;
mod resize;
pub mod sidecar;
mod sniff;
mod srgb_profile;
mod stored;
mod taken;
mod thumbnail;
mod vault;

pub use image::RgbImage;

pub use auto::{Chosen, LightLimit, auto};
pub use budget::estimate;
pub use decode::{Decoded, Limits, decode, decode_to_fit, read_file};
pub use encode::jpeg;
pub use error::{PhotoError, Sort};
pub use export::{ExportFormat, ExportOptions, Exported, KeepMetadata, export};
pub use glance::{embedded_picture, glance};
pub use live::{ScreenFrame, jpeg_size, live_jpeg, png, whole_jpeg};
pub use metadata::{Metadata, read_metadata};
pub use picture::{Picture, Pixels, Profile, Rgb16Image};
pub use render::{
    Histogram, Prepared, apply, apply_in_place, finish, histogram, prepare, render,
    render_for_print, source_box, tone_curve,
};
pub use resize::{average_rgb, fit_within, scale_part};
pub use sniff::{name_unsupported, sniff};
pub use taken::{Around, ClockTime, Evidence, Taken, when_taken};
pub use thumbnail::{ThumbCache, ThumbSize};
pub use vault::{Damage, Vault, VaultFile, hash_of, hash_stream};
pub(crate) use vault::{Incoming, hash_file};
