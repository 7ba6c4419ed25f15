//! Who the page is about: round portrait, name, age.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextStyle, TextureId, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::buttons::{line_galley, liveliness};
use super::focus::focus_ring_ui;
use super::picture::paint_cover;
use crate::ui::text::initial;
use crate::ui::theme::{self, radius, space};

/// Diameter of the portrait, in points.
const PORTRAIT: f32 = 44.0;
/// Height of the whole chip, in points.
const HEIGHT: f32 = 56.0;
/// The widest a name gets before it is elided, in points.
const MAX_WORDS: f32 = 200.0;

/// A button that shows a baby: usually opens the list of babies.
///
/// `portrait` is a square texture. Until there is one, `average` fills the
/// circle, with the name's first letter when there will be none at all
/// (`average` transparent).
pub fn baby_chip_ui(
    ui: &mut Ui,
    name: &str,
    age_label: &str,
    portrait: Option<TextureId>,
    average: Color32,
) -> Response {
    let palette = theme::of(ui).palette;
    let chrome = PORTRAIT + space::M + space::L + 6.0;
    let max_words = MAX_WORDS.min((ui.available_width() - chrome).max(40.0));
    let name_line = line_galley(ui, name, &TextStyle::Button, max_words);
    let age_line = line_galley(ui, age_label, &TextStyle::Small, max_words);
    let words = name_line.size().x.max(age_line.size().x);
    let (rect, response) =
        ui.allocate_exact_size(vec2((chrome + words).ceil(), HEIGHT), Sense::click());
    response.widget_info(|| {
        let label = if age_label.is_empty() {
            name.to_owned()
        } else {
            format!("{name}, {age_label}")
        };
        WidgetInfo::labeled(Role::Button, ui.is_enabled(), label)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }

    let lively = liveliness(ui, &response);
    ui.painter().rect(
        rect,
        radius::PILL,
        palette.surface.lerp_to_gamma(palette.accent_soft, lively),
        Stroke::new(1.0, palette.outline),
        StrokeKind::Inside,
    );
    let circle = Rect::from_center_size(
        pos2(rect.left() + 6.0 + PORTRAIT / 2.0, rect.center().y),
        Vec2::splat(PORTRAIT),
    );
    let fade = ui.ctx().animate_bool_with_time(
        response.id.with("portrait"),
        portrait.is_some(),
        theme::of(ui).motion.calm_s,
    );
    let no_photo = portrait.is_none() && average == Color32::TRANSPARENT;
    if no_photo {
        ui.painter()
            .circle_filled(circle.center(), PORTRAIT / 2.0, palette.accent_soft);
        ui.painter().text(
            circle.center(),
            Align2::CENTER_CENTER,
            initial(name),
            FontId::new(20.0, theme::serif()),
            palette.on_accent_soft,
        );
    } else {
        paint_cover(
            ui.painter(),
            &palette,
            circle,
            CornerRadius::same(radius::PILL),
            portrait.map(|id| (id, Vec2::splat(1.0))),
            average,
            fade,
        );
    }
    let left = circle.right() + space::M;
    let height = name_line.size().y + age_line.size().y;
    let top = rect.center().y - height / 2.0;
    let age_top = top + name_line.size().y;
    let has_age = !age_label.is_empty();
    let name_top = if has_age {
        top
    } else {
        rect.center().y - name_line.size().y / 2.0
    };
    ui.painter()
        .galley_with_override_text_color(pos2(left, name_top), name_line, palette.text);
    if has_age {
        ui.painter().galley_with_override_text_color(
            pos2(left, age_top),
            age_line,
            palette.text_quiet,
        );
    }
    focus_ring_ui(ui, &response, rect, radius::PILL);
    response
}
