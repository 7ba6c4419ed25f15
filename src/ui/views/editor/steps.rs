//! What was done to the photo so far, as a list to walk back and forth in.

use eframe::egui::{Align2, Role, Sense, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use egui_material_icons::icons;

use crate::app::{EditorCommand, EditorState};
use crate::domain::Edits;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::buttons::line_galley;
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::fold::fold_ui;

/// Height of a row, in points.
const ROW: f32 = 36.0;
/// More steps than these are not listed: the newest count.
const MOST: usize = 30;

/// The part of the panel with the steps; nothing while there are none.
pub(super) fn steps_ui(ui: &mut Ui, editor: &EditorState, may_change: bool, actions: &mut Actions) {
    let line: Vec<&Edits> = editor.history.line(&editor.edits).collect();
    if line.len() < 2 {
        return;
    }
    let here = editor.history.position();
    let icon = icons::ICON_HISTORY.codepoint;
    fold_ui(
        ui,
        "editor-steps-fold",
        icon,
        t!("editor-view-steps"),
        false,
        false,
        |ui| {
            ui.add_enabled_ui(may_change, |ui| {
                if let Some(place) = list_ui(ui, &line, here) {
                    actions.push(EditorCommand::WalkTo(place));
                }
            });
            ui.add_space(space::S);
        },
    );
}

/// The newest at the top; returns the place that was chosen.
fn list_ui(ui: &mut Ui, line: &[&Edits], here: usize) -> Option<usize> {
    let mut chosen = None;
    let list = UiBuilder::new()
        .accessibility_role(Role::ListBox)
        .accessibility_label(t!("editor-view-steps-list"));
    ui.scope_builder(list, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let oldest = line.len().saturating_sub(MOST);
        for (place, edits) in line.iter().enumerate().skip(oldest).rev() {
            let words = match place.checked_sub(1).and_then(|before| line.get(before)) {
                Some(before) => step_words(before, edits),
                None => t!("editor-view-step-start").to_owned(),
            };
            let undone = place > here;
            if row_ui(ui, place, &words, place == here, undone) && place != here {
                chosen = Some(place);
            }
        }
    });
    chosen
}

fn row_ui(ui: &mut Ui, place: usize, words: &str, here: bool, undone: bool) -> bool {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui
        .push_id(("step", place), |ui| {
            ui.allocate_exact_size(size, Sense::click())
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), words));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(here);
        if undone {
            node.set_description(t!("editor-view-step-undone"));
        }
    });
    if ui.is_rect_visible(rect) {
        let palette = theme::of(ui).palette;
        let (fill, ink) = if here {
            (palette.accent_soft, palette.on_accent_soft)
        } else if response.hovered() {
            (palette.accent_soft.gamma_multiply(0.5), palette.text)
        } else {
            let ink = if undone {
                palette.text_quiet
            } else {
                palette.text
            };
            (eframe::egui::Color32::TRANSPARENT, ink)
        };
        ui.painter().rect_filled(rect, radius::M, fill);
        let icon = if here {
            icons::ICON_RADIO_BUTTON_CHECKED
        } else {
            icons::ICON_RADIO_BUTTON_UNCHECKED
        };
        ui.painter().text(
            pos2(rect.left() + space::S + 8.0, rect.center().y),
            Align2::CENTER_CENTER,
            icon.codepoint,
            eframe::egui::FontId::new(14.0, theme::icons()),
            if here { palette.accent } else { ink },
        );
        let left = rect.left() + space::S + 16.0 + space::S;
        let galley = line_galley(ui, words, &TextStyle::Body, rect.right() - left - space::S);
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        ui.painter()
            .galley_with_override_text_color(at, galley, ink);
        focus_ring_ui(ui, &response, rect.shrink(2.0), radius::M);
    }
    response.clicked()
}

/// What one step did, in a few words.
fn step_words(before: &Edits, after: &Edits) -> String {
    if after.is_identity() {
        return t!("editor-view-reset-all").to_owned();
    }
    let one = changed_parts(before, after, false);
    match one.len() {
        0 => t!("editor-view-step-changed").to_owned(),
        1 => one.into_iter().next().unwrap_or_default(),
        2 => {
            let two = changed_parts(before, after, true);
            let (first, second) = (one.first(), two.last());
            t!(
                "editor-view-step-two",
                first = first.map_or("", String::as_str),
                second = second.map_or("", String::as_str)
            )
        }
        _ => t!("editor-view-step-light-and-colour").to_owned(),
    }
}

/// Where in its line a change is told: this is how the texts ask for it.
const fn place(inside: bool) -> &'static str {
    if inside { "inside" } else { "first" }
}

