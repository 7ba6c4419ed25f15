//! The app without a window: commands in, model and disk out.

use smilekeep::app::{
    CaptureCommand, Command, EditorCommand, EntryCommand, KeepsakeCommand, LibraryCommand,
    LibraryState, MilestoneCommand, Report, SaveState, View, ViewerCommand,
};
use smilekeep::domain::{Edits, Tag};
use smilekeep::store;

use super::common::{Home, contents, mina, photo_file, rest, start};

fn with_photos(count: u8) -> (Home, smilekeep::app::App) {
    let home = Home::new();
    let files = (0..count)
        .map(|n| {
            let taken = format!("2026:11:{:02} 14:00:00", n + 1);
            photo_file(home.outside(), &format!("{n}.jpg"), n, Some(&taken))
        })
        .collect();
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(files).into());
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), usize::from(count));
    (home, app)
}

#[test]
fn the_first_start_asks_then_begins() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new");
    let mut app = start(Some(&root));
    assert_eq!(app.model.library, LibraryState::FirstStart(root.clone()));
    assert!(!root.exists(), "looking must not make a library");
    let portrait = photo_file(folder.path(), "mina.jpg", 5, None);
    app.apply(
        LibraryCommand::Begin {
            root: root.clone(),
            baby: mina(),
            portrait: Some(portrait),
        }
        .into(),
    );
    rest(&mut app);
    let baby = app.model.current_baby().unwrap();
    assert_eq!(baby.fields.name, "Mina");
    assert!(
        app.model
            .photos
            .contains_key(&baby.fields.portrait.unwrap())
    );
    assert!(app.model.gallery.is_empty(), "a portrait is no entry");
    drop(app);
    let mut app = start(Some(&root));
    rest(&mut app);
    assert_eq!(app.model.babies.len(), 1);
}

#[test]
fn words_are_saved_as_they_are_typed_and_undone() {
    let (home, mut app) = with_photos(1);
    let id = app.model.gallery.items[0].entry;
    app.apply(EntryCommand::Open(id).into());
    rest(&mut app);
    assert_eq!(app.model.view, View::Entry(id));
    let mut fields = app.model.entry.as_ref().unwrap().fields.clone();
    fields.note = "Smiled at the moon. قمر".to_owned();
    app.apply(EntryCommand::Change(Box::new(fields.clone()), "note").into());
    assert_eq!(app.model.entry.as_ref().unwrap().save, SaveState::Saving);
    fields.tags = vec![Tag::new("moonlight").unwrap()];
    app.apply(EntryCommand::Change(Box::new(fields), "tags").into());
    rest(&mut app);
    let sheet = app.model.entry.as_ref().unwrap();
    assert_eq!(sheet.save, SaveState::Saved);
    let stored = || store::entry::get(&home.connection(), id).unwrap().fields;
    assert_eq!(stored().note, "Smiled at the moon. قمر");
    assert_eq!(stored().tags.len(), 1);

    app.apply(EntryCommand::Undo.into());
    rest(&mut app);
    assert_eq!((stored().tags.len(), stored().note.is_empty()), (0, false));
    app.apply(EntryCommand::Undo.into());
    rest(&mut app);
    assert!(stored().note.is_empty());
    app.apply(EntryCommand::Redo.into());
    app.apply(EntryCommand::Redo.into());
    app.apply(Command::Go(View::Gallery));
    rest(&mut app);
    assert_eq!(stored().tags.len(), 1);
    assert_eq!(app.model.tags, ["moonlight"]);
    assert_eq!(
        app.model.gallery.items[0].caption,
        "Smiled at the moon. قمر"
    );
}

#[test]
fn closing_right_after_the_last_letter_loses_none() {
    let (home, mut app) = with_photos(1);
    let id = app.model.gallery.items[0].entry;
    app.apply(EntryCommand::Open(id).into());
    rest(&mut app);
    let mut fields = app.model.entry.as_ref().unwrap().fields.clone();
    fields.note = "the last word".to_owned();
    app.apply(EntryCommand::Change(Box::new(fields), "note").into());
    app.flush().unwrap();
    drop(app);
    let note = store::entry::get(&home.connection(), id)
        .unwrap()
        .fields
        .note;
    assert_eq!(note, "the last word");
}

