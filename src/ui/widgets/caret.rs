//! Editing in reading order: egui's text field, with the caret, the selection
//! and the pointer put where a right-to-left reader expects them.

use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, Event, Galley, Id, Key, Response, Shape, TextBuffer, TextEdit, TextStyle, Ui,
    Vec2,
    text::{CCursor, CCursorRange, LayoutJob},
    text_edit::TextEditOutput,
};

use crate::ui::bidi::{self, Carets};
use crate::ui::text::is_right_to_left;
use crate::ui::theme;

/// Whether a field is one line or many.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    /// Grows from this many lines on.
    Many(usize),
}

/// A frameless text field that fills its place.
pub(super) fn edit_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    text: &mut String,
    hint: &str,
    lines: Lines,
) -> Response {
    let id = ui.make_persistent_id(&id);
    let right_to_left = bidi::has_right_to_left(text);
    let turn_arrows = is_right_to_left(text) && ui.memory(|memory| memory.has_focus(id));
    let align = match (is_right_to_left(text), lines) {
        (true, Lines::One) => Align2::RIGHT_CENTER,
        (true, Lines::Many(_)) => Align2::RIGHT_TOP,
        (false, Lines::One) => Align2::LEFT_CENTER,
        (false, Lines::Many(_)) => Align2::LEFT_TOP,
    };
    let mut layouter = move |ui: &Ui, text: &dyn TextBuffer, width: f32| {
        field_galley(ui, text.as_str(), align, lines, width)
    };
    let edit = match lines {
        Lines::One => TextEdit::singleline(text),
        Lines::Many(rows) => TextEdit::multiline(text).desired_rows(rows.max(1)),
    };
    let edit = edit
        .id(id)
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY)
        .align(align)
        .frame(eframe::egui::Frame::NONE)
        .layouter(&mut layouter);
    if !right_to_left {
        return ui.add(edit);
    }

    let behind = ui.painter().add(Shape::Noop);
    if turn_arrows {
        swap_arrow_keys(ui);
    }
    let output = ui
        .scope(|ui| {
            // Painted below instead, in its place.
            let visuals = ui.visuals_mut();
            visuals.text_cursor.stroke.color = Color32::TRANSPARENT;
            visuals.selection.bg_fill = Color32::TRANSPARENT;
            visuals.selection.stroke.color = visuals.text_color();
            edit.show(ui)
        })
        .inner;
    if turn_arrows {
        swap_arrow_keys(ui);
    }
    if ui.memory(|memory| memory.has_focus(id)) {
        right_to_left_ui(ui, id, &output, behind);
    }
    output.response.response
}

/// The left arrow goes left: onwards, in right-to-left text. Done around the
/// field and undone after it, since egui reads arrows as back and onwards.
fn swap_arrow_keys(ui: &Ui) {
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let Event::Key { key, .. } = event {
                *key = match *key {
                    Key::ArrowLeft => Key::ArrowRight,
                    Key::ArrowRight => Key::ArrowLeft,
                    other => other,
                };
            }
        }
    });
}

fn field_galley(ui: &Ui, text: &str, align: Align2, lines: Lines, width: f32) -> Arc<Galley> {
    let font = TextStyle::Body.resolve(ui.style());
    let color = theme::of(ui).palette.text;
    let mut job = match lines {
        Lines::One => LayoutJob::simple_singleline(text.to_owned(), font, color),
        Lines::Many(_) => LayoutJob::simple(text.to_owned(), font, color, width),
    };
    job.halign = align.x();
    // Hiding the space someone just typed would feel strange.
    job.keep_trailing_whitespace = true;
    let line_height = ui.text_style_height(&TextStyle::Body) + ui.spacing().extra_text_line_spacing;
    for section in &mut job.sections {
        section.format.line_height = Some(line_height);
    }
    bidi::layout(ui, job)
}

fn right_to_left_ui(
    ui: &Ui,
    id: Id,
    output: &TextEditOutput,
    behind: eframe::egui::layers::ShapeIdx,
) {
    let carets = Carets::new(&output.galley);
    let origin = output.galley_pos.to_vec2() - Vec2::new(output.galley.rect.left(), 0.0);
    let pointed = pointed_range(ui, id, output, &carets, origin);
    if let Some(range) = pointed {
        let mut state = output.state.clone();
        state.cursor.set_char_range(Some(range));
        state.store(ui.ctx(), id);
    }
    let Some(range) = pointed.or(output.cursor_range) else {
        return;
    };

    let visuals = ui.visuals();
    let chosen = range.as_sorted_char_range();
    let rects = carets
        .selection(chosen.start.0, chosen.end.0)
        .into_iter()
        .map(|rect| Shape::rect_filled(rect.translate(origin), 0, visuals.selection.bg_fill));
    let painter = ui.painter_at(output.text_clip_rect.expand(1.0));
    painter.set(behind, Shape::Vec(rects.collect()));

    let (time, window_active) = ui.input(|input| (input.time, input.focused));
    let style = &visuals.text_cursor;
    let period = f64::from(style.on_duration + style.off_duration).max(0.1);
    let shown = !style.blink || time % period < f64::from(style.on_duration);
    if window_active && style.blink {
        ui.ctx().request_repaint_after_secs((period / 4.0) as f32);
    }
    if window_active && shown {
        let caret = carets.caret(range.primary.index.0).translate(origin);
        painter.line_segment([caret.center_top(), caret.center_bottom()], style.stroke);
    }
}

/// What the pointer selects in this frame, if it does.
fn pointed_range(
    ui: &Ui,
    id: Id,
    output: &TextEditOutput,
    carets: &Carets,
    origin: Vec2,
) -> Option<CCursorRange> {
    let response = &output.response.response;
    let pointer = response.interact_pointer_pos()?;
    let index = carets.index_at(pointer - origin);
    let cursor = |index: usize| CCursor::new(index);
    let anchor_id = id.with("anchor");
    if response.double_clicked() || response.triple_clicked() {
        let chars: Vec<char> = output.galley.job.text.chars().collect();
        let part = |c: &char| {
            if response.triple_clicked() {
                *c != '\n'
            } else {
                !c.is_whitespace() && !c.is_ascii_punctuation()
            }
        };
        let before = chars
            .iter()
            .take(index)
            .rev()
            .take_while(|c| part(c))
            .count();
        let after = chars.iter().skip(index).take_while(|c| part(c)).count();
        return Some(CCursorRange::two(
            cursor(index - before),
            cursor(index + after),
        ));
    }
    let (pressed, shift) =
        ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
    if pressed && response.is_pointer_button_down_on() {
        let anchor = if shift {
            output
                .cursor_range
                .map_or(index, |range| range.secondary.index.0)
        } else {
            index
        };
        ui.data_mut(|data| data.insert_temp(anchor_id, anchor));
        return Some(CCursorRange::two(cursor(anchor), cursor(index)));
    }
    if response.is_pointer_button_down_on() || response.drag_stopped() || response.clicked() {
        let anchor = ui.data(|data| data.get_temp(anchor_id)).unwrap_or(index);
        return Some(CCursorRange::two(cursor(anchor), cursor(index)));
    }
    None
}
