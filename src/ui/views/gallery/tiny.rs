//! Rows of the smallest pictures. Hundreds are on screen at once, so that
//! each must cost little: a row is drawn as few shapes, with no shadow, no
//! fade and no tooltip, and listens for the pointer as one.
//!
//! Where a keyboard or a screen reader is at work, every picture is a thing of
//! its own, with its name.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, FontId, Galley, Mesh, Rect, Response, Sense, Shape, TextureId, Ui, Vec2,
    emath::GuiRounding as _,
    epaint::{RectShape, TessellationOptions, Tessellator, Vertex, WHITE_UV},
    pos2, vec2,
};
use egui_material_icons::icons;

use super::Ground;
use super::layout::{Strip, TINY, photo_rects};
use super::parts::{away_ui, colour, film_length, info, name_of, thumb_size};
use super::selection::Selection;
use crate::app::Model;
use crate::store::gallery::GalleryItem;
use crate::ui::theme::{self, Palette};
use crate::ui::views::Stage;
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::picture::cover_uv;

/// Roundness of their corners, in points.
const CORNER: f32 = 3.0;

/// What rows of tiny pictures share.
#[derive(Default)]
pub(super) struct Rows {
    /// Whether every picture is a thing of its own.
    each: bool,
    /// The shape of a picture, for so many pixels a point.
    shape: Option<Rounded>,
    /// Where the pictures of a row stand; kept for its memory.
    cells: Vec<(usize, Rect)>,
}

/// A row to draw.
pub(super) struct Row<'a> {
    pub ground: &'a Ground<'a>,
    pub strip: &'a Strip<'a>,
    /// Its photos, by the place at which they are shown.
    pub places: &'a std::ops::Range<usize>,
    pub model: &'a Model,
    pub selection: &'a Selection,
}

impl Rows {
    /// Before the rows of a frame.
    pub fn begin(&mut self, ui: &Ui) {
        let ctx = ui.ctx();
        let pixels_per_point = ctx.pixels_per_point();
        let options = ctx.tessellation_options(|options| *options);
        let same = |shape: &Rounded| {
            shape.pixels_per_point == pixels_per_point && shape.options == options
        };
        if !self.shape.as_ref().is_some_and(same) {
            self.shape = Some(Rounded::new(pixels_per_point, options));
        }
        // A press and its release belong to the same thing.
        let held = ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if !held {
            let key = |event: &egui::Event| matches!(event, egui::Event::Key { .. });
            self.each = ctx.input(|input| input.events.iter().any(key))
                || ctx.memory(|memory| memory.focused().is_some())
                || ctx.accesskit_node_builder(ui.unique_id(), |_| ()).is_some();
        }
    }

    /// Draws a row; gives the place of the photo that was clicked, and whether
    /// one of them has the keyboard.
    pub fn row_ui(
        &mut self,
        ui: &mut Ui,
        row: &Row<'_>,
        stage: &mut Stage<'_>,
    ) -> (Option<usize>, bool) {
        let Row {
            ground,
            strip,
            places,
            model,
            selection,
        } = *row;
        let rects = photo_rects(&model.gallery, places, strip.height, &ground.frame);
        self.cells.clear();
        self.cells
            .extend(rects.map(|(place, rect)| (place, ground.on_screen(strip.top, rect))));
        let whole = self.cells.first().zip(self.cells.last());
        let Some(((_, first), (_, last))) = whole else {
            return (None, false);
        };

        let mut clicked = None;
        let mut hovered = None;
        if !self.each {
            // Not one for the keyboard to stop at.
            let id = ui.scope_id().with(("tiny", places.start));
            let response = ui.interact(first.union(*last), id, Sense::CLICK);
            let at = response.interact_pointer_pos().or(response.hover_pos());
            let under = at.and_then(|at| nearest(&self.cells, at.x));
            hovered = under.filter(|_| response.hovered());
            clicked = under.filter(|_| response.clicked());
        }

        let Some(shape) = self.shape.as_ref() else {
            return (None, false);
        };
        let palette = theme::of(ui).palette;
        let mut drawn = Drawn::new(shape, &palette);
        // Those that are things of their own.
        let mut own: Vec<(Response, Rect, bool)> = Vec::new();
        for (place, rect) in &self.cells {
            let Some(item) = model.gallery.at(*place) else {
                continue;
            };
            let selected = selection.has_photo(item.id());
            let away = model.offline.contains(&item.id());
            let mut hovered = hovered == Some(*place);
            if self.each || away {
                let response = ui.interact(*rect, ui.scope_id().with(item.id()), Sense::click());
                response.widget_info(|| info(ui.is_enabled(), selected, name_of(item)));
                hovered |= response.hovered();
                if response.clicked() {
                    clicked = Some(*place);
                }
                own.push((response, *rect, away));
            }
            let size = thumb_size(shape.pixels_per_point, *rect);
            let texture = stage.textures.photo(&item.photo, &item.edits, size);
            drawn.picture(*rect, item, selected, texture);
            drawn.marks(ui, *rect, item, selected, hovered);
        }
        drawn.paint(ui);
        let mut focused = false;
        for (response, rect, away) in own {
            focused |= response.has_focus();
            focus_ring_ui(ui, &response, rect, CORNER);
            away_ui(ui, rect, away, response);
        }
        (clicked, focused)
    }
}

