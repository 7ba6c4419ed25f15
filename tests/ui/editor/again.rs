//! Edits used again: copied, given to an entry or a night, kept as presets.

use eframe::egui::{Key, Modifiers};
use smilekeep::app::{CaptureCommand, EditorCommand, ViewerCommand};
use smilekeep::domain::{Edits, Look, LookChoice, PhotoId};

use super::{edits, open_tall, stored};
use crate::window::{Home, Opening, Window};

fn lively() -> Edits {
    Edits {
        brightness: 14,
        warmth: 9,
        look: Some(LookChoice::full(Look::Soft)),
        ..Edits::default()
    }
}

/// Opens the section everything here is in.
fn unfold(window: &mut Window) {
    window.press("Use again");
    window.frames(10);
}

/// A photo of an entry with others, and those others.
fn with_siblings(window: &Window) -> (PhotoId, Vec<PhotoId>) {
    let gallery = &window.model().gallery;
    gallery
        .items
        .iter()
        .map(|item| (item.id(), gallery.same_entry(item.id())))
        .find(|(_, items)| items.len() > 1)
        .map(|(photo, items)| {
            let others = items.iter().map(|item| item.id());
            (photo, others.filter(|other| *other != photo).collect())
        })
        .unwrap()
}

#[test]
fn copied_edits_are_pasted_by_key_and_leave_the_geometry_alone() {
    let (mut window, first) = open_tall();
    unfold(&mut window);
    assert!(window.disabled("Paste edits"));
    window.apply(EditorCommand::Set(lively().turned_right()));
    let both = Modifiers::COMMAND | Modifiers::SHIFT;
    window.key_with(both, Key::C);
    assert!(window.has("Light, colour and look are copied. Open another photo and paste them."));
    assert!(window.model().editor.as_ref().unwrap().cropping.is_none());

    let other = window
        .model()
        .gallery
        .items
        .iter()
        .find(|item| item.id() != first && item.edits.is_identity())
        .unwrap()
        .id();
    window.apply(ViewerCommand::Open(other));
    window.apply(EditorCommand::Open(other));
    window.press("Mirror");
    let own = edits(&window);
    window.key_with(both, Key::V);
    assert_eq!(edits(&window), own.with_tone_of(&lively()));
    assert_eq!(stored(&window, other), own.with_tone_of(&lively()));
    window.click("Undo");
    assert_eq!(edits(&window), own);
    window.press("Paste edits");
    assert_eq!(edits(&window), own.with_tone_of(&lively()));
}

#[test]
fn an_entry_gets_the_same_light_in_one_step_that_comes_undone() {
    let mut window = Opening::sized(1280.0, 1800.0).on(&Home::sample());
    let (photo, others) = with_siblings(&window);
    let before: Vec<Edits> = others.iter().map(|other| stored(&window, *other)).collect();
    window.apply(EditorCommand::Open(photo));
    window.apply(EditorCommand::Set(lively().turned_right()));
    unfold(&mut window);
    window.press("Apply to all photos of this entry");
    for (other, before) in others.iter().zip(&before) {
        let wanted = before.with_tone_of(&lively());
        assert_eq!(stored(&window, *other), wanted, "geometry stays");
        let shown = window.model().gallery.item(*other).unwrap().edits;
        assert_eq!(shown, wanted);
    }
    window.press("Undo this");
    for (other, before) in others.iter().zip(&before) {
        assert_eq!(stored(&window, *other), *before);
        assert_eq!(window.model().photos[other].edits, *before);
    }
    assert_eq!(stored(&window, photo), lively().turned_right());
}

#[test]
fn a_photo_changed_since_is_left_alone_by_that_undo() {
    let mut window = Opening::sized(1280.0, 1800.0).on(&Home::sample());
    let (photo, others) = with_siblings(&window);
    window.apply(EditorCommand::Open(photo));
    window.apply(EditorCommand::Set(lively()));
    unfold(&mut window);
    window.press("Apply to all photos of this entry");
    let other = others[0];
    window.apply(EditorCommand::Open(other));
    let mine = Edits {
        contrast: 33,
        ..edits(&window)
    };
    window.apply(EditorCommand::Set(mine));
    window.press("Undo this");
    assert_eq!(stored(&window, other), mine);
    assert_eq!(edits(&window), mine);
}

