//! A film in the viewer: its picture with the button that plays it, and the
//! dialog that makes it a file for others.

use eframe::egui::{Context, Id, Label, Modal, Rect, RichText, Ui};
use egui_material_icons::icons;

use super::Seen;
use crate::domain::{NewPhoto, PhotoId};
use crate::photo::film::duration_label;
use crate::ui::actions::{Actions, Dialog, Original};
use crate::ui::text::safe_file_name;
use crate::ui::theme::{self, space};
use crate::ui::widgets::film::play_button_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{choice_row_ui, primary_button, secondary_button};

/// Width of the dialog, in points.
const DIALOG: f32 = 480.0;

/// `0:07`; nothing when the film does not say how long it lasts.
pub(super) fn length(file: &NewPhoto) -> Option<String> {
    file.shot
        .film_ms
        .filter(|length| *length > 0)
        .map(duration_label)
}

/// The button over the film’s picture.
pub(super) fn play_ui(ui: &mut Ui, seen: &Seen<'_>, place: Rect, actions: &mut Actions) {
    let name = match length(&seen.photo.file) {
        Some(length) => t!("viewer-play-film-length", length = length),
        None => t!("viewer-play-film").to_owned(),
    };
    if play_button_ui(ui, place.center(), &name)
        .on_hover_text(t!("viewer-play-hint"))
        .clicked()
    {
        play(seen.photo.id, actions);
    }
}

pub(super) fn play(photo: PhotoId, actions: &mut Actions) {
    actions.original = Some((photo, Original::Open));
}

/// The dialog, while it is open.
pub(super) struct SaveFilm {
    photo: PhotoId,
    with_place: bool,
}

impl SaveFilm {
    pub(super) const fn new(photo: PhotoId) -> Self {
        Self {
            photo,
            with_place: false,
        }
    }
}

/// Draws it.
pub(super) fn save_film_ui(
    ctx: &Context,
    open: &mut Option<SaveFilm>,
    seen: &Seen<'_>,
    actions: &mut Actions,
) {
    let Some(dialog) = open.as_mut().filter(|dialog| dialog.photo == seen.photo.id) else {
        // Another photo came to the screen.
        *open = None;
        return;
    };
    let theme = theme::of_ctx(ctx);
    let width = DIALOG.min(ctx.content_rect().width() - 2.0 * space::XL);
    let shown = Modal::new(Id::unique("save-a-film"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame().inner_margin(space::XL))
        .show(ctx, |ui| {
            ui.set_width(width - 2.0 * space::XL);
            ui.spacing_mut().item_spacing.y = space::S;
            heading_ui(ui, RichText::new(t!("viewer-film-title")).heading());
            let words = t!("viewer-film-about");
            let quiet = theme::quiet(ui, words);
            ui.add(Label::new(quiet).wrap());
            ui.add_space(space::S);
            let told = [
                (false, t!("viewer-film-dates")),
                (true, t!("viewer-copy-everything")),
            ];
            let mut with_place = Some(dialog.with_place);
            if choice_row_ui(ui, t!("viewer-film-tells"), &told, &mut with_place) {
                dialog.with_place = with_place.unwrap_or(dialog.with_place);
            }
            let words = if dialog.with_place {
                t!("viewer-film-everything-about")
            } else {
                t!("viewer-film-dates-about")
            };
            let quiet = theme::quiet(ui, words).small();
            ui.add(Label::new(quiet).wrap());
            ui.add_space(space::M);
            let mut done = false;
            ui.horizontal(|ui| {
                let icon = icons::ICON_DOWNLOAD.codepoint;
                if primary_button(ui, icon, t!("viewer-film-save")).clicked() {
                    actions.ask(Dialog::SaveFilm {
                        photo: dialog.photo,
                        with_place: dialog.with_place,
                        file_name: proposed_name(&seen.photo.file),
                    });
                    done = true;
                }
                done |= secondary_button(ui, "", t!("word-cancel")).clicked();
            });
            done
        });
    if shown.inner || shown.should_close() {
        *open = None;
    }
}

fn proposed_name(file: &NewPhoto) -> String {
    let whole = safe_file_name(&file.original_name);
    let stem = whole
        .rsplit_once('.')
        .map_or(whole.as_str(), |(stem, _)| stem)
        .trim();
    let stem = if stem.is_empty() {
        t!("viewer-film-file")
    } else {
        stem
    };
    let name = t!("viewer-copy-file", name = stem);
    format!("{name}.{}", file.format.extension())
}
