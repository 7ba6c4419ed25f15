//! Files beside a photo: XMP, and the JSON of a Google Takeout.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::photo::sidecar;

fuzz_target!(|bytes: &[u8]| {
    let _ = sidecar::xmp_sidecar(bytes);
    let _ = sidecar::takeout(bytes);
});
