//! Short messages that come, can be answered, and go by themselves. They lie
//! where they cover no button.

mod place;

use eframe::egui::{
    self, Align2, Area, Context, Id, Key, LayerId, Layout, Modifiers, Order, Pos2, Rect, Role,
    Sense, Ui, UiBuilder, Vec2, pos2, vec2,
};
use egui_material_icons::icons::{ICON_CHECK_CIRCLE, ICON_CLOSE, ICON_ERROR, ICON_INFO};

use super::buttons::{icon_button, quiet_button};
use super::words::words_ui;
use crate::ui::theme::{self, Palette, space};

/// How long a message stays, in seconds; longer when it can be answered.
const STAYS_S: f32 = 4.0;
const STAYS_WITH_ACTION_S: f32 = 8.0;
/// The most messages shown at once; the oldest make room.
const MOST: usize = 4;
/// Width of a message, in points.
const WIDTH: f32 = 420.0;
/// A better place is looked for this often, in seconds.
const LOOKS_S: f64 = 0.25;
/// The longest time that counts between two frames, in seconds: what nobody
/// saw, as the window slept, has not been on screen.
const LONGEST_S: f64 = 1.0;

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Good to know.
    Info,
    /// Something went well.
    Success,
    /// Something did not; stays until it is closed.
    Problem,
}

/// Which message an answer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ToastId(u64);

#[derive(Debug, Clone)]
struct Toast {
    id: ToastId,
    kind: ToastKind,
    text: String,
    action: Option<String>,
    /// Seconds left; `None` stays.
    left_s: Option<f32>,
}

/// The messages on screen, newest last.
#[derive(Debug, Clone, Default)]
pub struct Toasts {
    next_id: u64,
    shown: Vec<Toast>,
    /// When they were drawn last, in the window's seconds.
    drawn_s: Option<f64>,
    /// Their lower left corner.
    corner: Option<Pos2>,
    /// When a place was looked for last, in the window's seconds.
    looked_s: f64,
    /// The one the pointer rests on or that has the keyboard.
    held: Option<ToastId>,
    /// The newest one is to have the keyboard.
    take_keyboard: bool,
    /// What had the keyboard before.
    came_from: Option<Id>,
}

impl Toasts {
    /// Shows a message, with a word to answer it by (“Undo”) if there is one.
    ///
    /// A message that is already on screen is not repeated: it stays longer.
    pub fn push(
        &mut self,
        kind: ToastKind,
        text: impl Into<String>,
        action: Option<&str>,
    ) -> ToastId {
        let text = text.into();
        let action = action.map(str::to_owned);
        // With an action each message is about its own thing.
        if action.is_none()
            && let Some(same) = self
                .shown
                .iter_mut()
                .find(|toast| toast.kind == kind && toast.text == text && toast.action.is_none())
        {
            same.left_s = lifetime(kind, false);
            return same.id;
        }
        let id = ToastId(self.next_id);
        self.next_id += 1;
        let left_s = lifetime(kind, action.is_some());
        self.shown.push(Toast {
            id,
            kind,
            text,
            action,
            left_s,
        });
        while self.shown.len() > MOST {
            self.shown.remove(0);
        }
        id
    }

    /// Takes a message away.
    pub fn dismiss(&mut self, id: ToastId) {
        self.shown.retain(|toast| toast.id != id);
    }

    /// Whether nothing is on screen.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// F6 leads to the newest message. Escape closes the one the pointer or the
    /// keyboard is on, and is nobody else's then; else it takes away what is
    /// only told, on its way to whatever it is for. To be called before
    /// anything else of a frame.
    pub fn keys(&mut self, ctx: &Context) {
        if self.shown.is_empty() {
            return;
        }
        let plain = Modifiers::NONE;
        if ctx.input_mut(|input| input.consume_key(plain, Key::F6)) {
            self.take_keyboard = true;
            self.came_from = ctx.memory(|memory| memory.focused());
        }
        match self.held {
            Some(held) if ctx.input_mut(|input| input.consume_key(plain, Key::Escape)) => {
                self.dismiss(held);
                self.give_back(ctx);
            }
            None if ctx.input(|input| input.key_pressed(Key::Escape)) => {
                self.shown.retain(Toast::stays_on_escape);
            }
            _ => {}
        }
    }

