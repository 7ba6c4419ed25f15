//! The story so far: the birth first, then one card a milestone, its age
//! beside the line.

use eframe::egui::{
    Align, Align2, FontId, Frame, Label, Layout, Margin, Rect, RichText, Role, Sense, Stroke,
    StrokeKind, TextStyle, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use crate::app::{EntryCommand, MilestoneCommand, Model};
use crate::domain::{Baby, Milestone};
use crate::ui::actions::Actions;
use crate::ui::text::{elide, long_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::views::photo_parts::thumbnail_ui;
use crate::ui::widgets::chip::chip_ui;
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::words::words_ui;

/// From this width on, the age stands left of the line, in points.
const WITH_AGES: f32 = 520.0;
/// Width of the ages.
const AGES: f32 = 132.0;
/// From the left of the line's column to the cards.
const RAIL: f32 = 44.0;
/// Radius of a milestone's dot.
const DOT: f32 = 7.0;
/// Radius of the birth's dot.
const BIRTH_DOT: f32 = 20.0;
/// Side of a picture on a card.
const THUMB: f32 = 72.0;
/// Side of the one picture beside the words.
const PICTURE: f32 = 112.0;
/// From this width on, a card has room for it.
const WITH_PICTURE: f32 = 300.0;
/// The most pictures on a card.
const MOST_THUMBS: usize = 4;
/// The most letters of a note on a card.
const MOST_LETTERS: usize = 200;

/// Where the line runs.
#[derive(Clone, Copy)]
struct Rail {
    ages: f32,
    first: bool,
    last: bool,
}

pub(super) fn timeline_ui(
    ui: &mut Ui,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let Some(baby) = model.current_baby() else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let ages = if ui.available_width() >= WITH_AGES {
        AGES
    } else {
        0.0
    };
    let birth = baby.fields.birth_date;
    // Wishes and waiting come before the birth, everything else after it.
    let before = model
        .milestones
        .partition_point(|milestone| milestone.fields.date < birth);
    let count = model.milestones.len();
    for (index, milestone) in model.milestones.iter().enumerate() {
        if index == before {
            let rail = Rail {
                ages,
                first: index == 0,
                last: false,
            };
            birth_ui(ui, baby, rail);
        }
        let last = index + 1 == count && before < count;
        let first = index == 0 && before > 0;
        let rail = Rail { ages, first, last };
        row_ui(ui, baby, milestone, rail, model, stage, actions);
    }
    if before == count {
        let rail = Rail {
            ages,
            first: false,
            last: true,
        };
        birth_ui(ui, baby, rail);
    }
}

/// Draws the age, the line with its dot, and what belongs to it.
fn on_rail_ui(
    ui: &mut Ui,
    rail: Rail,
    age: &str,
    dot: impl FnOnce(&Ui, eframe::egui::Pos2),
    contents: impl FnOnce(&mut Ui),
) {
    let palette = theme::of(ui).palette;
    let place = ui.available_rect_before_wrap();
    let line_x = place.left()
        + rail.ages
        + if rail.ages > 0.0 {
            RAIL / 2.0
        } else {
            DOT + 2.0
        };
    let left = line_x + RAIL / 2.0 + 2.0;
    let body = Rect::from_min_max(pos2(left, place.top()), place.right_bottom());
    let drawn = ui.scope_builder(
        UiBuilder::new()
            .max_rect(body)
            .layout(Layout::top_down(Align::Min)),
        |ui| {
            ui.set_width(body.width());
            contents(ui);
        },
    );
    let bottom = drawn.response.rect.bottom();
    let center = pos2(line_x, place.top() + 34.0);
    let end = if rail.last {
        center.y
    } else {
        bottom + space::L
    };
    let start = if rail.first { center.y } else { place.top() };
    ui.painter().line_segment(
        [pos2(line_x, start), pos2(line_x, end)],
        Stroke::new(2.0, palette.outline),
    );
    dot(ui, center);
    if rail.ages > 0.0 {
        let words = Rect::from_min_size(
            pos2(place.left(), center.y - 11.0),
            vec2(rail.ages - space::XS, 60.0),
        );
        let mut ages = ui.new_child(
            UiBuilder::new()
                .max_rect(words)
                .layout(Layout::top_down(Align::Max)),
        );
        let age = RichText::new(age)
            .text_style(theme::label_style())
            .color(palette.text_quiet);
        ages.add(Label::new(age).wrap().halign(Align::Max));
    }
    ui.add_space(space::L);
}

fn birth_ui(ui: &mut Ui, baby: &Baby, rail: Rail) {
    let palette = theme::of(ui).palette;
    let birth = baby.fields.birth_date;
    let dot = |ui: &Ui, center| {
        ui.painter().circle(
            center,
            BIRTH_DOT,
            palette.accent_soft,
            Stroke::new(2.0, palette.ground),
        );
        ui.painter().text(
            center,
            Align2::CENTER_CENTER,
            icons::ICON_CHILD_CARE.codepoint,
            FontId::new(24.0, theme::icons()),
            palette.on_accent_soft,
        );
    };
    on_rail_ui(ui, rail, "", dot, |ui| {
        Frame::new()
            .inner_margin(Margin {
                left: 4,
                top: 8,
                bottom: 8,
                ..Margin::ZERO
            })
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                let words = t!("milestones-view-born", name = &baby.fields.name);
                words_ui(ui, &words, TextStyle::Heading, palette.text);
                ui.label(theme::quiet(ui, long_date(birth)).small());
            });
    });
}

