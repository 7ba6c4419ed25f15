//! The light coach in the viewer, and what is known of a photo beside it.

use eframe::egui::Key;
use smilekeep::app::{LibraryCommand, ViewerCommand};
use smilekeep::domain::{Light, Moment, MomentSource, PhotoFormat, Shot, Shows};

use crate::viewer_editor::view;
use crate::window::Window;

const FLASH: &str = "Flash fired: window light keeps them asleep.";

/// The photo on screen, as a phone would have taken it.
pub fn as_taken_at_night(window: &mut Window, position: usize) {
    let photo = window.photo(position);
    window.app().model.gallery.patch_photo(photo, |item| {
        std::sync::Arc::make_mut(&mut item.photo).file.shot = Shot {
            camera: Some("Google Pixel 9".to_owned()),
            flash_fired: Some(true),
            exposure_us: Some(66_666),
            iso: Some(1600),
            aperture_centi: Some(180),
            focal_35mm: Some(26),
            film_ms: None,
            live: None,
        };
        std::sync::Arc::make_mut(&mut item.photo).file.light = Some(Light {
            median: 90,
            dark_permille: 20,
            clipped_permille: 0,
            sharpness_centi: 900,
        });
    });
    view(window, position);
}

#[test]
fn hints_are_shown_put_away_and_hidden() {
    let mut window = Window::sample();
    as_taken_at_night(&mut window, 4);
    assert!(window.has(FLASH));
    let long = "Long exposure (1/15 s): rest your elbows and it stays crisp.";
    assert!(window.has(long));
    assert_eq!(window.unnamed(), [""; 0]);
    // Put away for this photo, also after a walk.
    window.click("Put this hint away");
    assert!(!window.has(FLASH));
    window.apply(ViewerCommand::Step(1));
    window.apply(ViewerCommand::Step(-1));
    assert!(!window.has(FLASH));
    // Another photo has its own.
    as_taken_at_night(&mut window, 6);
    assert!(window.has(FLASH));
    window.apply(LibraryCommand::SetHints(false));
    assert!(!window.has(FLASH));
    window.apply(LibraryCommand::SetHints(true));
    // Up close they would be in the way.
    window.key(Key::Plus);
    window.key(Key::Plus);
    assert!(!window.has(FLASH));
}

#[test]
fn no_word_about_a_photo_of_which_nothing_is_known() {
    let mut window = Window::sample();
    let photo = window.photo(4);
    window.app().model.gallery.patch_photo(photo, |item| {
        std::sync::Arc::make_mut(&mut item.photo).file.shot = Shot::default();
        std::sync::Arc::make_mut(&mut item.photo).file.light = None;
    });
    view(&mut window, 4);
    assert!(!window.has("Put this hint away"));
    window.key(Key::I);
    for label in ["Camera", "Exposure", "Flash", "Next time"] {
        assert!(!window.has(label), "{label}");
    }
}

#[test]
fn the_information_tells_how_and_whence() {
    let mut window = Window::sample();
    as_taken_at_night(&mut window, 4);
    let photo = window.photo(4);
    window.app().model.gallery.patch_photo(photo, |item| {
        let taken = item.photo.file.taken;
        item.moment = Moment::new(taken.local, taken.utc_offset_minutes, MomentSource::Takeout);
        std::sync::Arc::make_mut(&mut item.photo).file.format = PhotoFormat::Raw;
        std::sync::Arc::make_mut(&mut item.photo).file.shows = Shows::Preview;
        std::sync::Arc::make_mut(&mut item.photo).file.ends_early = true;
    });
    window.key(Key::I);
    for words in [
        "Google Pixel 9",
        "1/15 s, ISO 1600, f/1.8, 26 mm",
        "camera raw, preview of a raw file",
        "End of file missing",
        "Next time",
    ] {
        assert!(window.has(words), "{words}");
    }
    let local = window.model().gallery.items[4].moment.local;
    let when = format!(
        "{}, {} (from Google Photos’ own notes)",
        smilekeep::ui::text::long_date(local.date()),
        smilekeep::ui::text::clock(local.time())
    );
    assert!(window.has(&when), "{when}");
}

#[test]
fn a_photo_that_was_brightened_is_no_longer_called_dark() {
    let mut window = Window::sample();
    let photo = window.photo(4);
    let brightened = |window: &mut Window, brightness: i8| {
        window.app().model.gallery.patch_photo(photo, |item| {
            let file = &mut std::sync::Arc::make_mut(&mut item.photo).file;
            file.shot = Shot::default();
            file.light = Some(Light {
                median: 10,
                dark_permille: 900,
                clipped_permille: 0,
                sharpness_centi: 900,
            });
            item.edits.brightness = brightness;
        });
        view(window, 4);
        window.has("Put this hint away")
    };
    assert!(brightened(&mut window, 0));
    assert!(!brightened(&mut window, 25));
}

#[test]
fn the_setting_hides_all_hints() {
    let mut window = Window::sample();
    window.apply(smilekeep::app::Command::Go(smilekeep::app::View::Settings));
    window.press("Hidden");
    assert!(!window.model().config.hints);
    window.press("Shown");
    assert!(window.model().config.hints);
}
