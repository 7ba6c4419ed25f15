//! Which photos are chosen, by click, Shift, Ctrl, keyboard or a band drawn
//! around them, and what can be done with them.

use std::collections::HashSet;

use eframe::egui::{
    self, Align, Context, Key, Layout as UiLayout, Modifiers, PointerButton, Rect, Sense, Ui,
};
use egui_material_icons::icons;

use super::Ground;
use super::layout::{Piece, Places, photo_rects};
use super::sheets::Sheet;
use crate::app::{Change, Gallery, GalleryCommand, Model};
use crate::domain::PhotoId;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{icon_button, icon_button_enabled};

/// From this width on, in points, the count and the actions share a row.
const ONE_ROW: f32 = 780.0;
/// Near an edge of what is seen the band scrolls, in points.
const EDGE: f32 = 48.0;
/// At most so many points a frame.
const SCROLL: f32 = 26.0;

/// A band that is being drawn.
struct Band {
    /// Where it began, in the content.
    from: (f32, f64),
    /// What was chosen before.
    before: HashSet<PhotoId>,
}

/// The photos that are chosen.
#[derive(Default)]
pub(super) struct Selection {
    on: bool,
    photos: HashSet<PhotoId>,
    /// Where Shift reaches from.
    anchor: Option<PhotoId>,
    band: Option<Band>,
    sheet: Option<Sheet>,
    /// The gallery it was last held against.
    checked: u64,
}

impl Selection {
    /// Whether clicks choose.
    pub(super) fn is_on(&self) -> bool {
        self.on || !self.photos.is_empty()
    }

    /// From now on clicks choose.
    pub(super) fn begin(&mut self) {
        self.on = true;
    }

    /// Nothing is chosen, and clicks open photos again.
    pub(super) fn end(&mut self) {
        self.on = false;
        self.photos.clear();
        self.anchor = None;
        self.band = None;
        self.sheet = None;
    }

    /// Whether something lies over the gallery.
    pub(super) fn has_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Whether a photo is chosen.
    pub(super) fn contains(&self, photo: PhotoId) -> bool {
        self.photos.contains(&photo)
    }

    /// What left the gallery, or what is shown of it, is no longer chosen.
    pub(super) fn follow(&mut self, model: &Model) {
        let gallery = &model.gallery;
        if self.checked != gallery.generation {
            self.checked = gallery.generation;
            self.photos
                .retain(|photo| gallery.place_of(*photo).is_some());
        }
    }

    /// Chooses a photo, or no longer.
    pub(super) fn toggle(&mut self, photo: PhotoId) {
        self.on = true;
        if !self.photos.remove(&photo) {
            self.photos.insert(photo);
        }
        self.anchor = Some(photo);
    }

    /// Chooses everything from the photo last clicked to this one.
    pub(super) fn reach_to(&mut self, gallery: &Gallery, photo: PhotoId) {
        let places = self
            .anchor
            .and_then(|anchor| gallery.place_of(anchor))
            .zip(gallery.place_of(photo));
        let Some((from, to)) = places else {
            return self.toggle(photo);
        };
        self.on = true;
        let chosen = (from.min(to)..=from.max(to)).filter_map(|place| gallery.at(place));
        self.photos.extend(chosen.map(|item| item.id()));
    }

    fn choose_all(&mut self, gallery: &Gallery) {
        self.on = true;
        let all = (0..gallery.count()).filter_map(|place| gallery.at(place));
        self.photos = all.map(|item| item.id()).collect();
    }

    /// The chosen photos in the gallery's order.
    pub(super) fn in_order(&self, gallery: &Gallery) -> Vec<PhotoId> {
        let mut photos: Vec<_> = self
            .photos
            .iter()
            .filter_map(|photo| Some((gallery.place_of(*photo)?, *photo)))
            .collect();
        photos.sort_unstable_by_key(|(place, _)| *place);
        photos.into_iter().map(|(_, photo)| photo).collect()
    }

