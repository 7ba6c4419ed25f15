//! Settings, first start, palette and sheet of keys in German, and the part
//! “Language and dates” in every look.

use eframe::egui::{Key, Modifiers};
use smilekeep::app::{Appearance, Command, EntryCommand, LibraryCommand, View};
use smilekeep::words::{Clock, Language, Manner, OnlyHere};

use super::{LOOKS, picture};
use crate::window::{Home, Opening};

fn german() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    })
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_language_and_dates() {
    let _here = OnlyHere::new(Manner::default());
    let home = Home::sample();
    for (width, height) in [(1280.0, 800.0), (640.0, 800.0)] {
        for (look, name) in LOOKS {
            let opening = Opening {
                look,
                ..Opening::sized(width, height)
            };
            let mut window = opening.on(&home);
            window.apply(Command::Go(View::Settings));
            window.press("Language and dates");
            picture(&mut window, &format!("language-{width}-{name}"));
            window.apply(LibraryCommand::SetLanguage(Some(Language::German)));
            window.apply(LibraryCommand::SetClock(Some(Clock::Hours12)));
            window.press("Sprache und Datum");
            picture(&mut window, &format!("language-{width}-{name}-german"));
            window.apply(LibraryCommand::SetLanguage(None));
            window.apply(LibraryCommand::SetClock(None));
        }
    }
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_german_settings() {
    let _here = german();
    let home = Home::sample();
    for (width, height) in [(1280.0, 4000.0), (640.0, 4800.0)] {
        let mut window = Opening::sized(width, height).on(&home);
        let entry = window.model().gallery.items[0].entry;
        window.apply(EntryCommand::Trash(entry));
        window.apply(Command::Go(View::Settings));
        window.click("Baby hinzufügen…");
        window.click("Baby hinzufügen");
        window.click("Mit einer Passphrase verschließen");
        window.settle();
        picture(&mut window, &format!("german-settings-{width}"));
    }
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_german_frame() {
    let _here = german();
    let home = Home::sample();
    for (width, height) in [(1280.0, 800.0), (640.0, 800.0)] {
        let mut window = Opening::sized(width, height).on(&home);
        picture(&mut window, &format!("german-frame-{width}"));
        window.key_with(Modifiers::COMMAND, Key::K);
        picture(&mut window, &format!("german-palette-{width}"));
        window.key(Key::Escape);
        let photo = window.photo(2);
        window.apply(smilekeep::app::ViewerCommand::Open(photo));
        window.key(Key::F1);
        picture(&mut window, &format!("german-keys-{width}"));
        window.key(Key::Escape);
        window.apply(EntryCommand::New);
        picture(&mut window, &format!("german-entry-{width}"));
    }
    let mut window = Opening::sized(1280.0, 1600.0).on(&home);
    window.dress(Appearance::Night);
    window.key(Key::F1);
    picture(&mut window, "german-keys-tall-night");
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_german_start() {
    let _here = german();
    for (width, height) in [(1280.0, 800.0), (640.0, 900.0)] {
        let mut window = Opening::sized(width, height).on(&Home::bare());
        window.press("Tagebuch beginnen");
        picture(&mut window, &format!("german-start-{width}"));
    }
}
