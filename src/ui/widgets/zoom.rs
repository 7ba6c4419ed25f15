//! One photo, as large as wanted: fitted, at its own size, or up close.

use eframe::egui::{
    Color32, Key, Pos2, Rect, Response, Role, Sense, TextureId, Ui, Vec2, WidgetInfo,
    epaint::RectShape, pos2, vec2,
};

use super::focus::{focus_ring_ui, keep_arrow_keys};
use crate::ui::theme::{self, radius};

/// The closest one can get: photo pixels this many screen pixels wide.
const MAX_SCALE: f32 = 8.0;
/// One press of + or −.
const KEY_STEP: f32 = 1.25;
/// How fast the wheel zooms: e-fold per this many points of scrolling.
const WHEEL_POINTS: f32 = 300.0;
/// How far an arrow key moves a photo, in points.
const PAN_STEP: f32 = 60.0;

/// Where in a photo one is looking. The default shows all of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZoomState {
    /// Screen pixels per photo pixel; `None` fits the photo into its place.
    scale: Option<f32>,
    /// The point of the photo in the middle of the place, 0–1 each way.
    middle: Pos2,
    /// Steps asked for by buttons since it was last drawn.
    waiting_steps: i32,
    /// The scale it was last drawn at.
    drawn_scale: Option<f32>,
    /// Show colours as they are, even in the night look: for judging edits.
    pub true_colours: bool,
}

impl Default for ZoomState {
    fn default() -> Self {
        Self {
            scale: None,
            middle: pos2(0.5, 0.5),
            waiting_steps: 0,
            drawn_scale: None,
            true_colours: false,
        }
    }
}

impl ZoomState {
    /// Shows the whole photo again.
    pub fn fit(&mut self) {
        self.scale = None;
        self.middle = pos2(0.5, 0.5);
    }

    /// Whether the whole photo is shown, fitted.
    pub const fn is_fit(&self) -> bool {
        self.scale.is_none()
    }

    /// One photo pixel on one screen pixel.
    pub const fn actual_size(&mut self) {
        self.scale = Some(1.0);
    }

    /// One step closer, when drawn next. For a button; the keys do it too.
    pub fn zoom_in(&mut self) {
        self.waiting_steps += 1;
    }

    /// One step away, when drawn next.
    pub fn zoom_out(&mut self) {
        self.waiting_steps -= 1;
    }

    /// Screen pixels per photo pixel when last drawn, in percent.
    pub fn percent(&self) -> Option<u32> {
        self.drawn_scale.map(|scale| (scale * 100.0).round() as u32)
    }

    /// Zooms by `factor`, keeping the middle where it is.
    fn zoom_by(&mut self, factor: f32, view: &View) {
        self.zoom_at(factor, view.place.center(), view);
    }

    fn zoom_at(&mut self, factor: f32, fixed: Pos2, view: &View) {
        let old = self.scale_in(view);
        let new = (old * factor).clamp(view.min_scale(), MAX_SCALE.max(view.fit_scale()));
        // The point under the cursor stays under the cursor.
        let before = self.photo_point(fixed, view);
        // Only on the way out: a slow wheel has to get away from the fit first.
        let fits = factor < 1.0 && new <= view.fit_scale() * 1.001;
        self.scale = (!fits).then_some(new);
        let after = self.photo_point(fixed, view);
        self.middle += before - after;
        self.clamp(view);
    }

    fn scale_in(&self, view: &View) -> f32 {
        self.scale.unwrap_or_else(|| view.fit_scale())
    }

    /// Size of the photo on screen, in points.
    fn shown_size(&self, view: &View) -> Vec2 {
        view.photo * self.scale_in(view) / view.pixels_per_point
    }

    fn photo_point(&self, at: Pos2, view: &View) -> Pos2 {
        let offset = (at - view.place.center()) / self.shown_size(view);
        self.middle + offset
    }

    fn pan(&mut self, by: Vec2, view: &View) {
        self.middle -= by / self.shown_size(view);
        self.clamp(view);
    }

    /// The photo never leaves its place, and is centred where it is smaller.
    fn clamp(&mut self, view: &View) {
        let shown = self.shown_size(view);
        let limit = |middle: f32, shown: f32, place: f32| {
            if shown <= place {
                0.5
            } else {
                let half = place / shown / 2.0;
                middle.clamp(half, 1.0 - half)
            }
        };
        self.middle = pos2(
            limit(self.middle.x, shown.x, view.place.width()),
            limit(self.middle.y, shown.y, view.place.height()),
        );
    }

    fn photo_rect(&self, view: &View) -> Rect {
        let shown = self.shown_size(view);
        let corner = view.place.center() - self.middle.to_vec2() * shown;
        Rect::from_min_size(corner, shown)
    }
}

/// A photo's pixels and the place they are shown in.
#[derive(Debug, Clone, Copy, PartialEq)]
struct View {
    /// Width and height of the photo, in its own pixels.
    photo: Vec2,
    /// Where it is shown, in points.
    place: Rect,
    /// Screen pixels per point.
    pixels_per_point: f32,
}

impl View {
    /// The scale at which the whole photo just fits; small photos are not
    /// blown up beyond their own size.
    fn fit_scale(&self) -> f32 {
        let place = self.place.size() * self.pixels_per_point;
        let fit = (place.x / self.photo.x).min(place.y / self.photo.y);
        fit.clamp(0.001, 1.0)
    }

    fn min_scale(&self) -> f32 {
        self.fit_scale()
    }
}

