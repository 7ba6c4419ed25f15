//! EXIF in every kind of container.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::domain::PhotoFormat;
use smilekeep_fuzz::{only_our_own_panics, photo};

fuzz_target!(init: only_our_own_panics(), |bytes: &[u8]| {
    for format in PhotoFormat::ALL {
        let metadata = photo::read_metadata(bytes, format);
        assert!((1..=8).contains(&metadata.orientation));
    }
});
