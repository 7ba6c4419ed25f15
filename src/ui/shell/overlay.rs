//! What lies over a view: the invitation to drop, and the notice that nothing
//! can be changed.

use eframe::egui::{self, Align2, Context, RichText, Ui};
use egui_material_icons::icons;

use crate::app::{LibraryState, Model, View};
use crate::ui::theme::{self, space};

/// Shown while files hang over the window.
pub(super) fn drop_hint_ui(ctx: &Context, model: &Model) {
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let theme = theme::of_ctx(ctx);
    let screen = ctx.content_rect();
    let painter = ctx.layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("drop-hint"),
    ));
    painter.rect_filled(screen, 0.0, theme.palette.scrim);
    let words = match (model.view, &model.milestone, model.current_baby()) {
        _ if model.read_only().is_some() => t!("shell-drop-read-only").to_owned(),
        (View::Entry(_), _, _) => t!("shell-drop-entry").to_owned(),
        (View::Milestones, Some(_), _) => t!("shell-drop-milestone").to_owned(),
        (_, _, Some(baby)) => t!("shell-drop-journal", name = &baby.fields.name),
        (_, _, None) => t!("shell-drop-no-baby").to_owned(),
    };
    painter.rect_stroke(
        screen.shrink(space::L),
        16.0,
        egui::Stroke::new(3.0, theme.palette.accent),
        egui::StrokeKind::Inside,
    );
    painter.text(
        screen.center(),
        Align2::CENTER_CENTER,
        words,
        theme::title_style().resolve(&ctx.global_style()),
        theme.palette.on_scrim,
    );
}

/// A line at the top when nothing can be changed.
pub(super) fn read_only_ui(ui: &mut Ui, model: &Model) {
    let LibraryState::Open {
        read_only: Some(reason),
        ..
    } = &model.library
    else {
        return;
    };
    let palette = theme::of(ui).palette;
    egui::Frame::new()
        .fill(palette.accent_soft)
        .inner_margin(egui::Margin::symmetric(space::L as i8, space::S as i8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(theme::icon(icons::ICON_LOCK.codepoint, 18.0).color(palette.text));
                ui.add(
                    egui::Label::new(RichText::new(reason.sentence()).color(palette.text)).wrap(),
                );
            });
        });
}
