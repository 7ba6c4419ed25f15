//! What stands in the gallery: a month's heading, a photo, an entry with words
//! only, and an entry that was found.

use eframe::egui::{
    self, Align, Color32, FontId, Label, Layout as UiLayout, Rect, Response, RichText, Sense, Ui,
    UiBuilder, epaint::RectShape, pos2, vec2,
};
use egui_material_icons::icons;

use super::layout::{Group, Level, TINY};
use super::rect_at;
use crate::app::{Excerpt, Model, WordEntry};
use crate::photo::ThumbSize;
use crate::photo::film::duration_label;
use crate::store::gallery::GalleryItem;
use crate::ui::text::{clock, elide, is_right_to_left, long_date, short_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::excerpt::excerpt_ui;
use crate::ui::widgets::film::film_badge;
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::line::line_ui;
use crate::ui::widgets::page;
use crate::ui::widgets::picture::{PictureArgs, cover_uv, picture_ui};
use crate::ui::widgets::words_ui;

/// The heading of a year, a month or a day, with the age and how much there is.
pub(super) fn heading_ui(ui: &mut Ui, rect: Rect, group: &Group, model: &Model) {
    let Some(section) = model.gallery.sections().get(group.sections.start) else {
        return;
    };
    let (title, age) = match (group.level, group.day) {
        (Level::Years, _) => (section.month.first_day().format("%Y").to_string(), None),
        (Level::Days, Some(day)) => (
            long_date(day),
            model.current_baby().map(|baby| baby.age_label(day)),
        ),
        _ => (section.month.label(), Some(section.age.label())),
    };
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt(("heading", section.month, group.day))
            .max_rect(rect)
            .layout(UiLayout::left_to_right(Align::BOTTOM)),
    );
    inner.spacing_mut().item_spacing.x = space::M;
    page::heading_ui(&mut inner, RichText::new(title).heading());
    if let Some(age) = age {
        let quiet = theme::quiet(&inner, age);
        inner.add(Label::new(quiet).truncate());
    }
    let count = group.places.len();
    if count > 0 && model.found.is_none() {
        let words = t!("count-photos", count = count);
        let quiet = theme::quiet(&inner, words).small();
        inner.add(Label::new(quiet).truncate());
    }
}

/// A photo; the size of its picture follows the size of its place.
pub(super) fn photo_ui(
    ui: &mut Ui,
    rect: Rect,
    item: &GalleryItem,
    selected: bool,
    stage: &mut Stage<'_>,
) -> Response {
    let size = thumb_size(ui, rect);
    let texture = stage.textures.photo(&item.photo, &item.edits, size);
    let average = colour(item.photo.file.average_rgb);
    if rect.height() < TINY {
        return tiny_photo_ui(ui, rect, item, selected, texture, average);
    }
    let mut inner = ui.new_child(UiBuilder::new().id_salt(item.id()).max_rect(rect));
    let response = picture_ui(
        &mut inner,
        PictureArgs {
            texture,
            average,
            size: rect.size(),
            corner: f32::from(radius::S),
            selected,
            favourite: item.favourite,
            badge: None,
            name: &name_of(item),
        },
    );
    if let Some(length) = film_length(item) {
        film_badge(ui, rect, &length);
    }
    if let Some(problem) = stage.textures.problem(&item.photo, &item.edits, size) {
        let color = theme::of(ui).palette.on_scrim;
        ui.painter().text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            icons::ICON_BROKEN_IMAGE.codepoint,
            FontId::new(28.0, theme::icons()),
            color,
        );
        response.on_hover_text(problem)
    } else if !item.caption.is_empty() {
        response.on_hover_ui(|ui| {
            let color = theme::of(ui).palette.text;
            words_ui(ui, &elide(&item.caption, 160), egui::TextStyle::Body, color);
        })
    } else {
        response
    }
}

/// A quiet mark on a photo whose original is not there at the moment.
pub(super) fn away_ui(ui: &Ui, rect: Rect, away: bool, response: Response) -> Response {
    if !away {
        return response;
    }
    let palette = theme::of(ui).palette;
    let radius = if rect.height() < TINY { 7.0 } else { 13.0 };
    let center = rect.left_bottom() + vec2(radius + 5.0, -radius - 5.0);
    ui.painter().circle_filled(center, radius, palette.scrim);
    ui.painter().text(
        center,
        egui::Align2::CENTER_CENTER,
        icons::ICON_CLOUD_OFF.codepoint,
        FontId::new(radius * 1.2, theme::icons()),
        palette.on_scrim,
    );
    response.on_hover_text(t!("gallery-away"))
}

