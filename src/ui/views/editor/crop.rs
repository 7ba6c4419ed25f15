//! Choosing what is kept of a photo: the frame on the uncropped picture, its
//! proportions, and the level.

use eframe::egui::{self, Color32, Label, RichText, ScrollArea, TextureId, Ui, vec2};
use egui_material_icons::icons;

use super::BAR_ROOM;
use super::panel::turns_ui;
use crate::app::{EditorCommand, EditorState};
use crate::domain::{Crop, Edits, PhotoId};
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::choice::choice_row_ui;
use crate::ui::widgets::crop::{CropArgs, CropState, crop_ui, reshaped};
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::over_photo::wide_button_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{icon_button_enabled, tilt_slider_ui};

/// For how long after a tilt the level grid stays, in seconds.
const LEVEL_STAYS_S: f64 = 0.9;

/// Proportions of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ratio {
    /// Those of the photo.
    Original,
    /// Width to height.
    Of(u8, u8),
}

/// What is offered: phones and cameras (4:3, 3:2), films (16:9), frames and
/// prints (5:7), lying and standing.
fn ratios() -> [(Option<Ratio>, &'static str); 11] {
    [
        (None, t!("editor-view-ratio-free")),
        (Some(Ratio::Original), t!("editor-view-ratio-original")),
        (Some(Ratio::Of(1, 1)), t!("editor-view-ratio-square")),
        (Some(Ratio::Of(4, 3)), "4:3"),
        (Some(Ratio::Of(3, 4)), "3:4"),
        (Some(Ratio::Of(3, 2)), "3:2"),
        (Some(Ratio::Of(2, 3)), "2:3"),
        (Some(Ratio::Of(16, 9)), "16:9"),
        (Some(Ratio::Of(9, 16)), "9:16"),
        (Some(Ratio::Of(7, 5)), "7:5"),
        (Some(Ratio::Of(5, 7)), "5:7"),
    ]
}

impl Ratio {
    /// Width by height in shares of the straightened picture's sides.
    fn shape(self, (width, height): (f64, f64)) -> f64 {
        match self {
            Self::Original => 1.0,
            Self::Of(w, h) => f64::from(w) / f64::from(h) * height / width,
        }
    }

    const fn turned(self) -> Self {
        match self {
            Self::Original => Self::Original,
            Self::Of(w, h) => Self::Of(h, w),
        }
    }
}

/// What is being done with the frame.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The photo whose crop is being chosen, and whether it lay on its side.
    of: Option<(PhotoId, bool)>,
    state: CropState,
    ratio: Option<Ratio>,
    tilted_at: Option<f64>,
}

impl Draft {
    /// Whether the frame has the keyboard.
    pub(super) const fn has_focus(&self) -> bool {
        self.of.is_some() && self.state.has_focus()
    }

    /// Begins anew when a crop begins, and turns with the photo.
    pub(super) fn follow(&mut self, editor: &EditorState) {
        if editor.cropping.is_none() {
            if self.of.is_some() {
                *self = Self::default();
            }
            return;
        }
        let now = (editor.photo.id, editor.edits.turn.quarters() % 2 == 1);
        match self.of {
            Some(before) if before == now => {}
            Some((photo, _)) if photo == now.0 => {
                self.ratio = self.ratio.map(Ratio::turned);
                self.of = Some(now);
            }
            _ => {
                *self = Self {
                    of: Some(now),
                    ..Self::default()
                };
            }
        }
    }

    fn shape(&self, editor: &EditorState) -> Option<f64> {
        Some(self.ratio?.shape(straightened(editor)))
    }
}

fn straightened(editor: &EditorState) -> (f64, f64) {
    let file = &editor.photo.file;
    editor.edits.frame(file.width, file.height).straightened
}

/// The uncropped picture with the frame.
pub(super) fn picture_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    editor: &EditorState,
    texture: Option<(TextureId, Crop)>,
    true_colours: bool,
    actions: &mut Actions,
) {
    let now = ui.input(|input| input.time);
    let level = draft.tilted_at.is_some_and(|at| now - at < LEVEL_STAYS_S);
    if level {
        ui.ctx().request_repaint_after_secs(0.1);
    }
    let [_, r, g, b] = editor.photo.file.average_rgb.to_be_bytes();
    let (width, height) = straightened(editor);
    let change = crop_ui(
        ui,
        &mut draft.state,
        CropArgs {
            texture,
            average: Color32::from_rgb(r, g, b),
            picture: vec2(width as f32, height as f32),
            crop: editor.edits.crop,
            shape: draft.ratio.map(|ratio| ratio.shape((width, height))),
            level,
            tint: if true_colours {
                Color32::WHITE
            } else {
                theme::of(ui).palette.photo_tint
            },
        },
    );
    let edits = Edits {
        crop: change.crop,
        ..editor.edits
    };
    if change.released && (change.changed || editor.before_drag.is_some()) {
        actions.push(EditorCommand::Set(edits));
    } else if change.changed {
        actions.push(EditorCommand::Drag(edits));
    }
}

