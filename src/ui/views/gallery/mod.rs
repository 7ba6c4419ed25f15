//! All photos, newest first, under months that tell the baby's age. Only what
//! is in view is drawn.

mod arrivals;
mod layout;

use eframe::egui::{
    self, Align, Color32, Label, Layout as UiLayout, Rect, RichText, ScrollArea, Sense, Ui,
    UiBuilder, pos2, vec2,
};
use egui_material_icons::icons;

use super::Stage;
use crate::app::{EntryCommand, Model, MonthSection, ViewerCommand, WordEntry};
use crate::photo::ThumbSize;
use crate::store::gallery::GalleryItem;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::{clock, elide, is_right_to_left, long_date, plural};
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::buttons::{icon_button_enabled, primary_button, quiet_button};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::page::{empty_state_ui, heading_ui};
use crate::ui::widgets::picture::{PictureArgs, picture_ui};
use crate::ui::widgets::words_ui;
use layout::{Piece, Places};

/// Row heights one can choose from, in points.
const ROW_HEIGHTS: std::ops::RangeInclusive<f32> = 90.0..=420.0;

/// The gallery's own draft.
pub struct GalleryView {
    row_height: f32,
    places: Places,
    arrivals: arrivals::Strip,
}

impl Default for GalleryView {
    fn default() -> Self {
        Self {
            row_height: 210.0,
            places: Places::default(),
            arrivals: arrivals::Strip::default(),
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
        if model.gallery.is_empty() && model.arrivals.is_empty() {
            return empty_ui(ui, model, stage, actions);
        }
        egui::Frame::new()
            .inner_margin(egui::Margin {
                left: space::XL as i8,
                right: 0,
                top: space::L as i8,
                bottom: 0,
            })
            .show(ui, |ui| {
                self.header_ui(ui, model);
                ui.add_space(space::S);
                self.arrivals.show_ui(ui, model);
                self.photos_ui(ui, model, stage, actions);
            });
    }

    fn header_ui(&mut self, ui: &mut Ui, model: &Model) {
        let count = model.gallery.items.len();
        ui.horizontal(|ui| {
            heading_ui(ui, theme::title("Memories"));
            ui.add_space(space::S);
            ui.label(theme::quiet(ui, plural(count as u64, "photo", "photos")));
            ui.with_layout(UiLayout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::XL);
                let (small, large) = (*ROW_HEIGHTS.start(), *ROW_HEIGHTS.end());
                if icon_button_enabled(
                    ui,
                    self.row_height < large,
                    icons::ICON_ZOOM_IN.codepoint,
                    "Larger pictures",
                )
                .clicked()
                {
                    self.zoom(1.25);
                }
                if icon_button_enabled(
                    ui,
                    self.row_height > small,
                    icons::ICON_ZOOM_OUT.codepoint,
                    "Smaller pictures",
                )
                .clicked()
                {
                    self.zoom(0.8);
                }
            });
        });
        // Ctrl and the wheel, or two fingers.
        let zoom = ui.input(|input| input.zoom_delta());
        if (zoom - 1.0).abs() > 1e-3 {
            self.zoom(zoom);
        }
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
        let width = ui.available_width() - space::XL;
        // While sizing, what was in the middle stays in the middle.
        let anchor = self.places.anchor();
        let moved = self.places.arrange(&model.gallery, width, self.row_height);
        let mut area = ScrollArea::vertical()
            .id_salt(("memories", model.baby))
            .auto_shrink(false);
        if let Some(offset) = moved
            .then(|| anchor.and_then(|at| self.places.offset_of(at)))
            .flatten()
        {
            area = area.vertical_scroll_offset(offset);
        }
        let height = self.places.height() + space::XL;
        let shown = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(height);
            ui.set_width(width);
            let origin = ui.max_rect().min;
            for piece in self.places.between(viewport.min.y, viewport.max.y) {
                piece_ui(ui, origin, piece, model, stage, actions);
            }
        });
        self.places
            .set_middle(shown.state.clamped_offset().y, shown.inner_rect.height());
    }
}

fn piece_ui(
    ui: &mut Ui,
    origin: egui::Pos2,
    piece: &Piece,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let place = |rect: Rect| rect.translate(origin.to_vec2());
    match piece {
        Piece::Heading { month, rect } => {
            if let Some(section) = model.gallery.months.get(*month) {
                month_ui(ui, place(*rect), section);
            }
        }
        Piece::Words {
            month,
            first,
            rects,
        } => {
            let words = model
                .gallery
                .months
                .get(*month)
                .map_or(&[][..], |section| section.words.as_slice());
            for (entry, rect) in words.iter().skip(*first).zip(rects) {
                if word_ui(ui, place(*rect), entry) {
                    actions.push(EntryCommand::Open(entry.id));
                }
            }
        }
        Piece::Photos { first, rects } => {
            for (item, rect) in model.gallery.items.iter().skip(*first).zip(rects) {
                photo_ui(ui, place(*rect), item, stage, actions);
            }
        }
    }
}

