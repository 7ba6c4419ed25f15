//! The way out and the way in, in the settings.

use smilekeep::app::{ArchiveCommand, LibraryCommand};
use smilekeep::domain::BabyFields;

use super::{LOOKS, picture};
use crate::way_out::day_one;
use crate::window::{Home, Opening};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_way_out_and_in() {
    for (width, height) in [(1280.0, 2600.0), (640.0, 3000.0)] {
        let home = Home::sample();
        let mut window = Opening::sized(width, height).on(&home);
        let leo = BabyFields {
            name: "Leo".to_owned(),
            birth_date: "2026-01-02".parse().unwrap(),
            due_date: None,
            portrait: None,
        };
        window.apply(LibraryCommand::AddBaby(leo, None));
        window.apply(smilekeep::app::Command::Go(smilekeep::app::View::Settings));
        let to = home
            .folder()
            .join("a drive with a very long name · صور العائلة · 家庭相册 🍼");
        std::fs::create_dir(&to).unwrap();
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("way-out-{width}-{name}"));
        }
        window.apply(ArchiveCommand::ExportInto(to));
        let from = home.folder().join("day one");
        day_one(&from);
        window.apply(ArchiveCommand::LookAt(from));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("way-in-{width}-{name}"));
        }
        let leo = window
            .model()
            .babies
            .iter()
            .find(|baby| baby.fields.name == "Leo")
            .unwrap()
            .id;
        window.apply(ArchiveCommand::BringIn(Some(leo)));
        picture(&mut window, &format!("way-in-report-{width}"));
    }
}
