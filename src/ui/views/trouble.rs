//! The library could not be opened: what happened, and the ways on.

use std::path::Path;

use eframe::egui::{self, Ui};
use egui_material_icons::icons;

use crate::app::{LibraryCommand, Repair};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::{primary_button, quiet_button, secondary_button};
use crate::ui::widgets::page::empty_state_ui;

/// Draws the view.
pub fn trouble_ui(ui: &mut Ui, root: &Path, sentence: &str, repair: Repair, actions: &mut Actions) {
    let palette = theme::of(ui).palette;
    egui::CentralPanel::default()
        .frame(egui::Frame::new().fill(palette.ground))
        .show(ui, |ui| {
            empty_state_ui(ui, None, t!("trouble-title"), sentence, |ui| {
                match repair {
                    Repair::UnderWay => {
                        ui.add(egui::Spinner::new().color(palette.accent));
                        ui.add_space(space::S);
                        ui.label(t!("trouble-repairing"));
                        return;
                    }
                    Repair::Offered => {
                        let repair =
                            primary_button(ui, icons::ICON_HEALING.codepoint, t!("trouble-repair"));
                        if repair.clicked() {
                            actions.push(LibraryCommand::Repair);
                        }
                        ui.add_space(space::S);
                        let again = secondary_button(
                            ui,
                            icons::ICON_REFRESH.codepoint,
                            t!("trouble-again"),
                        );
                        if again.clicked() {
                            actions.push(LibraryCommand::Retry);
                        }
                    }
                    Repair::No => {
                        let again =
                            primary_button(ui, icons::ICON_REFRESH.codepoint, t!("trouble-again"));
                        if again.clicked() {
                            actions.push(LibraryCommand::Retry);
                        }
                    }
                }
                ui.add_space(space::S);
                if secondary_button(ui, icons::ICON_FOLDER_OPEN.codepoint, t!("trouble-open"))
                    .clicked()
                {
                    actions.ask(Dialog::OpenLibrary);
                }
                ui.add_space(space::S);
                if quiet_button(ui, t!("trouble-show")).clicked() {
                    actions.reveal = Some(root.to_owned());
                }
            });
        });
}
