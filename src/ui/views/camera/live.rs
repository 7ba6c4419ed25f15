//! The live picture, and what is said where there is none.

use eframe::egui::{
    self, Align2, Color32, FontId, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextureHandle, Ui,
    UiBuilder, Vec2, WidgetInfo, epaint::PathShape, pos2, vec2,
};
use egui_material_icons::icons;

use super::CameraView;
use crate::app::{CameraCommand, CameraTrouble, Countdown, Model, NetcamCommand, View};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::over_photo::{Tie, words_over_photo_ui};
use crate::ui::widgets::page::empty_state_ui;
use crate::ui::widgets::{primary_button, secondary_button};

/// How long the frame around the picture tells that a photo was taken, in
/// seconds.
const TOLD_S: f64 = 0.5;
/// Radius of the ring of the self-timer, in points.
const RING: f32 = 68.0;
/// Another size is worth asking for from this difference on.
const ANOTHER_SIZE: f32 = 0.12;

impl CameraView {
    pub(super) fn live_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let theme = theme::of(ui);
        let place = ui.available_rect_before_wrap();
        let camera = &model.camera;
        self.ask_for_width(ui, place.width(), actions);
        self.see_taken(ui, model);
        let peeked = self.peek.and_then(|id| self.shots.get(&id));
        let texture = peeked.or(self.live.as_ref());
        let Some(texture) = texture else {
            match &camera.trouble {
                Some(trouble) => {
                    let art = stage.art.camera(ui.ctx()).cloned();
                    trouble_ui(ui, model, trouble, art.as_ref(), actions);
                }
                None => waiting_ui(ui, place, camera.resting),
            }
            return;
        };
        let rect = fitted(place, texture.size_vec2());
        let mirrored = model.config.camera.mirror && peeked.is_none();
        let uv = if mirrored {
            Rect::from_min_max(pos2(1.0, 0.0), pos2(0.0, 1.0))
        } else {
            Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0))
        };
        let picture = egui::epaint::RectShape::filled(rect, radius::L, theme.palette.photo_tint)
            .with_texture(texture.id(), uv);
        ui.painter().add(picture);
        let response = ui.interact(rect, ui.scope_id().with("live"), Sense::hover());
        let name = if peeked.is_some() {
            t!("camera-view-peek")
        } else {
            t!("camera-view-sees")
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        if let Some(trouble) = &camera.trouble {
            // The last picture stays, as if behind a curtain.
            let curtain = theme.palette.photo_backdrop.gamma_multiply(0.86);
            ui.painter()
                .rect_filled(rect.expand(1.0), radius::L, curtain);
            trouble_ui(ui, model, trouble, None, actions);
            return;
        }
        if peeked.is_some() {
            return;
        }
        if let Some(countdown) = &camera.countdown {
            countdown_ui(ui, rect, countdown);
        } else if let Some(stage) = camera.watching {
            let at = rect.center_bottom() - vec2(0.0, space::M);
            words_over_photo_ui(
                ui,
                at,
                Tie::BottomCenter,
                stage.label(),
                rect.width() - 2.0 * space::L,
                2,
            );
        }
        self.taken_ui(ui, rect, model);
    }

    /// Notes when another photo was taken.
    fn see_taken(&mut self, ui: &Ui, model: &Model) {
        let taken = model.camera.taken;
        if self.taken.0 != taken {
            self.taken = (taken, ui.input(|input| input.time));
        }
    }

    /// A frame around the picture, that fades: a photo was taken. Nothing
    /// flashes.
    fn taken_ui(&self, ui: &Ui, rect: Rect, model: &Model) {
        let ago = ui.input(|input| input.time) - self.taken.1;
        if self.taken.0 == 0 || ago >= TOLD_S || model.config.camera.quiet {
            return;
        }
        let left = (1.0 - ago / TOLD_S) as f32;
        let accent = theme::of(ui).palette.accent.gamma_multiply(left);
        let stroke = Stroke::new(5.0, accent);
        ui.painter()
            .rect_stroke(rect, radius::L, stroke, StrokeKind::Inside);
        ui.ctx().request_repaint();
    }

    fn ask_for_width(&mut self, ui: &Ui, width: f32, actions: &mut Actions) {
        let wanted = width * ui.ctx().pixels_per_point();
        let now = self.width as f32;
        if (wanted - now).abs() > ANOTHER_SIZE * now {
            // A little too small is not seen in a moving picture, and saves
            // three quarters of the work.
            self.width = wanted.round() as u32;
            actions.push(CameraCommand::Width((wanted * 0.8).round() as u32));
        }
    }
}

