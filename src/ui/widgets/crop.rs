//! The frame that says which part of a photo is kept: move it, pull its edges
//! and corners, with the pointer, the keyboard or a screen reader.

mod frame;

use eframe::egui::{
    Color32, CursorIcon, Id, Key, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextureId, Ui, UiBuilder, Vec2, WidgetInfo, epaint::RectShape, pos2, vec2,
};

use super::focus::{focus_ring_ui, keep_arrow_keys};
use crate::domain::Crop;
use crate::ui::theme::{self, Palette, radius, space};

pub use frame::{Grip, reshaped};
use frame::{moved, resized};

/// How far outside its edge a grip is still hit, in points.
const REACH_OUT: f32 = 22.0;
/// How far inside; less in a small frame, so that its inside stays to be hit.
const REACH_IN: f32 = 20.0;
/// Clear space around the picture, so that the outer grips can be hit.
const MARGIN: f32 = 24.0;
/// How far an arrow key goes, as a share of a side.
const STEP: f64 = 0.005;
/// The same with Shift on one edge.
const FINE_STEP: f64 = 0.001;
/// Length of the strokes that mark a corner, in points.
const BRACKET: f32 = 22.0;
/// Cells of the level grid along the longer side.
const LEVEL_CELLS: f32 = 12.0;

/// What [`crop_ui`] shows.
#[derive(Debug, Clone, Copy)]
pub struct CropArgs {
    /// The pixels, and which part of the picture they are: the whole, or a
    /// part while the whole is on its way.
    pub texture: Option<(TextureId, Crop)>,
    /// Shown until there are pixels.
    pub average: Color32,
    /// Width and height of the straightened picture; only their proportion
    /// counts.
    pub picture: Vec2,
    /// What is kept.
    pub crop: Crop,
    /// Width by height, in shares of the picture’s sides, that is kept while
    /// pulling.
    pub shape: Option<f64>,
    /// Draw a fine grid to level the picture by.
    pub level: bool,
    /// Multiplied into the picture; white leaves it.
    pub tint: Color32,
}

/// What a hand holds, between frames.
#[derive(Debug, Clone, Copy, Default)]
pub struct CropState {
    grab: Option<Grab>,
    focused: bool,
}

impl CropState {
    /// Whether the frame or one of its grips has the keyboard.
    pub const fn has_focus(&self) -> bool {
        self.focused
    }
}

#[derive(Debug, Clone, Copy)]
struct Grab {
    grip: Grip,
    /// The crop when it was taken hold of: a pull is measured from there, so
    /// that what was pushed against an edge comes back with the hand.
    crop: Crop,
    from: Pos2,
}

/// What a person did to the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct CropChange {
    /// The crop now.
    pub crop: Crop,
    /// Whether it is another one.
    pub changed: bool,
    /// A movement came to its end: one undo step.
    pub released: bool,
}

/// Draws the whole picture with the frame, in all the space there is.
///
/// Drag the inside to move the frame, an edge or a corner to resize it. With
/// the keyboard: arrows move it, Shift + arrows resize it; on an edge or a
/// corner arrows pull that (Shift: finely). Without focus anywhere the arrows
/// belong to the frame.
pub fn crop_ui(ui: &mut Ui, state: &mut CropState, args: CropArgs) -> CropChange {
    let place = ui.available_rect_before_wrap();
    ui.allocate_rect(place, Sense::hover());
    let palette = theme::of(ui).palette;
    ui.painter()
        .rect_filled(place, radius::L, palette.photo_backdrop);
    let picture = fitted(place.shrink(MARGIN), args.picture);
    let mut change = CropChange {
        crop: args.crop,
        changed: false,
        released: false,
    };
    let group = UiBuilder::new()
        .max_rect(place)
        .accessibility_role(Role::Group)
        .accessibility_label(t!("widget-crop"));
    ui.scope_builder(group, |ui| {
        picture_ui(ui, picture, &args);
        let frame = rect_of(args.crop, picture);
        let mut focused = false;
        let mut lively = None;
        let mut keyboard = None;
        // The inside first: corners lie on top of edges, edges on the inside.
        for grip in std::iter::once(Grip::Inside).chain(Grip::EDGES) {
            let response = grip_ui(ui, grip, frame, args.crop);
            focused |= response.has_focus();
            if response.has_focus() {
                keyboard = Some(grip);
                keep_arrow_keys(ui, &response, true, true);
            }
            if response.hovered() || response.dragged() {
                lively = Some(grip);
            }
            pull(ui, state, &response, grip, picture, args.shape, &mut change);
        }
        state.focused = focused;
        let nobody = ui.memory(|memory| memory.focused().is_none());
        if let Some(grip) = keyboard.or(nobody.then_some(Grip::Inside)) {
            keys(ui, grip, args.shape, &mut change);
        }
        change.crop = change.crop.clamped();
        change.changed = change.crop != args.crop;
        let frame = rect_of(change.crop, picture);
        paint(ui, picture, frame, lively, args.level, &palette);
        if let Some(grip) = keyboard {
            ring_ui(ui, grip, frame);
        }
    });
    change
}

