//! Words that a person wrote, in the order they read them.

use eframe::egui::{
    Align, Color32, Label, Response, RichText, Role, Sense, TextStyle, Ui, WidgetInfo, pos2,
    text::LayoutJob, vec2,
};

use crate::ui::bidi;
use crate::ui::text::is_right_to_left;
use crate::words::{Language, manner};

/// A label as it stands in the middle of a sentence: without its capital in
/// English, as it is in German.
pub fn within_sentence(label: &str) -> String {
    match manner().language {
        Language::English => label.to_lowercase(),
        Language::German => label.to_owned(),
    }
}

/// Shows what a person wrote (a note, a name, a title), wrapped to the width
/// there is. Right-to-left words run and hang on the right, which `ui.label`
/// cannot do.
pub fn words_ui(ui: &mut Ui, text: &str, style: TextStyle, color: Color32) -> Response {
    if !bidi::has_right_to_left(text) {
        let words = RichText::new(text).text_style(style).color(color);
        return ui.add(Label::new(words).wrap());
    }
    let hangs_right = is_right_to_left(text);
    let width = ui.available_width();
    let font = style.resolve(ui.style());
    let mut job = LayoutJob::simple(text.to_owned(), font, color, width);
    if hangs_right {
        job.halign = Align::RIGHT;
    }
    let line_height = ui.text_style_height(&style) + ui.spacing().extra_text_line_spacing;
    for section in &mut job.sections {
        section.format.line_height = Some(line_height);
    }
    let galley = bidi::layout(ui, job);
    let size = if hangs_right {
        vec2(width, galley.size().y)
    } else {
        galley.size()
    };
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    let x = if hangs_right {
        rect.right()
    } else {
        rect.left()
    };
    ui.painter().galley(pos2(x, rect.top()), galley, color);
    response
}
