//! The twelve months of a year, to be anywhere in it at once.

use chrono::{Datelike, NaiveDate};
use eframe::egui::{Id, Key, Modifiers, Response, Ui, vec2};

use super::super::focus::keep_arrow_keys;
use super::calendar::{CELL, Cell, NAMES, Open, WEEKS, cell_ui, default_day};
use super::range::Range;
use crate::domain::Month;
use crate::words::dates::short_month_name;

/// Months in a row.
const COLUMNS: u32 = 3;
/// Together as high as the days of a month, in points.
const HEIGHT: f32 = (NAMES + WEEKS as f32 * CELL) / 4.0;

/// Shows the months of the year the cursor stands in; one that is clicked is
/// shown with its days.
pub(super) fn months_ui(
    ui: &mut Ui,
    state_id: Id,
    open: &mut Open,
    value: Option<NaiveDate>,
    range: Range,
) {
    let year = open.cursor.year();
    let cursor = Month::of(open.cursor);
    let this = default_day(ui.ctx()).map(Month::of);
    let value = value.map(Month::of);
    let mut picked = None;
    for row in 0..12 / COLUMNS {
        ui.horizontal(|ui| {
            for column in 0..COLUMNS {
                let Some(month) = Month::new(year, row * COLUMNS + column + 1) else {
                    continue;
                };
                let cell = Cell {
                    words: short_month_name(month.first_day().month()).to_owned(),
                    name: month.label(),
                    size: vec2(CELL * 7.0 / COLUMNS as f32, HEIGHT),
                    chosen: value == Some(month),
                    marked: this == Some(month),
                    quiet: false,
                    offered: range.meets(month),
                    takes_keyboard: open.take_keyboard && month == cursor,
                };
                open.take_keyboard &= !cell.takes_keyboard;
                let id = state_id.with(("month", month.first_day()));
                let response = cell_ui(ui, id, &cell);
                if response.clicked() {
                    picked = Some(month);
                }
                if response.has_focus() {
                    walk_months(ui, &response, open, month, range);
                }
            }
        });
    }
    if let Some(month) = picked {
        open.cursor = range.nearest(month.first_day());
        open.months = false;
        open.take_keyboard = true;
        ui.ctx().request_repaint();
    }
}

/// Moves the month that has the keyboard.
fn walk_months(ui: &Ui, response: &Response, open: &mut Open, from: Month, range: Range) {
    keep_arrow_keys(ui, response, true, true);
    let months = ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.count_and_consume_key(modifiers, key) as i64;
        let years =
            pressed(Modifiers::SHIFT, Key::PageDown) - pressed(Modifiers::SHIFT, Key::PageUp);
        let mut pressed = |key| pressed(Modifiers::NONE, key);
        pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
            + i64::from(COLUMNS) * (pressed(Key::ArrowDown) - pressed(Key::ArrowUp))
            + 12 * (pressed(Key::PageDown) - pressed(Key::PageUp) + years)
    });
    let there = range.walked(from.first_day(), 0, months);
    if Month::of(there) != from {
        open.cursor = there;
        open.take_keyboard = true;
        ui.ctx().request_repaint();
    }
}