/// The largest rectangle of this shape in the middle of a place.
fn fitted(place: Rect, size: Vec2) -> Rect {
    let scale = (place.width() / size.x.max(1.0)).min(place.height() / size.y.max(1.0));
    Rect::from_center_size(place.center(), (size * scale).floor())
}

fn waiting_ui(ui: &Ui, place: Rect, resting: bool) {
    let palette = theme::of(ui).palette;
    let painter = ui.painter();
    painter.text(
        place.center() - vec2(0.0, space::L),
        Align2::CENTER_CENTER,
        icons::ICON_PHOTO_CAMERA.codepoint,
        FontId::new(56.0, theme::icons()),
        palette.text_quiet,
    );
    let words = if resting {
        t!("camera-view-off")
    } else {
        t!("camera-view-moment")
    };
    painter.text(
        place.center() + vec2(0.0, space::XXL),
        Align2::CENTER_CENTER,
        words,
        egui::TextStyle::Body.resolve(ui.style()),
        palette.text_quiet,
    );
}

fn trouble_ui(
    ui: &mut Ui,
    model: &Model,
    trouble: &CameraTrouble,
    art: Option<&TextureHandle>,
    actions: &mut Actions,
) {
    let place = ui.available_rect_before_wrap();
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        empty_state_ui(
            ui,
            art,
            t!("camera-view-trouble"),
            &trouble.sentence,
            |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                if primary_button(
                    ui,
                    icons::ICON_REFRESH.codepoint,
                    t!("camera-view-try-again"),
                )
                .clicked()
                {
                    actions.push(CameraCommand::TryAgain);
                }
                let monitor = icons::ICON_VIDEOCAM.codepoint;
                if secondary_button(ui, monitor, t!("camera-view-monitor")).clicked() {
                    actions.push(NetcamCommand::Open);
                }
                let add = icons::ICON_ADD_PHOTO_ALTERNATE.codepoint;
                if secondary_button(ui, add, t!("camera-view-add-photos")).clicked() {
                    actions.ask(match model.view {
                        View::Camera(Some(entry)) => Dialog::AddPhotosTo(entry),
                        _ => Dialog::AddPhotos,
                    });
                }
            },
        );
    });
}

/// The seconds left, with a ring that closes calmly around them.
fn countdown_ui(ui: &Ui, picture: Rect, countdown: &Countdown) {
    let palette = theme::of(ui).palette;
    let center = picture.center();
    let painter = ui.painter();
    painter.circle_filled(center, RING + 14.0, palette.scrim);
    let left = countdown.left.as_secs_f32();
    let share = 1.0 - left / countdown.total.as_secs_f32().max(0.001);
    painter.add(arc(
        center,
        RING,
        1.0,
        Stroke::new(6.0, palette.on_scrim.gamma_multiply(0.25)),
    ));
    painter.add(arc(center, RING, share, Stroke::new(6.0, palette.on_scrim)));
    painter.text(
        center,
        Align2::CENTER_CENTER,
        format!("{}", left.ceil().max(1.0) as u32),
        FontId::new(56.0, theme::semibold()),
        palette.on_scrim,
    );
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(33));
}

/// A part (0–1) of a circle, from the top on, clockwise.
pub(super) fn arc(center: egui::Pos2, radius: f32, share: f32, stroke: Stroke) -> Shape {
    let steps = (96.0 * share.clamp(0.0, 1.0)).ceil() as usize;
    let points = (0..=steps)
        .map(|step| {
            let turn = share * step as f32 / steps.max(1) as f32;
            let angle = (turn - 0.25) * std::f32::consts::TAU;
            center + radius * vec2(angle.cos(), angle.sin())
        })
        .collect();
    Shape::Path(PathShape {
        points,
        closed: false,
        fill: Color32::TRANSPARENT,
        stroke: stroke.into(),
    })
}
