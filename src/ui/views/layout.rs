//! Where a page's content stands in the view.

use eframe::egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, vec2};

use crate::ui::widgets::follow_focus::follow_focus_ui;

/// Scrolled parts are never lower than this, in points.
const LOWEST: f32 = 120.0;

/// The middle of a dialog: it scrolls where the window is too low for all of
/// it. `around` points of the window’s height are for what is above and below.
pub fn dialog_middle_ui<R>(ui: &mut Ui, around: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = (ui.ctx().content_rect().height() - around).max(LOWEST);
    ScrollArea::vertical()
        .max_height(room)
        // A dialog grows with what comes into it.
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let result = contents(ui);
            follow_focus_ui(ui);
            result
        })
        .inner
}

/// Draws `left` points from the left edge, `width` points wide.
pub fn inset_ui(ui: &mut Ui, left: f32, width: f32, contents: impl FnOnce(&mut Ui)) {
    let place = ui.available_rect_before_wrap();
    let place = Rect::from_min_size(place.min + vec2(left, 0.0), vec2(width, place.height()));
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::top_down(Align::Min)),
        |ui| {
            ui.set_width(width);
            contents(ui);
        },
    );
}
