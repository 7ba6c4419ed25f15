//! The gallery's list, cut into months, whole and as the filter leaves it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::filter::{Against, Filter, Hits};
use crate::domain::{AgeSpan, Baby, DEFAULT_DAY_START_HOUR, EntryId, Moment, Month, PhotoId};
use crate::store::gallery::{GalleryItem, WordEntry};

/// One month's photos, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSection {
    /// The month.
    pub month: Month,
    /// How old the baby was.
    pub age: AgeSpan,
    /// Places in the list the section belongs to: [`Gallery::items`], or what
    /// the filter left of them.
    pub range: Range<usize>,
    /// Entries of the month that have words only, newest first.
    pub words: Vec<WordEntry>,
    /// Another number whenever the section's places may have changed.
    pub stamp: u64,
}

/// All photos of the current baby, newest first.
#[derive(Debug, Clone, Default)]
pub struct Gallery {
    /// The photos.
    pub items: Arc<Vec<GalleryItem>>,
    /// The months they fall into, newest first.
    pub months: Vec<MonthSection>,
    /// Another number whenever places may have changed.
    pub generation: u64,
    /// Rises when photos are marked or told of in another way, in the same
    /// places.
    pub marks: u64,
    /// Width divided by height of each photo as shown.
    aspects: Vec<f32>,
    /// The journal day of each photo: one night is one day.
    days: Vec<NaiveDate>,
    positions: HashMap<PhotoId, usize>,
    /// Entries that are shown.
    entries: usize,
    /// What the filter leaves; `None` while it leaves everything.
    shown: Option<Shown>,
}

/// What a filter leaves of the gallery.
#[derive(Debug, Clone, Default)]
struct Shown {
    /// Positions of the photos that are left, ascending.
    order: Vec<u32>,
    months: Vec<MonthSection>,
}

/// The next number of a list or section that changed.
fn next_stamp() -> u64 {
    static STAMPS: AtomicU64 = AtomicU64::new(1);
    STAMPS.fetch_add(1, Ordering::Relaxed)
}

impl Gallery {
    /// Cuts a list (newest first) into months; `words` are the entries without
    /// photos, in any order.
    pub fn new(items: Vec<GalleryItem>, mut words: Vec<WordEntry>, baby: &Baby) -> Self {
        words.sort_by_key(|entry| std::cmp::Reverse((entry.moment.local, entry.id)));
        let months = cut(items.iter().map(|item| &item.moment), words, |month| {
            baby.age_in(month)
        });
        let positions = items
            .iter()
            .enumerate()
            .map(|(index, item)| (item.id(), index))
            .collect();
        Self {
            aspects: items.iter().map(GalleryItem::shown_aspect).collect(),
            days: items.iter().map(day_of).collect(),
            items: Arc::new(items),
            months,
            generation: next_stamp(),
            marks: 0,
            positions,
            entries: 0,
            shown: None,
        }
        .counted()
    }

    /// With its entries counted. Those of one entry lie together.
    fn counted(mut self) -> Self {
        self.entries = self.count_entries();
        self
    }

    fn count_entries(&self) -> usize {
        let mut last = None;
        let with_photos = (0..self.count())
            .filter_map(|place| self.at(place))
            .filter(|item| last.replace(item.entry) != Some(item.entry))
            .count();
        let words = self.sections().iter().map(|section| section.words.len());
        with_photos + words.sum::<usize>()
    }

    /// Shows only what a filter leaves: one pass over what is known of each
    /// photo, short enough for a frame.
    pub(super) fn show(
        &mut self,
        filter: &Filter,
        hits: Option<&Hits>,
        milestones: &HashSet<EntryId>,
    ) {
        let was_whole = self.shown.is_none();
        if filter.is_empty() && was_whole {
            return;
        }
        self.generation = next_stamp();
        if filter.is_empty() {
            self.shown = None;
            self.entries = self.count_entries();
            return;
        }
        let against = Against { hits, milestones };
        let order: Vec<u32> = (0_u32..)
            .zip(self.items.iter())
            .filter(|(_, item)| filter.shows_photo(item, &against))
            .map(|(position, _)| position)
            .collect();
        let mut months = Vec::new();
        for section in &self.months {
            let start = order.partition_point(|at| (*at as usize) < section.range.start);
            let end = order.partition_point(|at| (*at as usize) < section.range.end);
            let words: Vec<_> = section
                .words
                .iter()
                .filter(|entry| filter.shows_words(entry, &against))
                .cloned()
                .collect();
            if start < end || !words.is_empty() {
                months.push(MonthSection {
                    range: start..end,
                    words,
                    stamp: next_stamp(),
                    ..section.clone()
                });
            }
        }
        self.shown = Some(Shown { order, months });
        self.entries = self.count_entries();
    }

