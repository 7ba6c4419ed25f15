//! The window: the only home of egui, eframe, rfd and arboard.
//!
//! [`shell`] is the frame around everything; [`views`] draw from the app's
//! model and return [`actions`]; [`widgets`] and [`theme`] are what they are
//! made of. Nothing here reads a file, asks the database or decodes a photo.

pub mod actions;
pub mod art;
pub mod bidi;
mod clipboard;
pub mod deeds;
pub mod dialogs;
#[cfg(target_os = "linux")]
mod file_portal;
mod reveal;
pub mod shell;
pub mod text;
pub mod textures;
pub mod theme;
pub mod views;
pub mod widgets;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use eframe::egui;

use crate::app::{App, ConfigFile, SystemClock, WindowPlace, watch_for_falls};
use crate::capture::watch::MountedDrives;
use crate::words::{self, Manner};
use shell::Shell;

const ICON: &[u8] = include_bytes!("../../assets/icon/smilekeep-256.png");

/// Opens the window and stays until it is closed.
pub fn run(library: Option<&Path>) -> ExitCode {
    if !has_display() {
        eprintln!(
            "smilekeep: There is no display here, so no window can open. For commands without a window: smilekeep --help."
        );
        return ExitCode::FAILURE;
    }
    let config_file = ConfigFile::standard();
    let usual = Manner::of_system();
    words::speak(config_file.load().manner(usual));
    if let Some(folder) = config_file.reports_folder() {
        // The window's own thread; the workers are caught one by one.
        watch_for_falls(folder, |thread| thread == "main");
    }
    let options = eframe::NativeOptions {
        viewport: viewport(config_file.load().window),
        ..Default::default()
    };
    let library = library.map(Path::to_owned);
    let opened = eframe::run_native(
        "Smilekeep",
        options,
        Box::new(move |context| {
            let ctx = context.egui_ctx.clone();
            let wake: crate::jobs::Wake = Arc::new(move || ctx.request_repaint());
            let mut app = App::start(
                library.as_deref(),
                config_file,
                Arc::new(SystemClock::default()),
                Arc::clone(&wake),
            );
            app.speak_like(usual);
            app.look_for_drives(Box::new(|| Box::new(MountedDrives::default())));
            Ok(Box::new(Shell::new(&context.egui_ctx, app, wake)))
        }),
    );
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "smilekeep: The window could not be opened ({error}). A graphics driver may be missing (on Debian: mesa-vulkan-drivers). For commands without a window: smilekeep --help."
            );
            ExitCode::FAILURE
        }
    }
}

/// The window as it was when it was closed.
fn viewport(place: Option<WindowPlace>) -> egui::ViewportBuilder {
    let size = place.map_or([1280.0, 800.0], |place| place.size);
    let window = egui::ViewportBuilder::default()
        .with_title("Smilekeep")
        .with_app_id("app.smilekeep.Smilekeep")
        .with_inner_size(size)
        // A screen that is gone must not hold the window.
        .with_clamp_size_to_monitor_size(true)
        .with_min_inner_size([640.0, 480.0])
        .with_maximized(place.is_some_and(|place| place.maximized))
        .with_drag_and_drop(true)
        .with_icon(icon());
    match place.and_then(|place| place.corner) {
        Some(corner) => window.with_position(corner),
        None => window,
    }
}

/// Whether a window has somewhere to appear.
fn has_display() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn icon() -> egui::IconData {
    image::load_from_memory_with_format(ICON, image::ImageFormat::Png).map_or_else(
        |_| egui::IconData::default(),
        |image| {
            let image = image.into_rgba8();
            egui::IconData {
                width: image.width(),
                height: image.height(),
                rgba: image.into_raw(),
            }
        },
    )
}
