//! Our own export comes back, whole and once.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use smilekeep::store::{self, Library};

use super::super::common::{Home, contents, photo_file, program, text};
use super::super::export::{export_to, made, rich};
use super::super::recovery::dump;
use super::{counts, good, import, of};

fn library_at(home: &Home, name: &str) -> PathBuf {
    home.outside().join(name)
}

fn into_other(home: &Home, library: &Path, from: &Path) -> Value {
    let words = ["import", from.to_str().unwrap(), "--json"];
    let output = program(home.outside(), library, &words);
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn journal_json(library: &Path, to: &Path) -> Value {
    let opened = Library::open_to_read(library).unwrap();
    let connection = opened.connect().unwrap();
    let from = smilekeep::archive::export::From {
        library,
        connection: &connection,
        vault: &smilekeep::photo::Vault::new(library),
        thumbs: &smilekeep::photo::ThumbCache::new(library),
    };
    let choice = smilekeep::archive::export::Choice {
        originals_only: true,
    };
    smilekeep::archive::export::export(from, to, choice, made(), &mut |_, _, _| {
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    serde_json::from_slice(&fs::read(to.join("journal.json")).unwrap()).unwrap()
}

#[test]
fn an_export_into_an_empty_library_is_the_same_journal() {
    let home = rich();
    for (name, file) in [("folder", "out"), ("zip", "out.zip")] {
        let out = home.outside().join(file);
        export_to(&home, &out).unwrap();
        let other = library_at(&home, &format!("other-{name}"));
        let told = into_other(&home, &other, &out);
        assert_eq!(
            counts(&told, "new"),
            of(&[
                ("babies", 2),
                ("entries", 5),
                ("milestones", 2),
                ("pages", 1),
                ("photos", 5),
                ("presets", 1)
            ]),
            "{told}"
        );
        assert_eq!(told["refused"], json!([]));
        let before = journal_json(&home.root(), &home.outside().join(format!("a-{name}")));
        let mut after = journal_json(&other, &home.outside().join(format!("b-{name}")));
        // The copies with edits are left out of both of these; only that differs
        // from the first export.
        assert_eq!(before["entries"], after["entries"]);
        assert_eq!(before, after, "{name}");
        after["entries"][0]["note"] = "something else".into();
        assert_ne!(before, after);
        // Twice is once.
        let rows = dump(&connection(&other));
        let again = into_other(&home, &other, &out);
        assert!(counts(&again, "new").is_empty(), "{again}");
        assert_eq!(counts(&again, "there").len(), 6);
        assert_eq!(dump(&connection(&other)), rows);
        // Nothing stays of the work.
        assert!(!other.join("cache/incoming").exists());
    }
}

fn connection(library: &Path) -> store::Connection {
    let path = library.join(store::library::JOURNAL_FILE);
    store::open_connection(&path, store::Access::Read).unwrap()
}

#[test]
fn what_is_here_is_never_changed_by_an_export() {
    let home = rich();
    let out = home.outside().join("out");
    export_to(&home, &out).unwrap();
    // Words go on after the export, and one entry goes into the trash.
    let entries = store::entry::list(&home.connection(), None).unwrap();
    let ids: Vec<String> = entries.iter().map(|entry| entry.id.to_string()).collect();
    for words in [
        vec!["edit", "entry", &ids[1], "--note", "Later words"],
        vec!["delete", &ids[0]],
    ] {
        assert!(
            program(home.outside(), &home.root(), &words)
                .status
                .success()
        );
    }
    let before = dump(&home.connection());
    let told = good(&home, &out, &[]);
    assert!(counts(&told, "new").is_empty(), "{told}");
    assert_eq!(dump(&home.connection()), before);
}

#[test]
fn two_libraries_become_one() {
    // Both parents keep a journal of their own, with a photo in common.
    let (home, other) = (Home::new(), Home::new());
    let shared = photo_file(home.outside(), "shared.jpg", 1, Some("2026:11:03 03:10:00"));
    let mine = photo_file(home.outside(), "mine.jpg", 2, Some("2026:11:04 03:10:00"));
    let theirs = photo_file(home.outside(), "theirs.jpg", 3, Some("2026:11:05 03:10:00"));
    let add = |home: &Home, files: [&PathBuf; 2]| {
        let files = files.map(|path| path.to_str().unwrap());
        let words = ["add", files[0], files[1]];
        assert!(
            program(home.outside(), &home.root(), &words)
                .status
                .success()
        );
    };
    add(&home, [&shared, &mine]);
    add(&other, [&shared, &theirs]);
    let out = other.outside().join("out.zip");
    export_to(&other, &out).unwrap();
    let told = good(&home, &out, &[]);
    // The same name and birthday: the same baby.
    assert_eq!(counts(&told, "there"), of(&[("babies", 1), ("photos", 1)]));
    assert_eq!(counts(&told, "new"), of(&[("entries", 2), ("photos", 1)]));
    assert_eq!(store::baby::list(&home.connection()).unwrap().len(), 1);
    let entries = store::entry::list(&home.connection(), Some(home.baby)).unwrap();
    assert_eq!(entries.len(), 4);
    assert!(entries.iter().all(|entry| entry.fields.photos.len() == 1));
}

#[test]
fn a_dry_run_says_it_all_and_writes_nothing() {
    let home = rich();
    let out = home.outside().join("out");
    export_to(&home, &out).unwrap();
    let other = Home::new();
    let before = dump(&other.connection());
    let told = good(&other, &out, &["--dry-run"]);
    assert_eq!(told["dry_run"], true);
    assert_eq!(told["new"]["photos"], 5);
    // Its Mina is ours.
    assert_eq!(
        (&told["new"]["babies"], &told["there"]["babies"]),
        (&1.into(), &1.into())
    );
    assert_eq!(dump(&other.connection()), before);
    assert!(contents(&other.root().join("photos")).is_empty());
}

#[test]
fn damage_in_an_export_is_named_and_the_rest_comes_in() {
    let home = rich();
    let out = home.outside().join("out");
    export_to(&home, &out).unwrap();
    let folder = out.join("originals/2026/10");
    let damaged = folder.join("2026-10-30 22-10 IMG_1.jpg");
    let mut bytes = fs::read(&damaged).unwrap();
    let last = bytes.len() - 3;
    bytes[last] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    fs::remove_file(folder.join("2026-10-30 22-10 IMG_2.jpg")).unwrap();
    // A disk changed this one's name.
    fs::rename(
        out.join("originals/2026/11/2026-11-03 03-10 صورة ٤.jpg"),
        out.join("originals/2026/11/renamed.jpg"),
    )
    .unwrap();
    let other = library_at(&home, "other");
    let words = ["import", out.to_str().unwrap(), "--json"];
    let output = program(home.outside(), &other, &words);
    assert_eq!(output.status.code(), Some(3));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let refused: Vec<&str> = told["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sentence| sentence.as_str().unwrap())
        .collect();
    assert_eq!(
        refused,
        [
            "IMG_2.jpg: its file is missing in the export.",
            "IMG_1.jpg: its file is no longer as it was exported, so it was left out.",
        ]
    );
    assert_eq!(told["new"]["photos"], 3);
    assert_eq!(told["new"]["entries"], 5);
    // The burst keeps the photo that is whole.
    let entries = store::entry::list(&connection(&other), None).unwrap();
    let burst = entries.last().unwrap();
    assert_eq!((burst.fields.photos.len(), burst.fields.cover), (1, None));
}

#[test]
fn exports_that_lie_or_are_newer_are_refused_in_one_sentence() {
    let home = rich();
    let out = home.outside().join("out");
    export_to(&home, &out).unwrap();
    let path = out.join("journal.json");
    let sound = text(&fs::read(&path).unwrap());
    let before = dump(&home.connection());
    let with = |change: &dyn Fn(&mut Value)| {
        let mut journal: Value = serde_json::from_str(&sound).unwrap();
        change(&mut journal);
        journal.to_string()
    };
    for (words, wanted) in [
        (
            with(&|journal| journal["version"] = 2.into()),
            "made by a newer Smilekeep",
        ),
        (
            with(&|journal| {
                journal["entries"][0]["moment"]["local"] = "+99999-01-01T00:00:00".into()
            }),
            "names a date no diary can have",
        ),
        (
            with(&|journal| journal["babies"][0]["birth_date"] = "-0044-03-15".into()),
            "names a date no diary can have",
        ),
        (
            with(&|journal| journal["entries"][0]["tags"] = vec!["a"; 5000].into()),
            "more tags than anyone gives",
        ),
        (
            with(&|journal| journal["photos"][0]["hash"] = "../../x".into()),
            "cannot be read",
        ),
        (sound[..sound.len() / 2].to_owned(), "cannot be read"),
    ] {
        fs::write(&path, words).unwrap();
        let (_, code, errors) = import(&home, &out, &[]);
        assert_eq!(code, Some(1), "{errors}");
        assert!(errors.contains(wanted), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
    assert_eq!(dump(&home.connection()), before);
    // One that was never finished.
    let stopped = home.outside().join("stopped");
    fs::create_dir(&stopped).unwrap();
    fs::write(stopped.join(smilekeep::archive::export::UNFINISHED), b"x").unwrap();
    let (_, code, errors) = import(&home, &stopped, &[]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("was never finished"), "{errors}");
}

#[test]
fn paths_in_an_export_lead_nowhere_else() {
    let home = rich();
    let out = home.outside().join("out");
    export_to(&home, &out).unwrap();
    let secret = photo_file(home.outside(), "secret.jpg", 99, None);
    let bytes = fs::read(&secret).unwrap();
    let path = out.join("journal.json");
    let mut journal: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    // It claims a photo of this computer as its own.
    journal["photos"][0]["file"] = "../secret.jpg".into();
    journal["photos"][0]["byte_len"] = bytes.len().into();
    journal["photos"][0]["hash"] = smilekeep::photo::hash_of(&bytes).to_string().into();
    journal["photos"][1]["file"] = secret.to_str().unwrap().into();
    fs::write(&path, journal.to_string()).unwrap();
    let other = library_at(&home, "other");
    let words = ["import", out.to_str().unwrap(), "--json"];
    let output = program(home.outside(), &other, &words);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["refused"].as_array().unwrap().len(), 1, "{told}");
    // The other one's own file is found by what is in it.
    assert_eq!(told["new"]["photos"], 4);
    let known = store::photo::hashes(&connection(&other)).unwrap();
    assert!(!known.contains(&smilekeep::photo::hash_of(&bytes)));
}

#[test]
fn values_nobody_could_have_typed_are_cleaned() {
    let home = rich();
    let out = home.outside().join("out");
    export_to(&home, &out).unwrap();
    let path = out.join("journal.json");
    let mut journal: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    journal["photos"][0]["original_name"] = format!("a\u{7}\n{}.jpg", "x".repeat(900)).into();
    journal["photos"][0]["width"] = 4_000_000_000_u32.into();
    journal["photos"][0]["edits"]["brightness"] = 127.into();
    journal["entries"][0]["tags"] = json!(["#a,b", " ", "\n", "y".repeat(900)]);
    // Odd, and all the same a date somebody kept.
    journal["milestones"][0]["date"] = "0026-10-30".into();
    journal["entries"][0]["length_seconds"] = 4_000_000_000_u32.into();
    fs::write(&path, journal.to_string()).unwrap();
    let other = library_at(&home, "other");
    let told = into_other(&home, &other, &out);
    assert_eq!(told["refused"], json!([]), "{told}");
    let connection = connection(&other);
    let photo = &store::photo::list(&connection).unwrap()[0];
    assert_eq!(photo.file.original_name.chars().count(), 255);
    assert_eq!(photo.file.width, 96);
    assert_eq!(
        store::edits::get(&connection, photo.id).unwrap().brightness,
        100
    );
    let entries = store::entry::list(&connection, None).unwrap();
    let fields = &entries.last().unwrap().fields;
    let tags: Vec<&str> = fields.tags.iter().map(|tag| tag.as_str()).collect();
    assert_eq!(tags, ["a b", &"y".repeat(60)]);
    assert_eq!(fields.length_seconds, Some(3600));
}

#[test]
fn a_stopped_import_goes_on_where_it_was() {
    let home = rich();
    let out = home.outside().join("out");
    export_to(&home, &out).unwrap();
    let other = library_at(&home, "other");
    drop(Library::create(&other).unwrap());
    let run = |most: usize| {
        let library = Library::open(&other).unwrap();
        let mut connection = library.connect().unwrap();
        let vault = smilekeep::photo::Vault::new(&other);
        let thumbs = smilekeep::photo::ThumbCache::new(&other);
        let desk = smilekeep::capture::Desk {
            vault: &vault,
            thumbs: &thumbs,
            limits: smilekeep::photo::Limits::default(),
            now: super::super::common::now(),
            now_local: super::super::common::now(),
            offset_at: &|_| 60,
            file_date: &|_| None,
        };
        let into = smilekeep::app::bring_in::Into {
            library: &other,
            desk: &desk,
            baby: None,
            dry_run: false,
        };
        smilekeep::app::bring_in::bring_in(&into, &mut connection, &out, &mut |done, _, _| {
            if done < most {
                std::ops::ControlFlow::Continue(())
            } else {
                std::ops::ControlFlow::Break(())
            }
        })
        .unwrap()
    };
    let first = run(2);
    assert!(first.stopped);
    assert_eq!((first.new.photos, first.new.entries), (2, 0));
    let second = run(usize::MAX);
    assert!(!second.stopped);
    assert_eq!((second.new.photos, second.there.photos), (3, 2));
    assert_eq!(second.new.entries, 5);
    let before = journal_json(&home.root(), &home.outside().join("a"));
    let after = journal_json(&other, &home.outside().join("b"));
    assert_eq!(before, after);
    assert!(!other.join("cache/incoming").exists());
}
