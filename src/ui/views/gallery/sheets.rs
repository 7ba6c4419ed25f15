//! What is asked before many entries change: which tag, which time, which
//! baby.

use chrono::Duration;
use eframe::egui::{Context, Id, Key, Label, Modal, RichText, Ui};
use egui_material_icons::icons;

use super::parts::when;
use crate::app::{Change, Chosen, Model};
use crate::domain::{BabyId, Moment, Tag};
use crate::ui::text::elide;
use crate::ui::theme::{self, space};
use crate::ui::views::layout::dialog_middle_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{
    StepperArgs, choice_row_ui, line_field_ui, primary_button_enabled, secondary_button, stepper_ui,
};

/// Width of a sheet, in points.
const SHEET: f32 = 460.0;
/// Height of what stands around the questions, in points.
const AROUND: f32 = 232.0;
/// The most tags offered at once; more is a wall of words.
const OFFERED: usize = 8;

/// What the parent answered.
pub(super) enum Answer {
    /// Nothing yet.
    Open,
    Cancelled,
    Change(Change),
}

/// A sheet with its draft.
pub(super) enum Sheet {
    Tag { words: String, fresh: bool },
    Shift(Shift),
    MoveTo(Option<BabyId>),
}

/// How a time is moved.
#[derive(Default)]
pub(super) struct Shift {
    earlier: bool,
    days: Option<u32>,
    hours: Option<u32>,
    minutes: Option<u32>,
    drafts: [String; 3],
}

impl Shift {
    fn total(&self) -> i64 {
        let part = |value: Option<u32>, minutes: i64| i64::from(value.unwrap_or(0)) * minutes;
        let total = part(self.days, 24 * 60) + part(self.hours, 60) + part(self.minutes, 1);
        if self.earlier { -total } else { total }
    }
}

impl Sheet {
    pub(super) fn tag() -> Self {
        Self::Tag {
            words: String::new(),
            fresh: true,
        }
    }

    pub(super) fn shift() -> Self {
        Self::Shift(Shift::default())
    }

    pub(super) fn move_to() -> Self {
        Self::MoveTo(None)
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Tag { .. } => t!("gallery-tag-title"),
            Self::Shift(_) => t!("gallery-shift-title"),
            Self::MoveTo(_) => t!("gallery-move-title"),
        }
    }

    pub(super) fn show_ui(&mut self, ctx: &Context, model: &Model, chosen: &Chosen) -> Answer {
        let theme = theme::of_ctx(ctx);
        let width = SHEET.min(ctx.content_rect().width() - 2.0 * space::XL);
        let shown = Modal::new(Id::unique("many-photos"))
            .backdrop_color(theme.palette.scrim)
            .frame(theme.floating_frame().inner_margin(space::XL))
            .show(ctx, |ui| {
                ui.set_width(width - 2.0 * space::XL);
                ui.spacing_mut().item_spacing.y = space::S;
                heading_ui(ui, RichText::new(self.title()).heading());
                let quiet = theme::quiet(ui, about(chosen));
                ui.add(Label::new(quiet).wrap());
                ui.add_space(space::S);
                let change = dialog_middle_ui(ui, AROUND, |ui| match self {
                    Self::Tag { words, fresh } => tag_ui(ui, words, fresh, &model.tags),
                    Self::Shift(shift) => shift_ui(ui, shift, model, chosen),
                    Self::MoveTo(baby) => move_ui(ui, baby, model),
                });
                ui.add_space(space::M);
                answer_ui(ui, self.title(), change)
            });
        match shown.inner {
            Answer::Open if shown.should_close() => Answer::Cancelled,
            answer => answer,
        }
    }
}

/// The two buttons; `change` is what the first asks for, once that is known.
fn answer_ui(ui: &mut Ui, title: &str, change: (Option<Change>, bool)) -> Answer {
    let (change, entered) = change;
    let mut answer = Answer::Open;
    ui.horizontal(|ui| {
        let icon = icons::ICON_CHECK.codepoint;
        let clicked = primary_button_enabled(ui, change.is_some(), icon, title).clicked();
        if secondary_button(ui, "", t!("word-cancel")).clicked() {
            answer = Answer::Cancelled;
        } else if (clicked || entered)
            && let Some(change) = change
        {
            answer = Answer::Change(change);
        }
    });
    answer
}

