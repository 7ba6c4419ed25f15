//! The photos of an entry: one large, all as a strip that can be put in order.

use eframe::egui::{
    self, Align2, Frame, Margin, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
    epaint::RectShape, pos2, vec2,
};
use egui_material_icons::icons;

use super::Page;
use crate::app::{CameraCommand, EditorCommand, PhotoInfo, ViewerCommand};
use crate::domain::PhotoId;
use crate::photo::ThumbSize;
use crate::photo::film::duration_label;
use crate::ui::actions::{Dialog, Original};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::photo_parts::{average, upright_aspect};
use crate::ui::widgets::buttons::{
    icon_button_enabled, quiet_button_enabled, secondary_button_enabled, secondary_button_width,
};
use crate::ui::widgets::film::film_badge;
use crate::ui::widgets::picture::{PictureArgs, cover_uv, picture_ui};

/// Side of a picture in the strip, in points.
const STRIP: f32 = 88.0;
/// Side of the picture carried by the pointer, in points.
const CARRIED: f32 = 64.0;
/// What stands beside the large picture on a page: header, buttons, strip.
const CHROME: f32 = 270.0;

/// What is done with one photo.
#[derive(Clone, Copy)]
enum PhotoAction {
    OpenLarge,
    Edit,
    MakeCover,
    Move(usize),
    Remove,
}

