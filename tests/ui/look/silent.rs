//! A watched folder that does not answer, in the settings.

use std::sync::atomic::Ordering;

use super::{LOOKS, picture};
use crate::silent::settings;

#[test]
#[ignore = "makes pictures for a person to look at"]
fn a_folder_that_does_not_answer() {
    for (width, height) in [(1280.0, 3400.0), (640.0, 4200.0)] {
        let (mut window, let_go) = settings(width, height);
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("silent-{width}-{name}"));
        }
        let_go.store(true, Ordering::Relaxed);
    }
}
