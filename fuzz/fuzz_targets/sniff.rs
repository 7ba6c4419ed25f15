//! What kind of file some bytes are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::photo;

fuzz_target!(|bytes: &[u8]| {
    // What is taken in needs no name for being refused.
    if photo::sniff(bytes).is_some() {
        let head = bytes.get(..256).unwrap_or(bytes);
        let (first, whole) = (photo::sniff(head), photo::sniff(bytes));
        // Many raw files are told from a TIFF only by a directory further on.
        let raw_after_all = format!("{first:?}{whole:?}") == "Some(Tiff)Some(Raw)";
        assert!(first == whole || raw_after_all, "{first:?}, then {whole:?}");
    } else if let Some(name) = photo::name_unsupported(bytes) {
        assert!(!name.is_empty());
    }
});