/// The largest rectangle of a proportion in a place. Small pictures are blown
/// up: the hand needs room.
fn fitted(place: Rect, size: Vec2) -> Rect {
    let size = size.max(Vec2::splat(1.0));
    let scale = (place.width() / size.x)
        .min(place.height() / size.y)
        .max(0.0);
    Rect::from_center_size(place.center(), size * scale)
}

fn rect_of(crop: Crop, picture: Rect) -> Rect {
    let share = |edge: u16| f32::from(edge) / f32::from(Crop::FULL);
    let at = |x: u16, y: u16| picture.min + picture.size() * vec2(share(x), share(y));
    Rect::from_min_max(at(crop.left, crop.top), at(crop.right, crop.bottom))
}

fn picture_ui(ui: &Ui, picture: Rect, args: &CropArgs) {
    let painter = ui.painter();
    let part = args.texture.map_or(Crop::WHOLE, |(_, part)| part);
    if args.texture.is_none() || part != Crop::WHOLE {
        painter.rect_filled(picture, 0.0, args.average);
    }
    if let Some((texture, part)) = args.texture {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let rect = rect_of(part, picture);
        painter.add(RectShape::filled(rect, 0, args.tint).with_texture(texture, whole));
    }
}

/// Where a grip can be hit.
fn reach(grip: Grip, frame: Rect) -> Rect {
    let inner = vec2(
        REACH_IN.min(frame.width() / 4.0),
        REACH_IN.min(frame.height() / 4.0),
    );
    let span = |from: f32, to: f32, which: i8, inner: f32| match which {
        ..0 => (from - REACH_OUT, from + inner),
        0 => (from + inner, to - inner),
        1.. => (to - inner, to + REACH_OUT),
    };
    match grip {
        Grip::Inside => frame,
        Grip::Edge(x, y) => {
            let (left, right) = span(frame.left(), frame.right(), x, inner.x);
            let (top, bottom) = span(frame.top(), frame.bottom(), y, inner.y);
            Rect::from_min_max(pos2(left, top), pos2(right, bottom))
        }
    }
}

fn grip_ui(ui: &Ui, grip: Grip, frame: Rect, crop: Crop) -> Response {
    let id: Id = ui.unique_id().with(("grip", grip));
    let response = ui.interact(reach(grip, frame), id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), grip.name()));
    let percent = |edge: u16| format!("{:.0}", f32::from(edge) / 100.0);
    let words = t!(
        "widget-crop-part",
        left = percent(crop.left),
        right = percent(crop.right),
        top = percent(crop.top),
        bottom = percent(crop.bottom)
    );
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_value(words));
    response.on_hover_cursor(cursor(grip))
}

const fn cursor(grip: Grip) -> CursorIcon {
    match grip {
        Grip::Inside => CursorIcon::Move,
        Grip::Edge(0, _) => CursorIcon::ResizeVertical,
        Grip::Edge(_, 0) => CursorIcon::ResizeHorizontal,
        Grip::Edge(..0, ..0) | Grip::Edge(1.., 1..) => CursorIcon::ResizeNwSe,
        Grip::Edge(_, _) => CursorIcon::ResizeNeSw,
    }
}

/// Carries out what the pointer does to one grip.
fn pull(
    ui: &Ui,
    state: &mut CropState,
    response: &Response,
    grip: Grip,
    picture: Rect,
    shape: Option<f64>,
    change: &mut CropChange,
) {
    let Some(pointer) = response.interact_pointer_pos() else {
        return;
    };
    if response.drag_started() {
        let origin = ui.input(|input| input.pointer.press_origin());
        state.grab = Some(Grab {
            grip,
            crop: change.crop,
            from: origin.unwrap_or(pointer),
        });
    }
    // The last frame of a quick movement counts too.
    if !(response.dragged() || response.drag_stopped()) {
        return;
    }
    if let Some(grab) = state.grab.filter(|grab| grab.grip == grip) {
        let by = (pointer - grab.from) / picture.size().max(Vec2::splat(1.0));
        change.crop = resized(grab.crop, grip, f64::from(by.x), f64::from(by.y), shape);
    }
    if response.drag_stopped() {
        state.grab = None;
        change.released = true;
    }
}

/// Carries out the arrow keys.
fn keys(ui: &Ui, grip: Grip, shape: Option<f64>, change: &mut CropChange) {
    let (mut x, mut y, mut shift) = (0_i32, 0_i32, false);
    ui.input(|input| {
        shift = input.modifiers.shift;
        let presses = |key| i32::try_from(input.num_presses(key)).unwrap_or(0);
        x = presses(Key::ArrowRight) - presses(Key::ArrowLeft);
        y = presses(Key::ArrowDown) - presses(Key::ArrowUp);
    });
    if (x, y) == (0, 0) {
        return;
    }
    let (dx, dy) = (f64::from(x), f64::from(y));
    change.crop = match (grip, shift) {
        (Grip::Inside, false) => moved(change.crop, dx * STEP, dy * STEP),
        // One way at a time, or a kept shape would lose the shorter one.
        (Grip::Inside, true) if x != 0 => {
            resized(change.crop, Grip::Edge(1, 0), dx * STEP, 0.0, shape)
        }
        (Grip::Inside, true) => resized(change.crop, Grip::Edge(0, 1), 0.0, dy * STEP, shape),
        (edge, fine) => {
            let step = if fine { FINE_STEP } else { STEP };
            resized(change.crop, edge, dx * step, dy * step, shape)
        }
    };
    change.released = true;
}

