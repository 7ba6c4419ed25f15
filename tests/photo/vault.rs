//! Originals, thumbnails, prints and the files under them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::common::{
    card, difference, edited, jpeg_bytes, jpeg_with_exif, orientation, stored_for,
};
use chrono::NaiveDate;
use image::{Rgb, RgbImage};
use smilekeep::domain::{
    ContentHash, Edits, Moment, MomentSource, NewPhoto, PhotoFormat, Shot, Shows,
};
use smilekeep::photo::{
    Damage, Limits, PhotoError, ThumbCache, ThumbSize, Vault, average_rgb, decode, fit_within,
    hash_of, render_for_print,
};
use smilekeep::storage::{
    self, PathErrorKind, StagedFile, create_private_dir, is_leftover, read_bounded, write_atomic,
    write_atomic_with, write_cache,
};

pub fn photo_of(hash: ContentHash, bytes: &[u8], size: (u32, u32)) -> NewPhoto {
    let local = NaiveDate::from_ymd_opt(2026, 11, 3)
        .and_then(|day| day.and_hms_opt(3, 14, 55))
        .unwrap();
    NewPhoto {
        hash,
        format: PhotoFormat::Jpeg,
        byte_len: bytes.len() as u64,
        width: size.0,
        height: size.1,
        average_rgb: 0,
        original_name: "IMG_0001.JPG".to_owned(),
        taken: Moment::new(local, 60, MomentSource::Camera),
        taken_millis: 0,
        shows: Shows::Photo,
        ends_early: false,
        shot: Shot::default(),
        light: None,
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Sets a file’s time back, so that a rewrite would show.
fn age(path: &Path) -> SystemTime {
    let then = SystemTime::now() - Duration::from_secs(86_400);
    fs::File::options()
        .append(true)
        .open(path)
        .unwrap()
        .set_modified(then)
        .unwrap();
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn fingerprints_are_sha256() {
    // From FIPS 180-2, appendix B.1.
    assert_eq!(
        hash_of(b"abc").to_string(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn the_original_stays_byte_for_byte_whatever_is_done_with_it() {
    let library = tempfile::tempdir().unwrap();
    let vault = Vault::new(library.path());
    let cache = ThumbCache::new(library.path());
    let upright = card(1200, 800);
    let bytes = jpeg_with_exif(&jpeg_bytes(&stored_for(&upright, 6)), &[orientation(6)]);
    let hash = vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    let path = vault.path_of(&hash, PhotoFormat::Jpeg);
    let name = hash.to_string();
    assert_eq!(
        path,
        library
            .path()
            .join("photos")
            .join(&name[..2])
            .join(format!("{name}.jpg"))
    );
    let kept_at = age(&path);

    let photo = photo_of(hash, &bytes, (1200, 800));
    let edits = Edits {
        brightness: 60,
        contrast: -30,
        ..Edits::default()
    }
    .turned_left()
    .flipped_vertically();
    for size in [ThumbSize::Grid, ThumbSize::Screen] {
        cache.get_or_make(&vault, &photo, size, &edits).unwrap();
        cache.make(&vault, &photo, size, &Edits::default()).unwrap();
    }
    render_for_print(&vault, &photo, &edits, 600, 600, 90).unwrap();
    vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();

    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), kept_at);
    assert_eq!(vault.read(&hash, PhotoFormat::Jpeg).unwrap(), bytes);
    vault.check(&hash, PhotoFormat::Jpeg).unwrap();
    assert!(vault.contains(&hash, PhotoFormat::Jpeg));
    assert!(!vault.contains(&hash, PhotoFormat::Png));
}

#[test]
fn damage_is_found_set_aside_and_mended() {
    let library = tempfile::tempdir().unwrap();
    let vault = Vault::new(library.path());
    let bytes = jpeg_bytes(&card(60, 40));
    let hash = hash_of(&bytes);
    assert!(matches!(
        vault.check(&hash, PhotoFormat::Jpeg),
        Err(Damage::Missing)
    ));
    vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    let path = vault.path_of(&hash, PhotoFormat::Jpeg);

    // One bit, the same length: a disk going bad.
    let mut rotten = bytes.clone();
    rotten[100] ^= 1;
    fs::write(&path, &rotten).unwrap();
    match vault.check(&hash, PhotoFormat::Jpeg) {
        Err(Damage::Changed { found }) => assert_eq!(found, hash_of(&rotten)),
        other => panic!("{other:?}"),
    }
    vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    vault.check(&hash, PhotoFormat::Jpeg).unwrap();
    let aside = path.with_file_name(format!("{hash}.jpg.damaged-1"));
    assert_eq!(fs::read(aside).unwrap(), rotten, "nothing is thrown away");

    // Cut short.
    fs::write(&path, &bytes[..50]).unwrap();
    assert!(vault.check(&hash, PhotoFormat::Jpeg).is_err());

    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(
        vault.check(&hash, PhotoFormat::Jpeg),
        Err(Damage::Unreadable(_))
    ));
    assert!(vault.keep(&bytes, PhotoFormat::Jpeg).is_err());
}

#[test]
fn every_file_is_listed_for_what_it_is() {
    let library = tempfile::tempdir().unwrap();
    let vault = Vault::new(library.path());
    assert_eq!(vault.each_file().unwrap(), []);
    let bytes = jpeg_bytes(&card(8, 8));
    let hash = vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    let path = vault.path_of(&hash, PhotoFormat::Jpeg);
    let shelf = path.parent().unwrap();
    fs::write(shelf.join(".tmp-99-1"), b"half").unwrap();
    fs::write(shelf.join("holiday.jpg"), b"not ours").unwrap();
    fs::write(shelf.join(format!("{hash}.jpg.damaged-1")), b"old").unwrap();
    // The right name in the wrong place would never be found again.
    let elsewhere = library.path().join("photos").join("zz");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join(format!("{hash}.jpg")), &bytes).unwrap();

    let files = vault.each_file().unwrap();
    assert_eq!(files.len(), 5);
    let originals: Vec<_> = files.iter().filter(|file| file.hash.is_some()).collect();
    assert_eq!(originals.len(), 1);
    assert_eq!(originals[0].path, path);
    assert_eq!(originals[0].hash, Some(hash));
    assert_eq!(originals[0].format, Some(PhotoFormat::Jpeg));
    let leftovers: Vec<_> = files.iter().filter(|file| file.leftover).collect();
    assert_eq!(leftovers.len(), 1);
    assert_eq!(leftovers[0].path, shelf.join(".tmp-99-1"));
}

#[test]
fn many_imports_of_one_photo_at_once_keep_it_once() {
    let library = tempfile::tempdir().unwrap();
    let vault = Vault::new(library.path());
    let bytes = jpeg_bytes(&card(300, 200));
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| vault.keep(&bytes, PhotoFormat::Jpeg).unwrap()))
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), hash_of(&bytes));
        }
    });
    assert_eq!(vault.each_file().unwrap().len(), 1);
}

