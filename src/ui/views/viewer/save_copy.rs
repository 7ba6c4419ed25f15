//! The dialog that makes a photo a file for others: how large, which kind, and
//! what it tells.

use eframe::egui::{Context, Id, Label, Modal, RichText, Ui};
use egui_material_icons::icons;

use super::Seen;
use crate::domain::PhotoId;
use crate::photo::{ExportFormat, ExportOptions, KeepMetadata};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::safe_file_name;
use crate::ui::theme::{self, space};
use crate::ui::views::layout::dialog_middle_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{choice_row_ui, primary_button, secondary_button};

/// Width of the dialog, in points.
const DIALOG: f32 = 500.0;
/// Height of what stands around the options, in points.
const AROUND: f32 = 232.0;

/// Longest sides offered, in pixels, and what they are called.
fn sides() -> [(Option<u32>, &'static str); 3] {
    [
        (None, t!("viewer-copy-full")),
        (Some(2560), t!("viewer-copy-large")),
        (Some(1600), t!("viewer-copy-messages")),
    ]
}

/// The dialog, while it is open.
pub(super) struct SaveCopy {
    photo: PhotoId,
    options: ExportOptions,
}

impl SaveCopy {
    pub(super) fn new(photo: PhotoId) -> Self {
        Self {
            photo,
            options: ExportOptions::default(),
        }
    }
}

/// Draws it.
pub(super) fn save_copy_ui(
    ctx: &Context,
    open: &mut Option<SaveCopy>,
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
    let shown = Modal::new(Id::unique("save-a-copy"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame().inner_margin(space::XL))
        .show(ctx, |ui| {
            ui.set_width(width - 2.0 * space::XL);
            ui.spacing_mut().item_spacing.y = space::S;
            heading_ui(ui, RichText::new(t!("viewer-copy")).heading());
            let words = t!("viewer-copy-about");
            let quiet = theme::quiet(ui, words);
            ui.add(Label::new(quiet).wrap());
            ui.add_space(space::S);
            dialog_middle_ui(ui, AROUND, |ui| {
                options_ui(ui, &mut dialog.options, seen);
            });
            ui.add_space(space::M);
            let mut done = false;
            ui.horizontal(|ui| {
                let icon = icons::ICON_DOWNLOAD.codepoint;
                if primary_button(ui, icon, t!("viewer-copy-save")).clicked() {
                    actions.ask(Dialog::SaveCopy {
                        photo: dialog.photo,
                        options: dialog.options,
                        file_name: proposed_name(
                            &seen.photo.file.original_name,
                            dialog.options.format,
                        ),
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

fn options_ui(ui: &mut Ui, options: &mut ExportOptions, seen: &Seen<'_>) {
    // A second tap on a pill takes nothing back here: one is always chosen.
    let mut side = Some(options.max_side);
    if choice_row_ui(ui, t!("viewer-copy-size"), &sides(), &mut side) {
        options.max_side = side.unwrap_or(options.max_side);
    }
    let (width, height) = result_size(seen.shown_size(), options.max_side);
    let words = t!("viewer-pixels", width = width, height = height);
    let quiet = theme::quiet(ui, words).small();
    ui.add(Label::new(quiet).wrap());
    ui.add_space(space::XS);

    let formats = ExportFormat::ALL.map(|format| (format, format.label()));
    let mut format = Some(options.format);
    if choice_row_ui(ui, t!("viewer-copy-kind"), &formats, &mut format) {
        options.format = format.unwrap_or(options.format);
    }
    let words = match options.format {
        ExportFormat::Jpeg => t!("viewer-copy-jpeg"),
        ExportFormat::Png => t!("viewer-copy-png"),
        ExportFormat::Webp => t!("viewer-copy-webp"),
    };
    let quiet = theme::quiet(ui, words).small();
    ui.add(Label::new(quiet).wrap());
    ui.add_space(space::XS);

    let told = [
        (KeepMetadata::Nothing, t!("viewer-copy-nothing")),
        (KeepMetadata::Dates, t!("viewer-copy-dates")),
        (KeepMetadata::All, t!("viewer-copy-all")),
        (KeepMetadata::AllWithPlace, t!("viewer-copy-everything")),
    ];
    let mut metadata = Some(options.metadata);
    if choice_row_ui(ui, t!("viewer-copy-tells"), &told, &mut metadata) {
        options.metadata = metadata.unwrap_or(options.metadata);
    }
    let words = match options.metadata {
        KeepMetadata::Nothing => t!("viewer-copy-nothing-about"),
        KeepMetadata::Dates => t!("viewer-copy-dates-about"),
        KeepMetadata::All => t!("viewer-copy-all-about"),
        KeepMetadata::AllWithPlace => t!("viewer-copy-everything-about"),
    };
    let quiet = theme::quiet(ui, words).small();
    ui.add(Label::new(quiet).wrap());
}

/// Width and height of the copy, in pixels.
fn result_size((width, height): (u32, u32), max_side: Option<u32>) -> (u32, u32) {
    let longest = width.max(height);
    match max_side {
        Some(side) if longest > side => {
            let scaled = |length: u32| {
                let scaled = (u64::from(length) * u64::from(side) + u64::from(longest / 2))
                    / u64::from(longest);
                u32::try_from(scaled).unwrap_or(side).max(1)
            };
            (scaled(width), scaled(height))
        }
        _ => (width, height),
    }
}

fn proposed_name(original: &str, format: ExportFormat) -> String {
    let whole = safe_file_name(original);
    let stem = whole
        .rsplit_once('.')
        .map_or(whole.as_str(), |(stem, _)| stem)
        .trim();
    let stem = if stem.is_empty() {
        t!("viewer-copy-photo")
    } else {
        stem
    };
    let name = t!("viewer-copy-file", name = stem);
    format!("{name}.{}", format.extension())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_named_after_their_photo() {
        for (original, name) in [
            ("IMG_2031.HEIC", "IMG_2031 – copy.jpg"),
            ("Mina schläft.jpg", "Mina schläft – copy.jpg"),
            ("no ending", "no ending – copy.jpg"),
            ("a/b: c?.jpg", "ab c – copy.jpg"),
            ("…/", "… – copy.jpg"),
            ("/", "Photo – copy.jpg"),
        ] {
            assert_eq!(proposed_name(original, ExportFormat::Jpeg), name);
        }
    }

    #[test]
    fn the_size_told_is_the_size_made() {
        assert_eq!(result_size((4000, 3000), None), (4000, 3000));
        assert_eq!(result_size((4000, 3000), Some(1600)), (1600, 1200));
        assert_eq!(result_size((3, 9000), Some(1600)), (1, 1600));
        assert_eq!(result_size((800, 600), Some(1600)), (800, 600));
    }
}
