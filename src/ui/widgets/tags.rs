//! Tags as pills: tap what was going on, tap it again to take it off, or type
//! a word of one's own.

use eframe::egui::{
    Align2, Key, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::{ICON_ADD, ICON_CLOSE, ICON_EXPAND_LESS, ICON_EXPAND_MORE};

use super::buttons::{icon_font, line_galley, liveliness};
use super::caret::{Lines, edit_ui};
use super::focus::focus_ring_ui;
use super::text_field::{MARGIN, error_ui, framed_field_ui_with};
use crate::domain::Tag;
use crate::ui::theme::{self, radius, space};

/// Height of a pill, in points.
const HEIGHT: f32 = 36.0;
/// Size of the cross or plus inside a pill, in points.
const ICON: f32 = 16.0;
/// Clear space left and right inside a pill, in points.
const SIDE: f32 = 12.0;
/// Widest words of a pill, in points; longer ones end with an ellipsis.
const WORDS: f32 = 210.0;
/// Rows that are there from the start: what is below them stays where it is
/// when the first tags come.
const ROWS: u8 = 2;
/// The most tags shown before the rest is asked for.
const MOST: usize = 24;

/// The pills on show. They keep their places until something is typed, so that
/// nothing else comes under the finger that tapped one.
#[derive(Clone, Default)]
struct Shown {
    /// What was typed, and the width, in points, when they were laid out.
    wanted: String,
    width: f32,
    /// The frame they were drawn in last.
    frame: u64,
    pills: Vec<Pill>,
    /// All the tags, not only the first [`MOST`].
    all: bool,
    /// The keyboard or the pointer was in the field or on a pill.
    in_use: bool,
}

/// Shows a field for a new tag, and below it `tags` and some of the
/// `suggestions` as pills to be switched on and off; while something is typed,
/// those that match.
///
/// Enter or a comma adds what was typed, and so does going on to something
/// else; several at once when pasted with commas. `draft` is the text in the
/// field. Returns whether `tags` changed.
pub fn tags_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    tags: &mut Vec<Tag>,
    suggestions: &[String],
    draft: &mut String,
) -> bool {
    let mut changed = false;
    let group = UiBuilder::new()
        .id_salt(&id)
        .accessibility_role(Role::Group)
        .accessibility_label(t!("widget-tags"));
    ui.scope_builder(group, |ui| {
        let shown_id = ui.unique_id().with("shown");
        let mut shown = ui
            .data(|data| data.get_temp::<Shown>(shown_id))
            .unwrap_or_default();
        let too_long = Tag::too_long(draft);
        let field = framed_field_ui_with(ui, too_long.is_some(), MARGIN, |ui| {
            edit_ui(ui, "new-tag", draft, t!("widget-tag-hint"), Lines::One)
        });
        let field = field.accessible_name(t!("widget-tag-new"));
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if entered || draft.contains([',', '，', '、']) {
            changed |= take(tags, draft);
            // Keep the keyboard here: the next tag often follows.
            field.request_focus();
        }

        let top = ui.cursor().top();
        if let Some(length) = Tag::too_long(draft) {
            let most = Tag::MAX_CHARS;
            let sentence = t!("widget-tag-too-long", count = length, most = most);
            let words = error_ui(ui, &sentence);
            ui.ctx().accesskit_node_builder(field.id, |node| {
                node.push_described_by(words.id.accesskit_id());
                node.set_invalid(eframe::egui::accesskit::Invalid::True);
            });
        }
        shown.follow(ui, tags, suggestions, draft);
        let before = tags.len();
        let on_pill = shown.pills_ui(ui, tags);
        changed |= tags.len() != before;
        if tags.len() > before {
            // What was typed has led to it.
            draft.clear();
        }
        // The same place whether few pills are shown or many.
        let rows = f32::from(ROWS);
        let least = rows * HEIGHT + (rows - 1.0) * space::S;
        let missing = least - (ui.cursor().top() - top);
        if missing > 0.0 {
            ui.add_space(missing);
        }

        let in_use = field.has_focus() || entered || on_pill;
        let left = shown.in_use && !in_use && !ui.input(|input| input.key_pressed(Key::Escape));
        if left && !draft.trim().is_empty() {
            changed |= take(tags, draft);
        }
        shown.in_use = in_use;
        ui.data_mut(|data| data.insert_temp(shown_id, shown));
    });
    changed
}

