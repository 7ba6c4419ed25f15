//! Photos that move, in the tray: a still and its short film are asked about as
//! one, whether they lie in a folder, on a card, or came from a phone.

use std::fs;
use std::path::{Path, PathBuf};

use smilekeep::app::{App, InboxCommand};
use smilekeep::domain::{InboxSource, Moment, MomentSource, NewInboxItem};
use smilekeep::store::{self, Library, inbox};

use super::common::{Home, at, contents, drawn, jpeg, now, rest};
use crate::drawn_film::{Film, apple, since_1904};

fn moving(length: u32, more: Vec<u8>) -> Vec<u8> {
    let film = Film {
        length,
        more,
        created: since_1904("2026-11-03 02:09:58"),
        ..Film::avc(&[drawn(96, 64, 3), drawn(96, 64, 4)])
    };
    film.file()
}

fn still(seed: u8) -> Vec<u8> {
    jpeg(96, 64, seed, Some("2026:11:03 03:10:00"))
}

fn names(app: &App) -> Vec<(String, bool)> {
    let mut names: Vec<_> = app
        .model
        .inbox
        .list
        .photos
        .iter()
        .map(|photo| (photo.item.file.name.clone(), photo.moving.is_some()))
        .collect();
    names.sort();
    names
}

/// One folder of a phone’s photos: a pair, a photo, a film of its own, and a
/// film that has the name of a photo elsewhere.
fn a_card(home: &Home) -> PathBuf {
    let folder = home.outside().join("card/DCIM");
    for part in ["100", "101"] {
        fs::create_dir_all(folder.join(part)).unwrap();
    }
    let write = |name: &str, bytes: Vec<u8>| fs::write(folder.join(name), bytes).unwrap();
    write("100/IMG_1.JPG", still(1));
    write("100/IMG_1.MP4", moving(2_900, Vec::new()));
    write("100/IMG_2.JPG", still(2));
    write("100/VID_3.MP4", moving(9_000, Vec::new()));
    write("101/IMG_2.MP4", moving(8_000, Vec::new()));
    folder
}

#[test]
fn a_folder_offers_a_photo_that_moves_as_one() {
    let home = Home::new();
    let folder = a_card(&home);
    let before = contents(&folder);
    let mut app = home.app();
    app.apply(InboxCommand::AddFolder(folder.clone(), true).into());
    rest(&mut app);
    let one = |name: &str, moves: bool| (name.to_owned(), moves);
    assert_eq!(
        names(&app),
        [
            one("IMG_1.JPG", true),
            one("IMG_2.JPG", false),
            one("IMG_2.MP4", false),
            one("VID_3.MP4", false)
        ]
    );
    assert_eq!(app.model.inbox.counts.waiting, 4);
    let films = app.model.inbox.list.photos.iter().filter(|one| one.film);
    assert_eq!(films.count(), 2);

    // What is said of the photo is said of its film too.
    let id = |app: &App, name: &str| {
        let photos = &app.model.inbox.list.photos;
        let found = photos.iter().find(|photo| photo.item.file.name == name);
        found.unwrap().item.id
    };
    let pair = id(&app, "IMG_1.JPG");
    app.apply(InboxCommand::Decline(vec![pair]).into());
    rest(&mut app);
    assert_eq!(names(&app).len(), 3);
    let said = &app.model.notices.back().unwrap().text;
    assert!(said.starts_with("1 photo set aside"), "{said}");
    app.apply(InboxCommand::ShowDeclined(true).into());
    rest(&mut app);
    assert_eq!(names(&app), [one("IMG_1.JPG", true)]);
    assert_eq!(app.model.inbox.counts.waiting, 3);
    app.apply(InboxCommand::BringBack(vec![pair]).into());
    app.apply(InboxCommand::ShowDeclined(false).into());
    rest(&mut app);
    assert_eq!(names(&app).len(), 4);
    app.apply(InboxCommand::Keep(vec![pair]).into());
    rest(&mut app);
    assert_eq!(names(&app).len(), 3, "neither of the two waits");
    assert_eq!(app.model.gallery.items.len(), 1, "one memory");
    let entry = store::entry::list(&home.connection(), None)
        .unwrap()
        .remove(0);
    assert_eq!(entry.fields.photos.len(), 2);
    let first = store::photo::get(&home.connection(), entry.fields.photos[0]).unwrap();
    assert_eq!(first.file.original_name, "IMG_1.JPG", "the still in front");
    assert_eq!(contents(&folder), before);
}

/// The files of a phone have other names here; what the phone called them
/// counts.
fn sent(home: &Home, name: &str, bytes: &[u8], taken: &str) {
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let folder = inbox::folder_of(&home.root());
    fs::create_dir_all(&folder).unwrap();
    let place = inbox::new_id().to_string();
    fs::write(folder.join(&place), bytes).unwrap();
    let item = NewInboxItem {
        source: InboxSource::Phone,
        place: Path::new(&place).to_owned(),
        name: name.to_owned(),
        byte_len: bytes.len() as u64,
        modified: None,
        hash: Some(smilekeep::photo::hash_of(bytes)),
        taken: Some(Moment::new(at(taken), 60, MomentSource::Camera)),
        note: "From grandmother".to_owned(),
    };
    inbox::offer(&connection, &item, now()).unwrap();
}

#[test]
fn a_live_photo_from_a_phone_is_offered_and_kept_as_one() {
    let home = Home::new();
    let mark = apple(&[("com.apple.quicktime.content.identifier", "5A1B-77")]);
    sent(
        &home,
        "IMG_4032.MOV",
        &moving(2_900, mark),
        "2026-11-03 03:09",
    );
    sent(&home, "IMG_4032.HEIC", &still(5), "2026-11-03 03:10");
    // Another phone counts its photos too.
    let other = jpeg(96, 64, 6, Some("2026:10:01 08:00:00"));
    sent(&home, "IMG_4032.JPG", &other, "2026-10-01 08:00");
    let mut app = home.app();
    rest(&mut app);
    app.apply(InboxCommand::Read.into());
    rest(&mut app);
    assert_eq!(
        names(&app),
        [
            ("IMG_4032.HEIC".to_owned(), true),
            ("IMG_4032.JPG".to_owned(), false)
        ]
    );
    let photos = &app.model.inbox.list.photos;
    let ids = photos.iter().map(|photo| photo.item.id).collect();
    app.apply(InboxCommand::Keep(ids).into());
    rest(&mut app);
    assert!(!app.model.inbox.has_something());
    let entries = store::entry::list(&home.connection(), None).unwrap();
    let sizes: Vec<usize> = entries.iter().map(|one| one.fields.photos.len()).collect();
    assert_eq!(sizes.iter().sum::<usize>(), 3);
    let photos = store::photo::list(&home.connection()).unwrap();
    let live = |name: &str| {
        let found = photos.iter().find(|one| one.file.original_name == name);
        found.unwrap().file.shot.live.clone()
    };
    assert_eq!(live("IMG_4032.MOV").as_deref(), Some("5A1B-77"));
    assert_eq!(live("IMG_4032.HEIC"), live("IMG_4032.MOV"));
    assert_eq!(
        fs::read_dir(inbox::folder_of(&home.root()))
            .unwrap()
            .count(),
        0
    );
}
