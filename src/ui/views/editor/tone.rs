//! Light, colour and detail: the button that chooses by itself, and sliders.

use eframe::egui::{Label, Ui, accesskit::Live};
use egui_material_icons::icons;

use crate::app::{AutoOutcome, EditorCommand, EditorState, Model};
use crate::domain::Edits;
use crate::ui::actions::Actions;
use crate::ui::theme;
use crate::ui::widgets::over_photo::wide_button_ui;
use crate::ui::widgets::{SliderChange, amount_slider_ui, tone_slider_ui};

/// The button that chooses light and colour, and what it did.
pub(super) fn auto_ui(ui: &mut Ui, model: &Model, editor: &EditorState, actions: &mut Actions) {
    let working = model.auto_working();
    let ready = model.read_only().is_none() && editor.can_measure() && !working;
    let width = ui.available_width();
    let icon = icons::ICON_AUTO_FIX_HIGH.codepoint;
    if wide_button_ui(ui, ready, false, width, icon, "Auto")
        .on_hover_text("Let the program choose light and colour from the photo itself (A)")
        .clicked()
    {
        actions.push(EditorCommand::Auto);
    }
    let words = if working {
        "Looking at the light…".to_owned()
    } else {
        match editor.auto {
            // Only as long as it is true.
            Some(outcome) if outcome.after.only_tone() == editor.edits.only_tone() => {
                told(&outcome)
            }
            _ => return,
        }
    };
    let quiet = theme::quiet(ui, words).small();
    let said = ui.add(Label::new(quiet).wrap());
    ui.ctx().accesskit_node_builder(said.id, |node| {
        node.set_live(Live::Polite);
    });
}

/// What the program chose, in words.
fn told(outcome: &AutoOutcome) -> String {
    let AutoOutcome { before, after } = outcome;
    if before.only_tone() == after.only_tone() {
        return "The light is good as it is, so nothing was changed.".to_owned();
    }
    let parts: Vec<String> = [
        ("brightness", before.brightness, after.brightness),
        ("contrast", before.contrast, after.contrast),
        ("shadows", before.shadows, after.shadows),
        ("highlights", before.highlights, after.highlights),
        ("saturation", before.saturation, after.saturation),
        ("warmth", before.warmth, after.warmth),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(name, _, after)| match after {
        1.. => format!("{name} +{after}"),
        0 => format!("{name} 0"),
        ..0 => format!("{name} −{}", after.unsigned_abs()),
    })
    .chain(amount("smoothing", before.noise, after.noise))
    .chain(amount("sharpness", before.sharpness, after.sharpness))
    .collect();
    format!("Set {}. Undo takes it back.", parts.join(", "))
}

fn amount(name: &str, before: u8, after: u8) -> Option<String> {
    (before != after).then(|| format!("{name} {after}"))
}

/// Brightness, contrast, shadows, highlights.
pub(super) fn light_ui(ui: &mut Ui, edits: &mut Edits) -> SliderChange {
    let mut change = SliderChange::default();
    for (icon, label, value) in [
        (
            icons::ICON_BRIGHTNESS_6.codepoint,
            "Brightness",
            &mut edits.brightness,
        ),
        (
            icons::ICON_CONTRAST.codepoint,
            "Contrast",
            &mut edits.contrast,
        ),
        (
            icons::ICON_EV_SHADOW.codepoint,
            "Shadows",
            &mut edits.shadows,
        ),
        (
            icons::ICON_TONALITY.codepoint,
            "Highlights",
            &mut edits.highlights,
        ),
    ] {
        change = change.or(tone_slider_ui(ui, icon, label, value));
    }
    change
}

/// Saturation and warmth.
pub(super) fn colour_ui(ui: &mut Ui, edits: &mut Edits) -> SliderChange {
    let saturation = tone_slider_ui(
        ui,
        icons::ICON_INVERT_COLORS.codepoint,
        "Saturation",
        &mut edits.saturation,
    );
    let warmth = tone_slider_ui(
        ui,
        icons::ICON_DEVICE_THERMOSTAT.codepoint,
        "Warmth",
        &mut edits.warmth,
    );
    saturation.or(warmth)
}

/// The grain of a dark room, and sharpness.
pub(super) fn detail_ui(ui: &mut Ui, edits: &mut Edits) -> SliderChange {
    let noise = amount_slider_ui(
        ui,
        icons::ICON_GRAIN.codepoint,
        "Smooth grain",
        (0, 0),
        &mut edits.noise,
    );
    let sharpness = amount_slider_ui(
        ui,
        icons::ICON_DEBLUR.codepoint,
        "Sharpness",
        (0, 0),
        &mut edits.sharpness,
    );
    noise.or(sharpness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_told() {
        let before = Edits {
            contrast: 5,
            ..Edits::default()
        };
        let after = Edits {
            brightness: 12,
            contrast: 0,
            warmth: -4,
            noise: 20,
            ..Edits::default()
        };
        assert_eq!(
            told(&AutoOutcome { before, after }),
            "Set brightness +12, contrast 0, warmth −4, smoothing 20. Undo takes it back."
        );
        assert_eq!(
            told(&AutoOutcome {
                before,
                after: before.turned_right()
            }),
            "The light is good as it is, so nothing was changed."
        );
    }
}
