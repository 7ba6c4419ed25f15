//! The smallest pictures as they are without a screen reader: rows that
//! listen for the pointer as one. Every other test is a screen reader.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    RawInput, Rect, Role, TouchPhase, pos2, vec2,
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{App, ConfigFile, FixedClock, View};
use smilekeep::domain::PhotoId;
use smilekeep::ui::shell::Shell;
use smilekeep::ui::theme::Appearance;

use crate::common;
use crate::window::{Home, Opening, now};

/// A window nothing reads aloud.
struct Silent {
    ctx: Context,
    shell: Shell,
    time: f64,
}

impl Silent {
    fn on(home: &Home) -> Self {
        let clock = FixedClock {
            local: now(),
            utc_offset_minutes: 60,
        };
        let root = home.root();
        let config = ConfigFile::none();
        let mut app = App::start(Some(&root), config, Arc::new(clock), Arc::new(|| {}));
        assert!(app.settle(Duration::from_secs(60)));
        let ctx = Context::default();
        common::dress(&ctx, Appearance::Light);
        let shell = Shell::new(&ctx, app, Arc::new(|| {}));
        let mut window = Self {
            ctx,
            shell,
            time: 0.0,
        };
        window.frames(3);
        window
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 0.1;
        let input = RawInput {
            // As much as the harness leaves between its margins.
            screen_rect: Some(Rect::from_min_max(pos2(8.0, 8.0), pos2(1272.0, 792.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.shell.frame_ui(ui));
        output.textures_delta.clear();
        let update = output.platform_output.accesskit_update;
        assert!(update.is_none(), "something reads aloud");
    }

    fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.frame(Vec::new());
        }
    }

    /// As small as they get.
    fn smallest(&mut self) {
        for _ in 0..40 {
            self.frame(vec![
                Event::PointerMoved(pos2(700.0, 500.0)),
                Event::ModifiersChanged(Modifiers::COMMAND),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, -40.0),
                    phase: TouchPhase::Move,
                    source: MouseWheelSource::Unknown,
                    modifiers: Modifiers::COMMAND,
                },
            ]);
        }
        self.frame(vec![Event::ModifiersChanged(Modifiers::NONE)]);
        self.frames(5);
    }

    fn click(&mut self, at: Pos2, modifiers: Modifiers) {
        self.frame(vec![
            Event::ModifiersChanged(modifiers),
            Event::PointerMoved(at),
        ]);
        for pressed in [true, false] {
            self.frame(vec![Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers,
            }]);
        }
        self.frame(vec![Event::ModifiersChanged(Modifiers::NONE)]);
        assert!(self.shell.app.settle(Duration::from_secs(60)));
        self.frames(2);
    }

    fn key(&mut self, key: Key) {
        for pressed in [true, false] {
            self.frame(vec![Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            }]);
        }
    }

    fn view(&self) -> View {
        self.shell.app.model.view
    }
}

/// Where the smallest pictures stand, as a screen reader is told, and which
/// photos they are.
fn places(home: &Home) -> Vec<(Rect, PhotoId)> {
    let mut window = Opening::default().on(home);
    for _ in 0..12 {
        if window.disabled("Smaller pictures") {
            break;
        }
        window.click("Smaller pictures");
    }
    let photos = window.harness.query_all_by_role(Role::Button);
    let photos = photos.filter(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.starts_with("Photo, ") || label.starts_with("Film")
    });
    let ids = window.model().gallery.items.iter().map(|item| item.id());
    photos.map(|node| node.rect()).zip(ids).collect()
}

fn opened() -> (Silent, Vec<(Rect, PhotoId)>) {
    let home = Home::sample();
    let places = places(&home);
    assert!(places.len() > 10);
    let mut window = Silent::on(&home);
    window.smallest();
    (window, places)
}

#[test]
fn a_click_opens_the_photo_under_the_pointer() {
    let (mut window, places) = opened();
    for at in [0, 3, places.len() - 1] {
        let (rect, photo) = places[at];
        window.click(rect.center(), Modifiers::NONE);
        assert_eq!(window.view(), View::Viewer(photo));
        window.key(Key::Escape);
        window.frames(3);
        assert_eq!(window.view(), View::Gallery);
        // The keyboard has nothing any more, and rows are rows again.
        window.click(pos2(rect.center().x, 12.0), Modifiers::NONE);
    }
}

#[test]
fn a_finger_that_comes_out_of_nowhere_opens_it_too() {
    let (mut window, places) = opened();
    let (rect, photo) = places[5];
    let at = rect.center();
    let button = |pressed| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.frame(vec![Event::PointerMoved(at), button(true)]);
    window.frame(vec![button(false)]);
    window.frames(2);
    assert_eq!(window.view(), View::Viewer(photo));
}

#[test]
fn beside_the_last_photo_there_is_nothing_to_open() {
    let (mut window, places) = opened();
    let right = places.iter().map(|(rect, _)| rect.right());
    let right = right.fold(0.0, f32::max);
    // The last row is not filled.
    let (rect, _) = *places.last().unwrap();
    assert!(rect.right() < right - 60.0);
    window.click(rect.right_center() + vec2(40.0, 0.0), Modifiers::NONE);
    assert_eq!(window.view(), View::Gallery);
}

#[test]
fn tab_reaches_each_photo_and_enter_opens_it() {
    let (mut window, places) = opened();
    let (first, photo) = places[0];
    let focused = |window: &Silent| {
        let id = window.ctx.memory(|memory| memory.focused())?;
        Some(window.ctx.read_response(id)?.rect)
    };
    let is_first = |rect: Rect| (rect.center() - first.center()).length() < 1.0;
    let reached = (0..80).any(|_| {
        window.key(Key::Tab);
        focused(&window).is_some_and(is_first)
    });
    assert!(reached, "Tab never came to the first photo");
    window.key(Key::ArrowRight);
    window.key(Key::ArrowLeft);
    assert!(focused(&window).is_some_and(is_first));
    window.key(Key::Enter);
    window.frames(2);
    assert_eq!(window.view(), View::Viewer(photo));
}
