//! The gallery's list, cut into months.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::{Baby, DEFAULT_DAY_START_HOUR, EntryId, Moment, Month, PhotoId};
use crate::store::gallery::GalleryItem;

/// An entry without a photo, as the gallery shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordEntry {
    /// The entry.
    pub id: EntryId,
    /// When.
    pub moment: Moment,
    /// The beginning of its note.
    pub caption: String,
    /// Whether it is a favourite.
    pub favourite: bool,
}

/// One month's photos, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSection {
    /// The month.
    pub month: Month,
    /// How old the baby was, in words (`3 to 7 weeks old`).
    pub age: String,
    /// Positions in [`Gallery::items`].
    pub range: Range<usize>,
    /// Entries of the month that have words only, newest first.
    pub words: Vec<WordEntry>,
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
    positions: HashMap<PhotoId, usize>,
}

static GENERATIONS: AtomicU64 = AtomicU64::new(1);

impl Gallery {
    /// Cuts a list (newest first) into months; `words` are the entries without
    /// photos, in any order.
    pub fn new(items: Vec<GalleryItem>, mut words: Vec<WordEntry>, baby: &Baby) -> Self {
        let mut months: Vec<MonthSection> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let month = month_of(&item.moment);
            match months.last_mut() {
                Some(section) if section.month == month => section.range.end = index + 1,
                _ => months.push(empty_month(baby, month, index..index + 1)),
            }
        }
        words.sort_by_key(|entry| std::cmp::Reverse((entry.moment.local, entry.id)));
        for entry in words {
            let month = month_of(&entry.moment);
            let at = months.partition_point(|section| section.month > month);
            if months.get(at).is_none_or(|section| section.month != month) {
                let start = months.get(at).map_or(items.len(), |next| next.range.start);
                months.insert(at, empty_month(baby, month, start..start));
            }
            if let Some(section) = months.get_mut(at) {
                section.words.push(entry);
            }
        }
        let positions = items
            .iter()
            .enumerate()
            .map(|(index, item)| (item.id(), index))
            .collect();
        Self {
            items: Arc::new(items),
            months,
            generation: GENERATIONS.fetch_add(1, Ordering::Relaxed),
            positions,
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

    /// The photo `step` places on (negative: back), if there is one.
    pub fn neighbour(&self, photo: PhotoId, step: isize) -> Option<PhotoId> {
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
        let day = |item: &GalleryItem| item.moment.journal_day(DEFAULT_DAY_START_HOUR);
        self.around(photo, |item, other| day(item) == day(other))
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

    /// Changes the photos of one entry in place.
    pub fn patch_entry(&mut self, entry: EntryId, change: impl Fn(&mut GalleryItem)) {
        for item in Arc::make_mut(&mut self.items)
            .iter_mut()
            .filter(|item| item.entry == entry)
        {
            change(item);
        }
    }

    /// Changes one photo in place.
    pub fn patch_photo(&mut self, photo: PhotoId, change: impl Fn(&mut GalleryItem)) {
        if let Some(item) = self
            .position(photo)
            .and_then(|index| Arc::make_mut(&mut self.items).get_mut(index))
        {
            change(item);
            // A turn changes the shape.
            self.generation = GENERATIONS.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn month_of(moment: &Moment) -> Month {
    Month::of(moment.journal_day(DEFAULT_DAY_START_HOUR))
}

fn empty_month(baby: &Baby, month: Month, range: Range<usize>) -> MonthSection {
    MonthSection {
        month,
        age: age_in(baby, month),
        range,
        words: Vec::new(),
    }
}

/// How old the baby was in a month, from its first day that counts to its
/// last, in words.
pub(crate) fn age_in(baby: &Baby, month: Month) -> String {
    let first = month.first_day().max(baby.fields.birth_date);
    let (Some(from), Some(to)) = (baby.age_on(first), baby.age_on(month.last_day())) else {
        return "before birth".to_owned();
    };
    let span = |from: u32, to: u32, unit: &str| match (from == to, to) {
        (true, 1) => format!("1 {unit} old"),
        (true, _) => format!("{to} {unit}s old"),
        (false, _) => format!("{from} to {to} {unit}s old"),
    };
    if to.weeks() == 0 {
        "the first days".to_owned()
    } else if from.total_days < 7 {
        format!(
            "the first {}",
            if to.weeks() == 1 {
                "week".to_owned()
            } else {
                format!("{} weeks", to.weeks())
            }
        )
    } else if to.months < 3 {
        span(from.weeks(), to.weeks(), "week")
    } else if to.months < 24 {
        span(from.months, to.months, "month")
    } else {
        span(from.months / 12, to.months / 12, "year")
    }
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
    fn months_tell_the_age_in_words() {
        for (month, words) in [
            ("2026-05", "before birth"),
            ("2026-06", "the first days"),
            ("2026-07", "1 to 5 weeks old"),
            ("2026-08", "5 to 9 weeks old"),
            ("2026-09", "2 to 3 months old"),
            ("2026-11", "4 to 5 months old"),
            ("2028-12", "2 years old"),
        ] {
            assert_eq!(age_in(&baby(), month.parse().unwrap()), words, "{month}");
        }
    }

    #[test]
    fn entries_without_photos_find_their_month() {
        let entry = |number: u128, day: &str| WordEntry {
            id: EntryId::from_uuid(uuid::Uuid::from_u128(number)),
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
