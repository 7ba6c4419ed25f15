//! Damage is found and named, and put back from the backup; what is only away
//! for a while is waited for; very much at once is asked about.

use std::ops::ControlFlow;
use std::path::PathBuf;

use smilekeep::app::{
    Change, Command, GalleryCommand, LibraryCommand, LibraryState, NoticeKind, Report,
};
use smilekeep::archive::{self, Finding};
use smilekeep::domain::{EntryFields, Moment, MomentSource};
use smilekeep::photo::Vault;
use smilekeep::store::{self, Library};

use super::common::{Home, at, now, photo_file, program, rest, text};

/// A library with photos that came through the program.
fn with_photos(photos: u8) -> Home {
    let home = Home::new();
    let files: Vec<String> = (0..photos)
        .map(|seed| {
            let name = format!("IMG_{seed}.jpg");
            let taken = format!("2026:11:{:02} 03:10:15", 1 + seed);
            let path = photo_file(home.outside(), &name, seed, Some(&taken));
            path.display().to_string()
        })
        .collect();
    let mut words = vec!["add"];
    words.extend(files.iter().map(String::as_str));
    let output = program(home.outside(), &home.root(), &words);
    assert!(output.status.success(), "{}", text(&output.stderr));
    home
}

fn originals(home: &Home) -> Vec<PathBuf> {
    Vault::new(&home.root())
        .each_file()
        .unwrap()
        .into_iter()
        .filter(|file| file.hash.is_some())
        .map(|file| file.path)
        .collect()
}

