//! The keepsake page: choices in, page out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{App, due};
use crate::app::command::KeepsakeCommand;
use crate::app::model::{KeepsakeState, NoticeKind, View};
use crate::app::services::{
    JournalEvent, LooksRequest, PageRead, PageRequest, SavedPage, TaskEnd, stamp,
};
use crate::domain::{DEFAULT_DAY_START_HOUR, Month, PageChoice, journal_day};
use crate::jobs::Progress;
use crate::keepsake::{
    DesktopPrinter, KeepsakeEngine, KeepsakeError, PRINT_DPI, PageMaker, PageMaterial, PageWarning,
    PrintJob, PrintedPage, Printer, Shelves, Template, own_templates, propose_photos,
};
use crate::photo;
use crate::storage;
use crate::store::{self, StoreError};
use crate::words;

/// Width of the page on screen, in pixels: sharp on a large window.
const PAGE_WIDTH_PX: u32 = 1400;

/// JPEG quality of a page saved as a picture.
const PICTURE_QUALITY: u8 = 92;

impl App {
    pub(super) fn keepsake_command(&mut self, command: KeepsakeCommand) {
        match command {
            KeepsakeCommand::Show(month) => {
                self.save_page_choice();
                self.read_page(month);
                self.go(View::Keepsake);
            }
            KeepsakeCommand::Change(choice) => self.change_page(*choice, false),
            KeepsakeCommand::Propose => {
                if let Some(choice) = &self.model.keepsake.choice {
                    let choice = PageChoice {
                        photos: None,
                        ..choice.clone()
                    };
                    self.change_page(choice, true);
                }
            }
            KeepsakeCommand::SavePdf(path) => self.save_page(path, |page| page.document.pdf()),
            KeepsakeCommand::SavePicture(path) => {
                let jpeg = path.extension().is_some_and(|ending| {
                    ending.eq_ignore_ascii_case("jpg") || ending.eq_ignore_ascii_case("jpeg")
                });
                self.save_page(path, move |page| page_picture(page, jpeg));
            }
            KeepsakeCommand::SaveBook { from, to, path } => self.save_book(from, to, path),
            KeepsakeCommand::FindPrinters => {
                self.model.keepsake.printers = None;
                self.start_task("task-printers", |_| {
                    TaskEnd::Printers(DesktopPrinter::default().list())
                });
            }
            KeepsakeCommand::Print(job) => self.print_page(job),
        }
    }

    pub(super) fn enter_keepsake(&mut self) {
        let shown = self
            .model
            .keepsake
            .choice
            .as_ref()
            .map(|choice| choice.month);
        let month = shown
            .or_else(|| self.model.months().next())
            .unwrap_or_else(|| {
                Month::of(journal_day(self.clock.now_local(), DEFAULT_DAY_START_HOUR))
            });
        self.read_page(month);
    }

    fn read_page(&mut self, month: Month) {
        let Some(baby) = self.model.baby else {
            return;
        };
        if let Some(services) = &mut self.services {
            self.model.keepsake.working = true;
            let root = services.root().to_owned();
            services.journal.run(move |connection| {
                let read = || {
                    let choice = store::keepsake::get(connection, baby, month)?;
                    let material =
                        PageMaterial::read(connection, baby, month, DEFAULT_DAY_START_HOUR)?;
                    Ok(Box::new(PageRead {
                        choice,
                        material,
                        own_templates: own_templates(&root),
                    }))
                };
                JournalEvent::PageRead(read())
            });
        }
    }

    pub(super) fn page_read(&mut self, result: Result<Box<PageRead>, StoreError>) {
        let PageRead {
            choice,
            material,
            own_templates,
        } = match result {
            Ok(read) => *read,
            Err(error) => {
                self.model.keepsake.working = false;
                self.model.keepsake.problem = Some(error.sentence());
                return;
            }
        };
        let same_month = self
            .model
            .keepsake
            .choice
            .as_ref()
            .is_some_and(|shown| shown.month == choice.month && shown.baby == choice.baby);
        if !same_month {
            self.save_page_choice();
        }
        let old = std::mem::take(&mut self.model.keepsake);
        // What was typed while the month was read again wins over what was read.
        let (choice, unsaved) = match old.choice {
            Some(typed) if same_month && old.unsaved => (typed, true),
            _ => (choice, false),
        };
        let mut templates = Template::built_in();
        templates.extend(own_templates);
        let template = template_of(&choice, &templates);
        self.model.keepsake = KeepsakeState {
            revision: if same_month && unsaved {
                old.revision
            } else {
                old.revision + 1
            },
            candidates: material.candidates.clone(),
            default_title: material.default_title(),
            // The old page stays until the new one is there, if it is the same.
            page: old.page.filter(|_| same_month),
            page_generation: old.page_generation,
            printers: old.printers,
            chosen: propose_photos(&choice, &material, &template),
            templates: Arc::new(templates),
            looks: if same_month { old.looks } else { Vec::new() },
            looks_generation: old.looks_generation,
            warnings: if same_month { old.warnings } else { Vec::new() },
            choice: Some(choice),
            working: false,
            problem: None,
            unsaved,
            dirty_since: old.dirty_since.filter(|_| unsaved),
            last_change: old.last_change,
        };
        self.material = Some(Arc::new(material));
        self.ask_page();
    }

