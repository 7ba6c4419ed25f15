//! Where the middle of a photo is when its frame has another shape.

use eframe::egui::{
    Align, EventFilter, Id, Key, Label, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, epaint::RectShape, pos2, vec2,
};

use super::super::Stage;
use crate::domain::{Focus, PageChoice};
use crate::photo::ThumbSize;
use crate::store::gallery::GalleryItem;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::quiet_button;

/// The picture is never higher than this, in points.
const HIGHEST: f32 = 190.0;
/// How far an arrow key moves the middle, as a part of the photo.
const STEP: f32 = 0.05;
/// Radius of the ring, in points.
const RING: f32 = 15.0;

/// Shows the selected photo whole, with a ring where the parent put its middle.
pub(super) fn middle_ui(
    ui: &mut Ui,
    item: &GalleryItem,
    number: usize,
    choice: &mut PageChoice,
    stage: &mut Stage<'_>,
) {
    let moved = choice.look.focus.get(&item.id()).copied();
    let words = if moved.is_some() {
        t!("keepsake-view-middle-set")
    } else {
        t!("keepsake-view-middle-tap")
    };
    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
    ui.add_space(space::XS);
    let aspect = item.shown_aspect().clamp(0.1, 10.0);
    let width = ui.available_width().min(HIGHEST * aspect);
    let size = vec2(width, width / aspect);
    let mut new = None;
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        // The id follows the photo, so that the keyboard stays on it.
        let mut place = ui.new_child(
            UiBuilder::new()
                .scope_id(Id::unique(("middle", item.id())))
                .max_rect(Rect::from_min_size(
                    pos2(ui.max_rect().center().x - size.x / 2.0, ui.cursor().top()),
                    size,
                )),
        );
        new = picture_ui(&mut place, item, number, moved, size, stage);
        ui.allocate_exact_size(size, Sense::hover());
    });
    if let Some(focus) = new {
        choice.look.focus.insert(item.id(), focus);
    }
    if moved.is_some() && quiet_button(ui, t!("keepsake-view-middle-find")).clicked() {
        choice.look.focus.remove(&item.id());
    }
    ui.add_space(space::S);
}

/// The picture; where the middle is now, if it moved.
fn picture_ui(
    ui: &mut Ui,
    item: &GalleryItem,
    number: usize,
    moved: Option<Focus>,
    size: eframe::egui::Vec2,
    stage: &mut Stage<'_>,
) -> Option<Focus> {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let name = t!("keepsake-view-middle", number = number);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(t!("keepsake-view-middle-keys"));
    });
    let palette = theme::of(ui).palette;
    let texture = stage
        .textures
        .photo(&item.photo, &item.edits, ThumbSize::Grid);
    match texture {
        Some((id, _)) => {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let shape = RectShape::filled(rect, radius::M, palette.photo_tint);
            ui.painter().add(shape.with_texture(id, whole));
        }
        None => {
            ui.painter()
                .rect_filled(rect, radius::M, palette.surface_raised);
        }
    }
    if let Some(focus) = moved {
        let at = rect.min + vec2(focus.x() * rect.width(), focus.y() * rect.height());
        let dark = eframe::egui::Color32::from_black_alpha(150);
        ui.painter().circle_stroke(at, RING, Stroke::new(5.0, dark));
        let light = eframe::egui::Color32::WHITE;
        ui.painter()
            .circle_stroke(at, RING, Stroke::new(2.5, light));
        ui.painter().circle_filled(at, 3.5, dark);
        ui.painter().circle_filled(at, 2.5, light);
    }
    focus_ring_ui(ui, &response, rect, radius::M);
    let pointed = (response.clicked() || response.dragged())
        .then(|| response.interact_pointer_pos())
        .flatten()
        .map(|at| {
            Focus::new(
                (at.x - rect.left()) / rect.width().max(1.0),
                (at.y - rect.top()) / rect.height().max(1.0),
            )
        });
    pointed
        .or_else(|| by_keys(ui, &response, moved))
        .filter(|focus| moved != Some(*focus))
}

fn by_keys(ui: &Ui, response: &eframe::egui::Response, moved: Option<Focus>) -> Option<Focus> {
    if !response.has_focus() {
        return None;
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let pressed = |key| ui.input(|input| input.num_presses(key)) as f32;
    let across = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
    let down = pressed(Key::ArrowDown) - pressed(Key::ArrowUp);
    let from = moved.unwrap_or_default();
    (across != 0.0 || down != 0.0)
        .then(|| Focus::new(from.x() + across * STEP, from.y() + down * STEP))
}