#[test]
fn photos_dropped_on_an_open_entry_join_it_and_can_be_undone() {
    let (home, mut app) = with_photos(1);
    let id = app.model.gallery.items[0].entry;
    app.apply(EntryCommand::Open(id).into());
    rest(&mut app);
    let more = photo_file(home.outside(), "more.jpg", 77, None);
    app.apply(CaptureCommand::AddFiles(vec![more]).into());
    rest(&mut app);
    assert_eq!(app.model.entry.as_ref().unwrap().fields.photos.len(), 2);
    let stored = || {
        store::entry::get(&home.connection(), id)
            .unwrap()
            .fields
            .photos
            .len()
    };
    assert_eq!(stored(), 2);
    app.apply(EntryCommand::Undo.into());
    rest(&mut app);
    assert_eq!(stored(), 1);
}

#[test]
fn a_photo_dropped_on_an_entry_that_was_left_is_not_lost() {
    let (home, mut app) = with_photos(1);
    let id = app.model.gallery.items[0].entry;
    app.apply(EntryCommand::Open(id).into());
    rest(&mut app);
    let more = photo_file(home.outside(), "more.jpg", 77, None);
    app.apply(CaptureCommand::AddFiles(vec![more]).into());
    // Gone before the photo is in.
    app.apply(Command::Go(View::Gallery));
    rest(&mut app);
    let photos = store::entry::get(&home.connection(), id)
        .unwrap()
        .fields
        .photos;
    assert_eq!(photos.len(), 2);
    assert_eq!(app.model.gallery.items.len(), 2);
}

#[test]
fn an_edit_is_a_row_and_the_original_stays() {
    let (home, mut app) = with_photos(1);
    let photo = app.model.gallery.items[0].id();
    let originals = contents(&home.root().join("photos"));
    app.apply(EditorCommand::Open(photo).into());
    for brightness in 1..=40 {
        app.apply(
            EditorCommand::Drag(Edits {
                brightness,
                ..Edits::default()
            })
            .into(),
        );
    }
    let set = Edits {
        brightness: 40,
        ..Edits::default()
    };
    app.apply(EditorCommand::Set(set).into());
    app.apply(EditorCommand::Set(set.turned_right()).into());
    rest(&mut app);
    let editor = app.model.editor.as_ref().unwrap();
    let preview = editor.preview.as_ref().unwrap();
    assert_eq!(preview.edits, set.turned_right());
    assert!(preview.pixels.height() > preview.pixels.width());
    let stored = || store::edits::get(&home.connection(), photo).unwrap();
    assert_eq!(stored(), set.turned_right());
    // One step back is the turn, two are the whole drag.
    app.apply(EditorCommand::Undo.into());
    rest(&mut app);
    assert_eq!(stored(), set);
    app.apply(EditorCommand::Undo.into());
    rest(&mut app);
    assert!(stored().is_identity());
    app.apply(EditorCommand::Redo.into());
    app.apply(Command::Back);
    rest(&mut app);
    assert_eq!(stored(), set);
    assert_eq!(app.model.gallery.items[0].edits, set);
    assert_eq!(contents(&home.root().join("photos")), originals);
}

#[test]
fn the_trash_can_be_undone() {
    let (home, mut app) = with_photos(2);
    let id = app.model.gallery.items[0].entry;
    app.apply(EntryCommand::Open(id).into());
    rest(&mut app);
    app.apply(EntryCommand::Trash(id).into());
    rest(&mut app);
    assert_eq!(app.model.view, View::Gallery);
    assert_eq!(
        (app.model.gallery.items.len(), app.model.trash.len()),
        (1, 1)
    );
    let undo = app
        .model
        .notices
        .iter()
        .find_map(|notice| notice.action.clone());
    assert!(undo.is_some(), "no way back was offered");
    app.apply(EntryCommand::Restore(id).into());
    rest(&mut app);
    assert_eq!(
        (app.model.gallery.items.len(), app.model.trash.len()),
        (2, 0)
    );
    assert_eq!(contents(&home.root().join("photos")).len(), 2);
}