fn row_ui(
    ui: &mut Ui,
    baby: &Baby,
    milestone: &Milestone,
    rail: Rail,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let palette = theme::of(ui).palette;
    let open = model.milestone.as_ref().and_then(|sheet| sheet.id) == Some(milestone.id);
    let age = baby.age_label(milestone.fields.date);
    let dot = |ui: &Ui, center| {
        let fill = if open {
            palette.accent
        } else {
            palette.surface_raised
        };
        ui.painter()
            .circle(center, DOT, fill, Stroke::new(2.5, palette.accent));
    };
    on_rail_ui(ui, rail, &age, dot, |ui| {
        let shown_age = (rail.ages == 0.0).then_some(age.as_str());
        card_ui(ui, milestone, open, shown_age, model, stage, actions);
    });
}

fn card_ui(
    ui: &mut Ui,
    milestone: &Milestone,
    open: bool,
    age: Option<&str>,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let theme = theme::of(ui);
    let palette = theme.palette;
    let sensing = UiBuilder::new().id_salt(milestone.id).sense(Sense::click());
    let response = ui
        .scope_builder(sensing, |ui| {
            let response = ui.response();
            let lively = ui.ctx().animate_bool_with_time(
                response.id.with("lively"),
                response.hovered(),
                theme::of(ui).motion.quick_s,
            );
            let edge = palette.outline.lerp_to_gamma(palette.accent, lively);
            theme
                .card_frame()
                .stroke(Stroke::new(1.0, edge))
                .show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    contents_ui(ui, milestone, age, model, stage, actions);
                });
        })
        .response;
    let name = t!("milestones-view-open", title = &milestone.fields.title);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &name));
    if open {
        let stroke = Stroke::new(2.0, palette.accent);
        ui.painter()
            .rect_stroke(response.rect, radius::L, stroke, StrokeKind::Inside);
    }
    focus_ring_ui(ui, &response, response.rect, radius::L);
    if response.clicked() {
        actions.push(MilestoneCommand::Open(milestone.id));
    }
}

fn contents_ui(
    ui: &mut Ui,
    milestone: &Milestone,
    age: Option<&str>,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let fields = &milestone.fields;
    // One picture stands beside the words, several below them.
    let beside = match fields.photos.as_slice() {
        [photo] if ui.available_width() >= WITH_PICTURE => Some(photo),
        _ => None,
    };
    let Some(photo) = beside else {
        text_ui(ui, milestone, age);
        if !fields.photos.is_empty() {
            ui.add_space(space::S);
            photos_ui(ui, milestone, model, stage);
        }
        entry_ui(ui, milestone, model, actions);
        return;
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let words = vec2(ui.available_width() - PICTURE - space::L, 0.0);
        ui.allocate_ui_with_layout(words, Layout::top_down(Align::Min), |ui| {
            ui.set_width(words.x);
            text_ui(ui, milestone, age);
            entry_ui(ui, milestone, model, actions);
        });
        let name = t!("milestones-view-photo", title = &fields.title);
        thumbnail_ui(ui, stage, model.photos.get(photo), PICTURE, &name);
    });
}

fn text_ui(ui: &mut Ui, milestone: &Milestone, age: Option<&str>) {
    let palette = theme::of(ui).palette;
    ui.spacing_mut().item_spacing.y = space::XS;
    let fields = &milestone.fields;
    words_ui(ui, &fields.title, TextStyle::Heading, palette.text);
    let day = long_date(fields.date);
    let when = match age {
        Some(age) => format!("{day} · {age}"),
        None => day,
    };
    ui.add(Label::new(theme::quiet(ui, when).small()).wrap());
    let note = fields.note.trim();
    if !note.is_empty() {
        ui.add_space(space::XS);
        let note = elide(note, MOST_LETTERS);
        words_ui(ui, &note, TextStyle::Body, palette.text);
    }
}

fn entry_ui(ui: &mut Ui, milestone: &Milestone, model: &Model, actions: &mut Actions) {
    let fields = &milestone.fields;
    let entry = fields
        .entry
        .filter(|id| model.trash.iter().all(|entry| entry.id != *id));
    if let Some(entry) = entry {
        ui.add_space(space::S);
        let name = t!("milestones-view-see-entry-of", title = &fields.title);
        let icon = icons::ICON_LINK.codepoint;
        if chip_ui(ui, icon, t!("milestones-view-see-entry"), &name).clicked() {
            actions.push(EntryCommand::Open(entry));
        }
    }
}

fn photos_ui(ui: &mut Ui, milestone: &Milestone, model: &Model, stage: &mut Stage<'_>) {
    let photos = &milestone.fields.photos;
    let more = photos.len().saturating_sub(MOST_THUMBS);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::S);
        for (index, photo) in photos.iter().take(MOST_THUMBS).enumerate() {
            let name = t!(
                "milestones-view-photo-number",
                number = index + 1,
                title = &milestone.fields.title
            );
            thumbnail_ui(ui, stage, model.photos.get(photo), THUMB, &name);
        }
        if more > 0 {
            let words = t!("milestones-view-more-photos", count = more);
            ui.label(theme::quiet(ui, words).small());
        }
    });
}
