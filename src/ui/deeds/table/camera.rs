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
        "deed-take-photo",
        icons::ICON_PHOTO_CAMERA.codepoint,
        &[Stroke::command(Key::T)],
        &[Place::Everywhere],
    )
    .also("deed-take-photo-also"),
    row(
        CameraDeed::Shoot,
        "deed-shoot",
        icons::ICON_PHOTO_CAMERA.codepoint,
        &[Stroke::plain(Key::Space), Stroke::plain(Key::Enter)],
    )
    .also("deed-shoot-also"),
    row(
        CameraDeed::Keep,
        "deed-keep-shots",
        icons::ICON_CHECK.codepoint,
        &[Stroke::plain(Key::K)],
    )
    .also("deed-keep-shots-also"),
    row(
        CameraDeed::ThrowAway,
        "deed-throw-away",
        icons::ICON_DELETE.codepoint,
        &[Stroke::plain(Key::Delete)],
    )
    .also("deed-throw-away-also"),
    row(
        CameraDeed::Timer,
        "deed-timer",
        icons::ICON_TIMER.codepoint,
        &[Stroke::plain(Key::T)],
    )
    .also("deed-timer-also"),
    row(
        CameraDeed::Burst,
        "deed-burst",
        icons::ICON_BURST_MODE.codepoint,
        &[Stroke::plain(Key::B)],
    )
    .also("deed-burst-also"),
    row(
        CameraDeed::Stillness,
        "deed-stillness",
        icons::ICON_MOTION_PHOTOS_AUTO.codepoint,
        &[Stroke::plain(Key::W)],
    )
    .also("deed-stillness-also"),
    row(
        CameraDeed::Mirror,
        "deed-camera-mirror",
        icons::ICON_FLIP.codepoint,
        &[Stroke::plain(Key::M)],
    )
    .also("deed-camera-mirror-also"),
    row(
        CameraDeed::Quiet,
        "deed-quiet",
        icons::ICON_BEDTIME.codepoint,
        &[Stroke::plain(Key::Q)],
    )
    .also("deed-quiet-also"),
];
