//! First start: the baby's name and birth date, nothing more is needed.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use eframe::egui::{self, Label, RichText, ScrollArea, Ui, pos2};
use egui_material_icons::icons;

use super::Stage;
use crate::app::LibraryCommand;
use crate::domain::BabyFields;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::elide;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::{primary_button, quiet_button, secondary_button};
use crate::ui::widgets::date::{date_field_ui, past_date_field_ui};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::text_field::line_field_ui;

/// The widest the form runs, in points.
const WIDTH: f32 = 460.0;
/// The widest the drawing runs, in points.
const ART_WIDTH: f32 = 360.0;

/// The welcome's own draft.
#[derive(Default)]
pub struct WelcomeView {
    name: String,
    birth: Option<NaiveDate>,
    birth_text: String,
    due: Option<NaiveDate>,
    due_text: String,
    portrait: Option<PathBuf>,
    folder: Option<PathBuf>,
    /// Set once the parent pressed the button: only then is it asked for what
    /// is missing.
    tried: bool,
}

impl WelcomeView {
    /// A picture was chosen in the dialog.
    pub fn set_portrait(&mut self, path: PathBuf) {
        self.portrait = Some(path);
    }

    /// A folder for the library was chosen in the dialog.
    pub fn set_folder(&mut self, path: PathBuf) {
        self.folder = Some(path);
    }

    /// Draws the view. `folder` is the place proposed for the library.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        folder: &Path,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let palette = theme::of(ui).palette;
        egui::CentralPanel::default()
            .frame(egui::Frame::new().fill(palette.ground))
            .show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    ui.vertical_centered(|ui| {
                        ui.add_space((ui.available_height() * 0.04).min(space::XXL));
                        art_ui(ui, stage);
                        ui.add_space(space::L);
                        ui.scope(|ui| {
                            ui.set_max_width(WIDTH.min(ui.available_width() - space::XL));
                            heading_ui(ui, theme::title(t!("welcome-title")));
                            ui.add_space(space::XS);
                            let quiet = theme::quiet(ui, t!("welcome-about"));
                            ui.add(Label::new(quiet).wrap().halign(egui::Align::Center));
                            ui.add_space(space::L);
                            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                                self.form_ui(ui, folder, stage, actions);
                            });
                        });
                        ui.add_space(space::XXL);
                    });
                });
            });
    }

    fn form_ui(&mut self, ui: &mut Ui, folder: &Path, stage: &Stage<'_>, actions: &mut Actions) {
        let missing_name = self.tried && self.name.trim().is_empty();
        line_field_ui(
            ui,
            "baby-name",
            t!("welcome-name"),
            &mut self.name,
            t!("welcome-name-hint"),
            missing_name.then(|| t!("welcome-name-missing")),
        );
        ui.add_space(space::L);
        let birth_error = match self.birth {
            None if self.tried => Some(t!("welcome-birth-missing")),
            Some(day) if day > stage.today => Some(t!("welcome-birth-to-come")),
            _ => None,
        };
        ui.columns_const(|[left, right]| {
            past_date_field_ui(
                left,
                "birth-date",
                t!("welcome-birth"),
                &mut self.birth,
                &mut self.birth_text,
                birth_error,
            );
            date_field_ui(
                right,
                "due-date",
                t!("welcome-due"),
                &mut self.due,
                &mut self.due_text,
                None,
            );
        });
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let chosen = self.portrait.as_deref().and_then(Path::file_name);
            match chosen {
                Some(name) => {
                    ui.label(elide(&name.to_string_lossy(), 30));
                    if quiet_button(ui, t!("welcome-another-picture")).clicked() {
                        actions.ask(Dialog::Portrait(None));
                    }
                    if quiet_button(ui, t!("welcome-no-picture")).clicked() {
                        self.portrait = None;
                    }
                }
                None => {
                    if secondary_button(
                        ui,
                        icons::ICON_ADD_A_PHOTO.codepoint,
                        t!("welcome-choose-picture"),
                    )
                    .clicked()
                    {
                        actions.ask(Dialog::Portrait(None));
                    }
                }
            }
        });
        ui.add_space(space::L);
        let begin = ui.vertical_centered_justified(|ui| {
            primary_button(ui, icons::ICON_BEDTIME.codepoint, t!("welcome-begin"))
        });
        if begin.inner.clicked() {
            self.begin(folder, stage.today, actions);
        }
        ui.add_space(space::L);
        self.place_ui(ui, folder, actions);
    }

    fn place_ui(&self, ui: &mut Ui, folder: &Path, actions: &mut Actions) {
        let folder = self
            .folder
            .as_deref()
            .unwrap_or(folder)
            .display()
            .to_string();
        let quiet = theme::of(ui).palette.text_quiet;
        ui.add(
            Label::new(
                RichText::new(t!("welcome-folder", folder = folder))
                    .small()
                    .color(quiet),
            )
            .wrap(),
        );
        ui.horizontal_wrapped(|ui| {
            if quiet_button(ui, t!("welcome-elsewhere")).clicked() {
                actions.ask(Dialog::NewLibraryFolder);
            }
            if quiet_button(ui, t!("welcome-open")).clicked() {
                actions.ask(Dialog::OpenLibrary);
            }
        });
    }

    fn begin(&mut self, folder: &Path, today: NaiveDate, actions: &mut Actions) {
        self.tried = true;
        let Some(birth_date) = self.birth.filter(|day| *day <= today) else {
            return;
        };
        if self.name.trim().is_empty() {
            return;
        }
        actions.push(LibraryCommand::Begin {
            root: self.folder.clone().unwrap_or_else(|| folder.to_owned()),
            baby: BabyFields {
                name: self.name.clone(),
                birth_date,
                due_date: self.due,
                portrait: None,
            },
            portrait: self.portrait.clone(),
        });
    }
}

fn art_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(art) = stage.art.welcome(ui.ctx()) else {
        return;
    };
    let size = art.size_vec2();
    let scale = (ART_WIDTH.min(ui.available_width() * 0.8) / size.x.max(1.0))
        .min(ui.ctx().content_rect().height() * 0.25 / size.y.max(1.0));
    let (rect, _) = ui.allocate_exact_size(size * scale, egui::Sense::hover());
    let whole = egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let tint = theme::of(ui).palette.photo_tint;
    ui.painter().image(art.id(), rect, whole, tint);
}
