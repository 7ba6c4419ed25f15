//! The side of the window: the baby, the ways to go, and "Add photos…".

use eframe::egui::{self, Align, Layout, RichText, Sense, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use crate::app::{CameraCommand, EntryCommand, LibraryCommand, Model, PhoneCommand, View};
use crate::domain::Baby;
use crate::photo::ThumbSize;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::baby_chip::baby_chip_ui;
use crate::ui::widgets::buttons::{primary_button_enabled, secondary_button_enabled};
use crate::ui::widgets::focus::focus_ring_ui;

/// Width of the side, in points.
const WIDTH: f32 = 232.0;
/// In a window narrower than this, the side shows pictures without words.
const NARROW: f32 = 900.0;
const NARROW_WIDTH: f32 = 76.0;
/// In a window lower than this, the ways stand closer to the baby.
const LOW: f32 = 620.0;
/// What a button of the side takes with its distance to the next, in points.
const BUTTON_ROOM: f32 = 56.0;

/// The ways to go: icon, name, where.
fn ways() -> [(&'static str, &'static str, View); 4] {
    [
        (
            icons::ICON_PHOTO_LIBRARY.codepoint,
            t!("shell-nav-memories"),
            View::Gallery,
        ),
        (
            icons::ICON_FLAG.codepoint,
            t!("shell-nav-milestones"),
            View::Milestones,
        ),
        (
            icons::ICON_AUTO_STORIES.codepoint,
            t!("shell-nav-keepsake"),
            View::Keepsake,
        ),
        (
            icons::ICON_SETTINGS.codepoint,
            t!("shell-nav-settings"),
            View::Settings,
        ),
    ]
}

/// Draws the side.
pub(super) fn navigation_ui(
    ui: &mut Ui,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let palette = theme::of(ui).palette;
    let narrow = ui.available_width() < NARROW;
    let low = ui.available_height() < LOW;
    let margin = if narrow {
        egui::Margin::symmetric(space::S as i8, space::L as i8)
    } else {
        egui::Margin::same(space::L as i8)
    };
    egui::Panel::left("navigation")
        .exact_size(if narrow { NARROW_WIDTH } else { WIDTH })
        .resizable(false)
        .show_separator_line(false)
        .frame(
            egui::Frame::new()
                .fill(palette.surface)
                .inner_margin(margin),
        )
        .show(ui, |ui| {
            baby_ui(ui, narrow, model, stage, actions);
            ui.add_space(if low { space::S } else { space::XL });
            for (icon, name, view) in ways() {
                // Only while something waits: most days nothing does.
                if view == View::Settings && (waits(model) || model.view == View::Inbox) {
                    waiting_ui(ui, narrow, model, actions);
                    ui.add_space(space::XS);
                }
                if way_ui(ui, narrow, icon, name, root_of(model.view) == view) {
                    actions.go(view);
                }
                ui.add_space(space::XS);
            }
            let may_add = model.baby.is_some() && model.read_only().is_none();
            ui.with_layout(
                Layout::bottom_up(Align::Min).with_cross_justify(!narrow),
                |ui| {
                    // As many as there is room for; what is left out has a key
                    // and is found with Ctrl+K.
                    let room = (ui.available_height() / BUTTON_ROOM) as usize;
                    if add_ui(ui, narrow, may_add) {
                        actions.ask(Dialog::AddPhotos);
                    }
                    ui.add_space(space::S);
                    if room >= 4 {
                        if phone_ui(ui, narrow, may_add) {
                            actions.push(PhoneCommand::Open);
                        }
                        ui.add_space(space::S);
                    }
                    if room >= 3 && shoot_ui(ui, narrow, may_add) {
                        let entry = match model.view {
                            View::Entry(entry) => Some(entry),
                            _ => None,
                        };
                        actions.push(CameraCommand::Open(entry));
                    }
                    ui.add_space(space::S);
                    if room >= 2 && write_ui(ui, narrow, may_add) {
                        actions.push(EntryCommand::New);
                    }
                },
            );
        });
}

fn waits(model: &Model) -> bool {
    model.inbox.has_something()
}

/// The way to the photos that wait, with how many there are.
fn waiting_ui(ui: &mut Ui, narrow: bool, model: &Model, actions: &mut Actions) {
    let count = model.inbox.counts.waiting as u64;
    let name = match count {
        0 => t!("shell-nav-waiting").to_owned(),
        count => t!("shell-nav-waiting-count", count = count),
    };
    let here = model.view == View::Inbox;
    let icon = icons::ICON_INBOX.codepoint;
    let top = ui.cursor().top();
    let way = Way {
        icon,
        words: t!("shell-nav-waiting"),
        name: &name,
    };
    if way.show_ui(ui, narrow, here) {
        actions.go(View::Inbox);
    }
    if !waits(model) {
        return;
    }
    let palette = theme::of(ui).palette;
    let rect = egui::Rect::from_min_max(
        egui::pos2(ui.max_rect().left(), top),
        egui::pos2(ui.max_rect().right(), top + 44.0),
    );
    if narrow {
        let dot = rect.center() + vec2(13.0, -12.0);
        ui.painter().circle_filled(dot, 4.0, palette.accent);
        return;
    }
    let edge = rect.right_center() - vec2(space::M, 0.0);
    if count == 0 {
        ui.painter()
            .circle_filled(edge - vec2(4.0, 0.0), 4.0, palette.accent);
        return;
    }
    let color = if here {
        palette.on_accent_soft
    } else {
        palette.text_quiet
    };
    let words = ui.painter().text(
        edge,
        egui::Align2::RIGHT_CENTER,
        crate::ui::text::grouped(count),
        egui::TextStyle::Body.resolve(ui.style()),
        color,
    );
    let dot = words.left_center() - vec2(space::S + 2.0, 0.0);
    ui.painter().circle_filled(dot, 4.0, palette.accent);
}

fn add_ui(ui: &mut Ui, narrow: bool, enabled: bool) -> bool {
    let (icon, name) = (
        icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
        t!("shell-nav-add"),
    );
    if narrow {
        return ui
            .add_enabled_ui(enabled, |ui| way_ui(ui, true, icon, name, true))
            .inner;
    }
    primary_button_enabled(ui, enabled, icon, name).clicked()
}

fn shoot_ui(ui: &mut Ui, narrow: bool, enabled: bool) -> bool {
    let icon = icons::ICON_PHOTO_CAMERA.codepoint;
    another_way_ui(ui, narrow, enabled, (icon, t!("shell-nav-shoot")))
}

fn phone_ui(ui: &mut Ui, narrow: bool, enabled: bool) -> bool {
    let icon = icons::ICON_SMARTPHONE.codepoint;
    another_way_ui(ui, narrow, enabled, (icon, t!("shell-nav-phone")))
}

fn another_way_ui(ui: &mut Ui, narrow: bool, enabled: bool, (icon, name): (&str, &str)) -> bool {
    if narrow {
        return ui
            .add_enabled_ui(enabled, |ui| way_ui(ui, true, icon, name, false))
            .inner;
    }
    secondary_button_enabled(ui, enabled, icon, name).clicked()
}

fn write_ui(ui: &mut Ui, narrow: bool, enabled: bool) -> bool {
    let (icon, name) = (icons::ICON_EDIT_NOTE.codepoint, t!("shell-nav-write"));
    if narrow {
        return ui
            .add_enabled_ui(enabled, |ui| way_ui(ui, true, icon, name, false))
            .inner;
    }
    secondary_button_enabled(ui, enabled, icon, name).clicked()
}

/// The current baby; a click opens the others.
fn baby_ui(ui: &mut Ui, narrow: bool, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
    let Some(baby) = model.current_baby() else {
        return;
    };
    let mut portrait = |id| {
        let info = model.photos.get(&id)?;
        stage
            .textures
            .photo(&info.photo, &info.edits, ThumbSize::Grid)
            .map(|(texture, _)| texture)
    };
    let texture = baby.fields.portrait.and_then(&mut portrait);
    let age = baby.short_age_label(stage.today);
    let chip = if narrow {
        portrait_ui(ui, &baby.fields.name, &age, texture)
    } else {
        let average = average_of(ui, baby);
        baby_chip_ui(ui, &baby.fields.name, &age, texture, average)
    };
    egui::Popup::menu(&chip)
        .gap(space::S)
        .frame(theme::of(ui).floating_frame())
        .show(|ui| {
            ui.set_min_width(WIDTH - space::XL);
            for other in &model.babies {
                let texture = other.fields.portrait.and_then(&mut portrait);
                let average = average_of(ui, other);
                let age = other.short_age_label(stage.today);
                let response = baby_chip_ui(ui, &other.fields.name, &age, texture, average);
                if response.clicked() {
                    actions.push(LibraryCommand::SelectBaby(other.id));
                    ui.close();
                }
            }
            ui.add_space(space::XS);
            if way_ui(
                ui,
                false,
                icons::ICON_ADD.codepoint,
                t!("shell-nav-babies"),
                false,
            ) {
                actions.go(View::Settings);
                ui.close();
            }
        });
}

/// The portrait alone, where there is no room for words.
fn portrait_ui(
    ui: &mut Ui,
    name: &str,
    age: &str,
    texture: Option<egui::TextureId>,
) -> egui::Response {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 56.0), Sense::click());
    let said = format!("{name}, {age}");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), said.as_str())
    });
    let round = egui::Rect::from_center_size(rect.center(), vec2(48.0, 48.0));
    match texture {
        Some(texture) => {
            let whole = egui::Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
            let shape = egui::epaint::RectShape::filled(round, 24.0, palette.photo_tint);
            ui.painter().add(shape.with_texture(texture, whole));
        }
        None => {
            ui.painter()
                .circle_filled(round.center(), 24.0, palette.accent_soft);
            ui.painter().text(
                round.center(),
                egui::Align2::CENTER_CENTER,
                crate::ui::text::initial(name),
                egui::TextStyle::Heading.resolve(ui.style()),
                palette.on_accent_soft,
            );
        }
    }
    focus_ring_ui(ui, &response, round, 24.0);
    response.on_hover_text(said)
}

