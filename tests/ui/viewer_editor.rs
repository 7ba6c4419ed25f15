//! The viewer and the editor, driven by role and label through the real
//! window on a small real library.
//!
//! `cargo test --test ui_lens -- --ignored` draws every look into a folder
//! named by `SMILEKEEP_LOOK` (or a temporary one) for people to look at.

#[path = "../common/mod.rs"]
mod common;
mod lens;
mod look;

use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers, PointerButton, Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use smilekeep::app::{Appearance, Command, EditorCommand, View, ViewerCommand};
use smilekeep::domain::{Edits, Turn};
use smilekeep::store::{self, Library, ReadOnlyReason};

use lens::{Lens, everything_has_a_name, originals, sample};

#[test]
fn walking_goes_through_the_gallery_and_stops_at_both_ends() {
    let mut lens = Lens::new();
    let last = lens.model().gallery.items.len() - 1;
    lens.view(0);
    assert!(lens.disabled("Previous photo"));
    lens.press(Key::ArrowLeft);
    assert_eq!(lens.shown(), lens.photo(0));
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(1));
    assert!(!lens.disabled("Previous photo"));
    lens.click("Next photo");
    assert_eq!(lens.shown(), lens.photo(2));
    lens.click("Previous photo");
    assert_eq!(lens.shown(), lens.photo(1));
    lens.press(Key::End);
    assert_eq!(lens.shown(), lens.photo(last));
    assert!(lens.disabled("Next photo"));
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(last));
    lens.press(Key::Home);
    assert_eq!(lens.shown(), lens.photo(0));
}

#[test]
fn arrows_walk_even_when_a_button_has_the_keyboard() {
    let mut lens = Lens::new();
    lens.view(3);
    lens.driven
        .get_by_role_and_label(Role::Button, "Edit photo")
        .focus();
    lens.settle();
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(4));
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(5));
}

#[test]
fn escape_goes_back_to_the_gallery_however_far_one_walked() {
    let mut lens = Lens::new();
    lens.view(2);
    lens.press(Key::ArrowRight);
    lens.press(Key::ArrowRight);
    lens.press(Key::Escape);
    assert_eq!(lens.model().view, View::Gallery);
}

#[test]
fn keys_and_buttons_lead_to_the_heart_the_entry_and_the_editor() {
    let mut lens = Lens::new();
    lens.view(4);
    let (photo, entry) = {
        let item = &lens.model().gallery.items[4];
        (item.id(), item.entry)
    };
    let before = lens.model().gallery.items[4].favourite;
    lens.press(Key::F);
    assert_eq!(lens.model().gallery.items[4].favourite, !before);
    lens.click(if before {
        "Add to favourites"
    } else {
        "Remove from favourites"
    });
    assert_eq!(lens.model().gallery.items[4].favourite, before);

    lens.press(Key::Enter);
    assert_eq!(lens.model().view, View::Entry(entry));
    lens.apply(Command::Back);
    lens.click("Open entry");
    assert_eq!(lens.model().view, View::Entry(entry));
    lens.apply(Command::Back);
    lens.press(Key::E);
    assert_eq!(lens.model().view, View::Editor(photo));
    lens.press(Key::Escape);
    assert_eq!(lens.model().view, View::Viewer(photo));
    lens.click("Edit photo");
    assert_eq!(lens.model().view, View::Editor(photo));
    lens.click("Done");
    assert_eq!(lens.model().view, View::Viewer(photo));
}

#[test]
fn the_information_opens_and_closes() {
    let mut lens = Lens::new();
    lens.view(4);
    assert!(!lens.has("File size"));
    lens.press(Key::I);
    assert!(lens.has("File size"));
    assert!(lens.has("JPEG"));
    let name = lens.model().gallery.items[4]
        .photo
        .file
        .original_name
        .clone();
    assert!(lens.has(&name));
    lens.click("About this photo");
    assert!(!lens.has("File size"));
}

#[test]
fn zoom_keys_work_without_a_click_and_a_new_photo_is_shown_whole() {
    let mut lens = Lens::new();
    lens.view(4);
    assert!(lens.has("Show at full size"));
    lens.press(Key::Plus);
    assert!(lens.has("Show the whole photo"));
    lens.press(Key::Num0);
    assert!(lens.has("Show at full size"));
    lens.press(Key::Plus);
    lens.press(Key::ArrowRight);
    assert!(lens.has("Show at full size"));
}

#[test]
fn a_neighbour_in_the_strip_is_one_click_away() {
    let mut lens = Lens::new();
    lens.view(8);
    let item = lens.model().gallery.items[10].clone();
    let name = format!(
        "Photo of Mina, {}, {}",
        smilekeep::ui::text::short_date(item.moment.local.date()),
        smilekeep::ui::text::clock(item.moment.local.time())
    );
    lens.driven
        .get_all_by_role_and_label(Role::Button, &name)
        .last()
        .unwrap()
        .click();
    lens.settle();
    let shown = lens.shown();
    let moment = lens.model().gallery.item(shown).unwrap().moment;
    assert_eq!(moment, item.moment);
}

