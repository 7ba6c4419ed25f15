//! The editor's tools, put together: what is edited, the sections, and the way
//! out.

use eframe::egui::{self, Align, Key, Label, Layout, RichText, ScrollArea, Ui, vec2};
use egui_material_icons::icons;

use super::split::Split;
use super::{BAR_ROOM, again, looks, steps, tone};
use crate::app::{EditorCommand, EditorState, Model};
use crate::domain::{Crop, Edits};
use crate::ui::actions::Actions;
use crate::ui::text::{clock, short_date};
use crate::ui::theme::{self, space};
use crate::ui::widgets::fold::fold_ui;
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::over_photo::wide_button_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{SliderChange, histogram_ui, icon_button_enabled};

/// Height of the histogram, in points; in a low window the tools come first.
const HISTOGRAM: f32 = 96.0;
const LOW_HISTOGRAM: f32 = 48.0;
/// A window is low below this height, in points.
const LOW: f32 = 860.0;
/// Width of the compare button where it stands beside “Done”, in points.
const COMPARE: f32 = 56.0;

/// What is half done in the panel.
pub(super) struct Drafts<'a> {
    pub looks: &'a looks::LookTextures,
    pub again: &'a mut again::Draft,
    pub split: &'a mut Split,
}

/// Draws the tools; returns whether the compare button is held.
pub(super) fn panel_ui(
    ui: &mut Ui,
    model: &Model,
    editor: &EditorState,
    drafts: Drafts<'_>,
    actions: &mut Actions,
) -> bool {
    ui.spacing_mut().item_spacing.y = space::S;
    let low = ui.ctx().content_rect().height() < LOW;
    let mut held = false;
    // Always in sight, however small the window is.
    egui::Panel::bottom("editor-done-bar")
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            ui.add_space(space::M);
            let width = ui.available_width() - BAR_ROOM;
            let icon = icons::ICON_CHECK.codepoint;
            let mut done = |ui: &mut Ui, width: f32| {
                if wide_button_ui(ui, true, true, width, icon, t!("editor-view-done")).clicked() {
                    actions.back();
                }
            };
            let beside = COMPARE + space::S;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let room = if low { COMPARE } else { width - beside };
                held = compare_ui(ui, editor.edits, room);
                drafts.split.button_ui(ui, editor.edits, COMPARE);
                if low {
                    done(ui, width - 2.0 * beside);
                }
            });
            if !low {
                done(ui, width);
            }
        });
    egui::CentralPanel::default()
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    // The scroll bar has a place of its own.
                    ui.set_max_width(ui.available_width() - BAR_ROOM);
                    tools_ui(ui, model, editor, drafts, actions);
                    follow_focus_ui(ui);
                });
        });
    held
}

fn tools_ui(
    ui: &mut Ui,
    model: &Model,
    editor: &EditorState,
    drafts: Drafts<'_>,
    actions: &mut Actions,
) {
    let may_change = model.read_only().is_none();
    head_ui(ui, model, editor, may_change, actions);
    ui.add_space(space::XS);
    light_ui(ui, editor);
    ui.add_space(space::XS);
    tone::auto_ui(ui, model, editor, actions);

    let before = editor.edits;
    let mut edits = before;
    let mut change = SliderChange::default();
    let mut set = None;
    let plain = Edits::default();
    let section = |ui: &mut Ui,
                   name: &str,
                   icon: &str,
                   title: &str,
                   changed: bool,
                   open: bool,
                   contents: &mut dyn FnMut(&mut Ui)| {
        fold_ui(ui, name, icon, title, changed, open, |ui| {
            ui.add_enabled_ui(may_change, |ui| contents(ui));
            ui.add_space(space::S);
        });
    };
    let light = |edits: &Edits| {
        (
            edits.brightness,
            edits.contrast,
            edits.shadows,
            edits.highlights,
        )
    };
    section(
        ui,
        "editor-light-fold",
        icons::ICON_WB_SUNNY.codepoint,
        t!("editor-view-light"),
        light(&before) != light(&plain),
        true,
        &mut |ui| change = change.or(tone::light_ui(ui, &mut edits)),
    );
    section(
        ui,
        "editor-colour-fold",
        icons::ICON_PALETTE.codepoint,
        t!("editor-view-colour"),
        (before.saturation, before.warmth) != (0, 0),
        false,
        &mut |ui| change = change.or(tone::colour_ui(ui, &mut edits)),
    );
    section(
        ui,
        "editor-detail-fold",
        icons::ICON_BLUR_ON.codepoint,
        t!("editor-view-detail"),
        (before.noise, before.sharpness) != (0, 0),
        false,
        &mut |ui| change = change.or(tone::detail_ui(ui, &mut edits)),
    );
    section(
        ui,
        "editor-look-fold",
        icons::ICON_PHOTO_FILTER.codepoint,
        t!("editor-view-look"),
        before.look.is_some(),
        true,
        &mut |ui| {
            let here = looks::looks_ui(ui, drafts.looks, editor, &mut edits);
            change = change.or(here);
        },
    );
    section(
        ui,
        "editor-lie-fold",
        icons::ICON_CROP_ROTATE.codepoint,
        t!("editor-view-crop-and-turn"),
        before.only_geometry() != plain,
        true,
        &mut |ui| {
            crop_button_ui(ui, before, actions);
            set = turns_ui(ui, before);
        },
    );
    if let Some(edits) = set {
        actions.push(EditorCommand::Set(edits));
    } else if change.released && (change.changed || editor.before_drag.is_some()) {
        actions.push(EditorCommand::Set(edits));
    } else if change.changed {
        actions.push(EditorCommand::Drag(edits));
    }
    fold_ui(
        ui,
        "editor-again-fold",
        icons::ICON_CONTENT_COPY.codepoint,
        t!("editor-view-use-again"),
        false,
        false,
        |ui| {
            ui.add_enabled_ui(may_change, |ui| {
                again::again_ui(ui, model, editor, drafts.again, actions);
            });
            ui.add_space(space::S);
        },
    );

    steps::steps_ui(ui, editor, may_change, actions);

    ui.add_space(space::XS);
    let width = ui.available_width();
    let can_reset = may_change && !before.is_identity();
    let icon = icons::ICON_RESTART_ALT.codepoint;
    if wide_button_ui(
        ui,
        can_reset,
        false,
        width,
        icon,
        t!("editor-view-reset-all"),
    )
    .clicked()
    {
        actions.push(EditorCommand::Set(plain));
    }
    ui.add_space(space::XS);
    let words = if may_change {
        t!("editor-view-promise")
    } else {
        t!("editor-view-read-only")
    };
    let quiet = theme::quiet(ui, words).small();
    ui.add(Label::new(quiet).wrap());
}

