//! Titles to begin with. Nothing has to be taken, and nothing is expected.

use eframe::egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons;

use crate::app::{MilestoneCommand, Model};
use crate::domain::MILESTONE_SUGGESTIONS;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::quiet_button;
use crate::ui::widgets::chip::chip_ui;

/// The most offered at once.
const MOST: usize = 6;

pub(super) fn suggestions_ui(ui: &mut Ui, model: &Model, hidden: &mut bool, actions: &mut Actions) {
    let open: Vec<&str> = MILESTONE_SUGGESTIONS
        .into_iter()
        .filter(|title| !is_used(model, title))
        .take(MOST)
        .collect();
    if open.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = space::S;
    ui.horizontal(|ui| {
        ui.set_height(40.0);
        ui.label(theme::quiet(ui, "Perhaps one of these?").text_style(theme::label_style()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = if *hidden {
                "Show suggestions"
            } else {
                "Hide suggestions"
            };
            if quiet_button(ui, words).clicked() {
                *hidden = !*hidden;
            }
        });
    });
    if *hidden {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for title in open {
            let name = format!("Write the milestone “{title}”");
            if chip_ui(ui, icons::ICON_ADD.codepoint, title, &name).clicked() {
                actions.push(MilestoneCommand::New {
                    entry: None,
                    title: title.to_owned(),
                });
            }
        }
    });
}

fn is_used(model: &Model, title: &str) -> bool {
    let wanted = title.to_lowercase();
    let open = model.milestone.as_ref().map(|sheet| &sheet.fields.title);
    model
        .milestones
        .iter()
        .map(|milestone| &milestone.fields.title)
        .chain(open)
        .any(|used| used.trim().to_lowercase() == wanted)
}
