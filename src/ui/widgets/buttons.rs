//! Buttons: one that leads on, several that help, one that removes.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Align2, Color32, Direction, FontId, Galley, Rect, Response, Role, Sense, Stroke,
    StrokeKind, TextStyle, Ui, Vec2, WidgetInfo,
    epaint::RectShape,
    pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use super::focus::focus_ring_ui;
use crate::ui::bidi;
use crate::ui::text::elide;
use crate::ui::theme::{self, Palette, radius, space};

/// Height of a button with words, in points.
const HEIGHT: f32 = 40.0;
/// Side of a button with only an icon, in points.
const ICON_SIDE: f32 = 40.0;
/// Size of an icon, in points.
const ICON_SIZE: f32 = 20.0;
/// Clear space left and right of the words, in points.
const PADDING: f32 = 18.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
    Danger,
}

/// Fill, edge and ink of a button.
struct Look {
    fill: Color32,
    edge: Color32,
    ink: Color32,
}

impl Kind {
    fn rest(self, palette: &Palette) -> Look {
        match self {
            Self::Primary => Look {
                fill: palette.accent,
                edge: palette.accent,
                ink: palette.on_accent,
            },
            Self::Secondary => Look {
                fill: palette.surface_raised,
                edge: palette.outline_strong,
                ink: palette.text,
            },
            Self::Quiet => Look {
                fill: Color32::TRANSPARENT,
                edge: Color32::TRANSPARENT,
                ink: palette.accent,
            },
            Self::Danger => Look {
                fill: palette.danger,
                edge: palette.danger,
                ink: palette.on_danger,
            },
        }
    }

    /// The look with `amount` (0–1) of hover or press in it.
    fn blend(self, palette: &Palette, amount: f32) -> Look {
        let rest = self.rest(palette);
        match self {
            // A step towards the words keeps the contrast of what is on it
            // readable: the fill is far from its ink to begin with.
            Self::Primary | Self::Danger => {
                let fill = rest.fill.lerp_to_gamma(palette.text, 0.16 * amount);
                Look {
                    fill,
                    edge: fill,
                    ink: rest.ink,
                }
            }
            Self::Secondary => Look {
                fill: rest.fill.lerp_to_gamma(palette.accent_soft, amount),
                edge: rest.edge.lerp_to_gamma(palette.accent, amount),
                ink: rest.ink.lerp_to_gamma(palette.on_accent_soft, amount),
            },
            Self::Quiet => Look {
                fill: palette.accent_soft.gamma_multiply(amount),
                edge: Color32::TRANSPARENT,
                ink: rest.ink.lerp_to_gamma(palette.on_accent_soft, amount),
            },
        }
    }
}

/// How much a thing is hovered (0.7) or pressed (1), moving calmly.
pub fn liveliness(ui: &Ui, response: &Response) -> f32 {
    let target = if response.is_pointer_button_down_on() {
        1.0
    } else if response.hovered() {
        0.7
    } else {
        0.0
    };
    ui.ctx().animate_value_with_time(
        response.id.with("lively"),
        target,
        theme::of(ui).motion.quick_s,
    )
}

/// One line of words in a text style, elided where it does not fit, in reading
/// order. Cached by egui.
pub fn line_galley(ui: &Ui, text: &str, style: &TextStyle, max_width: f32) -> Arc<Galley> {
    let font = style.resolve(ui.style());
    let line = |text: String| {
        let mut job = LayoutJob::simple_singleline(text, font.clone(), Color32::PLACEHOLDER);
        job.wrap = TextWrapping::truncate_at_width(max_width);
        bidi::layout(ui, job)
    };
    let whole = line(text.to_owned());
    if !whole.elided || !bidi::has_right_to_left(text) {
        return whole;
    }
    // egui would cut the last right-to-left word at its beginning.
    let (mut fits, mut too_many) = (1, text.chars().count());
    while fits + 1 < too_many {
        let middle = usize::midpoint(fits, too_many);
        if line(elide(text, middle)).elided {
            too_many = middle;
        } else {
            fits = middle;
        }
    }
    line(elide(text, fits))
}

/// Whether a line of [`line_galley`] shows less than all of its words.
pub(super) fn is_cut(galley: &Galley, words: &str) -> bool {
    galley.elided || (galley.job.text.ends_with('…') && !words.ends_with('…'))
}

/// The font of an icon.
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, theme::icons())
}

/// The one thing to do next. At most one a page.
pub fn primary_button(ui: &mut Ui, icon: &str, text: &str) -> Response {
    primary_button_enabled(ui, true, icon, text)
}

/// [`primary_button`] that may be out of reach for now.
pub fn primary_button_enabled(ui: &mut Ui, enabled: bool, icon: &str, text: &str) -> Response {
    button_ui(ui, Kind::Primary, enabled, icon, text)
}

/// Something else one may do here.
pub fn secondary_button(ui: &mut Ui, icon: &str, text: &str) -> Response {
    secondary_button_enabled(ui, true, icon, text)
}

