//! One waiting photo, as large as there is room, to decide by.

use eframe::egui::{
    self, Align2, FontId, Rect, Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};
use egui_material_icons::icons;

use super::parts::name_of;
use crate::app::WaitingPhoto;
use crate::domain::Edits;
use crate::photo::ThumbSize;
use crate::ui::text::{clock, long_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::line::line_ui;

/// Height of the words under it, in points.
const WORDS: f32 = 52.0;

/// Draws it.
pub(super) fn peek_ui(ui: &mut Ui, rect: Rect, photo: &WaitingPhoto, stage: &mut Stage<'_>) {
    let palette = theme::of(ui).palette;
    let place = rect.with_max_y((rect.bottom() - WORDS).max(rect.top() + 40.0));
    let texture = photo
        .picture
        .as_ref()
        .filter(|_| !photo.missing)
        .and_then(|picture| {
            let textures = &mut *stage.textures;
            // A small one stands in until the large one is there.
            let small = textures.photo(picture, &Edits::default(), ThumbSize::Grid);
            textures
                .photo(picture, &Edits::default(), ThumbSize::Screen)
                .or(small)
        });
    let response = ui.interact(place, ui.scope_id().with("peek"), Sense::hover());
    let name = name_of(photo);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &name));
    match texture {
        Some((texture, size)) => {
            let shown = Rect::from_center_size(place.center(), fitted(size, place.size()));
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let shape =
                egui::epaint::RectShape::filled(shown, f32::from(radius::S), palette.photo_tint);
            ui.painter().add(shape.with_texture(texture, whole));
        }
        None => {
            let empty =
                Rect::from_center_size(place.center(), fitted(vec2(4.0, 3.0), place.size()));
            ui.painter()
                .rect_filled(empty, f32::from(radius::S), palette.surface_raised);
            ui.painter().rect_stroke(
                empty,
                f32::from(radius::S),
                Stroke::new(1.0, palette.outline),
                StrokeKind::Inside,
            );
            if photo.missing {
                ui.painter().text(
                    empty.center(),
                    Align2::CENTER_CENTER,
                    icons::ICON_CLOUD_OFF.codepoint,
                    FontId::new(36.0, theme::icons()),
                    palette.text_quiet,
                );
            }
        }
    }
    let under = Rect::from_min_max(pos2(rect.left(), place.bottom() + space::S), rect.max);
    let mut inner = ui.new_child(egui::UiBuilder::new().id_salt("peek-words").max_rect(under));
    inner.spacing_mut().item_spacing.y = 2.0;
    let when = photo.taken.map_or_else(
        || t!("inbox-view-no-date").to_owned(),
        |taken| format!("{}, {}", long_date(taken.date()), clock(taken.time())),
    );
    let told = format!("{when} · {} · {}", photo.item.file.name, photo.from);
    line_ui(&mut inner, &told, &TextStyle::Small, palette.text_quiet);
    let note = photo.item.file.note.lines().next().unwrap_or_default();
    if !note.is_empty() {
        line_ui(&mut inner, note, &TextStyle::Body, palette.text);
    }
}

/// As large as fits, its shape kept.
fn fitted(size: Vec2, room: Vec2) -> Vec2 {
    if size.min_elem() <= 0.0 {
        return Vec2::ZERO;
    }
    size * (room.x / size.x).min(room.y / size.y).max(0.0)
}