fn month_ui(ui: &mut Ui, rect: Rect, section: &MonthSection) {
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt(("month", section.month))
            .max_rect(rect)
            .layout(UiLayout::left_to_right(Align::BOTTOM)),
    );
    inner.spacing_mut().item_spacing.x = space::M;
    heading_ui(&mut inner, RichText::new(section.month.label()).heading());
    let quiet = theme::quiet(&inner, &section.age);
    inner.add(Label::new(quiet).truncate());
}

fn photo_ui(
    ui: &mut Ui,
    rect: Rect,
    item: &GalleryItem,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let mut inner = ui.new_child(UiBuilder::new().id_salt(item.id()).max_rect(rect));
    let texture = stage
        .textures
        .photo(&item.photo, &item.edits, ThumbSize::Grid);
    let response = picture_ui(
        &mut inner,
        PictureArgs {
            texture,
            average: colour(item.photo.file.average_rgb),
            size: rect.size(),
            corner: f32::from(radius::S),
            selected: false,
            favourite: item.favourite,
            badge: None,
            name: &name_of(item),
        },
    );
    if response.clicked() {
        actions.push(ViewerCommand::Open(item.id()));
    }
    if let Some(problem) = stage
        .textures
        .problem(&item.photo, &item.edits, ThumbSize::Grid)
    {
        let color = theme::of(ui).palette.on_scrim;
        ui.painter().text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            icons::ICON_BROKEN_IMAGE.codepoint,
            egui::FontId::new(28.0, theme::icons()),
            color,
        );
        response.on_hover_text(problem);
    } else if !item.caption.is_empty() {
        response.on_hover_ui(|ui| {
            let color = theme::of(ui).palette.text;
            words_ui(ui, &elide(&item.caption, 160), egui::TextStyle::Body, color);
        });
    }
}

fn name_of(item: &GalleryItem) -> String {
    let local = item.moment.local;
    let heart = if item.favourite { ", favourite" } else { "" };
    format!(
        "Photo, {}, {}{heart}",
        long_date(local.date()),
        clock(local.time())
    )
}

/// An entry without a photo: its day and the beginning of its words.
fn word_ui(ui: &mut Ui, rect: Rect, entry: &WordEntry) -> bool {
    let palette = theme::of(ui).palette;
    let date = long_date(entry.moment.local.date());
    let response = ui.interact(rect, ui.scope_id().with(entry.id), Sense::click());
    let words = if entry.caption.trim().is_empty() {
        "No words yet"
    } else {
        entry.caption.trim()
    };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Button,
            ui.is_enabled(),
            format!("Entry, {date}: {}", elide(words, 60)),
        )
    });
    let corner = f32::from(radius::M);
    let fill = if response.hovered() {
        palette.surface_raised
    } else {
        palette.surface
    };
    ui.painter().rect(
        rect,
        corner,
        fill,
        egui::Stroke::new(1.0, palette.outline),
        egui::StrokeKind::Inside,
    );
    focus_ring_ui(ui, &response, rect, corner);
    let align = if is_right_to_left(words) {
        Align::Max
    } else {
        Align::Min
    };
    let mut inner = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.shrink(space::M))
            .layout(UiLayout::top_down(align)),
    );
    inner.spacing_mut().item_spacing.y = space::XS;
    let small = |text: String, color: Color32| RichText::new(text).small().color(color);
    inner.add(
        Label::new(small(date, palette.text_quiet))
            .truncate()
            .selectable(false),
    );
    let first_line = words.lines().next().unwrap_or_default();
    words_ui(
        &mut inner,
        &elide(first_line, 60),
        egui::TextStyle::Body,
        palette.text,
    );
    response.clicked()
}

fn empty_ui(ui: &mut Ui, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
    let art = stage.art.gallery(ui.ctx()).cloned();
    let name = model
        .current_baby()
        .map_or("the baby", |baby| baby.fields.name.as_str());
    if model.read_only().is_some() {
        let body = "This library has no entries, and it can only be looked at.";
        return empty_state_ui(ui, art.as_ref(), "Nothing here yet", body, |_| ());
    }
    empty_state_ui(
        ui,
        art.as_ref(),
        "Drop the first smile here",
        &format!(
            "Drag photos of {} onto this window, paste them, or choose them. Each becomes an entry; the originals are never changed.",
            elide(name, 40)
        ),
        |ui| {
            if primary_button(
                ui,
                icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
                "Choose photos…",
            )
            .clicked()
            {
                actions.ask(Dialog::AddPhotos);
            }
            ui.add_space(space::S);
            if quiet_button(ui, "Write an entry without a photo").clicked() {
                actions.push(EntryCommand::New);
            }
        },
    );
}

/// `0xRRGGBB` as a colour.
pub(super) fn colour(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// Corners of a rectangle at a point with a size.
fn rect_at(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(x, y), vec2(width, height))
}
