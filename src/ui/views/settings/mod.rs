//! The settings view: babies, look, library, backup, trash, about. Nothing here is
//! needed day to day, so it reads as one quiet page from top to bottom.

mod babies;
mod baby_form;
mod backup;
mod folders;
mod library;
mod look;
mod merge;
mod trash;

use std::path::PathBuf;

use eframe::egui::{Align, Layout, ScrollArea, Ui};

use super::Stage;
use crate::app::Model;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{card_ui, section_ui};

use baby_form::BabyForm;

/// The widest the page runs, in points.
const WIDTH: f32 = 720.0;

/// The settings view's own state: the baby being written, if any.
#[derive(Default)]
pub struct SettingsView {
    form: Option<BabyForm>,
    all_trash: bool,
    backup: backup::BackupForm,
    /// A new folder offers what is in it already.
    old_too: bool,
}

impl SettingsView {
    /// A picture for a new baby was chosen in the dialog.
    pub fn set_portrait(&mut self, path: PathBuf) {
        if let Some(form) = &mut self.form {
            form.set_portrait(path);
        }
    }

    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = (ui.available_width() - 2.0 * space::XL).clamp(240.0, WIDTH);
            ui.with_layout(Layout::top_down(Align::Center), |ui| {
                ui.set_max_width(width);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    ui.add_space(space::XL);
                    heading_ui(ui, theme::title("Settings"));
                    ui.add_space(space::L);
                    self.sections_ui(ui, model, stage, actions);
                    ui.add_space(space::L);
                });
            });
            follow_focus_ui(ui);
        });
    }

    fn sections_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        section_ui(ui, "Babies", |ui| {
            babies::babies_ui(ui, model, &mut self.form, stage, actions);
        });
        section_ui(ui, "Look", |ui| {
            card_ui(ui, |ui| {
                look::look_ui(ui, model, actions);
                ui.add_space(space::L);
                look::motion_ui(ui, model, actions);
                ui.add_space(space::L);
                look::hints_ui(ui, model, actions);
            });
        });
        section_ui(ui, "Library", |ui| {
            card_ui(ui, |ui| library::library_ui(ui, model, actions));
        });
        section_ui(ui, "Backup", |ui| {
            card_ui(ui, |ui| {
                backup::backup_ui(ui, model, &mut self.backup, actions)
            });
        });
        section_ui(ui, "Folders to watch", |ui| {
            card_ui(ui, |ui| {
                folders::folders_ui(ui, model, &mut self.old_too, actions);
            });
        });
        section_ui(ui, "Another parent’s journal", |ui| {
            card_ui(ui, |ui| merge::merge_ui(ui, model, actions));
        });
        section_ui(ui, "Recently deleted", |ui| {
            card_ui(ui, |ui| {
                trash::trash_ui(ui, model, &mut self.all_trash, stage, actions);
            });
        });
        section_ui(ui, "About", |ui| card_ui(ui, look::about_ui));
    }
}
