//! Files that lie, stop short, or are no photos: refused in a sentence, or
//! read, but never a panic, a hang or a full memory.

use std::time::{Duration, Instant};

use crate::common::{card, corpus, encoded, files_below, jpeg_bytes};
use image::{DynamicImage, ImageFormat};
use smilekeep::photo::{Limits, PhotoError, decode, decode_to_fit, estimate, jpeg};

/// Longest time one file may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Decodes both ways and returns how long the slower one took.
fn survive(name: &str, bytes: &[u8]) -> (Result<(u32, u32), String>, Duration) {
    let limits = Limits::default();
    let start = Instant::now();
    let full = decode(bytes, &limits);
    let first = start.elapsed();
    let start = Instant::now();
    let small = decode_to_fit(bytes, &limits, 512, 512);
    let took = first.max(start.elapsed());
    assert_eq!(full.is_ok(), small.is_ok(), "{name}: both ways must agree");
    let outcome = match full {
        Ok(photo) => {
            let (width, height) = photo.srgb().dimensions();
            assert!(width > 0 && height > 0, "{name}");
            Ok((width, height))
        }
        Err(error) => {
            let sentence = error.to_string();
            assert!(sentence.len() > 10, "{name}: {sentence}");
            Err(sentence)
        }
    };
    assert!(took < PATIENCE, "{name} took {took:?}");
    (outcome, took)
}

/// Most memory this process has held, in MiB, where the system tells.
fn peak_memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}

#[test]
fn the_corpus_of_hostile_files_does_no_harm() {
    let mut slowest = (Duration::ZERO, String::new());
    for part in ["hostile", "formats"] {
        let Some(folder) = corpus(part) else {
            return;
        };
        let (mut read, mut refused) = (0, 0);
        for path in files_below(&folder) {
            let name = path.display().to_string();
            let bytes = std::fs::read(&path).unwrap();
            let (outcome, took) = survive(&name, &bytes);
            match &outcome {
                Ok(_) => read += 1,
                Err(_) => refused += 1,
            }
            println!("{took:>8.0?} {outcome:?} {name}");
            if took > slowest.0 {
                slowest = (took, name);
            }
        }
        println!("{part}: {read} read, {refused} refused");
        assert!(read + refused > 100, "{part}");
    }
    println!(
        "slowest: {slowest:?}; peak memory: {:?} MiB",
        peak_memory_mib()
    );
    // 400 MiB for a decode, and what the other tests hold at the same time.
    assert!(peak_memory_mib().is_none_or(|peak| peak < 1000));
}

#[test]
fn nothing_and_nonsense_are_told_apart() {
    let limits = Limits::default();
    assert!(matches!(decode(b"", &limits), Err(PhotoError::Empty)));
    for nonsense in [
        &b"x"[..],
        b"\xFF\xD8",
        b"hello, this is a letter",
        &[0; 4096],
    ] {
        let error = decode(nonsense, &limits).unwrap_err();
        assert!(matches!(error, PhotoError::NotAPhoto), "{error}");
        assert!(error.to_string().contains("JPEG, PNG"));
    }
    let error = decode(b"%PDF-1.7", &limits).unwrap_err();
    assert!(error.to_string().contains("a PDF document"), "{error}");
}

#[test]
fn a_photo_cut_anywhere_is_refused_or_says_so() {
    let image = DynamicImage::ImageRgb8(card(80, 60));
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Bmp,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ] {
        let whole = encoded(&image, format);
        for cut in (0..whole.len()).step_by(whole.len().div_ceil(150)) {
            let name = format!("{format:?}, {cut} of {} bytes", whole.len());
            let _ = survive(&name, &whole[..cut]);
            match decode(&whole[..cut], &Limits::default()) {
                Ok(photo) => assert!(
                    photo.ends_early || cut + 32 > whole.len(),
                    "{name}: half a photo passed for a whole one"
                ),
                Err(error) => assert!(!error.to_string().contains("panic"), "{name}: {error}"),
            }
        }
    }
}

/// Bytes changed here and there, the same every time.
#[test]
fn scrambled_photos_do_no_harm() {
    let image = DynamicImage::ImageRgb8(card(48, 40));
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Bmp,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ] {
        let whole = encoded(&image, format);
        for round in 0..150 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 8 {
                let at = random() as usize % bytes.len();
                bytes[at] = random() as u8;
            }
            let _ = survive(&format!("{format:?}, round {round}"), &bytes);
        }
    }
}

