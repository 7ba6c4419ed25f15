//! One line that nobody beside should read: a passphrase.

use eframe::egui::{Frame, Margin, Response, TextEdit, Ui};

use super::text_field::{framed_field_ui_with, labelled_ui};

/// A line of dots with `label` above it and, if there is one, a sentence about
/// what is wrong below.
pub fn secret_field_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    text: &mut String,
    error: Option<&str>,
) -> Response {
    labelled_ui(ui, label, error, |ui| {
        framed_field_ui_with(ui, error.is_some(), Margin::symmetric(14, 8), |ui| {
            let id = ui.make_persistent_id(&id);
            ui.add(
                TextEdit::singleline(text)
                    .id(id)
                    .password(true)
                    .frame(Frame::NONE)
                    .desired_width(f32::INFINITY),
            )
        })
    })
}
