//! The gallery and the viewer in German.

use eframe::egui::{Event, Key, Modifiers, Role};
use smilekeep::app::ViewerCommand;
use smilekeep::words::{Language, Manner, OnlyHere, speak};

use crate::window::Window;

fn german() -> Manner {
    Manner {
        language: Language::German,
        ..Manner::default()
    }
}

#[test]
fn the_gallery_searches_filters_and_chooses_in_german() {
    let _german = OnlyHere::new(german());
    let mut window = Window::sample();
    let all = window.model().gallery.items.len();
    assert!(window.has("Erinnerungen"));
    assert!(window.has(&format!("{all} Fotos")));
    assert!(window.has("November 2026"));
    assert!(window.has("4 bis 5 Monate alt"));
    assert!(
        window
            .find(Role::Slider, |name| name == "Zeitleiste")
            .is_some()
    );

    window.key_with(Modifiers::COMMAND, Key::F);
    window.harness.event(Event::Text("xylophon".to_owned()));
    window.settle();
    window.settle();
    assert!(window.has("Noch nichts mit „xylophon“"));
    assert!(window.has("Filter wegnehmen: „xylophon“"));
    window.click("Alle Erinnerungen zeigen");

    window.click("Filter");
    window.click("Lieblinge");
    assert!(window.model().filter.favourite);
    let shown = window.model().gallery.count();
    assert!(window.has(&format!("{shown} von {all}")));
    window.click("Alle Filter wegnehmen");
    window.key(Key::Escape);

    window.key_with(Modifiers::COMMAND, Key::A);
    assert!(window.has(&format!("{all} Fotos ausgewählt")));
    window.click("Zeit korrigieren…");
    assert!(window.has("Zeit korrigieren"));
    window.click("Mehr Stunden");
    window.click("Weniger Stunden");
    window.click("Abbrechen");
    window.click("Auswahl beenden");

    window.click("Diashow");
    let photo = window.find(Role::Image, |name| {
        name.starts_with("Diashow: Freitag, 20. November 2026")
    });
    assert!(photo.is_some());
    window.key(Key::Escape);
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn the_viewer_speaks_german_and_another_language_at_once() {
    let _german = OnlyHere::new(german());
    let mut window = Window::sample();
    let items = window.model().gallery.items.clone();
    let item = items.iter().find(|item| !item.favourite).unwrap();
    window.apply(ViewerCommand::Open(item.id()));
    let name = |beginning: &'static str| move |name: &str| name.starts_with(beginning);
    assert!(window.find(Role::Image, name("Foto von Mina, ")).is_some());

    window.click("Als Liebling markieren");
    assert!(window.has("Aus den Lieblingen nehmen"));
    window.click("Über dieses Foto");
    assert!(window.has("Dateigröße"));
    assert!(window.has("Original öffnen"));

    window.click("Kopie speichern");
    assert!(window.has("Außer dem Bild verrät die Datei"));
    window.click("Alles");
    assert!(window.has("Was die Kamera geschrieben hat. Wenn sie den Ort kannte, sieht jeder, der die Datei bekommt, wo Sie waren."));
    window.click("Abbrechen");
    assert_eq!(window.unnamed(), Vec::<String>::new());

    // What is on screen follows, without a new start.
    speak(Manner::default());
    window.settle();
    assert!(window.find(Role::Image, name("Photo of Mina, ")).is_some());
    assert!(window.has("File size"));
    assert!(window.has("Open the original"));
}
