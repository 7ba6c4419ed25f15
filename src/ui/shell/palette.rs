//! The palette: everything that can be done here, found by a few letters.

use eframe::egui::{
    self, Align, Align2, Context, FontFamily, Id, Key, Layout, Modal, Modifiers, Rect, Role,
    ScrollArea, Sense, TextFormat, TextStyle, Ui, UiBuilder, WidgetInfo,
    text::{LayoutJob, TextWrapping},
    vec2,
};
use egui_material_icons::icons;

use crate::app::Model;
use crate::domain::BabyId;
use crate::ui::bidi;
use crate::ui::deeds::{Deed, Match, Place, Row, best_match, table};
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::key_caps::key_caps_ui;
use crate::ui::widgets::text_field::line_field_ui;

/// Widest, in points.
const WIDTH: f32 = 580.0;
/// Height of a row, in points.
const ROW: f32 = 46.0;
/// Rows in sight at most.
const ROWS: f32 = 9.0;
/// What was done last is offered first; so many of it are remembered.
const REMEMBERED: usize = 5;

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Do this.
    Deed(Deed),
    /// Show this baby's journal.
    Baby(BabyId),
}

/// The palette's own draft.
#[derive(Default)]
pub(super) struct Palette {
    open: Option<Draft>,
    recent: Vec<Deed>,
    /// Closed in the frame before: what had the keyboard is given it when
    /// nothing lies over it any more.
    closed: Option<Option<Id>>,
}

struct Draft {
    typed: String,
    /// Which row Enter would take.
    at: usize,
    /// What had the keyboard before: it has it again afterwards.
    before: Option<Id>,
    /// The pointer has not moved since a key was pressed: what lies under it
    /// by chance is not meant.
    by_keys: bool,
}

/// A row as it is listed.
struct Listed<'a> {
    choice: Choice,
    name: String,
    icon: &'static str,
    row: Option<&'a Row>,
    found: Match,
}

impl Palette {
    /// Whether it lies over the window.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens it, or closes it again.
    pub fn toggle(&mut self, ctx: &Context) {
        match self.open.take() {
            Some(draft) => {
                self.closed = Some(draft.before);
                ctx.request_repaint();
            }
            None => {
                self.open = Some(Draft {
                    typed: String::new(),
                    at: 0,
                    before: ctx.memory(|memory| memory.focused()),
                    by_keys: true,
                });
            }
        }
    }

