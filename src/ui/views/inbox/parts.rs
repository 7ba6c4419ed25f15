//! What stands among the waiting photos: a photo with what is known of it, the
//! heading of a day, a camera card, and how far the looking is.

use chrono::NaiveDate;
use eframe::egui::{
    self, Align, Color32, FontId, Label, Layout, Rect, RichText, TextStyle, Ui, UiBuilder, vec2,
};
use egui_material_icons::icons;

use super::arrange::Arranged;
use crate::app::{InboxCommand, Model, WaitingGroup, WaitingPhoto};
use crate::capture::watch::ScanStep;
use crate::domain::Edits;
use crate::photo::ThumbSize;
use crate::ui::actions::Actions;
use crate::ui::text::{clock, long_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::film::film_badge;
use crate::ui::widgets::line::line_ui;
use crate::ui::widgets::page::{self, heading_ui, progress_card_ui};
use crate::ui::widgets::{PictureArgs, picture_ui, primary_button, quiet_button};

/// The least room for the button at the right of a heading, in points.
const CHOOSE_ALL: f32 = 130.0;

/// Cards and folders being looked through, above the photos.
pub(super) fn notices_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let may = model.read_only().is_none();
    for (drive, new) in model.inbox.drives.iter().filter(|_| may) {
        page::card_ui(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                let accent = theme::of(ui).palette.accent;
                let icon = theme::icon(icons::ICON_SD_CARD.codepoint, 24.0).color(accent);
                ui.add(Label::new(icon).selectable(false));
                let words = t!("inbox-view-card", place = &drive.label, count = *new);
                let room = (ui.available_width() - 250.0).max(120.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(Label::new(theme::strong(words)).wrap());
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let icon = icons::ICON_VISIBILITY.codepoint;
                    if primary_button(ui, icon, t!("inbox-view-show-card")).clicked() {
                        actions.push(InboxCommand::OpenDrive(drive.clone()));
                    }
                    if quiet_button(ui, t!("inbox-view-not-now")).clicked() {
                        actions.push(InboxCommand::DismissDrive(drive.clone()));
                    }
                });
            });
        });
        ui.add_space(space::S);
    }
    if let Some((folder, step)) = &model.inbox.looking {
        let label = model.inbox.label_of(*folder);
        let title = t!("inbox-view-looking", place = label);
        let stop = match step {
            ScanStep::Looking(count) if *count > 1000 => {
                let found = t!("inbox-view-files", count = *count);
                progress_card_ui(ui, &title, 0, 0, &found)
            }
            ScanStep::Reading {
                done,
                total,
                name,
                offered,
            } if *total > 4 => {
                let found = t!("inbox-view-found", name = name, count = *offered);
                progress_card_ui(ui, &title, *done, *total, &found)
            }
            // Over before it was read.
            _ => return,
        };
        if stop {
            actions.push(InboxCommand::StopLooking);
        }
        ui.add_space(space::S);
    }
}

/// The heading of a day and place; says whether all of it is to be chosen, or
/// no longer.
pub(super) fn group_ui(ui: &mut Ui, rect: Rect, group: &WaitingGroup, today: NaiveDate) -> bool {
    let title = match group.day {
        Some(day) if day == today => t!("inbox-view-today").to_owned(),
        Some(day) if Some(day) == today.pred_opt() => t!("inbox-view-yesterday").to_owned(),
        Some(day) => long_date(day),
        None => t!("inbox-view-no-date").to_owned(),
    };
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt(("waiting-day", group.range.start))
            .max_rect(Rect::from_min_max(
                rect.min,
                rect.max - vec2(CHOOSE_ALL, space::S),
            ))
            .layout(Layout::left_to_right(Align::BOTTOM)),
    );
    inner.spacing_mut().item_spacing.x = space::M;
    heading_ui(&mut inner, RichText::new(title.as_str()).heading());
    let count = t!("count-photos", count = group.range.len());
    let color = theme::of(ui).palette.text_quiet;
    let words = format!("{} · {count}", group.from);
    line_ui(&mut inner, &words, &TextStyle::Body, color);
    // Its words, not its edge, stand level with the heading.
    let low = rect.with_max_y(rect.bottom() + 2.0);
    let mut right = ui.new_child(
        UiBuilder::new()
            .id_salt(("choose-all", group.range.start))
            .max_rect(low)
            .layout(Layout::right_to_left(Align::BOTTOM)),
    );
    let name = t!(
        "inbox-view-choose-all-of",
        count = group.range.len(),
        day = &title,
        from = &group.from
    );
    quiet_button(&mut right, t!("inbox-view-choose-all"))
        .accessible_name(name)
        .clicked()
}

/// What a hand did to a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// Choose it, or no longer.
    Click,
    /// Look at it larger.
    DoubleClick,
}

