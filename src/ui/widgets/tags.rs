//! Tags as chips: read them, take one off, type one, or tap a suggestion.

use eframe::egui::{
    Align2, Key, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};
use egui_material_icons::icons::{ICON_ADD, ICON_CLOSE};

use super::buttons::{icon_font, line_galley, liveliness};
use super::caret::{Lines, edit_ui};
use super::focus::focus_ring_ui;
use super::text_field::framed_field_ui;
use crate::domain::Tag;
use crate::ui::theme::{self, radius, space};

/// Height of a chip, in points.
const HEIGHT: f32 = 36.0;
/// Size of the cross or plus inside a chip, in points.
const ICON: f32 = 16.0;
/// The most suggestions offered at once; more is a wall of words.
const MAX_SUGGESTIONS: usize = 8;

/// Shows `tags` as chips with a cross, a field for a new one, and those
/// `suggestions` that are not taken yet and match what is being typed.
///
/// Enter or a comma adds what was typed; several at once when pasted with
/// commas. `draft` is the text in the field. Returns whether `tags` changed.
pub fn tags_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    tags: &mut Vec<Tag>,
    suggestions: &[String],
    draft: &mut String,
) -> bool {
    let mut changed = false;
    let group = UiBuilder::new()
        .id_salt(&id)
        .accessibility_role(Role::Group)
        .accessibility_label(t!("widget-tags"));
    ui.scope_builder(group, |ui| {
        if !tags.is_empty() {
            let mut removed = None;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                for (index, tag) in tags.iter().enumerate() {
                    let name = t!("widget-tag-remove", tag = tag.as_str());
                    if chip_ui(ui, tag.as_str(), ICON_CLOSE.codepoint, true, &name).clicked() {
                        removed = Some(index);
                    }
                }
            });
            if let Some(index) = removed {
                tags.remove(index);
                changed = true;
            }
        }

        let field = framed_field_ui(ui, |ui| {
            edit_ui(ui, "new-tag", draft, t!("widget-tag-hint"), Lines::One)
        });
        let field = field.accessible_name(t!("widget-tag-new"));
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if entered || draft.contains([',', '，', '、']) {
            for words in draft.split([',', '，', '、']) {
                changed |= add(tags, words);
            }
            draft.clear();
            // Keep the keyboard here: the next tag often follows.
            field.request_focus();
        }

        let wanted = draft.trim().to_lowercase();
        let offered: Vec<&String> = suggestions
            .iter()
            .filter(|words| tags.iter().all(|tag| !same(tag.as_str(), words)))
            .filter(|words| wanted.is_empty() || words.to_lowercase().contains(&wanted))
            .take(MAX_SUGGESTIONS)
            .collect();
        if !offered.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                for words in offered {
                    let name = t!("widget-tag-add", tag = words);
                    if chip_ui(ui, words, ICON_ADD.codepoint, false, &name).clicked()
                        && add(tags, words)
                    {
                        draft.clear();
                        changed = true;
                    }
                }
            });
        }
    });
    changed
}

fn add(tags: &mut Vec<Tag>, words: &str) -> bool {
    match Tag::new(words) {
        Some(tag) if tags.iter().all(|known| !same(known.as_str(), tag.as_str())) => {
            tags.push(tag);
            true
        }
        _ => false,
    }
}

/// “Bath” and “bath” are one tag to a parent.
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn chip_ui(ui: &mut Ui, words: &str, icon: &str, taken: bool, name: &str) -> Response {
    let palette = theme::of(ui).palette;
    let side = if taken { 14.0 } else { 12.0 };
    let max_words = (ui.max_rect().width() - ICON - 3.0 * side).max(40.0);
    let style = if taken {
        theme::label_style()
    } else {
        TextStyle::Small
    };
    let galley = line_galley(ui, words, &style, max_words);
    let size = vec2(
        (galley.size().x + ICON + 2.0 * side + space::XS).ceil(),
        HEIGHT,
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let lively = liveliness(ui, &response);
        let (fill, edge, ink) = if taken {
            (
                palette.accent_soft,
                palette.accent_soft.lerp_to_gamma(palette.accent, lively),
                palette.on_accent_soft,
            )
        } else {
            (
                palette.accent_soft.gamma_multiply(lively),
                palette.outline_strong,
                palette
                    .text_quiet
                    .lerp_to_gamma(palette.on_accent_soft, lively),
            )
        };
        ui.painter().rect(
            rect,
            radius::PILL,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        // A taken chip ends with its cross, an offered one starts with its plus.
        let (icon_x, words_x) = if taken {
            (rect.right() - side - ICON / 2.0 + 2.0, rect.left() + side)
        } else {
            (
                rect.left() + side + ICON / 2.0 - 2.0,
                rect.left() + side + ICON + space::XS - 1.0,
            )
        };
        ui.painter().text(
            pos2(icon_x, rect.center().y),
            Align2::CENTER_CENTER,
            icon,
            icon_font(ICON),
            ink,
        );
        let at = pos2(words_x, rect.center().y - galley.size().y / 2.0);
        ui.painter()
            .galley_with_override_text_color(at, galley, ink);
        focus_ring_ui(ui, &response, rect, radius::PILL);
    }
    response.on_hover_text(name)
}