impl Shown {
    /// Brings the pills in line with what is typed and chosen.
    fn follow(&mut self, ui: &Ui, tags: &[Tag], suggestions: &[String], draft: &str) {
        let wanted = draft.trim().to_lowercase();
        let width = ui.available_width();
        let frame = ui.ctx().cumulative_frame_nr();
        let fresh = frame > self.frame + 1;
        if fresh {
            *self = Self::default();
        }
        self.frame = frame;
        let chosen: Vec<Pill> = tags.iter().map(|tag| Pill::new(tag.as_str())).collect();
        let has = |pill: &Pill| self.pills.iter().any(|known| known.key == pill.key);
        // A tap only switches what is there; an undo may bring others.
        if !fresh && self.wanted == wanted && self.width == width && chosen.iter().all(has) {
            return;
        }
        self.pills = chosen;
        let mut rows = Rows::new(width);
        for pill in self.pills.iter().take(MOST) {
            rows.add(pill_width(ui, &pill.words));
        }
        for words in suggestions {
            let pill = Pill::new(words);
            if !pill.key.contains(&wanted) || self.pills.iter().any(|known| known.key == pill.key) {
                continue;
            }
            // More would be a wall of words.
            let width = pill_width(ui, words);
            if !rows.holds(width) {
                break;
            }
            rows.add(width);
            self.pills.push(pill);
        }
        self.wanted = wanted;
        self.width = width;
    }

    /// The pills. Returns whether the keyboard or the pointer is on one.
    fn pills_ui(&mut self, ui: &mut Ui, tags: &mut Vec<Tag>) -> bool {
        let mut in_use = false;
        let mut tapped = None;
        let keys: Vec<String> = tags.iter().map(|tag| key(tag.as_str())).collect();
        let more = tags.len().saturating_sub(MOST);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            let mut chosen = 0;
            for pill in &self.pills {
                let at = keys.iter().position(|key| *key == pill.key);
                chosen += usize::from(at.is_some());
                if at.is_some() && chosen > MOST && !self.all {
                    continue;
                }
                let name = if at.is_some() {
                    t!("widget-tag-remove", tag = &pill.words)
                } else {
                    t!("widget-tag-add", tag = &pill.words)
                };
                let response = pill_ui(ui, pill, at.is_some(), &name);
                let clicked = response.clicked();
                in_use |= response.has_focus() || response.is_pointer_button_down_on() || clicked;
                if clicked {
                    tapped = Some((at, pill.words.clone()));
                }
            }
            if more > 0 && rest_ui(ui, more, self.all).clicked() {
                self.all = !self.all;
            }
        });
        match tapped {
            Some((Some(at), _)) => {
                tags.remove(at);
            }
            Some((None, words)) => {
                add(tags, &words);
            }
            None => {}
        }
        in_use
    }
}

/// One pill.
#[derive(Clone)]
struct Pill {
    words: String,
    /// Its words as they are compared.
    key: String,
}

impl Pill {
    fn new(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            key: key(words),
        }
    }
}

/// How pills fall into rows.
struct Rows {
    width: f32,
    row: usize,
    x: f32,
}

impl Rows {
    const fn new(width: f32) -> Self {
        Self {
            width,
            row: 0,
            x: 0.0,
        }
    }

    fn breaks(&self, pill: f32) -> bool {
        self.x > 0.0 && self.x + pill > self.width
    }

    fn add(&mut self, pill: f32) {
        if self.breaks(pill) {
            self.row += 1;
            self.x = 0.0;
        }
        self.x += pill + space::S;
    }

    /// Whether one more finds room in the rows that are there anyway.
    fn holds(&self, pill: f32) -> bool {
        !self.breaks(pill) || self.row + 1 < usize::from(ROWS)
    }
}

/// Adds the tags in `draft` and leaves there what is too long to be one.
fn take(tags: &mut Vec<Tag>, draft: &mut String) -> bool {
    let mut changed = false;
    let mut left: Vec<&str> = Vec::new();
    for words in draft.split([',', '，', '、']) {
        if Tag::too_long(words).is_some() {
            left.push(words.trim());
        } else {
            changed |= add(tags, words);
        }
    }
    *draft = left.join("; ");
    changed
}

