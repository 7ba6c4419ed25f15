//! Keys, drawn the way they look on a keyboard.

use eframe::egui::{Label, Margin, RichText, Stroke, TextStyle, Ui};

use crate::ui::theme::{self, radius, space};

/// Draws keys that are pressed together, in the order of `caps`. Where the
/// layout runs from right to left, give them in the order of that.
pub fn key_caps_ui<'a>(ui: &mut Ui, caps: impl IntoIterator<Item = &'a str>) {
    let palette = theme::of(ui).palette;
    let font = TextStyle::Small.resolve(ui.style());
    ui.spacing_mut().item_spacing.x = space::XS;
    // A cap is as tall as its letter, not as a button.
    ui.spacing_mut().interact_size.y = 0.0;
    for cap in caps {
        eframe::egui::Frame::new()
            .fill(palette.surface)
            .stroke(Stroke::new(1.0, palette.outline_strong))
            .corner_radius(radius::S)
            .inner_margin(Margin::symmetric(7, 2))
            .show(ui, |ui| {
                let words = RichText::new(cap).font(font.clone()).color(palette.text);
                ui.add(Label::new(words).selectable(false));
            });
    }
}
