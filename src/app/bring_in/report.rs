//! What became of a bringing in.

use serde::Serialize;

use crate::archive::import::{Kind, push_bounded};

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Babies.
    pub babies: usize,
    /// Photos.
    pub photos: usize,
    /// Films.
    pub films: usize,
    /// Entries.
    pub entries: usize,
    /// Milestones.
    pub milestones: usize,
    /// Choices for monthly pages.
    pub pages: usize,
    /// Presets of edits.
    pub presets: usize,
}

impl Counts {
    /// Whether there are none at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `12 photos, 3 entries`; empty when there are none.
    pub fn words(&self) -> String {
        type Words = fn(usize) -> String;
        let words: [(usize, Words); 7] = [
            (self.babies, |count| t!("brought-babies", count = count)),
            (self.photos, |count| t!("count-photos", count = count)),
            (self.films, |count| t!("brought-films", count = count)),
            (self.entries, |count| t!("brought-entries", count = count)),
            (self.milestones, |count| {
                t!("brought-milestones", count = count)
            }),
            (self.pages, |count| t!("brought-pages", count = count)),
            (self.presets, |count| t!("brought-presets", count = count)),
        ];
        words
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| words(count))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// What became of it all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Brought {
    /// What it was.
    pub kind: Kind,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// What is new here (or would be).
    pub new: Counts,
    /// What was here already.
    pub there: Counts,
    /// One sentence for each thing that could not be read.
    pub refused: Vec<String>,
    /// Sentences about what has no place here.
    pub left_out: Vec<String>,
    /// Sentences about what came in and should be looked at.
    pub to_check: Vec<String>,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

impl Brought {
    /// The heading: what came in.
    pub fn heading(&self) -> String {
        let new = self.new.words();
        match (new.is_empty(), self.dry_run) {
            (true, false) if self.there.is_empty() => t!("brought-nothing").to_owned(),
            (true, _) => t!("brought-all-here").to_owned(),
            (false, true) => t!("would-bring", what = new),
            (false, false) => t!("brought", what = new),
        }
    }

    /// Whether there is no more to say than the heading.
    pub fn is_plain(&self) -> bool {
        self.refused.is_empty()
            && self.left_out.is_empty()
            && self.to_check.is_empty()
            && !self.stopped
    }

    pub(super) fn refuse(&mut self, sentence: String) {
        push_bounded(&mut self.refused, || sentence);
    }

    pub(super) fn leave_out(&mut self, sentence: impl FnOnce() -> String) {
        push_bounded(&mut self.left_out, sentence);
    }

    pub(super) fn check(&mut self, sentence: impl FnOnce() -> String) {
        push_bounded(&mut self.to_check, sentence);
    }
}
