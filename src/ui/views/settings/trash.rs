//! Entries and milestones that were removed, and the way back.

use std::collections::HashSet;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use eframe::egui::{
    Align, Color32, Label, Layout, Rect, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo,
    epaint::RectShape, pos2, vec2,
};
use egui_material_icons::icons;

use crate::app::{EntryCommand, LibraryState, Model, Thrown};
use crate::domain::{BabyId, Entry, Milestone, PhotoId};
use crate::photo::ThumbSize;
use crate::ui::actions::Actions;
use crate::ui::text::{clock, elide, long_date, short_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::buttons::{icon_font, line_galley, quiet_button_width};
use crate::ui::widgets::line::line_ui;
use crate::ui::widgets::picture::cover_uv;
use crate::ui::widgets::{quiet_button, secondary_button_enabled};

/// Things shown before “Show all”.
const FEW: usize = 8;
/// Side of a thing's picture, in points.
const PICTURE: f32 = 56.0;
/// How much wider the button that puts back is than a quiet one, with the gap
/// before it, in points.
const BUTTON_MORE: f32 = 20.0 + space::S + 2.0 * (18.0 - space::M) + space::L;
/// Height of a button, in points: what takes its place is as high.
const BUTTON_HEIGHT: f32 = 40.0;
/// Longest beginning of a note, in characters.
const NOTE_CHARS: usize = 120;

/// What was in the trash since the page was opened. Things that were put back
/// keep their places until it is left: no other moves under the pointer, where
/// a second click would put back what nobody meant.
#[derive(Default)]
pub(super) struct TrashList {
    /// Whether more than a few are shown.
    all: bool,
    /// Latest thrown away first.
    rows: Vec<Row>,
    /// The library's folder.
    library: Option<PathBuf>,
    /// What was in the trash when last looked.
    known: Vec<Thrown>,
    /// When that was, by egui's count.
    pass: u64,
}

struct Row {
    what: What,
    is_back: bool,
}

enum What {
    Entry(Entry),
    Milestone(Milestone),
}

impl What {
    const fn thing(&self) -> Thrown {
        match self {
            Self::Entry(entry) => Thrown::Entry(entry.id),
            Self::Milestone(milestone) => Thrown::Milestone(milestone.id),
        }
    }

    const fn thrown_at(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Entry(entry) => entry.deleted_at,
            Self::Milestone(milestone) => milestone.deleted_at,
        }
    }
}

impl TrashList {
    /// Takes over what changed in the trash.
    fn follow(&mut self, model: &Model, pass: u64) {
        let library = match &model.library {
            LibraryState::Open { root, .. } => Some(root),
            _ => None,
        };
        if pass > self.pass + 2 || self.library.as_ref() != library {
            *self = Self {
                library: library.cloned(),
                ..Self::default()
            };
        }
        self.pass = pass;
        let entries = model.trash.iter().map(|entry| Thrown::Entry(entry.id));
        let milestones = model.trash_milestones.iter();
        let milestones = milestones.map(|milestone| Thrown::Milestone(milestone.id));
        let now = entries.chain(milestones);
        if now.clone().eq(self.known.iter().copied()) {
            return;
        }
        self.known = now.collect();
        let there: HashSet<_> = self.known.iter().copied().collect();
        let listed: HashSet<_> = self.rows.iter().map(|row| row.what.thing()).collect();
        for row in &mut self.rows {
            row.is_back = !there.contains(&row.what.thing());
        }
        let entries = model.trash.iter().filter(|entry| {
            let thing = Thrown::Entry(entry.id);
            !listed.contains(&thing)
        });
        let milestones = model.trash_milestones.iter().filter(|milestone| {
            let thing = Thrown::Milestone(milestone.id);
            !listed.contains(&thing)
        });
        let entries = entries.cloned().map(What::Entry);
        let new = entries.chain(milestones.cloned().map(What::Milestone));
        self.rows.extend(new.map(|what| Row {
            what,
            is_back: false,
        }));
        // Stable: what has its place keeps it.
        self.rows
            .sort_by_key(|row| std::cmp::Reverse(row.what.thrown_at()));
    }