    fn change_page(&mut self, choice: PageChoice, from_app: bool) {
        let Some(material) = &self.material else {
            return;
        };
        let keepsake = &mut self.model.keepsake;
        if keepsake.choice.as_ref() == Some(&choice) {
            return;
        }
        let template = template_of(&choice, &keepsake.templates);
        keepsake.chosen = propose_photos(&choice, material, &template);
        keepsake.choice = Some(choice);
        keepsake.unsaved = true;
        let now = self.clock.monotonic();
        keepsake.dirty_since.get_or_insert(now);
        keepsake.last_change = now;
        if from_app {
            keepsake.revision += 1;
        }
        self.ask_page();
    }

    fn ask_page(&mut self) {
        if let (Some(services), Some(choice), Some(material)) =
            (&self.services, &self.model.keepsake.choice, &self.material)
        {
            self.model.keepsake.working = true;
            services.page.ask(PageRequest {
                choice: choice.clone(),
                material: Arc::clone(material),
                template: template_of(choice, &self.model.keepsake.templates),
                width_px: PAGE_WIDTH_PX,
                manner: words::manner(),
            });
        }
    }

    /// Asks for the month in every look, once the page itself is there.
    fn ask_looks(&self) {
        if let (Some(services), Some(choice), Some(material)) =
            (&self.services, &self.model.keepsake.choice, &self.material)
        {
            services.looks.ask(LooksRequest {
                choice: choice.clone(),
                material: Arc::clone(material),
                templates: Arc::clone(&self.model.keepsake.templates),
                manner: words::manner(),
            });
        }
    }

    pub(super) fn drain_looks(&mut self) {
        let Some((choice, looks)) = self
            .services
            .as_ref()
            .and_then(|services| services.looks.poll())
        else {
            return;
        };
        let keepsake = &mut self.model.keepsake;
        let same_month = keepsake
            .choice
            .as_ref()
            .is_some_and(|shown| shown.month == choice.month && shown.baby == choice.baby);
        if same_month {
            keepsake.looks = looks
                .into_iter()
                .map(|(code, look)| (code, look.map(Arc::new)))
                .collect();
            keepsake.looks_generation += 1;
        }
    }

    pub(super) fn drain_page(&mut self) {
        let Some(services) = &self.services else {
            return;
        };
        let Some((choice, result)) = services.page.poll() else {
            return;
        };
        let keepsake = &mut self.model.keepsake;
        let same_page = keepsake
            .choice
            .as_ref()
            .is_some_and(|shown| shown.month == choice.month && shown.baby == choice.baby);
        if !same_page {
            return;
        }
        let newest = keepsake.choice.as_ref() == Some(&choice);
        if newest {
            keepsake.working = false;
        }
        match result {
            Ok(seen) => {
                keepsake.page = Some(Arc::new(seen.pixels));
                keepsake.page_generation += 1;
                keepsake.warnings = seen.warnings;
                keepsake.problem = None;
            }
            Err(sentence) => keepsake.problem = Some(sentence),
        }
        if newest {
            self.ask_looks();
        }
    }

    /// The photos of the month on screen changed: some came, went, or moved.
    pub(super) fn refresh_page(&mut self) {
        let shown = self.model.keepsake.choice.as_ref().map(|shown| shown.month);
        if let (View::Keepsake, Some(month)) = (self.model.view, shown) {
            self.save_page_choice();
            self.read_page(month);
        }
    }

    /// Remembers the choices after a pause in typing. Says when to ask again.
    pub(super) fn save_page_choice_if_due(&mut self, now: Duration) -> Option<Duration> {
        let first = self.model.keepsake.dirty_since?;
        let due = due(first, self.model.keepsake.last_change);
        if now < due {
            return Some(due - now);
        }
        self.save_page_choice();
        None
    }

