//! A few pictures of the window, held against those kept beside the tests.
//!
//! They catch what no label tells: a colour, a margin, a picture that is not
//! there. After a wanted change: `UPDATE_SNAPSHOTS=1 cargo test --test ui snapshots`,
//! and look at what changed.

use eframe::egui::vec2;
use egui_kittest::SnapshotOptions;
use smilekeep::app::{
    Appearance, Command, EditorCommand, EntryCommand, LibraryCommand, View, ViewerCommand,
};

use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};

/// Letters are smoothed a little differently by other drivers; anything that
/// moved or changed its colour is far beyond this.
fn options() -> SnapshotOptions {
    SnapshotOptions::new()
        .threshold(2.0)
        .max_failed_pixels(400_usize)
        .output_path("tests/ui/snapshots")
}

/// Holds what the window shows against the kept picture.
fn compare(window: &mut Window, name: &str) {
    window.settle();
    window.frames(20);
    window.settle();
    match window.harness.render() {
        Ok(picture) => {
            egui_kittest::image_snapshot_options(&picture, name, &options());
        }
        // Asked for by scripts/test, which installs a driver.
        Err(error) if std::env::var_os("SMILEKEEP_MUST_DRAW").is_some() => {
            panic!("nothing can be drawn here: {error}")
        }
        Err(error) => eprintln!("not compared, as nothing can be drawn here: {error}"),
    }
}

fn window(look: Appearance, home: &Home) -> Window {
    let opening = Opening {
        size: vec2(1000.0, 640.0),
        look,
        ..Opening::default()
    };
    opening.on(home)
}

#[test]
fn a_journal_before_its_first_photo() {
    compare(
        &mut window(Appearance::Light, &Home::empty("Mina")),
        "empty-light",
    );
}

#[test]
fn memories_in_the_light() {
    compare(
        &mut window(Appearance::Light, &Home::sample()),
        "memories-light",
    );
}

#[test]
fn a_photo_in_the_dark() {
    let mut window = window(Appearance::Dark, &Home::sample());
    let photo = window.photo(unedited(&window));
    window.apply(ViewerCommand::Open(photo));
    compare(&mut window, "photo-dark");
}

#[test]
fn the_editor_at_night() {
    let mut window = window(Appearance::Night, &Home::sample());
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    compare(&mut window, "editor-night");
}

#[test]
fn milestones_at_night() {
    let mut window = window(Appearance::Night, &Home::sample());
    window.apply(Command::Go(View::Milestones));
    compare(&mut window, "milestones-night");
}

#[test]
fn a_new_entry() {
    let mut window = window(Appearance::Light, &Home::sample());
    window.apply(EntryCommand::New);
    compare(&mut window, "entry-light");
}

#[test]
fn settings_twice_as_large() {
    let mut window = window(Appearance::Dark, &Home::sample());
    window.apply(LibraryCommand::SetScale(1.5));
    window.apply(Command::Go(View::Settings));
    compare(&mut window, "settings-dark-larger");
}