/// The picture of a row that is nearest.
fn nearest(cells: &[(usize, Rect)], x: f32) -> Option<usize> {
    let distance = |rect: &Rect| (rect.left() - x).max(x - rect.right());
    cells
        .iter()
        .min_by(|(_, one), (_, other)| distance(one).total_cmp(&distance(other)))
        .map(|(place, _)| *place)
}

/// The shapes of a row.
struct Drawn<'a> {
    shape: &'a Rounded,
    palette: &'a Palette,
    /// Those without pixels yet share one.
    plain: Mesh,
    pictures: Vec<Shape>,
    /// What lies over pictures.
    marks: Vec<Shape>,
    heart: Option<Arc<Galley>>,
    film: Option<Arc<Galley>>,
}

impl<'a> Drawn<'a> {
    fn new(shape: &'a Rounded, palette: &'a Palette) -> Self {
        Self {
            shape,
            palette,
            plain: Mesh::default(),
            pictures: Vec::new(),
            marks: Vec::new(),
            heart: None,
            film: None,
        }
    }

    fn picture(
        &mut self,
        rect: Rect,
        item: &GalleryItem,
        selected: bool,
        texture: Option<(TextureId, Vec2)>,
    ) {
        let shown = rect.shrink(if selected { 3.0 } else { 0.0 });
        let tint = self.palette.photo_tint;
        match texture {
            Some((id, size)) => {
                let mut mesh = self.shape.empty(id);
                let uv = cover_uv(size, shown.size());
                self.shape.add(&mut mesh, shown, tint, Some(uv));
                self.pictures.push(Shape::Mesh(Arc::new(mesh)));
            }
            None => {
                let average = colour(item.photo.file.average_rgb);
                self.shape.add(&mut self.plain, shown, average * tint, None);
            }
        }
    }

    fn marks(&mut self, ui: &Ui, rect: Rect, item: &GalleryItem, selected: bool, hovered: bool) {
        if selected || hovered {
            let line = egui::Stroke::new(if selected { 2.5 } else { 1.5 }, self.palette.accent);
            let edge = RectShape::stroke(rect, CORNER, line, egui::StrokeKind::Inside);
            self.marks.push(edge.into());
        }
        let side = (rect.height() * 0.3).clamp(8.0, 14.0);
        let color = self.palette.on_scrim;
        let mut mark = |galley: &mut Option<Arc<Galley>>, icon: &str, center: egui::Pos2| {
            let galley = galley.get_or_insert_with(|| {
                let font = FontId::new(side, theme::icons());
                ui.painter().layout_no_wrap(icon.to_owned(), font, color)
            });
            let corner = center - galley.size() / 2.0;
            self.marks
                .push(Shape::galley(corner, Arc::clone(galley), color));
        };
        if item.favourite {
            let at = rect.right_bottom() - vec2(side * 0.8, side * 0.8);
            mark(&mut self.heart, icons::ICON_FAVORITE.codepoint, at);
        }
        if film_length(item).is_some() {
            let at = rect.left_bottom() + vec2(side * 0.8, -side * 0.8);
            mark(&mut self.film, icons::ICON_PLAY_ARROW.codepoint, at);
        }
    }

    fn paint(self, ui: &Ui) {
        let plain = (!self.plain.is_empty()).then(|| Shape::Mesh(Arc::new(self.plain)));
        let shapes = plain.into_iter().chain(self.pictures).chain(self.marks);
        ui.painter().extend(shapes);
    }
}

/// A rectangle with round corners and soft edges as egui would make it, worked
/// out once: every picture has the same corners.
struct Rounded {
    pixels_per_point: f32,
    options: TessellationOptions,
    points: Vec<Point>,
    indices: Vec<u32>,
}

/// A point at a corner.
struct Point {
    right: bool,
    bottom: bool,
    /// From the corner.
    offset: Vec2,
    /// Whether it has the colour, rather than being the edge's faded end.
    inside: bool,
}

