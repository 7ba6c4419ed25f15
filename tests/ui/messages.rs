//! Messages that come and go: for how long, and where.

use eframe::egui::{Id, Key, LayerId, Order, Rect, Role, Sense, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use smilekeep::app::{
    Appearance, Command, EditorCommand, EntryCommand, GalleryCommand, Notice, NoticeKind, View,
    ViewerCommand,
};
use smilekeep::ui::widgets::{ToastKind, Toasts};

use crate::common::builder;
use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};

const WORDS: &str = "Something good to know.";

fn area() -> Id {
    Id::unique("smilekeep-toasts")
}

/// A window that is drawn twice a second, as one at rest is.
fn at_rest<'a>(toasts: Toasts) -> Harness<'a, Toasts> {
    let mut harness = builder(Appearance::Light)
        .with_size(vec2(800.0, 600.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(
            |ui, toasts: &mut Toasts| {
                toasts.keys(ui.ctx());
                toasts.show_ui(ui.ctx());
            },
            Toasts::default(),
        );
    harness.input_mut().time = Some(100.0);
    harness.step();
    *harness.state_mut() = toasts;
    // In the first frame it is only measured.
    harness.run_steps(2);
    harness
}

/// For how many seconds something stays.
fn stays(harness: &mut Harness<'_, Toasts>) -> f64 {
    for half in 1..60_u32 {
        harness.input_mut().time = Some(100.0 + f64::from(half) / 2.0);
        harness.step();
        if harness.state().is_empty() {
            return f64::from(half) / 2.0;
        }
    }
    f64::INFINITY
}

fn told(kind: ToastKind, words: &str, action: Option<&str>) -> Toasts {
    let mut toasts = Toasts::default();
    toasts.push(kind, words, action);
    toasts
}

#[test]
fn a_message_stays_as_long_as_the_clock_says_in_a_window_at_rest() {
    let mut harness = at_rest(told(ToastKind::Success, WORDS, None));
    let seconds = stays(&mut harness);
    assert!((3.5..=5.0).contains(&seconds), "{seconds}");
    let mut harness = at_rest(told(ToastKind::Info, WORDS, Some("Undo")));
    let seconds = stays(&mut harness);
    assert!((7.5..=9.0).contains(&seconds), "{seconds}");
    let mut harness = at_rest(told(ToastKind::Problem, WORDS, None));
    assert_eq!(stays(&mut harness), f64::INFINITY);
}

#[test]
fn f6_leads_to_the_newest_message_and_time_stands_still_there() {
    let mut harness = at_rest(told(ToastKind::Info, WORDS, Some("Undo")));
    harness.key_press(Key::F6);
    harness.step();
    harness.step();
    assert!(harness.get_by_label("Undo").is_focused());
    assert_eq!(stays(&mut harness), f64::INFINITY);
    harness.key_press(Key::Escape);
    harness.step();
    assert!(harness.state().is_empty());
}

#[test]
fn what_is_only_told_goes_at_a_click_or_escape() {
    let mut harness = at_rest(told(ToastKind::Success, WORDS, None));
    harness.get_by_role_and_label(Role::Label, WORDS).click();
    harness.run_steps(3);
    assert!(harness.state().is_empty(), "a click");
    let mut harness = at_rest(told(ToastKind::Success, WORDS, None));
    harness.key_press(Key::Escape);
    harness.step();
    assert!(harness.state().is_empty(), "Escape");
    // What can be answered, or must be read, is not taken away unseen.
    let mut harness = at_rest(told(ToastKind::Info, WORDS, Some("Undo")));
    harness.key_press(Key::Escape);
    harness.get_by_role_and_label(Role::Label, WORDS).click();
    harness.run_steps(3);
    assert!(!harness.state().is_empty());
}

#[test]
fn escape_on_a_message_is_for_the_message_alone() {
    let mut window = Window::sample();
    window.apply(Command::Go(View::Settings));
    tell(&mut window);
    window.key(Key::F6);
    window.key(Key::Escape);
    assert!(!window.has(WORDS));
    assert_eq!(window.model().view, View::Settings);
}

fn tell(window: &mut Window) {
    window.app().model.notices.push_back(Notice {
        kind: NoticeKind::Problem,
        text: WORDS.to_owned(),
        action: None,
    });
    window.settle();
    window.frames(6);
    window.settle();
}

/// Small things to press that lie under the messages.
fn covered(window: &Window) -> Vec<Rect> {
    let ctx = &window.harness.ctx;
    let place = ctx.memory(|memory| memory.area_rect(area())).unwrap();
    let own = LayerId::new(Order::Foreground, area());
    ctx.viewport(|viewport| {
        let layers = viewport.prev_pass.widgets.layers();
        layers
            .filter(|(layer, _)| **layer != own)
            .flat_map(|(_, widgets)| widgets)
            .filter(|widget| widget.enabled && widget.sense.intersects(Sense::CLICK | Sense::DRAG))
            .filter(|widget| {
                let size = widget.rect.size();
                size.min_elem() > 12.0 && (size.y <= 64.0 || size.max_elem() <= 120.0)
            })
            .map(|widget| widget.interact_rect)
            .filter(|rect| rect.is_positive() && rect.intersects(place))
            .collect()
    })
}

#[test]
fn a_message_covers_no_button_in_any_view() {
    let home = Home::sample();
    for (width, height) in [(1280.0, 800.0), (640.0, 800.0)] {
        let mut window = Opening::sized(width, height).on(&home);
        let photo = window.photo(unedited(&window));
        let entry = window.model().gallery.items[0].entry;
        let views: [(&str, Command); 9] = [
            ("memories", Command::Go(View::Gallery)),
            ("some chosen", GalleryCommand::Show(Box::default()).into()),
            ("photo", ViewerCommand::Open(photo).into()),
            ("editor", EditorCommand::Open(photo).into()),
            ("crop", EditorCommand::BeginCrop.into()),
            ("entry", EntryCommand::Open(entry).into()),
            ("new entry", EntryCommand::New.into()),
            ("milestones", Command::Go(View::Milestones)),
            ("settings", Command::Go(View::Settings)),
        ];
        tell(&mut window);
        for (name, command) in views {
            window.apply(command);
            if name == "some chosen" {
                window.key_with(eframe::egui::Modifiers::COMMAND, Key::A);
            }
            window.frames(8);
            window.settle();
            assert!(window.has(WORDS));
            let under = covered(&window);
            assert!(under.is_empty(), "{width}, {name}: {under:?}");
            if name == "some chosen" {
                window.key(Key::Escape);
            }
        }
    }
}
