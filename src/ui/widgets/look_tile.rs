//! A small live picture one can choose among others: a look.

use std::sync::Arc;

use eframe::egui::{
    Align, Color32, Galley, Response, Role, Sense, Stroke, StrokeKind, TextStyle, TextureId, Ui,
    Vec2, WidgetInfo, epaint::RectShape, pos2, text::LayoutJob, vec2,
};

use super::buttons::liveliness;
use super::focus::focus_ring_ui;
use super::picture::cover_uv;
use crate::ui::bidi;
use crate::ui::theme::{self, radius, space};

/// Height of the words below the picture, in points.
const WORDS: f32 = 22.0;

/// A name on one line or, where it is longer than its picture is wide, on two;
/// centred on where it is painted.
fn words_galley(ui: &Ui, name: &str, width: f32) -> Arc<Galley> {
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::simple(name.to_owned(), font, Color32::PLACEHOLDER, width);
    job.wrap.max_rows = 2;
    job.halign = Align::Center;
    bidi::layout(ui, job)
}

/// Draws a tile `width` points wide; `texture` is the pixels and their size,
/// `average` what is shown until they are there. Read out as a radio button.
pub fn look_tile_ui(
    ui: &mut Ui,
    texture: Option<(TextureId, Vec2)>,
    average: Color32,
    width: f32,
    chosen: bool,
    name: &str,
) -> Response {
    let size = vec2(width, (width * 0.75).round());
    let words = words_galley(ui, name, width + space::XS);
    let below = WORDS.max(words.size().y + space::XS);
    let (rect, response) = ui.allocate_exact_size(size + vec2(0.0, below), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let palette = theme::of(ui).palette;
    let lively = liveliness(ui, &response);
    let on = ui.ctx().animate_bool_with_time(
        response.id.with("chosen"),
        chosen,
        theme::of(ui).motion.quick_s,
    );
    let picture = eframe::egui::Rect::from_min_size(rect.min, size);
    let painter = ui.painter();
    match texture {
        Some((id, own)) => {
            let uv = cover_uv(own, size);
            let shape = RectShape::filled(picture, radius::M, palette.photo_tint);
            painter.add(shape.with_texture(id, uv));
        }
        None => {
            painter.rect_filled(picture, radius::M, average);
        }
    }
    let edge = palette
        .outline_strong
        .lerp_to_gamma(palette.accent, on.max(lively));
    painter.rect_stroke(
        picture,
        radius::M,
        Stroke::new(1.0 + 2.0 * on, edge),
        StrokeKind::Inside,
    );
    let elided = words.elided;
    let ink = palette
        .text_quiet
        .lerp_to_gamma(palette.text, on.max(lively));
    let at = pos2(picture.center().x, picture.bottom() + space::XS);
    ui.painter().galley_with_override_text_color(at, words, ink);
    focus_ring_ui(ui, &response, picture, radius::M);
    if elided {
        response.on_hover_text(name)
    } else {
        response
    }
}
