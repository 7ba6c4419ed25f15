//! Photos one after the other over the whole window, with a gentle fade and
//! how old the baby was.

use eframe::egui::{
    self, Align2, Area, Color32, Context, Id, Key, Modifiers, Order, Rect, Role, Sense, TextStyle,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use crate::app::{Gallery, Model};
use crate::domain::PhotoId;
use crate::photo::ThumbSize;
use crate::store::gallery::GalleryItem;
use crate::ui::text::{elide, long_date};
use crate::ui::theme::{self, space};
use crate::ui::views::Stage;
use crate::ui::widgets::over_photo::{Tie, words_over_photo_ui};
use crate::ui::widgets::{icon_button, icon_toggle};

/// How long a photo is looked at, in seconds.
const STAY_S: f64 = 6.0;
/// How long the next one takes to come in, in seconds.
const FADE_S: f64 = 1.4;
/// A picture that has not come after this long, in seconds, is left out.
const PATIENCE_S: f64 = 8.0;
/// The buttons go this long after the pointer rested, in seconds.
const BUTTONS_S: f64 = 2.5;
/// Height of the row of buttons, in points.
const BAR: f32 = 56.0;

/// A slideshow under way.
pub(super) struct Slideshow {
    photos: Vec<PhotoId>,
    at: usize,
    /// The photo that fades out.
    former: Option<PhotoId>,
    /// When the one shown began to come in; `None` until it is there.
    since: Option<f64>,
    /// When it was asked for.
    asked: f64,
    paused: bool,
    shuffled: bool,
    /// When a hand was last seen.
    moved: f64,
}

impl Slideshow {
    /// All photos shown, from a place on.
    pub(super) fn new(gallery: &Gallery, from: usize) -> Option<Self> {
        let photos: Vec<_> = (0..gallery.count())
            .filter_map(|place| gallery.at(place))
            .map(GalleryItem::id)
            .collect();
        (!photos.is_empty()).then(|| Self {
            at: from.min(photos.len() - 1),
            photos,
            former: None,
            since: None,
            asked: f64::NEG_INFINITY,
            paused: false,
            shuffled: false,
            moved: f64::NEG_INFINITY,
        })
    }

    fn shown(&self) -> Option<PhotoId> {
        self.photos.get(self.at).copied()
    }

    fn step(&mut self, by: isize, now: f64) {
        let count = self.photos.len().max(1) as isize;
        let former = self.shown();
        self.at = (self.at as isize + by).rem_euclid(count) as usize;
        self.former = former.filter(|_| self.since.is_some());
        self.since = None;
        self.asked = now;
    }

    /// In an order of chance, or in the gallery's again; the photo shown stays.
    fn set_shuffled(&mut self, shuffled: bool, gallery: &Gallery, seed: f64) {
        self.shuffled = shuffled;
        let shown = self.shown();
        if shuffled {
            shuffle(&mut self.photos, seed.to_bits());
        } else {
            self.photos
                .sort_by_key(|photo| gallery.position(*photo).unwrap_or(usize::MAX));
        }
        let place = self.photos.iter().position(|photo| Some(*photo) == shown);
        self.at = place.unwrap_or_default();
    }

    /// Draws it over everything. Returns whether it ended.
    pub(super) fn show_ui(&mut self, ctx: &Context, model: &Model, stage: &mut Stage<'_>) -> bool {
        let screen = ctx.content_rect();
        Area::new(Id::unique("slideshow"))
            .order(Order::Middle)
            .fixed_pos(screen.min)
            .fade_in(false)
            .show(ctx, |ui| {
                ui.set_min_size(screen.size());
                self.inside_ui(ui, screen, model, stage)
            })
            .inner
    }

    fn inside_ui(
        &mut self,
        ui: &mut Ui,
        screen: Rect,
        model: &Model,
        stage: &mut Stage<'_>,
    ) -> bool {
        let now = ui.input(|input| input.time);
        if self.asked == f64::NEG_INFINITY {
            self.asked = now;
            self.moved = now;
        }
        let palette = theme::of(ui).palette;
        let ground = ui.interact(screen, ui.scope_id().with("ground"), Sense::click());
        ui.painter()
            .rect_filled(screen, 0.0, palette.photo_backdrop);
        let Some(item) = self.shown().and_then(|photo| model.gallery.item(photo)) else {
            // It left the journal meanwhile.
            self.photos
                .retain(|photo| model.gallery.item(*photo).is_some());
            self.at = 0;
            return self.photos.is_empty();
        };
        let name = caption_of(item, model);
        ground.widget_info(|| {
            WidgetInfo::labeled(Role::Image, true, t!("gallery-slideshow-at", photo = &name))
        });

        self.follow_time(ui, item, model, stage, now);
        let fade = if ui.style().animation_time > 0.0 {
            FADE_S
        } else {
            0.0
        };
        let come = self.since.map_or(0.0, |since| share(now - since, fade));
        let former = self
            .former
            .and_then(|photo| model.gallery.item(photo))
            .filter(|_| come < 1.0);
        if let Some(former) = former {
            picture_ui(ui, screen, former, 1.0 - come * come, stage);
        }
        picture_ui(ui, screen, item, come, stage);
        if come < 1.0 && self.since.is_some() {
            ui.ctx().request_repaint();
        }

        let at = pos2(screen.center().x, screen.bottom() - space::XL);
        words_over_photo_ui(ui, at, Tie::BottomCenter, &name, screen.width() * 0.8, 2);
        let ended = self.bar_ui(ui, screen, model, now) || self.keys(ui, model, now);
        ended || ground.double_clicked()
    }

    /// Goes on when it is time, and has the next picture made meanwhile.
    fn follow_time(
        &mut self,
        ui: &Ui,
        item: &GalleryItem,
        model: &Model,
        stage: &mut Stage<'_>,
        now: f64,
    ) {
        let ready = stage
            .textures
            .has(&item.photo, &item.edits, ThumbSize::Screen);
        if self.since.is_none() && ready {
            self.since = Some(now);
        }
        let next = self.photos.get((self.at + 1) % self.photos.len().max(1));
        if let Some(next) = next.and_then(|photo| model.gallery.item(*photo)) {
            stage
                .textures
                .photo(&next.photo, &next.edits, ThumbSize::Screen);
        }
        let due = match self.since {
            Some(since) => since + STAY_S + FADE_S,
            None => self.asked + PATIENCE_S,
        };
        if self.paused {
            return;
        }
        if now >= due {
            self.step(1, now);
        }
        let wait = (due - now).clamp(0.02, 0.5);
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_secs_f64(wait));
    }

    /// The buttons, while a hand is near.
    fn bar_ui(&mut self, ui: &mut Ui, screen: Rect, model: &Model, now: f64) -> bool {
        let (moving, focused) = (
            ui.input(|input| input.pointer.is_moving() || !input.events.is_empty()),
            ui.memory(|memory| memory.focused().is_some()),
        );
        if moving || focused {
            self.moved = now;
        }
        let seen = self.paused || now - self.moved < BUTTONS_S;
        if !seen {
            ui.ctx().set_cursor_icon(egui::CursorIcon::None);
            return false;
        }
        let bar = Rect::from_min_size(screen.min, vec2(screen.width(), BAR));
        let palette = theme::of(ui).palette;
        ui.painter().rect_filled(bar, 0.0, palette.scrim);
        let mut ended = false;
        let mut inner = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(bar.shrink2(vec2(space::L, space::S)))
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        let visuals = inner.visuals_mut();
        visuals.override_text_color = Some(palette.on_scrim);
        ended |= icon_button(
            &mut inner,
            icons::ICON_CLOSE.codepoint,
            t!("gallery-slideshow-end"),
        )
        .clicked();
        let shuffle = icons::ICON_SHUFFLE.codepoint;
        if icon_toggle(
            &mut inner,
            self.shuffled,
            shuffle,
            t!("gallery-slideshow-chance"),
        )
        .clicked()
        {
            self.set_shuffled(!self.shuffled, &model.gallery, now);
        }
        let (icon, name) = if self.paused {
            (icons::ICON_PLAY_ARROW, t!("gallery-slideshow-go-on"))
        } else {
            (icons::ICON_PAUSE, t!("gallery-slideshow-stay"))
        };
        if icon_button(&mut inner, icon.codepoint, name).clicked() {
            self.pause(now);
        }
        let count = t!("gallery-of", count = self.at + 1, all = self.photos.len());
        ui.painter().text(
            bar.left_center() + vec2(space::XL, 0.0),
            Align2::LEFT_CENTER,
            count,
            TextStyle::Small.resolve(ui.style()),
            palette.on_scrim,
        );
        ended
    }

    fn pause(&mut self, now: f64) {
        self.paused = !self.paused;
        // Going on, the photo is looked at for its whole time.
        if !self.paused {
            self.since = self.since.map(|_| now - FADE_S);
            self.asked = now;
        }
    }

    /// Esc ends, Space stays, arrows walk.
    fn keys(&mut self, ui: &Ui, model: &Model, now: f64) -> bool {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let free = ui.memory(|memory| memory.focused().is_none());
        if pressed(Key::ArrowRight) {
            self.step(1, now);
        }
        if pressed(Key::ArrowLeft) {
            self.step(-1, now);
        }
        if pressed(Key::S) {
            self.set_shuffled(!self.shuffled, &model.gallery, now);
        }
        if free && pressed(Key::Space) {
            self.pause(now);
        }
        pressed(Key::Escape)
    }
}