/// The way to the frame.
fn crop_button_ui(ui: &mut Ui, edits: Edits, actions: &mut Actions) {
    let width = ui.available_width();
    let words = if edits.crop == Crop::WHOLE && edits.straighten == 0 {
        t!("editor-view-crop-begin")
    } else {
        t!("editor-view-crop-change")
    };
    let icon = icons::ICON_CROP.codepoint;
    if wide_button_ui(ui, true, false, width, icon, words)
        .on_hover_text(t!("editor-view-crop-hint"))
        .clicked()
    {
        actions.push(EditorCommand::BeginCrop);
    }
}

/// What is edited, with undo and redo.
fn head_ui(
    ui: &mut Ui,
    model: &Model,
    editor: &EditorState,
    may_change: bool,
    actions: &mut Actions,
) {
    ui.horizontal(|ui| {
        ui.set_height(44.0);
        heading_ui(ui, RichText::new(t!("editor-view-title")).heading());
        let buttons = 2.0 * 40.0 + space::XS;
        ui.add_space((ui.available_width() - buttons).max(0.0));
        ui.spacing_mut().item_spacing.x = space::XS;
        for (icon, name, there, command) in [
            (
                icons::ICON_UNDO.codepoint,
                t!("editor-view-undo"),
                editor.history.can_undo(),
                EditorCommand::Undo,
            ),
            (
                icons::ICON_REDO.codepoint,
                t!("editor-view-redo"),
                editor.history.can_redo(),
                EditorCommand::Redo,
            ),
        ] {
            if icon_button_enabled(ui, may_change && there, icon, name).clicked() {
                actions.push(command);
            }
        }
    });
    let moment = model
        .gallery
        .item(editor.photo.id)
        .map_or(editor.photo.file.taken, |item| item.moment);
    let when = format!(
        "{}, {}",
        short_date(moment.local.date()),
        clock(moment.local.time())
    );
    let quiet = theme::quiet(ui, when).small();
    ui.add(Label::new(quiet).truncate());
}

/// The histogram, or its quiet place until there is one.
fn light_ui(ui: &mut Ui, editor: &EditorState) {
    let height = if ui.ctx().content_rect().height() < LOW {
        LOW_HISTOGRAM
    } else {
        HISTOGRAM
    };
    let size = vec2(ui.available_width(), height);
    match &editor.preview {
        Some(preview) => {
            let light = &preview.histogram;
            histogram_ui(ui, &light.red, &light.green, &light.blue, &light.luma, size)
                .on_hover_text(t!("editor-view-histogram-hint"));
        }
        None => {
            let palette = theme::of(ui).palette;
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            ui.painter()
                .rect_filled(rect, theme::radius::M, palette.photo_backdrop);
        }
    }
}

/// Turns and flips, two in a row.
pub(super) fn turns_ui(ui: &mut Ui, edits: Edits) -> Option<Edits> {
    let mut set = None;
    let width = (ui.available_width() - space::S) / 2.0;
    for pair in [
        [
            (
                icons::ICON_ROTATE_LEFT.codepoint,
                t!("editor-view-turn-left"),
                t!("editor-view-turn-left-hint"),
                edits.turned_left(),
            ),
            (
                icons::ICON_ROTATE_RIGHT.codepoint,
                t!("editor-view-turn-right"),
                t!("editor-view-turn-right-hint"),
                edits.turned_right(),
            ),
        ],
        [
            (
                icons::ICON_SWAP_HORIZ.codepoint,
                t!("editor-view-mirror"),
                t!("editor-view-mirror-hint"),
                edits.flipped_horizontally(),
            ),
            (
                icons::ICON_SWAP_VERT.codepoint,
                t!("editor-view-flip"),
                t!("editor-view-flip-hint"),
                edits.flipped_vertically(),
            ),
        ],
    ] {
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.set_height(44.0);
            ui.spacing_mut().item_spacing.x = space::S;
            for (icon, name, hint, wanted) in pair {
                if wide_button_ui(ui, true, false, width, icon, name)
                    .on_hover_text(hint)
                    .clicked()
                {
                    set = Some(wanted);
                }
            }
        });
    }
    set
}

/// Shows the photo as taken for as long as it is held: with the pointer, or
/// with Space or Enter while it has the keyboard.
fn compare_ui(ui: &mut Ui, edits: Edits, width: f32) -> bool {
    let response = wide_button_ui(
        ui,
        !edits.is_identity(),
        false,
        width,
        icons::ICON_COMPARE.codepoint,
        t!("editor-view-compare"),
    )
    .on_hover_text(t!("editor-view-compare-hint"));
    let by_key = response.has_focus()
        && ui.input(|input| input.key_down(Key::Space) || input.key_down(Key::Enter));
    response.is_pointer_button_down_on() || by_key
}