#[test]
fn walking_through_photos_is_one_step_back() {
    let (_home, mut app) = with_photos(3);
    let photos: Vec<_> = app
        .model
        .gallery
        .items
        .iter()
        .map(|item| item.id())
        .collect();
    app.apply(ViewerCommand::Open(photos[0]).into());
    for _ in 0..5 {
        app.apply(ViewerCommand::Step(1).into());
    }
    assert_eq!(app.model.view, View::Viewer(photos[2]));
    app.apply(Command::Back);
    assert_eq!(app.model.view, View::Gallery);
}

#[test]
fn an_entry_begun_by_mistake_leaves_nothing_and_one_with_a_word_stays() {
    let home = Home::new();
    let mut app = home.app();
    app.apply(EntryCommand::New.into());
    rest(&mut app);
    app.apply(Command::Back);
    rest(&mut app);
    assert!(app.model.gallery.is_empty() && app.model.trash.is_empty());
    assert!(
        store::entry::list(&home.connection(), None)
            .unwrap()
            .is_empty()
    );

    app.apply(EntryCommand::New.into());
    rest(&mut app);
    let mut fields = app.model.entry.as_ref().unwrap().fields.clone();
    fields.note = "x".to_owned();
    app.apply(EntryCommand::Change(Box::new(fields), "note").into());
    app.apply(Command::Back);
    rest(&mut app);
    assert_eq!(app.model.gallery.months[0].words[0].caption, "x");

    // One with a milestone is no mistake either.
    app.apply(EntryCommand::New.into());
    rest(&mut app);
    let id = app.model.entry.as_ref().unwrap().entry.id;
    app.apply(
        MilestoneCommand::New {
            entry: Some(id),
            title: "First bath".to_owned(),
        }
        .into(),
    );
    rest(&mut app);
    app.apply(MilestoneCommand::Close.into());
    rest(&mut app);
    assert_eq!(
        store::entry::list(&home.connection(), None).unwrap().len(),
        2
    );
}

