//! Where everything in the gallery stands: rows that fill the width and
//! respect each photo's shape. Pure arithmetic, done once per month, width and
//! row height; a month that did not change keeps its places.
//!
//! Heights are `f64`: a hundred thousand large photos are many millions of
//! points high, where `f32` no longer knows single points.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use eframe::egui::Rect;

use super::rect_at;
use crate::app::{Gallery, MonthSection};
use crate::domain::{DEFAULT_DAY_START_HOUR, Moment};

/// Between photos, in points.
const GAP: f32 = 6.0;
/// Between photos where they are tiny, in points.
const TINY_GAP: f32 = 3.0;
/// Rows lower than this, in points, are tiny.
pub(super) const TINY: f32 = 72.0;
/// From this height on, in points, days stand under headings of their own.
const DAYS_FROM: f32 = 320.0;
/// Height of a month's heading with the space above it.
const HEADING_HEIGHT: f32 = 56.0;
/// Least width and the height of a card for an entry without photo.
const WORD: (f32, f32) = (260.0, 68.0);
/// Least width and the height of a card for something found.
const HIT: (f32, f32) = (380.0, 104.0);
/// Shapes beyond these are cut to them, so that a panorama is not a thread.
const ASPECTS: std::ops::RangeInclusive<f32> = 0.4..=3.0;

/// How much of the time stands under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Years,
    Months,
    Days,
}

impl Level {
    /// A height of pictures that suits the level.
    pub(super) const fn row_height(self) -> f32 {
        match self {
            Self::Years => 48.0,
            Self::Months => 210.0,
            Self::Days => 340.0,
        }
    }

    /// The level that suits pictures of a height.
    pub(super) fn of(row_height: f32) -> Self {
        if row_height < TINY {
            Self::Years
        } else if row_height < DAYS_FROM {
            Self::Months
        } else {
            Self::Days
        }
    }
}

/// How everything is placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// Width there is, in whole points.
    pub width: f32,
    /// Height a row of photos should have, in points.
    pub row_height: f32,
    /// Whether entries stand as cards with their words.
    pub hits: bool,
    /// Height left free above everything, in points.
    pub lead: f32,
}

impl Frame {
    fn gap(&self) -> f32 {
        if self.row_height < TINY {
            TINY_GAP
        } else {
            GAP
        }
    }

    fn level(&self) -> Level {
        if self.hits {
            Level::Months
        } else {
            Level::of(self.row_height)
        }
    }
}

/// An entry that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// By its first photo that is shown.
    Photo(usize),
    /// Its place among its month's entries without photos.
    Words(usize),
}

/// One strip of the gallery, full width.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece<'a> {
    /// The heading of a group.
    Heading,
    /// Entries without photos, by their place in their section.
    Words(Range<usize>),
    /// Photos, by the place at which they are shown.
    Photos(Range<usize>),
    /// Entries that were found.
    Hits(&'a [Hit]),
}

/// Something that can be chosen, by where it stands in the gallery's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// A photo, by the place at which it is shown.
    Photo(usize),
    /// An entry that was found, by the first of its photos that are shown.
    Found(usize),
    /// An entry without photos: its section, and its place among those there.
    Words(usize, usize),
}

/// A strip where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strip<'a> {
    /// The section (month) it belongs to; a heading's group.
    pub section: usize,
    /// Distance from the top of everything, in points.
    pub top: f64,
    /// In points, without the gap below.
    pub height: f32,
    /// What it shows.
    pub piece: Piece<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Photos,
    Hits,
}

/// A row of a section.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// From the top of its section.
    top: f32,
    height: f32,
    first: u32,
    count: u32,
    kind: Kind,
    /// The section its entries are in.
    section: u32,
}

/// What stands under one heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// How much of the time it is.
    pub level: Level,
    /// Its sections (months).
    pub sections: Range<usize>,
    /// Its photos, by the place at which they are shown.
    pub places: Range<usize>,
    /// Its entries without photos, by their place in its only section; all of
    /// them where it has several.
    pub words: Range<usize>,
    /// Its day, where it is one.
    pub day: Option<NaiveDate>,
    /// Another number if any of its sections is another one.
    stamp: u64,
}

/// The rows of a group, below its heading.
#[derive(Debug, Default)]
struct Rows {
    rows: Vec<Row>,
    hits: Vec<Hit>,
    height: f32,
}

