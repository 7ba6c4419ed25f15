//! A day and a time of day, typed the way people write them.
//!
//! What is typed is the value: text that cannot be understood leaves the value
//! empty and says why, so that an old value is never saved behind new words.

mod calendar;
pub use calendar::set_default_day;
mod german;
mod months;
mod parse;
mod range;
mod spoken;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use eframe::egui::{Align, Align2, Frame, Layout, Margin, Response, TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_CALENDAR_MONTH;

pub use parse::{parse_date, parse_time};
use range::Range;
pub use spoken::{Spoken, is_last_night, understand};

use super::buttons::small_icon_button;
use super::text_field::{error_ui, framed_field_ui_with};
use crate::domain::Invalid;
use crate::ui::text::{clock, long_date, short_date};
use crate::ui::theme::{self, space};
use crate::words::{Language, manner};

/// Less above and below than other fields: the button inside is taller than a
/// line of words.
const MARGIN: Margin = Margin {
    left: 14,
    right: 6,
    top: 5,
    bottom: 5,
};

/// Room for the button that opens the month, in points.
const PICKER: f32 = 34.0;

/// “Today” and its kind; `None` when it is something else.
fn spoken_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    let back = match text.as_str() {
        "today" | "tonight" | "this morning" | "now" => 0,
        "yesterday" | "last night" => 1,
        "the day before yesterday" | "two days ago" => 2,
        text if manner().language == Language::German => german::days_back(text)?,
        _ => return None,
    };
    today.checked_sub_days(chrono::Days::new(back))
}

/// A day: a field to type it and a month to pick it from.
///
/// `draft` is the text in the field and belongs to the caller; start with an
/// empty one. `error` is a further sentence (such as “That day is still to
/// come.”), shown when the text itself can be understood. Returns whether
/// `value` changed.
pub fn date_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    value: &mut Option<NaiveDate>,
    draft: &mut String,
    error: Option<&str>,
) -> bool {
    day_field_ui(ui, id, label, (value, draft), error, Range::until(None))
}

/// [`date_field_ui`] for what has been already, such as a birth: its calendar
/// ends today. A later day can be typed; what to say of it is the caller’s.
pub fn past_date_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    value: &mut Option<NaiveDate>,
    draft: &mut String,
    error: Option<&str>,
) -> bool {
    let range = Range::until(calendar::default_day(ui.ctx()));
    day_field_ui(ui, id, label, (value, draft), error, range)
}

fn day_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    (value, draft): (&mut Option<NaiveDate>, &mut String),
    error: Option<&str>,
    range: Range,
) -> bool {
    let before = *value;
    let today = calendar::default_day(ui.ctx());
    let parse = |text: &str| match today.and_then(|today| spoken_day(text, today)) {
        Some(day) => Ok(day),
        None => parse_date(text),
    };
    let kind = Kind {
        label,
        hint: t!("date-field-hint", date = parse::example()),
        width: 230.0,
        beside: PICKER,
        parse: &parse,
        show: short_date,
        explain: Some(long_date),
    };
    ui.push_id(id, |ui| {
        typed_field_ui(ui, &kind, value, draft, error, |ui, value| {
            let name = t!("date-field-pick", label = label);
            let button = small_icon_button(ui, ICON_CALENDAR_MONTH.codepoint, &name);
            calendar::calendar_popup_ui(ui, &button, label, *value, range)
        });
    });
    *value != before
}

/// A time of day: a field to type it, as people say it; where they say the day
/// with it (“last night 2am”), `day` changes too. As [`date_field_ui`]
/// otherwise. `now` is what “yesterday” is reckoned from.
pub fn time_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    (value, draft): (&mut Option<NaiveTime>, &mut String),
    day: &mut Option<NaiveDate>,
    now: NaiveDateTime,
) -> bool {
    let before = (*value, draft.clone());
    let parse = |text: &str| understand(text, now).map(|spoken| spoken.time);
    let kind = Kind {
        label,
        hint: t!("time-field-hint").to_owned(),
        width: 230.0,
        beside: 0.0,
        parse: &parse,
        show: clock,
        explain: Some(part_of_day),
    };
    ui.push_id(id, |ui| {
        typed_field_ui(ui, &kind, value, draft, None, |_, _| None);
    });
    // Only while words come in: what is written there by itself is a time alone.
    if *draft != before.1
        && let Ok(Spoken {
            day: Some(said), ..
        }) = understand(draft, now)
    {
        *day = Some(said);
    }
    *value != before.0
}

