//! What tells a film from a photo: its length on a thumbnail, and the button
//! that plays it.

use eframe::egui::{
    Align2, Pos2, Rect, Response, Role, Sense, Stroke, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::ICON_PLAY_ARROW;

use super::buttons::{icon_font, line_galley, liveliness};
use super::focus::focus_ring_ui;
use crate::ui::theme::{self, radius, space};

/// Diameter of the button that plays, in points.
const PLAY: f32 = 88.0;
/// Side of the play mark on a thumbnail, in points.
const MARK: f32 = 16.0;

/// A pill with a play mark and the film’s length in the lower left corner of a
/// thumbnail; without room for words, the mark alone.
pub fn film_badge(ui: &Ui, place: Rect, length: &str) {
    if !ui.is_rect_visible(place) {
        return;
    }
    let palette = theme::of(ui).palette;
    let room = place.width() - 2.0 * space::S - 60.0;
    let galley = (room > 24.0 && !length.is_empty())
        .then(|| line_galley(ui, length, &TextStyle::Small, room + 24.0));
    let words = galley.as_ref().map_or(Vec2::ZERO, |galley| galley.size());
    let width = MARK + 12.0 + if words.x > 0.0 { words.x + 2.0 } else { 0.0 };
    let size = vec2(width, words.y.max(MARK) + 6.0);
    let inset = if place.width() < 90.0 { 3.0 } else { space::S };
    let pill = Rect::from_min_size(
        pos2(place.left() + inset, place.bottom() - inset - size.y),
        size,
    );
    ui.painter().rect_filled(pill, radius::PILL, palette.scrim);
    ui.painter().text(
        pos2(pill.left() + 5.0 + MARK / 2.0, pill.center().y),
        Align2::CENTER_CENTER,
        ICON_PLAY_ARROW.codepoint,
        icon_font(MARK),
        palette.on_scrim,
    );
    if let Some(galley) = galley {
        let at = pos2(pill.left() + MARK + 7.0, pill.center().y - words.y / 2.0);
        ui.painter()
            .galley_with_override_text_color(at, galley, palette.on_scrim);
    }
}

/// The round button over a film’s picture.
pub fn play_button_ui(ui: &mut Ui, center: Pos2, name: &str) -> Response {
    let rect = Rect::from_center_size(center, Vec2::splat(PLAY));
    let mut child = ui.new_child(
        eframe::egui::UiBuilder::new()
            .id_salt("play-the-film")
            .max_rect(rect),
    );
    let response = child.allocate_rect(rect, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let palette = theme::of(&child).palette;
    let lively = liveliness(&child, &response);
    let fill = palette
        .surface_raised
        .lerp_to_gamma(palette.accent_soft, lively);
    let ink = palette.accent.lerp_to_gamma(palette.on_accent_soft, lively);
    let painter = child.painter();
    // Nearly opaque, so that it is found on any picture.
    painter.circle(
        center,
        PLAY / 2.0,
        fill.gamma_multiply(0.92),
        Stroke::new(1.0, palette.outline),
    );
    painter.text(
        center + vec2(1.0, 0.0),
        Align2::CENTER_CENTER,
        ICON_PLAY_ARROW.codepoint,
        icon_font(52.0),
        ink,
    );
    focus_ring_ui(&child, &response, rect, radius::PILL);
    response
}
