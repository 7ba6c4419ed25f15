//! Another parent's journal: what would come, whose baby is whose, and the
//! button that brings it in.

use eframe::egui::{Label, Ui, vec2};
use egui_material_icons::icons;

use super::library::elide_middle;
use crate::app::{MergeCommand, MergeSheet, MergeStage, Model};
use crate::domain::BabyId;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::day_month_year;
use crate::ui::theme::{self, space};
use crate::ui::widgets::choice::choice_row_ui;
use crate::ui::widgets::{primary_button_enabled, quiet_button, secondary_button_enabled};

/// The whole card.
pub(super) fn merge_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let Some(sheet) = &model.merge else {
        let words = t!("settings-merge-about");
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        let may = model.read_only().is_none();
        let icon = icons::ICON_GROUP.codepoint;
        if secondary_button_enabled(ui, may, icon, t!("settings-merge-choose")).clicked() {
            actions.ask(Dialog::OtherJournal);
        }
        return;
    };
    let path = sheet.folder.display().to_string();
    let letters = (ui.available_width() / 8.0) as usize;
    ui.label(theme::label(t!("settings-merge-other")));
    ui.add(Label::new(theme::quiet(ui, elide_middle(&path, letters))).truncate())
        .on_hover_text(&path);
    match sheet.stage {
        MergeStage::Looking => {
            ui.label(t!("settings-merge-looking"));
        }
        MergeStage::Ready => ready_ui(ui, model, sheet, actions),
        MergeStage::Copying => {
            ui.add(Label::new(t!("settings-merge-copying")).wrap());
        }
        MergeStage::Waiting => {
            let words = t!("settings-merge-waiting");
            ui.add(Label::new(words).wrap());
            if quiet_button(ui, t!("settings-merge-not-now")).clicked() {
                actions.push(MergeCommand::Leave);
            }
        }
        MergeStage::Writing => {
            ui.label(t!("settings-merge-writing"));
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
                t!("settings-merge-same-baby", name = name)
            } else {
                t!("settings-merge-other-name", name = name, here = here)
            };
            ui.add(Label::new(words).wrap());
            continue;
        }
        let mut options: Vec<(Option<BabyId>, &str)> = model
            .babies
            .iter()
            .map(|baby| (Some(baby.id), baby.fields.name.as_str()))
            .collect();
        options.push((None, t!("settings-merge-another-baby")));
        let mut chosen = Some(one.ours);
        let question = t!("settings-merge-who", name = name, born = born);
        if choice_row_ui(ui, &question, &options, &mut chosen)
            && let Some(ours) = chosen
        {
            actions.push(MergeCommand::Whose(one.theirs.id, ours));
        }
    }
    ui.add_space(space::M);
    ui.label(theme::label(t!("settings-merge-comes")));
    for line in &sheet.comes {
        ui.add(Label::new(line).wrap());
    }
    let (count, bytes) = sheet.to_copy;
    if count > 0 {
        let words = t!(
            "settings-merge-to-copy",
            count = count,
            megabytes = bytes.div_ceil(1_000_000)
        );
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if !sheet.nothing {
            let icon = icons::ICON_GROUP_ADD.codepoint;
            if primary_button_enabled(ui, true, icon, t!("settings-merge-bring")).clicked() {
                actions.push(MergeCommand::Bring);
            }
        }
        let words = if sheet.nothing {
            t!("settings-merge-all-right")
        } else {
            t!("settings-merge-not-now")
        };
        if quiet_button(ui, words).clicked() {
            actions.push(MergeCommand::Leave);
        }
    });
}