/// `02:00, at night`: so that nobody takes morning for afternoon.
fn part_of_day(time: NaiveTime) -> String {
    let clock = clock(time);
    match time.hour() {
        5..12 => t!("time-field-morning", time = clock),
        12..17 => t!("time-field-afternoon", time = clock),
        17..22 => t!("time-field-evening", time = clock),
        _ => t!("time-field-night", time = clock),
    }
}

/// How one sort of value is written, read and explained.
struct Kind<'a, T> {
    label: &'a str,
    hint: String,
    /// Width of the whole field, in points.
    width: f32,
    /// Width of what stands behind the words, in points.
    beside: f32,
    parse: &'a dyn Fn(&str) -> Result<T, Invalid>,
    show: fn(T) -> String,
    /// What was understood, in full, below the field.
    explain: Option<fn(T) -> String>,
}

fn typed_field_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    kind: &Kind<'_, T>,
    value: &mut Option<T>,
    draft: &mut String,
    error: Option<&str>,
    add_picker: impl FnOnce(&mut Ui, &Option<T>) -> Option<T>,
) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS + 2.0;
        let label = ui.label(theme::label(kind.label));

        let field_id = ui.make_persistent_id("typed");
        let typing = ui.memory(|memory| memory.has_focus(field_id));
        if !typing {
            settle(kind, value, draft);
        }
        let slip = (!draft.trim().is_empty())
            .then(|| (kind.parse)(draft).err())
            .flatten()
            .map(|reason| reason.to_string());
        // While someone types, half a date is no mistake yet.
        let slip = slip.filter(|_| !typing);
        let sentence = slip.as_deref().or(error);

        let mut picked = None;
        let width = kind.width.min(ui.available_width());
        let field = ui
            .allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                framed_field_ui_with(ui, sentence.is_some(), MARGIN, |ui| {
                    ui.set_height(31.0);
                    // In the order of the Tab key: words first.
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        let words = (ui.available_width() - kind.beside).max(40.0);
                        let field = ui.add(
                            TextEdit::singleline(draft)
                                .id(field_id)
                                .hint_text(kind.hint.as_str())
                                .desired_width(words)
                                .align(Align2::LEFT_CENTER)
                                .frame(Frame::NONE),
                        );
                        picked = add_picker(ui, value);
                        field
                    })
                    .inner
                })
            })
            .inner
            .labelled_by(label.id);

        if field.changed() {
            *value = (kind.parse)(draft).ok();
        }
        if field.lost_focus() {
            settle(kind, value, draft);
        }
        if let Some(picked) = picked {
            *value = Some(picked);
            *draft = (kind.show)(picked);
        }
        below_ui(ui, kind, *value, &field, sentence);
    });
}

/// Brings the text of a field nobody is typing in in line with its value,
/// and leaves text alone that could not be understood.
fn settle<T: Copy + PartialEq>(kind: &Kind<'_, T>, value: &Option<T>, draft: &mut String) {
    match value {
        Some(value) => {
            let shown = (kind.show)(*value);
            if *draft != shown {
                *draft = shown;
            }
        }
        // The value was taken away from outside.
        None if (kind.parse)(draft).is_ok() => draft.clear(),
        None => {}
    }
}

fn below_ui<T: Copy>(
    ui: &mut Ui,
    kind: &Kind<'_, T>,
    value: Option<T>,
    field: &Response,
    sentence: Option<&str>,
) {
    if let Some(sentence) = sentence {
        let words = error_ui(ui, sentence);
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.push_described_by(words.id.accesskit_id());
            node.set_invalid(eframe::egui::accesskit::Invalid::True);
        });
    } else if let Some(explain) = kind.explain {
        let words = value.map(explain).unwrap_or_default();
        // An empty line keeps the page from jumping while someone types.
        let words = if words.is_empty() {
            " ".to_owned()
        } else {
            words
        };
        ui.label(theme::quiet(ui, words).small());
    }
}
