//! Films in the window: told from photos, played, and saved for others.

use eframe::egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{CaptureCommand, Command, EditorCommand, View, ViewerCommand};
use smilekeep::domain::{InboxSource, Moment, MomentSource, NewInboxItem, PhotoId};
use smilekeep::photo::RgbImage;
use smilekeep::store::{Library, inbox};

use crate::common::unnamed_interactive_nodes;
use crate::drawn_film::{Film, since_1904};
use crate::window::{Home, Opening, Window, now};

/// A film of something soft and warm.
fn drawn(dark: bool) -> RgbImage {
    RgbImage::from_fn(640, 368, |x, y| {
        let far = (x as f32 - 320.0).hypot(y as f32 - 190.0) / 380.0;
        let light = if dark { 0.0 } else { 1.0 - far };
        image::Rgb([90.0, 70.0, 66.0].map(|value: f32| (value + light * 150.0) as u8))
    })
}

/// Adds a film to the library of a window, and says which it is.
pub fn add_film(window: &mut Window, home: &Home, known: bool) -> PhotoId {
    let film = Film {
        created: since_1904("2026-11-22 02:10:00"),
        coding: if known { *b"avc1" } else { *b"mp4v" },
        length: 12_400,
        ..Film::avc(&[drawn(false)])
    };
    let name = if known { "VID_0001.mp4" } else { "old.3gp" };
    let path = home.folder().join(name);
    std::fs::write(&path, film.file()).unwrap();
    window.apply(CaptureCommand::AddFiles(vec![path]));
    window.settle();
    let items = &window.model().gallery.items;
    let found = items
        .iter()
        .find(|item| item.photo.file.original_name == name);
    found.unwrap().id()
}

/// In the tray: a photo with its moving part, a film, and a photo.
pub fn offer_moving(home: &Home) {
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let folder = home.folder().join("Phone photos");
    std::fs::create_dir_all(&folder).unwrap();
    let still = |seed: u8| {
        let picture = RgbImage::from_fn(640, 480, |x, y| {
            image::Rgb([210, (120 + x / 8) as u8, (y / 3) as u8 ^ seed])
        });
        smilekeep::photo::jpeg(&picture, 90).unwrap()
    };
    let film = |length: u32| {
        let film = Film {
            length,
            ..Film::avc(&[drawn(false)])
        };
        film.file()
    };
    for (name, bytes, minute) in [
        ("IMG_0900.HEIC", still(0), 10),
        ("IMG_0900.MOV", film(2_900), 10),
        ("VID_0901.mp4", film(12_400), 20),
        ("IMG_0902.HEIC", still(7), 30),
    ] {
        let place = folder.join(name);
        std::fs::write(&place, &bytes).unwrap();
        let taken = now() - chrono::Duration::minutes(minute);
        let item = NewInboxItem {
            source: InboxSource::Folder,
            place,
            name: name.to_owned(),
            byte_len: bytes.len() as u64,
            modified: Some(taken),
            hash: Some(smilekeep::photo::hash_of(&bytes)),
            taken: Some(Moment::new(taken, 60, MomentSource::Camera)),
            note: String::new(),
        };
        inbox::offer(&connection, &item, now()).unwrap();
    }
}

#[test]
fn a_photo_that_moves_is_one_card_of_the_tray() {
    let home = Home::sample();
    offer_moving(&home);
    let mut window = Opening::default().on(&home);
    window.apply(Command::Go(View::Inbox));
    window.settle();
    let before = window.model().gallery.items.len();
    let card = |name: &str| {
        let card = window.find(Role::Button, |label| label.starts_with(name))?;
        card.accesskit_node().label()
    };
    assert_eq!(card("IMG_0900.MOV"), None);
    let pair = card("IMG_0900.HEIC").unwrap();
    assert!(pair.ends_with("with its moving part"), "{pair}");
    assert!(card("VID_0901.mp4").is_some());
    assert_eq!(window.model().inbox.counts.waiting, 3);
    window.button_beginning("IMG_0900.HEIC").click();
    window.settle();
    window.click("Keep 1");
    window.settle();
    assert_eq!(window.model().inbox.counts.waiting, 2);
    assert_eq!(window.model().gallery.items.len(), before + 1);
    assert_eq!(unnamed_interactive_nodes(&window.harness), [""; 0]);
}

fn with_film() -> (Window, PhotoId, Home) {
    let home = Home::sample();
    let mut window = Opening::default().on(&home);
    let film = add_film(&mut window, &home, true);
    (window, film, home)
}

#[test]
fn a_film_is_told_from_a_photo_and_played() {
    let (mut window, film, _home) = with_film();
    let named = window.find(Role::Button, |name| name.starts_with("Film of 0:12"));
    assert!(named.is_some(), "the gallery says its length");
    window.apply(ViewerCommand::Open(film));
    window.settle();
    assert!(window.has("Play film"));
    assert!(window.has("Play the film, 0:12"));
    assert!(!window.has("Edit photo"));
    assert_eq!(unnamed_interactive_nodes(&window.harness), [""; 0]);
    window.click("About this photo");
    for words in ["Length", "0:12", "MP4 film, one picture of it"] {
        assert!(window.has(words), "{words}");
    }
    assert!(!window.has("Look"), "nothing of edits");
}

#[test]
fn a_film_is_not_edited_and_that_is_said() {
    let (mut window, film, _home) = with_film();
    window.apply(ViewerCommand::Open(film));
    window.apply(EditorCommand::Open(film));
    assert_eq!(window.model().view, View::Viewer(film));
    assert!(window.has("A film is kept as it was taken. Only photos can be edited here."));
}

#[test]
fn a_film_is_saved_without_the_place_unless_asked() {
    let (mut window, film, home) = with_film();
    window.apply(ViewerCommand::Open(film));
    window.click("Save a copy");
    assert!(window.has("Save the film"));
    let says =
        |window: &Window, words: &str| window.harness.query_by_label_contains(words).is_some();
    assert!(says(&window, "The place is taken out"));
    window.press("Everything");
    assert!(says(&window, "can see where you were"));
    assert_eq!(unnamed_interactive_nodes(&window.harness), [""; 0]);
    window.key(Key::Escape);
    assert!(!window.has("Save the film…"));
    let path = home.folder().join("out.mp4");
    window.apply(ViewerCommand::SaveFilm(film, false, path.clone()));
    window.settle();
    assert!(std::fs::metadata(path).is_ok());
}

#[test]
fn a_film_is_on_no_page_until_it_is_asked_for() {
    let (mut window, film, _home) = with_film();
    window.apply(Command::Go(View::Keepsake));
    window.settle();
    let state = &window.model().keepsake;
    assert!(state.candidates.iter().any(|item| item.id() == film));
    assert!(!state.chosen.is_empty() && !state.chosen.contains(&film));
}
