//! The sheet of one milestone: title, day, words, photos.

use chrono::NaiveDate;
use eframe::egui::{
    self, Align, Align2, FontId, Frame, Id, Label, Layout, Margin, Rect, RichText, Role,
    ScrollArea, Sense, Ui, Vec2, WidgetInfo, vec2,
};
use egui_material_icons::icons;

use crate::app::{
    EntryCommand, MergeCommand, MilestoneCommand, MilestoneSheet, Model, SaveState, ViewerCommand,
};
use crate::domain::{MilestoneFields, MilestoneId, PhotoId};
use crate::photo::ThumbSize;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::text::short_date;
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::views::before_birth;
use crate::ui::views::photo_parts::{average, thumbnail_ui};
use crate::ui::views::save_state::save_state_ui;
use crate::ui::widgets::buttons::{icon_button, icon_button_enabled, secondary_button_enabled};
use crate::ui::widgets::chip::kind_hint_ui;
use crate::ui::widgets::date::date_field_ui;
use crate::ui::widgets::earlier::{Earlier, earlier_words_ui};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::picture::{PictureArgs, picture_ui};
use crate::ui::widgets::text_field::{line_field_ui, note_field_ui};

/// The widest the fields get, in points.
const MAX_FIELDS: f32 = 560.0;
/// Side of a picture.
const THUMB: f32 = 104.0;
/// Side of the cross on a picture: large enough for a thumb.
const CROSS: f32 = 36.0;

/// The sheet's own copy of the fields, and half-typed words.
pub(super) struct SheetDraft {
    id: Option<MilestoneId>,
    /// Counts the milestones shown, so that each has fields of its own.
    serial: u64,
    fields: MilestoneFields,
    date: Option<NaiveDate>,
    date_text: String,
    /// A new one without a title wants the keyboard there.
    wants_focus: bool,
}

impl SheetDraft {
    /// The draft of this sheet. What the app changed itself (photos added,
    /// another milestone opened) is taken over.
    pub fn follow<'a>(slot: &'a mut Option<Self>, sheet: &MilestoneSheet) -> &'a mut Self {
        let serial = slot.as_ref().map_or(0, |draft| draft.serial);
        let draft = slot.get_or_insert_with(|| Self::new(sheet, serial));
        if draft.fields != sheet.fields {
            if draft.id == sheet.id && draft.id.is_some() {
                draft.fields = sheet.fields.clone();
                draft.date = Some(draft.fields.date);
            } else {
                *draft = Self::new(sheet, serial + 1);
            }
        }
        // Its first save gave it an id.
        draft.id = sheet.id;
        draft
    }

    fn new(sheet: &MilestoneSheet, serial: u64) -> Self {
        Self {
            id: sheet.id,
            serial,
            fields: sheet.fields.clone(),
            date: Some(sheet.fields.date),
            date_text: String::new(),
            wants_focus: sheet.id.is_none() && sheet.fields.title.is_empty(),
        }
    }

    fn send(&self, actions: &mut Actions) {
        actions.push(MilestoneCommand::Change(Box::new(self.fields.clone())));
    }
}

pub(super) fn sheet_ui(
    ui: &mut Ui,
    draft: &mut SheetDraft,
    sheet: &MilestoneSheet,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let margin = Margin::symmetric(space::XL as i8, 0);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        header_ui(ui, sheet, model, actions);
    });
    ScrollArea::vertical()
        .id_salt(("milestone", draft.serial))
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width().min(MAX_FIELDS));
                ui.visuals_mut().disabled_alpha = 0.85;
                ui.spacing_mut().item_spacing.y = space::S;
                let may_change = model.read_only().is_none();
                let words = if sheet.id.is_none() {
                    t!("milestone-sheet-new")
                } else {
                    t!("milestone-sheet-title")
                };
                heading_ui(ui, RichText::new(words).heading());
                ui.add_space(space::S);
                ui.add_enabled_ui(may_change, |ui| {
                    words_ui(ui, draft, sheet, model, actions);
                });
                ui.add_space(space::L);
                photos_ui(ui, draft, model, stage, may_change, actions);
                entry_ui(ui, draft, model, actions);
                earlier_ui(ui, draft, sheet, model, actions);
                ui.add_space(space::XXL * 2.0);
            });
        });
}

