//! The time line at the right edge: it shows where one is, and while it is
//! dragged the month and the baby's age there.

use chrono::Datelike;
use eframe::egui::{
    self, Align2, Key, Modifiers, Rect, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

use super::layout::{Group, Level, Places};
use crate::app::Model;
use crate::ui::text::short_date;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::focus::{focus_ring_ui, keep_arrow_keys};

/// Width of the place it stands in, in points.
pub(super) const WIDTH: f32 = space::XL;
/// The handle is never lower than this, in points.
const HANDLE: f32 = 40.0;
/// Between the years' marks, in points at least.
const MARKS: f32 = 18.0;

/// The time line's own state.
#[derive(Default)]
pub(super) struct Scrubber {
    /// Where in the handle it was taken.
    held: Option<f32>,
}

impl Scrubber {
    /// Draws it in `rail`; `offset` is what is scrolled away above. Returns
    /// where to scroll to.
    pub(super) fn show_ui(
        &mut self,
        ui: &mut Ui,
        rail: Rect,
        model: &Model,
        places: &Places,
        offset: f64,
    ) -> Option<f64> {
        let all = places.height() + f64::from(space::XL);
        let seen = f64::from(rail.height());
        let hidden = all - seen;
        if hidden < 1.0 {
            self.held = None;
            return None;
        }
        let rail = rail.shrink2(vec2(0.0, space::XS));
        let response = ui.interact(
            rail,
            ui.scope_id().with("time-line"),
            Sense::click_and_drag(),
        );
        let here = places
            .group_at(offset + seen / 3.0)
            .and_then(|at| places.group(at))
            .and_then(|group| Here::of(group, model));
        let words = here.as_ref().map_or_else(String::new, |here| {
            t!("gallery-time-line-at", when = &here.when, age = &here.age)
        });
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, t!("gallery-time-line")));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_value(words.clone());
        });
        keep_arrow_keys(ui, &response, false, true);

        let length = ((seen / all) as f32 * rail.height()).clamp(HANDLE, rail.height());
        let way = rail.height() - length;
        let share = (offset / hidden).clamp(0.0, 1.0) as f32;
        let top = rail.top() + way * share;
        let mut wanted = self.dragged(ui, &response, rail, top, length, hidden);
        if response.has_focus() {
            wanted = wanted.or_else(|| by_key(ui, places, offset));
        }

        let palette = theme::of(ui).palette;
        let active = response.hovered() || response.dragged() || response.has_focus();
        let lively =
            ui.ctx()
                .animate_bool_with_time(response.id, active, theme::of(ui).motion.quick_s);
        let x = rail.center().x;
        if lively > 0.0 {
            years_ui(ui, rail, model, places, all, lively);
        }
        let half = 2.5 + 1.5 * lively;
        let handle = Rect::from_min_max(pos2(x - half, top), pos2(x + half, top + length));
        let colour = palette.outline_strong.lerp_to_gamma(palette.accent, lively);
        ui.painter().rect_filled(handle, radius::PILL, colour);
        focus_ring_ui(ui, &response, handle, radius::PILL);
        if response.is_pointer_button_down_on()
            && let Some(here) = here
        {
            bubble_ui(ui, pos2(rail.left() - space::S, handle.center().y), here);
        }
        wanted
    }

    fn dragged(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        rail: Rect,
        top: f32,
        length: f32,
        hidden: f64,
    ) -> Option<f64> {
        if !response.is_pointer_button_down_on() {
            self.held = None;
            return None;
        }
        let y = ui.input(|input| input.pointer.interact_pos())?.y;
        // Taken beside its handle, it jumps there first.
        let held = *self.held.get_or_insert_with(|| {
            if (top..=top + length).contains(&y) {
                y - top
            } else {
                length / 2.0
            }
        });
        let way = (rail.height() - length).max(1.0);
        let share = ((y - held - rail.top()) / way).clamp(0.0, 1.0);
        Some(f64::from(share) * hidden)
    }
}

/// Up and down go from month to month.
fn by_key(ui: &Ui, places: &Places, offset: f64) -> Option<f64> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let here = places.group_at(offset + 1.0)?;
    if pressed(Key::ArrowDown) {
        places.top_of(here + 1)
    } else if pressed(Key::ArrowUp) {
        let top = places.top_of(here)?;
        if offset - top > 2.0 {
            Some(top)
        } else {
            places.top_of(here.checked_sub(1)?)
        }
    } else {
        None
    }
}

/// What is told of the place one is at.
struct Here {
    /// The month, or the day.
    when: String,
    /// How old the baby was.
    age: String,
}

impl Here {
    fn of(group: &Group, model: &Model) -> Option<Self> {
        let section = model.gallery.sections().get(group.sections.start)?;
        let day = group.day.zip(model.current_baby());
        Some(match (day, group.level) {
            (Some((day, baby)), _) => Self {
                when: short_date(day),
                age: baby.age_label(day),
            },
            (None, Level::Years) => Self {
                when: section.month.first_day().year().to_string(),
                age: t!("count-photos", count = group.places.len()),
            },
            (None, _) => Self {
                when: section.month.label(),
                age: section.age.label(),
            },
        })
    }
}

/// Where each year begins.
fn years_ui(ui: &Ui, rail: Rect, model: &Model, places: &Places, all: f64, lively: f32) {
    let palette = theme::of(ui).palette;
    let mut last_year = None;
    let mut last_y = f32::NEG_INFINITY;
    for (group, top) in places.groups() {
        let Some(section) = model.gallery.sections().get(group.sections.start) else {
            continue;
        };
        let year = section.month.first_day().year();
        if last_year.replace(year) == Some(year) {
            continue;
        }
        let y = rail.top() + (top / all) as f32 * rail.height();
        if y - last_y < MARKS {
            continue;
        }
        last_y = y;
        let font = TextStyle::Small.resolve(ui.style());
        let right = pos2(rail.left() - space::XS, y + MARKS / 2.0);
        let galley = ui
            .painter()
            .layout_no_wrap(year.to_string(), font, palette.text_quiet);
        let rect = Align2::RIGHT_CENTER.anchor_size(right, galley.size());
        ui.painter().rect_filled(
            rect.expand2(vec2(6.0, 2.0)),
            radius::PILL,
            palette.surface_raised.gamma_multiply(lively),
        );
        ui.painter()
            .galley(rect.min, galley, palette.text_quiet.gamma_multiply(lively));
    }
}

/// The month and the age, left of the handle.
fn bubble_ui(ui: &Ui, right: egui::Pos2, here: Here) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let painter = ui.painter();
    let month = painter.layout_no_wrap(
        here.when,
        TextStyle::Button.resolve(ui.style()),
        palette.text,
    );
    let age = painter.layout_no_wrap(
        here.age,
        TextStyle::Small.resolve(ui.style()),
        palette.text_quiet,
    );
    let size = vec2(
        month.size().x.max(age.size().x) + 2.0 * space::L,
        month.size().y + age.size().y + 2.0 * space::S,
    );
    let rect = Align2::RIGHT_CENTER.anchor_size(right, size);
    painter.add(theme.shadow().as_shape(rect, radius::L));
    painter.rect(
        rect,
        radius::L,
        palette.surface_raised,
        egui::Stroke::new(1.0, palette.outline),
        egui::StrokeKind::Inside,
    );
    let at = rect.min + vec2(space::L, space::S);
    let below = at + vec2(0.0, month.size().y);
    painter.galley(at, month, palette.text);
    painter.galley(below, age, palette.text_quiet);
}