#[test]
fn a_photo_that_cannot_be_read_is_told_in_place() {
    let folder = sample(480);
    let root = folder.path().join("library");
    let _ = std::fs::remove_dir_all(root.join("cache"));
    for path in originals(&root).into_keys() {
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        #[allow(clippy::permissions_set_readonly_false, reason = "a test's own file")]
        permissions.set_readonly(false);
        std::fs::set_permissions(&path, permissions).unwrap();
        std::fs::write(&path, b"no photo any more").unwrap();
    }
    let mut lens = Lens::open(
        &root,
        Some(folder),
        common::builder(Appearance::Light).with_size(vec2(1280.0, 800.0)),
    );
    lens.view(0);
    lens.settle();
    assert!(lens.has("This picture cannot be shown right now"));
    lens.press(Key::E);
    lens.settle();
    assert!(lens.has("This picture cannot be shown right now"));
}

#[test]
fn sliders_set_the_edits_and_undo_takes_them_back() {
    let mut lens = Lens::new();
    let position = lens.unedited();
    let photo = lens.photo(position);
    lens.apply(EditorCommand::Open(photo));
    assert!(lens.disabled("Undo"));
    assert!(lens.disabled("Reset all"));

    // With the pointer: while it moves there is a preview and no undo step.
    let band = lens
        .driven
        .get_by_role_and_label(Role::Slider, "Brightness")
        .rect();
    lens.driven.drag_at(band.center());
    lens.driven.step();
    lens.driven
        .hover_at(band.center() + vec2(band.width() / 4.0, 0.0));
    lens.driven.step();
    lens.driven.step();
    let moving = lens.editor().edits.brightness;
    assert!((45..=60).contains(&moving), "{moving}");
    assert!(!lens.editor().history.can_undo());
    lens.driven
        .drop_at(band.center() + vec2(band.width() / 4.0, 0.0));
    lens.driven.step();
    lens.settle();
    assert_eq!(lens.editor().edits.brightness, moving);
    assert_eq!(
        lens.editor().preview.as_ref().unwrap().edits,
        lens.editor().edits
    );

    // With the keyboard.
    lens.driven
        .get_by_role_and_label(Role::Slider, "Contrast")
        .focus();
    lens.settle();
    lens.press(Key::ArrowLeft);
    assert_eq!(lens.editor().edits.contrast, -1);

    lens.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(lens.editor().edits.contrast, 0);
    lens.click("Undo");
    assert_eq!(lens.editor().edits, Edits::default());
    assert!(lens.disabled("Undo"));
    lens.click("Redo");
    assert_eq!(lens.editor().edits.brightness, moving);
    lens.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(lens.editor().edits.contrast, -1);
    lens.click("Reset all");
    assert_eq!(lens.editor().edits, Edits::default());
}

#[test]
fn a_number_typed_is_one_undo_step_and_its_letters_are_no_commands() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    lens.apply(EditorCommand::Open(photo));
    let number = lens.driven.get_by_label("Brightness, as a number");
    number.focus();
    lens.settle();
    lens.press_with(Modifiers::COMMAND, Key::A);
    lens.driven.event(Event::Text("34".to_owned()));
    lens.driven.key_press(Key::R);
    lens.driven.step();
    lens.press(Key::Enter);
    lens.settle();
    assert_eq!(lens.editor().edits.brightness, 34);
    assert_eq!(lens.editor().edits.turn, Turn::None);
    lens.click("Undo");
    assert_eq!(lens.editor().edits, Edits::default());
}

#[test]
fn turns_and_flips_by_button_and_by_key() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    lens.apply(EditorCommand::Open(photo));
    let start = Edits::default();
    lens.click("Turn right");
    assert_eq!(lens.editor().edits, start.turned_right());
    lens.press(Key::R);
    assert_eq!(lens.editor().edits, start.turned_right().turned_right());
    lens.press_with(Modifiers::SHIFT, Key::R);
    lens.click("Turn left");
    assert_eq!(lens.editor().edits, start);
    lens.press(Key::H);
    assert_eq!(lens.editor().edits, start.flipped_horizontally());
    lens.click("Mirror");
    assert_eq!(lens.editor().edits, start);
    lens.click("Flip over");
    assert_eq!(lens.editor().edits, start.flipped_vertically());
}

#[test]
fn leaving_the_editor_saves_to_the_journal_and_never_touches_the_originals() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    let before = originals(&lens.root);
    lens.apply(ViewerCommand::Open(photo));
    lens.press(Key::E);
    let wanted = Edits {
        brightness: 21,
        contrast: -8,
        ..Edits::default()
    }
    .turned_right();
    // Still moving when the parent leaves: what is seen is what is kept.
    lens.apply(EditorCommand::Drag(wanted));
    lens.press(Key::Escape);
    assert_eq!(lens.model().view, View::Viewer(photo));
    assert_eq!(lens.model().gallery.item(photo).unwrap().edits, wanted);

    let Lens {
        driven,
        root,
        _folder: folder,
    } = lens;
    drop(driven);
    let library = Library::open(&root).unwrap();
    let connection = library.connect().unwrap();
    assert_eq!(store::edits::get(&connection, photo).unwrap(), wanted);
    assert_eq!(originals(&root), before);
    drop(folder);
}

