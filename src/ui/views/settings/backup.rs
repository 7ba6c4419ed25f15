//! A second place for everything: when it was last made, and the way there.

use eframe::egui::{Label, Ui, vec2};
use egui_material_icons::icons;

use super::library::elide_middle;
use crate::app::{LibraryCommand, Model};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::long_date;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{primary_button_enabled, quiet_button, secondary_button_enabled};

/// Titles of the tasks, as the app gives them.
const WORKING: [&str; 2] = ["Backing up", "Checking the backup"];

/// Where, when, and the buttons.
pub(super) fn backup_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let working = model
        .tasks
        .iter()
        .any(|task| WORKING.contains(&task.title.as_str()));
    let Some(place) = model.backup() else {
        let words = "Your photos and words are on this computer only. Choose a folder on another drive: everything is copied there, and later only what is new.";
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        let icon = icons::ICON_DRIVE_FOLDER_UPLOAD.codepoint;
        if primary_button_enabled(ui, !working, icon, "Choose a folder…").clicked() {
            actions.ask(Dialog::BackupFolder);
        }
        return;
    };
    ui.label(theme::label("Last backup"));
    ui.label(long_date(place.day));
    let path = place.folder.display().to_string();
    let letters = (ui.available_width() / 8.0) as usize;
    ui.add(Label::new(theme::quiet(ui, elide_middle(&path, letters))).truncate())
        .on_hover_text(&path);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let icon = icons::ICON_BACKUP.codepoint;
        let words = if working { "Working…" } else { "Back up now" };
        if primary_button_enabled(ui, !working, icon, words).clicked() {
            actions.push(LibraryCommand::BackUp(None));
        }
        let icon = icons::ICON_FACT_CHECK.codepoint;
        if secondary_button_enabled(ui, !working, icon, "Check the backup").clicked() {
            actions.push(LibraryCommand::CheckBackup);
        }
    });
    if quiet_button(ui, "Another folder…").clicked() {
        actions.ask(Dialog::BackupFolder);
    }
}
