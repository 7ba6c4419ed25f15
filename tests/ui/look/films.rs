//! Films, to look at.

use eframe::egui::vec2;
use smilekeep::app::{Command, EntryCommand, View, ViewerCommand};

use super::{LOOKS, picture};
use crate::films::{add_film, offer_moving};
use crate::window::{Home, Opening};

#[test]
#[ignore = "draws pictures to look at"]
fn look() {
    let home = Home::large_sample();
    for (at, (appearance, look)) in LOOKS.into_iter().enumerate() {
        let mut window = Opening {
            size: vec2(1280.0, 800.0),
            ..Opening::default()
        }
        .on(&home);
        window.dress(appearance);
        let film = add_film(&mut window, &home, at != 1);
        picture(&mut window, &format!("film-gallery-{look}"));
        window.apply(ViewerCommand::Open(film));
        picture(&mut window, &format!("film-viewer-{look}"));
        window.click("About this photo");
        picture(&mut window, &format!("film-about-{look}"));
        window.click("Save a copy");
        picture(&mut window, &format!("film-copy-{look}"));
        window.click("Cancel");
        let entry = window.model().gallery.item(film).unwrap().entry;
        window.apply(EntryCommand::Open(entry));
        picture(&mut window, &format!("film-entry-{look}"));
        window.apply(Command::Go(View::Keepsake));
        picture(&mut window, &format!("film-page-{look}"));
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_moving_photos_in_the_tray() {
    let home = Home::sample();
    offer_moving(&home);
    for (width, height) in [(1280.0, 800.0), (640.0, 700.0)] {
        let mut window = Opening::sized(width, height).on(&home);
        window.apply(Command::Go(View::Inbox));
        for (appearance, look) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("tray-moving-{width}-{look}"));
        }
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_narrow_memories_and_a_low_editor() {
    let home = Home::sample();
    for width in [560.0, 780.0, 1000.0] {
        let mut window = Opening::sized(width, 560.0).on(&home);
        picture(&mut window, &format!("narrow-{width}"));
    }
    let mut window = Opening::sized(1280.0, 620.0).on(&home);
    let photo = window.photo(2);
    window.apply(smilekeep::app::EditorCommand::Open(photo));
    picture(&mut window, "editor-620");
}
