//! Photos and entries without a photo, chosen together and changed together.

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, accesskit::Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{Change, Chosen, Command, EntryCommand, GalleryCommand, View, ViewerCommand};
use smilekeep::domain::{BabyFields, EntryFields, EntryId, Moment, MomentSource};
use smilekeep::store;

use crate::window::{Home, Opening, Window};

/// What the cards are called: three entries of November without a photo.
pub const CARDS: [&str; 3] = [
    "Entry, Friday, 20 November 2026, 21:00: a laugh in the dark",
    "Entry, Thursday, 19 November 2026, 03:30: slept through, hands open",
    "Entry, Wednesday, 18 November 2026, 04:00: a sigh and a smile",
];

/// The sample library with them.
pub fn home() -> (Home, Vec<EntryId>) {
    let home = Home::sample();
    let library = store::Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let baby = store::baby::list(&connection).unwrap().pop().unwrap().id;
    let notes = [
        ("2026-11-20T21:00:00", "a laugh in the dark"),
        ("2026-11-19T03:30:00", "slept through, hands open"),
        ("2026-11-18T04:00:00", "a sigh and a smile"),
    ];
    let entries = notes.map(|(at, note)| {
        let moment = Moment::new(at.parse().unwrap(), 60, MomentSource::TypedIn);
        let mut fields = EntryFields::new(baby, moment);
        note.clone_into(&mut fields.note);
        store::entry::insert(&connection, &fields, crate::window::now())
            .unwrap()
            .id
    });
    (home, entries.to_vec())
}

pub fn opened() -> (Window, Vec<EntryId>) {
    let (home, entries) = home();
    (Opening::default().on(&home), entries)
}

fn fields(window: &Window, entry: EntryId) -> EntryFields {
    let connection = window.home.library().connect().unwrap();
    store::entry::get(&connection, entry).unwrap().fields
}

pub fn press_at(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    for pressed in [true, false] {
        window.harness.event(Event::PointerMoved(at));
        window.harness.event_modifiers(
            Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers,
            },
            modifiers,
        );
        window.frames(1);
    }
    window.settle();
}

/// The middle of a photo, by its place.
fn photo(window: &Window, place: usize) -> Pos2 {
    let photos = window.harness.query_all_by_role(Role::Button);
    let mut photos = photos.filter(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.starts_with("Photo, ")
    });
    photos.nth(place).unwrap().rect().center()
}

fn card(window: &Window, place: usize) -> Pos2 {
    window.node(CARDS[place]).rect().center()
}

fn is_chosen(window: &Window, card: usize) -> bool {
    let node = window.button_beginning(CARDS[card]);
    node.accesskit_node().data().toggled() == Some(Toggled::True)
}

/// How many photos say that they are chosen.
fn photos_chosen(window: &Window) -> usize {
    let photos = window.harness.query_all_by_role(Role::Button);
    photos
        .filter(|node| {
            let node = node.accesskit_node();
            let label = node.label().unwrap_or_default();
            label.starts_with("Photo, ") && node.data().toggled() == Some(Toggled::True)
        })
        .count()
}

fn count_of_words(window: &Window) -> usize {
    window.model().gallery.words().count()
}

// ---- choosing

#[test]
fn a_click_chooses_an_entry_without_a_photo() {
    let (mut window, entries) = opened();
    let card_0 = card(&window, 0);
    press_at(&mut window, card_0, Modifiers::NONE);
    assert_eq!(window.model().view, View::Entry(entries[0]));
    window.key(Key::Escape);
    assert_eq!(window.model().view, View::Gallery);
    window.click("Select several");
    assert!(window.has("Choose photos or entries"));
    let at = card(&window, 0);
    press_at(&mut window, at, Modifiers::NONE);
    assert!(window.has("1 entry chosen"));
    assert!(is_chosen(&window, 0) && !is_chosen(&window, 1));
    let at = photo(&window, 0);
    press_at(&mut window, at, Modifiers::COMMAND);
    assert!(window.has("1 photo and 1 entry chosen"));
    let unnamed = window.unnamed();
    assert_eq!(unnamed, Vec::<String>::new());
    let at = card(&window, 0);
    press_at(&mut window, at, Modifiers::NONE);
    assert!(window.has("1 photo chosen"));
    assert!(!is_chosen(&window, 0));
    window.key(Key::Escape);
    assert!(window.has("Select several"));
    assert_eq!(window.model().view, View::Gallery);
}

#[test]
fn shift_reaches_across_photos_and_entries_as_they_stand() {
    let (mut window, _) = opened();
    // Without choosing having begun.
    let at = card(&window, 1);
    press_at(&mut window, at, Modifiers::COMMAND);
    let at = photo(&window, 1);
    press_at(&mut window, at, Modifiers::SHIFT);
    assert!(window.has("2 photos and 2 entries chosen"));
    assert!(!is_chosen(&window, 0) && is_chosen(&window, 1) && is_chosen(&window, 2));
    assert_eq!(photos_chosen(&window), 2);
    // And back up, from a photo.
    window.key(Key::Escape);
    let at = photo(&window, 2);
    press_at(&mut window, at, Modifiers::COMMAND);
    let at = card(&window, 0);
    press_at(&mut window, at, Modifiers::SHIFT);
    assert!(window.has("3 photos and 3 entries chosen"));
    assert_eq!(photos_chosen(&window), 3);
}

