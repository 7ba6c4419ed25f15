//! Photos on their way in are seen before they are kept.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::App;
use crate::app::model::Arrival;
use crate::capture::Source;
use crate::jobs::Glances;

/// As many as fit into the strip above the gallery.
const MOST: usize = 24;
/// Longest side of a first look, in pixels.
const SIDE: u32 = 320;
/// While photos come in, the gallery is read again this often.
const READ_AGAIN: Duration = Duration::from_millis(1200);

impl App {
    /// Begins to look at files that were just dropped.
    pub(super) fn expect_arrivals(&mut self, sources: &[Source]) {
        let paths: Vec<PathBuf> = sources
            .iter()
            .filter_map(|source| match source {
                Source::File(path) | Source::Named { path, .. } => Some(path.clone()),
                Source::Bytes { .. } | Source::Shot { .. } => None,
            })
            .take(MOST)
            .collect();
        if paths.len() < sources.len().min(MOST) {
            return;
        }
        self.model.arrivals = paths
            .iter()
            .zip(sources)
            .map(|(_, source)| Arrival {
                name: source.name(),
                picture: None,
            })
            .collect();
        self.model.arrivals_serial += 1;
        // It starts next.
        self.model.arrivals_task = self.next_task + 1;
        self.gallery_read_at = self.clock.monotonic();
        // Without a thread the photos come in all the same, only unseen.
        self.glances = Glances::start(paths, SIDE, Arc::clone(&self.wake)).ok();
    }

    /// Takes in the pictures that were seen.
    pub(super) fn drain_arrivals(&mut self) {
        while let Some((index, picture)) = self.glances.as_ref().and_then(Glances::poll) {
            if let Some(arrival) = self.model.arrivals.get_mut(index) {
                arrival.picture = Some(Arc::new(picture));
            }
        }
    }

    /// Some photos more are kept: the gallery shows them before the rest is in.
    pub(super) fn arrivals_went_on(&mut self) {
        let now = self.clock.monotonic();
        let idle = self
            .services
            .as_ref()
            .is_some_and(|services| services.journal.outstanding() == 0);
        if idle && now.saturating_sub(self.gallery_read_at) >= READ_AGAIN {
            self.gallery_read_at = now;
            self.reload();
        }
    }

    /// All are in, or refused.
    pub(super) fn arrivals_ended(&mut self) {
        self.glances = None;
        self.model.arrivals.clear();
    }
}
