//! The camera without a window: photos taken, kept, dated, and every trouble.

use std::sync::Arc;
use std::time::{Duration, Instant};

use smilekeep::app::{App, CameraChoices, CameraCommand, Command, EntryCommand, SelfTimer, View};
use smilekeep::capture::camera::{CameraInfo, Cameras, Fault, FileCameras};
use smilekeep::domain::{MomentSource, PhotoFormat};
use smilekeep::photo::{Vault, whole_jpeg};
use smilekeep::store;

use super::common::{Home, drawn, jpeg, rest};

/// Frames that differ, of one size.
fn frames(count: u8, size: (u32, u32)) -> Vec<Arc<Vec<u8>>> {
    (0..count)
        .map(|seed| Arc::new(jpeg(size.0, size.1, seed, None)))
        .collect()
}

fn with_camera(frames: Vec<Arc<Vec<u8>>>) -> (Home, App, Arc<FileCameras>) {
    let home = Home::new();
    let mut app = home.app();
    let cameras = Arc::new(FileCameras::frames("Desk cam", frames));
    app.use_cameras(Arc::clone(&cameras) as Arc<dyn Cameras>);
    (home, app, cameras)
}

fn ask(app: &mut App, command: CameraCommand) {
    app.apply(command.into());
}

/// Drains until something is so.
#[track_caller]
fn until(app: &mut App, what: impl Fn(&App) -> bool) {
    let begun = Instant::now();
    while !what(app) {
        assert!(begun.elapsed() < Duration::from_secs(120), "it never came");
        app.drain();
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn trouble(app: &App) -> String {
    let trouble = app.model.camera.trouble.as_ref();
    trouble.map_or_else(String::new, |trouble| trouble.sentence.clone())
}

#[test]
fn a_photo_is_kept_as_the_camera_sent_it_with_its_moment() {
    let sent = frames(3, (640, 360));
    let (home, mut app, _cameras) = with_camera(sent.clone());
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    assert_eq!(app.model.view, View::Camera(None));
    assert!(app.model.camera.live);
    assert_eq!(app.model.camera.size, Some((640, 360)));
    until(&mut app, |app| app.take_live_frame().is_some());
    ask(&mut app, CameraCommand::Shoot);
    rest(&mut app);
    assert_eq!(app.model.camera.shots.len(), 1);
    assert!(app.model.camera.shots[0].chosen);
    assert!(app.model.gallery.is_empty(), "nothing is kept unasked");
    ask(&mut app, CameraCommand::Keep);
    rest(&mut app);
    assert!(app.model.camera.shots.is_empty());
    assert_eq!(app.model.view, View::Camera(None), "more can be taken");
    let item = app.model.gallery.items[0].clone();
    assert_eq!(item.photo.file.taken.source, MomentSource::Camera);
    assert_eq!(item.photo.file.format, PhotoFormat::Jpeg);
    let name = item.photo.file.original_name.clone();
    assert!(name.starts_with("Camera 2026-11-20 1"), "{name}");
    let path = Vault::new(&home.root()).path_of(&item.photo.file.hash, PhotoFormat::Jpeg);
    let kept = std::fs::read(path).unwrap();
    assert!(
        sent.iter().any(|frame| **frame == kept),
        "not a byte differs"
    );
}

#[test]
fn a_burst_proposes_the_sharpest_and_the_parent_has_the_last_word() {
    // Four soft frames and a sharp one.
    let soft = image::imageops::blur(&drawn(640, 360, 7), 6.0);
    let mut sent: Vec<_> = (0..4_u8)
        .map(|n| {
            let mut frame = soft.clone();
            frame.put_pixel(u32::from(n), 0, image::Rgb([n * 60; 3]));
            Arc::new(smilekeep::photo::jpeg(&frame, 90).unwrap())
        })
        .collect();
    sent.push(Arc::new(jpeg(640, 360, 7, None)));
    let (_home, mut app, _cameras) = with_camera(sent.clone());
    let choices = CameraChoices {
        burst: true,
        ..CameraChoices::default()
    };
    ask(&mut app, CameraCommand::Set(choices));
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Shoot);
    rest(&mut app);
    let shots = &app.model.camera.shots;
    assert_eq!(shots.len(), 5);
    let sharpest: Vec<_> = shots.iter().filter(|shot| shot.sharpest).collect();
    assert_eq!(sharpest.len(), 1);
    assert!(sharpest[0].chosen);
    assert_eq!(app.model.camera.chosen(), 1);
    // The picture of the sharp frame, not of a soft one.
    let measured = |picture| smilekeep::photo::light::measure(picture).sharpness_centi;
    let best = shots.iter().map(|shot| measured(&shot.picture)).max();
    assert_eq!(Some(measured(&sharpest[0].picture)), best);
    // Another one as well.
    let other = shots.iter().find(|shot| !shot.chosen).unwrap().id;
    ask(&mut app, CameraCommand::Choose(other, true));
    ask(&mut app, CameraCommand::Keep);
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 2);
    assert!(app.model.camera.shots.is_empty(), "the others are let go");
}