    /// How many things from `first` on were thrown away in one go.
    fn together(&self, first: usize) -> usize {
        let rows = self.rows.get(first..).unwrap_or_default();
        let at = rows.first().and_then(|row| row.what.thrown_at());
        rows.iter()
            .take_while(|row| row.what.thrown_at() == at)
            .count()
    }
}

/// The trash, or that it is empty.
pub(super) fn trash_ui(
    ui: &mut Ui,
    model: &Model,
    list: &mut TrashList,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    list.follow(model, ui.ctx().cumulative_pass_nr());
    if list.rows.is_empty() {
        let words = t!("settings-trash-empty");
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
        return;
    }
    let words = t!("settings-trash-about");
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
    ui.add_space(space::M);
    let mut back = Vec::new();
    if list.rows.len() > 1 {
        let left = left_of(&list.rows);
        if left.is_empty() {
            is_back_ui(ui);
        } else {
            let words = t!("settings-trash-put-back-all", count = left.len());
            let icon = icons::ICON_UNDO.codepoint;
            let may = model.read_only().is_none();
            if secondary_button_enabled(ui, may, icon, &words).clicked() {
                back = left;
            }
        }
        ui.add_space(space::L);
    }
    let shown = if list.all { list.rows.len() } else { FEW };
    let mut group_ends = 0;
    for (index, row) in list.rows.iter().take(shown).enumerate() {
        if index > 0 {
            ui.add_space(space::S);
            line_between_ui(ui);
            ui.add_space(space::S);
        }
        if index == group_ends {
            let count = list.together(index);
            group_ends = index + count;
            if let Some(rows) = list.rows.get(index..group_ends)
                && count > 1
                && count < list.rows.len()
            {
                back.extend(together_ui(ui, model, rows));
            }
        }
        if row_ui(ui, model, row, stage) {
            back.push(row.what.thing());
        }
    }
    if list.rows.len() > shown {
        ui.add_space(space::S);
        let words = t!("settings-trash-all", count = list.rows.len());
        list.all |= quiet_button(ui, &words).clicked();
    }
    if !back.is_empty() {
        actions.push(EntryCommand::PutBack(back));
    }
}

/// Those of some rows that are still in the trash.
fn left_of(rows: &[Row]) -> Vec<Thrown> {
    let left = rows.iter().filter(|row| !row.is_back);
    left.map(|row| row.what.thing()).collect()
}

fn line_between_ui(ui: &mut Ui) {
    let outline = theme::of(ui).palette.outline;
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter()
        .hline(line.x_range(), line.center().y, Stroke::new(1.0, outline));
}

/// Above what was thrown away in one go; gives what of it is wanted back.
fn together_ui(ui: &mut Ui, model: &Model, rows: &[Row]) -> Vec<Thrown> {
    let left = left_of(rows);
    let mut back = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.set_min_height(BUTTON_HEIGHT);
        let words = t!("settings-trash-together", count = rows.len());
        ui.label(theme::quiet(ui, words));
        if left.is_empty() {
            is_back_ui(ui);
        } else {
            let words = t!("settings-trash-put-back-these", count = left.len());
            let may = model.read_only().is_none();
            ui.add_enabled_ui(may, |ui| {
                if quiet_button(ui, &words).clicked() {
                    back = left;
                }
            });
        }
    });
    back
}

/// What a row says.
struct Words {
    title: String,
    note: String,
    details: String,
    /// The name of the button that puts it back.
    put_back: String,
    cover: Option<PhotoId>,
    /// Stands where there is no photo.
    icon: &'static str,
}

impl Words {
    fn of(what: &What, model: &Model) -> Self {
        match what {
            What::Entry(entry) => {
                let moment = entry.fields.moment.local;
                let (day, time) = (moment.date(), clock(moment.time()));
                let photos = match entry.fields.photos.len() {
                    0 => t!("settings-trash-no-photo").to_owned(),
                    count => t!("count-photos", count = count),
                };
                Self {
                    title: t!("settings-trash-when", date = long_date(day), time = &time),
                    note: first_words(&entry.fields.note),
                    details: with_baby(model, entry.fields.baby, photos),
                    put_back: t!(
                        "settings-trash-put-back-name",
                        date = short_date(day),
                        time = &time
                    ),
                    cover: entry.fields.cover_photo(),
                    icon: icons::ICON_EDIT_NOTE.codepoint,
                }
            }
            What::Milestone(milestone) => {
                let fields = &milestone.fields;
                let title = elide(&fields.title, NOTE_CHARS);
                let date = t!("settings-trash-milestone", date = long_date(fields.date));
                Self {
                    put_back: t!("settings-trash-put-back-milestone", title = &title),
                    title,
                    note: first_words(&fields.note),
                    details: with_baby(model, fields.baby, date),
                    cover: fields.photos.first().copied(),
                    icon: icons::ICON_FLAG.codepoint,
                }
            }
        }
    }
}

