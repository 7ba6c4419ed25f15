//! Words that gave way when two journals became one, quietly below the rest.

use eframe::egui::{Label, Ui};

use super::{Page, label_ui};
use crate::app::{EarlierWords, MergeCommand};
use crate::ui::text::{clock, day_month_year, elide};
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::quiet_button_enabled;

/// Most letters of a note that are shown.
const LETTERS: usize = 600;

impl Page<'_, '_> {
    /// Earlier words with a way back to them; nothing where there are none.
    pub(super) fn earlier_ui(&mut self, ui: &mut Ui) {
        let id = self.draft.id();
        let earlier = match &self.model.earlier {
            Some((entry, earlier)) if *entry == id => earlier,
            _ => return,
        };
        let mut first = true;
        for one in earlier.iter().filter(|one| one.fields != self.draft.fields) {
            if std::mem::take(&mut first) {
                ui.add_space(space::XL);
                label_ui(ui, "Earlier words");
            }
            ui.add_space(space::XS);
            let place = if one.here {
                "Written here"
            } else {
                "Written in the other journal"
            };
            let day = day_month_year(one.written.date());
            let time = clock(one.written.time());
            ui.label(theme::quiet(ui, format!("{place}, {day}, {time}")));
            ui.add(Label::new(words(one)).wrap());
            if quiet_button_enabled(ui, self.may_change, "Use this instead").clicked() {
                self.actions.push(MergeCommand::UseEarlier(one.id.clone()));
            }
        }
    }
}

/// The note and what else was said, in a few lines.
fn words(earlier: &EarlierWords) -> String {
    let fields = &earlier.fields;
    let mut lines = Vec::new();
    if !fields.note.trim().is_empty() {
        lines.push(elide(fields.note.trim(), LETTERS));
    }
    let said = [
        fields.sleep_state.map(|state| state.label()),
        fields.kind.map(|kind| kind.label()),
        fields.strength.map(|strength| strength.label()),
    ];
    let said = said.into_iter().flatten().map(str::to_owned);
    let tags = fields.tags.iter().map(|tag| tag.as_str().to_owned());
    let said: Vec<String> = said.chain(tags).collect();
    if !said.is_empty() {
        lines.push(said.join(" · "));
    }
    if lines.is_empty() {
        lines.push("No words.".to_owned());
    }
    lines.join("\n")
}
