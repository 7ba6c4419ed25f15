//! Where the caret stands in text with right-to-left words, which character is
//! under a point, and what a selection covers.

use eframe::egui::{Galley, Pos2, Rect, pos2};

use super::{chunks, strong};
use crate::ui::text::is_right_to_left;

/// The places of all characters of a galley made by [`super::layout`].
/// Positions are relative to the galley.
#[derive(Debug, Clone)]
pub struct Carets {
    rows: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Line {
    /// Index of its first character in the whole text.
    first: usize,
    top: f32,
    bottom: f32,
    /// Left and right edge of each character, and whether it runs leftwards.
    places: Vec<(f32, f32, bool)>,
    /// Where the caret stands when the line is empty.
    empty_x: f32,
    /// Whether a line break ends it: then its last place is its own.
    ends: bool,
}

impl Carets {
    /// Measures a galley.
    pub fn new(galley: &Galley) -> Self {
        let mut rows = Vec::with_capacity(galley.rows.len());
        let mut first = 0;
        let mut base = None;
        let whole = is_right_to_left(&galley.job.text);
        for (index, placed) in galley.rows.iter().enumerate() {
            let chars: Vec<char> = placed.row.glyphs.iter().map(|glyph| glyph.chr).collect();
            let base_right = *base.get_or_insert_with(|| {
                let rest = galley.rows.get(index..).unwrap_or_default();
                let length = rest.iter().position(|row| row.ends_with_newline);
                rest.iter()
                    .take(length.map_or(rest.len(), |last| last + 1))
                    .flat_map(|row| row.row.glyphs.iter())
                    .find_map(|glyph| strong(glyph.chr))
                    .map_or(whole, |class| class == super::Class::Right)
            });
            let keep_end = galley.job.keep_trailing_whitespace;
            let mut leftwards = vec![false; chars.len()];
            for chunk in chunks(&chars, base_right, keep_end) {
                for place in leftwards
                    .get_mut(chunk.start..chunk.end)
                    .unwrap_or_default()
                {
                    *place = chunk.level % 2 == 1;
                }
            }
            let places = placed
                .row
                .glyphs
                .iter()
                .zip(leftwards)
                .map(|(glyph, leftwards)| {
                    let left = placed.pos.x + glyph.pos.x;
                    (left, left + glyph.advance_width, leftwards)
                })
                .collect();
            rows.push(Line {
                first,
                top: placed.pos.y,
                bottom: placed.pos.y + placed.row.size.y,
                places,
                empty_x: placed.pos.x,
                ends: placed.ends_with_newline,
            });
            first += chars.len() + usize::from(placed.ends_with_newline);
            if placed.ends_with_newline {
                base = None;
            }
        }
        Self { rows }
    }

    /// The caret before the character `index`, as a line of no width.
    pub fn caret(&self, index: usize) -> Rect {
        let last = self.rows.len().saturating_sub(1);
        let line = self.rows.iter().enumerate().find(|(row, line)| {
            let end = line.first + line.places.len();
            index < end || (index == end && (line.ends || *row == last))
        });
        let Some(line) = line.map(|(_, line)| line).or_else(|| self.rows.last()) else {
            return Rect::from_min_max(pos2(0.0, 0.0), pos2(0.0, 0.0));
        };
        let x = line.edge(index.saturating_sub(line.first));
        Rect::from_min_max(pos2(x, line.top), pos2(x, line.bottom))
    }

    /// The index whose caret is nearest to a point.
    pub fn index_at(&self, point: Pos2) -> usize {
        let line = self
            .rows
            .iter()
            .find(|line| point.y < line.bottom)
            .or_else(|| self.rows.last());
        let Some(line) = line else {
            return 0;
        };
        let far = |column: &usize| (line.edge(*column) - point.x).abs();
        let nearest = (0..=line.places.len()).min_by(|one, other| far(one).total_cmp(&far(other)));
        line.first + nearest.unwrap_or(0)
    }

    /// The rectangles that cover the characters `start..end`.
    pub fn selection(&self, start: usize, end: usize) -> Vec<Rect> {
        let mut rects: Vec<Rect> = Vec::new();
        for line in &self.rows {
            for (column, (left, right, _)) in line.places.iter().enumerate() {
                let index = line.first + column;
                if (start..end).contains(&index) && right > left {
                    rects.push(Rect::from_min_max(
                        pos2(*left, line.top),
                        pos2(*right, line.bottom),
                    ));
                }
            }
        }
        rects
    }
}

impl Line {
    fn edge(&self, column: usize) -> f32 {
        let before =
            |(left, right, leftwards): (f32, f32, bool)| if leftwards { right } else { left };
        let after =
            |(left, right, leftwards): (f32, f32, bool)| if leftwards { left } else { right };
        self.places
            .get(column)
            .copied()
            .map(before)
            .or_else(|| self.places.last().copied().map(after))
            .unwrap_or(self.empty_x)
    }
}
