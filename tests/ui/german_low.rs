//! What the program says of its own work, and days and times that are typed,
//! in German.

use chrono::{NaiveDate, NaiveTime};
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use smilekeep::app::{EditorCommand, EntryCommand, GalleryCommand, ViewerCommand};
use smilekeep::store::{self, many::Change};
use smilekeep::ui::widgets;
use smilekeep::words::{Clock, Language, Manner, OnlyHere};

use crate::common::harness;
use crate::window::{Window, now};

pub fn german() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    })
}

#[derive(Default)]
pub struct When {
    day: Option<NaiveDate>,
    day_draft: String,
    time: Option<NaiveTime>,
    time_draft: String,
}

pub fn fields<'a>() -> Harness<'a, When> {
    harness(When::default(), |ui, when| {
        widgets::date_field_ui(ui, "day", "Tag", &mut when.day, &mut when.day_draft, None);
        widgets::time_field_ui(
            ui,
            "time",
            "Zeit",
            (&mut when.time, &mut when.time_draft),
            &mut when.day,
            now(),
        );
    })
}

pub fn write(harness: &mut Harness<'_, When>, field: &str, text: &str) {
    let focus = |harness: &Harness<'_, When>| {
        harness
            .get_by_role_and_label(Role::TextInput, field)
            .focus();
    };
    focus(harness);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.key_press(Key::Backspace);
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .type_text(text);
    harness.run();
}

#[test]
fn days_and_times_are_typed_as_german_parents_say_them() {
    let _german = german();
    let mut harness = fields();
    write(&mut harness, "Zeit", "gestern um halb vier");
    let yesterday = now().date().pred_opt();
    assert_eq!(harness.state().day, yesterday);
    assert_eq!(harness.state().time, NaiveTime::from_hms_opt(3, 30, 0));
    harness.get_by_label("03:30, nachts");
    harness.get_by_label("Sonntag, 22. November 2026");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().time_draft, "03:30");
    assert_eq!(harness.state().day_draft, "22. Nov. 2026");

    write(&mut harness, "Tag", "3. November 2026");
    assert_eq!(harness.state().day, "2026-11-03".parse().ok());
    write(&mut harness, "Tag", "31.4.2026");
    harness.key_press(Key::Tab);
    harness.run();
    harness.get_by_label("Diesen Tag gibt es nicht. Bitte prüfen Sie Tag und Monat.");
    harness.get_by_role_and_label(Role::Button, "Tag wählen für „Tag“");
}

#[test]
fn what_a_field_shows_of_its_own_says_nothing_of_the_day() {
    let _german = OnlyHere::new(Manner {
        language: Language::German,
        clock: Clock::Hours12,
        ..Manner::default()
    });
    let mut harness = fields();
    let day = "2026-11-03".parse().ok();
    harness.state_mut().day = day;
    harness.state_mut().time = NaiveTime::from_hms_opt(15, 10, 0);
    harness.run();
    harness.run();
    assert_eq!(harness.state().time_draft, "3:10 Uhr (nachmittags)");
    assert_eq!(harness.state().day, day);
    assert_eq!(harness.state().time, NaiveTime::from_hms_opt(15, 10, 0));
}

#[test]
fn notices_and_their_buttons_are_german() {
    let _german = german();
    let mut window = Window::sample();
    let photo = window.photo(0);
    let entry = window.app().model.gallery.items[0].entry;
    let entries = |window: &Window| {
        let connection = window.home.library().connect().unwrap();
        store::entry::list(&connection, None).unwrap().len()
    };
    let before = entries(&window);
    window.apply(EntryCommand::Trash(entry));
    window.settle();
    assert!(window.has("Der Eintrag ist im Papierkorb. Dort bleibt er 30 Tage."));
    assert_eq!(entries(&window), before - 1);
    window.click("Rückgängig");
    window.settle();
    assert_eq!(entries(&window), before);

    let photo = if window.app().model.gallery.item(photo).is_some() {
        photo
    } else {
        window.photo(0)
    };
    window.apply(GalleryCommand::Change(
        vec![photo].into(),
        Change::Tag(smilekeep::domain::Tag::new("erstes Mal").unwrap()),
    ));
    window.settle();
    assert!(window.has("1 Eintrag hat jetzt das Stichwort „erstes Mal“."));
    window.apply(EditorCommand::Open(photo));
    window.apply(EditorCommand::Paste);
    window.settle();
    assert!(window.has(
        "Noch ist keine Bearbeitung kopiert. Öffnen Sie ein Foto, dessen Look Ihnen gefällt, und kopieren Sie zuerst seine Bearbeitung."
    ));
    window.apply(ViewerCommand::CopyPicture(
        smilekeep::domain::PhotoId::from_uuid(uuid::Uuid::nil()),
    ));
    window.settle();
    assert!(window.has("Dieses Foto ist nicht mehr im Tagebuch."));
}
