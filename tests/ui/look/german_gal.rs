//! The gallery and the viewer in German.

use eframe::egui::{Key, Modifiers};
use smilekeep::app::{Filter, GalleryCommand, ViewerCommand};
use smilekeep::domain::{SleepState, SmileKind};
use smilekeep::words::{Language, Manner, OnlyHere};

use super::picture;
use crate::window::{Home, Opening, Window};

fn german() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    })
}

/// Entries on this day in months before.
fn with_days_before() -> Home {
    let home = Home::sample();
    let library = smilekeep::store::Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let entries = smilekeep::store::entry::list(&connection, None).unwrap();
    for (entry, month) in entries.iter().rev().zip([10, 9, 8, 7]) {
        let mut fields = entry.fields.clone();
        let day = crate::window::day(&format!("2026-{month:02}-23"));
        fields.moment.local = day.and_hms_opt(14, 0, 0).unwrap();
        smilekeep::store::entry::update(&connection, entry.id, &fields, crate::window::now())
            .unwrap();
    }
    drop(connection);
    home
}

fn many() -> Filter {
    Filter {
        favourite: true,
        note: true,
        kind: Some(SmileKind::Spontaneous),
        state: Some(SleepState::ActiveSleep),
        from: "2026-08-01".parse().ok(),
        ..Filter::default()
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_gallery_in_german() {
    let _german = german();
    let mut window = Opening::default().on(&with_days_before());
    picture(&mut window, "german-gallery");
    window.click("Tage");
    picture(&mut window, "german-gallery-days");
    window.click("Monate");
    let nothing = Filter {
        words: "Xylophon".to_owned(),
        ..Filter::default()
    };
    window.apply(GalleryCommand::Show(Box::new(nothing)));
    picture(&mut window, "german-gallery-nothing");
    window.apply(GalleryCommand::Show(Box::new(many())));
    window.click("Filter");
    picture(&mut window, "german-gallery-filter");
    window.key(Key::Escape);
    window.apply(GalleryCommand::Show(Box::default()));
    window.key_with(Modifiers::COMMAND, Key::A);
    picture(&mut window, "german-gallery-chosen");
    window.click("Zeit korrigieren…");
    window.click("Mehr Stunden");
    picture(&mut window, "german-gallery-time");
    window.click("Abbrechen");
    window.click("Stichwort hinzufügen…");
    picture(&mut window, "german-gallery-tag");
    window.click("Abbrechen");
    window.key(Key::Escape);
    window.click("Diashow");
    window.frames(30);
    picture(&mut window, "german-gallery-slideshow");
    let mut window = Window::empty("Mina");
    picture(&mut window, "german-gallery-first");
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_gallery_and_the_viewer_in_german_and_narrow() {
    let _german = german();
    for (width, height) in [(1000.0, 700.0), (700.0, 900.0), (640.0, 480.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        picture(&mut window, &format!("german-narrow-{width}-gallery"));
        window.key_with(Modifiers::COMMAND, Key::A);
        picture(&mut window, &format!("german-narrow-{width}-chosen"));
        window.click("Zeit korrigieren…");
        picture(&mut window, &format!("german-narrow-{width}-time"));
        window.click("Abbrechen");
        window.key(Key::Escape);
        window.apply(GalleryCommand::Show(Box::new(many())));
        window.click("Filter");
        picture(&mut window, &format!("german-narrow-{width}-filter"));
        window.key(Key::Escape);
        window.apply(GalleryCommand::Show(Box::default()));
        let photo = window.photo(3);
        window.apply(ViewerCommand::Open(photo));
        picture(&mut window, &format!("german-narrow-{width}-viewer"));
        window.click("Kopie speichern");
        picture(&mut window, &format!("german-narrow-{width}-copy"));
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_viewer_in_german() {
    let _german = german();
    let mut window = Window::sample();
    let photo = window.photo(3);
    window.apply(ViewerCommand::Open(photo));
    picture(&mut window, "german-viewer");
    window.click("Über dieses Foto");
    picture(&mut window, "german-viewer-info");
    window.click("Kopie speichern");
    picture(&mut window, "german-viewer-copy");
}
