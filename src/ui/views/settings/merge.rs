//! Another parent's journal: what would come, whose baby is whose, and the
//! button that brings it in.

use eframe::egui::{Label, Ui, vec2};
use egui_material_icons::icons;

use super::library::elide_middle;
use crate::app::{MergeCommand, MergeSheet, MergeStage, Model};
use crate::domain::BabyId;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::{day_month_year, plural};
use crate::ui::theme::{self, space};
use crate::ui::widgets::choice::choice_row_ui;
use crate::ui::widgets::{primary_button_enabled, quiet_button, secondary_button_enabled};

/// The whole card.
pub(super) fn merge_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let Some(sheet) = &model.merge else {
        let words = "Do you both keep a journal? Choose the folder of the other one, or a backup of it. What is in there comes in here: nothing twice, nothing lost. The other one stays as it is, and takes yours in the same way.";
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        let may = model.read_only().is_none();
        let icon = icons::ICON_GROUP.codepoint;
        if secondary_button_enabled(ui, may, icon, "Choose the other journal…").clicked() {
            actions.ask(Dialog::OtherJournal);
        }
        return;
    };
    let path = sheet.folder.display().to_string();
    let letters = (ui.available_width() / 8.0) as usize;
    ui.label(theme::label("The other journal"));
    ui.add(Label::new(theme::quiet(ui, elide_middle(&path, letters))).truncate())
        .on_hover_text(&path);
    match sheet.stage {
        MergeStage::Looking => {
            ui.label("Looking through it…");
        }
        MergeStage::Ready => ready_ui(ui, model, sheet, actions),
        MergeStage::Copying => {
            ui.add(Label::new("Its photos are being copied. You can go on meanwhile.").wrap());
        }
        MergeStage::Waiting => {
            let words = "Its photos are here. The words follow as soon as nothing is being written: leave the entry or page you have open.";
            ui.add(Label::new(words).wrap());
            if quiet_button(ui, "Not now").clicked() {
                actions.push(MergeCommand::Leave);
            }
        }
        MergeStage::Writing => {
            ui.label("Its words are coming in…");
        }
    }
}

fn ready_ui(ui: &mut Ui, model: &Model, sheet: &MergeSheet, actions: &mut Actions) {
    for one in &sheet.babies {
        ui.add_space(space::S);
        let name = &one.theirs.fields.name;
        let born = day_month_year(one.theirs.fields.birth_date);
        if one.known {
            let here = model.babies.iter().find(|baby| Some(baby.id) == one.ours);
            let here = here.map_or(name, |baby| &baby.fields.name);
            let words = if here == name {
                format!("{name} is the same baby in both.")
            } else {
                format!("{name} there is {here} here.")
            };
            ui.add(Label::new(words).wrap());
            continue;
        }
        let mut options: Vec<(Option<BabyId>, &str)> = model
            .babies
            .iter()
            .map(|baby| (Some(baby.id), baby.fields.name.as_str()))
            .collect();
        options.push((None, "Another baby"));
        let mut chosen = Some(one.ours);
        let question = format!("Who is {name} there, born on {born}?");
        if choice_row_ui(ui, &question, &options, &mut chosen)
            && let Some(ours) = chosen
        {
            actions.push(MergeCommand::Whose(one.theirs.id, ours));
        }
    }
    ui.add_space(space::M);
    ui.label(theme::label("What comes"));
    for line in &sheet.comes {
        ui.add(Label::new(line).wrap());
    }
    let (count, bytes) = sheet.to_copy;
    if count > 0 {
        let count = plural(count as u64, "original", "originals");
        let megabytes = (bytes as f64 / 1e6).ceil();
        let words = format!("{count} to copy, {megabytes} MB.");
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if !sheet.nothing {
            let icon = icons::ICON_GROUP_ADD.codepoint;
            if primary_button_enabled(ui, true, icon, "Bring it in").clicked() {
                actions.push(MergeCommand::Bring);
            }
        }
        let words = if sheet.nothing {
            "All right"
        } else {
            "Not now"
        };
        if quiet_button(ui, words).clicked() {
            actions.push(MergeCommand::Leave);
        }
    });
}
