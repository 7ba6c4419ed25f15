//! What became of a batch or a check, to read at leisure.

use eframe::egui::Context;

use crate::app::Report;
use crate::ui::actions::Actions;

/// Draws the report over the window.
pub fn report_ui(ctx: &Context, report: &Report, actions: &mut Actions) {
    let _ = (ctx, report, actions);
}
