//! The gallery: words searched for, filters, and many photos at once.

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, accesskit::Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{Change, Command, Filter, GalleryCommand, View};
use smilekeep::domain::{EntryId, PhotoId, SmileKind};
use smilekeep::store;

use crate::window::{Home, Opening, Window};

fn everything_has_a_name(window: &Window) {
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

fn entry_of(window: &Window, photo: PhotoId) -> EntryId {
    window.model().gallery.item(photo).unwrap().entry
}

/// A word of a note that not every entry has.
fn a_word(window: &Window) -> String {
    window
        .model()
        .gallery
        .items
        .iter()
        .flat_map(|item| item.caption.split(|c: char| !c.is_alphabetic()))
        .find(|word| word.len() > 5)
        .unwrap()
        .to_owned()
}

fn search(window: &mut Window, words: &str) {
    window.key_with(Modifiers::COMMAND, Key::F);
    window.harness.event(Event::Text(words.to_owned()));
    window.settle();
    window.settle();
}

#[test]
fn ctrl_f_searches_and_what_was_found_opens() {
    let mut window = Window::sample();
    let all = window.model().gallery.items.len();
    let word = a_word(&window);
    search(&mut window, &word);
    let found = window.model().gallery.count();
    assert!(found > 0 && found < all, "{found} of {all} have “{word}”");
    let excerpts = &window.model().found.as_ref().unwrap().excerpts;
    assert!(!excerpts.is_empty(), "the words found are marked");
    for excerpt in excerpts.values() {
        let marked = excerpt.parts.iter().find(|(_, hit)| *hit);
        let (marked, _) = marked.expect("something is marked");
        assert!(marked.to_lowercase().starts_with(&word.to_lowercase()));
    }
    everything_has_a_name(&window);
    let first = window.model().gallery.at(0).unwrap().id();
    window.button_beginning("Photo, ").click();
    window.settle();
    assert_eq!(window.model().view, View::Viewer(first));
}

#[test]
fn nothing_found_says_so_and_leads_back() {
    let mut window = Window::sample();
    search(&mut window, "xylophone");
    assert_eq!(window.model().gallery.count(), 0);
    assert!(window.has("Nothing with “xylophone” yet"));
    everything_has_a_name(&window);
    window.click("Show all memories");
    assert_eq!(
        window.model().gallery.count(),
        window.model().gallery.items.len()
    );
    assert!(window.model().filter.is_empty());
}

#[test]
fn a_chip_is_taken_away_by_click_and_by_key() {
    let mut window = Window::sample();
    let all = window.model().gallery.items.len();
    let both = Filter {
        favourite: true,
        kind: Some(SmileKind::Social),
        ..Filter::default()
    };
    window.apply(GalleryCommand::Show(Box::new(both)));
    let count = window.model().gallery.count();
    let expected = window.model().gallery.items.iter();
    let expected = expected.filter(|item| item.favourite && item.kind == Some(SmileKind::Social));
    assert_eq!(count, expected.count());
    window.click("Take the filter away: Social");
    assert!(window.model().filter.kind.is_none());
    let favourites = window
        .model()
        .gallery
        .items
        .iter()
        .filter(|item| item.favourite);
    assert_eq!(window.model().gallery.count(), favourites.count());
    window.key_on("Take the filter away: Favourites", Key::Delete);
    assert_eq!(window.model().gallery.count(), all);
}

#[test]
fn the_sheet_of_filters_filters() {
    let mut window = Window::sample();
    window.click("Filter");
    everything_has_a_name(&window);
    window.click("Favourites");
    assert!(window.model().filter.favourite);
    assert!(window.model().gallery.count() < window.model().gallery.items.len());
    window.click("Take all filters away");
    assert!(window.model().filter.is_empty());
}

#[test]
fn a_heart_taken_away_leaves_the_favourites_at_once() {
    let mut window = Window::sample();
    let favourites = Filter {
        favourite: true,
        ..Filter::default()
    };
    window.apply(GalleryCommand::Show(Box::new(favourites)));
    let before = window.model().gallery.count();
    let item = window.model().gallery.at(0).unwrap();
    let (entry, of_entry) = (item.entry, item.entry);
    let gone = window.model().gallery.items.iter();
    let gone = gone.filter(|item| item.entry == of_entry).count();
    window.apply(smilekeep::app::ViewerCommand::ToggleFavourite(entry));
    assert_eq!(window.model().gallery.count(), before - gone);
}

// ---- many at once

/// The names of the first photos of the gallery are not their own; this takes
/// them by their place.
fn click_photo(window: &mut Window, place: usize, modifiers: Modifiers) {
    let at = photo_rect(window, place);
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

fn photo_rect(window: &Window, place: usize) -> Pos2 {
    let node = window
        .harness
        .query_all_by_role(Role::Button)
        .filter(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with("Photo, ")
        })
        .nth(place)
        .unwrap();
    node.rect().center()
}

fn chosen(window: &Window) -> usize {
    window
        .harness
        .query_all_by_role(Role::Button)
        .filter(|node| {
            let node = node.accesskit_node();
            let label = node.label().unwrap_or_default();
            label.starts_with("Photo, ") && node.data().toggled() == Some(Toggled::True)
        })
        .count()
}

#[test]
fn clicks_with_ctrl_and_shift_choose() {
    let mut window = Window::sample();
    click_photo(&mut window, 0, Modifiers::COMMAND);
    assert_eq!(chosen(&window), 1);
    click_photo(&mut window, 3, Modifiers::SHIFT);
    assert_eq!(chosen(&window), 4);
    assert!(window.has("4 photos chosen"));
    everything_has_a_name(&window);
    // From now on a plain click chooses too.
    click_photo(&mut window, 1, Modifiers::NONE);
    assert_eq!(chosen(&window), 3);
    window.key(Key::Escape);
    assert_eq!(chosen(&window), 0);
    assert!(window.has("Select several"));
    assert_eq!(window.model().view, View::Gallery);
}

#[test]
fn a_band_drawn_around_photos_chooses_them() {
    let mut window = Window::sample();
    let (from, to) = (photo_rect(&window, 0), photo_rect(&window, 2));
    window.drag(from, to);
    assert_eq!(window.model().view, View::Gallery, "a drag opens nothing");
    assert_eq!(chosen(&window), 3);
}

#[test]
fn all_go_to_the_trash_and_one_undo_brings_them_back() {
    let mut window = Window::sample();
    let all = window.model().gallery.items.len();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.click("Move to the trash");
    // All of them is much: it is asked about.
    window.click("Put them into the trash");
    assert_eq!(window.model().gallery.items.len(), 0);
    window.click("Undo");
    assert_eq!(window.model().gallery.items.len(), all);
    assert!(window.model().trash.is_empty());
}

#[test]
fn an_entry_parts_with_one_photo_and_gets_it_back() {
    let mut window = Window::sample();
    let items = &window.model().gallery.items;
    let several = items
        .windows(2)
        .find(|pair| pair[0].entry == pair[1].entry)
        .expect("the sample library has an entry with several photos");
    let (photo, entry) = (several[0].id(), several[0].entry);
    let before = fields(&window, entry);
    window.apply(GalleryCommand::Change(vec![photo].into(), Change::Trash));
    assert!(window.model().gallery.item(photo).is_none());
    assert!(window.has("1 photo is in the trash; the entry keeps the others."));
    // It lies there by itself, to be found when the message is long gone.
    let trash: Vec<_> = window
        .model()
        .trash
        .iter()
        .map(|entry| entry.fields.photos.clone())
        .collect();
    assert_eq!(trash, [vec![photo]]);
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(fields(&window, entry), before);
    assert!(window.model().trash.is_empty());
    // There is nothing more to take back.
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(fields(&window, entry), before);
}

fn fields(window: &Window, entry: EntryId) -> smilekeep::domain::EntryFields {
    let connection = window.home.library().connect().unwrap();
    store::entry::get(&connection, entry).unwrap().fields
}

#[test]
fn a_tag_is_given_to_many() {
    let mut window = Window::sample();
    click_photo(&mut window, 0, Modifiers::COMMAND);
    click_photo(&mut window, 4, Modifiers::COMMAND);
    let photos = [0, 4].map(|place| window.photo(place));
    window.click("Add a tag…");
    everything_has_a_name(&window);
    window.type_and_settle("Tag", "grandma’s visit");
    window.key(Key::Enter);
    for photo in photos {
        let tags = fields(&window, entry_of(&window, photo)).tags;
        assert!(tags.iter().any(|tag| tag.as_str() == "grandma’s visit"));
    }
    search(&mut window, "grandma");
    assert!(window.model().gallery.count() >= 2);
}

#[test]
fn times_are_moved_and_moved_back() {
    let mut window = Window::sample();
    click_photo(&mut window, 0, Modifiers::COMMAND);
    let entry = entry_of(&window, window.photo(0));
    let before = fields(&window, entry).moment;
    window.click("Correct the time…");
    window.click("Earlier");
    window.click("More hours");
    everything_has_a_name(&window);
    window.click("Correct the time");
    let after = fields(&window, entry).moment;
    assert_eq!(after.local, before.local - chrono::Duration::hours(1));
    window.click("Undo");
    assert_eq!(fields(&window, entry).moment, before);
}

#[test]
fn copies_of_many_are_saved_in_a_folder_and_nothing_is_written_over() {
    let home = Home::sample();
    let mut window = Opening::default().on(&home);
    let photos = vec![window.photo(0), window.photo(1)];
    let folder = home.folder().join("copies");
    std::fs::create_dir(&folder).unwrap();
    for _ in 0..2 {
        window.apply(GalleryCommand::Export(photos.clone(), folder.clone()));
    }
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, 4);
}

