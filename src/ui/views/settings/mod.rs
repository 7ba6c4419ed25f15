//! The settings view: babies, look, what keeps the journal safe, ways in and out.
//! Nothing here is needed day to day, so it reads as one quiet page from top to
//! bottom, with the names of its parts at the top to jump to.

mod babies;
mod baby_form;
mod backup;
mod backup_server;
mod bring_in;
mod folders;
mod language;
mod library;
mod look;
mod merge;
mod take_out;
mod trash;

use std::path::PathBuf;

use eframe::egui::{Align, Layout, Rect, ScrollArea, Ui, pos2};

use super::Stage;
use crate::app::Model;
use crate::domain::BabyId;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::{quiet_button, quiet_button_width};
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
    trash: trash::TrashList,
    backup: backup::BackupForm,
    /// A new folder offers what is in it already.
    old_too: bool,
    /// Whose the things are that come in, once chosen.
    incoming_for: Option<BabyId>,
    /// The part to come into view.
    wanted: Option<Part>,
}

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Babies,
    Look,
    Language,
    Library,
    Backup,
    Trash,
    TakeOut,
    Folders,
    BringIn,
    Merge,
    About,
}

impl Part {
    const ALL: [Self; 11] = [
        Self::Babies,
        Self::Look,
        Self::Language,
        Self::Library,
        Self::Backup,
        Self::Trash,
        Self::TakeOut,
        Self::Folders,
        Self::BringIn,
        Self::Merge,
        Self::About,
    ];

    fn title(self) -> &'static str {
        match self {
            Self::Babies => t!("settings-part-babies"),
            Self::Look => t!("settings-part-look"),
            Self::Language => t!("settings-part-language"),
            Self::Library => t!("settings-part-library"),
            Self::Backup => t!("settings-part-backup"),
            Self::Trash => t!("settings-part-trash"),
            Self::TakeOut => t!("settings-part-take-out"),
            Self::Folders => t!("settings-part-folders"),
            Self::BringIn => t!("settings-part-bring-in"),
            Self::Merge => t!("settings-part-merge"),
            Self::About => t!("settings-part-about"),
        }
    }
}

impl SettingsView {
    /// A picture for a new baby was chosen in the dialog.
    pub fn set_portrait(&mut self, path: PathBuf) {
        if let Some(form) = &mut self.form {
            form.set_portrait(path);
        }
    }

    /// Scrolls to where everything goes out and comes in, when next drawn.
    pub fn show_the_ways(&mut self) {
        self.wanted = Some(Part::TakeOut);
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
                    heading_ui(ui, theme::title(t!("settings-title")));
                    ui.add_space(space::S);
                    ui.scope(|ui| self.ways_ui(ui));
                    ui.add_space(space::L);
                    self.sections_ui(ui, model, stage, actions);
                    ui.add_space(space::L);
                });
            });
            follow_focus_ui(ui);
        });
    }

    /// The names of the parts, to jump to, in as many rows as they need.
    fn ways_ui(&mut self, ui: &mut Ui) {
        let room = ui.available_width();
        let mut rows: Vec<Vec<Part>> = Vec::new();
        let mut taken = f32::INFINITY;
        for part in Part::ALL {
            let width = quiet_button_width(ui, part.title());
            if taken + width > room {
                rows.push(Vec::new());
                taken = 0.0;
            }
            taken += width;
            if let Some(row) = rows.last_mut() {
                row.push(part);
            }
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                // The words, not their buttons, line up with the page.
                ui.add_space(-space::M);
                for part in row {
                    if quiet_button(ui, part.title()).clicked() {
                        self.wanted = Some(part);
                    }
                }
            });
        }
    }

    fn sections_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        for part in Part::ALL {
            let top = ui.cursor().min;
            section_ui(ui, part.title(), |ui| {
                self.part_ui(ui, part, model, stage, actions);
            });
            if self.wanted == Some(part) {
                self.wanted = None;
                let whole = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top()));
                ui.scroll_to_rect(whole, Some(Align::Min));
            }
        }
    }

    fn part_ui(
        &mut self,
        ui: &mut Ui,
        part: Part,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        if part == Part::Babies {
            return babies::babies_ui(ui, model, &mut self.form, stage, actions);
        }
        card_ui(ui, |ui| match part {
            Part::Babies => {}
            Part::Look => {
                look::look_ui(ui, model, actions);
                ui.add_space(space::L);
                look::motion_ui(ui, model, actions);
                ui.add_space(space::L);
                look::hints_ui(ui, model, actions);
            }
            Part::Language => language::language_ui(ui, model, actions),
            Part::Library => library::library_ui(ui, model, actions),
            Part::Backup => backup::backup_ui(ui, model, &mut self.backup, actions),
            Part::Trash => trash::trash_ui(ui, model, &mut self.trash, stage, actions),
            Part::TakeOut => take_out::take_out_ui(ui, model, actions),
            Part::Folders => folders::folders_ui(ui, model, &mut self.old_too, actions),
            Part::BringIn => {
                bring_in::bring_in_ui(ui, model, &mut self.incoming_for, actions);
            }
            Part::Merge => merge::merge_ui(ui, model, actions),
            Part::About => look::about_ui(ui),
        });
    }
}
