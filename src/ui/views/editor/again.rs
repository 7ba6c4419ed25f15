//! What is used again: copied edits, other photos of the entry or the night,
//! and presets of the parent's own.

use eframe::egui::{Align, Key, Layout, Ui};
use egui_material_icons::icons;

use crate::app::{EditorCommand, EditorState, Model, Reach};
use crate::domain::Preset;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::over_photo::wide_button_ui;
use crate::ui::widgets::preset_chip::{PresetAnswer, preset_chip_ui};
use crate::ui::widgets::{line_field_ui, quiet_button};

/// A preset's name, half typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// `None` while none is being named.
    name: Option<String>,
    problem: Option<String>,
    /// The field was opened just now and wants the keyboard.
    fresh: bool,
}

/// Draws what can be used again.
pub(super) fn again_ui(
    ui: &mut Ui,
    model: &Model,
    editor: &EditorState,
    draft: &mut Draft,
    actions: &mut Actions,
) {
    copy_ui(ui, model, actions);
    others_ui(ui, model, editor, actions);
    ui.add_space(space::XS);
    ui.label(theme::label(t!("editor-view-presets")));
    if model.presets.is_empty() && draft.name.is_none() {
        let words = t!("editor-view-presets-about");
        let quiet = theme::quiet(ui, words).small();
        ui.add(eframe::egui::Label::new(quiet).wrap());
    }
    presets_ui(ui, model, editor, actions);
    name_ui(ui, model, draft, actions);
}

fn copy_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let width = (ui.available_width() - space::S) / 2.0;
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.set_height(44.0);
        ui.spacing_mut().item_spacing.x = space::S;
        let icon = icons::ICON_CONTENT_COPY.codepoint;
        if wide_button_ui(ui, true, false, width, icon, t!("editor-view-copy"))
            .on_hover_text(t!("editor-view-copy-hint"))
            .clicked()
        {
            actions.push(EditorCommand::Copy);
        }
        let icon = icons::ICON_CONTENT_PASTE.codepoint;
        let there = model.copied.is_some();
        if wide_button_ui(ui, there, false, width, icon, t!("editor-view-paste"))
            .on_hover_text(t!("editor-view-paste-hint"))
            .on_disabled_hover_text(t!("editor-view-paste-nothing"))
            .clicked()
        {
            actions.push(EditorCommand::Paste);
        }
    });
}

fn others_ui(ui: &mut Ui, model: &Model, editor: &EditorState, actions: &mut Actions) {
    let photo = editor.photo.id;
    for (items, reach) in [
        (model.gallery.same_entry(photo), Reach::Entry),
        (model.gallery.same_night(photo), Reach::Night),
    ] {
        let others = items.len().saturating_sub(1);
        // Where there are no others there is nothing to choose.
        if others == 0 {
            continue;
        }
        let (words, hint) = match reach {
            Reach::Entry => (
                t!("editor-view-apply-entry"),
                t!("editor-view-apply-entry-hint", count = others),
            ),
            Reach::Night => (
                t!("editor-view-apply-night"),
                t!("editor-view-apply-night-hint", count = others),
            ),
        };
        let width = ui.available_width();
        let icon = icons::ICON_COPY_ALL.codepoint;
        if wide_button_ui(ui, true, false, width, icon, words)
            .on_hover_text(hint)
            .clicked()
        {
            actions.push(EditorCommand::ApplyTo(reach));
        }
    }
}

fn presets_ui(ui: &mut Ui, model: &Model, editor: &EditorState, actions: &mut Actions) {
    for preset in &model.presets {
        let used = editor.edits.only_tone() == preset.edits;
        match preset_chip_ui(ui, &preset.name, used) {
            Some(PresetAnswer::Use) => actions.push(EditorCommand::UsePreset(preset.id)),
            Some(PresetAnswer::Remove) => actions.push(EditorCommand::RemovePreset(preset.id)),
            None => {}
        }
    }
}

/// The way to a new preset, and its name.
fn name_ui(ui: &mut Ui, model: &Model, draft: &mut Draft, actions: &mut Actions) {
    let width = ui.available_width();
    let Some(name) = &mut draft.name else {
        let icon = icons::ICON_BOOKMARK_ADD.codepoint;
        if wide_button_ui(ui, true, false, width, icon, t!("editor-view-preset-begin")).clicked() {
            draft.name = Some(String::new());
            draft.problem = None;
            draft.fresh = true;
        }
        return;
    };
    let field = line_field_ui(
        ui,
        "preset-name",
        t!("editor-view-preset-name"),
        name,
        t!("editor-view-preset-example"),
        draft.problem.as_deref(),
    );
    if std::mem::take(&mut draft.fresh) {
        field.request_focus();
    }
    if field.changed() {
        draft.problem = None;
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let known = Preset::checked_name(name)
        .is_ok_and(|name| model.presets.iter().any(|preset| preset.name == name));
    let words = if known {
        t!("editor-view-preset-replace")
    } else {
        t!("editor-view-preset-save")
    };
    let icon = icons::ICON_CHECK.codepoint;
    let save = wide_button_ui(ui, true, false, width, icon, words);
    let cancel = quiet_button(ui, t!("editor-view-preset-not-now"));
    if save.clicked() || entered {
        match Preset::checked_name(name) {
            Ok(name) => {
                actions.push(EditorCommand::SavePreset(name));
                draft.name = None;
            }
            Err(error) => draft.problem = Some(error.to_string()),
        }
    } else if cancel.clicked() {
        draft.name = None;
    }
}
