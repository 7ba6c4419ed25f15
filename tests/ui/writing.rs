//! Writing an entry at night, with one hand: what is near, what keeps still.

use eframe::egui::{self, Event, Key, Rect, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{EditorCommand, EntryCommand, View};
use smilekeep::domain::Tag;

use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};
use crate::words::entry_with;

const NOTE: &str = "What you want to remember";

fn rect(window: &Window, name: &str) -> Rect {
    window.node(name).rect()
}

#[test]
fn the_note_is_in_sight_from_the_start() {
    let home = Home::sample();
    for (width, height) in [(1280.0, 800.0), (1920.0, 1080.0), (640.0, 800.0)] {
        let mut window = Opening::sized(width, height).on(&home);
        window.apply(EntryCommand::New);
        let note = rect(&window, NOTE);
        assert!(note.bottom() < height - 8.0, "{width}, no photo: {note:?}");
        assert!(note.bottom() < rect(&window, "Drowsy").top());
        let id = entry_with(&mut window, 2);
        window.apply(EntryCommand::Open(id));
        let note = rect(&window, NOTE);
        assert!(note.bottom() < height - 8.0, "{width}, a photo: {note:?}");
    }
}

#[test]
fn the_tab_key_goes_in_reading_order() {
    let mut window = Window::sample();
    window.apply(EntryCommand::New);
    assert!(window.node(NOTE).is_focused());
    window.key(Key::Tab);
    assert!(window.node("Asleep, active-looking").is_focused());
}

#[test]
fn an_entry_that_says_something_takes_no_keyboard() {
    let mut window = Window::sample();
    window.apply(EntryCommand::New);
    window.click("Drowsy");
    let View::Entry(id) = window.model().view else {
        panic!("the new entry is not shown");
    };
    window.app().flush().unwrap();
    let other = entry_with(&mut window, 4);
    window.apply(EntryCommand::Open(other));
    window.apply(EntryCommand::Open(id));
    assert!(!window.node(NOTE).is_focused());
}

#[test]
fn a_picture_is_pasted_into_a_new_entry_although_its_note_has_the_keyboard() {
    let mut window = Window::sample();
    window.apply(EntryCommand::New);
    assert!(window.node(NOTE).is_focused());
    let image = egui::ColorImage::filled([64, 48], egui::Color32::from_rgb(200, 120, 80));
    window.harness.event(Event::PasteImage(image.into()));
    window.frames(1);
    window.settle_until(|window| {
        let sheet = window.model().entry.as_ref().unwrap();
        sheet.fields.photos.len() == 1
    });
}

#[test]
fn nothing_jumps_under_the_finger_when_tags_come() {
    let mut window = Opening::sized(1280.0, 1400.0).on(&Home::sample());
    window.apply(EntryCommand::New);
    let below = rect(&window, "Add milestone…");
    let others = ["Add the tag “outdoors”", "Add the tag “voice”"];
    let places = others.map(|name| rect(&window, name));
    let tapped = rect(&window, "Add the tag “sound”");
    window.click("Add the tag “sound”");
    assert_eq!(others.map(|name| rect(&window, name)), places);
    assert_eq!(rect(&window, "Remove the tag “sound”"), tapped);
    assert_eq!(rect(&window, "Add milestone…"), below);
    // A second tap in the same place takes it back.
    window.click("Remove the tag “sound”");
    assert_eq!(rect(&window, "Add the tag “sound”"), tapped);
    // Typed, too.
    window.type_into("New tag", "full moon");
    assert_eq!(rect(&window, "Add milestone…"), below);
    window.key(Key::Enter);
    assert!(window.has("Remove the tag “full moon”"));
    assert_eq!(rect(&window, "Add milestone…"), below);
}

#[test]
fn a_note_as_long_as_a_book_leaves_the_rest_in_reach() {
    let mut window = Window::sample();
    let id = entry_with(&mut window, 2);
    window.apply(EntryCommand::Open(id));
    let mut fields = window.model().entry.as_ref().unwrap().fields.clone();
    fields.note = "She smiled. ".repeat(8_400);
    window.apply(EntryCommand::Change(Box::new(fields), "test"));
    assert!(rect(&window, "Drowsy").top() < 900.0);
    // Its end can be written on, in sight.
    window.node(NOTE).focus();
    window.frames(2);
    window
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, Key::End);
    window.harness.event(Event::Text("The end.".to_owned()));
    window.settle();
    let note = &window.model().entry.as_ref().unwrap().fields.note;
    assert!(note.ends_with("smiled. The end."));
    let end = rect(&window, NOTE).bottom();
    assert!(end < 700.0, "scrolled to where one writes: {end}");
}

#[test]
fn a_long_tag_takes_no_row_of_its_own_anywhere() {
    let mut window = Window::sample();
    let long = "the long walk round the lake with both grandmothers in May";
    let id = entry_with(&mut window, 2);
    window.apply(EntryCommand::Open(id));
    let mut fields = window.model().entry.as_ref().unwrap().fields.clone();
    fields.tags = Tag::new(long).into_iter().collect();
    window.apply(EntryCommand::Change(Box::new(fields), "test"));
    let name = format!("Remove the tag “{long}”");
    assert!(rect(&window, &name).width() < 260.0);
    window.app().flush().unwrap();
    // Offered in another entry, and to many entries at once.
    window.apply(EntryCommand::New);
    let name = format!("Add the tag “{long}”");
    let offered = window.find(Role::Button, |label| label == name);
    assert!(offered.is_none_or(|pill| pill.rect().width() < 260.0));
}

#[test]
fn many_entries_get_no_tag_that_would_be_cut() {
    let mut window = Window::sample();
    window.key_with(egui::Modifiers::COMMAND, Key::A);
    window.click("Add a tag…");
    window.type_into("Tag", &"long ".repeat(20));
    window.settle();
    assert!(
        window
            .harness
            .query_by_label_contains("A tag holds at most 60 characters")
            .is_some()
    );
    let add = window.harness.query_all_by_label("Add a tag");
    let mut add = add.filter(|node| node.accesskit_node().role() == Role::Button);
    assert!(add.next().unwrap().accesskit_node().is_disabled());
}

#[test]
fn the_scroll_bar_of_the_editor_comes_near_no_box() {
    for (width, height) in [(1280.0, 800.0), (640.0, 600.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        let photo = window.photo(unedited(&window));
        window.apply(EditorCommand::Open(photo));
        let boxed = rect(&window, "Brightness, as a number");
        // Its widest, with the margin it keeps from the edge.
        let bar = width - 4.0 - 10.0;
        assert!(boxed.right() <= bar - 8.0, "{width}: {boxed:?}");
        window.press("Crop and straighten…");
        let boxed = rect(&window, "Straighten, as a number");
        assert!(boxed.right() <= bar - 8.0, "{width}, crop: {boxed:?}");
    }
}
