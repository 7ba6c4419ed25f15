//! HEIC: boxes, grids, and the HEVC picture inside. Whatever comes is given
//! the brand first, so that no time is lost on what is no HEIC.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::{LIMITS, only_our_own_panics, photo};

const BRAND: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";

fuzz_target!(init: only_our_own_panics(), |bytes: &[u8]| {
    let branded;
    let bytes = if photo::sniff(bytes).is_some() {
        bytes
    } else {
        branded = [BRAND, bytes].concat();
        &branded
    };
    if let Ok(decoded) = photo::decode(bytes, &LIMITS) {
        let (width, height) = decoded.picture.dimensions();
        assert!(width > 0 && height > 0);
    }
});
