//! Editing one photo: the picture at the left, the tools at the right.
//!
//! The edits live in the model; this view keeps only what is on the graphics
//! card, where one is looking, and what is half typed. The original is never
//! written. [`panel`] puts the tools together, [`tone`] is light, colour and
//! detail, [`looks`] the looks, [`again`] what is used again on other photos,
//! [`crop`] choosing what is kept, [`steps`] what was done so far, [`split`] the
//! photo as taken beside it.

mod again;
mod crop;
mod looks;
mod panel;
mod split;
mod steps;
mod tone;

use std::sync::Arc;

use eframe::egui::{
    self, ColorImage, ImageData, Key, Margin, Modifiers, Pos2, Rect, TextureFilter, TextureHandle,
    TextureId, TextureOptions, Ui, Vec2, pos2, vec2,
};
use egui_material_icons::icons;

use super::Stage;
use super::viewer::problem_ui;
use crate::app::{EditorCommand, EditorState, Model, Preview, View};
use crate::domain::{Crop, Edits, PhotoId};
use crate::photo::{RgbImage, ThumbSize};
use crate::ui::actions::Actions;
use crate::ui::deeds::{Deed, is_held};
use crate::ui::textures::color_image;
use crate::ui::theme::{self, Appearance, space};
use crate::ui::widgets::over_photo::{Tie, wide_button_ui, words_over_photo_ui};
use crate::ui::widgets::page::empty_state_ui;
use crate::ui::widgets::secondary_button;
use crate::ui::widgets::zoom::{ZoomState, picture_with_ui};

/// Width of the tools, in points; a narrow window has less to give.
const PANEL: f32 = 328.0;
const NARROW_PANEL: f32 = 288.0;
/// Left and right of the tools, in points.
const PANEL_MARGIN: i8 = 24;
/// Of that, what the scroll bar of the tools has for itself: it comes near no
/// button or box.
const BAR_ROOM: f32 = 20.0;
/// A window is narrow below this width, in points.
const NARROW: f32 = 760.0;

/// The editor's picture on the graphics card.
struct Held {
    photo: PhotoId,
    edits: Edits,
    /// Kept to know a new picture from the one already there.
    pixels: Arc<RgbImage>,
    texture: TextureHandle,
}

/// The editor view's own draft.
#[derive(Default)]
pub struct EditorView {
    held: Option<Held>,
    zoom: ZoomState,
    /// Which photo and which way up the zoom belongs to.
    zoomed: Option<(PhotoId, Edits)>,
    /// Whether words were being typed in the frame before: then Esc ends that.
    typing: bool,
    /// Whether the compare button is held down.
    compare_held: bool,
    looks: looks::LookTextures,
    again: again::Draft,
    crop: crop::Draft,
    split: split::Split,
}

impl EditorView {
    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let View::Editor(id) = model.view else {
            return;
        };
        let Some(editor) = model.editor.as_ref().filter(|editor| editor.photo.id == id) else {
            self.held = None;
            gone_ui(ui, model.loaded, actions);
            return;
        };
        self.take_over(ui, editor);
        self.looks.take_over(ui.ctx(), editor);
        self.crop.follow(editor);
        let compare_key = self.keys(ui, model, editor, stage, actions);