fn header_ui(ui: &mut Ui, sheet: &MilestoneSheet, model: &Model, actions: &mut Actions) {
    let may_change = model.read_only().is_none();
    let size = vec2(ui.available_width(), 64.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_height(64.0);
        if icon_button(ui, icons::ICON_CLOSE.codepoint, t!("milestone-sheet-close")).clicked() {
            actions.push(MilestoneCommand::Close);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = if sheet.id.is_some() {
                t!("milestone-sheet-trash")
            } else {
                t!("milestone-sheet-throw-away")
            };
            let icon = icons::ICON_DELETE.codepoint;
            if icon_button_enabled(ui, may_change, icon, name).clicked() {
                actions.push(MilestoneCommand::Discard);
            }
            if may_change {
                let untitled = sheet.fields.title.trim().is_empty();
                let waits = (untitled && sheet.save != SaveState::Failed)
                    .then_some(t!("milestone-sheet-not-kept"));
                save_state_ui(ui, sheet.save, waits);
            }
        });
    });
}

fn words_ui(
    ui: &mut Ui,
    draft: &mut SheetDraft,
    sheet: &MilestoneSheet,
    model: &Model,
    actions: &mut Actions,
) {
    let id = ("milestone", draft.serial);
    let title = &mut draft.fields.title;
    let hint = t!("milestone-sheet-title-hint");
    let field = line_field_ui(
        ui,
        (id, "title"),
        t!("milestone-sheet-field-title"),
        title,
        hint,
        None,
    );
    if std::mem::take(&mut draft.wants_focus) {
        field.request_focus();
    }
    let most = MilestoneFields::MAX_TITLE_CHARS;
    if field.changed() {
        if title.chars().count() > most {
            *title = title.chars().take(most).collect();
        }
        draft.send(actions);
    }
    let fields = &draft.fields;
    let begun = sheet.save != SaveState::Saved || !fields.note.is_empty();
    if fields.title.trim().is_empty() && begun {
        let words = t!("milestone-sheet-wants-title");
        kind_hint_ui(ui, icons::ICON_EDIT.codepoint, words);
    } else if fields.title.chars().count() >= most {
        let words = t!("milestone-sheet-title-full", count = most);
        kind_hint_ui(ui, icons::ICON_INFO.codepoint, &words);
    }
    ui.add_space(space::M);

    let (date, text) = (&mut draft.date, &mut draft.date_text);
    let missing = (date.is_none() && text.trim().is_empty()).then(|| {
        let example = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap_or_default();
        t!("milestone-sheet-day-missing", example = short_date(example))
    });
    let changed = date_field_ui(
        ui,
        (id, "day"),
        t!("milestone-sheet-day"),
        date,
        text,
        missing.as_deref(),
    );
    if changed && let Some(day) = *date {
        draft.fields.date = day;
        draft.send(actions);
    }
    let baby = model
        .babies
        .iter()
        .find(|baby| baby.id == draft.fields.baby);
    if let Some(baby) = baby {
        let day = draft.fields.date;
        match before_birth(baby, day) {
            Some(sentence) => kind_hint_ui(ui, icons::ICON_INFO.codepoint, &sentence),
            None => {
                let words = format!("{}: {}", baby.fields.name, baby.age_label(day));
                ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
            }
        }
    }
    ui.add_space(space::M);

    ui.label(theme::label(t!("milestone-sheet-note")));
    let note = &mut draft.fields.note;
    if note_field_ui(ui, (id, "note"), note, t!("milestone-sheet-note-hint"), 5).changed() {
        draft.send(actions);
    }
}

