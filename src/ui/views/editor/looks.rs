//! The looks, each as a small live picture of this very photo.

use std::sync::Arc;

use eframe::egui::{
    Color32, Context, Role, TextureHandle, TextureOptions, Ui, UiBuilder, Vec2, vec2,
};
use egui_material_icons::icons;

use crate::app::EditorState;
use crate::domain::{Edits, Look, LookChoice, PhotoId};
use crate::photo::RgbImage;
use crate::ui::textures::color_image;
use crate::ui::theme::space;
use crate::ui::widgets::look_tile::look_tile_ui;
use crate::ui::widgets::{SliderChange, amount_slider_ui};

/// Tiles in a row.
const COLUMNS: usize = 3;

struct Held {
    look: Option<Look>,
    /// Kept to know a new picture from the one already there.
    pixels: Arc<RgbImage>,
    texture: TextureHandle,
}

/// The small pictures on the graphics card.
#[derive(Default)]
pub(super) struct LookTextures {
    photo: Option<PhotoId>,
    held: Vec<Held>,
}

impl LookTextures {
    /// Uploads what is new. The former pictures stay until the new ones are
    /// there, but never another photo's.
    pub(super) fn take_over(&mut self, ctx: &Context, editor: &EditorState) {
        if self.photo != Some(editor.photo.id) {
            self.photo = Some(editor.photo.id);
            self.held.clear();
        }
        for made in &editor.looks {
            let known = self.held.iter_mut().find(|held| held.look == made.look);
            match known {
                Some(held) if Arc::ptr_eq(&held.pixels, &made.pixels) => {}
                Some(held) => {
                    let image = color_image(&made.pixels);
                    held.texture.set(image, TextureOptions::LINEAR);
                    held.pixels = Arc::clone(&made.pixels);
                }
                None => self.held.push(Held {
                    look: made.look,
                    pixels: Arc::clone(&made.pixels),
                    texture: ctx.load_texture(
                        "look",
                        color_image(&made.pixels),
                        TextureOptions::LINEAR,
                    ),
                }),
            }
        }
    }

    fn of(&self, look: Option<Look>) -> Option<(eframe::egui::TextureId, Vec2)> {
        let held = self.held.iter().find(|held| held.look == look)?;
        let size = vec2(held.pixels.width() as f32, held.pixels.height() as f32);
        Some((held.texture.id(), size))
    }
}

/// The looks and, once one is chosen, how much of it.
pub(super) fn looks_ui(
    ui: &mut Ui,
    textures: &LookTextures,
    editor: &EditorState,
    edits: &mut Edits,
) -> SliderChange {
    let mut change = SliderChange::default();
    let [_, r, g, b] = editor.photo.file.average_rgb.to_be_bytes();
    let average = Color32::from_rgb(r, g, b);
    let gaps = (COLUMNS - 1) as f32 * space::S;
    let width = ((ui.available_width() - gaps) / COLUMNS as f32).floor();
    let all: Vec<Option<Look>> = std::iter::once(None)
        .chain(Look::ALL.into_iter().map(Some))
        .collect();
    let group = UiBuilder::new()
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(t!("editor-view-look"));
    ui.scope_builder(group, |ui| {
        for row in all.chunks(COLUMNS) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                for look in row {
                    let chosen = edits.look.map(|choice| choice.look) == *look;
                    let name = look.map_or(t!("editor-view-look-none"), Look::label);
                    let tile = look_tile_ui(ui, textures.of(*look), average, width, chosen, name);
                    if tile.clicked() && !chosen {
                        // The strength one has found stays for the next look.
                        let strength = edits.look.map_or(100, |choice| choice.strength);
                        edits.look = look.map(|look| LookChoice { look, strength });
                        change = SliderChange {
                            changed: true,
                            released: true,
                        };
                    }
                }
            });
        }
    });
    if let Some(choice) = &mut edits.look {
        let icon = icons::ICON_TUNE.codepoint;
        // From 1: at nothing the look, and this slider with it, would be gone
        // from under the hand.
        let strength = &mut choice.strength;
        change = change.or(amount_slider_ui(
            ui,
            icon,
            t!("editor-view-look-strength"),
            (1, 100),
            strength,
        ));
    }
    change
}
