//! Sliders of the photo editor: from darker to brighter with nothing in the
//! middle, from none to all, and a tilt in degrees.

use eframe::egui::{
    self, Align, DragValue, Key, Layout, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Action, accesskit::ActionData, pos2, vec2,
};
use egui_material_icons::icons::ICON_RESTART_ALT;

use super::buttons::{liveliness, small_icon_button};
use super::focus::{focus_ring_ui, keep_arrow_keys};
use super::words::within_sentence;
use crate::domain::Edits;
use crate::ui::theme::{self, Palette, space};

/// Height of the draggable band, in points.
const BAND: f32 = 32.0;
/// Radius of the knob, in points.
const KNOB: f32 = 10.0;
/// How far an arrow key goes, in steps; with Shift it goes one.
const STEP: i32 = 5;
/// How far Page Up and Page Down go, in steps.
const PAGE: i32 = 25;
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

impl SliderChange {
    /// Either of two.
    pub const fn or(self, other: Self) -> Self {
        Self {
            changed: self.changed || other.changed,
            released: self.released || other.released,
        }
    }
}

/// The scale of a slider, in whole steps.
#[derive(Debug, Clone, Copy)]
struct Scale {
    min: i32,
    max: i32,
    /// Where a double-click and the reset button lead.
    rest: i32,
    /// Where the coloured part of the track begins.
    origin: i32,
    /// Whether the number is in tenths, with a degree sign.
    degrees: bool,
}

impl Scale {
    const TONE: Self = Self {
        min: -(Edits::TONE_LIMIT as i32),
        max: Edits::TONE_LIMIT as i32,
        rest: 0,
        origin: 0,
        degrees: false,
    };
    const TILT: Self = Self {
        min: -(Edits::STRAIGHTEN_LIMIT as i32),
        max: Edits::STRAIGHTEN_LIMIT as i32,
        rest: 0,
        origin: 0,
        degrees: true,
    };

    fn clamp(self, value: f32) -> i32 {
        // Saturating by definition of `as`; the clamp makes it exact.
        (value.round() as i32).clamp(self.min, self.max)
    }

    /// 0 at the left end, 1 at the right.
    fn share(self, value: i32) -> f32 {
        (value - self.min) as f32 / (self.max - self.min) as f32
    }

    /// Where a value stands on a track.
    fn at(self, track: Rect, value: i32) -> f32 {
        track.left() + self.share(value) * track.width()
    }

    /// The value under a point; near the place of rest it snaps to it, since
    /// “as it was” is the place people look for.
    fn value_at(self, track: Rect, pointer: Pos2) -> i32 {
        const SNAP_PT: f32 = 4.0;
        if (pointer.x - self.at(track, self.rest)).abs() <= SNAP_PT {
            return self.rest;
        }
        let share = (pointer.x - track.left()) / track.width();
        self.clamp(self.min as f32 + share * (self.max - self.min) as f32)
    }

    /// `+12`, `−12`, `0`, `+1.5°`, with a real minus sign; amounts have none.
    fn words(self, value: i32) -> String {
        let sign = match value {
            0 => "",
            1.. if self.min == 0 || self.min == 1 => "",
            1.. => "+",
            ..0 => "−",
        };
        let size = value.unsigned_abs();
        if self.degrees {
            t!(
                "widget-degrees",
                sign = sign,
                whole = size / 10,
                tenth = size % 10
            )
        } else {
            format!("{sign}{size}")
        }
    }

    /// What was typed, in steps.
    fn typed(self, text: &str) -> Option<f64> {
        let text = text.trim().replace('−', "-").replace(',', ".");
        let number: f64 = text
            .trim_start_matches('+')
            .trim_end_matches('°')
            .parse()
            .ok()?;
        Some(if self.degrees { number * 10.0 } else { number })
    }
}

/// A slider from −100 to 100 with a tick at 0.
///
/// Drag (Shift: finely), arrow keys (five steps; Shift: one), Page Up and Page
/// Down, Home and End; double-click or the reset button for 0; or type the
/// number.
pub fn tone_slider_ui(ui: &mut Ui, icon: &str, label: &str, value: &mut i8) -> SliderChange {
    let mut wide = i32::from(*value);
    let change = slider_ui(ui, icon, label, Scale::TONE, &mut wide);
    *value = i8::try_from(wide).unwrap_or(*value);
    change
}

/// A slider from `min` to 100; a double-click leads to `rest`. Otherwise as
/// [`tone_slider_ui`].
pub fn amount_slider_ui(
    ui: &mut Ui,
    icon: &str,
    label: &str,
    (min, rest): (u8, u8),
    value: &mut u8,
) -> SliderChange {
    let scale = Scale {
        min: i32::from(min),
        max: 100,
        rest: i32::from(rest),
        origin: i32::from(min),
        degrees: false,
    };
    let mut wide = i32::from(*value);
    let change = slider_ui(ui, icon, label, scale, &mut wide);
    *value = u8::try_from(wide).unwrap_or(*value);
    change
}