    /// The keyboard goes back to where it was before F6.
    fn give_back(&mut self, ctx: &Context) {
        if let Some(id) = self.came_from.take() {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Draws the messages above the page: in the lower middle, or where they
    /// cover no button. Time stands still while the pointer rests on them or
    /// one of them has the keyboard. Returns the message whose action was
    /// clicked; it is gone then.
    pub fn show_ui(&mut self, ctx: &Context) -> Option<ToastId> {
        if self.shown.is_empty() {
            (self.corner, self.drawn_s, self.held) = (None, None, None);
            return None;
        }
        let id = Id::unique("smilekeep-toasts");
        let corner = self.place(ctx, id);
        let (mut answered, mut closed, mut held) = (None, None, None);
        let newest = self.shown.last().map(|toast| toast.id);
        let take_keyboard = std::mem::take(&mut self.take_keyboard);
        let area = Area::new(id)
            .order(Order::Foreground)
            .pivot(Align2::LEFT_BOTTOM)
            .fixed_pos(corner)
            .interactable(true)
            .accessible_name(t!("widget-messages"));
        area.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for toast in &self.shown {
                let wanted = take_keyboard && newest == Some(toast.id);
                let outcome = toast_ui(ui, toast, wanted);
                if outcome.held {
                    held = Some(toast.id);
                }
                if outcome.answered {
                    answered = Some(toast.id);
                } else if outcome.closed {
                    closed = Some(toast.id);
                }
            }
        });
        self.held = held;
        if let Some(id) = answered.or(closed) {
            self.dismiss(id);
            self.give_back(ctx);
        }
        self.pass(ctx);
        answered
    }

    /// The lower left corner. Messages stay where they are unless a button has
    /// come below them; and while somebody is about to answer one, in any case.
    fn place(&mut self, ctx: &Context, id: Id) -> Pos2 {
        let room = ctx.content_rect().shrink(space::XL);
        let size = ctx.memory(|memory| memory.area_rect(id));
        let size = size.map_or(vec2(width(ctx), 60.0), |rect| rect.size());
        let size = size.min(room.size());
        let now = ctx.input(|input| input.time);
        let fits = |corner: Pos2| {
            room.expand(1.0).contains_rect(Rect::from_min_max(
                pos2(corner.x, corner.y - size.y),
                corner + Vec2::X * size.x,
            ))
        };
        let here = self.corner.filter(|corner| fits(*corner));
        if let Some(corner) = here
            && (self.held.is_some() || now - self.looked_s < LOOKS_S)
        {
            return corner;
        }
        self.looked_s = now;
        let buttons = place::buttons(ctx, LayerId::new(Order::Foreground, id));
        let covered = here.map(|corner| place::covered(corner, size, &buttons));
        let corner = match here {
            Some(corner) if covered == Some(0) => corner,
            _ => {
                let found = place::find(room, size, &buttons);
                let better = place::covered(found, size, &buttons);
                // It moves for something only.
                here.filter(|_| covered.is_some_and(|covered| covered <= better))
                    .unwrap_or(found)
            }
        };
        if here != Some(corner) {
            ctx.request_repaint();
        }
        self.corner = Some(corner);
        corner
    }

    fn pass(&mut self, ctx: &Context) {
        // By the clock: a window at rest draws seldom, and egui's own step
        // between frames leaves such pauses out.
        let now = ctx.input(|input| input.time);
        let passed = self.drawn_s.map_or(0.0, |before| now - before);
        self.drawn_s = Some(now);
        if self.held.is_some() {
            return;
        }
        let passed = passed.clamp(0.0, LONGEST_S) as f32;
        for toast in &mut self.shown {
            if let Some(left) = &mut toast.left_s {
                *left -= passed;
            }
        }
        self.shown
            .retain(|toast| toast.left_s.is_none_or(|left| left > 0.0));
        let soonest = self
            .shown
            .iter()
            .filter_map(|toast| toast.left_s)
            .fold(f32::INFINITY, f32::min);
        if soonest.is_finite() {
            // Often enough that the wait is honest, seldom enough to rest.
            let wait = soonest.clamp(0.05, 0.5);
            ctx.request_repaint_after(std::time::Duration::from_secs_f32(wait));
        }
    }
}