#[test]
fn photos_are_taken_at_the_full_size_where_the_live_picture_is_smaller() {
    let mut sent = frames(2, (320, 180));
    sent.extend(frames(2, (1600, 900)));
    let (_home, mut app, _cameras) = with_camera(sent);
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    assert_eq!(app.model.camera.size, Some((1600, 900)));
    assert_eq!(app.model.camera.sizes, [(1600, 900), (320, 180)]);
    until(&mut app, |app| {
        app.take_live_frame()
            .is_some_and(|frame| (frame.width, frame.height) == (320, 180))
    });
    ask(&mut app, CameraCommand::Shoot);
    rest(&mut app);
    assert_eq!(app.model.camera.shots[0].size, (1600, 900));
    // And the live picture goes on.
    app.take_live_frame();
    until(&mut app, |app| app.take_live_frame().is_some());
    // A smaller size can be chosen, and is remembered.
    ask(&mut app, CameraCommand::Size((320, 180)));
    rest(&mut app);
    assert_eq!(app.model.camera.size, Some((320, 180)));
    assert_eq!(app.model.config.camera.size, Some((320, 180)));
}

#[test]
fn leaving_keeps_what_was_chosen_and_closing_waits_for_it() {
    let (home, mut app, _cameras) = with_camera(frames(4, (320, 180)));
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Shoot);
    rest(&mut app);
    app.flush().unwrap();
    drop(app);
    let photos = store::photo::hashes(&home.connection()).unwrap();
    assert_eq!(photos.len(), 1, "closing the window loses no photo");
}

#[test]
fn a_photo_being_taken_is_not_lost_when_the_page_is_left() {
    let (home, mut app, _cameras) = with_camera(frames(6, (1280, 720)));
    let choices = CameraChoices {
        burst: true,
        ..CameraChoices::default()
    };
    ask(&mut app, CameraCommand::Set(choices));
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Shoot);
    // Some of the five are there, none is a photo yet.
    std::thread::sleep(Duration::from_millis(400));
    assert!(app.model.camera.taking);
    app.apply(Command::Back);
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 1, "the sharpest of them");
    // The same with a window that is put away, and one that is closed.
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Shoot);
    std::thread::sleep(Duration::from_millis(400));
    ask(&mut app, CameraCommand::Rest(true));
    until(&mut app, |app| !app.model.camera.shots.is_empty());
    assert_eq!(app.model.camera.chosen(), 1);
    ask(&mut app, CameraCommand::ThrowAway);
    ask(&mut app, CameraCommand::Rest(false));
    rest(&mut app);
    let choices = CameraChoices::default();
    ask(&mut app, CameraCommand::Set(choices));
    ask(&mut app, CameraCommand::Shoot);
    std::thread::sleep(Duration::from_millis(100));
    app.flush().unwrap();
    drop(app);
    let photos = store::photo::hashes(&home.connection()).unwrap();
    assert!(!photos.is_empty());
}

