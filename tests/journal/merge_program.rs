//! Merging as the program does it: folders, originals, the command line.

use std::fs;
use std::path::Path;

use smilekeep::archive::merge::{Other, Ours, merge};
use smilekeep::store::{self, Library};

use super::common::{Home, contents, now, photo_file, program, text};
use super::recovery::dump;

fn json(home: &Home, arguments: &[&str]) -> serde_json::Value {
    let output = program(home.outside(), &home.root(), arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn add(home: &Home, seeds: std::ops::Range<u8>) {
    for seed in seeds {
        let name = format!("IMG_202611{:02}_031455.jpg", seed + 1);
        let path = photo_file(home.folder.path(), &name, seed, None);
        json(home, &["add", &path.display().to_string(), "--json"]);
    }
}

/// Entries, photos in them and originals of a library.
fn counts(home: &Home) -> (usize, usize, usize) {
    let connection = home.connection();
    let entries = store::entry::list(&connection, None).unwrap();
    let photos = entries.iter().map(|entry| entry.fields.photos.len()).sum();
    let vault = smilekeep::photo::Vault::new(&home.root());
    (entries.len(), photos, vault.each_file().unwrap().len())
}

#[test]
fn a_library_and_its_backup_come_in_and_stay_as_they_were() {
    let (mother, father) = (Home::new(), Home::new());
    add(&mother, 0..4);
    add(&father, 2..7);
    let there = father.root().display().to_string();
    let before = contents(&father.root());

    let would = json(&mother, &["merge", &there, "--dry-run", "--json"]);
    assert_eq!(would["photos"]["added"], 3);
    assert_eq!(would["to_copy"], 3);
    assert_eq!(would["whose"][0]["ours"], "Mina");
    assert_eq!(counts(&mother), (4, 4, 4));

    let came = json(&mother, &["merge", &there, "--json"]);
    assert_eq!(came["entries"]["added"], 3);
    assert_eq!(came["entries"]["joined"], 2);
    assert_eq!(came["originals"]["copied"], 3);
    assert_eq!(counts(&mother), (7, 7, 7));
    assert_eq!(contents(&father.root()), before, "the other was changed");
    assert_eq!(
        json(&mother, &["verify", "--json"])["findings"],
        serde_json::json!([])
    );

    let words = dump(&mother.connection());
    let again = program(mother.outside(), &mother.root(), &["merge", &there]);
    assert!(again.status.success());
    assert!(
        text(&again.stdout).contains("here already"),
        "{}",
        text(&again.stdout)
    );
    assert_eq!(dump(&mother.connection()), words);

    // The other way, from a backup this time.
    let backup = mother.outside().join("backup");
    let place = backup.display().to_string();
    json(&mother, &["backup", "to", &place, "--json"]);
    let before = contents(&backup);
    let came = json(&father, &["merge", &place, "--json"]);
    assert_eq!(came["whose"][0]["known"], true);
    assert_eq!(counts(&father), (7, 7, 7));
    assert_eq!(contents(&backup), before);
    // No copy of a journal is left behind.
    for home in [&mother, &father] {
        let cache = fs::read_dir(home.root().join("cache")).unwrap();
        let left = cache
            .flatten()
            .filter(|entry| entry.file_type().unwrap().is_file())
            .count();
        assert_eq!(left, 0);
    }
    // What came is in the log, too: the journal can be made from it alone.
    let words = dump(&father.connection());
    fs::write(father.root().join("journal.sqlite"), b"nonsense").unwrap();
    let _ = fs::remove_file(father.root().join("journal.sqlite-wal"));
    let _ = fs::remove_file(father.root().join("journal.sqlite-shm"));
    fs::remove_dir_all(father.root().join("backups")).unwrap();
    let recovered = store::recovery::recover(&father.root()).unwrap();
    assert_eq!(recovered.replayed.lost, 0);
    assert_eq!(dump(&father.connection()), words);
}

#[test]
fn a_journal_in_use_and_one_left_by_a_crash_are_read_whole() {
    let (mother, father) = (Home::new(), Home::new());
    let there = father.root();
    let library = Library::open(&there).unwrap();
    let connection = library.connect().unwrap();
    let moment = smilekeep::domain::Moment::new(
        super::common::at("2026-11-03 03:10"),
        60,
        smilekeep::domain::MomentSource::TypedIn,
    );
    let mut fields = smilekeep::domain::EntryFields::new(father.baby, moment);
    fields.note = "still in the WAL".to_owned();
    store::entry::insert(&connection, &fields, now()).unwrap();
    assert!(
        fs::metadata(there.join("journal.sqlite-wal"))
            .unwrap()
            .len()
            > 0
    );

    let journals = |root: &Path| {
        let mut files = contents(root);
        // Shared memory is how readers and writers of one journal take turns.
        files.retain(|path, _| !path.ends_with("journal.sqlite-shm"));
        files
    };
    let before = journals(&there);
    let place = there.display().to_string();
    let came = json(&mother, &["merge", &place, "--json"]);
    assert_eq!(came["entries"]["added"], 1);
    assert_eq!(journals(&there), before);

    // As a kill would leave it: the WAL lies there and nobody holds the lock.
    let left = mother.outside().join("left");
    fs::create_dir_all(left.join("photos")).unwrap();
    for name in ["LIBRARY", "journal.sqlite", "journal.sqlite-wal"] {
        fs::copy(there.join(name), left.join(name)).unwrap();
    }
    let before = contents(&left);
    let third = Home::new();
    let came = json(&third, &["merge", &left.display().to_string(), "--json"]);
    assert_eq!(came["entries"]["added"], 1);
    assert_eq!(contents(&left), before);
}

#[test]
fn what_cannot_be_merged_is_refused_in_one_sentence() {
    let (mother, father) = (Home::new(), Home::new());
    let said = |arguments: &[&str]| {
        let output = program(mother.outside(), &mother.root(), arguments);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
        text(&output.stderr)
    };
    let own = mother.root().display().to_string();
    assert!(said(&["merge", &own]).contains("this very library"));
    let nowhere = mother.outside().join("nowhere").display().to_string();
    assert!(said(&["merge", &nowhere]).contains("is not there"));
    let empty = mother.outside().display().to_string();
    assert!(said(&["merge", &empty]).contains("not a Smilekeep library"));
    let there = father.root().display().to_string();
    assert!(said(&["merge", &there, "--baby", "Mina"]).contains("Name there=Name here"));
    assert!(said(&["merge", &there, "--baby", "Leo=Mina"]).contains("there is: Mina"));

    let journal = father.root().join("journal.sqlite");
    // A value nobody understands would make this journal unreadable, too.
    add(&father, 0..1);
    let values = |sha256: &str| {
        let strange = store::open_connection(&journal, store::Access::Write).unwrap();
        let hash: String = strange
            .query_row("SELECT sha256 FROM photo", [], |row| row.get(0))
            .unwrap();
        strange
            .execute("UPDATE photo SET sha256 = ?1", [sha256])
            .unwrap();
        hash
    };
    let hash = values(&"z".repeat(64));
    assert!(said(&["merge", &there]).contains("could not be read"));
    values(&hash);
    {
        let newer = store::open_connection(&journal, store::Access::Write).unwrap();
        newer
            .pragma_update(None, "user_version", store::SCHEMA_VERSION + 1)
            .unwrap();
    }
    assert!(said(&["merge", &there]).contains("newer Smilekeep"));
    fs::write(&journal, vec![0x5a; 9000]).unwrap();
    assert!(said(&["merge", &there]).contains("could not be read"));
    assert_eq!(counts(&mother), (0, 0, 0));
}

#[test]
fn a_damaged_original_is_named_and_comes_when_it_is_whole() {
    let (mother, father) = (Home::new(), Home::new());
    add(&father, 0..2);
    let vault = smilekeep::photo::Vault::new(&father.root());
    let path = vault.each_file().unwrap()[0].path.clone();
    let good = fs::read(&path).unwrap();
    let mut bad = good.clone();
    bad[100] ^= 1;
    fs::write(&path, &bad).unwrap();
    let there = father.root().display().to_string();
    let output = program(
        mother.outside(),
        &mother.root(),
        &["merge", &there, "--json"],
    );
    assert_eq!(output.status.code(), Some(3));
    let came: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(came["originals"]["copied"], 1);
    let problem = came["originals"]["problems"][0].as_str().unwrap();
    assert!(
        problem.contains("IMG_2026") && problem.contains("damaged"),
        "{problem}"
    );
    assert_eq!(counts(&mother), (2, 2, 1));
    fs::write(&path, &good).unwrap();
    json(&mother, &["merge", &there, "--json"]);
    assert_eq!(counts(&mother), (2, 2, 2));
    let report = json(&mother, &["verify", "--json"]);
    assert_eq!(report["findings"], serde_json::json!([]));
}

/// `SMILEKEEP_KILLS=300 cargo test --test journal merge_killed -- --nocapture`
#[test]
#[cfg(unix)]
fn a_merge_killed_anywhere_is_done_again() {
    let kills: u32 = std::env::var("SMILEKEEP_KILLS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(12);
    let father = Home::new();
    add(&father, 0..20);
    // Enough words for several transactions.
    let library = Library::open(&father.root()).unwrap();
    let mut connection = library.connect().unwrap();
    store::in_transaction(&mut connection, |tx| {
        for number in 0..1500 {
            let moment = smilekeep::domain::Moment::new(
                super::common::at("2026-11-01 03:00") + chrono::Duration::minutes(number),
                60,
                smilekeep::domain::MomentSource::TypedIn,
            );
            let mut fields = smilekeep::domain::EntryFields::new(father.baby, moment);
            fields.note = format!("note {number}");
            store::entry::insert(tx, &fields, now())?;
        }
        Ok::<_, store::StoreError>(())
    })
    .unwrap();
    drop((connection, library));
    let there = father.root();
    let (mut cut, mut longest) = (0, std::time::Duration::from_millis(400));
    for number in 0..kills {
        let mother = Home::new();
        add(&mother, 15..16);
        let start = std::time::Instant::now();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_smilekeep"))
            .arg("--library")
            .arg(mother.root())
            .arg("merge")
            .arg(&there)
            .env("HOME", mother.outside())
            .env("XDG_CONFIG_HOME", mother.outside().join("config"))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        if number == 0 {
            // Undisturbed, to know how long it takes.
            assert!(child.wait().unwrap().success());
            longest = start.elapsed();
        } else {
            std::thread::sleep(longest * number / kills);
            let _ = child.kill();
            cut += u32::from(!child.wait().unwrap().success());
        }
        // What is there is sound: no row without its original.
        let report = json(&mother, &["verify", "--json"]);
        for finding in report["findings"].as_array().unwrap() {
            let kind = finding["kind"].as_str().unwrap();
            assert!(["orphan", "leftover"].contains(&kind), "{finding}");
        }
        let place = there.display().to_string();
        let again = program(
            mother.outside(),
            &mother.root(),
            &["merge", &place, "--json"],
        );
        assert!(again.status.success(), "{}", text(&again.stderr));
        assert_eq!(counts(&mother).0, 1520, "kill {number}");
        let report = json(&mother, &["verify", "--json"]);
        assert!(
            report["findings"]
                .as_array()
                .unwrap()
                .iter()
                .all(|finding| finding["kind"] == "leftover"),
            "{report}"
        );
    }
    println!("{kills} merges, {cut} of them killed under way: each whole after the next one");
}

/// The functions of the window, one after the other.
#[test]
fn a_library_of_an_older_version_is_merged_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old");
    fs::create_dir_all(old.join("photos")).unwrap();
    fs::write(old.join("LIBRARY"), "id: of-old\n").unwrap();
    let journal = store::Connection::open(old.join("journal.sqlite")).unwrap();
    journal
        .execute_batch(include_str!("schema/v1.sql"))
        .unwrap();
    journal.pragma_update(None, "user_version", 1).unwrap();
    drop(journal);
    let before = contents(&old);
    let home = Home::new();
    let library = Library::open(&home.root()).unwrap();
    let mut connection = library.connect().unwrap();
    let other = Other::open(&old, &home.root(), &home.root().join("cache")).unwrap();
    let ours = Ours {
        root: &home.root(),
        babies: &[],
    };
    let report = merge(ours, &mut connection, &other, &mut |_, _| {
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(report.tally.entries.added, 1);
    assert_eq!(report.tally.milestones.added, 1);
    // Its photo's file is nowhere: named, its place kept.
    assert_eq!(report.originals.problems.len(), 1);
    let entry = &store::entry::list(&connection, None).unwrap()[0];
    assert_eq!(entry.fields.photos.len(), 1);
    let edits = store::edits::get(&connection, entry.fields.photos[0]).unwrap();
    assert_eq!(edits.brightness, 20);
    assert_eq!(contents(&old), before);
}
