//! A thumbnail one can tap: cropped to fill its place, never blank.

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind,
    TextStyle, TextureId, Ui, Vec2, WidgetInfo, epaint::RectShape, pos2, vec2,
};
use egui_material_icons::icons::ICON_CHECK;

use super::buttons::{icon_font, line_galley, paint_heart};
use super::focus::focus_ring_ui;
use crate::ui::theme::{self, Palette, radius, space};

/// How far a thumbnail rises under the pointer, in points.
const LIFT: f32 = 2.0;

/// What [`picture_ui`] shows.
#[derive(Debug, Clone, Copy)]
pub struct PictureArgs<'a> {
    /// The pixels and their size; `None` while they load.
    pub texture: Option<(TextureId, Vec2)>,
    /// Shown until the pixels are there.
    pub average: Color32,
    /// Size of the place, in points.
    pub size: Vec2,
    /// Roundness of its corners, in points.
    pub corner: f32,
    /// Whether it is chosen among others.
    pub selected: bool,
    /// Whether it carries the heart.
    pub favourite: bool,
    /// A few letters in the upper left corner: `HEIC`, `2`, `1st smile`.
    pub badge: Option<&'a str>,
    /// What a screen reader says: `Photo of Mina, 3 November 2026, 03:10`.
    pub name: &'a str,
}

/// Draws a clickable thumbnail.
pub fn picture_ui(ui: &mut Ui, args: PictureArgs<'_>) -> Response {
    let (rect, response) = ui.allocate_exact_size(args.size, Sense::click());
    response.widget_info(|| {
        if args.selected {
            WidgetInfo::selected(Role::Button, ui.is_enabled(), true, args.name)
        } else {
            WidgetInfo::labeled(Role::Button, ui.is_enabled(), args.name)
        }
    });
    if args.favourite {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(t!("widget-favourite"));
        });
    }
    // In a large gallery most thumbnails are scrolled away.
    if !ui.is_rect_visible(rect) {
        return response;
    }

    let theme = theme::of(ui);
    let palette = &theme.palette;
    let raised = ui.ctx().animate_bool_with_time(
        response.id.with("raised"),
        response.hovered() && !response.is_pointer_button_down_on(),
        theme.motion.quick_s,
    );
    let place = rect.translate(vec2(0.0, -LIFT * raised));
    let corner = CornerRadius::same(args.corner.clamp(0.0, 255.0) as u8);
    if raised > 0.0 {
        let mut shadow = theme.shadow();
        shadow.color = shadow.color.gamma_multiply(raised);
        ui.painter().add(shadow.as_shape(place, corner));
    }
    let fade_id = response.id.with("loaded");
    let loaded =
        ui.ctx()
            .animate_bool_with_time(fade_id, args.texture.is_some(), theme.motion.calm_s);
    let shown = place.shrink(if args.selected { 4.0 } else { 0.0 });
    paint_cover(
        ui.painter(),
        palette,
        shown,
        corner,
        args.texture,
        args.average,
        loaded,
    );

    if let Some(badge) = args.badge {
        paint_badge(ui, palette, shown, badge);
    }
    if args.favourite {
        let center = shown.right_bottom() - vec2(18.0, 18.0);
        ui.painter().circle_filled(center, 13.0, palette.scrim);
        paint_heart(
            ui.painter(),
            Rect::from_center_size(center, Vec2::splat(16.0)),
            palette.on_scrim,
            // Smooths the edge.
            Stroke::new(1.0, palette.on_scrim),
        );
    }
    if args.selected {
        ui.painter().rect_stroke(
            place,
            corner + CornerRadius::same(3),
            Stroke::new(3.0, palette.accent),
            StrokeKind::Inside,
        );
        let center = shown.right_top() + vec2(-16.0, 16.0);
        ui.painter().circle_filled(center, 12.0, palette.accent);
        ui.painter().text(
            center,
            Align2::CENTER_CENTER,
            ICON_CHECK.codepoint,
            icon_font(16.0),
            palette.on_accent,
        );
    }
    focus_ring_ui(ui, &response, place, corner);
    response
}

/// Fills `rect` with a picture, cropped around its middle, over its average
/// colour; `loaded` (0–1) fades the pixels in.
pub(super) fn paint_cover(
    painter: &Painter,
    palette: &Palette,
    rect: Rect,
    corner: CornerRadius,
    texture: Option<(TextureId, Vec2)>,
    average: Color32,
    loaded: f32,
) {
    let under = tinted(average, palette.photo_tint);
    painter.add(RectShape::filled(rect, corner, under));
    if let Some((id, size)) = texture {
        let tint = palette.photo_tint.gamma_multiply(loaded);
        painter.add(
            RectShape::filled(rect, corner, tint).with_texture(id, cover_uv(size, rect.size())),
        );
    }
    // A hairline keeps a white photo from melting into white paper.
    painter.add(Shape::Rect(RectShape::stroke(
        rect,
        corner,
        Stroke::new(1.0, palette.shadow),
        StrokeKind::Inside,
    )));
}

/// `color` seen through `tint`.
fn tinted(color: Color32, tint: Color32) -> Color32 {
    let mix = |one: u8, other: u8| (u16::from(one) * u16::from(other) / 255) as u8;
    Color32::from_rgb(
        mix(color.r(), tint.r()),
        mix(color.g(), tint.g()),
        mix(color.b(), tint.b()),
    )
}

/// The part of a picture that fills a place of another shape, in texture
/// coordinates.
pub fn cover_uv(picture: Vec2, place: Vec2) -> Rect {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    if picture.min_elem() <= 0.0 || place.min_elem() <= 0.0 {
        return whole;
    }
    let (picture, place) = (picture.x / picture.y, place.x / place.y);
    let share = if picture > place {
        vec2(place / picture, 1.0)
    } else {
        vec2(1.0, picture / place)
    };
    Rect::from_center_size(whole.center(), share)
}

fn paint_badge(ui: &Ui, palette: &Palette, place: Rect, words: &str) {
    let galley = line_galley(ui, words, &TextStyle::Small, place.width() - space::XL);
    let size = galley.size() + vec2(16.0, 6.0);
    let pill = Rect::from_min_size(place.min + vec2(space::S, space::S), size);
    ui.painter().rect_filled(pill, radius::PILL, palette.scrim);
    ui.painter().galley_with_override_text_color(
        pill.center() - galley.size() / 2.0,
        galley,
        palette.on_scrim,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_fills_its_place_and_stays_centred() {
        let wide = cover_uv(vec2(400.0, 200.0), vec2(100.0, 100.0));
        assert_eq!(wide.size(), vec2(0.5, 1.0));
        assert_eq!(wide.center(), pos2(0.5, 0.5));
        let tall = cover_uv(vec2(100.0, 400.0), vec2(100.0, 100.0));
        assert_eq!(tall.size(), vec2(1.0, 0.25));
        let same = cover_uv(vec2(30.0, 20.0), vec2(300.0, 200.0));
        assert!((same.size() - vec2(1.0, 1.0)).length() < 1e-6);
    }

    #[test]
    fn an_empty_picture_does_not_divide_by_zero() {
        assert_eq!(
            cover_uv(vec2(0.0, 5.0), vec2(1.0, 1.0)).size(),
            vec2(1.0, 1.0)
        );
        assert_eq!(
            cover_uv(vec2(5.0, 5.0), vec2(1.0, 0.0)).size(),
            vec2(1.0, 1.0)
        );
    }
}
