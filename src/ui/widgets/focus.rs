//! The ring around what has the keyboard, and helpers for keys.

use eframe::egui::{
    CornerRadius, EventFilter, Rect, Response, Stroke, StrokeKind, Ui, epaint::RectShape,
};

use crate::ui::theme;

/// Width of the ring, in points.
const RING: f32 = 2.0;
/// Clear space between a thing and its ring, in points.
const GAP: f32 = 2.0;

/// Draws the ring around `rect` while `response` has the keyboard.
pub fn focus_ring_ui(ui: &Ui, response: &Response, rect: Rect, corner: impl Into<CornerRadius>) {
    if response.has_focus() {
        let color = theme::of(ui).palette.focus;
        ui.painter().add(RectShape::stroke(
            rect.expand(GAP),
            corner.into() + CornerRadius::same(GAP as u8),
            Stroke::new(RING, color),
            StrokeKind::Outside,
        ));
    }
}

/// Keeps the arrow keys for a widget while it has the keyboard, so that they
/// change its value instead of moving on to the next widget.
pub fn keep_arrow_keys(ui: &Ui, response: &Response, horizontal: bool, vertical: bool) {
    if response.has_focus() {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                response.id,
                EventFilter {
                    horizontal_arrows: horizontal,
                    vertical_arrows: vertical,
                    ..EventFilter::default()
                },
            );
        });
    }
}