/// Draws a thing; says whether it is wanted back.
fn row_ui(ui: &mut Ui, model: &Model, row: &Row, stage: &mut Stage<'_>) -> bool {
    let words = Words::of(&row.what, model);
    let mut wanted = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        picture_ui(ui, model, &words, stage);
        let beside = ui.available_width() > 380.0;
        let button = if beside { put_back_width(ui) } else { 0.0 };
        let mut put_back = |ui: &mut Ui| {
            if row.is_back {
                return is_back_ui(ui);
            }
            let may = model.read_only().is_none();
            let icon = icons::ICON_UNDO.codepoint;
            let short = t!("settings-trash-put-back");
            let response = secondary_button_enabled(ui, may, icon, short);
            wanted = response.accessible_name(&words.put_back).clicked();
        };
        ui.vertical(|ui| {
            ui.set_max_width((ui.available_width() - button).max(120.0));
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.add(Label::new(theme::strong(&words.title)).wrap());
            if !words.note.is_empty() {
                let ink = theme::of(ui).palette.text;
                line_ui(ui, &words.note, &TextStyle::Body, ink);
            }
            let details = theme::quiet(ui, &words.details).small();
            ui.add(Label::new(details).wrap());
            if !beside {
                put_back(ui);
            }
        });
        if beside {
            ui.with_layout(Layout::right_to_left(Align::Center), put_back);
        }
    });
    wanted
}

/// Where the button stood, as high as it was.
fn is_back_ui(ui: &mut Ui) {
    let words = t!("settings-trash-is-back");
    let galley = line_galley(ui, words, &TextStyle::Button, ui.available_width());
    let size = vec2(galley.size().x + 20.0 + space::S, BUTTON_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let ink = theme::of(ui).palette.text_quiet;
    ui.painter().text(
        pos2(rect.left() + 10.0, rect.center().y),
        eframe::egui::Align2::CENTER_CENTER,
        icons::ICON_CHECK.codepoint,
        icon_font(20.0),
        ink,
    );
    let at = pos2(
        rect.left() + 20.0 + space::S,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter()
        .galley_with_override_text_color(at, galley, ink);
}

/// Room for the button that puts a thing back, and for what takes its place,
/// in points.
fn put_back_width(ui: &Ui) -> f32 {
    let is_back = quiet_button_width(ui, t!("settings-trash-is-back")) + 20.0 + space::L;
    let put_back = quiet_button_width(ui, t!("settings-trash-put-back")) + BUTTON_MORE;
    put_back.max(is_back)
}

/// With the baby's name when there are several babies.
fn with_baby(model: &Model, baby: BabyId, details: String) -> String {
    let baby = model
        .babies
        .iter()
        .find(|known| known.id == baby && model.babies.len() > 1);
    match baby {
        Some(baby) => format!("{} · {details}", baby.fields.name),
        None => details,
    }
}

fn first_words(note: &str) -> String {
    let line = note.lines().find(|line| !line.trim().is_empty());
    elide(line.unwrap_or_default().trim(), NOTE_CHARS)
}

fn picture_ui(ui: &mut Ui, model: &Model, words: &Words, stage: &mut Stage<'_>) {
    let palette = theme::of(ui).palette;
    let (rect, _) = ui.allocate_exact_size(vec2(PICTURE, PICTURE), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let info = words.cover.and_then(|photo| model.photos.get(&photo));
    let Some(info) = info else {
        ui.painter()
            .rect_filled(rect, radius::M, palette.accent_soft);
        let mark = words.icon;
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
