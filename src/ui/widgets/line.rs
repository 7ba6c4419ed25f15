//! One line that a person wrote: a name, the beginning of a note.

use eframe::egui::{Color32, Response, Role, Sense, TextStyle, Ui, WidgetInfo};

use super::buttons::line_galley;

/// Shows one line in reading order, elided where it does not fit; all of it
/// when the pointer rests on it.
pub fn line_ui(ui: &mut Ui, text: &str, style: &TextStyle, color: Color32) -> Response {
    let galley = line_galley(ui, text, style, ui.available_width());
    let elided = galley.elided;
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    ui.painter()
        .galley_with_override_text_color(rect.min, galley, color);
    if elided {
        response.on_hover_text(text)
    } else {
        response
    }
}
