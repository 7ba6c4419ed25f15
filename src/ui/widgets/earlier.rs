//! Words that gave way when two journals became one, quietly below the rest.

use chrono::NaiveDateTime;
use eframe::egui::{Label, Ui};

use super::quiet_button_enabled;
use crate::ui::text::{clock, day_month_year, elide};
use crate::ui::theme::{self, space};

/// Most letters that are shown.
const LETTERS: usize = 600;

/// Earlier words of a thing.
pub struct Earlier<'w> {
    /// Names them.
    pub id: &'w str,
    /// Whether they were written in this library.
    pub here: bool,
    /// When, on this computer's clock.
    pub written: NaiveDateTime,
    /// What they said.
    pub words: String,
}

/// Shows earlier words, each with a way back to it; nothing where there are
/// none. Gives back the ones to use instead.
pub fn earlier_words_ui<'w>(
    ui: &mut Ui,
    earlier: &[Earlier<'w>],
    may_change: bool,
) -> Option<&'w str> {
    if earlier.is_empty() {
        return None;
    }
    ui.add_space(space::XL);
    ui.label(theme::label(t!("widget-earlier")));
    let mut wanted = None;
    for one in earlier {
        ui.add_space(space::XS);
        let place = if one.here { "here" } else { "there" };
        let day = day_month_year(one.written.date());
        let time = clock(one.written.time());
        let when = t!("widget-earlier-when", place = place, day = day, time = time);
        ui.label(theme::quiet(ui, when));
        let words = if one.words.trim().is_empty() {
            t!("widget-earlier-none")
        } else {
            one.words.as_str()
        };
        ui.add(Label::new(elide(words, LETTERS)).wrap());
        let button = ui.push_id(one.id, |ui| {
            quiet_button_enabled(ui, may_change, t!("widget-earlier-use"))
        });
        if button.inner.clicked() {
            wanted = Some(one.id);
        }
    }
    wanted
}
