//! The camera’s page, driven by role and label, with a camera that plays
//! pictures.

use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{Key, Role, vec2};
use egui_kittest::kittest::NodeT as _;
use smilekeep::app::{Appearance, CameraCommand, SelfTimer, View};
use smilekeep::capture::camera::{Cameras, Fault, FileCameras};
use smilekeep::photo::{RgbImage, jpeg};

use crate::window::{Home, Opening, Window};

/// Frames that differ, of one size.
fn frames(count: u8, size: (u32, u32)) -> Vec<Arc<Vec<u8>>> {
    (0..count)
        .map(|number| {
            let image = RgbImage::from_fn(size.0, size.1, |x, y| {
                image::Rgb([
                    (x * 255 / size.0) as u8,
                    (y * 255 / size.1) as u8,
                    number * 20 + ((x / 16 + y / 16) % 2 * 60) as u8,
                ])
            });
            Arc::new(jpeg(&image, 90).unwrap())
        })
        .collect()
}

fn camera_in(window: &mut Window) -> Arc<FileCameras> {
    let cameras = Arc::new(FileCameras::frames("Desk cam", frames(6, (640, 360))));
    window
        .app()
        .use_cameras(Arc::clone(&cameras) as Arc<dyn Cameras>);
    cameras
}

pub fn window_with_camera() -> (Window, Arc<FileCameras>) {
    let mut window = Window::empty("Mina");
    let cameras = camera_in(&mut window);
    (window, cameras)
}

/// Draws until something is so.
#[track_caller]
pub fn until(window: &mut Window, what: impl Fn(&Window) -> bool) {
    let begun = Instant::now();
    while !what(window) {
        assert!(begun.elapsed() < Duration::from_secs(120), "it never came");
        std::thread::sleep(Duration::from_millis(5));
        window.frames(1);
    }
}

pub fn sees(window: &Window) -> bool {
    window.has("What the camera sees")
}

