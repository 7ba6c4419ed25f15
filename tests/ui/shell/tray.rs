//! Work under way, at the lower right.

use eframe::egui::Role;
use smilekeep::app::TaskCard;
use smilekeep::jobs::Progress;

use super::everything_has_a_name;
use crate::window::Window;

/// Work that nobody ends: the test looks at it half done.
fn begin(window: &mut Window, id: u64, kind: &'static str, progress: Progress) {
    window
        .app()
        .model
        .tasks
        .push(TaskCard { id, kind, progress });
}

fn half() -> Progress {
    Progress {
        done: 3,
        total: 6,
        current: "IMG_20261103_031455.jpg".to_owned(),
    }
}

#[test]
fn what_is_soon_over_gets_no_card_and_what_cannot_be_stopped_no_button() {
    let mut window = Window::sample();
    begin(&mut window, 9_001, "task-saving-copy", Progress::default());
    let card = |window: &Window| {
        window
            .find(Role::ProgressIndicator, |name| name == "Saving a copy")
            .is_some()
    };
    window.frames(3);
    assert!(!card(&window));
    window.frames(12);
    assert!(card(&window));
    assert!(!window.has("Stop: Saving a copy"));
    everything_has_a_name(&window);
}

#[test]
fn work_can_be_put_aside_and_looked_at_again() {
    let mut window = Window::sample();
    begin(&mut window, 9_001, "task-checking-library", half());
    window.frames(2);
    assert!(window.has("Stop: Checking the library") && window.has("3 of 6"));
    everything_has_a_name(&window);
    window.node("Put aside while it goes on").click();
    window.frames(3);
    assert!(!window.has("Stop: Checking the library"));
    assert!(window.has("Show: Checking the library: 50 %"));
    begin(&mut window, 9_002, "task-saving-page", half());
    window.frames(3);
    everything_has_a_name(&window);
    window.node("Show: 2 things under way").click();
    window.frames(3);
    assert!(window.has("Stop: Checking the library") && window.has("Stop: Saving the page"));
    // Put aside is only what was under way then.
    window.node("Put aside while it goes on").click();
    window.frames(3);
    window.app().model.tasks.clear();
    window.frames(2);
    begin(
        &mut window,
        9_003,
        "task-adding-photos",
        Progress::default(),
    );
    window.frames(2);
    assert!(window.has("Stop: Adding photos"));
}
