//! The parts of the program that the fuzz targets feed, built without window,
//! journal and typesetting.

#![allow(dead_code, unused_imports)]

#[macro_use]
#[path = "../../src/words/mod.rs"]
pub mod words;

#[path = "../../src/domain/mod.rs"]
pub mod domain;
#[path = "../../src/photo/mod.rs"]
pub mod photo;
#[path = "../../src/storage/mod.rs"]
pub mod storage;

use photo::Limits;

/// Smaller than the program’s, so that a target tries thousands of files a
/// second instead of unfolding one.
pub const LIMITS: Limits = Limits {
    max_file_bytes: 1 << 20,
    max_side: 2_000,
    max_pixels: 1_000_000,
    max_memory_bytes: 64 << 20,
};

/// Panics of other people’s decoders are caught in `photo::decode` and told as
/// damage; they are no findings. Panics of our own code are, and abort.
pub fn only_our_own_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let ours = panic.location().is_none_or(|location| {
            let file = location.file();
            !file.contains("/registry/") && !file.contains("/rustc/") && !file.contains("library/")
        });
        if ours {
            eprintln!("{panic}");
            std::process::abort();
        }
        if std::env::var_os("FUZZ_TELL_PANICS").is_some() {
            eprintln!("caught: {panic}");
        }
    }));
}
