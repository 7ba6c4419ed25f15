//! Words of an entry that gave way when two journals became one.

use eframe::egui::Ui;

use super::Page;
use crate::app::{EarlierWords, MergeCommand};
use crate::ui::widgets::earlier::{Earlier, earlier_words_ui};

impl Page<'_, '_> {
    /// Earlier words with a way back to them; nothing where there are none.
    pub(super) fn earlier_ui(&mut self, ui: &mut Ui) {
        let id = self.draft.id();
        let earlier = match &self.model.earlier {
            Some((entry, earlier)) if *entry == id => earlier,
            _ => return,
        };
        let parts: Vec<Earlier<'_>> = earlier
            .iter()
            .filter(|one| one.fields != self.draft.fields)
            .map(|one| Earlier {
                id: &one.id,
                here: one.here,
                written: one.written,
                words: words(one),
            })
            .collect();
        if let Some(id) = earlier_words_ui(ui, &parts, self.may_change) {
            self.actions.push(MergeCommand::UseEarlier(id.to_owned()));
        }
    }
}

/// The note, and what else was said in a line below it.
fn words(earlier: &EarlierWords) -> String {
    let fields = &earlier.fields;
    let said = [
        fields.sleep_state.map(|state| state.label()),
        fields.kind.map(|kind| kind.label()),
        fields.strength.map(|strength| strength.label()),
    ];
    let said = said.into_iter().flatten().map(str::to_owned);
    let tags = fields.tags.iter().map(|tag| tag.as_str().to_owned());
    let said: Vec<String> = said.chain(tags).collect();
    [fields.note.trim().to_owned(), said.join(" · ")]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
