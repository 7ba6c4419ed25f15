//! What of the gallery is shown: words searched for, and marks an entry must
//! have. Plain values; nothing here reads anything.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::{DEFAULT_DAY_START_HOUR, EntryId, Moment, SleepState, SmileKind};
use crate::store::gallery::{GalleryItem, WordEntry};

/// What the parent asked to see; the default shows everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of notes and tags.
    pub words: String,
    /// Only favourites.
    pub favourite: bool,
    /// Only entries a milestone belongs to.
    pub milestone: bool,
    /// Only entries with a note.
    pub note: bool,
    /// Only photos whose look was changed.
    pub edited: bool,
    /// Only this state.
    pub state: Option<SleepState>,
    /// Only this kind of smile.
    pub kind: Option<SmileKind>,
    /// Only from this journal day on.
    pub from: Option<NaiveDate>,
    /// Only up to this journal day.
    pub to: Option<NaiveDate>,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        let Self { words, .. } = self;
        words.trim().is_empty() && !self.has_marks()
    }

    /// Whether anything but words was asked for.
    pub fn has_marks(&self) -> bool {
        let bare = Self {
            words: self.words.clone(),
            ..Self::default()
        };
        *self != bare
    }

    /// The words, if there are any.
    pub fn words(&self) -> Option<&str> {
        let words = self.words.trim();
        (!words.is_empty()).then_some(words)
    }
}

/// What a filter is held against besides the entry itself.
pub(super) struct Against<'a> {
    /// Numbers of the entries in which the words were found; `None` when no
    /// words were asked for.
    pub hits: Option<&'a HashSet<i64>>,
    /// Entries a milestone belongs to.
    pub milestones: &'a HashSet<EntryId>,
}

/// The marks of an entry, wherever it is shown.
struct Marks<'a> {
    entry: EntryId,
    seq: i64,
    moment: &'a Moment,
    favourite: bool,
    state: Option<SleepState>,
    kind: Option<SmileKind>,
    caption: &'a str,
    edited: bool,
}

impl Filter {
    /// Whether a photo is shown.
    pub(super) fn shows_photo(&self, item: &GalleryItem, against: &Against<'_>) -> bool {
        self.shows(
            &Marks {
                entry: item.entry,
                seq: item.seq,
                moment: &item.moment,
                favourite: item.favourite,
                state: item.state,
                kind: item.kind,
                caption: &item.caption,
                edited: self.edited && !item.edits.is_identity(),
            },
            against,
        )
    }

    /// Whether an entry without photos is shown.
    pub(super) fn shows_words(&self, entry: &WordEntry, against: &Against<'_>) -> bool {
        self.shows(
            &Marks {
                entry: entry.id,
                seq: entry.seq,
                moment: &entry.moment,
                favourite: entry.favourite,
                state: entry.state,
                kind: entry.kind,
                caption: &entry.caption,
                edited: false,
            },
            against,
        )
    }

    fn shows(&self, marks: &Marks<'_>, against: &Against<'_>) -> bool {
        (!self.favourite || marks.favourite)
            && (!self.edited || marks.edited)
            && (!self.note || !marks.caption.trim().is_empty())
            && (self.state.is_none() || self.state == marks.state)
            && (self.kind.is_none() || self.kind == marks.kind)
            && self.shows_day(marks.moment)
            && against.hits.is_none_or(|hits| hits.contains(&marks.seq))
            && (!self.milestone || against.milestones.contains(&marks.entry))
    }

    fn shows_day(&self, moment: &Moment) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let day = moment.journal_day(DEFAULT_DAY_START_HOUR);
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}
