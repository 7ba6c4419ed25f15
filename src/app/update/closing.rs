//! The end of the program, and the next start after one that came too early.

use std::time::{Duration, Instant};

use super::camera::{KEEP_PATIENCE, KEEP_TASK};
use super::{App, BRINGING_IN, EXPORTING};
use crate::app::model::{NoticeKind, TaskCard, TaskId};

/// Work that would be lost, or left half done, if the program ended. Looking
/// after the library is begun again by itself at the next start.
const LOST: &[&str] = &[
    ADDING,
    "task-adding-picture",
    BRINGING_IN,
    EXPORTING,
    "task-backing-up",
    "task-taking-back",
    "task-putting-back",
    "task-book",
    "task-saving-page",
    "task-printing-page",
    "task-saving-copy",
    "task-saving-copies",
    "task-saving-film",
    "task-merge-photos",
    "task-merge-words",
];
const ADDING: &str = "task-adding-photos";

/// Work that was asked to stop gets this long to end tidily.
const STOPS_WITHIN: Duration = Duration::from_secs(4);

impl App {
    /// What would be cut off if the program ended now, in sentences, unless the
    /// parent knows already: the newest of it they were told of. With the number
    /// of the newest now.
    pub fn would_be_lost(&self, told: Option<TaskId>) -> Option<(TaskId, String)> {
        let lost: Vec<&TaskCard> = self
            .model
            .tasks
            .iter()
            .filter(|card| self.is_lost(card))
            .collect();
        let newest = lost.iter().map(|card| card.id).max()?;
        if told.is_some_and(|told| newest <= told) {
            return None;
        }
        let counts = self.adding.counts();
        let counted =
            |card: &&TaskCard| counts.total > 1 && (card.is(ADDING) || card.is(KEEP_TASK));
        let mut sentences = Vec::new();
        if lost.iter().any(&counted) {
            sentences.push(t!(
                "closing-adding",
                kept = counts.kept,
                total = counts.total
            ));
        }
        let others = lost.iter().filter(|card| !counted(card));
        sentences.extend(others.map(|card| t!("closing-work", task = card.title())));
        let last = if lost.iter().all(&counted) {
            t!("closing-again-adding")
        } else {
            t!("closing-again")
        };
        sentences.push(last.to_owned());
        Some((newest, sentences.join(" ")))
    }

    fn is_lost(&self, card: &TaskCard) -> bool {
        if card.is(KEEP_TASK) {
            // A few photos are waited for, see `finish_keeping`.
            let left = card.progress.total.saturating_sub(card.progress.done);
            return left as u64 > KEEP_PATIENCE.as_secs();
        }
        LOST.iter().any(|title| card.is(title))
    }

    /// Asks work to stop, and waits a little until it has: what is half done is
    /// put away, and what came in is noted for the next start.
    pub fn stop_work(&mut self) {
        self.adding.leave();
        let stopped: Vec<TaskId> = self
            .model
            .tasks
            .iter()
            // Photos of the camera are nowhere else.
            .filter(|card| self.is_lost(card) || !card.is(KEEP_TASK))
            .map(|card| card.id)
            .collect();
        if let Some(services) = &self.services {
            for (id, handle) in &services.tasks {
                if stopped.contains(id) {
                    handle.cancel.cancel();
                }
            }
        }
        let waited_for: Vec<TaskId> = self
            .model
            .tasks
            .iter()
            .filter(|card| self.is_lost(card))
            .map(|card| card.id)
            .collect();
        let begun = Instant::now();
        let going_on = |app: &Self| {
            let mut cards = app.model.tasks.iter();
            cards.any(|card| waited_for.contains(&card.id))
        };
        while going_on(self) && begun.elapsed() < STOPS_WITHIN {
            self.drain_tasks();
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Says how many photos came in when the program ended too early.
    pub(super) fn tell_left_over(&mut self) {
        let Some(services) = &self.services else {
            return;
        };
        if let Some(counts) = self.adding.left_over(services.root()) {
            let words = t!("adding-left-over", kept = counts.kept, total = counts.total);
            // Stays until it was read.
            self.say(NoticeKind::Problem, &words);
        }
    }
}
