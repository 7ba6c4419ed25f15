//! Keys, drawn the way they look on a keyboard.

use eframe::egui::{Sense, Stroke, StrokeKind, TextStyle, Ui, vec2};

use super::buttons::line_galley;
use crate::ui::theme::{self, radius, space};

/// Height of a key, in points.
const HEIGHT: f32 = 24.0;
/// Clear space left and right of its letter, in points.
const PADDING: f32 = 7.0;

/// Draws keys that are pressed together, in the order of `caps`. Where the
/// layout runs from right to left, give them in the order of that. Only to be
/// seen: whatever they belong to says them aloud.
pub fn key_caps_ui<'a>(ui: &mut Ui, caps: impl IntoIterator<Item = &'a str>) {
    let palette = theme::of(ui).palette;
    ui.spacing_mut().item_spacing.x = space::XS;
    for cap in caps {
        let galley = line_galley(ui, cap, &TextStyle::Small, f32::INFINITY);
        let width = (galley.size().x + 2.0 * PADDING).max(HEIGHT);
        let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
        ui.painter().rect(
            rect,
            radius::S,
            palette.surface,
            Stroke::new(1.0, palette.outline_strong),
            StrokeKind::Inside,
        );
        let at = rect.center() - galley.size() / 2.0;
        ui.painter()
            .galley_with_override_text_color(at, galley, palette.text);
    }
}