/// A slider for a tilt from −45.0° to 45.0°, in tenths of a degree; arrow keys
/// go half a degree, with Shift a tenth. Otherwise as [`tone_slider_ui`].
pub fn tilt_slider_ui(ui: &mut Ui, icon: &str, label: &str, value: &mut i16) -> SliderChange {
    let mut wide = i32::from(*value);
    let change = slider_ui(ui, icon, label, Scale::TILT, &mut wide);
    *value = i16::try_from(wide).unwrap_or(*value);
    change
}

fn slider_ui(ui: &mut Ui, icon: &str, label: &str, scale: Scale, value: &mut i32) -> SliderChange {
    let before = *value;
    let mut change = SliderChange::default();
    ui.push_id(label, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal(|ui| {
            ui.set_height(32.0);
            if !icon.is_empty() {
                ui.label(theme::icon(icon, 20.0).color(theme::of(ui).palette.text_quiet));
            }
            ui.label(theme::label(label));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let number = number_ui(ui, label, scale, value);
                let typed = number.changed() && !number.dragged() && !number.has_focus();
                change.released |= number.drag_stopped() || number.lost_focus() || typed;
                if *value != scale.rest
                    && small_icon_button(
                        ui,
                        ICON_RESTART_ALT.codepoint,
                        &t!("widget-slider-reset", label = within_sentence(label)),
                    )
                    .clicked()
                {
                    *value = scale.rest;
                    change.released = true;
                }
            });
        });
        change.released |= band_ui(ui, label, scale, value);
    });
    change.changed = *value != before;
    // Focus that only passed through a field is no step to undo; a value that
    // moved earlier in the same gesture is, so a drag end always counts.
    change
}

fn number_ui(ui: &mut Ui, label: &str, scale: Scale, value: &mut i32) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size = vec2(56.0, 30.0);
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        let palette = theme::of(ui).palette;
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, palette.outline);
        let number = ui
            .add(
                DragValue::new(value)
                    .range(scale.min..=scale.max)
                    .speed(0.5)
                    .custom_formatter(move |number, _| scale.words(number.round() as i32))
                    .custom_parser(move |text| scale.typed(text)),
            )
            .accessible_name(t!("widget-slider-number", label = label));
        focus_ring_ui(ui, &number, number.rect, theme::radius::M);
        number
    })
    .inner
}

/// The band with the knob. Returns whether a movement ended.
fn band_ui(ui: &mut Ui, label: &str, scale: Scale, value: &mut i32) -> bool {
    let width = ui.available_width().max(120.0);
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, BAND), Sense::click_and_drag());
    let track = Rect::from_center_size(rect.center(), vec2(width - 2.0 * KNOB - 4.0, 6.0));
    keep_arrow_keys(ui, &response, true, false);

    let before = *value;
    let mut released = response.drag_stopped();
    drag(ui, &response, scale, track, value);
    if let Some(pointer) = slipped(ui, &response) {
        *value = scale.value_at(track, pointer);
        released = true;
    }
    if response.double_clicked() {
        *value = scale.rest;
        released = true;
    } else if response.clicked() {
        // The pointer has already put the knob here.
        released = true;
    }
    let stepped = step(ui, &response, scale, *value);
    if stepped != *value {
        *value = stepped;
        released = true;
    }
    if *value != before {
        response.mark_changed();
    }

    let (unit, current) = (if scale.degrees { 10.0 } else { 1.0 }, *value);
    let read = |steps: i32| f64::from(steps) / unit;
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), read(current), label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Slider);
        node.set_min_numeric_value(read(scale.min));
        node.set_max_numeric_value(read(scale.max));
        node.set_numeric_value_step(read(STEP));
        node.set_numeric_value_jump(read(PAGE));
        node.add_action(Action::SetValue);
        if current < scale.max {
            node.add_action(Action::Increment);
        }
        if current > scale.min {
            node.add_action(Action::Decrement);
        }
    });
    if ui.is_rect_visible(rect) {
        paint(ui, &response, scale, track, *value);
    }
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
    released
}

fn drag(ui: &Ui, response: &Response, scale: Scale, track: Rect, value: &mut i32) {
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
    let rest_id = response.id.with("fine-rest");
    if ui.input(|input| input.modifiers.shift) {
        let per_point = (scale.max - scale.min) as f32 / track.width();
        let rest: f32 = ui.data(|data| data.get_temp(rest_id)).unwrap_or(0.0);
        let wanted = rest + response.drag_delta().x * per_point * FINE;
        let whole = wanted.trunc();
        *value = scale.clamp(*value as f32 + whole);
        ui.data_mut(|data| data.insert_temp(rest_id, wanted - whole));
    } else if let_go
        || response.drag_delta() != egui::Vec2::ZERO
        || ui.input(|input| input.pointer.primary_pressed())
        || response.clicked()
    {
        *value = scale.value_at(track, pointer);
        ui.data_mut(|data| data.remove::<f32>(rest_id));
    }
}

