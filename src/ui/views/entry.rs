//! One entry: its photos, and what a parent saw. Every change is sent at once;
//! the app saves.

mod details;
mod draft;
mod earlier;
mod header;
mod moment;
mod photos;

use eframe::egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::Stage;
use super::layout::inset_ui;
use crate::app::{EntryCommand, Model, View};
use crate::ui::actions::Actions;
use crate::ui::deeds::Deed;
use crate::ui::theme::{self, space};
use crate::ui::widgets::follow_focus::follow_focus_ui;
use draft::Draft;
pub(super) use moment::before_birth;

/// From this width on, photos and fields stand side by side, in points.
const WIDE: f32 = 800.0;
/// The widest the fields get: lines of a note stay readable.
const MAX_FIELDS: f32 = 560.0;
/// The narrowest the fields get beside photos.
const MIN_FIELDS: f32 = 340.0;
/// Kept for the photos: a strip of four.
const MIN_PHOTOS: f32 = 376.0;
/// The widest the photos get.
const MAX_PHOTOS: f32 = 820.0;
/// The widest a page of one column gets.
const MAX_COLUMN: f32 = 640.0;

/// The entry view's own draft.
#[derive(Default)]
pub struct EntryView {
    draft: Option<Draft>,
    /// Whether a field had the keyboard in the last frame: its Escape is not
    /// meant for the page.
    was_typing: bool,
    /// The frame it was drawn in last: a page that was left is begun anew.
    drawn: u64,
}

/// Where things stand on a page of this width.
#[derive(Clone, Copy)]
struct Columns {
    /// Left edge, from the left of the view.
    left: f32,
    /// Both columns and the gap.
    page: f32,
    photos: f32,
    fields: f32,
    wide: bool,
}

impl Columns {
    fn fitting(width: f32) -> Self {
        let wide = width >= WIDE;
        let margin = if wide { space::XXL } else { space::XL };
        let inner = (width - 2.0 * margin).max(200.0);
        let (photos, fields, page) = if wide {
            // Fields first: all answers of a question in one row.
            let fields = (inner - space::XXL - MIN_PHOTOS).clamp(MIN_FIELDS, MAX_FIELDS);
            let photos = (inner - space::XXL - fields).min(MAX_PHOTOS);
            (photos, fields, photos + space::XXL + fields)
        } else {
            let column = inner.min(MAX_COLUMN);
            (column, column, column)
        };
        Self {
            left: ((width - page) / 2.0).floor(),
            page,
            photos,
            fields,
            wide,
        }
    }
}

impl EntryView {
    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let View::Entry(id) = model.view else {
            return;
        };
        let columns = Columns::fitting(ui.available_width());
        let Some(sheet) = model.entry.as_ref().filter(|sheet| sheet.entry.id == id) else {
            self.draft = None;
            inset_ui(ui, columns.left, columns.page, |ui| {
                header::waiting_ui(ui, actions)
            });
            return;
        };
        let steps = |deed| matches!(deed, Deed::Undo | Deed::Redo);
        for deed in stage.hands.asked(ui.ctx(), model, steps, |_| true) {
            actions.push(match deed {
                Deed::Undo => EntryCommand::Undo,
                _ => EntryCommand::Redo,
            });
        }
        let frame = ui.ctx().cumulative_frame_nr();
        if frame > self.drawn + 1
            && let Some(draft) = &mut self.draft
        {
            draft.form = None;
        }
        self.drawn = frame;
        let draft = Draft::follow(&mut self.draft, sheet);
        let may_change = model.read_only().is_none();
        inset_ui(ui, columns.left, columns.page, |ui| {
            header::header_ui(ui, draft, sheet, may_change, actions);
        });
        ScrollArea::vertical()
            .id_salt(("entry", id))
            .auto_shrink(false)
            .show(ui, |ui| {
                inset_ui(ui, columns.left, columns.page, |ui| {
                    ui.add_space(space::S);
                    let mut page = Page {
                        draft,
                        model,
                        stage,
                        actions,
                        may_change,
                    };
                    if columns.wide {
                        ui.horizontal_top(|ui| {
                            ui.spacing_mut().item_spacing.x = space::XXL;
                            column_ui(ui, columns.photos, |ui| page.photos_ui(ui, true));
                            column_ui(ui, columns.fields, |ui| page.fields_ui(ui));
                        });
                    } else {
                        page.photos_ui(ui, false);
                        ui.add_space(space::XL);
                        page.fields_ui(ui);
                    }
                    // Room to scroll the last field clear of what floats.
                    ui.add_space(space::XXL * 2.0);
                });
                follow_focus_ui(ui);
            });
        self.escape(ui, model, stage, actions);
    }

    fn escape(&mut self, ui: &Ui, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
        let typing = ui.ctx().egui_wants_keyboard_input();
        let free = !typing && !self.was_typing;
        self.was_typing = typing;
        let back = |deed| deed == Deed::Back;
        for _ in stage.hands.asked(ui.ctx(), model, back, |_| free) {
            match self.draft.as_mut().filter(|draft| draft.form.is_some()) {
                Some(draft) => draft.close_moment(false, actions),
                None => actions.back(),
            }
        }
    }
}

/// What the parts of the page draw from.
struct Page<'a, 'stage> {
    draft: &'a mut Draft,
    model: &'a Model,
    stage: &'a mut Stage<'stage>,
    actions: &'a mut Actions,
    may_change: bool,
}

impl Page<'_, '_> {
    /// Everything but the photos, one under the other, in the order it is
    /// mostly written.
    fn fields_ui(&mut self, ui: &mut Ui) {
        // Only to look at: still easy to read.
        ui.visuals_mut().disabled_alpha = 0.85;
        ui.spacing_mut().item_spacing.y = space::S;
        self.moment_ui(ui);
        ui.add_space(space::M);
        // Words first: a photo and a sentence are a whole entry. What was seen
        // is tapped after that, by who has a hand free.
        self.note_ui(ui);
        ui.add_space(space::XL);
        self.smile_ui(ui);
        ui.add_space(space::XL);
        self.tags_ui(ui);
        ui.add_space(space::XL);
        self.milestones_ui(ui);
        self.earlier_ui(ui);
    }
}

fn column_ui(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = space::S;
        contents(ui);
    });
}

/// A label above a field that brings none of its own.
fn label_ui(ui: &mut Ui, words: &str) {
    ui.label(theme::label(words));
}