#[test]
fn edits_are_copied_from_one_and_pasted_on_many() {
    let mut window = Window::sample();
    let photos: Vec<_> = (0..4).map(|place| window.photo(place)).collect();
    window
        .app()
        .model
        .gallery
        .patch_photo(photos[0], |item| item.edits.warmth = 33);
    window.apply(GalleryCommand::CopyEdits(photos[0]));
    window.apply(GalleryCommand::PasteEdits(photos[1..].to_vec()));
    for photo in &photos[1..] {
        assert_eq!(
            window.model().gallery.item(*photo).unwrap().edits.warmth,
            33
        );
    }
    window.apply(Command::Go(View::Gallery));
}

// ---- getting around

#[test]
fn the_time_line_goes_from_month_to_month() {
    let mut window = Window::sample();
    assert!(
        window
            .find(Role::Heading, |name| name == "November 2026")
            .is_some()
    );
    let months = window.model().gallery.months.len();
    assert!(months > 2);
    window.node("Time line").focus();
    window.frames(2);
    for _ in 0..months {
        window.key(Key::ArrowDown);
    }
    assert!(
        window
            .find(Role::Heading, |name| name == "November 2026")
            .is_none()
    );
    everything_has_a_name(&window);
}

#[test]
fn the_smallest_pictures_are_still_photos_to_open() {
    let mut window = Window::sample();
    for _ in 0..12 {
        if window.disabled("Smaller pictures") {
            break;
        }
        window.click("Smaller pictures");
    }
    assert!(window.disabled("Smaller pictures"));
    everything_has_a_name(&window);
    let first = window.photo(0);
    click_photo(&mut window, 0, Modifiers::NONE);
    assert_eq!(window.model().view, View::Viewer(first));
}

