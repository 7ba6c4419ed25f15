//! Photos and entries without a photo, chosen together.

use eframe::egui::{Key, Modifiers, Role};
use smilekeep::app::{Appearance, EntryCommand};
use smilekeep::domain::EntryId;
use smilekeep::words::{Language, Manner, OnlyHere};

use super::{LOOKS, picture};
use crate::choosing::{home, press_at};
use crate::window::{Opening, Window};

fn beginning(window: &Window, name: &str) -> eframe::egui::Pos2 {
    let node = window.find(Role::Button, |label| label.starts_with(name));
    node.unwrap().rect().center()
}

/// One of the entries becomes a favourite; two, and the first photo, are
/// chosen.
fn choose(window: &mut Window, entries: &[EntryId], [entry, photo]: [&str; 2]) {
    window.apply(EntryCommand::Open(entries[1]));
    let mut fields = window.model().entry.as_ref().unwrap().fields.clone();
    fields.favourite = true;
    window.apply(EntryCommand::Change(Box::new(fields), "favourite"));
    window.apply(smilekeep::app::Command::Back);
    let at = beginning(window, entry);
    press_at(window, at, Modifiers::COMMAND);
    let at = beginning(window, photo);
    press_at(window, at, Modifiers::SHIFT);
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn photos_and_entries_are_chosen() {
    for (width, height) in [(1280.0, 800.0), (1920.0, 1080.0), (640.0, 640.0)] {
        let (home, entries) = home();
        let mut window = Opening::sized(width, height).on(&home);
        choose(&mut window, &entries, ["Entry, Thursday, 19", "Photo, "]);
        for (appearance, look) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("choosing-{width}-{look}"));
        }
        window.key(Key::Escape);
        window.dress(Appearance::Light);
        picture(&mut window, &format!("choosing-{width}-none"));
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn photos_and_entries_are_chosen_in_german() {
    let _german = OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    });
    for (width, height) in [(1280.0, 800.0), (640.0, 640.0)] {
        let (home, entries) = home();
        let mut window = Opening::sized(width, height).on(&home);
        choose(&mut window, &entries, ["Eintrag, ", "Foto, "]);
        picture(&mut window, &format!("choosing-german-{width}"));
        window.click("Stichwort hinzufügen…");
        picture(&mut window, &format!("choosing-german-{width}-tag"));
        window.click("Abbrechen");
        window.key(Key::Escape);
        window.click("Mehrere auswählen");
        picture(&mut window, &format!("choosing-german-{width}-begun"));
    }
}
