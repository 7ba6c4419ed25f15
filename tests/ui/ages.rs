//! One age everywhere: what a keepsake page says of a month is what the
//! gallery's heading says of it, and holds for every photo in the viewer and
//! every entry of it.

use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{Command, EntryCommand, View, ViewerCommand};
use smilekeep::domain::{Age, CorrectedAge, DEFAULT_DAY_START_HOUR, Month, PageChoice};
use smilekeep::keepsake::{PageMaterial, Template};
use smilekeep::store;
use smilekeep::words::{Language, Manner, OnlyHere};

use crate::window::{Home, Opening, Window, day, now};

/// The sample library with a baby of another birthday in it.
fn born(birth: &str, due: Option<&str>) -> Home {
    let home = Home::sample();
    let library = store::Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    for baby in store::baby::list(&connection).unwrap() {
        let mut fields = baby.fields;
        fields.birth_date = day(birth);
        fields.due_date = due.map(day);
        store::baby::update(&connection, baby.id, fields, now()).unwrap();
    }
    home
}

fn says(window: &Window, words: &str) -> bool {
    let mut found = window.harness.query_all_by_label_contains(words);
    found.next().is_some()
}

/// Looks at every place that says an age of November 2026.
fn one_age(birth: &str, due: Option<&str>, month_says: &str, by_due_date: Option<&str>) {
    let home = born(birth, due);
    let month = Month::new(2026, 11).unwrap();
    let mut window = Opening::sized(1280.0, 900.0).on(&home);
    assert!(window.has(month_says), "the gallery: {month_says}");

    let baby = window.model().current_baby().unwrap().clone();
    let mut choice = PageChoice::untouched(baby.id, month);
    choice.look.corrected_age = due.is_some();
    let connection = home.library().connect().unwrap();
    let material = PageMaterial::read(&connection, baby.id, month, DEFAULT_DAY_START_HOUR).unwrap();
    let (page, _) = material.page(&choice, &Template::first());
    let mut subtitle = vec!["Mina", month_says];
    subtitle.extend(by_due_date);
    assert_eq!(page.subtitle, subtitle.join(" · "));
    for milestone in &page.milestones {
        let age = Age::on(baby.fields.birth_date, milestone.date).unwrap();
        assert_eq!(milestone.age, age.label());
    }

    let items = window.model().gallery.items.clone();
    let of_month = |moment: &smilekeep::domain::Moment| month.contains(moment.local.date());
    let items: Vec<_> = items.iter().filter(|item| of_month(&item.moment)).collect();
    assert!(items.len() > 2);
    for item in [items.first().unwrap(), items.last().unwrap()] {
        let on = item.moment.local.date();
        let age = Age::on(baby.fields.birth_date, on).unwrap().label();
        window.apply(ViewerCommand::Open(item.id()));
        assert!(says(&window, &age), "the viewer on {on}: {age}");
        window.apply(EntryCommand::Open(item.entry));
        assert!(says(&window, &age), "the entry on {on}: {age}");
        if let Some(due) = due {
            let corrected = CorrectedAge::on(day(due), on).label();
            assert!(says(&window, &corrected), "the entry on {on}: {corrected}");
        }
        window.apply(Command::Go(View::Gallery));
    }
}

#[test]
fn a_baby_born_at_a_months_end_has_one_age_everywhere() {
    // On 30 November it is five months old, and four on every other day.
    one_age("2026-06-30", None, "4 to 5 months old", None);
    one_age("2026-05-31", None, "5 to 6 months old", None);
}

#[test]
fn a_baby_born_on_a_leap_day_has_one_age_everywhere() {
    one_age("2024-02-29", None, "2 years old", None);
}

#[test]
fn a_baby_born_early_has_one_age_by_due_date_as_well() {
    one_age(
        "2026-06-14",
        Some("2026-08-02"),
        "4 to 5 months old",
        Some("corrected age 2 to 3 months"),
    );
    let _german = OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    });
    one_age(
        "2026-06-14",
        Some("2026-08-02"),
        "4 bis 5 Monate alt",
        Some("korrigiertes Alter 2 bis 3 Monate"),
    );
}
