//! The viewer and the editor.

mod closeup;
mod full;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers, PointerButton, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{Command, EditorCommand, EditorState, View, ViewerCommand};
use smilekeep::domain::{Edits, PhotoId, Turn};
use smilekeep::store::{self, Library};

use crate::window::{Home, Opening, Window};

/// Opens the viewer on a photo of the gallery.
pub fn view(window: &mut Window, position: usize) {
    let photo = window.photo(position);
    window.apply(ViewerCommand::Open(photo));
}

fn editor(window: &Window) -> &EditorState {
    window.model().editor.as_ref().unwrap()
}

fn shown(window: &Window) -> PhotoId {
    match window.model().view {
        View::Viewer(photo) | View::Editor(photo) => photo,
        other => panic!("{other:?}"),
    }
}

/// The position of a photo that no scene of the sample has edited.
pub fn unedited(window: &Window) -> usize {
    let items = &window.model().gallery.items;
    items
        .iter()
        .position(|item| item.edits.is_identity())
        .unwrap()
}

/// Every original with its bytes.
fn originals(root: &Path) -> HashMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, found: &mut HashMap<PathBuf, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.insert(path, bytes);
            }
        }
    }
    let mut found = HashMap::new();
    walk(&root.join("photos"), &mut found);
    found
}

