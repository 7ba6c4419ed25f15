//! A preset one can use or remove: one chip with two places to press.

use eframe::egui::{
    Align2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::{ICON_BOOKMARK, ICON_CLOSE};

use super::buttons::{icon_font, line_galley, liveliness};
use super::focus::focus_ring_ui;
use crate::ui::text::is_right_to_left;
use crate::ui::theme::{self, radius, space};

/// Height of the chip, in points.
const HEIGHT: f32 = 44.0;
/// Width of the cross, in points.
const CROSS: f32 = 44.0;
/// Size of the icons, in points.
const ICON: f32 = 18.0;

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresetAnswer {
    /// The name: use it.
    Use,
    /// The cross: remove it.
    Remove,
}

/// Draws a chip as wide as the panel; `used` marks the one a photo has now.
pub fn preset_chip_ui(ui: &mut Ui, name: &str, used: bool) -> Option<PresetAnswer> {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let (body, cross) = rect.split_left_right_at_x(rect.right() - CROSS);
    let id = ui.unique_id().with(("preset", name));
    let part = |ui: &Ui, rect: Rect, which: &str, said: &str| -> Response {
        let response = ui.interact(rect, id.with(which), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), used, said));
        response
    };
    let choose = part(ui, body, "use", &t!("widget-preset-use", name = name));
    let remove_name = t!("widget-preset-remove", name = name);
    let remove = ui.interact(cross, id.with("remove"), Sense::click());
    remove.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &remove_name));
    let mut elided = false;
    if ui.is_rect_visible(rect) {
        let palette = theme::of(ui).palette;
        let lively = liveliness(ui, &choose);
        let fill = if used {
            palette.accent_soft
        } else {
            palette
                .surface_raised
                .lerp_to_gamma(palette.accent_soft, lively)
        };
        let edge = if used {
            palette.accent
        } else {
            palette.outline_strong.lerp_to_gamma(palette.accent, lively)
        };
        let ink = if used {
            palette.on_accent_soft
        } else {
            palette.text.lerp_to_gamma(palette.on_accent_soft, lively)
        };
        let painter = ui.painter();
        painter.rect(
            rect,
            radius::M,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        painter.text(
            pos2(rect.left() + space::M + ICON / 2.0, rect.center().y),
            Align2::CENTER_CENTER,
            ICON_BOOKMARK.codepoint,
            icon_font(ICON),
            palette.accent,
        );
        let left = rect.left() + space::M + ICON + space::S;
        let room = (body.right() - left).max(0.0);
        let words = line_galley(ui, name, &theme::label_style(), room);
        elided = words.elided;
        let start = if is_right_to_left(name) {
            body.right() - words.size().x
        } else {
            left
        };
        let at = pos2(start, rect.center().y - words.size().y / 2.0);
        let painter = ui.painter();
        painter.galley_with_override_text_color(at, words, ink);
        let over = liveliness(ui, &remove);
        painter.rect_filled(
            cross.shrink(space::XS),
            radius::S,
            palette.accent_soft.gamma_multiply(over),
        );
        painter.text(
            cross.center(),
            Align2::CENTER_CENTER,
            ICON_CLOSE.codepoint,
            icon_font(ICON),
            palette
                .text_quiet
                .lerp_to_gamma(palette.on_accent_soft, over),
        );
        focus_ring_ui(ui, &choose, body.shrink(2.0), radius::M);
        focus_ring_ui(ui, &remove, cross.shrink(2.0), radius::M);
    }
    let answer = if choose.clicked() {
        Some(PresetAnswer::Use)
    } else {
        remove.clicked().then_some(PresetAnswer::Remove)
    };
    if elided {
        choose.on_hover_text(name);
    }
    remove.on_hover_text(remove_name);
    answer
}