impl Rounded {
    fn new(pixels_per_point: f32, options: TessellationOptions) -> Self {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), Vec2::splat(TINY));
        let rect = rect.round_to_pixels(pixels_per_point);
        // A texture, for the way a picture is made.
        let shape = RectShape::filled(rect, CORNER, Color32::WHITE)
            .with_texture(TextureId::default(), Rect::ZERO);
        let mut mesh = Mesh::default();
        Tessellator::new(pixels_per_point, options, [1, 1], Vec::new())
            .tessellate_rect(&shape, &mut mesh);
        let middle = rect.center();
        let points = mesh.vertices.iter().map(|vertex| {
            let (right, bottom) = (vertex.pos.x > middle.x, vertex.pos.y > middle.y);
            let corner = pos2(
                if right { rect.right() } else { rect.left() },
                if bottom { rect.bottom() } else { rect.top() },
            );
            Point {
                right,
                bottom,
                offset: vertex.pos - corner,
                inside: vertex.color != Color32::TRANSPARENT,
            }
        });
        Self {
            pixels_per_point,
            options,
            points: points.collect(),
            indices: mesh.indices,
        }
    }

    /// A mesh for one.
    fn empty(&self, texture: TextureId) -> Mesh {
        Mesh {
            indices: Vec::with_capacity(self.indices.len()),
            vertices: Vec::with_capacity(self.points.len()),
            texture_id: texture,
        }
    }

    /// Adds one, with this part of the mesh's texture or only its colour.
    fn add(&self, mesh: &mut Mesh, rect: Rect, color: Color32, uv: Option<Rect>) {
        let rect = rect.round_to_pixels(self.pixels_per_point);
        let first = u32::try_from(mesh.vertices.len()).unwrap_or_default();
        // Where the texture begins, and how much of it a point is.
        let (from, step) = uv.map_or((WHITE_UV, Vec2::ZERO), |uv| {
            (uv.min, uv.size() / rect.size().max(Vec2::splat(1e-3)))
        });
        let vertices = self.points.iter().map(|point| {
            let x = if point.right { rect.max.x } else { rect.min.x };
            let y = if point.bottom { rect.max.y } else { rect.min.y };
            let pos = pos2(x, y) + point.offset;
            Vertex {
                pos,
                uv: from + (pos - rect.min) * step,
                color: if point.inside {
                    color
                } else {
                    Color32::TRANSPARENT
                },
            }
        });
        mesh.vertices.extend(vertices);
        mesh.indices
            .extend(self.indices.iter().map(|index| first + index));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_the_shape_egui_would_make() {
        for pixels_per_point in [1.0, 1.25, 2.0] {
            let options = TessellationOptions::default();
            let rounded = Rounded::new(pixels_per_point, options);
            let rect = Rect::from_min_max(pos2(100.3, 50.7), pos2(151.1, 98.2));
            let uv = Rect::from_min_max(pos2(0.125, 0.0), pos2(0.875, 1.0));
            let texture = TextureId::User(7);
            let tint = Color32::from_gray(200);
            let mut ours = rounded.empty(texture);
            rounded.add(&mut ours, rect, tint, Some(uv));
            let shape = RectShape::filled(rect, CORNER, tint).with_texture(texture, uv);
            let mut theirs = Mesh::default();
            Tessellator::new(pixels_per_point, options, [1, 1], Vec::new())
                .tessellate_rect(&shape, &mut theirs);
            assert_eq!(ours.indices, theirs.indices);
            assert_eq!(ours.texture_id, theirs.texture_id);
            assert_eq!(ours.vertices.len(), theirs.vertices.len());
            for (one, other) in ours.vertices.iter().zip(&theirs.vertices) {
                assert!((one.pos - other.pos).length() < 1e-3, "{one:?} {other:?}");
                assert!((one.uv - other.uv).length() < 1e-4, "{one:?} {other:?}");
                assert_eq!(one.color, other.color);
            }
        }
    }

    #[test]
    fn the_nearest_picture_is_meant_in_a_gap_too() {
        let cell = |place, left: f32| {
            let rect = Rect::from_min_size(pos2(left, 0.0), Vec2::splat(48.0));
            (place, rect)
        };
        let cells = [cell(4, 0.0), cell(5, 51.0), cell(6, 102.0)];
        assert_eq!(nearest(&cells, 20.0), Some(4));
        assert_eq!(nearest(&cells, 49.0), Some(4));
        assert_eq!(nearest(&cells, 50.5), Some(5));
        assert_eq!(nearest(&cells, 150.0), Some(6));
        assert_eq!(nearest(&[], 0.0), None);
    }
}
