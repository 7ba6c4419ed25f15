//! The milestones view.

use eframe::egui::Ui;

use super::Stage;
use crate::app::Model;
use crate::ui::actions::Actions;

/// The milestones view's own draft.
#[derive(Default)]
pub struct MilestonesView;

impl MilestonesView {
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
