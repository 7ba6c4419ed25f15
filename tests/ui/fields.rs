//! Fields for words, days, times and tones: what is typed, picked and dragged.

use crate::common::{harness, press};
use crate::window::now;
use chrono::{NaiveDate, NaiveTime};
use eframe::egui::{self, Color32, Key, Modifiers, Role, TextStyle, text::LayoutJob, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_material_icons::icons;
use smilekeep::ui::bidi::{self, Carets};
use smilekeep::ui::widgets;

// ---- words

#[test]
fn a_note_grows_with_its_words() {
    let mut harness = harness(String::new(), |ui, text| {
        widgets::note_field_ui(ui, "note", text, "What happened?", 2);
    });
    let height = |harness: &Harness<'_, String>| {
        harness
            .get_by_role_and_label(Role::MultilineTextInput, "What happened?")
            .rect()
            .height()
    };
    let before = height(&harness);
    *harness.state_mut() = "One line\n".repeat(9);
    harness.run();
    assert!(height(&harness) > before * 2.0);
}

#[test]
fn a_line_has_its_label_and_says_what_is_wrong() {
    let mut harness = harness(String::new(), |ui, text| {
        let error = text.is_empty().then_some("Please write the baby’s name.");
        widgets::line_field_ui(ui, "name", "Name", text, "", error);
    });
    harness.get_by_label("Please write the baby’s name.");
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("ليلى");
    harness.run();
    assert_eq!(harness.state(), "ليلى");
    assert!(
        harness
            .query_by_label("Please write the baby’s name.")
            .is_none()
    );
}

#[test]
fn words_in_every_script_are_shown_and_named() {
    let all = [
        "Mina",
        "ابتسامة صغيرة (وهي نائمة) 3:10.",
        "睡着的时候笑了",
        "שלום Mina 😊",
        "नमस्ते",
    ];
    let harness = harness((), move |ui, ()| {
        for text in all {
            widgets::words_ui(ui, text, TextStyle::Body, Color32::BLACK);
        }
    });
    for text in all {
        harness.get_by_label(text);
    }
}

fn note_harness<'a>(text: &str) -> Harness<'a, String> {
    harness(text.to_owned(), |ui, text| {
        widgets::note_field_ui(ui, "note", text, "What happened?", 3);
    })
}

#[test]
fn right_to_left_notes_are_typed_and_erased_letter_by_letter() {
    if !crate::common::can_draw('س') {
        return;
    }
    let mut harness = note_harness("");
    let role = Role::MultilineTextInput;
    harness
        .get_by_role_and_label(role, "What happened?")
        .focus();
    harness.run();
    for letter in ["ا", "ل", "س", "ل", "ا", "م", " ", "3", " ", "ش", "ל"] {
        harness.event(egui::Event::Text(letter.to_owned()));
        harness.run();
    }
    assert_eq!(harness.state(), "السلام 3 شל");
    for _ in 0..6 {
        harness.key_press(Key::Backspace);
        harness.run();
    }
    assert_eq!(harness.state(), "السلا");
    // Rightwards is back towards the beginning.
    harness.key_press(Key::ArrowRight);
    harness.key_press(Key::Backspace);
    harness.run();
    assert_eq!(harness.state(), "السا");
}

#[test]
fn a_click_in_a_right_to_left_note_lands_where_it_points() {
    if !crate::common::can_draw('א') {
        return;
    }
    // The first letters stand on the right, the last on the left.
    let mut harness = note_harness("אבגד הוזח");
    let rect = harness
        .get_by_role_and_label(Role::MultilineTextInput, "What happened?")
        .rect();
    for (place, expected) in [
        (rect.right_top() + vec2(-1.0, 8.0), "!אבגד הוזח"),
        (rect.left_top() + vec2(1.0, 8.0), "!אבגד הוזח!"),
    ] {
        harness.drag_at(place);
        harness.drop_at(place);
        harness.run();
        harness.event(egui::Event::Text("!".to_owned()));
        harness.run();
        assert_eq!(harness.state(), expected);
    }
}

