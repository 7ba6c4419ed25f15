//! A number that may be left out, in small steps, with targets one can hit at night.

use eframe::egui::{
    Align2, Frame, Key, Margin, Response, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder,
    Vec2, WidgetInfo, vec2,
};
use egui_material_icons::icons::{ICON_ADD, ICON_REMOVE};

use super::buttons::{icon_font, liveliness, quiet_button};
use super::focus::focus_ring_ui;
use super::text_field::{error_ui, framed_field_ui_with};
use crate::ui::theme::{self, radius, space};

/// Around the number.
const MARGIN: Margin = Margin::symmetric(14, 8);
/// Side of the two steps, in points: easy to hit in the dark.
const STEP: f32 = 48.0;
/// Width of the field, in points: room for four digits.
const FIELD_WIDTH: f32 = 92.0;

/// What [`stepper_ui`] asks for.
#[derive(Debug, Clone, Copy)]
pub struct StepperArgs<'a> {
    /// Above the field.
    pub label: &'a str,
    /// What is counted, for the names of the steps: `seconds`.
    pub unit: &'a str,
    /// The largest number.
    pub max: u32,
    /// Said when what was typed is no such number.
    pub error: &'a str,
}

/// Shows the number, a step down and a step up, and a way to leave it out
/// again. Below 1 it is left out. `draft` is the text in the field. Returns
/// whether `value` changed.
pub fn stepper_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    args: StepperArgs<'_>,
    value: &mut Option<u32>,
    draft: &mut String,
) -> bool {
    let before = *value;
    ui.scope_builder(UiBuilder::new().id_salt(id), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS + 2.0;
        let label = ui.label(theme::label(args.label));
        let field_id = ui.make_persistent_id("number");
        let typing = ui.memory(|memory| memory.has_focus(field_id));
        let slip = !draft.trim().is_empty() && parse(draft, args.max).is_none();
        if !typing && !slip {
            *draft = value.map(|number| number.to_string()).unwrap_or_default();
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.set_min_height(STEP);
            let less = t!("widget-stepper-fewer", unit = args.unit);
            let more = t!("widget-stepper-more", unit = args.unit);
            let mut stepped = None;
            if step_ui(ui, value.is_some(), ICON_REMOVE.codepoint, &less).clicked() {
                stepped = Some(value.and_then(|number| number.checked_sub(1)));
            }
            let field = ui
                .allocate_ui(vec2(FIELD_WIDTH, STEP), |ui| {
                    framed_field_ui_with(ui, slip && !typing, MARGIN, |ui| {
                        ui.set_height(STEP - 18.0);
                        ui.set_width(FIELD_WIDTH - 30.0);
                        ui.add(
                            TextEdit::singleline(draft)
                                .id(field_id)
                                .hint_text("–")
                                .desired_width(f32::INFINITY)
                                .align(Align2::CENTER_CENTER)
                                .frame(Frame::NONE),
                        )
                    })
                })
                .inner
                .labelled_by(label.id);
            let may_rise = value.is_none_or(|number| number < args.max);
            if step_ui(ui, may_rise, ICON_ADD.codepoint, &more).clicked() {
                stepped = Some(Some(value.unwrap_or(0) + 1));
            }
            if field.changed() {
                *value = parse(draft, args.max);
            }
            if typing {
                let (up, down) = ui.input_mut(|input| {
                    let none = eframe::egui::Modifiers::NONE;
                    (
                        input.consume_key(none, Key::ArrowUp),
                        input.consume_key(none, Key::ArrowDown),
                    )
                });
                if up && may_rise {
                    stepped = Some(Some(value.unwrap_or(0) + 1));
                } else if down {
                    stepped = Some(value.and_then(|number| number.checked_sub(1)));
                }
            }
            if value.is_some() || slip {
                let clear = quiet_button(ui, t!("widget-stepper-none"));
                if clear.clicked() {
                    stepped = Some(None);
                }
            }
            if let Some(number) = stepped {
                *value = number.filter(|number| *number > 0);
                *draft = value.map(|number| number.to_string()).unwrap_or_default();
            }
        });
        if slip && !typing {
            error_ui(ui, args.error);
        }
    });
    *value != before
}

/// A round button with a sign.
fn step_ui(ui: &mut Ui, enabled: bool, icon: &str, name: &str) -> Response {
    ui.add_enabled_ui(enabled, |ui| {
        let palette = theme::of(ui).palette;
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(STEP), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
        if ui.is_rect_visible(rect) {
            let lively = liveliness(ui, &response);
            let fill = palette
                .surface_raised
                .lerp_to_gamma(palette.accent_soft, lively);
            let edge = palette.outline_strong.lerp_to_gamma(palette.accent, lively);
            let ink = palette.text.lerp_to_gamma(palette.on_accent_soft, lively);
            let stroke = Stroke::new(1.0, edge);
            ui.painter()
                .rect(rect, radius::PILL, fill, stroke, StrokeKind::Inside);
            let center = rect.center();
            ui.painter()
                .text(center, Align2::CENTER_CENTER, icon, icon_font(22.0), ink);
            focus_ring_ui(ui, &response, rect, radius::PILL);
        }
        response.on_hover_text(name)
    })
    .inner
}

/// A whole number from 1 to `max`, in the digits of any common script.
fn parse(text: &str, max: u32) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let mut number: u32 = 0;
    for c in text.chars() {
        number = number.checked_mul(10)?.checked_add(digit(c)?)?;
    }
    (1..=max).contains(&number).then_some(number)
}

fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 4] = [
        0x0660, // Arabic
        0x06F0, // Persian, Urdu
        0x0966, // Devanagari
        0xFF10, // full-width
    ];
    c.to_digit(10).or_else(|| {
        ZEROS
            .iter()
            .find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_digits_parents_type() {
        for (text, number) in [
            (" 6 ", Some(6)),
            ("٦", Some(6)),
            ("１２", Some(12)),
            ("3600", Some(3600)),
            ("3601", None),
            ("0", None),
            ("", None),
            ("six", None),
            ("99999999999999", None),
        ] {
            assert_eq!(parse(text, 3600), number, "{text}");
        }
    }
}
