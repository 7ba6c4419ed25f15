//! All photos and entries of words, newest first, under months that tell the
//! baby's age. Only what is in view is drawn.

mod arrivals;
mod cards;
mod empty;
mod filters;
mod layout;
mod looking_back;
mod parts;
mod returning;
mod scrubber;
mod selection;
mod set;
mod sheets;
mod slideshow;
mod tiny;

use eframe::egui::{
    self, Align, Layout as UiLayout, Rect, ScrollArea, Ui, pos2,
    scroll_area::{ScrollBarVisibility, ScrollSource},
    vec2,
};
use egui_material_icons::icons;

use super::Stage;
use crate::app::{EntryCommand, GalleryCommand, Model, ViewerCommand};
use crate::ui::actions::Actions;
use crate::ui::deeds::Deed;
use crate::ui::theme::{self, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{choice_row_ui, icon_button_enabled, icon_toggle};
use cards::HitCard;
use filters::Filters;
use layout::{Frame, Hit, Level, Piece, Places, Spot, Strip};
use scrubber::Scrubber;
use selection::Selection;
use slideshow::Slideshow;

/// Row heights one can choose from, in points.
const ROW_HEIGHTS: std::ops::RangeInclusive<f32> = 48.0..=520.0;

/// From this width on, in points, the field for words stands in the header.
const WIDE: f32 = 820.0;

/// From this width on, in points, the levels stand there too.
const WITH_LEVELS: f32 = 980.0;

/// The narrowest the field for words may get beside the count, in points.
const FIELD_LEAST: f32 = 120.0;

/// The gallery's own draft.
pub struct GalleryView {
    row_height: f32,
    places: Places,
    arrivals: arrivals::Strip,
    filters: Filters,
    selection: Selection,
    scrubber: Scrubber,
    slideshow: Option<Slideshow>,
    tiny: tiny::Rows,
    /// Where it was when the window was closed.
    returning: Option<returning::Returning>,
    /// Width of the levels and of the buttons in the header, as last drawn.
    header: (f32, f32),
    /// Where to scroll with the next frame, in points from the top.
    scroll_to: Option<f64>,
    /// How far down it is scrolled and how much is seen, in points.
    seen: (f64, f64),
    /// The words and entries whose excerpts were asked for last.
    asked: (String, Vec<i64>),
}

impl Default for GalleryView {
    fn default() -> Self {
        Self {
            row_height: 210.0,
            places: Places::default(),
            arrivals: arrivals::Strip::default(),
            filters: Filters::default(),
            selection: Selection::default(),
            scrubber: Scrubber::default(),
            slideshow: None,
            tiny: tiny::Rows::default(),
            returning: None,
            header: (0.0, 0.0),
            scroll_to: None,
            seen: (0.0, 0.0),
            asked: <(String, Vec<i64>)>::default(),
        }
    }
}

impl GalleryView {
    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        if !model.loaded {
            // A moment at most: an empty ground is calmer than a flash of words.
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_millis(100));
            return;
        }
        if let Some(show) = &mut self.slideshow {
            if show.show_ui(ui.ctx(), model, stage) {
                self.slideshow = None;
            }
            // Nothing behind it is seen, and nothing is asked for.
            return;
        }
        if model.gallery.is_empty() && model.arrivals.is_empty() {
            return empty::nothing_yet_ui(ui, model, stage, actions);
        }
        self.selection.follow(model);
        self.keys(ui, model, actions);
        let typing = ui.ctx().text_edit_focused();
        for _ in stage
            .hands
            .asked(ui.ctx(), model, |deed| deed == Deed::Undo, |_| !typing)
        {
            if let Some(number) = model.last_change {
                actions.push(GalleryCommand::TakeBack(number));
            }
        }
        if self.filters.is_called() {
            // The field for words is in the header.
            self.selection.end();
        }
        egui::Frame::new()
            .inner_margin(egui::Margin {
                left: space::XL as i8,
                right: 0,
                top: space::L as i8,
                bottom: 0,
            })
            .show(ui, |ui| {
                if self.selection.is_on() {
                    self.selection.bar_ui(ui, model, actions);
                } else {
                    self.header_ui(ui, model, actions);
                }
                self.filters.chips_ui(ui, model, actions);
                ui.add_space(space::S);
                self.arrivals.show_ui(ui, model);
                if model.gallery.sections().is_empty() {
                    empty::nothing_found_ui(ui, model, stage, actions);
                } else {
                    self.photos_ui(ui, model, stage, actions);
                }
            });
        self.selection.sheets_ui(ui.ctx(), model, actions);
    }

    /// Every key here has a button or a click too.
    fn keys(&mut self, ui: &Ui, model: &Model, actions: &mut Actions) {
        let covered = model.report.is_some() || self.selection.has_sheet();
        if covered || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        self.filters.keys(ui.ctx(), model, actions);
        if self.selection.has_keys(ui.ctx()) {
            self.selection.keys(ui.ctx(), model, actions);
            self.page_keys(ui);
        }
        // Ctrl and the wheel, or two fingers.
        let zoom = ui.input(|input| input.zoom_delta());
        if (zoom - 1.0).abs() > 1e-3 {
            self.zoom(zoom);
        }
    }

    /// A screen on or back, and to either end.
    fn page_keys(&mut self, ui: &Ui) {
        let (offset, height) = self.seen;
        // A row of the screen before stays in sight.
        let screen = (height - f64::from(self.row_height.min(120.0))).max(height / 2.0);
        let end = self.places.height() + f64::from(space::XL) - height;
        for (key, to) in [
            (egui::Key::PageDown, offset + screen),
            (egui::Key::PageUp, offset - screen),
            (egui::Key::Home, 0.0),
            (egui::Key::End, end),
        ] {
            if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
                self.scroll_to = Some(to.clamp(0.0, end.max(0.0)));
            }
        }
    }

    fn header_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let (all, shown) = (model.gallery.items.len(), model.gallery.count());
        let room = ui.available_width();
        let wide = room >= WIDE;
        ui.horizontal(|ui| {
            heading_ui(ui, theme::title(t!("gallery-title")));
            ui.add_space(space::S);
            let count = if model.filter.is_empty() {
                t!("count-photos", count = all)
            } else if model.found.is_some() {
                t!("gallery-entries", count = model.gallery.entries())
            } else {
                t!("gallery-of", count = shown, all = all)
            };
            // The count is told where it takes the room of nothing else.
            let (levels, buttons) = self.header;
            let mut others = buttons + space::S;
            if room >= WITH_LEVELS {
                others += space::L + levels;
            }
            if wide {
                others += FIELD_LEAST;
            }
            let count = egui::WidgetText::from(theme::quiet(ui, count));
            let wrap = Some(egui::TextWrapMode::Extend);
            let count = count.into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Body);
            if count.size().x + others <= ui.available_width() {
                ui.add(egui::Label::new(count));
            }
            let mut widths = (levels, 0.0);
            if room >= WITH_LEVELS {
                ui.add_space(space::L);
                let left = ui.cursor().left();
                self.levels_ui(ui);
                widths.0 = ui.cursor().left() - left;
            }
            ui.with_layout(UiLayout::right_to_left(Align::Center), |ui| {
                let right = ui.cursor().right();
                ui.add_space(space::XL);
                self.buttons_ui(ui, model, actions);
                widths.1 = right - ui.cursor().right();
                let moved = |one: f32, other: f32| (one - other).abs() > 0.5;
                if moved(levels, widths.0) || moved(buttons, widths.1) {
                    self.header = widths;
                    ui.ctx().request_discard("widths");
                }
                if wide {
                    self.filters.field_ui(ui, model, actions);
                }
            });
        });
        if room < WITH_LEVELS {
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                ui.set_max_width(room - space::XL);
                self.levels_ui(ui);
                if !wide {
                    self.filters.field_ui(ui, model, actions);
                }
            });
        }
    }

    /// Years, months, days: how large the pictures are, and what stands under
    /// a heading.
    fn levels_ui(&mut self, ui: &mut Ui) {
        let levels = [
            (Level::Years, t!("gallery-level-years")),
            (Level::Months, t!("gallery-level-months")),
            (Level::Days, t!("gallery-level-days")),
        ];
        let mut level = Some(Level::of(self.row_height));
        if choice_row_ui(ui, "", &levels, &mut level)
            && let Some(level) = level
        {
            self.row_height = level.row_height();
        }
    }

    /// From the right.
    fn buttons_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let (small, large) = (*ROW_HEIGHTS.start(), *ROW_HEIGHTS.end());
        let larger = icons::ICON_ZOOM_IN.codepoint;
        if icon_button_enabled(ui, self.row_height < large, larger, t!("gallery-larger")).clicked()
        {
            self.zoom(1.25);
        }
        let smaller = icons::ICON_ZOOM_OUT.codepoint;
        if icon_button_enabled(ui, self.row_height > small, smaller, t!("gallery-smaller"))
            .clicked()
        {
            self.zoom(0.8);
        }
        let play = icons::ICON_SLIDESHOW.codepoint;
        if icon_button_enabled(ui, model.gallery.count() > 0, play, t!("gallery-slideshow"))
            .clicked()
        {
            let from = self.places.anchor().unwrap_or_default();
            self.slideshow = Slideshow::new(&model.gallery, from);
        }
        let select = icons::ICON_CHECK_CIRCLE.codepoint;
        if icon_toggle(ui, false, select, t!("gallery-select")).clicked() {
            self.selection.begin();
        }
        self.filters.button_ui(ui, model, actions);
    }

    fn zoom(&mut self, factor: f32) {
        self.row_height =
            (self.row_height * factor).clamp(*ROW_HEIGHTS.start(), *ROW_HEIGHTS.end());
    }

    fn photos_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let width = ui.available_width() - scrubber::WIDTH;
        let rows = looking_back::rows_of(model, self.row_height);
        let frame = Frame {
            width: width.round(),
            row_height: self.row_height,
            hits: model.found.is_some(),
            lead: looking_back::height_of(rows),
        };
        // While sizing, what was in the middle stays in the middle.
        let anchor = self.places.anchor();
        if self.places.arrange(&model.gallery, frame) {
            let offset = anchor.and_then(|at| self.places.offset_of(at));
            self.scroll_to = self.scroll_to.or(offset);
        }
        let back = self.way_back(model, ui.input(|input| input.time));
        self.scroll_to = self.scroll_to.or(back);
        let mut area = ScrollArea::vertical()
            .id_salt(("memories", model.baby, frame.hits))
            .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
            .scroll_source(ScrollSource {
                scroll_bar: false,
                ..ScrollSource::default()
            })
            .auto_shrink(false);
        if let Some(offset) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(offset as f32);
        }
        let place = ui.available_rect_before_wrap();
        let height = self.places.height() + f64::from(space::XL);
        let mut wanted = Vec::new();
        let shown = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(height as f32);
            ui.set_width(width);
            let top = f64::from(viewport.min.y);
            let bottom = f64::from(viewport.max.y);
            let ground = Ground {
                corner: place.min,
                top,
                frame,
                places: &self.places,
            };
            self.selection.band_begins_ui(ui, &ground, model);
            self.tiny.begin(ui);
            if top < f64::from(frame.lead) {
                let lead = rect_at(0.0, 0.0, width, frame.lead);
                looking_back::rows_ui(ui, ground.on_screen(0.0, lead), rows, stage, actions);
            }
            for strip in self.places.between(top, bottom) {
                if strip.piece == Piece::Heading {
                    let rect = rect_at(0.0, 0.0, width, strip.height);
                    let place = ground.on_screen(strip.top, rect);
                    if let Some(group) = self.places.group(strip.section) {
                        parts::heading_ui(ui, place, group, model);
                    }
                    continue;
                }
                strip_ui(
                    ui,
                    &ground,
                    &strip,
                    model,
                    &mut self.selection,
                    &mut self.tiny,
                    stage,
                    actions,
                    &mut wanted,
                );
            }
            self.selection.band_ui(ui, &ground, model);
        });
        let offset = f64::from(shown.state.clamped_offset().y);
        let seen = shown.inner_rect;
        self.places.set_seen(offset, seen.height());
        self.seen = (offset, f64::from(seen.height()));
        if let Some(step) = self.selection.wants_scroll(ui, seen) {
            self.scroll_to = Some(offset + f64::from(step));
        }
        let rail = Rect::from_min_max(pos2(seen.left() + width, seen.top()), seen.max);
        if let Some(offset) = self.scrubber.show_ui(ui, rail, model, &self.places, offset) {
            self.scroll_to = Some(offset);
        }
        if let Some(found) = &model.found
            && !wanted.is_empty()
            && (&found.words, &wanted) != (&self.asked.0, &self.asked.1)
        {
            self.asked = (found.words.clone(), wanted.clone());
            actions.push(GalleryCommand::Excerpts(wanted));
        }
    }
}