/// How much of a time has gone, smoothly, 0–1.
fn share(gone: f64, whole: f64) -> f32 {
    if whole <= 0.0 {
        return 1.0;
    }
    let x = (gone / whole).clamp(0.0, 1.0) as f32;
    x * x * (3.0 - 2.0 * x)
}

/// The day, the age, and the first words of the note.
fn caption_of(item: &GalleryItem, model: &Model) -> String {
    let day = item.moment.local.date();
    let mut words = long_date(day);
    if let Some(baby) = model.current_baby() {
        words = t!("gallery-day-age", day = words, age = baby.age_label(day));
    }
    let note = item.caption.lines().next().unwrap_or_default().trim();
    if !note.is_empty() {
        words.push('\n');
        words.push_str(&elide(note, 90));
    }
    words
}

/// The whole photo as large as fits.
fn picture_ui(ui: &Ui, screen: Rect, item: &GalleryItem, amount: f32, stage: &mut Stage<'_>) {
    let texture = stage
        .textures
        .photo(&item.photo, &item.edits, ThumbSize::Screen);
    let Some((id, size)) = texture.filter(|_| amount > 0.0) else {
        return;
    };
    let scale = (screen.size() / size.max(Vec2::splat(1.0))).min_elem();
    let place = Rect::from_center_size(screen.center(), size * scale);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let tint: Color32 = theme::of(ui).palette.photo_tint.gamma_multiply(amount);
    ui.painter().image(id, place, whole, tint);
}

/// Puts a list into an order of chance.
fn shuffle(photos: &mut [PhotoId], seed: u64) {
    let mut state = seed | 1;
    for last in (1..photos.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let other = (state % (last as u64 + 1)) as usize;
        photos.swap(last, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_loses_no_photo() {
        let photo = |number| PhotoId::from_uuid(uuid::Uuid::from_u128(number));
        let ordered: Vec<_> = (0..500).map(photo).collect();
        let mut mixed = ordered.clone();
        shuffle(&mut mixed, 12.5_f64.to_bits());
        assert_ne!(mixed, ordered);
        mixed.sort_unstable();
        assert_eq!(mixed, ordered);
    }

    #[test]
    fn a_fade_begins_and_ends_and_can_be_left_out() {
        assert_eq!(share(0.0, FADE_S), 0.0);
        assert_eq!(share(FADE_S, FADE_S), 1.0);
        assert_eq!(share(0.0, 0.0), 1.0);
        assert!(share(FADE_S / 2.0, FADE_S) > 0.4);
    }
}