    /// The months as shown, newest first; their ranges are places for
    /// [`Gallery::at`].
    pub fn sections(&self) -> &[MonthSection] {
        self.shown
            .as_ref()
            .map_or(&self.months, |shown| &shown.months)
    }

    /// How many photos are shown.
    pub fn count(&self) -> usize {
        self.shown
            .as_ref()
            .map_or(self.items.len(), |shown| shown.order.len())
    }

    /// An entry without photos, by its section as shown and its place there.
    pub fn words_at(&self, section: usize, at: usize) -> Option<&WordEntry> {
        self.sections().get(section)?.words.get(at)
    }

    /// All entries without photos that are shown, newest first.
    pub fn words(&self) -> impl Iterator<Item = &WordEntry> {
        self.sections().iter().flat_map(|section| &section.words)
    }

    /// How many entries are shown.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// The position in [`Gallery::items`] of what is shown at a place.
    fn position_at(&self, place: usize) -> Option<usize> {
        match &self.shown {
            Some(shown) => shown.order.get(place).map(|position| *position as usize),
            None => (place < self.items.len()).then_some(place),
        }
    }

    /// The photo shown at a place.
    pub fn at(&self, place: usize) -> Option<&GalleryItem> {
        self.items.get(self.position_at(place)?)
    }

    /// Width divided by height of the photo shown at a place.
    pub fn aspect_at(&self, place: usize) -> f32 {
        self.position_at(place)
            .and_then(|position| self.aspects.get(position))
            .copied()
            .unwrap_or(1.0)
    }

    /// The journal day of the photo shown at a place.
    pub fn day_at(&self, place: usize) -> Option<NaiveDate> {
        self.days.get(self.position_at(place)?).copied()
    }

    /// The place at which a photo is shown.
    pub fn place_of(&self, photo: PhotoId) -> Option<usize> {
        let position = self.position(photo)?;
        match &self.shown {
            Some(shown) => shown
                .order
                .binary_search(&u32::try_from(position).ok()?)
                .ok(),
            None => Some(position),
        }
    }

    /// Whether there is nothing to show at all.
    pub fn is_empty(&self) -> bool {
        self.months.is_empty()
    }

    /// Where a photo stands.
    pub fn position(&self, photo: PhotoId) -> Option<usize> {
        self.positions.get(&photo).copied()
    }

    /// A photo of the gallery.
    pub fn item(&self, photo: PhotoId) -> Option<&GalleryItem> {
        self.items.get(self.position(photo)?)
    }

    /// The photos of a journal day.
    pub fn of_day(&self, day: NaiveDate) -> &[GalleryItem] {
        let from = self.items.partition_point(|item| day_of(item) > day);
        let to = self.items.partition_point(|item| day_of(item) >= day);
        self.items.get(from..to).unwrap_or_default()
    }

    /// The photo `step` places on (negative: back), if there is one.
    /// Among those a filter leaves, if this one is among them.
    pub fn neighbour(&self, photo: PhotoId, step: isize) -> Option<PhotoId> {
        if let Some(place) = self.place_of(photo) {
            let next = place.checked_add_signed(step)?;
            return self.at(next).map(GalleryItem::id);
        }
        let index = self.position(photo)?.checked_add_signed(step)?;
        self.items.get(index).map(GalleryItem::id)
    }

    /// The photos of the same entry, this one among them.
    pub fn same_entry(&self, photo: PhotoId) -> &[GalleryItem] {
        self.around(photo, |item, other| item.entry == other.entry)
    }

    /// The photos of the same journal day, this one among them: one night is
    /// one day.
    pub fn same_night(&self, photo: PhotoId) -> &[GalleryItem] {
        self.around(photo, |item, other| day_of(item) == day_of(other))
    }

    /// The run of neighbours that belong to a photo. What belongs together
    /// lies together, since photos lie in the order of their moments.
    fn around(
        &self,
        photo: PhotoId,
        belongs: impl Fn(&GalleryItem, &GalleryItem) -> bool,
    ) -> &[GalleryItem] {
        let Some((item, at)) = self.item(photo).zip(self.position(photo)) else {
            return &[];
        };
        let before = self.items.get(..at).unwrap_or_default();
        let from = at
            - before
                .iter()
                .rev()
                .take_while(|other| belongs(item, other))
                .count();
        let after = self.items.get(at..).unwrap_or_default();
        let to = at
            + after
                .iter()
                .take_while(|other| belongs(item, other))
                .count();
        self.items.get(from..to).unwrap_or_default()
    }

