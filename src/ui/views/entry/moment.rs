//! When it was: in words, and a form to correct it.

use chrono::{NaiveDate, Timelike};
use eframe::egui::{Key, Label, RichText, Ui};
use egui_material_icons::icons;

use super::Page;
use super::draft::MomentForm;
use crate::domain::{Baby, BabyId, DEFAULT_DAY_START_HOUR};
use crate::ui::text::{clock, long_date};
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::{
    primary_button_enabled, quiet_button, quiet_button_enabled, quiet_button_width,
};
use crate::ui::widgets::chip::kind_hint_ui;
use crate::ui::widgets::choice::choice_row_ui;
use crate::ui::widgets::date::{date_field_ui, time_field_ui};
use crate::ui::widgets::page::{card_ui, heading_ui};
use crate::words::dates::day_month;

/// The least room for the button beside the evidence, in points.
const CORRECT: f32 = 112.0;

/// From this width on day and time stand beside each other, in points.
const BESIDE: f32 = 470.0;

impl Page<'_, '_> {
    fn baby(&self) -> Option<&Baby> {
        let id = self.draft.fields.baby;
        self.model.babies.iter().find(|baby| baby.id == id)
    }

    /// The moment, the baby, and how old it was.
    pub(super) fn moment_ui(&mut self, ui: &mut Ui) {
        let moment = self.draft.fields.moment;
        let day = moment.local.date();
        let words = format!("{}, {}", long_date(day), clock(moment.local.time()));
        heading_ui(ui, RichText::new(words).heading());
        if let Some(age) = self.baby().and_then(|baby| age_words(baby, day)) {
            ui.add(Label::new(theme::strong(age)).wrap());
        }
        ui.horizontal(|ui| {
            ui.set_min_height(40.0);
            let mut evidence = format!("UTC{} · {}", moment.offset_label(), moment.source.label());
            // Where days are counted, a night belongs to the day it began on.
            let night = moment.journal_day(DEFAULT_DAY_START_HOUR);
            if night != day {
                let words = t!("entry-view-night", day = day_month(night));
                evidence = format!("{evidence} · {words}");
            }
            ui.scope(|ui| {
                let correct = quiet_button_width(ui, t!("entry-view-correct")) + space::L;
                ui.set_max_width((ui.available_width() - correct.max(CORRECT)).max(120.0));
                ui.add(Label::new(theme::quiet(ui, evidence).small()).wrap());
            });
            if self.draft.form.is_none()
                && quiet_button_enabled(ui, self.may_change, t!("entry-view-correct")).clicked()
            {
                self.draft.form = Some(MomentForm::new(moment));
            }
        });
        if self.draft.form.is_some() {
            self.form_ui(ui);
        } else if let Some(sentence) = self.baby().and_then(|baby| before_birth(baby, day)) {
            kind_hint_ui(ui, icons::ICON_INFO.codepoint, &sentence);
        }
        if self.model.babies.len() > 1 {
            ui.add_space(space::S);
            self.baby_choice_ui(ui);
        }
    }

    fn form_ui(&mut self, ui: &mut Ui) {
        let hint = self
            .draft
            .form
            .as_ref()
            .and_then(|form| form.date)
            .and_then(|day| before_birth(self.baby()?, day));
        let Some(form) = &mut self.draft.form else {
            return;
        };
        let now = self.stage.now;
        let (mut done, mut give_up) = (false, false);
        // Before Enter takes the keyboard away from the field.
        let typing = ui.ctx().text_edit_focused();
        let focused = ui.memory(|memory| memory.focused());
        card_ui(ui, |ui| {
            let beside = ui.available_width() >= BESIDE;
            let mut fields_ui = |ui: &mut Ui| {
                let before = (form.date, form.date_text.clone());
                let (date, text) = (&mut form.date, &mut form.date_text);
                date_field_ui(ui, "day", t!("entry-view-day"), date, text, None);
                form.day_changed(&before, now);
                let typed = (&mut form.time, &mut form.time_text);
                if time_field_ui(
                    ui,
                    "time",
                    t!("entry-view-time"),
                    typed,
                    &mut form.date,
                    now,
                ) {
                    // A time typed in has no seconds.
                    form.time = form.time.and_then(|time| time.with_second(0));
                    form.hour_changed(now);
                }
            };
            let fields = if beside {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::L;
                    fields_ui(ui);
                })
            } else {
                ui.vertical(|ui| fields_ui(ui))
            };
            let in_here = focused
                .and_then(|id| ui.ctx().read_response(id))
                .is_some_and(|field| fields.response.rect.contains_rect(field.rect));
            if typing && in_here && ui.input(|input| input.key_pressed(Key::Enter)) {
                done = form.moment().is_some();
            }
            if let Some(sentence) = &hint {
                kind_hint_ui(ui, icons::ICON_INFO.codepoint, sentence);
            }
            ui.horizontal_wrapped(|ui| {
                let sound = form.moment().is_some();
                done |=
                    primary_button_enabled(ui, sound, "", t!("entry-view-use-moment")).clicked();
                give_up = quiet_button(ui, t!("entry-view-as-it-was")).clicked();
            });
        });
        if give_up {
            return self.draft.close_moment(false, self.actions);
        }
        // Leaving the page must not lose it.
        self.draft.take_moment(self.actions);
        if done {
            self.draft.close_moment(true, self.actions);
        }
    }

    fn baby_choice_ui(&mut self, ui: &mut Ui) {
        let names: Vec<(BabyId, &str)> = self
            .model
            .babies
            .iter()
            .map(|baby| (baby.id, baby.fields.name.as_str()))
            .collect();
        let mut chosen = Some(self.draft.fields.baby);
        let may_change = self.may_change;
        let changed = ui
            .add_enabled_ui(may_change, |ui| {
                choice_row_ui(ui, t!("entry-view-whose"), &names, &mut chosen)
            })
            .inner;
        // An entry is always somebody's: a second tap changes nothing.
        if changed && let Some(baby) = chosen {
            self.draft.fields.baby = baby;
            self.draft.send("baby", self.actions);
        }
    }
}

/// `4 months, 20 days old`, with the age by due date for a baby born early.
fn age_words(baby: &Baby, day: NaiveDate) -> Option<String> {
    let age = baby.age_on(day)?.label();
    Some(match baby.corrected_age_on(day) {
        Some(corrected) => format!("{age} · {}", corrected.label()),
        None => age,
    })
}

/// Said when a day lies before the birth; `None` when all is well.
pub(in crate::ui::views) fn before_birth(baby: &Baby, day: NaiveDate) -> Option<String> {
    let birth = baby.fields.birth_date;
    (day < birth).then(|| {
        t!(
            "entry-view-before-birth",
            name = &baby.fields.name,
            day = crate::ui::text::day_month_year(birth)
        )
    })
}
