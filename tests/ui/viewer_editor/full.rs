//! The photo alone on the whole screen.

use eframe::egui::{Event, Key, Modifiers, ViewportCommand, pos2};
use smilekeep::app::{View, ViewerCommand};

use crate::window::Window;

fn on_the_whole_screen() -> Window {
    let mut window = Window::sample();
    let photo = window.photo(1);
    window.apply(ViewerCommand::Open(photo));
    let root = window.viewport();
    root.fullscreen = Some(true);
    window
}

#[test]
fn what_lies_around_the_photo_goes_when_the_pointer_rests() {
    let mut window = on_the_whole_screen();
    window.harness.hover_at(pos2(590.0, 400.0));
    window.harness.hover_at(pos2(600.0, 400.0));
    window.frames(4);
    assert!(window.has("Edit photo") && window.has("Next photo"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    // Ten frames a second in a test.
    window.frames(40);
    assert!(!window.has("Edit photo") && !window.has("Next photo"));
    window.harness.hover_at(pos2(620.0, 400.0));
    window.frames(4);
    assert!(window.has("Edit photo"));
    // Whoever walks there by Tab sees where they are.
    window.harness.key_press(Key::Tab);
    window.harness.key_press(Key::Tab);
    window.frames(40);
    assert!(window.has("Edit photo"));
}

#[test]
fn keys_work_and_escape_leaves_the_whole_screen_first() {
    let mut window = on_the_whole_screen();
    window.frames(40);
    window.key(Key::ArrowRight);
    assert_eq!(window.model().view, View::Viewer(window.photo(2)));
    window.harness.event(Event::Key {
        key: Key::Escape,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    window.harness.step();
    assert_eq!(window.model().view, View::Viewer(window.photo(2)));
    let output = window.harness.output();
    let asked = output
        .viewport_output
        .values()
        .flat_map(|viewport| &viewport.commands)
        .any(|command| matches!(command, ViewportCommand::Fullscreen(false)));
    assert!(asked);
}