#[test]
fn one_hand_takes_a_photo_and_keeps_it() {
    let (mut window, _cameras) = window_with_camera();
    window.click("Take a photo");
    until(&mut window, sees);
    assert_eq!(window.unnamed(), Vec::<String>::new());
    assert!(window.has("Desk cam · 640 × 360"));
    window.key(Key::Space);
    until(&mut window, |window| window.has("Keep 1 photo"));
    window.key(Key::Enter);
    until(&mut window, |window| window.has("Keep 2 photos"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    // One of them is not wanted after all.
    window.click("Photo 1");
    assert!(window.has("Keep 1 photo"));
    window.key(Key::K);
    until(&mut window, |window| {
        window.model().gallery.items.len() == 1
    });
    assert!(window.model().camera.shots.is_empty());
    window.key(Key::Escape);
    assert_eq!(window.model().view, View::Gallery);
}

#[test]
fn every_way_to_take_a_photo_has_a_key_and_a_button() {
    let (mut window, _cameras) = window_with_camera();
    window.apply(CameraCommand::Open(None));
    until(&mut window, sees);
    window.click("Self-timer: off");
    assert_eq!(window.model().config.camera.timer, SelfTimer::Three);
    window.key(Key::T);
    assert!(window.has("Self-timer: 10 seconds"));
    window.key(Key::T);
    window.key(Key::B);
    assert!(window.model().config.camera.burst);
    assert!(window.has("Take five photos"));
    window.key(Key::M);
    assert!(window.model().config.camera.mirror);
    window.key(Key::W);
    assert!(window.has("Waiting for stillness"));
    window.key(Key::W);
    assert!(!window.has("Waiting for stillness"));
    window.click("Take five photos");
    until(&mut window, |window| window.model().camera.shots.len() == 5);
    let sharpest = window.find(Role::CheckBox, |name| name.ends_with(", the sharpest"));
    assert!(sharpest.is_some());
    assert!(window.has("Keep 1 photo"));
    window.key(Key::Delete);
    assert!(window.model().camera.shots.is_empty());
    window.click("Bring back");
    assert_eq!(window.model().camera.shots.len(), 5);
}

#[test]
fn quiet_is_as_dim_as_the_night_and_ends_with_the_page() {
    use smilekeep::ui::theme;
    let (mut window, _cameras) = window_with_camera();
    window.apply(CameraCommand::Open(None));
    until(&mut window, sees);
    let dress = |window: &Window| theme::of_ctx(&window.harness.ctx).appearance;
    assert_eq!(dress(&window), Appearance::Light);
    window.key(Key::Q);
    window.frames(2);
    assert_eq!(dress(&window), Appearance::Night);
    window.key(Key::Escape);
    window.frames(2);
    assert_eq!(dress(&window), Appearance::Light);
}

#[test]
fn trouble_is_told_in_one_sentence_with_a_way_on() {
    let (mut window, cameras) = window_with_camera();
    cameras.set_fault(Some(Fault::Missing));
    window.apply(CameraCommand::Open(None));
    until(&mut window, |window| {
        window.has("No picture from the camera")
    });
    assert!(window.has(
        "No camera was found. Plug one in, or add photos from your phone or a folder instead."
    ));
    // Nothing can be set on a camera that is not there.
    assert!(!window.has("Mirror") && window.has("Try again"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    cameras.set_fault(None);
    window.click("Try again");
    until(&mut window, sees);
    // Pulled out: the last picture stays behind the sentence.
    cameras.set_fault(Some(Fault::Unplugged));
    until(&mut window, |window| {
        window.has("No picture from the camera")
    });
    assert!(sees(&window));
}

#[test]
fn a_baby_monitor_is_a_press_away() {
    let (mut window, _camera) = window_with_camera();
    window.apply(CameraCommand::Open(None));
    until(&mut window, sees);
    window.press("Camera and size of photos");
    window.frames(3);
    window.press("From a baby monitor…");
    window.frames(3);
    assert!(window.has("From a baby monitor") && window.has("Take a still"));
}

#[test]
fn the_camera_and_the_size_can_be_chosen() {
    let mut window = Window::empty("Mina");
    let mut sent = frames(2, (640, 360));
    sent.extend(frames(2, (320, 180)));
    let cameras = FileCameras::frames("Desk cam", sent);
    window.app().use_cameras(Arc::new(cameras));
    window.apply(CameraCommand::Open(None));
    until(&mut window, sees);
    window.click("Camera and size of photos");
    assert_eq!(window.unnamed(), Vec::<String>::new());
    assert!(window.has("Desk cam") && window.has("640 × 360"));
    window.click("320 × 180");
    until(&mut window, |window| window.has("Desk cam · 320 × 180"));
}

#[test]
fn a_photo_for_an_entry_joins_it() {
    let home = Home::sample();
    let mut window = Opening::default().on(&home);
    let _cameras = camera_in(&mut window);
    let entry = window.model().gallery.items[0].entry;
    window.apply(smilekeep::app::EntryCommand::Open(entry));
    let before = window.model().entry.as_ref().unwrap().fields.photos.len();
    window.press("Take a photo for this entry");
    until(&mut window, sees);
    assert_eq!(window.model().view, View::Camera(Some(entry)));
    window.key(Key::Space);
    until(&mut window, |window| window.has("Keep 1 photo"));
    // Leaving keeps it.
    window.click("Back");
    assert_eq!(window.model().view, View::Entry(entry));
    until(&mut window, |window| {
        let sheet = window.model().entry.as_ref();
        sheet.is_some_and(|sheet| sheet.fields.photos.len() == before + 1)
    });
}

#[test]
fn the_smallest_window_shows_everything() {
    let mut window = Opening {
        size: vec2(640.0, 480.0),
        ..Opening::default()
    }
    .on(&Home::empty("Mina"));
    let _cameras = camera_in(&mut window);
    window.apply(CameraCommand::Open(None));
    until(&mut window, sees);
    window.key(Key::Space);
    until(&mut window, |window| window.has("Keep 1 photo"));
    let inside = |name: &str| {
        let node = window.node(name);
        let rect = node.accesskit_node().raw_bounds().unwrap();
        assert!(rect.x0 >= 0.0 && rect.x1 <= 640.0, "{name}: {rect:?}");
        assert!(rect.y0 >= 0.0 && rect.y1 <= 480.0, "{name}: {rect:?}");
    };
    inside("Take a photo");
    inside("Self-timer: off");
    inside("Camera and size of photos");
    inside("Keep 1 photo");
    inside("Throw away");
}
