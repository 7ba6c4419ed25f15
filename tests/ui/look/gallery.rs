//! The gallery in its states.

use eframe::egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};
use smilekeep::app::{Appearance, EntryCommand, Filter, GalleryCommand};
use smilekeep::domain::{SleepState, SmileKind};

use super::{LOOKS, picture};
use crate::window::{Home, Opening, Window};

fn search(window: &mut Window, words: &str) {
    let filter = Filter {
        words: words.to_owned(),
        ..window.model().filter.clone()
    };
    window.apply(GalleryCommand::Show(Box::new(filter)));
    window.settle();
}

/// Gives the newest entries notes in several scripts.
fn write_notes(window: &mut Window) {
    let notes = [
        "Smiled at the blanket bear, then yawned and smiled again: a long, slow, crooked one that went on while the little hand opened and closed around my finger.",
        "ابتسامة صغيرة في منتصف الليل بعد الرضاعة، ثم نامت من جديد blanket",
        "小雨睡着了，对着毯子 blanket 微笑了三次。",
        "blanket 😊🌙",
    ];
    for (position, note) in notes.into_iter().enumerate() {
        let photo = window.photo(position * 4);
        let entry = window.model().gallery.item(photo).unwrap().entry;
        window.apply(EntryCommand::Open(entry));
        let mut fields = window.model().entry.as_ref().unwrap().fields.clone();
        note.clone_into(&mut fields.note);
        window.apply(EntryCommand::Change(Box::new(fields), "note"));
        window.apply(smilekeep::app::Command::Back);
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_gallery_in_every_look() {
    for (size, width) in [((1280.0, 800.0), "1280"), ((1920.0, 1080.0), "1920")] {
        let mut window = Opening::sized(size.0, size.1).on(&Home::sample());
        write_notes(&mut window);
        for (appearance, look) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("gallery-{width}-{look}"));
            search(&mut window, "blanket");
            picture(&mut window, &format!("gallery-{width}-{look}-found"));
            search(&mut window, "");
        }
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_gallery_filtered_and_chosen_from() {
    let mut window = Window::sample();
    for (appearance, look) in LOOKS {
        window.dress(appearance);
        search(&mut window, "xylophone");
        picture(&mut window, &format!("gallery-nothing-{look}"));
        let filter = Filter {
            favourite: true,
            note: true,
            kind: Some(SmileKind::Spontaneous),
            state: Some(SleepState::ActiveSleep),
            from: "2026-08-01".parse().ok(),
            ..Filter::default()
        };
        window.apply(GalleryCommand::Show(Box::new(filter)));
        picture(&mut window, &format!("gallery-chips-{look}"));
        window.click("Filter");
        picture(&mut window, &format!("gallery-filter-{look}"));
        window.key(Key::Escape);
        window.apply(GalleryCommand::Show(Box::default()));
        window.key_with(Modifiers::COMMAND, Key::A);
        picture(&mut window, &format!("gallery-chosen-{look}"));
        window.click("Correct the time…");
        window.click("More hours");
        picture(&mut window, &format!("gallery-time-{look}"));
        window.click("Cancel");
        window.click("Add a tag…");
        picture(&mut window, &format!("gallery-tag-{look}"));
        window.click("Cancel");
        window.key(Key::Escape);
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_gallery_small_large_and_narrow() {
    let mut window = Window::sample();
    for _ in 0..12 {
        if window.disabled("Smaller pictures") {
            break;
        }
        window.click("Smaller pictures");
    }
    picture(&mut window, "gallery-smallest");
    window.key_with(Modifiers::COMMAND, Key::A);
    picture(&mut window, "gallery-smallest-chosen");
    window.key(Key::Escape);
    window.dress(Appearance::Dark);
    for _ in 0..9 {
        window.click("Larger pictures");
    }
    picture(&mut window, "gallery-large");
    // The time line in hand.
    let at = pos2(1280.0 - 12.0, 420.0);
    window.harness.event(Event::PointerMoved(at));
    window.frames(2);
    window.harness.event(Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    window.frames(2);
    window
        .harness
        .event(Event::PointerMoved(at + vec2(0.0, 60.0)));
    window.frames(2);
    picture(&mut window, "gallery-time-line");
    for (width, height) in [(700.0, 900.0), (640.0, 480.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        picture(&mut window, &format!("gallery-narrow-{width}"));
        window.key_with(Modifiers::COMMAND, Key::A);
        picture(&mut window, &format!("gallery-narrow-{width}-chosen"));
        window.key(Key::Escape);
        search(&mut window, "smile");
        picture(&mut window, &format!("gallery-narrow-{width}-found"));
        window.click("Filter");
        picture(&mut window, &format!("gallery-narrow-{width}-filter"));
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_gallery_by_years_and_days_and_as_a_slideshow() {
    let home = Home::sample();
    {
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
    }
    let mut window = Opening::default().on(&home);
    for (appearance, look) in LOOKS {
        window.dress(appearance);
        picture(&mut window, &format!("gallery-this-day-{look}"));
        window.click("Years");
        picture(&mut window, &format!("gallery-years-{look}"));
        window.click("Days");
        picture(&mut window, &format!("gallery-days-{look}"));
        window.click("Months");
        window.click("Slideshow");
        window.frames(30);
        picture(&mut window, &format!("gallery-slideshow-{look}"));
        window.key(Key::Escape);
    }
}
