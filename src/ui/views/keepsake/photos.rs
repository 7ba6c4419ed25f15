//! Which photos are on the page, and in which order.

use eframe::egui::{
    Align, Color32, Id, Key, Label, LayerId, Layout, Order, Rect, Response, RichText, Sense,
    Stroke, Ui, UiBuilder, Vec2, epaint::RectShape, vec2,
};
use egui_material_icons::icons;

use super::middle::middle_ui;
use crate::app::{KeepsakeCommand, Model};
use crate::domain::{PageChoice, PhotoId};
use crate::photo::ThumbSize;
use crate::store::gallery::GalleryItem;
use crate::ui::actions::Actions;
use crate::ui::text::{clock, short_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::film::film_badge;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::picture::cover_uv;
use crate::ui::widgets::{PictureArgs, icon_button_enabled, picture_ui, quiet_button};

/// Thumbnails beside each other: those on the page, and those that could be.
const COLUMNS: usize = 3;
const MORE_COLUMNS: usize = 4;
/// Side of the thumbnail that hangs on the pointer, in points.
const CARRIED: f32 = 84.0;

/// What is dragged.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Carried(PhotoId);

/// Which photo the buttons mean.
#[derive(Default)]
pub(super) struct PhotosState {
    selected: Option<PhotoId>,
}

/// What was done to the photos in one frame.
enum Change {
    Add(PhotoId),
    Remove(PhotoId),
    /// Put before the photo that stands here now; the length for the end.
    Place(PhotoId, usize),
}

impl PhotosState {
    /// Draws both lists.
    pub(super) fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        choice: &mut PageChoice,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let state = &model.keepsake;
        let chosen = &state.chosen;
        if self.selected.is_some_and(|photo| !chosen.contains(&photo)) {
            self.selected = None;
        }
        let mut change = None;

        ui.horizontal(|ui| {
            heading_ui(ui, RichText::new(t!("keepsake-view-on-page")).heading());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let count = t!(
                    "keepsake-view-count",
                    count = chosen.len(),
                    most = state.candidates.len().min(PageChoice::MAX_PHOTOS)
                );
                ui.label(theme::quiet(ui, count).small());
            });
        });
        self.order_ui(ui, chosen, choice.photos.is_none(), &mut change);
        let selected = self.selected.and_then(|photo| {
            let number = chosen.iter().position(|other| *other == photo)? + 1;
            let item = state.candidates.iter().find(|item| item.id() == photo)?;
            Some((item, number))
        });
        if let Some((item, number)) = selected {
            middle_ui(ui, item, number, choice, stage);
        }
        ui.add_space(space::XS);
        self.chosen_ui(ui, state.candidates.as_slice(), chosen, stage, &mut change);
        if choice.photos.is_some() {
            ui.add_space(space::S);
            if quiet_button(ui, t!("keepsake-view-propose")).clicked() {
                self.selected = None;
                actions.push(KeepsakeCommand::Propose);
            }
        }

        let more: Vec<_> = state
            .candidates
            .iter()
            .filter(|item| !chosen.contains(&item.id()))
            .collect();
        if !more.is_empty() {
            ui.add_space(space::XL);
            more_ui(ui, &more, chosen.len(), stage, &mut change);
        }
        if let Some(change) = change {
            if let Change::Remove(photo) = change
                && self.selected == Some(photo)
            {
                self.selected = None;
            }
            choice.photos = Some(changed(chosen, &change));
        }
    }

    /// The buttons for the selected photo; before that, what one may do. The
    /// place stays the same, so that nothing jumps.
    fn order_ui(
        &self,
        ui: &mut Ui,
        chosen: &[PhotoId],
        proposed: bool,
        change: &mut Option<Change>,
    ) {
        let at = self
            .selected
            .and_then(|photo| Some((photo, chosen.iter().position(|other| *other == photo)?)));
        ui.horizontal(|ui| {
            ui.set_height(40.0);
            ui.spacing_mut().item_spacing.x = space::XS;
            let Some((photo, index)) = at else {
                let words = match (chosen.is_empty(), proposed) {
                    (true, _) => t!("keepsake-view-none-chosen"),
                    (_, true) => t!("keepsake-view-proposed"),
                    (_, false) => t!("keepsake-view-chosen"),
                };
                ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
                return;
            };
            let earlier = icons::ICON_ARROW_BACK.codepoint;
            if icon_button_enabled(ui, index > 0, earlier, t!("keepsake-view-earlier")).clicked() {
                *change = Some(Change::Place(photo, index.saturating_sub(1)));
            }
            let later = icons::ICON_ARROW_FORWARD.codepoint;
            let has_next = index + 1 < chosen.len();
            if icon_button_enabled(ui, has_next, later, t!("keepsake-view-later")).clicked() {
                *change = Some(Change::Place(photo, index + 2));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if quiet_button(ui, t!("keepsake-view-take-off")).clicked() {
                    *change = Some(Change::Remove(photo));
                }
            });
        });
    }

    fn chosen_ui(
        &mut self,
        ui: &mut Ui,
        candidates: &[GalleryItem],
        chosen: &[PhotoId],
        stage: &mut Stage<'_>,
        change: &mut Option<Change>,
    ) {
        let mut gap = None;
        let cells = grid(ui, chosen.len(), COLUMNS);
        for (index, (photo, cell)) in chosen.iter().zip(cells).enumerate() {
            let Some(item) = candidates.iter().find(|item| item.id() == *photo) else {
                continue;
            };
            let number = (index + 1).to_string();
            let thumb = Thumb {
                item,
                cell,
                selected: self.selected == Some(*photo),
                badge: Some(&number),
                name: &t!("keepsake-view-photo", number = &number, when = when(item)),
            };
            let response = thumb_ui(ui, &thumb, stage);
            if response.clicked() {
                self.selected = (self.selected != Some(*photo)).then_some(*photo);
            }
            let delete = |key| ui.input(|input| input.key_pressed(key));
            if response.has_focus() && (delete(Key::Delete) || delete(Key::Backspace)) {
                *change = Some(Change::Remove(*photo));
            }
            // The half under the pointer decides: before this one or after it.
            let after = ui.input(|input| {
                let pointer = input.pointer.interact_pos();
                pointer.is_some_and(|at| at.x > cell.center().x)
            });
            let before = index + usize::from(after);
            if let Some(carried) = response.dnd_release_payload::<Carried>() {
                if chosen.contains(&carried.0) || chosen.len() < PageChoice::MAX_PHOTOS {
                    *change = Some(Change::Place(carried.0, before));
                }
            } else if response.dnd_hover_payload::<Carried>().is_some() {
                let x = if after { cell.right() } else { cell.left() };
                let lean = if after { 4.0 } else { -4.0 };
                gap = Some((x + lean, cell.y_range()));
            }
        }
        if let Some((x, y_range)) = gap {
            let accent = theme::of(ui).palette.accent;
            ui.painter().vline(x, y_range, Stroke::new(4.0, accent));
        }
    }
}