/// Headers that promise 65 535 × 65 535 pixels and more.
#[test]
fn giants_are_refused_before_memory_is_set_aside() {
    let mut jpeg = jpeg_bytes(&card(16, 16));
    let frame = jpeg
        .windows(2)
        .position(|marker| marker == [0xFF, 0xC0])
        .unwrap();
    jpeg[frame + 5..frame + 9].fill(0xFF);

    let mut png = encoded(&DynamicImage::ImageRgb8(card(16, 16)), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());

    let mut gif = encoded(&DynamicImage::ImageRgb8(card(16, 16)), ImageFormat::Gif);
    gif[6..10].fill(0xFF);

    let mut bmp = encoded(&DynamicImage::ImageRgb8(card(16, 16)), ImageFormat::Bmp);
    bmp[18..22].copy_from_slice(&60_000_u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&60_000_u32.to_le_bytes());

    let mut longer = bmp.clone();
    longer[18..22].copy_from_slice(&3_000_000_u32.to_le_bytes());
    longer[22..26].copy_from_slice(&2_000_000_u32.to_le_bytes());

    let before = peak_memory_mib();
    for (name, bytes) in [
        ("jpeg", jpeg),
        ("png", png),
        ("gif", gif),
        ("bmp", bmp),
        ("longer bmp", longer),
    ] {
        let start = Instant::now();
        let error = decode(&bytes, &Limits::default()).unwrap_err();
        assert!(
            matches!(error, PhotoError::TooLarge { .. }),
            "{name}: {error}"
        );
        // In words a parent would use.
        assert!(!error.to_string().contains("soft limit"), "{name}: {error}");
        assert!(start.elapsed() < Duration::from_secs(1), "{name}");
    }
    // Other tests share the process, so only a coarse bound can hold here.
    if let (Some(before), Some(after)) = (before, peak_memory_mib()) {
        assert!(after - before < 1500, "{before} MiB, then {after} MiB");
    }
}

/// A size within the limits that so few bytes can never fill.
#[test]
fn an_empty_promise_is_damage() {
    let mut jpeg = jpeg_bytes(&card(16, 16));
    let frame = jpeg
        .windows(2)
        .position(|marker| marker == [0xFF, 0xC0])
        .unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x2E, 0xE0, 0x2E, 0xE0]);
    let error = decode(&jpeg, &Limits::default()).unwrap_err();
    assert!(matches!(error, PhotoError::Damaged { .. }), "{error}");
}

/// Within the limits of pixels, but not of memory.
#[test]
fn memory_is_told_from_the_header() {
    let deep = image::ImageBuffer::<image::Rgba<u16>, _>::new(16, 16);
    let mut png = encoded(&DynamicImage::ImageRgba16(deep), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    // 10,000 × 10,000 pixels of eight bytes.
    assert!(estimate(&png, None) >= 800_000_000);
    let start = Instant::now();
    let error = decode(&png, &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("of memory"), "{error}");
    assert!(start.elapsed() < Duration::from_millis(500));

    let photo = jpeg(&card(800, 600), 90).unwrap();
    let whole = estimate(&photo, None);
    assert!((3 * 800 * 600..16 * 800 * 600).contains(&whole), "{whole}");
    if cfg!(feature = "turbo") {
        let small = estimate(&photo, Some((100, 100)));
        assert!(small < whole / 2, "{small} of {whole}");
    }
    let narrow = Limits {
        max_memory_bytes: 3 * 800 * 600,
        ..Limits::default()
    };
    let error = decode(&photo, &narrow).unwrap_err();
    assert!(matches!(error, PhotoError::TooLarge { .. }), "{error}");
    assert_eq!(estimate(b"no photo", None), 0);
}

/// Kinds of JPEG that are not read, each by its name.
#[test]
fn odd_jpegs_are_refused_by_name() {
    let whole = jpeg_bytes(&card(64, 48));
    let frame = whole.windows(2).position(|m| m == [0xFF, 0xC0]).unwrap();
    for (marker, depth, name) in [
        (0xC9, 8, "arithmetic coding"),
        (0xC3, 8, "a lossless JPEG"),
        (0xC1, 12, "12 bits"),
    ] {
        let mut bytes = whole.clone();
        (bytes[frame + 1], bytes[frame + 4]) = (marker, depth);
        let error = decode(&bytes, &Limits::default()).unwrap_err();
        assert!(matches!(error, PhotoError::Unsupported { .. }), "{error}");
        assert!(error.to_string().contains(name), "{error}");
    }
}

/// A progressive JPEG of a great many empty passes over a large picture.
#[test]
fn a_bomb_of_passes_is_refused_at_once() {
    let mut bytes = b"\xFF\xD8\xFF\xC2\0\x0B\x08\x20\0\x20\0\x01\x01\x11\0".to_vec();
    for _ in 0..20_000 {
        bytes.extend(*b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\x01\0\0\0\0\0\0");
    }
    bytes.resize(2 << 20, 0);
    bytes.extend([0xFF, 0xD9]);
    let start = Instant::now();
    let error = decode(&bytes, &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("passes"), "{error}");
    assert!(start.elapsed() < Duration::from_millis(500));
}

#[test]
fn limits_hold_for_every_format() {
    let image = DynamicImage::ImageRgb8(card(80, 60));
    let pixels = Limits {
        max_pixels: 80 * 60 - 1,
        ..Limits::default()
    };
    let side = Limits {
        max_side: 79,
        ..Limits::default()
    };
    let file = Limits {
        max_file_bytes: 100,
        ..Limits::default()
    };
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Bmp,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ] {
        let bytes = encoded(&image, format);
        for limits in [pixels, side, file] {
            let error = decode(&bytes, &limits).unwrap_err();
            assert!(
                matches!(error, PhotoError::TooLarge { .. }),
                "{format:?}: {error}"
            );
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}
