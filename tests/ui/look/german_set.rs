//! Settings, first start, palette and sheet of keys in German, and the part
//! “Language and dates” in every look.

use eframe::egui::{Key, Modifiers};
use smilekeep::app::{
    Appearance, Command, CrashReport, EntryCommand, GalleryCommand, LibraryCommand, Report, View,
    ViewerCommand,
};
use smilekeep::capture::BatchReport;
use smilekeep::words::{Clock, Language, Manner, OnlyHere};

use super::{LOOKS, picture};
use crate::care::{damaged, throw_all_away};
use crate::safety::broken;
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
        window.apply(ViewerCommand::Open(photo));
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

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_german_sheets() {
    let _here = german();
    for (width, height) in [(1280.0, 800.0), (640.0, 560.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        throw_all_away(&mut window);
        picture(&mut window, &format!("german-brake-{width}"));
        window.apply(GalleryCommand::Sure(false));
        damaged(&mut window);
        picture(&mut window, &format!("german-heal-{width}"));
        window.apply(LibraryCommand::Heal);

        let names = || vec!["IMG_2041.jpg".to_owned(), "IMG_2042.jpg".to_owned()];
        window.app().model.report = Some(Report::Batch(BatchReport {
            already_there: names(),
            ends_early: names(),
            before_birth: names(),
            not_tried: 3,
            ..BatchReport::default()
        }));
        picture(&mut window, &format!("german-batch-{width}"));
        window.app().model.report = Some(Report::Crash(CrashReport {
            path: "/tmp/problem-20261123-031455.txt".into(),
            text: "Smilekeep\nWhat: a wall was in the way\n".repeat(9),
        }));
        picture(&mut window, &format!("german-fall-{width}"));
        window.app().model.report = None;
        let mut window = broken(window);
        picture(&mut window, &format!("german-trouble-{width}"));
    }
}