/// The photos of the month that are not on the page.
fn more_ui(
    ui: &mut Ui,
    more: &[&GalleryItem],
    on_page: usize,
    stage: &mut Stage<'_>,
    change: &mut Option<Change>,
) {
    heading_ui(ui, RichText::new(t!("keepsake-view-more-photos")).heading());
    let full = on_page >= PageChoice::MAX_PHOTOS;
    let words = if full {
        t!("keepsake-view-full", count = on_page)
    } else {
        t!("keepsake-view-tap-to-add").to_owned()
    };
    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
    ui.add_space(space::XS);
    ui.add_enabled_ui(!full, |ui| {
        let cells = grid(ui, more.len(), MORE_COLUMNS);
        for (item, cell) in more.iter().zip(cells) {
            let is_film = item.photo.file.format.is_film();
            let thumb = Thumb {
                item,
                cell,
                selected: false,
                badge: None,
                name: &if is_film {
                    t!("keepsake-view-add-film", when = when(item))
                } else {
                    t!("keepsake-view-add-photo", when = when(item))
                },
            };
            let mut response = thumb_ui(ui, &thumb, stage);
            if is_film {
                response = response.on_hover_text(t!("keepsake-view-film-hint"));
            }
            if response.clicked() {
                *change = Some(Change::Add(item.id()));
            }
        }
    });
}

/// The list after a change.
fn changed(chosen: &[PhotoId], change: &Change) -> Vec<PhotoId> {
    let mut photos = chosen.to_vec();
    match *change {
        Change::Add(photo) => photos.push(photo),
        Change::Remove(photo) => photos.retain(|other| *other != photo),
        Change::Place(photo, before) => {
            // What stood before the place moves up when the photo leaves it.
            let earlier = chosen
                .iter()
                .take(before)
                .filter(|other| **other == photo)
                .count();
            photos.retain(|other| *other != photo);
            let at = before.saturating_sub(earlier).min(photos.len());
            photos.insert(at, photo);
        }
    }
    photos
}

