//! What is known of the photo, in a panel at the right.

use eframe::egui::{self, Margin, ScrollArea, TextStyle, Ui};
use egui_material_icons::icons;

use super::{Seen, film};
use crate::app::{Model, ViewerCommand};
use crate::domain::coach::{self, aperture_label, exposure_label};
use crate::domain::{Crop, Edits, Moment, NewPhoto, Photo, PhotoFormat, Shot, Shows, Turn};
use crate::ui::actions::{Actions, Original};
use crate::ui::text::{clock, grouped, long_date};
use crate::ui::theme::{self, space};
use crate::ui::widgets::follow_focus::follow_focus_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{secondary_button, words_ui};

/// Width of the panel, in points; on a narrow window at most this share of it.
const WIDTH: f32 = 320.0;
const WIDEST_SHARE: f32 = 0.45;

pub(super) fn info_ui(ui: &mut Ui, model: &Model, seen: &Seen<'_>, actions: &mut Actions) {
    let palette = theme::of(ui).palette;
    let width = WIDTH.min(ui.available_width() * WIDEST_SHARE);
    egui::Panel::right("viewer info")
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
                "About this film"
            } else {
                "About this photo"
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
    row_ui(ui, "When", &when);
    // Seconds apart is the same to a parent.
    let file_says = full_moment(&file.taken);
    if file_says != when {
        row_ui(ui, "What the file says", &file_says);
    }
    if let Some(baby) = model.current_baby().filter(|_| seen.item.is_some()) {
        row_ui(ui, "Age", &baby.age_label(moment.local.date()));
    }
    if let Some(camera) = &file.shot.camera {
        row_ui(ui, "Camera", camera);
    }
    if let Some(words) = exposure(&file.shot) {
        row_ui(ui, "Exposure", &words);
    }
    if let Some(fired) = file.shot.flash_fired {
        row_ui(ui, "Flash", if fired { "fired" } else { "did not fire" });
    }
    let hints = hint_sentences(seen.photo);
    if model.config.hints && !hints.is_empty() {
        row_ui(ui, "Next time", &hints.join("\n"));
    }
    if !seen.is_film() {
        row_ui(ui, "Look", &look(&seen.edits));
    }
    if let Some(length) = film::length(file) {
        row_ui(ui, "Length", &length);
    }
    let (width, height) = seen.shown_size();
    row_ui(ui, "Size", &format!("{width} × {height} pixels"));
    row_ui(ui, "File", &file.original_name);
    row_ui(ui, "Format", &format_words(file));
    row_ui(ui, "File size", &file_size(file.byte_len));
    if file.ends_early {
        row_ui(
            ui,
            "End of file missing",
            if seen.is_film() {
                "The film may stop before its end. If you still have it on the phone, copy it again."
            } else {
                "Part of the picture may be grey. If you still have it on the phone, copy it again."
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
        "Copy this picture"
    } else {
        "Copy the photo"
    };
    if secondary_button(ui, copy, words)
        .on_hover_text("With your edits; without date, place or camera (Ctrl + C)")
        .clicked()
    {
        actions.push(ViewerCommand::CopyPicture(photo));
    }
    let open = icons::ICON_OPEN_IN_NEW.codepoint;
    if secondary_button(ui, open, "Open the original")
        .on_hover_text("In the program of this computer that shows such photos")
        .clicked()
    {
        actions.original = Some((photo, Original::Open));
    }
    let folder = icons::ICON_FOLDER_OPEN.codepoint;
    if secondary_button(ui, folder, "Show in its folder").clicked() {
        actions.original = Some((photo, Original::ShowInFolder));
    }
    ui.add_space(space::M);
}

/// What the light coach has to say of a photo.
pub(super) fn hint_sentences(photo: &Photo) -> Vec<String> {
    coach::hints(&photo.file.shot, photo.file.light.as_ref())
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
        Shows::Preview => format!("{name}, preview of a raw file"),
        Shows::Frame => format!("{name}, one picture of it"),
        Shows::Nothing => format!("{name}, kept whole but not shown"),
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
    format!(
        "{}, {} ({})",
        long_date(moment.local.date()),
        clock(moment.local.time()),
        moment.source.label()
    )
}

const fn format_name(format: PhotoFormat) -> &'static str {
    match format {
        PhotoFormat::Jpeg => "JPEG",
        PhotoFormat::Png => "PNG",
        PhotoFormat::Webp => "WebP",
        PhotoFormat::Gif => "GIF",
        PhotoFormat::Bmp => "BMP",
        PhotoFormat::Tiff => "TIFF",
        PhotoFormat::Heic => "HEIC",
        PhotoFormat::Avif => "AVIF",
        PhotoFormat::Raw => "camera raw",
        PhotoFormat::Mp4 => "MP4 film",
        PhotoFormat::Mov => "QuickTime film",
    }
}

/// `2.4 MB`, as file managers count: a thousand bytes are a kilobyte.
fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..100_000_000 => {
            let tenths = bytes / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
        _ => format!("{} MB", grouped(bytes / 1_000_000)),
    }
}

/// What was changed about how it looks, in words.
fn look(edits: &Edits) -> String {
    let tone = |name: &str, value: i8| match value {
        0 => None,
        1.. => Some(format!("{name} +{value}")),
        _ => Some(format!("{name} −{}", value.unsigned_abs())),
    };
    let turn = match edits.turn {
        Turn::None => None,
        Turn::Right => Some("turned right"),
        Turn::Half => Some("turned upside down"),
        Turn::Left => Some("turned left"),
    };
    let parts: Vec<String> = [
        tone("brightness", edits.brightness),
        tone("contrast", edits.contrast),
        tone("shadows", edits.shadows),
        tone("highlights", edits.highlights),
        tone("saturation", edits.saturation),
        tone("warmth", edits.warmth),
        (edits.noise > 0).then(|| format!("grain smoothed {}", edits.noise)),
        (edits.sharpness > 0).then(|| format!("sharpness {}", edits.sharpness)),
        edits.look.map(|choice| {
            format!(
                "{} {} %",
                choice.look.label().to_lowercase(),
                choice.strength
            )
        }),
        edits.mirrored.then(|| "flipped".to_owned()),
        turn.map(str::to_owned),
        (edits.straighten != 0).then(|| "straightened".to_owned()),
        (edits.crop != Crop::WHOLE).then(|| "cropped".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        "As taken".to_owned()
    } else {
        format!("Edited: {}. The original is untouched.", parts.join(", "))
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
