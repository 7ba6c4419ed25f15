//! Photos decoded by a helper process: the same pictures as at home, and
//! every way a helper can fail told in one sentence.

use std::time::{Duration, Instant};

use image::{DynamicImage, GrayImage, ImageBuffer, ImageFormat, Rgb, RgbaImage};
use smilekeep::domain::PhotoFormat;
use smilekeep::photo::isolation::{self, Reader};
use smilekeep::photo::{Decoded, Limits, PhotoError, Pixels, decode, decode_to_fit};

use crate::common::{card, corpus, encoded, files_below};

fn real() -> Reader {
    // A busy machine is no reason to fail.
    Reader::new(env!("CARGO_BIN_EXE_smilekeep")).with_patience(Duration::from_secs(60))
}

fn samples(decoded: &Decoded) -> (bool, (u32, u32), Vec<u8>) {
    let size = decoded.picture.dimensions();
    match &decoded.picture.pixels {
        Pixels::Eight(pixels) => (false, size, pixels.as_raw().clone()),
        Pixels::Sixteen(pixels) => (true, size, bytemuck::cast_slice(pixels.as_raw()).to_vec()),
    }
}

/// Decoded in a helper and here: all must be the same.
fn assert_same(name: &str, bytes: &[u8], fit: Option<(u32, u32)>) {
    let limits = Limits::default();
    let here = match fit {
        None => decode(bytes, &limits),
        Some((width, height)) => decode_to_fit(bytes, &limits, width, height),
    };
    match (here, real().decode(bytes, &limits, fit)) {
        (Ok(here), Ok(there)) => {
            assert!(samples(&here) == samples(&there), "{name}: other pixels");
            assert_eq!(here.size, there.size, "{name}");
            assert_eq!(here.metadata, there.metadata, "{name}");
            assert_eq!(
                (here.format, here.shows, here.ends_early),
                (there.format, there.shows, there.ends_early),
                "{name}"
            );
            let icc = |decoded: &Decoded| {
                let profile = decoded.picture.profile.as_ref();
                profile.map(|profile| profile.icc().to_vec())
            };
            assert!(icc(&here) == icc(&there), "{name}: another profile");
        }
        (Err(here), Err(there)) => assert_eq!(here.to_string(), there.to_string(), "{name}"),
        (here, there) => panic!("{name}: {:?}, but {:?}", here.err(), there.err()),
    }
}

#[test]
fn a_helper_gives_the_same_picture() {
    let plain = DynamicImage::ImageRgb8(card(90, 60));
    let deep = DynamicImage::ImageRgb16(ImageBuffer::from_fn(40, 30, |x, y| {
        Rgb([x as u16 * 1600 + 7, y as u16 * 2100 + 3, 30_011])
    }));
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_fn(30, 20, |x, y| {
        image::Rgba([x as u8 * 8, 90, y as u8 * 12, (x * y / 3) as u8])
    }));
    for (name, image, format) in [
        ("png", &plain, ImageFormat::Png),
        ("gif", &plain, ImageFormat::Gif),
        ("bmp", &plain, ImageFormat::Bmp),
        ("webp", &plain, ImageFormat::WebP),
        ("tiff", &plain, ImageFormat::Tiff),
        ("jpeg", &plain, ImageFormat::Jpeg),
        ("deep png", &deep, ImageFormat::Png),
        ("deep tiff", &deep, ImageFormat::Tiff),
        ("clear png", &clear, ImageFormat::Png),
    ] {
        let bytes = encoded(image, format);
        assert_same(name, &bytes, None);
        assert_same(name, &bytes, Some((17, 17)));
        assert_same(name, &bytes[..bytes.len() / 2], None);
    }
    for nothing in [&b""[..], b"this is a letter", b"%PDF-1.7", b"BM"] {
        assert_same("no photo", nothing, None);
    }
}

/// Every fifth, so that this stays quick; `hostile_cli` tries them all.
#[test]
fn a_helper_gives_the_same_picture_of_strangers_photos() {
    for part in ["formats", "hostile"] {
        let Some(folder) = corpus(part) else { return };
        for path in files_below(&folder).iter().step_by(5) {
            let bytes = std::fs::read(path).unwrap();
            assert_same(&path.display().to_string(), &bytes, Some((300, 300)));
        }
    }
}

