//! The keepsake view: at left the page as it will print, at right what a
//! parent may choose. Every choice goes to the app at once; the app keeps it.

mod book;
mod choices;
mod file_name;
mod looks;
mod middle;
mod photos;
mod save;
mod sheet;

use eframe::egui::{self, Align, Frame, Layout, Margin, ScrollArea, Stroke, Ui};
use egui_material_icons::icons;

use super::Stage;
use crate::app::{KeepsakeCommand, Model};
use crate::domain::PageChoice;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::{empty_state_ui, primary_button_enabled};

use book::BookDialog;
use looks::LookPictures;
use photos::PhotosState;
use save::PrintDialog;
use sheet::Sheet;

/// Width of the column beside the page, in points.
const COLUMN: f32 = 392.0;
/// Clear space left and right inside the column, in points.
const COLUMN_MARGIN: i8 = 20;
/// With less room than this beside the column, the page goes above it.
const LEAST_PAGE: f32 = 330.0;
/// The widest the choices run when the page lies above them, in points.
const WIDEST_STACK: f32 = 560.0;

/// The keepsake view's own state: what is looked at, never what is chosen.
#[derive(Default)]
pub struct KeepsakeView {
    sheet: Sheet,
    looks: LookPictures,
    photos: PhotosState,
    print: Option<PrintDialog>,
    book: Option<BookDialog>,
}

impl KeepsakeView {
    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        if !model.loaded {
            return;
        }
        if model.gallery.items.is_empty() {
            self.print = None;
            self.book = None;
            return no_photos_ui(ui, model, stage, actions);
        }
        // The model holds the truth; what changes in this frame goes back to it.
        let mut choice = model.keepsake.choice.clone();
        if ui.available_width() - COLUMN >= LEAST_PAGE {
            self.side_by_side_ui(ui, model, choice.as_mut(), stage, actions);
        } else {
            self.stacked_ui(ui, model, choice.as_mut(), stage, actions);
        }
        if let Some(changed) = choice
            && model.keepsake.choice.as_ref() != Some(&changed)
        {
            actions.push(KeepsakeCommand::Change(Box::new(changed)));
        }
        save::print_dialog_ui(ui.ctx(), &mut self.print, model, actions);
        book::book_dialog_ui(ui.ctx(), &mut self.book, model, actions);
    }

    fn side_by_side_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        choice: Option<&mut PageChoice>,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let palette = theme::of(ui).palette;
        let column = egui::Panel::right("keepsake-choices")
            .exact_size(COLUMN)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(palette.surface))
            .show(ui, |ui| {
                egui::Panel::bottom("keepsake-saving")
                    .resizable(false)
                    .show_separator_line(true)
                    .frame(Frame::new().inner_margin(Margin::symmetric(COLUMN_MARGIN, 16)))
                    .show(ui, |ui| {
                        save::save_buttons_ui(ui, model, &mut self.print, &mut self.book, actions);
                    });
                ScrollArea::vertical()
                    .id_salt("choices")
                    .auto_shrink(false)
                    .show(ui, |ui| {
                        Frame::new()
                            .inner_margin(Margin::symmetric(COLUMN_MARGIN, 20))
                            .show(ui, |ui| {
                                choices::month_ui(ui, model, stage.today, actions);
                                ui.add_space(space::L);
                                self.choices_ui(ui, model, choice, stage, actions);
                            });
                        follow_focus_ui(ui);
                    });
            });
        let edge = column.response.rect;
        ui.painter().vline(
            edge.left(),
            edge.y_range(),
            Stroke::new(1.0, palette.outline),
        );
        egui::CentralPanel::default()
            .frame(Frame::new())
            .show(ui, |ui| {
                let room = ui.available_size();
                self.sheet.show_ui(ui, model, room);
            });
    }

    fn stacked_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        choice: Option<&mut PageChoice>,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        ScrollArea::vertical()
            .id_salt("stacked")
            .auto_shrink(false)
            .show(ui, |ui| {
                let width = (ui.available_width() - 2.0 * space::L).min(WIDEST_STACK);
                ui.with_layout(Layout::top_down(Align::Center), |ui| {
                    ui.set_max_width(width);
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        ui.add_space(space::L);
                        choices::month_ui(ui, model, stage.today, actions);
                        ui.add_space(space::S);
                        let height = self.sheet.height_for(model, width);
                        self.sheet.show_ui(ui, model, egui::vec2(width, height));
                        ui.add_space(space::L);
                        save::save_buttons_ui(ui, model, &mut self.print, &mut self.book, actions);
                        ui.add_space(space::XL);
                        self.choices_ui(ui, model, choice, stage, actions);
                        ui.add_space(space::XXL);
                    });
                });
                follow_focus_ui(ui);
            });
    }

    fn choices_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        choice: Option<&mut PageChoice>,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        // Until the month is read, nothing can be chosen for it.
        let Some(choice) = choice else {
            return;
        };
        let may_change = model.read_only().is_none();
        if !may_change {
            choices::read_only_hint_ui(ui);
            ui.add_space(space::M);
        }
        ui.add_enabled_ui(may_change, |ui| {
            self.looks.show_ui(ui, model, choice);
            ui.add_space(space::L);
            choices::words_ui(ui, model, choice);
            ui.add_space(space::L);
            looks::paper_ui(ui, choice);
            ui.add_space(space::M);
            let has_due_date = model
                .current_baby()
                .is_some_and(|baby| baby.fields.due_date.is_some());
            looks::more_ui(ui, choice, has_due_date);
            ui.add_space(space::L);
            looks::warnings_ui(ui, model);
            if model.keepsake.candidates.is_empty() {
                choices::no_photos_this_month_ui(ui, choice.month, may_change, actions);
            } else {
                self.photos.show_ui(ui, model, choice, stage, actions);
            }
        });
    }
}

fn no_photos_ui(ui: &mut Ui, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
    let art = stage.art.keepsake(ui.ctx()).cloned();
    let body = match model.current_baby() {
        Some(baby) => t!("keepsake-view-empty", name = &baby.fields.name),
        None => t!("keepsake-view-empty-nobody").to_owned(),
    };
    empty_state_ui(
        ui,
        art.as_ref(),
        t!("keepsake-view-empty-title"),
        &body,
        |ui| {
            let may_add = model.baby.is_some() && model.read_only().is_none();
            let icon = icons::ICON_ADD_PHOTO_ALTERNATE.codepoint;
            if primary_button_enabled(ui, may_add, icon, t!("keepsake-view-first-photos")).clicked()
            {
                actions.ask(Dialog::AddPhotos);
            }
        },
    );
}
