//! Some words in which a few are marked.

use eframe::egui::{
    Align, Color32, FontId, Role, Sense, TextStyle, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use crate::ui::bidi;
use crate::ui::text::is_right_to_left;
use crate::ui::theme;

/// Shows words in reading order, at most `max_rows` rows of them; what is
/// `true` is marked.
pub fn excerpt_ui(ui: &mut Ui, parts: &[(String, bool)], max_rows: usize) {
    let theme::Theme {
        palette, is_dark, ..
    } = theme::of(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let strong = FontId::new(font.size, theme::semibold());
    // Turned words carry their colour with them, but not what is behind them.
    let turned = parts
        .iter()
        .any(|(words, _)| bidi::has_right_to_left(words));
    let mut job = LayoutJob::default();
    for (words, marked) in parts {
        // One paragraph: a card has no room for empty lines.
        let words = words.replace(['\n', '\r'], " ");
        let (color, background) = if *marked && turned {
            (palette.accent, Color32::TRANSPARENT)
        } else if *marked && is_dark {
            // The soft accent is lost on a dark card.
            (palette.on_accent, palette.accent)
        } else if *marked {
            (palette.on_accent_soft, palette.accent_soft)
        } else {
            (palette.text, Color32::TRANSPARENT)
        };
        let format = TextFormat {
            font_id: if *marked {
                strong.clone()
            } else {
                font.clone()
            },
            color,
            background,
            ..TextFormat::default()
        };
        job.append(&words, 0.0, format);
    }
    let text = job.text.clone();
    job.wrap = TextWrapping {
        max_width: ui.available_width(),
        max_rows,
        ..TextWrapping::default()
    };
    let hangs_right = is_right_to_left(&text);
    if hangs_right {
        job.halign = Align::RIGHT;
    }
    let galley = bidi::layout(ui, job);
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text.trim()));
    let x = if hangs_right {
        rect.right()
    } else {
        rect.left()
    };
    ui.painter()
        .galley(pos2(x, rect.top()), galley, palette.text);
}
