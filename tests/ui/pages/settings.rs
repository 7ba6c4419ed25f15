//! Babies, the look, the library and the trash.

use eframe::egui::{self, Key, Role, vec2};
use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{Appearance, Command, EntryCommand, LibraryCommand, View};
use smilekeep::domain::BabyFields;

use crate::window::{Home, Opening, Window};

fn settings() -> Window {
    let mut window = Opening::sized(1280.0, 3400.0).on(&Home::sample());
    window.apply(Command::Go(View::Settings));
    window
}

#[test]
fn a_second_baby_is_added_and_shown() {
    let mut window = settings();
    let first = window.app().model.baby.unwrap();
    window.click("Add a baby…");
    // Nothing is saved that is not there.
    window.click("Add this baby");
    window.harness.get_by_label("Please write the baby’s name.");
    assert_eq!(window.app().model.babies.len(), 1);

    window.type_and_settle("Name", "ليلى");
    window.type_and_settle("Birth date", "3 Sep 2026");
    window.click("Add this baby");
    let model = &window.app().model;
    assert_eq!(model.babies.len(), 2);
    let second = model.current_baby().unwrap();
    assert_eq!(second.fields.name, "ليلى");
    assert_eq!(second.fields.birth_date, "2026-09-03".parse().unwrap());
    assert_ne!(second.id, first);

    window.apply(Command::Go(View::Settings));
    assert!(
        window
            .find(Role::Button, |l| l == "Add this baby")
            .is_none()
    );
    window.click("Show Mina’s journal");
    assert_eq!(window.app().model.baby, Some(first));
    assert_eq!(window.app().model.view, View::Settings);
}

#[test]
fn a_baby_is_changed_in_place_and_a_slip_is_explained() {
    let mut window = settings();
    window.click("Change Mina…");
    window.type_and_settle("Name", " Sofie");
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Due date, if you like")
        .focus();
    window.frames(2);
    window
        .harness
        .key_combination_modifiers(egui::Modifiers::COMMAND, &[Key::A]);
    window.frames(2);
    window.type_and_settle("Due date, if you like", "1 Jul 2028");
    window.click("Save");
    assert!(
        window
            .harness
            .query_by_label_contains("more than five months")
            .is_some()
    );
    assert_eq!(window.app().model.babies[0].fields.name, "Mina");
    window
        .harness
        .key_combination_modifiers(egui::Modifiers::COMMAND, &[Key::A]);
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Due date, if you like")
        .focus();
    window.frames(2);
    window
        .harness
        .key_combination_modifiers(egui::Modifiers::COMMAND, &[Key::A]);
    window.frames(2);
    window.harness.key_press(Key::Delete);
    window.settle();
    window.click("Save");
    let fields = &window.app().model.babies[0].fields;
    assert_eq!(fields.name, "Mina Sofie");
    assert_eq!(fields.due_date, None);
    assert!(fields.portrait.is_some(), "the picture stays");
    assert!(window.find(Role::Button, |l| l == "Save").is_none());
}

#[test]
fn changing_a_baby_does_not_switch_to_it_and_a_new_one_keeps_its_picture() {
    let mut window = settings();
    let first = window.app().model.baby.unwrap();
    let picture = window.home.folder().join("sofie.png");
    image::RgbImage::from_pixel(64, 64, image::Rgb([200, 120, 90]))
        .save(&picture)
        .unwrap();
    let fields = BabyFields {
        name: "Sofie".to_owned(),
        birth_date: "2026-09-03".parse().unwrap(),
        due_date: None,
        portrait: None,
    };
    window.apply(LibraryCommand::AddBaby(fields, Some(picture)));
    let second = window.app().model.current_baby().unwrap().clone();
    assert!(second.fields.portrait.is_some());

    window.apply(LibraryCommand::SelectBaby(first));
    let fields = BabyFields {
        name: "Sofie Marie".to_owned(),
        ..second.fields
    };
    window.apply(LibraryCommand::ChangeBaby(second.id, fields, None));
    assert_eq!(window.app().model.baby, Some(first));
    assert!(
        window
            .app()
            .model
            .babies
            .iter()
            .any(|baby| baby.fields.name == "Sofie Marie")
    );
}

#[test]
fn look_and_size_apply_at_once() {
    let mut window = settings();
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, Appearance::Night.label())
        .click();
    window.settle();
    assert_eq!(window.app().model.config.appearance, Appearance::Night);
    window.click("Larger");
    window.click("Larger");
    assert!((window.app().model.config.scale - 1.10).abs() < 1e-4);
    window.click("Back to 100 %");
    assert!((window.app().model.config.scale - 1.0).abs() < 1e-4);
    window.click("Smaller");
    assert!((window.app().model.config.scale - 0.95).abs() < 1e-4);
}

#[test]
fn a_deleted_entry_waits_and_comes_back() {
    let mut window = Window::sample();
    let entry = window.app().model.gallery.items[0].entry;
    let photos = window.app().model.gallery.items.len();
    window.apply(EntryCommand::Trash(entry));
    assert!(window.app().model.gallery.items.len() < photos);
    window.harness.set_size(vec2(1280.0, 3000.0));
    window.apply(Command::Go(View::Settings));
    window
        .find(Role::Button, |label| {
            label.starts_with("Put back the entry of")
        })
        .unwrap()
        .click();
    window.settle();
    assert!(window.app().model.trash.is_empty());
    assert_eq!(window.app().model.gallery.items.len(), photos);
    assert!(window.has("Back in place"));
    window.apply(Command::Go(View::Gallery));
    window.apply(Command::Go(View::Settings));
    assert!(
        window
            .harness
            .query_by_label_contains("Nothing here")
            .is_some()
    );
}

#[test]
fn checking_the_library_ends_in_a_report() {
    let mut window = settings();
    window.click("Check all photos");
    assert!(window.app().model.report.is_some());
}
