//! Right-to-left reading order, which egui does not have.
//!
//! egui shapes each Arabic or Hebrew word correctly, but sets the words of a
//! line from left to right. [`layout`] lets egui break the lines and then moves
//! the words of each line to where a reader expects them: the Unicode rules
//! (UAX #9) for one level of embedding, which covers notes, names and tags with
//! numbers or Latin words in them.

mod carets;
mod glyphs;

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui::epaint::text::{PlacedRow, Row};
use eframe::egui::{Galley, Ui, text::LayoutJob};

pub use carets::Carets;

use super::text::is_right_to_left;

/// Lays out a text in reading order. As fast as egui alone for texts without
/// right-to-left letters.
pub fn layout(ui: &Ui, mut job: LayoutJob) -> Arc<Galley> {
    if !has_right_to_left(&job.text) {
        return ui.fonts_mut(|fonts| fonts.layout_job(job));
    }
    if let Cow::Owned(text) = mirrored(&job.text) {
        job.text = text;
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    Arc::new(reordered(&galley))
}

/// Whether any letter of a text reads from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    text.chars().any(|c| class(c) == Class::Right)
}

/// What a character does to the order of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Left,
    Right,
    Digit,
    Neutral,
}

fn class(c: char) -> Class {
    let code = u32::from(c);
    if c.is_ascii_digit() || matches!(code, 0x0660..=0x0669 | 0x06F0..=0x06F9) {
        Class::Digit
    } else if matches!(code, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE
        | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
    {
        // Marks and commas of these scripts too: egui shapes them together
        // with the word before them, so they move with it.
        Class::Right
    } else if c.is_alphabetic() {
        Class::Left
    } else {
        Class::Neutral
    }
}

/// Brackets face the other way in right-to-left text. Only in paragraphs that
/// start right to left, and not around Latin words.
fn mirrored(text: &str) -> Cow<'_, str> {
    if !text.contains(['(', ')', '[', ']', '{', '}', '<', '>', '«', '»']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (index, paragraph) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let turned = is_right_to_left(paragraph);
        let chars: Vec<char> = paragraph.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let among_latin = strong_before(&chars, at) == Some(Class::Left)
                && strong_after(&chars, at) == Some(Class::Left);
            out.push(if turned && !among_latin {
                mirror(*c)
            } else {
                *c
            });
        }
    }
    Cow::Owned(out)
}

const fn mirror(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

fn strong(c: char) -> Option<Class> {
    Some(class(c)).filter(|class| matches!(class, Class::Left | Class::Right))
}

fn strong_before(chars: &[char], at: usize) -> Option<Class> {
    chars.iter().take(at).rev().find_map(|c| strong(*c))
}

fn strong_after(chars: &[char], at: usize) -> Option<Class> {
    chars.iter().skip(at + 1).find_map(|c| strong(*c))
}

fn reordered(galley: &Galley) -> Galley {
    let mut galley = galley.clone();
    let mut first = 0;
    let whole = is_right_to_left(&galley.job.text);
    while first < galley.rows.len() {
        let rest = galley.rows.get(first..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|row| row.ends_with_newline)
            .map_or(rest.len(), |last| last + 1);
        let paragraph: String = rest.iter().take(length).map(|row| row.row.text()).collect();
        let base = paragraph
            .chars()
            .find_map(strong)
            .map_or(whole, |class| class == Class::Right);
        let keep_end = galley.job.keep_trailing_whitespace;
        for placed in galley.rows.iter_mut().skip(first).take(length) {
            reorder_row(placed, base, keep_end);
        }
        first += length;
    }
    glyphs::one_per_char(&mut galley);
    galley
}

/// Some neighbouring glyphs that keep their order, and where they belong.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chunk {
    /// First glyph in the row.
    start: usize,
    /// One past the last glyph.
    end: usize,
    /// Even: left to right.
    level: u8,
}

fn reorder_row(placed: &mut PlacedRow, base_right: bool, keep_end: bool) {
    let chars: Vec<char> = placed.row.glyphs.iter().map(|glyph| glyph.chr).collect();
    if !base_right && chars.iter().all(|c| class(*c) != Class::Right) {
        return;
    }
    let chunks = chunks(&chars, base_right, keep_end);
    let row = Arc::make_mut(&mut placed.row);
    let start = row
        .glyphs
        .first()
        .map_or(0.0, |glyph| glyph.pos.x.min(glyph.max_x()));
    // Where each piece ends before anything moves: marks may stand outside of
    // their letter, so the furthest glyph counts, not the last.
    let mut pen = start;
    let mut widths = vec![(0.0, 0.0); chars.len()];
    for chunk in &chunks {
        let glyphs = row.glyphs.get(chunk.start..chunk.end).unwrap_or_default();
        let end = glyphs.iter().map(|glyph| glyph.max_x()).fold(pen, f32::max);
        if let Some(entry) = widths.get_mut(chunk.start) {
            *entry = (pen, end - pen);
        }
        pen = end;
    }
    let mut x = start;
    for chunk in visual_order(chunks) {
        let (left, width) = widths.get(chunk.start).copied().unwrap_or_default();
        move_glyphs(row, chunk.start..chunk.end, x - left);
        x += width;
    }
    row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
}

