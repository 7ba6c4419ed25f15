//! The entry and the milestones, through the real window.

use eframe::egui::{self, Key, Modifiers};
use smilekeep::app::{Command, EntryCommand, View};
use smilekeep::domain::{Entry, EntryId, Milestone, MomentSource, SleepState, SmileStrength};
use smilekeep::store;

use crate::window::{Window, day};

/// The stored entry.
fn stored_entry(window: &Window, id: EntryId) -> Entry {
    store::entry::get(&window.home.library().connect().unwrap(), id).unwrap()
}

/// The stored milestones.
fn stored_milestones(window: &Window) -> Vec<Milestone> {
    store::milestone::list(&window.home.library().connect().unwrap(), None).unwrap()
}

/// The entry with this many photos, first in time order from the end.
pub fn entry_with(window: &mut Window, photos: usize) -> EntryId {
    let items = window.app().model.gallery.items.clone();
    items
        .iter()
        .map(|item| item.entry)
        .find(|entry| items.iter().filter(|item| item.entry == *entry).count() == photos)
        .unwrap()
}

/// Opens the entry whose note contains these words.
pub fn open_noted(window: &mut Window, words: &str) -> EntryId {
    let items = window.app().model.gallery.items.clone();
    let entry = items
        .iter()
        .find(|item| item.caption.contains(words))
        .map(|item| item.entry)
        .unwrap();
    window.apply(EntryCommand::Open(entry));
    entry
}

