//! A month to pick a day from: weeks start where the parents’ do; arrow keys
//! walk the days, Page Up and Page Down the months, with Shift the years. Its
//! title leads to the twelve months of the year.

use chrono::{Datelike, Days, NaiveDate};
use eframe::egui::{
    Align2, Color32, Context, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role,
    Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::{
    ICON_ARROW_DROP_DOWN, ICON_ARROW_DROP_UP, ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT,
    ICON_KEYBOARD_DOUBLE_ARROW_LEFT, ICON_KEYBOARD_DOUBLE_ARROW_RIGHT,
};

use super::super::buttons::{icon_font, line_galley, liveliness, small_icon_button_enabled};
use super::super::focus::{focus_ring_ui, keep_arrow_keys};
use super::months::months_ui;
use super::range::Range;
use crate::domain::Month;
use crate::ui::text::long_date;
use crate::ui::theme::{self, radius, space};
use crate::words::dates::weekday_initials;
use crate::words::manner;

/// Side of a day, in points.
pub(super) const CELL: f32 = 40.0;
/// Weeks that any month finds room in.
pub(super) const WEEKS: u8 = 6;
/// Height of the row above the days, in points.
const HEADER: f32 = 44.0;
/// Height of the names of the days of the week, in points.
pub(super) const NAMES: f32 = 28.0;
/// Side of a button beside the title, in points.
const STEP: f32 = 30.0;
/// Size of the arrow beside the title, in points.
const ARROW: f32 = 18.0;
/// Shown when there is no value yet and nobody told the field a better month.
const FALLBACK: (i32, u32) = (2026, 1);

/// What the popup remembers while it is open.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// The day the arrow keys stand on; its month is the one shown.
    pub cursor: NaiveDate,
    /// Give the keyboard to that day, or month, in the next frame.
    pub take_keyboard: bool,
    /// The months of the year are shown instead of the days of the month.
    pub months: bool,
}

