//! A backup on a server in the settings, with a real server.

use std::sync::atomic::Ordering;

use smilekeep::app::{Command, LibraryCommand, ServerCommand, View};
use smilekeep::words::{Language, Manner, OnlyHere};

use crate::locked::settings;
use crate::servers::{DAV_FOLDER, PASSWORD, Running, USER, dav, dav_address, held};
use crate::window::Window;

const WORDS: &str = "four quiet words tonight";

/// The sheet, filled in.
pub fn sheet(window: &mut Window, running: &Running, password: &str) {
    window.click("A server…");
    assert!(window.disabled("Back up to this server"));
    assert!(window.unnamed().is_empty(), "{:?}", window.unnamed());
    let address = dav_address(running.at).to_string();
    window.write("Address of a folder", &address);
    window.write("User", USER);
    window.write("Password", password);
    window.write("Passphrase: four words or more", WORDS);
    assert!(window.disabled("Back up to this server"));
    window.write("The passphrase once more", WORDS);
    window.settle();
}

#[test]
fn a_backup_goes_to_a_server_and_comes_back() {
    let running = dav();
    let mut window = settings(1280.0, 2600.0);
    sheet(&mut window, &running, "not this");
    window.press("Back up to this server");
    // The password was wrong: everything else is still there.
    assert!(window.has("The server does not take this user and password."));
    assert!(window.model().backup().is_none());
    window.write("Password", PASSWORD);
    window.settle();
    window.press("Back up to this server");
    let place = window.model().backup().unwrap().clone();
    assert!(place.locked && place.server.is_some());
    assert!(window.has("Last backup on a server"));
    assert!(!window.has("Address of a folder"));
    let photos = window.model().photos.len();
    let place = running.root().join(DAV_FOLDER);
    let sealed = |name: &&String| name.starts_with("photos/");
    assert_eq!(held(&place).keys().filter(sealed).count(), photos);
    // The settings keep where, and nothing that opens it.
    let kept = serde_json::to_string(&window.model().config).unwrap();
    assert!(kept.contains("Smile%20keep"), "{kept}");
    assert!(!kept.contains(PASSWORD) && !kept.contains(WORDS), "{kept}");

    window.click("Check the backup");
    window.click("All right");
    window.click("Back up now");
    let made = held(&place);
    assert_eq!(
        made.keys()
            .filter(|name| name.starts_with("manifests/"))
            .count(),
        1
    );

    // Brought back into a folder of its own, as the dialog would answer.
    let back = window.home.folder().join("back");
    window.apply(LibraryCommand::Server(ServerCommand::ChooseKnown));
    window.apply(LibraryCommand::Server(ServerCommand::RestoreInto(
        back.clone(),
    )));
    assert!(back.join("journal.sqlite").is_file());
    let root = window.home.root();
    assert_eq!(
        held(&back.join("photos")).keys().collect::<Vec<_>>(),
        held(&root.join("photos")).keys().collect::<Vec<_>>()
    );

    // Full: it is said, and nothing that was there is lost.
    running.faults.full.store(true, Ordering::SeqCst);
    window.click("Back up now");
    let at = running.at;
    assert!(window.has(&format!(
        "There is no room left on {at}. What arrived whole is kept. Make room there, or get more, and try again."
    )));
    for (name, bytes) in made {
        assert_eq!(held(&place).get(&name), Some(&bytes));
    }
}

#[test]
fn the_password_is_asked_for_where_the_backup_is() {
    let running = dav();
    let mut window = settings(1280.0, 2600.0);
    sheet(&mut window, &running, PASSWORD);
    window.press("Back up to this server");
    assert!(window.has("Last backup on a server"));
    // As after a start, on a computer without keyring.
    let place = window.model().backup().unwrap().clone();
    let mut window = window.reopened();
    window.app().model.config.backup = Some(place);
    window.apply(Command::Go(View::Gallery));
    window.apply(LibraryCommand::BackUp(None));
    assert_eq!(window.model().view, View::Settings);
    window.type_into("Its passphrase", WORDS);
    window.press("Back up now");
    assert!(window.disabled("Back up now"));
    window.write("Password of the server", "not this");
    window.press("Back up now");
    window.write("Password of the server", PASSWORD);
    window.press("Back up now");
    assert!(!window.has("Password of the server"));
    window.press("Check the backup");
    window.click("All right");
}

#[test]
fn an_address_that_is_none_is_told_what_to_be() {
    let running = dav();
    let mut window = settings(1280.0, 2600.0);
    sheet(&mut window, &running, PASSWORD);
    window.write("Address of a folder", "ftp://cloud.example.org");
    window.press("Back up to this server");
    assert!(window.has("The address of a server begins with https://."));
    window.press("S3");
    for label in [
        "Address of the service",
        "Bucket",
        "Id of the access key",
        "Its secret",
    ] {
        assert!(window.has(label), "{label}");
    }
    assert!(window.unnamed().is_empty());
    window.press("Cancel");
    assert!(!window.has("Bucket"));
}

#[test]
fn a_german_parent_reads_german() {
    let _german = OnlyHere::new(Manner {
        language: Language::German,
        ..Default::default()
    });
    let running = dav();
    let mut window = settings(1280.0, 2600.0);
    window.press("Ein Server…");
    window.write(
        "Adresse eines Ordners",
        &dav_address(running.at).to_string(),
    );
    window.write("Benutzer", USER);
    window.write("Passwort", PASSWORD);
    window.write("Passphrase: vier Wörter oder mehr", WORDS);
    window.write("Die Passphrase noch einmal", WORDS);
    window.settle();
    window.press("Auf diesen Server sichern");
    assert!(window.has("Letzte Sicherung auf einem Server"));
}
