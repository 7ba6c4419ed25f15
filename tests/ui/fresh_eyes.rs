//! What a second pair of fresh eyes found, so that it stays mended.

use eframe::egui::{Event, Modifiers, Role, accesskit::Toggled, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{Command, EntryCommand, View};
use smilekeep::store::{self, Library};

use crate::window::{Home, Opening, Window, day, now};

/// Moves the oldest entry of a library to a moment.
fn moved(home: &Home, to: &str) -> smilekeep::domain::EntryId {
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let entry = store::entry::list(&connection, None)
        .unwrap()
        .pop()
        .unwrap();
    let mut fields = entry.fields.clone();
    fields.moment.local = to.parse().unwrap();
    store::entry::update(&connection, entry.id, &fields, now()).unwrap();
    entry.id
}

#[test]
fn a_photo_dated_before_the_birth_is_no_memory_of_the_day() {
    for (moment, shown) in [
        ("2026-05-23T14:00:00", false),
        ("2026-07-23T14:00:00", true),
    ] {
        let home = Home::sample();
        moved(&home, moment);
        let window = Opening::default().on(&home);
        assert_eq!(window.has("On this day"), shown, "{moment}");
    }
}

#[test]
fn a_milestone_of_a_moment_at_night_has_the_day_the_entry_shows() {
    let home = Home::sample();
    let entry = moved(&home, "2026-11-05T02:10:00");
    let mut window = Opening::sized(1280.0, 1400.0).on(&home);
    window.apply(EntryCommand::Open(entry));
    assert!(window.has("Thursday, 5 November 2026, 02:10"));
    // The calendar and the days of Memories have it with the day before.
    let evidence = "UTC+01:00 · from the camera · night of 4 November";
    assert!(window.has(evidence));
    window.press("Add milestone…");
    let sheet = window.model().milestone.as_ref().unwrap();
    assert_eq!(sheet.fields.date, day("2026-11-05"));
}

#[test]
fn the_parts_of_the_settings_stay_in_sight_and_tell_where_one_is() {
    let mut window = Window::sample();
    window.apply(Command::Go(View::Settings));
    let here = |window: &Window, name: &str| {
        window
            .harness
            .get_all_by_role_and_label(Role::Button, name)
            .any(|node| node.accesskit_node().toggled() == Some(Toggled::True))
    };
    assert!(here(&window, "Babies") && !here(&window, "Backup"));
    window.click("Backup");
    window.frames(20);
    assert!(here(&window, "Backup") && !here(&window, "Babies"));
    // The last one is too short to reach the top: it is marked all the same.
    window.click("About");
    window.frames(20);
    assert!(here(&window, "About"));
    // The page moved by hand tells itself.
    window.harness.hover_at(eframe::egui::pos2(900.0, 400.0));
    for _ in 0..40 {
        let unit = eframe::egui::MouseWheelUnit::Point;
        let wheel = Event::MouseWheel {
            unit,
            delta: vec2(0.0, 400.0),
            phase: eframe::egui::TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        };
        window.harness.event(wheel);
        window.frames(2);
    }
    assert!(here(&window, "Babies") && !here(&window, "About"));
}

#[test]
fn words_of_quiet_buttons_line_up_with_the_page() {
    for (width, height) in [(640.0, 900.0), (1000.0, 900.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        window.apply(Command::Go(View::Settings));
        let title = window
            .harness
            .get_by_role_and_label(Role::Heading, "Settings");
        let left = title.rect().left();
        // The clear space of a quiet button hangs over the edge by its margin.
        let parts = window.harness.get_all_by_role(Role::Button);
        let firsts: Vec<f32> = parts
            .map(|node| node.rect())
            .filter(|rect| rect.left() < left && rect.right() > left)
            .map(|rect| rect.left())
            .collect();
        assert!(firsts.len() >= 2, "{width}: several rows, {firsts:?}");
        for first in firsts {
            assert!(
                (first - (left - 12.0)).abs() < 0.6,
                "{width}: {first}, {left}"
            );
        }
    }
}

#[test]
fn a_book_begins_with_the_birth_and_not_with_a_wrong_clock() {
    let home = Home::sample();
    moved(&home, "2007-04-23T14:00:00");
    let mut window = Opening::sized(1280.0, 1400.0).on(&home);
    window.apply(Command::Go(View::Keepsake));
    window.press("Make a book…");
    // The month of the wrong clock can be taken in, but is not proposed.
    assert!(window.has("Earlier first month") && !window.has("April 2007"));
    window.press("Earlier first month");
    assert!(window.has("April 2007"), "one step, not two hundred");
}

#[test]
fn last_night_is_one_night_in_both_fields() {
    let mut window = Opening::sized(1280.0, 1200.0).on(&Home::sample());
    let moment = |window: &Window| window.model().entry.as_ref().unwrap().fields.moment.local;
    // It is nine in the morning of 23 November: two at night was today, eleven
    // yesterday.
    for (time, expected) in [
        ("2am", "2026-11-23T02:00:00"),
        ("11pm", "2026-11-22T23:00:00"),
    ] {
        window.apply(EntryCommand::New);
        window.click("Correct…");
        window.write("Day", "last night");
        window.write("Time", time);
        assert_eq!(moment(&window), expected.parse().unwrap(), "{time}");
        window.click("Done");
        window.apply(Command::Back);
    }
    // The whole moment, where the day belongs.
    window.apply(EntryCommand::New);
    window.click("Correct…");
    window.write("Day", "last night 2am");
    assert_eq!(moment(&window), "2026-11-23T02:00:00".parse().unwrap());
    window.node("Time").focus();
    window.frames(3);
    assert!(!window.has("Please write the date like 3 Nov 2026."));
    assert_eq!(moment(&window), "2026-11-23T02:00:00".parse().unwrap());
}

#[test]
fn a_corrected_moment_is_one_step_and_a_given_up_one_none() {
    let home = Home::sample();
    let id = moved(&home, "2026-11-05T02:10:00");
    let mut window = Opening::sized(1280.0, 1200.0).on(&home);
    window.apply(EntryCommand::Open(id));
    let moment = |window: &Window| window.model().entry.as_ref().unwrap().fields.moment.local;
    let before = moment(&window);
    let slowly = |window: &mut Window, day: &str| {
        window.write("Day", day);
        // Longer than what counts as one go.
        std::thread::sleep(std::time::Duration::from_millis(1300));
        window.frames(2);
    };
    window.click("Correct…");
    slowly(&mut window, "7 Nov 2026");
    slowly(&mut window, "8 Nov 2026");
    window.click("Leave it as it was");
    assert_eq!(moment(&window), before);
    assert!(window.disabled("Undo"), "nothing happened, nothing to undo");

    window.click("Correct…");
    slowly(&mut window, "7 Nov 2026");
    slowly(&mut window, "8 Nov 2026");
    window.click("Done");
    assert_eq!(moment(&window), "2026-11-08T02:10:00".parse().unwrap());
    window.click("Undo");
    assert_eq!(moment(&window), before, "one step");
    assert!(window.disabled("Undo"));
}

#[test]
fn what_a_message_offers_to_undo_the_keys_undo_too() {
    let mut window = Window::sample();
    let photos = window.model().gallery.items.len();
    let entry = window.model().gallery.items[0].entry;
    window.apply(EntryCommand::Trash(entry));
    assert!(window.model().gallery.items.len() < photos);
    window.key_with(Modifiers::COMMAND, eframe::egui::Key::Z);
    assert_eq!(window.model().gallery.items.len(), photos);
    // And its message, which comes to the same, has nothing left to do.
    window.press("Undo");
    assert_eq!(window.model().gallery.items.len(), photos);
}
