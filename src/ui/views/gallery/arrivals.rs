//! Photos on their way in, above the months: seen at once, kept a moment later.

use eframe::egui::{
    self, Color32, Label, Rect, RichText, Role, Sense, TextureHandle, TextureOptions, Ui,
    UiBuilder, vec2,
};

use crate::app::{Arrival, Model};
use crate::ui::text::plural;
use crate::ui::textures::color_image;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::page::heading_ui;

/// Height of the pictures, in points.
const HEIGHT: f32 = 112.0;
/// Widest picture, in points: a panorama must not fill the strip.
const WIDEST: f32 = 220.0;

/// The pictures of one arrival on the graphics card.
#[derive(Default)]
pub(super) struct Strip {
    serial: u64,
    textures: Vec<Option<TextureHandle>>,
}

impl Strip {
    /// Draws what is still on its way; nothing when all are in.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, model: &Model) {
        if self.serial != model.arrivals_serial || model.arrivals.is_empty() {
            self.serial = model.arrivals_serial;
            self.textures.clear();
        }
        self.textures.resize(model.arrivals.len(), None);
        let task = model
            .tasks
            .iter()
            .find(|task| task.title.starts_with("Adding"));
        let (done, total) = task.map_or((0, model.arrivals.len()), |task| {
            (task.progress.done, task.progress.total)
        });
        let waiting = model.arrivals.len().saturating_sub(done);
        if waiting == 0 {
            return;
        }
        let left = total.max(model.arrivals.len()).saturating_sub(done);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            heading_ui(ui, RichText::new("On their way in").heading());
            let words = plural(left as u64, "photo", "photos");
            ui.add(Label::new(theme::quiet(ui, words)).truncate());
        });
        ui.add_space(space::S);
        let (row, _) = ui.allocate_exact_size(
            vec2(ui.available_width() - space::XL, HEIGHT),
            Sense::hover(),
        );
        let mut x = row.left();
        for (arrival, slot) in model.arrivals.iter().zip(&mut self.textures).skip(done) {
            let width = match &arrival.picture {
                Some(picture) => {
                    let shape = picture.width() as f32 / picture.height().max(1) as f32;
                    (HEIGHT * shape).clamp(HEIGHT * 0.4, WIDEST)
                }
                None => HEIGHT,
            };
            let place = Rect::from_min_size(egui::pos2(x, row.top()), vec2(width, HEIGHT));
            if place.right() > row.right() + 1.0 {
                break;
            }
            arrival_ui(ui, place, arrival, slot);
            x += width + space::S;
        }
        ui.add_space(space::L);
    }
}

fn arrival_ui(ui: &mut Ui, place: Rect, arrival: &Arrival, slot: &mut Option<TextureHandle>) {
    let palette = theme::of(ui).palette;
    let corner = f32::from(radius::S);
    let inner = ui.new_child(UiBuilder::new().id_salt(&arrival.name).max_rect(place));
    let response = inner.interact(place, inner.scope_id(), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            Role::Image,
            true,
            format!("On its way in: {}", arrival.name),
        )
    });
    match &arrival.picture {
        Some(picture) => {
            let texture = slot.get_or_insert_with(|| {
                ui.ctx()
                    .load_texture("arrival", color_image(picture), TextureOptions::LINEAR)
            });
            let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            egui::Image::from_texture((texture.id(), texture.size_vec2()))
                .uv(cut_to(whole, texture.size_vec2(), place.size()))
                .corner_radius(corner)
                // Not quite here yet.
                .tint(Color32::from_white_alpha(200))
                .paint_at(ui, place);
        }
        None => {
            ui.painter().rect_filled(place, corner, palette.surface);
        }
    }
}

/// The middle of a picture in the shape of its place.
fn cut_to(whole: Rect, picture: egui::Vec2, place: egui::Vec2) -> Rect {
    let picture_shape = picture.x / picture.y.max(1.0);
    let place_shape = place.x / place.y.max(1.0);
    let part = if picture_shape > place_shape {
        vec2(place_shape / picture_shape, 1.0)
    } else {
        vec2(1.0, picture_shape / place_shape)
    };
    Rect::from_center_size(whole.center(), part)
}