#[test]
fn only_jpegs_stay_at_home() {
    for format in PhotoFormat::ALL {
        assert_eq!(isolation::wanted(format), format != PhotoFormat::Jpeg);
    }
}

#[test]
fn a_program_that_is_not_there_is_said() {
    let reader = Reader::new("/nowhere/at all");
    let error = reader
        .decode(b"GIF89a", &Limits::default(), None)
        .unwrap_err();
    assert!(matches!(error, PhotoError::NoReader { .. }), "{error}");
    assert!(error.to_string().contains("could not be started"));
}

#[cfg(target_os = "linux")]
mod on_linux {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};
    use std::process::{Child, Command, Stdio};

    /// A program that behaves as a shell script says. It leaves its process id
    /// behind.
    struct Fake {
        folder: tempfile::TempDir,
    }

    impl Fake {
        fn new(script: &str) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("program");
            let pid = folder.path().join("pid");
            let text = format!("#!/bin/sh\necho $$ > '{}'\n{script}\n", pid.display());
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
            Self { folder }
        }

        fn decode(&self, patience: Duration) -> PhotoError {
            let program: PathBuf = self.folder.path().join("program");
            // While another test forks, it holds this file open for writing.
            for _ in 0..50 {
                let outcome = Reader::new(&program).with_patience(patience).decode(
                    &vec![7; 300_000],
                    &Limits::default(),
                    None,
                );
                match outcome.unwrap_err() {
                    PhotoError::NoReader { cause }
                        if cause.kind() == std::io::ErrorKind::ExecutableFileBusy =>
                    {
                        std::thread::sleep(Duration::from_millis(10));
                    }
                    error => {
                        self.assert_gone();
                        return error;
                    }
                }
            }
            panic!("the script stayed busy");
        }

        fn assert_gone(&self) {
            let pid = fs::read_to_string(self.folder.path().join("pid")).unwrap();
            let left = Path::new("/proc").join(pid.trim());
            assert!(!left.exists(), "{} is still there", left.display());
        }
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn whatever_a_helper_does_becomes_a_sentence() {
        for (script, patience, expected) in [
            ("kill -ABRT $$", LONG, "reading it failed altogether"),
            ("kill -SEGV $$", LONG, "reading it failed altogether"),
            ("exit 0", LONG, "reading it failed altogether"),
            (
                "cat > /dev/null; exit 101",
                LONG,
                "reading it failed altogether",
            ),
            (
                "exec 0<&-; exec sleep 600",
                Duration::from_millis(400),
                "took too long",
            ),
            (
                "cat > /dev/null; exec sleep 600",
                Duration::from_millis(400),
                "took too long",
            ),
            (
                "echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$",
                LONG,
                "more than 448 MB of memory",
            ),
            // Says what makes no sense, or says it without end.
            (
                "cat > /dev/null; echo 'so long as this'",
                LONG,
                "failed altogether",
            ),
            ("exec yes", LONG, "failed altogether"),
            ("exec cat /dev/zero", LONG, "failed altogether"),
            ("exec cat /dev/zero >&2", LONG, "failed altogether"),
            (
                // A photo of 4,000,000,000 pixels a side.
                r#"printf '\220\001\000\000'; printf '%-400s' '{"Photo":{"width":4000000000,"height":4000000000,"deep":true,"icc_len":0,"size":[4000000000,4000000000],"shows":"photo","format":"png","metadata":{"orientation":1,"shot":{},"times":[]},"ends_early":false}}'; exec sleep 600"#,
                LONG,
                "failed altogether",
            ),
        ] {
            let start = Instant::now();
            let error = Fake::new(script).decode(patience);
            assert!(error.to_string().contains(expected), "{script}: {error}");
            assert!(start.elapsed() < Duration::from_secs(20), "{script}");
        }
    }

    #[test]
    fn waiting_ends_when_patience_does() {
        let start = Instant::now();
        let error = Fake::new("exec sleep 600").decode(Duration::from_millis(700));
        assert!(matches!(error, PhotoError::TookTooLong), "{error}");
        let took = start.elapsed();
        assert!(took >= Duration::from_millis(700), "{took:?}");
        assert!(took < Duration::from_secs(10), "{took:?}");
    }

    /// 144 megapixels of nothing: a small file that unfolds into 144 MB of
    /// grey, and three times as much in colour.
    #[test]
    fn a_picture_beyond_the_memory_limit_is_too_large() {
        // Told to use more, so that it meets the system’s limit.
        let limits = Limits {
            max_memory_bytes: 8 << 30,
            ..Limits::default()
        };
        let bytes = encoded(
            &DynamicImage::ImageLuma8(GrayImage::new(12_000, 12_000)),
            ImageFormat::Png,
        );
        let error = real().decode(&bytes, &limits, None).unwrap_err();
        assert!(matches!(error, PhotoError::TooLarge { .. }), "{error}");
        assert!(error.to_string().contains("memory"), "{error}");
    }

    /// A helper that waits for its photo.
    fn waiting() -> Child {
        Command::new(env!("CARGO_BIN_EXE_smilekeep"))
            .arg(isolation::ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn eventually(what: &str, done: impl Fn() -> bool) {
        let start = Instant::now();
        while !done() {
            assert!(start.elapsed() < Duration::from_secs(20), "{what}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn a_helper_gives_up_memory_files_and_core_dumps() {
        let mut helper = waiting();
        let limits = format!("/proc/{}/limits", helper.id());
        let has = |name: &str, most: &str| {
            let text = fs::read_to_string(&limits).unwrap();
            let line = text.lines().find(|line| line.starts_with(name)).unwrap();
            line[name.len()..]
                .split_whitespace()
                .take(2)
                .all(|value| value == most)
        };
        eventually("limits", || has("Max cpu time", "144"));
        assert!(has("Max data size", &isolation::MEMORY_LIMIT.to_string()));
        assert!(has("Max open files", "0"));
        assert!(has("Max core file size", "0"));
        let status = fs::read_to_string(format!("/proc/{}/status", helper.id())).unwrap();
        assert!(status.contains("NoNewPrivs:\t1"), "{status}");
        // The end of its input is its end.
        drop(helper.stdin.take());
        assert_eq!(helper.wait().unwrap().code(), Some(2));
        let mut words = String::new();
        helper.stderr.unwrap().read_to_string(&mut words).unwrap();
        assert!(!words.contains("panicked"), "{words}");
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for bytes in [
            &b"\xFF\xFF\xFF\xFF"[..],
            b"\x02\0\0\0{}",
            b"GET / HTTP/1.1\r\n\r\n",
        ] {
            let mut helper = waiting();
            let mut input = helper.stdin.take().unwrap();
            // It may be gone before all is written.
            let _ = input.write_all(bytes);
            drop(input);
            let output = helper.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{bytes:?}");
            assert!(output.stdout.is_empty(), "{bytes:?}");
        }
    }

    /// Started by a shell that is then killed: no helper lives on alone, even
    /// when its input stays open.
    #[test]
    fn a_helper_dies_with_the_program_that_started_it() {
        let script = format!(
            "exec 3<&0; '{}' {} <&3 & echo $!; wait",
            env!("CARGO_BIN_EXE_smilekeep"),
            isolation::ARGUMENT
        );
        let mut shell = Command::new("/bin/sh")
            .args(["-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut word = Vec::new();
        let output = shell.stdout.as_mut().unwrap();
        while word.last() != Some(&b'\n') {
            let mut byte = [0];
            output.read_exact(&mut byte).unwrap();
            word.push(byte[0]);
        }
        let pid = String::from_utf8(word).unwrap().trim().to_owned();
        let limits = || fs::read_to_string(format!("/proc/{pid}/limits")).unwrap_or_default();
        eventually("confined", || {
            limits()
                .lines()
                .any(|line| line.starts_with("Max cpu time") && line.contains("144"))
        });
        shell.kill().unwrap();
        shell.wait().unwrap();
        eventually("gone", || {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
            // Its body may wait for whoever adopts orphans here.
            status.is_empty() || status.contains("State:\tZ")
        });
        drop(shell.stdin.take());
    }
}
