//! Fields for words: a note that grows, and one line with a label.

use eframe::egui::{
    Frame, Label, Margin, Response, RichText, ScrollArea, Stroke, TextEdit, TextStyle, Ui,
};

use super::caret::{Lines, edit_ui};
use super::focus::focus_ring_ui;
use crate::ui::theme::{self, radius, space};

/// Around the words of a field.
pub(super) const MARGIN: Margin = Margin::symmetric(14, 8);

/// The most lines a note shows at once: what is below it stays in reach.
const MOST_ROWS: f32 = 14.0;

/// A note of any length. Grows with its words, from `min_rows` lines on; a very
/// long one is scrolled within its frame.
///
/// Right-to-left notes hang on the right. `hint` is shown while it is empty
/// and names the field for screen readers.
pub fn note_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    text: &mut String,
    hint: &str,
    min_rows: usize,
) -> Response {
    framed_field_ui(ui, |ui| {
        let line = ui.text_style_height(&TextStyle::Body) + ui.spacing().extra_text_line_spacing;
        ScrollArea::vertical()
            .id_salt((&id, "scroll"))
            .max_height((MOST_ROWS * line).max(min_rows as f32 * line))
            .min_scrolled_height(MOST_ROWS * line)
            .auto_shrink([false, true])
            .show(ui, |ui| edit_ui(ui, &id, text, hint, Lines::Many(min_rows)))
            .inner
    })
    .accessible_name(hint.trim_end_matches('…'))
}

/// One line of words with `label` above it and, if there is one, a sentence
/// about what is wrong below.
pub fn line_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    text: &mut String,
    hint: &str,
    error: Option<&str>,
) -> Response {
    labelled_ui(ui, label, error, |ui| {
        framed_field_ui_with(ui, error.is_some(), MARGIN, |ui| {
            edit_ui(ui, id, text, hint, Lines::One)
        })
    })
}

/// As [`line_field_ui`], with dots instead of letters.
pub fn secret_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    text: &mut String,
    error: Option<&str>,
) -> Response {
    labelled_ui(ui, label, error, |ui| {
        framed_field_ui_with(ui, error.is_some(), MARGIN, |ui| {
            let id = ui.make_persistent_id(&id);
            let field = TextEdit::singleline(text)
                .id(id)
                .password(true)
                .desired_width(f32::INFINITY)
                .frame(Frame::NONE);
            ui.add(field)
        })
    })
}

/// Label above, field, error sentence below; ties them together for screen
/// readers. The field is what `add_field` gives back.
pub(super) fn labelled_ui(
    ui: &mut Ui,
    label: &str,
    error: Option<&str>,
    add_field: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS + 2.0;
        let label = (!label.is_empty()).then(|| ui.label(theme::label(label)));
        let field = add_field(ui);
        if let Some(error) = error {
            let words = error_ui(ui, error);
            ui.ctx().accesskit_node_builder(field.id, |node| {
                node.push_described_by(words.id.accesskit_id());
                node.set_invalid(eframe::egui::accesskit::Invalid::True);
            });
        }
        match label {
            Some(label) => field.labelled_by(label.id),
            None => field,
        }
    })
    .inner
}

/// A sentence about what is wrong, in the colour of danger.
pub(super) fn error_ui(ui: &mut Ui, sentence: &str) -> Response {
    let palette = theme::of(ui).palette;
    ui.add(Label::new(RichText::new(sentence).small().color(palette.danger)).wrap())
}

/// A frame around a frameless text field, with the focus ring.
pub(super) fn framed_field_ui(
    ui: &mut Ui,
    add_field: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    framed_field_ui_with(ui, false, MARGIN, add_field)
}

/// [`framed_field_ui`], with the edge in the colour of danger if `wrong`.
pub(super) fn framed_field_ui_with(
    ui: &mut Ui,
    wrong: bool,
    margin: Margin,
    add_field: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    let palette = theme::of(ui).palette;
    let edge = if wrong {
        palette.danger
    } else {
        palette.outline_strong
    };
    let frame = Frame::new()
        .fill(palette.surface_raised)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(radius::M)
        .inner_margin(margin);
    let framed = ui
        .scope(|ui| {
            // The frame already makes the field tall enough to hit.
            ui.spacing_mut().interact_size.y = 0.0;
            frame.show(ui, add_field)
        })
        .inner;
    focus_ring_ui(ui, &framed.inner, framed.response.rect, radius::M);
    framed.inner
}
