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
    /// What buttons and keys asked for since it was last drawn.
    wish: Option<Wish>,
    /// On the way somewhere.
    journey: Option<Journey>,
    /// The scale it was last drawn at.
    drawn_scale: Option<f32>,
    /// Show colours as they are, even in the night look: for judging edits.
    pub true_colours: bool,
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wish {
    /// All of the photo.
    Fit,
    /// One photo pixel on one screen pixel.
    Actual,
    /// Closer by so many steps.
    Steps(i32),
}

/// From one scale to another, calmly.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Journey {
    from: f32,
    to: f32,
    /// Whether it ends with the whole photo in sight.
    to_fit: bool,
    /// The point on screen that stays where it is.
    fixed: Pos2,
    /// Seconds gone, of seconds in all.
    gone: f32,
    length: f32,
}

impl Default for ZoomState {
    fn default() -> Self {
        Self {
            scale: None,
            middle: pos2(0.5, 0.5),
            wish: None,
            journey: None,
            drawn_scale: None,
            true_colours: false,
        }
    }
}

impl ZoomState {
    /// Shows the whole photo again, at once: it is another one, or lies
    /// another way.
    pub fn fit(&mut self) {
        self.scale = None;
        self.middle = pos2(0.5, 0.5);
        self.wish = None;
        self.journey = None;
    }

    /// Goes back to the whole photo.
    pub fn go_to_fit(&mut self) {
        self.wish = Some(Wish::Fit);
    }

    /// Whether the whole photo is shown, fitted, or about to be.
    pub fn is_fit(&self) -> bool {
        match (self.wish, self.journey) {
            (Some(Wish::Fit), _) => true,
            (Some(Wish::Actual), _) => false,
            (_, Some(journey)) => journey.to_fit,
            _ => self.scale.is_none(),
        }
    }

    /// Whether it stands still.
    pub const fn is_at_rest(&self) -> bool {
        self.wish.is_none() && self.journey.is_none()
    }

    /// Goes to one photo pixel on one screen pixel.
    pub const fn actual_size(&mut self) {
        self.wish = Some(Wish::Actual);
    }

    /// One step closer, when drawn next. For a button; the keys do it too.
    pub fn zoom_in(&mut self) {
        self.step(1);
    }

    /// One step away, when drawn next.
    pub fn zoom_out(&mut self) {
        self.step(-1);
    }

    fn step(&mut self, by: i32) {
        let before = match self.wish {
            Some(Wish::Steps(steps)) => steps,
            _ => 0,
        };
        self.wish = Some(Wish::Steps(before + by));
    }

    /// Screen pixels per photo pixel when last drawn, in percent.
    pub fn percent(&self) -> Option<u32> {
        self.drawn_scale.map(|scale| (scale * 100.0).round() as u32)
    }

    /// Sets out for what was asked for, with `fixed` staying where it is.
    fn set_out(&mut self, wish: Wish, fixed: Pos2, length: f32, view: &View) {
        let from = self.scale_in(view);
        let fit = view.fit_scale();
        // Steps add up with those still on the way.
        let start = self.journey.map_or(from, |journey| journey.to);
        let to = match wish {
            Wish::Fit => fit,
            Wish::Actual => 1.0,
            Wish::Steps(steps) => start * KEY_STEP.powi(steps),
        };
        let to = to.clamp(view.min_scale(), MAX_SCALE.max(fit));
        let away = matches!(wish, Wish::Fit | Wish::Steps(..0));
        self.journey = Some(Journey {
            from,
            to,
            to_fit: away && to <= fit * 1.001,
            fixed,
            gone: 0.0,
            length,
        });
    }