/// The places of everything.
#[derive(Debug, Default)]
pub(super) struct Places {
    groups: Vec<Group>,
    rows: Vec<Rows>,
    /// Top of each group, and below them the height of all.
    tops: Vec<f64>,
    made_for: Option<(u64, Frame)>,
    /// Top and height of what is seen.
    seen: Option<(f64, f32)>,
}

impl Places {
    /// Places anew what changed: all of it for another frame, else only the
    /// groups that are not as they were. Returns whether what was placed
    /// before was sized anew.
    pub fn arrange(&mut self, gallery: &Gallery, frame: Frame) -> bool {
        let wanted = (gallery.generation, frame);
        if self.made_for == Some(wanted) {
            return false;
        }
        // A new list keeps its scroll place by itself; a new size must not.
        let resized = self.made_for.is_some_and(|(generation, known)| {
            generation == wanted.0 && known.hits == frame.hits && known.lead == frame.lead
        });
        let same_frame = self.made_for.is_some_and(|(_, known)| {
            known
                == Frame {
                    lead: known.lead,
                    ..frame
                }
        });
        self.made_for = Some(wanted);
        let former = std::mem::take(&mut self.groups);
        let mut known = former.into_iter().zip(std::mem::take(&mut self.rows));
        self.groups = groups_of(gallery, frame.level());
        self.tops.clear();
        let mut top = f64::from(frame.lead);
        for group in &self.groups {
            // What stands where it stood, and is what it was, keeps its rows.
            let same = known
                .next()
                .filter(|(former, _)| same_frame && former == group);
            let rows = same.map_or_else(|| place(gallery, group, &frame), |(_, rows)| rows);
            self.tops.push(top);
            top += f64::from(rows.height);
            self.rows.push(rows);
        }
        self.tops.push(top);
        resized
    }

    /// Height of everything, in points.
    pub fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// A group.
    pub fn group(&self, at: usize) -> Option<&Group> {
        self.groups.get(at)
    }

    /// All groups with their tops.
    pub fn groups(&self) -> impl Iterator<Item = (&Group, f64)> {
        self.groups.iter().zip(self.tops.iter().copied())
    }

    /// Top of a group.
    pub fn top_of(&self, group: usize) -> Option<f64> {
        self.tops.get(group).copied()
    }

    /// The group at a height.
    pub fn group_at(&self, y: f64) -> Option<usize> {
        let after = self.tops.partition_point(|top| *top <= y);
        let last = self.groups.len().checked_sub(1)?;
        Some(after.saturating_sub(1).min(last))
    }

    /// What lies between two heights, in order.
    pub fn between(&self, top: f64, bottom: f64) -> impl Iterator<Item = Strip<'_>> {
        let first = self.group_at(top).unwrap_or_default();
        self.rows
            .iter()
            .zip(&self.tops)
            .enumerate()
            .skip(first)
            .take_while(move |(_, (_, group_top))| **group_top < bottom)
            .flat_map(move |(at, (rows, group_top))| rows.strips(at, *group_top, top, bottom))
    }

    /// All that can be chosen, as it is read: row by row from the top.
    pub fn spots(&self) -> impl Iterator<Item = Spot> {
        self.rows
            .iter()
            .flat_map(|rows| rows.rows.iter().map(|row| (row, &rows.hits)))
            .flat_map(|(row, hits)| {
                let hits = hits.as_slice();
                row.range().filter_map(move |at| row.spot(at, hits))
            })
    }

    /// Remembers what is seen.
    pub fn set_seen(&mut self, top: f64, height: f32) {
        self.seen = Some((top, height));
    }

    /// The photo in the middle of what is seen.
    pub fn anchor(&self) -> Option<usize> {
        let (top, height) = self.seen?;
        if top <= 1.0 {
            return None;
        }
        self.between(top + f64::from(height) / 2.0, f64::INFINITY)
            .find_map(|strip| match strip.piece {
                Piece::Photos(places) => Some(places.start),
                _ => None,
            })
    }

    /// Scroll offset that puts a photo into the middle.
    pub fn offset_of(&self, place: usize) -> Option<f64> {
        let (_, height) = self.seen?;
        let at = self
            .groups
            .partition_point(|group| group.places.end <= place);
        let top = self.top_of(at)?;
        let row = self.rows.get(at)?.rows.iter().find(|row| {
            let first = row.first as usize;
            row.kind == Kind::Photos && (first..first + row.count as usize).contains(&place)
        })?;
        let middle = top + f64::from(row.top + row.height / 2.0);
        Some((middle - f64::from(height) / 2.0).max(0.0))
    }
}