/// [`secondary_button`] that may be out of reach for now.
pub fn secondary_button_enabled(ui: &mut Ui, enabled: bool, icon: &str, text: &str) -> Response {
    button_ui(ui, Kind::Secondary, enabled, icon, text)
}

/// Words alone, for what is seldom needed: “Not now”, “Show all”.
pub fn quiet_button(ui: &mut Ui, text: &str) -> Response {
    quiet_button_enabled(ui, true, text)
}

/// [`quiet_button`] that may be out of reach for now.
pub fn quiet_button_enabled(ui: &mut Ui, enabled: bool, text: &str) -> Response {
    button_ui(ui, Kind::Quiet, enabled, "", text)
}

/// How wide [`quiet_button`] will be, in points, where there is room.
pub fn quiet_button_width(ui: &Ui, text: &str) -> f32 {
    let words = line_galley(ui, text, &TextStyle::Button, f32::INFINITY);
    (words.size().x + 2.0 * space::M).ceil()
}

/// How wide [`secondary_button`] with an icon will be, in points, where there is
/// room.
pub fn secondary_button_width(ui: &Ui, text: &str) -> f32 {
    let words = line_galley(ui, text, &TextStyle::Button, f32::INFINITY);
    (words.size().x + ICON_SIZE + space::S + 2.0 * PADDING).ceil()
}

/// Removes something.
pub fn danger_button(ui: &mut Ui, icon: &str, text: &str) -> Response {
    danger_button_enabled(ui, true, icon, text)
}

/// [`danger_button`] that may be out of reach for now.
pub fn danger_button_enabled(ui: &mut Ui, enabled: bool, icon: &str, text: &str) -> Response {
    button_ui(ui, Kind::Danger, enabled, icon, text)
}

/// Only an icon; `name` is its tooltip and what a screen reader says.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    icon_button_enabled(ui, true, icon, name)
}

/// [`icon_button`] that may be out of reach for now.
pub fn icon_button_enabled(ui: &mut Ui, enabled: bool, icon: &str, name: &str) -> Response {
    icon_button_ui(ui, enabled, None, icon, name, ICON_SIDE)
}

/// An icon that stays pressed while `on`. Give the new value on a click.
pub fn icon_toggle(ui: &mut Ui, on: bool, icon: &str, name: &str) -> Response {
    icon_button_ui(ui, true, Some(on), icon, name, ICON_SIDE)
}

/// A smaller [`icon_button`] for inside chips and fields; still 28 points.
pub(super) fn small_icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    small_icon_button_enabled(ui, true, icon, name)
}

/// [`small_icon_button`] that may be out of reach for now.
pub(super) fn small_icon_button_enabled(
    ui: &mut Ui,
    enabled: bool,
    icon: &str,
    name: &str,
) -> Response {
    icon_button_ui(ui, enabled, None, icon, name, 30.0)
}

/// The clear space of a quiet button that hangs over the left and the right
/// edge of its column, in points: its words line up with the words above and
/// below them, as its own edges are not seen.
fn overhang(ui: &Ui) -> (f32, f32) {
    let (layout, clip) = (ui.layout(), ui.clip_rect());
    let (column, next) = (ui.max_rect(), ui.available_rect_before_wrap());
    let begins = (next.left() - column.left()).abs() < 1.0 && clip.left() <= next.left() - space::M;
    let ends =
        (next.right() - column.right()).abs() < 1.0 && clip.right() >= next.right() + space::M;
    let (left, right) = match layout.main_dir() {
        Direction::LeftToRight => (true, false),
        Direction::RightToLeft => (false, true),
        _ if layout.horizontal_justify() => (false, false),
        _ => (
            layout.horizontal_align() == Align::Min,
            layout.horizontal_align() == Align::Max,
        ),
    };
    let hang = |is: bool| if is { space::M } else { 0.0 };
    (hang(left && begins), hang(right && ends))
}

fn button_ui(ui: &mut Ui, kind: Kind, enabled: bool, icon: &str, text: &str) -> Response {
    let (hang_left, hang_right) = if kind == Kind::Quiet {
        overhang(ui)
    } else {
        (0.0, 0.0)
    };
    ui.add_enabled_ui(enabled, |ui| {
        let palette = theme::of(ui).palette;
        let padding = if kind == Kind::Quiet {
            space::M
        } else {
            PADDING
        };
        let icon_width = if icon.is_empty() {
            0.0
        } else {
            ICON_SIZE + space::S
        };
        let max_words = (ui.available_width() - icon_width - 2.0 * padding).max(40.0);
        let words = line_galley(ui, text, &TextStyle::Button, max_words);
        let own_width = (words.size().x + icon_width + 2.0 * padding).ceil();
        // In a justified layout a button is as wide as the column.
        let width = if ui.layout().horizontal_justify() {
            own_width.max(ui.available_width())
        } else {
            own_width
        };
        let size = vec2(width, HEIGHT.max(words.size().y + space::M));
        let (id, mut rect) = ui.allocate_space(size - vec2(hang_left + hang_right, 0.0));
        rect.min.x -= hang_left;
        rect.max.x += hang_right;
        let response = ui.interact(rect, id, Sense::click());
        let padding = padding + (width - own_width) / 2.0;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));

        if ui.is_rect_visible(rect) {
            let look = kind.blend(&palette, liveliness(ui, &response));
            ui.painter().rect(
                rect,
                radius::M,
                look.fill,
                Stroke::new(1.0, look.edge),
                StrokeKind::Inside,
            );
            let mut left = rect.left() + padding;
            if !icon.is_empty() {
                // Icons sit a touch left: their own margin makes up for it.
                ui.painter().text(
                    pos2(left + ICON_SIZE / 2.0 - 2.0, rect.center().y),
                    Align2::CENTER_CENTER,
                    icon,
                    icon_font(ICON_SIZE),
                    look.ink,
                );
                left += icon_width - 2.0;
            }
            let at = pos2(left, rect.center().y - words.size().y / 2.0);
            ui.painter()
                .galley_with_override_text_color(at, words, look.ink);
            focus_ring_ui(ui, &response, rect, radius::M);
        }
        response
    })
    .inner
}