#[test]
fn shift_reaches_through_days_in_their_order() {
    let (mut window, _) = opened();
    window.click("Days");
    // The day's entry stands above its photos, the day before below them.
    let at = card(&window, 0);
    press_at(&mut window, at, Modifiers::COMMAND);
    let at = photo(&window, 0);
    press_at(&mut window, at, Modifiers::SHIFT);
    assert!(window.has("1 photo and 1 entry chosen"));
}

#[test]
fn a_band_chooses_photos_and_entries_it_touches() {
    let (mut window, _) = opened();
    let (from, to) = (card(&window, 1), photo(&window, 0));
    window.drag(from, to);
    assert_eq!(window.model().view, View::Gallery, "a drag opens nothing");
    assert!(is_chosen(&window, 0) && is_chosen(&window, 1) && !is_chosen(&window, 2));
    let photos = photos_chosen(&window);
    assert!(photos >= 1, "none was touched");
    let title = match photos {
        1 => "1 photo and 2 entries chosen".to_owned(),
        photos => format!("{photos} photos and 2 entries chosen"),
    };
    assert!(window.has(&title));
}

#[test]
fn keys_choose_entries_as_they_choose_photos() {
    let (mut window, _) = opened();
    window.click("Select several");
    window.key_on(CARDS[1], Key::Space);
    assert!(window.has("1 entry chosen"));
    assert!(is_chosen(&window, 1));
    window.key_on(CARDS[2], Key::Enter);
    assert!(window.has("2 entries chosen"));
    window.key_on(CARDS[2], Key::Space);
    assert!(window.has("1 entry chosen"));
    // A favourite by its key, and said so.
    window.key(Key::F);
    let favourite = format!("{}, favourite", CARDS[1]);
    assert!(window.has(&favourite));
    window.key(Key::F);
    assert!(!window.has(&favourite));
    window.key_with(Modifiers::COMMAND, Key::A);
    let all = window.model().gallery.items.len();
    assert!(window.has(&format!("{all} photos and 3 entries chosen")));
}

#[test]
fn entries_that_were_found_are_chosen_too() {
    let (mut window, _) = opened();
    window.key_with(Modifiers::COMMAND, Key::F);
    window
        .harness
        .event(Event::Text("slept through, hands".to_owned()));
    window.settle();
    window.settle();
    assert_eq!(window.model().gallery.entries(), 1);
    let found = window.button_beginning("Entry, ").rect().center();
    press_at(&mut window, found, Modifiers::COMMAND);
    assert!(window.has("1 entry chosen"));
    let found = window.button_beginning("Entry, ");
    let toggled = found.accesskit_node().data().toggled();
    assert_eq!(toggled, Some(Toggled::True));
}

#[test]
fn an_entry_found_with_several_photos_is_chosen_with_all_of_them() {
    let (mut window, _) = opened();
    let items = window.model().gallery.items.clone();
    let several = items.windows(2).find(|pair| pair[0].entry == pair[1].entry);
    let entry = several.unwrap()[0].entry;
    let photos = items.iter().filter(|item| item.entry == entry).count();
    window.apply(EntryCommand::Open(entry));
    let mut changed = window.model().entry.as_ref().unwrap().fields.clone();
    changed.note = "quokka".to_owned();
    window.apply(EntryCommand::Change(Box::new(changed), "note"));
    window.apply(Command::Back);
    window.key_with(Modifiers::COMMAND, Key::F);
    window.harness.event(Event::Text("quokka".to_owned()));
    window.settle();
    window.settle();
    assert_eq!(window.model().gallery.count(), photos);
    let found = window.button_beginning("Photo, ").rect().center();
    press_at(&mut window, found, Modifiers::COMMAND);
    assert!(window.has(&format!("{photos} photos chosen")));
}

// ---- changing

#[test]
fn photos_and_entries_go_to_the_trash_and_one_undo_brings_them_back() {
    let (mut window, entries) = opened();
    let items = window.model().gallery.items.len();
    let before = entries.iter().map(|entry| fields(&window, *entry));
    let before: Vec<_> = before.collect();
    let at = card(&window, 1);
    press_at(&mut window, at, Modifiers::COMMAND);
    let at = photo(&window, 0);
    press_at(&mut window, at, Modifiers::SHIFT);
    assert!(window.has("1 photo and 2 entries chosen"));
    window.key(Key::Delete);
    assert_eq!(window.model().gallery.items.len(), items - 1);
    assert_eq!(count_of_words(&window), 1);
    assert!(!window.has(CARDS[1]) && !window.has(CARDS[2]));
    assert_eq!(window.model().trash.len(), 3);
    window.click("Undo");
    assert_eq!(window.model().gallery.items.len(), items);
    assert_eq!(count_of_words(&window), 3);
    assert!(window.model().trash.is_empty());
    for (entry, before) in entries.iter().zip(before) {
        assert_eq!(fields(&window, *entry), before);
    }
}

