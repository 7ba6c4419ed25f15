//! What lies over the window, up close, and side by side.

use eframe::egui::{Event, Key, Modifiers};
use smilekeep::app::{
    Command, CrashReport, EditorCommand, EntryCommand, LibraryCommand, Report, View, ViewerCommand,
};
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
    for (look, name) in LOOKS {
        let mut window = Opening::sized(1920.0, 1080.0).on(&home);
        window.dress(look);
        window.apply(LibraryCommand::SetScale(1.5));
        let photo = window.photo(unedited(&window));
        window.apply(EditorCommand::Open(photo));
        window.key(Key::R);
        window.key(Key::H);
        window.apply(Command::Editor(EditorCommand::Undo));
        window.press("Light");
        window.press("Look");
        window.press("Crop and turn");
        window.press("Steps");
        picture(&mut window, &format!("steps-{name}"));
        window.apply(ViewerCommand::Open(photo));
        window.key(Key::I);
        picture(&mut window, &format!("info-{name}"));
        window.apply(Command::Go(View::Gallery));
        let report = CrashReport {
            path: "/tmp/problem-20261123-031455.txt".into(),
            text: "Smilekeep 0.2.0\nWhen: 2026-11-23 03:14:55\nWhat: a wall was in the way\n"
                .repeat(9),
        };
        window.app().model.report = Some(Report::Crash(report));
        window.frames(3);
        picture(&mut window, &format!("fall-{name}"));
    }
    let mut window = Opening::sized(640.0, 480.0).on(&home);
    window.key_with(Modifiers::COMMAND, Key::K);
    picture(&mut window, "palette-small");
    window.key(Key::Escape);
    window.key(Key::Questionmark);
    picture(&mut window, "keys-small");
}
