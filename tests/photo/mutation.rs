//! Real and drawn photos, damaged at random, through the real helper: it may
//! refuse them, but never break, hang or need too much.
//!
//! `SMILEKEEP_MUTATIONS=20000 cargo test --test photo mutation -- --nocapture`
//! is the long run; `SMILEKEEP_SEED` plays another one, and
//! `SMILEKEEP_PHOTOS` names a folder of further photos to damage.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use image::{DynamicImage, ImageFormat};
use smilekeep::photo::isolation::Reader;
use smilekeep::photo::{Limits, PhotoError, sniff};

use crate::common::{card, corpus, encoded, files_below};

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// The same numbers every time (xorshift64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Damaged in one of the ways files get damaged, or are forged.
fn damaged(whole: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    // Headers decide most, so half of the damage is done there.
    let place = |random: &mut Random, length: usize| {
        if random.next() & 1 == 0 {
            random.below(length.min(1024))
        } else {
            random.below(length)
        }
    };
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = place(random, bytes.len());
        match random.below(6) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.next() as u8,
            2 => {
                let extreme = [0x00, 0xFF, 0x7F, 0x80][random.below(4)];
                let end = (at + 1 + random.below(4)).min(bytes.len());
                bytes[at..end].fill(extreme);
            }
            3 => bytes.truncate(at.max(16)),
            4 => {
                let from = random.below(other.len());
                let length = random.below(256).min(other.len() - from);
                bytes.splice(at..at, other[from..from + length].iter().copied());
            }
            _ => {
                let end = (at + random.below(256)).min(bytes.len());
                bytes.drain(at..end);
            }
        }
    }
    bytes
}

#[test]
fn photos_damaged_at_random_break_no_helper() {
    let drawn = DynamicImage::ImageRgb8(card(64, 48));
    let mut photos: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    let mut note = |name: String, bytes: Vec<u8>| {
        if bytes.len() < 2 << 20
            && let Some(format) = sniff(&bytes)
        {
            let kind = format!("{format:?}");
            photos.entry(kind).or_default().push((name, bytes));
        }
    };
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Bmp,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ] {
        note(format!("drawn {format:?}"), encoded(&drawn, format));
    }
    let more = std::env::var_os("SMILEKEEP_PHOTOS").map(std::path::PathBuf::from);
    let folders = ["formats", "orientation", "hostile"].map(corpus);
    for folder in folders.into_iter().chain([more]).flatten() {
        for path in files_below(&folder) {
            note(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    let photos: Vec<_> = photos.into_values().collect();
    let rounds = number("SMILEKEEP_MUTATIONS", 200) as usize;
    let seed = number("SMILEKEEP_SEED", 1);
    let reader = Reader::new(env!("CARGO_BIN_EXE_smilekeep"));
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(BTreeMap::<&str, usize>::new());
    let findings = Mutex::new(Vec::new());
    let one = |round: usize| {
        let mut random =
            Random((seed << 32 | round as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        random.next();
        // Formats take turns, however many photos of each there are.
        let kind = &photos[random.below(photos.len())];
        let (name, whole) = &kind[random.below(kind.len())];
        let (_, other) = &kind[random.below(kind.len())];
        let bytes = damaged(whole, other, &mut random);
        let outcome = reader.decode(&bytes, &Limits::default(), Some((512, 512)));
        let word = match &outcome {
            Ok(_) => "read",
            Err(PhotoError::TooLarge { .. }) => "too large",
            Err(PhotoError::Crashed | PhotoError::TookTooLong | PhotoError::NoReader { .. }) => {
                let kept = std::env::temp_dir().join(format!("smilekeep-finding-{seed}-{round}"));
                let _ = std::fs::write(&kept, &bytes);
                let error = outcome.as_ref().err().map(ToString::to_string);
                findings
                    .lock()
                    .unwrap()
                    .push(format!("{name}, round {round}: {error:?}"));
                "finding"
            }
            Err(_) => "refused",
        };
        *outcomes.lock().unwrap().entry(word).or_default() += 1;
    };
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let round = next.fetch_add(1, Ordering::Relaxed);
                    if round >= rounds {
                        break;
                    }
                    one(round);
                }
            });
        }
    });
    println!(
        "{} photos, {:?}",
        photos.iter().map(Vec::len).sum::<usize>(),
        outcomes.into_inner().unwrap()
    );
    // A helper that breaks is caught, and the parent reads a sentence. It is
    // still a decoder’s mistake that should be known.
    let findings = findings.into_inner().unwrap();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}
