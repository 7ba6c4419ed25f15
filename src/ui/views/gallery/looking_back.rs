//! Rows above the newest month: this day in the months and years before, and
//! other babies in the same week of life.

use eframe::egui::{Rect, RichText, Ui, UiBuilder};

use super::layout::Level;
use super::parts::{colour, name_of};
use super::rect_at;
use crate::app::{LookBack, Model, ViewerCommand};
use crate::photo::ThumbSize;
use crate::ui::actions::Actions;
use crate::ui::text::elide;
use crate::ui::theme::{radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::picture::{PictureArgs, picture_ui};

/// Height of the pictures, in points.
const PICTURE: f32 = 128.0;
/// Height of a row's heading, in points.
const HEADING: f32 = 44.0;
/// A row with its heading and the space below, in points.
const ROW: f32 = HEADING + PICTURE + space::S;
/// Between pictures, in points.
const GAP: f32 = 6.0;

/// The rows that are shown now: none while something is looked for, or where
/// pictures are tiny.
pub(super) fn rows_of(model: &Model, row_height: f32) -> &[LookBack] {
    let wanted = model.filter.is_empty() && Level::of(row_height) != Level::Years;
    if wanted { &model.looking_back } else { &[] }
}

/// How high they are together, in points.
pub(super) fn height_of(rows: &[LookBack]) -> f32 {
    rows.len() as f32 * ROW
}

/// Draws them into a place as high as [`height_of`] says.
pub(super) fn rows_ui(
    ui: &mut Ui,
    place: Rect,
    rows: &[LookBack],
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    let mut top = place.top();
    for row in rows {
        let heading = rect_at(
            place.left(),
            top + space::S,
            place.width(),
            HEADING - space::S,
        );
        let mut inner = ui.new_child(
            UiBuilder::new()
                .id_salt(("looking-back", row.about))
                .max_rect(heading),
        );
        heading_ui(&mut inner, RichText::new(row.title()).heading());
        let mut left = place.left();
        for (item, since) in &row.photos {
            let width = PICTURE * item.shown_aspect().clamp(0.95, 1.8);
            if left + width > place.right() {
                break;
            }
            let rect = rect_at(left, top + HEADING, width, PICTURE);
            left += width + GAP;
            let texture = stage
                .textures
                .photo(&item.photo, &item.edits, ThumbSize::Grid);
            let words = since.words();
            let badge = elide(&words, 18);
            let name = t!("gallery-back-photo", when = words, photo = name_of(item));
            let mut cell = ui.new_child(
                UiBuilder::new()
                    .id_salt(("looking-back", row.about, item.id()))
                    .max_rect(rect),
            );
            let response = picture_ui(
                &mut cell,
                PictureArgs {
                    texture,
                    average: colour(item.photo.file.average_rgb),
                    size: rect.size(),
                    corner: f32::from(radius::S),
                    selected: false,
                    favourite: item.favourite,
                    badge: Some(&badge),
                    name: &name,
                },
            );
            if response.clicked() {
                actions.push(ViewerCommand::Open(item.id()));
            }
        }
        top += ROW;
    }
}
