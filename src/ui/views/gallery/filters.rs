//! The field for words, what else can be asked for, and a chip for each thing
//! that was.

use chrono::NaiveDate;
use eframe::egui::{Context, Key, Modifiers, Popup, PopupCloseBehavior, Ui, vec2};
use egui_material_icons::icons;

use crate::app::{Filter, GalleryCommand, LibraryCommand, Model};
use crate::domain::{SleepState, SmileKind};
use crate::ui::actions::Actions;
use crate::ui::text::{elide, short_date};
use crate::ui::theme::{self, space};
use crate::ui::views::layout::dialog_middle_ui;
use crate::ui::widgets::{
    chip_ui, choice_row_ui, date_field_ui, icon_toggle, quiet_button, search_field_ui,
    toggle_pill_ui,
};

/// The widest the field for words gets, in points.
const FIELD: f32 = 280.0;
/// Width of the sheet of filters, in points.
const SHEET: f32 = 480.0;
/// Height kept clear around its contents, in points.
const AROUND_SHEET: f32 = 64.0;

/// Drafts of what is typed.
#[derive(Default)]
pub(super) struct Filters {
    words: String,
    typing: bool,
    take_keyboard: bool,
    from: String,
    to: String,
}

impl Filters {
    /// Ctrl+F goes to the words.
    pub(super) fn keys(&mut self, ctx: &Context, model: &Model, actions: &mut Actions) {
        if ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
            self.take_keyboard = true;
        }
        // Esc takes all filters away, where nothing else wants it.
        let free = !self.typing && !ctx.egui_wants_keyboard_input();
        if free
            && !model.filter.is_empty()
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            show(actions, Filter::default());
        }
    }

    /// Whether Ctrl+F was pressed and the field has not been drawn since.
    pub(super) fn is_called(&self) -> bool {
        self.take_keyboard
    }

    /// The field for words, as wide as there is room.
    pub(super) fn field_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        if !self.typing && self.words != model.filter.words {
            self.words.clone_from(&model.filter.words);
        }
        let width = ui.available_width().min(FIELD);
        let (hint, name) = (t!("gallery-search"), t!("gallery-search-name"));
        let field = search_field_ui(ui, "search", &mut self.words, hint, name, width);
        if std::mem::take(&mut self.take_keyboard) {
            field.request_focus();
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.words.clear();
        }
        self.typing = field.has_focus();
        if self.words != model.filter.words {
            let words = self.words.clone();
            let filter = Filter {
                words,
                ..model.filter.clone()
            };
            show(actions, filter);
        }
    }

    /// The button that opens the sheet of filters.
    pub(super) fn button_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let icon = icons::ICON_TUNE.codepoint;
        let button = icon_toggle(ui, model.filter.has_marks(), icon, t!("gallery-filter"));
        let mut filter = model.filter.clone();
        Popup::from_toggle_button_response(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .frame(theme::of(ui).floating_frame())
            .accessible_name(t!("gallery-filter"))
            .gap(space::S)
            .show(|ui| {
                let room = ui.ctx().content_rect().width() - 2.0 * space::XL;
                ui.set_width(SHEET.min(room));
                ui.spacing_mut().item_spacing.y = space::S;
                dialog_middle_ui(ui, AROUND_SHEET, |ui| {
                    self.sheet_ui(ui, model, &mut filter, actions);
                });
            });
        if filter != model.filter {
            show(actions, filter);
        }
    }

    fn sheet_ui(&mut self, ui: &mut Ui, model: &Model, filter: &mut Filter, actions: &mut Actions) {
        if model.babies.len() > 1 {
            let names: Vec<_> = model
                .babies
                .iter()
                .map(|baby| (baby.id, elide(&baby.fields.name, 24)))
                .collect();
            let options: Vec<_> = names
                .iter()
                .map(|(id, name)| (*id, name.as_str()))
                .collect();
            let mut baby = model.baby;
            if choice_row_ui(ui, t!("gallery-filter-baby"), &options, &mut baby)
                && let Some(id) = baby
            {
                actions.push(LibraryCommand::SelectBaby(id));
            }
            ui.add_space(space::XS);
        }
        ui.label(theme::label(t!("gallery-filter-only")));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            toggle_pill_ui(ui, t!("gallery-filter-favourites"), &mut filter.favourite);
            toggle_pill_ui(ui, t!("gallery-filter-milestone"), &mut filter.milestone);
            toggle_pill_ui(ui, t!("gallery-filter-note"), &mut filter.note);
            toggle_pill_ui(ui, t!("gallery-filter-edited"), &mut filter.edited);
        });
        ui.add_space(space::XS);
        let states: Vec<_> = SleepState::ALL.iter().map(|v| (*v, v.label())).collect();
        choice_row_ui(ui, t!("gallery-filter-state"), &states, &mut filter.state);
        ui.add_space(space::XS);
        let kinds: Vec<_> = SmileKind::ALL.iter().map(|v| (*v, v.label())).collect();
        choice_row_ui(ui, t!("gallery-filter-kind"), &kinds, &mut filter.kind);
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            date_field_ui(
                ui,
                "from",
                t!("gallery-filter-from"),
                &mut filter.from,
                &mut self.from,
                None,
            );
            date_field_ui(
                ui,
                "to",
                t!("gallery-filter-to"),
                &mut filter.to,
                &mut self.to,
                None,
            );
        });
        if filter.has_marks() && quiet_button(ui, t!("gallery-filter-none")).clicked() {
            *filter = Filter {
                words: filter.words.clone(),
                ..Filter::default()
            };
        }
    }

    /// What was asked for, each to be taken away by a click or with Delete.
    pub(super) fn chips_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let chips = chips_of(&model.filter);
        if chips.is_empty() {
            return;
        }
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            ui.set_max_width(ui.available_width() - space::XL);
            for (words, without) in chips {
                let name = t!("gallery-chip-remove", words = &words);
                let chip = chip_ui(ui, icons::ICON_CLOSE.codepoint, &words, &name);
                let deleted = chip.has_focus()
                    && ui.input_mut(|input| {
                        input.consume_key(Modifiers::NONE, Key::Delete)
                            || input.consume_key(Modifiers::NONE, Key::Backspace)
                    });
                if chip.clicked() || deleted {
                    show(actions, without);
                }
            }
        });
    }
}

