//! One way to press something: a key with others held, as it is read and as it
//! is written.

use eframe::egui::{Event, InputState, Key, Modifiers};

/// A key with what is held beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// A key.
    Key(Modifiers, Key),
    /// The system's way to copy; it comes as a word of its own.
    Copy,
    /// The system's way to paste; what is pasted comes with it, so it is read
    /// where it is used.
    Paste,
}

/// Keys whose sign is only there with Shift on some keyboards.
const fn is_sign(key: Key) -> bool {
    matches!(
        key,
        Key::Plus | Key::Equals | Key::Minus | Key::Questionmark
    )
}

impl Stroke {
    /// A key alone.
    pub const fn plain(key: Key) -> Self {
        Self::Key(Modifiers::NONE, key)
    }

    /// A key with Shift.
    pub const fn shift(key: Key) -> Self {
        Self::Key(Modifiers::SHIFT, key)
    }

    /// A key with Ctrl, or with ⌘ where that is the custom.
    pub const fn command(key: Key) -> Self {
        Self::Key(Modifiers::COMMAND, key)
    }

    /// A key with Ctrl (or ⌘) and Shift.
    pub const fn command_shift(key: Key) -> Self {
        Self::Key(
            Modifiers {
                shift: true,
                ..Modifiers::COMMAND
            },
            key,
        )
    }

    /// Whether an event is this.
    pub(super) fn is(&self, event: &Event) -> bool {
        match (self, event) {
            (
                Self::Key(wanted, key),
                Event::Key {
                    key: pressed_key,
                    pressed: true,
                    modifiers,
                    ..
                },
            ) => {
                let held = if is_sign(*key) {
                    Modifiers {
                        shift: false,
                        ..*modifiers
                    }
                } else {
                    *modifiers
                };
                key == pressed_key && held.matches_exact(*wanted)
            }
            (Self::Copy, Event::Copy) => true,
            _ => false,
        }
    }

    /// Whether it means the same while words are typed.
    pub(super) const fn is_command(&self) -> bool {
        matches!(self, Self::Key(modifiers, _) if modifiers.command)
    }

    /// Whether its key is down, with nothing else held.
    pub(super) fn is_down(&self, input: &InputState) -> bool {
        match self {
            Self::Key(wanted, key) => {
                input.key_down(*key) && input.modifiers.matches_exact(*wanted)
            }
            Self::Copy | Self::Paste => false,
        }
    }

    /// Its keys as written on them, in the order they are pressed.
    pub fn caps(&self) -> Vec<&'static str> {
        let (modifiers, key) = match self {
            Self::Key(modifiers, key) => (*modifiers, cap(*key)),
            Self::Copy => (Modifiers::COMMAND, "C"),
            Self::Paste => (Modifiers::COMMAND, "V"),
        };
        let command = if cfg!(target_os = "macos") {
            "⌘"
        } else {
            t!("key-ctrl")
        };
        [
            (modifiers.command || modifiers.ctrl, command),
            (modifiers.alt, t!("key-alt")),
            (modifiers.shift, t!("key-shift")),
            (true, key),
        ]
        .into_iter()
        .filter(|(held, _)| *held)
        .map(|(_, cap)| cap)
        .collect()
    }

    /// `Ctrl + Shift + Z`
    pub fn words(&self) -> String {
        self.caps().join(" + ")
    }
}

fn cap(key: Key) -> &'static str {
    match key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Escape => t!("key-escape"),
        Key::Enter => t!("key-enter"),
        Key::Space => t!("key-space"),
        Key::Delete => t!("key-delete"),
        Key::Home => t!("key-home"),
        Key::End => t!("key-end"),
        Key::Comma => ",",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        Key::Questionmark => "?",
        Key::Backslash => "\\",
        Key::Num0 => "0",
        Key::Num1 => "1",
        Key::Num2 => "2",
        Key::Num3 => "3",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    #[test]
    fn what_else_is_held_decides() {
        let plain = press(Key::R, Modifiers::NONE);
        let shifted = press(Key::R, Modifiers::SHIFT);
        assert!(Stroke::plain(Key::R).is(&plain));
        assert!(!Stroke::plain(Key::R).is(&shifted));
        assert!(Stroke::shift(Key::R).is(&shifted));
        assert!(!Stroke::plain(Key::R).is(&press(Key::R, Modifiers::ALT)));
        assert!(!Stroke::plain(Key::R).is(&press(Key::R, Modifiers::COMMAND)));
        let control = Modifiers {
            ctrl: true,
            command: true,
            ..Modifiers::NONE
        };
        assert!(Stroke::command(Key::K).is(&press(Key::K, control)));
    }

    #[test]
    fn a_sign_is_the_same_with_and_without_shift() {
        for held in [Modifiers::NONE, Modifiers::SHIFT] {
            assert!(Stroke::plain(Key::Questionmark).is(&press(Key::Questionmark, held)));
            assert!(Stroke::plain(Key::Plus).is(&press(Key::Plus, held)));
        }
    }

    #[test]
    fn keys_read_as_written_on_them() {
        assert_eq!(Stroke::plain(Key::ArrowLeft).words(), "←");
        if !cfg!(target_os = "macos") {
            assert_eq!(Stroke::command_shift(Key::Z).words(), "Ctrl + Shift + Z");
            assert_eq!(Stroke::command(Key::Comma).words(), "Ctrl + ,");
            assert_eq!(Stroke::Copy.words(), "Ctrl + C");
        }
    }
}