#[test]
fn thumbnails_look_like_the_photo_and_its_edits() {
    let library = tempfile::tempdir().unwrap();
    let (vault, cache) = (Vault::new(library.path()), ThumbCache::new(library.path()));
    let upright = card(2400, 1600);
    let bytes = jpeg_with_exif(&jpeg_bytes(&stored_for(&upright, 8)), &[orientation(8)]);
    let hash = vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    let photo = photo_of(hash, &bytes, (2400, 1600));
    let edits = Edits {
        brightness: 50,
        ..Edits::default()
    }
    .turned_right();

    assert_eq!(cache.get(&hash, ThumbSize::Grid, &edits), None);
    let grid = cache
        .get_or_make(&vault, &photo, ThumbSize::Grid, &edits)
        .unwrap();
    assert_eq!(grid.dimensions(), (341, 512));
    let expected = edited(&fit_within(&upright, 512, 512), &edits);
    assert!(difference(&grid, &expected) < 3.0);

    // On the way the screen picture was kept, with the same edits.
    let screen = cache.get(&hash, ThumbSize::Screen, &edits).unwrap();
    assert_eq!(screen.dimensions(), (1280, 1920));
    let expected = edited(&fit_within(&upright, 1920, 1920), &edits);
    assert!(difference(&screen, &expected) < 3.0);
    let plain = cache
        .get_or_make(&vault, &photo, ThumbSize::Screen, &Edits::default())
        .unwrap();
    assert!(difference(&plain, &fit_within(&upright, 1920, 1920)) < 3.0);

    // While the original is away, the screen picture stands in for it.
    fs::remove_file(vault.path_of(&hash, PhotoFormat::Jpeg)).unwrap();
    let again = cache.get(&hash, ThumbSize::Grid, &edits).unwrap();
    assert!(difference(&again, &grid) < 2.0);
    let other = Edits {
        contrast: 10,
        ..Edits::default()
    };
    cache
        .get_or_make(&vault, &photo, ThumbSize::Grid, &other)
        .unwrap();

    // The cache may vanish; then it is, and the reason is plain.
    fs::remove_dir_all(library.path().join("cache")).unwrap();
    assert_eq!(cache.get(&hash, ThumbSize::Grid, &other), None);
    let error = cache
        .get_or_make(&vault, &photo, ThumbSize::Grid, &other)
        .unwrap_err();
    assert!(matches!(&error, PhotoError::Storage(e) if e.kind() == PathErrorKind::Missing));
}

