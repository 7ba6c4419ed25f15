//! The settings view: babies, look, what keeps the journal safe, ways in and out.
//! Nothing here is needed day to day, so it reads as one quiet page from top to
//! bottom, with the names of its parts at the top to jump to.

mod babies;
mod baby_form;
mod backup;
mod backup_server;
mod bring_in;
mod contents;
mod folders;
mod language;
mod library;
mod look;
mod merge;
mod take_out;
mod trash;

use std::path::PathBuf;

use eframe::egui::{Align, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::Stage;
use crate::app::Model;
use crate::domain::BabyId;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{card_ui, section_ui};

use baby_form::BabyForm;
use contents::Part;

/// The widest the page runs, in points.
const WIDTH: f32 = 720.0;
/// The most that is left free beside it, in points: in a very wide window it
/// stays where the eye is.
const CALM: f32 = 220.0;

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
    /// The part one is at.
    here: contents::Here,
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
        let room = ui.available_rect_before_wrap();
        if room.width() < contents::BESIDE {
            self.page_ui(ui, false, model, stage, actions);
            return;
        }
        // The names of the parts stay where they are while the page moves.
        let left = room.left() + ((room.width() - contents::BESIDE) / 2.0).min(CALM);
        let side = Rect::from_min_max(
            pos2(left + space::XL, room.top()),
            pos2(left + space::XL + contents::SIDE, room.bottom()),
        );
        let page = room.with_min_x(side.right() + space::L);
        ui.scope_builder(UiBuilder::new().max_rect(side), |ui| {
            ui.add_space(space::XL);
            heading_ui(ui, theme::title(t!("settings-title")));
            ui.add_space(space::M);
            if let Some(part) = contents::list_ui(ui, &self.here) {
                self.wanted = Some(part);
            }
        });
        ui.scope_builder(UiBuilder::new().max_rect(page), |ui| {
            self.page_ui(ui, true, model, stage, actions);
        });
    }

    /// The page that scrolls: beside the names of its parts, or alone in the
    /// middle with the names at its head.
    fn page_ui(
        &mut self,
        ui: &mut Ui,
        beside: bool,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let margin = space::XL;
            let room = ui.available_width();
            let width = (room - 2.0 * margin).clamp(240.0, WIDTH);
            let left = if beside {
                margin
            } else {
                ((room - width) / 2.0).max(0.0)
            };
            let at = ui.cursor().min + vec2(left, 0.0);
            let column = Rect::from_min_size(at, vec2(width, f32::INFINITY));
            ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
                ui.add_space(space::XL);
                if !beside {
                    heading_ui(ui, theme::title(t!("settings-title")));
                    ui.add_space(space::S);
                    if let Some(part) = contents::rows_ui(ui) {
                        self.wanted = Some(part);
                    }
                    ui.add_space(space::L);
                }
                self.sections_ui(ui, model, stage, actions);
                ui.add_space(space::L);
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
        self.here.begin(ui);
        for part in Part::ALL {
            let top = ui.cursor().min;
            self.here.passes(ui, part, top.y);
            section_ui(ui, part.title(), |ui| {
                self.part_ui(ui, part, model, stage, actions);
            });
            if self.wanted == Some(part) {
                self.wanted = None;
                self.here.jump(part);
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