#[track_caller]
fn everything_has_a_name(window: &Window) {
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn walking_goes_through_the_gallery_and_stops_at_both_ends() {
    let mut window = Window::sample();
    let last = window.model().gallery.items.len() - 1;
    view(&mut window, 0);
    assert!(window.disabled("Previous photo"));
    window.key(Key::ArrowLeft);
    assert_eq!(shown(&window), window.photo(0));
    window.key(Key::ArrowRight);
    assert_eq!(shown(&window), window.photo(1));
    assert!(!window.disabled("Previous photo"));
    window.click("Next photo");
    assert_eq!(shown(&window), window.photo(2));
    window.click("Previous photo");
    assert_eq!(shown(&window), window.photo(1));
    window.key(Key::End);
    assert_eq!(shown(&window), window.photo(last));
    assert!(window.disabled("Next photo"));
    window.key(Key::ArrowRight);
    assert_eq!(shown(&window), window.photo(last));
    window.key(Key::Home);
    assert_eq!(shown(&window), window.photo(0));
}

#[test]
fn arrows_walk_even_when_a_button_has_the_keyboard() {
    let mut window = Window::sample();
    view(&mut window, 3);
    window
        .harness
        .get_by_role_and_label(Role::Button, "Edit photo")
        .focus();
    window.settle();
    window.key(Key::ArrowRight);
    assert_eq!(shown(&window), window.photo(4));
    window.key(Key::ArrowRight);
    assert_eq!(shown(&window), window.photo(5));
}

#[test]
fn escape_goes_back_to_the_gallery_however_far_one_walked() {
    let mut window = Window::sample();
    view(&mut window, 2);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    window.key(Key::Escape);
    assert_eq!(window.model().view, View::Gallery);
}

#[test]
fn keys_and_buttons_lead_to_the_heart_the_entry_and_the_editor() {
    let mut window = Window::sample();
    view(&mut window, 4);
    let (photo, entry) = {
        let item = &window.model().gallery.items[4];
        (item.id(), item.entry)
    };
    let before = window.model().gallery.items[4].favourite;
    window.key(Key::F);
    assert_eq!(window.model().gallery.items[4].favourite, !before);
    window.click(if before {
        "Add to favourites"
    } else {
        "Remove from favourites"
    });
    assert_eq!(window.model().gallery.items[4].favourite, before);

    window.key(Key::Enter);
    assert_eq!(window.model().view, View::Entry(entry));
    window.apply(Command::Back);
    window.click("Open entry");
    assert_eq!(window.model().view, View::Entry(entry));
    window.apply(Command::Back);
    window.key(Key::E);
    assert_eq!(window.model().view, View::Editor(photo));
    window.key(Key::Escape);
    assert_eq!(window.model().view, View::Viewer(photo));
    window.click("Edit photo");
    assert_eq!(window.model().view, View::Editor(photo));
    window.click("Done");
    assert_eq!(window.model().view, View::Viewer(photo));
}

#[test]
fn the_information_opens_and_closes() {
    let mut window = Window::sample();
    view(&mut window, 4);
    assert!(!window.has("File size"));
    window.key(Key::I);
    assert!(window.has("File size"));
    assert!(window.has("JPEG"));
    let name = window.model().gallery.items[4]
        .photo
        .file
        .original_name
        .clone();
    assert!(window.has(&name));
    window.click("About this photo");
    assert!(!window.has("File size"));
}

#[test]
fn zoom_keys_work_without_a_click_and_a_new_photo_is_shown_whole() {
    let mut window = Window::sample();
    view(&mut window, 4);
    assert!(window.has("Show at full size"));
    window.key(Key::Plus);
    assert!(window.has("Show the whole photo"));
    window.key(Key::Num0);
    assert!(window.has("Show at full size"));
    window.key(Key::Plus);
    window.key(Key::ArrowRight);
    assert!(window.has("Show at full size"));
}

#[test]
fn a_neighbour_in_the_strip_is_one_click_away() {
    let mut window = Window::sample();
    view(&mut window, 8);
    let item = window.model().gallery.items[10].clone();
    let name = format!(
        "Photo of Mina, {}, {}",
        smilekeep::ui::text::short_date(item.moment.local.date()),
        smilekeep::ui::text::clock(item.moment.local.time())
    );
    window
        .harness
        .get_all_by_role_and_label(Role::Button, &name)
        .last()
        .unwrap()
        .click();
    window.settle();
    let shown = shown(&window);
    let moment = window.model().gallery.item(shown).unwrap().moment;
    assert_eq!(moment, item.moment);
}

#[test]
fn a_photo_that_cannot_be_read_is_told_in_place() {
    let home = Home::sample();
    let root = home.root();
    let _ = std::fs::remove_dir_all(root.join("cache"));
    for path in originals(&root).into_keys() {
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        #[allow(clippy::permissions_set_readonly_false, reason = "a test's own file")]
        permissions.set_readonly(false);
        std::fs::set_permissions(&path, permissions).unwrap();
        std::fs::write(&path, b"no photo any more").unwrap();
    }
    let mut window = Opening::default().on(&home);
    view(&mut window, 0);
    window.settle();
    assert!(window.has("This picture cannot be shown right now"));
    window.key(Key::E);
    window.settle();
    assert!(window.has("This picture cannot be shown right now"));
}

#[test]
fn sliders_set_the_edits_and_undo_takes_them_back() {
    let mut window = Window::sample();
    let position = unedited(&window);
    let photo = window.photo(position);
    window.apply(EditorCommand::Open(photo));
    assert!(window.disabled("Undo"));
    assert!(window.disabled("Reset all"));

    // With the pointer: while it moves there is a preview and no undo step.
    let band = window
        .harness
        .get_by_role_and_label(Role::Slider, "Brightness")
        .rect();
    window.harness.drag_at(band.center());
    window.harness.step();
    window
        .harness
        .hover_at(band.center() + vec2(band.width() / 4.0, 0.0));
    window.harness.step();
    window.harness.step();
    let moving = editor(&window).edits.brightness;
    assert!((45..=60).contains(&moving), "{moving}");
    assert!(!editor(&window).history.can_undo());
    window
        .harness
        .drop_at(band.center() + vec2(band.width() / 4.0, 0.0));
    window.harness.step();
    window.settle();
    assert_eq!(editor(&window).edits.brightness, moving);
    assert_eq!(
        editor(&window).preview.as_ref().unwrap().edits,
        editor(&window).edits
    );

    // With the keyboard.
    window
        .harness
        .get_by_role_and_label(Role::Slider, "Contrast")
        .focus();
    window.settle();
    window.key(Key::ArrowLeft);
    assert_eq!(editor(&window).edits.contrast, -5);

    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(editor(&window).edits.contrast, 0);
    window.click("Undo");
    assert_eq!(editor(&window).edits, Edits::default());
    assert!(window.disabled("Undo"));
    window.click("Redo");
    assert_eq!(editor(&window).edits.brightness, moving);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(editor(&window).edits.contrast, -5);
    window.press("Reset all");
    assert_eq!(editor(&window).edits, Edits::default());
}

#[test]
fn a_number_typed_is_one_undo_step_and_its_letters_are_no_commands() {
    let mut window = Window::sample();
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    let number = window.harness.get_by_label("Brightness, as a number");
    number.focus();
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::Text("34".to_owned()));
    window.harness.key_press(Key::R);
    window.harness.step();
    window.key(Key::Enter);
    window.settle();
    assert_eq!(editor(&window).edits.brightness, 34);
    assert_eq!(editor(&window).edits.turn, Turn::None);
    window.click("Undo");
    assert_eq!(editor(&window).edits, Edits::default());
}

#[test]
fn turns_and_flips_by_button_and_by_key() {
    let mut window = Window::sample();
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    let start = Edits::default();
    window.press("Turn right");
    assert_eq!(editor(&window).edits, start.turned_right());
    window.key(Key::R);
    assert_eq!(editor(&window).edits, start.turned_right().turned_right());
    window.key_with(Modifiers::SHIFT, Key::R);
    window.press("Turn left");
    assert_eq!(editor(&window).edits, start);
    window.key(Key::H);
    assert_eq!(editor(&window).edits, start.flipped_horizontally());
    window.press("Mirror");
    assert_eq!(editor(&window).edits, start);
    window.press("Flip over");
    assert_eq!(editor(&window).edits, start.flipped_vertically());
}

