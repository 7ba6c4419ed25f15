//! Photos dropped on the window and pasted into it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{Color32, ColorImage, DroppedFile, Event, Key, Role};
use egui_kittest::kittest::Queryable as _;
use image::{Rgb, RgbImage};
use smilekeep::app::{EntryCommand, Report, View};
use smilekeep::store::ReadOnlyReason;

use super::{entry_shown, everything_has_a_name, name_in_gallery};
use crate::window::{Home, Window, day};

/// What the system hands over when a file is let go above the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub fn drop_files(window: &mut Window, files: &[PathBuf]) {
    let dropped = &mut window.harness.input_mut().dropped_files;
    for file in files {
        dropped.push(Arc::new(Dropped(file.clone())));
    }
    window.settle();
}

/// A photo as a phone names it; each number has another colour.
fn photo_file(home: &Home, name: &str, number: u8) -> PathBuf {
    let file = home.folder().join(name);
    let colour = Rgb([200, 30 + number * 20, 90]);
    RgbImage::from_pixel(64, 48, colour).save(&file).unwrap();
    file
}

#[test]
fn a_photo_dropped_on_the_gallery_becomes_an_entry_of_its_day() {
    let mut window = Window::sample();
    let before = window.model().gallery.items.len();
    let file = photo_file(&window.home, "IMG_20261122_031455123.jpg", 1);
    drop_files(&mut window, std::slice::from_ref(&file));
    let name = "Photo, Sunday, 22 November 2026, 03:14";
    assert_eq!(window.model().gallery.items.len(), before + 1);
    assert_eq!(name_in_gallery(&window, 0), name);
    assert!(window.has("1 photo added."));
    assert!(window.model().report.is_none());
    everything_has_a_name(&window);
    window.click(name);
    assert_eq!(window.model().view, View::Viewer(window.photo(0)));
    window.key(Key::Escape);

    // Once more is told, not doubled.
    drop_files(&mut window, &[file]);
    assert_eq!(window.model().gallery.items.len(), before + 1);
    assert!(window.has("“IMG_20261122_031455123.jpg” is already in the journal."));
}

#[test]
fn the_first_photo_takes_the_place_of_the_invitation() {
    let mut window = Window::empty("Mina");
    assert!(window.has("Drop the first smile here"));
    let file = photo_file(&window.home, "IMG_20261101_120000.png", 1);
    drop_files(&mut window, &[file]);
    assert!(!window.has("Drop the first smile here"));
    assert!(
        window
            .find(Role::Heading, |label| label == "November 2026")
            .is_some()
    );
    assert!(window.has("Photo, Sunday, 1 November 2026, 12:00"));
}

#[test]
fn photos_dropped_on_an_open_entry_join_it() {
    let mut window = Window::sample();
    let entry = window.model().gallery.items[0].entry;
    let of_entry = |window: &Window| {
        let items = &window.model().gallery.items;
        items.iter().filter(|item| item.entry == entry).count()
    };
    let before = of_entry(&window);
    let all = window.model().gallery.items.len();
    window.apply(EntryCommand::Open(entry));
    let files = [
        photo_file(&window.home, "IMG_20261101_120000.png", 1),
        photo_file(&window.home, "IMG_20261101_120001.png", 2),
    ];
    drop_files(&mut window, &files);
    assert_eq!(entry_shown(&window), entry);
    let last = format!("Photo {0} of {0}", before + 2);
    window.button_beginning(&last);
    everything_has_a_name(&window);
    window.click("Memories");
    assert_eq!(of_entry(&window), before + 2);
    assert_eq!(window.model().gallery.items.len(), all + 2);

    window.apply(EntryCommand::Open(entry));
    let gone = photo_file(&window.home, "IMG_20261101_120002.png", 3);
    std::fs::remove_file(&gone).unwrap();
    drop_files(&mut window, &[gone]);
    assert!(
        window
            .find(Role::Button, |label| label
                .starts_with(&format!("Photo {0} of {0}", before + 3)))
            .is_none(),
        "a file that is gone again joins nothing"
    );
}

#[test]
fn dropped_photos_leave_an_entry_in_one_step() {
    let mut window = Window::empty("Mina");
    window.click("New entry");
    let files = [
        photo_file(&window.home, "IMG_20261101_120000.png", 1),
        photo_file(&window.home, "IMG_20261101_120001.png", 2),
    ];
    drop_files(&mut window, &files);
    let photos = |window: &Window| window.model().entry.as_ref().unwrap().fields.photos.len();
    assert_eq!(photos(&window), 2);
    window.click("Undo");
    assert_eq!(photos(&window), 0);
    assert!(window.has("No photo, and that is fine"));
    window.click("Redo");
    assert_eq!(photos(&window), 2);
}

#[test]
fn a_pasted_picture_becomes_an_entry_of_now() {
    let mut window = Window::sample();
    let before = window.model().gallery.items.len();
    let picture = ColorImage::filled([40, 30], Color32::from_rgb(90, 140, 200));
    window.harness.event(Event::PasteImage(Arc::new(picture)));
    window.settle_until(|window| window.model().gallery.items.len() > before);
    // One frame more draws what has just come.
    window.frames(2);
    let item = window.model().gallery.items[0].clone();
    assert_eq!(item.moment.local.date(), day("2026-11-23"));
    assert_eq!((item.photo.file.width, item.photo.file.height), (40, 30));
    assert_eq!(
        name_in_gallery(&window, 0),
        "Photo, Monday, 23 November 2026, 09:00"
    );
    window.button_beginning("Photo, Monday, 23 November 2026, 09:00");
    assert!(window.has("1 photo added."));
}

#[test]
fn the_report_names_what_was_refused_and_closes() {
    let mut window = Window::sample();
    let before = window.model().gallery.items.len();
    let write = |name: &str, bytes: &[u8]| {
        let file = window.home.folder().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    };
    let files = [
        photo_file(&window.home, "IMG_20261122_031455123.jpg", 1),
        write("notes.jpg", b"Dear diary, this is no photo."),
        write("leer.heic", b""),
        window.home.folder().join("gone.png"),
    ];
    drop_files(&mut window, &files);
    assert!(window.has("1 photo added"));
    for name in ["notes.jpg", "leer.heic", "gone.png"] {
        assert!(
            window.harness.query_by_label_contains(name).is_some(),
            "{name} is not told of"
        );
    }
    assert_eq!(window.model().gallery.items.len(), before + 1);
    everything_has_a_name(&window);
    window.click("All right");
    assert!(window.model().report.is_none());
    assert!(!window.has("1 photo added"));

    // Escape closes it too.
    drop_files(&mut window, &files[1..]);
    assert!(matches!(window.model().report, Some(Report::Batch(_))));
    assert!(window.has("No new photos were added"));
    window.key(Key::Escape);
    assert!(window.model().report.is_none());

    // And Enter, which is what the only button says.
    drop_files(&mut window, &files[1..]);
    assert!(matches!(window.model().report, Some(Report::Batch(_))));
    window.key(Key::Enter);
    assert!(window.model().report.is_none());
}

#[test]
fn nothing_is_taken_into_a_library_to_look_at() {
    let mut window = Window::sample();
    let before = window.model().gallery.items.len();
    let file = photo_file(&window.home, "IMG_20261122_031455123.jpg", 1);
    window.make_read_only();
    drop_files(&mut window, &[file]);
    assert_eq!(window.model().gallery.items.len(), before);
    // In the notice and in the answer to the drop.
    let sentence = ReadOnlyReason::FolderReadOnly.sentence();
    assert!(window.harness.get_all_by_label(sentence).count() >= 2);
    everything_has_a_name(&window);
}
