//! One photo, as large as the window: look, walk on, and find the ways to its
//! entry and its edits.
//!
//! [`bar`] is the line above, [`strip`] the neighbours below, [`info`] what is
//! known of the photo, [`keys`] the keyboard, [`closeup`] the original’s own
//! pixels, [`save_copy`] a file for others.

mod bar;
mod closeup;
mod film;
mod full;
mod info;
mod keys;
mod save_copy;
mod strip;

use std::collections::HashSet;

use eframe::egui::{
    self, Align, Color32, CornerRadius, Id, Label, Layout, Rect, TextStyle, TextureId, Ui,
    UiBuilder, Vec2,
    text::{LayoutJob, TextWrapping},
    vec2,
};
use egui_material_icons::icons;

use super::Stage;
use crate::app::{Model, View, ViewerCommand};
use crate::domain::{Edits, Moment, NewPhoto, Photo, PhotoId};
use crate::photo::ThumbSize;
use crate::store::gallery::GalleryItem;
use crate::ui::actions::Actions;
use crate::ui::bidi;
use crate::ui::text::{clock, short_date};
use crate::ui::theme::{self, space};
use crate::ui::widgets::hint::hints_over_photo_ui;
use crate::ui::widgets::over_photo::{EDGE_BUTTON, Tie, edge_button_ui, words_over_photo_ui};
use crate::ui::widgets::page::empty_state_ui;
use crate::ui::widgets::secondary_button;
use crate::ui::widgets::zoom::{ZoomState, picture_with_ui};

/// Longest beginning of a note the gallery carries, in characters.
const CAPTION_CHARS: usize = 160;
/// Widest line of a caption, in points.
const CAPTION_WIDTH: f32 = 640.0;

/// The viewer view's own draft.
#[derive(Default)]
pub struct ViewerView {
    /// Which photo the zoom belongs to.
    photo: Option<PhotoId>,
    zoom: ZoomState,
    /// The photo's widget, to know whether it has the keyboard.
    picture: Option<Id>,
    info_open: bool,
    /// Photos whose hints were put away, until the program ends.
    hints_away: HashSet<PhotoId>,
    /// Width of the buttons in the bar, as last drawn.
    bar_buttons: f32,
    save_copy: Option<save_copy::SaveCopy>,
    save_film: Option<film::SaveFilm>,
    /// The sharp part of the photo, while one looks closely.
    close_up: Option<closeup::Held>,
    /// Since when this photo is looked at as a whole.
    still_since: Option<(PhotoId, f64)>,
    /// When the pointer last moved, on the whole screen.
    moved_at: Option<f64>,
}

/// What the photo is drawn with.
struct Around<'a, 'stage> {
    texture: Option<(TextureId, Vec2)>,
    stage: &'a mut Stage<'stage>,
}

/// What is known of the photo on screen.
struct Seen<'a> {
    photo: &'a Photo,
    edits: Edits,
    /// Its place in the journal, unless it hangs elsewhere (a milestone).
    item: Option<&'a GalleryItem>,
    /// Its place in the gallery.
    position: Option<usize>,
}

impl<'a> Seen<'a> {
    fn find(model: &'a Model, id: PhotoId) -> Option<Self> {
        if let Some(item) = model.gallery.item(id) {
            return Some(Self {
                photo: &item.photo,
                edits: item.edits,
                item: Some(item),
                position: model.gallery.position(id),
            });
        }
        let info = model.photos.get(&id)?;
        Some(Self {
            photo: &info.photo,
            edits: info.edits,
            item: None,
            position: None,
        })
    }

    const fn is_film(&self) -> bool {
        self.photo.file.format.is_film()
    }

    /// When it was: the entry's word counts for more than the file's.
    fn moment(&self) -> Moment {
        self.item.map_or(self.photo.file.taken, |item| item.moment)
    }

    /// Width and height as shown, in the original's pixels.
    fn shown_size(&self) -> (u32, u32) {
        let file = &self.photo.file;
        self.edits.output_size(file.width, file.height)
    }
}

impl ViewerView {
    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let View::Viewer(id) = model.view else {
            return;
        };
        let theme = theme::of(ui);
        // Not over the notice that nothing can be changed.
        let wall = ui.available_rect_before_wrap();
        ui.painter()
            .rect_filled(wall, 0.0, theme.palette.photo_backdrop);
        if self.photo != Some(id) {
            self.photo = Some(id);
            self.zoom = ZoomState::default();
        }
        let Some(seen) = Seen::find(model, id) else {
            gone_ui(ui, model.loaded, actions);
            return;
        };
        self.keys(ui, model, &seen, stage, actions);
        // Asked for first: it is what everybody waits for.
        let texture = texture_of(stage, &seen);

