//! Tags, long notes, the calendar and messages, as they are written and met.

use smilekeep::app::{
    Appearance, Command, EditorCommand, EntryCommand, Notice, NoticeAction, NoticeKind, View,
    ViewerCommand,
};
use smilekeep::domain::Tag;

use super::{LOOKS, picture};
use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};
use crate::words::entry_with;

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_a_calendar() {
    let home = Home::sample();
    for (look, name) in LOOKS {
        let mut window = Opening {
            look,
            ..Opening::sized(900.0, 640.0)
        }
        .on(&home);
        let id = entry_with(&mut window, 4);
        window.apply(EntryCommand::Open(id));
        window.click("Correct…");
        window.click("Pick the day for “Day”");
        picture(&mut window, &format!("calendar-{name}"));
        window.click("November 2026: choose a month");
        picture(&mut window, &format!("calendar-months-{name}"));
    }
}

fn fill(window: &mut Window, tags: &[String], note: String) {
    let mut fields = window.model().entry.as_ref().unwrap().fields.clone();
    fields.tags = tags.iter().filter_map(|words| Tag::new(words)).collect();
    fields.note = note;
    window.apply(EntryCommand::Change(Box::new(fields), "test"));
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_tags_and_long_notes() {
    let home = Home::sample();
    for (width, look) in [(1280.0, Appearance::Light), (640.0, Appearance::Night)] {
        let mut window = Opening {
            look,
            ..Opening::sized(width, 1200.0)
        }
        .on(&home);
        let id = entry_with(&mut window, 4);
        window.apply(EntryCommand::Open(id));
        let mixed = [
            "the long walk round the lake with both grandmothers in May",
            "قبل النوم بقليل مع جدتها في الحديقة القديمة تحت المطر الخفيف",
            "奶奶 🌙 睡着",
            "😊👨‍👩‍👧🌙",
            "bath",
        ]
        .map(str::to_owned);
        fill(&mut window, &mixed, "She smiled. ".repeat(8_400));
        picture(&mut window, &format!("writing-mixed-{width}"));
        window.type_into("New tag", &"very ".repeat(16));
        picture(&mut window, &format!("writing-too-long-{width}"));
        window.write("New tag", "");
        let many: Vec<String> = (0..200).map(|n| format!("tag number {n} 😊")).collect();
        fill(&mut window, &many, String::new());
        picture(&mut window, &format!("writing-200-{width}"));
    }
}

#[test]
#[ignore = "renders pictures to look at"]
fn look_at_messages_over_views() {
    let home = Home::sample();
    for (width, look) in [(1280.0, Appearance::Light), (640.0, Appearance::Dark)] {
        let mut window = Opening {
            look,
            ..Opening::sized(width, 800.0)
        }
        .on(&home);
        let photo = window.photo(unedited(&window));
        let entry = window.model().gallery.items[0].entry;
        let views: [(&str, Command); 7] = [
            ("photo", ViewerCommand::Open(photo).into()),
            ("editor", EditorCommand::Open(photo).into()),
            ("entry", EntryCommand::Open(entry).into()),
            ("milestones", Command::Go(View::Milestones)),
            ("keepsake", Command::Go(View::Keepsake)),
            ("inbox", Command::Go(View::Inbox)),
            ("settings", Command::Go(View::Settings)),
        ];
        for (name, command) in views {
            window.apply(command);
            window.app().model.notices.push_back(Notice {
                kind: NoticeKind::Hint,
                text: "The entry is in the trash for 30 days.".to_owned(),
                action: Some(("Undo", NoticeAction::BackUp)),
            });
            window.frames(4);
            picture(&mut window, &format!("message-{width}-{name}"));
            window.frames(90);
        }
    }
}
