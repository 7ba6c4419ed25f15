//! Recently deleted: what was thrown away together, milestones, and rows that
//! stay where they are.

use chrono::Duration;
use eframe::egui::{Rect, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{Command, NoticeKind, TaskCard, Thrown, View};
use smilekeep::domain::{EntryId, MilestoneFields};
use smilekeep::jobs::Progress;
use smilekeep::store::{self, Library};

use crate::window::{Home, Opening, Window, now};

/// Two entries thrown away together, an hour later a third and a milestone.
pub fn thrown() -> (Home, Vec<EntryId>) {
    let home = Home::sample();
    let library = Library::open(&home.root()).unwrap();
    let mut connection = library.connect().unwrap();
    let entries = store::entry::list(&connection, None).unwrap();
    let ids: Vec<_> = entries.iter().take(3).map(|entry| entry.id).collect();
    let milestone = MilestoneFields {
        baby: entries[0].fields.baby,
        title: "First snow".to_owned(),
        date: "2026-11-09".parse().unwrap(),
        note: "Big eyes.".to_owned(),
        photos: Vec::new(),
        entry: None,
    };
    store::in_transaction(&mut connection, |tx| {
        let milestone = store::milestone::insert(tx, milestone, now())?;
        for id in &ids[..2] {
            store::entry::trash(tx, *id, now())?;
        }
        store::entry::trash(tx, ids[2], now() + Duration::hours(1))?;
        store::milestone::trash(tx, milestone.id, now() + Duration::hours(2))
    })
    .unwrap();
    (home, ids)
}

fn settings(home: &Home) -> Window {
    let mut window = Opening::sized(1280.0, 3400.0).on(home);
    window.apply(Command::Go(View::Settings));
    window
}

/// The buttons that put one thing back, from above.
fn buttons(window: &Window) -> Vec<Rect> {
    let buttons = window.harness.query_all_by_role(Role::Button);
    let mut buttons: Vec<_> = buttons
        .filter(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            name.starts_with("Put back the ")
        })
        .map(|node| node.rect())
        .collect();
    buttons.sort_by(|one, other| one.top().total_cmp(&other.top()));
    buttons
}

#[test]
fn no_row_moves_under_the_pointer_when_one_is_put_back() {
    let (home, _) = thrown();
    let mut window = settings(&home);
    let before = buttons(&window);
    assert_eq!(before.len(), 4);
    window.click("Put back the milestone “First snow”");
    assert!(window.model().trash_milestones.is_empty());
    assert!(
        window
            .model()
            .milestones
            .iter()
            .any(|m| m.fields.title == "First snow")
    );
    assert_eq!(
        buttons(&window),
        before[1..],
        "the others stay where they are"
    );
    assert!(window.has("Back in place"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    // A second click on the same place does nothing.
    assert_eq!(window.model().trash.len(), 3);
    window.apply(Command::Go(View::Gallery));
    window.apply(Command::Go(View::Settings));
    assert!(!window.has("Back in place"));
    assert_eq!(buttons(&window).len(), 3);
}

#[test]
fn what_was_thrown_away_together_comes_back_together() {
    let (home, ids) = thrown();
    let mut window = settings(&home);
    assert!(window.has("2 things removed together"));
    window.click("Put these 2 back");
    let left: Vec<_> = window.model().trash.iter().map(|entry| entry.id).collect();
    assert_eq!(left, [ids[2]]);
    assert!(window.has("2 things are back in their places."));
    assert_eq!(window.model().trash_milestones.len(), 1);
}

#[test]
fn all_comes_back_at_once() {
    let (home, _) = thrown();
    let mut window = settings(&home);
    let photos = window.model().gallery.items.len();
    window.click("Put all 4 back");
    assert!(window.model().trash.is_empty() && window.model().trash_milestones.is_empty());
    assert!(window.model().gallery.items.len() > photos);
    assert!(buttons(&window).is_empty());
    // What is there already is no trouble.
    let back = window.model().gallery.items[0].entry;
    let command = smilekeep::app::EntryCommand::PutBack(vec![Thrown::Entry(back)]);
    window.apply(command);
    assert!(
        window
            .model()
            .notices
            .iter()
            .all(|notice| notice.kind != NoticeKind::Problem)
    );
}

#[test]
fn nothing_can_be_put_back_where_nothing_may_change() {
    let (home, _) = thrown();
    let mut window = settings(&home);
    window.make_read_only();
    assert!(window.disabled("Put all 4 back") && window.disabled("Put these 2 back"));
}

pub fn export(window: &mut Window, zip: bool) {
    window.app().model.exporting_zip = zip;
    window.app().model.tasks = vec![TaskCard {
        id: 9_001,
        kind: "task-exporting",
        progress: Progress {
            done: 12,
            total: 248,
            current: "2026/11/IMG_20261103_031455.jpg".to_owned(),
        },
    }];
    window.frames(3);
}

#[test]
fn the_way_out_that_was_pressed_says_it_is_at_work() {
    let mut window = Opening::sized(1280.0, 3400.0).on(&Home::sample());
    window.apply(Command::Go(View::Settings));
    export(&mut window, true);
    assert!(window.has("As a folder…") && window.has("Working…"));
    assert!(!window.has("As one zip file…"));
    export(&mut window, false);
    assert!(!window.has("As a folder…") && window.has("Working…"));
    assert!(window.has("As one zip file…"));
}

#[test]
fn the_card_of_what_goes_on_shows_its_whole_title_and_holds_its_buttons() {
    let mut window = Opening::sized(1000.0, 700.0).on(&Home::sample());
    export(&mut window, false);
    let aside = window.node("Put aside while it goes on").rect();
    let stop = window.node("Stop: Taking everything out").rect();
    assert!((aside.top() - stop.top()).abs() < 0.5, "{aside} {stop}");
    let title = window
        .harness
        .query_all_by_label("Taking everything out")
        .find(|node| node.accesskit_node().role() == Role::Label)
        .unwrap()
        .rect();
    // Wider than the room it was cut to before.
    assert!(title.width() > 142.0, "{title}");
    assert!(title.right() <= aside.left());
}
