//! The dialog that makes a photo a file for others.

use eframe::egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::ViewerCommand;

use crate::common::unnamed_interactive_nodes;
use crate::window::Window;

fn open() -> Window {
    let mut window = Window::sample();
    let photo = window.photo(0);
    window.apply(ViewerCommand::Open(photo));
    window.click("Save a copy");
    window
}

fn chosen(window: &Window, name: &str) -> bool {
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, name)
        .accesskit_node()
        .data()
        .toggled()
        .is_some_and(|state| state == eframe::egui::accesskit::Toggled::True)
}

#[test]
fn a_copy_begins_silent_and_says_what_it_would_tell() {
    let mut window = open();
    assert!(window.has("Only the picture: no date, no camera, no place."));
    assert!(chosen(&window, "Nothing") && chosen(&window, "JPEG") && chosen(&window, "Full size"));
    window.press("Everything");
    assert!(chosen(&window, "Everything"));
    assert!(
        window
            .harness
            .query_by_label_contains("whoever gets the file can see where you were")
            .is_some()
    );
    // One is always chosen: a second tap takes nothing back.
    window.press("Everything");
    assert!(chosen(&window, "Everything"));
    window.press("WebP");
    assert!(window.has("Smaller, for the web."));
    assert_eq!(unnamed_interactive_nodes(&window.harness), [""; 0]);
}

#[test]
fn the_dialog_closes_by_key_and_by_button_and_leaves_the_photo() {
    let mut window = open();
    window.key(Key::Escape);
    assert!(!window.has("Kind of file"));
    assert!(window.has("Edit photo"), "still on the photo");
    window.click("Save a copy");
    assert!(window.has("Kind of file"));
    window.click("Cancel");
    assert!(!window.has("Kind of file"));
}
