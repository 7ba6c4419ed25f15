//! What keeps a parent from losing something, in the window: the question
//! before very much is thrown away, damage put back, originals that are away.

use std::path::PathBuf;

use smilekeep::app::{Change, GalleryCommand, LibraryCommand, ViewerCommand};
use smilekeep::domain::PhotoId;
use smilekeep::photo::Vault;

use crate::window::{Home, Opening, Window};

/// Asks to throw all photos away.
pub fn throw_all_away(window: &mut Window) {
    let photos: Vec<PhotoId> = window
        .model()
        .gallery
        .items
        .iter()
        .map(|item| item.id())
        .collect();
    window.apply(GalleryCommand::Change(photos.into(), Change::Trash));
    window.settle();
}

fn original(window: &Window, position: usize) -> PathBuf {
    let item = &window.model().gallery.items[position];
    let file = &item.photo.file;
    Vault::new(&window.home.root()).path_of(&file.hash, file.format)
}

/// Backed up, two originals damaged, and checked.
pub fn damaged(window: &mut Window) {
    let drive = window.home.folder().join("drive");
    window.apply(LibraryCommand::BackUp(Some(drive)));
    window.settle();
    for position in [0, 3] {
        std::fs::write(original(window, position), b"nonsense").unwrap();
    }
    window.apply(LibraryCommand::Verify);
    window.settle();
}

/// A window whose photos have no originals but for the first few.
pub fn away(home: &Home, opening: Opening) -> Window {
    // Seen once, so that small pictures are there.
    let mut window = opening.on(home);
    for position in 0..4 {
        let photo = window.photo(position);
        window.apply(ViewerCommand::Open(photo));
        window.settle();
    }
    let paths: Vec<_> = (0..window.model().gallery.items.len())
        .filter(|position| position % 3 == 0)
        .map(|position| original(&window, position))
        .collect();
    drop(window);
    for path in paths {
        std::fs::remove_file(path).unwrap();
    }
    let mut window = opening.on(home);
    window.settle();
    window
}

#[test]
fn throwing_very_much_away_is_asked_about() {
    let mut window = Window::sample();
    let all = window.model().gallery.items.len();
    throw_all_away(&mut window);
    assert!(window.model().brake.is_some());
    assert!(window.unnamed().is_empty());
    window.click("Keep them");
    assert_eq!(window.model().gallery.items.len(), all);
    throw_all_away(&mut window);
    window.key(eframe::egui::Key::Escape);
    assert_eq!(window.model().gallery.items.len(), all);
    assert!(window.model().brake.is_none());
    throw_all_away(&mut window);
    window.click("Put them into the trash");
    window.settle();
    assert!(window.model().gallery.items.is_empty());
    window.click("Undo");
    window.settle();
    assert_eq!(window.model().gallery.items.len(), all);
}

#[test]
fn damage_is_put_back_by_a_press() {
    let mut window = Window::sample();
    damaged(&mut window);
    assert!(window.unnamed().is_empty());
    window.click("Put them back from the backup");
    window.settle();
    assert!(window.has("2 photos are whole again."));
    window.apply(LibraryCommand::Verify);
    window.settle();
    assert!(window.has("All right"));
    let all = window.model().photos.len();
    assert!(window.has(&format!("All {all} photos are whole")));
}

#[test]
fn originals_that_are_away_are_marked() {
    let home = Home::sample();
    let window = away(&home, Opening::default());
    assert!(!window.model().offline.is_empty());
    assert_eq!(
        window.model().photos.len(),
        Window::sample().model().photos.len()
    );
    assert!(window.unnamed().is_empty());
}
