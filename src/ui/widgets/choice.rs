//! One of a few: large pills, where a second tap takes the choice back.

use eframe::egui::{
    Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::buttons::{is_cut, line_galley, liveliness};
use super::focus::focus_ring_ui;
use crate::ui::theme::{self, radius, space};

/// Height of a pill, in points: easy to hit with a thumb-tired hand.
const HEIGHT: f32 = 42.0;
/// Clear space left and right of the words, in points.
const PADDING: f32 = 18.0;
/// Widest words of a pill, in points; longer ones end with an ellipsis and are
/// told whole in the tooltip.
const WORDS: f32 = 400.0;

/// Shows `label` and a pill for each option; wraps where the row is full.
///
/// Tapping the chosen pill again unsets it: what a parent did not see, nobody
/// has to answer. Returns whether `value` changed. Read out as radio buttons in
/// a group called `label`.
pub fn choice_row_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    options: &[(T, &str)],
    value: &mut Option<T>,
) -> bool {
    let mut changed = false;
    let group = UiBuilder::new()
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(label);
    ui.scope_builder(group, |ui| {
        if !label.is_empty() {
            ui.label(theme::label(label));
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for (option, words) in options {
                let chosen = *value == Some(*option);
                let response = pill_ui(ui, words, chosen, Role::RadioButton);
                if response.clicked() {
                    *value = (!chosen).then_some(*option);
                    changed = true;
                }
            }
        });
    });
    changed
}

/// A pill that is on or off by itself. Returns whether `on` changed.
pub fn toggle_pill_ui(ui: &mut Ui, words: &str, on: &mut bool) -> bool {
    let clicked = pill_ui(ui, words, *on, Role::CheckBox).clicked();
    *on ^= clicked;
    clicked
}

fn pill_ui(ui: &mut Ui, words: &str, chosen: bool, role: Role) -> Response {
    let palette = theme::of(ui).palette;
    let room = (ui.max_rect().width() - 2.0 * PADDING).clamp(40.0, WORDS);
    let galley = line_galley(ui, words, &TextStyle::Button, room);
    let is_cut = is_cut(&galley, words);
    let size = vec2((galley.size().x + 2.0 * PADDING).ceil(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), chosen, words));
    if ui.is_rect_visible(rect) {
        let lively = liveliness(ui, &response);
        let on = ui.ctx().animate_bool_with_time(
            response.id.with("chosen"),
            chosen,
            theme::of(ui).motion.quick_s,
        );
        let fill = palette
            .surface_raised
            .lerp_to_gamma(palette.accent_soft, lively)
            .lerp_to_gamma(palette.accent, on);
        let edge = palette
            .outline_strong
            .lerp_to_gamma(palette.accent, on.max(lively));
        let ink = palette
            .text
            .lerp_to_gamma(palette.on_accent_soft, lively)
            .lerp_to_gamma(palette.on_accent, on);
        ui.painter().rect(
            rect,
            radius::PILL,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        let at = rect.center() - galley.size() / 2.0;
        ui.painter()
            .galley_with_override_text_color(at, galley, ink);
        focus_ring_ui(ui, &response, rect, radius::PILL);
    }
    if is_cut {
        response.on_hover_text(words)
    } else {
        response
    }
}
