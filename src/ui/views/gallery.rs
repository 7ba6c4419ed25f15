//! All photos, newest first, under months that tell the baby's age.

use eframe::egui::Ui;

use super::Stage;
use crate::app::Model;
use crate::ui::actions::Actions;

/// The gallery's own draft.
#[derive(Default)]
pub struct GalleryView;

impl GalleryView {
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
