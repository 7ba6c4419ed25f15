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
const WORKING: [&str; 2] = ["Backing up", "Checking the backup"];

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
            let words = "The two are not the same yet.";
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
    let working = model.tasks.iter().any(|task| {
        WORKING.contains(&task.title.as_str()) || task.title == t!("backup-server-task")
    });
    form.server.sheet_ui(ui.ctx(), model, working, actions);
    let Some(place) = model.backup() else {
        let words = "Your photos and words are on this computer only. Choose a folder on another drive: everything is copied there, and later only what is new.";
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        new_place_ui(ui, working, form, actions);
        return;
    };
    ui.label(theme::label(if place.server.is_some() {
        t!("backup-server-last")
    } else if place.locked {
        "Last locked backup"
    } else {
        "Last backup"
    }));
    ui.label(long_date(place.day));
    let path = place.folder.display().to_string();
    let letters = (ui.available_width() / 8.0) as usize;
    ui.add(Label::new(theme::quiet(ui, elide_middle(&path, letters))).truncate())
        .on_hover_text(&path);
    let asks = place.locked && !model.backup_is_open;
    if asks {
        let label = "Its passphrase";
        let field = secret_field_ui(ui, "backup passphrase", label, &mut form.words, None);
        let words = "It is remembered until Smilekeep is closed, and never written down.";
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
        let words = if working { "Working…" } else { "Back up now" };
        if primary_button_enabled(ui, ready, icon, words).clicked() {
            open(form, actions);
            actions.push(LibraryCommand::BackUp(None));
        }
        let icon = icons::ICON_FACT_CHECK.codepoint;
        if secondary_button_enabled(ui, ready, icon, "Check the backup").clicked() {
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
        if quiet_button(ui, "Keep the folder as it is").clicked() {
            form.forget();
        }
    } else if quiet_button(ui, "Another folder…").clicked() {
        actions.push(LibraryCommand::Unlock(None));
        actions.ask(Dialog::BackupFolder);
    } else if !place.locked && quiet_button(ui, "A locked backup in another folder…").clicked() {
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
    toggle_pill_ui(ui, "Lock it with a passphrase", &mut form.lock);
    let mut chosen = None;
    if form.lock {
        let words = "For a drive that others can get at. Without this passphrase nobody, not even we, can open it: write it down and keep it where you keep such things.";
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        let typed = form.chosen();
        let error = typed.as_ref().err().and_then(|error| error.as_deref());
        let label = "Passphrase: four words or more";
        secret_field_ui(ui, "new passphrase", label, &mut form.words, None);
        secret_field_ui(
            ui,
            "new passphrase again",
            "Once more",
            &mut form.again,
            error,
        );
        chosen = typed.ok();
    }
    let ready = !working && (!form.lock || chosen.is_some());
    let icon = icons::ICON_DRIVE_FOLDER_UPLOAD.codepoint;
    if primary_button_enabled(ui, ready, icon, "Choose a folder…").clicked() {
        actions.push(LibraryCommand::Unlock(chosen));
        actions.ask(Dialog::BackupFolder);
        form.forget();
    }
    if !form.lock && quiet_button(ui, t!("backup-server-choose")).clicked() {
        form.server.show();
    }
}
