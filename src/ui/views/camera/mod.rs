//! What the camera sees, large, with a shutter that a thumb finds in the dark.
//!
//! [`live`] is the picture, [`tools`] the row below with the shutter, [`shots`]
//! the photos that wait to be kept.

mod live;
mod shots;
mod tools;

use std::collections::HashMap;

use eframe::egui::{
    self, Align, ColorImage, Context, Label, Layout, Margin, TextureHandle, TextureOptions, Ui,
    UiBuilder, Vec2, vec2,
};
use egui_material_icons::icons;

use super::Stage;
use crate::app::{CameraChoices, CameraCommand, Model, View};
use crate::photo::ScreenFrame;
use crate::ui::actions::Actions;
use crate::ui::deeds::{CameraDeed, Deed};
use crate::ui::theme::{self, space};
use crate::ui::widgets::icon_button;
use crate::ui::widgets::page::heading_ui;

/// Height of the line above, in points.
const BAR: f32 = 64.0;

/// The camera view's own draft.
#[derive(Default)]
pub struct CameraView {
    /// The newest frame.
    live: Option<TextureHandle>,
    /// Pictures of photos that wait.
    shots: HashMap<u64, TextureHandle>,
    /// The width last asked for, in pixels.
    width: u32,
    /// The photo looked at closely.
    peek: Option<u64>,
    /// How many photos were taken, and when the last one was seen to be.
    taken: (u64, f64),
}

impl CameraView {
    /// Takes over a frame, without a copy.
    pub fn set_frame(&mut self, ctx: &Context, frame: ScreenFrame) {
        let size = [frame.width as usize, frame.height as usize];
        let pixels = bytemuck::allocation::cast_vec::<u32, egui::Color32>(frame.pixels);
        if pixels.len() != size[0] * size[1] || pixels.is_empty() {
            return;
        }
        let image = ColorImage::new(size, pixels);
        match &mut self.live {
            Some(texture) => texture.set(image, TextureOptions::LINEAR),
            None => self.live = Some(ctx.load_texture("camera", image, TextureOptions::LINEAR)),
        }
    }

    /// Forgets what was seen: the camera is not on screen any more.
    pub fn forget(&mut self) {
        self.live = None;
        self.shots.clear();
        self.peek = None;
    }

    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let View::Camera(entry) = model.view else {
            return;
        };
        let palette = theme::of(ui).palette;
        ui.painter()
            .rect_filled(ui.available_rect_before_wrap(), 0.0, palette.photo_backdrop);
        Self::keys(ui, model, stage, actions);
        bar_ui(ui, model, entry.is_some(), actions);
        // Where no picture ever came there is nothing to set, but for taking
        // another camera.
        let camera = &model.camera;
        if camera.trouble.is_none() || self.live.is_some() || camera.cameras.len() > 1 {
            self.tools_ui(ui, model, actions);
        }
        if model.camera.shots.is_empty() {
            self.shots.clear();
            self.peek = None;
        } else {
            self.shots_ui(ui, model, actions);
        }
        egui::CentralPanel::default()
            .frame(egui::Frame::new().inner_margin(Margin::symmetric(space::M as i8, 0)))
            .show(ui, |ui| self.live_ui(ui, model, stage, actions));
    }

    fn keys(ui: &Ui, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
        let focused = ui.ctx().memory(|memory| memory.focused());
        // A button that has the keyboard wants Space and Enter for itself; the
        // shutter's own press is the same deed.
        let free = |deed| match deed {
            Deed::Camera(CameraDeed::Shoot) => focused.is_none(),
            _ => true,
        };
        for deed in stage.hands.asked(ui.ctx(), model, |_| true, free) {
            match deed {
                Deed::Back => actions.back(),
                Deed::Camera(deed) => carry_out(deed, model, actions),
                _ => {}
            }
        }
    }
}

/// What a deed of the camera asks of the app.
fn carry_out(deed: CameraDeed, model: &Model, actions: &mut Actions) {
    let choices = model.config.camera.clone();
    actions.push(match deed {
        CameraDeed::Shoot => CameraCommand::Shoot,
        CameraDeed::Stillness => CameraCommand::Watch(model.camera.watching.is_none()),
        CameraDeed::Keep => CameraCommand::Keep,
        CameraDeed::ThrowAway => CameraCommand::ThrowAway,
        CameraDeed::Timer => CameraCommand::Set(CameraChoices {
            timer: choices.timer.next(),
            ..choices
        }),
        CameraDeed::Burst => CameraCommand::Set(CameraChoices {
            burst: !choices.burst,
            ..choices
        }),
        CameraDeed::Mirror => CameraCommand::Set(CameraChoices {
            mirror: !choices.mirror,
            ..choices
        }),
        CameraDeed::Quiet => CameraCommand::Set(CameraChoices {
            quiet: !choices.quiet,
            ..choices
        }),
    });
}

/// The line above: back, and which camera this is.
fn bar_ui(ui: &mut Ui, model: &Model, for_entry: bool, actions: &mut Actions) {
    egui::Panel::top("camera-bar")
        .exact_size(BAR)
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::new().inner_margin(Margin::symmetric(space::M as i8, 0)))
        .show(ui, |ui| {
            let row = UiBuilder::new()
                .max_rect(ui.max_rect())
                .layout(Layout::left_to_right(Align::Center));
            ui.scope_builder(row, |ui| {
                if icon_button(ui, icons::ICON_ARROW_BACK.codepoint, t!("camera-view-back"))
                    .clicked()
                {
                    actions.back();
                }
                ui.add_space(space::S);
                let words = vec2(ui.available_width(), BAR);
                ui.allocate_ui_with_layout(words, Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing = Vec2::new(0.0, 1.0);
                    ui.add_space(10.0);
                    let title = if for_entry {
                        t!("camera-view-title-entry")
                    } else {
                        t!("camera-view-title")
                    };
                    heading_ui(ui, theme::strong(title));
                    let quiet = theme::quiet(ui, about(model)).small();
                    ui.add(Label::new(quiet).truncate());
                });
            });
        });
}

/// `HD Webcam · 1920 × 1080`
fn about(model: &Model) -> String {
    let camera = &model.camera;
    match (&camera.camera, camera.size) {
        _ if camera.resting => t!("camera-view-resting").to_owned(),
        (Some(info), Some((width, height))) if camera.live => {
            format!("{} · {width} × {height}", info.name)
        }
        _ if camera.trouble.is_some() => t!("camera-view-no-picture").to_owned(),
        _ => t!("camera-view-looking").to_owned(),
    }
}
