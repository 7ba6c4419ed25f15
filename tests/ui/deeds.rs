//! The palette and the sheet of keys: what can be done, found by name.

use eframe::egui::{Event, Key, Modifiers, Role};
use smilekeep::app::{Appearance, EntryCommand, LibraryCommand, View, ViewerCommand};
use smilekeep::domain::{BabyFields, Turn};
use smilekeep::store::Library;
use smilekeep::ui::deeds::{Deed, Place, table};

use crate::window::{Home, Opening, Window, day};

const FIELD: &str = "What would you like to do?";

fn open(window: &mut Window) {
    window.key_with(Modifiers::COMMAND, Key::K);
    assert!(is_open(window));
}

fn is_open(window: &Window) -> bool {
    window.find(Role::TextInput, |name| name == FIELD).is_some()
}

fn type_words(window: &mut Window, words: &str) {
    window.harness.event(Event::Text(words.to_owned()));
    window.settle();
}

fn chosen(window: &Window) -> String {
    let mut marked: Vec<String> = window
        .options()
        .into_iter()
        .filter(|(_, marked)| *marked)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(marked.len(), 1, "{marked:?}");
    marked.remove(0)
}

#[test]
fn a_few_letters_and_enter_lead_anywhere() {
    let mut window = Window::sample();
    open(&mut window);
    assert_eq!(window.unnamed(), Vec::<String>::new());
    type_words(&mut window, "mile");
    assert_eq!(chosen(&window), "Go to Milestones, Ctrl + 2");
    window.key(Key::Enter);
    assert_eq!(window.model().view, View::Milestones);
    assert!(!is_open(&window));
    // Where one is already is not offered.
    open(&mut window);
    assert!(
        window
            .options()
            .iter()
            .all(|(name, _)| !name.contains("Milestones"))
    );
}

#[test]
fn arrows_walk_the_list_round_and_escape_leaves_it() {
    let mut window = Window::sample();
    open(&mut window);
    let all = window.options();
    assert!(all.len() > 8, "{all:?}");
    assert_eq!(chosen(&window), all[0].0);
    window.key(Key::ArrowDown);
    assert_eq!(chosen(&window), all[1].0);
    window.key(Key::ArrowUp);
    window.key(Key::ArrowUp);
    assert_eq!(chosen(&window), all[all.len() - 1].0);
    window.key(Key::Escape);
    assert!(!is_open(&window));
    assert_eq!(window.model().view, View::Gallery);
    open(&mut window);
    window.key_with(Modifiers::COMMAND, Key::K);
    assert!(!is_open(&window), "the same key closes it");
}

#[test]
fn it_is_found_by_other_words_and_looks_change() {
    let mut window = Window::sample();
    open(&mut window);
    type_words(&mut window, "theme dim");
    assert_eq!(chosen(&window), "Night light");
    window.key(Key::Enter);
    assert_eq!(window.model().config.appearance, Appearance::Night);
    open(&mut window);
    assert_ne!(chosen(&window), "Night light", "it is so already");
    type_words(&mut window, "qqq");
    assert!(window.options().is_empty());
    assert!(window.has("Nothing here is called “qqq”."));
    window.key(Key::Enter);
    assert!(is_open(&window), "nothing was chosen");
}

#[test]
fn what_belongs_to_the_photo_is_done_to_it() {
    let mut window = Window::sample();
    let (photo, entry, before) = {
        let item = &window.model().gallery.items[3];
        (item.id(), item.entry, item.favourite)
    };
    window.apply(ViewerCommand::Open(photo));
    open(&mut window);
    type_words(&mut window, "heart");
    window.key(Key::Enter);
    assert_ne!(
        window.model().gallery.item(photo).unwrap().favourite,
        before
    );
    assert_eq!(
        window.model().view,
        View::Viewer(photo),
        "no other key was meant"
    );

    open(&mut window);
    type_words(&mut window, "edit photo");
    window.key(Key::Enter);
    assert_eq!(window.model().view, View::Editor(photo));
    let turn = window.model().editor.as_ref().unwrap().edits.turn;
    open(&mut window);
    type_words(&mut window, "rotate");
    window.key(Key::Enter);
    let edits = window.model().editor.as_ref().unwrap().edits;
    assert_ne!(edits.turn, turn);
    assert!(matches!(
        edits.turn,
        Turn::Left | Turn::Right | Turn::Half | Turn::None
    ));

    window.key(Key::Escape);
    open(&mut window);
    type_words(&mut window, "write");
    assert_eq!(chosen(&window), "Open entry, Enter");
    window.key(Key::Enter);
    assert_eq!(window.model().view, View::Entry(entry));
}

#[test]
fn keys_pressed_while_it_is_open_reach_nothing_else() {
    let mut window = Window::sample();
    let photo = window.photo(2);
    window.apply(ViewerCommand::Open(photo));
    open(&mut window);
    for key in [Key::F, Key::E, Key::ArrowRight, Key::ArrowLeft, Key::Home] {
        window.key(key);
    }
    window.key_with(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.model().view, View::Viewer(photo));
    assert!(is_open(&window));
}

