//! How the window looks, and what it is.

use eframe::egui::{Label, Ui, vec2};

use crate::app::{Appearance, Config, LibraryCommand, Model};
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::range_stepper::{RangeStepperArgs, range_stepper_ui};
use crate::ui::widgets::{choice_row_ui, quiet_button};

/// One press of larger or smaller, in percent.
const SIZE_STEP: u32 = 5;

/// Light, dark or night, and how large.
pub(super) fn look_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let config = &model.config;
    let looks = Appearance::ALL.map(|look| (look, look.label()));
    let mut look = Some(config.appearance);
    // A second tap changes nothing: there is always one look.
    if choice_row_ui(ui, t!("settings-appearance"), &looks, &mut look)
        && let Some(look) = look
    {
        actions.push(LibraryCommand::SetAppearance(look));
    }
    let words = t!("settings-appearance-about");
    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
    ui.add_space(space::L);

    let percent = |scale: f32| (scale * 100.0).round().clamp(0.0, 1000.0) as u32;
    let mut size = percent(config.scale);
    let args = RangeStepperArgs {
        label: t!("settings-size"),
        less: t!("settings-smaller"),
        more: t!("settings-larger"),
        suffix: " %",
        range: percent(*Config::SCALE_RANGE.start())..=percent(*Config::SCALE_RANGE.end()),
        step: SIZE_STEP,
    };
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::S);
        changed = range_stepper_ui(ui, &args, &mut size);
        if size != 100 {
            ui.vertical(|ui| {
                // Level with the number, not with its label.
                ui.add_space(theme::label_style().resolve(ui.style()).size + space::M);
                if quiet_button(ui, t!("settings-size-back")).clicked() {
                    size = 100;
                    changed = true;
                }
            });
        }
    });
    if changed {
        actions.push(LibraryCommand::SetScale(size as f32 / 100.0));
    }
}

/// Whether things on screen move.
pub(super) fn motion_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let choices = [
        (false, t!("settings-movement-gentle")),
        (true, t!("settings-movement-none")),
    ];
    let mut still = Some(model.config.still);
    if choice_row_ui(ui, t!("settings-movement"), &choices, &mut still)
        && let Some(still) = still
    {
        actions.push(LibraryCommand::SetStill(still));
    }
    let words = t!("settings-movement-about");
    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
}

/// Whether photos come with hints.
pub(super) fn hints_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let choices = [
        (true, t!("settings-hints-shown")),
        (false, t!("settings-hints-hidden")),
    ];
    let mut shown = Some(model.config.hints);
    if choice_row_ui(ui, t!("settings-hints"), &choices, &mut shown)
        && let Some(shown) = shown
    {
        actions.push(LibraryCommand::SetHints(shown));
    }
    let words = t!("settings-hints-about");
    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
}

/// Version, promise, licence.
pub(super) fn about_ui(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::S;
    let version = format!(
        "Smilekeep {} ({})",
        env!("CARGO_PKG_VERSION"),
        env!("SMILEKEEP_COMMIT")
    );
    ui.add(Label::new(theme::strong(version)).wrap());
    let promise = t!("settings-promise");
    ui.add(Label::new(promise).wrap());
    let licence = t!("settings-licence");
    ui.add(Label::new(theme::quiet(ui, licence)).wrap());
}