#[test]
fn thumbnails_are_made_at_import_and_a_torn_one_is_made_again() {
    let library = tempfile::tempdir().unwrap();
    let (vault, cache) = (Vault::new(library.path()), ThumbCache::new(library.path()));
    let upright = card(800, 600);
    let bytes = jpeg_bytes(&upright);
    let hash = vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    cache.make_from_pixels(&hash, &upright);
    let plain = Edits::default();
    let grid = cache.get(&hash, ThumbSize::Grid, &plain).unwrap();
    assert_eq!(grid.dimensions(), (512, 384));
    // Smaller than the screen: never enlarged.
    let screen = cache.get(&hash, ThumbSize::Screen, &plain).unwrap();
    assert_eq!(screen.dimensions(), (800, 600));

    let shelf = library
        .path()
        .join("cache/thumbs")
        .join(&hash.to_string()[..2]);
    for name in names_in(&shelf) {
        let whole = fs::read(shelf.join(&name)).unwrap();
        fs::write(shelf.join(&name), &whole[..whole.len() / 2]).unwrap();
    }
    assert_eq!(cache.get(&hash, ThumbSize::Grid, &plain), None);
    let photo = photo_of(hash, &bytes, (800, 600));
    let made = cache
        .get_or_make(&vault, &photo, ThumbSize::Grid, &plain)
        .unwrap();
    assert!(difference(&made, &grid) < 2.0);

    cache.forget(&hash);
    assert_eq!(names_in(&shelf), Vec::<String>::new());
}

#[test]
fn a_cache_that_cannot_be_written_costs_nothing_but_time() {
    let library = tempfile::tempdir().unwrap();
    let (vault, cache) = (Vault::new(library.path()), ThumbCache::new(library.path()));
    let upright = card(100, 80);
    let bytes = jpeg_bytes(&upright);
    let hash = vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    fs::write(library.path().join("cache"), b"in the way").unwrap();
    let photo = photo_of(hash, &bytes, (100, 80));
    let made = cache
        .get_or_make(&vault, &photo, ThumbSize::Grid, &Edits::default())
        .unwrap();
    assert!(difference(&made, &upright) < 3.0);
}

