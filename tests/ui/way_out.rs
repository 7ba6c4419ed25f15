//! Everything out, and back in, in the window.

use std::fs;

use eframe::egui::Role;
use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{ArchiveCommand, Command, LibraryCommand, Report, View};
use smilekeep::domain::BabyFields;
use smilekeep::store;

use crate::window::{Home, Opening, Window};

pub fn settings(home: &Home) -> Window {
    let mut window = Opening::sized(1280.0, 4400.0).on(home);
    window.apply(Command::Go(View::Settings));
    window
}

/// A Day One journal with one entry and no photos.
pub fn day_one(folder: &std::path::Path) {
    fs::create_dir_all(folder).unwrap();
    fs::write(
        folder.join("Journal.json"),
        r#"{"metadata":{"version":"1.0"},"entries":[
            {"uuid":"2F8DDCA258634D9994DF3A4FEE328035","creationDate":"2026-11-03T02:10:00Z",
             "timeZone":"Europe/Berlin","text":"A smile\\!","starred":true},
            {"uuid":"?","creationDate":"?","text":"lost"}]}"#,
    )
    .unwrap();
}

#[test]
fn everything_is_taken_out_and_comes_back_into_another_library() {
    let home = Home::sample();
    let mut window = settings(&home);
    let photos = window.model().photos.len();
    let to = home.folder().join("drive");
    fs::create_dir(&to).unwrap();
    window.apply(ArchiveCommand::ExportInto(to.clone()));
    let out = to.join("Smilekeep export 2026-11-23");
    assert_eq!(window.model().exported.as_ref(), Some(&out));
    assert!(out.join("index.html").exists());
    assert!(!out.join("NOT FINISHED.txt").exists());
    assert!(window.has("Show where it is"));
    // Again: beside the first, never over it.
    window.apply(ArchiveCommand::ExportInto(to.clone()));
    assert!(
        to.join("Smilekeep export 2026-11-23 (2)/index.html")
            .exists()
    );
    // A zip, for the way back.
    let zip = to.join("all.zip");
    window.apply(ArchiveCommand::ExportAs(zip.clone()));
    assert!(zip.exists());
    assert!(window.unnamed().is_empty());

    // Into this library: nothing new.
    window.apply(ArchiveCommand::LookAt(zip.clone()));
    assert!(window.has("A Smilekeep export, with its babies and all it holds"));
    window.click("Bring it in");
    assert_eq!(window.model().incoming, None);
    assert_eq!(window.model().photos.len(), photos);

    // Into another one: all of it.
    let other = Home::bare();
    let baby = BabyFields {
        name: "Leo".to_owned(),
        birth_date: "2026-01-02".parse().unwrap(),
        due_date: None,
        portrait: None,
    };
    let mut window = Opening::sized(1280.0, 4400.0).on(&other);
    window.apply(LibraryCommand::Begin {
        root: other.root(),
        baby,
        portrait: None,
    });
    window.apply(Command::Go(View::Settings));
    window.apply(ArchiveCommand::LookAt(out));
    window.click("Bring it in");
    assert_eq!(window.model().photos.len(), photos);
    assert_eq!(window.model().babies.len(), 2);
}

#[test]
fn a_few_letters_lead_to_the_way_in() {
    let home = Home::sample();
    let mut window = Opening::sized(1280.0, 800.0).on(&home);
    window.key_with(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::K);
    window
        .harness
        .event(eframe::egui::Event::Text("takeout".to_owned()));
    window.settle();
    window.key(eframe::egui::Key::Enter);
    window.settle();
    window.frames(30);
    assert_eq!(window.model().view, View::Settings);
    let button = window.node("From a folder…").rect();
    assert!(button.top() > 0.0 && button.bottom() < 800.0, "{button:?}");
}

#[test]
fn another_diary_comes_in_for_the_baby_that_is_chosen() {
    let home = Home::sample();
    let mut window = settings(&home);
    let leo = BabyFields {
        name: "Leo".to_owned(),
        birth_date: "2026-01-02".parse().unwrap(),
        due_date: None,
        portrait: None,
    };
    window.apply(LibraryCommand::AddBaby(leo, None));
    window.apply(Command::Go(View::Settings));
    let from = home.folder().join("day one");
    day_one(&from);
    window.apply(ArchiveCommand::LookAt(from.clone()));
    assert!(window.has("A Day One journal: words only"));
    assert!(window.unnamed().is_empty());
    // Nothing happens before somebody said for whom.
    window.click("Bring it in");
    assert!(window.model().incoming.is_some());
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, "Leo")
        .click();
    window.settle();
    window.click("Bring it in");
    let Some(Report::Brought(report)) = &window.model().report else {
        panic!("{:?}", window.model().report);
    };
    assert_eq!((report.new.entries, report.refused.len()), (1, 1));
    assert!(window.has("Brought in 1 entry"));
    assert!(window.unnamed().is_empty());
    window.click("All right");
    let leo = window
        .model()
        .babies
        .iter()
        .find(|baby| baby.fields.name == "Leo")
        .unwrap()
        .id;
    let connection = store::open_connection(
        &home.root().join(store::library::JOURNAL_FILE),
        store::Access::Read,
    )
    .unwrap();
    let entries = store::entry::list(&connection, Some(leo)).unwrap();
    assert_eq!(entries[0].fields.note, "A smile!");

    // What is nothing is said so, and what was looked at can be left.
    window.apply(ArchiveCommand::LookAt(from));
    window.click("Not now");
    assert_eq!(window.model().incoming, None);
    let nothing = home.folder().join("nothing");
    fs::create_dir(&nothing).unwrap();
    window.apply(ArchiveCommand::LookAt(nothing));
    assert_eq!(window.model().incoming, None);
    assert!(window.has("From a folder…"));
}