#[test]
fn levels_put_years_months_and_days_under_headings() {
    let mut window = Window::sample();
    let heading =
        |window: &Window, name: &str| window.find(Role::Heading, |label| label == name).is_some();
    window.click("Years");
    assert!(heading(&window, "2026"));
    assert!(!heading(&window, "November 2026"));
    window.click("Days");
    assert!(heading(&window, "Friday, 20 November 2026"));
    everything_has_a_name(&window);
    window.click("Months");
    assert!(heading(&window, "November 2026"));
}

#[test]
fn this_day_in_earlier_months_stands_above() {
    let home = Home::sample();
    {
        let connection = smilekeep::store::Library::open(&home.root()).unwrap();
        let connection = connection.connect().unwrap();
        let entry = store::entry::list(&connection, None)
            .unwrap()
            .pop()
            .unwrap();
        let mut fields = entry.fields;
        fields.moment.local = crate::window::day("2026-09-23")
            .and_hms_opt(3, 0, 0)
            .unwrap();
        store::entry::update(&connection, entry.id, &fields, crate::window::now()).unwrap();
        // One night is one day: three in the morning belongs to the 22nd.
        let mut fields = store::entry::get(&connection, entry.id).unwrap().fields;
        fields.moment.local = crate::window::day("2026-09-24")
            .and_hms_opt(3, 0, 0)
            .unwrap();
        store::entry::update(&connection, entry.id, &fields, crate::window::now()).unwrap();
    }
    let mut window = Opening::default().on(&home);
    assert!(
        window
            .find(Role::Heading, |name| name == "On this day")
            .is_some()
    );
    let old = window.button_beginning("2 months ago: Photo, ");
    old.click();
    window.settle();
    let View::Viewer(photo) = window.model().view else {
        panic!("the photo did not open");
    };
    let day = window.model().gallery.item(photo).unwrap().moment.local;
    assert_eq!(day.to_string(), "2026-09-24 03:00:00");
}

