//! The gallery's list, cut into months.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::domain::{Baby, DEFAULT_DAY_START_HOUR, EntryId, Month, PhotoId};
use crate::store::gallery::GalleryItem;

/// One month's photos, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSection {
    /// The month.
    pub month: Month,
    /// How old the baby was, in words (`3 weeks to 7 weeks old`).
    pub age: String,
    /// Positions in [`Gallery::items`].
    pub range: Range<usize>,
}

/// All photos of the current baby, newest first.
#[derive(Debug, Clone, Default)]
pub struct Gallery {
    /// The photos.
    pub items: Arc<Vec<GalleryItem>>,
    /// The months they fall into, newest first.
    pub months: Vec<MonthSection>,
    positions: HashMap<PhotoId, usize>,
}

impl Gallery {
    /// Cuts a list (newest first) into months.
    pub fn new(items: Vec<GalleryItem>, baby: &Baby) -> Self {
        let mut months: Vec<MonthSection> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let month = Month::of(item.moment.journal_day(DEFAULT_DAY_START_HOUR));
            match months.last_mut() {
                Some(section) if section.month == month => section.range.end = index + 1,
                _ => months.push(MonthSection {
                    month,
                    age: age_in(baby, month),
                    range: index..index + 1,
                }),
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
            positions,
        }
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
        }
    }
}

/// The age on the first and last day of a month that count, in words.
pub(crate) fn age_in(baby: &Baby, month: Month) -> String {
    let birth = baby.fields.birth_date;
    if month.last_day() < birth {
        return "before birth".to_owned();
    }
    let first = month.first_day().max(birth);
    let (from, to) = (baby.age_label(first), baby.age_label(month.last_day()));
    if first == birth {
        return format!("born on the {}", ordinal(birth));
    }
    match (
        baby.age_on(first).map(|age| (age.months, age.weeks())),
        baby.age_on(month.last_day())
            .map(|age| (age.months, age.weeks())),
    ) {
        (Some((from, from_weeks)), Some((to, to_weeks))) if to < 3 => {
            if from_weeks == to_weeks {
                format!("{from_weeks} weeks old")
            } else {
                let _ = from;
                format!("{from_weeks} to {to_weeks} weeks old")
            }
        }
        (Some((from, _)), Some((to, _))) if from < 24 => {
            if from == to {
                format!("{from} months old")
            } else {
                format!("{from} to {to} months old")
            }
        }
        _ => {
            if from == to {
                from
            } else {
                to
            }
        }
    }
}

fn ordinal(day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    let number = day.day();
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
