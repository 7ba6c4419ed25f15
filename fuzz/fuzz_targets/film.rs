//! Any bytes as a film: its index, its picture, and a copy without the place.
#![no_main]

use std::io::Cursor;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use smilekeep_fuzz::photo::film;
use smilekeep_fuzz::{LIMITS, only_our_own_panics};

fuzz_target!(init: only_our_own_panics(), |bytes: &[u8]| {
    let mut source = Cursor::new(bytes);
    let Ok(film) = film::read(&mut source) else {
        return;
    };
    let seen = film.picture(&mut source, &LIMITS, Some((32, 24)));
    let (width, height) = seen.picture.dimensions();
    assert!((1..=32).contains(&width) && (1..=24).contains(&height), "{width} × {height}");
    let folder = std::env::temp_dir().join(format!("smilekeep-fuzz-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&folder);
    let (from, to) = (folder.join("a.mp4"), folder.join("b.mp4"));
    if std::fs::write(&from, bytes).is_ok()
        && let Ok(Some(copied)) = film::copy(&from, &to, false, &mut |_| ControlFlow::Continue(()))
    {
        assert_eq!(copied.byte_len, bytes.len() as u64);
    }
});
