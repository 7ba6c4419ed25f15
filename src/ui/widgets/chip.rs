//! A small pill that leads somewhere or offers something, and a kind hint.

use eframe::egui::{
    Align2, Frame, Label, Margin, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::buttons::{icon_font, line_galley, liveliness};
use super::focus::focus_ring_ui;
use crate::ui::theme::{self, radius, space};

/// Height of a chip, in points.
const HEIGHT: f32 = 40.0;
/// Size of the icon in a chip, in points.
const ICON: f32 = 18.0;
/// Clear space left and right, in points.
const PADDING: f32 = 14.0;

/// Widest words of a chip, in points; longer ones end with an ellipsis, and are
/// told whole in the tooltip and to screen readers.
const WORDS: f32 = 280.0;

/// How wide [`chip_ui`] will be, in points, where there is room.
pub fn chip_width(ui: &Ui, words: &str) -> f32 {
    let galley = line_galley(ui, words, &theme::label_style(), WORDS);
    (galley.size().x + ICON + space::XS + 2.0 * PADDING).ceil()
}

/// A chip with an icon before its words. `name` is what a screen reader says
/// and the tooltip.
pub fn chip_ui(ui: &mut Ui, icon: &str, words: &str, name: &str) -> Response {
    let palette = theme::of(ui).palette;
    let chrome = ICON + space::XS + 2.0 * PADDING;
    let max_words = (ui.max_rect().width() - chrome).clamp(40.0, WORDS);
    let galley = line_galley(ui, words, &theme::label_style(), max_words);
    let size = vec2((galley.size().x + chrome).ceil(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let lively = liveliness(ui, &response);
        ui.painter().rect(
            rect,
            radius::PILL,
            palette
                .surface_raised
                .lerp_to_gamma(palette.accent_soft, lively),
            Stroke::new(
                1.0,
                palette.outline_strong.lerp_to_gamma(palette.accent, lively),
            ),
            StrokeKind::Inside,
        );
        let ink = palette.text.lerp_to_gamma(palette.on_accent_soft, lively);
        ui.painter().text(
            pos2(rect.left() + PADDING + ICON / 2.0 - 2.0, rect.center().y),
            Align2::CENTER_CENTER,
            icon,
            icon_font(ICON),
            palette.accent,
        );
        let left = rect.left() + PADDING + ICON + space::XS - 1.0;
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        ui.painter()
            .galley_with_override_text_color(at, galley, ink);
        focus_ring_ui(ui, &response, rect, radius::PILL);
    }
    response.on_hover_text(name)
}

/// A sentence worth a second look, without alarm: something may be a slip and
/// may as well be right.
pub fn kind_hint_ui(ui: &mut Ui, icon: &str, sentence: &str) {
    let palette = theme::of(ui).palette;
    Frame::new()
        .fill(palette.accent_soft)
        .corner_radius(radius::M)
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                ui.add(
                    Label::new(theme::icon(icon, 18.0).color(palette.on_accent_soft))
                        .selectable(false),
                );
                ui.add(
                    Label::new(
                        RichText::new(sentence)
                            .text_style(theme::label_style())
                            .color(palette.on_accent_soft),
                    )
                    .wrap(),
                );
            });
        });
}