        let mut around = Around { texture, stage };
        if full::is_full(ui) {
            self.full_ui(ui, model, &seen, &mut around, actions);
        } else {
            bar::bar_ui(self, ui, model, &seen, actions);
            if seen.position.is_some() {
                strip::strip_ui(ui, model, &seen, &self.zoom, around.stage, actions);
            }
            if self.info_open {
                info::info_ui(ui, model, &seen, actions);
            }
            egui::CentralPanel::default()
                .frame(egui::Frame::new())
                .show(ui, |ui| {
                    self.photo_ui(ui, model, &seen, &around, true, actions);
                });
        }
        save_copy::save_copy_ui(ui.ctx(), &mut self.save_copy, &seen, actions);
        film::save_film_ui(ui.ctx(), &mut self.save_film, &seen, actions);
        ask_for_neighbours(model, id, stage);
        self.keep_arrow_keys(ui.ctx());
    }

    /// The photo with what lies on it; without the buttons at its edges while
    /// nobody looks for them.
    fn photo_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        seen: &Seen<'_>,
        around: &Around<'_, '_>,
        edges: bool,
        actions: &mut Actions,
    ) {
        let Around { texture, stage } = around;
        let texture = *texture;
        let (width, height) = seen.shown_size();
        let own_size = vec2(width as f32, height as f32);
        let size = ui.available_size();
        let place = Rect::from_min_size(ui.cursor().min, size);
        let shown = texture.map(|(id, _)| (id, own_size));
        let mut where_shown = None;
        let response = picture_with_ui(ui, &mut self.zoom, shown, size, |_, shown| {
            where_shown = Some(shown);
        })
        .accessible_name(photo_name(model, &seen.photo.file, &seen.moment()));
        let whole = stage
            .textures
            .has(seen.photo, &seen.edits, ThumbSize::Screen);
        if let (Some(shown), Some((_, picture)), true) = (where_shown, texture, whole) {
            self.close_up_ui(ui, model, seen, shown, picture, actions);
        }
        self.picture = Some(response.id);

        let problem = stage
            .textures
            .problem(seen.photo, &seen.edits, ThumbSize::Screen)
            .map(str::to_owned);
        let away = model.offline.contains(&seen.photo.id);
        match (problem.as_deref(), texture) {
            (Some(sentence), None) => problem_ui(ui, place, sentence),
            (_, Some(_)) if away || problem.is_some() => {
                let at = place.left_top() + vec2(space::L, space::S);
                let words = if away {
                    t!("viewer-away")
                } else {
                    t!("viewer-small-only")
                };
                words_over_photo_ui(
                    ui,
                    at,
                    Tie::TopLeft,
                    words,
                    place.width() - 2.0 * space::L,
                    3,
                );
            }
            (None, None) => waiting_ui(ui, place, own_size, seen.photo.file.average_rgb),
            (_, Some(_)) => {}
        }
        if seen.is_film() && edges && self.zoom.is_fit() {
            film::play_ui(ui, seen, place, actions);
        }
        if seen.position.is_some() && edges {
            edges_ui(ui, model, seen, place, actions);
        }
        // The panel beside it says the same.
        let free = problem.is_none() && !away && self.zoom.is_fit() && !self.info_open && edges;
        if free && model.config.hints {
            self.hints_ui(ui, seen, place);
        }
        // Up close, the words would only be in the way.
        let words_fit = self.zoom.is_fit() && (problem.is_none() || texture.is_some());
        if let Some(item) = seen.item.filter(|_| words_fit) {
            let words = caption(&item.caption);
            if !words.is_empty() {
                let at = place.center_bottom() - vec2(0.0, space::M);
                let widest = CAPTION_WIDTH.min(place.width() - 2.0 * space::L);
                words_over_photo_ui(ui, at, Tie::BottomCenter, &words, widest, 2);
            }
        }
    }
}

impl ViewerView {
    /// What the light coach has to say.
    fn hints_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, place: Rect) {
        let photo = seen.photo;
        let hints = info::hint_sentences(photo, &seen.edits);
        if !hints.is_empty()
            && !self.hints_away.contains(&photo.id)
            && hints_over_photo_ui(ui, place, &hints)
        {
            self.hints_away.insert(photo.id);
        }
    }
}

/// The large picture, or the small one until it is there.
fn texture_of(stage: &mut Stage<'_>, seen: &Seen<'_>) -> Option<(TextureId, Vec2)> {
    let (photo, edits) = (seen.photo, &seen.edits);
    stage
        .textures
        .photo(photo, edits, ThumbSize::Screen)
        .or_else(|| stage.textures.photo(photo, edits, ThumbSize::Grid))
}

/// Has the next step's pictures made while the parent looks at this one.
fn ask_for_neighbours(model: &Model, id: PhotoId, stage: &mut Stage<'_>) {
    for step in [1, -1] {
        let neighbour = model
            .gallery
            .neighbour(id, step)
            .and_then(|id| model.gallery.item(id));
        if let Some(item) = neighbour {
            stage
                .textures
                .photo(&item.photo, &item.edits, ThumbSize::Screen);
        }
    }
}

