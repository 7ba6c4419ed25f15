//! What is worth looking back at today: this day in the months and years
//! before, and other babies at the same age in weeks.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::gallery::Gallery;
use crate::domain::{Baby, DEFAULT_DAY_START_HOUR};
use crate::store::gallery::{self, GalleryItem};
use crate::store::{Connection, StoreError};

/// The most photos of one day.
const A_DAY: usize = 3;
/// The most photos of a row.
const A_ROW: usize = 16;
/// How far back, in months. Beyond the first year only whole years count.
const MONTHS: u32 = 18 * 12;

/// A row of photos to look back at.
#[derive(Debug, Clone, PartialEq)]
pub struct LookBack {
    /// What brings them together.
    pub about: About,
    /// The photos, each with when it was, or whose it is.
    pub photos: Vec<(GalleryItem, Since)>,
}

/// What photos to look back at have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// Today’s day in the months and years before.
    ThisDay,
    /// The same week of another baby’s life.
    WeekOfLife {
        /// Whole weeks since birth.
        weeks: u32,
    },
}

/// Why a photo is in a row to look back at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// It was taken so many months ago.
    Months(u32),
    /// It is of another baby, by this name.
    Baby(Arc<str>),
}

impl LookBack {
    /// `On this day`
    pub fn title(&self) -> String {
        match self.about {
            About::ThisDay => t!("gallery-back-day").to_owned(),
            About::WeekOfLife { weeks } => t!("gallery-back-week", weeks = weeks),
        }
    }
}

impl Since {
    /// `3 months ago`, or a name.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Months(months) if months % 12 == 0 => {
                t!("gallery-back-years", count = months / 12).into()
            }
            Self::Months(months) => t!("gallery-back-months", count = *months).into(),
            Self::Baby(name) => Cow::Borrowed(name),
        }
    }
}

/// This day in the months and years before, nearest first, back to the birth:
/// what is dated before it comes from a camera whose clock was wrong.
pub(super) fn on_this_day(gallery: &Gallery, baby: &Baby, today: NaiveDate) -> Option<LookBack> {
    let mut photos = Vec::new();
    for ago in (1..=MONTHS).filter(|ago| *ago < 12 || ago % 12 == 0) {
        let day = today
            .checked_sub_months(Months::new(ago))
            // The 31st has no day of its own in shorter months.
            .filter(|day| day.day() == today.day() && *day >= baby.fields.birth_date);
        let Some(day) = day else {
            continue;
        };
        let of_day = gallery.of_day(day).iter().filter(|item| item.cover);
        photos.extend(
            of_day
                .take(A_DAY)
                .map(|item| (item.clone(), Since::Months(ago))),
        );
        if photos.len() >= A_ROW {
            break;
        }
    }
    photos.truncate(A_ROW);
    (!photos.is_empty()).then_some(LookBack {
        about: About::ThisDay,
        photos,
    })
}

/// The other babies in the week of life this one is in today.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub(super) fn same_week_of_life(
    connection: &Connection,
    babies: &[Baby],
    baby: &Baby,
    today: NaiveDate,
) -> Result<Option<LookBack>, StoreError> {
    let Some(age) = baby.age_on(today) else {
        return Ok(None);
    };
    let weeks = age.weeks();
    let mut photos = Vec::new();
    for other in babies.iter().filter(|other| other.id != baby.id) {
        let first = other
            .fields
            .birth_date
            .checked_add_days(Days::new(u64::from(weeks) * 7));
        let last = first.and_then(|first| first.checked_add_days(Days::new(6)));
        let Some((first, last)) = first.zip(last) else {
            continue;
        };
        let name: Arc<str> = other.fields.name.as_str().into();
        let items = gallery::of_days(connection, other.id, first, last, DEFAULT_DAY_START_HOUR)?;
        let covers = items.into_iter().filter(|item| item.cover);
        photos.extend(
            covers
                .take(A_ROW)
                .map(|item| (item, Since::Baby(Arc::clone(&name)))),
        );
    }
    photos.truncate(A_ROW);
    Ok((!photos.is_empty()).then_some(LookBack {
        about: About::WeekOfLife { weeks },
        photos,
    }))
}
