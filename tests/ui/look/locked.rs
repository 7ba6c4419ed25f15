//! A locked backup in the settings: begun, asking, and open.

use smilekeep::app::LibraryCommand;

use super::{LOOKS, picture};
use crate::locked::{lock, settings};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn a_locked_backup() {
    for (width, height) in [(1280.0, 2600.0), (640.0, 3000.0)] {
        let mut window = settings(width, height);
        window.click("Lock it with a passphrase");
        window.type_into("Passphrase: four words or more", "four quiet words");
        window.type_into("Once more", "four quiet word");
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("locked-begun-{width}-{name}"));
        }
        lock(&mut window, "four quiet words");
        window.apply(LibraryCommand::Unlock(None));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("locked-asking-{width}-{name}"));
        }
    }
}