/// Where the content stands on screen: its height goes beyond what screen
/// coordinates can tell apart.
struct Ground<'a> {
    /// Where what is seen begins on screen.
    corner: egui::Pos2,
    /// The height of the content that stands there.
    top: f64,
    frame: Frame,
    places: &'a Places,
}

impl Ground<'_> {
    /// A place of the content, on screen.
    fn on_screen(&self, top: f64, rect: Rect) -> Rect {
        rect.translate(vec2(self.corner.x, self.corner.y + (top - self.top) as f32))
    }

    /// A height on screen, in the content.
    fn in_content(&self, y: f32) -> f64 {
        self.top + f64::from(y - self.corner.y)
    }
}

#[expect(clippy::too_many_arguments, reason = "everything a strip may show")]
fn strip_ui(
    ui: &mut Ui,
    ground: &Ground<'_>,
    strip: &Strip<'_>,
    model: &Model,
    selection: &mut Selection,
    tiny: &mut tiny::Rows,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
    wanted: &mut Vec<i64>,
) {
    let Some(section) = model.gallery.sections().get(strip.section) else {
        return;
    };
    match &strip.piece {
        Piece::Heading => {}
        Piece::Words(range) => {
            let rects = layout::card_rects(&strip.piece, strip.height, &ground.frame);
            let words = section.words.get(range.clone()).unwrap_or_default();
            for ((at, entry), rect) in range.clone().zip(words).zip(rects) {
                let rect = ground.on_screen(strip.top, rect);
                let chosen = selection.has_words(entry.id);
                let response = cards::word_ui(ui, rect, entry, chosen);
                selection.saw(response.has_focus());
                if response.clicked() {
                    let spot = Spot::Words(strip.section, at);
                    clicked(ui, spot, model, ground, selection, actions);
                }
            }
        }
        Piece::Photos(places) if strip.height < layout::TINY => {
            let row = tiny::Row {
                ground,
                strip,
                places,
                model,
                selection,
            };
            let (place, focused) = tiny.row_ui(ui, &row, stage);
            selection.saw(focused);
            if let Some(place) = place {
                clicked(ui, Spot::Photo(place), model, ground, selection, actions);
            }
        }
        Piece::Photos(places) => {
            let rects = layout::photo_rects(&model.gallery, places, strip.height, &ground.frame);
            for (place, rect) in rects {
                let Some(item) = model.gallery.at(place) else {
                    continue;
                };
                let rect = ground.on_screen(strip.top, rect);
                let chosen = selection.has_photo(item.id());
                let response = parts::photo_ui(ui, rect, item, chosen, stage);
                selection.saw(response.has_focus());
                let away = model.offline.contains(&item.id());
                if parts::away_ui(ui, rect, away, response).clicked() {
                    clicked(ui, Spot::Photo(place), model, ground, selection, actions);
                }
            }
        }
        Piece::Hits(hits) => {
            let rects = layout::card_rects(&strip.piece, strip.height, &ground.frame);
            for (hit, rect) in hits.iter().zip(rects) {
                let rect = ground.on_screen(strip.top, rect);
                if hit_ui(ui, rect, *hit, section, model, selection, stage, wanted) {
                    let spot = hit.spot(strip.section);
                    clicked(ui, spot, model, ground, selection, actions);
                }
            }
        }
    }
}

