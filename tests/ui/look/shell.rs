//! What lies over the window, up close, and side by side.

use eframe::egui::{Event, Key, Modifiers};
use smilekeep::app::{Command, EditorCommand, EntryCommand, View, ViewerCommand};
use smilekeep::domain::Edits;

use super::{LOOKS, picture};
use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};

fn type_words(window: &mut Window, words: &str) {
    window.harness.event(Event::Text(words.to_owned()));
    window.settle();
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn look_shell() {
    let home = Home::large_sample();
    for (look, name) in LOOKS {
        let mut window = Opening::default().on(&home);
        window.dress(look);
        window.key_with(Modifiers::COMMAND, Key::K);
        picture(&mut window, &format!("palette-{name}"));
        type_words(&mut window, "to");
        picture(&mut window, &format!("palette-typed-{name}"));
        window.key(Key::Escape);
        window.key(Key::Questionmark);
        picture(&mut window, &format!("keys-{name}"));
        window.key(Key::Escape);
        let photo = window.photo(unedited(&window));
        window.apply(EditorCommand::Open(photo));
        window.key(Key::R);
        window.apply(Command::Editor(EditorCommand::Set(
            Edits {
                brightness: 45,
                warmth: 20,
                ..Edits::default()
            }
            .turned_right(),
        )));
        window.key(Key::S);
        window.press("Steps");
        window.press("Light");
        window.press("Look");
        window.frames(20);
        picture(&mut window, &format!("split-{name}"));
        window.apply(Command::Editor(EditorCommand::Set(Edits::default())));
        window.apply(ViewerCommand::Open(photo));
        window.key(Key::Num1);
        picture(&mut window, &format!("closeup-{name}"));
        window.apply(EntryCommand::New);
        window.click("Correct…");
        window.write("Time", "last night 2am");
        picture(&mut window, &format!("time-{name}"));
        window.apply(Command::Go(View::Settings));
        picture(&mut window, &format!("settings-{name}"));
    }
    let mut window = Opening::sized(640.0, 480.0).on(&home);
    window.key_with(Modifiers::COMMAND, Key::K);
    picture(&mut window, "palette-small");
    window.key(Key::Escape);
    window.key(Key::Questionmark);
    picture(&mut window, "keys-small");
}
