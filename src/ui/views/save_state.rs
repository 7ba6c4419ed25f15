//! Whether what is on screen is on disk, in two words.

use eframe::egui::{Align, Layout, RichText, Ui, accesskit::Live, vec2};
use egui_material_icons::icons;

use crate::app::SaveState;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::line_galley;

/// Least room, in points.
const WIDTH: f32 = 92.0;
/// Most room, in points.
const MOST: f32 = 240.0;
/// Side of the mark, in points.
const MARK: f32 = 18.0;

/// Room for the longest words, so that nothing beside them moves.
fn width(ui: &Ui) -> f32 {
    [SaveState::Saved, SaveState::Saving, SaveState::Failed]
        .into_iter()
        .map(|state| line_galley(ui, state.label(), &theme::label_style(), MOST))
        .map(|galley| (MARK + space::XS + galley.size().x).ceil())
        .fold(WIDTH, f32::max)
}

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
    let width = width(ui);
    ui.allocate_ui_with_layout(
        vec2(width, 40.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.set_min_width(width);
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.label(theme::icon(icon, MARK).color(color));
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
