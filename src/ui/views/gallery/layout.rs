//! Where everything in the gallery stands: rows that fill the width and
//! respect each photo's shape. Pure arithmetic, done once per month, width and
//! row height; a month that did not change keeps its places.
//!
//! Heights are `f64`: a hundred thousand large photos are many millions of
//! points high, where `f32` no longer knows single points.

use std::ops::Range;

use eframe::egui::Rect;

use super::rect_at;
use crate::app::{Gallery, MonthSection};

/// Between photos, in points.
const GAP: f32 = 6.0;
/// Between photos where they are tiny, in points.
const TINY_GAP: f32 = 3.0;
/// Rows lower than this, in points, are tiny.
pub(super) const TINY: f32 = 72.0;
/// Height of a month's heading with the space above it.
const HEADING_HEIGHT: f32 = 56.0;
/// Least width and the height of a card for an entry without photo.
const WORD: (f32, f32) = (260.0, 68.0);
/// Least width and the height of a card for something found.
const HIT: (f32, f32) = (380.0, 104.0);
/// Shapes beyond these are cut to them, so that a panorama is not a thread.
const ASPECTS: std::ops::RangeInclusive<f32> = 0.4..=3.0;

/// How everything is placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// Width there is, in whole points.
    pub width: f32,
    /// Height a row of photos should have, in points.
    pub row_height: f32,
    /// Whether entries stand as cards with their words.
    pub hits: bool,
}

