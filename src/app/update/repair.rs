//! Looking after the journal’s file: the daily copy, and putting a broken one
//! together again.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::app::model::{LibraryState, NoticeKind, Repair};
use crate::app::services::{TaskEnd, stamp};
use crate::archive;
use crate::jobs::{TaskHandle, TaskUpdate, spawn_task};
use crate::store::recovery::{self, Recovered};
use crate::store::{Library, StoreError};
use crate::words::dates::day_month_year;

/// A journal being put together again.
pub(super) struct Repairing {
    root: PathBuf,
    task: TaskHandle<Result<Recovered, String>>,
}

impl App {
    /// Copies the journal if that is due today.
    pub(super) fn tend(&mut self) {
        let now = stamp(self.clock.now_utc());
        let Some(services) = &self.services else {
            return;
        };
        let root = services.root().to_owned();
        let connection = services.library.connect();
        self.start_task("task-journal", move |_| {
            let tended = connection.and_then(|mut connection| {
                Library::tend(&root, &connection, now)?;
                archive::trash::empty(&root, &mut connection, now)
            });
            TaskEnd::Tended(tended)
        });
    }

    /// `Ok` tells how many things the trash lost for good.
    pub(super) fn tended(&mut self, result: Result<usize, StoreError>) {
        match result {
            Ok(0) => {}
            Ok(_) => self.reload(),
            // Found while it was copied: better now than on the day it is needed.
            Err(error) if error.is_damage() => {
                // What was typed meanwhile goes where it still can.
                if let Err(sentence) = self.flush() {
                    self.say(NoticeKind::Problem, &sentence);
                }
                self.let_go();
                self.model.tasks.clear();
                self.journal_trouble(&error);
            }
            Err(error) => self.say(
                NoticeKind::Problem,
                &t!("repair-no-copy-today", reason = error.sentence()),
            ),
        }
    }

    /// Puts the journal of the library that did not open together again.
    pub(super) fn repair(&mut self) {
        let LibraryState::Trouble { root, repair, .. } = &mut self.model.library else {
            return;
        };
        if *repair != Repair::Offered {
            return;
        }
        let root = root.clone();
        // Its lock must be free.
        self.services = None;
        self.inbox.let_go();
        let folder = root.clone();
        let task = spawn_task("repair", Arc::clone(&self.wake), move |_| {
            recovery::recover(&folder).map_err(|error| error.to_string())
        });
        match task {
            Ok(task) => {
                *repair = Repair::UnderWay;
                self.repairing = Some(Repairing { root, task });
            }
            Err(error) => self.say(
                NoticeKind::Problem,
                &t!("app-no-threads", error = error.to_string()),
            ),
        }
    }

    /// Whether a journal is being put together again.
    pub(super) const fn is_repairing(&self) -> bool {
        self.repairing.is_some()
    }

    /// Opens the journal once it is whole again.
    pub(super) fn drain_repair(&mut self) {
        let Some(repairing) = &self.repairing else {
            return;
        };
        let result = match repairing.task.poll() {
            None | Some(TaskUpdate::Progress(_)) => return,
            Some(TaskUpdate::Done(result)) => result,
            Some(TaskUpdate::Broken(words)) => Err(t!("repair-stopped", words = words)),
        };
        let Some(Repairing { root, .. }) = self.repairing.take() else {
            return;
        };
        match result {
            Ok(recovered) => {
                match Library::open(&root) {
                    Ok(library) => self.use_library(library),
                    Err(error) => return self.library_trouble(&root, &error),
                }
                self.say(NoticeKind::Good, &words(&recovered));
            }
            Err(sentence) => {
                self.model.library = LibraryState::Trouble {
                    root,
                    sentence,
                    repair: Repair::Offered,
                };
            }
        }
    }
}

fn words(recovered: &Recovered) -> String {
    let back = match (&recovered.copy, recovered.replayed.things) {
        (None, 0) => t!("repair-no-copy").to_owned(),
        (Some(copy), 0) => t!("repair-copy", day = day_month_year(copy.taken.date())),
        (_, _) if recovered.replayed.lost == 0 => t!("repair-everything").to_owned(),
        (_, _) => t!("repair-few-lost").to_owned(),
    };
    if recovered.set_aside.is_empty() {
        back
    } else {
        format!("{back} {}", t!("repair-set-aside"))
    }
}
