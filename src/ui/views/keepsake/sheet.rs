//! The page on the table: as it will print, as large as there is room.

use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, ColorImage, Label, Pos2, Rect, RichText, Role, Sense, TextStyle,
    TextureFilter, TextureHandle, TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo,
    epaint::RectShape, pos2, vec2,
};
use egui_material_icons::icons;

use crate::app::Model;
use crate::domain::{BabyId, Month, Paper};
use crate::keepsake::PagePixels;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{ZoomState, icon_toggle, zoomable_picture_ui};

/// Clear space around the page, in points.
const MARGIN: f32 = 32.0;
/// The same where the page lies above its choices.
const SIDE: f32 = 44.0;
/// Paper is never drawn wider than this, in points: beyond it the pixels show.
const WIDEST: f32 = 1100.0;
/// Below this width the button to look closer lies under the page.
const ROOM_BESIDE: f32 = 2.0 * SIDE + 8.0;

/// The page's picture and how it is looked at.
#[derive(Default)]
pub(super) struct Sheet {
    texture: Option<TextureHandle>,
    /// Which page the texture shows.
    shown: Option<(BabyId, Month, u64)>,
    closer: Option<ZoomState>,
}

impl Sheet {
    /// How high a page is that is `width` points wide, with what surrounds it.
    pub(super) fn height_for(&self, model: &Model, width: f32) -> f32 {
        (width - 2.0 * SIDE).max(1.0) / aspect(model) + 2.0 * space::XL
    }

    /// Draws the page into `room` points.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, model: &Model, room: Vec2) {
        self.upload(ui, model);
        let (area, _) = ui.allocate_exact_size(room, Sense::hover());
        let mut ui = ui.new_child(UiBuilder::new().id_salt("sheet").max_rect(area));
        let ui = &mut ui;
        if let Some(sentence) = &model.keepsake.problem {
            self.closer = None;
            return problem_ui(ui, area, sentence);
        }
        let margin = if area.height() > area.width() {
            vec2(SIDE, space::XL)
        } else {
            Vec2::splat(MARGIN)
        };
        let inner = area.shrink2(margin);
        let paper = paper_rect(inner, aspect(model));
        let texture = self.texture.clone();
        match (&texture, &mut self.closer) {
            (Some(texture), Some(zoom)) => {
                let mut place = ui.new_child(UiBuilder::new().max_rect(area.shrink(space::S)));
                let size = area.shrink(space::S).size();
                let picture = Some((texture.id(), texture.size_vec2()));
                let response = zoomable_picture_ui(&mut place, zoom, picture, size);
                let response = response.accessible_name(name(model));
                if response.double_clicked() && zoom.is_fit() {
                    self.closer = None;
                }
            }
            _ => self.whole_ui(ui, model, paper),
        }
        if texture.is_some() {
            self.closer_button_ui(ui, area);
        }
        let stale = model.keepsake.working && texture.is_some();
        updating_ui(ui, area, stale);
    }

    /// Hands a new page to the graphics card, once.
    fn upload(&mut self, ui: &Ui, model: &Model) {
        let state = &model.keepsake;
        let now = state
            .choice
            .as_ref()
            .map(|choice| (choice.baby, choice.month, state.page_generation));
        match (&state.page, now) {
            (Some(page), Some(now)) => {
                if self.shown != Some(now) {
                    self.shown = Some(now);
                    self.put(ui, page);
                }
            }
            _ => {
                self.shown = None;
                self.texture = None;
                self.closer = None;
            }
        }
    }

    fn put(&mut self, ui: &Ui, page: &Arc<PagePixels>) {
        let size = [page.width as usize, page.height as usize];
        if page.rgba.len() != size[0] * size[1] * 4 {
            return;
        }
        // The page is opaque, so premultiplied is what it is.
        let image = ColorImage::from_rgba_premultiplied(size, &page.rgba);
        let options = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));
        match &mut self.texture {
            Some(texture) => texture.set(image, options),
            None => self.texture = Some(ui.ctx().load_texture("keepsake-page", image, options)),
        }
    }

    fn whole_ui(&mut self, ui: &mut Ui, model: &Model, paper: Rect) {
        let theme = theme::of(ui);
        let response = ui.interact(
            paper,
            eframe::egui::Id::unique("keepsake-paper"),
            Sense::click(),
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name(model)));
        crate::ui::widgets::focus::focus_ring_ui(ui, &response, paper, 2);
        let mut shadow = theme.shadow();
        shadow.blur = 28;
        shadow.offset = [0, 8];
        ui.painter().add(shadow.as_shape(paper, 2));
        let tint = theme.palette.photo_tint;
        if let Some(texture) = &self.texture {
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            ui.painter()
                .add(RectShape::filled(paper, 1, tint).with_texture(texture.id(), whole));
            if response.double_clicked() {
                self.look_closer();
            }
        } else {
            // An empty sheet until the first page is there.
            let blank = Rect::from_min_size(paper.min, paper.size());
            let (ground, ink) = theme.palette.blank_paper();
            ui.painter().rect_filled(blank, 1, ground);
            let words = t!("keepsake-view-laying-out");
            let font = TextStyle::Body.resolve(ui.style());
            ui.painter()
                .text(paper.center(), Align2::CENTER_CENTER, words, font, ink);
        }
    }

    fn look_closer(&mut self) {
        let mut zoom = ZoomState::default();
        zoom.actual_size();
        self.closer = Some(zoom);
    }

    fn closer_button_ui(&mut self, ui: &mut Ui, area: Rect) {
        if area.width() < ROOM_BESIDE {
            return;
        }
        let corner =
            Rect::from_min_size(area.right_top() + vec2(-40.0, space::M), Vec2::splat(40.0))
                .translate(vec2(
                    if self.closer.is_some() {
                        -space::L
                    } else {
                        -2.0
                    },
                    0.0,
                ));
        let mut place = ui.new_child(UiBuilder::new().id_salt("closer").max_rect(corner));
        let on = self.closer.is_some();
        if on {
            let palette = theme::of(ui).palette;
            place
                .painter()
                .rect_filled(corner, radius::M, palette.surface_raised);
        }
        let icon = if on {
            icons::ICON_FIT_SCREEN.codepoint
        } else {
            icons::ICON_ZOOM_IN.codepoint
        };
        if icon_toggle(&mut place, on, icon, t!("keepsake-view-closer")).clicked() {
            if on {
                self.closer = None;
            } else {
                self.look_closer();
            }
        }
    }
}