/// A photo with its time, name and note; says what was done to it.
pub(super) fn card_ui(
    ui: &mut Ui,
    rect: Rect,
    photo: &WaitingPhoto,
    chosen: bool,
    stage: &mut Stage<'_>,
) -> Option<Touch> {
    let palette = theme::of(ui).palette;
    let texture = photo.picture.as_ref().and_then(|picture| {
        stage
            .textures
            .photo(picture, &Edits::default(), ThumbSize::Grid)
    });
    let problem = photo.missing
        || photo.picture.as_ref().is_some_and(|picture| {
            let none = Edits::default();
            stage
                .textures
                .problem(picture, &none, ThumbSize::Grid)
                .is_some()
        });
    let size = vec2(rect.width(), Arranged::picture_height(rect.width()));
    let name = name_of(photo);
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt(photo.item.id)
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    inner.spacing_mut().item_spacing.y = 2.0;
    let response = picture_ui(
        &mut inner,
        PictureArgs {
            texture: texture.filter(|_| !photo.missing),
            average: palette.surface_raised,
            size,
            corner: f32::from(radius::S),
            selected: chosen,
            favourite: false,
            badge: None,
            name: &name,
        },
    );
    let touch = if response.double_clicked() {
        Some(Touch::DoubleClick)
    } else {
        response.clicked().then_some(Touch::Click)
    };
    if problem {
        let (icon, words) = if photo.missing {
            (icons::ICON_CLOUD_OFF.codepoint, t!("inbox-view-not-there"))
        } else {
            (
                icons::ICON_BROKEN_IMAGE.codepoint,
                t!("inbox-view-no-picture"),
            )
        };
        let place = Rect::from_min_size(rect.min, size);
        let middle = egui::Align2::CENTER_CENTER;
        let font = FontId::new(28.0, theme::icons());
        let above = place.center() - vec2(0.0, 12.0);
        let painter = ui.painter();
        painter.text(above, middle, icon, font, palette.text_quiet);
        painter.text(
            place.center() + vec2(0.0, 18.0),
            middle,
            words,
            TextStyle::Small.resolve(ui.style()),
            palette.text_quiet,
        );
    }
    let place = Rect::from_min_size(rect.min, size);
    if photo.film {
        film_badge(ui, place, "");
    } else if photo.moving.is_some() {
        film_badge(ui, place, t!("inbox-view-moves"));
    }
    response.on_hover_ui(|ui| details_ui(ui, photo));
    inner.add_space(space::XS);
    let under = under_of(photo);
    line_ui(&mut inner, &under, &TextStyle::Small, palette.text_quiet);
    let note = photo.item.file.note.lines().next().unwrap_or_default();
    if !note.is_empty() {
        line_ui(&mut inner, note, &TextStyle::Small, palette.text);
    }
    touch
}

/// All that is known, for a pointer that rests.
fn details_ui(ui: &mut Ui, photo: &WaitingPhoto) {
    let palette = theme::of(ui).palette;
    ui.set_max_width(360.0);
    let mut line = |text: &str, color: Color32| {
        ui.add(Label::new(RichText::new(text).color(color)).wrap());
    };
    line(&photo.item.file.name, palette.text);
    if photo.moving.is_some() {
        line(t!("inbox-view-with-moving"), palette.text_quiet);
    }
    if let Some(taken) = photo.taken {
        let words = format!("{}, {}", long_date(taken.date()), clock(taken.time()));
        line(&words, palette.text_quiet);
    }
    line(
        &t!("inbox-view-from", from = &photo.from),
        palette.text_quiet,
    );
    if !photo.item.file.note.is_empty() {
        line(&photo.item.file.note, palette.text);
    }
}

/// `03:10 · IMG_0042.HEIC`
fn under_of(photo: &WaitingPhoto) -> String {
    match photo.taken {
        Some(taken) => format!("{} · {}", clock(taken.time()), photo.item.file.name),
        None => photo.item.file.name.clone(),
    }
}

/// What a screen reader says.
pub(super) fn name_of(photo: &WaitingPhoto) -> String {
    let (file, from) = (&photo.item.file.name, &photo.from);
    let name = match photo.taken {
        Some(taken) => {
            let when = format!("{}, {}", long_date(taken.date()), clock(taken.time()));
            t!(
                "inbox-view-photo-dated",
                file = file,
                when = when,
                from = from
            )
        }
        None => t!("inbox-view-photo", file = file, from = from),
    };
    let name = if photo.moving.is_some() {
        t!("inbox-view-photo-moving", photo = name)
    } else {
        name
    };
    if photo.missing {
        t!("inbox-view-photo-missing", photo = name)
    } else {
        name
    }
}