fn clicked(
    ui: &Ui,
    spot: Spot,
    model: &Model,
    ground: &Ground<'_>,
    selection: &mut Selection,
    actions: &mut Actions,
) {
    let gallery = &model.gallery;
    let modifiers = ui.input(|input| input.modifiers);
    if modifiers.shift {
        return selection.reach_to(gallery, ground.places, spot);
    }
    if selection.is_on() || modifiers.command {
        return selection.toggle(gallery, spot);
    }
    match spot {
        Spot::Photo(place) | Spot::Found(place) => {
            if let Some(item) = gallery.at(place) {
                actions.push(ViewerCommand::Open(item.id()));
            }
        }
        Spot::Words(section, at) => {
            if let Some(entry) = gallery.words_at(section, at) {
                actions.push(EntryCommand::Open(entry.id));
            }
        }
    }
}

/// Says whether it was clicked.
#[expect(clippy::too_many_arguments, reason = "everything a hit may show")]
fn hit_ui(
    ui: &mut Ui,
    rect: Rect,
    hit: Hit,
    section: &crate::app::MonthSection,
    model: &Model,
    selection: &mut Selection,
    stage: &mut Stage<'_>,
    wanted: &mut Vec<i64>,
) -> bool {
    let (item, words) = match hit {
        Hit::Photo(place) => (model.gallery.at(place), None),
        Hit::Words(at) => (None, section.words.get(at)),
    };
    let known = item
        .map(|item| (item.entry, item.seq, &item.moment, &item.caption))
        .or_else(|| words.map(|entry| (entry.id, entry.seq, &entry.moment, &entry.caption)));
    let Some((entry, seq, moment, caption)) = known else {
        return false;
    };
    let excerpt = model
        .found
        .as_ref()
        .and_then(|found| found.excerpts.get(&seq));
    wanted.push(seq);
    let card = HitCard {
        item,
        entry,
        when: parts::when(moment, model.current_baby()),
        excerpt,
        caption,
        selected: match item {
            Some(item) => selection.has_photo(item.id()),
            None => selection.has_words(entry),
        },
    };
    let response = cards::hit_ui(ui, rect, &card, stage);
    selection.saw(response.has_focus());
    response.clicked()
}

/// Corners of a rectangle at a point with a size.
fn rect_at(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(x, y), vec2(width, height))
}