#[test]
fn there_is_one_glyph_a_letter_and_carets_run_leftwards() {
    if !crate::common::can_draw('א') {
        return;
    }
    let text = "אבג 3:10 דה\nab אב";
    harness((), move |ui, ()| {
        let font = egui::FontId::proportional(16.0);
        let mut job = LayoutJob::simple(text.to_owned(), font, Color32::BLACK, 500.0);
        job.keep_trailing_whitespace = true;
        let galley = bidi::layout(ui, job);
        let rows: Vec<String> = galley.rows.iter().map(|row| row.row.text()).collect();
        assert_eq!(rows.join("\n"), text);

        let carets = Carets::new(&galley);
        let x = |index| carets.caret(index).left();
        assert!(x(0) > x(1) && x(1) > x(3) && x(3) > x(9) && x(9) > x(10));
        assert!(x(4) < x(6), "a number runs rightwards");
        assert!(carets.caret(12).top() >= carets.caret(0).bottom() - 1.0);
        for index in [0, 1, 2, 5, 6, 10] {
            let caret = carets.caret(index);
            assert_eq!(carets.index_at(caret.center()), index);
        }
        assert_eq!(carets.selection(0, 3).len(), 3);
    });
}

// ---- days and times

#[derive(Default)]
struct When {
    day: Option<NaiveDate>,
    day_draft: String,
    time: Option<NaiveTime>,
    time_draft: String,
}

fn when_harness<'a>(day: Option<&str>) -> Harness<'a, When> {
    let state = When {
        day: day.map(|day| day.parse().unwrap()),
        ..When::default()
    };
    harness(state, |ui, when| {
        widgets::date_field_ui(ui, "day", "Day", &mut when.day, &mut when.day_draft, None);
        widgets::time_field_ui(
            ui,
            "time",
            "Time",
            (&mut when.time, &mut when.time_draft),
            &mut when.day,
            now(),
        );
    })
}

fn write(harness: &mut Harness<'_, When>, field: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.key_press(Key::Backspace);
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .type_text(text);
    harness.run();
}

#[test]
fn a_typed_day_is_understood_and_said_in_full() {
    let mut harness = when_harness(None);
    write(&mut harness, "Day", "3.11.2026");
    assert_eq!(harness.state().day, "2026-11-03".parse().ok());
    harness.get_by_label("Tuesday, 3 November 2026");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().day_draft, "3 Nov 2026");
}

#[test]
fn a_day_said_in_a_word_is_understood() {
    let mut harness = when_harness(None);
    widgets::date::set_default_day(&harness.ctx, now().date());
    for (word, back) in [("today", 0), ("Yesterday", 1), ("last night", 1)] {
        write(&mut harness, "Day", word);
        let day = now().date() - chrono::Days::new(back);
        assert_eq!(harness.state().day, Some(day), "{word}");
    }
    // The Tab key comes to the words first, then to the month.
    harness.key_press(Key::Tab);
    harness.run();
    let picker = harness.get_by_role_and_label(Role::Button, "Pick the day for “Day”");
    assert!(picker.is_focused());
}

#[test]
fn a_day_with_two_meanings_is_asked_about_and_not_guessed() {
    let mut harness = when_harness(Some("2026-06-14"));
    write(&mut harness, "Day", "11/03/2026");
    assert_eq!(harness.state().day, None);
    harness.key_press(Key::Tab);
    harness.run();
    harness.get_by_label(
        "That could be 11 Mar 2026 or 3 Nov 2026. Please write the month in letters.",
    );
    assert_eq!(harness.state().day_draft, "11/03/2026");
}

#[test]
fn a_value_set_from_outside_shows_and_goes() {
    let mut harness = when_harness(Some("2026-06-14"));
    assert_eq!(harness.state().day_draft, "14 Jun 2026");
    harness.state_mut().day = "2027-01-02".parse().ok();
    harness.run();
    assert_eq!(harness.state().day_draft, "2 Jan 2027");
    harness.state_mut().day = None;
    harness.run();
    assert_eq!(harness.state().day_draft, "");
}