/// A picture as large as its place needs it, and no larger: hundreds of tiny
/// ones are on screen at once.
fn thumb_size(ui: &Ui, rect: Rect) -> ThumbSize {
    let pixels = rect.size().max_elem() * ui.ctx().pixels_per_point();
    if pixels <= ThumbSize::Tiny.max_side() as f32 * 1.2 {
        ThumbSize::Tiny
    } else {
        ThumbSize::Grid
    }
}

/// Hundreds of these are drawn in a frame: no shadow, no fade, no tooltip.
fn tiny_photo_ui(
    ui: &Ui,
    rect: Rect,
    item: &GalleryItem,
    selected: bool,
    texture: Option<(egui::TextureId, egui::Vec2)>,
    average: Color32,
) -> Response {
    let palette = theme::of(ui).palette;
    let response = ui.interact(rect, ui.scope_id().with(item.id()), Sense::click());
    response.widget_info(|| {
        if selected {
            egui::WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), true, name_of(item))
        } else {
            egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name_of(item))
        }
    });
    let corner = 3.0;
    let shown = rect.shrink(if selected { 3.0 } else { 0.0 });
    let shape = match texture {
        Some((id, size)) => RectShape::filled(shown, corner, palette.photo_tint)
            .with_texture(id, cover_uv(size, shown.size())),
        None => RectShape::filled(shown, corner, average * palette.photo_tint),
    };
    ui.painter().add(shape);
    if selected || response.hovered() {
        let line = egui::Stroke::new(if selected { 2.5 } else { 1.5 }, palette.accent);
        ui.painter()
            .rect_stroke(rect, corner, line, egui::StrokeKind::Inside);
    }
    if item.favourite {
        let side = (rect.height() * 0.3).clamp(8.0, 14.0);
        let at = rect.right_bottom() - vec2(side * 0.8, side * 0.8);
        ui.painter().text(
            at,
            egui::Align2::CENTER_CENTER,
            icons::ICON_FAVORITE.codepoint,
            FontId::new(side, theme::icons()),
            palette.on_scrim,
        );
    }
    if film_length(item).is_some() {
        let side = (rect.height() * 0.3).clamp(8.0, 14.0);
        ui.painter().text(
            rect.left_bottom() + vec2(side * 0.8, -side * 0.8),
            egui::Align2::CENTER_CENTER,
            icons::ICON_PLAY_ARROW.codepoint,
            FontId::new(side, theme::icons()),
            palette.on_scrim,
        );
    }
    focus_ring_ui(ui, &response, rect, corner);
    response
}

pub(super) fn name_of(item: &GalleryItem) -> String {
    let local = item.moment.local;
    let (date, time) = (long_date(local.date()), clock(local.time()));
    let name = match film_length(item) {
        None => t!("gallery-photo-name", date = date, time = time),
        Some(length) if length.is_empty() => t!("gallery-film-name", date = date, time = time),
        Some(length) => t!(
            "gallery-film-name-length",
            length = length,
            date = date,
            time = time
        ),
    };
    if item.favourite {
        t!("gallery-name-favourite", name = name)
    } else {
        name
    }
}

/// How long a film lasts; nothing of photos, and no words where it is not said.
pub(super) fn film_length(item: &GalleryItem) -> Option<String> {
    let file = &item.photo.file;
    file.format.is_film().then(|| {
        file.shot
            .film_ms
            .filter(|length| *length > 0)
            .map_or_else(String::new, duration_label)
    })
}

/// An entry without a photo: its day and the beginning of its words.
pub(super) fn word_ui(ui: &mut Ui, rect: Rect, entry: &WordEntry) -> bool {
    let palette = theme::of(ui).palette;
    // With the time: several entries of a night are told apart by it.
    let at = entry.moment.local;
    let date = format!("{}, {}", long_date(at.date()), clock(at.time()));
    let response = ui.interact(rect, ui.scope_id().with(entry.id), Sense::click());
    let words = if entry.caption.trim().is_empty() {
        t!("gallery-entry-no-words")
    } else {
        entry.caption.trim()
    };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Button,
            ui.is_enabled(),
            t!("gallery-entry-name", date = &date, words = elide(words, 60)),
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
    line_ui(&mut inner, first_line, &egui::TextStyle::Body, palette.text);
    response.clicked()
}

