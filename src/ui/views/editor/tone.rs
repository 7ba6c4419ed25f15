//! Light, colour and detail: the button that chooses by itself, and sliders.

use eframe::egui::{Label, Ui, accesskit::Live};
use egui_material_icons::icons;

use super::steps::{changed_tones, sharpness_words};
use crate::app::{AutoOutcome, EditorCommand, EditorState, Model};
use crate::domain::Edits;
use crate::photo::LightLimit;
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
    if wide_button_ui(ui, ready, false, width, icon, t!("editor-view-auto"))
        .on_hover_text(t!("editor-view-auto-hint"))
        .clicked()
    {
        actions.push(EditorCommand::Auto);
    }
    let words = if working {
        t!("editor-view-auto-working").to_owned()
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
    let AutoOutcome {
        before,
        after,
        limit,
    } = outcome;
    let limit = limit.map(|limit| match limit {
        LightLimit::Grain => t!("editor-view-auto-grain"),
        LightLimit::Sliders => t!("editor-view-auto-sliders"),
        LightLimit::Black => t!("editor-view-auto-black"),
    });
    if before.only_tone() == after.only_tone() {
        return limit.unwrap_or(t!("editor-view-auto-nothing")).to_owned();
    }
    let parts: Vec<String> = changed_tones(before, after, true)
        .chain((before.noise != after.noise).then(|| {
            t!(
                "editor-view-step-smoothing",
                amount = after.noise.to_string()
            )
        }))
        .chain(
            (before.sharpness != after.sharpness).then(|| sharpness_words(after.sharpness, true)),
        )
        .collect();
    let told = t!("editor-view-auto-told", changes = parts.join(", "));
    match limit {
        Some(limit) => format!("{limit} {told}"),
        None => told,
    }
}

/// Brightness, contrast, shadows, highlights.
pub(super) fn light_ui(ui: &mut Ui, edits: &mut Edits) -> SliderChange {
    let mut change = SliderChange::default();
    for (icon, label, value) in [
        (
            icons::ICON_BRIGHTNESS_6.codepoint,
            t!("editor-view-brightness"),
            &mut edits.brightness,
        ),
        (
            icons::ICON_CONTRAST.codepoint,
            t!("editor-view-contrast"),
            &mut edits.contrast,
        ),
        (
            icons::ICON_EV_SHADOW.codepoint,
            t!("editor-view-shadows"),
            &mut edits.shadows,
        ),
        (
            icons::ICON_TONALITY.codepoint,
            t!("editor-view-highlights"),
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
        t!("editor-view-saturation"),
        &mut edits.saturation,
    );
    let warmth = tone_slider_ui(
        ui,
        icons::ICON_DEVICE_THERMOSTAT.codepoint,
        t!("editor-view-warmth"),
        &mut edits.warmth,
    );
    saturation.or(warmth)
}

/// The grain of a dark room, and sharpness.
pub(super) fn detail_ui(ui: &mut Ui, edits: &mut Edits) -> SliderChange {
    let noise = amount_slider_ui(
        ui,
        icons::ICON_GRAIN.codepoint,
        t!("editor-view-noise"),
        (0, 0),
        &mut edits.noise,
    );
    let sharpness = amount_slider_ui(
        ui,
        icons::ICON_DEBLUR.codepoint,
        t!("editor-view-sharpness"),
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
            told(&AutoOutcome {
                before,
                after,
                limit: None
            }),
            "Set brightness +12, contrast 0, warmth −4, smoothing 20. Undo takes it back."
        );
        assert_eq!(
            told(&AutoOutcome {
                before: Edits::default(),
                after: Edits {
                    brightness: 100,
                    ..Edits::default()
                },
                limit: Some(LightLimit::Grain)
            }),
            "As bright as it can be without becoming grain. Set brightness +100. \
             Undo takes it back."
        );
        let unchanged = |limit| {
            told(&AutoOutcome {
                before,
                after: before.turned_right(),
                limit,
            })
        };
        assert_eq!(
            unchanged(None),
            "The light is good as it is, so nothing was changed."
        );
        assert_eq!(
            unchanged(Some(LightLimit::Grain)),
            "As bright as it can be without becoming grain."
        );
    }
}
