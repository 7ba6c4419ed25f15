//! The window is to close while something goes on.

use std::path::PathBuf;

use eframe::egui::{ViewportCommand, ViewportEvent};
use egui_kittest::kittest::Queryable as _;
use image::{Rgb, RgbImage};
use smilekeep::app::{CaptureCommand, TaskCard};
use smilekeep::jobs::Progress;

use crate::window::{Home, Opening, Window};

/// Asks the window to close, as the system does; whether it stays.
fn stays(window: &mut Window) -> bool {
    window.viewport().events.push(ViewportEvent::Close);
    window.harness.step();
    window.viewport().events.clear();
    let mut viewports = window.harness.output().viewport_output.values();
    viewports.any(|viewport| viewport.commands.contains(&ViewportCommand::CancelClose))
}

fn says(window: &Window, words: &str) -> bool {
    window
        .harness
        .query_all_by_label_contains(words)
        .next()
        .is_some()
}

/// So many photos that they take a while.
fn photos(home: &Home, count: u8) -> Vec<PathBuf> {
    (0..count)
        .map(|number| {
            let file = home
                .folder()
                .join(format!("IMG_20261122_0314{number:02}123.jpg"));
            RgbImage::from_pixel(1600, 1200, Rgb([200, number * 4, 90]))
                .save(&file)
                .unwrap();
            file
        })
        .collect()
}

fn remembered() -> Opening {
    Opening {
        remembered: true,
        ..Opening::default()
    }
}

#[test]
fn photos_coming_in_hold_the_window_once_and_the_rest_is_told_at_the_next_start() {
    let home = Home::empty("Mila");
    let files = photos(&home, 50);
    let mut window = remembered().on(&home);
    window.app().apply(CaptureCommand::AddFiles(files).into());
    assert!(stays(&mut window));
    window.frames(3);
    assert!(says(&window, "of 50 photos are in the journal."));
    assert!(says(
        &window,
        "Close the window once more to stop here; what is in stays."
    ));
    assert!(!stays(&mut window));
    eframe::App::on_exit(window.shell());
    let note = std::fs::read_to_string(home.folder().join("adding.json")).unwrap();
    drop(window);

    let mut window = remembered().on(&home);
    let came = window.model().gallery.items.len();
    assert!(came < 50, "all came in before the window closed");
    let told = format!("Adding photos was cut short last time: {came} of 50 came in.");
    assert!(says(&window, &told), "{told} {note}");
    // Nothing goes on by itself, and it is told once.
    assert!(window.model().tasks.is_empty());
    assert!(!stays(&mut window));
    drop(window);
    let window = remembered().on(&home);
    assert!(!says(&window, "was cut short last time"));
}

#[test]
fn adding_that_was_stopped_by_hand_is_no_news_at_the_next_start() {
    let home = Home::empty("Mila");
    let files = photos(&home, 40);
    let mut window = remembered().on(&home);
    window.app().apply(CaptureCommand::AddFiles(files).into());
    let task = window.model().tasks.last().unwrap().id;
    window.apply(CaptureCommand::Cancel(task));
    drop(window);
    let window = remembered().on(&home);
    assert!(window.model().gallery.items.len() < 40);
    assert!(!says(&window, "was cut short last time"));
}

fn begin(window: &mut Window, id: u64, kind: &'static str) {
    window.app().model.tasks.push(TaskCard {
        id,
        kind,
        progress: Progress::default(),
    });
}

#[test]
fn other_long_work_is_named_and_each_is_told_of_once() {
    let mut window = Window::sample();
    // Done again by itself at the next start.
    begin(&mut window, 9_001, "task-library");
    assert!(!stays(&mut window));
    begin(&mut window, 9_002, "task-book");
    assert!(stays(&mut window));
    window.frames(3);
    assert!(says(&window, "“Making the book” is not finished."));
    assert!(!stays(&mut window));
    // Work begun since then is told of as well.
    begin(&mut window, 9_003, "task-backing-up");
    assert!(stays(&mut window));
    window.frames(3);
    assert!(says(&window, "“Backing up” is not finished."));
    assert!(!stays(&mut window));
    // What is finished is not spoken of any more.
    window.app().model.tasks.clear();
    window.frames(3);
    assert!(!says(&window, "is not finished."));
    assert!(!stays(&mut window));
}
