//! A book of several months.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::keepsake::{empty_frames, template_of};
use crate::app::model::NoticeKind;
use crate::app::services::{SavedPage, TaskEnd};
use crate::domain::{Baby, DEFAULT_DAY_START_HOUR, Month, PageChoice};
use crate::jobs::Progress;
use crate::keepsake::{
    Book, BookMonth, BookPlan, KeepsakeEngine, PRINT_DPI, PageMaterial, Shelves, Template,
};
use crate::storage;
use crate::store::{self, Connection, StoreError};

impl App {
    /// Makes a book of the months `from` to `to` on the paper of the page on
    /// screen, and saves it.
    pub(super) fn save_book(&mut self, from: Month, to: Month, path: PathBuf) {
        self.save_page_choice();
        let (Some(services), Some(paper), Some(baby)) = (
            &self.services,
            self.model.keepsake.choice.clone(),
            self.model.current_baby().cloned(),
        ) else {
            return self.say(NoticeKind::Problem, t!("page-not-ready"));
        };
        let (vault, thumbs) = (Arc::clone(&services.vault), Arc::clone(&services.thumbs));
        let engine = Arc::clone(&services.engine);
        let connection = services.library.connect_to_read();
        let templates = Arc::clone(&self.model.keepsake.templates);
        self.start_task("task-book", move |reporter| {
            let plan = connection
                .and_then(|connection| read_plan(&connection, baby, paper, (from, to), &templates))
                .map_err(|error| error.sentence());
            let engine = engine.get_or_init(KeepsakeEngine::new);
            let shelves = Shelves {
                vault: &vault,
                thumbs: &thumbs,
            };
            let mut step = |done: usize, total: usize| {
                reporter.step(Progress {
                    done,
                    total,
                    current: String::new(),
                })
            };
            let made = plan.and_then(|plan| {
                let printed = Book::new(engine, &plan)
                    .and_then(|book| book.for_print(PRINT_DPI, shelves, &mut step))
                    .map_err(|error| format!("{error}."))?
                    .ok_or_else(|| t!("book-stopped").to_owned())?;
                storage::write_atomic_with(&path, |out| printed.document.write_pdf(out))
                    .map_err(|error| t!("book-not-saved", error = error.to_string()))?;
                Ok(SavedPage {
                    path,
                    empty_frames: empty_frames(&printed.warnings, true),
                    missing: printed.missing_characters,
                })
            });
            TaskEnd::PageSaved(made)
        });
    }
}

fn read_plan(
    connection: &Connection,
    baby: Baby,
    paper: PageChoice,
    (from, to): (Month, Month),
    templates: &[Template],
) -> Result<BookPlan, StoreError> {
    let mut months = Vec::new();
    let mut month = from;
    while month <= to {
        // What is on screen may not have reached the disk yet.
        let choice = if month == paper.month {
            paper.clone()
        } else {
            store::keepsake::get(connection, baby.id, month)?
        };
        months.push(BookMonth {
            template: template_of(&choice, templates),
            material: PageMaterial::read(connection, baby.id, month, DEFAULT_DAY_START_HOUR)?,
            choice,
        });
        month = month.next();
    }
    Ok(BookPlan {
        baby,
        paper,
        months,
    })
}