fn icon_button_ui(
    ui: &mut Ui,
    enabled: bool,
    pressed: Option<bool>,
    icon: &str,
    name: &str,
    side: f32,
) -> Response {
    ui.add_enabled_ui(enabled, |ui| {
        let palette = theme::of(ui).palette;
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
        response.widget_info(|| match pressed {
            Some(on) => WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name),
            None => WidgetInfo::labeled(Role::Button, ui.is_enabled(), name),
        });
        if ui.is_rect_visible(rect) {
            let lively = liveliness(ui, &response);
            let on = pressed == Some(true);
            let fill = if on {
                palette.accent_soft
            } else {
                palette.accent_soft.gamma_multiply(lively)
            };
            let ink = if on {
                palette.accent
            } else {
                palette.text_quiet
            }
            .lerp_to_gamma(palette.on_accent_soft, lively);
            ui.painter().rect_filled(rect, radius::M, fill);
            let icon_size = (side * 0.55).round();
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                icon,
                icon_font(icon_size),
                ink,
            );
            focus_ring_ui(ui, &response, rect, radius::M);
        }
        response.on_hover_text(name).on_disabled_hover_text(name)
    })
    .inner
}

/// The favourite heart: hollow or filled. A click turns `value` round and
/// marks the response as changed.
pub fn favourite_button(ui: &mut Ui, value: &mut bool, name: &str) -> Response {
    let palette = theme::of(ui).palette;
    let (rect, mut response) = ui.allocate_exact_size(Vec2::splat(ICON_SIDE), Sense::click());
    if response.clicked() {
        *value = !*value;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), *value, name));
    if ui.is_rect_visible(rect) {
        let lively = liveliness(ui, &response);
        ui.painter().add(RectShape::filled(
            rect,
            radius::M,
            palette.accent_soft.gamma_multiply(lively),
        ));
        let filled = ui.ctx().animate_bool_with_time(
            response.id.with("filled"),
            *value,
            theme::of(ui).motion.calm_s,
        );
        let heart = Rect::from_center_size(rect.center(), Vec2::splat(22.0));
        paint_heart(
            ui.painter(),
            heart,
            palette.favourite.gamma_multiply(filled),
            Stroke::new(
                1.8,
                palette.text_quiet.lerp_to_gamma(palette.favourite, filled),
            ),
        );
        focus_ring_ui(ui, &response, rect, radius::M);
    }
    response.on_hover_text(name)
}

/// Draws a heart that fills `rect`. The icon font has only the filled one.
pub(super) fn paint_heart(painter: &egui::Painter, rect: Rect, fill: Color32, stroke: Stroke) {
    // The classic heart curve, scaled to the unit square.
    const STEPS: u16 = 40;
    let points: Vec<egui::Pos2> = (0..STEPS)
        .map(|step| {
            // Half a step off, so that no point lies on a cusp: a line drawn
            // through one grows a spike.
            let t = (f32::from(step) + 0.5) / f32::from(STEPS) * std::f32::consts::TAU;
            let x = 16.0 * t.sin().powi(3);
            let y =
                13.0 * t.cos() - 5.0 * (2.0 * t).cos() - 2.0 * (3.0 * t).cos() - (4.0 * t).cos();
            rect.center() + vec2(x / 34.0 * rect.width(), (-y - 2.5) / 34.0 * rect.height())
        })
        .collect();
    if fill != Color32::TRANSPARENT {
        // A fan from a point inside: the outline is star-shaped around it, but
        // not convex, so egui's own fill would smear over the notch.
        let mut mesh = egui::Mesh::default();
        mesh.colored_vertex(rect.center() + vec2(0.0, rect.height() * 0.05), fill);
        for point in &points {
            mesh.colored_vertex(*point, fill);
        }
        let count = u32::from(STEPS);
        for index in 0..count {
            mesh.add_triangle(0, 1 + index, 1 + (index + 1) % count);
        }
        painter.add(mesh);
    }
    painter.add(egui::Shape::closed_line(points, stroke));
}
