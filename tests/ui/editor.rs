//! The photo editor's tools, by role and label.

mod again;
mod beside;
mod crop;

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{CaptureCommand, EditorCommand, EditorState};
use smilekeep::domain::{Edits, Look, LookChoice, PhotoId};
use smilekeep::store;

use crate::viewer_editor::unedited;
use crate::window::{Home, Opening, Window};

fn editor(window: &Window) -> &EditorState {
    window.model().editor.as_ref().unwrap()
}

fn edits(window: &Window) -> Edits {
    editor(window).edits
}

/// The editor on a photo without edits, in a window tall enough for all tools.
fn open_tall() -> (Window, PhotoId) {
    let mut window = Opening::sized(1280.0, 1800.0).on(&Home::sample());
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    (window, photo)
}

/// The editor on a photo of a dark room.
fn open_dark() -> (Window, PhotoId) {
    let home = Home::empty("Mina");
    let pixels = smilekeep::photo::RgbImage::from_fn(240, 160, |x, y| {
        let value = 4 + ((x * 7 + y * 3) % 56) as u8;
        image::Rgb([value, value, value])
    });
    let file = home.folder().join("IMG_20261103_031455.jpg");
    std::fs::write(&file, smilekeep::photo::jpeg(&pixels, 95).unwrap()).unwrap();
    let mut window = Opening::default().on(&home);
    window.apply(CaptureCommand::AddFiles(vec![file]));
    let photo = window.photo(0);
    window.apply(EditorCommand::Open(photo));
    (window, photo)
}

fn stored(window: &Window, photo: PhotoId) -> Edits {
    let connection = window.home.library().connect().unwrap();
    store::edits::get(&connection, photo).unwrap()
}

