//! Titles to begin with. Nothing has to be taken, and nothing is expected.

use eframe::egui::{Align, Layout, Ui};
use egui_material_icons::icons;

use crate::app::{MilestoneCommand, Model};
use crate::domain::milestone_suggestions;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::quiet_button;
use crate::ui::widgets::chip::{chip_ui, chip_width};

/// The most offered at once.
const MOST: usize = 6;

/// Offers titles nobody has used yet; `centred` on a page that is empty
/// otherwise.
pub(super) fn suggestions_ui(
    ui: &mut Ui,
    model: &Model,
    hidden: &mut bool,
    centred: bool,
    actions: &mut Actions,
) {
    let open: Vec<&str> = milestone_suggestions()
        .into_iter()
        .filter(|title| !is_used(model, title))
        .take(MOST)
        .collect();
    if open.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = space::S;
    let question = t!("milestones-view-suggestions");
    let toggle = if *hidden {
        t!("milestones-view-suggestions-show")
    } else {
        t!("milestones-view-suggestions-hide")
    };
    if !centred {
        ui.horizontal(|ui| {
            ui.set_height(40.0);
            ui.label(theme::quiet(ui, question).text_style(theme::label_style()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if quiet_button(ui, toggle).clicked() {
                    *hidden = !*hidden;
                }
            });
        });
    } else if !*hidden {
        ui.vertical_centered(|ui| {
            ui.label(theme::quiet(ui, question).text_style(theme::label_style()));
        });
    }
    if !*hidden {
        for row in rows(ui, &open) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                if centred {
                    let width: f32 = row.iter().map(|title| chip_width(ui, title)).sum();
                    let gaps = row.len().saturating_sub(1) as f32 * space::S;
                    ui.add_space(((ui.available_width() - width - gaps) / 2.0).max(0.0));
                }
                for title in row {
                    let name = t!("milestones-view-suggestion-write", title = title);
                    if chip_ui(ui, icons::ICON_ADD.codepoint, title, &name).clicked() {
                        actions.push(MilestoneCommand::New {
                            entry: None,
                            title: title.to_owned(),
                        });
                    }
                }
            });
        }
    }
    if centred {
        ui.vertical_centered(|ui| {
            if quiet_button(ui, toggle).clicked() {
                *hidden = !*hidden;
            }
        });
    }
}

/// The titles in rows that fit.
fn rows<'a>(ui: &Ui, titles: &[&'a str]) -> Vec<Vec<&'a str>> {
    let most = ui.available_width();
    let (mut rows, mut row, mut used) = (Vec::new(), Vec::new(), 0.0);
    for title in titles {
        let width = chip_width(ui, title) + space::S;
        if !row.is_empty() && used + width > most + space::S {
            rows.push(std::mem::take(&mut row));
            used = 0.0;
        }
        row.push(*title);
        used += width;
    }
    rows.push(row);
    rows
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
