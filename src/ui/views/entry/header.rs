//! The row above an entry: back, whether it is saved, undo, heart, trash.

use eframe::egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons;

use super::draft::Draft;
use crate::app::{EntryCommand, EntrySheet};
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::views::save_state::save_state_ui;
use crate::ui::widgets::buttons::{favourite_button, icon_button, icon_button_enabled};

/// Height of the row, in points.
const HEIGHT: f32 = 64.0;

pub(super) fn header_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    sheet: &EntrySheet,
    may_change: bool,
    actions: &mut Actions,
) {
    row_ui(ui, actions, |ui, actions| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if icon_button_enabled(
            ui,
            may_change,
            icons::ICON_DELETE.codepoint,
            t!("entry-view-trash"),
        )
        .clicked()
        {
            actions.push(EntryCommand::Trash(draft.id()));
        }
        ui.add_enabled_ui(may_change, |ui| {
            let name = if draft.fields.favourite {
                t!("entry-view-unmark")
            } else {
                t!("entry-view-mark")
            };
            if favourite_button(ui, &mut draft.fields.favourite, name).changed() {
                draft.send("favourite", actions);
            }
        });
        let (back, forth) = (sheet.history.can_undo(), sheet.history.can_redo());
        if icon_button_enabled(ui, forth, icons::ICON_REDO.codepoint, t!("entry-view-redo"))
            .clicked()
        {
            actions.push(EntryCommand::Redo);
        }
        if icon_button_enabled(ui, back, icons::ICON_UNDO.codepoint, t!("entry-view-undo"))
            .clicked()
        {
            actions.push(EntryCommand::Undo);
        }
        if may_change {
            ui.add_space(space::S);
            save_state_ui(ui, sheet.save, None);
        }
    });
}

/// While the entry is being read: a way back, and a quiet word.
pub(super) fn waiting_ui(ui: &mut Ui, actions: &mut Actions) {
    row_ui(ui, actions, |_, _| {});
    ui.add_space(space::XXL);
    ui.vertical_centered(|ui| ui.label(theme::quiet(ui, t!("entry-view-opening"))));
}

fn row_ui(ui: &mut Ui, actions: &mut Actions, right: impl FnOnce(&mut Ui, &mut Actions)) {
    let size = vec2(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_height(HEIGHT);
        if icon_button(ui, icons::ICON_ARROW_BACK.codepoint, t!("entry-view-back")).clicked() {
            actions.back();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right(ui, actions)
        });
    });
}
