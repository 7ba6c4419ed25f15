//! The keepsake and settings views.

use eframe::egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{Appearance, Command, EntryCommand, KeepsakeCommand, LibraryCommand, View};
use smilekeep::domain::{BabyFields, Month, PageChoice};

use super::{LOOKS, picture};
use crate::window::{Home, Opening, Window};

fn go(window: &mut Window, view: View) {
    window.apply(Command::Go(view));
}

fn change(window: &mut Window, change: impl FnOnce(&mut PageChoice)) {
    let mut choice = window.app().model.keepsake.choice.clone().unwrap();
    change(&mut choice);
    window.apply(KeepsakeCommand::Change(Box::new(choice)));
}

/// Waits until the small pictures of the looks are there.
fn with_looks(window: &mut Window) {
    let start = std::time::Instant::now();
    let generation = window.app().model.keepsake.looks_generation;
    while window.app().model.keepsake.looks_generation == generation
        && start.elapsed().as_secs() < 40
    {
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.frames(1);
    }
    window.settle();
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_keepsake_view_with_its_looks() {
    let mut window = Opening::sized(1280.0, 1500.0).on(&Home::sample());
    go(&mut window, View::Keepsake);
    window.apply(KeepsakeCommand::Show(Month::new(2026, 10).unwrap()));
    let folder = window.home.root().join("templates");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("grandmother's favourite look.typ"), "#oops").unwrap();
    change(&mut window, |choice| {
        choice.look.template = "polaroid".to_owned()
    });
    with_looks(&mut window);
    for (appearance, name) in LOOKS {
        window.dress(appearance);
        picture(&mut window, &format!("keepsake-looks-{name}"));
    }
    window.dress(Appearance::Light);
    window.click("Margins, verse and more");
    window
        .find(Role::Button, |label| {
            label.starts_with("Photo 1 on the page")
        })
        .unwrap()
        .click();
    window.settle();
    let first = window.app().model.keepsake.chosen[0];
    change(&mut window, |choice| {
        let middle = smilekeep::domain::Focus::new(0.4, 0.5);
        choice.look.focus.insert(first, middle);
    });
    picture(&mut window, "keepsake-more");
    window.click("Make a book…");
    picture(&mut window, "keepsake-book");
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_keepsake_view_in_every_look() {
    for (size, width) in [((1280.0, 800.0), "1280"), ((1920.0, 1080.0), "1920")] {
        let mut window = Opening::sized(size.0, size.1).on(&Home::sample());
        go(&mut window, View::Keepsake);
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("keepsake-{width}-{name}"));
        }
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_keepsake_view_in_special_states() {
    let mut window = Window::sample();
    go(&mut window, View::Keepsake);
    window.click("Look closer");
    picture(&mut window, "keepsake-closer");
    window.click("Look closer");

    change(&mut window, |choice| {
        choice.title = "ابتسامات ليلى الصغيرة وهي نائمة في ليالي الخريف الطويلة".to_owned();
        choice.closing = "ننام ونحلم".to_owned();
    });
    picture(&mut window, "keepsake-arabic");
    window.apply(KeepsakeCommand::Show(Month::new(2026, 10).unwrap()));
    let all: Vec<_> = window
        .app()
        .model
        .keepsake
        .candidates
        .iter()
        .map(|item| item.id())
        .collect();
    change(&mut window, |choice| {
        choice.title = "Her first autumn, with all the leaves, and the cat".to_owned();
        choice.photos = Some(all.into_iter().take(12).collect());
    });
    picture(&mut window, "keepsake-full");
    let second = window
        .harness
        .get_all_by_role(Role::Button)
        .find(|node| {
            use egui_kittest::kittest::NodeT as _;
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with("Photo 2 on the page")
        })
        .unwrap();
    second.click();
    window.settle();
    picture(&mut window, "keepsake-selected");
    window.click("Print…");
    picture(&mut window, "keepsake-print");
    let printer = |name: &str, is_default| smilekeep::keepsake::PrinterInfo {
        name: name.to_owned(),
        is_default,
    };
    window.app().model.keepsake.printers = Some(Ok(vec![
        printer("Brother_HL_L2350DW", true),
        printer(
            "Canon_SELPHY_CP1500_living_room_behind_the_sofa_upstairs",
            false,
        ),
    ]));
    window.settle();
    picture(&mut window, "keepsake-printers");
    window.key(Key::Escape);
    let label = window
        .app()
        .model
        .keepsake
        .choice
        .as_ref()
        .unwrap()
        .month
        .label();
    window.click(&label);
    picture(&mut window, "keepsake-months");
    window.key(Key::Escape);
    window.apply(KeepsakeCommand::Show(Month::new(2027, 2).unwrap()));
    window.dress(Appearance::Dark);
    picture(&mut window, "keepsake-empty-month");

    let mut window = Window::empty("Mina");
    go(&mut window, View::Keepsake);
    picture(&mut window, "keepsake-no-photos");
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn narrow_windows() {
    for (width, height) in [(700.0, 900.0), (640.0, 480.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        go(&mut window, View::Keepsake);
        picture(&mut window, &format!("keepsake-narrow-{width}"));
        window
            .harness
            .get_by_role_and_label(Role::TextInput, "Title")
            .scroll_to_me();
        window.settle();
        picture(&mut window, &format!("keepsake-narrow-{width}-below"));
        go(&mut window, View::Settings);
        window.click("Change Mina…");
        picture(&mut window, &format!("settings-narrow-{width}"));
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_settings_view_in_every_look() {
    for (size, width) in [((1280.0, 800.0), "1280"), ((1920.0, 1080.0), "1920")] {
        let mut window = Opening::sized(size.0, size.1).on(&Home::sample());
        for name in [
            "Wilhelmina Alexandra Theodora Konstantinopolskaya-Vandenberg",
            "ليلى",
        ] {
            window.apply(LibraryCommand::AddBaby(
                BabyFields {
                    name: name.to_owned(),
                    birth_date: "2026-09-03".parse().unwrap(),
                    due_date: Some("2026-10-01".parse().unwrap()),
                    portrait: None,
                },
                None,
            ));
        }
        let first = window.app().model.babies.first().unwrap().id;
        window.apply(LibraryCommand::SelectBaby(first));
        go(&mut window, View::Settings);
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("settings-{width}-{name}"));
        }
        window.dress(Appearance::Light);
        window.click("Change Mina…");
        picture(&mut window, &format!("settings-{width}-form"));
    }
}

#[test]
#[ignore = "makes pictures for a person to look at"]
fn the_whole_settings_page() {
    let mut window = Opening::sized(1280.0, 2100.0).on(&Home::sample());
    go(&mut window, View::Settings);
    picture(&mut window, "settings-whole-empty-trash");
    let entries: Vec<_> = window
        .app()
        .model
        .gallery
        .items
        .iter()
        .map(|item| item.entry)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .take(4)
        .collect();
    for entry in entries {
        window.apply(EntryCommand::Trash(entry));
    }
    go(&mut window, View::Settings);
    window.click("Add a baby…");
    window.click("Add this baby");
    window.apply(LibraryCommand::SetScale(0.9));
    for (appearance, name) in LOOKS {
        window.dress(appearance);
        picture(&mut window, &format!("settings-whole-{name}"));
    }
}