    /// Remembers the choices of the page on screen.
    pub(super) fn save_page_choice(&mut self) {
        self.model.keepsake.dirty_since = None;
        let now = stamp(self.clock.now_utc());
        if !std::mem::take(&mut self.model.keepsake.unsaved) {
            return;
        }
        if let (Some(services), Some(choice)) =
            (&mut self.services, self.model.keepsake.choice.clone())
        {
            services.journal.run(move |connection| {
                JournalEvent::PageSaved(store::in_transaction(connection, |tx| {
                    store::keepsake::set(tx, &choice, now)
                }))
            });
        }
    }

    fn save_page(
        &mut self,
        path: PathBuf,
        bytes: impl FnOnce(&PrintedPage) -> Result<Vec<u8>, KeepsakeError> + Send + 'static,
    ) {
        self.save_page_choice();
        self.with_page("task-saving-page", move |page| {
            let bytes = bytes(&page).map_err(|error| format!("{error}."))?;
            storage::write_atomic(&path, &bytes)
                .map_err(|error| t!("page-not-saved", error = error.to_string()))?;
            Ok(TaskEnd::PageSaved(Ok(SavedPage {
                path,
                empty_frames: empty_frames(&page.warnings, false),
                missing: page.missing_characters,
            })))
        });
    }

    fn print_page(&mut self, job: PrintJob) {
        self.save_page_choice();
        let Some(services) = &self.services else {
            return;
        };
        // A library that cannot be written can still be printed from.
        let path = if self.model.read_only().is_some() {
            std::env::temp_dir().join(format!("smilekeep-print-{}.pdf", std::process::id()))
        } else {
            services.root().join("cache").join("print.pdf")
        };
        self.with_page("task-printing-page", move |page| {
            let made = page.document.pdf().map_err(|error| format!("{error}."))?;
            storage::write_atomic(&path, &made)
                .map_err(|error| t!("page-not-printed", error = error.to_string()))?;
            Ok(TaskEnd::Printed(
                DesktopPrinter::default().print(&path, &job),
            ))
        });
    }

    /// Makes the page at print resolution from the originals, then hands it to
    /// `finish`.
    fn with_page(
        &mut self,
        title: &'static str,
        finish: impl FnOnce(PrintedPage) -> Result<TaskEnd, String> + Send + 'static,
    ) {
        let (Some(services), Some(choice), Some(material)) = (
            &self.services,
            self.model.keepsake.choice.clone(),
            self.material.clone(),
        ) else {
            return self.say(NoticeKind::Problem, t!("page-not-ready"));
        };
        let template = template_of(&choice, &self.model.keepsake.templates);
        let (vault, thumbs) = (Arc::clone(&services.vault), Arc::clone(&services.thumbs));
        let engine = Arc::clone(&services.engine);
        self.start_task(title, move |reporter| {
            let engine = engine.get_or_init(KeepsakeEngine::new);
            let shelves = Shelves {
                vault: &vault,
                thumbs: &thumbs,
            };
            let made = PageMaker::new(engine, &template, &choice, &material).and_then(|maker| {
                maker.for_print(PRINT_DPI, shelves, &mut |done, total| {
                    reporter.step(Progress {
                        done,
                        total,
                        current: String::new(),
                    })
                })
            });
            let end = match made {
                Ok(Some(page)) => finish(page),
                Ok(None) => Err(t!("page-stopped").to_owned()),
                Err(error) => Err(format!("{error}.")),
            };
            end.unwrap_or_else(|sentence| TaskEnd::PageSaved(Err(sentence)))
        });
    }
}

/// The template of a choice; the first one where it is not there any more.
pub(super) fn template_of(choice: &PageChoice, templates: &[Template]) -> Template {
    templates
        .iter()
        .find(|template| template.code == choice.look.template)
        .cloned()
        .unwrap_or_else(Template::first)
}

/// The page as a picture to share.
fn page_picture(page: &PrintedPage, jpeg: bool) -> Result<Vec<u8>, KeepsakeError> {
    if !jpeg {
        return page.document.png(0, PRINT_DPI);
    }
    let pixels = page.document.pixels_at(0, PRINT_DPI)?;
    photo::jpeg(&pixels.to_rgb(), PICTURE_QUALITY).map_err(|error| KeepsakeError::Export {
        format: "JPEG",
        cause: error.to_string(),
    })
}

/// Sentences for the photos whose originals are not there.
pub(super) fn empty_frames(warnings: &[PageWarning], in_book: bool) -> Vec<String> {
    warnings
        .iter()
        .filter(|warning| matches!(warning, PageWarning::Missing { .. }))
        .map(|warning| warning.sentence(in_book))
        .collect()
}
