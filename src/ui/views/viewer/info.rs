//! What is known of the photo, in a panel at the right.

use eframe::egui::{self, Margin, ScrollArea, TextStyle, Ui};
use egui_material_icons::icons;

use super::{Seen, film};
use crate::app::{Model, ViewerCommand};
use crate::domain::coach::{self, aperture_label, exposure_label};
use crate::domain::{Crop, Edits, Moment, NewPhoto, Photo, PhotoFormat, Shot, Shows, Turn};
use crate::ui::actions::{Actions, Original};
use crate::ui::text::{clock, long_date};
use crate::ui::theme::{self, space};
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::words::within_sentence;
use crate::ui::widgets::{secondary_button, words_ui};
use crate::words::{Value, filled};

/// Width of the panel, in points; on a narrow window at most this share of it.
const WIDTH: f32 = 320.0;
const WIDEST_SHARE: f32 = 0.45;

pub(super) fn info_ui(ui: &mut Ui, model: &Model, seen: &Seen<'_>, actions: &mut Actions) {
    let palette = theme::of(ui).palette;
    let width = WIDTH.min(ui.available_width() * WIDEST_SHARE);
    egui::Panel::right("viewer-info")
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .frame(
            egui::Frame::new()
                .fill(palette.surface)
                .inner_margin(Margin::same(20)),
        )
        .show(ui, |ui| {
            let title = if seen.is_film() {
                t!("viewer-about-film")
            } else {
                t!("viewer-about-photo")
            };
            heading_ui(ui, egui::RichText::new(title).heading());
            ui.add_space(space::S);
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    rows_ui(ui, model, seen);
                    elsewhere_ui(ui, seen, actions);
                    follow_focus_ui(ui);
                });
        });
}

fn rows_ui(ui: &mut Ui, model: &Model, seen: &Seen<'_>) {
    let file = &seen.photo.file;
    let moment = seen.moment();
    let when = full_moment(&moment);
    row_ui(ui, t!("viewer-info-when"), &when);
    // Seconds apart is the same to a parent.
    let file_says = full_moment(&file.taken);
    if file_says != when {
        row_ui(ui, t!("viewer-info-file-says"), &file_says);
    }
    if let Some(baby) = model.current_baby().filter(|_| seen.item.is_some()) {
        row_ui(
            ui,
            t!("viewer-info-age"),
            &baby.age_label(moment.local.date()),
        );
    }
    if let Some(camera) = &file.shot.camera {
        row_ui(ui, t!("viewer-info-camera"), camera);
    }
    if let Some(words) = exposure(&file.shot) {
        row_ui(ui, t!("viewer-info-exposure"), &words);
    }
    if let Some(fired) = file.shot.flash_fired {
        let words = if fired {
            t!("viewer-flash-fired")
        } else {
            t!("viewer-flash-not-fired")
        };
        row_ui(ui, t!("viewer-info-flash"), words);
    }
    let hints = hint_sentences(seen.photo, &seen.edits);
    if model.config.hints && !hints.is_empty() {
        row_ui(ui, t!("viewer-info-next-time"), &hints.join("\n"));
    }
    if !seen.is_film() {
        row_ui(ui, t!("viewer-info-look"), &look(&seen.edits));
    }
    if let Some(length) = film::length(file) {
        row_ui(ui, t!("viewer-info-length"), &length);
    }
    let (width, height) = seen.shown_size();
    let (width, height) = (width.to_string(), height.to_string());
    let pixels = t!("viewer-pixels", width = width, height = height);
    row_ui(ui, t!("viewer-info-size"), &pixels);
    row_ui(ui, t!("viewer-info-file"), &file.original_name);
    row_ui(ui, t!("viewer-info-format"), &format_words(file));
    row_ui(ui, t!("viewer-info-file-size"), &file_size(file.byte_len));
    if file.ends_early {
        row_ui(
            ui,
            t!("viewer-info-ends-early"),
            if seen.is_film() {
                t!("viewer-ends-early-film")
            } else {
                t!("viewer-ends-early-photo")
            },
        );
    }
}

/// The ways to other programs.
fn elsewhere_ui(ui: &mut Ui, seen: &Seen<'_>, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::S;
    let photo = seen.photo.id;
    let copy = icons::ICON_CONTENT_COPY.codepoint;
    let words = if seen.is_film() {
        t!("viewer-copy-picture")
    } else {
        t!("viewer-copy-the-photo")
    };
    if secondary_button(ui, copy, words)
        .on_hover_text(t!("viewer-copy-hint"))
        .clicked()
    {
        actions.push(ViewerCommand::CopyPicture(photo));
    }
    let open = icons::ICON_OPEN_IN_NEW.codepoint;
    if secondary_button(ui, open, t!("viewer-open-original"))
        .on_hover_text(t!("viewer-open-original-hint"))
        .clicked()
    {
        actions.original = Some((photo, Original::Open));
    }
    let folder = icons::ICON_FOLDER_OPEN.codepoint;
    if secondary_button(ui, folder, t!("viewer-show-in-folder")).clicked() {
        actions.original = Some((photo, Original::ShowInFolder));
    }
    ui.add_space(space::M);
}

