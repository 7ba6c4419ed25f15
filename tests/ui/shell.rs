//! The window as a whole: the first start, the ways through it, and its end.

mod arrivals;
mod start;
mod tray;

use eframe::egui::{Event, Key, Modifiers, Role, ViewportEvent};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{EntryCommand, LibraryCommand, View};
use smilekeep::domain::{BabyFields, EntryId};
use smilekeep::store::{self, Library};
use smilekeep::ui::text::{clock, long_date};

use crate::window::{Home, Opening, Window, day, today};

#[track_caller]
fn everything_has_a_name(window: &Window) {
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

/// The entry on screen.
#[track_caller]
fn entry_shown(window: &Window) -> EntryId {
    match window.model().view {
        View::Entry(id) => id,
        other => panic!("{other:?}"),
    }
}

/// What the gallery calls the photo at a position.
fn name_in_gallery(window: &Window, position: usize) -> String {
    let item = &window.model().gallery.items[position];
    let local = item.moment.local;
    let heart = if item.favourite { ", favourite" } else { "" };
    let (day, time) = (long_date(local.date()), clock(local.time()));
    format!("Photo, {day}, {time}{heart}")
}

fn stored_note(home: &Home, id: EntryId) -> String {
    let connection = home.library().connect().unwrap();
    store::entry::get(&connection, id).unwrap().fields.note
}

// ---- the gallery

#[test]
fn the_gallery_tells_months_with_ages_and_photos_with_dates() {
    let window = Window::sample();
    let heading = |name: &str| window.find(Role::Heading, |label| label == name).is_some();
    assert!(heading("Memories"));
    assert!(heading("November 2026"));
    assert!(window.has("4 to 5 months old"));
    let newest = name_in_gallery(&window, 0);
    assert_eq!(
        newest.strip_suffix(", favourite").unwrap(),
        "Photo, Friday, 20 November 2026, 16:10"
    );
    let shown: Vec<String> = window
        .harness
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with("Photo"))
        .collect();
    assert!(shown.len() >= 4, "{shown:?}");
    for (position, label) in shown.iter().enumerate() {
        assert_eq!(*label, name_in_gallery(&window, position));
    }
    everything_has_a_name(&window);
}

#[test]
fn a_click_on_a_photo_opens_the_viewer_and_escape_leads_back() {
    let mut window = Window::sample();
    // The photos of one moment have one name: the last is of another.
    let position = window
        .model()
        .gallery
        .items
        .iter()
        .position(|item| item.moment.local.date() != day("2026-11-20"))
        .unwrap();
    let name = name_in_gallery(&window, position);
    window.button_beginning(&name).click();
    window.settle();
    assert_eq!(
        window.model().view,
        View::Viewer(window.photo(position)),
        "the photo clicked is the photo shown"
    );
    assert!(window.has("Edit photo") && window.has("Open entry"));
    everything_has_a_name(&window);
    window.key(Key::Escape);
    assert_eq!(window.model().view, View::Gallery);
}

#[test]
fn entries_without_a_photo_are_in_the_gallery_and_open() {
    let mut window = Window::empty("Mina");
    window.click("Write an entry without a photo");
    let id = entry_shown(&window);
    window.type_and_settle("What you want to remember", "ضحكت وهي نائمة");
    everything_has_a_name(&window);
    window.click("Memories");
    assert!(!window.has("Drop the first smile here"));
    assert!(
        window
            .find(Role::Heading, |label| label == "November 2026")
            .is_some()
    );
    everything_has_a_name(&window);
    window.click("Entry, Monday, 23 November 2026, 09:00: ضحكت وهي نائمة");
    assert_eq!(entry_shown(&window), id);
    window.click("Back");
    assert_eq!(window.model().view, View::Gallery);
}

// ---- the ways

#[test]
fn keys_lead_to_every_view() {
    let mut window = Window::sample();
    for (key, view) in [
        (Key::Num2, View::Milestones),
        (Key::Num3, View::Keepsake),
        (Key::Comma, View::Settings),
        (Key::Num1, View::Gallery),
    ] {
        window.key_with(Modifiers::COMMAND, key);
        assert_eq!(window.model().view, view);
        everything_has_a_name(&window);
    }
    window.key_with(Modifiers::COMMAND, Key::N);
    entry_shown(&window);
}

#[test]
fn keys_lead_on_while_words_are_typed_and_keep_them() {
    let mut window = Window::empty("Mina");
    window.key_with(Modifiers::COMMAND, Key::N);
    let id = entry_shown(&window);
    window.type_into("What you want to remember", "A smile, 2 seconds");
    window.key_with(Modifiers::COMMAND, Key::Num2);
    assert_eq!(window.model().view, View::Milestones);
    assert_eq!(stored_note(&window.home, id), "A smile, 2 seconds");
}

#[test]
fn the_side_leads_to_every_view_and_says_where_we_are() {
    let mut window = Window::sample();
    for (name, view) in [
        ("Milestones", View::Milestones),
        ("Keepsake page", View::Keepsake),
        ("Settings", View::Settings),
        ("Memories", View::Gallery),
    ] {
        let way = |window: &Window| {
            window
                .find(Role::Button, |label| label == name)
                .unwrap()
                .rect()
        };
        let place = way(&window).center();
        window.harness.hover_at(place);
        window.harness.drag_at(place);
        window.harness.drop_at(place);
        window.settle();
        assert_eq!(window.model().view, view);
    }
}