impl Page<'_, '_> {
    /// All there is to see and do with the photos.
    pub(super) fn photos_ui(&mut self, ui: &mut Ui, wide: bool) {
        ui.spacing_mut().item_spacing.y = space::M;
        match self.draft.shown_photo() {
            Some(photo) => {
                self.large_ui(ui, photo, wide);
                self.actions_ui(ui, photo, wide);
                if self.draft.fields.photos.len() > 1 {
                    self.strip_ui(ui, photo);
                }
            }
            None => no_photo_ui(ui),
        }
        if !wide && self.draft.shown_photo().is_some() {
            // In one column they stand with what else is done with photos.
            return;
        }
        let both = [t!("entry-view-add-photos"), t!("entry-view-take-photo")]
            .map(|words| secondary_button_width(ui, words));
        if both.iter().sum::<f32>() + space::S <= ui.available_width() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                self.more_ui(ui);
            });
        } else {
            self.more_ui(ui);
        }
    }

    /// The ways to more photos.
    fn more_ui(&mut self, ui: &mut Ui) {
        let add = icons::ICON_ADD_PHOTO_ALTERNATE.codepoint;
        if secondary_button_enabled(ui, self.may_change, add, t!("entry-view-add-photos")).clicked()
        {
            self.actions.ask(Dialog::AddPhotosTo(self.draft.id()));
        }
        let camera = icons::ICON_PHOTO_CAMERA.codepoint;
        if secondary_button_enabled(ui, self.may_change, camera, t!("entry-view-take-photo"))
            .clicked()
        {
            let entry = Some(self.draft.id());
            self.actions.push(CameraCommand::Open(entry));
        }
    }

    /// [`Self::more_ui`] where there is little room.
    fn more_icons_ui(&mut self, ui: &mut Ui) {
        let add = icons::ICON_ADD_PHOTO_ALTERNATE.codepoint;
        if icon_button_enabled(ui, self.may_change, add, t!("entry-view-add-photos")).clicked() {
            self.actions.ask(Dialog::AddPhotosTo(self.draft.id()));
        }
        let camera = icons::ICON_PHOTO_CAMERA.codepoint;
        if icon_button_enabled(ui, self.may_change, camera, t!("entry-view-take-photo")).clicked() {
            let entry = Some(self.draft.id());
            self.actions.push(CameraCommand::Open(entry));
        }
    }

    fn info(&self, photo: PhotoId) -> Option<&PhotoInfo> {
        self.model.photos.get(&photo)
    }

    fn large_ui(&mut self, ui: &mut Ui, photo: PhotoId, wide: bool) {
        let info = self.model.photos.get(&photo);
        let aspect = info.map_or(4.0 / 3.0, upright_aspect).clamp(0.2, 5.0);
        let window = ui.ctx().content_rect().height();
        // In one column the words below it are to be seen, too.
        let most = if wide { window - CHROME } else { window * 0.28 };
        let most = most.max(240.0);
        let width = ui.available_width();
        let size = vec2(width.min(most * aspect), most.min(width / aspect));
        let texture = info.and_then(|info| {
            let (photo, edits) = (&info.photo, &info.edits);
            self.stage.textures.photo(photo, edits, ThumbSize::Screen)
        });
        let name = t!("entry-view-photo-open", photo = self.name_of(photo));
        let response = picture_ui(
            ui,
            PictureArgs {
                texture,
                average: average(ui, info),
                size: size.floor(),
                corner: f32::from(radius::L),
                selected: false,
                favourite: false,
                badge: None,
                name: &name,
            },
        );
        self.mark_film(ui, photo, response.rect);
        if response.clicked() {
            self.act(photo, PhotoAction::OpenLarge);
        }
    }

    fn is_film(&self, photo: PhotoId) -> bool {
        let info = self.info(photo);
        info.is_some_and(|info| info.photo.file.format.is_film())
    }

    /// The length of a film on its picture.
    fn mark_film(&self, ui: &Ui, photo: PhotoId, place: Rect) {
        let info = self.model.photos.get(&photo);
        if let Some(info) = info.filter(|info| info.photo.file.format.is_film()) {
            let length = info.photo.file.shot.film_ms.filter(|length| *length > 0);
            let words = length.map_or_else(String::new, duration_label);
            film_badge(ui, place, &words);
        }
    }

    /// `Photo 2 of 4, cover`
    fn name_of(&self, photo: PhotoId) -> String {
        let count = self.draft.fields.photos.len();
        if count == 1 {
            return t!("entry-view-photo-only").to_owned();
        }
        let place = self.draft.position(photo).unwrap_or(0) + 1;
        if self.draft.fields.cover_photo() == Some(photo) {
            t!(
                "entry-view-photo-number-cover",
                place = place,
                count = count
            )
        } else {
            t!("entry-view-photo-number", place = place, count = count)
        }
    }

    /// What can be done with the photo shown large.
    fn actions_ui(&mut self, ui: &mut Ui, photo: PhotoId, wide: bool) {
        let count = self.draft.fields.photos.len();
        let place = self.draft.position(photo).unwrap_or(0);
        let is_cover = self.draft.fields.cover_photo() == Some(photo);
        let may = self.may_change;
        let known = self.info(photo).is_some();
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
            if self.is_film(photo) {
                let play = icons::ICON_PLAY_ARROW.codepoint;
                if secondary_button_enabled(ui, known, play, t!("entry-view-play-film")).clicked() {
                    self.actions.original = Some((photo, Original::Open));
                }
            } else {
                let edit = icons::ICON_TUNE.codepoint;
                if secondary_button_enabled(ui, may && known, edit, t!("entry-view-edit-photo"))
                    .clicked()
                {
                    action = Some(PhotoAction::Edit);
                }
            }
            ui.add_space(space::XS);
            let mut icon = |icon: egui_material_icons::MaterialIcon, on: bool, name, what| {
                if icon_button_enabled(ui, on, icon.codepoint, name).clicked() {
                    action = Some(what);
                }
            };
            if count > 1 {
                icon(
                    icons::ICON_CHEVRON_LEFT,
                    may && place > 0,
                    t!("entry-view-photo-left"),
                    PhotoAction::Move(place.saturating_sub(1)),
                );
                icon(
                    icons::ICON_CHEVRON_RIGHT,
                    may && place + 1 < count,
                    t!("entry-view-photo-right"),
                    PhotoAction::Move(place + 1),
                );
                icon(
                    icons::ICON_BOOKMARK,
                    may && !is_cover,
                    if is_cover {
                        t!("entry-view-photo-is-cover")
                    } else {
                        t!("entry-view-photo-make-cover")
                    },
                    PhotoAction::MakeCover,
                );
            }
            icon(
                icons::ICON_REMOVE_CIRCLE,
                may,
                t!("entry-view-photo-remove"),
                PhotoAction::Remove,
            );
            if !wide {
                self.more_icons_ui(ui);
            }
        });
        if let Some(action) = action {
            self.act(photo, action);
        }
    }

    fn strip_ui(&mut self, ui: &mut Ui, shown: PhotoId) {
        let photos = self.draft.fields.photos.clone();
        let mut dropped = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for (index, photo) in photos.iter().copied().enumerate() {
                let response = self.strip_picture_ui(ui, photo, photo == shown);
                if response.clicked() {
                    self.draft.show_photo(photo);
                }
                if !self.may_change {
                    continue;
                }
                response.dnd_set_drag_payload(photo);
                if response.dragged() {
                    self.carried_ui(ui, photo);
                }
                if let Some(place) = drop_place(ui, &response, index)
                    && let Some(carried) = response.dnd_release_payload::<PhotoId>()
                {
                    dropped = Some((*carried, place));
                }
                self.photo_menu_ui(&response, photo, index, photos.len());
            }
        });
        if let Some((photo, before)) = dropped {
            // Taking it out moves everything behind it one place down.
            let from = self.draft.position(photo).unwrap_or(0);
            let to = if from < before { before - 1 } else { before };
            self.act(photo, PhotoAction::Move(to));
        }
    }

    fn strip_picture_ui(&mut self, ui: &mut Ui, photo: PhotoId, shown: bool) -> Response {
        let info = self.model.photos.get(&photo);
        let texture = info.and_then(|info| {
            let (photo, edits) = (&info.photo, &info.edits);
            self.stage.textures.photo(photo, edits, ThumbSize::Grid)
        });
        let is_cover = self.draft.fields.cover_photo() == Some(photo);
        let name = self.name_of(photo);
        let name = if shown {
            t!("entry-view-photo-shown", photo = name)
        } else {
            name
        };
        let response = ui
            .push_id(photo, |ui| {
                picture_ui(
                    ui,
                    PictureArgs {
                        texture,
                        average: average(ui, info),
                        size: Vec2::splat(STRIP),
                        corner: f32::from(radius::M),
                        selected: false,
                        favourite: false,
                        badge: is_cover.then_some(t!("entry-view-cover")),
                        name: &name,
                    },
                )
            })
            .inner;
        self.mark_film(ui, photo, response.rect);
        let response = if self.may_change {
            response.interact(Sense::drag())
        } else {
            response
        };
        if shown {
            let accent = theme::of(ui).palette.accent;
            ui.painter().rect_stroke(
                response.rect,
                radius::M,
                Stroke::new(3.0, accent),
                StrokeKind::Inside,
            );
        }
        response
    }

    /// The picture under the pointer while it is carried to another place.
    fn carried_ui(&mut self, ui: &Ui, photo: PhotoId) {
        let Some(pointer) = ui.ctx().pointer_latest_pos() else {
            return;
        };
        let Some(info) = self.model.photos.get(&photo) else {
            return;
        };
        let palette = theme::of(ui).palette;
        let layer = egui::LayerId::new(egui::Order::Tooltip, ui.scope_id().with("carried"));
        let painter = ui.ctx().layer_painter(layer);
        let place = Rect::from_center_size(pointer, Vec2::splat(CARRIED));
        let (photo, edits) = (&info.photo, &info.edits);
        match self.stage.textures.photo(photo, edits, ThumbSize::Grid) {
            Some((id, size)) => painter.add(
                RectShape::filled(place, radius::M, palette.photo_tint)
                    .with_texture(id, cover_uv(size, place.size())),
            ),
            None => {
                let color = average(ui, Some(info)) * palette.photo_tint;
                painter.rect_filled(place, radius::M, color)
            }
        };
    }

    fn photo_menu_ui(&mut self, response: &Response, photo: PhotoId, index: usize, count: usize) {
        let frame = theme::of_ctx(&response.ctx).floating_frame();
        let is_cover = self.draft.fields.cover_photo() == Some(photo);
        let is_film = self.is_film(photo);
        let mut action = None;
        Popup::context_menu(response).frame(frame).show(|ui| {
            for (words, enabled, what) in [
                (t!("entry-view-menu-large"), true, PhotoAction::OpenLarge),
                (t!("entry-view-menu-edit"), !is_film, PhotoAction::Edit),
                (
                    t!("entry-view-menu-cover"),
                    !is_cover,
                    PhotoAction::MakeCover,
                ),
                (
                    t!("entry-view-menu-left"),
                    index > 0,
                    PhotoAction::Move(index.saturating_sub(1)),
                ),
                (
                    t!("entry-view-menu-right"),
                    index + 1 < count,
                    PhotoAction::Move(index + 1),
                ),
                (t!("entry-view-menu-remove"), true, PhotoAction::Remove),
            ] {
                if quiet_button_enabled(ui, enabled, words).clicked() {
                    action = Some(what);
                    ui.close();
                }
            }
        });
        if let Some(action) = action {
            self.act(photo, action);
        }
    }

    fn act(&mut self, photo: PhotoId, action: PhotoAction) {
        match action {
            PhotoAction::OpenLarge => self.actions.push(ViewerCommand::Open(photo)),
            PhotoAction::Edit => self.actions.push(EditorCommand::Open(photo)),
            PhotoAction::MakeCover => {
                self.draft.fields.cover = Some(photo);
                self.draft.send("cover", self.actions);
            }
            PhotoAction::Move(to) => {
                self.draft.show_photo(photo);
                if self.draft.move_photo(photo, to) {
                    self.draft.send("photo-order", self.actions);
                }
            }
            PhotoAction::Remove => {
                self.draft.remove_photo(photo);
                self.draft.send("photos", self.actions);
            }
        }
    }
}

