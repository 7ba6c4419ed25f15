//! What other programs, or an export, hold: choose it, see what it is, say for
//! whom, and bring it in.

use eframe::egui::{Label, Ui, vec2};
use egui_material_icons::icons;

use super::library::elide_middle;
use crate::app::bring_in::Counts;
use crate::app::{ArchiveCommand, BRINGING_IN, Incoming, LOOKING, Model};
use crate::archive::import::Kind;
use crate::domain::BabyId;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::choice::choice_row_ui;
use crate::ui::widgets::{primary_button_enabled, quiet_button, secondary_button_enabled};

/// The two ways to choose, or what was found.
pub(super) fn bring_in_ui(
    ui: &mut Ui,
    model: &Model,
    baby: &mut Option<BabyId>,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.y = space::S;
    if let Some(incoming) = &model.incoming {
        return found_ui(ui, model, incoming, baby, actions);
    }
    *baby = None;
    let under_way = |title| model.tasks.iter().any(|task| task.is(title));
    let (looking, working) = (under_way(LOOKING), under_way(BRINGING_IN));
    let words = t!("settings-bring-in-about");
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
    if looking || working {
        let words = if looking {
            t!("settings-bring-in-looking")
        } else {
            t!("settings-bring-in-working")
        };
        ui.label(theme::strong(words));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let may = !looking && !working && model.read_only().is_none();
        let icon = icons::ICON_MOVE_TO_INBOX.codepoint;
        if secondary_button_enabled(ui, may, icon, t!("settings-bring-in-folder")).clicked() {
            actions.ask(Dialog::BringInFolder);
        }
        let icon = icons::ICON_FOLDER_ZIP.codepoint;
        if secondary_button_enabled(ui, may, icon, t!("settings-bring-in-file")).clicked() {
            actions.ask(Dialog::BringInFile);
        }
    });
}

fn found_ui(
    ui: &mut Ui,
    model: &Model,
    incoming: &Incoming,
    baby: &mut Option<BabyId>,
    actions: &mut Actions,
) {
    ui.add(Label::new(theme::strong(found_words(incoming))).wrap());
    let whole = incoming.path.display().to_string();
    let letters = (ui.available_width() / 8.0) as usize;
    let shown = theme::quiet(ui, elide_middle(&whole, letters));
    ui.add(Label::new(shown).truncate()).on_hover_text(&whole);
    let asks = !incoming.kind.brings_babies() && model.babies.len() > 1;
    if asks {
        ui.add_space(space::XS);
        let names: Vec<(BabyId, &str)> = model
            .babies
            .iter()
            .map(|baby| (baby.id, baby.fields.name.as_str()))
            .collect();
        choice_row_ui(ui, t!("settings-bring-in-for-whom"), &names, baby);
    }
    let whose = if asks { *baby } else { model.baby };
    let ready = incoming.kind.brings_babies() || whose.is_some();
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let icon = icons::ICON_MOVE_TO_INBOX.codepoint;
        if primary_button_enabled(ui, ready, icon, t!("settings-bring-in-bring")).clicked() {
            actions.push(ArchiveCommand::BringIn(whose));
        }
        if quiet_button(ui, t!("settings-bring-in-not-now")).clicked() {
            actions.push(ArchiveCommand::LeaveIt);
        }
    });
}

/// `A Day One journal: 12 photos, 3 films`
fn found_words(incoming: &Incoming) -> String {
    let counts = Counts {
        photos: incoming.photos,
        films: incoming.films,
        ..Counts::default()
    };
    let what = match counts.words() {
        none if none.is_empty() => t!("settings-bring-in-words-only").to_owned(),
        words => words,
    };
    match incoming.kind {
        Kind::SmilekeepExport => t!("settings-bring-in-export").to_owned(),
        Kind::DayOne => t!("settings-bring-in-day-one", what = what),
        Kind::GoogleTakeout => t!("settings-bring-in-takeout", what = what),
        Kind::BabyBuddy => t!("settings-bring-in-baby-buddy").to_owned(),
        Kind::Photos => what,
    }
}
