//! Photos from a phone: the code to scan, what comes, and the way to stop.

use std::time::Duration;

use eframe::egui::{
    self, Align, Color32, Context, Id, Label, Layout, Modal, Rect, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use crate::app::{Model, PhoneCommand, PhoneStage, PhoneState};
use crate::capture::phone::{End, QrCode, USUAL_PORT};
use crate::ui::actions::Actions;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::page::{bar_ui, heading_ui};
use crate::ui::widgets::{choice_row_ui, primary_button, quiet_button, secondary_button};

/// Width of the dialog, in points.
const WIDTH: f32 = 700.0;
/// Side of the code, in points; less where the window is small.
const CODE: f32 = 264.0;
/// From this width on, in points, code and words stand side by side.
const BESIDE: f32 = 560.0;
/// Light modules around the code, so that a phone finds its edge.
const QUIET_ZONE: usize = 4;
/// How often the countdown is drawn.
const TICK: Duration = Duration::from_millis(500);
/// Files named at most; the last ones.
const NAMED: usize = 4;

/// Draws the dialog over the window while the page for the phone is there.
pub fn phone_ui(ctx: &Context, model: &Model, actions: &mut Actions) {
    let Some(state) = &model.phone else {
        return;
    };
    let theme = theme::of_ctx(ctx);
    let screen = ctx.content_rect();
    let width = (WIDTH.min(screen.width() - 2.0 * space::L) - 2.0 * space::XL).max(200.0);
    let shown = Modal::new(Id::unique("photos-from-a-phone"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame().inner_margin(space::XL))
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::S;
            heading_ui(ui, RichText::new(t!("phone-dialog-title")).heading());
            egui::ScrollArea::vertical()
                .max_height((screen.height() - 220.0).max(160.0))
                .show(ui, |ui| body_ui(ui, state, actions));
            ui.add_space(space::M);
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                buttons_ui(ui, state, actions)
            });
        });
    if state.stage == PhoneStage::Open {
        ctx.request_repaint_after(TICK);
    }
    // A click beside the dialog must not cut a photo off.
    if shown.should_close() && !state.is_receiving() {
        actions.push(PhoneCommand::Close);
    }
}

fn body_ui(ui: &mut Ui, state: &PhoneState, actions: &mut Actions) {
    match &state.stage {
        PhoneStage::Opening => {
            ui.label(theme::quiet(ui, t!("phone-dialog-opening")));
        }
        PhoneStage::Failed(sentence) => sentence_ui(ui, sentence),
        PhoneStage::Ended(end) => {
            sentence_ui(ui, ended(*end));
            came_ui(ui, state);
        }
        PhoneStage::Open if state.connected => {
            sentence_ui(ui, t!("phone-dialog-connected"));
            came_ui(ui, state);
            left_ui(ui, state);
            small_ui(ui, t!("phone-dialog-trust"));
        }
        PhoneStage::Open => {
            scan_ui(ui, state);
            homes_ui(ui, state, actions);
            came_ui(ui, state);
            small_ui(ui, t!("phone-dialog-trust"));
            small_ui(
                ui,
                &t!("phone-dialog-firewall", port = USUAL_PORT.to_string()),
            );
        }
    }
}

/// The code, and beside it what to do with it.
fn scan_ui(ui: &mut Ui, state: &PhoneState) {
    let beside = ui.available_width() >= BESIDE;
    let side = CODE.min(ui.available_width());
    if beside {
        ui.horizontal_top(|ui| {
            code_ui(ui, state.code.as_deref(), side);
            ui.add_space(space::L);
            ui.vertical(|ui| steps_ui(ui, state));
        });
    } else {
        code_ui(ui, state.code.as_deref(), side);
        steps_ui(ui, state);
    }
    ui.add_space(space::S);
}

fn steps_ui(ui: &mut Ui, state: &PhoneState) {
    ui.spacing_mut().item_spacing.y = space::M;
    for (number, words) in [
        (1, t!("phone-dialog-step-1")),
        (2, t!("phone-dialog-step-2")),
        (3, t!("phone-dialog-step-3")),
    ] {
        ui.horizontal_top(|ui| {
            let accent = theme::of(ui).palette.accent;
            ui.label(theme::strong(format!("{number}")).color(accent));
            ui.add(Label::new(words).wrap());
        });
    }
    let quiet = theme::quiet(ui, t!("phone-dialog-type")).small();
    ui.label(quiet);
    ui.add(Label::new(RichText::new(&state.link).monospace().small()).wrap());
    left_ui(ui, state);
}

/// The code in dark squares on light ground, whatever the look: phones read it
/// so. At night the ground is dim.
fn code_ui(ui: &mut Ui, code: Option<&QrCode>, side: f32) {
    // Whole screen pixels, or hairlines show between the squares.
    let scale = ui.ctx().pixels_per_point();
    let modules = code.map_or(1, |code| code.side() + 2 * QUIET_ZONE) as f32;
    let step = (side * scale / modules).floor().max(1.0) / scale;
    let side = step * modules;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let name = t!("phone-dialog-code");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let Some(code) = code else { return };
    let theme = theme::of(ui);
    let ground = if theme.appearance == theme::Appearance::Night {
        theme.palette.text
    } else {
        Color32::WHITE
    };
    ui.painter().rect(
        rect,
        radius::M,
        ground,
        Stroke::new(1.0, theme.palette.outline),
        StrokeKind::Outside,
    );
    let corner = rect.center() - vec2(step, step) * (code.side() as f32 / 2.0);
    let corner = pos2(
        (corner.x * scale).round() / scale,
        (corner.y * scale).round() / scale,
    );
    let mut squares = egui::Mesh::default();
    for y in 0..code.side() {
        for x in (0..code.side()).filter(|x| code.is_dark(*x, y)) {
            let at = corner + vec2(x as f32, y as f32) * step;
            squares.add_colored_rect(
                Rect::from_min_size(at, vec2(step, step)),
                Color32::from_rgb(0x14, 0x0a, 0x06),
            );
        }
    }
    ui.painter().add(squares);
}

