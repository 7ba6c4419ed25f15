//! A broken journal and a backup, in the window.

use smilekeep::app::{Command, LibraryCommand, LibraryState, View};

use crate::window::{Home, Opening, Window};

/// A journal no program can read, where the open one was.
pub fn broken(mut window: Window) -> Window {
    let root = window.home.root();
    let other = window.home.folder().join("elsewhere");
    window.apply(LibraryCommand::Open(other));
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(root.join(format!("journal.sqlite{ending}")));
    }
    std::fs::write(root.join("journal.sqlite"), vec![0x5a; 70_000]).unwrap();
    window.apply(LibraryCommand::Open(root));
    window
}

#[test]
fn a_broken_journal_is_repaired_by_a_press() {
    let window = Window::sample();
    let photos = window.model().gallery.items.len();
    let mut window = broken(window);
    assert!(matches!(
        window.model().library,
        LibraryState::Trouble { .. }
    ));
    assert!(window.unnamed().is_empty());
    window.click("Repair the journal");
    window.settle();
    assert!(matches!(window.model().library, LibraryState::Open { .. }));
    assert_eq!(window.model().gallery.items.len(), photos);
}

#[test]
fn a_backup_is_made_checked_and_mended_in_the_settings() {
    let mut window = Opening::sized(1280.0, 3400.0).on(&Home::sample());
    window.apply(Command::Go(View::Settings));
    assert!(window.has("Choose a folder…"));
    let to = window.home.folder().join("drive");
    window.apply(LibraryCommand::BackUp(Some(to.clone())));
    assert!(window.has("Last backup"));
    window.click("Check the backup");
    window.click("All right");
    let shelf = std::fs::read_dir(to.join("photos")).unwrap().next();
    let photo = std::fs::read_dir(shelf.unwrap().unwrap().path())
        .unwrap()
        .next();
    std::fs::write(photo.unwrap().unwrap().path(), b"nonsense").unwrap();
    window.click("Check the backup");
    assert!(window.has("The backup is not whole; “Back up now” mends it"));
    window.click("All right");
    window.click("Back up now");
    assert!(!window.model().backup().unwrap().damaged);
    window.click("Check the backup");
    assert!(!window.has("The backup is not whole; “Back up now” mends it"));
}
