//! The measured light and the hints on real photos.

use smilekeep::domain::coach::{self, Hint};
use smilekeep::domain::{Edits, Shot};
use smilekeep::photo::{Limits, decode_to_fit, fit_within, light};

use super::common::*;

/// Real photographs, taken by daylight and in focus: nothing to say about
/// their light, and softened they are called soft.
#[test]
fn real_photos_are_sharp_until_they_are_blurred() {
    let Some(folder) = corpus("orientation") else {
        return;
    };
    let mut seen = 0;
    // The sixteen are two scenes, turned; a few of each are enough.
    for path in files_below(&folder).into_iter().step_by(4) {
        let Ok(photo) = decode_to_fit(
            &std::fs::read(&path).unwrap(),
            &Limits::default(),
            1920,
            1920,
        ) else {
            continue;
        };
        let image = photo.srgb();
        let found = light::measure(&image);
        let name = path.display();
        assert_eq!(
            coach::hints(&Shot::default(), Some(&found), &Edits::default()),
            [],
            "{name} {found:?}"
        );
        let small = fit_within(&image, 60, 60);
        let blurred = image::imageops::resize(
            &small,
            image.width(),
            image.height(),
            image::imageops::FilterType::CatmullRom,
        );
        let found = light::measure(&blurred);
        assert_eq!(
            coach::hints(&Shot::default(), Some(&found), &Edits::default()),
            [Hint::Soft],
            "{name} {found:?}"
        );
        seen += 1;
    }
    assert!(seen > 2, "{seen}");
}

/// A dark room is darkness, and an overexposed face is light lost, whatever
/// the photo.
#[test]
fn real_photos_made_dark_or_bright_are_noticed() {
    let Some(folder) = corpus("orientation") else {
        return;
    };
    let path = files_below(&folder)
        .into_iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "jpg"))
        .unwrap();
    let image = decode_to_fit(
        &std::fs::read(&path).unwrap(),
        &Limits::default(),
        1920,
        1920,
    )
    .unwrap()
    .srgb();
    let changed = |change: &dyn Fn(u8) -> u8| {
        let mut image = image.clone();
        image.iter_mut().for_each(|value| *value = change(*value));
        coach::hints(
            &Shot::default(),
            Some(&light::measure(&image)),
            &Edits::default(),
        )
    };
    assert_eq!(changed(&|value| value / 8), [Hint::Dark]);
    assert!(changed(&|value| value.saturating_mul(3)).contains(&Hint::Clipped));
}
