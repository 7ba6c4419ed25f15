//! A gallery with nothing to show: nothing yet, or nothing left by the filter.

use eframe::egui::Ui;
use egui_material_icons::icons;

use crate::app::{EntryCommand, GalleryCommand, Model, PhoneCommand};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::elide;
use crate::ui::theme::space;
use crate::ui::views::Stage;
use crate::ui::widgets::page::empty_state_ui;
use crate::ui::widgets::{primary_button, quiet_button};

/// The filter leaves nothing: says so, and leads back.
pub(super) fn nothing_found_ui(
    ui: &mut Ui,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let art = stage.art.gallery(ui.ctx()).cloned();
    let (title, body) = match (model.filter.words(), model.filter.has_marks()) {
        (Some(words), false) => (
            format!("Nothing with “{}” yet", elide(words, 40)),
            "Notes and tags were searched. Try fewer or shorter words: the beginning of a word is enough.",
        ),
        (Some(words), true) => (
            format!("Nothing with “{}” among these", elide(words, 40)),
            "Take one of the filters away, or try fewer words.",
        ),
        (None, _) => (
            "No memory like that yet".to_owned(),
            "Take one of the filters away to see more.",
        ),
    };
    empty_state_ui(ui, art.as_ref(), &title, body, |ui| {
        if primary_button(ui, icons::ICON_PHOTO_LIBRARY.codepoint, "Show all memories").clicked() {
            actions.push(GalleryCommand::Show(Box::default()));
        }
    });
}

/// No photos at all: invites the first.
pub(super) fn nothing_yet_ui(
    ui: &mut Ui,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let art = stage.art.gallery(ui.ctx()).cloned();
    let name = model
        .current_baby()
        .map_or("the baby", |baby| baby.fields.name.as_str());
    if model.read_only().is_some() {
        let body = "This library has no entries, and it can only be looked at.";
        return empty_state_ui(ui, art.as_ref(), "Nothing here yet", body, |_| ());
    }
    empty_state_ui(
        ui,
        art.as_ref(),
        "Drop the first smile here",
        &format!(
            "Drag photos of {} onto this window, paste them, or choose them. Each becomes an entry; the originals are never changed.",
            elide(name, 40)
        ),
        |ui| {
            if primary_button(
                ui,
                icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
                "Choose photos…",
            )
            .clicked()
            {
                actions.ask(Dialog::AddPhotos);
            }
            ui.add_space(space::S);
            if quiet_button(ui, "Send them from a phone…").clicked() {
                actions.push(PhoneCommand::Open);
            }
            if quiet_button(ui, "Write an entry without a photo").clicked() {
                actions.push(EntryCommand::New);
            }
        },
    );
}