fn show(actions: &mut Actions, filter: Filter) {
    actions.push(GalleryCommand::Show(Box::new(filter)));
}

/// The words on each chip, and the filter without it.
fn chips_of(filter: &Filter) -> Vec<(String, Filter)> {
    let mut chips = Vec::new();
    let mut chip = |words: String, take: fn(&mut Filter)| {
        let mut without = filter.clone();
        take(&mut without);
        chips.push((words, without));
    };
    if let Some(words) = filter.words() {
        chip(t!("gallery-chip-words", words = elide(words, 30)), |f| {
            f.words.clear()
        });
    }
    if filter.favourite {
        chip(t!("gallery-filter-favourites").to_owned(), |f| {
            f.favourite = false
        });
    }
    if filter.milestone {
        chip(t!("gallery-filter-milestone").to_owned(), |f| {
            f.milestone = false
        });
    }
    if filter.note {
        chip(t!("gallery-filter-note").to_owned(), |f| f.note = false);
    }
    if filter.edited {
        chip(t!("gallery-filter-edited").to_owned(), |f| f.edited = false);
    }
    if let Some(state) = filter.state {
        chip(state.label().to_owned(), |f| f.state = None);
    }
    if let Some(kind) = filter.kind {
        chip(kind.label().to_owned(), |f| f.kind = None);
    }
    if let Some(words) = days(filter.from, filter.to) {
        chip(words, |f| {
            f.from = None;
            f.to = None;
        });
    }
    chips
}

/// `3 Nov 2026 – 8 Nov 2026`
fn days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<String> {
    Some(match (from, to) {
        (Some(from), Some(to)) if from == to => short_date(from),
        (Some(from), Some(to)) => t!(
            "gallery-chip-days",
            from = short_date(from),
            to = short_date(to)
        ),
        (Some(from), None) => t!("gallery-chip-from", day = short_date(from)),
        (None, Some(to)) => t!("gallery-chip-to", day = short_date(to)),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chip_takes_away_its_own_part() {
        let filter = Filter {
            words: " feed ".to_owned(),
            favourite: true,
            from: "2026-11-03".parse().ok(),
            ..Filter::default()
        };
        let chips = chips_of(&filter);
        let words: Vec<_> = chips.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["“feed”", "Favourites", "From 3 Nov 2026"]);
        assert!(chips[0].1.words.is_empty() && chips[0].1.favourite);
        assert!(!chips[1].1.favourite && chips[1].1.from.is_some());
        assert!(chips[2].1.from.is_none());
    }
}
