//! Whether what is on screen is on disk, in two words.

use eframe::egui::{Align, Layout, RichText, Ui, accesskit::Live, vec2};
use egui_material_icons::icons;

use crate::app::SaveState;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::line_galley;

/// The least room, in points; longer words get theirs.
const WIDTH: f32 = 92.0;
/// Size of the icon, in points.
const ICON: f32 = 18.0;

/// Shows the save state; `instead` are words for something that cannot be
/// saved yet. Screen readers say it when it changes.
pub fn save_state_ui(ui: &mut Ui, state: SaveState, instead: Option<&str>) {
    let palette = theme::of(ui).palette;
    let (icon, color) = match state {
        _ if instead.is_some() => (icons::ICON_EDIT.codepoint, palette.text_quiet),
        SaveState::Saved => (icons::ICON_CHECK.codepoint, palette.success),
        SaveState::Saving => (icons::ICON_SYNC.codepoint, palette.text_quiet),
        SaveState::Failed => (icons::ICON_WARNING.codepoint, palette.danger),
    };
    let words = instead.unwrap_or(state.label());
    let ink = if state == SaveState::Failed && instead.is_none() {
        palette.danger
    } else {
        palette.text_quiet
    };
    let width = width(ui, instead);
    ui.allocate_ui_with_layout(
        vec2(width, 40.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.set_min_width(width);
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.label(theme::icon(icon, ICON).color(color));
            let label = ui.label(
                RichText::new(words)
                    .text_style(theme::label_style())
                    .color(ink),
            );
            ui.ctx().accesskit_node_builder(label.id, |node| {
                node.set_live(Live::Polite);
            });
        },
    );
}

/// Room for the longest of all the words, so that nothing beside them moves.
fn width(ui: &Ui, instead: Option<&str>) -> f32 {
    let widest = [SaveState::Saved, SaveState::Saving, SaveState::Failed]
        .map(SaveState::label)
        .into_iter()
        .chain(instead)
        .map(|words| {
            line_galley(ui, words, &theme::label_style(), f32::INFINITY)
                .size()
                .x
        })
        .fold(0.0, f32::max);
    (widest + ICON + space::XS).ceil().max(WIDTH)
}
