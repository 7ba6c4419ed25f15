//! The line above the photo: back, when it was, and what can be done.

use eframe::egui::{
    self, Align, Label, Layout, Margin, Role, TextStyle, TextWrapMode, Ui, UiBuilder, Vec2,
    WidgetText, pos2, vec2,
};
use egui_material_icons::icons;

use super::{Seen, ViewerView, film};
use crate::app::{EditorCommand, EntryCommand, Model, ViewerCommand};
use crate::ui::actions::Actions;
use crate::ui::text::{clock, long_date, short_date};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    favourite_button, icon_button, icon_button_enabled, icon_toggle, secondary_button,
    secondary_button_enabled,
};

/// Height of the bar, in points.
pub(super) const HEIGHT: f32 = 64.0;
/// From this width on, in points, the ways on have words.
const WORDS_FROM: f32 = 980.0;

pub(super) fn bar_ui(
    view: &mut ViewerView,
    ui: &mut Ui,
    model: &Model,
    seen: &Seen<'_>,
    actions: &mut Actions,
) {
    egui::Panel::top("viewer-bar")
        .exact_size(HEIGHT)
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::new().inner_margin(Margin::symmetric(space::M as i8, 0)))
        .show(ui, |ui| {
            let row = ui.max_rect();
            let words = ui.ctx().content_rect().width() >= WORDS_FROM;
            ui.scope_builder(
                UiBuilder::new()
                    .max_rect(row)
                    .layout(Layout::left_to_right(Align::Center)),
                |ui| {
                    if icon_button(ui, icons::ICON_ARROW_BACK.codepoint, t!("viewer-back"))
                        .clicked()
                    {
                        actions.back();
                    }
                    ui.add_space(space::S);
                    // The buttons keep their width; the date has the rest.
                    let room = ui.available_width() - view.bar_buttons - space::L;
                    let place = egui::Rect::from_min_size(
                        pos2(ui.cursor().left(), row.top()),
                        vec2(room.max(80.0), HEIGHT),
                    );
                    date_ui(ui, place, model, seen);
                },
            );
            // Measured without a limit, or the last button would be cut to fit.
            let right = egui::Rect::from_min_size(
                pos2(row.right() - view.bar_buttons, row.top()),
                row.size(),
            );
            let shown = ui.scope_builder(
                UiBuilder::new()
                    .max_rect(right)
                    .layout(Layout::left_to_right(Align::Center)),
                |ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    buttons_ui(view, ui, model, seen, words, actions);
                },
            );
            let width = shown.response.rect.width();
            if (width - view.bar_buttons).abs() > 0.5 {
                view.bar_buttons = width;
                ui.ctx()
                    .request_discard("the bar's buttons have another width");
            }
        });
}

/// When it was, and below: how old the baby was, and how we know.
fn date_ui(ui: &mut Ui, place: egui::Rect, model: &Model, seen: &Seen<'_>) {
    let moment = seen.moment();
    let day = moment.local.date();
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::top_down(Align::Min)),
    );
    child.spacing_mut().item_spacing = Vec2::new(0.0, 1.0);
    child.add_space(10.0);
    let time = clock(moment.local.time());
    let when = |date: String| theme::strong(t!("viewer-when", date = date, time = &time));
    // The hour is not cut off where a shorter date leaves room for it.
    let wrap = Some(TextWrapMode::Extend);
    let long = WidgetText::from(when(long_date(day)));
    let long = long.into_galley(&child, wrap, f32::INFINITY, TextStyle::Body);
    let words = if long.size().x <= place.width() {
        Label::new(long)
    } else {
        Label::new(when(short_date(day)))
    };
    let title = child.add(words.truncate());
    child.ctx().accesskit_node_builder(title.id, |node| {
        node.set_role(Role::Heading);
    });
    let source = moment.source.label();
    let below = model
        .current_baby()
        .filter(|_| seen.item.is_some())
        .map_or_else(
            || source.to_owned(),
            |baby| {
                let age = baby.age_label(day);
                t!("viewer-age-source", age = age, source = source)
            },
        );
    let quiet = theme::quiet(&child, below).small();
    child.add(Label::new(quiet).truncate());
}

fn buttons_ui(
    view: &mut ViewerView,
    ui: &mut Ui,
    model: &Model,
    seen: &Seen<'_>,
    words: bool,
    actions: &mut Actions,
) {
    let may_change = model.read_only().is_none();
    if let Some(item) = seen.item {
        let mut favourite = item.favourite;
        let name = if favourite {
            t!("viewer-favourite-remove")
        } else {
            t!("viewer-favourite-add")
        };
        ui.add_enabled_ui(may_change, |ui| {
            if favourite_button(ui, &mut favourite, name).changed() {
                actions.push(ViewerCommand::ToggleFavourite(item.entry));
            }
        });
    }
    let fit = view.zoom.is_fit();
    let (icon, name) = if fit {
        (icons::ICON_ZOOM_IN.codepoint, t!("viewer-full-size"))
    } else {
        (icons::ICON_FIT_SCREEN.codepoint, t!("viewer-whole"))
    };
    if icon_button(ui, icon, name).clicked() {
        if fit {
            view.zoom.actual_size();
        } else {
            view.zoom.go_to_fit();
        }
    }
    if icon_toggle(
        ui,
        view.info_open,
        icons::ICON_INFO.codepoint,
        t!("viewer-about-photo"),
    )
    .clicked()
    {
        view.info_open = !view.info_open;
    }
    if icon_button(ui, icons::ICON_DOWNLOAD.codepoint, t!("viewer-copy")).clicked() {
        view.ask_for_copy(seen);
    }
    if seen.is_film() {
        let icon = icons::ICON_PLAY_ARROW.codepoint;
        let play = if words {
            secondary_button(ui, icon, t!("viewer-play"))
        } else {
            icon_button(ui, icon, t!("viewer-play"))
        };
        if play.clicked() {
            film::play(seen.photo.id, actions);
        }
    } else {
        let icon = icons::ICON_TUNE.codepoint;
        let edit = if words {
            secondary_button_enabled(ui, may_change, icon, t!("viewer-edit"))
        } else {
            icon_button_enabled(ui, may_change, icon, t!("viewer-edit"))
        };
        if edit.clicked() {
            actions.push(EditorCommand::Open(seen.photo.id));
        }
    }
    if let Some(item) = seen.item {
        let icon = icons::ICON_EDIT_NOTE.codepoint;
        let open = if words {
            secondary_button(ui, icon, t!("viewer-entry"))
        } else {
            icon_button(ui, icon, t!("viewer-entry"))
        };
        if open.clicked() {
            actions.push(EntryCommand::Open(item.entry));
        }
    }
}