    /// Draws it over the window; returns what was chosen.
    pub fn show_ui(&mut self, ctx: &Context, model: &Model) -> Option<Choice> {
        if let Some(before) = self.closed.take() {
            give_back(ctx, before);
        }
        let draft = self.open.as_mut()?;
        let listed = listed(model, &self.recent, &draft.typed);
        let moved = keys(ctx, draft, listed.len());
        let enter = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut chosen = enter
            .then(|| listed.get(draft.at).map(|row| row.choice))
            .flatten();

        let theme = theme::of_ctx(ctx);
        let screen = ctx.content_rect();
        let id = Id::unique("palette-sheet");
        let down = (screen.height() * 0.12).min(96.0);
        let modal = Modal::new(id)
            .area(
                Modal::default_area(id)
                    .anchor(Align2::CENTER_TOP, vec2(0.0, down))
                    .default_size(screen.size()),
            )
            .backdrop_color(theme.palette.scrim)
            .frame(theme.floating_frame())
            .show(ctx, |ui| {
                let width = WIDTH.min(screen.width() - 2.0 * space::XL);
                ui.set_width(width - 2.0 * space::L);
                let before = draft.typed.clone();
                let hint = t!("palette-hint");
                let field = line_field_ui(ui, "palette", "", &mut draft.typed, hint, None)
                    .accessible_name(hint);
                // Nothing else here needs the keyboard.
                field.request_focus();
                if draft.typed != before {
                    draft.at = 0;
                }
                ui.add_space(space::S);
                let most = (ROWS * ROW).min(screen.height() - down - 160.0);
                let list = UiBuilder::new()
                    .accessibility_role(Role::ListBox)
                    .accessibility_label(t!("palette-list"));
                let mut at_row = None;
                ui.scope_builder(list, |ui| {
                    ScrollArea::vertical()
                        .max_height(most.max(ROW))
                        .auto_shrink([false, true])
                        .show(ui, |ui| {
                            ui.spacing_mut().item_spacing.y = 0.0;
                            if listed.is_empty() {
                                nothing_ui(ui, &draft.typed);
                            }
                            for (number, row) in listed.iter().enumerate() {
                                let here = number == draft.at;
                                let response = row_ui(ui, row, here);
                                if here {
                                    at_row = Some(response.id);
                                    if moved {
                                        response.scroll_to_me(None);
                                    }
                                }
                                if response.hovered() && !draft.by_keys {
                                    draft.at = number;
                                }
                                if response.clicked() {
                                    chosen = Some(row.choice);
                                }
                            }
                        });
                });
                if let Some(row) = at_row {
                    ctx.accesskit_node_builder(field.id, |node| {
                        node.set_active_descendant(row.accesskit_id());
                    });
                }
            });
        if chosen.is_some() || modal.should_close() {
            self.closed = self.open.take().map(|draft| draft.before);
            ctx.request_repaint();
        }
        if let Some(Choice::Deed(deed)) = chosen {
            self.recent.retain(|known| *known != deed);
            self.recent.insert(0, deed);
            self.recent.truncate(REMEMBERED);
        }
        chosen
    }
}

/// The keyboard goes back to what had it.
fn give_back(ctx: &Context, before: Option<Id>) {
    ctx.memory_mut(|memory| match before {
        Some(id) => memory.request_focus(id),
        None => memory.stop_text_input(),
    });
    ctx.request_repaint();
}

/// Up and down, round at the ends. Returns whether the row moved.
fn keys(ctx: &Context, draft: &mut Draft, count: usize) -> bool {
    let (mut down, mut up, mut first, mut last) = (0, 0, false, false);
    ctx.input_mut(|input| {
        let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key);
        down = presses(Key::ArrowDown);
        up = presses(Key::ArrowUp);
        first = presses(Key::PageUp) > 0;
        last = presses(Key::PageDown) > 0;
        if input.pointer.delta() != egui::Vec2::ZERO {
            draft.by_keys = false;
        }
    });
    if count == 0 {
        return false;
    }
    let before = draft.at;
    draft.at = (draft.at.min(count - 1) + down + count * up - up) % count;
    if first {
        draft.at = 0;
    } else if last {
        draft.at = count - 1;
    }
    let moved = draft.at != before;
    draft.by_keys |= moved;
    moved
}

/// What can be done, what fits best first. Nothing typed: what was done last,
/// then what belongs to this view, then the rest.
fn listed<'a>(model: &Model, recent: &[Deed], typed: &str) -> Vec<Listed<'a>> {
    let place = Place::of(model);
    let rows = table().iter().filter(|row| {
        let here = row.places.contains(&place) || row.places.contains(&Place::Everywhere);
        row.in_palette && here && row.deed.is_possible(model)
    });
    let mut all: Vec<Listed<'_>> = rows
        .filter_map(|row| {
            // A name found counts more than a word that only means the same.
            let found = best_match(typed, row.name).or_else(|| {
                let means = format!("{} {}", row.name, row.also);
                best_match(typed, &means).map(|found| Match {
                    score: found.score / 2 - 100,
                    letters: Vec::new(),
                })
            })?;
            Some(Listed {
                choice: Choice::Deed(row.deed),
                name: row.name.to_owned(),
                icon: row.icon,
                row: Some(row),
                found,
            })
        })
        .collect();
    for baby in model.babies.iter().filter(|b| Some(b.id) != model.baby) {
        let name = t!("palette-baby", name = &baby.fields.name);
        if let Some(found) = best_match(typed, &name) {
            all.push(Listed {
                choice: Choice::Baby(baby.id),
                name,
                icon: icons::ICON_CHILD_CARE.codepoint,
                row: None,
                found,
            });
        }
    }
    if typed.trim().is_empty() {
        all.sort_by_key(|listed| {
            let remembered = recent
                .iter()
                .position(|deed| Choice::Deed(*deed) == listed.choice)
                .unwrap_or(recent.len());
            let everywhere = listed
                .row
                .is_none_or(|row| row.places.contains(&Place::Everywhere));
            (remembered, everywhere)
        });
    } else {
        all.sort_by_key(|listed| std::cmp::Reverse(listed.found.score));
    }
    all
}

