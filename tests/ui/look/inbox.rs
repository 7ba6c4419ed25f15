//! Photos that wait, and the folders that bring them.

use smilekeep::app::{Command, InboxCommand, View};
use smilekeep::domain::InboxSource;

use super::{LOOKS, picture};
use crate::inbox::{Card, offer};
use crate::window::{Home, Opening, Window};

fn note(number: usize) -> String {
    match number {
        1 => "First light, both dimples. Grandmother was holding her.".to_owned(),
        2 => "ابتسامة صغيرة في منتصف الليل بعد الرضاعة".to_owned(),
        _ => String::new(),
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_waiting_photos() {
    let mut window = Window::sample();
    window.apply(Command::Go(View::Inbox));
    for (appearance, look) in LOOKS {
        window.dress(appearance);
        picture(&mut window, &format!("inbox-empty-{look}"));
    }
    drop(window);
    let home = Home::sample();
    offer(&home, InboxSource::Phone, 3, note);
    let mut window = Opening::default().on(&home);
    let card = home.folder().join("CANON_SD/DCIM");
    std::fs::create_dir_all(&card).unwrap();
    for number in 0..12 {
        std::fs::write(card.join(format!("IMG_{number}.JPG")), b"x").unwrap();
    }
    window
        .app()
        .look_for_drives(Box::new(move || Box::new(Card(card.clone()))));
    window.settle();
    window.apply(Command::Go(View::Inbox));
    for (appearance, look) in LOOKS {
        window.dress(appearance);
        picture(&mut window, &format!("inbox-few-{look}"));
    }
    drop(window);
    offer(&home, InboxSource::Folder, 300, |_| String::new());
    for (size, width) in [((1280.0, 800.0), "1280"), ((700.0, 700.0), "700")] {
        let mut window = Opening::sized(size.0, size.1).on(&home);
        window.apply(Command::Go(View::Inbox));
        for (appearance, look) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("inbox-many-{width}-{look}"));
        }
        let names: Vec<String> = window.model().inbox.list.photos[..4]
            .iter()
            .map(|photo| photo.item.file.name.clone())
            .collect();
        for name in &names {
            window.button_beginning(name).click();
            window.settle();
        }
        picture(&mut window, &format!("inbox-chosen-{width}"));
        window.click("Look at it larger");
        for (appearance, look) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("inbox-large-{width}-{look}"));
        }
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_folders_to_watch() {
    let home = Home::sample();
    for name in ["Phone", "صور الهاتف"] {
        std::fs::create_dir(home.folder().join(name)).unwrap();
    }
    let mut window = Opening::sized(1280.0, 2200.0).on(&home);
    window.apply(Command::Go(View::Settings));
    for name in ["Phone", "صور الهاتف"] {
        window.apply(InboxCommand::AddFolder(home.folder().join(name), false));
    }
    for (appearance, look) in LOOKS {
        window.dress(appearance);
        picture(&mut window, &format!("inbox-folders-{look}"));
    }
}