#[test]
fn leaving_the_editor_saves_to_the_journal_and_never_touches_the_originals() {
    let mut window = Window::sample();
    let photo = window.photo(unedited(&window));
    let before = originals(&window.home.root());
    window.apply(ViewerCommand::Open(photo));
    window.key(Key::E);
    let wanted = Edits {
        brightness: 21,
        contrast: -8,
        ..Edits::default()
    }
    .turned_right();
    // Still moving when the parent leaves: what is seen is what is kept.
    window.apply(EditorCommand::Drag(wanted));
    window.key(Key::Escape);
    assert_eq!(window.model().view, View::Viewer(photo));
    assert_eq!(window.model().gallery.item(photo).unwrap().edits, wanted);

    let Window { harness, home } = window;
    drop(harness);
    let root = home.root();
    let library = Library::open(&root).unwrap();
    let connection = library.connect().unwrap();
    assert_eq!(store::edits::get(&connection, photo).unwrap(), wanted);
    assert_eq!(originals(&root), before);
}

#[test]
fn holding_shows_the_photo_as_taken() {
    let mut window = Window::sample();
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    assert!(window.disabled("Hold to see it as taken"));
    window.key(Key::R);
    window.settle();
    let as_taken = "The photo as taken";
    for key in [Key::B, Key::Backslash] {
        assert!(!window.has(as_taken));
        window.harness.key_down(key);
        window.harness.step();
        window.harness.step();
        assert!(window.has(as_taken) && window.has("As taken"), "{key:?}");
        window.harness.key_up(key);
        window.harness.step();
        window.harness.step();
    }
    let button = window
        .harness
        .get_by_role_and_label(Role::Button, "Hold to see it as taken")
        .rect();
    let pressed = |pressed| Event::PointerButton {
        pos: button.center(),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.harness.hover_at(button.center());
    window.harness.step();
    window.harness.event(pressed(true));
    window.harness.step();
    window.harness.step();
    assert!(window.has(as_taken));
    window.harness.event(pressed(false));
    window.harness.step();
    window.harness.step();
    assert!(!window.has(as_taken));
    assert_eq!(editor(&window).edits, Edits::default().turned_right());
}

#[test]
fn a_library_to_look_at_offers_no_changes() {
    let mut window = Window::sample();
    let photo = window.photo(4);
    view(&mut window, 4);
    window.make_read_only();
    assert!(window.disabled("Edit photo"));
    let heart = if window.model().gallery.items[4].favourite {
        "Remove from favourites"
    } else {
        "Add to favourites"
    };
    assert!(window.disabled(heart));
    let before = window.model().gallery.items[4].favourite;
    window.key(Key::F);
    window.key(Key::E);
    assert_eq!(window.model().view, View::Viewer(photo));
    assert_eq!(window.model().gallery.items[4].favourite, before);
    window.apply(EditorCommand::Open(photo));
    for button in ["Turn right", "Flip over", "Reset all", "Undo"] {
        assert!(window.disabled(button), "{button}");
    }
    let slider = window
        .harness
        .get_by_role_and_label(Role::Slider, "Brightness");
    assert!(slider.accesskit_node().is_disabled());
    window.key(Key::R);
    assert!(window.model().notices.is_empty());
    assert!(window.has("This library can only be looked at, so nothing can be changed here."));
}

#[test]
fn in_a_low_window_the_keyboard_brings_each_tool_into_sight() {
    let mut window = Opening::sized(640.0, 480.0).on(&Home::sample());
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    window.key(Key::R);
    let rect = |window: &Window, name| {
        window
            .harness
            .get_by_role_and_label(Role::Button, name)
            .rect()
    };
    let done = rect(&window, "Done").top();
    assert!(rect(&window, "Reset all").bottom() > done, "nothing to try");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Reset all")
        .focus();
    window.settle();
    window.harness.run_steps(30);
    assert!(rect(&window, "Reset all").bottom() <= done);
}

#[test]
fn everything_one_can_use_has_a_name() {
    let mut window = Window::sample();
    view(&mut window, 6);
    window.key(Key::I);
    everything_has_a_name(&window);
    window.key(Key::E);
    window.key(Key::R);
    everything_has_a_name(&window);
}

#[test]
fn a_photo_that_is_gone_has_a_way_back() {
    let mut window = Window::sample();
    let mut photos = (*window.model().photos).clone();
    let photo = window.photo(0);
    photos.remove(&photo);
    window.app().model.photos = Arc::new(photos);
    let baby = window.model().current_baby().unwrap().clone();
    window.app().model.gallery = smilekeep::app::Gallery::new(Vec::new(), Vec::new(), &baby);
    window.apply(ViewerCommand::Open(photo));
    assert!(window.has("This photo is no longer in the journal"));
    window.click("Back");
    assert_eq!(window.model().view, View::Gallery);
}