impl Toast {
    /// What must be read, or can be answered, is not taken away unseen.
    fn stays_on_escape(&self) -> bool {
        self.kind == ToastKind::Problem || self.action.is_some()
    }
}

/// Width of a message with what is around its words, in points.
fn width(ctx: &Context) -> f32 {
    let room = ctx.content_rect().width() - 2.0 * space::XXL;
    WIDTH.min(room).max(160.0) + 2.0 * f32::from(MARGIN.0)
}

fn lifetime(kind: ToastKind, has_action: bool) -> Option<f32> {
    match kind {
        ToastKind::Problem => None,
        _ if has_action => Some(STAYS_WITH_ACTION_S),
        _ => Some(STAYS_S),
    }
}

#[derive(Default)]
struct Outcome {
    answered: bool,
    closed: bool,
    /// The pointer rests on it, or it has the keyboard.
    held: bool,
}

/// Around the words of a message, in points.
const MARGIN: (i8, i8) = (16, 10);

fn toast_ui(ui: &mut Ui, toast: &Toast, take_keyboard: bool) -> Outcome {
    let theme = theme::of(ui);
    let palette = theme.palette;
    let (icon, color) = look(toast.kind, &palette);
    let mut outcome = Outcome::default();
    let role = if toast.kind == ToastKind::Problem {
        Role::Alert
    } else {
        Role::Status
    };
    let node = UiBuilder::new()
        .id_salt(("toast", toast.id.0))
        .accessibility_role(role)
        .accessibility_label(&toast.text)
        // Not for the keyboard: that has the buttons.
        .sense(Sense::CLICK);
    let whole = ui.scope_builder(node, |ui| {
        theme
            .floating_frame()
            .inner_margin(egui::Margin::symmetric(MARGIN.0, MARGIN.1))
            .show(ui, |ui| {
                ui.set_width(width(ui.ctx()) - 2.0 * f32::from(MARGIN.0));
                // A row first: a right-to-left layout alone would take all the
                // height there is.
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                        let close =
                            icon_button(ui, ICON_CLOSE.codepoint, t!("widget-message-close"));
                        outcome.closed = close.clicked();
                        let mut last = close;
                        if let Some(action) = &toast.action {
                            let action = quiet_button(ui, action);
                            outcome.answered = action.clicked();
                            outcome.held = last.has_focus();
                            last = action;
                        }
                        if take_keyboard {
                            last.request_focus();
                        }
                        outcome.held |= last.has_focus();
                        ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                            ui.label(theme::icon(icon, 22.0).color(color));
                            words_ui(ui, &toast.text, egui::TextStyle::Body, palette.text);
                        });
                    })
                });
            });
    });
    let whole = whole.response;
    outcome.held |= whole.contains_pointer();
    // What is only told goes at a click anywhere on it.
    outcome.closed |= whole.clicked() && !toast.stays_on_escape();
    outcome
}

const fn look(kind: ToastKind, palette: &Palette) -> (&'static str, egui::Color32) {
    match kind {
        ToastKind::Info => (ICON_INFO.codepoint, palette.text_quiet),
        ToastKind::Success => (ICON_CHECK_CIRCLE.codepoint, palette.success),
        ToastKind::Problem => (ICON_ERROR.codepoint, palette.danger),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_message_is_not_stacked() {
        let mut toasts = Toasts::default();
        let one = toasts.push(ToastKind::Info, "Saved", None);
        assert_eq!(toasts.push(ToastKind::Info, "Saved", None), one);
        assert_ne!(toasts.push(ToastKind::Info, "Saved", Some("Undo")), one);
        assert_eq!(toasts.shown.len(), 2);
    }

    #[test]
    fn old_messages_make_room() {
        let mut toasts = Toasts::default();
        let first = toasts.push(ToastKind::Info, "0", None);
        for number in 1..=MOST {
            toasts.push(ToastKind::Info, number.to_string(), None);
        }
        assert_eq!(toasts.shown.len(), MOST);
        assert!(toasts.shown.iter().all(|toast| toast.id != first));
    }
}