/// What stands under which heading.
fn groups_of(gallery: &Gallery, level: Level) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, section) in gallery.sections().iter().enumerate() {
        let whole = Group {
            level,
            sections: at..at + 1,
            places: section.range.clone(),
            words: 0..section.words.len(),
            day: None,
            stamp: section.stamp,
        };
        match level {
            Level::Months => groups.push(whole),
            Level::Days => days_of(gallery, section, &whole, &mut groups),
            Level::Years => {
                let year = section.month.first_day().year();
                let last = groups.last_mut().filter(|group| {
                    let first = gallery.sections().get(group.sections.start);
                    first.is_some_and(|first| first.month.first_day().year() == year)
                });
                match last {
                    Some(last) => {
                        last.sections.end = at + 1;
                        last.places.end = section.range.end;
                        last.stamp = last.stamp.rotate_left(7) ^ section.stamp;
                    }
                    None => groups.push(whole),
                }
            }
        }
    }
    groups
}

/// Cuts a month into journal days, newest first.
fn days_of(gallery: &Gallery, section: &MonthSection, month: &Group, groups: &mut Vec<Group>) {
    let day_of = |moment: &Moment| moment.journal_day(DEFAULT_DAY_START_HOUR);
    let (mut place, mut word) = (month.places.start, 0);
    loop {
        let photo_day = (place < month.places.end)
            .then(|| gallery.day_at(place))
            .flatten();
        let word_day = section.words.get(word).map(|entry| day_of(&entry.moment));
        let Some(day) = photo_day.max(word_day) else {
            break;
        };
        let (first_place, first_word) = (place, word);
        while place < month.places.end && gallery.day_at(place) == Some(day) {
            place += 1;
        }
        while section
            .words
            .get(word)
            .is_some_and(|entry| day_of(&entry.moment) == day)
        {
            word += 1;
        }
        groups.push(Group {
            places: first_place..place,
            words: first_word..word,
            day: Some(day),
            ..month.clone()
        });
    }
}

impl Hit {
    /// What it stands for, in its section.
    pub fn spot(self, section: usize) -> Spot {
        match self {
            Self::Photo(place) => Spot::Found(place),
            Self::Words(at) => Spot::Words(section, at),
        }
    }
}

impl Rows {
    fn strips(
        &self,
        group: usize,
        group_top: f64,
        top: f64,
        bottom: f64,
    ) -> impl Iterator<Item = Strip<'_>> {
        let heading = Strip {
            section: group,
            top: group_top,
            height: HEADING_HEIGHT - GAP * 2.0,
            piece: Piece::Heading,
        };
        let heading_seen = group_top + f64::from(HEADING_HEIGHT) > top;
        let first = self
            .rows
            .partition_point(|row| group_top + f64::from(row.top + row.height) <= top);
        let rows = self
            .rows
            .iter()
            .skip(first)
            .map(move |row| Strip {
                section: row.section as usize,
                top: group_top + f64::from(row.top),
                height: row.height,
                piece: row.piece(&self.hits),
            })
            .take_while(move |strip| strip.top < bottom);
        heading_seen.then_some(heading).into_iter().chain(rows)
    }
}

impl Row {
    fn piece<'a>(&self, hits: &'a [Hit]) -> Piece<'a> {
        let range = self.range();
        match self.kind {
            Kind::Words => Piece::Words(range),
            Kind::Photos => Piece::Photos(range),
            Kind::Hits => Piece::Hits(hits.get(range).unwrap_or_default()),
        }
    }

    fn range(&self) -> Range<usize> {
        let first = self.first as usize;
        first..first + self.count as usize
    }

    fn spot(&self, at: usize, hits: &[Hit]) -> Option<Spot> {
        match self.kind {
            Kind::Words => Some(Spot::Words(self.section as usize, at)),
            Kind::Photos => Some(Spot::Photo(at)),
            Kind::Hits => Some(hits.get(at)?.spot(self.section as usize)),
        }
    }
}

fn place(gallery: &Gallery, group: &Group, frame: &Frame) -> Rows {
    let mut placed = Rows {
        height: HEADING_HEIGHT,
        ..Rows::default()
    };
    let sections = gallery.sections();
    let several = group.sections.len() > 1;
    for at in group.sections.clone() {
        let Some(section) = sections.get(at) else {
            continue;
        };
        if frame.hits {
            placed.hits = hits_of(gallery, section);
            let count = placed.hits.len();
            placed.cards(Kind::Hits, at, 0..count, HIT, frame);
        } else {
            let words = if several {
                0..section.words.len()
            } else {
                group.words.clone()
            };
            placed.cards(Kind::Words, at, words, WORD, frame);
        }
    }
    if !frame.hits {
        placed.photos(gallery, group, frame);
    }
    placed.height += GAP * 2.0;
    placed
}