/// The walking buttons at the left and right.
fn edges_ui(ui: &mut Ui, model: &Model, seen: &Seen<'_>, place: Rect, actions: &mut Actions) {
    let inset = EDGE_BUTTON.x / 2.0 + space::M;
    for (icon, name, hint, step, x) in [
        (
            icons::ICON_CHEVRON_LEFT.codepoint,
            t!("viewer-previous"),
            t!("viewer-previous-hint"),
            -1,
            place.left() + inset,
        ),
        (
            icons::ICON_CHEVRON_RIGHT.codepoint,
            t!("viewer-next"),
            t!("viewer-next-hint"),
            1,
            place.right() - inset,
        ),
    ] {
        let there = model.gallery.neighbour(seen.photo.id, step).is_some();
        let rect = Rect::from_center_size(egui::pos2(x, place.center().y), EDGE_BUTTON);
        if edge_button_ui(ui, rect, there, icon, name)
            .on_hover_text(hint)
            .clicked()
        {
            actions.push(ViewerCommand::Step(step));
        }
    }
}

/// The photo is no longer there, or not read yet.
fn gone_ui(ui: &mut Ui, loaded: bool, actions: &mut Actions) {
    if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
        actions.back();
    }
    if !loaded {
        return;
    }
    empty_state_ui(ui, None, t!("viewer-gone"), t!("viewer-gone-about"), |ui| {
        if secondary_button(ui, icons::ICON_ARROW_BACK.codepoint, t!("viewer-back")).clicked() {
            actions.back();
        }
    });
}

/// The photo's mean colour in its own shape, while it loads.
fn waiting_ui(ui: &Ui, place: Rect, own_size: Vec2, average_rgb: u32) {
    let room = place.size() - Vec2::splat(2.0);
    let own = own_size / ui.pixels_per_point();
    let scale = (room.x / own.x.max(1.0))
        .min(room.y / own.y.max(1.0))
        .min(1.0);
    let [_, r, g, b] = average_rgb.to_be_bytes();
    let tint = theme::of(ui).palette.photo_tint;
    let seen = |one: u8, other: u8| (u16::from(one) * u16::from(other) / 255) as u8;
    let color = Color32::from_rgb(seen(r, tint.r()), seen(g, tint.g()), seen(b, tint.b()));
    let rect = Rect::from_center_size(place.center(), own * scale);
    ui.painter().rect_filled(rect, CornerRadius::ZERO, color);
}

/// In place of a picture that cannot be made.
pub(super) fn problem_ui(ui: &mut Ui, place: Rect, sentence: &str) {
    let size = vec2(
        (place.width() - 2.0 * space::XXL).clamp(160.0, 460.0),
        230.0,
    );
    let rect = Rect::from_center_size(place.center(), size);
    let palette = theme::of(ui).palette;
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::top_down(Align::Center)),
    );
    child.label(theme::icon(icons::ICON_BROKEN_IMAGE.codepoint, 44.0).color(palette.text_quiet));
    child.add(
        Label::new(theme::strong(t!("viewer-problem")))
            .wrap()
            .halign(Align::Center),
    );
    let quiet = theme::quiet(&child, t!("viewer-problem-about"));
    child.add(Label::new(quiet).wrap().halign(Align::Center));
    child.add_space(space::XS);
    // The cause for whoever helps: in one line, whole under the pointer.
    let font = TextStyle::Small.resolve(child.style());
    let mut job = LayoutJob::simple_singleline(sentence.to_owned(), font, palette.text_quiet);
    job.wrap = TextWrapping::truncate_at_width(size.x);
    let galley = bidi::layout(&child, job);
    child.add(Label::new(galley)).on_hover_text(sentence);
}

/// What a screen reader says of a photo.
fn photo_name(model: &Model, file: &NewPhoto, moment: &Moment) -> String {
    let kind = if file.format.is_film() {
        "film"
    } else {
        "photo"
    };
    let date = short_date(moment.local.date());
    let time = clock(moment.local.time());
    match model.current_baby() {
        Some(baby) => t!(
            "viewer-photo-of",
            kind = kind,
            name = &baby.fields.name,
            date = date,
            time = time
        ),
        None => t!("viewer-photo", kind = kind, date = date, time = time),
    }
}

/// The beginning of a note in one paragraph; says so where it was cut.
fn caption(note: &str) -> String {
    let cut = note.chars().count() >= CAPTION_CHARS;
    let mut words = note.split_whitespace().collect::<Vec<_>>().join(" ");
    if cut {
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_is_one_paragraph_and_owns_up_to_a_cut() {
        assert_eq!(caption("one\n\ntwo  three\n"), "one two three");
        assert_eq!(caption("  \n"), "");
        assert!(caption(&"word ".repeat(32)).ends_with("word…"));
    }
}