#[test]
fn an_entry_is_written_saved_undone_and_redone() {
    let mut window = Window::empty("Mina");
    window.click("New entry");
    let View::Entry(id) = window.app().model.view else {
        panic!("the new entry is not shown");
    };
    assert!(window.has("Monday, 23 November 2026, 09:00"));
    assert!(window.has("No photo, and that is fine"));

    window.click("Asleep, active-looking");
    window.click("Subtle");
    window.click("Spontaneous");
    // What was tapped by mistake is taken back by a second tap.
    window.click("Spontaneous");
    window.click("More seconds");
    window.click("More seconds");
    window.press("Add the tag “music”");
    window.press("Add the tag “voice”");
    window.press("Remove the tag “music”");
    window.type_into("What you want to remember", "ابتسامة صغيرة قبل الفجر");
    window.click("Mark as a favourite");
    window.app().flush().unwrap();
    let fields = stored_entry(&window, id).fields;
    assert_eq!(fields.sleep_state, Some(SleepState::ActiveSleep));
    assert_eq!(fields.strength, Some(SmileStrength::Subtle));
    assert_eq!(fields.kind, None);
    assert_eq!(fields.length_seconds, Some(2));
    assert_eq!(fields.note, "ابتسامة صغيرة قبل الفجر");
    assert!(fields.favourite);
    let tags: Vec<_> = fields.tags.iter().map(|tag| tag.as_str()).collect();
    assert_eq!(tags, ["voice"]);

    window.click("Undo");
    window.click("Undo");
    window.app().flush().unwrap();
    let fields = stored_entry(&window, id).fields;
    assert!(!fields.favourite);
    assert_eq!(fields.note, "");
    window.click("Redo");
    window.app().flush().unwrap();
    assert_eq!(
        stored_entry(&window, id).fields.note,
        "ابتسامة صغيرة قبل الفجر"
    );
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn the_length_can_be_typed_and_left_out() {
    let mut window = Window::empty("Mina");
    window.click("New entry");
    window.write("How long, in seconds?", "12");
    let length = |window: &mut Window| {
        let sheet = window.app().model.entry.as_ref().unwrap();
        sheet.fields.length_seconds
    };
    assert_eq!(length(&mut window), Some(12));
    window.write("How long, in seconds?", "99999");
    assert_eq!(length(&mut window), None);
    window.click("Drowsy");
    assert!(window.has("Write the length in seconds, from 1 to 3,600."));
    window.write("How long, in seconds?", "3600");
    assert_eq!(length(&mut window), Some(3600));
    window.click("Leave out");
    assert_eq!(length(&mut window), None);
}

#[test]
fn a_moment_is_corrected_and_keeps_its_offset() {
    let mut window = Window::sample();
    let id = open_noted(&mut window, "mobile");
    let before = stored_entry(&window, id).fields.moment;
    window.click("Correct…");
    window.write("Day", "1 June 2026");
    window.write("Time", "4:25");
    assert!(window.has("This is before Mina’s birth on 24 June 2026. Check the date."));
    window.click("Done");
    window.app().flush().unwrap();
    let after = stored_entry(&window, id).fields.moment;
    assert_eq!(
        after.local,
        day("2026-06-01").and_hms_opt(4, 25, 0).unwrap()
    );
    assert_eq!(after.utc_offset_minutes, before.utc_offset_minutes);
    assert_eq!(after.source, MomentSource::TypedIn);
    // Kept, with the kind warning still there.
    assert!(window.has("Monday, 1 June 2026, 04:25"));
    assert!(window.has("This is before Mina’s birth on 24 June 2026. Check the date."));
    window.click("Undo");
    window.app().flush().unwrap();
    assert_eq!(stored_entry(&window, id).fields.moment, before);
}

#[test]
fn a_corrected_time_counts_without_another_press() {
    let mut window = Window::sample();
    let id = open_noted(&mut window, "mobile");
    let before = stored_entry(&window, id).fields.moment;
    let stored = |window: &mut Window| {
        window.app().flush().unwrap();
        stored_entry(window, id).fields.moment
    };
    // Enter is enough.
    window.click("Correct…");
    window.write("Time", "310");
    window.key(Key::Enter);
    assert!(!window.has("Leave it as it was"));
    let corrected = before.local.date().and_hms_opt(3, 10, 0).unwrap();
    assert_eq!(stored(&mut window).local, corrected);
    // So is leaving.
    window.click("Correct…");
    window.write("Time", "4:05");
    window.apply(Command::Back);
    let corrected = before.local.date().and_hms_opt(4, 5, 0).unwrap();
    assert_eq!(stored(&mut window).local, corrected);
    // Giving up takes back what was typed, and nothing else.
    window.apply(EntryCommand::Open(id));
    window.click("Correct…");
    window.write("Time", "5:00");
    window.click("Leave it as it was");
    assert_eq!(stored(&mut window).local, corrected);
}

#[test]
fn words_just_typed_stay_when_another_entry_is_begun() {
    let mut window = Window::sample();
    let id = open_noted(&mut window, "mobile");
    window.write("What you want to remember", "Just typed");
    window.key_with(Modifiers::COMMAND, Key::N);
    assert_ne!(window.model().view, View::Entry(id));
    window.app().flush().unwrap();
    assert_eq!(stored_entry(&window, id).fields.note, "Just typed");
    window.apply(Command::Back);
    assert_eq!(window.model().view, View::Entry(id));
}

#[test]
fn a_second_new_entry_leaves_no_blank_one() {
    let mut window = Window::sample();
    let count = |window: &mut Window| {
        let connection = window.home.library().connect().unwrap();
        store::entry::list(&connection, None).unwrap().len()
    };
    let before = count(&mut window);
    window.key_with(Modifiers::COMMAND, Key::N);
    window.click("New entry");
    window.key_with(Modifiers::COMMAND, Key::N);
    window.apply(Command::Back);
    window.app().flush().unwrap();
    window.settle();
    assert_eq!(count(&mut window), before);
}

#[test]
fn photos_are_put_in_order_covered_removed_and_brought_back() {
    let mut window = Window::sample();
    let id = entry_with(&mut window, 4);
    window.apply(EntryCommand::Open(id));
    let before = stored_entry(&window, id).fields.photos;

    window.click("Photo 3 of 4");
    window.click("Move this photo left");
    window.click("Make this photo the cover");
    window.app().flush().unwrap();
    let fields = stored_entry(&window, id).fields;
    assert_eq!(
        fields.photos,
        [before[0], before[2], before[1], before[3]],
        "the third photo moved to the second place"
    );
    assert_eq!(fields.cover, Some(before[2]));

    window.click("Remove this photo from the entry");
    window.app().flush().unwrap();
    let fields = stored_entry(&window, id).fields;
    assert_eq!(fields.photos, [before[0], before[1], before[3]]);
    assert_eq!(fields.cover, None);
    window.click("Undo");
    window.app().flush().unwrap();
    assert_eq!(stored_entry(&window, id).fields.cover, Some(before[2]));
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn a_photo_is_carried_to_the_front() {
    let mut window = Window::sample();
    let id = entry_with(&mut window, 4);
    window.apply(EntryCommand::Open(id));
    let before = stored_entry(&window, id).fields.photos;
    let from = window.node("Photo 4 of 4").rect().center();
    let first = window.node("Photo 1 of 4, cover, shown").rect();
    window.harness.drag_at(from);
    window.harness.run_steps(1);
    for step in 1..=4_u8 {
        let to = first.left_center() + egui::vec2(10.0, 0.0);
        window
            .harness
            .hover_at(from + (to - from) * (f32::from(step) / 4.0));
        window.harness.run_steps(1);
    }
    window
        .harness
        .drop_at(first.left_center() + egui::vec2(10.0, 0.0));
    window.settle();
    window.app().flush().unwrap();
    assert_eq!(
        stored_entry(&window, id).fields.photos,
        [before[3], before[0], before[1], before[2]]
    );
}

#[test]
fn closing_right_after_typing_loses_no_word() {
    let mut window = Window::empty("小雨");
    window.click("New entry");
    let View::Entry(id) = window.app().model.view else {
        panic!("the new entry is not shown");
    };
    window.type_into("What you want to remember", "凌晨三点，她笑了");
    window.app().flush().unwrap();
    let mut window = window.reopened();
    window.apply(EntryCommand::Open(id));
    let sheet = window.app().model.entry.as_ref().unwrap();
    assert_eq!(sheet.fields.note, "凌晨三点，她笑了");
}

#[test]
fn words_typed_in_a_milestone_without_a_title_are_kept_at_the_end() {
    let mut window = Window::empty("Mina");
    window.click("Milestones");
    window.press("Add milestone…");
    window.type_into("How it was", "She looked at the lamp.\nAnd laughed.");
    window.settle();
    assert!(window.has("Give it a title: a few words are enough to keep it."));
    window.app().flush().unwrap();
    let stored = stored_milestones(&window);
    assert_eq!(stored[0].fields.title, "She looked at the lamp.");
    assert_eq!(
        stored[0].fields.note,
        "She looked at the lamp.\nAnd laughed."
    );
}

#[test]
fn an_untouched_milestone_leaves_nothing_behind() {
    let mut window = Window::sample();
    let count = stored_milestones(&window).len();
    open_noted(&mut window, "mobile");
    window.press("Add milestone…");
    assert!(window.has("New milestone"));
    window.click("Close the milestone");
    window.app().flush().unwrap();
    assert_eq!(stored_milestones(&window).len(), count);
}

#[test]
fn a_suggested_milestone_is_stored_edited_trashed_and_restored() {
    let mut window = Window::empty("Mina");
    window.click("Milestones");
    assert!(window.has("The firsts begin here"));
    window.click("Write the milestone “First bath”");
    window.type_into("How it was", "In the washing-up bowl.");
    window.write("Day", "20 June 2026");
    window.app().flush().unwrap();
    let stored = stored_milestones(&window);
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].fields.title, "First bath");
    assert_eq!(stored[0].fields.note, "In the washing-up bowl.");
    assert_eq!(stored[0].fields.date, day("2026-06-20"));
    assert!(!window.has("Write the milestone “First bath”"));
    assert_eq!(window.unnamed(), Vec::<String>::new());

    window.write("Title", "First real bath");
    window.click("Close the milestone");
    window.click("Open the milestone “First real bath”");
    assert!(window.has("Close the milestone"));
    window.click("Move the milestone to the trash");
    assert_eq!(stored_milestones(&window).len(), 0);
    window.click("Undo");
    window.settle();
    assert_eq!(
        stored_milestones(&window)[0].fields.title,
        "First real bath"
    );
    assert!(window.has("Open the milestone “First real bath”"));

    window.click("Hide suggestions");
    assert!(!window.has("Write the milestone “First laugh”"));
    window.click("Show suggestions");
    assert!(window.has("Write the milestone “First laugh”"));
}

#[test]
fn an_entry_in_the_trash_comes_back() {
    let mut window = Window::sample();
    let id = open_noted(&mut window, "mobile");
    window.click("Move to trash");
    assert!(stored_entry(&window, id).deleted_at.is_some());
    window.click("Undo");
    window.settle();
    assert!(stored_entry(&window, id).deleted_at.is_none());
}

#[test]
fn a_milestone_leads_to_its_entry_and_back() {
    let mut window = Window::sample();
    window.click("Milestones");
    window.press("Open the entry of “First walk outside”");
    assert!(matches!(window.app().model.view, View::Entry(_)));
    window.press("Open the milestone “First walk outside”");
    assert!(window.has("Open the entry"));
    window.key(egui::Key::Escape);
    assert!(window.app().model.milestone.is_none());
}
