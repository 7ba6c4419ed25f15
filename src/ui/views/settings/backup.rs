//! A second place for everything: when it was last made, and the way there.

use eframe::egui::{Label, Ui, vec2};
use egui_material_icons::icons;

use super::backup_server::ServerForm;
use super::library::elide_middle;
use crate::app::{LibraryCommand, Model, ServerCommand};
use crate::archive::locked::Passphrase;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::long_date;
use crate::ui::theme::{self, space};
use crate::ui::widgets::secret_field_ui;
use crate::ui::widgets::{
    primary_button_enabled, quiet_button, secondary_button_enabled, toggle_pill_ui,
};

/// Titles of the tasks, as the app gives them.
const WORKING: [&str; 2] = ["task-backing-up", "task-checking-backup"];

/// What is being typed for the backup.
#[derive(Default)]
pub(super) struct BackupForm {
    /// A new backup is to be locked.
    lock: bool,
    words: String,
    again: String,
    server: ServerForm,
}

impl BackupForm {
    /// What was typed, once it may be used for a new backup; else what to say
    /// under the fields, if anything.
    fn chosen(&self) -> Result<Passphrase, Option<String>> {
        if self.words.is_empty() {
            return Err(None);
        }
        let words = Passphrase::new(self.words.clone())
            .checked()
            .map_err(|error| Some(error.to_string()))?;
        if self.again.is_empty() {
            return Err(None);
        }
        if self.again != self.words {
            let words = t!("settings-backup-not-the-same");
            return Err(Some(words.to_owned()));
        }
        Ok(words)
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Where, when, and the buttons.
pub(super) fn backup_ui(ui: &mut Ui, model: &Model, form: &mut BackupForm, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let working = model
        .tasks
        .iter()
        .any(|task| WORKING.into_iter().any(|kind| task.is(kind)));
    form.server.sheet_ui(ui.ctx(), model, working, actions);
    let Some(place) = model.backup() else {
        let words = t!("settings-backup-none");
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        new_place_ui(ui, working, form, actions);
        return;
    };
    ui.label(theme::label(if place.server.is_some() {
        t!("backup-server-last")
    } else if place.locked {
        t!("settings-backup-last-locked")
    } else {
        t!("settings-backup-last")
    }));
    ui.label(long_date(place.day));
    let path = place.folder.display().to_string();
    let letters = (ui.available_width() / 8.0) as usize;
    ui.add(Label::new(theme::quiet(ui, elide_middle(&path, letters))).truncate())
        .on_hover_text(&path);
    let asks = place.locked && !model.backup_is_open;
    if asks {
        let label = t!("settings-backup-passphrase");
        let field = secret_field_ui(ui, "backup-passphrase", label, &mut form.words, None);
        let words = t!("settings-backup-passphrase-about");
        ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
        // A field that was just left with Return means the button below.
        let entered =
            field.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        if entered && !form.words.is_empty() && !working {
            open(form, actions);
            actions.push(LibraryCommand::BackUp(None));
        }
    }
    let lacks_password = place.server.is_some() && form.server.password_ui(ui, model);
    let lacks_words = lacks_password || asks && form.words.is_empty();
    let ready = !working && !lacks_words;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let icon = icons::ICON_BACKUP.codepoint;
        let words = if working {
            t!("settings-backup-working")
        } else {
            t!("settings-backup-now")
        };
        if primary_button_enabled(ui, ready, icon, words).clicked() {
            open(form, actions);
            actions.push(LibraryCommand::BackUp(None));
        }
        let icon = icons::ICON_FACT_CHECK.codepoint;
        if secondary_button_enabled(ui, ready, icon, t!("settings-backup-check")).clicked() {
            open(form, actions);
            actions.push(LibraryCommand::CheckBackup);
        }
    });
    if place.server.is_some() && ServerForm::restore_ui(ui, ready) {
        open(form, actions);
        actions.push(LibraryCommand::Server(ServerCommand::ChooseKnown));
        actions.ask(Dialog::RestoreFolder);
    }
    if form.lock {
        ui.add_space(space::S);
        new_place_ui(ui, working, form, actions);
        if quiet_button(ui, t!("settings-backup-keep-folder")).clicked() {
            form.forget();
        }
    } else if quiet_button(ui, t!("settings-backup-another")).clicked() {
        actions.push(LibraryCommand::Unlock(None));
        actions.ask(Dialog::BackupFolder);
    } else if !place.locked && quiet_button(ui, t!("settings-backup-another-locked")).clicked() {
        form.lock = true;
    }
    if !form.lock && quiet_button(ui, t!("backup-server-another")).clicked() {
        form.server.show();
    }
}

/// Hands what was typed on, and forgets it here.
fn open(form: &mut BackupForm, actions: &mut Actions) {
    form.server.open(actions);
    if !form.words.is_empty() {
        let words = Passphrase::new(std::mem::take(&mut form.words));
        actions.push(LibraryCommand::Unlock(Some(words)));
    }
}

/// Locked or not, and the button that chooses a folder.
fn new_place_ui(ui: &mut Ui, working: bool, form: &mut BackupForm, actions: &mut Actions) {
    toggle_pill_ui(ui, t!("settings-backup-lock"), &mut form.lock);
    let mut chosen = None;
    if form.lock {
        let words = t!("settings-backup-lock-about");
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        let typed = form.chosen();
        let error = typed.as_ref().err().and_then(|error| error.as_deref());
        let label = t!("settings-backup-new-passphrase");
        secret_field_ui(ui, "new-passphrase", label, &mut form.words, None);
        secret_field_ui(
            ui,
            "new-passphrase-again",
            t!("settings-backup-once-more"),
            &mut form.again,
            error,
        );
        chosen = typed.ok();
    }
    let ready = !working && (!form.lock || chosen.is_some());
    let icon = icons::ICON_DRIVE_FOLDER_UPLOAD.codepoint;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if primary_button_enabled(ui, ready, icon, t!("settings-backup-choose")).clicked() {
            actions.push(LibraryCommand::Unlock(chosen));
            actions.ask(Dialog::BackupFolder);
            form.forget();
        }
        let cloud = icons::ICON_CLOUD_UPLOAD.codepoint;
        if !form.lock
            && secondary_button_enabled(ui, true, cloud, t!("backup-server-choose")).clicked()
        {
            form.server.show();
        }
    });
}