#[test]
fn sections_fold_and_every_slider_sets_its_own_value() {
    let (mut window, photo) = open_tall();
    assert!(!window.has("Saturation"), "Colour is folded at first");
    window.press("Colour");
    window.press("Detail");
    window.frames(10);
    for (label, key) in [
        ("Brightness", Key::ArrowRight),
        ("Contrast", Key::ArrowLeft),
        ("Shadows", Key::ArrowRight),
        ("Highlights", Key::ArrowLeft),
        ("Saturation", Key::ArrowLeft),
        ("Warmth", Key::ArrowRight),
        ("Smooth grain", Key::End),
        ("Sharpness", Key::ArrowRight),
    ] {
        let slider = window.harness.get_by_role_and_label(Role::Slider, label);
        slider.focus();
        window.frames(2);
        window.key(key);
    }
    let wanted = Edits {
        brightness: 5,
        contrast: -5,
        shadows: 5,
        highlights: -5,
        saturation: -5,
        warmth: 5,
        noise: 100,
        sharpness: 5,
        ..Edits::default()
    };
    assert_eq!(edits(&window), wanted);
    assert_eq!(stored(&window, photo), wanted);
    // Every key was a step of its own.
    for _ in 0..8 {
        window.key_with(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(edits(&window), Edits::default());
    assert!(!editor(&window).history.can_undo());
    window.press("Colour");
    window.frames(10);
    assert!(!window.has("Saturation"), "it folds again");
}

#[test]
fn an_amount_has_no_less_than_nothing_and_its_reset_leads_there() {
    let (mut window, _) = open_tall();
    window.press("Detail");
    window.frames(10);
    let slider = window
        .harness
        .get_by_role_and_label(Role::Slider, "Sharpness");
    let data = slider.accesskit_node().data();
    assert_eq!(data.min_numeric_value(), Some(0.0));
    assert_eq!(data.max_numeric_value(), Some(100.0));
    slider.focus();
    window.frames(2);
    window.key(Key::ArrowLeft);
    assert_eq!(edits(&window).sharpness, 0);
    assert!(!editor(&window).history.can_undo(), "nothing happened");
    window.key(Key::ArrowRight);
    assert_eq!(edits(&window).sharpness, 5);
    window.press("Reset sharpness");
    assert_eq!(edits(&window).sharpness, 0);
}

#[test]
fn auto_tells_what_it_did_and_comes_undone() {
    let (mut window, photo) = open_dark();
    window.press("Auto");
    let outcome = editor(&window).auto.unwrap();
    assert_eq!(outcome.before, Edits::default());
    assert_eq!(edits(&window), outcome.after);
    assert_eq!(stored(&window, photo), outcome.after);
    assert_eq!(outcome.after.only_geometry(), Edits::default());
    let told = |window: &Window| {
        let by = |words| window.harness.query_by_label_contains(words).is_some();
        by("Undo takes it back.") || by("The light is good as it is")
    };
    assert!(told(&window));
    let lifted = outcome.after.brightness > 0 || outcome.after.shadows > 0;
    assert!(lifted, "a dark room gets lighter: {:?}", outcome.after);
    window.click("Undo");
    assert_eq!(edits(&window), Edits::default());
    assert!(!told(&window), "no longer true");
    window.key(Key::A);
    assert_eq!(edits(&window), outcome.after, "the key does the same");
    assert!(!window.model().auto_working());
}

#[test]
fn a_look_is_chosen_by_its_picture_and_its_strength_stays() {
    let (mut window, _) = open_tall();
    assert_eq!(editor(&window).looks.len(), 5);
    assert!(!window.has("Strength"));
    window.press("Sepia");
    assert_eq!(edits(&window).look, Some(LookChoice::full(Look::Sepia)));
    let tile = |window: &Window, name| {
        window
            .harness
            .get_by_role_and_label(Role::RadioButton, name)
            .accesskit_node()
            .toggled()
    };
    use eframe::egui::accesskit::Toggled;
    assert_eq!(tile(&window, "Sepia"), Some(Toggled::True));
    assert_eq!(tile(&window, "None"), Some(Toggled::False));
    let slider = window
        .harness
        .get_by_role_and_label(Role::Slider, "Strength");
    slider.focus();
    window.frames(2);
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    window.press("Warm night");
    let weaker = LookChoice {
        look: Look::WarmNight,
        strength: 99,
    };
    assert_eq!(edits(&window).look, Some(weaker));
    let slider = window
        .harness
        .get_by_role_and_label(Role::Slider, "Strength");
    slider.focus();
    window.frames(2);
    window.key(Key::Home);
    assert_eq!(edits(&window).look.map(|look| look.strength), Some(1));
    assert!(window.has("Strength"), "the slider stays under the hand");
    window.press("None");
    assert_eq!(edits(&window).look, None);
    for _ in 0..4 {
        window.click("Undo");
    }
    assert_eq!(edits(&window).look, Some(LookChoice::full(Look::Sepia)));
}

#[test]
fn the_small_pictures_follow_the_sliders_but_show_each_look_in_full() {
    let (mut window, _) = open_tall();
    let before = editor(&window).looks.clone();
    let long_side = |window: &Window| {
        let pixels = &editor(window).looks[0].pixels;
        pixels.width().max(pixels.height())
    };
    assert!((150..=200).contains(&long_side(&window)));
    for (n, look) in before.iter().enumerate() {
        for other in &before[n + 1..] {
            assert_ne!(
                look.pixels.as_raw(),
                other.pixels.as_raw(),
                "{:?}",
                look.look
            );
        }
    }
    window.apply(EditorCommand::Set(Edits {
        brightness: 60,
        ..Edits::default()
    }));
    let after = &editor(&window).looks;
    assert_ne!(before[0].pixels.as_raw(), after[0].pixels.as_raw());
    // A crop shows what is kept, as large as before.
    window.apply(EditorCommand::Set(Edits {
        crop: smilekeep::domain::Crop {
            left: 4000,
            top: 4000,
            right: 6000,
            bottom: 6000,
        },
        ..Edits::default()
    }));
    assert!(long_side(&window) > 80, "{}", long_side(&window));
}

#[test]
fn in_a_library_to_look_at_no_tool_is_offered() {
    let mut window = Opening::sized(1280.0, 1800.0).on(&Home::sample());
    let photo = window.photo(unedited(&window));
    window.make_read_only();
    window.apply(EditorCommand::Open(photo));
    window.press("Use again");
    window.frames(10);
    for name in [
        "Auto",
        "Crop and straighten…",
        "Copy edits",
        "Save as preset…",
    ] {
        assert!(window.disabled(name), "{name}");
    }
    for name in ["Sepia", "None"] {
        let tile = window
            .harness
            .get_by_role_and_label(Role::RadioButton, name);
        assert!(tile.accesskit_node().is_disabled(), "{name}");
    }
    let before = edits(&window);
    for key in [Key::A, Key::C, Key::R, Key::H] {
        window.key(key);
    }
    assert_eq!(edits(&window), before);
    assert!(editor(&window).cropping.is_none());
}

#[test]
fn without_its_original_a_photo_is_shown_small_and_says_so() {
    let home = Home::sample();
    // The small pictures are there; the drive with the originals is not.
    {
        let mut window = Opening::default().on(&home);
        let photo = window.photo(unedited(&window));
        window.apply(EditorCommand::Open(photo));
    }
    std::fs::remove_dir_all(home.root().join("photos")).unwrap();
    let mut window = Opening::default().on(&home);
    let photo = window.photo(unedited(&window));
    window.apply(EditorCommand::Open(photo));
    let words =
        "Only a small picture of this photo is left. Its original cannot be read right now.";
    assert!(editor(&window).small_only || editor(&window).problem.is_some());
    if editor(&window).small_only {
        assert!(window.has(words));
    } else {
        assert!(window.has("This picture cannot be shown right now"));
    }
}

#[test]
fn everything_in_the_editor_has_a_name() {
    let (mut window, _) = open_tall();
    for section in ["Colour", "Detail", "Use again"] {
        window.press(section);
    }
    window.press("Sepia");
    window.press("Save as preset…");
    window.frames(10);
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.press("Not now");
    window.apply(EditorCommand::SavePreset("صباح".to_owned()));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.key(Key::C);
    assert!(editor(&window).cropping.is_some());
    assert_eq!(window.unnamed(), Vec::<String>::new());
}