    /// Esc, Ctrl+A, Delete, F.
    pub(super) fn keys(&mut self, ctx: &Context, model: &Model, actions: &mut Actions) {
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::A) {
            self.choose_all(&model.gallery);
        }
        if !self.is_on() {
            return;
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            return self.end();
        }
        if self.photos.is_empty() || model.read_only().is_some() {
            return;
        }
        if pressed(Modifiers::NONE, Key::Delete) {
            self.change(model, Change::Trash, actions);
        } else if pressed(Modifiers::NONE, Key::F) {
            let change = Change::Favourite(!self.all_favourites(model));
            self.change(model, change, actions);
        }
    }

    fn all_favourites(&self, model: &Model) -> bool {
        self.photos
            .iter()
            .filter_map(|photo| model.gallery.item(*photo))
            .all(|item| item.favourite)
    }

    /// Asks for a change of what is chosen; what goes is no longer chosen.
    pub(super) fn change(&mut self, model: &Model, change: Change, actions: &mut Actions) {
        let photos = self.in_order(&model.gallery);
        let gone = matches!(change, Change::Trash | Change::MoveTo(_));
        actions.push(GalleryCommand::Change(photos, change));
        if gone {
            self.end();
        }
    }

    /// In place of the header: how many, and what can be done with them.
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let wide = ui.available_width() >= ONE_ROW;
        ui.horizontal(|ui| {
            if icon_button(ui, icons::ICON_CLOSE.codepoint, t!("gallery-select-end")).clicked() {
                return self.end();
            }
            let words = match self.photos.len() {
                0 => t!("gallery-select-title").to_owned(),
                count => t!("gallery-selected", count = count),
            };
            heading_ui(ui, theme::title(words));
            if wide {
                ui.with_layout(UiLayout::right_to_left(Align::Center), |ui| {
                    ui.add_space(space::XL);
                    self.actions_ui(ui, model, actions);
                });
            }
        });
        if !wide {
            ui.allocate_ui_with_layout(
                egui::vec2(ui.available_width(), 40.0),
                UiLayout::right_to_left(Align::Center),
                |ui| {
                    ui.add_space(space::XL);
                    self.actions_ui(ui, model, actions);
                },
            );
        }
    }

    /// From the right.
    fn actions_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let any = !self.photos.is_empty();
        let may = any && model.read_only().is_none();
        let button = |ui: &mut Ui, enabled, icon: egui_material_icons::MaterialIcon, name: &str| {
            icon_button_enabled(ui, enabled, icon.codepoint, name).clicked()
        };
        if button(ui, may, icons::ICON_DELETE, t!("gallery-trash")) {
            return self.change(model, Change::Trash, actions);
        }
        if button(ui, any, icons::ICON_DOWNLOAD, t!("gallery-save-copies")) {
            actions.ask(Dialog::SaveCopies(self.in_order(&model.gallery)));
        }
        let copied = model.copied.is_some();
        if button(
            ui,
            may && copied,
            icons::ICON_CONTENT_PASTE,
            t!("gallery-paste-edits"),
        ) {
            actions.push(GalleryCommand::PasteEdits(self.in_order(&model.gallery)));
        }
        let one = self.photos.len() == 1;
        if button(ui, one, icons::ICON_CONTENT_COPY, t!("gallery-copy-edits"))
            && let Some(photo) = self.photos.iter().next()
        {
            actions.push(GalleryCommand::CopyEdits(*photo));
        }
        let others = model.babies.len() > 1;
        if others && button(ui, may, icons::ICON_SWAP_HORIZ, t!("gallery-move")) {
            self.sheet = Some(Sheet::move_to());
        }
        if button(ui, may, icons::ICON_SCHEDULE, t!("gallery-shift")) {
            self.sheet = Some(Sheet::shift());
        }
        if button(ui, may, icons::ICON_SELL, t!("gallery-tag")) {
            self.sheet = Some(Sheet::tag());
        }
        let all = any && self.all_favourites(model);
        let (icon, name) = if all {
            (icons::ICON_HEART_MINUS, t!("gallery-favourite-remove"))
        } else {
            (icons::ICON_FAVORITE, t!("gallery-favourite-add"))
        };
        if button(ui, may, icon, name) {
            self.change(model, Change::Favourite(!all), actions);
        }
        if button(ui, true, icons::ICON_SELECT_ALL, t!("gallery-select-all")) {
            self.choose_all(&model.gallery);
        }
    }

    /// The dialog that is open, if one is.
    pub(super) fn sheets_ui(&mut self, ctx: &Context, model: &Model, actions: &mut Actions) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        let photos = self.in_order(&model.gallery);
        match sheet.show_ui(ctx, model, &photos) {
            super::sheets::Answer::Open => self.sheet = Some(sheet),
            super::sheets::Answer::Cancelled => {}
            super::sheets::Answer::Change(change) => self.change(model, change, actions),
        }
    }

    /// Listens for a drag on the ground and on photos: call it before they are
    /// drawn, so that clicks are theirs.
    pub(super) fn band_begins_ui(&mut self, ui: &mut Ui, ground: &Ground, model: &Model) {
        // A finger that moves scrolls.
        if model.found.is_some() || ui.input(|input| input.any_touches()) {
            self.band = None;
            return;
        }
        let place = ui.clip_rect();
        let response = ui.interact(place, ui.scope_id().with("band"), Sense::drag());
        // A press that goes nowhere is a click, and belongs to the photo.
        let begins = self.band.is_none()
            && response.dragged_by(PointerButton::Primary)
            && ui.input(|input| input.pointer.is_decidedly_dragging());
        if begins && let Some(from) = ui.input(|input| input.pointer.press_origin()) {
            let before = if ui.input(|i| i.modifiers.command || i.modifiers.shift) {
                self.photos.clone()
            } else {
                HashSet::new()
            };
            self.band = Some(Band {
                from: (from.x, ground.in_content(from.y)),
                before,
            });
        } else if !response.dragged() && self.band.take().is_some() {
            self.on = !self.photos.is_empty();
        }
    }

    /// Draws the band and chooses what it touches.
    pub(super) fn band_ui(&mut self, ui: &Ui, ground: &Ground, places: &Places, model: &Model) {
        let Some(band) = &self.band else {
            return;
        };
        let Some(to) = ui.input(|input| input.pointer.interact_pos()) else {
            return;
        };
        let (x, y) = band.from;
        let to_y = ground.in_content(to.y);
        let (left, right) = (x.min(to.x), x.max(to.x));
        let (top, bottom) = (y.min(to_y), y.max(to_y));
        let mut chosen = band.before.clone();
        for strip in places.between(top, bottom) {
            let Piece::Photos(range) = &strip.piece else {
                continue;
            };
            if strip.top + f64::from(strip.height) < top {
                continue;
            }
            for (place, rect) in photo_rects(&model.gallery, range, strip.height, &ground.frame) {
                let (from, until) = (
                    ground.corner.x + rect.left(),
                    ground.corner.x + rect.right(),
                );
                if from <= right
                    && until >= left
                    && let Some(item) = model.gallery.at(place)
                {
                    chosen.insert(item.id());
                }
            }
        }
        self.photos = chosen;
        let screen = |y: f64| ground.corner.y + (y - ground.top) as f32;
        let rect = Rect::from_min_max(
            egui::pos2(left, screen(top).max(-10_000.0)),
            egui::pos2(right, screen(bottom).min(20_000.0)),
        );
        let accent = theme::of(ui).palette.accent;
        ui.painter().rect(
            rect,
            4.0,
            accent.gamma_multiply(0.14),
            egui::Stroke::new(1.0, accent),
            egui::StrokeKind::Inside,
        );
    }

    /// How far to scroll because the band is at an edge of what is seen.
    pub(super) fn wants_scroll(&self, ui: &Ui, seen: Rect) -> Option<f32> {
        self.band.as_ref()?;
        let y = ui.input(|input| input.pointer.interact_pos())?.y;
        let above = (seen.top() + EDGE - y).max(0.0);
        let below = (y - (seen.bottom() - EDGE)).max(0.0);
        let step = (below - above).clamp(-EDGE, EDGE) / EDGE * SCROLL;
        if step == 0.0 {
            return None;
        }
        ui.ctx().request_repaint();
        Some(step)
    }
}
