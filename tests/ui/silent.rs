//! A watched folder on a drive that answers no more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use smilekeep::app::{Command, InboxCommand, View};

use crate::window::{Home, Opening, Window};

/// The settings with two folders, of which one hangs until it is let go.
pub fn settings(width: f32, height: f32) -> (Window, Arc<AtomicBool>) {
    let home = Home::sample();
    let [phone, share] = ["Phone", "Family share"].map(|name| home.folder().join(name));
    for folder in [&phone, &share] {
        std::fs::create_dir(folder).unwrap();
    }
    let mut window = Opening::sized(width, height).on(&home);
    let let_go = Arc::new(AtomicBool::new(false));
    let (hangs, heard) = (share.clone(), Arc::clone(&let_go));
    window.app().list_folders_by(
        Arc::new(move |folder| {
            while folder.starts_with(&hangs) && !heard.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(2));
            }
            std::fs::read_dir(folder)
        }),
        Duration::from_secs(2),
    );
    window.apply(InboxCommand::AddFolder(share, true));
    window.apply(InboxCommand::AddFolder(phone, true));
    window.apply(Command::Go(View::Settings));
    (window, let_go)
}

#[test]
fn the_settings_say_which_folder_does_not_answer() {
    let (mut window, let_go) = settings(1280.0, 3400.0);
    let silent = "“Family share” does not answer. It is left out until it does; the other folders are looked through as always.";
    let looked_through = "Empty for now; nothing new found yet.";
    window.settle_until(|window| window.has(silent) && window.has(looked_through));
    assert!(window.unnamed().is_empty(), "{:?}", window.unnamed());
    // It answers again: the next look finds it.
    let_go.store(true, Ordering::Relaxed);
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(100));
        window.press("Pause: Phone");
        window.press("Go on: Phone");
        if !window.has(silent) {
            return;
        }
    }
    panic!("it is still said to be silent");
}
