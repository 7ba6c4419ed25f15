//! What the window does for the camera: frames to the screen, and no camera
//! that is on while nobody sees what it sees.

use eframe::egui::Context;

use super::Shell;
use crate::app::{Appearance, CameraCommand, Command, Model, View};

/// The look of the window: the camera's quiet mode is as dim as the night.
pub(super) fn appearance(model: &Model) -> Appearance {
    match model.view {
        View::Camera(_) if model.config.camera.quiet => Appearance::Night,
        _ => model.config.appearance,
    }
}

impl Shell {
    /// Takes in the newest frame.
    pub(super) fn mind_camera(&mut self, ctx: &Context) {
        if !matches!(self.app.model.view, View::Camera(_)) {
            self.views.camera.forget();
        } else if let Some(frame) = self.app.take_live_frame() {
            self.views.camera.set_frame(ctx, frame);
        }
    }

    /// Closes the camera of a window that is put away, and opens it again.
    pub(super) fn rest_camera(&mut self, ctx: &Context) {
        if !matches!(self.app.model.view, View::Camera(_)) {
            return;
        }
        let away = ctx.input(|input| input.viewport().minimized == Some(true));
        if away != self.app.model.camera.resting {
            self.app.apply(CameraCommand::Rest(away).into());
        }
    }

    /// Opens the camera, for the entry on screen if there is one.
    pub(super) fn take_photo(&self) -> Command {
        let entry = match self.app.model.view {
            View::Entry(entry) => Some(entry),
            _ => None,
        };
        CameraCommand::Open(entry).into()
    }
}
