//! Short messages that come, can be answered, and go by themselves.

use eframe::egui::{self, Align2, Area, Context, Id, Layout, Order, Role, Ui, UiBuilder, vec2};
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
    /// Points at the bottom that are kept clear.
    lift: f32,
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

    /// Keeps so many points at the bottom clear, for buttons that stand there.
    pub fn set_lift(&mut self, points: f32) {
        self.lift = points;
    }

    /// Draws the messages above the page, bottom centre. Time stands still
    /// while the pointer rests on them or one of them has the keyboard.
    /// Returns the message whose action was clicked; it is gone then.
    pub fn show_ui(&mut self, ctx: &Context) -> Option<ToastId> {
        if self.shown.is_empty() {
            return None;
        }
        let mut answered = None;
        let mut closed = None;
        let mut held = false;
        let area = Area::new(Id::unique("smilekeep-toasts"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -space::XL - self.lift))
            .interactable(true)
            .accessible_name(t!("widget-messages"));
        let response = area.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for toast in &self.shown {
                let outcome = toast_ui(ui, toast);
                held |= outcome.focused;
                if outcome.answered {
                    answered = Some(toast.id);
                } else if outcome.closed {
                    closed = Some(toast.id);
                }
            }
        });
        held |= response.response.contains_pointer();
        if let Some(id) = answered.or(closed) {
            self.dismiss(id);
        }
        if !held {
            self.pass(ctx);
        }
        answered
    }

    fn pass(&mut self, ctx: &Context) {
        let passed = ctx.input(|input| input.stable_dt);
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
    focused: bool,
}

fn toast_ui(ui: &mut Ui, toast: &Toast) -> Outcome {
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
        .accessibility_label(&toast.text);
    ui.scope_builder(node, |ui| {
        theme
            .floating_frame()
            .inner_margin(egui::Margin::symmetric(16, 10))
            .show(ui, |ui| {
                let width = WIDTH.min(ui.ctx().content_rect().width() - 2.0 * space::XXL);
                ui.set_width(width.max(160.0));
                // A row first: a right-to-left layout alone would take all the
                // height there is.
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                        let close =
                            icon_button(ui, ICON_CLOSE.codepoint, t!("widget-message-close"));
                        outcome.closed = close.clicked();
                        outcome.focused = close.has_focus();
                        if let Some(action) = &toast.action {
                            let action = quiet_button(ui, action);
                            outcome.answered = action.clicked();
                            outcome.focused |= action.has_focus();
                        }
                        ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                            ui.label(theme::icon(icon, 22.0).color(color));
                            words_ui(ui, &toast.text, egui::TextStyle::Body, palette.text);
                        });
                    })
                });
            });
    });
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
