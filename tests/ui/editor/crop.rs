//! Choosing what is kept of a photo.

use eframe::egui::{Key, Modifiers, Role, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;
use smilekeep::app::{CaptureCommand, EditorCommand};
use smilekeep::domain::{Crop, Edits};

use super::{editor, edits, open_tall, stored};
use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};

const INSIDE: &str = "What is kept of the photo";
const LOWER_RIGHT: &str = "Lower right corner of the crop";

fn open() -> Window {
    let mut window = Window::sample();
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    window.key(Key::C);
    assert!(editor(&window).cropping.is_some());
    window
}

/// Pulls something by its name.
fn pull(window: &mut Window, name: &str, by: Vec2) {
    let from = window
        .harness
        .get_by_role_and_label(Role::Button, name)
        .rect()
        .center();
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from + by / 2.0);
    window.harness.step();
    window.harness.hover_at(from + by);
    window.harness.step();
    window.harness.drop_at(from + by);
    window.harness.step();
    window.settle();
}

/// Width by height of what is kept, in the photo's own pixels.
fn proportion(window: &Window) -> f64 {
    let file = &editor(window).photo.file;
    let (width, height) = edits(window).output_size(file.width, file.height);
    f64::from(width) / f64::from(height)
}

#[test]
fn the_whole_photo_is_shown_while_the_frame_is_pulled_and_only_the_rest_after() {
    let (mut window, photo) = open_tall();
    window.press("Crop and straighten…");
    let whole = editor(&window).preview.clone().unwrap();
    assert_eq!(whole.edits.crop, Crop::WHOLE);
    pull(&mut window, LOWER_RIGHT, vec2(-200.0, -150.0));
    let crop = edits(&window).crop;
    assert_eq!((crop.left, crop.top), (0, 0));
    assert!(crop.right < 9000 && crop.bottom < 9000, "{crop:?}");
    let shown = editor(&window).preview.clone().unwrap();
    assert_eq!(shown.edits.crop, Crop::WHOLE);
    // Nothing was made anew: the frame alone moved.
    assert!(std::sync::Arc::ptr_eq(&shown.pixels, &whole.pixels));
    pull(&mut window, INSIDE, vec2(60.0, 0.0));
    let moved = edits(&window).crop;
    assert!(moved.left > 0);
    assert_eq!(moved.right - moved.left, crop.right - crop.left);

    window.click("Done");
    assert!(editor(&window).cropping.is_none());
    assert_eq!(stored(&window, photo).crop, moved);
    let kept = editor(&window).preview.as_ref().unwrap();
    assert_eq!(kept.edits.crop, moved);
    let share = kept.pixels.width() as f32 / whole.pixels.width() as f32;
    let wanted = f32::from(moved.right - moved.left) / 10_000.0;
    // The sample's photos are small, so they are never shown enlarged.
    assert!((share - wanted).abs() < 0.02, "{share} {wanted}");
    // Each release was a step.
    window.click("Undo");
    assert_eq!(edits(&window).crop, crop);
    window.click("Undo");
    assert_eq!(edits(&window), Edits::default());
}

#[test]
fn arrows_move_and_resize_the_frame_and_enter_keeps_it() {
    let mut window = open();
    // The whole cannot move.
    window.key(Key::ArrowRight);
    assert_eq!(edits(&window).crop, Crop::WHOLE);
    assert!(!editor(&window).history.can_undo());
    for _ in 0..4 {
        window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    }
    assert_eq!(edits(&window).crop.right, 9800);
    window.key_with(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(edits(&window).crop.bottom, 9950);
    window.key(Key::ArrowRight);
    assert_eq!(edits(&window).crop.left, 50);
    assert_eq!(edits(&window).crop.right, 9850);
    let kept = edits(&window);
    window.key(Key::Enter);
    assert!(editor(&window).cropping.is_none());
    assert_eq!(edits(&window), kept);
}

#[test]
fn a_corner_with_the_keyboard_is_pulled_alone() {
    let mut window = open();
    let corner = "Upper left corner of the crop";
    window
        .harness
        .get_by_role_and_label(Role::Button, corner)
        .focus();
    window.frames(2);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowDown);
    window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    let crop = edits(&window).crop;
    assert_eq!((crop.left, crop.top), (50, 60));
    assert_eq!((crop.right, crop.bottom), (10_000, 10_000));
}

