//! Watched folders: what is offered, what is passed over, and that nothing in
//! them is ever changed.

use std::path::PathBuf;

use smilekeep::store;
use smilekeep::store::watch::{self, FolderKind, NewFolder, Seen, Stamp, Was};

use super::common::{at, now};

fn folder(path: &str) -> NewFolder {
    NewFolder {
        path: PathBuf::from(path),
        kind: FolderKind::Folder,
        label: "Phone".to_owned(),
        old_too: false,
    }
}

fn seen(path: &str, was: Was) -> Seen {
    Seen {
        path: PathBuf::from(path),
        stamp: Stamp {
            size: 7,
            mtime_ns: -5,
            inode: u64::MAX - 3,
            device: 44,
        },
        was,
        hash: (was == Was::Offered).then(|| smilekeep::photo::hash_of(path.as_bytes())),
    }
}

#[test]
fn folders_belong_to_a_library_and_come_back() {
    let folder_of_settings = tempfile::tempdir().unwrap();
    let path = folder_of_settings.path().join("new/watch.sqlite");
    {
        let mut connection = watch::open(&path).unwrap();
        let ours = watch::add(&connection, "ours", &folder("/phone"), now()).unwrap();
        watch::add(&connection, "theirs", &folder("/phone"), now()).unwrap();
        store::in_transaction(&mut connection, |tx| {
            watch::remember(
                tx,
                ours.id,
                &[seen("a.jpg", Was::Offered), seen("b/c.jpg", Was::Old)],
            )
        })
        .unwrap();
    }
    let mut connection = watch::open(&path).unwrap();
    let ours = watch::list(&connection, "ours").unwrap();
    assert_eq!(ours.len(), 1);
    let ours = &ours[0];
    assert_eq!(ours.folder, folder("/phone"));
    assert_eq!(
        (ours.offered, ours.paused, ours.scanned_at),
        (1, false, None)
    );
    let mut files = watch::seen(&connection, ours.id).unwrap();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert_eq!(
        files,
        [seen("a.jpg", Was::Offered), seen("b/c.jpg", Was::Old)]
    );
    store::in_transaction(&mut connection, |tx| {
        watch::forget(tx, ours.id, [PathBuf::from("b/c.jpg").as_path()])
    })
    .unwrap();
    assert_eq!(watch::seen(&connection, ours.id).unwrap().len(), 1);
    watch::set_paused(&connection, ours.id, true).unwrap();
    watch::set_scanned(&connection, ours.id, at("2026-11-20 12:30")).unwrap();
    let known = watch::at(&connection, "ours", &ours.folder.path)
        .unwrap()
        .unwrap();
    assert!(known.paused && known.scanned_at.is_some());
    // Added once more it goes on.
    let again = watch::add(&connection, "ours", &folder("/phone"), now()).unwrap();
    assert_eq!((again.id, again.paused), (ours.id, false));
    watch::remove(&connection, ours.id).unwrap();
    assert!(watch::list(&connection, "ours").unwrap().is_empty());
    assert!(watch::seen(&connection, ours.id).unwrap().is_empty());
    assert_eq!(watch::list(&connection, "theirs").unwrap().len(), 1);
    assert!(watch::remove(&connection, ours.id).is_err());
}

#[test]
fn a_broken_book_of_folders_is_set_aside() {
    let folder_of_settings = tempfile::tempdir().unwrap();
    let path = folder_of_settings.path().join("watch.sqlite");
    std::fs::write(
        &path,
        b"this is no database at all, and long enough to tell",
    )
    .unwrap();
    let connection = watch::open(&path).unwrap();
    watch::add(&connection, "ours", &folder("/phone"), now()).unwrap();
    assert!(
        folder_of_settings
            .path()
            .join("watch.sqlite.damaged-1")
            .exists()
    );
}

#[test]
fn numbers_of_files_count_only_on_the_same_drive() {
    let first = seen("a", Was::Old).stamp;
    assert!(first.is_same(&first));
    assert!(!first.is_same(&Stamp { inode: 1, ..first }));
    assert!(first.is_same(&Stamp {
        inode: 1,
        device: 45,
        ..first
    }));
    assert!(!first.is_same(&Stamp { size: 8, ..first }));
    assert!(!first.is_same(&Stamp {
        mtime_ns: -4,
        ..first
    }));
}
