//! The keepsake page: choices in, page out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{App, due};
use crate::app::command::KeepsakeCommand;
use crate::app::model::{KeepsakeState, NoticeKind, View};
use crate::app::services::{JournalEvent, PageRequest, SavedPage, TaskEnd, stamp};
use crate::domain::{DEFAULT_DAY_START_HOUR, Month, PageChoice, journal_day};
use crate::jobs::Progress;
use crate::keepsake::{
    KeepsakeEngine, PRINT_DPI, PageMaterial, PrintJob, Printer, SystemPrinter, propose_photos,
};
use crate::storage;
use crate::store::{self, StoreError};

/// Width of the page on screen, in pixels: sharp on a large window.
const PAGE_WIDTH_PX: u32 = 1400;

/// What a saved page becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Pdf,
    Png,
}

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
            KeepsakeCommand::SavePdf(path) => self.save_page(path, Format::Pdf),
            KeepsakeCommand::SavePng(path) => self.save_page(path, Format::Png),
            KeepsakeCommand::FindPrinters => {
                self.model.keepsake.printers = None;
                self.start_task("Looking for printers", |_| {
                    TaskEnd::Printers(SystemPrinter::default().list())
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
            services.journal.run(move |connection| {
                let read = || {
                    let choice = store::keepsake::get(connection, baby, month)?;
                    let material =
                        PageMaterial::read(connection, baby, month, DEFAULT_DAY_START_HOUR)?;
                    Ok(Box::new((choice, material)))
                };
                JournalEvent::PageRead(read())
            });
        }
    }

    pub(super) fn page_read(
        &mut self,
        result: Result<Box<(PageChoice, PageMaterial)>, StoreError>,
    ) {
        let (choice, material) = match result {
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
            chosen: propose_photos(&choice, &material),
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
        keepsake.chosen = propose_photos(&choice, material);
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
                width_px: PAGE_WIDTH_PX,
            });
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
        if keepsake.choice.as_ref() == Some(&choice) {
            keepsake.working = false;
        }
        match result {
            Ok(pixels) => {
                keepsake.page = Some(Arc::new(pixels));
                keepsake.page_generation += 1;
                keepsake.problem = None;
            }
            Err(sentence) => keepsake.problem = Some(sentence),
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

    fn save_page(&mut self, path: PathBuf, format: Format) {
        self.save_page_choice();
        self.with_page("Saving the page", move |engine, data| {
            let document = engine
                .lay_out(data)
                .map_err(|error| format!("The page could not be made: {error}."))?;
            let bytes = match format {
                Format::Pdf => document.pdf(),
                Format::Png => document.png(PRINT_DPI),
            }
            .map_err(|error| format!("The page could not be made: {error}."))?;
            storage::write_atomic(&path, &bytes).map_err(|error| {
                format!("The page was not saved: {error}. Choose another folder and try again.")
            })?;
            Ok(TaskEnd::PageSaved(Ok(SavedPage {
                path,
                missing: document.missing_characters().to_vec(),
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
        self.with_page("Printing the page", move |engine, data| {
            let made = engine
                .lay_out(data)
                .and_then(|document| document.pdf())
                .map_err(|error| format!("The page could not be made: {error}."))?;
            storage::write_atomic(&path, &made)
                .map_err(|error| format!("The page was not printed: {error}."))?;
            Ok(TaskEnd::Printed(
                SystemPrinter::default().print(&path, &job),
            ))
        });
    }

    /// Renders the page's photos at print resolution from the originals, then
    /// hands the page to `finish`.
    fn with_page(
        &mut self,
        title: &str,
        finish: impl FnOnce(&KeepsakeEngine, &crate::keepsake::PageData) -> Result<TaskEnd, String>
        + Send
        + 'static,
    ) {
        let (Some(services), Some(choice), Some(material)) = (
            &self.services,
            self.model.keepsake.choice.clone(),
            self.material.clone(),
        ) else {
            return self.say(NoticeKind::Problem, "The page is not ready yet.");
        };
        let (vault, engine) = (Arc::clone(&services.vault), Arc::clone(&services.engine));
        self.start_task(title, move |reporter| {
            let engine = engine.get_or_init(KeepsakeEngine::new);
            let data = material.for_print(&choice, &vault, &mut |done, total| {
                reporter.step(Progress {
                    done,
                    total,
                    current: String::new(),
                })
            });
            let end = match data {
                Ok(Some(data)) => finish(engine, &data),
                Ok(None) => Err("Stopped. No page was saved.".to_owned()),
                Err(error) => Err(error.to_string()),
            };
            end.unwrap_or_else(|sentence| TaskEnd::PageSaved(Err(sentence)))
        });
    }
}
