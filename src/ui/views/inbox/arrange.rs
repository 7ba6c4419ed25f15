//! Where headings and photos stand. Worked out once for a list and a width, so
//! that fifty thousand photos cost no more in a frame than fifty.

use std::ops::Range;

use eframe::egui::{Rect, pos2, vec2};

use crate::app::WaitingList;
use crate::ui::theme::space;

/// Least width of a card, in points.
const LEAST: f32 = 168.0;
/// Space between cards, in points.
const GAP: f32 = space::M;
/// Height of a heading, in points.
const HEADING: f32 = 56.0;
/// Height of a picture, as a part of its width.
const SHAPE: f32 = 0.75;
/// Height of the words under a picture, in points: one line, and two.
const WORDS: [f32; 2] = [30.0, 54.0];

/// What stands in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// The heading of a group, by its number.
    Heading(usize),
    /// Photos, by their place in the list.
    Photos(Range<usize>),
}

/// A row and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub top: f32,
    pub height: f32,
    pub row: Row,
}

/// All rows of a list.
#[derive(Default)]
pub(super) struct Arranged {
    /// The list and the width this was worked out for.
    of: Option<(u64, f32)>,
    rows: Vec<Placed>,
    card_width: f32,
    height: f32,
}

impl Arranged {
    /// Works it out anew where the list or the width changed.
    pub(super) fn arrange(&mut self, list: &WaitingList, generation: u64, width: f32) {
        if self.of == Some((generation, width)) {
            return;
        }
        self.of = Some((generation, width));
        self.rows.clear();
        let columns = (((width + GAP) / (LEAST + GAP)) as usize).max(1);
        self.card_width = ((width + GAP) / columns as f32 - GAP).floor();
        let mut top = 0.0;
        for (number, group) in list.groups.iter().enumerate() {
            self.rows.push(Placed {
                top,
                height: HEADING,
                row: Row::Heading(number),
            });
            top += HEADING;
            let mut first = group.range.start;
            while first < group.range.end {
                let range = first..(first + columns).min(group.range.end);
                let photos = list.photos.get(range.clone()).unwrap_or_default();
                let noted = photos.iter().any(|photo| !photo.item.file.note.is_empty());
                let [plain, with_note] = WORDS;
                let words = if noted { with_note } else { plain };
                let height = (self.card_width * SHAPE).round() + words + GAP;
                self.rows.push(Placed {
                    top,
                    height,
                    row: Row::Photos(range.clone()),
                });
                top += height;
                first = range.end;
            }
        }
        self.height = top;
    }

    /// Height of all of it, in points.
    pub(super) fn height(&self) -> f32 {
        self.height
    }

    /// The rows that are seen between two heights.
    pub(super) fn between(&self, top: f32, bottom: f32) -> Vec<Placed> {
        let first = self.rows.partition_point(|row| row.top + row.height <= top);
        let rows = self.rows.get(first..).unwrap_or_default();
        rows.iter()
            .take_while(|row| row.top < bottom)
            .cloned()
            .collect()
    }

    /// The place of a card on screen.
    pub(super) fn card(&self, column: usize, top: f32, left: f32, height: f32) -> Rect {
        Rect::from_min_size(
            pos2(left + column as f32 * (self.card_width + GAP), top),
            vec2(self.card_width, height - GAP),
        )
    }

    /// Height of the picture of a card, in points.
    pub(super) fn picture_height(width: f32) -> f32 {
        (width * SHAPE).round()
    }
}
