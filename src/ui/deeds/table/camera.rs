//! The rows of the camera.

use eframe::egui::Key;
use egui_material_icons::icons;

use super::super::{CameraDeed, Deed, Place, Stroke};
use super::Row;

const CAMERA: &[Place] = &[Place::Camera];

const fn row(
    deed: CameraDeed,
    name: &'static str,
    icon: &'static str,
    keys: &'static [Stroke],
) -> Row {
    Row::new(Deed::Camera(deed), name, icon, keys, CAMERA)
}

/// In the order shown.
pub(super) const ROWS: &[Row] = &[
    Row::new(
        Deed::TakePhoto,
        "Take a photo with the camera",
        icons::ICON_PHOTO_CAMERA.codepoint,
        &[Stroke::command(Key::T)],
        &[Place::Everywhere],
    )
    .also("webcam shoot picture snapshot"),
    row(
        CameraDeed::Shoot,
        "Take the photo, or stop the timer",
        icons::ICON_PHOTO_CAMERA.codepoint,
        &[Stroke::plain(Key::Space), Stroke::plain(Key::Enter)],
    )
    .also("shutter release shoot"),
    row(
        CameraDeed::Keep,
        "Keep the chosen photos",
        icons::ICON_CHECK.codepoint,
        &[Stroke::plain(Key::K)],
    )
    .also("save journal"),
    row(
        CameraDeed::ThrowAway,
        "Throw these photos away",
        icons::ICON_DELETE.codepoint,
        &[Stroke::plain(Key::Delete)],
    )
    .also("discard remove"),
    row(
        CameraDeed::Timer,
        "Another self-timer",
        icons::ICON_TIMER.codepoint,
        &[Stroke::plain(Key::T)],
    )
    .also("seconds countdown"),
    row(
        CameraDeed::Burst,
        "Five photos at once, or one",
        icons::ICON_BURST_MODE.codepoint,
        &[Stroke::plain(Key::B)],
    )
    .also("burst series sharpest"),
    row(
        CameraDeed::Stillness,
        "Wait for stillness, or no longer",
        icons::ICON_MOTION_PHOTOS_AUTO.codepoint,
        &[Stroke::plain(Key::W)],
    )
    .also("automatic motion by itself"),
    row(
        CameraDeed::Mirror,
        "Show the picture as in a mirror",
        icons::ICON_FLIP.codepoint,
        &[Stroke::plain(Key::M)],
    )
    .also("flip"),
    row(
        CameraDeed::Quiet,
        "Quiet: everything dim, or as before",
        icons::ICON_BEDTIME.codepoint,
        &[Stroke::plain(Key::Q)],
    )
    .also("night dark silent"),
];
