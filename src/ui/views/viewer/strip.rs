//! The neighbours below the photo.

use eframe::egui::{
    self, Align, Align2, Color32, Layout, Margin, Rect, Stroke, StrokeKind, TextStyle, Ui,
    UiBuilder, Vec2, accesskit, vec2,
};

use super::{Seen, photo_name};
use crate::app::{Model, ViewerCommand};
use crate::photo::ThumbSize;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::ZoomState;
use crate::ui::widgets::film::film_badge;
use crate::ui::widgets::picture::{PictureArgs, picture_ui};

/// Side of a thumbnail, in points.
const THUMB: f32 = 68.0;
/// Height of the strip, in points.
pub(super) const HEIGHT: f32 = THUMB + 2.0 * space::M;
/// Most thumbnails shown; odd, so that the current one is in the middle.
const MOST: usize = 11;

pub(super) fn strip_ui(
    ui: &mut Ui,
    model: &Model,
    seen: &Seen<'_>,
    zoom: &ZoomState,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let Some(position) = seen.position else {
        return;
    };
    let palette = theme::of(ui).palette;
    egui::Panel::bottom("viewer-strip")
        .exact_size(HEIGHT)
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::new().inner_margin(Margin::symmetric(space::L as i8, 0)))
        .show(ui, |ui| {
            let row = ui.max_rect();
            let total = model.gallery.items.len();
            let room = ((row.width() + space::S) / (THUMB + space::S)).max(1.0) as usize;
            let range = around(position, total, room.min(MOST));
            let count = range.len() as f32;
            let width = count * THUMB + (count - 1.0).max(0.0) * space::S;
            let place = Rect::from_center_size(row.center(), vec2(width, THUMB));

            let words = t!("viewer-of", count = position + 1, all = total);
            if place.left() - row.left() > 110.0 {
                ui.painter().text(
                    row.left_center(),
                    Align2::LEFT_CENTER,
                    words,
                    TextStyle::Small.resolve(ui.style()),
                    palette.text_quiet,
                );
                if let Some(percent) = zoom.percent().filter(|_| !zoom.is_fit()) {
                    ui.painter().text(
                        row.right_center(),
                        Align2::RIGHT_CENTER,
                        format!("{percent} %"),
                        TextStyle::Small.resolve(ui.style()),
                        palette.text_quiet,
                    );
                }
            }
            let mut child = ui.new_child(
                UiBuilder::new()
                    .max_rect(place)
                    .layout(Layout::left_to_right(Align::Center)),
            );
            child.spacing_mut().item_spacing.x = space::S;
            let first = range.start;
            for (index, item) in model
                .gallery
                .items
                .iter()
                .enumerate()
                .skip(first)
                .take(range.len())
            {
                let texture = stage
                    .textures
                    .photo(&item.photo, &item.edits, ThumbSize::Grid);
                let [_, r, g, b] = item.photo.file.average_rgb.to_be_bytes();
                let here = index == position;
                let response = child
                    .push_id(item.id(), |ui| {
                        picture_ui(
                            ui,
                            PictureArgs {
                                texture,
                                average: Color32::from_rgb(r, g, b),
                                size: Vec2::splat(THUMB),
                                corner: f32::from(radius::M),
                                selected: false,
                                favourite: false,
                                badge: None,
                                name: &photo_name(model, &item.photo.file, &item.moment),
                            },
                        )
                    })
                    .inner;
                if item.photo.file.format.is_film() {
                    film_badge(&child, response.rect, "");
                }
                if here {
                    child.painter().rect_stroke(
                        response.rect.expand(1.0),
                        f32::from(radius::M),
                        Stroke::new(3.0, palette.accent),
                        StrokeKind::Outside,
                    );
                    child.ctx().accesskit_node_builder(response.id, |node| {
                        node.set_aria_current(accesskit::AriaCurrent::True);
                        node.set_description(t!("viewer-shown-now"));
                    });
                } else if response.clicked() {
                    actions.push(ViewerCommand::Open(item.id()));
                }
            }
        });
}

/// The places shown: `room` of them around `position`, never past an end.
fn around(position: usize, total: usize, room: usize) -> std::ops::Range<usize> {
    let room = room.min(total);
    let start = position.saturating_sub(room / 2).min(total - room);
    start..start + room
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn the_current_one_stands_in_the_middle_until_an_end_is_near() {
        assert_eq!(around(20, 54, 11), 15..26);
        assert_eq!(around(2, 54, 11), 0..11);
        assert_eq!(around(53, 54, 11), 43..54);
        assert_eq!(around(1, 3, 11), 0..3);
        assert_eq!(around(0, 1, 1), 0..1);
    }
}