#[test]
fn a_milestone_is_stored_once_and_follows_its_sheet() {
    let (home, mut app) = with_photos(1);
    let entry = app.model.gallery.items[0].entry;
    app.apply(EntryCommand::Open(entry).into());
    rest(&mut app);
    app.apply(
        MilestoneCommand::New {
            entry: Some(entry),
            title: "First laugh".to_owned(),
        }
        .into(),
    );
    rest(&mut app);
    let sheet = app.model.milestone.clone().unwrap();
    assert_eq!(sheet.fields.entry, Some(entry));
    assert_eq!(
        sheet.fields.photos.len(),
        1,
        "the entry's cover comes along"
    );
    for note in ["a", "ab", "abc"] {
        let mut fields = app.model.milestone.as_ref().unwrap().fields.clone();
        fields.note = note.to_owned();
        app.apply(MilestoneCommand::Change(Box::new(fields)).into());
    }
    app.apply(MilestoneCommand::Close.into());
    rest(&mut app);
    let stored = store::milestone::list(&home.connection(), None).unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].fields.note, "abc");
    // Without a title nothing is stored.
    app.apply(
        MilestoneCommand::New {
            entry: None,
            title: String::new(),
        }
        .into(),
    );
    app.apply(MilestoneCommand::Close.into());
    rest(&mut app);
    assert_eq!(
        store::milestone::list(&home.connection(), None)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn photos_find_their_milestone_after_its_sheet_was_closed() {
    let (home, mut app) = with_photos(1);
    app.apply(
        MilestoneCommand::New {
            entry: None,
            title: "First bath".to_owned(),
        }
        .into(),
    );
    let bath = photo_file(home.outside(), "bath.jpg", 60, None);
    app.apply(MilestoneCommand::AddFiles(vec![bath]).into());
    // Closed, and another one opened, before the photo is in.
    app.apply(MilestoneCommand::Close.into());
    app.apply(
        MilestoneCommand::New {
            entry: None,
            title: "Came home".to_owned(),
        }
        .into(),
    );
    rest(&mut app);
    app.apply(MilestoneCommand::Close.into());
    rest(&mut app);
    let stored = store::milestone::list(&home.connection(), None).unwrap();
    let photos = |title: &str| {
        stored
            .iter()
            .find(|m| m.fields.title == title)
            .unwrap()
            .fields
            .photos
            .len()
    };
    assert_eq!((photos("First bath"), photos("Came home")), (1, 0));
}

#[test]
fn a_page_is_shown_chosen_saved_and_remembered() {
    let (home, mut app) = with_photos(4);
    app.apply(Command::Go(View::Keepsake));
    rest(&mut app);
    let first = app.model.keepsake.page.clone().expect("a page");
    let mut choice = app.model.keepsake.choice.clone().unwrap();
    assert_eq!(choice.month.to_string(), "2026-11");
    assert_eq!(app.model.keepsake.chosen.len(), 4);
    choice.photos = Some(app.model.keepsake.chosen[..2].to_vec());
    choice.title = "Our November".to_owned();
    app.apply(KeepsakeCommand::Change(Box::new(choice.clone())).into());
    rest(&mut app);
    let second = app.model.keepsake.page.clone().unwrap();
    assert_ne!(first.rgba, second.rgba);
    let path = home.outside().join("page.pdf");
    app.apply(KeepsakeCommand::SavePdf(path.clone()).into());
    rest(&mut app);
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    let stored = store::keepsake::get(&home.connection(), choice.baby, choice.month).unwrap();
    assert_eq!(stored, choice);
}

#[test]
fn two_babies_keep_their_photos_apart() {
    let (home, mut app) = with_photos(2);
    let twin = smilekeep::domain::BabyFields {
        name: "ليلى".to_owned(),
        ..mina()
    };
    app.apply(LibraryCommand::AddBaby(twin, None).into());
    rest(&mut app);
    assert_eq!(app.model.current_baby().unwrap().fields.name, "ليلى");
    assert!(app.model.gallery.is_empty());
    let file = photo_file(home.outside(), "leila.jpg", 90, None);
    app.apply(CaptureCommand::AddFiles(vec![file]).into());
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 1);
    app.apply(LibraryCommand::SelectBaby(home.baby).into());
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 2);
}

#[test]
fn a_library_that_is_only_for_looking_refuses_changes() {
    let (home, app) = with_photos(1);
    drop(app);
    {
        let journal = home.root().join(store::library::JOURNAL_FILE);
        let connection = store::open_connection(&journal, store::Access::Write).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
    }
    let before = contents(&home.root());
    let mut app = home.app();
    assert!(app.model.read_only().is_some());
    assert_eq!(app.model.gallery.items.len(), 1);
    let file = photo_file(home.outside(), "new.jpg", 50, None);
    app.apply(CaptureCommand::AddFiles(vec![file]).into());
    app.apply(EntryCommand::New.into());
    rest(&mut app);
    assert!(
        app.model
            .notices
            .iter()
            .any(|notice| notice.text.contains("newer Smilekeep"))
    );
    drop(app);
    let after = contents(&home.root());
    let kept = |map: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| {
        map.iter()
            .filter(|(path, _)| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                !name.ends_with("-wal") && !name.ends_with("-shm")
            })
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(&before), kept(&after));
}

#[test]
fn a_check_of_the_library_tells_what_is_damaged() {
    let (home, mut app) = with_photos(2);
    app.apply(LibraryCommand::Verify.into());
    rest(&mut app);
    assert!(matches!(
        app.model.report,
        Some(Report::Check { sound: true, .. })
    ));
    let (path, _) = contents(&home.root().join("photos")).pop_first().unwrap();
    std::fs::write(&path, b"gone").unwrap();
    app.apply(LibraryCommand::Verify.into());
    rest(&mut app);
    match &app.model.report {
        Some(Report::Check {
            sound: false,
            findings,
            ..
        }) => assert_eq!(findings.len(), 1),
        other => panic!("{other:?}"),
    }
}
