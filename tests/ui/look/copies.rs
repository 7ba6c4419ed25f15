//! The dialog for copies and photos on their way in, to look at.

use eframe::egui::vec2;
use smilekeep::app::{Appearance, ViewerCommand};

use super::{LOOKS, picture};
use crate::window::{Home, Opening};

#[test]
#[ignore = "draws pictures to look at"]
fn look() {
    let home = Home::sample();
    for (appearance, look) in LOOKS {
        let mut window = Opening {
            size: vec2(1280.0, 800.0),
            ..Opening::default()
        }
        .on(&home);
        window.dress(appearance);
        let photo = window.photo(0);
        window.apply(ViewerCommand::Open(photo));
        window.click("Save a copy");
        picture(&mut window, &format!("copy-1280-{look}"));
    }
    let mut window = Opening {
        size: vec2(640.0, 560.0),
        ..Opening::default()
    }
    .on(&home);
    window.dress(Appearance::Light);
    let photo = window.photo(0);
    window.apply(ViewerCommand::Open(photo));
    window.click("Save a copy");
    picture(&mut window, "copy-640");
}
