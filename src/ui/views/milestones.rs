//! Milestones: a timeline by age that begins with the birth, and a sheet to
//! write one.

mod sheet;
mod suggestions;
mod timeline;

use eframe::egui::{self, Align, Layout, Panel, ScrollArea, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::Stage;
use super::layout::inset_ui;
use crate::app::{MilestoneCommand, Model};
use crate::ui::actions::Actions;
use crate::ui::deeds::Deed;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::primary_button_enabled;
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::page::{empty_state_ui, heading_ui};
use sheet::SheetDraft;

/// From this width on, the sheet stands beside the timeline, in points.
const WIDE: f32 = 900.0;
/// Width of the sheet beside the timeline.
const SHEET: f32 = 448.0;
/// The widest the timeline gets.
const MAX_PAGE: f32 = 800.0;
/// Kept free for suggestions under an empty page.
const SUGGESTIONS: f32 = 190.0;
/// Room for the button beside the title.
const BUTTON: f32 = 280.0;
/// Below this width, the button goes under the title.
const NARROW: f32 = 480.0;

/// The milestones view's own draft.
#[derive(Default)]
pub struct MilestonesView {
    draft: Option<SheetDraft>,
    suggestions_hidden: bool,
    was_typing: bool,
}

impl MilestonesView {
    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let Some(sheet) = &model.milestone else {
            self.draft = None;
            return self.page_ui(ui, model, stage, actions);
        };
        let draft = SheetDraft::follow(&mut self.draft, sheet);
        let wide = ui.available_width() >= WIDE;
        let palette = theme::of(ui).palette;
        if wide {
            Panel::right("milestone")
                .exact_size(SHEET)
                .resizable(false)
                .show_separator_line(false)
                .frame(egui::Frame::new().fill(palette.surface))
                .show(ui, |ui| {
                    sheet::sheet_ui(ui, draft, sheet, model, stage, actions);
                });
            self.page_ui(ui, model, stage, actions);
        } else {
            sheet::sheet_ui(ui, draft, sheet, model, stage, actions);
        }
        self.escape(ui, model, stage, actions);
    }

    fn escape(&mut self, ui: &Ui, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
        let typing = ui.ctx().egui_wants_keyboard_input();
        let free = !typing && !self.was_typing;
        self.was_typing = typing;
        let back = |deed| deed == Deed::Back;
        for _ in stage.hands.asked(ui.ctx(), model, back, |_| free) {
            actions.push(MilestoneCommand::Close);
        }
    }

    fn page_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        if !model.loaded {
            return;
        }
        let width = ui.available_width();
        let margin = if width >= WIDE / 1.5 {
            space::XXL
        } else {
            space::XL
        };
        let inner = (width - 2.0 * margin).clamp(200.0, MAX_PAGE);
        let left = ((width - inner) / 2.0).floor();
        let height = ui.available_height();
        ScrollArea::vertical()
            .id_salt("milestones")
            .auto_shrink(false)
            .show(ui, |ui| {
                inset_ui(ui, left, inner, |ui| {
                    if model.milestones.is_empty() {
                        self.empty_ui(ui, height, model, stage, actions);
                    } else {
                        self.full_ui(ui, model, stage, actions);
                    }
                });
                follow_focus_ui(ui);
            });
    }

    fn full_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        ui.add_space(space::XXL);
        if ui.available_width() < NARROW {
            heading_ui(ui, theme::title(t!("milestones-view-title")));
            ui.add_space(space::S);
            add_button_ui(ui, model, actions);
        } else {
            ui.horizontal(|ui| {
                ui.set_height(48.0);
                ui.allocate_ui_with_layout(
                    vec2(ui.available_width() - BUTTON, 48.0),
                    Layout::left_to_right(Align::Center),
                    |ui| heading_ui(ui, theme::title(t!("milestones-view-title"))),
                );
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    add_button_ui(ui, model, actions);
                });
            });
        }
        ui.add_space(space::L);
        if model.read_only().is_none() {
            let hidden = &mut self.suggestions_hidden;
            suggestions::suggestions_ui(ui, model, hidden, false, actions);
        }
        ui.add_space(space::XL);
        timeline::timeline_ui(ui, model, stage, actions);
        ui.add_space(space::XXL * 2.0);
    }

    fn empty_ui(
        &mut self,
        ui: &mut Ui,
        height: f32,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let title = t!("milestones-view-empty-title");
        let body = match model.current_baby() {
            Some(baby) => t!("milestones-view-empty", name = &baby.fields.name),
            None => t!("milestones-view-empty-nobody").to_owned(),
        };
        let art = stage.art.milestones(ui.ctx());
        // A scrolled page has no height of its own to be centred in.
        let mut place = ui.available_rect_before_wrap();
        place.set_height((height - SUGGESTIONS).max(0.0));
        let builder = UiBuilder::new().max_rect(place);
        ui.scope_builder(builder, |ui| {
            empty_state_ui(ui, art, title, &body, |ui| {
                add_button_ui(ui, model, actions);
            });
        });
        if model.read_only().is_none() {
            ui.add_space(space::XL);
            let hidden = &mut self.suggestions_hidden;
            suggestions::suggestions_ui(ui, model, hidden, true, actions);
        }
        ui.add_space(space::XL);
    }
}

fn add_button_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let may_add = model.read_only().is_none() && model.baby.is_some();
    let icon = icons::ICON_ADD.codepoint;
    if primary_button_enabled(ui, may_add, icon, t!("milestones-view-add")).clicked() {
        actions.push(MilestoneCommand::New {
            entry: None,
            title: String::new(),
        });
    }
}
