//! Up close: what is in sight of the photo, at its own pixels, laid over the
//! picture of the size of a screen.

use std::sync::Arc;

use eframe::egui::{
    self, ColorImage, ImageData, Rect, TextureFilter, TextureHandle, TextureOptions, Ui, Vec2,
    epaint::RectShape, pos2, vec2,
};

use super::{Seen, ViewerView};
use crate::app::{CloseUp, Model, Part, ViewerCommand};
use crate::photo::RgbImage;
use crate::ui::actions::Actions;
use crate::ui::textures::color_image;
use crate::ui::widgets::zoom::Shown;

/// The screen's picture is sharp enough up to this many times its own size.
const GOOD_ENOUGH: f32 = 1.1;
/// More than what is in sight is made, by this share of it to each side: a
/// small step aside needs nothing new.
const MARGIN: f32 = 0.35;
/// Except where that would be more pixels than this.
const MOST_WITH_MARGIN: f32 = 9e6;
/// How long the whole photo has to stand still before its original is
/// decoded for a large screen, in seconds.
const REST_S: f64 = 0.5;

/// The part on the graphics card.
pub(super) struct Held {
    /// Kept to know a new part from the one already there.
    pixels: Arc<RgbImage>,
    part: Part,
    texture: TextureHandle,
}

impl ViewerView {
    /// Draws the sharp part there is, and asks for the one that is needed.
    /// `picture` is the size of the screen's picture in its own pixels.
    pub(super) fn close_up_ui(
        &mut self,
        ui: &Ui,
        model: &Model,
        seen: &Seen<'_>,
        shown: Shown,
        picture: Vec2,
        actions: &mut Actions,
    ) {
        let (width, height) = seen.shown_size();
        let own = vec2(width as f32, height as f32);
        let needed = own.x > picture.x + 1.0 && shown.scale * own.x > picture.x * GOOD_ENOUGH;
        if !needed {
            self.close_up = None;
            if model.closeup.is_in_use() {
                actions.push(ViewerCommand::LookAway);
            }
            self.still_since = None;
            return;
        }
        self.take_over(ui, model.closeup.shown.as_ref(), seen);
        if let Some(held) = &self.close_up {
            held.paint(ui, shown, own);
        }
        let sight = in_photo(shown.sight, shown, own);
        let most_side = ui.input(|input| input.max_texture_side) as f32;
        let halved = halvings(shown.scale, sight, most_side);
        if !self.zoom.is_at_rest() || !self.still_long_enough(ui, seen) {
            return;
        }
        let bare = part_of(sight, own, halved);
        if !model.closeup.serves(seen.photo.id, &seen.edits, &bare) {
            let part = part_of(with_margin(sight, halved, most_side), own, halved);
            actions.push(ViewerCommand::LookCloser(seen.photo.id, part));
        }
    }

    /// Somebody who walks from photo to photo needs no original; somebody who
    /// looks closer does at once.
    fn still_long_enough(&mut self, ui: &Ui, seen: &Seen<'_>) -> bool {
        if !self.zoom.is_fit() {
            return true;
        }
        let now = ui.input(|input| input.time);
        let since = match self.still_since {
            Some((photo, since)) if photo == seen.photo.id => since,
            _ => {
                self.still_since = Some((seen.photo.id, now));
                now
            }
        };
        let left = REST_S - (now - since);
        if left > 0.0 {
            ui.ctx().request_repaint_after_secs(left as f32);
        }
        left <= 0.0
    }

    fn take_over(&mut self, ui: &Ui, made: Option<&CloseUp>, seen: &Seen<'_>) {
        let Some(made) =
            made.filter(|made| made.photo == seen.photo.id && made.edits == seen.edits)
        else {
            self.close_up = None;
            return;
        };
        let same = |held: &Held| Arc::ptr_eq(&held.pixels, &made.pixels);
        if self.close_up.as_ref().is_some_and(same) {
            return;
        }
        let ready = made
            .screen
            .clone()
            .and_then(|any| any.downcast::<ColorImage>().ok());
        let image: ImageData =
            ready.map_or_else(|| color_image(&made.pixels).into(), ImageData::Color);
        let options = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));
        self.close_up = Some(Held {
            pixels: Arc::clone(&made.pixels),
            part: made.part,
            texture: ui.ctx().load_texture("close-up", image, options),
        });
    }
}

