//! Entries that were removed, and the way back.

use eframe::egui::{
    Align, Color32, Label, Layout, Rect, Sense, Stroke, TextStyle, Ui, epaint::RectShape, vec2,
};
use egui_material_icons::icons;

use crate::app::{EntryCommand, Model};
use crate::domain::Entry;
use crate::photo::ThumbSize;
use crate::ui::actions::Actions;
use crate::ui::text::{clock, elide, long_date, short_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::buttons::quiet_button_width;
use crate::ui::widgets::line::line_ui;
use crate::ui::widgets::picture::cover_uv;
use crate::ui::widgets::{quiet_button, secondary_button_enabled};

/// Entries shown before “Show all”.
const FEW: usize = 8;
/// Side of an entry's picture, in points.
const PICTURE: f32 = 56.0;
/// How much wider the button that puts back is than a quiet one, with the gap
/// before it, in points.
const BUTTON_MORE: f32 = 20.0 + space::S + 2.0 * (18.0 - space::M) + space::L;
/// Longest beginning of a note, in characters.
const NOTE_CHARS: usize = 120;

/// The trash, or that it is empty.
pub(super) fn trash_ui(
    ui: &mut Ui,
    model: &Model,
    all: &mut bool,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    if model.trash.is_empty() {
        let words = t!("settings-trash-empty");
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        return;
    }
    let words = t!("settings-trash-about");
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
    ui.add_space(space::M);
    let shown = if *all { model.trash.len() } else { FEW };
    let outline = theme::of(ui).palette.outline;
    for (index, entry) in model.trash.iter().take(shown).enumerate() {
        if index > 0 {
            ui.add_space(space::S);
            let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
            ui.painter()
                .hline(line.x_range(), line.center().y, Stroke::new(1.0, outline));
            ui.add_space(space::S);
        }
        entry_ui(ui, model, entry, stage, actions);
    }
    if model.trash.len() > shown {
        ui.add_space(space::S);
        let words = t!("settings-trash-all", count = model.trash.len());
        *all |= quiet_button(ui, &words).clicked();
    }
}

fn entry_ui(
    ui: &mut Ui,
    model: &Model,
    entry: &Entry,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let moment = entry.fields.moment.local;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        picture_ui(ui, model, entry, stage);
        let beside = ui.available_width() > 380.0;
        let button = if beside { put_back_width(ui) } else { 0.0 };
        let put_back = |ui: &mut Ui, actions: &mut Actions| {
            let may = model.read_only().is_none();
            let icon = icons::ICON_UNDO.codepoint;
            let name = t!(
                "settings-trash-put-back-name",
                date = short_date(moment.date()),
                time = clock(moment.time())
            );
            let words = t!("settings-trash-put-back");
            let response = secondary_button_enabled(ui, may, icon, words);
            if response.accessible_name(name).clicked() {
                actions.push(EntryCommand::Restore(entry.id));
            }
        };
        ui.vertical(|ui| {
            ui.set_max_width((ui.available_width() - button).max(120.0));
            ui.spacing_mut().item_spacing.y = space::XS;
            let when = t!(
                "settings-trash-when",
                date = long_date(moment.date()),
                time = clock(moment.time())
            );
            ui.add(Label::new(theme::strong(when)).wrap());
            let note = first_words(&entry.fields.note);
            if !note.is_empty() {
                let ink = theme::of(ui).palette.text;
                line_ui(ui, &note, &TextStyle::Body, ink);
            }
            let details = theme::quiet(ui, details(model, entry)).small();
            ui.add(Label::new(details).wrap());
            if !beside {
                put_back(ui, actions);
            }
        });
        if beside {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                put_back(ui, actions);
            });
        }
    });
}

/// Room for the button that puts an entry back, in points.
fn put_back_width(ui: &Ui) -> f32 {
    quiet_button_width(ui, t!("settings-trash-put-back")) + BUTTON_MORE
}

/// `3 photos`, with the baby's name when there are several babies.
fn details(model: &Model, entry: &Entry) -> String {
    let photos = match entry.fields.photos.len() {
        0 => t!("settings-trash-no-photo").to_owned(),
        count => t!("count-photos", count = count),
    };
    let baby = model
        .babies
        .iter()
        .find(|baby| baby.id == entry.fields.baby && model.babies.len() > 1);
    match baby {
        Some(baby) => format!("{} · {photos}", baby.fields.name),
        None => photos,
    }
}

fn first_words(note: &str) -> String {
    let line = note.lines().find(|line| !line.trim().is_empty());
    elide(line.unwrap_or_default().trim(), NOTE_CHARS)
}

fn picture_ui(ui: &mut Ui, model: &Model, entry: &Entry, stage: &mut Stage<'_>) {
    let palette = theme::of(ui).palette;
    let (rect, _) = ui.allocate_exact_size(vec2(PICTURE, PICTURE), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let info = entry
        .fields
        .cover_photo()
        .and_then(|photo| model.photos.get(&photo));
    let Some(info) = info else {
        ui.painter()
            .rect_filled(rect, radius::M, palette.accent_soft);
        let mark = icons::ICON_EDIT_NOTE.codepoint;
        let font = eframe::egui::FontId::new(24.0, theme::icons());
        let middle = eframe::egui::Align2::CENTER_CENTER;
        ui.painter()
            .text(rect.center(), middle, mark, font, palette.on_accent_soft);
        return;
    };
    let [_, red, green, blue] = info.photo.file.average_rgb.to_be_bytes();
    paint(ui, rect, Color32::from_rgb(red, green, blue), {
        stage
            .textures
            .photo(&info.photo, &info.edits, ThumbSize::Grid)
    });
}

fn paint(
    ui: &Ui,
    rect: Rect,
    average: Color32,
    picture: Option<(eframe::egui::TextureId, eframe::egui::Vec2)>,
) {
    let palette = theme::of(ui).palette;
    let shape = match picture {
        Some((texture, size)) => RectShape::filled(rect, radius::M, palette.photo_tint)
            .with_texture(texture, cover_uv(size, rect.size())),
        None => RectShape::filled(rect, radius::M, average),
    };
    ui.painter().add(shape);
}
