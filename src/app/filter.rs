//! What of the gallery is shown: words searched for, and marks an entry must
//! have. Plain values; nothing here reads anything.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::{DEFAULT_DAY_START_HOUR, EntryId, Moment, PhotoId, SleepState, SmileKind};
use crate::store::gallery::{GalleryItem, WordEntry};

/// What the parent asked to see; the default shows everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of notes, tags and milestones, or a file's name.
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

/// Numbers of entries, one bit each: a search may find most of a journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryNumbers {
    bits: Vec<u64>,
    /// Numbers no journal of ours has; kept all the same.
    far: HashSet<i64>,
}

impl EntryNumbers {
    /// Numbers from here on are kept one by one.
    const FAR: i64 = 1 << 26;

    /// Whether a number is among them.
    pub fn contains(&self, number: i64) -> bool {
        match Self::place(number) {
            Some((at, bit)) => self.bits.get(at).is_some_and(|bits| bits & bit != 0),
            None => self.far.contains(&number),
        }
    }

    fn place(number: i64) -> Option<(usize, u64)> {
        let near = usize::try_from(number).ok()?;
        (number < Self::FAR).then_some((near / 64, 1 << (near % 64)))
    }
}

impl FromIterator<i64> for EntryNumbers {
    fn from_iter<I: IntoIterator<Item = i64>>(numbers: I) -> Self {
        let mut set = Self::default();
        for number in numbers {
            match Self::place(number) {
                Some((at, bit)) => {
                    if set.bits.len() <= at {
                        set.bits.resize(at + 1, 0);
                    }
                    if let Some(bits) = set.bits.get_mut(at) {
                        *bits |= bit;
                    }
                }
                None => {
                    set.far.insert(number);
                }
            }
        }
        set
    }
}

/// Where the words of a search were found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// Numbers of entries, all of whose photos are shown.
    pub entries: EntryNumbers,
    /// Single photos: a milestone's, and those whose file's name was typed.
    pub photos: HashSet<PhotoId>,
}

impl Hits {
    fn has_photo(&self, item: &GalleryItem) -> bool {
        self.entries.contains(item.seq)
            || (!self.photos.is_empty() && self.photos.contains(&item.id()))
    }
}

/// What a filter is held against besides the entry itself.
pub(super) struct Against<'a> {
    /// Where the words were found; `None` when no words were asked for.
    pub hits: Option<&'a Hits>,
    /// Entries a milestone belongs to.
    pub milestones: &'a HashSet<EntryId>,
}

/// The marks of an entry, wherever it is shown.
struct Marks<'a> {
    entry: EntryId,
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
        against.hits.is_none_or(|hits| hits.has_photo(item))
            && self.shows(
                &Marks {
                    entry: item.entry,
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
        let hits = against.hits;
        hits.is_none_or(|hits| hits.entries.contains(entry.seq))
            && self.shows(
                &Marks {
                    entry: entry.id,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_near_and_far_are_found_again() {
        let numbers = [1, 63, 64, 100_000, -5, i64::MAX];
        let set: EntryNumbers = numbers.into_iter().collect();
        for number in numbers {
            assert!(set.contains(number), "{number}");
        }
        for number in [0, 2, 65, 99_999, 100_001, -1, i64::MIN, 1 << 40] {
            assert!(!set.contains(number), "{number}");
        }
    }
}