/// Each change by itself, as it is said first in a line or `inside` it.
fn changed_parts(before: &Edits, after: &Edits, inside: bool) -> Vec<String> {
    let place = place(inside);
    changed_tones(before, after, inside)
        .chain((before.noise != after.noise).then(|| {
            t!(
                "editor-view-step-noise",
                place = place,
                amount = after.noise.to_string()
            )
        }))
        .chain(
            (before.sharpness != after.sharpness).then(|| sharpness_words(after.sharpness, inside)),
        )
        .chain((before.look != after.look).then(|| look_words(after, place)))
        .chain(lie_words(before, after, place))
        .collect()
}

/// The light and the colours that are other ones now, with their amounts;
/// `inside` a sentence or first in a line.
pub(super) fn changed_tones(
    before: &Edits,
    after: &Edits,
    inside: bool,
) -> impl Iterator<Item = String> + use<> {
    let place = place(inside);
    let signed = |value: i8| match value {
        1.. => format!("+{value}"),
        0 => "0".to_owned(),
        ..0 => format!("−{}", value.unsigned_abs()),
    };
    let told = |before: i8, after: i8, words: &dyn Fn(String) -> String| {
        (before != after).then(|| words(signed(after)))
    };
    [
        told(before.brightness, after.brightness, &|amount| {
            t!(
                "editor-view-step-brightness",
                place = place,
                amount = amount
            )
        }),
        told(before.contrast, after.contrast, &|amount| {
            t!("editor-view-step-contrast", place = place, amount = amount)
        }),
        told(before.shadows, after.shadows, &|amount| {
            t!("editor-view-step-shadows", place = place, amount = amount)
        }),
        told(before.highlights, after.highlights, &|amount| {
            t!(
                "editor-view-step-highlights",
                place = place,
                amount = amount
            )
        }),
        told(before.saturation, after.saturation, &|amount| {
            t!(
                "editor-view-step-saturation",
                place = place,
                amount = amount
            )
        }),
        told(before.warmth, after.warmth, &|amount| {
            t!("editor-view-step-warmth", place = place, amount = amount)
        }),
    ]
    .into_iter()
    .flatten()
}

/// The sharpness there is now.
pub(super) fn sharpness_words(sharpness: u8, inside: bool) -> String {
    t!(
        "editor-view-step-sharpness",
        place = place(inside),
        amount = sharpness.to_string()
    )
}

fn look_words(after: &Edits, place: &str) -> String {
    let Some(choice) = after.look else {
        return t!("editor-view-step-no-look", place = place);
    };
    let (name, percent) = (choice.look.label(), choice.strength.to_string());
    let small = name.to_lowercase();
    if choice.strength == 100 {
        t!(
            "editor-view-step-look",
            place = place,
            name = name,
            small = small
        )
    } else {
        t!(
            "editor-view-step-look-part",
            place = place,
            name = name,
            small = small,
            percent = percent
        )
    }
}

/// How it lies now.
fn lie_words(before: &Edits, after: &Edits, place: &str) -> Option<String> {
    let lie = before.only_geometry();
    let wanted = after.only_geometry();
    if lie == wanted {
        return None;
    }
    Some(if lie.turned_right() == wanted {
        t!("editor-view-step-lie-right", place = place)
    } else if lie.turned_left() == wanted {
        t!("editor-view-step-lie-left", place = place)
    } else if lie.flipped_horizontally() == wanted {
        t!("editor-view-step-lie-mirrored", place = place)
    } else if lie.flipped_vertically() == wanted {
        t!("editor-view-step-lie-flipped", place = place)
    } else {
        match (lie.crop != wanted.crop, lie.straighten != wanted.straighten) {
            (true, true) => t!("editor-view-step-lie-crop-and-level", place = place),
            (true, false) => t!("editor-view-step-lie-crop", place = place),
            (false, true) => t!("editor-view-step-lie-level", place = place),
            (false, false) => t!("editor-view-step-lie-turned", place = place),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Crop, Look, LookChoice};

    #[test]
    fn steps_are_told_as_the_tools_are_called() {
        let start = Edits::default();
        let brighter = Edits {
            brightness: 12,
            ..start
        };
        let both = Edits {
            contrast: -3,
            brightness: 20,
            ..start
        };
        let look = Edits {
            look: Some(LookChoice::full(Look::Sepia)),
            ..brighter
        };
        let cropped = Edits {
            crop: Crop {
                left: 100,
                ..Crop::WHOLE
            },
            ..brighter
        };
        for (before, after, words) in [
            (start, brighter, "Brightness +12"),
            (brighter, both, "Brightness +20, contrast −3"),
            (brighter, look, "Sepia"),
            (look, brighter, "No look"),
            (brighter, brighter.turned_left(), "Turned left"),
            (brighter, brighter.flipped_horizontally(), "Mirrored"),
            (brighter, cropped, "Cropped"),
            (brighter, start, "Reset all"),
        ] {
            assert_eq!(step_words(&before, &after), words);
        }
        let auto = Edits {
            brightness: 5,
            contrast: 4,
            shadows: 3,
            ..start
        };
        assert_eq!(step_words(&start, &auto), "Light and colour");
    }
}
