//! Where things are made and written, in German: the words are longer.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::Key;
use smilekeep::app::{
    CameraChoices, CameraCommand, Command, EditorCommand, EntryCommand, KeepsakeCommand,
    MilestoneCommand, NetcamCommand, View,
};
use smilekeep::capture::camera::{Cameras, FileCameras};
use smilekeep::domain::{Edits, InboxSource, Look, LookChoice, Month};

use super::picture;
use crate::german_make::german;
use crate::inbox::{Card, offer};
use crate::netcam::{ask, camera};
use crate::window::{Home, Opening, Window};
use crate::words::{entry_with, open_noted};

const SIZES: [(f32, f32); 2] = [(1280.0, 800.0), (640.0, 800.0)];

#[test]
#[ignore = "draws pictures to look at"]
fn entries_and_milestones() {
    let _german = german();
    let home = Home::sample();
    let bare = Home::empty("Wilhelmina Charlotte");
    for (width, height) in SIZES {
        let mut window = Opening::sized(width, height).on(&home);
        let id = entry_with(&mut window, 4);
        window.apply(EntryCommand::Open(id));
        picture(&mut window, &format!("german-entry-{width}"));
        open_noted(&mut window, "ابتسامة");
        window.click("Korrigieren…");
        picture(&mut window, &format!("german-entry-moment-{width}"));
        window.node("Meilenstein hinzufügen…").scroll_to_me();
        window.settle();
        picture(&mut window, &format!("german-entry-end-{width}"));
        window.apply(EntryCommand::New);
        picture(&mut window, &format!("german-entry-bare-{width}"));
        window.apply(Command::Go(View::Milestones));
        picture(&mut window, &format!("german-milestones-{width}"));
        let first = window.model().milestones[0].id;
        window.apply(MilestoneCommand::Open(first));
        picture(&mut window, &format!("german-milestone-{width}"));
        drop(window);
        let mut window = Opening::sized(width, height).on(&bare);
        window.apply(Command::Go(View::Milestones));
        picture(&mut window, &format!("german-milestones-empty-{width}"));
        window.click("Meilenstein hinzufügen…");
        window.type_into("Wie es war", "ضحكت اليوم لأول مرة");
        window.settle();
        picture(&mut window, &format!("german-milestone-new-{width}"));
        window.click("Verwerfen");
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn the_tools() {
    let _german = german();
    let home = Home::sample();
    for (width, height) in [(1280.0, 800.0), (700.0, 600.0), (1000.0, 2300.0)] {
        let mut window = Opening::sized(width, height).on(&home);
        let photo = window.photo(0);
        window.apply(EditorCommand::Open(photo));
        window.apply(EditorCommand::SavePreset("Am Fenster".to_owned()));
        window.apply(EditorCommand::Set(Edits {
            brightness: 18,
            contrast: -4,
            look: Some(LookChoice::full(Look::WarmNight)),
            ..Edits::default()
        }));
        window.apply(EditorCommand::Auto);
        if height > 2000.0 {
            for part in ["Farbe", "Details", "Wiederverwenden", "Schritte"] {
                window.press(part);
            }
            window.press("Als Vorlage speichern…");
        }
        picture(&mut window, &format!("german-tools-{width}"));
        window.apply(EditorCommand::BeginCrop);
        picture(&mut window, &format!("german-crop-{width}"));
        window.apply(EditorCommand::EndCrop { keep: false });
        window.apply(EditorCommand::Set(Edits::default()));
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn the_page() {
    let _german = german();
    for (width, height) in [(1280.0, 1500.0), (1280.0, 800.0), (640.0, 2600.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        window.apply(Command::Go(View::Keepsake));
        window.apply(KeepsakeCommand::Show(Month::new(2026, 10).unwrap()));
        picture(&mut window, &format!("german-keepsake-{width}-{height}"));
        window.press("Ränder, Vers und mehr");
        window
            .button_beginning("Foto 1 auf der Seite")
            .click_accesskit();
        window.settle();
        picture(
            &mut window,
            &format!("german-keepsake-more-{width}-{height}"),
        );
        window.press("Ein Buch machen…");
        picture(
            &mut window,
            &format!("german-keepsake-book-{width}-{height}"),
        );
        window.click("Abbrechen");
        window.press("Drucken…");
        picture(
            &mut window,
            &format!("german-keepsake-print-{width}-{height}"),
        );
    }
    let mut window = Window::empty("Mina");
    window.apply(Command::Go(View::Keepsake));
    picture(&mut window, "german-keepsake-empty");
}

#[test]
#[ignore = "draws pictures to look at"]
fn what_comes_in() {
    let _german = german();
    for (width, height) in SIZES {
        let home = Home::sample();
        let mut window = Opening::sized(width, height).on(&home);
        window.apply(Command::Go(View::Inbox));
        picture(&mut window, &format!("german-inbox-empty-{width}"));
        drop(window);
        offer(&home, InboxSource::Phone, 30, |_| String::new());
        let mut window = Opening::sized(width, height).on(&home);
        let card = home.folder().join("CANON_SD/DCIM");
        std::fs::create_dir_all(&card).unwrap();
        std::fs::write(card.join("IMG_1.JPG"), b"x").unwrap();
        window
            .app()
            .look_for_drives(Box::new(move || Box::new(Card(card.clone()))));
        window.settle();
        window.apply(Command::Go(View::Inbox));
        picture(&mut window, &format!("german-inbox-{width}"));
        window.button_beginning("IMG_0004").click();
        window.settle();
        picture(&mut window, &format!("german-inbox-chosen-{width}"));
        window.click("Größer ansehen");
        picture(&mut window, &format!("german-inbox-large-{width}"));
        window.key(Key::Escape);
        let first = window.model().inbox.list.photos[0].item.id;
        window.apply(smilekeep::app::InboxCommand::Decline(vec![first]));
        window.click("Abgelehnte zeigen");
        picture(&mut window, &format!("german-inbox-declined-{width}"));

        let at = camera();
        window.apply(NetcamCommand::Open);
        picture(&mut window, &format!("german-netcam-{width}"));
        ask(&mut window, &at, None);
        picture(&mut window, &format!("german-netcam-login-{width}"));
        window.apply(NetcamCommand::Close);
        crate::phone::open(&mut window);
        picture(&mut window, &format!("german-phone-{width}"));
        let phone = window.app().model.phone.as_mut().unwrap();
        phone.connected = true;
        (phone.files, phone.bytes, phone.received) = (40, 160_000_000, 61_000_000);
        phone.arrived = (1..16).map(|n| format!("IMG_{n:04}.HEIC")).collect();
        phone.known = 2;
        picture(&mut window, &format!("german-phone-coming-{width}"));
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn the_camera() {
    let _german = german();
    for (width, height) in SIZES {
        let mut window = Opening::sized(width, height).on(&Home::empty("Mina"));
        let frames = smilekeep::demo::camera_frames().unwrap();
        let cameras = Arc::new(FileCameras::frames("HD Webcam C270", frames));
        window.app().use_cameras(cameras as Arc<dyn Cameras>);
        window.apply(CameraCommand::Open(None));
        for _ in 0..20 {
            std::thread::sleep(Duration::from_millis(30));
            window.frames(1);
        }
        window.apply(CameraCommand::Set(CameraChoices {
            burst: true,
            ..CameraChoices::default()
        }));
        window.key(Key::Space);
        while window.model().camera.shots.len() < 5 {
            std::thread::sleep(Duration::from_millis(20));
            window.frames(1);
        }
        picture(&mut window, &format!("german-camera-{width}"));
        window.click("Kamera und Größe der Fotos");
        picture(&mut window, &format!("german-camera-menu-{width}"));
    }
}