#[test]
fn a_narrow_window_has_the_ways_without_words_but_with_names() {
    let mut window = Opening::sized(700.0, 800.0).on(&Home::sample());
    let ways = [
        "Memories",
        "Milestones",
        "Keepsake page",
        "Settings",
        "Add photos…",
        "New entry",
    ];
    for name in ways {
        let way = window.find(Role::Button, |label| label == name).unwrap();
        assert!(way.rect().width() < 80.0, "{name}: {:?}", way.rect());
        assert!(window.find(Role::Label, |label| label == name).is_none());
    }
    let baby = window.button_beginning("Mina, ").rect();
    assert!(baby.width() < 80.0 && baby.right() < 80.0);
    everything_has_a_name(&window);
    window.click("Milestones");
    assert_eq!(window.model().view, View::Milestones);
    everything_has_a_name(&window);
    window.click("Keepsake page");
    everything_has_a_name(&window);
    window.click("Settings");
    everything_has_a_name(&window);

    // With room, the words are there.
    let window = Window::sample();
    for name in ways {
        let times = window.harness.query_all_by_label(name).count();
        assert!(times >= 1, "{name}");
    }
}

#[test]
fn the_menu_beside_the_portrait_switches_babies() {
    let mut window = Window::sample();
    let first = window.model().baby.unwrap();
    let photos = window.model().gallery.items.len();
    window.apply(LibraryCommand::AddBaby(
        BabyFields {
            name: "小雨".to_owned(),
            birth_date: day("2026-09-03"),
            due_date: None,
            portrait: None,
        },
        None,
    ));
    assert_ne!(window.model().baby, Some(first));
    assert!(window.has("Drop the first smile here"));
    assert!(
        window
            .find(Role::Button, |label| label.starts_with("Mina, "))
            .is_none(),
        "the menu is closed"
    );

    window.button_beginning("小雨, ").click();
    window.settle();
    everything_has_a_name(&window);
    window.button_beginning("Mina, ").click();
    window.settle();
    assert_eq!(window.model().baby, Some(first));
    assert_eq!(window.model().gallery.items.len(), photos);
    assert!(!window.has("Drop the first smile here"));
    assert!(
        window
            .find(Role::Button, |label| label.starts_with("小雨, "))
            .is_none(),
        "the menu closes with the choice"
    );

    window.button_beginning("Mina, ").click();
    window.settle();
    window.click("Add or change a baby…");
    assert_eq!(window.model().view, View::Settings);
}

// ---- undoing, looking only, closing

#[test]
fn undo_in_the_message_brings_an_entry_back_from_the_trash() {
    let mut window = Window::sample();
    let before = window.model().gallery.items.clone();
    window.apply(EntryCommand::Open(before[0].entry));
    window.click("Move to trash");
    assert_eq!(window.model().view, View::Gallery);
    assert!(window.model().gallery.items.len() < before.len());
    assert_eq!(window.model().trash.len(), 1);
    everything_has_a_name(&window);
    window.click("Undo");
    assert!(window.model().trash.is_empty());
    assert_eq!(window.model().gallery.items, before);
    assert!(!window.has("Undo"), "what was answered is gone");
}

/// As a newer Smilekeep leaves it.
fn made_by_a_newer_one(home: &Home) {
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    connection
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
}

#[test]
fn a_library_to_look_at_says_so_and_offers_no_adding() {
    let home = Home::sample();
    made_by_a_newer_one(&home);
    let mut window = Opening::default().on(&home);
    let sentence = window.model().read_only().unwrap().sentence();
    for view in ["Milestones", "Keepsake page", "Settings", "Memories"] {
        window.click(view);
        assert!(window.has(sentence), "{view}");
        assert!(window.disabled("Add photos…"), "{view}");
        assert!(window.disabled("New entry"), "{view}");
        everything_has_a_name(&window);
    }
    // And still: every photo is there to look at.
    let name = name_in_gallery(&window, 0);
    window.button_beginning(&name).click();
    window.settle();
    assert!(matches!(window.model().view, View::Viewer(_)));
    assert!(window.has(sentence));
    everything_has_a_name(&window);
}

#[test]
fn an_empty_library_to_look_at_offers_no_first_photo() {
    let home = Home::empty("Mina");
    made_by_a_newer_one(&home);
    let window = Opening::default().on(&home);
    assert!(window.has(window.model().read_only().unwrap().sentence()));
    everything_has_a_name(&window);
    for offer in ["Choose photos…", "Write an entry without a photo"] {
        assert!(!window.has(offer) || window.disabled(offer), "{offer}");
    }
}

#[test]
fn closing_the_window_right_after_typing_saves() {
    let mut window = Window::empty("Mina");
    window.click("New entry");
    let id = entry_shown(&window);
    window.type_into("What you want to remember", "Three in the morning");
    assert_eq!(stored_note(&window.home, id), "", "the pause is not over");
    // The last word and the end come in one frame.
    window.harness.event(Event::Text(", smiling".to_owned()));
    let root = window.viewport();
    root.events.push(ViewportEvent::Close);
    window.frames(1);
    assert_eq!(
        stored_note(&window.home, id),
        "Three in the morning, smiling"
    );
    let mut window = window.reopened();
    window.apply(EntryCommand::Open(id));
    let sheet = window.model().entry.as_ref().unwrap();
    assert_eq!(sheet.fields.note, "Three in the morning, smiling");
    assert_eq!(sheet.fields.moment.local.date(), today());
}