#[test]
fn photos_for_an_entry_join_it() {
    let (_home, mut app, _cameras) = with_camera(frames(4, (320, 180)));
    app.apply(EntryCommand::New.into());
    rest(&mut app);
    let View::Entry(entry) = app.model.view else {
        panic!("no entry");
    };
    ask(&mut app, CameraCommand::Open(Some(entry)));
    rest(&mut app);
    assert_eq!(app.model.view, View::Camera(Some(entry)));
    ask(&mut app, CameraCommand::Shoot);
    rest(&mut app);
    app.apply(Command::Back);
    rest(&mut app);
    assert_eq!(app.model.view, View::Entry(entry));
    assert_eq!(app.model.entry.as_ref().unwrap().fields.photos.len(), 1);
    app.apply(Command::Back);
    rest(&mut app);
    assert_eq!(app.model.gallery.items[0].entry, entry);
}

#[test]
fn an_entry_begun_for_a_photo_that_never_came_is_let_go() {
    let (home, mut app, _cameras) = with_camera(frames(4, (320, 180)));
    app.apply(EntryCommand::New.into());
    rest(&mut app);
    let View::Entry(entry) = app.model.view else {
        panic!("no entry");
    };
    ask(&mut app, CameraCommand::Open(Some(entry)));
    rest(&mut app);
    app.apply(Command::Back);
    rest(&mut app);
    assert_eq!(app.model.view, View::Entry(entry));
    app.apply(Command::Back);
    rest(&mut app);
    let kept = store::entry::get(&home.connection(), entry);
    assert!(kept.is_err(), "nothing was in it");
}

#[test]
fn what_is_thrown_away_can_be_brought_back() {
    let (_home, mut app, _cameras) = with_camera(frames(4, (320, 180)));
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Shoot);
    rest(&mut app);
    ask(&mut app, CameraCommand::ThrowAway);
    assert!(app.model.camera.shots.is_empty());
    ask(&mut app, CameraCommand::BringBack);
    assert_eq!(app.model.camera.chosen(), 1);
    ask(&mut app, CameraCommand::ThrowAway);
    app.apply(Command::Back);
    rest(&mut app);
    assert!(app.model.gallery.is_empty());
}

#[test]
fn the_timer_waits_and_can_be_stopped() {
    let (_home, mut app, _cameras) = with_camera(frames(2, (320, 180)));
    ask(
        &mut app,
        CameraCommand::Set(CameraChoices {
            timer: SelfTimer::Three,
            ..CameraChoices::default()
        }),
    );
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Shoot);
    assert!(app.drain().is_some(), "it wants to be looked at again");
    let left = app.model.camera.countdown.unwrap().left;
    assert!(left > Duration::from_secs(2) && left <= Duration::from_secs(3));
    ask(&mut app, CameraCommand::Shoot);
    assert!(app.model.camera.countdown.is_none());
    rest(&mut app);
    assert!(app.model.camera.shots.is_empty());
    ask(&mut app, CameraCommand::Shoot);
    let begun = Instant::now();
    until(&mut app, |app| !app.model.camera.shots.is_empty());
    assert!(begun.elapsed() > Duration::from_millis(2900));
}

#[test]
fn each_trouble_is_one_sentence_and_passes_by_itself() {
    let (_home, mut app, cameras) = with_camera(frames(2, (320, 180)));
    for (fault, words) in [
        (Fault::Missing, "No camera was found. Plug one in"),
        (Fault::Busy, "Another program is using “Desk cam”. Close it"),
        (
            Fault::Forbidden,
            "This computer does not let you use “Desk cam”",
        ),
    ] {
        cameras.set_fault(Some(fault));
        ask(&mut app, CameraCommand::Open(None));
        until(&mut app, |app| app.model.camera.trouble.is_some());
        assert!(trouble(&app).starts_with(words), "{}", trouble(&app));
        assert!(!app.model.camera.can_shoot());
        cameras.set_fault(None);
        until(&mut app, |app| app.model.camera.live);
        assert_eq!(app.model.camera.trouble, None);
        app.apply(Command::Back);
        rest(&mut app);
    }
}

