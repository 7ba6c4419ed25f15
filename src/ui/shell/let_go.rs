//! A key that is let go is the key that was pressed.
//!
//! “?” is Shift and another key on most keyboards. Whoever lets go of Shift
//! first is told by the system to have let go of “/”; egui then takes “?” for
//! held down for ever, and every further press of it for a repetition.

use eframe::egui::{Event, Key};

/// The keys that are down, by where they are on the keyboard.
#[derive(Debug, Default)]
pub(super) struct KeysDown(Vec<(Key, Key)>);

impl KeysDown {
    /// Says of every key that is let go what was said when it was pressed.
    pub(super) fn mend(&mut self, events: &mut [Event]) {
        for event in events {
            match event {
                Event::Key {
                    key,
                    physical_key: Some(place),
                    pressed,
                    ..
                } => {
                    let at = self.0.iter().position(|(down, _)| down == place);
                    let before = at.map(|at| self.0.swap_remove(at).1);
                    if *pressed {
                        self.0.push((*place, *key));
                    } else if let Some(before) = before {
                        *key = before;
                    }
                }
                // The system tells nothing of keys while another window has it.
                Event::WindowFocused(false) => self.0.clear(),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{self, Modifiers, RawInput};

    fn press(key: Key, pressed: bool) -> Event {
        Event::Key {
            key,
            physical_key: Some(Key::Slash),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    /// How often “?” begins to be pressed, as egui sees it.
    fn presses(mend: bool) -> usize {
        let ctx = egui::Context::default();
        let (mut keys, mut count) = (KeysDown::default(), 0);
        for _ in 0..3 {
            // Shift comes up first.
            for event in [press(Key::Questionmark, true), press(Key::Slash, false)] {
                let mut events = vec![event];
                if mend {
                    keys.mend(&mut events);
                }
                let input = RawInput {
                    events,
                    ..RawInput::default()
                };
                let mut output = ctx.run_ui(input, |ui| {
                    let begun = ui.input(|input| {
                        input.events.iter().any(|event| {
                            matches!(
                                event,
                                Event::Key {
                                    key: Key::Questionmark,
                                    pressed: true,
                                    repeat: false,
                                    ..
                                }
                            )
                        })
                    });
                    count += usize::from(begun);
                });
                output.textures_delta.clear();
            }
        }
        count
    }

    #[test]
    fn a_question_mark_can_be_typed_more_than_once() {
        assert_eq!(presses(false), 1, "else nothing is to be mended any more");
        assert_eq!(presses(true), 3);
    }

    #[test]
    fn what_was_pressed_elsewhere_is_let_go_as_told() {
        let mut keys = KeysDown::default();
        let mut events = [press(Key::Questionmark, true), Event::WindowFocused(false)];
        keys.mend(&mut events);
        let mut events = [press(Key::Slash, false)];
        keys.mend(&mut events);
        assert_eq!(events, [press(Key::Slash, false)]);
    }
}