impl Frame {
    fn gap(&self) -> f32 {
        if self.row_height < TINY {
            TINY_GAP
        } else {
            GAP
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
    /// The heading of a section.
    Heading,
    /// Entries without photos, by their place in their section.
    Words(Range<usize>),
    /// Photos, by the place at which they are shown.
    Photos(Range<usize>),
    /// Entries that were found.
    Hits(&'a [Hit]),
}

/// A strip where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strip<'a> {
    /// Its section's position.
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
}

/// The rows of a section, below its heading.
#[derive(Debug, Default)]
struct Section {
    stamp: u64,
    rows: Vec<Row>,
    hits: Vec<Hit>,
    height: f32,
}

/// The places of everything.
#[derive(Debug, Default)]
pub(super) struct Places {
    sections: Vec<Section>,
    /// Top of each section, and below them the height of all.
    tops: Vec<f64>,
    made_for: Option<(u64, Frame)>,
    /// Top and height of what is seen.
    seen: Option<(f64, f32)>,
}

impl Places {
    /// Places anew what changed: all of it for another frame, else only the
    /// months that are not as they were. Returns whether what was placed
    /// before was sized anew.
    pub fn arrange(&mut self, gallery: &Gallery, frame: Frame) -> bool {
        let wanted = (gallery.generation, frame);
        if self.made_for == Some(wanted) {
            return false;
        }
        // A new list keeps its scroll place by itself; a new size must not.
        let resized = self
            .made_for
            .is_some_and(|(generation, known)| generation == wanted.0 && known.hits == frame.hits);
        let same_frame = self.made_for.is_some_and(|(_, known)| known == frame);
        self.made_for = Some(wanted);
        let mut known = std::mem::take(&mut self.sections).into_iter().peekable();
        let mut top = 0.0;
        self.tops.clear();
        for section in gallery.sections() {
            // Both lists have the newest stamps in no order, so that only what
            // stands at the same place is looked at.
            let former = known
                .next()
                .filter(|former| same_frame && former.stamp == section.stamp);
            let placed = former.unwrap_or_else(|| place_section(gallery, section, &frame));
            self.tops.push(top);
            top += f64::from(placed.height);
            self.sections.push(placed);
        }
        self.tops.push(top);
        resized
    }

    /// Height of everything, in points.
    pub fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// Top of a section.
    pub fn top_of(&self, section: usize) -> Option<f64> {
        self.tops.get(section).copied()
    }

    /// The section at a height.
    pub fn section_at(&self, y: f64) -> Option<usize> {
        let after = self.tops.partition_point(|top| *top <= y);
        let last = self.sections.len().checked_sub(1)?;
        Some(after.saturating_sub(1).min(last))
    }

    /// What lies between two heights, in order.
    pub fn between(&self, top: f64, bottom: f64) -> impl Iterator<Item = Strip<'_>> {
        let first = self.section_at(top).unwrap_or_default();
        self.sections
            .iter()
            .zip(&self.tops)
            .enumerate()
            .skip(first)
            .take_while(move |(_, (_, section_top))| **section_top < bottom)
            .flat_map(move |(index, (section, section_top))| {
                section.strips(index, *section_top, top, bottom)
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
    pub fn offset_of(&self, gallery: &Gallery, place: usize) -> Option<f64> {
        let (_, height) = self.seen?;
        let sections = gallery.sections();
        let at = sections.partition_point(|section| section.range.end <= place);
        let top = self.top_of(at)?;
        let row = self.sections.get(at)?.rows.iter().find(|row| {
            let first = row.first as usize;
            row.kind == Kind::Photos && (first..first + row.count as usize).contains(&place)
        })?;
        let middle = top + f64::from(row.top + row.height / 2.0);
        Some((middle - f64::from(height) / 2.0).max(0.0))
    }
}

impl Section {
    fn strips(
        &self,
        section: usize,
        section_top: f64,
        top: f64,
        bottom: f64,
    ) -> impl Iterator<Item = Strip<'_>> {
        let heading = Strip {
            section,
            top: section_top,
            height: HEADING_HEIGHT - GAP * 2.0,
            piece: Piece::Heading,
        };
        let heading_seen = section_top + f64::from(HEADING_HEIGHT) > top;
        let first = self
            .rows
            .partition_point(|row| section_top + f64::from(row.top + row.height) <= top);
        let rows = self
            .rows
            .iter()
            .skip(first)
            .map(move |row| Strip {
                section,
                top: section_top + f64::from(row.top),
                height: row.height,
                piece: row.piece(&self.hits),
            })
            .take_while(move |strip| strip.top < bottom);
        heading_seen.then_some(heading).into_iter().chain(rows)
    }
}

impl Row {
    fn piece<'a>(&self, hits: &'a [Hit]) -> Piece<'a> {
        let first = self.first as usize;
        let range = first..first + self.count as usize;
        match self.kind {
            Kind::Words => Piece::Words(range),
            Kind::Photos => Piece::Photos(range),
            Kind::Hits => Piece::Hits(hits.get(range).unwrap_or_default()),
        }
    }
}

fn place_section(gallery: &Gallery, section: &MonthSection, frame: &Frame) -> Section {
    let mut placed = Section {
        stamp: section.stamp,
        height: HEADING_HEIGHT,
        ..Section::default()
    };
    if frame.hits {
        placed.hits = hits_of(gallery, section);
        let count = placed.hits.len();
        placed.cards(Kind::Hits, count, HIT, frame);
    } else {
        placed.cards(Kind::Words, section.words.len(), WORD, frame);
        placed.photos(gallery, section.range.clone(), frame);
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

impl Section {
    fn push(&mut self, kind: Kind, first: usize, count: usize, height: f32, gap: f32) {
        // More photos than that fit into no library.
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.rows.push(Row {
            top: self.height,
            height,
            first: number(first),
            count: number(count),
            kind,
        });
        self.height += height + gap;
    }

    fn cards(&mut self, kind: Kind, count: usize, size: (f32, f32), frame: &Frame) {
        let columns = columns(frame.width, size.0);
        for first in (0..count).step_by(columns) {
            self.push(kind, first, columns.min(count - first), size.1, GAP);
        }
    }

    fn photos(&mut self, gallery: &Gallery, places: Range<usize>, frame: &Frame) {
        let gap = frame.gap();
        let mut first = places.start;
        while first < places.end {
            let aspects = (first..places.end).map(|place| aspect(gallery, place));
            let (count, height) = row_of(aspects, frame.width, frame.row_height, gap);
            self.push(Kind::Photos, first, count, height, gap);
            first += count.max(1);
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
mod tests {
    use super::*;

    #[test]
    fn rows_fill_the_width_and_stay_near_the_height() {
        let aspects: Vec<f32> = (0..40_u16)
            .map(|n| [1.33, 0.75, 1.0, 1.78][usize::from(n % 4)])
            .collect();
        let mut rest = aspects.as_slice();
        while !rest.is_empty() {
            let (count, height) = row_of(rest.iter().copied(), 1000.0, 200.0, GAP);
            assert!(count >= 1);
            let width: f32 =
                rest[..count].iter().map(|a| a * height).sum::<f32>() + GAP * (count as f32 - 1.0);
            if count < rest.len() {
                assert!((width - 1000.0).abs() < 0.5, "{width}");
                assert!((130.0..=300.0).contains(&height), "{height}");
            }
            assert!(width <= 1000.5);
            rest = &rest[count..];
        }
    }

    #[test]
    fn a_lone_wide_photo_stays_inside() {
        let (count, height) = row_of([3.0].into_iter(), 300.0, 200.0, GAP);
        assert_eq!(count, 1);
        assert!(height * 3.0 <= 300.0);
    }
}
