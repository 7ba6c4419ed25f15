//! A locked backup in the settings.

use smilekeep::app::{Command, LibraryCommand, View};
use smilekeep::archive::locked::Passphrase;

use crate::window::{Home, Opening, Window};

const WORDS: &str = "four quiet words tonight";

pub fn settings(width: f32, height: f32) -> Window {
    let mut window = Opening::sized(width, height).on(&Home::sample());
    window.apply(Command::Go(View::Settings));
    window
}

/// A locked backup in a folder beside the library, as the dialog would answer.
pub fn lock(window: &mut Window, words: &str) {
    let drive = window.home.folder().join("drive");
    let words = Passphrase::new(words.to_owned());
    window.apply(LibraryCommand::Unlock(Some(words)));
    window.apply(LibraryCommand::BackUp(Some(drive)));
}

#[test]
fn a_backup_is_locked_in_the_settings_and_asks_for_its_passphrase() {
    let mut window = settings(1280.0, 2600.0);
    window.click("Lock it with a passphrase");
    assert!(window.disabled("Choose a folder…"));
    assert!(window.unnamed().is_empty());
    window.type_into("Passphrase: four words or more", "short");
    window.type_into("Once more", "short");
    assert!(window.disabled("Choose a folder…"));
    window.write("Passphrase: four words or more", WORDS);
    assert!(window.disabled("Choose a folder…"));
    window.write("Once more", WORDS);
    assert!(!window.disabled("Choose a folder…"));

    lock(&mut window, WORDS);
    let place = window.model().backup().unwrap().clone();
    assert!(place.locked && place.folder.join("key.age").is_file());
    assert!(window.has("Last locked backup"));
    // While the program is open it is not asked for again.
    assert!(!window.has("Its passphrase"));
    window.click("Check the backup");
    window.click("All right");
    window.click("Back up now");

    // Forgotten, as after a start: it is asked for where it is needed.
    window.apply(LibraryCommand::Unlock(None));
    window.apply(Command::Go(View::Gallery));
    window.apply(LibraryCommand::BackUp(None));
    assert_eq!(window.model().view, View::Settings);
    assert!(window.disabled("Back up now"));
    window.type_into("Its passphrase", "four loud words tonight");
    window.click("Check the backup");
    // That was another one.
    assert!(window.disabled("Check the backup"));
    window.type_into("Its passphrase", WORDS);
    window.click("Check the backup");
    window.click("All right");
    assert!(!window.has("Its passphrase"));
}