#[test]
fn holding_shows_the_photo_as_taken() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    lens.apply(EditorCommand::Open(photo));
    assert!(lens.disabled("Hold to see it as taken"));
    lens.press(Key::R);
    lens.settle();
    let as_taken = "The photo as taken";
    for key in [Key::B, Key::Backslash] {
        assert!(!lens.has(as_taken));
        lens.driven.key_down(key);
        lens.driven.step();
        lens.driven.step();
        assert!(lens.has(as_taken) && lens.has("As taken"), "{key:?}");
        lens.driven.key_up(key);
        lens.driven.step();
        lens.driven.step();
    }
    let button = lens
        .driven
        .get_by_role_and_label(Role::Button, "Hold to see it as taken")
        .rect();
    let pressed = |pressed| Event::PointerButton {
        pos: button.center(),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    lens.driven.hover_at(button.center());
    lens.driven.step();
    lens.driven.event(pressed(true));
    lens.driven.step();
    lens.driven.step();
    assert!(lens.has(as_taken));
    lens.driven.event(pressed(false));
    lens.driven.step();
    lens.driven.step();
    assert!(!lens.has(as_taken));
    assert_eq!(lens.editor().edits, Edits::default().turned_right());
}

#[test]
fn a_library_to_look_at_offers_no_changes() {
    let mut lens = Lens::new();
    let photo = lens.photo(4);
    lens.view(4);
    if let smilekeep::app::LibraryState::Open { read_only, .. } =
        &mut lens.shell().app.model.library
    {
        *read_only = Some(ReadOnlyReason::FolderReadOnly);
    }
    lens.settle();
    assert!(lens.disabled("Edit photo"));
    let heart = if lens.model().gallery.items[4].favourite {
        "Remove from favourites"
    } else {
        "Add to favourites"
    };
    assert!(lens.disabled(heart));
    let before = lens.model().gallery.items[4].favourite;
    lens.press(Key::F);
    lens.press(Key::E);
    assert_eq!(lens.model().view, View::Viewer(photo));
    assert_eq!(lens.model().gallery.items[4].favourite, before);
    lens.apply(EditorCommand::Open(photo));
    for button in ["Turn right", "Flip over", "Reset all", "Undo"] {
        assert!(lens.disabled(button), "{button}");
    }
    let slider = lens
        .driven
        .get_by_role_and_label(Role::Slider, "Brightness");
    assert!(slider.accesskit_node().is_disabled());
    lens.press(Key::R);
    assert!(lens.model().notices.is_empty());
    assert!(lens.has("This library can only be looked at, so nothing can be changed here."));
}

#[test]
fn in_a_low_window_the_keyboard_brings_each_tool_into_sight() {
    let folder = sample(480);
    let root = folder.path().join("library");
    let size = vec2(640.0, 480.0);
    let builder = common::builder(Appearance::Light).with_size(size);
    let mut lens = Lens::open(&root, Some(folder), builder);
    let photo = lens.photo(lens.unedited());
    lens.apply(EditorCommand::Open(photo));
    lens.press(Key::R);
    let rect = |lens: &Lens, name| lens.driven.get_by_role_and_label(Role::Button, name).rect();
    let done = rect(&lens, "Done").top();
    assert!(rect(&lens, "Reset all").bottom() > done, "nothing to try");
    lens.driven
        .get_by_role_and_label(Role::Button, "Reset all")
        .focus();
    lens.settle();
    lens.driven.run_steps(30);
    assert!(rect(&lens, "Reset all").bottom() <= done);
}

#[test]
fn everything_one_can_use_has_a_name() {
    let mut lens = Lens::new();
    lens.view(6);
    lens.press(Key::I);
    everything_has_a_name(&lens.driven);
    lens.press(Key::E);
    lens.press(Key::R);
    everything_has_a_name(&lens.driven);
}

#[test]
fn a_photo_that_is_gone_has_a_way_back() {
    let mut lens = Lens::new();
    let mut photos = (*lens.model().photos).clone();
    let photo = lens.photo(0);
    photos.remove(&photo);
    lens.shell().app.model.photos = Arc::new(photos);
    let baby = lens.model().current_baby().unwrap().clone();
    lens.shell().app.model.gallery = smilekeep::app::Gallery::new(Vec::new(), Vec::new(), &baby);
    lens.apply(ViewerCommand::Open(photo));
    assert!(lens.has("This photo is no longer in the journal"));
    lens.click("Back");
    assert_eq!(lens.model().view, View::Gallery);
}