/// An entry that was found: its photo if it has one, its day and age, and its
/// words with what was searched for marked.
pub(super) struct HitCard<'a> {
    /// The photo that stands for it.
    pub item: Option<&'a GalleryItem>,
    /// Names the card.
    pub entry: crate::domain::EntryId,
    /// When, and how old the baby was.
    pub when: String,
    /// Where the words stand; `None` while that is looked up.
    pub excerpt: Option<&'a Excerpt>,
    /// The beginning of its note.
    pub caption: &'a str,
    /// Whether it is chosen among others.
    pub selected: bool,
}

/// Draws it; says whether it was clicked.
pub(super) fn hit_ui(
    ui: &mut Ui,
    rect: Rect,
    card: &HitCard<'_>,
    stage: &mut Stage<'_>,
) -> Response {
    let palette = theme::of(ui).palette;
    let response = ui.interact(
        rect,
        ui.scope_id().with(("hit", card.entry)),
        Sense::click(),
    );
    let plain: String = card.excerpt.map_or_else(
        || card.caption.to_owned(),
        |excerpt| {
            excerpt
                .parts
                .iter()
                .map(|(words, _)| words.as_str())
                .collect()
        },
    );
    response.widget_info(|| {
        let kind = if card.selected {
            "chosen"
        } else if card.item.is_some() {
            "photo"
        } else {
            "entry"
        };
        egui::WidgetInfo::labeled(
            egui::Role::Button,
            ui.is_enabled(),
            t!(
                "gallery-hit-name",
                kind = kind,
                when = &card.when,
                words = elide(plain.trim(), 80)
            ),
        )
    });
    let corner = f32::from(radius::M);
    let fill = if response.hovered() {
        palette.surface_raised
    } else {
        palette.surface
    };
    let edge = if card.selected {
        egui::Stroke::new(3.0, palette.accent)
    } else {
        egui::Stroke::new(1.0, palette.outline)
    };
    ui.painter()
        .rect(rect, corner, fill, edge, egui::StrokeKind::Inside);
    let mut left = rect.left() + space::M;
    if let Some(item) = card.item {
        let side = rect.height() - 2.0 * space::S;
        let place = rect_at(rect.left() + space::S, rect.top() + space::S, side, side);
        let texture = stage
            .textures
            .photo(&item.photo, &item.edits, ThumbSize::Grid);
        let shape = match texture {
            Some((id, size)) => RectShape::filled(place, f32::from(radius::S), palette.photo_tint)
                .with_texture(id, cover_uv(size, place.size())),
            None => RectShape::filled(
                place,
                f32::from(radius::S),
                colour(item.photo.file.average_rgb) * palette.photo_tint,
            ),
        };
        ui.painter().add(shape);
        if let Some(length) = film_length(item) {
            film_badge(ui, place, &length);
        }
        left = place.right() + space::M;
    }
    let words = Rect::from_min_max(
        pos2(left, rect.top() + space::S + 2.0),
        rect.right_bottom() - vec2(space::M, space::S),
    );
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt(("words-found", card.entry))
            .max_rect(words)
            .layout(UiLayout::top_down(Align::Min)),
    );
    inner.spacing_mut().item_spacing.y = 2.0;
    let when = RichText::new(&card.when).small().color(palette.text_quiet);
    inner.add(Label::new(when).truncate().selectable(false));
    match card.excerpt {
        Some(excerpt) => excerpt_ui(&mut inner, &excerpt.parts, 3),
        None => excerpt_ui(&mut inner, &[(card.caption.to_owned(), false)], 3),
    }
    focus_ring_ui(ui, &response, rect, corner);
    response
}

/// When something was, and how old the baby was then.
pub(super) fn when(moment: &crate::domain::Moment, baby: Option<&crate::domain::Baby>) -> String {
    let day = moment.local.date();
    let date = short_date(day);
    let time = clock(moment.local.time());
    match baby {
        Some(baby) => t!(
            "gallery-when-age",
            date = date,
            time = time,
            age = baby.age_label(day)
        ),
        None => t!("gallery-when", date = date, time = time),
    }
}

/// `0xRRGGBB` as a colour.
pub(super) fn colour(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}
