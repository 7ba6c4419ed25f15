//! Edits as a library of unknown origin may hold them: read, clamped, and
//! applied to a small picture.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::domain::Edits;
use smilekeep_fuzz::photo::{self, Picture, RgbImage};

fuzz_target!(|bytes: &[u8]| {
    let Ok(edits) = serde_json::from_slice::<Edits>(bytes) else {
        return;
    };
    let clamped = edits.clamped();
    assert_eq!(clamped.clamped(), clamped, "clamping twice changes nothing");
    let (width, height) = edits.output_size(40, 30);
    assert!(width > 0 && height > 0 && width <= 80 && height <= 80);
    let picture = Picture::srgb(RgbImage::from_fn(40, 30, |x, y| {
        image::Rgb([x as u8 * 6, y as u8 * 8, 90])
    }));
    let seen = photo::apply(&picture, &edits);
    let (width, height) = seen.dimensions();
    assert!(width > 0 && height > 0);
});
