//! Which photos and entries of words are chosen, by click, Shift, Ctrl,
//! keyboard or a band drawn around them, and what can be done with them.

use std::collections::HashSet;

use eframe::egui::{
    self, Align, Context, Key, Layout as UiLayout, Modifiers, PointerButton, Rect, Sense, Ui,
};
use egui_material_icons::icons;

use super::Ground;
use super::layout::{Piece, Places, Spot, card_rects, photo_rects};
use super::set::{Anchor, Set};
use super::sheets::Sheet;
use crate::app::{Change, Chosen, Gallery, GalleryCommand, Model, WordEntry};
use crate::domain::{EntryId, PhotoId};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{icon_button, icon_button_enabled};

/// Side of the button of an action, in points.
const BUTTON: f32 = 40.0;
/// Near an edge of what is seen the band scrolls, in points.
const EDGE: f32 = 48.0;
/// At most so many points a frame.
const SCROLL: f32 = 26.0;

/// A band that is being drawn.
struct Band {
    /// Where it began, in the content.
    from: (f32, f64),
    /// What was chosen before.
    before: Set,
}

/// The photos and entries of words that are chosen.
#[derive(Default)]
pub(super) struct Selection {
    on: bool,
    set: Set,
    anchor: Option<Anchor>,
    band: Option<Band>,
    sheet: Option<Sheet>,
    /// Whether something that can be chosen has the keyboard.
    focused: bool,
    /// The gallery it was last held against.
    checked: u64,
    /// Whether all of it are favourites, and all of it in order: worked out
    /// once, not in every frame, since all photos may be chosen.
    all_favourites: Option<(u64, bool)>,
    ordered: Option<Chosen>,
}

impl Selection {
    /// Whether clicks choose.
    pub(super) fn is_on(&self) -> bool {
        self.on || !self.set.is_empty()
    }

    /// From now on clicks choose.
    pub(super) fn begin(&mut self) {
        self.on = true;
    }

    /// Nothing is chosen, and clicks open photos again.
    pub(super) fn end(&mut self) {
        self.choose(Set::default());
        self.on = false;
        self.anchor = None;
        self.band = None;
        self.sheet = None;
    }

    /// From now on this is chosen.
    fn choose(&mut self, set: Set) {
        self.set = set;
        self.forget();
    }

    /// What is known of the set has to be worked out anew.
    fn forget(&mut self) {
        self.all_favourites = None;
        self.ordered = None;
    }

    /// Whether something lies over the gallery.
    pub(super) fn has_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Whether the keys are for what is chosen: no field or button has them.
    /// Once a frame, before anything is drawn.
    pub(super) fn has_keys(&mut self, ctx: &Context) -> bool {
        std::mem::take(&mut self.focused) || !ctx.egui_wants_keyboard_input()
    }

    /// Tells whether something that can be chosen has the keyboard.
    pub(super) fn saw(&mut self, focused: bool) {
        self.focused |= focused;
    }

    /// Whether a photo is chosen.
    pub(super) fn has_photo(&self, photo: PhotoId) -> bool {
        self.set.photos.contains(&photo)
    }

    /// Whether an entry of words is chosen.
    pub(super) fn has_words(&self, entry: EntryId) -> bool {
        self.set.words.contains(&entry)
    }

    /// What left the gallery, or what is shown of it, is no longer chosen.
    pub(super) fn follow(&mut self, model: &Model) {
        let gallery = &model.gallery;
        if self.checked != gallery.generation {
            self.checked = gallery.generation;
            self.forget();
            self.set
                .photos
                .retain(|photo| gallery.place_of(*photo).is_some());
            if !self.set.words.is_empty() {
                let shown: HashSet<_> = gallery.words().map(|entry| entry.id).collect();
                self.set.words.retain(|entry| shown.contains(entry));
            }
        }
    }

    /// Chooses what stands at a spot, or no longer.
    pub(super) fn toggle(&mut self, gallery: &Gallery, spot: Spot) {
        self.on = true;
        self.forget();
        if self.set.has(gallery, spot) {
            self.set.take(gallery, spot);
        } else {
            self.set.put(gallery, spot);
        }
        self.anchor = Anchor::at(gallery, spot);
    }

