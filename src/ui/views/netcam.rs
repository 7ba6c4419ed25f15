//! A still from a baby monitor: where it is, what it sees, keep it.

use eframe::egui::{
    self, Align, Context, Id, Key, Label, Layout, Modal, RichText, Role, Sense, TextureHandle,
    TextureOptions, Ui, WidgetInfo, vec2,
};
use egui_material_icons::icons;

use crate::app::{Model, NetcamCommand, NetcamRequest, NetcamStage, NetcamState};
use crate::capture::netcam::Login;
use crate::ui::actions::Actions;
use crate::ui::textures::color_image;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::page::{heading_ui, waiting_card_ui};
use crate::ui::widgets::{
    line_field_ui, primary_button, primary_button_enabled, secondary_button, secret_field_ui,
};

/// Width of the dialog, in points.
const WIDTH: f32 = 560.0;
/// The tallest picture, in points.
const TALLEST: f32 = 340.0;

/// What is being typed, and the picture on the graphics card.
#[derive(Default)]
pub struct NetcamView {
    open: bool,
    address: String,
    user: String,
    password: String,
    texture: Option<(u64, TextureHandle)>,
}

impl NetcamView {
    /// Draws the dialog over the window while it is there.
    pub fn show_ui(&mut self, ctx: &Context, model: &Model, actions: &mut Actions) {
        let Some(state) = &model.netcam else {
            // A password is forgotten with the dialog.
            *self = Self::default();
            return;
        };
        let fresh = !std::mem::replace(&mut self.open, true);
        if fresh {
            self.address.clone_from(&state.address);
        }
        let theme = theme::of_ctx(ctx);
        let screen = ctx.content_rect();
        let width = (WIDTH.min(screen.width() - 2.0 * space::L) - 2.0 * space::XL).max(200.0);
        let shown = Modal::new(Id::unique("netcam-dialog"))
            .backdrop_color(theme.palette.scrim)
            .frame(theme.floating_frame().inner_margin(space::XL))
            .show(ctx, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = space::S;
                heading_ui(ui, RichText::new(t!("netcam-dialog-title")).heading());
                egui::ScrollArea::vertical()
                    .max_height((screen.height() - 200.0).max(160.0))
                    .show(ui, |ui| self.body_ui(ui, state, fresh, actions));
                ui.add_space(space::M);
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    self.buttons_ui(ui, state, actions);
                });
            });
        if shown.should_close() {
            actions.push(NetcamCommand::Close);
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, state: &NetcamState, fresh: bool, actions: &mut Actions) {
        if state.stage == NetcamStage::Seen {
            self.picture_ui(ui, state);
            if state.no_wallet {
                let words = t!("netcam-dialog-no-keyring");
                ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
            }
            return;
        }
        let words = t!("netcam-dialog-about");
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        ui.add_space(space::XS);
        let error = match &state.stage {
            NetcamStage::Failed(sentence) => Some(sentence.as_str()),
            _ => None,
        };
        let field = line_field_ui(
            ui,
            "camera-address",
            t!("netcam-dialog-address"),
            &mut self.address,
            "http://192.168.1.30/snapshot.jpg",
            error,
        );
        if fresh {
            field.request_focus();
        }
        let mut entered = field.lost_focus();
        if let NetcamStage::NeedsLogin { wrong } = state.stage {
            ui.add_space(space::XS);
            entered |= line_field_ui(
                ui,
                "camera-user",
                t!("netcam-dialog-user"),
                &mut self.user,
                "admin",
                None,
            )
            .lost_focus();
            let wrong = wrong.then_some(t!("netcam-dialog-wrong-login"));
            entered |= secret_field_ui(
                ui,
                "camera-password",
                t!("netcam-dialog-password"),
                &mut self.password,
                wrong,
            )
            .lost_focus();
            let words = t!("netcam-dialog-password-about");
            ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
        }
        if state.stage == NetcamStage::Asking {
            ui.add_space(space::XS);
            waiting_card_ui(ui, t!("netcam-dialog-asking"));
        } else if entered && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.ask(actions);
        }
    }

    fn picture_ui(&mut self, ui: &mut Ui, state: &NetcamState) {
        let Some(picture) = &state.picture else {
            return;
        };
        let known = self.texture.as_ref().map(|(serial, _)| *serial);
        if known != Some(state.serial) {
            let image = color_image(picture);
            let texture = ui
                .ctx()
                .load_texture("camera-still", image, TextureOptions::LINEAR);
            self.texture = Some((state.serial, texture));
        }
        let Some((_, texture)) = &self.texture else {
            return;
        };
        let size = texture.size_vec2();
        let scale = (ui.available_width() / size.x.max(1.0)).min(TALLEST / size.y.max(1.0));
        ui.vertical_centered(|ui| {
            let (rect, response) =
                ui.allocate_exact_size(vec2(size.x * scale, size.y * scale), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, t!("camera-view-sees")));
            egui::Image::from_texture((texture.id(), size))
                .corner_radius(f32::from(radius::M))
                .tint(theme::of(ui).palette.photo_tint)
                .paint_at(ui, rect);
        });
    }

    fn buttons_ui(&self, ui: &mut Ui, state: &NetcamState, actions: &mut Actions) {
        if state.stage == NetcamStage::Seen {
            if primary_button(ui, icons::ICON_CHECK.codepoint, t!("netcam-dialog-keep")).clicked() {
                actions.push(NetcamCommand::Keep);
            }
            if secondary_button(ui, icons::ICON_REFRESH.codepoint, t!("netcam-dialog-again"))
                .clicked()
            {
                self.ask(actions);
            }
        } else {
            let ready = state.stage != NetcamStage::Asking && !self.address.trim().is_empty();
            let icon = icons::ICON_PHOTO_CAMERA.codepoint;
            if primary_button_enabled(ui, ready, icon, t!("netcam-dialog-take")).clicked() {
                self.ask(actions);
            }
        }
        if secondary_button(ui, "", t!("word-cancel")).clicked() {
            actions.push(NetcamCommand::Close);
        }
    }

    fn ask(&self, actions: &mut Actions) {
        let typed = !self.user.is_empty() || !self.password.is_empty();
        actions.push(NetcamCommand::Take(NetcamRequest {
            address: self.address.clone(),
            login: typed.then(|| Login::new(&self.user, &self.password)),
        }));
    }
}