#[test]
fn a_typed_time_is_understood() {
    let mut harness = when_harness(None);
    write(&mut harness, "Time", "3.10 pm");
    assert_eq!(harness.state().time, NaiveTime::from_hms_opt(15, 10, 0));
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().time_draft, "15:10");
}

#[test]
fn a_day_said_with_the_time_is_taken_too() {
    let mut harness = when_harness(Some("2026-06-14"));
    write(&mut harness, "Time", "last night 11");
    assert_eq!(harness.state().day, "2026-11-22".parse().ok());
    assert_eq!(harness.state().time, NaiveTime::from_hms_opt(23, 0, 0));
    harness.get_by_label("23:00, at night");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().time_draft, "23:00");
    assert_eq!(harness.state().day_draft, "22 Nov 2026");
    // The day is kept by a time alone.
    write(&mut harness, "Time", "3:10");
    assert_eq!(harness.state().day, "2026-11-22".parse().ok());
}

#[test]
fn a_day_is_picked_with_the_pointer() {
    let mut harness = when_harness(Some("2026-11-03"));
    harness.get_by_label("Pick the day for “Day”").click();
    harness.run();
    harness.get_by_label("Previous month").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Saturday, 31 October 2026")
        .click();
    harness.run();
    assert_eq!(harness.state().day, "2026-10-31".parse().ok());
    assert_eq!(harness.state().day_draft, "31 Oct 2026");
    assert!(
        harness.query_by_label("Previous month").is_none(),
        "the calendar closes"
    );
}

#[test]
fn a_day_is_picked_with_the_keyboard() {
    let mut harness = when_harness(Some("2026-11-03"));
    press(
        &mut harness,
        Role::Button,
        "Pick the day for “Day”",
        Key::Enter,
    );
    for key in [
        Key::ArrowDown,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::PageDown,
    ] {
        harness.key_press(key);
        harness.run();
    }
    let day = harness.get_by_role_and_label(Role::Button, "Wednesday, 16 December 2026");
    assert!(day.is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().day, "2026-12-16".parse().ok());
}

#[test]
fn escape_closes_the_calendar_and_changes_nothing() {
    let mut harness = when_harness(Some("2026-11-03"));
    press(
        &mut harness,
        Role::Button,
        "Pick the day for “Day”",
        Key::Enter,
    );
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Previous month").is_none());
    assert_eq!(harness.state().day, "2026-11-03".parse().ok());
}

fn focused_day(harness: &Harness<'_, When>) -> String {
    let days = harness.query_all_by_role(Role::Button);
    let mut focused = days.filter(|day| day.is_focused());
    let day = focused.next().unwrap();
    day.accesskit_node().label().unwrap()
}

fn press_all(harness: &mut Harness<'_, When>, keys: &[(Modifiers, Key)]) {
    for (modifiers, key) in keys {
        harness.key_press_modifiers(*modifiers, *key);
        harness.run();
    }
}

#[test]
fn a_calendar_goes_by_years_too() {
    let mut harness = when_harness(Some("2026-11-03"));
    harness.get_by_label("Pick the day for “Day”").click();
    harness.run();
    for (button, month) in [
        ("Previous year", "November 2025"),
        ("Previous year", "November 2024"),
        ("Next year", "November 2025"),
        ("Next month", "December 2025"),
    ] {
        harness.get_by_label(button).click();
        harness.run();
        harness.get_by_label(&format!("{month}: choose a month"));
    }
    harness
        .get_by_role_and_label(Role::Button, "Wednesday, 24 December 2025")
        .click();
    harness.run();
    assert_eq!(harness.state().day, "2025-12-24".parse().ok());
}

