//! A number that is always there, in small steps: less, the number, more.

use std::ops::RangeInclusive;

use eframe::egui::{DragValue, Stroke, Ui, vec2};
use egui_material_icons::icons;

use super::buttons::icon_button_enabled;
use super::focus::focus_ring_ui;
use crate::ui::theme::{self, space};

/// What a stepper counts.
#[derive(Debug, Clone)]
pub struct RangeStepperArgs<'a> {
    /// What a screen reader says, and the words above it.
    pub label: &'a str,
    /// The name of the button that takes one step down.
    pub less: &'a str,
    /// The name of the button that takes one step up.
    pub more: &'a str,
    /// Behind the number: ` %`.
    pub suffix: &'a str,
    /// The smallest and largest value.
    pub range: RangeInclusive<u32>,
    /// How far one press goes.
    pub step: u32,
}

/// Shows a number with a button on each side; it can also be typed.
/// Returns whether `value` changed.
pub fn range_stepper_ui(ui: &mut Ui, args: &RangeStepperArgs<'_>, value: &mut u32) -> bool {
    let before = *value;
    let (least, most) = (*args.range.start(), *args.range.end());
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS + 2.0;
        ui.label(theme::label(args.label));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            let less = icons::ICON_REMOVE.codepoint;
            if icon_button_enabled(ui, *value > least, less, args.less).clicked() {
                *value = value.saturating_sub(args.step);
            }
            ui.scope(|ui| {
                let palette = theme::of(ui).palette;
                ui.spacing_mut().interact_size = vec2(84.0, 40.0);
                ui.visuals_mut().widgets.inactive.bg_stroke =
                    Stroke::new(1.0, palette.outline_strong);
                let number = ui
                    .add(
                        DragValue::new(value)
                            .range(args.range.clone())
                            .speed(0.0)
                            .update_while_editing(false)
                            .suffix(args.suffix),
                    )
                    .accessible_name(args.label);
                focus_ring_ui(ui, &number, number.rect, theme::radius::M);
            });
            let more = icons::ICON_ADD.codepoint;
            if icon_button_enabled(ui, *value < most, more, args.more).clicked() {
                *value = value.saturating_add(args.step);
            }
        });
    });
    *value = (*value).clamp(least, most);
    *value != before
}