fn tag_ui(
    ui: &mut Ui,
    words: &mut String,
    fresh: &mut bool,
    known: &[String],
) -> (Option<Change>, bool) {
    let too_long = Tag::too_long(words);
    let most = Tag::MAX_CHARS;
    let error = too_long.map(|count| t!("widget-tag-too-long", count = count, most = most));
    let field = line_field_ui(
        ui,
        "tag",
        t!("gallery-tag-field"),
        words,
        t!("gallery-tag-hint"),
        error.as_deref(),
    );
    if std::mem::take(fresh) {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let typed = words.trim().to_lowercase();
    let offered: Vec<_> = known
        .iter()
        .filter(|tag| tag.to_lowercase().contains(&typed))
        .take(OFFERED)
        .map(|tag| (tag.as_str(), tag.as_str()))
        .collect();
    if !offered.is_empty() {
        let mut picked = known
            .iter()
            .map(String::as_str)
            .find(|tag| *tag == words.trim());
        if choice_row_ui(ui, "", &offered, &mut picked) {
            *words = picked.unwrap_or_default().to_owned();
        }
    }
    // Nothing is cut unsaid: what is too long is shortened by who wrote it.
    let tag = Tag::new(words).filter(|_| Tag::too_long(words).is_none());
    (tag.map(Change::Tag), entered)
}

fn shift_ui(
    ui: &mut Ui,
    shift: &mut Shift,
    model: &Model,
    chosen: &Chosen,
) -> (Option<Change>, bool) {
    let mut earlier = Some(shift.earlier);
    let ways = [
        (false, t!("gallery-shift-later")),
        (true, t!("gallery-shift-earlier")),
    ];
    if choice_row_ui(ui, t!("gallery-shift-about"), &ways, &mut earlier) {
        // A second tap takes nothing back here: one is always chosen.
        shift.earlier = earlier.unwrap_or(shift.earlier);
    }
    let [days, hours, minutes] = &mut shift.drafts;
    let labels = [
        (t!("gallery-shift-days"), t!("gallery-shift-unit-days")),
        (t!("gallery-shift-hours"), t!("gallery-shift-unit-hours")),
        (
            t!("gallery-shift-minutes"),
            t!("gallery-shift-unit-minutes"),
        ),
    ];
    let fields = [
        ("days", 3650, &mut shift.days, days),
        ("hours", 23, &mut shift.hours, hours),
        ("minutes", 59, &mut shift.minutes, minutes),
    ];
    for ((label, unit), (id, max, value, draft)) in labels.into_iter().zip(fields) {
        let args = StepperArgs {
            label,
            unit,
            max,
            error: t!("gallery-shift-slip"),
        };
        stepper_ui(ui, id, args, value, draft);
    }
    let total = shift.total();
    if let Some(first) = newest(model, chosen)
        && let Some(local) = first.local.checked_add_signed(Duration::minutes(total))
    {
        let moment = Moment { local, ..first };
        let baby = model.current_baby();
        let words = format!("{}  →  {}", when(&first, None), when(&moment, baby));
        let quiet = theme::quiet(ui, words).small();
        ui.add(Label::new(quiet).wrap());
    }
    ((total != 0).then_some(Change::Shift(total)), false)
}

/// The moment of the newest that is chosen.
fn newest(model: &Model, chosen: &Chosen) -> Option<Moment> {
    let gallery = &model.gallery;
    let photo = chosen.photos.first().and_then(|photo| gallery.item(*photo));
    let words = chosen.words.first();
    let words = words.and_then(|first| gallery.words().find(|entry| entry.id == *first));
    let photo = photo.map(|item| item.moment);
    let moments = photo.into_iter().chain(words.map(|entry| entry.moment));
    moments.max_by_key(|moment| moment.local)
}

/// What is about to change.
fn about(chosen: &Chosen) -> String {
    match (chosen.photos.len(), chosen.words.len()) {
        (photos, 0) => t!("gallery-sheet-about", count = photos),
        (0, entries) => t!("gallery-sheet-about-entries", count = entries),
        (photos, entries) => t!(
            "gallery-sheet-about-both",
            photos = photos,
            entries = entries
        ),
    }
}

fn move_ui(ui: &mut Ui, baby: &mut Option<BabyId>, model: &Model) -> (Option<Change>, bool) {
    let names: Vec<_> = model
        .babies
        .iter()
        .filter(|other| Some(other.id) != model.baby)
        .map(|other| (other.id, elide(&other.fields.name, 30)))
        .collect();
    let options: Vec<_> = names
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    choice_row_ui(ui, t!("gallery-move-whose"), &options, baby);
    (baby.map(Change::MoveTo), false)
}