#[test]
fn pulling_the_plug_keeps_the_photos_and_says_so() {
    let (_home, mut app, cameras) = with_camera(frames(3, (320, 180)));
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Shoot);
    rest(&mut app);
    cameras.set_fault(Some(Fault::Unplugged));
    until(&mut app, |app| app.model.camera.trouble.is_some());
    assert!(trouble(&app).starts_with("“Desk cam” was unplugged"));
    assert_eq!(app.model.camera.shots.len(), 1);
    // The sentence stays while there is still no camera.
    std::thread::sleep(Duration::from_secs(2));
    app.drain();
    assert!(trouble(&app).starts_with("“Desk cam” was unplugged"));
    ask(&mut app, CameraCommand::Keep);
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 1);
    cameras.set_fault(None);
    until(&mut app, |app| app.model.camera.live);
}

#[test]
fn a_folder_of_pictures_stands_in_for_a_camera() {
    let home = Home::new();
    let mut app = home.app();
    let folder = home.outside().join("frames");
    std::fs::create_dir(&folder).unwrap();
    let cameras = FileCameras::folder(&folder);
    let info: Vec<CameraInfo> = cameras.list().unwrap();
    assert!(
        cameras.modes(&info[0]).is_err(),
        "there is no picture in it"
    );
    for (number, frame) in frames(3, (320, 180)).iter().enumerate() {
        std::fs::write(folder.join(format!("{number}.JPG")), &**frame).unwrap();
    }
    std::fs::write(folder.join("broken.jpg"), "no picture").unwrap();
    app.use_cameras(Arc::new(cameras));
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    assert!(app.model.camera.live);
    until(&mut app, |app| app.take_live_frame().is_some());
    std::fs::remove_dir_all(&folder).unwrap();
    until(&mut app, |app| app.model.camera.trouble.is_some());
    assert!(trouble(&app).contains("was unplugged"));
}

#[test]
fn the_camera_is_closed_while_nobody_looks() {
    let (_home, mut app, _cameras) = with_camera(frames(3, (320, 180)));
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    until(&mut app, |app| app.take_live_frame().is_some());
    ask(&mut app, CameraCommand::Rest(true));
    assert!(!app.model.camera.live);
    assert!(app.take_live_frame().is_none(), "no frame comes any more");
    ask(&mut app, CameraCommand::Rest(false));
    rest(&mut app);
    until(&mut app, |app| app.take_live_frame().is_some());
    app.apply(Command::Back);
    assert!(app.take_live_frame().is_none());
}

#[test]
fn stillness_takes_the_photo_by_itself() {
    // Small frames, so that a busy machine plays them at their pace: calm, a
    // square that wanders a little, calm.
    let scene = |left: u32| {
        let mut picture = drawn(320, 180, 3);
        for (x, y) in (0..32).flat_map(|x| (0..32).map(move |y| (x, y))) {
            picture.put_pixel(left + x, 70 + y, image::Rgb([250; 3]));
        }
        Arc::new(smilekeep::photo::jpeg(&picture, 90).unwrap())
    };
    let calm = scene(100);
    let mut sent = vec![Arc::clone(&calm); 55];
    sent.extend((1..14).map(|step| scene(100 + 6 * step)));
    sent.extend(vec![calm; 20]);
    let (_home, mut app, _cameras) = with_camera(sent);
    ask(&mut app, CameraCommand::Open(None));
    rest(&mut app);
    ask(&mut app, CameraCommand::Watch(true));
    until(&mut app, |app| {
        // Whoever looks takes the frames.
        app.take_live_frame();
        !app.model.camera.shots.is_empty()
    });
    assert!(app.model.camera.watching.is_some(), "it goes on waiting");
    ask(&mut app, CameraCommand::Watch(false));
    assert_eq!(app.model.camera.watching, None);
}

#[test]
fn a_frame_without_tables_is_kept_with_them() {
    let whole = jpeg(320, 180, 1, None);
    // The encoder here writes tables of its own: nothing is to be done.
    assert_eq!(*whole_jpeg(&whole), whole);
}
