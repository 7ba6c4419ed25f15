//! A computer on which no file dialog opens: nothing asks in vain.

use std::path::PathBuf;
use std::time::Duration;

use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{Command, View};

use crate::window::{Home, Window};

/// A window whose dialogs never open; what is saved goes into the folder.
fn without_dialogs() -> (Window, PathBuf) {
    let home = Home::sample();
    let folder = home.folder().join("documents");
    std::fs::create_dir(&folder).unwrap();
    let mut window = crate::window::Opening::default().on(&home);
    window.shell().open_dialogs_with(
        Box::new(|_| {
            Box::new(|| {
                // No faster than a hand: so it was with the dialogs that nobody saw.
                std::thread::sleep(Duration::from_millis(300));
                None
            })
        }),
        folder.clone(),
    );
    (window, folder)
}

fn files(folder: &PathBuf) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_page_a_picture_and_a_book_are_saved_without_being_asked_where() {
    let (mut window, folder) = without_dialogs();
    window.apply(Command::Go(View::Keepsake));
    window.press("Save as PDF…");
    window.settle_until(|_| files(&folder).len() == 1);
    window.settle();
    // Why nobody asked, where it is, and a way there.
    for words in ["The system’s file dialog did not open", "Saved as “"] {
        let found = window.harness.query_all_by_label_contains(words).count();
        assert!(found > 0, "“{words}” is not said");
    }
    assert!(window.has("Show in folder"));

    // The next press has the same effect, under a free name.
    window.press("Save as PDF…");
    window.settle_until(|_| files(&folder).len() == 2);
    window.press("Save as picture…");
    window.settle_until(|_| files(&folder).len() == 3);
    window.press("Make a book…");
    window.press("Save the book…");
    window.settle_until(|_| files(&folder).len() == 4);
    let endings = |ending: &str| {
        let names = files(&folder);
        names.iter().filter(|name| name.ends_with(ending)).count()
    };
    assert_eq!((endings(".pdf"), endings(".png")), (3, 1));
    assert!(files(&folder).iter().any(|name| name.ends_with(" (2).pdf")));
}

#[test]
fn photos_are_told_another_way_in_each_time() {
    let (mut window, folder) = without_dialogs();
    for _ in 0..2 {
        window.press("Add photos…");
        window.settle_until(|window| {
            let words = "Drop or paste photos on this window instead.";
            window.harness.query_all_by_label_contains(words).count() > 0
        });
        window.press("Close this message");
    }
    assert!(files(&folder).is_empty());
}
