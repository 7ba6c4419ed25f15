//! The sheet of keys: what can be pressed, where, on one page.

use eframe::egui::{self, Align, Context, Id, Key, Layout, Role, ScrollArea, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use crate::app::Model;
use crate::ui::deeds::{Place, Row, Stroke, hands, table};
use crate::ui::theme::{self, space};
use crate::ui::widgets::icon_button;
use crate::ui::widgets::key_caps::key_caps_ui;
use crate::ui::widgets::page::heading_ui;

/// Widest, in points.
const WIDTH: f32 = 900.0;
/// From this width on, in points, in two columns.
const TWO_COLUMNS: f32 = 680.0;
/// Height of a row, in points.
const ROW: f32 = 34.0;

/// The places listed, after the one where one is.
const PLACES: [Place; 7] = [
    Place::Everywhere,
    Place::Memories,
    Place::Viewer,
    Place::Editor,
    Place::Crop,
    Place::Entry,
    Place::Camera,
];

/// Draws the sheet over the window; returns whether it should go.
pub(super) fn keys_sheet_ui(ctx: &Context, model: &Model) -> bool {
    let theme = theme::of_ctx(ctx);
    let screen = ctx.content_rect();
    let id = Id::unique("keys-sheet");
    let modal = egui::Modal::new(id)
        .area(egui::Modal::default_area(id).default_size(screen.size()))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame().inner_margin(20))
        .show(ctx, |ui| {
            let width = WIDTH.min(screen.width() - 2.0 * space::XXL);
            ui.set_width(width - 40.0);
            let mut close = false;
            ui.horizontal(|ui| {
                heading_ui(ui, egui::RichText::new(t!("keys-title")).heading());
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let button = icon_button(ui, icons::ICON_CLOSE.codepoint, t!("keys-close"));
                    close = button.clicked();
                    if ui.memory(|memory| memory.focused().is_none()) {
                        button.request_focus();
                    }
                });
            });
            let find = t!("keys-find", keys = Stroke::command(Key::K).words());
            let quiet = theme::quiet(ui, find);
            ui.add(egui::Label::new(quiet).wrap());
            ui.add_space(space::M);
            ScrollArea::vertical()
                .max_height((screen.height() - 220.0).max(120.0))
                .auto_shrink([false, true])
                .show(ui, |ui| columns_ui(ui, model));
            close
        });
    modal.inner || modal.should_close()
}

fn columns_ui(ui: &mut Ui, model: &Model) {
    let here = Place::of(model);
    let mut places: Vec<Place> = PLACES.to_vec();
    // Where one is comes first.
    places.sort_by_key(|place| *place != here);
    let width = ui.available_width();
    if width < TWO_COLUMNS {
        for place in places {
            place_ui(ui, place);
        }
        return;
    }
    let gap = space::XXL;
    let column = (width - gap) / 2.0;
    let (left, right) = halves(&places);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for half in [left, right] {
            ui.allocate_ui_with_layout(vec2(column, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(column);
                ui.spacing_mut().item_spacing.x = space::S;
                for place in half {
                    place_ui(ui, *place);
                }
            });
        }
    });
}

/// Splits the places so that the longer column is as short as can be.
fn halves(places: &[Place]) -> (&[Place], &[Place]) {
    let long = |places: &[Place]| places.iter().map(|place| length(*place)).sum::<usize>();
    let at = (0..=places.len())
        .min_by_key(|at| {
            let (left, right) = places.split_at(*at);
            long(left).max(long(right))
        })
        .unwrap_or_default();
    places.split_at(at)
}

/// Rows with keys of a place.
fn rows(place: Place) -> impl Iterator<Item = &'static Row> {
    table()
        .iter()
        .filter(move |row| row.places.contains(&place) && !row.keys.is_empty())
}

fn hands_in(place: Place) -> impl Iterator<Item = (Place, &'static str, &'static str)> {
    hands().into_iter().filter(move |(at, ..)| *at == place)
}

/// Lines of a place, its heading for two.
fn length(place: Place) -> usize {
    rows(place).count() + hands_in(place).count() + 2
}

fn place_ui(ui: &mut Ui, place: Place) {
    let part = UiBuilder::new()
        .accessibility_role(Role::Region)
        .accessibility_label(place.label());
    ui.scope_builder(part, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heading_ui(ui, theme::strong(place.label()));
        ui.add_space(space::XS);
        for row in rows(place) {
            line_ui(ui, row.name, &row.key_words(), |ui| {
                for (number, stroke) in row.keys.iter().enumerate().rev() {
                    key_caps_ui(ui, stroke.caps().into_iter().rev());
                    if number > 0 {
                        let or = theme::quiet(ui, t!("keys-or-between")).small();
                        ui.label(or);
                    }
                }
            });
        }
        for (_, keys, what) in hands_in(place) {
            line_ui(ui, what, keys, |ui| {
                let keys = theme::quiet(ui, keys).small();
                ui.label(keys);
            });
        }
        ui.add_space(space::L);
    });
}

/// One line: what is done at the left, by which keys at the right.
fn line_ui(ui: &mut Ui, what: &str, keys: &str, keys_ui: impl FnOnce(&mut Ui)) {
    let line = UiBuilder::new()
        .accessibility_role(Role::ListItem)
        .accessibility_label(format!("{what}: {keys}"));
    ui.scope_builder(line, |ui| {
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), ROW),
            Layout::right_to_left(Align::Center),
            |ui| {
                ui.set_height(ROW);
                keys_ui(ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(what).truncate());
                });
            },
        );
    });
}
