//! What stands on a page: the words and photos a parent settled on.

use chrono::{Datelike, NaiveDate};

use super::contract::{
    CONTRACT_VERSION, ContentsLine, DayOnPage, MilestoneOnPage, MonthOnPage, PageJson, PhotoOnPage,
    Sheet, StoryOnPage, VerseOnPage,
};
use super::fonts::Fonts;
use super::words::{Words, language_parts};
use crate::domain::{Month, PageChoice, PhotoId};
use crate::words::{dates, manner};

/// One photo of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PagePhoto {
    /// Which photo; never written to the page.
    pub photo: PhotoId,
    /// Width as shown, upright and edited; only the ratio to `height` matters.
    pub width: u32,
    /// Height as shown; see `width`.
    pub height: u32,
    /// A short line for the photo; may be empty; any script.
    pub caption: String,
    /// What the photo shows, for readers who cannot see it; may be empty.
    pub alt: String,
    /// Favourites get a little more room.
    pub favourite: bool,
    /// The day it belongs to: one night is one day.
    pub day: NaiveDate,
    /// Taken after midnight, in the night of that day.
    pub after_midnight: bool,
}

/// A day in words. In the small hours the calendar is a day ahead of the
/// night, so the night is named.
pub(super) fn day_in_words(day: NaiveDate, after_midnight: bool) -> String {
    let words = dates::day_month(day);
    if after_midnight {
        t!("keepsake-night-of", day = words)
    } else {
        words
    }
}

/// A milestone of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageMilestone {
    /// When.
    pub date: NaiveDate,
    /// The day in words.
    pub date_label: String,
    /// What.
    pub title: String,
    /// How old the baby was, in words; may be empty.
    pub age: String,
    /// What was written about it; may be empty.
    pub note: String,
    /// Index of its photo among the page's.
    pub photo: Option<usize>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageData {
    /// The baby's name.
    pub baby_name: String,
    /// The month; its last day is the PDF's creation date, so that the same
    /// page is the same file whenever it is saved.
    pub month: Month,
    /// Heading, shown as given.
    pub title: String,
    /// Under the heading, for example `Mina · 4 to 5 months old`; may be empty.
    pub subtitle: String,
    /// The place alone, which ends the subtitle too; may be empty.
    pub place: String,
    /// For example `14 smiles kept this month`; may be empty.
    pub quiet_line: String,
    /// The family's last words on the page; may be empty.
    pub closing: String,
    /// A verse to close with, and its author.
    pub verse: Option<(String, String)>,
    /// The sheet.
    pub sheet: Sheet,
    /// Photos in reading order, at most [`PageChoice::MAX_PHOTOS`].
    pub photos: Vec<PagePhoto>,
    /// Milestones, oldest first.
    pub milestones: Vec<PageMilestone>,
    /// Entries of each day of the month.
    pub smiles: Vec<u32>,
    /// Day in words and note, oldest first.
    pub story: Vec<(String, String)>,
    /// A book's contents: title and page.
    pub contents: Vec<(String, usize)>,
    /// Page number in a book.
    pub page_number: Option<usize>,
    /// Whether the page reads from right to left (photos start at the right).
    pub right_to_left: bool,
    /// A language tag such as `en` or `zh-TW`: that of the words the program
    /// puts on the page. It picks the shapes of Chinese, Japanese and Korean
    /// letters and is written into the PDF. Anything unreadable counts as `en`.
    pub language: String,
}

impl PageData {
    /// The most photos a page takes.
    pub const MAX_PHOTOS: usize = PageChoice::MAX_PHOTOS;

    /// The PDF's own title.
    pub fn document_title(&self) -> String {
        let parts = [self.baby_name.as_str(), self.title.as_str()];
        let parts: Vec<String> = parts
            .iter()
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .map(|part| part.chars().filter(|c| !c.is_control()).take(200).collect())
            .filter(|part: &String| !part.is_empty())
            .collect();
        if parts.is_empty() {
            dates::month_year(self.month.first_day())
        } else {
            parts.join(" – ")
        }
    }

    /// The page as its template reads it.
    pub(super) fn json(&self, fonts: &Fonts) -> PageJson {
        let (lang, region) = language_parts(&self.language);
        let words = |text: &str| Words::new(text, self.right_to_left);
        let some = |text: &str| Some(words(text)).filter(|words| !words.is_empty());
        PageJson {
            version: CONTRACT_VERSION,
            paper: self.sheet,
            fonts: fonts.families(&lang, region.as_deref()),
            lang,
            region,
            rtl: self.right_to_left,
            baby: words(&self.baby_name),
            month: self.month_json(),
            title: some(&self.title),
            subtitle: some(&self.subtitle),
            place: some(&self.place),
            quiet: some(&self.quiet_line),
            closing: some(&self.closing),
            verse: self.verse.as_ref().map(|(text, author)| VerseOnPage {
                text: Words::lines(text, self.right_to_left),
                author: words(author),
            }),
            photos: self
                .photos
                .iter()
                .enumerate()
                .map(|(index, photo)| PhotoOnPage {
                    file: format!("photo-{index}.svg"),
                    width: photo.width.max(1),
                    height: photo.height.max(1),
                    alt: Words::new(&photo.alt, false).text,
                    caption: some(&photo.caption),
                    favourite: photo.favourite,
                    day: photo.day.day(),
                    date: words(&day_in_words(photo.day, photo.after_midnight)),
                })
                .collect(),
            milestones: self
                .milestones
                .iter()
                .map(|milestone| MilestoneOnPage {
                    date: words(&milestone.date_label),
                    full_date: words(&dates::day_month_year(milestone.date)),
                    title: words(&milestone.title),
                    age: some(&milestone.age),
                    note: Some(Words::lines(&milestone.note, self.right_to_left))
                        .filter(|words| !words.is_empty()),
                    photo: milestone.photo.filter(|index| *index < self.photos.len()),
                })
                .filter(|line| !(line.date.is_empty() && line.title.is_empty()))
                .collect(),
            days: self.days_json(),
            story: self
                .story
                .iter()
                .map(|(date, text)| StoryOnPage {
                    date: words(date),
                    text: Words::lines(text, self.right_to_left),
                })
                .filter(|part| !part.text.is_empty())
                .collect(),
            contents: self
                .contents
                .iter()
                .map(|(title, page)| ContentsLine {
                    title: words(title),
                    page: *page,
                })
                .collect(),
            page_number: self.page_number,
        }
    }

    fn month_json(&self) -> MonthOnPage {
        let first = self.month.first_day();
        let week = manner().week;
        MonthOnPage {
            label: dates::month_year(first),
            year: first.year(),
            number: first.month(),
            days: self.month.last_day().day(),
            first_weekday: week.column(first.weekday()),
            weekdays: week
                .days()
                .map(|day| dates::weekday_initials(day).to_owned())
                .to_vec(),
        }
    }

    fn days_json(&self) -> Vec<DayOnPage> {
        (1..=self.month.last_day().day())
            .map(|day| DayOnPage {
                day,
                smiles: self
                    .smiles
                    .get(day as usize - 1)
                    .copied()
                    .unwrap_or_default(),
                photos: self
                    .photos
                    .iter()
                    .enumerate()
                    .filter(|(_, photo)| photo.day.day() == day && self.month.contains(photo.day))
                    .map(|(index, _)| index)
                    .collect(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_hours_are_named_by_their_night() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 14).unwrap_or_default();
        assert_eq!(day_in_words(day, false), "14 November");
        assert_eq!(day_in_words(day, true), "Night of 14 November");
    }
}
