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
    fold_ui(ui, icon, "Steps", false, false, |ui| {
        ui.add_enabled_ui(may_change, |ui| {
            if let Some(place) = list_ui(ui, &line, here) {
                actions.push(EditorCommand::WalkTo(place));
            }
        });
        ui.add_space(space::S);
    });
}

/// The newest at the top; returns the place that was chosen.
fn list_ui(ui: &mut Ui, line: &[&Edits], here: usize) -> Option<usize> {
    let mut chosen = None;
    let list = UiBuilder::new()
        .accessibility_role(Role::ListBox)
        .accessibility_label("Steps, the last one first");
    ui.scope_builder(list, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let oldest = line.len().saturating_sub(MOST);
        for (place, edits) in line.iter().enumerate().skip(oldest).rev() {
            let words = match place.checked_sub(1).and_then(|before| line.get(before)) {
                Some(before) => step_words(before, edits),
                None => "As it was when you began".to_owned(),
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
            node.set_description("Undone");
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
        return "Reset all".to_owned();
    }
    let signed = |name: &str, before: i8, after: i8| {
        (before != after).then(|| match after {
            0 => format!("{name} 0"),
            1.. => format!("{name} +{after}"),
            ..0 => format!("{name} −{}", after.unsigned_abs()),
        })
    };
    let amount =
        |name: &str, before: u8, after: u8| (before != after).then(|| format!("{name} {after}"));
    let mut parts: Vec<String> = [
        signed("Brightness", before.brightness, after.brightness),
        signed("Contrast", before.contrast, after.contrast),
        signed("Shadows", before.shadows, after.shadows),
        signed("Highlights", before.highlights, after.highlights),
        signed("Saturation", before.saturation, after.saturation),
        signed("Warmth", before.warmth, after.warmth),
        amount("Smooth grain", before.noise, after.noise),
        amount("Sharpness", before.sharpness, after.sharpness),
        (before.look != after.look).then(|| match after.look {
            None => "No look".to_owned(),
            Some(choice) if choice.strength == 100 => choice.look.label().to_owned(),
            Some(choice) => format!("{} {} %", choice.look.label(), choice.strength),
        }),
        lie_words(before, after),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.len() {
        1 | 2 => {
            let mut words = parts.remove(0);
            if let Some(second) = parts.pop() {
                words.push_str(", ");
                words.push_str(&second.to_lowercase());
            }
            words
        }
        0 => "Changed".to_owned(),
        _ => "Light and colour".to_owned(),
    }
}

/// How it lies now.
fn lie_words(before: &Edits, after: &Edits) -> Option<String> {
    let lie = before.only_geometry();
    let wanted = after.only_geometry();
    if lie == wanted {
        return None;
    }
    let known = [
        (lie.turned_right(), "Turned right"),
        (lie.turned_left(), "Turned left"),
        (lie.flipped_horizontally(), "Mirrored"),
        (lie.flipped_vertically(), "Flipped over"),
    ];
    let words = known
        .into_iter()
        .find(|(edits, _)| *edits == wanted)
        .map_or_else(
            || match (lie.crop != wanted.crop, lie.straighten != wanted.straighten) {
                (true, true) => "Cropped and straightened",
                (true, false) => "Cropped",
                (false, true) => "Straightened",
                (false, false) => "Turned",
            },
            |(_, words)| words,
        );
    Some(words.to_owned())
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