#[test]
fn page_keys_with_shift_walk_years_and_home_and_end_the_week() {
    let mut harness = when_harness(Some("2024-02-29"));
    let opener = "Pick the day for “Day”";
    press(&mut harness, Role::Button, opener, Key::Enter);
    let (plain, shift) = (Modifiers::NONE, Modifiers::SHIFT);
    press_all(&mut harness, &[(shift, Key::PageUp)]);
    assert_eq!(focused_day(&harness), "Tuesday, 28 February 2023");
    press_all(
        &mut harness,
        &[(shift, Key::PageDown), (shift, Key::PageDown)],
    );
    assert_eq!(focused_day(&harness), "Friday, 28 February 2025");
    press_all(&mut harness, &[(plain, Key::Home)]);
    assert_eq!(focused_day(&harness), "Monday, 24 February 2025");
    press_all(&mut harness, &[(plain, Key::End), (plain, Key::PageUp)]);
    assert_eq!(focused_day(&harness), "Sunday, 2 February 2025");
    press_all(&mut harness, &[(plain, Key::Enter)]);
    assert_eq!(harness.state().day, "2025-02-02".parse().ok());
}

#[test]
fn the_title_of_a_calendar_leads_to_the_months_of_the_year() {
    let mut harness = when_harness(Some("2026-11-03"));
    harness.get_by_label("Pick the day for “Day”").click();
    harness.run();
    harness
        .get_by_label("November 2026: choose a month")
        .click();
    harness.run();
    assert_eq!(focused_day(&harness), "November 2026");
    assert!(harness.query_by_label("Previous month").is_none());
    harness.get_by_label("Previous year").click();
    harness.run();
    assert_eq!(
        crate::common::unnamed_interactive_nodes(&harness),
        Vec::<String>::new()
    );
    harness
        .get_by_role_and_label(Role::Button, "March 2025")
        .click();
    harness.run();
    assert_eq!(focused_day(&harness), "Saturday, 1 March 2025");
    // And back, for who has changed their mind.
    harness.get_by_label("March 2025: choose a month").click();
    harness.run();
    press_all(
        &mut harness,
        &[
            (Modifiers::NONE, Key::ArrowDown),
            (Modifiers::SHIFT, Key::PageUp),
        ],
    );
    assert_eq!(focused_day(&harness), "June 2024");
    harness.get_by_label("2024: back to the days").click();
    harness.run();
    assert_eq!(focused_day(&harness), "Saturday, 1 June 2024");
}

#[test]
fn a_calendar_ends_where_its_field_does() {
    let state = When {
        day: "2026-11-03".parse().ok(),
        ..When::default()
    };
    let mut harness = harness(state, |ui, when| {
        let (day, draft) = (&mut when.day, &mut when.day_draft);
        widgets::past_date_field_ui(ui, "day", "Birth", day, draft, None);
    });
    widgets::date::set_default_day(&harness.ctx, now().date());
    harness.get_by_label("Pick the day for “Birth”").click();
    harness.run();
    let disabled = |harness: &Harness<'_, When>, name: &str| {
        let node = harness.get_by_role_and_label(Role::Button, name);
        node.accesskit_node().is_disabled()
    };
    assert!(disabled(&harness, "Next month") && disabled(&harness, "Next year"));
    assert!(disabled(&harness, "Tuesday, 24 November 2026"), "tomorrow");
    assert!(!disabled(&harness, "Monday, 23 November 2026"), "today");
    harness
        .get_by_role_and_label(Role::Button, "Tuesday, 24 November 2026")
        .click();
    harness.run();
    assert_eq!(harness.state().day, "2026-11-03".parse().ok());
    // The keys stop there too.
    harness
        .get_by_role_and_label(Role::Button, "Tuesday, 3 November 2026")
        .focus();
    harness.run();
    press_all(&mut harness, &[(Modifiers::NONE, Key::PageDown)]);
    assert_eq!(focused_day(&harness), "Monday, 23 November 2026");
    harness
        .get_by_label("November 2026: choose a month")
        .click();
    harness.run();
    assert!(disabled(&harness, "December 2026"));
    press_all(&mut harness, &[(Modifiers::SHIFT, Key::PageUp); 130]);
    assert_eq!(focused_day(&harness), "January 1900");
    assert!(disabled(&harness, "Previous year"));
}

// ---- the tone slider

#[derive(Default)]
struct Tone {
    value: i8,
    changes: u32,
    releases: u32,
}

