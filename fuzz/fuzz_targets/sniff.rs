//! What kind of file some bytes are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::photo;

fuzz_target!(|bytes: &[u8]| {
    // What is taken in needs no name for being refused.
    if photo::sniff(bytes).is_some() {
        let head = bytes.get(..256).unwrap_or(bytes);
        let (first, whole) = (photo::sniff(head), photo::sniff(bytes));
        // Raw files are told from a TIFF by directories, which may lie further
        // on or be cut off there.
        let both_tiff = |found| matches!(format!("{found:?}").as_str(), "Some(Tiff)" | "Some(Raw)");
        assert!(
            first == whole || (both_tiff(first) && both_tiff(whole)),
            "{first:?}, then {whole:?}"
        );
    } else if let Some(name) = photo::name_unsupported(bytes) {
        assert!(!name.is_empty());
    }
});