/// Shows a photo in a place of `size` points.
///
/// `texture` is the pixels and the photo's size in its own pixels: pass the
/// original's size even for a smaller proxy, so that 100 % means 100 %.
/// Wheel or pinch zooms to the cursor, dragging pans, a double-click goes
/// between all of it and 100 %; keys + − 0 and the arrows do the same. Named
/// “Photo”; call `.accessible_name(…)` on the response for a better name.
pub fn zoomable_picture_ui(
    ui: &mut Ui,
    state: &mut ZoomState,
    texture: Option<(TextureId, Vec2)>,
    size: Vec2,
) -> Response {
    let (place, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), "Photo"));
    let palette = theme::of(ui).palette;
    ui.painter()
        .rect_filled(place, radius::L, palette.photo_backdrop);
    if let Some((id, photo)) = texture
        && photo.min_elem() > 0.0
        && place.is_positive()
    {
        let view = View {
            photo,
            place: place.shrink(1.0),
            pixels_per_point: ui.pixels_per_point(),
        };
        pointer(ui, state, &response, &view);
        keys(ui, state, &response, &view);
        let waiting = std::mem::take(&mut state.waiting_steps);
        if waiting != 0 {
            state.zoom_by(KEY_STEP.powi(waiting), &view);
        }
        state.clamp(&view);
        state.drawn_scale = Some(state.scale_in(&view));

        let shown = state.photo_rect(&view);
        let tint = if state.true_colours {
            Color32::WHITE
        } else {
            palette.photo_tint
        };
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter_at(view.place)
            .add(RectShape::filled(shown, 0, tint).with_texture(id, whole));
        let percent = (state.scale_in(&view) * 100.0).round();
        let pannable =
            shown.width() > view.place.width() + 0.5 || shown.height() > view.place.height() + 0.5;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_value(format!("{percent} %"));
        });
        if pannable && response.dragged() {
            ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Grabbing);
        } else if pannable && response.hovered() {
            ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Grab);
        }
    }
    focus_ring_ui(ui, &response, place.shrink(4.0), radius::L - 4);
    response
}

fn pointer(ui: &Ui, state: &mut ZoomState, response: &Response, view: &View) {
    if response.dragged() {
        state.pan(response.drag_delta(), view);
    }
    if response.double_clicked() {
        if state.is_fit() {
            let at = response
                .interact_pointer_pos()
                .unwrap_or_else(|| view.place.center());
            let factor = 1.0 / view.fit_scale();
            state.zoom_at(factor, at, view);
        } else {
            state.fit();
        }
    }
    if let Some(at) = response.hover_pos() {
        // The wheel belongs to the photo here, not to a page around it.
        let (wheel, pinch) = ui.input_mut(|input| {
            let wheel = input.smooth_scroll_delta().y;
            let pinch = input.zoom_delta();
            input.smooth_scroll_delta = Vec2::ZERO;
            (wheel, pinch)
        });
        let factor = pinch * (wheel / WHEEL_POINTS).exp();
        if (factor - 1.0).abs() > 1e-4 {
            state.zoom_at(factor, at, view);
        }
    }
}

fn keys(ui: &Ui, state: &mut ZoomState, response: &Response, view: &View) {
    if !response.has_focus() {
        return;
    }
    // Arrows pan only while there is somewhere to pan to.
    let panning = !state.is_fit();
    keep_arrow_keys(ui, response, panning, panning);
    let (mut steps, mut fit, mut pan) = (0_i32, false, Vec2::ZERO);
    ui.input(|input| {
        for key in [Key::Plus, Key::Equals] {
            steps += input.num_presses(key) as i32;
        }
        steps -= input.num_presses(Key::Minus) as i32;
        fit = input.key_pressed(Key::Num0);
        if panning {
            for (key, by) in [
                (Key::ArrowLeft, vec2(PAN_STEP, 0.0)),
                (Key::ArrowRight, vec2(-PAN_STEP, 0.0)),
                (Key::ArrowUp, vec2(0.0, PAN_STEP)),
                (Key::ArrowDown, vec2(0.0, -PAN_STEP)),
            ] {
                pan += by * input.num_presses(key) as f32;
            }
        }
    });
    if steps != 0 {
        state.zoom_by(KEY_STEP.powi(steps), view);
    }
    if pan != Vec2::ZERO {
        state.pan(pan, view);
    }
    if fit {
        state.fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        View {
            photo: vec2(4000.0, 3000.0),
            place: Rect::from_min_size(pos2(10.0, 20.0), vec2(800.0, 600.0)),
            pixels_per_point: 1.0,
        }
    }

    #[test]
    fn the_point_under_the_cursor_stays_there() {
        let view = view();
        let mut state = ZoomState::default();
        let cursor = pos2(310.0, 220.0);
        let before = state.photo_point(cursor, &view);
        state.zoom_at(3.0, cursor, &view);
        let after = state.photo_point(cursor, &view);
        assert!((before - after).length() < 1e-4, "{before:?} {after:?}");
        assert!(!state.is_fit());
    }

    #[test]
    fn zoom_and_pan_stay_inside() {
        let view = view();
        let mut state = ZoomState::default();
        state.zoom_by(1000.0, &view);
        assert_eq!(state.scale, Some(MAX_SCALE));
        state.pan(vec2(1e6, -1e6), &view);
        let shown = state.photo_rect(&view);
        assert!(shown.expand(0.5).contains_rect(view.place), "{shown:?}");
        state.zoom_by(1e-6, &view);
        assert!(state.is_fit());
        assert!((state.photo_rect(&view).center() - view.place.center()).length() < 0.1);
    }

    #[test]
    fn a_small_photo_is_not_blown_up() {
        let view = View {
            photo: vec2(100.0, 50.0),
            ..view()
        };
        assert_eq!(
            ZoomState::default().photo_rect(&view).size(),
            vec2(100.0, 50.0)
        );
    }
}