/// Stands in until the portrait is there; without one the initial is shown.
fn average_of(ui: &Ui, baby: &Baby) -> egui::Color32 {
    match baby.fields.portrait {
        Some(_) => theme::of(ui).palette.accent_soft,
        None => egui::Color32::TRANSPARENT,
    }
}

/// One way to go, as a wide quiet button; marked when it is where we are.
fn way_ui(ui: &mut Ui, narrow: bool, icon: &str, name: &str, here: bool) -> bool {
    Way {
        icon,
        words: name,
        name,
    }
    .show_ui(ui, narrow, here)
}

/// What stands on such a button, and what a screen reader says.
struct Way<'a> {
    icon: &'a str,
    words: &'a str,
    name: &'a str,
}

impl Way<'_> {
    fn show_ui(&self, ui: &mut Ui, narrow: bool, here: bool) -> bool {
        let Self { icon, words, name } = *self;
        let palette = theme::of(ui).palette;
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), here, name)
        });
        let fill = if here {
            palette.accent_soft
        } else if response.hovered() {
            palette.surface_raised
        } else {
            egui::Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, f32::from(radius::M), fill);
        focus_ring_ui(ui, &response, rect, f32::from(radius::M));
        let color = if here {
            palette.on_accent_soft
        } else if ui.is_enabled() {
            palette.text
        } else {
            palette.text_quiet
        };
        if narrow {
            ui.painter().text(
                rect.center(),
                egui::Align2::CENTER_CENTER,
                icon,
                egui::FontId::new(24.0, theme::icons()),
                color,
            );
            let clicked = response.clicked();
            response.on_hover_text(name);
            return clicked;
        }
        let mut inner = ui.new_child(
            UiBuilder::new()
                .max_rect(rect.shrink2(vec2(space::M, 0.0)))
                .layout(Layout::left_to_right(Align::Center)),
        );
        inner.spacing_mut().item_spacing.x = space::M;
        inner.add(egui::Label::new(theme::icon(icon, 22.0).color(color)).selectable(false));
        inner.add(
            egui::Label::new(
                RichText::new(words)
                    .text_style(theme::label_style())
                    .color(color),
            )
            .selectable(false)
            .truncate(),
        );
        response.clicked()
    }
}

/// Which way a view lies on.
fn root_of(view: View) -> View {
    match view {
        View::Gallery | View::Viewer(_) | View::Editor(_) | View::Entry(_) | View::Camera(_) => {
            View::Gallery
        }
        other => other,
    }
}
