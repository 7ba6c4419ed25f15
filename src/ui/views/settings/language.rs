//! The language, and how times and weeks are written.

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui::{Label, Ui};

use crate::app::{LibraryCommand, Model};
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::choice_row_ui;
use crate::words::dates::{clock, long_date, weekday_name};
use crate::words::{Clock, Language, WeekStart, manner};

/// A choice among what this computer does and everything it could do.
fn like_or<T: Copy + PartialEq, const N: usize>(
    ui: &mut Ui,
    label: &str,
    choices: [(T, &'static str); N],
    chosen: Option<T>,
) -> Option<Option<T>> {
    let all: Vec<(Option<T>, &str)> = std::iter::once((None, t!("like-this-computer")))
        .chain(choices.map(|(value, name)| (Some(value), name)))
        .collect();
    let mut now = Some(chosen);
    // A second tap changes nothing: there is always one.
    if choice_row_ui(ui, label, &all, &mut now) {
        now
    } else {
        None
    }
}

/// A moment of the afternoon on which every way to write it is another.
fn example() -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(2026, 11, 3)?.and_hms_opt(15, 10, 0)
}

/// Language, clock and week.
pub(super) fn language_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let config = &model.config;
    let languages = Language::ALL.map(|language| (language, language.own_name()));
    if let Some(language) = like_or(ui, t!("settings-language"), languages, config.language) {
        actions.push(LibraryCommand::SetLanguage(language));
    }
    ui.add(Label::new(theme::quiet(ui, t!("settings-language-about")).small()).wrap());
    ui.add_space(space::L);

    let clocks = [
        (Clock::Hours24, t!("settings-clock-24")),
        (Clock::Hours12, t!("settings-clock-12")),
    ];
    if let Some(hours) = like_or(ui, t!("settings-clock"), clocks, config.clock) {
        actions.push(LibraryCommand::SetClock(hours));
    }
    // What the choice comes to, above all where it is left to this computer.
    if let Some(moment) = example() {
        let words = t!(
            "settings-clock-about",
            date = long_date(moment.date()),
            time = clock(moment.time())
        );
        ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
    }
    ui.add_space(space::L);

    let weeks = WeekStart::ALL.map(|week| (week, weekday_name(week.day())));
    if let Some(week) = like_or(ui, t!("settings-week"), weeks, config.week) {
        actions.push(LibraryCommand::SetWeek(week));
    }
    let words = t!(
        "settings-week-about",
        day = weekday_name(manner().week.day())
    );
    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
}
