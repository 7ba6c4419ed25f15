//! A backup on a server: the sheet in both languages and kinds, and the card.

use smilekeep::words::{Language, Manner, OnlyHere};

use super::{LOOKS, picture};
use crate::backup_server::sheet;
use crate::locked::settings;
use crate::servers::{PASSWORD, dav};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn a_backup_on_a_server() {
    let running = dav();
    for (width, height) in [(1280.0, 800.0), (640.0, 900.0)] {
        let mut window = settings(width, height);
        window.press("A server…");
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("server-sheet-{width}-{name}"));
        }
        window.press("S3");
        picture(&mut window, &format!("server-s3-{width}"));
        let mut window = settings(width, 3000.0);
        picture(&mut window, &format!("server-before-{width}"));
        sheet(&mut window, &running, PASSWORD);
        picture(&mut window, &format!("server-filled-{width}"));
        window.press("Back up to this server");
        picture(&mut window, &format!("server-card-{width}"));
        std::fs::remove_dir_all(running.root().join("Für Anna")).unwrap();
    }
    let _german = OnlyHere::new(Manner {
        language: Language::German,
        ..Default::default()
    });
    for (width, height) in [(1280.0, 800.0), (640.0, 900.0)] {
        let mut window = settings(width, height);
        window.press("Ein Server…");
        picture(&mut window, &format!("server-german-{width}"));
    }
}
