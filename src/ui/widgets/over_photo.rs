//! What lies on or beside a large photo: walking buttons at its edges, words
//! on a scrim, and wide buttons of one width for a panel of tools.

use eframe::egui::{
    Align, Align2, Color32, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, TextFormat,
    TextStyle, Ui, UiBuilder, Vec2, WidgetInfo,
    epaint::text::{LayoutJob, TextWrapping},
    pos2, vec2,
};

use super::buttons::{icon_font, line_galley, liveliness};
use super::focus::focus_ring_ui;
use crate::ui::bidi;
use crate::ui::text::is_right_to_left;
use crate::ui::theme::{self, radius, space};

/// Size of a walking button, in points: found by a thumb in the dark.
pub const EDGE_BUTTON: Vec2 = vec2(56.0, 112.0);
/// Height of a wide button, in points.
const WIDE_HEIGHT: f32 = 44.0;
/// A wide button narrower than this shows its icon only, in points.
const NARROWEST: f32 = 80.0;

/// A tall button over a photo, at `rect`; not to be seen while out of reach.
pub fn edge_button_ui(ui: &mut Ui, rect: Rect, enabled: bool, icon: &str, name: &str) -> Response {
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
    if !enabled {
        child.disable();
    }
    let response = child.allocate_rect(rect, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if !enabled {
        // At an end there is nothing to find: the photo has the place.
        return response;
    }
    let palette = theme::of(&child).palette;
    let lively = liveliness(&child, &response);
    let painter = child.painter();
    // Nearly opaque, so that it is found on any photo and on the bare wall.
    let fill = palette
        .surface_raised
        .lerp_to_gamma(palette.accent_soft, lively);
    let ink = palette.text.lerp_to_gamma(palette.on_accent_soft, lively);
    painter.rect(
        rect,
        radius::L,
        fill.gamma_multiply(0.9),
        Stroke::new(1.0, palette.outline),
        StrokeKind::Inside,
    );
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        icon,
        icon_font(36.0),
        ink,
    );
    focus_ring_ui(&child, &response, rect, radius::L);
    response
}

/// Where words over a photo are tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The middle of the lower edge.
    BottomCenter,
    /// The upper left corner.
    TopLeft,
}

/// Words over a photo on a soft scrim, as wide as they need up to `max_width`
/// points and at most `max_rows` rows; right-to-left text stands at the right.
pub fn words_over_photo_ui(
    ui: &mut Ui,
    at: Pos2,
    tie: Tie,
    words: &str,
    max_width: f32,
    max_rows: usize,
) -> Response {
    let palette = theme::of(ui).palette;
    let pad = vec2(space::L, space::S);
    let mut job = LayoutJob::single_section(
        words.to_owned(),
        TextFormat {
            font_id: TextStyle::Body.resolve(ui.style()),
            color: palette.on_scrim,
            line_height: Some(23.0),
            ..TextFormat::default()
        },
    );
    job.wrap = TextWrapping {
        max_width: (max_width - 2.0 * pad.x).max(40.0),
        max_rows,
        ..TextWrapping::default()
    };
    let hangs_right = is_right_to_left(words);
    if hangs_right {
        job.halign = Align::RIGHT;
    }
    let galley = bidi::layout(ui, job);
    let size = galley.size() + 2.0 * pad;
    let rect = match tie {
        Tie::BottomCenter => Rect::from_min_size(pos2(at.x - size.x / 2.0, at.y - size.y), size),
        Tie::TopLeft => Rect::from_min_size(at, size),
    };
    ui.painter().rect_filled(rect, radius::L, palette.scrim);
    let response = ui.interact(
        rect,
        ui.scope_id().with((words, "over-photo")),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let inner = rect.shrink2(pad);
    let corner = if hangs_right {
        inner.right_top()
    } else {
        inner.left_top()
    };
    ui.painter().galley(corner, galley, palette.on_scrim);
    response
}

/// A button `width` points wide, so that several stand in columns. Where there
/// is no room for words the icon stands alone; where there is little, both move
/// closer together, and the words do without the icon before they are cut:
/// some languages need more room.
pub fn wide_button_ui(
    ui: &mut Ui,
    enabled: bool,
    primary: bool,
    width: f32,
    icon: &str,
    text: &str,
) -> Response {
    ui.add_enabled_ui(enabled, |ui| {
        let palette = theme::of(ui).palette;
        let (rect, response) = ui.allocate_exact_size(vec2(width, WIDE_HEIGHT), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let lively = liveliness(ui, &response);
        let (fill, edge, ink) = if primary {
            let fill = palette.accent.lerp_to_gamma(palette.text, 0.16 * lively);
            (fill, Color32::TRANSPARENT, palette.on_accent)
        } else {
            (
                palette
                    .surface_raised
                    .lerp_to_gamma(palette.accent_soft, lively),
                palette.outline_strong.lerp_to_gamma(palette.accent, lively),
                palette.text.lerp_to_gamma(palette.on_accent_soft, lively),
            )
        };
        ui.painter().rect(
            rect,
            radius::M,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        if width < NARROWEST {
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                icon,
                icon_font(22.0),
                ink,
            );
            focus_ring_ui(ui, &response, rect, radius::M);
            return response;
        }
        let needed = line_galley(ui, text, &TextStyle::Button, f32::INFINITY);
        let fits = |gap: f32| needed.size().x + 20.0 + gap <= width - 2.0 * gap;
        let gap = if fits(space::S) { space::S } else { space::XS };
        let has_icon = !icon.is_empty() && fits(gap);
        let icon_width = if has_icon { 20.0 + gap } else { 0.0 };
        let room = width - icon_width - 2.0 * gap;
        let words = line_galley(ui, text, &TextStyle::Button, room);
        let left = rect.center().x - (words.size().x + icon_width) / 2.0;
        if has_icon {
            ui.painter().text(
                pos2(left + 10.0, rect.center().y),
                Align2::CENTER_CENTER,
                icon,
                icon_font(20.0),
                ink,
            );
        }
        let at = pos2(left + icon_width, rect.center().y - words.size().y / 2.0);
        ui.painter().galley_with_override_text_color(at, words, ink);
        focus_ring_ui(ui, &response, rect, radius::M);
        response
    })
    .inner
}
