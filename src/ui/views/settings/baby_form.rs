//! Writing about a baby: name, dates, picture. Saved with a button, since half
//! a name is no name.

use std::path::PathBuf;

use chrono::NaiveDate;
use eframe::egui::{Label, RichText, Ui};
use egui_material_icons::icons;

use crate::app::{LibraryCommand, Model};
use crate::domain::{Baby, BabyFields, BabyId};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::elide;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    date_field_ui, icon_button, line_field_ui, past_date_field_ui, primary_button, quiet_button,
    secondary_button,
};

/// Longest file name shown, in characters.
const FILE_NAME_CHARS: usize = 36;

/// From this width on the two dates stand beside each other, in points.
const DATES_BESIDE: f32 = 500.0;

/// Whether a form goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormEnd {
    Open,
    Closed,
}

/// What is being written.
pub(super) struct BabyForm {
    /// `None` for a new baby.
    id: Option<BabyId>,
    name: String,
    birth: Option<NaiveDate>,
    birth_text: String,
    due: Option<NaiveDate>,
    due_text: String,
    /// A new baby's picture; that of a known baby is taken over at once.
    portrait: Option<PathBuf>,
    errors: Errors,
    /// What was sent to be stored: the form stays until it is.
    sent: Option<BabyFields>,
    /// The babies there were before.
    known: Vec<BabyId>,
    /// Takes the keyboard when it appears.
    fresh: bool,
}

#[derive(Default)]
struct Errors {
    name: Option<String>,
    birth: Option<String>,
    due: Option<String>,
}

impl BabyForm {
    /// An empty form.
    pub(super) fn new(model: &Model) -> Self {
        Self {
            id: None,
            name: String::new(),
            birth: None,
            birth_text: String::new(),
            due: None,
            due_text: String::new(),
            portrait: None,
            errors: Errors::default(),
            sent: None,
            known: model.babies.iter().map(|baby| baby.id).collect(),
            fresh: true,
        }
    }

    /// A form with what is known.
    pub(super) fn change(baby: &Baby) -> Self {
        Self {
            id: Some(baby.id),
            name: baby.fields.name.clone(),
            birth: Some(baby.fields.birth_date),
            birth_text: String::new(),
            due: baby.fields.due_date,
            due_text: String::new(),
            portrait: None,
            errors: Errors::default(),
            sent: None,
            known: Vec::new(),
            fresh: true,
        }
    }

    /// A picture was chosen.
    pub(super) fn set_portrait(&mut self, path: PathBuf) {
        self.portrait = Some(path);
    }

    pub(super) fn is_new(&self) -> bool {
        self.id.is_none()
    }

    pub(super) fn is_for(&self, baby: BabyId) -> bool {
        self.id == Some(baby)
    }

    /// Whether what was sent has arrived. Until then nothing typed is thrown
    /// away: the disk may be full.
    pub(super) fn is_stored(&self, model: &Model) -> bool {
        let gone = self
            .id
            .is_some_and(|id| !model.babies.iter().any(|baby| baby.id == id));
        let arrived = self.sent.as_ref().is_some_and(|sent| {
            model.babies.iter().any(|baby| {
                let right_one = match self.id {
                    Some(id) => baby.id == id,
                    None => !self.known.contains(&baby.id),
                };
                right_one
                    && baby.fields.name == sent.name
                    && baby.fields.birth_date == sent.birth_date
                    && baby.fields.due_date == sent.due_date
            })
        });
        gone || arrived
    }

    /// The fields, or sentences beside the fields they are about.
    fn checked(&mut self, model: &Model) -> Option<BabyFields> {
        self.errors = Errors::default();
        let portrait = self
            .id
            .and_then(|id| model.babies.iter().find(|baby| baby.id == id))
            .and_then(|baby| baby.fields.portrait);
        let fields = BabyFields {
            name: self.name.clone(),
            // Any day will do to hear about the name.
            birth_date: self.birth.unwrap_or_default(),
            due_date: None,
            portrait,
        };
        let named = fields.validated();
        if let Err(reason) = &named {
            self.errors.name = Some(reason.to_string());
        }
        if self.birth.is_none() && self.birth_text.trim().is_empty() {
            self.errors.birth = Some(t!("settings-baby-birth-missing").to_owned());
        }
        // A day that could not be read says so itself.
        let unread = self.due.is_none() && !self.due_text.trim().is_empty();
        let fields = BabyFields {
            due_date: self.due,
            ..named.ok()?
        };
        self.birth?;
        match fields.validated() {
            Ok(fields) => (!unread).then_some(fields),
            Err(reason) => {
                self.errors.due = Some(reason.to_string());
                None
            }
        }
    }
}

/// Draws the form.
pub(super) fn form_ui(
    ui: &mut Ui,
    form: &mut BabyForm,
    model: &Model,
    actions: &mut Actions,
) -> FormEnd {
    ui.spacing_mut().item_spacing.y = space::M;
    let key = ("baby-form", form.id);
    let name = line_field_ui(
        ui,
        (key, "name"),
        t!("settings-baby-name"),
        &mut form.name,
        t!("settings-baby-name-hint"),
        form.errors.name.as_deref(),
    );
    if std::mem::take(&mut form.fresh) {
        name.request_focus();
        name.scroll_to_me(None);
    }
    let entered =
        name.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
    let mut dates = |ui: &mut Ui| {
        past_date_field_ui(
            ui,
            (key, "birth"),
            t!("settings-baby-birth"),
            &mut form.birth,
            &mut form.birth_text,
            form.errors.birth.as_deref(),
        );
        date_field_ui(
            ui,
            (key, "due"),
            t!("settings-baby-due-date"),
            &mut form.due,
            &mut form.due_text,
            form.errors.due.as_deref(),
        );
    };
    if ui.available_width() >= DATES_BESIDE {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            dates(ui);
        });
    } else {
        dates(ui);
    }
    let words = t!("settings-baby-due-about");
    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
    picture_row_ui(ui, form, actions);
    ui.add_space(space::S);
    let mut end = FormEnd::Open;
    ui.horizontal_wrapped(|ui| {
        let words = if form.is_new() {
            t!("settings-baby-add-this")
        } else {
            t!("settings-baby-save")
        };
        let save = primary_button(ui, icons::ICON_CHECK.codepoint, words).clicked();
        if (save || entered)
            && let Some(fields) = form.checked(model)
        {
            actions.push(match form.id {
                Some(id) => LibraryCommand::ChangeBaby(id, fields.clone(), None),
                None => LibraryCommand::AddBaby(fields.clone(), form.portrait.clone()),
            });
            form.sent = Some(fields);
        }
        if quiet_button(ui, t!("word-cancel")).clicked() {
            end = FormEnd::Closed;
        }
    });
    end
}

fn picture_row_ui(ui: &mut Ui, form: &mut BabyForm, actions: &mut Actions) {
    ui.label(theme::label(t!("settings-baby-picture")));
    ui.horizontal_wrapped(|ui| {
        let icon = icons::ICON_ADD_A_PHOTO.codepoint;
        if secondary_button(ui, icon, t!("settings-baby-choose-picture")).clicked() {
            actions.ask(Dialog::Portrait(form.id));
        }
        let chosen = form.portrait.as_ref().map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        });
        if let Some(file) = chosen {
            ui.add(Label::new(RichText::new(elide(&file, FILE_NAME_CHARS))));
            if icon_button(
                ui,
                icons::ICON_CLOSE.codepoint,
                t!("settings-baby-no-picture"),
            )
            .clicked()
            {
                form.portrait = None;
            }
        }
    });
}