fn photos_ui(
    ui: &mut Ui,
    draft: &mut SheetDraft,
    model: &Model,
    stage: &mut Stage<'_>,
    may_change: bool,
    actions: &mut Actions,
) {
    ui.label(theme::label(t!("milestone-sheet-photos")));
    let photos = draft.fields.photos.clone();
    let mut removed = None;
    if !photos.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(space::S);
            for (index, photo) in photos.iter().enumerate() {
                let rect = photo_ui(ui, *photo, index, model, stage, actions);
                let name = t!("milestone-sheet-photo-remove", number = index + 1);
                let id = ui.scope_id().with(("remove", photo));
                if may_change && cross_ui(ui, id, rect, &name) {
                    removed = Some(*photo);
                }
            }
        });
    }
    if let Some(photo) = removed {
        draft.fields.photos.retain(|known| *known != photo);
        draft.send(actions);
    }
    let icon = icons::ICON_ADD_PHOTO_ALTERNATE.codepoint;
    let words = t!("milestone-sheet-add-photos");
    if secondary_button_enabled(ui, may_change, icon, words).clicked() {
        actions.ask(Dialog::MilestonePhotos);
    }
}

/// A picture; one that is in the gallery opens large.
fn photo_ui(
    ui: &mut Ui,
    photo: PhotoId,
    index: usize,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) -> Rect {
    let info = model.photos.get(&photo);
    let number = index + 1;
    let Some(known) = info.filter(|_| model.gallery.position(photo).is_some()) else {
        let name = t!("milestone-sheet-photo", number = number);
        return thumbnail_ui(ui, stage, info, THUMB, &name);
    };
    let texture = stage
        .textures
        .photo(&known.photo, &known.edits, ThumbSize::Grid);
    let name = t!("milestone-sheet-photo-open", number = number);
    let args = PictureArgs {
        texture,
        average: average(ui, info),
        size: Vec2::splat(THUMB),
        corner: f32::from(radius::M),
        selected: false,
        favourite: false,
        badge: None,
        name: &name,
    };
    let response = ui.push_id(photo, |ui| picture_ui(ui, args)).inner;
    if response.clicked() {
        actions.push(ViewerCommand::Open(photo));
    }
    response.rect
}

/// A cross in the corner of a picture.
fn cross_ui(ui: &Ui, id: Id, picture: Rect, name: &str) -> bool {
    let palette = theme::of(ui).palette;
    let place = Rect::from_min_size(
        egui::pos2(picture.right() - CROSS, picture.top()),
        Vec2::splat(CROSS),
    );
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let grown = if response.hovered() { 14.0 } else { 12.0 };
    ui.painter()
        .circle_filled(place.center(), grown, palette.scrim);
    ui.painter().text(
        place.center(),
        Align2::CENTER_CENTER,
        icons::ICON_CLOSE.codepoint,
        FontId::new(16.0, theme::icons()),
        palette.on_scrim,
    );
    focus_ring_ui(ui, &response, place.shrink(4.0), radius::PILL);
    response.on_hover_text(name).clicked()
}

fn entry_ui(ui: &mut Ui, draft: &SheetDraft, model: &Model, actions: &mut Actions) {
    let linked = draft
        .fields
        .entry
        .filter(|id| model.trash.iter().all(|entry| entry.id != *id));
    if let Some(entry) = linked {
        ui.add_space(space::L);
        let icon = icons::ICON_LINK.codepoint;
        if secondary_button_enabled(ui, true, icon, t!("milestone-sheet-open-entry")).clicked() {
            actions.push(EntryCommand::Open(entry));
        }
    }
}

/// Words that gave way when two journals became one, with a way back.
fn earlier_ui(
    ui: &mut Ui,
    draft: &SheetDraft,
    sheet: &MilestoneSheet,
    model: &Model,
    actions: &mut Actions,
) {
    let earlier = match &model.earlier_milestone {
        Some((milestone, earlier)) if Some(*milestone) == sheet.id => earlier,
        _ => return,
    };
    let others = earlier.iter().filter(|one| one.fields != draft.fields);
    let parts: Vec<Earlier<'_>> = others
        .map(|one| Earlier {
            id: &one.id,
            here: one.here,
            written: one.written,
            words: [one.fields.title.trim(), one.fields.note.trim()]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join("\n"),
        })
        .collect();
    if let Some(id) = earlier_words_ui(ui, &parts, model.read_only().is_none()) {
        actions.push(MergeCommand::UseEarlierMilestone(id.to_owned()));
    }
}