        let width = ui.ctx().content_rect().width();
        let palette = theme::of(ui).palette;
        let panel_width = if width < NARROW { NARROW_PANEL } else { PANEL };
        let tools = egui::Panel::right("editor-tools")
            .exact_size(panel_width)
            .resizable(false)
            .show_separator_line(false)
            .frame(
                egui::Frame::new()
                    .fill(palette.surface)
                    .inner_margin(Margin {
                        left: PANEL_MARGIN,
                        right: PANEL_MARGIN - BAR_ROOM as i8,
                        top: 20,
                        bottom: 20,
                    }),
            )
            .show(ui, |ui| match editor.cropping {
                Some(_) => {
                    crop::panel_ui(ui, &mut self.crop, editor, actions);
                    false
                }
                None => {
                    let drafts = panel::Drafts {
                        looks: &self.looks,
                        again: &mut self.again,
                        split: &mut self.split,
                    };
                    panel::panel_ui(ui, model, editor, drafts, actions)
                }
            });
        self.compare_held = tools.inner;
        let margin = if width < NARROW { space::S } else { space::L };
        egui::CentralPanel::default()
            .frame(egui::Frame::new().inner_margin(Margin::same(margin as i8)))
            .show(ui, |ui| {
                if editor.cropping.is_some() {
                    self.cropping_ui(ui, editor, stage, actions);
                } else {
                    self.picture_ui(ui, editor, compare_key || self.compare_held, stage);
                }
            });
        self.typing = ui.ctx().text_edit_focused();
    }

    /// Uploads the model's picture when it is another one than before.
    fn take_over(&mut self, ui: &Ui, editor: &EditorState) {
        if self
            .held
            .as_ref()
            .is_some_and(|held| held.photo != editor.photo.id)
        {
            self.held = None;
        }
        let Some(Preview {
            photo,
            edits,
            pixels,
            screen,
            ..
        }) = editor
            .preview
            .as_ref()
            .filter(|preview| preview.photo == editor.photo.id)
        else {
            return;
        };
        let options = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));
        // Made ready by the worker; a few million pixels are too many here.
        let image = || -> ImageData {
            let ready = screen
                .clone()
                .and_then(|any| any.downcast::<ColorImage>().ok());
            ready.map_or_else(|| color_image(pixels).into(), ImageData::Color)
        };
        match &mut self.held {
            Some(held) if Arc::ptr_eq(&held.pixels, pixels) => {}
            Some(held) => {
                held.texture.set(image(), options);
                held.pixels = Arc::clone(pixels);
                held.edits = *edits;
            }
            None => {
                self.held = Some(Held {
                    photo: *photo,
                    edits: *edits,
                    pixels: Arc::clone(pixels),
                    texture: ui.ctx().load_texture("editor-picture", image(), options),
                });
            }
        }
    }

    /// Carries out the keys and what the palette chose; returns whether the
    /// compare key is down.
    fn keys(
        &mut self,
        ui: &Ui,
        model: &Model,
        editor: &EditorState,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) -> bool {
        let ctx = ui.ctx();
        // Enter on a button belongs to the button, Esc in a field to the field.
        let nothing_else = self.crop.has_focus() || ui.memory(|memory| memory.focused().is_none());
        let typing = self.typing;
        let free = |deed: Deed| match deed {
            Deed::KeepCrop => nothing_else,
            Deed::Undo | Deed::Redo => true,
            _ => !typing,
        };
        for deed in stage.hands.asked(ctx, model, |_| true, free) {
            self.carry_out(deed, editor, actions);
        }
        let busy = stage.hands.covered || typing || ctx.text_edit_focused();
        !busy && editor.cropping.is_none() && is_held(ctx, Deed::Compare)
    }

    fn carry_out(&mut self, deed: Deed, editor: &EditorState, actions: &mut Actions) {
        let edits = editor.edits;
        let command = match deed {
            Deed::Back => return actions.back(),
            Deed::LeaveCrop => EditorCommand::EndCrop { keep: false },
            Deed::KeepCrop => EditorCommand::EndCrop { keep: true },
            Deed::Undo => EditorCommand::Undo,
            Deed::Redo => EditorCommand::Redo,
            Deed::TurnLeft => EditorCommand::Set(edits.turned_left()),
            Deed::TurnRight => EditorCommand::Set(edits.turned_right()),
            Deed::FlipOver => EditorCommand::Set(edits.flipped_vertically()),
            Deed::Mirror => EditorCommand::Set(edits.flipped_horizontally()),
            Deed::CopyEdits => EditorCommand::Copy,
            Deed::PasteEdits => EditorCommand::Paste,
            Deed::BeginCrop => EditorCommand::BeginCrop,
            Deed::Auto => EditorCommand::Auto,
            Deed::Split => return self.split.toggle(),
            Deed::ResetAll => EditorCommand::Set(Edits::default()),
            _ => return,
        };
        actions.push(command);
    }

    /// The photo uncropped, with the frame on it.
    fn cropping_ui(
        &mut self,
        ui: &mut Ui,
        editor: &EditorState,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let shown = editor.shown_edits();
        let texture = match &self.held {
            // A picture that lies another way would stand in a wrong frame.
            Some(held)
                if held.edits.turn == shown.turn && held.edits.mirrored == shown.mirrored =>
            {
                Some((held.texture.id(), held.edits.crop))
            }
            _ => stage
                .textures
                .has(&editor.photo, &shown, ThumbSize::Screen)
                .then(|| {
                    stage
                        .textures
                        .photo(&editor.photo, &shown, ThumbSize::Screen)
                })
                .flatten()
                .map(|(id, _)| (id, Crop::WHOLE)),
        };
        let true_colours = self.zoom.true_colours;
        crop::picture_ui(ui, &mut self.crop, editor, texture, true_colours, actions);
    }

    /// The photo, or how it was taken while that is asked for.
    fn picture_ui(
        &mut self,
        ui: &mut Ui,
        editor: &EditorState,
        compare: bool,
        stage: &mut Stage<'_>,
    ) {
        let photo = &editor.photo;
        let plain = Edits::default();
        let file = &photo.file;
        let own_size = |edits: &Edits| {
            let (width, height) = edits.output_size(file.width, file.height);
            vec2(width as f32, height as f32)
        };
        // Asked for from the start, so that comparing never waits. What stands
        // in for it may carry the edits, so only the true one will do.
        let taken = stage
            .textures
            .photo(photo, &plain, ThumbSize::Screen)
            .filter(|_| stage.textures.has(photo, &plain, ThumbSize::Screen));
        let edited: Option<(TextureId, Edits)> = match &self.held {
            Some(held) => Some((held.texture.id(), held.edits)),
            None => [ThumbSize::Screen, ThumbSize::Grid]
                .into_iter()
                .find(|size| stage.textures.has(photo, &editor.edits, *size))
                .and_then(|size| stage.textures.photo(photo, &editor.edits, size))
                .map(|(texture, _)| (texture, editor.edits)),
        };
        let (shown, as_taken) = match (compare, taken) {
            (true, Some((texture, _))) => (Some((texture, plain)), true),
            _ => (edited, false),
        };
        self.fit_after_a_turn(photo.id, shown.map_or(editor.edits, |(_, edits)| edits));

        let size = ui.available_size();
        let place = Rect::from_min_size(ui.cursor().min, size);
        let texture = shown.map(|(texture, edits)| (texture, own_size(&edits)));
        let name = if as_taken {
            t!("editor-view-name-as-taken")
        } else {
            t!("editor-view-name-edited")
        };
        let night = theme::of(ui).appearance == Appearance::Night;
        // The same photo lying the same way, without light and colour.
        let beside = shown
            .filter(|(_, edits)| self.split.is_on() && !as_taken && edits.only_tone() != plain)
            .map(|(_, edits)| edits.only_geometry())
            .and_then(|lie| {
                let (texture, _) = stage.textures.photo(photo, &lie, ThumbSize::Screen)?;
                let there = stage.textures.has(photo, &lie, ThumbSize::Screen);
                there.then_some(texture)
            });
        let split = &mut self.split;
        picture_with_ui(ui, &mut self.zoom, texture, size, |ui, shown| {
            if let Some(beside) = beside {
                split.show_ui(ui, shown, beside);
            }
        })
        .accessible_name(name);
        if let (None, Some(problem)) = (texture, &editor.problem) {
            problem_ui(ui, place, problem);
        }
        if as_taken {
            let on_photo = self.photo_corner(ui, place, own_size(&plain));
            let corner = on_photo + Vec2::splat(space::M);
            words_over_photo_ui(
                ui,
                corner,
                Tie::TopLeft,
                t!("editor-view-as-taken"),
                place.width(),
                1,
            );
        }
        if editor.small_only && texture.is_some() && !as_taken {
            let corner = place.left_top() + Vec2::splat(space::M);
            let words = t!("editor-view-small-only");
            words_over_photo_ui(
                ui,
                corner,
                Tie::TopLeft,
                words,
                place.width() - space::XL,
                3,
            );
        }
        if night && texture.is_some() {
            self.night_ui(ui, place);
        }
    }

    /// The upper left corner of what is seen of the photo.
    fn photo_corner(&self, ui: &Ui, place: Rect, own_size: Vec2) -> Pos2 {
        if !self.zoom.is_fit() {
            return place.left_top();
        }
        let own = own_size / ui.pixels_per_point();
        let fit = (place.width() / own.x.max(1.0)).min(place.height() / own.y.max(1.0));
        Rect::from_center_size(place.center(), own * fit.min(1.0)).left_top()
    }

    /// At night photos are dimmed; colours can only be judged without that.
    fn night_ui(&mut self, ui: &mut Ui, place: Rect) {
        let width = 210.0_f32.min(place.width() - 2.0 * space::M);
        let rect = Rect::from_min_size(
            pos2(place.left() + space::M, place.bottom() - space::M - 44.0),
            vec2(width, 44.0),
        );
        let (icon, words) = if self.zoom.true_colours {
            (icons::ICON_BEDTIME.codepoint, t!("editor-view-dim"))
        } else {
            (
                icons::ICON_LIGHT_MODE.codepoint,
                t!("editor-view-true-colours"),
            )
        };
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        if wide_button_ui(&mut child, true, false, width, icon, words).clicked() {
            self.zoom.true_colours = !self.zoom.true_colours;
        }
    }

    /// A zoom makes no sense any more once the photo lies another way.
    fn fit_after_a_turn(&mut self, photo: PhotoId, shown: Edits) {
        let same = self.zoomed.is_some_and(|(id, edits)| {
            id == photo && edits.only_geometry() == shown.only_geometry()
        });
        if !same {
            self.zoom.fit();
        }
        self.zoomed = Some((photo, shown));
    }
}

/// The photo is no longer there, or not read yet.
fn gone_ui(ui: &mut Ui, loaded: bool, actions: &mut Actions) {
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        actions.back();
    }
    if !loaded {
        return;
    }
    empty_state_ui(
        ui,
        None,
        t!("editor-view-gone-title"),
        t!("editor-view-gone"),
        |ui| {
            if secondary_button(ui, icons::ICON_ARROW_BACK.codepoint, t!("editor-view-back"))
                .clicked()
            {
                actions.back();
            }
        },
    );
}
