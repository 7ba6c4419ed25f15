//! The photo alone on the whole screen: what lies around it comes with the
//! pointer and goes when it rests.

use eframe::egui::{self, CursorIcon, Rect, Ui, UiBuilder, ViewportCommand, vec2};

use super::{Around, Seen, ViewerView, bar, info, strip};
use crate::app::Model;
use crate::ui::actions::Actions;
use crate::ui::theme;

/// How long the pointer rests before everything but the photo goes, in seconds.
const REST_S: f64 = 2.5;

/// Whether the window fills the screen.
pub(super) fn is_full(ui: &Ui) -> bool {
    ui.input(|input| input.viewport().fullscreen == Some(true))
}

/// Back to a window.
pub(super) fn leave(ctx: &egui::Context) {
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
}

impl ViewerView {
    /// Draws the photo with what lies around it on top.
    pub(super) fn full_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        seen: &Seen<'_>,
        around: &mut Around<'_, '_>,
        actions: &mut Actions,
    ) {
        let all = ui.available_rect_before_wrap();
        let shown = self.around_shown(ui);
        let mut photo = ui.new_child(UiBuilder::new().id_salt("whole-screen").max_rect(all));
        self.photo_ui(&mut photo, model, seen, around, shown > 0.0, actions);
        if shown <= 0.0 {
            ui.ctx().set_cursor_icon(CursorIcon::None);
            return;
        }
        let over = |ui: &mut Ui, name: &str, rect: Rect| -> Ui {
            let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
            child.set_opacity(shown);
            let wall = theme::of(&child).palette.photo_backdrop;
            child
                .painter()
                .rect_filled(rect, 0.0, wall.gamma_multiply(0.92));
            child
        };
        let top = Rect::from_min_size(all.min, vec2(all.width(), bar::HEIGHT));
        let mut child = over(ui, "bar-over-the-photo", top);
        bar::bar_ui(self, &mut child, model, seen, actions);
        let mut below = all.bottom();
        if seen.position.is_some() {
            below -= strip::HEIGHT;
            let rect = Rect::from_min_max(egui::pos2(all.left(), below), all.max);
            let mut child = over(ui, "strip-over-the-photo", rect);
            strip::strip_ui(&mut child, model, seen, &self.zoom, around.stage, actions);
        }
        if self.info_open {
            let min = egui::pos2(all.left() + all.width() * 0.5, top.bottom());
            let rect = Rect::from_min_max(min, egui::pos2(all.right(), below));
            let mut child = ui.new_child(UiBuilder::new().id_salt("info-over").max_rect(rect));
            info::info_ui(&mut child, model, seen, actions);
        }
    }

    /// How much of what lies around the photo is to be seen, 0–1.
    fn around_shown(&mut self, ui: &Ui) -> f32 {
        let (now, moved) = ui.input(|input| {
            let moved = input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_down();
            (input.time, moved)
        });
        if moved {
            self.moved_at = Some(now);
        }
        let focused = ui.memory(|memory| memory.focused());
        let reading = focused.is_some() && focused != self.picture;
        let since = self.moved_at.map_or(f64::INFINITY, |at| now - at);
        let wanted = reading || self.info_open || self.save_copy.is_some() || since < REST_S;
        if since < REST_S {
            ui.ctx().request_repaint_after_secs((REST_S - since) as f32);
        }
        let calm = theme::of(ui).motion.calm_s;
        let id = egui::Id::unique("around-the-photo");
        ui.ctx().animate_bool_with_time(id, wanted, calm)
    }
}