#[test]
fn a_print_is_upright_edited_fitted_and_without_a_trace() {
    let library = tempfile::tempdir().unwrap();
    let vault = Vault::new(library.path());
    let upright = card(900, 600);
    let bytes = jpeg_with_exif(
        &jpeg_bytes(&stored_for(&upright, 6)),
        &[
            orientation(6),
            crate::common::text(exif::Tag::Model, "Secret camera"),
        ],
    );
    let hash = vault.keep(&bytes, PhotoFormat::Jpeg).unwrap();
    let photo = photo_of(hash, &bytes, (900, 600));
    let edits = Edits::default().turned_right();
    let (printed, width, height) = render_for_print(&vault, &photo, &edits, 200, 900, 92).unwrap();
    assert_eq!((width, height), (200, 300));
    let seen = decode(&printed, &Limits::default()).unwrap();
    assert_eq!(seen.srgb().dimensions(), (200, 300));
    let expected = edited(&fit_within(&upright, 300, 300), &edits);
    assert!(difference(&seen.srgb(), &expected) < 3.0);
    assert_eq!(seen.metadata.shot.camera, None);
    assert!(!printed.windows(6).any(|window| window == b"Secret"));
    assert!(printed.windows(11).any(|window| window == b"ICC_PROFILE"));

    // Never enlarged.
    let (_, width, height) =
        render_for_print(&vault, &photo, &Edits::default(), 9000, 9000, 92).unwrap();
    assert_eq!((width, height), (900, 600));
}

#[test]
fn the_mean_colour_is_that_of_the_picture() {
    let image = RgbImage::from_pixel(10, 10, Rgb([0x12, 0x34, 0x56]));
    assert_eq!(average_rgb(&image), 0x12_34_56);
}

#[test]
fn a_dropped_file_leaves_nothing_and_a_commit_never_replaces() {
    let dir = tempfile::tempdir().unwrap();
    let mut staged = StagedFile::create_in(dir.path()).unwrap();
    staged.write_all(b"half").unwrap();
    let [name] = &names_in(dir.path())[..] else {
        panic!("one file")
    };
    assert!(is_leftover(name.as_ref()));
    drop(staged);
    assert_eq!(names_in(dir.path()), Vec::<String>::new());

    let path = dir.path().join("kept");
    let mut staged = StagedFile::create_in(dir.path()).unwrap();
    staged.write_all(b"first").unwrap();
    staged.commit_as(&path).unwrap();
    let mut staged = StagedFile::create_in(dir.path()).unwrap();
    staged.write_all(b"second").unwrap();
    let error = staged.commit_as(&path).unwrap_err();
    assert_eq!(error.kind(), PathErrorKind::AlreadyThere);
    assert_eq!(fs::read(&path).unwrap(), b"first");
    let mut staged = StagedFile::create_in(dir.path()).unwrap();
    staged.write_all(b"third").unwrap();
    staged.commit_replacing(&path).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"third");
    assert_eq!(names_in(dir.path()), ["kept"]);
}

#[test]
fn a_write_that_fails_leaves_the_old_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("page.pdf");
    write_atomic(&path, b"old").unwrap();
    let error = write_atomic_with(&path, |out| {
        out.write_all(&[7; 100_000])?;
        // Seen from outside, nothing has happened yet.
        assert_eq!(fs::read(&path)?, b"old");
        Err::<(), _>(std::io::Error::from(std::io::ErrorKind::StorageFull))
    })
    .unwrap_err();
    assert_eq!(error.kind(), PathErrorKind::DiskFull);
    let sentence = error.to_string();
    assert!(sentence.contains("page.pdf") && sentence.contains("the disk is full"));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names_in(dir.path()), ["page.pdf"]);
    let count = write_atomic_with(&path, |out| out.write(b"new")).unwrap();
    assert_eq!((count, fs::read(&path).unwrap()), (3, b"new".to_vec()));
}

/// A reader that looks again and again never sees half a file.
#[test]
fn replacing_is_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("file");
    let (short, long) = (vec![b'a'; 10_000], vec![b'b'; 900_000]);
    write_cache(&path, &short).unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 0..60 {
                write_cache(&path, if round % 2 == 0 { &long } else { &short }).unwrap();
            }
        });
        while !writer.is_finished() {
            let seen = fs::read(&path).unwrap();
            assert!(seen == short || seen == long, "{} bytes", seen.len());
        }
    });
    assert_eq!(names_in(dir.path()), ["file"]);
}