/// What a screen reader says of the page.
fn name(model: &Model) -> String {
    let state = &model.keepsake;
    match &state.choice {
        Some(choice) => {
            let title = match choice.title.trim() {
                "" => state.default_title.as_str(),
                title => title,
            };
            t!(
                "keepsake-view-page-name",
                month = choice.month.label(),
                title = title,
                count = state.chosen.len()
            )
        }
        None => t!("keepsake-view-page").to_owned(),
    }
}

/// Width by height of the page shown, or of the paper chosen.
fn aspect(model: &Model) -> f32 {
    let state = &model.keepsake;
    let (width, height) = match (&state.page, &state.choice) {
        (Some(page), _) => (page.width as f32, page.height as f32),
        (None, Some(choice)) => choice.size_mm(),
        (None, None) => Paper::default().size_mm(),
    };
    width / height.max(1.0)
}

/// The largest sheet that fits, in the middle.
fn paper_rect(room: Rect, aspect: f32) -> Rect {
    let width = room.width().min(room.height() * aspect).clamp(1.0, WIDEST);
    let size = vec2(width, width / aspect.max(0.01));
    Rect::from_center_size(room.center(), size)
}

/// A small quiet mark while a newer page is made.
fn updating_ui(ui: &Ui, area: Rect, working: bool) {
    let shown = ui.ctx().animate_bool_with_time(
        eframe::egui::Id::unique("keepsake-updating"),
        working,
        theme::of(ui).motion.calm_s,
    );
    if shown <= 0.0 {
        return;
    }
    let palette = theme::of(ui).palette;
    let ink = palette.text.gamma_multiply(shown);
    let font = TextStyle::Small.resolve(ui.style());
    let words = ui
        .painter()
        .layout_no_wrap(t!("keepsake-view-updating").to_owned(), font, ink);
    let size = words.size() + vec2(2.0 * space::M, space::S);
    let middle = pos2(
        area.center().x,
        area.bottom() - size.y / 2.0 - space::S / 2.0,
    );
    let pill = Rect::from_center_size(middle, size);
    ui.painter().rect(
        pill,
        radius::PILL,
        palette.surface_raised.gamma_multiply(shown),
        eframe::egui::Stroke::new(1.0, palette.outline.gamma_multiply(shown)),
        eframe::egui::StrokeKind::Inside,
    );
    let at = pill.center() - words.size() / 2.0;
    ui.painter().galley(at, words, Color32::PLACEHOLDER);
}

fn problem_ui(ui: &mut Ui, area: Rect, sentence: &str) {
    let width = (area.width() - 2.0 * space::XL).clamp(200.0, 460.0);
    let card = Rect::from_center_size(area.center(), vec2(width, 220.0));
    let mut place = ui.new_child(
        UiBuilder::new()
            .max_rect(card)
            .layout(eframe::egui::Layout::top_down(eframe::egui::Align::Center)),
    );
    let palette = theme::of(ui).palette;
    let mark = icons::ICON_SENTIMENT_DISSATISFIED.codepoint;
    place.label(theme::icon(mark, 44.0).color(palette.text_quiet));
    place.add_space(space::S);
    heading_ui(
        &mut place,
        RichText::new(t!("keepsake-view-problem")).heading(),
    );
    place.add_space(space::XS);
    place.add(Label::new(RichText::new(sentence)).wrap());
}
