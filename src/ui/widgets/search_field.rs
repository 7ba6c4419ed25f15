//! A field for words to look for.

use eframe::egui::{Align, Label, Layout, Margin, Response, Ui, vec2};
use egui_material_icons::icons::{ICON_CLOSE, ICON_SEARCH};

use super::buttons::small_icon_button;
use super::caret::{Lines, edit_ui};
use super::text_field::framed_field_ui_with;
use crate::ui::theme;

/// Height of the field inside its frame, in points.
const INSIDE: f32 = 30.0;

/// Shows the field `width` points wide; `hint` is in it while it is empty,
/// `name` is what a screen reader says. The cross in it empties it.
pub fn search_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    text: &mut String,
    hint: &str,
    name: &str,
    width: f32,
) -> Response {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, INSIDE + 10.0), layout, |ui| {
        framed_field_ui_with(ui, false, Margin::symmetric(10, 4), |ui| {
            ui.set_width(width - 22.0);
            ui.set_height(INSIDE);
            let quiet = theme::of(ui).palette.text_quiet;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let had_words = !text.is_empty();
                let emptied = had_words
                    && small_icon_button(ui, ICON_CLOSE.codepoint, t!("widget-search-clear"))
                        .clicked();
                let field = ui
                    .with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let icon = theme::icon(ICON_SEARCH.codepoint, 18.0).color(quiet);
                        ui.add(Label::new(icon).selectable(false));
                        edit_ui(ui, id, text, hint, Lines::One)
                    })
                    .inner
                    .accessible_name(name);
                if emptied {
                    text.clear();
                    field.request_focus();
                }
                field
            })
            .inner
        })
    })
    .inner
}