/// The entries of a section, newest first, each once.
fn hits_of(gallery: &Gallery, section: &MonthSection) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut last = None;
    for place in section.range.clone() {
        let Some(item) = gallery.at(place) else {
            continue;
        };
        if last.replace(item.entry) != Some(item.entry) {
            hits.push((item.moment.local, Hit::Photo(place)));
        }
    }
    for (at, entry) in section.words.iter().enumerate() {
        hits.push((entry.moment.local, Hit::Words(at)));
    }
    hits.sort_by_key(|(moment, _)| std::cmp::Reverse(*moment));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

impl Rows {
    fn push(&mut self, kind: Kind, section: usize, range: Range<usize>, height: f32, gap: f32) {
        // More photos than that fit into no library.
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.rows.push(Row {
            top: self.height,
            height,
            first: number(range.start),
            count: number(range.len()),
            kind,
            section: number(section),
        });
        self.height += height + gap;
    }

    fn cards(
        &mut self,
        kind: Kind,
        section: usize,
        cards: Range<usize>,
        size: (f32, f32),
        frame: &Frame,
    ) {
        let columns = columns(frame.width, size.0);
        for first in cards.clone().step_by(columns) {
            let range = first..(first + columns).min(cards.end);
            self.push(kind, section, range, size.1, GAP);
        }
    }

    fn photos(&mut self, gallery: &Gallery, group: &Group, frame: &Frame) {
        let gap = frame.gap();
        let places = &group.places;
        let mut first = places.start;
        while first < places.end {
            let aspects = (first..places.end).map(|place| aspect(gallery, place));
            let (count, height) = row_of(aspects, frame.width, frame.row_height, gap);
            let range = first..first + count.max(1);
            first = range.end;
            self.push(Kind::Photos, group.sections.start, range, height, gap);
        }
    }
}

fn aspect(gallery: &Gallery, place: usize) -> f32 {
    gallery
        .aspect_at(place)
        .clamp(*ASPECTS.start(), *ASPECTS.end())
}

fn columns(width: f32, least: f32) -> usize {
    ((width + GAP) / (least + GAP)).floor().max(1.0) as usize
}

/// Where the photos of a row stand, from its upper left corner on.
pub(super) fn photo_rects<'a>(
    gallery: &'a Gallery,
    places: &Range<usize>,
    height: f32,
    frame: &Frame,
) -> impl Iterator<Item = (usize, Rect)> + 'a {
    let (gap, width) = (frame.gap(), frame.width);
    let mut x = 0.0;
    places.clone().map(move |place| {
        let rect = rect_at(x, 0.0, (aspect(gallery, place) * height).min(width), height);
        x += rect.width() + gap;
        (place, rect)
    })
}

/// Where the cards of a row stand, from its upper left corner on.
pub(super) fn card_rects(piece: &Piece<'_>, height: f32, frame: &Frame) -> Vec<Rect> {
    let (count, least) = match piece {
        Piece::Words(range) => (range.len(), WORD.0),
        Piece::Hits(hits) => (hits.len(), HIT.0),
        Piece::Heading | Piece::Photos(_) => return Vec::new(),
    };
    let columns = columns(frame.width, least) as f32;
    let width = (frame.width - GAP * (columns - 1.0)) / columns;
    (0..count)
        .map(|column| rect_at(column as f32 * (width + GAP), 0.0, width, height))
        .collect()
}

/// How many photos stand in the next row, and how high it is: as near to
/// `height` as filling `width` allows. The last row is not stretched.
fn row_of(aspects: impl Iterator<Item = f32>, width: f32, height: f32, gap: f32) -> (usize, f32) {
    let filled = |sum: f32, count: usize| (width - gap * (count as f32 - 1.0)) / sum;
    let mut sum = 0.0;
    let mut count = 0;
    for aspect in aspects {
        let before = sum;
        sum += aspect;
        count += 1;
        let row = filled(sum, count);
        if row <= height {
            // One fewer may come nearer.
            if count > 1 {
                let taller = filled(before, count - 1);
                if taller / height < height / row {
                    return (count - 1, taller);
                }
            }
            return (count, row);
        }
    }
    (count, height.min((width - gap) / sum.max(0.01)))
}

#[cfg(test)]
mod tests;