#[test]
fn the_field_one_typed_in_has_the_keyboard_again() {
    let mut window = Window::empty("Mina");
    window.apply(EntryCommand::New);
    window.type_and_settle("What you want to remember", "A smile");
    open(&mut window);
    type_words(&mut window, "zzz");
    window.key(Key::Escape);
    assert!(!is_open(&window));
    assert!(window.node("What you want to remember").is_focused());
    type_words(&mut window, "!");
    let sheet = window.model().entry.as_ref().unwrap();
    assert_eq!(sheet.fields.note, "A smile!");
    assert!(matches!(window.model().view, View::Entry(_)));
}

#[test]
fn another_baby_is_a_few_letters_away() {
    let mut window = Window::sample();
    let first = window.model().baby.unwrap();
    window.apply(LibraryCommand::AddBaby(
        BabyFields {
            name: "Zoë".to_owned(),
            birth_date: day("2026-09-03"),
            due_date: None,
            portrait: None,
        },
        None,
    ));
    window.apply(LibraryCommand::SelectBaby(first));
    open(&mut window);
    type_words(&mut window, "zoe");
    assert_eq!(chosen(&window), "Show Zoë’s journal");
    window.key(Key::Enter);
    assert_ne!(window.model().baby, Some(first));
}

#[test]
fn names_in_every_script_are_found_and_drawn() {
    let mut window = Window::sample();
    let first = window.model().baby.unwrap();
    for name in ["ليلى «لولو» (الصغيرة)", "小雨 🌧", &"Wilhelmina ".repeat(10)]
    {
        window.apply(LibraryCommand::AddBaby(
            BabyFields {
                name: name.trim().to_owned(),
                birth_date: day("2026-09-03"),
                due_date: None,
                portrait: None,
            },
            None,
        ));
        window.apply(LibraryCommand::SelectBaby(first));
        open(&mut window);
        let beginning: String = name.chars().take(2).collect();
        type_words(&mut window, &beginning);
        let wanted = format!("Show {}’s journal", name.trim());
        let options = window.options();
        let found = options.iter().any(|(name, _)| *name == wanted);
        assert!(found, "{wanted}: {options:?}");
        assert_eq!(window.unnamed(), Vec::<String>::new());
        window.key(Key::Escape);
    }
}

#[test]
fn what_was_done_last_is_offered_first() {
    let mut window = Window::sample();
    open(&mut window);
    type_words(&mut window, "everything larger");
    window.key(Key::Enter);
    assert!((window.model().config.scale - 1.1).abs() < 1e-6);
    open(&mut window);
    assert_eq!(chosen(&window), "Make everything larger, Ctrl + +");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Num0);
    assert!((window.model().config.scale - 1.0).abs() < 1e-6);
}

#[test]
fn where_nothing_may_be_changed_no_change_is_offered() {
    let home = Home::sample();
    Library::open(&home.root())
        .unwrap()
        .connect()
        .unwrap()
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    let mut window = Opening::default().on(&home);
    open(&mut window);
    let names: Vec<String> = window.options().into_iter().map(|(name, _)| name).collect();
    for refused in ["Add photos", "New entry", "Paste"] {
        assert!(
            !names.iter().any(|name| name.starts_with(refused)),
            "{names:?}"
        );
    }
    assert!(names.iter().any(|name| name.starts_with("Go to Settings")));
    window.key(Key::Escape);
    let photo = window.photo(0);
    window.apply(ViewerCommand::Open(photo));
    window.key(Key::E);
    assert_eq!(window.model().view, View::Viewer(photo));
}

#[test]
fn the_sheet_lists_every_key_of_the_table() {
    let mut window = Opening::sized(1280.0, 1600.0).on(&Home::sample());
    window.key(Key::Questionmark);
    assert!(window.find(Role::Heading, |name| name == "Keys").is_some());
    assert_eq!(window.unnamed(), Vec::<String>::new());
    for row in table() {
        if row.keys.is_empty() || row.places == [Place::Milestones] {
            continue;
        }
        let line = format!("{}: {}", row.name, row.key_words());
        assert!(window.has(&line), "{line}");
    }
    window.key(Key::Escape);
    assert!(window.find(Role::Heading, |name| name == "Keys").is_none());
    window.key(Key::F1);
    assert!(window.find(Role::Heading, |name| name == "Keys").is_some());
    window.key(Key::F1);
    assert!(window.find(Role::Heading, |name| name == "Keys").is_none());
}

#[test]
fn a_question_mark_in_a_note_is_a_question_mark() {
    let mut window = Window::empty("Mina");
    window.apply(EntryCommand::New);
    window.type_into("What you want to remember", "Really");
    window.key_with(Modifiers::SHIFT, Key::Questionmark);
    type_words(&mut window, "?");
    assert!(window.find(Role::Heading, |name| name == "Keys").is_none());
    assert_eq!(
        window.model().entry.as_ref().unwrap().fields.note,
        "Really?"
    );
}

/// Pressing a key does what its row says, for every row that leads to a view.
#[test]
fn the_keys_of_the_table_are_the_keys_that_work() {
    let mut window = Window::sample();
    let ways = table().iter().filter_map(|row| match row.deed {
        Deed::Go(view) => Some((row, view)),
        _ => None,
    });
    for (row, view) in ways.chain([]) {
        let stroke = row.keys[0].words();
        let (_, key) = stroke.rsplit_once(" + ").unwrap();
        let key = match key {
            "," => Key::Comma,
            digit => Key::from_name(digit).unwrap(),
        };
        window.key_with(Modifiers::COMMAND, key);
        assert_eq!(window.model().view, view, "{stroke}");
    }
}