    /// Goes on for `seconds`; says whether there is more way to go.
    fn travel(&mut self, seconds: f32, view: &View) -> bool {
        let Some(mut journey) = self.journey else {
            return false;
        };
        journey.gone += seconds;
        let share = if journey.length > 0.0 {
            (journey.gone / journey.length).min(1.0)
        } else {
            1.0
        };
        // Quick at first, and softly to rest.
        let eased = 1.0 - (1.0 - share).powi(3);
        let wanted = journey.from * (journey.to / journey.from).powf(eased);
        self.zoom_at(wanted / self.scale_in(view), journey.fixed, view);
        if share < 1.0 {
            self.journey = Some(journey);
            return true;
        }
        self.journey = None;
        if journey.to_fit {
            self.fit();
        } else {
            self.scale = Some(journey.to);
            self.clamp(view);
        }
        false
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
        // On whole pixels of the screen, or 100 % would be a blur.
        let grid = |value: f32| (value * view.pixels_per_point).round() / view.pixels_per_point;
        Rect::from_min_size(pos2(grid(corner.x), grid(corner.y)), shown)
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
    picture_with_ui(ui, state, texture, size, |_, _| {})
}

/// Where a photo is on screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// All of it, also what is out of sight, in points.
    pub photo: Rect,
    /// What is in sight of it, in points.
    pub sight: Rect,
    /// What its colours are multiplied with.
    pub tint: Color32,
    /// Screen pixels per photo pixel.
    pub scale: f32,
}

/// [`zoomable_picture_ui`] with more drawn onto the photo, where it is now.
pub fn picture_with_ui(
    ui: &mut Ui,
    state: &mut ZoomState,
    texture: Option<(TextureId, Vec2)>,
    size: Vec2,
    over: impl FnOnce(&mut Ui, Shown),
) -> Response {
    let (place, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), t!("widget-photo")));
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
        if let Some(wish) = state.wish.take() {
            let length = theme::of(ui).motion.calm_s;
            state.set_out(wish, view.place.center(), length, &view);
        }
        let passed = ui.input(|input| input.stable_dt).min(0.1);
        if state.travel(passed, &view) {
            ui.ctx().request_repaint();
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
        let sight = shown.intersect(view.place);
        let scale = state.scale_in(&view);
        over(
            ui,
            Shown {
                photo: shown,
                sight,
                tint,
                scale,
            },
        );
    }
    focus_ring_ui(ui, &response, place.shrink(4.0), radius::L - 4);
    response
}

fn pointer(ui: &Ui, state: &mut ZoomState, response: &Response, view: &View) {
    if response.dragged() {
        state.journey = None;
        state.pan(response.drag_delta(), view);
    }
    if response.double_clicked() {
        let at = response
            .interact_pointer_pos()
            .unwrap_or_else(|| view.place.center());
        let wish = if state.is_fit() {
            Wish::Actual
        } else {
            Wish::Fit
        };
        state.set_out(wish, at, theme::of(ui).motion.calm_s, view);
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
            state.journey = None;
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
        state.step(steps);
    }
    if pan != Vec2::ZERO {
        state.pan(pan, view);
    }
    if fit {
        state.go_to_fit();
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
        state.zoom_at(1000.0, view.place.center(), &view);
        assert_eq!(state.scale, Some(MAX_SCALE));
        state.pan(vec2(1e6, -1e6), &view);
        let shown = state.photo_rect(&view);
        assert!(shown.expand(0.5).contains_rect(view.place), "{shown:?}");
        state.zoom_at(1e-6, view.place.center(), &view);
        assert!(state.is_fit());
        assert!((state.photo_rect(&view).center() - view.place.center()).length() < 0.1);
    }

    #[test]
    fn a_journey_arrives_exactly_and_steps_add_up() {
        let view = view();
        let mut state = ZoomState::default();
        let cursor = pos2(310.0, 220.0);
        let before = state.photo_point(cursor, &view);
        state.set_out(Wish::Actual, cursor, 0.2, &view);
        assert!(state.travel(0.1, &view), "half way");
        let half = state.scale_in(&view);
        assert!(half > view.fit_scale() && half < 1.0, "{half}");
        assert!(!state.travel(0.1, &view));
        assert_eq!(state.scale, Some(1.0));
        assert!((before - state.photo_point(cursor, &view)).length() < 1e-3);
        state.set_out(Wish::Steps(1), cursor, 0.2, &view);
        state.set_out(Wish::Steps(1), cursor, 0.2, &view);
        while state.travel(0.07, &view) {}
        assert_eq!(state.scale, Some(KEY_STEP * KEY_STEP));
        state.set_out(Wish::Fit, cursor, 0.0, &view);
        assert!(!state.travel(0.0, &view), "at once where nothing may move");
        assert!(state.is_fit());
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
