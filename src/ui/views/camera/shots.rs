//! Photos that wait to be kept, in a column: a tap chooses, a longer look shows
//! one large.

use eframe::egui::{
    self, Align, Align2, Layout, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextStyle, TextureOptions, Ui, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use super::CameraView;
use crate::app::{CameraCommand, CameraShot, Model};
use crate::ui::actions::Actions;
use crate::ui::textures::color_image;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::buttons::{icon_font, line_galley, liveliness};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::{primary_button_enabled, quiet_button};

/// Width of the column, in points.
const WIDTH: f32 = 220.0;
/// In a window narrower than this the column is narrow too.
const NARROW: f32 = 900.0;
const NARROW_WIDTH: f32 = 196.0;
/// Pictures handed to the graphics card in one frame.
const A_FRAME: usize = 2;

impl CameraView {
    pub(super) fn shots_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let shots = &model.camera.shots;
        self.hold_pictures(ui, shots);
        let narrow = ui.ctx().content_rect().width() < NARROW;
        let mut peek = None;
        egui::Panel::right("camera-shots")
            .exact_size(if narrow { NARROW_WIDTH } else { WIDTH })
            .resizable(false)
            .show_separator_line(false)
            .frame(egui::Frame::new().inner_margin(Margin {
                left: 0,
                right: space::M as i8,
                top: 0,
                bottom: 0,
            }))
            .show(ui, |ui| {
                ui.with_layout(
                    Layout::bottom_up(Align::Min).with_cross_justify(true),
                    |ui| {
                        ui.spacing_mut().item_spacing.y = space::XS;
                        if quiet_button(ui, t!("camera-view-throw-away")).clicked() {
                            actions.push(CameraCommand::ThrowAway);
                        }
                        let chosen = model.camera.chosen();
                        let keep = match chosen {
                            0 => t!("camera-view-keep").to_owned(),
                            count => t!("camera-view-keep-photos", count = count),
                        };
                        let may = chosen > 0 && model.read_only().is_none();
                        if primary_button_enabled(ui, may, icons::ICON_CHECK.codepoint, &keep)
                            .clicked()
                        {
                            actions.push(CameraCommand::Keep);
                        }
                        ui.add_space(space::S);
                        ui.with_layout(Layout::top_down(Align::Min), |ui| {
                            ScrollArea::vertical()
                                .id_salt("camera-shots")
                                .auto_shrink(false)
                                .show(ui, |ui| {
                                    ui.spacing_mut().item_spacing.y = space::S;
                                    for (place, shot) in shots.iter().enumerate().rev() {
                                        if self.shot_ui(ui, place, shot, actions) {
                                            peek = Some(shot.id);
                                        }
                                    }
                                });
                        });
                    },
                );
            });
        self.peek = peek;
    }

    fn hold_pictures(&mut self, ui: &Ui, shots: &[CameraShot]) {
        self.shots
            .retain(|id, _| shots.iter().any(|shot| shot.id == *id));
        let missing: Vec<&CameraShot> = shots
            .iter()
            .filter(|shot| !self.shots.contains_key(&shot.id))
            .collect();
        for shot in missing.iter().take(A_FRAME) {
            let linear = TextureOptions::LINEAR.with_mipmap_mode(Some(egui::TextureFilter::Linear));
            let image = color_image(&shot.picture);
            let texture = ui.ctx().load_texture("camera-shot-picture", image, linear);
            self.shots.insert(shot.id, texture);
        }
        if missing.len() > A_FRAME {
            ui.ctx().request_repaint();
        }
    }

    /// One photo; returns whether it is looked at closely.
    fn shot_ui(&self, ui: &mut Ui, place: usize, shot: &CameraShot, actions: &mut Actions) -> bool {
        let palette = theme::of(ui).palette;
        let width = ui.available_width();
        let aspect = shot.size.0.max(1) as f32 / shot.size.1.max(1) as f32;
        let size = vec2(width, (width / aspect.clamp(0.4, 4.0)).round());
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name = if shot.sharpest {
            t!("camera-view-shot-sharpest", number = place + 1)
        } else {
            t!("camera-view-shot", number = place + 1)
        };
        response.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), shot.chosen, &name)
        });
        if response.clicked() {
            actions.push(CameraCommand::Choose(shot.id, !shot.chosen));
        }
        let looked_at = response.hovered() || response.has_focus();
        if !ui.is_rect_visible(rect) {
            return looked_at;
        }
        let lively = liveliness(ui, &response);
        let painter = ui.painter();
        match self.shots.get(&shot.id) {
            Some(texture) => {
                let tint = if shot.chosen {
                    palette.photo_tint
                } else {
                    palette.photo_tint.gamma_multiply(0.55 + 0.45 * lively)
                };
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                painter.add(
                    egui::epaint::RectShape::filled(rect, radius::M, tint)
                        .with_texture(texture.id(), whole),
                );
            }
            None => {
                painter.rect_filled(rect, radius::M, palette.surface);
            }
        }
        if shot.chosen {
            let stroke = Stroke::new(3.0, palette.accent);
            painter.rect_stroke(rect, radius::M, stroke, StrokeKind::Inside);
        }
        let mark = rect.right_top() + vec2(-20.0, 20.0);
        if shot.chosen {
            painter.circle_filled(mark, 12.0, palette.accent);
            painter.text(
                mark,
                Align2::CENTER_CENTER,
                icons::ICON_CHECK.codepoint,
                icon_font(16.0),
                palette.on_accent,
            );
        } else {
            painter.circle(
                mark,
                11.0,
                palette.scrim,
                Stroke::new(2.0, palette.on_scrim),
            );
        }
        if shot.sharpest {
            let words = line_galley(ui, t!("camera-view-sharpest"), &TextStyle::Small, width);
            let pill = Rect::from_min_size(
                rect.left_bottom() + vec2(space::S, -space::S - words.size().y - 6.0),
                words.size() + vec2(2.0 * space::S, 6.0),
            );
            let painter = ui.painter();
            painter.rect_filled(pill, radius::PILL, palette.scrim);
            let at = pill.min + vec2(space::S, 3.0);
            painter.galley_with_override_text_color(at, words, palette.on_scrim);
        }
        focus_ring_ui(ui, &response, rect, radius::M);
        looked_at
    }
}
