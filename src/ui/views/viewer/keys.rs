//! The viewer's keyboard. Every key here has a button too.

use eframe::egui::{Context, EventFilter, InputState, Key, Modifiers, Popup};

use super::{Seen, ViewerView};
use crate::app::{EditorCommand, EntryCommand, Model, ViewerCommand};
use crate::ui::actions::Actions;

fn take(input: &mut InputState, key: Key) -> bool {
    input.consume_key(Modifiers::NONE, key)
}

impl ViewerView {
    /// Whether the photo has the keyboard and arrows move it about.
    fn pans(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        focused.is_some() && focused == self.picture && !self.zoom.is_fit()
    }

    /// Carries out the keys of this frame.
    pub(super) fn keys(
        &mut self,
        ctx: &Context,
        model: &Model,
        seen: &Seen<'_>,
        actions: &mut Actions,
    ) {
        // Something lies over the photo and has the keys, or Alt has a meaning
        // of its own to the system.
        let covered = model.report.is_some() || self.save_copy.is_some() || Popup::is_any_open(ctx);
        if covered || ctx.input(|i| i.modifiers.alt) {
            return;
        }
        let may_change = model.read_only().is_none();
        let focused = ctx.memory(|memory| memory.focused());
        let photo_or_nothing = focused.is_none() || focused == self.picture;
        let pans = self.pans(ctx);
        ctx.input_mut(|input| {
            if take(input, Key::Escape) {
                actions.back();
            }
            if !pans {
                let presses = input.count_and_consume_key(Modifiers::NONE, Key::ArrowRight)
                    as isize
                    - input.count_and_consume_key(Modifiers::NONE, Key::ArrowLeft) as isize;
                for _ in 0..presses.unsigned_abs() {
                    actions.push(ViewerCommand::Step(presses.signum()));
                }
            }
            let items = &model.gallery.items;
            for (key, end) in [(Key::Home, items.first()), (Key::End, items.last())] {
                if take(input, key)
                    && seen.position.is_some()
                    && let Some(item) = end
                {
                    actions.push(ViewerCommand::Open(item.id()));
                }
            }
            if let Some(item) = seen.item {
                if take(input, Key::F) && may_change {
                    actions.push(ViewerCommand::ToggleFavourite(item.entry));
                }
                // A button that has the keyboard wants Enter for itself.
                if photo_or_nothing && take(input, Key::Enter) {
                    actions.push(EntryCommand::Open(item.entry));
                }
            }
            if take(input, Key::E) && may_change {
                actions.push(EditorCommand::Open(seen.photo.id));
            }
            if take(input, Key::I) {
                self.info_open = !self.info_open;
            }
            if take(input, Key::Num1) {
                self.zoom.actual_size();
            }
            // The photo itself sees to these while it has the keyboard.
            if focused != self.picture || focused.is_none() {
                self.zoom_keys(input);
            }
        });
    }

    fn zoom_keys(&mut self, input: &mut InputState) {
        // On many keyboards + is only there with Shift.
        for key in [Key::Plus, Key::Equals] {
            while take(input, key) {
                self.zoom.zoom_in();
            }
        }
        while take(input, Key::Minus) {
            self.zoom.zoom_out();
        }
        if take(input, Key::Num0) {
            self.zoom.fit();
        }
    }

    /// Arrows walk, whichever button has the keyboard; Tab moves between them.
    pub(super) fn keep_arrow_keys(&self, ctx: &Context) {
        let pans = self.pans(ctx);
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.set_focus_lock_filter(
                    focused,
                    EventFilter {
                        horizontal_arrows: true,
                        vertical_arrows: pans,
                        ..EventFilter::default()
                    },
                );
            }
        });
    }
}
