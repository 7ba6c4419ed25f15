//! Photos that wait in the tray are in every backup, and wait again once it is
//! taken back.

use std::fs;

use smilekeep::archive::backup::{self, BackupError, Care};
use smilekeep::archive::locked::{self, Folder, Place};
use smilekeep::domain::{InboxSource, InboxState, NewInboxItem};
use smilekeep::photo::hash_of;
use smilekeep::store::{self, Library, inbox};

use super::common::{Home, contents, jpeg, now};
use super::locked::{go_on, library, make, passphrase};
use super::recovery::dump;

/// A photo as a phone sends it: its file, and its row.
fn sent(home: &Home, seed: u8, known: bool) -> Vec<u8> {
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let bytes = jpeg(80, 60, seed, None);
    let id = inbox::new_id().to_string();
    fs::create_dir_all(inbox::folder_of(&home.root())).unwrap();
    fs::write(inbox::folder_of(&home.root()).join(&id), &bytes).unwrap();
    let item = NewInboxItem {
        source: InboxSource::Phone,
        place: id.into(),
        name: format!("from grandma {seed}.jpg"),
        byte_len: bytes.len() as u64,
        modified: None,
        hash: known.then(|| hash_of(&bytes)),
        taken: None,
        note: "she laughed".to_owned(),
    };
    inbox::offer(&connection, &item, now()).unwrap();
    store::changes::append(&connection).unwrap();
    bytes
}

fn plain(home: &Home, to: &std::path::Path, care: Care) -> backup::BackupReport {
    let open = Library::open_to_read(&home.root()).unwrap();
    let connection = open.connect().unwrap();
    backup::make(&home.root(), &connection, to, (now(), care), &mut go_on).unwrap()
}

#[test]
fn the_tray_comes_back_from_both_kinds_of_backup() {
    let home = library(2);
    let waiting = [sent(&home, 50, true), sent(&home, 51, false)];
    let to = home.outside().join("plain");
    let first = plain(&home, &to, Care::Lengths);
    assert_eq!((first.copied, first.there, first.problems.len()), (4, 0, 0));
    for care in [Care::Lengths, Care::ReadAll] {
        let second = plain(&home, &to, care);
        assert_eq!((second.copied, second.there), (0, 4));
    }
    let place = Folder::new(&home.outside().join("locked"));
    let first = make(&home, &place, &passphrase(), 0, &mut go_on).unwrap();
    assert_eq!((first.copied, first.there), (4, 0));
    let second = make(&home, &place, &passphrase(), 1, &mut go_on).unwrap();
    assert_eq!((second.copied, second.there), (0, 4));

    let rows = dump(&home.connection());
    let tray = contents(&inbox::folder_of(&home.root()));
    assert_eq!(tray.len(), 2);
    for bytes in &waiting {
        assert!(tray.values().any(|kept| kept == bytes));
    }
    let root = home.root();
    fs::remove_dir_all(&root).unwrap();
    assert_eq!(backup::check(&to, &mut go_on).unwrap().photos, 4);
    backup::restore(&to, &root, false, &mut go_on).unwrap();
    assert_eq!(contents(&inbox::folder_of(&root)), tray);
    drop(Library::open(&root).unwrap());
    assert_eq!(dump(&home.connection()), rows);

    fs::remove_dir_all(&root).unwrap();
    let check = locked::check(&place, &passphrase(), &mut go_on).unwrap();
    assert_eq!((check.photos, check.findings.len()), (4, 0));
    let from = (&place as &dyn Place, &passphrase());
    let restored = locked::restore(from, &root, false, &mut go_on).unwrap();
    assert_eq!((restored.photos, restored.lost.len()), (4, 0));
    assert_eq!(contents(&inbox::folder_of(&root)), tray);
    drop(Library::open(&root).unwrap());
    assert_eq!(dump(&home.connection()), rows);
    let items = inbox::list(&home.connection(), InboxState::Waiting).unwrap();
    assert_eq!(items.len(), 2);
    for item in items {
        assert!(inbox::path_of(&root, &item.file).is_file());
    }
}

#[test]
fn damage_to_what_waits_is_named_and_refused() {
    let home = library(1);
    let bytes = sent(&home, 60, true);
    let hash = hash_of(&bytes).to_string();
    let to = home.outside().join("plain");
    plain(&home, &to, Care::Lengths);
    let (path, _) = contents(&to)
        .into_iter()
        .find(|(path, _)| path.display().to_string().contains(&hash))
        .unwrap();
    fs::write(&path, b"rust").unwrap();
    let check = backup::check(&to, &mut go_on).unwrap();
    assert_eq!(check.findings.len(), 1);
    assert!(check.findings[0].contains(&hash), "{:?}", check.findings);
    let back = home.outside().join("back");
    let refused = backup::restore(&to, &back, false, &mut go_on);
    assert!(matches!(refused, Err(BackupError::NotWhole(_))));
    assert!(!back.exists());
    let restored = backup::restore(&to, &back, true, &mut go_on).unwrap();
    assert_eq!((restored.photos, restored.lost.len()), (1, 1));
    // The next one that reads all mends it.
    let mended = plain(&home, &to, Care::ReadAll);
    assert_eq!((mended.copied, mended.there), (1, 1));
    assert_eq!(backup::check(&to, &mut go_on).unwrap().findings.len(), 0);
    // What is gone here is said.
    fs::remove_dir_all(inbox::folder_of(&home.root())).unwrap();
    let report = plain(&home, &to, Care::Lengths);
    assert_eq!(report.problems.len(), 1, "{:?}", report.problems);
    assert!(report.problems[0].starts_with("from grandma 60.jpg"));
}

/// Lists of older programs know nothing of the tray.
#[test]
fn a_list_of_an_older_program_is_read() {
    let home = library(1);
    sent(&home, 70, true);
    let to = home.outside().join("plain");
    plain(&home, &to, Care::Lengths);
    let (path, text) = contents(&to.join("manifests")).pop_first().unwrap();
    let mut list: serde_json::Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(list["waiting"].as_array().unwrap().len(), 1);
    list.as_object_mut().unwrap().remove("waiting");
    fs::write(&path, serde_json::to_vec(&list).unwrap()).unwrap();
    let check = backup::check(&to, &mut go_on).unwrap();
    assert_eq!((check.photos, check.findings.len()), (1, 0));
    let back = home.outside().join("back");
    let restored = backup::restore(&to, &back, false, &mut go_on).unwrap();
    assert_eq!(restored.photos, 1);
}

/// Names in a list lead nowhere but into the tray.
#[test]
fn a_hostile_name_of_the_tray_is_refused() {
    let home = library(1);
    sent(&home, 80, true);
    let to = home.outside().join("plain");
    plain(&home, &to, Care::Lengths);
    let (path, text) = contents(&to.join("manifests")).pop_first().unwrap();
    for name in ["../../evil", "/tmp/evil", "..", "a/b"] {
        let mut list: serde_json::Value = serde_json::from_slice(&text).unwrap();
        list["waiting"][0]["name"] = name.into();
        fs::write(&path, serde_json::to_vec(&list).unwrap()).unwrap();
        let back = home.outside().join("back");
        let restored = backup::restore(&to, &back, true, &mut go_on).unwrap();
        assert_eq!(restored.lost.len(), 1, "{name}");
        assert!(!home.outside().join("evil").exists());
        assert!(!back.join("inbox").exists() || contents(&back.join("inbox")).is_empty());
        fs::remove_dir_all(&back).unwrap();
    }
}
