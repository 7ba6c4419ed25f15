//! The frame around the views: welcome, trouble, gallery, navigation, dropped
//! and pasted photos, reports and messages.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{ColorImage, Event, Key, Modifiers, Role};
use egui_kittest::kittest::NodeT as _;
use smilekeep::app::{
    Appearance, CaptureCommand, EntryCommand, LibraryCommand, LibraryState, Report, View,
};
use smilekeep::domain::BabyFields;
use smilekeep::store;

use crate::window::{Home, Opening, Window, day};

#[derive(Debug)]
struct Dropped(PathBuf);

impl eframe::egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_on(window: &mut Window, files: &[PathBuf]) {
    for file in files {
        let handle: eframe::egui::DroppedFileHandle = Arc::new(Dropped(file.clone()));
        window.harness.input_mut().dropped_files.push(handle);
    }
    window.settle();
}

fn photo_file(folder: &Path, name: &str, shade: u8) -> PathBuf {
    let path = folder.join(name);
    let picture = smilekeep::photo::RgbImage::from_fn(80, 60, |x, y| {
        image::Rgb([shade, (x * 3) as u8, (y * 4) as u8])
    });
    std::fs::write(&path, smilekeep::photo::jpeg(&picture, 90).unwrap()).unwrap();
    path
}

