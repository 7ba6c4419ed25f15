//! Another parent's journal in the settings, and earlier words in an entry.

use chrono::Duration;
use smilekeep::app::{Command, EntryCommand, MergeCommand, MergeStage, View};
use smilekeep::domain::{BabyFields, EntryId};
use smilekeep::store::{self, Library};

use crate::window::{Home, Opening, Window, day, now};

/// Two laptops: a sample library and a copy of it, both written in since. The
/// entry both wrote in.
pub fn apart() -> (Home, Home, EntryId) {
    let (ours, theirs) = (Home::sample(), Home::bare());
    copy(&ours, &theirs);
    let mut written = None;
    for (home, note, minutes) in [
        (&ours, "She laughed in her sleep, then sighed", 5),
        (
            &theirs,
            "A long smile after the feed.\nضحكت في نومها · 睡梦中的微笑",
            9,
        ),
    ] {
        let library = Library::open(&home.root()).unwrap();
        let connection = library.connect().unwrap();
        let entry = store::entry::list(&connection, None).unwrap()[0].clone();
        let mut fields = entry.fields;
        fields.note = note.to_owned();
        let later = now() + Duration::minutes(minutes);
        store::entry::update(&connection, entry.id, &fields, later).unwrap();
        written = Some(entry.id);
        if minutes == 9 {
            fields.note = "Only he was awake".to_owned();
            fields.photos.clear();
            store::entry::insert(&connection, &fields, later).unwrap();
            let second = BabyFields {
                name: "Noah".to_owned(),
                birth_date: day("2026-06-14"),
                due_date: None,
                portrait: None,
            };
            store::baby::insert(&connection, second, later).unwrap();
        }
        store::changes::append(&connection).unwrap();
    }
    (ours, theirs, written.unwrap())
}

fn copy(from: &Home, to: &Home) {
    fn folder(from: &std::path::Path, to: &std::path::Path) {
        std::fs::create_dir_all(to).unwrap();
        for item in std::fs::read_dir(from).unwrap().flatten() {
            let target = to.join(item.file_name());
            if item.path().is_dir() {
                folder(&item.path(), &target);
            } else {
                std::fs::copy(item.path(), target).unwrap();
            }
        }
    }
    folder(&from.root(), &to.root());
}

fn look_at(window: &mut Window, other: &Home) {
    window.apply(Command::Go(View::Settings));
    assert!(window.has("Choose the other journal…"));
    window.apply(MergeCommand::Look(other.root()));
}

#[test]
fn another_journal_is_looked_at_and_brought_in() {
    let (ours, theirs, entry) = apart();
    let mut window = Opening::sized(1280.0, 4200.0).on(&ours);
    let photos = window.model().photos.len();
    look_at(&mut window, &theirs);
    assert!(window.unnamed().is_empty());
    assert!(window.has("Who is Noah there, born on 14 June 2026?"));
    let sheet = window.model().merge.clone().unwrap();
    assert_eq!(sheet.stage, MergeStage::Ready);
    assert!(
        sheet
            .comes
            .iter()
            .any(|line| line.starts_with("You both changed one thing")),
        "{:?}",
        sheet.comes
    );
    window.click("Bring it in");
    assert!(window.has("The other journal is in here now"));
    window.click("All right");
    assert_eq!(window.model().merge, None);
    assert_eq!(window.model().babies.len(), 2);
    assert_eq!(window.model().photos.len(), photos);

    // The later words are shown; hers come back with one tap, and his stay.
    window.apply(EntryCommand::Open(entry));
    let note = |window: &Window| window.model().entry.as_ref().unwrap().fields.note.clone();
    assert!(note(&window).starts_with("A long smile"));
    assert!(window.has("Earlier words"));
    assert!(window.unnamed().is_empty());
    window.click("Use this instead");
    assert!(note(&window).starts_with("She laughed"));
    let earlier = window.model().earlier.clone().unwrap().1;
    assert_eq!(earlier.len(), 1);
    assert!(earlier[0].fields.note.starts_with("A long smile"));
    // As everything else, it can be undone.
    window.apply(EntryCommand::Undo);
    assert!(note(&window).starts_with("A long smile"));

    // Once more there is nothing to bring.
    look_at(&mut window, &theirs);
    assert!(window.has("Everything of the other journal is here already."));
    assert!(!window.has("Bring it in"));
    window.click("All right");
    assert_eq!(window.model().merge, None);
}

#[test]
fn whose_baby_is_whose_can_be_chosen_and_a_wrong_folder_is_told() {
    let theirs = Home::empty("Mimi");
    let mut window = Opening::sized(1280.0, 4200.0).on(&Home::sample());
    look_at(&mut window, &theirs);
    let baby = window.model().babies[0].clone();
    let sheet = window.model().merge.clone().unwrap();
    assert_eq!(sheet.babies[0].ours, None);
    window.apply(MergeCommand::Whose(
        sheet.babies[0].theirs.id,
        Some(baby.id),
    ));
    window.click("Bring it in");
    window.click("All right");
    assert_eq!(window.model().babies.len(), 1);

    let nothing = window.home.folder().to_owned();
    window.apply(MergeCommand::Look(nothing));
    assert_eq!(window.model().merge, None);
    assert!(window.has("Choose the other journal…"));
}

/// What is being typed is not written over: the words wait.
#[test]
fn words_wait_while_an_entry_is_open() {
    let (ours, theirs, entry) = apart();
    let mut window = Opening::default().on(&ours);
    look_at(&mut window, &theirs);
    window.apply(EntryCommand::Open(entry));
    window.apply(MergeCommand::Bring);
    let stage = window.model().merge.as_ref().unwrap().stage;
    assert_eq!(stage, MergeStage::Waiting);
    let fields = window.model().entry.as_ref().unwrap().fields.clone();
    assert!(fields.note.starts_with("She laughed"));
    window.apply(Command::Back);
    window.settle();
    assert_eq!(window.model().merge, None);
    window.click("All right");
    window.apply(EntryCommand::Open(entry));
    let shown = window.model().entry.as_ref().unwrap();
    assert!(shown.fields.note.starts_with("A long smile"));
}