#[test]
fn escape_brings_back_the_crop_there_was_and_its_undo_steps() {
    let mut window = open();
    window.key(Key::Escape);
    assert!(editor(&window).cropping.is_none(), "only the crop is left");
    window.apply(EditorCommand::Set(Edits {
        brightness: 10,
        ..Edits::default()
    }));
    let before = edits(&window);
    window.key(Key::C);
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    window.press("Turn right");
    window.press("Square");
    assert_ne!(edits(&window), before);
    window.key(Key::Escape);
    assert_eq!(edits(&window), before);
    window.click("Undo");
    assert_eq!(edits(&window), Edits::default());
    assert!(!editor(&window).history.can_undo());
    window.key(Key::C);
    window.press("Show the whole photo");
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    window.click("Cancel");
    assert_eq!(edits(&window), Edits::default());
}

#[test]
fn proportions_hold_while_pulled_and_turn_with_the_photo() {
    let mut window = open();
    window.press("Square");
    assert!((proportion(&window) - 1.0).abs() < 0.01);
    pull(&mut window, LOWER_RIGHT, vec2(-120.0, -20.0));
    assert!((proportion(&window) - 1.0).abs() < 0.02);
    assert!(edits(&window).crop.right < 10_000);
    window.press("3:2");
    assert!(
        (proportion(&window) - 1.5).abs() < 0.02,
        "{}",
        proportion(&window)
    );
    window.press("Turn right");
    pull(&mut window, LOWER_RIGHT, vec2(-40.0, -10.0));
    assert!(
        (proportion(&window) - 2.0 / 3.0).abs() < 0.02,
        "{}",
        proportion(&window)
    );
    let chosen = |window: &Window, name: &str| {
        use egui_kittest::kittest::NodeT as _;
        window
            .harness
            .get_by_role_and_label(Role::RadioButton, name)
            .accesskit_node()
            .toggled()
            == Some(eframe::egui::accesskit::Toggled::True)
    };
    assert!(chosen(&window, "2:3") && !chosen(&window, "3:2"));
    // A second tap sets it free.
    window.press("2:3");
    assert!(chosen(&window, "Free"));
}

#[test]
fn the_level_is_set_in_tenths_and_shown_uncropped() {
    let mut window = open();
    window
        .harness
        .get_by_role_and_label(Role::Slider, "Straighten")
        .focus();
    window.frames(2);
    window.key(Key::ArrowRight);
    window.key_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(edits(&window).straighten, 6);
    assert_eq!(
        edits(&window).crop,
        Crop::WHOLE,
        "arrows belong to the slider"
    );
    window.write("Straighten, as a number", "−2,5");
    window.key(Key::Enter);
    assert_eq!(edits(&window).straighten, -25);
    assert!(editor(&window).cropping.is_some(), "Enter ended the number");
    let preview = editor(&window).preview.as_ref().unwrap();
    assert_eq!(preview.edits.straighten, -25);
    window.press("Show the whole photo");
    assert_eq!(edits(&window), Edits::default());
}

#[test]
fn a_tight_crop_is_decoded_anew_to_fill_the_screen() {
    let home = Home::empty("Mina");
    let pixels = smilekeep::photo::RgbImage::from_fn(4000, 3000, |x, y| {
        image::Rgb([(x / 16) as u8, (y / 12) as u8, ((x ^ y) & 255) as u8])
    });
    let file = home.folder().join("IMG_20261103_031455.jpg");
    std::fs::write(&file, smilekeep::photo::jpeg(&pixels, 80).unwrap()).unwrap();
    let mut window = Opening::default().on(&home);
    window.apply(CaptureCommand::AddFiles(vec![file]));
    let photo = window.photo(0);
    window.apply(EditorCommand::Open(photo));
    let width = |window: &Window| editor(window).preview.as_ref().unwrap().pixels.width();
    assert_eq!(width(&window), 1920);
    let quarter = Edits {
        crop: Crop {
            left: 2500,
            top: 2500,
            right: 5000,
            bottom: 5000,
        },
        ..Edits::default()
    };
    window.apply(EditorCommand::Set(quarter));
    // All there is of it: 1000 pixels of the original, not 480 of the proxy.
    assert!(width(&window).abs_diff(1000) <= 1, "{}", width(&window));
    window.key(Key::C);
    assert_eq!(
        width(&window),
        1920,
        "the whole again, at the size of a screen"
    );
    window.key(Key::Escape);
    assert!(width(&window).abs_diff(1000) <= 1);
}
