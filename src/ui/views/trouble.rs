//! The library could not be opened: what happened, and the ways on.

use std::path::Path;

use eframe::egui::Ui;

use crate::ui::actions::Actions;

/// Draws the view.
pub fn trouble_ui(ui: &mut Ui, root: &Path, sentence: &str, actions: &mut Actions) {
    let _ = (ui, root, sentence, actions);
}