fn nothing_ui(ui: &mut Ui, typed: &str) {
    ui.add_space(space::M);
    let words = t!("palette-nothing", words = typed.trim());
    let quiet = theme::quiet(ui, words);
    ui.add(egui::Label::new(quiet).wrap());
    ui.add_space(space::M);
}

fn row_ui(ui: &mut Ui, listed: &Listed<'_>, here: bool) -> egui::Response {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let stroke = listed.row.and_then(|row| row.keys.first());
    response.widget_info(|| {
        let name = match stroke {
            Some(stroke) => format!("{}, {}", listed.name, stroke.words()),
            None => listed.name.clone(),
        };
        WidgetInfo::labeled(Role::ListBoxOption, true, name)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(here);
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let palette = theme::of(ui).palette;
    if here {
        ui.painter()
            .rect_filled(rect, radius::M, palette.accent_soft);
    }
    let ink = if here {
        palette.on_accent_soft
    } else {
        palette.text
    };
    ui.painter().text(
        egui::pos2(rect.left() + space::M + 10.0, rect.center().y),
        Align2::CENTER_CENTER,
        listed.icon,
        egui::FontId::new(20.0, theme::icons()),
        ink,
    );
    let inner = Rect::from_min_max(
        rect.left_top() + vec2(space::M + 20.0 + space::M, 0.0),
        rect.right_bottom() - vec2(space::M, 0.0),
    );
    let mut caps = ui.new_child(
        UiBuilder::new()
            .max_rect(inner)
            .layout(Layout::right_to_left(Align::Center)),
    );
    if let Some(stroke) = stroke {
        key_caps_ui(&mut caps, stroke.caps().into_iter().rev());
    }
    let room = caps.min_rect().left().min(inner.right()) - inner.left() - space::M;
    let room = if stroke.is_some() {
        room
    } else {
        inner.width()
    };
    let galley = bidi::layout(ui, name_job(ui, listed, ink, room));
    let at = egui::pos2(inner.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    response
}

/// The name, with the letters that were found standing out.
fn name_job(ui: &Ui, listed: &Listed<'_>, ink: egui::Color32, room: f32) -> LayoutJob {
    let palette = theme::of(ui).palette;
    let size = TextStyle::Body.resolve(ui.style()).size;
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(room.max(40.0)),
        ..LayoutJob::default()
    };
    let mut piece = String::new();
    let mut was_found = false;
    let mut flush = |piece: &mut String, found: bool| {
        if piece.is_empty() {
            return;
        }
        // On the chosen row the weight alone tells: its ground is the accent's.
        let (family, color) = match found {
            true if ink == palette.text => (theme::bold(), palette.accent),
            true => (theme::bold(), ink),
            false => (FontFamily::Proportional, ink),
        };
        let format = TextFormat::simple(egui::FontId::new(size, family), color);
        job.append(&std::mem::take(piece), 0.0, format);
    };
    for (at, letter) in listed.name.chars().enumerate() {
        let found = listed.found.letters.binary_search(&at).is_ok();
        if found != was_found {
            flush(&mut piece, was_found);
            was_found = found;
        }
        piece.push(letter);
    }
    flush(&mut piece, was_found);
    job
}
