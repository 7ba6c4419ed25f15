//! A tone slider: from darker to brighter with nothing in the middle.

use eframe::egui::{
    self, Align, DragValue, Key, Layout, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Action, accesskit::ActionData, pos2, vec2,
};
use egui_material_icons::icons::ICON_RESTART_ALT;

use super::buttons::{liveliness, small_icon_button};
use super::focus::{focus_ring_ui, keep_arrow_keys};
use crate::domain::Edits;
use crate::ui::theme::{self, Palette, space};

const LIMIT: i8 = Edits::TONE_LIMIT;
/// Height of the draggable band, in points.
const BAND: f32 = 32.0;
/// Radius of the knob, in points.
const KNOB: f32 = 10.0;
/// How far one Shift + arrow key goes.
const LARGE_STEP: i8 = 10;
/// How much slower a drag with Shift moves.
const FINE: f32 = 0.2;

/// What a person did to a slider in one frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[must_use]
pub struct SliderChange {
    /// The value is another one now: draw a new preview.
    pub changed: bool,
    /// A movement came to its end: one undo step.
    pub released: bool,
}

/// A slider from −100 to 100 with a tick at 0.
///
/// Drag (Shift: finely), arrow keys (Shift: tens), Home and End; double-click
/// or the reset button for 0; or type the number.
pub fn tone_slider_ui(ui: &mut Ui, icon: &str, label: &str, value: &mut i8) -> SliderChange {
    let before = *value;
    let mut change = SliderChange::default();
    ui.push_id(label, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal(|ui| {
            ui.set_height(36.0);
            if !icon.is_empty() {
                ui.label(theme::icon(icon, 20.0).color(theme::of(ui).palette.text_quiet));
            }
            ui.label(theme::label(label));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let number = number_ui(ui, label, value);
                let typed = number.changed() && !number.dragged() && !number.has_focus();
                change.released |= number.drag_stopped() || number.lost_focus() || typed;
                if *value != 0
                    && small_icon_button(
                        ui,
                        ICON_RESTART_ALT.codepoint,
                        &format!("Reset {}", label.to_lowercase()),
                    )
                    .clicked()
                {
                    *value = 0;
                    change.released = true;
                }
            });
        });
        change.released |= band_ui(ui, label, value);
    });
    change.changed = *value != before;
    // Focus that only passed through a field is no step to undo; a value that
    // moved earlier in the same gesture is, so a drag end always counts.
    change
}

fn number_ui(ui: &mut Ui, label: &str, value: &mut i8) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size = vec2(56.0, 30.0);
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        let palette = theme::of(ui).palette;
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, palette.outline);
        ui.add(
            DragValue::new(value)
                .range(-LIMIT..=LIMIT)
                .speed(0.5)
                .custom_formatter(|number, _| signed(number as i8))
                .custom_parser(|text| {
                    text.trim()
                        .replace('−', "-")
                        .trim_start_matches('+')
                        .parse()
                        .ok()
                }),
        )
        .accessible_name(format!("{label}, as a number"))
    })
    .inner
}

/// `+12`, `−12`, `0`, with a real minus sign.
fn signed(value: i8) -> String {
    match value {
        0 => "0".to_owned(),
        1.. => format!("+{value}"),
        _ => format!("−{}", value.unsigned_abs()),
    }
}

/// The band with the knob. Returns whether a movement ended.
fn band_ui(ui: &mut Ui, label: &str, value: &mut i8) -> bool {
    let width = ui.available_width().max(120.0);
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, BAND), Sense::click_and_drag());
    let track = Rect::from_center_size(rect.center(), vec2(width - 2.0 * KNOB - 4.0, 6.0));
    keep_arrow_keys(ui, &response, true, false);

    let before = *value;
    let mut released = response.drag_stopped();
    drag(ui, &response, track, value);
    if response.double_clicked() {
        *value = 0;
        released = true;
    } else if response.clicked() {
        // The pointer has already put the knob here.
        released = true;
    }
    let stepped = step(ui, &response, *value);
    if stepped != *value {
        *value = stepped;
        released = true;
    }
    if *value != before {
        response.mark_changed();
    }

    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), f64::from(*value), label));
    let current = *value;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Slider);
        node.set_min_numeric_value(f64::from(-LIMIT));
        node.set_max_numeric_value(f64::from(LIMIT));
        node.set_numeric_value_step(1.0);
        node.add_action(Action::SetValue);
        if current < LIMIT {
            node.add_action(Action::Increment);
        }
        if current > -LIMIT {
            node.add_action(Action::Decrement);
        }
    });
    if ui.is_rect_visible(rect) {
        paint(ui, &response, track, *value);
    }
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
    released
}