fn move_glyphs(row: &mut Row, range: std::ops::Range<usize>, by: f32) {
    let Row {
        glyphs, visuals, ..
    } = row;
    for glyph in glyphs.get_mut(range).unwrap_or_default() {
        glyph.pos.x += by;
        if !glyph.uv_rect.is_nothing() {
            let vertex = glyph.first_vertex as usize;
            for corner in visuals
                .mesh
                .vertices
                .get_mut(vertex..vertex + 4)
                .unwrap_or_default()
            {
                corner.pos.x += by;
            }
        }
    }
}

/// Cuts a line into pieces with levels.
///
/// `keep_end`: spaces at the end of a line count as part of it, as in a field
/// someone types in. Otherwise they stay out of the way: they would push a
/// right-aligned line off its edge.
fn chunks(chars: &[char], base_right: bool, keep_end: bool) -> Vec<Chunk> {
    let visible = chars
        .iter()
        .rposition(|c| keep_end || !c.is_whitespace())
        .map_or(0, |last| last + 1);
    let base = u8::from(base_right);
    let mut chunks: Vec<Chunk> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let class = class(*c);
        let level = if at >= visible {
            0
        } else {
            level_of(chars, at, class, base)
        };
        let joins = chunks.last().is_some_and(|last| {
            last.level == level
                && at < visible
                && (level % 2 == 0
                    || (class == Class::Right && is_right(chars, at.wrapping_sub(1))))
        });
        match chunks.last_mut() {
            Some(last) if joins => last.end = at + 1,
            _ => chunks.push(Chunk {
                start: at,
                end: at + 1,
                level,
            }),
        }
    }
    chunks
}

fn is_right(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|c| class(*c) == Class::Right)
}

fn level_of(chars: &[char], at: usize, class: Class, base: u8) -> u8 {
    let left_level = if base == 1 { 2 } else { 0 };
    match class {
        Class::Right => 1,
        Class::Left => left_level,
        Class::Digit => {
            let after_right =
                strong_before(chars, at).map_or(base == 1, |strong| strong == Class::Right);
            if after_right { 2 } else { left_level }
        }
        Class::Neutral => {
            let digit = |at: Option<usize>| {
                at.and_then(|at| chars.get(at))
                    .is_some_and(|c| self::class(*c) == Class::Digit)
            };
            // `3:10` and `1.204` are one number.
            let in_number = digit(at.checked_sub(1))
                && digit(at.checked_add(1))
                && chars
                    .get(at)
                    .is_some_and(|c| matches!(c, ':' | '.' | ',' | '/' | '-' | '–' | '٫'));
            if in_number {
                return level_of(chars, at + 1, Class::Digit, base);
            }
            let base_class = if base == 1 { Class::Right } else { Class::Left };
            let before = strong_before(chars, at).unwrap_or(base_class);
            let after = strong_after(chars, at).unwrap_or(base_class);
            match (before, after) {
                (Class::Right, Class::Right) => 1,
                (Class::Left, Class::Left) => left_level,
                _ => base,
            }
        }
    }
}

/// Rule L2: from the highest level down, turn every stretch round.
fn visual_order(mut chunks: Vec<Chunk>) -> Vec<Chunk> {
    // Trailing spaces carry level 0 and are the last: they stay there.
    let highest = chunks.iter().map(|chunk| chunk.level).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut start = 0;
        while start < chunks.len() {
            let length = chunks
                .iter()
                .skip(start)
                .take_while(|chunk| chunk.level >= level)
                .count();
            if let Some(stretch) = chunks.get_mut(start..start + length) {
                stretch.reverse();
            }
            start += length.max(1);
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order in which a reader sees a line, left to right, with right-to-
    /// left words as egui shapes them (last letter first).
    fn seen(line: &str) -> String {
        let chars: Vec<char> = line.chars().collect();
        let order = visual_order(chunks(&chars, is_right_to_left(line), false));
        order
            .into_iter()
            .map(|chunk| {
                let piece: Vec<char> = chars[chunk.start..chunk.end].to_vec();
                if class(piece[0]) == Class::Right {
                    piece.into_iter().rev().collect::<String>()
                } else {
                    piece.into_iter().collect()
                }
            })
            .collect()
    }

    // Hebrew letters stand in below: א is the first letter of each word, so
    // that expected strings can be read off by eye: `אב` is seen as `בא`.

    #[test]
    fn words_of_a_line_run_from_right_to_left() {
        assert_eq!(seen("אב גד."), ".דג בא");
        assert_eq!(seen("אב, גד"), "דג ,בא");
    }

    #[test]
    fn numbers_and_latin_words_keep_their_own_order() {
        assert_eq!(seen("אב 3:10 גד"), "דג 3:10 בא");
        assert_eq!(seen("אב Mina Rose גד"), "דג Mina Rose בא");
        assert_eq!(seen("Mina אב גד sleeps"), "Mina דג בא sleeps");
        assert_eq!(seen("אב 12"), "12 בא");
    }

    #[test]
    fn left_to_right_lines_are_left_alone() {
        assert_eq!(seen("Mina, 3:10 (twice)"), "Mina, 3:10 (twice)");
        assert!(!has_right_to_left("小雨 😊 ñ"));
    }

    #[test]
    fn brackets_face_their_words() {
        assert_eq!(mirrored("אב (גד)"), "אב )גד(");
        assert_eq!(mirrored("Mina (אב)"), "Mina (אב)");
        assert_eq!(mirrored("אב Mina (a) b"), "אב Mina (a) b");
    }

    #[test]
    fn spaces_at_the_end_of_a_line_stay_there() {
        assert_eq!(seen("אב גד "), "דג בא ");
    }
}
