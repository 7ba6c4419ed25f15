//! Writing, editing and making a page by German words alone.

use eframe::egui::Key;
use smilekeep::app::{Command, EditorCommand, EntryCommand, KeepsakeCommand, LibraryCommand, View};
use smilekeep::domain::{Edits, Look, LookChoice};
use smilekeep::store;
use smilekeep::words::{Language, Manner, OnlyHere};

use crate::inbox::waiting;
use crate::window::Window;
use crate::words::entry_with;

/// German on this thread, until it is dropped.
pub fn german() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    })
}

#[test]
fn an_entry_and_its_milestone_are_written_in_german() {
    let _german = german();
    let mut window = Window::sample();
    let entry = entry_with(&mut window, 4);
    window.apply(EntryCommand::Open(entry));
    assert!(window.has("Wach oder im Schlaf?"));
    assert!(window.has("Foto 1 von 4, Titelbild, wird gezeigt"));
    window.click("Foto 2 von 4");
    window.press("Dieses Foto zum Titelbild machen");
    window.type_and_settle("Woran Sie sich erinnern möchten", "Kurz vor dem Stillen. ");
    window.press("Meilenstein hinzufügen…");
    window.type_and_settle("Titel", "Das erste laute Lachen");
    window.app().flush().unwrap();

    let connection = window.home.library().connect().unwrap();
    let stored = store::entry::get(&connection, entry).unwrap().fields;
    assert_eq!(stored.cover, Some(stored.photos[1]));
    assert!(stored.note.contains("Kurz vor dem Stillen."));
    let milestones = store::milestone::list(&connection, None).unwrap();
    assert!(milestones.iter().any(
        |milestone| milestone.fields.title == "Das erste laute Lachen"
            && milestone.fields.entry == Some(entry)
    ));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.click("Den Meilenstein schließen");
    assert!(window.has("Den Meilenstein „Das erste laute Lachen“ öffnen"));
}

#[test]
fn a_photo_is_edited_in_german() {
    let _german = german();
    let mut window = Window::sample();
    let photo = window.photo(0);
    window.apply(EditorCommand::Open(photo));
    window.press("Umklappen");
    window.press("Schritte");
    assert_eq!(
        window.options(),
        [
            ("Umgeklappt".to_owned(), true),
            ("Wie es am Anfang war".to_owned(), false)
        ]
    );
    // Two changes in one step: German nouns keep their capitals, the rest
    // begins small.
    let edits = window.model().editor.as_ref().unwrap().edits;
    window.apply(EditorCommand::Set(Edits {
        brightness: 12,
        contrast: -3,
        ..edits
    }));
    assert_eq!(window.options()[0].0, "Helligkeit +12, Kontrast −3");
    let edits = window.model().editor.as_ref().unwrap().edits;
    window.apply(EditorCommand::Set(Edits {
        look: Some(LookChoice::full(Look::Sepia)),
        ..edits.turned_left()
    }));
    assert!(window.options()[0].0.ends_with(", nach links gedreht"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    // What is unfolded stays so in another language.
    window.apply(LibraryCommand::SetLanguage(Some(Language::English)));
    assert_eq!(window.options()[1].0, "Brightness +12, contrast −3");
    window.apply(LibraryCommand::SetLanguage(Some(Language::German)));
    window.click("Fertig");
    assert!(!matches!(window.model().view, View::Editor(_)));
}

#[test]
fn a_page_is_put_together_in_german() {
    let _german = german();
    let mut window = Window::sample();
    window.apply(Command::Go(View::Keepsake));
    let first = window.model().keepsake.chosen[0];
    window
        .button_beginning("Foto 1 auf der Seite")
        .click_accesskit();
    window.settle();
    window.press("Von der Seite nehmen");
    assert!(!window.model().keepsake.chosen.contains(&first));
    window.press("Smilekeep wählen lassen");
    assert!(window.model().keepsake.chosen.contains(&first));
    window.press("Ein Buch machen…");
    assert!(window.has("Ein Buch machen"));
    assert!(!window.disabled("Das Buch speichern…"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.click("Abbrechen");
    window.apply(KeepsakeCommand::Show(
        smilekeep::domain::Month::new(2026, 11).unwrap(),
    ));
    window.press("Drucken…");
    assert!(window.has("Die Seite drucken"));
    window.key(Key::Escape);
    assert!(!window.has("Die Seite drucken"));
}

#[test]
fn waiting_photos_are_kept_in_german() {
    let _german = german();
    let mut window = waiting(3);
    let before = window.model().gallery.items.len();
    assert!(window.has("Wartet"));
    assert!(window.has("3 Fotos"));
    assert!(window.has("Alle 3 behalten"));
    window.button_beginning("IMG_0000.HEIC, ").click();
    window.settle();
    window.click("Dieses nicht");
    window.click("Alle 2 behalten");
    assert_eq!(window.model().gallery.items.len(), before + 2);
    window.click("Abgelehnte zeigen");
    assert!(window.has("1 Foto"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
}
