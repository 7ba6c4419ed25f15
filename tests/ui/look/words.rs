//! Entries and milestones.

use eframe::egui::Role;
use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{Appearance, EntryCommand};

use super::{LOOKS, picture};
use crate::window::{Home, Opening, Window};
use crate::words::{entry_with, open_noted};

fn open(home: &Home, (width, height): (f32, f32), look: Appearance) -> Window {
    let opening = Opening {
        look,
        ..Opening::sized(width, height)
    };
    opening.on(home)
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_entries() {
    let home = Home::sample();
    for size in [(1280.0, 800.0), (1920.0, 1080.0), (640.0, 800.0)] {
        for (look, name) in LOOKS {
            let mut window = open(&home, size, look);
            let id = entry_with(&mut window, 4);
            let width = size.0;
            window.apply(EntryCommand::Open(id));

            picture(&mut window, &format!("entry-4-{width}-{name}"));
            if look != Appearance::Light {
                continue;
            }
            open_noted(&mut window, "ابتسامة");
            window.click("Correct…");

            picture(&mut window, &format!("entry-arabic-{width}"));
            window.node("What you want to remember").scroll_to_me();
            window.settle();
            picture(&mut window, &format!("entry-arabic-note-{width}"));
            open_noted(&mut window, "奶奶");

            window
                .harness
                .get_by_role_and_label(Role::Button, "Add milestone…")
                .scroll_to_me();
            window.settle();
            picture(&mut window, &format!("entry-chinese-{width}"));
        }
    }
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_full_and_bare_entries() {
    let home = Home::sample();
    for (size, look) in [
        ((1280.0, 800.0), Appearance::Light),
        ((640.0, 800.0), Appearance::Night),
        ((1920.0, 1080.0), Appearance::Dark),
    ] {
        let mut window = open(&home, size, look);
        let width = size.0;
        window.apply(EntryCommand::New);
        picture(&mut window, &format!("entry-bare-{width}"));
        let id = entry_with(&mut window, 2);
        window.apply(EntryCommand::Open(id));
        let mut fields = window.app().model.entry.as_ref().unwrap().fields.clone();
        fields.photos.truncate(1);
        fields.note = "A long night, and then this. ".repeat(60);
        fields.tags = (0..14)
            .filter_map(|n| smilekeep::domain::Tag::new(&format!("a tag of the family number {n}")))
            .collect();
        window.apply(EntryCommand::Change(Box::new(fields), "test"));

        picture(&mut window, &format!("entry-long-{width}"));
        window
            .harness
            .get_by_role_and_label(Role::Button, "Add milestone…")
            .scroll_to_me();
        window.settle();
        picture(&mut window, &format!("entry-long-end-{width}"));
        window.apply(EntryCommand::Undo);
    }
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_milestones() {
    let home = Home::sample();
    let bare = Home::empty("Wilhelmina Charlotte");
    for size in [(1280.0, 800.0), (1920.0, 1080.0), (640.0, 800.0)] {
        for (look, name) in LOOKS {
            let width = size.0;
            let mut window = open(&home, size, look);
            window.click("Milestones");

            picture(&mut window, &format!("milestones-{width}-{name}"));
            window.press("Open the milestone “First smile in sleep”");

            picture(&mut window, &format!("milestones-sheet-{width}-{name}"));
            drop(window);
            let mut window = open(&bare, size, look);
            window.click("Milestones");

            picture(&mut window, &format!("milestones-empty-{width}-{name}"));
            if look == Appearance::Light {
                window.click("Add milestone…");
                window.type_into("How it was", "ضحكت اليوم لأول مرة");
                window.settle();
                picture(&mut window, &format!("milestones-untitled-{width}"));
                window.click("Throw this away");
            }
        }
    }
}