/// Where the knob was let go, when the movement and its end fell into one
/// frame: on a busy computer that is neither a click nor a drag to egui, and
/// the last of the way would be lost, with its undo step.
fn slipped(ui: &Ui, response: &Response) -> Option<Pos2> {
    let held_id = response.id.with("held");
    let held: bool = ui.data(|data| data.get_temp(held_id)).unwrap_or(false);
    let down = response.is_pointer_button_down_on();
    if down != held {
        ui.data_mut(|data| data.insert_temp(held_id, down));
    }
    if down || response.clicked() || response.drag_stopped() || response.double_clicked() {
        return None;
    }
    let layer = ui.layer_id();
    let begun_here = |pos: Pos2| {
        ui.is_enabled()
            && response.rect.contains(pos)
            && ui.clip_rect().contains(pos)
            && ui.ctx().layer_id_at(pos) == Some(layer)
    };
    let (pressed, released, at) = ui.input(|input| {
        let pressed = input.events.iter().find_map(|event| match event {
            egui::Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed: true,
                ..
            } => Some(*pos),
            _ => None,
        });
        let pointer = &input.pointer;
        (pressed, pointer.primary_released(), pointer.latest_pos())
    });
    (released && (held || pressed.is_some_and(begun_here)))
        .then_some(at)
        .flatten()
}

/// The value after the keys and screen-reader actions of this frame.
fn step(ui: &Ui, response: &Response, scale: Scale, value: i32) -> i32 {
    let mut steps = 0_i32;
    let mut target = None;
    // Asked before the input is locked: asking inside would wait for ever.
    let focused = response.has_focus();
    ui.input(|input| {
        if focused {
            let size = if input.modifiers.shift { 1 } else { STEP };
            let presses =
                |more, less| input.num_presses(more) as i32 - input.num_presses(less) as i32;
            steps += presses(Key::ArrowRight, Key::ArrowLeft) * size;
            steps += presses(Key::PageUp, Key::PageDown) * PAGE;
            if input.key_pressed(Key::Home) {
                target = Some(scale.min);
            }
            if input.key_pressed(Key::End) {
                target = Some(scale.max);
            }
            if input.key_pressed(Key::Delete) || input.key_pressed(Key::Backspace) {
                target = Some(scale.rest);
            }
        }
        let asked = |action| input.num_accesskit_action_requests(response.id, action) as i32;
        steps += (asked(Action::Increment) - asked(Action::Decrement)) * STEP;
        for request in input.accesskit_action_requests(response.id, Action::SetValue) {
            if let Some(ActionData::NumericValue(wanted)) = request.data {
                let unit = if scale.degrees { 10.0 } else { 1.0 };
                target = Some(scale.clamp((wanted * unit) as f32));
            }
        }
    });
    (target.unwrap_or(value) + steps).clamp(scale.min, scale.max)
}

fn paint(ui: &Ui, response: &Response, scale: Scale, track: Rect, value: i32) {
    let palette = theme::of(ui).palette;
    let Palette {
        accent,
        outline,
        outline_strong,
        surface_raised,
        ..
    } = palette;
    let painter = ui.painter();
    let middle = pos2(scale.at(track, scale.origin), track.center().y);
    let knob = pos2(scale.at(track, value), middle.y);
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
            assert_eq!(Scale::TONE.value_at(track, pos2(x, 3.0)), value, "{x}");
        }
        let amount = Scale {
            min: 1,
            max: 100,
            rest: 100,
            origin: 1,
            degrees: false,
        };
        for (x, value) in [(0.0, 1), (100.0, 1), (297.0, 100), (300.0, 100)] {
            assert_eq!(amount.value_at(track, pos2(x, 3.0)), value, "{x}");
        }
    }

    #[test]
    fn numbers_carry_their_sign() {
        let tone = |value| Scale::TONE.words(value);
        assert_eq!([tone(12), tone(-100), tone(0)], ["+12", "−100", "0"]);
        let tilt = |value| Scale::TILT.words(value);
        assert_eq!(
            [tilt(15), tilt(-450), tilt(3)],
            ["+1.5°", "−45.0°", "+0.3°"]
        );
    }

    #[test]
    fn what_was_typed_is_understood_as_people_write_it() {
        assert_eq!(Scale::TONE.typed(" −12 "), Some(-12.0));
        assert_eq!(Scale::TILT.typed("+1,5°"), Some(15.0));
        assert_eq!(Scale::TILT.typed("-0.3"), Some(-3.0));
        assert_eq!(Scale::TONE.typed("dark"), None);
    }
}
