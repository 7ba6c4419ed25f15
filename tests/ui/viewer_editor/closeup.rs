//! Up close, the original's own pixels.

use eframe::egui::{Event, Key, Role};
use egui_kittest::kittest::NodeT as _;
use image::{Rgb, RgbImage};
use smilekeep::app::{CaptureCommand, Command, EditorCommand, View, ViewerCommand};
use smilekeep::domain::{Edits, PhotoId};

use crate::window::Window;

const SIZE: (u32, u32) = (3000, 2200);

/// Every pixel another than its neighbours: a scaled picture would show.
fn pixel(x: u32, y: u32) -> Rgb<u8> {
    let light = if (x + y).is_multiple_of(2) { 200 } else { 30 };
    Rgb([light, (x / 12) as u8, (y / 9) as u8])
}

fn with_a_large_photo() -> (Window, PhotoId) {
    let mut window = Window::empty("Mina");
    let file = window.home.folder().join("IMG_20261103_031455.png");
    RgbImage::from_fn(SIZE.0, SIZE.1, pixel)
        .save(&file)
        .unwrap();
    window.apply(CaptureCommand::AddFiles(vec![file]));
    let photo = window.photo(0);
    window.apply(ViewerCommand::Open(photo));
    (window, photo)
}

#[test]
fn a_hundred_percent_shows_the_pixels_of_the_original() {
    let (mut window, photo) = with_a_large_photo();
    assert!(window.model().closeup.shown.is_none(), "not needed yet");
    window.key(Key::Num1);
    window.settle();
    let made = window.model().closeup.shown.clone().unwrap();
    assert_eq!(made.photo, photo);
    let part = made.part;
    assert_eq!(part.halved, 0);
    assert_eq!(made.pixels.dimensions(), (part.width, part.height));
    // No more than a window needs, with a margin.
    assert!(part.width < SIZE.0 && part.height < SIZE.1, "{part:?}");
    for (x, y) in [
        (0, 0),
        (1, 0),
        (part.width - 1, part.height - 1),
        (200, 301),
    ] {
        assert_eq!(
            made.pixels.get_pixel(x, y),
            &pixel(part.x + x, part.y + y),
            "{x} {y}"
        );
    }
    // Moving a little needs nothing new; far away, another part is made.
    let image = window
        .find(Role::Image, |name| name.starts_with("Photo of"))
        .unwrap()
        .rect();
    let drag = |window: &mut Window, by: f32| {
        window.harness.drag_at(image.center());
        window.frames(1);
        let to = image.center() - eframe::egui::vec2(by, 0.0);
        window.harness.hover_at(to);
        window.frames(2);
        window.harness.drop_at(to);
        window.settle();
    };
    drag(&mut window, 40.0);
    assert_eq!(window.model().closeup.shown.as_ref().unwrap().part, part);
    drag(&mut window, 560.0);
    drag(&mut window, 560.0);
    let far = window.model().closeup.shown.clone().unwrap();
    assert!(far.part.x > part.x, "{:?}", far.part);
    assert_eq!(
        far.pixels.get_pixel(5, 5),
        &pixel(far.part.x + 5, far.part.y + 5)
    );
    // Back at the whole photo, the memory is given back.
    window.key(Key::Num0);
    window.settle();
    assert!(window.model().closeup.shown.is_none());
    // Also where one looked away before it came.
    window.harness.key_press(Key::Num1);
    window.frames(5);
    assert!(window.model().closeup.is_in_use());
    window.key(Key::Num0);
    window.settle();
    assert!(!window.model().closeup.is_in_use());
}

#[test]
fn edits_are_seen_up_close_and_leaving_gives_the_memory_back() {
    let (mut window, photo) = with_a_large_photo();
    window.apply(EditorCommand::Open(photo));
    window.apply(Command::Editor(EditorCommand::Set(
        Edits::default().turned_right(),
    )));
    window.key(Key::Escape);
    assert_eq!(window.model().view, View::Viewer(photo));
    window.key(Key::Num1);
    window.settle();
    let made = window.model().closeup.shown.clone().unwrap();
    let part = made.part;
    // Turned right, what was at the left is at the top.
    for (x, y) in [(0, 0), (10, 33)] {
        let (right, down) = (part.x + x, part.y + y);
        let was = pixel(down, SIZE.1 - 1 - right);
        assert_eq!(made.pixels.get_pixel(x, y), &was, "{x} {y}");
    }
    window.key(Key::Escape);
    assert!(window.model().closeup.shown.is_none());
}

#[test]
fn a_small_photo_needs_no_original() {
    let mut window = Window::sample();
    let photo = window.photo(0);
    window.apply(ViewerCommand::Open(photo));
    window.key(Key::Num1);
    window.settle();
    assert!(window.model().closeup.shown.is_none());
    let picture = window
        .find(Role::Image, |name| name.starts_with("Photo of"))
        .unwrap();
    assert_eq!(picture.accesskit_node().value().as_deref(), Some("100 %"));
}

#[test]
fn a_photo_is_copied_with_its_edits_and_nothing_else() {
    let (mut window, photo) = with_a_large_photo();
    window.apply(EditorCommand::Open(photo));
    window.apply(Command::Editor(EditorCommand::Set(
        Edits::default().turned_left(),
    )));
    window.key(Key::Escape);
    // Taken away from the window, which would give it to the system.
    window.app().apply(ViewerCommand::CopyPicture(photo).into());
    assert!(window.app().settle(std::time::Duration::from_secs(60)));
    let copied = window.app().model.for_clipboard.take().unwrap();
    assert_eq!(copied.dimensions(), (SIZE.1, SIZE.0));
    assert_eq!(copied.get_pixel(0, 0), &pixel(SIZE.0 - 1, 0));
}

#[test]
fn the_system_s_own_key_copies() {
    let (mut window, photo) = with_a_large_photo();
    window.harness.event(Event::Copy);
    window.frames(1);
    let titles: Vec<_> = window
        .model()
        .tasks
        .iter()
        .map(|task| task.title())
        .collect();
    assert_eq!(titles, ["Copying the photo"]);
    assert!(window.app().settle(std::time::Duration::from_secs(60)));
    assert!(window.app().model.for_clipboard.take().is_some());
    let (original, copy) = window.app().original_of(photo).unwrap();
    assert!(original.is_file(), "{original:?}");
    assert!(!copy.exists() && copy != original, "{copy:?}");
}
