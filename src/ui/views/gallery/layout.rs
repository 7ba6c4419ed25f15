//! Where everything in the gallery stands: rows that fill the width and
//! respect each photo's shape. Pure arithmetic, done once per width and list.

use std::ops::Range;

use eframe::egui::Rect;

use super::rect_at;
use crate::app::Gallery;

/// Between photos, in points.
const GAP: f32 = 6.0;
/// Height of a month's heading with the space above it.
const HEADING_HEIGHT: f32 = 56.0;
/// Size of a card for an entry without photo.
const WORD_WIDTH: f32 = 260.0;
const WORD_HEIGHT: f32 = 68.0;
/// Shapes beyond these are cut to them, so that a panorama is not a thread.
const ASPECTS: std::ops::RangeInclusive<f32> = 0.4..=3.0;

/// One strip of the gallery, full width.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// The heading of a month (its position).
    Heading { month: usize, rect: Rect },
    /// Entries without photos, from `first` on in their month.
    Words {
        month: usize,
        first: usize,
        rects: Vec<Rect>,
    },
    /// Photos from `first` on in the gallery.
    Photos { first: usize, rects: Vec<Rect> },
}

/// The places of everything.
#[derive(Debug, Default)]
pub(super) struct Places {
    pieces: Vec<(Range<f32>, Piece)>,
    made_for: Option<(u64, f32, f32)>,
    /// Top and height of what is seen.
    seen: Option<(f32, f32)>,
}

impl Places {
    /// Places everything anew if the list, the width or the row height is
    /// another one. Returns whether it did and was placed before.
    pub fn arrange(&mut self, gallery: &Gallery, width: f32, row_height: f32) -> bool {
        let wanted = (gallery.generation, width.round(), row_height);
        if self.made_for == Some(wanted) {
            return false;
        }
        // A new list keeps its scroll place by itself; a new size must not.
        let resized = self
            .made_for
            .is_some_and(|(generation, _, _)| generation == wanted.0);
        self.made_for = Some(wanted);
        self.pieces.clear();
        let mut y = 0.0;
        for (month, section) in gallery.months.iter().enumerate() {
            let heading = rect_at(0.0, y, width, HEADING_HEIGHT - GAP * 2.0);
            self.push(
                y..y + HEADING_HEIGHT,
                Piece::Heading {
                    month,
                    rect: heading,
                },
            );
            y += HEADING_HEIGHT;
            y = self.words(month, section.words.len(), width, y);
            let aspects: Vec<f32> = gallery
                .items
                .get(section.range.clone())
                .unwrap_or_default()
                .iter()
                .map(|item| item.shown_aspect().clamp(*ASPECTS.start(), *ASPECTS.end()))
                .collect();
            y = self.photos(section.range.start, &aspects, width, row_height, y);
            y += GAP * 2.0;
        }
        resized
    }

    fn push(&mut self, range: Range<f32>, piece: Piece) {
        self.pieces.push((range, piece));
    }

    fn words(&mut self, month: usize, count: usize, width: f32, mut y: f32) -> f32 {
        let columns = ((width + GAP) / (WORD_WIDTH + GAP)).floor().max(1.0);
        let card = (width - GAP * (columns - 1.0)) / columns;
        let columns = columns as usize;
        for first in (0..count).step_by(columns) {
            let rects = (0..columns.min(count - first))
                .map(|column| rect_at(column as f32 * (card + GAP), y, card, WORD_HEIGHT))
                .collect();
            let piece = Piece::Words {
                month,
                first,
                rects,
            };
            self.push(y..y + WORD_HEIGHT + GAP, piece);
            y += WORD_HEIGHT + GAP;
        }
        y
    }

    fn photos(
        &mut self,
        start: usize,
        aspects: &[f32],
        width: f32,
        height: f32,
        mut y: f32,
    ) -> f32 {
        let mut first = 0;
        while first < aspects.len() {
            let rest = aspects.get(first..).unwrap_or_default();
            let (count, row) = row_of(rest, width, height);
            let mut x = 0.0;
            let rects = rest
                .iter()
                .take(count)
                .map(|aspect| {
                    let rect = rect_at(x, y, (aspect * row).min(width), row);
                    x += rect.width() + GAP;
                    rect
                })
                .collect();
            let piece = Piece::Photos {
                first: start + first,
                rects,
            };
            self.push(y..y + row + GAP, piece);
            y += row + GAP;
            first += count;
        }
        y
    }

    /// Height of everything.
    pub fn height(&self) -> f32 {
        self.pieces.last().map_or(0.0, |(range, _)| range.end)
    }

    /// What lies between two heights, in order.
    pub fn between(&self, top: f32, bottom: f32) -> impl Iterator<Item = &Piece> {
        let first = self.pieces.partition_point(|(range, _)| range.end <= top);
        self.pieces
            .iter()
            .skip(first)
            .take_while(move |(range, _)| range.start < bottom)
            .map(|(_, piece)| piece)
    }

    /// Remembers what is seen.
    pub fn set_middle(&mut self, top: f32, height: f32) {
        self.seen = Some((top, height));
    }

    /// The photo in the middle of what is seen.
    pub fn anchor(&self) -> Option<usize> {
        let (top, height) = self.seen?;
        if top <= 1.0 {
            return None;
        }
        self.between(top + height / 2.0, f32::INFINITY)
            .find_map(|piece| match piece {
                Piece::Photos { first, .. } => Some(*first),
                _ => None,
            })
    }

    /// Scroll offset that puts a photo into the middle.
    pub fn offset_of(&self, photo: usize) -> Option<f32> {
        let (_, height) = self.seen?;
        self.pieces.iter().find_map(|(range, piece)| match piece {
            Piece::Photos { first, rects } if (*first..*first + rects.len()).contains(&photo) => {
                Some((range.start - height / 2.0).max(0.0))
            }
            _ => None,
        })
    }
}

/// How many photos stand in the next row, and how high it is: as near to
/// `height` as filling `width` allows. The last row is not stretched.
fn row_of(aspects: &[f32], width: f32, height: f32) -> (usize, f32) {
    let mut sum = 0.0;
    for (index, aspect) in aspects.iter().enumerate() {
        let before = sum;
        sum += aspect;
        let filled = |sum: f32, count: usize| (width - GAP * (count as f32 - 1.0)) / sum;
        let row = filled(sum, index + 1);
        if row <= height {
            // One fewer may come nearer.
            if index > 0 {
                let taller = filled(before, index);
                if taller / height < height / row {
                    return (index, taller);
                }
            }
            return (index + 1, row);
        }
    }
    (aspects.len(), height.min((width - GAP) / sum.max(0.01)))
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
            let (count, height) = row_of(rest, 1000.0, 200.0);
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
        let (count, height) = row_of(&[3.0], 300.0, 200.0);
        assert_eq!(count, 1);
        assert!(height * 3.0 <= 300.0);
    }
}
