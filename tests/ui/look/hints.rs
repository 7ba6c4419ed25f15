//! The light coach and the information about a photo.

use eframe::egui::Key;
use smilekeep::app::LibraryCommand;

use super::{LOOKS, picture};
use crate::hints::as_taken_at_night;
use crate::window::{Home, Opening};

#[test]
#[ignore = "draws pictures to look at"]
fn look() {
    for (name, width, height) in [("1280", 1280.0, 800.0), ("720", 720.0, 600.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        as_taken_at_night(&mut window, 4);
        for (appearance, look) in LOOKS {
            window.apply(LibraryCommand::SetAppearance(appearance));
            picture(&mut window, &format!("hint-{name}-{look}"));
            window.key(Key::I);
            picture(&mut window, &format!("hint-{name}-{look}-info"));
            window.key(Key::I);
        }
    }
}
