//! The side of the window: the baby, the ways to go, and "Add photos…".

use eframe::egui::{self, Align, Layout, RichText, Sense, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use crate::app::{EntryCommand, LibraryCommand, Model, View};
use crate::photo::ThumbSize;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::baby_chip::baby_chip_ui;
use crate::ui::widgets::buttons::{primary_button_enabled, secondary_button_enabled};
use crate::ui::widgets::focus::focus_ring_ui;

/// Width of the side, in points.
const WIDTH: f32 = 232.0;

const WAYS: [(&str, &str, View); 4] = [
    (
        icons::ICON_PHOTO_LIBRARY.codepoint,
        "Memories",
        View::Gallery,
    ),
    (icons::ICON_FLAG.codepoint, "Milestones", View::Milestones),
    (
        icons::ICON_AUTO_STORIES.codepoint,
        "Keepsake page",
        View::Keepsake,
    ),
    (icons::ICON_SETTINGS.codepoint, "Settings", View::Settings),
];

/// Draws the side.
pub(super) fn navigation_ui(
    ui: &mut Ui,
    model: &Model,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let palette = theme::of(ui).palette;
    egui::Panel::left("navigation")
        .exact_size(WIDTH)
        .resizable(false)
        .show_separator_line(false)
        .frame(
            egui::Frame::new()
                .fill(palette.surface)
                .inner_margin(egui::Margin::same(space::L as i8)),
        )
        .show(ui, |ui| {
            baby_ui(ui, model, stage, actions);
            ui.add_space(space::XL);
            for (icon, name, view) in WAYS {
                if way_ui(ui, icon, name, root_of(model.view) == view) {
                    actions.go(view);
                }
                ui.add_space(space::XS);
            }
            ui.with_layout(
                Layout::bottom_up(Align::Min).with_cross_justify(true),
                |ui| {
                    let may_add = model.baby.is_some() && model.read_only().is_none();
                    if primary_button_enabled(
                        ui,
                        may_add,
                        icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
                        "Add photos…",
                    )
                    .clicked()
                    {
                        actions.ask(Dialog::AddPhotos);
                    }
                    ui.add_space(space::S);
                    if secondary_button_enabled(
                        ui,
                        may_add,
                        icons::ICON_EDIT_NOTE.codepoint,
                        "New entry",
                    )
                    .clicked()
                    {
                        actions.push(EntryCommand::New);
                    }
                },
            );
        });
}

/// The current baby; a click opens the others.
fn baby_ui(ui: &mut Ui, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
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
    let age = short_age(&baby.age_label(stage.today));
    let chip = baby_chip_ui(ui, &baby.fields.name, &age, texture, palette_average(ui));
    egui::Popup::menu(&chip)
        .gap(space::S)
        .frame(theme::of(ui).floating_frame())
        .show(|ui| {
            ui.set_min_width(WIDTH - space::XL);
            for other in &model.babies {
                let texture = other.fields.portrait.and_then(&mut portrait);
                let response = baby_chip_ui(
                    ui,
                    &other.fields.name,
                    &short_age(&other.age_label(stage.today)),
                    texture,
                    palette_average(ui),
                );
                if response.clicked() {
                    actions.push(LibraryCommand::SelectBaby(other.id));
                    ui.close();
                }
            }
            ui.add_space(space::XS);
            if way_ui(
                ui,
                icons::ICON_ADD.codepoint,
                "Add or change a baby…",
                false,
            ) {
                actions.go(View::Settings);
                ui.close();
            }
        });
}

/// `4 months, 3 days`: beside the name, "old" goes without saying.
fn short_age(age: &str) -> String {
    age.trim_end_matches(" old").to_owned()
}

fn palette_average(ui: &Ui) -> egui::Color32 {
    theme::of(ui).palette.accent_soft
}

/// One way to go, as a wide quiet button; marked when it is where we are.
fn way_ui(ui: &mut Ui, icon: &str, name: &str, here: bool) -> bool {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
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
    let mut inner = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.shrink2(vec2(space::M, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    let color = if here { palette.accent } else { palette.text };
    inner.spacing_mut().item_spacing.x = space::M;
    inner.add(egui::Label::new(theme::icon(icon, 22.0).color(color)).selectable(false));
    inner.add(
        egui::Label::new(
            RichText::new(name)
                .text_style(theme::label_style())
                .color(color),
        )
        .selectable(false)
        .truncate(),
    );
    response.clicked()
}

/// Which way a view lies on.
fn root_of(view: View) -> View {
    match view {
        View::Gallery | View::Viewer(_) | View::Editor(_) | View::Entry(_) => View::Gallery,
        other => other,
    }
}
