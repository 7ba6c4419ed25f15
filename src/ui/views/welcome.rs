//! First start: the baby's name and birth date, nothing more is needed.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use super::Stage;
use crate::ui::actions::Actions;

/// The welcome's own draft.
#[derive(Default)]
pub struct WelcomeView {
    portrait: Option<PathBuf>,
    folder: Option<PathBuf>,
}

impl WelcomeView {
    /// A picture was chosen in the dialog.
    pub fn set_portrait(&mut self, path: PathBuf) {
        self.portrait = Some(path);
    }

    /// A folder for the library was chosen in the dialog.
    pub fn set_folder(&mut self, path: PathBuf) {
        self.folder = Some(path);
    }

    /// Draws the view. `folder` is the place proposed for the library.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        folder: &Path,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let _ = (ui, folder, stage, actions, &self.portrait, &self.folder);
    }
}