fn everything_has_a_name(window: &Window) {
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn the_welcome_asks_for_what_is_missing_and_makes_nothing_before() {
    let home = Home::bare();
    let mut window = Opening::default().on(&home);
    assert!(matches!(
        window.model().library,
        LibraryState::FirstStart(_)
    ));
    everything_has_a_name(&window);
    window.press("Begin the journal");
    assert!(window.has("Please write a name. You can change it later."));
    assert!(window.has("Please give the birth date; ages are counted from it."));
    assert!(!home.root().exists());

    window.write("What is the baby’s name?", "Mia Šárka 小雨");
    window.write("Birth date", "2027-01-01");
    window.press("Begin the journal");
    assert!(window.has("That day is still to come. Please check the birth date."));
    assert!(!home.root().exists());

    window.write("Birth date", "2026-06-14");
    window.press("Begin the journal");
    assert!(window.has("Drop the first smile here"));
    let babies = store::baby::list(&home.library().connect().unwrap()).unwrap();
    assert_eq!(babies[0].fields.name, "Mia Šárka 小雨");
    assert_eq!(babies[0].fields.birth_date, day("2026-06-14"));
    everything_has_a_name(&window);
}

#[test]
fn a_remembered_library_that_is_gone_is_told_and_tried_again() {
    let home = Home::empty("Mina");
    let away = home.folder().join("on a drive");
    std::fs::rename(home.root(), &away).unwrap();
    let opening = Opening {
        remembered: true,
        ..Opening::default()
    };
    let mut window = opening.on(&home);
    assert!(window.has("The journal did not open"));
    everything_has_a_name(&window);
    window.press("Try again");
    assert!(window.has("The journal did not open"));
    assert!(!home.root().exists(), "an empty library was begun");
    std::fs::rename(&away, home.root()).unwrap();
    window.press("Try again");
    assert!(window.has("Drop the first smile here"));
}

#[test]
fn the_gallery_names_months_with_age_and_photos_with_date() {
    let mut window = Window::sample();
    assert!(window.has("November 2026") && window.has("4 to 5 months old"));
    everything_has_a_name(&window);
    let first = window.photo(0);
    let name = "Photo, Friday, 20 November 2026, 16:10, favourite";
    window
        .find(Role::Button, |label| label == name)
        .expect("the newest photo")
        .click_accesskit();
    window.settle();
    assert_eq!(window.model().view, View::Viewer(first));
}

#[test]
fn dropped_photos_become_entries_or_join_the_open_one() {
    let home = Home::empty("Mina");
    let mut window = Opening::default().on(&home);
    let files = [
        photo_file(home.folder(), "IMG_20261103_031000.jpg", 10),
        photo_file(home.folder(), "IMG_20261104_031000.jpg", 90),
    ];
    drop_on(&mut window, &files);
    window.settle_until(|window| window.model().gallery.items.len() == 2);
    let entry = window.model().gallery.items[0].entry;
    window.apply(EntryCommand::Open(entry));
    drop_on(&mut window, &[photo_file(home.folder(), "later.jpg", 200)]);
    window.settle_until(|window| {
        window
            .model()
            .entry
            .as_ref()
            .is_some_and(|sheet| sheet.fields.photos.len() == 2)
    });
    window.apply(smilekeep::app::Command::Go(View::Gallery));
    let connection = home.library().connect().unwrap();
    assert_eq!(
        store::entry::get(&connection, entry)
            .unwrap()
            .fields
            .photos
            .len(),
        2
    );
}

#[test]
fn a_pasted_picture_is_kept() {
    let mut window = Window::empty("Mina");
    let picture = ColorImage::from_rgba_unmultiplied([40, 30], &[120; 40 * 30 * 4]);
    window.harness.event(Event::PasteImage(Arc::new(picture)));
    window.settle_until(|window| window.model().gallery.items.len() == 1);
    let photo = &window.model().gallery.items[0].photo;
    assert_eq!((photo.file.width, photo.file.height), (40, 30));
}

#[test]
fn what_could_not_be_read_is_listed_until_it_was_seen() {
    let home = Home::empty("Mina");
    let mut window = Opening::default().on(&home);
    let bad = home.folder().join("letter.jpg");
    std::fs::write(&bad, "Dear grandmother").unwrap();
    let good = photo_file(home.folder(), "good.jpg", 40);
    drop_on(&mut window, &[bad, good]);
    window.settle_until(|window| window.model().report.is_some());
    assert!(window.has("1 photo added") && window.has("Could not be read"));
    assert!(
        matches!(&window.model().report, Some(Report::Batch(report)) if report.refused[0].starts_with("letter.jpg: "))
    );
    everything_has_a_name(&window);
    window.press("All right");
    assert!(window.model().report.is_none());
}

#[test]
fn the_baby_menu_leads_to_the_other_baby() {
    let mut window = Window::sample();
    let sister = BabyFields {
        name: "ليلى".to_owned(),
        birth_date: day("2026-09-01"),
        due_date: None,
        portrait: None,
    };
    window.apply(LibraryCommand::AddBaby(sister, None));
    assert_eq!(window.model().current_baby().unwrap().fields.name, "ليلى");
    window.button_beginning("ليلى").click_accesskit();
    window.settle();
    everything_has_a_name(&window);
    window.button_beginning("Mina").click_accesskit();
    window.settle();
    assert_eq!(window.model().current_baby().unwrap().fields.name, "Mina");
    assert!(!window.model().gallery.is_empty());
}

#[test]
fn a_message_brings_an_entry_back_from_the_trash() {
    let mut window = Window::sample();
    let before = window.model().gallery.items.len();
    let entry = window.model().gallery.items[0].entry;
    window.apply(EntryCommand::Trash(entry));
    window.settle();
    assert!(window.model().gallery.items.len() < before);
    window.press("Undo");
    assert_eq!(window.model().gallery.items.len(), before);
}

#[test]
fn keys_lead_everywhere() {
    let mut window = Window::sample();
    for (key, view) in [
        (Key::Num2, View::Milestones),
        (Key::Num3, View::Keepsake),
        (Key::Comma, View::Settings),
        (Key::Num1, View::Gallery),
    ] {
        window.key_with(Modifiers::COMMAND, key);
        assert_eq!(window.model().view, view);
    }
    window.key_with(Modifiers::COMMAND, Key::N);
    assert!(matches!(window.model().view, View::Entry(_)));
}

#[test]
fn an_entry_without_a_photo_is_found_in_the_gallery() {
    let mut window = Window::empty("Mina");
    window.apply(EntryCommand::New);
    let mut fields = window.model().entry.as_ref().unwrap().fields.clone();
    let id = window.model().entry.as_ref().unwrap().entry.id;
    fields.note = "Smiled at the lamp".to_owned();
    window.apply(EntryCommand::Change(Box::new(fields), "note"));
    window.apply(smilekeep::app::Command::Go(View::Gallery));
    assert!(window.has("November 2026"));
    window
        .find(Role::Button, |name| name.ends_with("Smiled at the lamp"))
        .expect("a card for the words")
        .click_accesskit();
    window.settle();
    assert_eq!(window.model().view, View::Entry(id));
}

#[test]
fn a_narrow_window_keeps_names_for_those_who_listen() {
    let mut window = Opening::sized(700.0, 600.0).on(&Home::sample());
    for name in [
        "Memories",
        "Milestones",
        "Keepsake page",
        "Settings",
        "New entry",
        "Add photos…",
    ] {
        assert!(
            window.find(Role::Button, |label| label == name).is_some(),
            "{name}"
        );
    }
    assert!(
        window
            .button_beginning("Mina, ")
            .accesskit_node()
            .label()
            .is_some()
    );
    everything_has_a_name(&window);
    window.press("Milestones");
    assert_eq!(window.model().view, View::Milestones);
}

#[test]
fn a_library_to_look_at_says_so_and_offers_no_adding() {
    let mut window = Window::sample();
    window.make_read_only();
    window.settle();
    assert!(window.disabled("Add photos…") && window.disabled("New entry"));
    let file = photo_file(window.home.folder(), "new.jpg", 7);
    let before = window.model().gallery.items.len();
    window.apply(CaptureCommand::AddFiles(vec![file]));
    assert_eq!(window.model().gallery.items.len(), before);
    everything_has_a_name(&window);
}

#[test]
fn every_look_names_everything() {
    let mut window = Window::sample();
    for look in Appearance::ALL {
        window.dress(look);
        everything_has_a_name(&window);
    }
}
