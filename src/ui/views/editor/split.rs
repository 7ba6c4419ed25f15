//! The photo as taken at the left, edited at the right, and a line between
//! them that can be moved.

use eframe::egui::{
    CursorIcon, Key, Rect, Role, Sense, Stroke, TextureId, Ui, WidgetInfo,
    accesskit::{Action, ActionData, Toggled},
    epaint::RectShape,
    pos2, vec2,
};
use egui_material_icons::icons;

use crate::domain::Edits;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::focus::{focus_ring_ui, keep_arrow_keys};
use crate::ui::widgets::over_photo::{Tie, wide_button_ui, words_over_photo_ui};
use crate::ui::widgets::zoom::Shown;

/// How wide the line is to the pointer, in points.
const REACH: f32 = 28.0;
/// How far an arrow key moves it, as a share of what is in sight; with Shift a
/// fifth of that.
const STEP: f32 = 0.05;
/// Narrower halves than this bear no words, in points.
const ROOM_FOR_WORDS: f32 = 120.0;

/// The split view's own draft.
pub(super) struct Split {
    on: bool,
    /// Where the line is, 0–1 from the left of what is in sight.
    share: f32,
}

impl Default for Split {
    fn default() -> Self {
        Self {
            on: false,
            share: 0.5,
        }
    }
}

impl Split {
    /// Whether both are shown.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// On, or off again.
    pub fn toggle(&mut self) {
        self.on = !self.on;
        self.share = 0.5;
    }

    /// The button that does it.
    pub fn button_ui(&mut self, ui: &mut Ui, edits: Edits, width: f32) {
        let enabled = !edits.is_identity();
        let icon = icons::ICON_VERTICAL_SPLIT.codepoint;
        let name = t!("editor-view-split");
        let response = wide_button_ui(ui, enabled, self.on && enabled, width, icon, name)
            .on_hover_text(t!("editor-view-split-hint"));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_toggled(if self.on {
                Toggled::True
            } else {
                Toggled::False
            });
        });
        if response.clicked() {
            self.toggle();
        }
    }

    /// Draws the photo as taken over the left of what is in sight, and the
    /// line.
    pub fn show_ui(&mut self, ui: &mut Ui, shown: Shown, as_taken: TextureId) {
        let sight = shown.sight;
        if sight.width() < REACH {
            return;
        }
        let id = ui.scope_id().with("before-and-after");
        let at = |share: f32| sight.left() + share * sight.width();
        let band = Rect::from_center_size(
            pos2(at(self.share), sight.center().y),
            vec2(REACH, sight.height()),
        );
        let response = ui.interact(band, id, Sense::click_and_drag());
        keep_arrow_keys(ui, &response, true, false);
        if response.dragged()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            self.share = (pointer.x - sight.left()) / sight.width();
        }
        if response.double_clicked() {
            self.share = 0.5;
        }
        self.keys(ui, &response);
        self.share = self.share.clamp(0.0, 1.0);

        let percent = f64::from(self.share * 100.0).round();
        let name = t!("editor-view-split-line");
        response.widget_info(|| WidgetInfo::slider(true, percent, name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Slider);
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            node.set_numeric_value_step(f64::from(STEP * 100.0));
            for action in [Action::SetValue, Action::Increment, Action::Decrement] {
                node.add_action(action);
            }
        });

        let x = at(self.share);
        let left = Rect::from_min_max(sight.min, pos2(x, sight.bottom()));
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter_at(left)
            .add(RectShape::filled(shown.photo, 0, shown.tint).with_texture(as_taken, whole));
        self.line_ui(ui, &response, sight, x);
        let pad = space::M;
        if left.width() > ROOM_FOR_WORDS {
            let corner = sight.left_top() + vec2(pad, pad);
            words_over_photo_ui(
                ui,
                corner,
                Tie::TopLeft,
                t!("editor-view-as-taken"),
                left.width(),
                1,
            );
        }
        let right = sight.right() - x;
        if right > ROOM_FOR_WORDS {
            let corner = pos2(x + pad + space::XS, sight.top() + pad);
            words_over_photo_ui(ui, corner, Tie::TopLeft, t!("editor-view-edited"), right, 1);
        }
        response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    }

    fn keys(&mut self, ui: &Ui, response: &eframe::egui::Response) {
        let focused = response.has_focus();
        let id = response.id;
        ui.input(|input| {
            let mut steps = 0.0;
            if focused {
                let size = if input.modifiers.shift { 0.2 } else { 1.0 };
                let presses = |key| input.num_presses(key) as f32;
                steps += (presses(Key::ArrowRight) - presses(Key::ArrowLeft)) * size;
                if input.key_pressed(Key::Home) {
                    self.share = 0.0;
                }
                if input.key_pressed(Key::End) {
                    self.share = 1.0;
                }
            }
            let asked = |action| input.num_accesskit_action_requests(id, action) as f32;
            steps += asked(Action::Increment) - asked(Action::Decrement);
            for request in input.accesskit_action_requests(id, Action::SetValue) {
                if let Some(ActionData::NumericValue(wanted)) = request.data {
                    self.share = (wanted / 100.0) as f32;
                }
            }
            self.share += steps * STEP;
        });
    }

    fn line_ui(&self, ui: &Ui, response: &eframe::egui::Response, sight: Rect, x: f32) {
        let palette = theme::of(ui).palette;
        let painter = ui.painter_at(sight);
        painter.vline(x, sight.y_range(), Stroke::new(4.0, palette.scrim));
        painter.vline(x, sight.y_range(), Stroke::new(2.0, palette.on_scrim));
        let knob = Rect::from_center_size(pos2(x, sight.center().y), vec2(24.0, 44.0));
        let lively = response.hovered() || response.dragged();
        let fill = if lively {
            palette.accent
        } else {
            palette.surface_raised
        };
        let ink = if lively {
            palette.on_accent
        } else {
            palette.text
        };
        painter.rect_filled(knob, radius::PILL, fill);
        painter.text(
            knob.center(),
            eframe::egui::Align2::CENTER_CENTER,
            icons::ICON_SWAP_HORIZ.codepoint,
            eframe::egui::FontId::new(18.0, theme::icons()),
            ink,
        );
        focus_ring_ui(ui, response, knob, radius::PILL);
    }
}
