//! What is worth looking back at today: this day in the months and years
//! before, and other babies at the same age in weeks.

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
    /// `On this day`
    pub title: String,
    /// The photos, each with a word about when it was.
    pub photos: Vec<(GalleryItem, Arc<str>)>,
}

/// This day in the months and years before, nearest first.
pub(super) fn on_this_day(gallery: &Gallery, today: NaiveDate) -> Option<LookBack> {
    let mut photos = Vec::new();
    for ago in (1..=MONTHS).filter(|ago| *ago < 12 || ago % 12 == 0) {
        let day = today
            .checked_sub_months(Months::new(ago))
            // The 31st has no day of its own in shorter months.
            .filter(|day| day.day() == today.day());
        let Some(day) = day else {
            continue;
        };
        let words: Arc<str> = ago_in_words(ago).into();
        let of_day = gallery.of_day(day).iter().filter(|item| item.cover);
        photos.extend(
            of_day
                .take(A_DAY)
                .map(|item| (item.clone(), Arc::clone(&words))),
        );
        if photos.len() >= A_ROW {
            break;
        }
    }
    photos.truncate(A_ROW);
    (!photos.is_empty()).then(|| LookBack {
        title: "On this day".to_owned(),
        photos,
    })
}

fn ago_in_words(months: u32) -> String {
    match (months % 12, months / 12) {
        (0, 1) => "1 year ago".to_owned(),
        (0, years) => format!("{years} years ago"),
        (1, 0) => "1 month ago".to_owned(),
        (months, _) => format!("{months} months ago"),
    }
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
    let week = u64::from(age.weeks());
    let mut photos = Vec::new();
    for other in babies.iter().filter(|other| other.id != baby.id) {
        let first = other
            .fields
            .birth_date
            .checked_add_days(Days::new(week * 7));
        let last = first.and_then(|first| first.checked_add_days(Days::new(6)));
        let Some((first, last)) = first.zip(last) else {
            continue;
        };
        let name: Arc<str> = other.fields.name.as_str().into();
        let items = gallery::of_days(connection, other.id, first, last, DEFAULT_DAY_START_HOUR)?;
        let covers = items.into_iter().filter(|item| item.cover);
        photos.extend(covers.take(A_ROW).map(|item| (item, Arc::clone(&name))));
    }
    photos.truncate(A_ROW);
    Ok((!photos.is_empty()).then(|| LookBack {
        title: format!("This week of life: {}", weeks_in_words(week)),
        photos,
    }))
}

fn weeks_in_words(weeks: u64) -> String {
    match weeks {
        0 => "the first days".to_owned(),
        1 => "1 week old".to_owned(),
        _ => format!("{weeks} weeks old"),
    }
}