    /// Chooses everything from what was last clicked to this, as it is read.
    pub(super) fn reach_to(&mut self, gallery: &Gallery, places: &Places, to: Spot) {
        let Some(anchor) = self.anchor else {
            return self.toggle(gallery, to);
        };
        let is_anchor = anchor.finds(gallery);
        let is_end = |spot: &Spot| *spot == to || is_anchor(*spot);
        let mut rest = places.spots().skip_while(|spot| !is_end(spot));
        let Some(first) = rest.next() else {
            return self.toggle(gallery, to);
        };
        let mut chosen = vec![first];
        // Back to where it began, it is that alone.
        let alone = first == to && is_anchor(to);
        let mut reached = alone;
        while !reached && let Some(spot) = rest.next() {
            chosen.push(spot);
            reached = is_end(&spot);
        }
        if !reached {
            // The anchor is no longer shown.
            return self.toggle(gallery, to);
        }
        self.on = true;
        self.forget();
        for spot in chosen {
            self.set.put(gallery, spot);
        }
    }

    fn choose_all(&mut self, gallery: &Gallery) {
        self.on = true;
        let all = (0..gallery.count()).filter_map(|place| gallery.at(place));
        self.choose(Set {
            photos: all.map(|item| item.id()).collect(),
            words: gallery.words().map(|entry| entry.id).collect(),
        });
    }

    /// The chosen photos in the gallery's order.
    fn photos_in_order(&self, gallery: &Gallery) -> Vec<PhotoId> {
        let mut photos: Vec<_> = self
            .set
            .photos
            .iter()
            .filter_map(|photo| Some((gallery.place_of(*photo)?, *photo)))
            .collect();
        photos.sort_unstable_by_key(|(place, _)| *place);
        photos.into_iter().map(|(_, photo)| photo).collect()
    }

    /// The chosen entries of words, newest first.
    fn words_in_order<'a>(&'a self, gallery: &'a Gallery) -> impl Iterator<Item = &'a WordEntry> {
        // Most of the time there are none, and nothing has to be looked at.
        let words = (!self.set.words.is_empty()).then(|| gallery.words());
        words
            .into_iter()
            .flatten()
            .filter(|entry| self.set.words.contains(&entry.id))
    }

    fn in_order(&self, gallery: &Gallery) -> Chosen {
        Chosen {
            photos: self.photos_in_order(gallery),
            words: self.words_in_order(gallery).map(|entry| entry.id).collect(),
        }
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
        if self.set.is_empty() || model.read_only().is_some() {
            return;
        }
        if pressed(Modifiers::NONE, Key::Delete) {
            self.change(model, Change::Trash, actions);
        } else if pressed(Modifiers::NONE, Key::F) {
            let change = Change::Favourite(!self.all_favourites(model));
            self.change(model, change, actions);
        }
    }

    fn all_favourites(&mut self, model: &Model) -> bool {
        let marks = model.gallery.marks;
        let known = self.all_favourites.filter(|(at, _)| *at == marks);
        let all = known.map_or_else(|| self.are_favourites(model), |(_, all)| all);
        self.all_favourites = Some((marks, all));
        all
    }

    fn are_favourites(&self, model: &Model) -> bool {
        let mut photos = self.set.photos.iter();
        photos.all(|photo| {
            let item = model.gallery.item(*photo);
            item.is_none_or(|item| item.favourite)
        }) && self
            .words_in_order(&model.gallery)
            .all(|entry| entry.favourite)
    }

    /// Asks for a change of what is chosen; what goes is no longer chosen.
    pub(super) fn change(&mut self, model: &Model, change: Change, actions: &mut Actions) {
        let chosen = self.in_order(&model.gallery);
        let gone = matches!(change, Change::Trash | Change::MoveTo(_));
        actions.push(GalleryCommand::Change(chosen, change));
        if gone {
            self.end();
        }
    }