fn tone_harness<'a>(value: i8) -> Harness<'a, Tone> {
    let tone = Tone {
        value,
        ..Tone::default()
    };
    harness(tone, |ui, tone| {
        let icon = icons::ICON_CONTRAST.codepoint;
        let change = widgets::tone_slider_ui(ui, icon, "Contrast", &mut tone.value);
        tone.changes += u32::from(change.changed);
        tone.releases += u32::from(change.released);
    })
}

#[test]
fn arrow_keys_move_a_slider() {
    let mut harness = tone_harness(0);
    harness
        .get_by_role_and_label(Role::Slider, "Contrast")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().value, 6, "five, and finely one");
    assert_eq!(harness.state().changes, 2);
    assert_eq!(harness.state().releases, 2);
    harness.key_press(Key::PageUp);
    harness.run();
    assert_eq!(harness.state().value, 31);
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().value, -100);
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().value, -100);
    assert!(
        harness
            .get_by_role_and_label(Role::Slider, "Contrast")
            .is_focused()
    );
}

#[test]
fn a_drag_changes_often_and_is_released_once() {
    let mut harness = tone_harness(0);
    let rect = harness
        .get_by_role_and_label(Role::Slider, "Contrast")
        .rect();
    harness.drag_at(rect.center());
    harness.run();
    for step in 1..=4_u8 {
        harness.hover_at(rect.center() + vec2(f32::from(step) * 30.0, 0.0));
        harness.run();
    }
    assert!(harness.state().value > 20, "{}", harness.state().value);
    assert!(harness.state().changes >= 4);
    assert_eq!(harness.state().releases, 0);
    harness.drop_at(rect.center() + vec2(120.0, 0.0));
    harness.run();
    assert_eq!(harness.state().releases, 1);
}

/// On a busy computer much happens in one frame.
#[test]
fn a_quick_drag_loses_nothing_of_its_way() {
    let place = |harness: &Harness<'_, Tone>| {
        harness
            .get_by_role_and_label(Role::Slider, "Contrast")
            .rect()
            .center()
    };
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    // How many of [press, half the way, the rest and the end] share a frame.
    for frames in [
        [1, 1, 1],
        [2, 0, 1],
        [2, 1, 0],
        [1, 2, 0],
        [1, 0, 2],
        [3, 0, 0],
    ] {
        let mut harness = tone_harness(0);
        let from = place(&harness);
        let (half, end) = (from + vec2(100.0, 0.0), from + vec2(200.0, 0.0));
        let mut parts = [
            vec![egui::Event::PointerMoved(from), button(from, true)],
            vec![egui::Event::PointerMoved(half)],
            vec![egui::Event::PointerMoved(end), button(end, false)],
        ]
        .into_iter();
        harness.hover_at(from);
        harness.step();
        for count in frames {
            // `event` would give each a frame of its own.
            let events = parts.by_ref().take(count).flatten();
            harness.input_mut().events.extend(events);
            harness.step();
        }
        harness.run();
        let Tone {
            value, releases, ..
        } = *harness.state();
        assert!(value > 60, "{frames:?}: only as far as {value}");
        assert_eq!(releases, 1, "{frames:?}");
    }
}

#[test]
fn a_slider_goes_back_to_the_middle() {
    let mut harness = tone_harness(40);
    harness.get_by_label("Reset contrast").click();
    harness.run();
    assert_eq!(harness.state().value, 0);
    assert_eq!(harness.state().releases, 1);
    assert!(harness.query_by_label("Reset contrast").is_none());
}

#[test]
fn a_slider_takes_a_typed_number_and_a_screen_reader_s() {
    let mut harness = tone_harness(0);
    harness
        .get_by_role_and_label(Role::Slider, "Contrast")
        .increment_accesskit();
    harness.run();
    assert_eq!(harness.state().value, 5);
    harness
        .get_by_role_and_label(Role::Slider, "Contrast")
        .set_value_accesskit(-500.0);
    harness.run();
    assert_eq!(harness.state().value, -100);
    harness.get_by_label("Contrast, as a number").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("−12".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().value, -12);
}