#[test]
fn reading_is_bounded_and_says_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("file");
    fs::write(&path, [1; 100]).unwrap();
    assert_eq!(read_bounded(&path, 100).unwrap().len(), 100);
    let kind = |path: &Path, max| read_bounded(path, max).unwrap_err().kind();
    assert_eq!(kind(&path, 99), PathErrorKind::TooLarge);
    assert_eq!(kind(dir.path(), 99), PathErrorKind::NotAFile);
    assert_eq!(kind(&dir.path().join("none"), 99), PathErrorKind::Missing);
    let missing = storage::write_atomic(&dir.path().join("none/file"), b"").unwrap_err();
    assert_eq!(missing.kind(), PathErrorKind::Missing);
    assert!(create_private_dir(&path.join("below a file")).is_err());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    /// Does its work only when started by the test below, under an umask that
    /// a test cannot set for itself.
    #[test]
    fn helper_keeps_a_photo_under_an_umask() {
        let Ok(root) = std::env::var("SMILEKEEP_TEST_LIBRARY") else {
            return;
        };
        let root = Path::new(&root);
        let image = card(600, 400);
        let hash = Vault::new(root)
            .keep(&jpeg_bytes(&image), PhotoFormat::Jpeg)
            .unwrap();
        ThumbCache::new(root).make_from_pixels(&hash, &image);
        write_atomic(&root.join("LIBRARY"), b"1").unwrap();
    }

    #[test]
    fn only_the_owner_may_look_whatever_the_umask() {
        for umask in ["000", "022", "077", "277"] {
            let parent = tempfile::tempdir().unwrap();
            let root = parent.path().join("a/library");
            let status = Command::new("sh")
                .arg("-c")
                .arg(format!(
                    "umask {umask}; exec \"$0\" --exact vault::unix::helper_keeps_a_photo_under_an_umask"
                ))
                .arg(std::env::current_exe().unwrap())
                .env("SMILEKEEP_TEST_LIBRARY", &root)
                .output()
                .unwrap();
            assert!(status.status.success(), "umask {umask}: {status:?}");
            let mut seen = 0;
            let mut folders = vec![parent.path().join("a")];
            while let Some(folder) = folders.pop() {
                assert_eq!(mode(&folder), 0o700, "{} {umask}", folder.display());
                for name in names_in(&folder) {
                    let path = folder.join(name);
                    if path.is_dir() {
                        folders.push(path);
                    } else {
                        assert_eq!(mode(&path), 0o600, "{} {umask}", path.display());
                        seen += 1;
                    }
                }
            }
            assert_eq!(seen, 4, "an original, two thumbnails, a marker");
        }
    }

    #[test]
    fn folders_that_exist_keep_their_mode() {
        let dir = tempfile::tempdir().unwrap();
        let own = dir.path().join("Pictures");
        fs::create_dir(&own).unwrap();
        fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
        create_private_dir(&own.join("library")).unwrap();
        assert_eq!((mode(&own), mode(&own.join("library"))), (0o755, 0o700));
    }

    #[test]
    fn pipes_sockets_and_devices_are_refused_without_waiting() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe.jpg");
        let made = Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: no mkfifo here");
            return;
        }
        let socket = dir.path().join("socket.jpg");
        let _listener = UnixListener::bind(&socket).unwrap();
        let link = dir.path().join("link.jpg");
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        let paths = [pipe, socket, link, "/dev/zero".into(), "/dev/tty".into()];
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for path in paths {
                let result = smilekeep::photo::read_file(&path, &Limits::default());
                sender.send((path, result)).unwrap();
            }
        });
        for _ in 0..5 {
            let (path, result) = receiver
                .recv_timeout(Duration::from_secs(10))
                .expect("reading must not wait");
            assert!(
                matches!(result, Err(PhotoError::NotAFile)),
                "{}: {result:?}",
                path.display()
            );
        }
    }
}
