//! Where a page's content stands in the view.

use eframe::egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

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