#[test]
fn every_flipped_bit_of_an_original_is_found_and_named() {
    let home = with_photos(10);
    let files = originals(&home);
    assert_eq!(files.len(), 10);
    let connection = home.connection();
    let vault = Vault::new(&home.root());
    let mut found = 0;
    let mut seed = 7_u64;
    for number in 0..100 {
        let path = &files[number % files.len()];
        let whole = std::fs::read(path).unwrap();
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bit = (seed >> 20) as usize % (whole.len() * 8);
        let mut damaged = whole.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(path, &damaged).unwrap();
        let report =
            archive::verify(&connection, &vault, &mut |_, _| ControlFlow::Continue(())).unwrap();
        let named = matches!(
            report.findings.as_slice(),
            [Finding::Changed { path: named, .. }] if named == path
        );
        assert!(named, "bit {bit} of {}: {report:?}", path.display());
        found += 1;
        std::fs::write(path, &whole).unwrap();
    }
    let report =
        archive::verify(&connection, &vault, &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert!(report.is_sound());
    println!("{found} single flipped bits in originals, {found} found and named");
}

#[test]
fn the_backup_puts_back_what_it_has_whole() {
    let home = with_photos(4);
    let backup = home.outside().join("drive");
    let backup = backup.to_str().unwrap();
    let run = |words: &[&str]| {
        let output = program(home.outside(), &home.root(), words);
        let code = output.status.code().unwrap();
        (code, text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(run(&["backup", "to", backup]).0, 0);
    let files = originals(&home);
    let whole: Vec<_> = files
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    // One damaged, one gone, and one damaged in the backup as well.
    std::fs::write(&files[0], b"damaged").unwrap();
    std::fs::remove_file(&files[1]).unwrap();
    std::fs::write(&files[2], b"damaged too").unwrap();
    let copy = PathBuf::from(backup).join(files[2].strip_prefix(home.root()).unwrap());
    std::fs::write(copy, b"damaged there").unwrap();

    let (code, said, error) = run(&["verify", "--heal", "/nowhere"]);
    assert_eq!(code, 1, "{said}");
    assert!(error.contains("not a Smilekeep backup"), "{error}");
    assert_eq!(std::fs::read(&files[0]).unwrap(), b"damaged");

    let (code, said, _) = run(&["verify", "--heal", backup]);
    assert_eq!(code, 4, "{said}");
    assert_eq!(said.matches("is whole again").count(), 2, "{said}");
    assert!(said.contains("its original has been damaged"), "{said}");
    for at in [0, 1, 3] {
        assert_eq!(std::fs::read(&files[at]).unwrap(), whole[at]);
    }
    // What was damaged is set aside, not deleted.
    let mut aside = files[0].clone().into_os_string();
    aside.push(".damaged-1");
    assert_eq!(std::fs::read(aside).unwrap(), b"damaged");
    assert_eq!(std::fs::read(&files[2]).unwrap(), b"damaged too");
}

#[test]
fn the_window_offers_what_the_backup_has() {
    let home = with_photos(3);
    let drive = home.outside().join("drive");
    let mut app = home.app();
    app.apply(LibraryCommand::BackUp(Some(drive.clone())).into());
    rest(&mut app);
    let files = originals(&home);
    std::fs::write(&files[1], b"damaged").unwrap();
    app.apply(LibraryCommand::Verify.into());
    rest(&mut app);
    let Some(Report::Healable { findings, .. }) = &app.model.report else {
        panic!("{:?}", app.model.report);
    };
    assert!(findings[0].contains("has it whole"), "{findings:?}");
    app.apply(LibraryCommand::Heal.into());
    rest(&mut app);
    assert_eq!(app.model.report, None);
    assert_eq!(
        app.model.notices.back().unwrap().text,
        "The photo is whole again."
    );
    // Without the drive, the way that is left is told.
    std::fs::write(&files[1], b"damaged").unwrap();
    std::fs::rename(&drive, home.outside().join("away")).unwrap();
    app.apply(LibraryCommand::Verify.into());
    rest(&mut app);
    assert!(matches!(
        &app.model.report,
        Some(Report::Check { sound: false, .. })
    ));
}

#[test]
fn photos_that_are_away_are_waited_for() {
    let home = with_photos(3);
    let files = originals(&home);
    let away = home.outside().join("away.jpg");
    std::fs::rename(&files[1], &away).unwrap();
    let mut app = home.app();
    assert_eq!(app.model.photos.len(), 3, "never deleted");
    assert_eq!(app.model.offline.len(), 1);
    let said = app
        .model
        .notices
        .iter()
        .find(|notice| notice.kind == NoticeKind::Hint);
    assert!(
        said.unwrap().text.contains("nothing was removed"),
        "{said:?}"
    );
    // Back again: found by itself.
    std::fs::rename(&away, &files[1]).unwrap();
    let begun = std::time::Instant::now();
    while !app.model.offline.is_empty() {
        assert!(
            begun.elapsed().as_secs() < 40,
            "it was never looked for again"
        );
        app.drain();
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    // All of them: a drive that is not mounted on its folder.
    drop(app);
    std::fs::rename(home.root().join("photos"), home.outside().join("photos")).unwrap();
    let app = home.app();
    assert_eq!(app.model.offline.len(), 3);
    assert_eq!(app.model.gallery.items.len(), 3);
    assert!(
        app.model
            .notices
            .iter()
            .any(|notice| notice.text.starts_with("None of your photos")),
        "{:?}",
        app.model.notices
    );
}

#[test]
fn a_library_that_is_not_there_is_not_begun_anew() {
    let home = with_photos(1);
    let elsewhere = home.outside().join("unplugged");
    std::fs::rename(home.root(), &elsewhere).unwrap();
    for made in [false, true] {
        // The mount point of a drive that is away: no folder, or an empty one.
        if made {
            std::fs::create_dir(home.root()).unwrap();
        }
        let output = program(home.outside(), &home.root(), &["list"]);
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        let clear = if made {
            "is not a Smilekeep library"
        } else {
            "plug it in"
        };
        assert!(said.contains(clear), "{said}");
        match Library::open(&home.root()) {
            Err(error) => assert!(!error.is_repairable()),
            Ok(_) => panic!("opened what is not there"),
        }
    }
    assert_eq!(std::fs::read_dir(home.root()).unwrap().count(), 0);
    // Emptied but for its marker: the journal is missed, not begun anew.
    std::fs::copy(elsewhere.join("LIBRARY"), home.root().join("LIBRARY")).unwrap();
    let app = home.app_starting();
    assert!(matches!(app.model.library, LibraryState::Trouble { .. }));
}

/// As many entries without photos as asked for.
fn with_words(entries: usize) -> (Home, Vec<String>) {
    let home = Home::new();
    let library = Library::open(&home.root()).unwrap();
    let mut connection = library.connect().unwrap();
    let ids = store::in_transaction(&mut connection, |tx| {
        (0..entries)
            .map(|number| {
                let moment = Moment::new(at("2026-11-03 03:10"), 60, MomentSource::TypedIn);
                let mut fields = EntryFields::new(home.baby, moment);
                fields.note = format!("Note {number}");
                store::entry::insert(tx, &fields, now()).map(|entry| entry.id.to_string())
            })
            .collect::<Result<Vec<_>, store::StoreError>>()
    })
    .unwrap();
    drop((connection, library));
    (home, ids)
}

#[test]
fn very_much_at_once_is_asked_about_on_the_command_line() {
    let (home, ids) = with_words(12);
    let run = |words: Vec<&str>| {
        let output = program(home.outside(), &home.root(), &words);
        (output.status.code().unwrap(), text(&output.stderr))
    };
    let delete = |count: usize, rest: &[&'static str]| {
        let mut words = vec!["delete"];
        words.extend(ids[..count].iter().map(String::as_str));
        words.extend(rest);
        run(words)
    };
    let (code, said) = delete(7, &[]);
    assert_eq!(code, 1);
    assert!(
        said.contains("seven of twelve") && said.contains("--yes"),
        "{said}"
    );
    let trashed = || store::entry::trashed(&home.connection()).unwrap().len();
    assert_eq!(trashed(), 0);
    assert_eq!(delete(2, &[]).0, 0);
    assert_eq!(trashed(), 2);
    // All of them or none: two of these are there already.
    assert_eq!(delete(9, &["--yes"]).0, 1);
    assert_eq!(trashed(), 2);
    let rest: Vec<&str> = ids[2..].iter().map(String::as_str).collect();
    let mut words = vec!["delete", "--yes"];
    words.extend(&rest);
    assert_eq!(run(words).0, 0);
    assert_eq!(trashed(), 12);
    // And each comes back.
    assert_eq!(run(vec!["restore", &ids[0]]).0, 0);
    assert_eq!(trashed(), 11);
}

#[test]
fn very_much_at_once_is_asked_about_in_the_window() {
    let home = with_photos(12);
    let mut app = home.app();
    let photos: Vec<_> = app
        .model
        .gallery
        .items
        .iter()
        .map(|item| item.id())
        .collect();
    let throw = |count: usize| {
        Command::from(GalleryCommand::Change(
            photos[..count].to_vec().into(),
            Change::Trash,
        ))
    };
    app.apply(throw(8));
    rest(&mut app);
    let items = app.model.gallery.items.iter();
    let entries: std::collections::HashSet<_> = items.map(|item| item.entry).collect();
    assert_eq!(entries.len(), 12);
    let brake = app.model.brake.as_ref();
    let brake = brake.unwrap_or_else(|| panic!("{:?}", app.model.notices));
    assert_eq!((brake.entries, brake.all), (8, 12));
    assert_eq!(app.model.gallery.items.len(), 12);
    app.apply(GalleryCommand::Sure(false).into());
    rest(&mut app);
    assert_eq!(app.model.brake, None);
    assert_eq!(app.model.gallery.items.len(), 12);
    app.apply(throw(8));
    rest(&mut app);
    app.apply(GalleryCommand::Sure(true).into());
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 4);
    // Undone as ever.
    let change = app.model.last_change.unwrap();
    app.apply(GalleryCommand::TakeBack(change).into());
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 12);
    // Little is not asked about.
    app.apply(throw(3));
    rest(&mut app);
    assert_eq!(app.model.brake, None);
    assert_eq!(app.model.gallery.items.len(), 9);
}

#[test]
fn another_library_in_the_same_place_is_recognised() {
    let home = with_photos(1);
    let other = with_photos(2);
    let config = home.outside().join("config.json");
    let start = || {
        let clock = smilekeep::app::FixedClock {
            local: now(),
            utc_offset_minutes: 60,
        };
        let mut app = smilekeep::app::App::start(
            Some(&home.root()),
            smilekeep::app::ConfigFile::at(&config),
            std::sync::Arc::new(clock),
            std::sync::Arc::new(|| {}),
        );
        rest(&mut app);
        let told = app
            .model
            .notices
            .iter()
            .any(|notice| notice.text.contains("another library than last time"));
        (told, app.model.photos.len())
    };
    assert_eq!(start(), (false, 1));
    assert_eq!(start(), (false, 1));
    // Another drive is mounted there.
    std::fs::rename(home.root(), home.outside().join("ours")).unwrap();
    std::fs::rename(other.root(), home.root()).unwrap();
    assert_eq!(start(), (true, 2));
    assert_eq!(start(), (false, 2));
}

#[test]
fn a_line_the_log_lacks_is_noticed_at_the_next_start() {
    let (home, ids) = with_words(3);
    let log = home.root().join("journal.log");
    let run = |words: &[&str]| {
        let output = program(home.outside(), &home.root(), words);
        assert!(output.status.success(), "{}", text(&output.stderr));
    };
    run(&["edit", "entry", &ids[0], "--note", "Once"]);
    let before = std::fs::read(&log).unwrap();
    let an_hour_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    run(&[
        "edit",
        "entry",
        &ids[1],
        "--note",
        "The line that is missing",
    ]);
    // Ended between the commit and its line.
    std::fs::write(&log, &before).unwrap();
    let file = std::fs::File::options().write(true).open(&log).unwrap();
    file.set_modified(an_hour_ago).unwrap();
    drop(file);
    run(&["edit", "entry", &ids[2], "--note", "Later"]);
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(log.contains("The line that is missing"));
    assert!(log.contains("Later"));
    // Nothing lacks: it is only added to.
    let lines = log.lines().count();
    run(&["edit", "entry", &ids[0], "--note", "Last"]);
    let longer = std::fs::read_to_string(home.root().join("journal.log")).unwrap();
    assert!(longer.starts_with(&log), "it was begun anew for nothing");
    assert!(longer.lines().count() > lines);
}