impl Held {
    fn paint(&self, ui: &Ui, shown: Shown, own: Vec2) {
        let Part {
            x,
            y,
            width,
            height,
            ..
        } = self.part;
        let on_screen = shown.photo.size() / own;
        let corner = shown.photo.min + vec2(x as f32, y as f32) * on_screen;
        let place = Rect::from_min_size(corner, vec2(width as f32, height as f32) * on_screen);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter_at(shown.sight)
            .add(RectShape::filled(place, 0, shown.tint).with_texture(self.texture.id(), whole));
    }
}

/// What is in sight, in pixels of the photo.
fn in_photo(sight: Rect, shown: Shown, own: Vec2) -> Rect {
    let scale = own / shown.photo.size();
    let point = |at: egui::Pos2| ((at - shown.photo.min) * scale).to_pos2();
    Rect::from_min_max(point(sight.min), point(sight.max))
}

/// With some more around it, where that is not too much for the memory or for
/// a side of a texture.
fn with_margin(sight: Rect, halved: u8, most_side: f32) -> Rect {
    let shrink = f32::from(1_u16 << halved);
    let room = |side: f32| ((most_side - 2.0) * shrink - side).max(0.0) / 2.0;
    let wider = sight.expand2(vec2(
        (sight.width() * MARGIN).min(room(sight.width())),
        (sight.height() * MARGIN).min(room(sight.height())),
    ));
    if wider.area() / (shrink * shrink) > MOST_WITH_MARGIN {
        sight
    } else {
        wider
    }
}

/// Whole pixels around a rectangle, no farther than the photo goes.
fn part_of(rect: Rect, own: Vec2, halved: u8) -> Part {
    // Clamped to the photo, so the casts are exact.
    let low = |value: f32, most: f32| value.floor().clamp(0.0, most - 1.0) as u32;
    let high = |value: f32, most: f32| value.ceil().clamp(1.0, most) as u32;
    let (x, y) = (low(rect.left(), own.x), low(rect.top(), own.y));
    Part {
        x,
        y,
        width: high(rect.right(), own.x).saturating_sub(x).max(1),
        height: high(rect.bottom(), own.y).saturating_sub(y).max(1),
        halved,
    }
}

/// How often pixels may be halved and still fill those of the screen; more
/// often where a texture could not hold what is in sight.
fn halvings(scale: f32, sight: Rect, most_side: f32) -> u8 {
    let times = |halved: u8| f32::from(1_u16 << halved);
    let mut halved = 0;
    while halved < 6
        && (scale * times(halved + 1) <= 1.0
            || sight.size().max_elem() / times(halved) > most_side - 2.0)
    {
        halved += 1;
    }
    halved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_halved_only_where_the_screen_shows_no_more() {
        for (scale, halved) in [(2.0, 0), (1.0, 0), (0.6, 0), (0.5, 1), (0.3, 1), (0.25, 2)] {
            let sight = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 600.0));
            assert_eq!(halvings(scale, sight, 2048.0), halved, "{scale}");
        }
        // A small graphics card and a large screen.
        let sight = Rect::from_min_size(pos2(0.0, 0.0), vec2(3840.0, 2000.0));
        assert_eq!(halvings(1.0, sight, 2048.0), 1);
    }

    #[test]
    fn a_part_is_whole_pixels_inside_the_photo() {
        let own = vec2(1000.0, 500.0);
        let rect = Rect::from_min_max(pos2(-10.0, 20.5), pos2(300.2, 900.0));
        let part = part_of(rect, own, 0);
        assert_eq!((part.x, part.y, part.width, part.height), (0, 20, 301, 480));
    }

    #[test]
    fn a_margin_is_left_away_where_it_would_be_too_much() {
        let small = Rect::from_min_size(pos2(0.0, 0.0), vec2(1000.0, 1000.0));
        assert!(with_margin(small, 0, 8192.0).width() > small.width());
        let large = Rect::from_min_size(pos2(0.0, 0.0), vec2(3000.0, 3000.0));
        assert_eq!(with_margin(large, 0, 8192.0), large);
        assert!(with_margin(large, 1, 8192.0).width() > large.width());
        let bounded = with_margin(small, 0, 1200.0);
        assert!(bounded.width() > 1000.0 && bounded.width() <= 1200.0);
    }
}
