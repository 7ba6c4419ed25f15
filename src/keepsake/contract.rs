//! What a template reads: one page, as it is written to `page.json`.
//!
//! Lengths are millimetres. `docs/keepsake-data.schema.json` describes the same
//! for those who write templates; a test holds the two together.

use serde::Serialize;

use super::fonts::Families;
use super::words::Words;

/// The version of the contract; rises when a template of before could break.
pub const CONTRACT_VERSION: u32 = 1;

/// The sheet a page is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sheet {
    /// Across, as it lies.
    pub width: f32,
    /// Down.
    pub height: f32,
    /// Clear space that text and photos keep to the edges.
    pub margin: f32,
    /// How far colour reaches over the edge.
    pub bleed: f32,
    /// Whether cut lines stand in the corners.
    pub marks: bool,
    /// How large things are, 1 on A4.
    pub scale: f32,
}

impl Sheet {
    /// A sheet of a size, with the scale that goes with it.
    pub fn new((width, height): (f32, f32), margin: f32) -> Self {
        Self {
            width,
            height,
            margin,
            bleed: 0.0,
            marks: false,
            scale: ((width * height) / (210.0 * 297.0)).sqrt(),
        }
    }
}

/// A photo.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhotoOnPage {
    /// Name for `image()`; says nothing about the family's own file names.
    pub file: String,
    /// Width of the photo as shown; only the ratio to `height` matters.
    pub width: u32,
    /// Height of the photo as shown.
    pub height: u32,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// The line that goes with it.
    pub caption: Option<Words>,
    /// Marked by the parent.
    pub favourite: bool,
    /// Day of the month, 1–31.
    pub day: u32,
    /// The day in words.
    pub date: Words,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MilestoneOnPage {
    /// When, in words.
    pub date: Words,
    /// When, in words, with the year.
    pub full_date: Words,
    /// What.
    pub title: Words,
    /// How old the baby was, in words.
    pub age: Option<Words>,
    /// What was written about it.
    pub note: Option<Words>,
    /// Index of its photo in `photos`.
    pub photo: Option<usize>,
}

/// A day of the month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayOnPage {
    /// 1–31.
    pub day: u32,
    /// Entries of the day.
    pub smiles: u32,
    /// Indices of its photos in `photos`.
    pub photos: Vec<usize>,
}

/// What was written on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StoryOnPage {
    /// When, in words.
    pub date: Words,
    /// The note.
    pub text: Words,
}

/// A line of a book's contents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContentsLine {
    /// What stands there.
    pub title: Words,
    /// On which page.
    pub page: usize,
}

/// The month a page is of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthOnPage {
    /// Its name and year, in words.
    pub label: String,
    /// Year.
    pub year: i32,
    /// 1–12.
    pub number: u32,
    /// How many days it has.
    pub days: u32,
    /// Column of its first day, 0–6, in the week of `weekdays`.
    pub first_weekday: u32,
    /// Short names of the days in the page’s language, from the day the
    /// family’s week begins with.
    pub weekdays: Vec<String>,
}

/// A verse of public domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerseOnPage {
    /// The lines.
    pub text: Words,
    /// Whose.
    pub author: Words,
}

/// A page as a template reads it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageJson {
    /// [`CONTRACT_VERSION`].
    pub version: u32,
    /// The sheet.
    pub paper: Sheet,
    /// The language of the program’s own words on the page: two or three
    /// letters.
    pub lang: String,
    /// Two letters.
    pub region: Option<String>,
    /// Whether the page reads from right to left.
    pub rtl: bool,
    /// Font families that are there.
    pub fonts: Families,
    /// The baby's name.
    pub baby: Words,
    /// The month.
    pub month: MonthOnPage,
    /// Heading.
    pub title: Option<Words>,
    /// Under the heading: name and age.
    pub subtitle: Option<Words>,
    /// The place the parent wrote; it ends `subtitle` too.
    pub place: Option<Words>,
    /// The month's counts, said quietly.
    pub quiet: Option<Words>,
    /// The family's last words.
    pub closing: Option<Words>,
    /// A verse to close with.
    pub verse: Option<VerseOnPage>,
    /// Photos in reading order.
    pub photos: Vec<PhotoOnPage>,
    /// Milestones, oldest first.
    pub milestones: Vec<MilestoneOnPage>,
    /// Every day of the month.
    pub days: Vec<DayOnPage>,
    /// Longer notes, oldest first.
    pub story: Vec<StoryOnPage>,
    /// A book's contents; empty on single pages.
    pub contents: Vec<ContentsLine>,
    /// Page number in a book.
    pub page_number: Option<usize>,
}

impl PageJson {
    /// Calls `visit` with every text that may be drawn.
    pub fn each_words(&mut self, visit: &mut impl FnMut(&mut Words)) {
        visit(&mut self.baby);
        let single = [
            &mut self.title,
            &mut self.subtitle,
            &mut self.place,
            &mut self.quiet,
            &mut self.closing,
        ];
        for words in single.into_iter().flatten() {
            visit(words);
        }
        if let Some(verse) = &mut self.verse {
            visit(&mut verse.text);
            visit(&mut verse.author);
        }
        for photo in &mut self.photos {
            if let Some(caption) = &mut photo.caption {
                visit(caption);
            }
            visit(&mut photo.date);
        }
        for milestone in &mut self.milestones {
            visit(&mut milestone.date);
            visit(&mut milestone.full_date);
            visit(&mut milestone.title);
            let more = [&mut milestone.age, &mut milestone.note];
            for words in more.into_iter().flatten() {
                visit(words);
            }
        }
        for part in &mut self.story {
            visit(&mut part.date);
            visit(&mut part.text);
        }
        for line in &mut self.contents {
            visit(&mut line.title);
        }
    }
}