#[test]
fn a_sibling_in_the_same_week_of_life_stands_above() {
    let home = Home::sample();
    {
        let library = smilekeep::store::Library::open(&home.root()).unwrap();
        let connection = library.connect().unwrap();
        let mina = store::baby::list(&connection).unwrap().pop().unwrap();
        let theo = smilekeep::domain::BabyFields {
            name: "Theo".to_owned(),
            birth_date: mina.fields.birth_date - chrono::Duration::days(40),
            due_date: None,
            portrait: None,
        };
        let theo = store::baby::insert(&connection, theo, crate::window::now()).unwrap();
        let entry = store::entry::list(&connection, None)
            .unwrap()
            .pop()
            .unwrap();
        let mut fields = entry.fields;
        fields.baby = theo.id;
        fields.moment.local = (crate::window::today() - chrono::Duration::days(40))
            .and_hms_opt(12, 0, 0)
            .unwrap();
        store::entry::update(&connection, entry.id, &fields, crate::window::now()).unwrap();
    }
    let mut window = Opening::default().on(&home);
    let babies = &window.model().babies;
    let mina = babies.iter().find(|baby| baby.fields.name == "Mina");
    let mina = mina.unwrap().id;
    window.apply(smilekeep::app::LibraryCommand::SelectBaby(mina));
    let theirs = window.find(Role::Heading, |name| name.starts_with("This week of life"));
    assert!(theirs.is_some());
    everything_has_a_name(&window);
    window.button_beginning("Theo: Photo, ").click();
    window.settle();
    assert!(matches!(window.model().view, View::Viewer(_)));
}

#[test]
fn the_slideshow_walks_and_escape_ends_it() {
    let mut window = Window::sample();
    window.click("Slideshow");
    window.settle();
    let shown = |window: &Window| {
        let photo = window.find(Role::Image, |name| name.starts_with("Slideshow: "));
        photo.map(|node| node.accesskit_node().label().unwrap_or_default())
    };
    let first = shown(&window).unwrap();
    assert!(first.contains("20 November 2026 · 4 months"), "{first}");
    everything_has_a_name(&window);
    // Time goes on by itself.
    for _ in 0..600 {
        window.frames(1);
        if shown(&window).unwrap() != first {
            break;
        }
    }
    assert_ne!(shown(&window).unwrap(), first);
    let later = shown(&window);
    window.key(Key::S);
    assert_eq!(shown(&window), later, "shuffling keeps the photo shown");
    window.key(Key::Escape);
    assert!(shown(&window).is_none());
    assert!(window.has("Select several"));
    assert_eq!(window.model().view, View::Gallery);
}