/// The tools beside the frame.
pub(super) fn panel_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    editor: &EditorState,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.y = space::S;
    egui::Panel::bottom("crop-done")
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            ui.add_space(space::M);
            let width = (ui.available_width() - BAR_ROOM - space::S) / 2.0;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let icon = icons::ICON_CLOSE.codepoint;
                if wide_button_ui(ui, true, false, width, icon, t!("word-cancel"))
                    .on_hover_text(t!("editor-view-crop-cancel-hint"))
                    .clicked()
                {
                    actions.push(EditorCommand::EndCrop { keep: false });
                }
                let icon = icons::ICON_CHECK.codepoint;
                if wide_button_ui(ui, true, true, width, icon, t!("editor-view-done"))
                    .on_hover_text(t!("editor-view-crop-done-hint"))
                    .clicked()
                {
                    actions.push(EditorCommand::EndCrop { keep: true });
                }
            });
        });
    egui::CentralPanel::default()
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.set_max_width(ui.available_width() - BAR_ROOM);
                    head_ui(ui, editor, actions);
                    tools_ui(ui, draft, editor, actions);
                    follow_focus_ui(ui);
                });
        });
}

fn head_ui(ui: &mut Ui, editor: &EditorState, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.set_height(44.0);
        heading_ui(ui, RichText::new(t!("editor-view-crop")).heading());
        let buttons = 2.0 * 40.0 + space::XS;
        ui.add_space((ui.available_width() - buttons).max(0.0));
        ui.spacing_mut().item_spacing.x = space::XS;
        let can_undo = editor.history.can_undo();
        let can_redo = editor.history.can_redo();
        if icon_button_enabled(
            ui,
            can_undo,
            icons::ICON_UNDO.codepoint,
            t!("editor-view-undo"),
        )
        .clicked()
        {
            actions.push(EditorCommand::Undo);
        }
        if icon_button_enabled(
            ui,
            can_redo,
            icons::ICON_REDO.codepoint,
            t!("editor-view-redo"),
        )
        .clicked()
        {
            actions.push(EditorCommand::Redo);
        }
    });
    let words = t!("editor-view-crop-about");
    let quiet = theme::quiet(ui, words).small();
    ui.add(Label::new(quiet).wrap());
    ui.add_space(space::XS);
}

fn tools_ui(ui: &mut Ui, draft: &mut Draft, editor: &EditorState, actions: &mut Actions) {
    let before = editor.edits;
    let mut edits = before;
    let icon = icons::ICON_STRAIGHTEN.codepoint;
    let tilt = tilt_slider_ui(
        ui,
        icon,
        t!("editor-view-straighten"),
        &mut edits.straighten,
    );
    if tilt.changed {
        draft.tilted_at = Some(ui.input(|input| input.time));
    }
    let own = before.straighten == edits.straighten;
    if tilt.released && (tilt.changed || (editor.before_drag.is_some() && !pulling(ui))) {
        actions.push(EditorCommand::Set(edits));
    } else if !own {
        actions.push(EditorCommand::Drag(edits));
    }
    ui.add_space(space::XS);

    let mut ratio = Some(draft.ratio);
    if choice_row_ui(ui, t!("editor-view-proportions"), &ratios(), &mut ratio) {
        // A second tap on the chosen one sets the frame free.
        draft.ratio = ratio.flatten();
        if let Some(shape) = draft.shape(editor) {
            actions.push(EditorCommand::Set(Edits {
                crop: reshaped(before.crop, shape),
                ..before
            }));
        }
    }
    ui.add_space(space::XS);
    if let Some(edits) = turns_ui(ui, before) {
        actions.push(EditorCommand::Set(edits));
    }
    let whole = before.crop == Crop::WHOLE && before.straighten == 0;
    let width = ui.available_width();
    let icon = icons::ICON_CROP_FREE.codepoint;
    if wide_button_ui(ui, !whole, false, width, icon, t!("editor-view-crop-whole")).clicked() {
        draft.ratio = None;
        actions.push(EditorCommand::Set(Edits {
            crop: Crop::WHOLE,
            straighten: 0,
            ..before
        }));
    }
}

/// Whether a hand is on something: then a movement is under way elsewhere.
fn pulling(ui: &Ui) -> bool {
    ui.input(|input| input.pointer.primary_down())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proportions_are_measured_in_pixels_not_in_shares() {
        let photo = (4000.0, 3000.0);
        assert!((Ratio::Of(4, 3).shape(photo) - 1.0).abs() < 1e-9);
        assert!((Ratio::Of(1, 1).shape(photo) - 0.75).abs() < 1e-9);
        assert!((Ratio::Original.shape(photo) - 1.0).abs() < 1e-9);
        assert_eq!(Ratio::Of(5, 7).turned(), Ratio::Of(7, 5));
    }

    #[test]
    fn every_lying_ratio_can_be_stood_up() {
        for (ratio, name) in ratios() {
            let Some(ratio) = ratio else {
                continue;
            };
            assert!(
                ratios()
                    .iter()
                    .any(|(other, _)| *other == Some(ratio.turned())),
                "{name}"
            );
        }
    }
}
