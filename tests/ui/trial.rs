//! What people new to it stumbled on, so that nobody does again.

use eframe::egui::{Key, vec2};
use smilekeep::app::{EntryCommand, View};

use crate::window::{Home, Opening, Window};

#[test]
fn a_new_entry_begins_with_its_note() {
    let mut window = Window::sample();
    window.apply(EntryCommand::New);
    window.settle();
    assert!(matches!(window.model().view, View::Entry(_)));
    window
        .harness
        .event(eframe::egui::Event::Text("She laughed".to_owned()));
    window.settle();
    let note = &window.model().entry.as_ref().unwrap().fields.note;
    assert_eq!(note, "She laughed");
}

#[test]
fn page_keys_and_both_ends_walk_through_memories() {
    let mut window = Opening::sized(1000.0, 600.0).on(&Home::sample());
    // The heading that stands highest tells how far down one is.
    let newest = window.model().gallery.sections()[0].month.label();
    let oldest = window
        .model()
        .gallery
        .sections()
        .last()
        .unwrap()
        .month
        .label();
    let seen = |window: &Window, month: &str| window.has(month);
    assert!(seen(&window, &newest) && !seen(&window, &oldest));
    window.key(Key::End);
    window.settle();
    assert!(!seen(&window, &newest), "at the end");
    window.key(Key::Home);
    window.settle();
    assert!(seen(&window, &newest));
    for _ in 0..3 {
        window.key(Key::PageDown);
        window.settle();
    }
    assert!(!seen(&window, &newest));
    for _ in 0..3 {
        window.key(Key::PageUp);
        window.settle();
    }
    assert!(seen(&window, &newest));
}

#[test]
fn years_months_and_days_are_there_in_a_narrow_window() {
    for width in [640.0, 780.0, 1000.0, 1280.0] {
        let window = Opening {
            size: vec2(width, 700.0),
            ..Opening::default()
        }
        .on(&Home::sample());
        for level in ["Years", "Months", "Days"] {
            assert!(window.has(level), "{width}: {level}");
        }
    }
}