/// Opens under `button` when it is clicked, and offers the days of `range`.
/// Returns the day picked.
pub(super) fn calendar_popup_ui(
    ui: &Ui,
    button: &Response,
    label: &str,
    value: Option<NaiveDate>,
    range: Range,
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
                cursor: range.nearest(cursor),
                take_keyboard: true,
                months: false,
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
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            ui.set_width(CELL * 7.0);
            header_ui(ui, &mut open, range);
            if open.months {
                months_ui(ui, state_id, &mut open, value, range);
            } else {
                picked = days_ui(ui, state_id, &mut open, value, range);
            }
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

/// Tells calendars without a value which month to open, and fields for what
/// has been how far they go: today, usually. The widgets themselves have no
/// clock.
pub fn set_default_day(ctx: &Context, day: NaiveDate) {
    ctx.data_mut(|data| data.insert_temp(default_day_id(), day));
}

pub(super) fn default_day(ctx: &Context) -> Option<NaiveDate> {
    ctx.data(|data| data.get_temp(default_day_id()))
}

fn default_day_id() -> Id {
    Id::unique("smilekeep default day")
}

/// A year and a month back, what is shown, a month and a year on. Above the
/// months of a year there are the years only.
fn header_ui(ui: &mut Ui, open: &mut Open, range: Range) {
    let (rect, _) = ui.allocate_exact_size(vec2(CELL * 7.0, HEADER), Sense::hover());
    let place = |x: f32| {
        let left_top = pos2(x, rect.center().y - STEP / 2.0);
        Rect::from_min_size(left_top, Vec2::splat(STEP))
    };
    let step = |ui: &mut Ui, open: &mut Open, x: f32, icon: &str, name: &str, months: i32| {
        let there = range.stepped(open.cursor, months);
        let button = ui.push_id(months, |ui| {
            ui.put(place(x), |ui: &mut Ui| {
                small_icon_button_enabled(ui, there.is_some(), icon, name)
            })
        });
        if button.inner.clicked() {
            open.cursor = there.unwrap_or(open.cursor);
        }
    };
    let (left, right) = (rect.left() + space::XS, rect.right() - space::XS - STEP);
    let years = open.months;
    step(
        ui,
        open,
        left,
        ICON_KEYBOARD_DOUBLE_ARROW_LEFT.codepoint,
        t!("calendar-previous-year"),
        -12,
    );
    if !years {
        let x = left + STEP;
        let name = t!("calendar-previous");
        step(ui, open, x, ICON_CHEVRON_LEFT.codepoint, name, -1);
    }
    let middle = Rect::from_min_max(
        pos2(left + 2.0 * STEP, rect.top() + 4.0),
        pos2(right - STEP, rect.bottom() - 4.0),
    );
    let turned = title_ui(ui, middle, Month::of(open.cursor), years);
    if !years {
        let x = right - STEP;
        let name = t!("calendar-next");
        step(ui, open, x, ICON_CHEVRON_RIGHT.codepoint, name, 1);
    }
    step(
        ui,
        open,
        right,
        ICON_KEYBOARD_DOUBLE_ARROW_RIGHT.codepoint,
        t!("calendar-next-year"),
        12,
    );
    if turned {
        open.months = !open.months;
        open.take_keyboard = true;
    }
}

/// The month, or its year, as a button; returns whether it was clicked.
fn title_ui(ui: &mut Ui, place: Rect, month: Month, years: bool) -> bool {
    let palette = theme::of(ui).palette;
    let (words, name, arrow) = if years {
        let year = month.first_day().year().to_string();
        let name = t!("calendar-days", year = &year);
        (year, name, ICON_ARROW_DROP_UP)
    } else {
        let words = month.label();
        let name = t!("calendar-months", month = &words);
        (words, name, ICON_ARROW_DROP_DOWN)
    };
    let id = ui.make_persistent_id("calendar-title");
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    let lively = liveliness(ui, &response);
    let fill = palette.accent_soft.gamma_multiply(lively);
    ui.painter().rect_filled(place, radius::M, fill);
    let ink = palette.text.lerp_to_gamma(palette.on_accent_soft, lively);
    let galley = line_galley(ui, &words, &TextStyle::Button, place.width() - ARROW);
    let left = place.center().x - (galley.size().x + ARROW) / 2.0;
    let end = left + galley.size().x;
    let at = pos2(left, place.center().y - galley.size().y / 2.0);
    ui.painter()
        .galley_with_override_text_color(at, galley, ink);
    ui.painter().text(
        pos2(end + ARROW / 2.0, place.center().y),
        Align2::CENTER_CENTER,
        arrow.codepoint,
        icon_font(ARROW),
        palette
            .text_quiet
            .lerp_to_gamma(palette.on_accent_soft, lively),
    );
    focus_ring_ui(ui, &response, place.shrink(2.0), radius::S);
    response.on_hover_text(name).clicked()
}

fn days_ui(
    ui: &mut Ui,
    state_id: Id,
    open: &mut Open,
    value: Option<NaiveDate>,
    range: Range,
) -> Option<NaiveDate> {
    weekdays_ui(ui);
    let month = Month::of(open.cursor);
    let today = default_day(ui.ctx());
    let mut picked = None;
    let first = month.first_day();
    let lead = u64::from(manner().week.column(first.weekday()));
    let mut day = first.checked_sub_days(Days::new(lead)).unwrap_or(first);
    // Six weeks always: the buttons of a calendar that opened upwards keep still.
    for _week in 0..WEEKS {
        ui.horizontal(|ui| {
            for _weekday in 0..7 {
                let cell = Cell {
                    words: day.day().to_string(),
                    name: long_date(day),
                    size: Vec2::splat(CELL),
                    chosen: value == Some(day),
                    marked: today == Some(day),
                    quiet: !month.contains(day),
                    offered: range.contains(day),
                    takes_keyboard: open.take_keyboard && day == open.cursor,
                };
                open.take_keyboard &= !cell.takes_keyboard;
                let response = cell_ui(ui, state_id.with(day), &cell);
                if response.clicked() {
                    picked = Some(day);
                }
                if response.has_focus() {
                    walk_days(ui, &response, open, day, range);
                }
                day = day.succ_opt().unwrap_or(day);
            }
        });
    }
    picked
}

fn weekdays_ui(ui: &mut Ui) {
    let quiet = theme::of(ui).palette.text_quiet;
    let font = TextStyle::Small.resolve(ui.style());
    ui.horizontal(|ui| {
        for name in manner().week.days().map(weekday_initials) {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL, NAMES), Sense::hover());
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

/// A day of a month, or a month of a year.
pub(super) struct Cell {
    pub words: String,
    pub name: String,
    /// In points.
    pub size: Vec2,
    /// It is the value.
    pub chosen: bool,
    /// It is today, or this month.
    pub marked: bool,
    /// It belongs to the month before or after.
    pub quiet: bool,
    /// It can be picked.
    pub offered: bool,
    pub takes_keyboard: bool,
}

pub(super) fn cell_ui(ui: &mut Ui, id: Id, cell: &Cell) -> Response {
    let palette = theme::of(ui).palette;
    let (_, rect) = ui.allocate_space(cell.size);
    let sense = if cell.offered {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| {
        let enabled = ui.is_enabled() && cell.offered;
        WidgetInfo::selected(Role::Button, enabled, cell.chosen, &cell.name)
    });
    if cell.takes_keyboard && cell.offered {
        response.request_focus();
    }
    let lively = if cell.offered {
        liveliness(ui, &response)
    } else {
        0.0
    };
    let (fill, ink) = if cell.chosen {
        (palette.accent, palette.on_accent)
    } else {
        let ink = if !cell.offered {
            palette.text_quiet.gamma_multiply(0.45)
        } else if cell.quiet {
            palette.text_quiet
        } else {
            palette.text
        };
        (
            palette.accent_soft.gamma_multiply(lively),
            ink.lerp_to_gamma(palette.on_accent_soft, lively),
        )
    };
    let inner = rect.shrink(2.0);
    let edge = if cell.marked && !cell.chosen {
        palette.accent
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect(
        inner,
        radius::M,
        fill,
        Stroke::new(1.0, edge),
        StrokeKind::Inside,
    );
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        &cell.words,
        TextStyle::Body.resolve(ui.style()),
        ink,
    );
    focus_ring_ui(ui, &response, inner.shrink(2.0), radius::S);
    response
}

/// Moves the day that has the keyboard.
fn walk_days(ui: &Ui, response: &Response, open: &mut Open, from: NaiveDate, range: Range) {
    keep_arrow_keys(ui, response, true, true);
    // Taken out of the input: the day that gets the keyboard next is drawn in
    // this same frame and would walk on.
    let (days, months) = ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.count_and_consume_key(modifiers, key) as i64;
        // With Shift first: without would take these as well.
        let years =
            pressed(Modifiers::SHIFT, Key::PageDown) - pressed(Modifiers::SHIFT, Key::PageUp);
        let mut pressed = |key| pressed(Modifiers::NONE, key);
        let column = i64::from(manner().week.column(from.weekday()));
        let in_week = pressed(Key::End).min(1) * (6 - column) - pressed(Key::Home).min(1) * column;
        let days = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
            + 7 * (pressed(Key::ArrowDown) - pressed(Key::ArrowUp))
            + in_week;
        let months = pressed(Key::PageDown) - pressed(Key::PageUp) + 12 * years;
        (days, months)
    });
    let there = range.walked(from, days, months);
    if there != from {
        open.cursor = there;
        open.take_keyboard = true;
        ui.ctx().request_repaint();
    }
}