/// While a photo is carried over this one: marks the gap it would fall into,
/// and returns the place before which it would stand.
fn drop_place(ui: &Ui, response: &Response, index: usize) -> Option<usize> {
    response.dnd_hover_payload::<PhotoId>()?;
    let pointer = ui.ctx().pointer_latest_pos()?;
    let after = pointer.x > response.rect.center().x;
    let x = if after {
        response.rect.right() + space::XS
    } else {
        response.rect.left() - space::XS
    };
    let accent = theme::of(ui).palette.accent;
    let gap = [
        pos2(x, response.rect.top()),
        pos2(x, response.rect.bottom()),
    ];
    ui.painter().line_segment(gap, Stroke::new(3.0, accent));
    Some(index + usize::from(after))
}

/// Where photos would be, with a word that none is needed.
fn no_photo_ui(ui: &mut Ui) {
    let palette = theme::of(ui).palette;
    Frame::new()
        .fill(palette.surface)
        .stroke(Stroke::new(1.0, palette.outline))
        .corner_radius(radius::L)
        .inner_margin(Margin::same(space::XL as i8))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.vertical_centered(|ui| {
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(72.0), Sense::hover());
                ui.painter()
                    .circle_filled(rect.center(), 36.0, palette.accent_soft);
                ui.painter().text(
                    rect.center(),
                    Align2::CENTER_CENTER,
                    icons::ICON_IMAGE.codepoint,
                    egui::FontId::new(32.0, theme::icons()),
                    palette.on_accent_soft,
                );
                ui.add_space(space::S);
                ui.label(theme::strong(t!("entry-view-no-photo-title")));
                let words = t!("entry-view-no-photo");
                ui.add(
                    egui::Label::new(theme::quiet(ui, words))
                        .wrap()
                        .halign(egui::Align::Center),
                );
            });
        });
}