#[test]
fn a_tag_and_a_time_are_given_to_photos_and_entries_alike() {
    let (mut window, entries) = opened();
    let photo_entry = window.model().gallery.items[0].entry;
    let both = [photo_entry, entries[0]];
    let before = both.map(|entry| fields(&window, entry).moment.local);
    let at = photo(&window, 0);
    press_at(&mut window, at, Modifiers::COMMAND);
    let at = card(&window, 0);
    press_at(&mut window, at, Modifiers::COMMAND);
    window.click("Add a tag…");
    let about = "For the entry of 1 photo and 1 entry without a photo. You can undo it.";
    assert!(window.has(about));
    window.type_and_settle("Tag", "grandma’s visit");
    window.key(Key::Enter);
    assert!(window.has("2 entries have the tag “grandma’s visit” now."));
    for entry in both {
        let tags = fields(&window, entry).tags;
        assert!(tags.iter().any(|tag| tag.as_str() == "grandma’s visit"));
    }
    window.click("Correct the time…");
    window.click("Earlier");
    window.click("More hours");
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.click("Correct the time");
    let after = both.map(|entry| fields(&window, entry).moment.local);
    let hour = chrono::Duration::hours(1);
    assert_eq!(after, before.map(|local| local - hour));
    // They are still chosen, and go back together.
    assert!(window.has("1 photo and 1 entry chosen"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(
        both.map(|entry| fields(&window, entry).moment.local),
        before
    );
}

#[test]
fn entries_move_to_another_baby_with_the_photos_chosen() {
    let (home, entries) = home();
    let theo = {
        let library = store::Library::open(&home.root()).unwrap();
        let theo = BabyFields {
            name: "Theo".to_owned(),
            birth_date: "2026-01-01".parse().unwrap(),
            due_date: None,
            portrait: None,
        };
        let connection = library.connect().unwrap();
        store::baby::insert(&connection, theo, crate::window::now())
            .unwrap()
            .id
    };
    let mut window = Opening::default().on(&home);
    let mina = fields(&window, entries[0]).baby;
    window.apply(smilekeep::app::LibraryCommand::SelectBaby(mina));
    let photo = window.photo(0);
    let photo_entry = window.model().gallery.items[0].entry;
    let chosen = Chosen {
        photos: vec![photo],
        words: vec![entries[0]],
    };
    window.apply(GalleryCommand::Change(chosen, Change::MoveTo(theo)));
    assert_eq!(fields(&window, entries[0]).baby, theo);
    assert_eq!(fields(&window, photo_entry).baby, theo);
    window.click("Undo");
    assert_eq!(fields(&window, entries[0]).baby, mina);
    assert_eq!(fields(&window, photo_entry).baby, mina);
}

#[test]
fn what_is_for_photos_says_so_and_leaves_entries_out() {
    let (mut window, _) = opened();
    let words = "Only for photos. Entries without a photo are left out.";
    let description = |window: &Window, label: &str| {
        let node = window.node(label);
        node.accesskit_node()
            .data()
            .description()
            .map(str::to_owned)
    };
    let at = card(&window, 0);
    press_at(&mut window, at, Modifiers::COMMAND);
    for label in ["Save copies in a folder…", "Copy edits", "Paste edits"] {
        assert!(window.disabled(label), "{label}");
        assert_eq!(
            description(&window, label).as_deref(),
            Some(words),
            "{label}"
        );
    }
    for label in ["Move to the trash", "Add a tag…", "Correct the time…"] {
        assert!(!window.disabled(label), "{label}");
        assert_ne!(
            description(&window, label).as_deref(),
            Some(words),
            "{label}"
        );
    }
    let at = photo(&window, 1);
    press_at(&mut window, at, Modifiers::COMMAND);
    assert!(!window.disabled("Save copies in a folder…"));
    // The edits are those of the one photo.
    let second = window.photo(1);
    let patch = |item: &mut store::gallery::GalleryItem| item.edits.warmth = 33;
    window.app().model.gallery.patch_photo(second, patch);
    window.click("Copy edits");
    assert_eq!(window.model().copied.map(|edits| edits.warmth), Some(33));
    let at = card(&window, 0);
    press_at(&mut window, at, Modifiers::NONE);
    assert_ne!(description(&window, "Copy edits").as_deref(), Some(words));
}

#[test]
fn the_heart_of_what_is_chosen_follows_what_was_marked_meanwhile() {
    let mut window = Window::sample();
    window.key_with(Modifiers::COMMAND, Key::A);
    assert!(window.has("Add to favourites"));
    // All of them: now they can lose it together.
    window.key(Key::F);
    assert!(window.has("Remove from favourites"));
    // One loses it by itself, in place.
    let photo = window.photo(0);
    window.apply(ViewerCommand::ToggleFavourite(
        window.model().gallery.item(photo).unwrap().entry,
    ));
    assert!(window.has("Add to favourites") && !window.has("Remove from favourites"));
}