/// What the light coach has to say of a photo.
pub(super) fn hint_sentences(photo: &Photo, edits: &Edits) -> Vec<String> {
    coach::hints(&photo.file.shot, photo.file.light.as_ref(), edits)
        .into_iter()
        .map(coach::Hint::sentence)
        .collect()
}

/// `1/15 s, ISO 1600, f/1.8`; as much of it as is known.
fn exposure(shot: &Shot) -> Option<String> {
    let parts: Vec<String> = [
        shot.exposure_us.map(exposure_label),
        shot.iso.map(|iso| format!("ISO {iso}")),
        shot.aperture_centi.map(aperture_label),
        shot.focal_35mm.map(|focal| format!("{focal} mm")),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `camera raw, seen through its preview`
fn format_words(file: &NewPhoto) -> String {
    let name = format_name(file.format);
    match file.shows {
        Shows::Photo => name.to_owned(),
        Shows::Preview => t!("viewer-format-preview", name = name),
        Shows::Frame => t!("viewer-format-frame", name = name),
        Shows::Nothing => t!("viewer-format-not-shown", name = name),
    }
}

fn row_ui(ui: &mut Ui, label: &str, value: &str) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let quiet = theme::quiet(ui, label).small();
    ui.label(quiet);
    let color = theme::of(ui).palette.text;
    words_ui(ui, value, TextStyle::Body, color);
    ui.add_space(space::M);
}

/// `Tuesday, 3 November 2026, 03:10 (from the camera)`
fn full_moment(moment: &Moment) -> String {
    t!(
        "viewer-full-moment",
        date = long_date(moment.local.date()),
        time = clock(moment.local.time()),
        source = moment.source.label()
    )
}

fn format_name(format: PhotoFormat) -> &'static str {
    match format {
        PhotoFormat::Jpeg => "JPEG",
        PhotoFormat::Png => "PNG",
        PhotoFormat::Webp => "WebP",
        PhotoFormat::Gif => "GIF",
        PhotoFormat::Bmp => "BMP",
        PhotoFormat::Tiff => "TIFF",
        PhotoFormat::Heic => "HEIC",
        PhotoFormat::Avif => "AVIF",
        PhotoFormat::Raw => t!("viewer-format-raw"),
        PhotoFormat::Mp4 => t!("viewer-format-mp4"),
        PhotoFormat::Mov => t!("viewer-format-mov"),
    }
}

/// `2.4 MB`, as file managers count: a thousand bytes are a kilobyte.
fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => t!("viewer-size-bytes", count = bytes),
        1_000..1_000_000 => t!("viewer-size-kb", count = bytes.div_ceil(1_000)),
        1_000_000..100_000_000 => {
            let tenths = bytes / 100_000;
            t!(
                "viewer-size-mb-tenths",
                whole = tenths / 10,
                tenth = tenths % 10
            )
        }
        _ => t!("viewer-size-mb", count = bytes / 1_000_000),
    }
}

/// What was changed about how it looks, in words.
fn look(edits: &Edits) -> String {
    let tone = |key: &'static str, value: i8| {
        let amount = match value {
            0 => return None,
            1.. => format!("+{value}"),
            _ => format!("−{}", value.unsigned_abs()),
        };
        Some(filled(key, &[("amount", Value::from(amount))]))
    };
    let turn = match edits.turn {
        Turn::None => None,
        Turn::Right => Some(t!("viewer-look-right")),
        Turn::Half => Some(t!("viewer-look-half")),
        Turn::Left => Some(t!("viewer-look-left")),
    };
    let parts: Vec<String> = [
        tone("viewer-look-brightness", edits.brightness),
        tone("viewer-look-contrast", edits.contrast),
        tone("viewer-look-shadows", edits.shadows),
        tone("viewer-look-highlights", edits.highlights),
        tone("viewer-look-saturation", edits.saturation),
        tone("viewer-look-warmth", edits.warmth),
        (edits.noise > 0).then(|| t!("viewer-look-noise", amount = edits.noise)),
        (edits.sharpness > 0).then(|| t!("viewer-look-sharpness", amount = edits.sharpness)),
        edits.look.map(|choice| {
            t!(
                "viewer-look-look",
                look = within_sentence(choice.look.label()),
                strength = choice.strength
            )
        }),
        edits
            .mirrored
            .then(|| t!("viewer-look-mirrored").to_owned()),
        turn.map(str::to_owned),
        (edits.straighten != 0).then(|| t!("viewer-look-straightened").to_owned()),
        (edits.crop != Crop::WHOLE).then(|| t!("viewer-look-cropped").to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        t!("viewer-look-as-taken").to_owned()
    } else {
        t!("viewer-look-edited", changes = parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_in_a_file_manager() {
        for (bytes, words) in [
            (12, "12 bytes"),
            (83_200, "84 KB"),
            (2_449_000, "2.4 MB"),
            (1_204_000_000, "1,204 MB"),
        ] {
            assert_eq!(file_size(bytes), words);
        }
    }

    #[test]
    fn edits_are_told_in_words() {
        assert_eq!(look(&Edits::default()), "As taken");
        let edits = Edits {
            brightness: 12,
            contrast: -3,
            mirrored: true,
            turn: Turn::Right,
            ..Edits::default()
        };
        assert_eq!(
            look(&edits),
            "Edited: brightness +12, contrast −3, flipped, turned right. The original is untouched."
        );
    }
}