fn add(tags: &mut Vec<Tag>, words: &str) -> bool {
    match Tag::new(words) {
        Some(tag)
            if tags
                .iter()
                .all(|known| key(known.as_str()) != key(tag.as_str())) =>
        {
            tags.push(tag);
            true
        }
        _ => false,
    }
}

/// “Bath” and “bath” are one tag to a parent.
fn key(words: &str) -> String {
    words.to_lowercase()
}

fn widest_words(ui: &Ui) -> f32 {
    (ui.max_rect().width() - ICON - 2.0 * SIDE - space::XS).clamp(40.0, WORDS)
}

fn pill_width(ui: &Ui, words: &str) -> f32 {
    let galley = line_galley(ui, words, &theme::label_style(), widest_words(ui));
    (galley.size().x + ICON + 2.0 * SIDE + space::XS).ceil()
}

/// One tag, on or off: as wide in both, so that its neighbours keep still.
fn pill_ui(ui: &mut Ui, pill: &Pill, on: bool, name: &str) -> Response {
    let palette = theme::of(ui).palette;
    let words = &pill.words;
    let galley = line_galley(ui, words, &theme::label_style(), widest_words(ui));
    let size = vec2(pill_width(ui, words), HEIGHT);
    let id = ui.make_persistent_id(("tag", &pill.key));
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let lively = liveliness(ui, &response);
        let (fill, edge, ink) = if on {
            (
                palette.accent_soft,
                palette.accent.lerp_to_gamma(palette.on_accent_soft, lively),
                palette.on_accent_soft,
            )
        } else {
            (
                palette.accent_soft.gamma_multiply(lively),
                palette.outline_strong,
                palette
                    .text_quiet
                    .lerp_to_gamma(palette.on_accent_soft, lively),
            )
        };
        ui.painter().rect(
            rect,
            radius::PILL,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        // A pill that is on ends with its cross, another starts with its plus.
        let (icon, icon_x, words_x) = if on {
            (
                ICON_CLOSE.codepoint,
                rect.right() - SIDE - ICON / 2.0 + 2.0,
                rect.left() + SIDE,
            )
        } else {
            (
                ICON_ADD.codepoint,
                rect.left() + SIDE + ICON / 2.0 - 2.0,
                rect.left() + SIDE + ICON + space::XS - 1.0,
            )
        };
        ui.painter().text(
            pos2(icon_x, rect.center().y),
            Align2::CENTER_CENTER,
            icon,
            icon_font(ICON),
            ink,
        );
        let at = pos2(words_x, rect.center().y - galley.size().y / 2.0);
        ui.painter()
            .galley_with_override_text_color(at, galley, ink);
        focus_ring_ui(ui, &response, rect, radius::PILL);
    }
    response.on_hover_text(name)
}

/// Shows the rest of very many tags, or puts it away again.
fn rest_ui(ui: &mut Ui, more: usize, all: bool) -> Response {
    let palette = theme::of(ui).palette;
    let (icon, words) = if all {
        (
            ICON_EXPAND_LESS.codepoint,
            t!("widget-tags-fewer").to_owned(),
        )
    } else {
        (
            ICON_EXPAND_MORE.codepoint,
            t!("widget-tags-more", count = more),
        )
    };
    let galley = line_galley(ui, &words, &theme::label_style(), WORDS);
    let size = vec2(galley.size().x + ICON + 2.0 * SIDE + space::XS, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size.ceil(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &words));
    let lively = liveliness(ui, &response);
    let fill = palette.accent_soft.gamma_multiply(lively);
    ui.painter().rect_filled(rect, radius::PILL, fill);
    ui.painter().text(
        pos2(rect.left() + SIDE + ICON / 2.0 - 2.0, rect.center().y),
        Align2::CENTER_CENTER,
        icon,
        icon_font(ICON),
        palette.accent,
    );
    let left = rect.left() + SIDE + ICON + space::XS - 1.0;
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    ui.painter()
        .galley_with_override_text_color(at, galley, palette.accent);
    focus_ring_ui(ui, &response, rect, radius::PILL);
    response
}
