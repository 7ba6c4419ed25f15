//! Folders whose new photos are offered: adding, pausing, removing, and what
//! each has found.

use eframe::egui::{Label, Sense, Stroke, TextStyle, Ui, vec2};
use egui_material_icons::icons;

use super::library::elide_middle;
use crate::app::{InboxCommand, Model, WatchedFolder};
use crate::capture::watch::ScanStep;
use crate::store::watch::FolderKind;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::line::line_ui;
use crate::ui::widgets::{choice_row_ui, quiet_button, secondary_button_enabled};

/// The list, and the way to a new one.
pub(super) fn folders_ui(ui: &mut Ui, model: &Model, old_too: &mut bool, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let may = model.read_only().is_none();
    let words = t!("settings-folders-about");
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
    let folders = model
        .inbox
        .folders
        .iter()
        .filter(|known| known.folder.folder.kind == FolderKind::Folder);
    for known in folders {
        let line = theme::of(ui).palette.outline;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
        ui.painter()
            .hline(rect.x_range(), rect.center().y, Stroke::new(1.0, line));
        ui.add_space(space::XS);
        folder_ui(ui, model, known, may, actions);
    }
    if !may {
        return;
    }
    ui.add_space(space::S);
    let choices = [
        (false, t!("settings-folders-new-only")),
        (true, t!("settings-folders-old-too")),
    ];
    let mut choice = Some(*old_too);
    if choice_row_ui(ui, t!("settings-folders-offer"), &choices, &mut choice)
        && let Some(choice) = choice
    {
        *old_too = choice;
    }
    let icon = icons::ICON_CREATE_NEW_FOLDER.codepoint;
    if secondary_button_enabled(ui, may, icon, t!("settings-folders-add")).clicked() {
        actions.ask(Dialog::WatchFolder { old_too: *old_too });
    }
}

fn folder_ui(ui: &mut Ui, model: &Model, known: &WatchedFolder, may: bool, actions: &mut Actions) {
    let folder = &known.folder;
    let palette = theme::of(ui).palette;
    let style = theme::label_style();
    line_ui(ui, &folder.folder.label, &style, palette.text);
    let path = folder.folder.path.display().to_string();
    let letters = (ui.available_width() / 8.0) as usize;
    let shown = elide_middle(&path, letters);
    line_ui(ui, &shown, &TextStyle::Small, palette.text_quiet).on_hover_text(&path);
    ui.add(Label::new(theme::quiet(ui, state_of(model, known))).wrap());
    if let Some(sentence) = known
        .last
        .as_ref()
        .and_then(|report| report.unreadable.first())
    {
        let danger = palette.danger;
        ui.add(Label::new(eframe::egui::RichText::new(sentence).small().color(danger)).wrap());
    }
    if !may {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let label = &folder.folder.label;
        let (word, name) = if folder.paused {
            (
                t!("settings-folders-go-on"),
                t!("settings-folders-go-on-name", folder = label),
            )
        } else {
            (
                t!("settings-folders-pause"),
                t!("settings-folders-pause-name", folder = label),
            )
        };
        if quiet_button(ui, word).accessible_name(name).clicked() {
            actions.push(InboxCommand::PauseFolder(folder.id, !folder.paused));
        }
        let name = t!("settings-folders-remove-name", folder = label);
        if quiet_button(ui, t!("settings-folders-remove"))
            .accessible_name(name)
            .clicked()
        {
            actions.push(InboxCommand::RemoveFolder(folder.id));
        }
    });
}

/// What a folder is doing, and what it has brought.
fn state_of(model: &Model, known: &WatchedFolder) -> String {
    let folder = &known.folder;
    let offered = folder.offered;
    if let Some((looking, step)) = &model.inbox.looking
        && *looking == folder.id
    {
        return match step {
            ScanStep::Looking(files) => t!("settings-folders-looking", files = *files),
            ScanStep::Waiting => t!("settings-folders-waiting").to_owned(),
            ScanStep::Reading { done, total, .. } => {
                t!("settings-folders-reading", done = *done, total = *total)
            }
        };
    }
    if folder.paused {
        return t!("settings-folders-paused", offered = offered);
    }
    match &known.last {
        Some(report) if report.silent => {
            t!("settings-folders-silent", folder = &folder.folder.label)
        }
        Some(report) if report.away => t!("settings-folders-away", offered = offered),
        Some(report) if report.too_many => t!(
            "settings-folders-too-many",
            files = report.files,
            offered = offered
        ),
        Some(report) if report.files == 0 => t!("settings-folders-empty", offered = offered),
        Some(report) => t!(
            "settings-folders-seen",
            files = report.files,
            offered = offered
        ),
        None => t!("settings-folders-offered", offered = offered),
    }
}
