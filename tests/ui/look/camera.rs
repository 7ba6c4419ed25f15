//! The camera’s page in every look, to look at.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Key, vec2};
use smilekeep::app::{Appearance, CameraChoices, CameraCommand, SelfTimer};
use smilekeep::capture::camera::{Cameras, Fault, FileCameras};

use super::{LOOKS, picture};
use crate::window::{Home, Opening, Window};

fn opened(size: (f32, f32), look: Appearance) -> (Window, Arc<FileCameras>) {
    let mut window = Opening {
        size: vec2(size.0, size.1),
        ..Opening::default()
    }
    .on(&Home::empty("Mina"));
    window.dress(look);
    let frames = smilekeep::demo::camera_frames().unwrap();
    let cameras = Arc::new(FileCameras::frames("HD Webcam C270", frames));
    window
        .app()
        .use_cameras(Arc::clone(&cameras) as Arc<dyn Cameras>);
    window.apply(CameraCommand::Open(None));
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(30));
        window.frames(1);
    }
    (window, cameras)
}

fn shoot(window: &mut Window, shots: usize) {
    window.key(Key::Space);
    while window.model().camera.shots.len() < shots {
        std::thread::sleep(Duration::from_millis(20));
        window.frames(1);
    }
    // The frame that tells of it fades.
    window.frames(20);
}

#[test]
#[ignore = "draws pictures to look at"]
fn look() {
    for ((appearance, look), size) in
        LOOKS
            .into_iter()
            .zip([(1280.0, 800.0), (1920.0, 1080.0), (1280.0, 800.0)])
    {
        let (mut window, cameras) = opened(size, appearance);
        picture(&mut window, &format!("camera-{look}"));
        window.apply(CameraCommand::Set(CameraChoices {
            burst: true,
            mirror: true,
            ..CameraChoices::default()
        }));
        shoot(&mut window, 5);
        window.apply(CameraCommand::Watch(true));
        picture(&mut window, &format!("camera-burst-{look}"));
        window.click("Camera and size of photos");
        picture(&mut window, &format!("camera-menu-{look}"));
        window.key(Key::Escape);
        cameras.set_fault(Some(Fault::Unplugged));
        std::thread::sleep(Duration::from_millis(300));
        picture(&mut window, &format!("camera-unplugged-{look}"));
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_small_quiet_and_waiting() {
    let (mut window, _cameras) = opened((640.0, 480.0), Appearance::Light);
    shoot(&mut window, 1);
    picture(&mut window, "camera-small");
    let (mut window, _cameras) = opened((1280.0, 800.0), Appearance::Light);
    window.key(Key::Q);
    window.apply(CameraCommand::Watch(true));
    picture(&mut window, "camera-quiet");
    let (mut window, _cameras) = opened((1280.0, 800.0), Appearance::Light);
    window.apply(CameraCommand::Set(CameraChoices {
        timer: SelfTimer::Three,
        ..CameraChoices::default()
    }));
    window.harness.key_press(Key::Space);
    for _ in 0..30 {
        std::thread::sleep(Duration::from_millis(30));
        window.frames(1);
    }
    let folder = std::env::var_os("SMILEKEEP_LOOK").map_or_else(std::env::temp_dir, Into::into);
    let image = window.harness.render().unwrap();
    image.save(folder.join("camera-timer.png")).unwrap();
    for (appearance, look) in LOOKS {
        let mut window = Opening::sized(1280.0, 800.0).on(&Home::sample());
        window.dress(appearance);
        picture(&mut window, &format!("camera-way-{look}"));
        let entry = window.model().gallery.items[0].entry;
        window.apply(smilekeep::app::EntryCommand::Open(entry));
        picture(&mut window, &format!("camera-entry-{look}"));
    }
    let (mut window, cameras) = opened((1280.0, 800.0), Appearance::Dark);
    window.key(Key::Escape);
    cameras.set_fault(Some(Fault::Missing));
    window.apply(CameraCommand::Open(None));
    std::thread::sleep(Duration::from_millis(300));
    picture(&mut window, "camera-none");
}