/// Which network, where there are several.
fn homes_ui(ui: &mut Ui, state: &PhoneState, actions: &mut Actions) {
    if state.homes.len() < 2 {
        return;
    }
    let names: Vec<_> = state
        .homes
        .iter()
        .map(|home| (home.address, format!("{} · {}", home.kind(), home.address)))
        .collect();
    let options: Vec<_> = names
        .iter()
        .map(|(address, name)| (*address, name.as_str()))
        .collect();
    let mut chosen = state.home.as_ref().map(|home| home.address);
    if choice_row_ui(ui, t!("phone-dialog-network"), &options, &mut chosen)
        && let Some(address) = chosen
    {
        actions.push(PhoneCommand::OpenAt(address));
    }
    ui.add_space(space::XS);
}

/// What came, what was there already, what was not taken.
fn came_ui(ui: &mut Ui, state: &PhoneState) {
    let here = state.arrived.len();
    if state.files == 0 && here + state.known + state.refused.len() == 0 {
        if state.connected {
            ui.label(theme::quiet(ui, t!("phone-dialog-nothing")));
        }
        return;
    }
    if state.is_receiving() {
        // In tenths of a megabyte: the numbers stay small.
        let part = |bytes: u64| usize::try_from(bytes / 100_000).unwrap_or(usize::MAX);
        bar_ui(
            ui,
            t!("phone-dialog-on-their-way"),
            part(state.received),
            part(state.bytes).max(1),
        );
    }
    let mut words = t!("phone-dialog-came", count = here);
    if state.known > 0 {
        words.push(' ');
        words.push_str(&t!("phone-dialog-known", count = state.known));
    }
    ui.add(Label::new(theme::strong(words)).wrap());
    for name in state.arrived.iter().rev().take(NAMED) {
        let name = theme::quiet(ui, name).small();
        ui.add(Label::new(name).truncate());
    }
    for (_, sentence) in state.refused.iter().rev().take(NAMED) {
        let danger = theme::of(ui).palette.danger;
        ui.add(Label::new(RichText::new(sentence).color(danger)).wrap());
    }
    ui.add_space(space::XS);
}

fn left_ui(ui: &mut Ui, state: &PhoneState) {
    let left = state.seconds_left;
    let words = if left == 0 {
        t!("phone-dialog-time-up").to_owned()
    } else {
        t!(
            "phone-dialog-left",
            time = format!("{}:{:02}", left / 60, left % 60)
        )
    };
    ui.label(theme::quiet(ui, words).small());
}

fn small_ui(ui: &mut Ui, words: &str) {
    ui.add_space(space::XS);
    let quiet = theme::quiet(ui, words).small();
    ui.add(Label::new(quiet).wrap());
}

fn buttons_ui(ui: &mut Ui, state: &PhoneState, actions: &mut Actions) {
    let open = state.stage == PhoneStage::Open;
    let ends = if state.is_receiving() {
        secondary_button(ui, icons::ICON_STOP.codepoint, t!("phone-dialog-stop"))
    } else if state.files == 0 && state.arrived.is_empty() {
        secondary_button(ui, "", t!("phone-dialog-close"))
    } else {
        primary_button(ui, icons::ICON_CHECK.codepoint, t!("phone-dialog-done"))
    };
    if ends.clicked() {
        actions.push(PhoneCommand::Close);
    }
    let at = state.home.as_ref().map(|home| home.address);
    let again = at.map_or(PhoneCommand::Open, PhoneCommand::OpenAt);
    let icon = icons::ICON_REFRESH.codepoint;
    if matches!(state.stage, PhoneStage::Failed(_)) {
        if secondary_button(ui, icon, t!("phone-dialog-try-again")).clicked() {
            actions.push(PhoneCommand::Open);
        }
    } else if matches!(state.stage, PhoneStage::Ended(_)) {
        if secondary_button(ui, icon, t!("phone-dialog-new-code")).clicked() {
            actions.push(again);
        }
    } else if open
        && !state.is_receiving()
        && quiet_button(ui, t!("phone-dialog-new-code-other")).clicked()
    {
        actions.push(again);
    }
}

fn sentence_ui(ui: &mut Ui, sentence: &str) {
    ui.add(Label::new(sentence).wrap());
    ui.add_space(space::XS);
}

fn ended(end: End) -> &'static str {
    match end {
        End::Stopped => t!("phone-dialog-ended"),
        End::TimeUp => {
            t!("phone-dialog-ended-time")
        }
        End::TooManyGuesses => {
            t!("phone-dialog-ended-guesses")
        }
    }
}
