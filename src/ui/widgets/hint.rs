//! A quiet line of advice that can be put away.

use eframe::egui::{self, Align, Label, Layout, Margin, Rect, Role, Stroke, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::buttons::small_icon_button;
use crate::ui::theme::{self, radius, space};

/// Widest line, in points: longer ones wrap.
const WIDEST: f32 = 560.0;

/// Hints over a photo, at the top left of `place`, with one button to put them
/// away. Returns whether it was pressed.
pub fn hints_over_photo_ui(ui: &mut Ui, place: Rect, hints: &[String]) -> bool {
    let palette = theme::of(ui).palette;
    let room = place.width() - 2.0 * space::L;
    let rect = Rect::from_min_size(
        place.left_top() + vec2(space::L, space::S),
        vec2(room.clamp(120.0, WIDEST), 0.0),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt("hints")
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    // Nearly opaque, so that it is read on any photo and on the bare wall.
    let frame = egui::Frame::new()
        .fill(palette.surface_raised.gamma_multiply(0.94))
        .stroke(Stroke::new(1.0, palette.outline))
        .corner_radius(radius::L)
        .inner_margin(Margin {
            left: space::M as i8,
            right: space::XS as i8,
            top: space::XS as i8,
            bottom: space::XS as i8,
        });
    let shown = frame.show(&mut child, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let icon = theme::icon(icons::ICON_LIGHTBULB.codepoint, 20.0).color(palette.accent);
            // A sign for the eye; the words say it all.
            ui.add(Label::new(icon).selectable(false));
            let words = ui.available_width() - 30.0 - 2.0 * space::S;
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.set_max_width(words.max(80.0));
                for hint in hints {
                    ui.add(Label::new(egui::RichText::new(hint).color(palette.text)).wrap());
                }
            });
            small_icon_button(ui, icons::ICON_CLOSE.codepoint, t!("widget-hint-away"))
                .on_hover_text(t!("widget-hint-settings"))
                .clicked()
        })
        .inner
    });
    shown
        .response
        .widget_info(|| egui::WidgetInfo::labeled(Role::Note, true, t!("widget-hint")));
    shown.inner
}
