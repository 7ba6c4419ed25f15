//! The journal that did not open, and the backup in the settings.

use smilekeep::app::{Command, LibraryCommand, View};

use super::{LOOKS, picture};
use crate::safety::broken;
use crate::window::{Home, Opening};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_journal_that_did_not_open() {
    for (width, height) in [(1280.0, 800.0), (1920.0, 1080.0)] {
        let window = Opening::sized(width, height).on(&Home::sample());
        let mut window = broken(window);
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("trouble-{width}-{name}"));
        }
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_backup_in_the_settings() {
    for (width, height) in [(1280.0, 2000.0), (640.0, 2300.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        let to = window.home.folder().join(
            "a drive with a very long name that nobody would give it · صور العائلة · 家庭相册 🍼",
        );
        window.apply(LibraryCommand::BackUp(Some(to)));
        window.apply(Command::Go(View::Settings));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("backup-{width}-{name}"));
        }
    }
}
