//! Pages and books in German, and in weeks that begin on other days.

use serde_json::Value;
use smilekeep::keepsake::{KeepsakeEngine, PageData, Template};
use smilekeep::words::{Clock, DateOrder, Language, Manner, OnlyHere, WeekStart};

use crate::support::{ENGINE, filled, laid_out_as, milestone, page};

/// From here on, on this thread, until it is dropped.
pub fn german() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    })
}

/// As a family in the United States has it.
fn american() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::English,
        order: DateOrder::MonthFirst,
        clock: Clock::Hours12,
        week: WeekStart::Sunday,
    })
}

fn handed(data: &PageData) -> Value {
    serde_json::to_value(ENGINE.page_json(data)).unwrap()
}

fn with_milestone() -> PageData {
    let mut data = page(3);
    data.milestones = vec![milestone(3, "Das erste Lachen")];
    data
}

#[test]
fn dates_and_weeks_are_those_of_the_manner() {
    let data = with_milestone();
    let english = handed(&data);
    assert_eq!(english["month"]["label"], "November 2026");
    // The first of November 2026 is a Sunday.
    assert_eq!(english["month"]["first_weekday"], 6);
    assert_eq!(
        english["month"]["weekdays"],
        serde_json::json!(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
    );
    assert_eq!(
        english["milestones"][0]["full_date"]["text"],
        "3 November 2026"
    );
    {
        let _there = american();
        let american = handed(&data);
        assert_eq!(american["month"]["first_weekday"], 0);
        assert_eq!(american["month"]["weekdays"][0], "Su");
        assert_eq!(american["month"]["weekdays"][6], "Sa");
        assert_eq!(
            american["milestones"][0]["full_date"]["text"],
            "November 3, 2026"
        );
    }
    let _here = german();
    let german = handed(&data);
    assert_eq!(
        german["month"]["weekdays"],
        serde_json::json!(["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"])
    );
    assert_eq!(
        german["milestones"][0]["full_date"]["text"],
        "3. November 2026"
    );
    assert_eq!(german["photos"][0]["date"]["text"], "3. November");
}

#[test]
fn a_calendar_page_has_every_day_in_every_week() {
    let data = with_milestone();
    let pages: Vec<Vec<u8>> = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday]
        .into_iter()
        .map(|week| {
            let _here = OnlyHere::new(Manner {
                week,
                ..Manner::default()
            });
            let layout = laid_out_as("calendar", &data);
            assert_eq!(layout.page_count(), 1);
            assert_eq!(layout.frames().len(), 3, "{week:?}");
            filled(&layout, 30.0, true).pdf().unwrap()
        })
        .collect();
    assert_ne!(pages[0], pages[1]);
    assert_ne!(pages[1], pages[2]);
}

#[test]
fn the_same_page_in_the_same_manner_is_the_same_file() {
    let mut data = with_milestone();
    let make = |data: &PageData| {
        // An engine of its own: nothing is remembered from another page.
        let engine = KeepsakeEngine::without_system_fonts();
        let template = Template::named("certificate").unwrap();
        let layout = engine.lay_out(&template, data).unwrap();
        filled(&layout, 30.0, true).pdf().unwrap()
    };
    let english = make(&data);
    data.language = "de".into();
    let first = {
        let _here = german();
        make(&data)
    };
    let between = {
        let _there = american();
        make(&data)
    };
    let _here = german();
    assert_eq!(first, make(&data));
    assert_ne!(first, english);
    assert_ne!(first, between);
    // What a reader who cannot see is told: the language of the page.
    let language = |pdf: &[u8]| -> String {
        let text = String::from_utf8_lossy(pdf);
        let (_, rest) = text.split_once("<dc:language>").unwrap();
        let (_, rest) = rest.split_once("<rdf:li>").unwrap();
        rest.chars().take(2).collect()
    };
    assert_eq!(
        (language(&english).as_str(), language(&first).as_str()),
        ("en", "de")
    );
}

#[test]
fn every_look_has_a_name_in_every_language_and_keeps_its_code() {
    let english = Template::built_in();
    let _here = german();
    let german = Template::built_in();
    assert_eq!(english.len(), german.len());
    for (english, german) in english.iter().zip(&german) {
        assert_eq!(english.code, german.code);
        for words in [&english.label, &english.mood, &german.label, &german.mood] {
            assert!(!words.is_empty() && !words.contains("keepsake-"), "{words}");
        }
        assert_ne!(english.mood, german.mood);
    }
    assert_eq!(german[4].label, "Kalender");
}
