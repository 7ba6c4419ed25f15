//! The settings view.

use eframe::egui::Ui;

use super::Stage;
use crate::app::Model;
use crate::ui::actions::Actions;

/// The settings view's own draft.
#[derive(Default)]
pub struct SettingsView {
    portrait: Option<std::path::PathBuf>,
}

impl SettingsView {
    /// A picture for a new baby was chosen in the dialog.
    pub fn set_portrait(&mut self, path: std::path::PathBuf) {
        self.portrait = Some(path);
    }

    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let _ = (ui, model, stage, actions);
    }
}
