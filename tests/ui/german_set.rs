//! Language, clock and week as they are chosen in the settings, and the
//! settings, the palette and the sheet of keys in German.

use eframe::egui::{Event, Key, Modifiers, Role};
use smilekeep::app::{Appearance, Command, EntryCommand, View};
use smilekeep::t;
use smilekeep::ui::deeds::table;
use smilekeep::words::{Clock, Language, Manner, OnlyHere, WeekStart, manner};

use crate::window::{Home, Opening, Window};

/// The settings, tall enough for all of the page, on a computer that remembers
/// what is chosen.
fn settings() -> Window {
    let opening = Opening {
        remembered: true,
        ..Opening::sized(1280.0, 3600.0)
    };
    let mut window = opening.on(&Home::sample());
    window.apply(Command::Go(View::Settings));
    window
}

/// The file of settings, as another program sees it.
fn kept(window: &Window, key: &str) -> serde_json::Value {
    let text = std::fs::read_to_string(window.home.folder().join("config.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    file[key].clone()
}

fn heading(window: &Window, words: &str) -> bool {
    window.find(Role::Heading, |name| name == words).is_some()
}

fn type_words(window: &mut Window, words: &str) {
    window.harness.event(Event::Text(words.to_owned()));
    window.settle();
}

#[test]
fn a_language_that_is_chosen_is_spoken_at_once_and_kept() {
    let _here = OnlyHere::new(Manner::default());
    let mut window = settings();
    assert!(heading(&window, "Settings"));
    window.click("Deutsch");
    assert_eq!(manner().language, Language::German);
    assert!(heading(&window, "Einstellungen"));
    assert!(heading(&window, "Sprache und Datum"));
    assert!(!heading(&window, "Settings"));
    // The side of the window as well.
    assert!(
        window
            .find(Role::Button, |name| name == "Meilensteine")
            .is_some()
    );
    assert_eq!(kept(&window, "language"), "de");
    assert_eq!(window.unnamed(), Vec::<String>::new());

    let home = window.home.clone();
    drop(window);
    let again = Opening {
        remembered: true,
        ..Opening::default()
    };
    let mut window = again.on(&home);
    assert_eq!(window.model().config.language, Some(Language::German));
    window.apply(Command::Go(View::Settings));
    window.press("English");
    assert!(heading(&window, "Settings"));
    assert_eq!(kept(&window, "language"), "en");
}

#[test]
fn the_day_a_week_begins_with_is_the_first_column_of_a_calendar() {
    let _here = OnlyHere::new(Manner::default());
    let mut window = settings();
    window.click("Add a baby…");
    let sunday_first = |window: &mut Window| {
        window.click("Pick the day for “Birth date”");
        let left = |day: &str| window.node(day).rect().left();
        let first = left("Sunday, 15 November 2026") < left("Monday, 16 November 2026");
        window.key(Key::Escape);
        first
    };
    assert!(!sunday_first(&mut window));
    window.click("Sunday");
    assert_eq!(manner().week, WeekStart::Sunday);
    assert!(sunday_first(&mut window));
    assert!(window.has("Sunday is the first column of every calendar."));
    assert_eq!(kept(&window, "week"), "sunday");
    window.click("Monday");
    assert!(!sunday_first(&mut window));
}

#[test]
fn a_clock_of_twelve_hours_is_how_times_are_written() {
    let _here = OnlyHere::new(Manner::default());
    let mut window = settings();
    window.click("12 hours");
    assert_eq!(manner().clock, Clock::Hours12);
    assert_eq!(kept(&window, "clock"), "hours12");
    assert!(window.has("Written like this: Tuesday, 3 November 2026, 3:10 PM."));
    window.apply(EntryCommand::New);
    assert!(window.has("Monday, 23 November 2026, 9:00 AM"));
    window.apply(Command::Go(View::Settings));
    window.click("24 hours");
    window.apply(EntryCommand::New);
    assert!(window.has("Monday, 23 November 2026, 09:00"));
}

/// What was made once in one language is not shown in the other.
#[test]
fn keys_and_palette_change_with_the_language() {
    let _here = OnlyHere::new(Manner::default());
    let english: Vec<_> = table().to_vec();
    let mut window = settings();
    window.click("Deutsch");
    for (row, before) in table().iter().zip(&english) {
        assert_eq!(row.deed, before.deed);
        assert_eq!(row.keys, before.keys);
        assert_ne!(row.name, before.name);
        assert_eq!(row.also.is_empty(), before.also.is_empty(), "{}", row.name);
        let texts = [row.name, row.also, before.name, before.also];
        assert!(texts.iter().all(|text| !text.starts_with("deed-")));
    }

    window.key(Key::F1);
    assert!(heading(&window, "Tasten"));
    assert!(window.has("Rückgängig: Strg + Z"));
    assert!(window.has("Wiederholen: Strg + Umschalt + Z oder Strg + Y"));
    assert!(window.has("Weiter zum Nächsten: Tab"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.key(Key::Escape);

    window.key_with(Modifiers::COMMAND, Key::K);
    type_words(&mut window, "nachtl");
    let chosen = |window: &Window| {
        let rows = window.options().into_iter();
        rows.filter(|(_, chosen)| *chosen)
            .map(|(name, _)| name)
            .next()
    };
    assert_eq!(chosen(&window).as_deref(), Some("Nachtlicht"));
    window.key(Key::Enter);
    assert_eq!(window.model().config.appearance, Appearance::Night);

    // By another word, and with ö and ß as they are typed.
    window.key_with(Modifiers::COMMAND, Key::K);
    type_words(&mut window, "galerie");
    assert_eq!(
        chosen(&window).as_deref(),
        Some("Zu den Erinnerungen, Strg + 1")
    );
    window.key(Key::Enter);
    assert_eq!(window.model().view, View::Gallery);
    window.key_with(Modifiers::COMMAND, Key::K);
    type_words(&mut window, "alles größer");
    assert_eq!(chosen(&window).as_deref(), Some("Alles größer, Strg + +"));
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::K);
    type_words(&mut window, "qqq");
    assert!(window.has("Hier heißt nichts „qqq“."));
}

#[test]
fn the_settings_are_used_in_german() {
    let _here = OnlyHere::new(Manner::default());
    let mut window = settings();
    let (entry, photos) = {
        let items = &window.model().gallery.items;
        (items[0].entry, items.len())
    };
    window.apply(EntryCommand::Trash(entry));
    window.apply(Command::Go(View::Settings));
    window.click("Deutsch");

    window.click("Baby hinzufügen…");
    assert!(heading(&window, "Ein neues Baby"));
    window.type_and_settle("Name", "Zoë");
    window.click("Baby hinzufügen");
    assert!(window.has("Bitte geben Sie den Tag der Geburt an."));
    window.click("Abbrechen");
    assert!(!heading(&window, "Ein neues Baby"));

    window.click("Mit einer Passphrase verschließen");
    window.type_and_settle("Passphrase: vier Wörter oder mehr", "vier gute alte Wörter");
    window.type_and_settle("Noch einmal", "vier");
    assert!(window.has("Die beiden sind noch nicht gleich."));
    assert!(window.disabled("Ordner wählen…"));

    assert!(window.model().gallery.items.len() < photos);
    window
        .find(Role::Button, |name| {
            name.starts_with("Den Eintrag vom ") && name.ends_with(" zurückholen")
        })
        .unwrap()
        .click();
    window.settle();
    assert_eq!(window.model().gallery.items.len(), photos);
    assert!(window.model().trash.is_empty());
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn the_journal_begins_in_german() {
    let _here = OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    });
    let mut window = Opening::default().on(&Home::bare());
    assert!(heading(&window, "Ein Platz für das Lächeln"));
    window.press("Tagebuch beginnen");
    assert!(window.has("Bitte schreiben Sie einen Namen. Sie können ihn später ändern."));
    assert!(
        window.has("Bitte geben Sie den Tag der Geburt an; von ihm an wird das Alter gezählt.")
    );
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn counts_choose_their_words() {
    let folder =
        |files: usize, offered: i64| t!("settings-folders-seen", files = files, offered = offered);
    let holds = |photos: usize, babies: usize| {
        t!("settings-library-holds", photos = photos, babies = babies)
    };
    let _here = OnlyHere::new(Manner::default());
    assert_eq!(folder(1, 0), "1 file; nothing new found yet.");
    assert_eq!(folder(1204, 1), "1,204 files; 1 photo offered so far.");
    assert_eq!(folder(0, 2000), "0 files; 2,000 photos offered so far.");
    assert_eq!(holds(1, 1), "1 photo of 1 baby");
    assert_eq!(holds(0, 2), "0 photos of 2 babies");
    assert_eq!(t!("report-added", count = 0), "No new photos were added");
    assert_eq!(t!("report-added", count = 1), "1 photo added");
    assert_eq!(t!("shell-tray-many", count = 2), "2 things under way");
    let _german = OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    });
    assert_eq!(folder(1, 0), "1 Datei; noch nichts Neues gefunden.");
    assert_eq!(folder(1204, 1), "1.204 Dateien; bisher 1 Foto angeboten.");
    assert_eq!(holds(1, 2), "1 Foto von 2 Babys");
    assert_eq!(
        t!("report-added", count = 0),
        "Es kamen keine neuen Fotos hinzu"
    );
    assert_eq!(t!("shell-tray-many", count = 1), "1 Vorgang läuft");
}
