//! Entries as cards: those of words alone, and those that were found.

use eframe::egui::{
    self, Align, Color32, FontId, Label, Layout as UiLayout, Rect, Response, RichText, Sense, Ui,
    UiBuilder, epaint::RectShape, pos2, vec2,
};
use egui_material_icons::icons;

use super::parts::{colour, favourite_name, film_length, info};
use super::rect_at;
use crate::app::{Excerpt, WordEntry};
use crate::photo::ThumbSize;
use crate::store::gallery::GalleryItem;
use crate::ui::text::{clock, elide, is_right_to_left, long_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::excerpt::excerpt_ui;
use crate::ui::widgets::film::film_badge;
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::line::line_ui;
use crate::ui::widgets::picture::cover_uv;

/// Distance of the middle of a mark from the edges of a card, in points.
const MARK: f32 = 18.0;

/// An entry without a photo: its day and the beginning of its words.
pub(super) fn word_ui(ui: &mut Ui, rect: Rect, entry: &WordEntry, selected: bool) -> Response {
    let palette = theme::of(ui).palette;
    // With the time: several entries of a night are told apart by it.
    let at = entry.moment.local;
    let date = format!("{}, {}", long_date(at.date()), clock(at.time()));
    let response = ui.interact(rect, ui.scope_id().with(entry.id), Sense::click());
    let words = if entry.caption.trim().is_empty() {
        t!("gallery-entry-no-words")
    } else {
        entry.caption.trim()
    };
    response.widget_info(|| {
        let name = t!("gallery-entry-name", date = &date, words = elide(words, 60));
        info(
            ui.is_enabled(),
            selected,
            favourite_name(name, entry.favourite),
        )
    });
    card_ui(ui, rect, &response, selected);
    // What marks a photo marks an entry of words, in the same corners.
    let mut marks = 0.0;
    if selected {
        let center = rect.right_top() + vec2(-MARK, MARK);
        ui.painter().circle_filled(center, 11.0, palette.accent);
        icon_ui(
            ui,
            center,
            icons::ICON_CHECK.codepoint,
            15.0,
            palette.on_accent,
        );
        marks = MARK;
    }
    if entry.favourite {
        let center = rect.right_bottom() - vec2(MARK, MARK);
        icon_ui(
            ui,
            center,
            icons::ICON_FAVORITE.codepoint,
            16.0,
            palette.favourite,
        );
        marks = MARK;
    }
    let align = if is_right_to_left(words) {
        Align::Max
    } else {
        Align::Min
    };
    let mut within = rect.shrink(space::M);
    within.max.x -= marks;
    let mut inner = ui.new_child(
        UiBuilder::new()
            .max_rect(within)
            .layout(UiLayout::top_down(align)),
    );
    inner.spacing_mut().item_spacing.y = space::XS;
    let small = |text: String, color: Color32| RichText::new(text).small().color(color);
    inner.add(
        Label::new(small(date, palette.text_quiet))
            .truncate()
            .selectable(false),
    );
    let first_line = words.lines().next().unwrap_or_default();
    line_ui(&mut inner, first_line, &egui::TextStyle::Body, palette.text);
    response
}

/// The ground of a card, its edge, and the ring around it.
fn card_ui(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let palette = theme::of(ui).palette;
    let corner = f32::from(radius::M);
    let fill = if response.hovered() {
        palette.surface_raised
    } else {
        palette.surface
    };
    let edge = if selected {
        egui::Stroke::new(3.0, palette.accent)
    } else {
        egui::Stroke::new(1.0, palette.outline)
    };
    ui.painter()
        .rect(rect, corner, fill, edge, egui::StrokeKind::Inside);
    focus_ring_ui(ui, response, rect, corner);
}

fn icon_ui(ui: &Ui, center: egui::Pos2, icon: &str, side: f32, color: Color32) {
    let font = FontId::new(side, theme::icons());
    ui.painter()
        .text(center, egui::Align2::CENTER_CENTER, icon, font, color);
}

/// An entry that was found: its photo if it has one, its day and age, and its
/// words with what was searched for marked.
pub(super) struct HitCard<'a> {
    /// The photo that stands for it.
    pub item: Option<&'a GalleryItem>,
    /// Names the card.
    pub entry: crate::domain::EntryId,
    /// When, and how old the baby was.
    pub when: String,
    /// Where the words stand; `None` while that is looked up.
    pub excerpt: Option<&'a Excerpt>,
    /// The beginning of its note.
    pub caption: &'a str,
    /// Whether it is chosen among others.
    pub selected: bool,
}

/// Draws it; says whether it was clicked.
pub(super) fn hit_ui(
    ui: &mut Ui,
    rect: Rect,
    card: &HitCard<'_>,
    stage: &mut Stage<'_>,
) -> Response {
    let palette = theme::of(ui).palette;
    let response = ui.interact(
        rect,
        ui.scope_id().with(("hit", card.entry)),
        Sense::click(),
    );
    let plain: String = card.excerpt.map_or_else(
        || card.caption.to_owned(),
        |excerpt| {
            excerpt
                .parts
                .iter()
                .map(|(words, _)| words.as_str())
                .collect()
        },
    );
    response.widget_info(|| {
        let kind = if card.item.is_some() {
            "photo"
        } else {
            "entry"
        };
        info(
            ui.is_enabled(),
            card.selected,
            t!(
                "gallery-hit-name",
                kind = kind,
                when = &card.when,
                words = elide(plain.trim(), 80)
            ),
        )
    });
    card_ui(ui, rect, &response, card.selected);
    let mut left = rect.left() + space::M;
    if let Some(item) = card.item {
        let side = rect.height() - 2.0 * space::S;
        let place = rect_at(rect.left() + space::S, rect.top() + space::S, side, side);
        let texture = stage
            .textures
            .photo(&item.photo, &item.edits, ThumbSize::Grid);
        let shape = match texture {
            Some((id, size)) => RectShape::filled(place, f32::from(radius::S), palette.photo_tint)
                .with_texture(id, cover_uv(size, place.size())),
            None => RectShape::filled(
                place,
                f32::from(radius::S),
                colour(item.photo.file.average_rgb) * palette.photo_tint,
            ),
        };
        ui.painter().add(shape);
        if let Some(length) = film_length(item) {
            film_badge(ui, place, &length);
        }
        left = place.right() + space::M;
    }
    let words = Rect::from_min_max(
        pos2(left, rect.top() + space::S + 2.0),
        rect.right_bottom() - vec2(space::M, space::S),
    );
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt(("words-found", card.entry))
            .max_rect(words)
            .layout(UiLayout::top_down(Align::Min)),
    );
    inner.spacing_mut().item_spacing.y = 2.0;
    let when = RichText::new(&card.when).small().color(palette.text_quiet);
    inner.add(Label::new(when).truncate().selectable(false));
    match card.excerpt {
        Some(excerpt) => excerpt_ui(&mut inner, &excerpt.parts, 3),
        None => excerpt_ui(&mut inner, &[(card.caption.to_owned(), false)], 3),
    }
    response
}
