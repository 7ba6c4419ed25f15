//! Typed days and times, notices and tasks in German.

use smilekeep::app::{EntryCommand, TaskCard};
use smilekeep::jobs::Progress;

use super::picture;
use crate::german_low::{fields, german, write};
use crate::window::{Home, Opening};
use crate::words::entry_with;

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_german_fields_and_notices() {
    let _german = german();
    let mut harness = fields();
    harness.run();
    let folder = std::env::var_os("SMILEKEEP_LOOK").map_or_else(
        || std::env::temp_dir().join("smilekeep-look"),
        std::path::PathBuf::from,
    );
    std::fs::create_dir_all(&folder).unwrap();
    let save = |harness: &mut egui_kittest::Harness<'_, _>, name: &str| {
        let image = harness.render().unwrap();
        image.save(folder.join(name)).unwrap();
    };
    save(&mut harness, "german-fields-empty.png");
    write(&mut harness, "Zeit", "letzte Nacht 2 Uhr");
    save(&mut harness, "german-fields.png");
    write(&mut harness, "Tag", "31.4.2026");
    harness.key_press(eframe::egui::Key::Tab);
    harness.run();
    save(&mut harness, "german-fields-slip.png");

    let home = Home::sample();
    for (width, height) in [(1280.0, 800.0), (640.0, 800.0)] {
        let mut window = Opening::sized(width, height).on(&home);
        let id = entry_with(&mut window, 4);
        window.apply(EntryCommand::Open(id));
        picture(&mut window, &format!("german-entry-{width}"));
        let entry = window.app().model.gallery.items[0].entry;
        window.apply(EntryCommand::Trash(entry));
        window.settle();
        window.app().model.tasks.push(TaskCard {
            id: 9_001,
            kind: "task-keeping-photos",
            progress: Progress {
                done: 3,
                total: 6,
                current: "IMG_20261103_031455.jpg".to_owned(),
            },
        });
        // A task that nobody works at never rests: it is not waited for.
        window.frames(20);
        let image = window.harness.render().unwrap();
        image
            .save(folder.join(format!("german-notice-{width}.png")))
            .unwrap();
        window.app().model.tasks.clear();
        window.apply(EntryCommand::Restore(entry));
    }
}
