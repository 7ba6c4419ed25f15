//! Backups: made, gone on with, checked, and taken back.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use smilekeep::app::{LibraryCommand, Report, View};
use smilekeep::archive::backup::{self, BackupError, Care};
use smilekeep::store::{self, Library};

use super::common::{Home, now, photo_file, program, rest, text};
use super::recovery::dump;

fn library(photos: u8) -> Home {
    let home = Home::new();
    let files: Vec<String> = (0..photos)
        .map(|seed| {
            let name = format!("IMG_20261103_0{}1455.jpg", seed % 10);
            let folder = home.outside().join(format!("from-{seed}"));
            fs::create_dir_all(&folder).unwrap();
            photo_file(&folder, &name, seed, None).display().to_string()
        })
        .collect();
    let mut words = vec!["add"];
    words.extend(files.iter().map(String::as_str));
    ok(&home, &words);
    home
}

fn ok(home: &Home, words: &[&str]) -> String {
    let output = program(home.outside(), &home.root(), words);
    assert!(
        output.status.success(),
        "{words:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

fn go_on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn make(home: &Home, to: &Path, day: i64) -> Result<backup::BackupReport, BackupError> {
    let library = Library::open_to_read(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let now = now() + chrono::Duration::days(day);
    let how = (now, Care::Lengths);
    backup::make(&home.root(), &connection, to, how, &mut go_on)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

#[test]
fn all_of_a_library_comes_back() {
    let home = library(5);
    let to = home.outside().join("drive/backup");
    let first = make(&home, &to, 0).unwrap();
    assert_eq!((first.copied, first.there), (5, 0));
    assert_eq!(first.problems, Vec::<String>::new());
    // Nothing is written twice.
    let photo = photo_file(home.outside(), "IMG_20261105_031455.jpg", 77, None);
    ok(&home, &["add", &photo.display().to_string()]);
    let second = make(&home, &to, 1).unwrap();
    assert_eq!((second.copied, second.there), (1, 5));
    assert_eq!(
        backup::last_made(&to),
        Some(now() + chrono::Duration::days(1))
    );

    let before = dump(&home.connection());
    let originals: Vec<_> = files(&home.root().join("photos"))
        .iter()
        .map(|path| {
            (
                path.file_name().unwrap().to_owned(),
                fs::read(path).unwrap(),
            )
        })
        .collect();
    fs::remove_dir_all(home.root()).unwrap();
    let report = backup::check(&to, &mut go_on).unwrap();
    assert_eq!((report.photos, report.findings.len()), (6, 0));
    let restored = backup::restore(&to, &home.root(), false, &mut go_on).unwrap();
    assert_eq!((restored.photos, restored.lost.len()), (6, 0));
    drop(Library::open(&home.root()).unwrap());
    assert_eq!(dump(&home.connection()), before);
    let back: Vec<_> = files(&home.root().join("photos"))
        .iter()
        .map(|path| {
            (
                path.file_name().unwrap().to_owned(),
                fs::read(path).unwrap(),
            )
        })
        .collect();
    assert_eq!(back, originals);
    // It is the same library, so the same backup goes on.
    assert_eq!(make(&home, &to, 2).unwrap().there, 6);
}

#[test]
fn a_backup_that_was_stopped_goes_on_and_counts_only_when_whole() {
    let home = library(6);
    let to = home.outside().join("backup");
    let library = Library::open_to_read(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let mut stop = |done: usize, _: usize| {
        if done == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = backup::make(
        &home.root(),
        &connection,
        &to,
        (now(), Care::Lengths),
        &mut stop,
    );
    assert!(matches!(stopped, Err(BackupError::Cancelled)));
    assert!(matches!(
        backup::check(&to, &mut go_on),
        Err(BackupError::NotABackup(_))
    ));
    // What a pulled plug leaves.
    fs::write(to.join("photos/.tmp-9-9"), b"half").unwrap();
    let report = make(&home, &to, 0).unwrap();
    assert_eq!((report.copied, report.there), (3, 3));
    assert!(files(&to).iter().all(|path| {
        !path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with(".tmp")
    }));
}

#[test]
fn every_flipped_bit_is_found_and_named() {
    let home = library(4);
    let to = home.outside().join("backup");
    make(&home, &to, 0).unwrap();
    let all: Vec<PathBuf> = files(&to)
        .into_iter()
        .filter(|path| {
            let path = path.display().to_string();
            path.contains("/photos/") || path.contains("/journals/")
        })
        .collect();
    assert_eq!(all.len(), 5);
    let mut found = 0;
    for round in 0..100_usize {
        let path = &all[round % all.len()];
        let good = fs::read(path).unwrap();
        let mut bytes = good.clone();
        let at = round * 7919 % bytes.len();
        bytes[at] ^= 1 << (round % 8);
        fs::write(path, &bytes).unwrap();
        let report = backup::check(&to, &mut go_on).unwrap();
        assert_eq!(report.findings.len(), 1, "{round}: {:?}", report.findings);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(report.findings[0].contains(&name), "{:?}", report.findings);
        found += 1;
        fs::write(path, &good).unwrap();
    }
    println!("{found} of 100 flipped bits in a backup found and named");
}

#[test]
fn a_damaged_backup_is_refused_and_what_is_whole_can_be_taken_out() {
    let home = library(4);
    let to = home.outside().join("backup");
    make(&home, &to, 0).unwrap();
    let photos: Vec<PathBuf> = files(&to.join("photos"));
    fs::remove_file(&photos[0]).unwrap();
    let mut bytes = fs::read(&photos[1]).unwrap();
    bytes[100] ^= 4;
    fs::write(&photos[1], bytes).unwrap();

    let into = home.outside().join("again");
    let refused = backup::restore(&to, &into, false, &mut go_on).unwrap_err();
    let sentence = refused.to_string();
    for photo in &photos[..2] {
        let name = photo.file_name().unwrap().to_string_lossy().into_owned();
        assert!(sentence.contains(&name), "{sentence}");
    }
    assert!(!into.exists());
    let restored = backup::restore(&to, &into, true, &mut go_on).unwrap();
    assert_eq!((restored.photos, restored.lost.len()), (2, 2));
    let library = Library::open(&into).unwrap();
    let connection = library.connect().unwrap();
    assert_eq!(store::photo::list(&connection).unwrap().len(), 4);
}

#[test]
fn other_folders_are_left_alone() {
    let home = library(1);
    let other = library(1);
    let to = home.outside().join("backup");
    make(&home, &to, 0).unwrap();
    assert!(matches!(
        make(&other, &to, 0),
        Err(BackupError::OfAnother(_))
    ));
    let used = home.outside().join("used");
    fs::create_dir(&used).unwrap();
    fs::write(used.join("letter.txt"), b"dear").unwrap();
    assert!(matches!(
        make(&home, &used, 0),
        Err(BackupError::NotEmpty(_))
    ));
    assert!(matches!(
        make(&home, &home.root().join("backups/here"), 0),
        Err(BackupError::InsideLibrary)
    ));
    #[cfg(unix)]
    {
        let link = home.outside().join("link");
        std::os::unix::fs::symlink(home.root(), &link).unwrap();
        assert!(matches!(
            make(&home, &link.join("not/there/yet"), 0),
            Err(BackupError::InsideLibrary)
        ));
    }
    // A journal without its marker is never written over.
    let lost = home.outside().join("lost");
    fs::create_dir(&lost).unwrap();
    fs::write(lost.join("journal.sqlite"), b"words").unwrap();
    assert!(matches!(
        backup::restore(&to, &lost, false, &mut go_on),
        Err(BackupError::NotEmpty(_))
    ));
    assert_eq!(fs::read(lost.join("journal.sqlite")).unwrap(), b"words");
    assert!(matches!(
        backup::restore(&to, &used, false, &mut go_on),
        Err(BackupError::NotEmpty(_))
    ));
    assert_eq!(files(&used).len(), 1);
    assert!(matches!(
        backup::check(&used, &mut go_on),
        Err(BackupError::NotABackup(_))
    ));
}

/// Names inside a manifest are never paths.
#[test]
fn a_hostile_list_of_contents_reaches_nothing_outside() {
    let home = library(2);
    let to = home.outside().join("backup");
    make(&home, &to, 0).unwrap();
    let secret = home.outside().join("secret.sqlite");
    fs::copy(home.root().join("journal.sqlite"), &secret).unwrap();
    let manifest = files(&to.join("manifests")).remove(0);
    let good = fs::read_to_string(&manifest).unwrap();
    let value: serde_json::Value = serde_json::from_str(&good).unwrap();
    let journal = value["journal"]["name"].as_str().unwrap();
    for name in [
        "../secret.sqlite".to_owned(),
        secret.display().to_string(),
        "journals/../../secret.sqlite".to_owned(),
        "journals".to_owned(),
        String::new(),
    ] {
        fs::write(&manifest, good.replace(journal, &name)).unwrap();
        let into = home.outside().join("again");
        let refused = backup::restore(&to, &into, true, &mut go_on).unwrap_err();
        assert!(
            matches!(refused, BackupError::NotWhole(_)),
            "{name}: {refused}"
        );
        assert!(!into.exists(), "{name}");
    }
    let photo = value["photos"][0]["sha256"].as_str().unwrap();
    fs::write(&manifest, good.replace(photo, "../../secret")).unwrap();
    let report = backup::check(&to, &mut go_on).unwrap();
    assert_eq!(report.findings.len(), 1);
    fs::write(&manifest, good.replace("\"format\": 1", "\"format\": 2")).unwrap();
    assert!(matches!(
        backup::check(&to, &mut go_on),
        Err(BackupError::Newer)
    ));
    fs::write(&manifest, "[[[[").unwrap();
    assert!(matches!(
        backup::check(&to, &mut go_on),
        Err(BackupError::NotWhole(_))
    ));
}

#[test]
fn backups_from_the_command_line() {
    let home = library(3);
    let to = home.outside().join("backup").display().to_string();
    assert!(ok(&home, &["backup", "to", &to]).contains("3 photos written"));
    assert!(ok(&home, &["backup", "to", &to]).contains("3 there already"));
    assert!(ok(&home, &["backup", "check", &to]).contains("everything is whole"));
    // An original that was damaged since is not put in the place of the good one.
    let original = files(&home.root().join("photos")).remove(0);
    fs::write(&original, b"nonsense").unwrap();
    ok(&home, &["backup", "to", &to]);
    let into = home.outside().join("again").display().to_string();
    assert!(ok(&home, &["backup", "restore", &to, "--into", &into]).contains("3 photos"));
    let output = program(home.outside(), Path::new(&into), &["verify"]);
    assert!(output.status.success(), "{}", text(&output.stdout));
    // Damage of the same length is healed by reading everything.
    let copy = files(&Path::new(&to).join("photos")).remove(0);
    let good = fs::read(&copy).unwrap();
    fs::write(&original, &good).unwrap();
    let mut bytes = good.clone();
    bytes[50] ^= 1;
    fs::write(&copy, bytes).unwrap();
    ok(&home, &["backup", "to", &to]);
    let found = program(home.outside(), &home.root(), &["backup", "check", &to]);
    assert_eq!(found.status.code(), Some(4));
    assert!(ok(&home, &["backup", "to", &to, "--read-all"]).contains("1 photos written"));
    ok(&home, &["backup", "check", &to]);
    assert_eq!(fs::read(&copy).unwrap(), good);
    fs::remove_file(copy).unwrap();
    let checked = program(home.outside(), &home.root(), &["backup", "check", &to]);
    assert_eq!(checked.status.code(), Some(4));
    assert!(text(&checked.stdout).contains("is missing"));
}

#[test]
fn the_window_backs_up_remembers_where_and_reminds() {
    let home = library(3);
    let to = home.outside().join("drive");
    let mut app = home.app();
    assert_eq!(app.model.backup(), None);
    // Just begun: nothing to remind of yet.
    assert!(app.model.notices.is_empty(), "{:?}", app.model.notices);
    app.apply(LibraryCommand::BackUp(None).into());
    assert_eq!(app.model.view, View::Settings);

    app.apply(LibraryCommand::BackUp(Some(to.clone())).into());
    rest(&mut app);
    let said = app.model.notices.pop_back().unwrap();
    assert!(said.text.contains("3 new photos"), "{}", said.text);
    let place = app.model.backup().unwrap().clone();
    assert_eq!(place.folder, to);
    assert_eq!(backup::last_made(&to), Some(place.made));
    app.apply(LibraryCommand::CheckBackup.into());
    rest(&mut app);
    assert!(matches!(
        app.model.report.take(),
        Some(Report::Check { sound: true, .. })
    ));

    let photo = files(&to.join("photos")).remove(0);
    fs::write(&photo, b"nonsense").unwrap();
    app.apply(LibraryCommand::CheckBackup.into());
    rest(&mut app);
    match app.model.report.take() {
        Some(Report::Check {
            sound: false,
            findings,
            ..
        }) => assert_eq!(findings.len(), 1),
        other => panic!("{other:?}"),
    }
    // The next backup heals it.
    app.apply(LibraryCommand::BackUp(None).into());
    rest(&mut app);
    app.apply(LibraryCommand::CheckBackup.into());
    rest(&mut app);
    assert!(matches!(
        app.model.report.take(),
        Some(Report::Check { sound: true, .. })
    ));
    let place = app.model.backup().unwrap().clone();
    // The drive is not there.
    fs::remove_dir_all(&to).unwrap();
    fs::write(&to, b"").unwrap();
    app.apply(LibraryCommand::BackUp(None).into());
    rest(&mut app);
    let said = app.model.notices.pop_back().unwrap();
    assert!(said.text.contains("drive"), "{}", said.text);
    assert_eq!(app.model.backup(), Some(&place));
}