    /// Changes the photos of one entry in place. They lie together, so that
    /// the first of them is enough to find the others.
    pub fn patch_entry(&mut self, entry: EntryId, change: impl Fn(&mut GalleryItem)) {
        let Some(first) = self.items.iter().position(|item| item.entry == entry) else {
            return;
        };
        self.marks += 1;
        Arc::make_mut(&mut self.items)
            .iter_mut()
            .skip(first)
            .take_while(|item| item.entry == entry)
            .for_each(change);
    }

    /// Changes one photo in place; its month is laid out anew if the change
    /// gave it another shape.
    pub fn patch_photo(&mut self, photo: PhotoId, change: impl Fn(&mut GalleryItem)) {
        let Some(position) = self.position(photo) else {
            return;
        };
        let Some(item) = Arc::make_mut(&mut self.items).get_mut(position) else {
            return;
        };
        change(item);
        let aspect = item.shown_aspect();
        let Some(known) = self.aspects.get_mut(position) else {
            return;
        };
        if (*known - aspect).abs() <= f32::EPSILON {
            return;
        }
        *known = aspect;
        self.generation = next_stamp();
        restamp(&mut self.months, position);
        let place = self.place_of(photo);
        if let Some((shown, place)) = self.shown.as_mut().zip(place) {
            restamp(&mut shown.months, place);
        }
    }
}

/// The section with this place is another one from now on.
fn restamp(months: &mut [MonthSection], place: usize) {
    let at = months.partition_point(|section| section.range.end <= place);
    if let Some(section) = months.get_mut(at) {
        section.stamp = next_stamp();
    }
}

/// Cuts moments (newest first) and entries with words only (newest first) into
/// months.
fn cut<'a>(
    moments: impl Iterator<Item = &'a Moment>,
    words: Vec<WordEntry>,
    age: impl Fn(Month) -> AgeSpan,
) -> Vec<MonthSection> {
    let empty = |month, range| MonthSection {
        month,
        age: age(month),
        range,
        words: Vec::new(),
        stamp: next_stamp(),
    };
    let mut months: Vec<MonthSection> = Vec::new();
    let mut count = 0;
    for (index, moment) in moments.enumerate() {
        count = index + 1;
        let month = month_of(moment);
        match months.last_mut() {
            Some(section) if section.month == month => section.range.end = index + 1,
            _ => months.push(empty(month, index..index + 1)),
        }
    }
    for entry in words {
        let month = month_of(&entry.moment);
        let at = months.partition_point(|section| section.month > month);
        if months.get(at).is_none_or(|section| section.month != month) {
            let start = months.get(at).map_or(count, |next| next.range.start);
            months.insert(at, empty(month, start..start));
        }
        if let Some(section) = months.get_mut(at) {
            section.words.push(entry);
        }
    }
    months
}

fn day_of(item: &GalleryItem) -> NaiveDate {
    item.moment.journal_day(DEFAULT_DAY_START_HOUR)
}

fn month_of(moment: &Moment) -> Month {
    Month::of(moment.journal_day(DEFAULT_DAY_START_HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BabyFields, BabyId};

    fn baby() -> Baby {
        Baby {
            id: BabyId::from_uuid(uuid::Uuid::nil()),
            fields: BabyFields {
                name: "Mina".to_owned(),
                birth_date: "2026-06-24".parse().unwrap(),
                due_date: None,
                portrait: None,
            },
            created_at: chrono::NaiveDateTime::default(),
            updated_at: chrono::NaiveDateTime::default(),
        }
    }

    #[test]
    fn entries_without_photos_find_their_month() {
        let entry = |number: u128, day: &str| WordEntry {
            id: EntryId::from_uuid(uuid::Uuid::from_u128(number)),
            seq: 0,
            state: None,
            kind: None,
            moment: Moment::new(
                format!("{day}T12:00:00").parse().unwrap(),
                0,
                crate::domain::MomentSource::TypedIn,
            ),
            caption: String::new(),
            favourite: false,
        };
        let words = vec![
            entry(1, "2026-07-01"),
            entry(2, "2026-09-02"),
            entry(3, "2026-07-09"),
        ];
        let gallery = Gallery::new(Vec::new(), words, &baby());
        let months: Vec<_> = gallery.months.iter().map(|m| m.month.to_string()).collect();
        assert_eq!(months, ["2026-09", "2026-07"]);
        let july: Vec<_> = gallery.months[1]
            .words
            .iter()
            .map(|w| w.id.uuid().as_u128())
            .collect();
        assert_eq!(july, [3, 1]);
    }
}
