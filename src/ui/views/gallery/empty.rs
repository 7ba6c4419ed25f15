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
            t!("gallery-nothing-found", words = elide(words, 40)),
            t!("gallery-nothing-found-about"),
        ),
        (Some(words), true) => (
            t!("gallery-nothing-among", words = elide(words, 40)),
            t!("gallery-nothing-among-about"),
        ),
        (None, _) => (
            t!("gallery-nothing-like-that").to_owned(),
            t!("gallery-nothing-like-that-about"),
        ),
    };
    empty_state_ui(ui, art.as_ref(), &title, body, |ui| {
        if primary_button(
            ui,
            icons::ICON_PHOTO_LIBRARY.codepoint,
            t!("gallery-show-all"),
        )
        .clicked()
        {
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
    let about = model.current_baby().map_or_else(
        || t!("gallery-first-about").to_owned(),
        |baby| {
            let name = elide(&baby.fields.name, 40);
            t!("gallery-first-about-named", name = name)
        },
    );
    if model.read_only().is_some() {
        let body = t!("gallery-nothing-here-about");
        return empty_state_ui(ui, art.as_ref(), t!("gallery-nothing-here"), body, |_| ());
    }
    empty_state_ui(ui, art.as_ref(), t!("gallery-first"), &about, |ui| {
        if primary_button(
            ui,
            icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
            t!("gallery-first-choose"),
        )
        .clicked()
        {
            actions.ask(Dialog::AddPhotos);
        }
        ui.add_space(space::S);
        if quiet_button(ui, t!("gallery-first-phone")).clicked() {
            actions.push(PhoneCommand::Open);
        }
        if quiet_button(ui, t!("gallery-first-words")).clicked() {
            actions.push(EntryCommand::New);
        }
    });
}
