//! Photos on their way in, above the months: seen at once, kept a moment later.

use eframe::egui::{
    self, Label, Rect, RichText, Role, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions,
    Ui, UiBuilder, vec2,
};

use crate::app::{Arrival, Model};
use crate::ui::text::plural;
use crate::ui::textures::color_image;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::picture::cover_uv;

/// Height of the pictures, in points.
const HEIGHT: f32 = 112.0;
/// Widest picture, in points: a panorama must not fill the strip.
const WIDEST: f32 = 220.0;

/// How much of a photo is seen while it is not kept yet.
const NOT_QUITE_HERE: f32 = 0.8;

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
            .find(|task| task.is("task-adding-photos") || task.is("task-adding-picture"));
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
        let arrivals = model.arrivals.iter().zip(&mut self.textures);
        for (index, (arrival, slot)) in arrivals.enumerate().skip(done) {
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
            arrival_ui(ui, place, index, arrival, slot);
            x += width + space::S;
        }
        ui.add_space(space::L);
    }
}

fn arrival_ui(
    ui: &mut Ui,
    place: Rect,
    index: usize,
    arrival: &Arrival,
    slot: &mut Option<TextureHandle>,
) {
    let palette = theme::of(ui).palette;
    let corner = f32::from(radius::S);
    let inner = ui.new_child(UiBuilder::new().id_salt(("arrival", index)).max_rect(place));
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
            egui::Image::from_texture((texture.id(), texture.size_vec2()))
                .uv(cover_uv(texture.size_vec2(), place.size()))
                .corner_radius(corner)
                .tint(palette.photo_tint.gamma_multiply(NOT_QUITE_HERE))
                .paint_at(ui, place);
        }
        None => {
            ui.painter()
                .rect_filled(place, corner, palette.surface_raised);
            let line = Stroke::new(1.0, palette.outline);
            ui.painter()
                .rect_stroke(place, corner, line, StrokeKind::Inside);
        }
    }
}
