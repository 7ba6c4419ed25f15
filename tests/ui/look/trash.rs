//! Recently deleted, what is found by a milestone, and the way out at work.

use eframe::egui::vec2;
use smilekeep::app::{Command, Filter, GalleryCommand, View};
use smilekeep::words::{Language, Manner, OnlyHere};

use super::{LOOKS, picture};
use crate::trash::{export, thrown};
use crate::window::{Home, Opening, Window};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn recently_deleted_with_one_put_back() {
    let (home, _) = thrown();
    let mut window = Opening::sized(1280.0, 900.0).on(&home);
    window.apply(Command::Go(View::Settings));
    window.click("Recently deleted");
    picture(&mut window, "trash-before");
    window.press("Put back the milestone “First snow”");
    for (appearance, name) in LOOKS {
        window.dress(appearance);
        picture(&mut window, &format!("trash-{name}"));
    }
    window.harness.set_size(vec2(480.0, 900.0));
    picture(&mut window, "trash-narrow");
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn found_by_its_milestone_and_by_its_name() {
    let mut window = Window::sample();
    for words in ["First walk", "img_", "xyzzy"] {
        let filter = Filter {
            words: words.to_owned(),
            ..Filter::default()
        };
        window.apply(GalleryCommand::Show(Box::new(filter)));
        picture(&mut window, &format!("found-{}", &words[..3]));
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn everything_is_taken_out() {
    for language in [Language::English, Language::German] {
        let _here = OnlyHere::new(Manner {
            language,
            ..Manner::default()
        });
        let mut window = Opening::sized(1280.0, 900.0).on(&Home::sample());
        window.apply(Command::Go(View::Settings));
        window.click(smilekeep::t!("settings-part-take-out"));
        export(&mut window, true);
        window.frames(20);
        let image = window.harness.render().unwrap();
        let folder = std::env::var("SMILEKEEP_LOOK").unwrap_or_else(|_| "/tmp/look".to_owned());
        std::fs::create_dir_all(&folder).unwrap();
        image
            .save(format!("{folder}/taking-out-{language:?}.png"))
            .unwrap();
    }
}
