//! The first start, and a start without the library.

use eframe::egui::{Key, Rect, Role, ViewportEvent, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{LibraryCommand, LibraryState, View};
use smilekeep::store;

use super::everything_has_a_name;
use crate::window::{Home, Opening, Window, day};

fn welcome() -> Window {
    let window = Opening::default().on(&Home::bare());
    assert!(matches!(
        window.model().library,
        LibraryState::FirstStart(_)
    ));
    window
}

#[track_caller]
fn nothing_was_made(window: &Window) {
    assert!(matches!(
        window.model().library,
        LibraryState::FirstStart(_)
    ));
    let made: Vec<_> = std::fs::read_dir(window.home.folder()).unwrap().collect();
    assert!(made.is_empty(), "{made:?}");
}

#[test]
fn an_empty_welcome_asks_for_name_and_birth_date_and_makes_nothing() {
    let mut window = welcome();
    let name = "Please write a name. You can change it later.";
    let birth = "Please give the birth date; ages are counted from it.";
    everything_has_a_name(&window);
    assert!(!window.has(name) && !window.has(birth), "not asked yet");
    window.press("Begin the journal");
    assert!(window.has(name) && window.has(birth));
    nothing_was_made(&window);

    // Each is asked for by itself.
    window.write("What is the baby’s name?", "Mina");
    window.press("Begin the journal");
    assert!(!window.has(name) && window.has(birth));
    window.write("What is the baby’s name?", "   ");
    window.write("Birth date", "14 June 2026");
    window.press("Begin the journal");
    assert!(window.has(name) && !window.has(birth));
    everything_has_a_name(&window);
    nothing_was_made(&window);
}

#[test]
fn a_birth_date_still_to_come_is_refused() {
    let mut window = welcome();
    window.write("What is the baby’s name?", "Mina");
    window.write("Birth date", "24 November 2026");
    let sentence = "That day is still to come. Please check the birth date.";
    assert!(window.has(sentence));
    window.press("Begin the journal");
    assert!(window.has(sentence));
    everything_has_a_name(&window);
    nothing_was_made(&window);
    // A baby born today is welcome.
    window.write("Birth date", "23 November 2026");
    assert!(!window.has(sentence));
    window.press("Begin the journal");
    assert!(window.has("Drop the first smile here"));
}

#[test]
fn a_filled_welcome_begins_the_library_and_invites_the_first_smile() {
    let mut window = welcome();
    window.write("What is the baby’s name?", "ليلى");
    window.write("Birth date", "14 June 2026");
    window.write("Due date, if you like", "1 July 2026");
    window.press("Begin the journal");
    assert_eq!(window.model().view, View::Gallery);
    assert!(
        window
            .find(Role::Heading, |label| label == "Drop the first smile here")
            .is_some()
    );
    window.button_beginning("ليلى, ");
    everything_has_a_name(&window);

    let connection = window.home.library().connect().unwrap();
    let babies = store::baby::list(&connection).unwrap();
    let [baby] = babies.as_slice() else {
        panic!("{babies:?}");
    };
    assert_eq!(baby.fields.name, "ليلى");
    assert_eq!(baby.fields.birth_date, day("2026-06-14"));
    assert_eq!(baby.fields.due_date, Some(day("2026-07-01")));

    // The next start goes straight there.
    let window = window.reopened();
    assert!(window.has("Drop the first smile here"));
}

#[test]
fn a_remembered_library_that_is_gone_can_be_tried_again() {
    let home = Home::sample();
    let away = home.folder().join("on a drive");
    std::fs::rename(home.root(), &away).unwrap();
    let opening = Opening {
        remembered: true,
        ..Opening::default()
    };
    let mut window = opening.on(&home);
    let root = home.root().display().to_string();
    let told = |window: &Window| {
        window.has("The journal did not open")
            && window
                .harness
                .query_all_by_label_contains(&root)
                .any(|node| {
                    let node = node.accesskit_node();
                    let words = node.value().or_else(|| node.label()).unwrap_or_default();
                    words.contains("plug it in")
                })
    };
    assert!(told(&window));
    everything_has_a_name(&window);

    // Still away: told again, and no new library in its place.
    window.click("Try again");
    assert!(told(&window));
    assert!(!home.root().exists());

    std::fs::rename(&away, home.root()).unwrap();
    window.click("Try again");
    assert!(matches!(
        window.model().library,
        LibraryState::Open {
            read_only: None,
            ..
        }
    ));
    assert!(!window.has("The journal did not open"));
    window.button_beginning("Photo, ");
    everything_has_a_name(&window);
}

// ---- from one start to the next

fn remembered() -> Opening {
    Opening {
        remembered: true,
        ..Opening::default()
    }
}

#[track_caller]
fn close(window: &mut Window) {
    let root = window.viewport();
    root.inner_rect = Some(Rect::from_min_size(pos2(30.0, 60.0), vec2(900.0, 640.0)));
    root.outer_rect = Some(Rect::from_min_size(pos2(30.0, 40.0), vec2(900.0, 660.0)));
    root.events.push(ViewportEvent::Close);
    window.frames(1);
}

#[test]
fn the_window_and_its_page_are_there_again() {
    let home = Home::sample();
    let mut window = remembered().on(&home);
    assert_eq!(window.model().view, View::Gallery);
    window.click("Milestones");
    window.apply(LibraryCommand::SetScale(1.5));
    close(&mut window);
    drop(window);
    let window = remembered().on(&home);
    assert_eq!(window.model().view, View::Milestones);
    let place = window.model().config.window.unwrap();
    // In points of the system, whatever the size of everything is.
    assert_eq!(place.size, [1350.0, 960.0]);
    assert_eq!(place.corner, Some([45.0, 60.0]));
    assert!(!place.maximized);
}

#[test]
fn memories_open_where_they_were_left() {
    let home = Home::sample();
    let mut window = remembered().on(&home);
    let months: Vec<String> = window
        .model()
        .gallery
        .sections()
        .iter()
        .map(|section| section.month.label())
        .collect();
    let shown =
        |window: &Window| -> Vec<bool> { months.iter().map(|month| window.has(month)).collect() };
    let top = shown(&window);
    window.click("Larger pictures");
    for _ in 0..3 {
        window.key(Key::PageDown);
        window.settle();
    }
    let left = shown(&window);
    assert_ne!(left, top);
    close(&mut window);
    let photo = window.model().config.memories.unwrap().photo;
    assert!(photo.is_some());
    drop(window);
    let mut window = remembered().on(&home);
    window.settle();
    assert_eq!(shown(&window), left);
    // At the top nothing is gone back to: there the new ones come in.
    window.key(Key::Home);
    window.settle();
    close(&mut window);
    drop(window);
    let window = remembered().on(&home);
    let memories = window.model().config.memories.unwrap();
    assert_eq!(memories.photo, None);
    assert!(memories.row_height > 210.0, "{memories:?}");
    assert!(window.has(&months[0]));
}

#[test]
fn a_fall_is_told_once_and_can_be_read() {
    let home = Home::sample();
    let reports = home.folder().join("reports");
    std::fs::create_dir(&reports).unwrap();
    let words = "Smilekeep 0.0.0\nWhat: a wall was in the way";
    std::fs::write(reports.join("problem-20261122-031455.txt"), words).unwrap();
    let mut window = remembered().on(&home);
    everything_has_a_name(&window);
    window.click("Show it");
    assert!(window.has("What happened last time"));
    assert!(window.has(words));
    everything_has_a_name(&window);
    window.key(Key::Escape);
    assert!(!window.has("What happened last time"));
    drop(window);
    let window = remembered().on(&home);
    assert!(!window.has("Show it"), "once is enough");
}

#[test]
fn a_picture_that_is_dropped_or_pasted_is_the_babys() {
    let mut window = welcome();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, b"not looked at yet").unwrap();
        path
    };
    super::arrivals::drop_files(&mut window, &[file("first hour.jpg")]);
    assert!(window.has("first hour.jpg") && window.has("Another picture…"));
    // The name has the keyboard, as it does for whoever has just typed it.
    window.write("What is the baby’s name?", "Mina");
    let words = file("second hour.jpg").display().to_string();
    window.harness.event(eframe::egui::Event::Paste(words));
    window.frames(2);
    assert!(window.has("second hour.jpg") && !window.has("first hour.jpg"));
    let name = window.node("What is the baby’s name?").accesskit_node();
    assert_eq!(name.value().as_deref(), Some("Mina"));
    nothing_was_made(&window);
}
