//! A month to pick a day from: weeks start where the parents’ do; arrow keys walk the
//! days, Page Up and Page Down the months.

use chrono::{Datelike, Days, Months, NaiveDate};
use eframe::egui::{
    Align2, Context, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, Sense,
    TextStyle, Ui, Vec2, WidgetInfo, vec2,
};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT};

use super::super::buttons::{icon_button, liveliness};
use super::super::focus::{focus_ring_ui, keep_arrow_keys};
use crate::domain::Month;
use crate::ui::text::long_date;
use crate::ui::theme::{self, radius, space};
use crate::words::dates::weekday_initials;
use crate::words::manner;

/// Side of a day, in points.
const CELL: f32 = 40.0;
/// Shown when there is no value yet and nobody told the field a better month.
const FALLBACK: (i32, u32) = (2026, 1);

/// What the popup remembers while it is open.
#[derive(Clone, Copy)]
struct Open {
    /// The day the arrow keys stand on; its month is the one shown.
    cursor: NaiveDate,
    /// Give the keyboard to that day in the next frame.
    take_keyboard: bool,
}

/// Opens under `button` when it is clicked. Returns the day picked.
pub(super) fn calendar_popup_ui(
    ui: &Ui,
    button: &Response,
    label: &str,
    value: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let state_id = button.id.with("calendar");
    if button.clicked() {
        let cursor = value
            .or_else(|| default_day(ui.ctx()))
            .or_else(|| NaiveDate::from_ymd_opt(FALLBACK.0, FALLBACK.1, 1))?;
        store(
            ui.ctx(),
            state_id,
            Open {
                cursor,
                take_keyboard: true,
            },
        );
    }
    let mut picked = None;
    Popup::from_toggle_button_response(button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .frame(theme::of(ui).floating_frame())
        .accessible_name(t!("date-field-calendar", label = label))
        .gap(space::S)
        .show(|ui| {
            let Some(mut open) = ui.data(|data| data.get_temp::<Open>(state_id)) else {
                return;
            };
            picked = month_ui(ui, state_id, &mut open, value);
            store(ui.ctx(), state_id, open);
            if picked.is_some() {
                ui.close();
                button.request_focus();
            }
        });
    picked
}

fn store(ctx: &Context, id: Id, open: Open) {
    ctx.data_mut(|data| data.insert_temp(id, open));
}

/// Tells calendars without a value which month to open: today, usually. The
/// widgets themselves have no clock.
pub fn set_default_day(ctx: &Context, day: NaiveDate) {
    ctx.data_mut(|data| data.insert_temp(default_day_id(), day));
}

pub(super) fn default_day(ctx: &Context) -> Option<NaiveDate> {
    ctx.data(|data| data.get_temp(default_day_id()))
}

fn default_day_id() -> Id {
    Id::unique("smilekeep default day")
}

fn month_ui(
    ui: &mut Ui,
    state_id: Id,
    open: &mut Open,
    value: Option<NaiveDate>,
) -> Option<NaiveDate> {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    ui.set_width(CELL * 7.0);
    let month = Month::of(open.cursor);
    header_ui(ui, open, month);
    weekdays_ui(ui);

    let mut picked = None;
    let first = month.first_day();
    let lead = u64::from(manner().week.column(first.weekday()));
    let mut day = first.checked_sub_days(Days::new(lead)).unwrap_or(first);
    for _week in 0..6 {
        ui.horizontal(|ui| {
            for _weekday in 0..7 {
                let response = day_ui(ui, state_id, open, day, month, value == Some(day));
                if response.clicked() {
                    picked = Some(day);
                }
                if response.has_focus() {
                    walk(ui, &response, open, day);
                }
                day = day.succ_opt().unwrap_or(day);
            }
        });
        if !month.contains(day) && day > first {
            break;
        }
    }
    picked
}

fn header_ui(ui: &mut Ui, open: &mut Open, month: Month) {
    let (rect, _) = ui.allocate_exact_size(vec2(CELL * 7.0, 44.0), Sense::hover());
    let side = vec2(40.0, 40.0);
    let left = Rect::from_min_size(rect.min, side);
    let right = Rect::from_min_size(rect.right_top() - vec2(side.x, 0.0), side);
    let back = ui.put(left, |ui: &mut Ui| {
        icon_button(ui, ICON_CHEVRON_LEFT.codepoint, t!("calendar-previous"))
    });
    let middle = Rect::from_min_max(left.right_top(), right.left_bottom());
    ui.put(
        middle,
        eframe::egui::Label::new(theme::strong(month.label())),
    );
    let forth = ui.put(right, |ui: &mut Ui| {
        icon_button(ui, ICON_CHEVRON_RIGHT.codepoint, t!("calendar-next"))
    });
    if back.clicked() {
        open.cursor = month.previous().first_day();
    }
    if forth.clicked() {
        open.cursor = month.next().first_day();
    }
}

fn weekdays_ui(ui: &mut Ui) {
    let quiet = theme::of(ui).palette.text_quiet;
    let font = TextStyle::Small.resolve(ui.style());
    ui.horizontal(|ui| {
        for name in manner().week.days().map(weekday_initials) {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL, 28.0), Sense::hover());
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                name,
                font.clone(),
                quiet,
            );
        }
    });
}

fn day_ui(
    ui: &mut Ui,
    state_id: Id,
    open: &mut Open,
    day: NaiveDate,
    month: Month,
    chosen: bool,
) -> Response {
    let palette = theme::of(ui).palette;
    let (_, rect) = ui.allocate_space(Vec2::splat(CELL));
    let response = ui.interact(rect, state_id.with(day), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, long_date(day))
    });
    if open.take_keyboard && day == open.cursor {
        response.request_focus();
        open.take_keyboard = false;
    }
    let lively = liveliness(ui, &response);
    let (fill, ink) = if chosen {
        (palette.accent, palette.on_accent)
    } else {
        let ink = if month.contains(day) {
            palette.text
        } else {
            palette.text_quiet
        };
        (
            palette.accent_soft.gamma_multiply(lively),
            ink.lerp_to_gamma(palette.on_accent_soft, lively),
        )
    };
    let inner = rect.shrink(2.0);
    ui.painter().rect_filled(inner, radius::M, fill);
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        day.day(),
        TextStyle::Body.resolve(ui.style()),
        ink,
    );
    focus_ring_ui(ui, &response, inner.shrink(2.0), radius::S);
    response
}

/// Moves the day that has the keyboard.
fn walk(ui: &Ui, response: &Response, open: &mut Open, from: NaiveDate) {
    keep_arrow_keys(ui, response, true, true);
    // Taken out of the input: the day that gets the keyboard next is drawn in
    // this same frame and would walk on.
    let moved = ui.input_mut(|input| {
        let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key) as i64;
        let days = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
            + 7 * (pressed(Key::ArrowDown) - pressed(Key::ArrowUp));
        let months = pressed(Key::PageDown) - pressed(Key::PageUp);
        let step = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(0));
        let day = from.checked_add_signed(chrono::Duration::days(days));
        let day = if months < 0 {
            day.and_then(|day| day.checked_sub_months(step))
        } else {
            day.and_then(|day| day.checked_add_months(step))
        };
        day.unwrap_or(from)
    });
    if moved != from {
        open.cursor = moved;
        open.take_keyboard = true;
        ui.ctx().request_repaint();
    }
}
