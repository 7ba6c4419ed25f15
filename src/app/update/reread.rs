//! Learning more of photos that were kept by an earlier version, without a
//! word and without hurry.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::App;
use crate::app::services::{Quiet, stamp};
use crate::capture;
use crate::jobs::{Progress, TaskUpdate, spawn_task};
use crate::photo::Limits;

/// Longest rest after a photo.
const LONGEST_REST: Duration = Duration::from_millis(500);

impl App {
    /// Starts reading photos again that an earlier version kept.
    pub(super) fn read_photos_again(&mut self) {
        let now = stamp(self.clock.now_utc());
        let wake = Arc::clone(&self.wake);
        let Some(services) = &mut self.services else {
            return;
        };
        let vault = Arc::clone(&services.vault);
        let connection = services.library.connect();
        let spawned = spawn_task("second reading", wake, move |reporter| {
            let mut begun = Instant::now();
            let mut step = |done| {
                // Half of one core at most: the parent has other things to do.
                std::thread::sleep(begun.elapsed().min(LONGEST_REST));
                begun = Instant::now();
                reporter.step(Progress {
                    done,
                    ..Progress::default()
                })
            };
            // It is nothing the parent asked for, so a failure is not told; the
            // next start tries again.
            connection
                .and_then(|connection| {
                    capture::read_again(&connection, &vault, &Limits::default(), now, &mut step)
                })
                .unwrap_or(0)
        });
        // Without a thread today, the next start has one.
        services.quiet = spawned.ok().map(Quiet);
    }

    /// Takes in what the second reading told; shows it once it is through.
    pub(super) fn drain_second_reading(&mut self) {
        let ended = |quiet: &Quiet| {
            while let Some(update) = quiet.0.poll() {
                match update {
                    TaskUpdate::Progress(_) => {}
                    TaskUpdate::Done(read) => return ControlFlow::Break(read),
                    TaskUpdate::Broken(_) => return ControlFlow::Break(0),
                }
            }
            ControlFlow::Continue(())
        };
        let Some(services) = &mut self.services else {
            return;
        };
        if let Some(ControlFlow::Break(read)) = services.quiet.as_ref().map(ended) {
            services.quiet = None;
            if read > 0 {
                self.reload();
            }
        }
    }
}
