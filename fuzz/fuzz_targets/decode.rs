//! Any bytes, decoded in full and to a box. HEIC and films have targets of
//! their own.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::domain::PhotoFormat;
use smilekeep_fuzz::{LIMITS, only_our_own_panics, photo};

fuzz_target!(init: only_our_own_panics(), |bytes: &[u8]| {
    let format = photo::sniff(bytes);
    if format.is_some_and(|format| format == PhotoFormat::Heic || format.is_film()) {
        return;
    }
    let full = photo::decode(bytes, &LIMITS);
    let small = photo::decode_to_fit(bytes, &LIMITS, 32, 24);
    assert_eq!(full.is_ok(), small.is_ok(), "both ways must agree");
    if let (Ok(full), Ok(small)) = (full, small) {
        let (width, height) = full.picture.dimensions();
        assert!(width > 0 && height > 0);
        assert_eq!(full.size, small.size);
        let (width, height) = small.picture.dimensions();
        assert!((1..=32).contains(&width) && (1..=24).contains(&height), "{width} × {height}");
        assert_eq!(small.srgb().dimensions(), (width, height));
    }
});
