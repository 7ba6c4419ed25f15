//! The row below the picture: the shutter in the middle, what changes how it
//! works on both sides.

use eframe::egui::{
    self, Align, Align2, FontId, Layout, Margin, Popup, Response, Role, Sense, Stroke, TextStyle,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use super::{CameraView, carry_out, live::arc};
use crate::app::{CameraChoices, CameraCommand, Model, NetcamCommand, SelfTimer, Sensitivity};
use crate::ui::actions::Actions;
use crate::ui::deeds::CameraDeed;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::buttons::{icon_font, line_galley, liveliness};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::{choice_row_ui, secondary_button};

/// Height of the row, in points.
const HEIGHT: f32 = 120.0;
/// Side of the shutter, in points: found by a thumb in the dark.
const SHUTTER: f32 = 84.0;
/// Clear space beside the shutter, in points.
const BESIDE: f32 = 28.0;
/// Width of a tool, in points.
const TOOL: f32 = 92.0;
const TOOL_HEIGHT: f32 = 68.0;
/// Tools on each side.
const A_SIDE: f32 = 3.0;
/// Sizes that are offered; the small ones nobody takes.
const SIZES: usize = 6;

impl CameraView {
    pub(super) fn tools_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        egui::Panel::bottom("camera-tools")
            .exact_size(HEIGHT)
            .resizable(false)
            .show_separator_line(false)
            .frame(egui::Frame::new().inner_margin(Margin::symmetric(space::M as i8, 0)))
            .show(ui, |ui| {
                let row = ui.max_rect();
                let middle = row.center();
                let half = row.width() / 2.0 - SHUTTER / 2.0 - BESIDE;
                let tool = (half / A_SIDE - space::XS).clamp(48.0, TOOL);
                let side = A_SIDE * (tool + space::XS);
                let left = middle.x - SHUTTER / 2.0 - BESIDE - side;
                let right = middle.x + SHUTTER / 2.0 + BESIDE;
                let place = |x: f32| {
                    let min = pos2(x, middle.y - TOOL_HEIGHT / 2.0);
                    let rect = egui::Rect::from_min_size(min, vec2(side, TOOL_HEIGHT));
                    UiBuilder::new()
                        .max_rect(rect)
                        .layout(Layout::left_to_right(Align::Center))
                };
                ui.scope_builder(place(left), |ui| {
                    ui.spacing_mut().item_spacing.x = space::XS;
                    left_ui(ui, tool, model, actions);
                });
                self.shutter_ui(ui, middle, model, actions);
                ui.scope_builder(place(right), |ui| {
                    ui.spacing_mut().item_spacing.x = space::XS;
                    right_ui(ui, tool, model, actions);
                });
            });
    }

    fn shutter_ui(
        &mut self,
        ui: &mut Ui,
        middle: egui::Pos2,
        model: &Model,
        actions: &mut Actions,
    ) {
        let camera = &model.camera;
        let counting = camera.countdown.is_some();
        let enabled = camera.can_shoot() || counting;
        let rect = egui::Rect::from_center_size(middle, vec2(SHUTTER, SHUTTER));
        let mut child = ui.new_child(UiBuilder::new().id_salt("shutter").max_rect(rect));
        if !enabled {
            child.disable();
        }
        let response = child.allocate_rect(rect, Sense::click());
        let name = if counting {
            t!("camera-view-stop-timer")
        } else if model.config.camera.burst {
            t!("camera-view-shoot-five")
        } else {
            t!("camera-view-shoot")
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
        let palette = theme::of(&child).palette;
        let lively = liveliness(&child, &response);
        let painter = child.painter();
        let (ring, fill) = if enabled {
            (
                palette.text,
                palette.accent.lerp_to_gamma(palette.text, 0.16 * lively),
            )
        } else {
            (palette.outline_strong, palette.outline)
        };
        let outer = SHUTTER / 2.0 - 2.0;
        match &camera.countdown {
            Some(countdown) => {
                let total = countdown.total.as_secs_f32().max(0.001);
                let share = 1.0 - countdown.left.as_secs_f32() / total;
                let faint = Stroke::new(4.0, ring.gamma_multiply(0.3));
                painter.add(arc(middle, outer, 1.0, faint));
                painter.add(arc(middle, outer, share, Stroke::new(4.0, ring)));
                let stop = egui::Rect::from_center_size(middle, vec2(28.0, 28.0));
                painter.rect_filled(stop, radius::S, fill);
            }
            None => {
                painter.circle_stroke(middle, outer, Stroke::new(4.0, ring));
                painter.circle_filled(middle, outer - 7.0 - 2.0 * lively, fill);
                if enabled {
                    let icon = if model.config.camera.burst {
                        icons::ICON_BURST_MODE.codepoint
                    } else {
                        icons::ICON_PHOTO_CAMERA.codepoint
                    };
                    painter.text(
                        middle,
                        Align2::CENTER_CENTER,
                        icon,
                        icon_font(30.0),
                        palette.on_accent,
                    );
                }
            }
        }
        focus_ring_ui(&child, &response, rect, radius::PILL);
        if response.clicked() {
            actions.push(CameraCommand::Shoot);
        }
    }
}

fn left_ui(ui: &mut Ui, width: f32, model: &Model, actions: &mut Actions) {
    let choices = &model.config.camera;
    let (icon, name) = match choices.timer {
        SelfTimer::Off => (icons::ICON_TIMER_OFF.codepoint, t!("camera-view-timer-off")),
        SelfTimer::Three => (icons::ICON_TIMER_3.codepoint, t!("camera-view-timer-3")),
        SelfTimer::Ten => (icons::ICON_TIMER_10.codepoint, t!("camera-view-timer-10")),
    };
    let on = choices.timer != SelfTimer::Off;
    if tool_ui(ui, width, icon, choices.timer.label(), name, on).clicked() {
        carry_out(CameraDeed::Timer, model, actions);
    }
    let tools = [
        (
            icons::ICON_BURST_MODE.codepoint,
            t!("camera-view-burst"),
            t!("camera-view-burst-hint"),
            choices.burst,
            CameraDeed::Burst,
        ),
        (
            icons::ICON_FLIP.codepoint,
            t!("camera-view-mirror"),
            t!("camera-view-mirror-hint"),
            choices.mirror,
            CameraDeed::Mirror,
        ),
    ];
    for (icon, words, name, on, deed) in tools {
        if tool_ui(ui, width, icon, words, name, on).clicked() {
            carry_out(deed, model, actions);
        }
    }
}

fn right_ui(ui: &mut Ui, width: f32, model: &Model, actions: &mut Actions) {
    let tools = [
        (
            icons::ICON_MOTION_PHOTOS_AUTO.codepoint,
            t!("camera-view-stillness"),
            t!("camera-view-stillness-hint"),
            model.camera.watching.is_some(),
            CameraDeed::Stillness,
        ),
        (
            icons::ICON_BEDTIME.codepoint,
            t!("camera-view-quiet"),
            t!("camera-view-quiet-hint"),
            model.config.camera.quiet,
            CameraDeed::Quiet,
        ),
    ];
    for (icon, words, name, on, deed) in tools {
        if tool_ui(ui, width, icon, words, name, on).clicked() {
            carry_out(deed, model, actions);
        }
    }
    let (icon, name) = (icons::ICON_TUNE.codepoint, t!("camera-view-menu-hint"));
    let button = tool_ui(ui, width, icon, t!("camera-view-menu"), name, false);
    menu_ui(&button, model, actions);
}

/// An icon with a word below it.
fn tool_ui(ui: &mut Ui, width: f32, icon: &str, words: &str, name: &str, on: bool) -> Response {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(width, TOOL_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name));
    let lively = liveliness(ui, &response);
    let fill = if on {
        palette.accent_soft
    } else {
        palette.accent_soft.gamma_multiply(lively)
    };
    let ink = if on {
        palette.on_accent_soft
    } else {
        palette.text.lerp_to_gamma(palette.on_accent_soft, lively)
    };
    let painter = ui.painter();
    painter.rect_filled(rect, radius::L, fill);
    painter.text(
        pos2(rect.center().x, rect.top() + 24.0),
        Align2::CENTER_CENTER,
        icon,
        FontId::new(26.0, theme::icons()),
        ink,
    );
    let galley = line_galley(ui, words, &TextStyle::Small, width - space::XS);
    let at = pos2(
        rect.center().x - galley.size().x / 2.0,
        rect.bottom() - 8.0 - galley.size().y,
    );
    ui.painter()
        .galley_with_override_text_color(at, galley, ink);
    focus_ring_ui(ui, &response, rect, radius::L);
    response.on_hover_text(name)
}

