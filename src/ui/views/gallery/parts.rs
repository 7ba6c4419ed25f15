//! What stands in the gallery: a month's heading, and a photo.

use eframe::egui::{
    self, Align, Color32, FontId, Label, Layout as UiLayout, Rect, Response, RichText, Ui,
    UiBuilder, vec2,
};
use egui_material_icons::icons;

use super::layout::{Group, Level, TINY};
use crate::app::Model;
use crate::photo::ThumbSize;
use crate::photo::film::duration_label;
use crate::store::gallery::GalleryItem;
use crate::ui::text::{clock, elide, long_date, short_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::film::film_badge;
use crate::ui::widgets::page;
use crate::ui::widgets::picture::{PictureArgs, picture_ui};
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

/// A photo that is not tiny; the size of its picture follows the size of its
/// place.
pub(super) fn photo_ui(
    ui: &mut Ui,
    rect: Rect,
    item: &GalleryItem,
    selected: bool,
    stage: &mut Stage<'_>,
) -> Response {
    let size = thumb_size(ui.ctx().pixels_per_point(), rect);
    let texture = stage.textures.photo(&item.photo, &item.edits, size);
    let average = colour(item.photo.file.average_rgb);
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
pub(super) fn thumb_size(pixels_per_point: f32, rect: Rect) -> ThumbSize {
    let pixels = rect.size().max_elem() * pixels_per_point;
    if pixels <= ThumbSize::Tiny.max_side() as f32 * 1.2 {
        ThumbSize::Tiny
    } else {
        ThumbSize::Grid
    }
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
    favourite_name(name, item.favourite)
}

/// A name that says when its entry is a favourite.
pub(super) fn favourite_name(name: String, favourite: bool) -> String {
    if favourite {
        t!("gallery-name-favourite", name = name)
    } else {
        name
    }
}

/// What a screen reader says of something that can be chosen.
pub(super) fn info(enabled: bool, selected: bool, name: String) -> egui::WidgetInfo {
    if selected {
        egui::WidgetInfo::selected(egui::Role::Button, enabled, true, name)
    } else {
        egui::WidgetInfo::labeled(egui::Role::Button, enabled, name)
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
