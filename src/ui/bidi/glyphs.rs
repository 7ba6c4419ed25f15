//! One glyph a character, in the order of the text.
//!
//! egui's cursor counts glyphs as characters, but for right-to-left words egui
//! 0.37 lists them last letter first, leaves ligatures short and adds empty
//! ones, so that Backspace would have to be pressed several times for nothing.
//! The glyphs are put right here; what is painted (the mesh) is left alone.

use std::sync::Arc;

use eframe::egui::Galley;
use eframe::egui::epaint::text::Glyph;

use super::{Class, class};

/// Rewrites the glyph lists. Does nothing to elided text, which nobody edits.
pub(super) fn one_per_char(galley: &mut Galley) {
    if galley.elided {
        return;
    }
    let chars: Vec<char> = galley.job.text.chars().collect();
    let mut at = 0;
    let mut rewritten = Vec::with_capacity(galley.rows.len());
    for placed in &galley.rows {
        let old = &placed.row.glyphs;
        let mut new = Vec::with_capacity(old.len());
        let mut rest = old.as_slice();
        while let Some(first) = rest.first() {
            if class(first.chr) == Class::Right {
                let word = leading(rest.iter().map(|glyph| glyph.chr));
                let letters = leading(chars.iter().skip(at).copied());
                let text = chars.get(at..at + letters).unwrap_or_default();
                new.extend(word_glyphs(rest.get(..word).unwrap_or_default(), text));
                at += letters;
                rest = rest.get(word..).unwrap_or_default();
            } else {
                new.push(*first);
                at += 1;
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        at += usize::from(placed.ends_with_newline);
        rewritten.push(new);
    }
    // Anything unforeseen: egui's own list is better than a wrong one.
    if at != chars.len() {
        return;
    }
    for (placed, glyphs) in galley.rows.iter_mut().zip(rewritten) {
        Arc::make_mut(&mut placed.row).glyphs = glyphs;
    }
}

/// How many right-to-left characters come first.
fn leading(chars: impl Iterator<Item = char>) -> usize {
    chars.take_while(|c| class(*c) == Class::Right).count()
}

/// The glyphs of one word: `shaped` left to right, `letters` first to last.
fn word_glyphs(shaped: &[Glyph], letters: &[char]) -> Vec<Glyph> {
    let Some(template) = shaped.first() else {
        return Vec::new();
    };
    let left = shaped.iter().map(|g| g.pos.x).fold(f32::INFINITY, f32::min);
    let right = shaped.iter().map(Glyph::max_x).fold(left, f32::max);
    // What takes room, in reading order; marks and egui's empty ones do not.
    let inked: Vec<&Glyph> = shaped
        .iter()
        .rev()
        .filter(|glyph| glyph.advance_width > 0.0)
        .collect();

    let mut starts = Vec::with_capacity(inked.len());
    let mut from = 0;
    for glyph in &inked {
        let found = letters
            .iter()
            .skip(from)
            .position(|letter| *letter == glyph.chr);
        let Some(found) = found else {
            break;
        };
        starts.push(from + found);
        from += found + 1;
    }
    let known = !inked.is_empty() && starts.len() == inked.len() && starts.first() == Some(&0);
    let clusters: Vec<(usize, usize, f32, f32)> = if known {
        let ends = starts.iter().skip(1).copied().chain([letters.len()]);
        starts
            .iter()
            .copied()
            .zip(ends)
            .zip(&inked)
            .map(|((start, end), glyph)| (start, end, glyph.pos.x, glyph.max_x()))
            .collect()
    } else {
        vec![(0, letters.len(), left, right)]
    };

    let mut glyphs = Vec::with_capacity(letters.len());
    for (start, end, left, right) in clusters {
        let cluster = letters.get(start..end).unwrap_or_default();
        let bases = cluster.iter().filter(|c| !is_mark(**c)).count().max(1);
        let width = (right - left) / bases as f32;
        let mut edge = right;
        for letter in cluster {
            let room = if is_mark(*letter) { 0.0 } else { width };
            edge -= room;
            let mut glyph = *template;
            glyph.chr = *letter;
            glyph.pos.x = edge;
            glyph.advance_width = room;
            glyphs.push(glyph);
        }
    }
    glyphs
}

/// Vowel signs and the like, which stand on the letter before them.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x0591..=0x05BD | 0x05BF | 0x05C1 | 0x05C2 | 0x05C4 | 0x05C5 | 0x05C7
        | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E4
        | 0x06E7 | 0x06E8 | 0x06EA..=0x06ED | 0x08D3..=0x08FF)
}
