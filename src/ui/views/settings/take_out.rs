//! Everything out of the program: into a folder or a zip file.

use eframe::egui::{Label, Ui, vec2};
use egui_material_icons::icons;

use crate::app::{EXPORTING, Model};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{secondary_button, secondary_button_enabled};

/// What it gives, the two ways, and where the last one went.
pub(super) fn take_out_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let working = model.tasks.iter().any(|task| task.is(EXPORTING));
    let words = t!("settings-take-out-about");
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let may = !working && model.baby.is_some();
        // The one that was pressed says that it is at work.
        let words = |zip: bool, words: &'static str| {
            if working && model.exporting_zip == zip {
                t!("settings-take-out-working")
            } else {
                words
            }
        };
        let icon = icons::ICON_OUTBOX.codepoint;
        let folder = words(false, t!("settings-take-out-folder"));
        if secondary_button_enabled(ui, may, icon, folder).clicked() {
            actions.ask(Dialog::ExportFolder);
        }
        let icon = icons::ICON_FOLDER_ZIP.codepoint;
        let zip = words(true, t!("settings-take-out-zip"));
        if secondary_button_enabled(ui, may, icon, zip).clicked() {
            let name = t!("settings-take-out-zip-name");
            actions.ask(Dialog::ExportZip(name.to_owned()));
        }
    });
    if let Some(path) = &model.exported {
        ui.add_space(space::S);
        ui.label(theme::label(t!("settings-take-out-done")));
        let name = path.file_name().unwrap_or(path.as_os_str());
        let whole = path.display().to_string();
        ui.add(Label::new(name.to_string_lossy()).truncate())
            .on_hover_text(&whole);
        let icon = icons::ICON_FOLDER_OPEN.codepoint;
        if secondary_button(ui, icon, t!("settings-take-out-show")).clicked() {
            actions.reveal = Some(path.clone());
        }
    }
}