/// Square cells side by side, as wide as the column together.
fn grid(ui: &mut Ui, count: usize, columns: usize) -> impl Iterator<Item = Rect> + use<> {
    let width = ui.available_width();
    let side = ((width - space::S * (columns - 1) as f32) / columns as f32).floor();
    let rows = count.div_ceil(columns);
    let height = (rows as f32 * (side + space::S) - space::S).max(0.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    (0..count).map(move |index| {
        let (column, row) = (index % columns, index / columns);
        let step = vec2(column as f32, row as f32) * (side + space::S);
        Rect::from_min_size(rect.min + step, Vec2::splat(side))
    })
}

struct Thumb<'a> {
    item: &'a GalleryItem,
    cell: Rect,
    selected: bool,
    badge: Option<&'a str>,
    name: &'a str,
}

/// A thumbnail that can be tapped and carried. Its id follows the photo, so
/// the keyboard stays on it when it moves.
fn thumb_ui(ui: &mut Ui, thumb: &Thumb<'_>, stage: &mut Stage<'_>) -> Response {
    let item = thumb.item;
    let [_, red, green, blue] = item.photo.file.average_rgb.to_be_bytes();
    // Far down a long month, pictures wait until they come into sight.
    let texture = ui
        .is_rect_visible(thumb.cell)
        .then(|| {
            stage
                .textures
                .photo(&item.photo, &item.edits, ThumbSize::Grid)
        })
        .flatten();
    let on_page = thumb.badge.is_some();
    let mut place = ui.new_child(
        UiBuilder::new()
            .scope_id(Id::unique(("page-photo", item.id(), on_page)))
            .max_rect(thumb.cell),
    );
    let response = picture_ui(
        &mut place,
        PictureArgs {
            texture,
            average: Color32::from_rgb(red, green, blue),
            size: thumb.cell.size(),
            corner: f32::from(radius::M),
            selected: thumb.selected,
            favourite: item.favourite,
            badge: thumb.badge,
            name: thumb.name,
        },
    )
    .interact(Sense::drag());
    if item.photo.file.format.is_film() {
        film_badge(ui, thumb.cell, "");
    }
    if ui.is_enabled() {
        response.dnd_set_drag_payload(Carried(item.id()));
    }
    if response.dragged()
        && let Some(at) = ui.ctx().pointer_interact_pos()
    {
        carried_ui(ui, at, texture, Color32::from_rgb(red, green, blue));
    }
    response
}

/// The thumbnail under the pointer while it is carried.
fn carried_ui(
    ui: &Ui,
    at: eframe::egui::Pos2,
    texture: Option<(eframe::egui::TextureId, Vec2)>,
    average: Color32,
) {
    let theme = theme::of(ui);
    let layer = LayerId::new(Order::Tooltip, Id::unique("carried-photo"));
    let painter = ui.ctx().layer_painter(layer);
    let rect = Rect::from_center_size(at, Vec2::splat(CARRIED));
    painter.add(theme.shadow().as_shape(rect, radius::M));
    let shape = match texture {
        Some((id, size)) => RectShape::filled(rect, radius::M, theme.palette.photo_tint)
            .with_texture(id, cover_uv(size, rect.size())),
        None => RectShape::filled(rect, radius::M, average),
    };
    painter.add(shape);
    ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Grabbing);
}

/// `3 Nov 2026, 03:10`
fn when(item: &GalleryItem) -> String {
    let local = item.moment.local;
    format!("{}, {}", short_date(local.date()), clock(local.time()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ids(numbers: &[u128]) -> Vec<PhotoId> {
        let id = |number: &u128| PhotoId::from_uuid(Uuid::from_u128(*number));
        numbers.iter().map(id).collect()
    }

    #[test]
    fn photos_move_to_the_gap_they_are_dropped_into() {
        let list = ids(&[1, 2, 3, 4]);
        let place = |index: usize, before| changed(&list, &Change::Place(list[index], before));
        assert_eq!(place(0, 0), list);
        assert_eq!(place(0, 1), list);
        assert_eq!(place(0, 2), ids(&[2, 1, 3, 4]));
        assert_eq!(place(0, 4), ids(&[2, 3, 4, 1]));
        assert_eq!(place(3, 0), ids(&[4, 1, 2, 3]));
        assert_eq!(place(2, 1), ids(&[1, 3, 2, 4]));
        // One step earlier and later, as the buttons ask.
        assert_eq!(place(1, 0), ids(&[2, 1, 3, 4]));
        assert_eq!(place(1, 3), ids(&[1, 3, 2, 4]));
    }

    #[test]
    fn a_photo_from_below_is_put_where_it_is_dropped() {
        let list = ids(&[1, 2]);
        let new = ids(&[9])[0];
        assert_eq!(changed(&list, &Change::Place(new, 1)), ids(&[1, 9, 2]));
        assert_eq!(changed(&list, &Change::Add(new)), ids(&[1, 2, 9]));
        assert_eq!(changed(&list, &Change::Remove(list[0])), ids(&[2]));
    }
}