    /// In place of the header: how many, and what can be done with them.
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let words = self.title();
        let size = |title: &egui::RichText| {
            let wrap = Some(egui::TextWrapMode::Extend);
            let title = egui::WidgetText::from(title.clone());
            let galley = title.into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Body);
            galley.size()
        };
        // The count and the actions share a row where both have room, if need
        // be in smaller letters: what one points at should stay where it is.
        let step = BUTTON + ui.spacing().item_spacing.x;
        let buttons = step * if model.babies.len() > 1 { 10.0 } else { 9.0 };
        let room = ui.available_width() - 2.0 * space::XL;
        let (large, small) = (theme::title(&words), egui::RichText::new(&words).heading());
        let wide = size(&small).x + buttons <= room;
        let least = size(&large);
        let fits = least.x + if wide { buttons } else { step } <= room;
        let title = if fits { large } else { small };
        ui.horizontal(|ui| {
            ui.set_min_height(least.y);
            if icon_button(ui, icons::ICON_CLOSE.codepoint, t!("gallery-select-end")).clicked() {
                return self.end();
            }
            heading_ui(ui, title);
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

    /// How many of what is chosen; only what there is is named.
    fn title(&self) -> String {
        match (self.set.photos.len(), self.set.words.len()) {
            (0, 0) => t!("gallery-select-title").to_owned(),
            (photos, 0) => t!("gallery-selected", count = photos),
            (0, entries) => t!("gallery-selected-entries", count = entries),
            (photos, entries) => {
                t!("gallery-selected-both", photos = photos, entries = entries)
            }
        }
    }

    /// From the right.
    fn actions_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let any = !self.set.is_empty();
        let may = any && model.read_only().is_none();
        let button = |ui: &mut Ui, enabled, icon: egui_material_icons::MaterialIcon, name: &str| {
            icon_button_enabled(ui, enabled, icon.codepoint, name).clicked()
        };
        if button(ui, may, icons::ICON_DELETE, t!("gallery-trash")) {
            return self.change(model, Change::Trash, actions);
        }
        let photos = self.set.photos.len();
        // What is for photos says so as soon as entries of words are chosen.
        let with_words = !self.set.words.is_empty();
        let for_photos =
            |ui: &mut Ui, enabled, icon: egui_material_icons::MaterialIcon, name: &str| {
                let mut response = icon_button_enabled(ui, enabled, icon.codepoint, name);
                if with_words {
                    let words = t!("gallery-photos-only");
                    ui.ctx().accesskit_node_builder(response.id, |node| {
                        node.set_description(words);
                    });
                    response = response.on_hover_text(words).on_disabled_hover_text(words);
                }
                response.clicked()
            };
        let save = icons::ICON_DOWNLOAD;
        if for_photos(ui, photos > 0, save, t!("gallery-save-copies")) {
            let photos = self.photos_in_order(&model.gallery);
            actions.ask(Dialog::SaveCopies(photos));
        }
        let paste = photos > 0 && may && model.copied.is_some();
        let icon = icons::ICON_CONTENT_PASTE;
        if for_photos(ui, paste, icon, t!("gallery-paste-edits")) {
            let photos = self.photos_in_order(&model.gallery);
            actions.push(GalleryCommand::PasteEdits(photos));
        }
        let copy = icons::ICON_CONTENT_COPY;
        if for_photos(ui, photos == 1, copy, t!("gallery-copy-edits"))
            && let Some(photo) = self.set.photos.iter().next()
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
        let chosen = self
            .ordered
            .take()
            .unwrap_or_else(|| self.in_order(&model.gallery));
        match sheet.show_ui(ctx, model, &chosen) {
            super::sheets::Answer::Open => {
                self.sheet = Some(sheet);
                self.ordered = Some(chosen);
            }
            super::sheets::Answer::Cancelled => {}
            super::sheets::Answer::Change(change) => self.change(model, change, actions),
        }
    }

    /// Listens for a drag on the ground and on photos: call it before they are
    /// drawn, so that clicks are theirs.
    pub(super) fn band_begins_ui(&mut self, ui: &mut Ui, ground: &Ground<'_>, model: &Model) {
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
                self.set.clone()
            } else {
                Set::default()
            };
            self.band = Some(Band {
                from: (from.x, ground.in_content(from.y)),
                before,
            });
        } else if !response.dragged() && self.band.take().is_some() {
            self.on = !self.set.is_empty();
        }
    }

    /// Draws the band and chooses what it touches.
    pub(super) fn band_ui(&mut self, ui: &Ui, ground: &Ground<'_>, model: &Model) {
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
        let touched = |rect: &Rect| {
            ground.corner.x + rect.left() <= right && ground.corner.x + rect.right() >= left
        };
        let gallery = &model.gallery;
        for strip in ground.places.between(top, bottom) {
            if strip.top + f64::from(strip.height) < top {
                continue;
            }
            let (height, frame) = (strip.height, &ground.frame);
            match &strip.piece {
                Piece::Photos(range) => photo_rects(gallery, range, height, frame)
                    .filter(|(_, rect)| touched(rect))
                    .for_each(|(place, _)| chosen.put(gallery, Spot::Photo(place))),
                Piece::Words(range) => range
                    .clone()
                    .zip(card_rects(&strip.piece, height, frame))
                    .filter(|(_, rect)| touched(rect))
                    .for_each(|(at, _)| chosen.put(gallery, Spot::Words(strip.section, at))),
                Piece::Heading | Piece::Hits(_) => {}
            }
        }
        self.choose(chosen);
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