fn ring_ui(ui: &Ui, grip: Grip, frame: Rect) {
    let id: Id = ui.unique_id().with(("grip", grip));
    let rect = match grip {
        Grip::Inside => frame.shrink(space::S),
        Grip::Edge(x, y) => {
            let at = |from: f32, to: f32, which: i8| match which {
                ..0 => from,
                0 => (from + to) / 2.0,
                1.. => to,
            };
            let middle = pos2(
                at(frame.left(), frame.right(), x),
                at(frame.top(), frame.bottom(), y),
            );
            Rect::from_center_size(middle, Vec2::splat(28.0))
        }
    };
    if let Some(response) = ui.ctx().read_response(id) {
        focus_ring_ui(ui, &response, rect, radius::S);
    }
}

fn paint(
    ui: &Ui,
    picture: Rect,
    frame: Rect,
    lively: Option<Grip>,
    level: bool,
    palette: &Palette,
) {
    let painter = ui.painter();
    // What goes, dimmed: four strips around the frame.
    for strip in [
        Rect::from_min_max(picture.min, pos2(picture.right(), frame.top())),
        Rect::from_min_max(pos2(picture.left(), frame.bottom()), picture.max),
        Rect::from_min_max(
            pos2(picture.left(), frame.top()),
            pos2(frame.left(), frame.bottom()),
        ),
        Rect::from_min_max(
            pos2(frame.right(), frame.top()),
            pos2(picture.right(), frame.bottom()),
        ),
    ] {
        if strip.is_positive() {
            painter.rect_filled(strip, 0.0, palette.scrim);
        }
    }
    if level {
        let cell = picture.size().max_elem() / LEVEL_CELLS;
        lines(painter, picture, (cell, cell), palette, 0.55);
    } else {
        lines(
            painter,
            frame,
            (frame.width() / 3.0, frame.height() / 3.0),
            palette,
            0.45,
        );
    }
    painter.rect_stroke(
        frame,
        0.0,
        Stroke::new(3.0, palette.scrim),
        StrokeKind::Middle,
    );
    painter.rect_stroke(
        frame,
        0.0,
        Stroke::new(1.5, palette.on_scrim),
        StrokeKind::Middle,
    );
    for grip in Grip::EDGES {
        let ink = if lively == Some(grip) {
            palette.accent
        } else {
            palette.on_scrim
        };
        mark(painter, grip, frame, ink, palette.scrim);
    }
}

/// Lines across a rectangle, one every cell, with a dark edge so that they are
/// seen on snow and on coal.
fn lines(painter: &Painter, rect: Rect, cell: (f32, f32), palette: &Palette, strength: f32) {
    let ink = Stroke::new(1.0, palette.on_scrim.gamma_multiply(strength));
    let edge = Stroke::new(2.0, palette.scrim.gamma_multiply(strength * 0.7));
    for stroke in [edge, ink] {
        let mut x = rect.left() + cell.0.max(4.0);
        while x < rect.right() - 1.0 {
            painter.vline(x, rect.y_range(), stroke);
            x += cell.0.max(4.0);
        }
        let mut y = rect.top() + cell.1.max(4.0);
        while y < rect.bottom() - 1.0 {
            painter.hline(rect.x_range(), y, stroke);
            y += cell.1.max(4.0);
        }
    }
}

/// The strokes that show where to pull.
fn mark(painter: &Painter, grip: Grip, frame: Rect, ink: Color32, edge: Color32) {
    let Grip::Edge(x, y) = grip else {
        return;
    };
    let length = BRACKET.min(frame.size().min_elem() / 4.0);
    let along = |from: f32, to: f32, which: i8| match which {
        ..0 => (from, from + length),
        0 => {
            let middle = (from + to) / 2.0;
            (middle - length / 2.0, middle + length / 2.0)
        }
        1.. => (to - length, to),
    };
    let (left, right) = along(frame.left(), frame.right(), x);
    let (top, bottom) = along(frame.top(), frame.bottom(), y);
    for (width, color) in [(6.0, edge), (4.0, ink)] {
        let stroke = Stroke::new(width, color);
        if y != 0 {
            let at = if y < 0 { frame.top() } else { frame.bottom() };
            painter.hline(left..=right, at, stroke);
        }
        if x != 0 {
            let at = if x < 0 { frame.left() } else { frame.right() };
            painter.vline(at, top..=bottom, stroke);
        }
    }
}