fn drag(ui: &Ui, response: &Response, track: Rect, value: &mut i8) {
    let Some(pointer) = response.interact_pointer_pos() else {
        return;
    };
    // The last frame of a quick movement counts too.
    let let_go = response.drag_stopped();
    if !(response.is_pointer_button_down_on() || response.dragged() || response.clicked() || let_go)
    {
        return;
    }
    // With Shift the knob follows slowly; whole steps only, so the rest of the
    // way is kept between frames.
    let rest_id = response.id.with("fine rest");
    if ui.input(|input| input.modifiers.shift) {
        let per_point = 2.0 * f32::from(LIMIT) / track.width();
        let rest: f32 = ui.data(|data| data.get_temp(rest_id)).unwrap_or(0.0);
        let wanted = rest + response.drag_delta().x * per_point * FINE;
        let whole = wanted.trunc();
        *value = clamp(f32::from(*value) + whole);
        ui.data_mut(|data| data.insert_temp(rest_id, wanted - whole));
    } else if let_go
        || response.drag_delta() != egui::Vec2::ZERO
        || ui.input(|input| input.pointer.primary_pressed())
        || response.clicked()
    {
        *value = value_at(track, pointer);
        ui.data_mut(|data| data.remove::<f32>(rest_id));
    }
}

/// The value under a point; near the middle it snaps to 0, since “as it was”
/// is the place people look for.
fn value_at(track: Rect, pointer: Pos2) -> i8 {
    const SNAP_PT: f32 = 4.0;
    if (pointer.x - track.center().x).abs() <= SNAP_PT {
        return 0;
    }
    let share = (pointer.x - track.center().x) / (track.width() / 2.0);
    clamp(share * f32::from(LIMIT))
}

fn clamp(value: f32) -> i8 {
    // Saturating by definition of `as`; the clamp makes it exact.
    value.round().clamp(f32::from(-LIMIT), f32::from(LIMIT)) as i8
}

/// The value after the keys and screen-reader actions of this frame.
fn step(ui: &Ui, response: &Response, value: i8) -> i8 {
    let mut steps = 0_i32;
    let mut target = None;
    // Asked before the input is locked: asking inside would wait for ever.
    let focused = response.has_focus();
    ui.input(|input| {
        if focused {
            let size = if input.modifiers.shift { LARGE_STEP } else { 1 };
            let presses = input.num_presses(Key::ArrowRight) as i32
                - input.num_presses(Key::ArrowLeft) as i32;
            steps += presses * i32::from(size);
            if input.key_pressed(Key::Home) {
                target = Some(-LIMIT);
            }
            if input.key_pressed(Key::End) {
                target = Some(LIMIT);
            }
            if input.key_pressed(Key::Delete) || input.key_pressed(Key::Backspace) {
                target = Some(0);
            }
        }
        steps += input.num_accesskit_action_requests(response.id, Action::Increment) as i32;
        steps -= input.num_accesskit_action_requests(response.id, Action::Decrement) as i32;
        for request in input.accesskit_action_requests(response.id, Action::SetValue) {
            if let Some(ActionData::NumericValue(wanted)) = request.data {
                target = Some(clamp(wanted as f32));
            }
        }
    });
    let stepped = i32::from(target.unwrap_or(value)) + steps;
    clamp(stepped as f32)
}

fn paint(ui: &Ui, response: &Response, track: Rect, value: i8) {
    let palette = theme::of(ui).palette;
    let Palette {
        accent,
        outline,
        outline_strong,
        surface_raised,
        ..
    } = palette;
    let painter = ui.painter();
    let middle = track.center();
    let knob = pos2(
        middle.x + f32::from(value) / f32::from(LIMIT) * track.width() / 2.0,
        middle.y,
    );
    painter.rect_filled(track, 3.0, outline);
    painter.vline(
        middle.x,
        (middle.y - 9.0)..=(middle.y + 9.0),
        Stroke::new(2.0, outline_strong),
    );
    let filled =
        Rect::from_x_y_ranges(middle.x.min(knob.x)..=middle.x.max(knob.x), track.y_range());
    painter.rect_filled(filled, 3.0, accent);

    let lively = liveliness(ui, response);
    painter.circle_filled(
        knob,
        KNOB + 7.0 * lively,
        palette.accent_soft.gamma_multiply(lively * 0.8),
    );
    painter.circle(
        knob,
        KNOB,
        surface_raised.lerp_to_gamma(accent, lively * 0.2),
        Stroke::new(2.5, accent),
    );
    let ring = Rect::from_center_size(knob, egui::Vec2::splat(2.0 * KNOB + 4.0));
    focus_ring_ui(ui, response, ring, theme::radius::PILL);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_band_maps_to_the_whole_range() {
        let track = Rect::from_min_max(pos2(100.0, 0.0), pos2(300.0, 6.0));
        for (x, value) in [
            (100.0, -100),
            (200.0, 0),
            (203.0, 0),
            (250.0, 50),
            (300.0, 100),
            (-900.0, -100),
            (900.0, 100),
        ] {
            assert_eq!(value_at(track, pos2(x, 3.0)), value, "{x}");
        }
    }

    #[test]
    fn numbers_carry_their_sign() {
        assert_eq!(signed(12), "+12");
        assert_eq!(signed(-100), "−100");
        assert_eq!(signed(0), "0");
    }
}
