//! What a parent wants to remember, saw and heard; and milestones beside it.

use eframe::egui::{Ui, vec2};
use egui_material_icons::icons;

use super::{Page, label_ui};
use crate::app::MilestoneCommand;
use crate::domain::{EntryFields, SleepState, SmileKind, SmileStrength, tag_suggestions};
use crate::ui::theme::space;
use crate::ui::widgets::buttons::secondary_button_enabled;
use crate::ui::widgets::chip::chip_ui;
use crate::ui::widgets::choice::choice_row_ui;
use crate::ui::widgets::stepper::{StepperArgs, stepper_ui};
use crate::ui::widgets::tags::tags_ui;
use crate::ui::widgets::text_field::note_field_ui;

/// Lines of a note that are there from the start.
const NOTE_ROWS: usize = 4;

impl Page<'_, '_> {
    /// State, kind, strength, length: tap what was seen, leave out the rest.
    pub(super) fn smile_ui(&mut self, ui: &mut Ui) {
        let (draft, actions) = (&mut *self.draft, &mut *self.actions);
        ui.add_enabled_ui(self.may_change, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let states: Vec<_> = SleepState::ALL.iter().map(|s| (*s, s.label())).collect();
            if choice_row_ui(
                ui,
                t!("entry-view-state"),
                &states,
                &mut draft.fields.sleep_state,
            ) {
                draft.send("state", actions);
            }
            ui.add_space(space::M);
            let kinds: Vec<_> = SmileKind::ALL.iter().map(|k| (*k, k.label())).collect();
            if choice_row_ui(ui, t!("entry-view-kind"), &kinds, &mut draft.fields.kind) {
                draft.send("kind", actions);
            }
            ui.add_space(space::M);
            let strengths: Vec<_> = SmileStrength::ALL.iter().map(|s| (*s, s.label())).collect();
            if choice_row_ui(
                ui,
                t!("entry-view-strength"),
                &strengths,
                &mut draft.fields.strength,
            ) {
                draft.send("strength", actions);
            }
            ui.add_space(space::M);
            let args = StepperArgs {
                label: t!("entry-view-length"),
                unit: t!("entry-view-length-unit"),
                max: EntryFields::MAX_LENGTH_SECONDS,
                error: t!("entry-view-length-error"),
            };
            let id = ("length", draft.id());
            let (value, text) = (&mut draft.fields.length_seconds, &mut draft.length);
            if stepper_ui(ui, id, args, value, text) {
                draft.send("length", actions);
            }
        });
    }

    /// The words, ready to be written in an entry that has nothing yet.
    pub(super) fn note_ui(&mut self, ui: &mut Ui) {
        let (draft, actions) = (&mut *self.draft, &mut *self.actions);
        let may_change = self.may_change;
        ui.add_enabled_ui(may_change, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            label_ui(ui, t!("entry-view-note"));
            let id = ("note", draft.id());
            let note = &mut draft.fields.note;
            let field = note_field_ui(ui, id, note, t!("entry-view-note-hint"), NOTE_ROWS);
            // Where it is in sight: nothing above it is scrolled away.
            if std::mem::take(&mut draft.begins)
                && may_change
                && ui.clip_rect().contains_rect(field.interact_rect)
            {
                field.request_focus();
            }
            if field.changed() {
                draft.send("note", actions);
            }
        });
    }

    /// What was going on.
    pub(super) fn tags_ui(&mut self, ui: &mut Ui) {
        let (draft, actions) = (&mut *self.draft, &mut *self.actions);
        let suggestions = suggestions(&self.model.tags);
        ui.add_enabled_ui(self.may_change, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            label_ui(ui, t!("entry-view-tags"));
            let id = ("tags", draft.id());
            let (tags, text) = (&mut draft.fields.tags, &mut draft.tag);
            if tags_ui(ui, id, tags, &suggestions, text) {
                draft.send("tags", actions);
            }
        });
    }

    /// Milestones of this entry, and a way to write one.
    pub(super) fn milestones_ui(&mut self, ui: &mut Ui) {
        label_ui(ui, t!("entry-view-milestones"));
        let id = self.draft.id();
        let any = self.model.milestones_of(id).next().is_some();
        let mut chips = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for milestone in self.model.milestones_of(id) {
                let title = &milestone.fields.title;
                let name = t!("entry-view-open-milestone", title = title);
                if chip_ui(ui, icons::ICON_FLAG.codepoint, title, &name).clicked() {
                    self.actions.push(MilestoneCommand::Open(milestone.id));
                }
            }
        };
        if any {
            ui.horizontal_wrapped(|ui| chips(ui));
        }
        if secondary_button_enabled(
            ui,
            self.may_change,
            icons::ICON_ADD.codepoint,
            t!("entry-view-add-milestone"),
        )
        .clicked()
        {
            self.actions.push(MilestoneCommand::New {
                entry: Some(id),
                title: String::new(),
            });
        }
    }
}

/// The family's own tags first, then the program's.
fn suggestions(own: &[String]) -> Vec<String> {
    let known = |words: &str| {
        own.iter()
            .any(|tag| tag.to_lowercase() == words.to_lowercase())
    };
    let more = tag_suggestions().into_iter().filter(|words| !known(words));
    own.iter().cloned().chain(more.map(str::to_owned)).collect()
}
