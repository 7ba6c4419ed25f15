//! Asked before very many entries go into the trash at once.

use eframe::egui::{Context, Id, Label, Modal, RichText};
use egui_material_icons::icons;

use crate::app::{Brake, GalleryCommand};
use crate::domain::spelled;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{primary_button, secondary_button};

/// Width of the sheet, in points.
const SHEET: f32 = 460.0;

/// Draws the question over the window.
pub fn brake_ui(ctx: &Context, brake: &Brake, actions: &mut Actions) {
    let theme = theme::of_ctx(ctx);
    let width = SHEET.min(ctx.content_rect().width() - 2.0 * space::XL);
    let shown = Modal::new(Id::unique("brake"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame().inner_margin(space::XL))
        .show(ctx, |ui| {
            ui.set_width(width - 2.0 * space::XL);
            ui.spacing_mut().item_spacing.y = space::S;
            let count = spelled(brake.entries as u64);
            let heading = t!("brake-title", count = count);
            heading_ui(ui, RichText::new(heading).heading());
            let words = if brake.entries >= brake.all {
                t!("brake-all").to_owned()
            } else {
                t!("brake-some", count = brake.entries, all = brake.all)
            };
            ui.add(Label::new(theme::quiet(ui, words)).wrap());
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                // The safe answer is the one that stands out.
                let keep =
                    primary_button(ui, icons::ICON_CHECK.codepoint, t!("brake-keep")).clicked();
                let icon = icons::ICON_DELETE.codepoint;
                let sure = secondary_button(ui, icon, t!("brake-sure")).clicked();
                (keep, sure)
            })
            .inner
        });
    let (keep, sure) = shown.inner;
    if sure {
        actions.push(GalleryCommand::Sure(true));
    } else if keep || shown.should_close() {
        actions.push(GalleryCommand::Sure(false));
    }
}
