//! Where the photos lie, and whether they are whole.

use eframe::egui::{Label, RichText, Ui, vec2};
use egui_material_icons::icons;

use crate::app::{LibraryCommand, LibraryState, Model};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{icon_button, secondary_button, secondary_button_enabled};

/// The name of the task that checks a library, as the app gives it.
const CHECKING: &str = "task-checking-library";

/// Folder, counts, opening another, checking.
pub(super) fn library_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let LibraryState::Open { root, .. } = &model.library else {
        return;
    };
    ui.spacing_mut().item_spacing.y = space::S;
    ui.label(theme::label(t!("settings-library-folder")));
    let path = root.display().to_string();
    ui.horizontal(|ui| {
        let room = ui.available_width() - 40.0 - space::S;
        let width = ui.text_style_height(&eframe::egui::TextStyle::Body) * 0.52;
        let shown = elide_middle(&path, (room / width) as usize);
        let words = Label::new(RichText::new(shown)).truncate();
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(words).on_hover_text(&path);
        });
        if icon_button(
            ui,
            icons::ICON_CONTENT_COPY.codepoint,
            t!("settings-library-copy-path"),
        )
        .clicked()
        {
            ui.ctx().copy_text(path.clone());
        }
    });
    let holds = t!(
        "settings-library-holds",
        photos = model.photos.len(),
        babies = model.babies.len()
    );
    ui.label(theme::quiet(ui, holds));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let icon = icons::ICON_FOLDER_OPEN.codepoint;
        if secondary_button(ui, icon, t!("settings-library-show")).clicked() {
            actions.reveal = Some(root.clone());
        }
        let icon = icons::ICON_FOLDER_COPY.codepoint;
        if secondary_button(ui, icon, t!("settings-library-open")).clicked() {
            actions.ask(Dialog::OpenLibrary);
        }
    });
    ui.add_space(space::L);
    ui.label(theme::label(t!("settings-library-whole")));
    let words = t!("settings-library-whole-about");
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
    let checking = model.tasks.iter().any(|task| task.is(CHECKING));
    let words = if checking {
        t!("settings-library-checking")
    } else {
        t!("settings-library-check")
    };
    let icon = icons::ICON_FACT_CHECK.codepoint;
    if secondary_button_enabled(ui, !checking, icon, words).clicked() {
        actions.push(LibraryCommand::Verify);
    }
}

/// At most `max_chars` characters: the beginning and, more important in a
/// path, the end.
pub(super) fn elide_middle(text: &str, max_chars: usize) -> String {
    let count = text.chars().count();
    if count <= max_chars {
        return text.to_owned();
    }
    let kept = max_chars.saturating_sub(1);
    let head = kept / 3;
    let tail = kept - head;
    text.chars()
        .take(head)
        .chain(['…'])
        .chain(text.chars().skip(count - tail))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::elide_middle;

    #[test]
    fn a_long_path_keeps_its_end() {
        assert_eq!(elide_middle("/home/a/b", 9), "/home/a/b");
        assert_eq!(elide_middle("/home/family/Smilekeep", 10), "/ho…lekeep");
        assert_eq!(elide_middle("/home", 0), "…");
        assert_eq!(elide_middle("写真写真写真", 4), "写…写真");
    }
}