#[test]
fn a_night_is_offered_where_it_has_other_photos() {
    let mut window = Opening::sized(1280.0, 1800.0).on(&Home::sample());
    let (photo, _) = with_siblings(&window);
    let night = window.model().gallery.same_night(photo).len();
    assert!(night > 1);
    window.apply(EditorCommand::Open(photo));
    window.apply(EditorCommand::Set(lively()));
    unfold(&mut window);
    window.press("Apply to all photos of this night");
    let items = window.model().gallery.same_night(photo);
    assert!(items.iter().all(|item| item.edits.only_tone() == lively()));
}

#[test]
fn a_photo_alone_has_nobody_to_share_with() {
    let home = Home::empty("Mina");
    let pixels = smilekeep::photo::RgbImage::from_pixel(60, 40, image::Rgb([90, 80, 70]));
    let file = home.folder().join("alone.jpg");
    std::fs::write(&file, smilekeep::photo::jpeg(&pixels, 80).unwrap()).unwrap();
    let mut window = Opening::default().on(&home);
    window.apply(CaptureCommand::AddFiles(vec![file]));
    let photo = window.photo(0);
    window.apply(EditorCommand::Open(photo));
    unfold(&mut window);
    assert!(window.has("Copy edits"));
    assert!(!window.has("Apply to all photos of this entry"));
    assert!(!window.has("Apply to all photos of this night"));
}

#[test]
fn presets_are_named_used_replaced_and_removed_with_a_way_back() {
    let (mut window, photo) = open_tall();
    unfold(&mut window);
    window.apply(EditorCommand::Set(lively().turned_right()));
    window.press("Save as preset…");
    window.frames(3);
    window.press("Save preset");
    assert!(window.has("Please give the preset a name."));
    window.write("Name of the preset", "  Bei   Oma ");
    window.press("Save preset");
    let presets = window.model().presets.clone();
    assert_eq!(presets.len(), 1);
    assert_eq!(presets[0].name, "Bei Oma");
    assert_eq!(presets[0].edits, lively(), "no geometry");

    window.press("Reset all");
    window.press("Use the preset “Bei Oma”");
    assert_eq!(edits(&window), lively());
    assert_eq!(stored(&window, photo), lively());

    // The same name again: it says what will happen.
    window.apply(EditorCommand::Set(Edits {
        contrast: 7,
        ..Edits::default()
    }));
    window.press("Save as preset…");
    window.frames(3);
    window.write("Name of the preset", "Bei Oma");
    window.press("Replace");
    assert_eq!(window.model().presets.len(), 1);
    assert_eq!(window.model().presets[0].edits.contrast, 7);

    window.press("Remove the preset “Bei Oma”");
    assert!(window.model().presets.is_empty());
    assert_eq!(edits(&window).contrast, 7, "photos stay");
    window.press("Undo this");
    assert_eq!(window.model().presets.len(), 1);
    let window = window.reopened();
    assert_eq!(window.model().presets.len(), 1);
}

#[test]
fn presets_in_any_script_can_be_used() {
    let (mut window, _) = open_tall();
    unfold(&mut window);
    window.apply(EditorCommand::Set(lively()));
    let names = [
        "ضوء دافئ قبل النوم",
        "夜里的暖光",
        "The long light of a Sunday afternoon nap",
    ];
    for name in names {
        window.apply(EditorCommand::SavePreset(name.to_owned()));
    }
    assert_eq!(window.model().presets.len(), 3);
    window.press("Reset all");
    for name in names {
        window.press(&format!("Use the preset “{name}”"));
        assert_eq!(edits(&window), lively(), "{name}");
        window.press("Reset all");
    }
}
