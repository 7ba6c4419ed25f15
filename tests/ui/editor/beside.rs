//! What was done so far, and the photo as taken beside it.

use eframe::egui::{Key, Modifiers, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{Command, EditorCommand, EditorState};
use smilekeep::domain::Edits;

use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};

const LINE: &str = "Line between as taken and edited";

fn open() -> Window {
    let mut window = Opening::sized(1280.0, 1800.0).on(&Home::sample());
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    window
}

fn editor(window: &Window) -> &EditorState {
    window.model().editor.as_ref().unwrap()
}

fn set(window: &mut Window, edits: Edits) {
    window.apply(Command::Editor(EditorCommand::Set(edits)));
}

#[test]
fn steps_are_listed_and_one_can_walk_among_them() {
    let mut window = open();
    assert!(!window.has("Steps"), "nothing was done yet");
    window.key(Key::R);
    let brighter = Edits {
        brightness: 20,
        ..editor(&window).edits
    };
    set(&mut window, brighter);
    window.key(Key::H);
    let mirrored = editor(&window).edits;
    window.press("Steps");
    window.frames(10);
    let names = |marked: usize| -> Vec<(String, bool)> {
        [
            "Mirrored",
            "Brightness +20",
            "Turned right",
            "As it was when you began",
        ]
        .into_iter()
        .enumerate()
        .map(|(at, name)| (name.to_owned(), at == marked))
        .collect()
    };
    assert_eq!(window.options(), names(0));
    window.press("As it was when you began");
    assert_eq!(editor(&window).edits, Edits::default());
    assert_eq!(editor(&window).saved, Edits::default());
    assert_eq!(window.options(), names(3));
    window.press("Brightness +20");
    assert_eq!(editor(&window).edits, brighter);
    assert_eq!(window.options(), names(1));
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(editor(&window).edits, mirrored);
    window.press("Turned right");
    // A new change forgets what was undone.
    window.key(Key::R);
    assert_eq!(window.options().len(), 3);
}

#[test]
fn as_taken_and_edited_stand_side_by_side() {
    let mut window = open();
    window.key(Key::S);
    assert!(!window.has(LINE), "there is nothing to compare yet");
    let name = "As taken and edited, side by side";
    assert!(window.disabled(name));
    set(
        &mut window,
        Edits {
            brightness: 60,
            ..Edits::default()
        }
        .turned_right(),
    );
    window.press(name);
    assert!(window.has(LINE));
    assert!(window.has("As taken") && window.has("Edited"));
    let line = |window: &Window| {
        let node = window.harness.get_by_role_and_label(Role::Slider, LINE);
        (node.accesskit_node().numeric_value().unwrap(), node.rect())
    };
    let (share, at) = line(&window);
    assert_eq!(share, 50.0);
    window.harness.drag_at(at.center());
    window.frames(1);
    let far = at.center() - vec2(100.0, 0.0);
    window.harness.hover_at(far);
    window.frames(2);
    window.harness.drop_at(far);
    window.settle();
    let (moved, to) = line(&window);
    assert!(moved < 45.0, "{moved}");
    assert!((to.center().x - far.x).abs() < 2.0);
    window
        .harness
        .get_by_role_and_label(Role::Slider, LINE)
        .focus();
    window.frames(2);
    window.key(Key::ArrowRight);
    assert!((line(&window).0 - moved - 5.0).abs() <= 1.0);
    window.key(Key::End);
    assert_eq!(line(&window).0, 100.0);
    // Held, the whole photo is as taken; let go, both are there again.
    window.key(Key::S);
    assert!(!window.has(LINE));
}