/// Which camera, which size, and how small a movement counts.
fn menu_ui(button: &Response, model: &Model, actions: &mut Actions) {
    let frame = theme::of_ctx(&button.ctx).floating_frame();
    Popup::menu(button).gap(space::S).frame(frame).show(|ui| {
        ui.set_width(320.0);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            menu_rows_ui(ui, model, actions)
        });
    });
}

fn menu_rows_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let camera = &model.camera;
    if !camera.cameras.is_empty() {
        let options: Vec<(usize, &str)> = camera
            .cameras
            .iter()
            .enumerate()
            .map(|(place, info)| (place, info.name.as_str()))
            .collect();
        let known = camera
            .cameras
            .iter()
            .position(|info| Some(info) == camera.camera.as_ref());
        let mut chosen = known;
        if choice_row_ui(ui, t!("camera-view-menu"), &options, &mut chosen)
            && let Some(info) = chosen.and_then(|place| camera.cameras.get(place))
        {
            actions.push(CameraCommand::Use(info.id.clone()));
        }
    }
    let sizes: Vec<((u32, u32), String)> = camera
        .sizes
        .iter()
        .take(SIZES)
        .map(|size| (*size, format!("{} × {}", size.0, size.1)))
        .collect();
    if !sizes.is_empty() {
        ui.add_space(space::S);
        let options: Vec<_> = sizes
            .iter()
            .map(|(size, words)| (*size, words.as_str()))
            .collect();
        let mut chosen = camera.size;
        if choice_row_ui(ui, t!("camera-view-size"), &options, &mut chosen)
            && let Some(size) = chosen
        {
            actions.push(CameraCommand::Size(size));
        }
    }
    ui.add_space(space::S);
    let choices = model.config.camera.clone();
    let options = Sensitivity::ALL.map(|option| (option, option.label()));
    let mut chosen = Some(choices.sensitivity);
    if choice_row_ui(ui, t!("camera-view-sensitivity"), &options, &mut chosen)
        && let Some(sensitivity) = chosen
    {
        actions.push(CameraCommand::Set(CameraChoices {
            sensitivity,
            ..choices
        }));
    }
    let words = t!("camera-view-stillness-honest");
    let quiet = theme::quiet(ui, words).small();
    ui.add(egui::Label::new(quiet).wrap());
    ui.add_space(space::S);
    let monitor = icons::ICON_VIDEOCAM.codepoint;
    if secondary_button(ui, monitor, t!("camera-view-monitor")).clicked() {
        actions.push(NetcamCommand::Open);
        ui.close();
    }
}
