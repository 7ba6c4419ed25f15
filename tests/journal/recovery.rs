//! A journal that breaks comes back: from its daily copies, and from the log of
//! everything changed.

use std::fs;
use std::path::{Path, PathBuf};

use smilekeep::app::{App, LibraryCommand, LibraryState, Repair};
use smilekeep::domain::{
    BabyId, Edits, EntryFields, MilestoneFields, Moment, MomentSource, PhotoId, Tag,
};
use smilekeep::photo::Vault;
use smilekeep::store::snapshot::{self, Occasion};
use smilekeep::store::{self, Connection, Library, recovery};

use super::common::{Home, at, now, program, text};

/// Entries with notes, tags, photos, edits and milestones, through the program
/// as far as photos go.
struct Full {
    home: Home,
    entries: usize,
}

impl Full {
    fn new(entries: usize) -> Self {
        let home = Home::new();
        let mut photos = Vec::new();
        for seed in 0..3 {
            let name = format!("IMG_2026110{}_031455.jpg", seed + 1);
            let path = super::common::photo_file(home.folder.path(), &name, seed, None);
            let added = json(&home, &["add", &path.display().to_string(), "--json"]);
            photos.push(
                added["added"][0]["photo"]
                    .as_str()
                    .unwrap()
                    .parse::<PhotoId>()
                    .unwrap(),
            );
        }
        let library = Library::open(&home.root()).unwrap();
        let mut connection = library.connect().unwrap();
        store::in_transaction(&mut connection, |tx| {
            for number in 3..entries {
                write_entry(tx, home.baby, number);
            }
            Ok::<_, store::StoreError>(())
        })
        .unwrap();
        store::in_transaction(&mut connection, |tx| {
            store::edits::set(
                tx,
                photos[0],
                &Edits {
                    brightness: 20,
                    ..Edits::default()
                },
                now(),
            )?;
            store::milestone::insert(
                tx,
                MilestoneFields {
                    baby: home.baby,
                    title: "First smile · 最初の笑顔".to_owned(),
                    date: at("2026-08-01 00:00").date(),
                    note: String::new(),
                    photos: vec![photos[1]],
                    entry: None,
                },
                now(),
            )
        })
        .unwrap();
        Self { home, entries }
    }
}

fn write_entry(connection: &Connection, baby: BabyId, number: usize) {
    let moment = Moment {
        local: at("2026-11-01 03:00") + chrono::Duration::minutes(7 * number as i64),
        utc_offset_minutes: 60,
        source: MomentSource::TypedIn,
    };
    let mut fields = EntryFields::new(baby, moment);
    fields.note = format!(
        "Note {number}: ابتسامة, “quiet”, \n{}",
        "z".repeat(number % 90)
    );
    fields.tags = ["bath".to_owned(), format!("tag {}", number % 7)]
        .iter()
        .filter_map(|tag| Tag::new(tag))
        .collect();
    store::entry::insert(connection, &fields, now()).unwrap();
}

fn json(home: &Home, arguments: &[&str]) -> serde_json::Value {
    let output = program(home.outside(), &home.root(), arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Every row of every table, as text: what must come back.
pub fn dump(connection: &Connection) -> Vec<String> {
    let mut names = connection
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main'
             AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .unwrap();
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut rows = Vec::new();
    for name in names {
        let mut all = connection
            .prepare(&format!("SELECT * FROM \"{name}\""))
            .unwrap();
        let columns = all.column_count();
        let mut of_table: Vec<String> = all
            .query_map([], |row| {
                let values: Vec<_> = (0..columns)
                    .map(|index| row.get_ref(index).map(|value| format!("{value:?}")))
                    .collect::<Result<_, _>>()?;
                Ok(format!("{name}: {}", values.join(", ")))
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        of_table.sort();
        rows.extend(of_table);
    }
    rows
}

fn contents(home: &Home) -> Vec<String> {
    dump(&home.connection())
}

fn journal_files(root: &Path) -> [PathBuf; 3] {
    ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"].map(|name| root.join(name))
}

#[test]
fn the_log_alone_brings_every_row_back() {
    let full = Full::new(40);
    let root = full.home.root();
    let before = contents(&full.home);
    assert!(before.len() > 100);
    for path in journal_files(&root) {
        let _ = fs::remove_file(path);
    }
    let _ = fs::remove_dir_all(root.join("backups"));

    let recovered = recovery::recover(&root).unwrap();
    assert_eq!(recovered.copy, None);
    assert_eq!(recovered.replayed.lost, 0);
    assert_eq!(contents(&full.home), before);
    // What is written next is logged again, and comes back again.
    json(&full.home, &["list", "--json"]);
    let library = Library::open(&root).unwrap();
    let mut connection = library.connect().unwrap();
    store::in_transaction(&mut connection, |tx| {
        write_entry(tx, full.home.baby, 1000);
        Ok::<_, store::StoreError>(())
    })
    .unwrap();
    drop((connection, library));
    let more = contents(&full.home);
    assert_eq!(more.len(), before.len() + 4);
    fs::write(root.join("journal.sqlite"), b"nonsense").unwrap();
    let recovered = recovery::recover(&root).unwrap();
    assert_eq!(fs::read(&recovered.set_aside[0]).unwrap(), b"nonsense");
    assert_eq!(contents(&full.home), more);
}

#[test]
fn removed_things_stay_removed_and_a_cut_line_costs_only_itself() {
    let full = Full::new(12);
    let root = full.home.root();
    let log = root.join("journal.log");
    let library = Library::open(&root).unwrap();
    let connection = library.connect().unwrap();
    let gone = store::entry::list(&connection, None).unwrap()[0].id;
    store::entry::trash(&connection, gone, now()).unwrap();
    store::changes::append(&connection).unwrap();
    drop((connection, library));

    // The last line of a power cut.
    let mut bytes = fs::read(&log).unwrap();
    bytes.extend(b"{\"table\":\"entry\",\"key\":\"id\",\"val");
    fs::write(&log, bytes).unwrap();
    // What is written after it is a line of its own.
    let library = Library::open(&root).unwrap();
    let mut connection = library.connect().unwrap();
    store::in_transaction(&mut connection, |tx| {
        write_entry(tx, full.home.baby, 500);
        Ok::<_, store::StoreError>(())
    })
    .unwrap();
    let words = dump(&connection);
    drop((connection, library));
    fs::remove_file(root.join("journal.sqlite")).unwrap();
    let recovered = recovery::recover(&root).unwrap();
    assert_eq!(recovered.replayed.lost, 1);
    assert_eq!(contents(&full.home), words);
    assert_eq!(
        store::entry::trashed(&full.home.connection()).unwrap()[0].id,
        gone
    );
}

#[test]
fn a_copy_a_day_while_something_changes() {
    let full = Full::new(6);
    let root = full.home.root();
    let backups = root.join("backups");
    let _ = fs::remove_dir_all(&backups);
    let library = Library::open(&root).unwrap();
    let connection = library.connect().unwrap();
    let day = chrono::Duration::days(1);

    let first = Library::tend(&root, &connection, now()).unwrap().unwrap();
    assert_eq!(first.occasion, Occasion::Daily);
    assert_eq!(Library::tend(&root, &connection, now()).unwrap(), None);
    // Nothing has changed: no copy, whatever the day.
    assert_eq!(
        Library::tend(&root, &connection, now() + day).unwrap(),
        None
    );
    write_entry(&connection, full.home.baby, 77);
    let second = Library::tend(&root, &connection, now() + day).unwrap();
    assert!(second.is_some());
    let copies = snapshot::list(&backups);
    assert_eq!(copies.len(), 2);
    for copy in &copies {
        snapshot::prove(&copy.path).unwrap();
        let rows = dump(&store::open_connection(&copy.path, store::Access::ReadFrozen).unwrap());
        let all = dump(&connection);
        assert_eq!(rows == all, Some(copy) == second.as_ref());
    }
    // Nothing else was left there, and it is nobody else's.
    let names: Vec<_> = fs::read_dir(&backups).unwrap().flatten().collect();
    assert_eq!(names.len(), 2);
    #[cfg(unix)]
    for name in names {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(name.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    // A copy that is broken is passed over.
    let newest = &copies[0].path;
    let mut bytes = fs::read(newest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(newest, bytes).unwrap();
    assert_eq!(recovery::sources(&root).copied_at(), Some(copies[1].taken));
}

/// A journal of an older version is copied before it is changed.
#[test]
fn an_older_journal_is_kept_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    drop(Library::create(&root).unwrap());
    for path in journal_files(&root) {
        let _ = fs::remove_file(path);
    }
    let old = Connection::open(root.join("journal.sqlite")).unwrap();
    old.execute_batch(include_str!("schema/v1.sql")).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    let words = dump(&old);
    drop(old);
    drop(Library::open(&root).unwrap());
    let copies = snapshot::list(&root.join("backups"));
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].occasion, Occasion::BeforeUpdate);
    let copy = store::open_connection(&copies[0].path, store::Access::ReadFrozen).unwrap();
    assert_eq!(store::schema_version(&copy).unwrap(), 1);
    assert_eq!(dump(&copy), words);
}

#[test]
fn a_broken_journal_is_repaired_from_the_command_line() {
    let full = Full::new(9);
    let root = full.home.root();
    let run = |arguments: &[&str]| program(full.home.outside(), &root, arguments);
    let refused = run(&["repair"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("can be read"));

    fs::write(root.join("journal.sqlite"), vec![0x5a; 70_000]).unwrap();
    let _ = fs::remove_file(root.join("journal.sqlite-wal"));
    let broken = run(&["list"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(
        text(&broken.stderr).contains("smilekeep repair"),
        "{}",
        text(&broken.stderr)
    );
    let sources = json(&full.home, &["repair", "--look", "--json"]);
    assert!(sources["logged"].as_u64().unwrap() > 20);
    let said = run(&["repair"]);
    assert!(said.status.success(), "{}", text(&said.stderr));
    assert!(text(&said.stdout).contains("Set aside"));
    let listed = json(&full.home, &["list", "--json"]);
    assert_eq!(listed.as_array().unwrap().len(), full.entries);
}

/// One thing that can happen to a file on a bad disk.
fn mutate(root: &Path, random: &mut impl FnMut(usize) -> usize) -> String {
    let [journal, wal, shm] = journal_files(root);
    let mut bytes = fs::read(&journal).unwrap();
    let length = bytes.len();
    let what = random(6);
    match what {
        0 => bytes.truncate(random(length)),
        1 => {
            let page = random(length / 4096) * 4096;
            bytes[page..page + 4096].fill(0);
        }
        2 => {
            for _ in 0..=random(20) {
                bytes[random(length)] ^= 1 << random(8);
            }
        }
        3 => {
            for _ in 0..4 {
                let (from, to) = (random(length / 512) * 512, random(length / 512) * 512);
                bytes.copy_within(from..from + 512, to);
            }
        }
        4 => {
            let _ = (fs::remove_file(&wal), fs::remove_file(&shm));
        }
        _ => {
            let _ = fs::remove_file(&journal);
            return "the file is gone".to_owned();
        }
    }
    fs::write(&journal, bytes).unwrap();
    format!("kind {what}")
}

/// Copies a library’s folder.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Entries that can be read, one by one and as a whole; `None` when the journal
/// says that it is broken.
fn readable(root: &Path) -> Option<usize> {
    let library = Library::open(root).ok()?;
    let connection = library.connect().ok()?;
    snapshot::prove(&root.join("journal.sqlite")).ok()?;
    Some(store::entry::list(&connection, None).ok()?.len())
}

/// `SMILEKEEP_MUTATIONS=1000 cargo test --test journal mutated_journals -- --nocapture`
#[test]
fn mutated_journals_are_readable_or_come_back() {
    let count = std::env::var("SMILEKEEP_MUTATIONS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(40);
    let full = Full::new(60);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        // xorshift64*, so that every run is the same.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    };
    let (mut untouched, mut repaired, mut entries) = (0, 0, 0);
    for round in 0..count {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("library");
        copy_folder(&full.home.root(), &root);
        // Every third has nothing but its log, every third nothing but copies.
        match round % 3 {
            1 => drop(fs::remove_dir_all(root.join("backups"))),
            2 => {
                let library = Library::open(&root).unwrap();
                let connection = library.connect().unwrap();
                // Later than the copies the program made by the real clock.
                let later = at("2100-01-01 00:00");
                snapshot::take(&connection, &root.join("backups"), later, Occasion::Daily).unwrap();
                drop(fs::remove_file(root.join("journal.log")));
            }
            _ => {}
        }
        let what = mutate(&root, &mut random);
        let found = match readable(&root) {
            Some(found) => {
                untouched += 1;
                found
            }
            None => {
                recovery::recover(&root).unwrap_or_else(|error| panic!("{round}, {what}: {error}"));
                repaired += 1;
                readable(&root).unwrap_or_else(|| panic!("{round}, {what}: still broken"))
            }
        };
        assert_eq!(found, full.entries, "{round}, {what}");
        entries += found;
        let photos = Vault::new(&root).each_file().unwrap();
        assert_eq!(photos.len(), 3, "{round}, {what}");
    }
    println!(
        "{count} mutated journals: {untouched} could be read, {repaired} were put together again; {entries} of {} entries",
        count * full.entries
    );
    assert!(repaired > count / 4);
}

#[test]
fn a_broken_journal_is_repaired_in_the_window() {
    let full = Full::new(30);
    let root = full.home.root();
    let mut app = full.home.app();
    assert_eq!(app.model.photos.len(), 3);
    app.flush().unwrap();
    drop(app);
    // A copy was made at the start.
    assert!(!snapshot::list(&root.join("backups")).is_empty());
    for path in journal_files(&root) {
        let _ = fs::remove_file(path);
    }
    fs::write(root.join("journal.sqlite"), vec![0x5a; 70_000]).unwrap();

    let mut app = full.home.app_starting();
    let repair = |app: &App| match &app.model.library {
        LibraryState::Trouble { repair, .. } => *repair,
        other => panic!("{other:?}"),
    };
    assert_eq!(repair(&app), Repair::Offered);
    app.apply(LibraryCommand::Repair.into());
    assert_eq!(repair(&app), Repair::UnderWay);
    super::common::rest(&mut app);
    assert!(matches!(app.model.library, LibraryState::Open { .. }));
    assert_eq!(app.model.photos.len(), 3);
    assert_eq!(app.model.milestones.len(), 1);
    let said = app.model.notices.back().unwrap();
    assert!(said.text.contains("with everything"), "{}", said.text);
    app.flush().unwrap();
    drop(app);
    let entries = store::entry::list(&full.home.connection(), None).unwrap();
    assert_eq!(entries.len(), full.entries);
}

/// A fault that opening does not meet is met by the daily copy.
#[test]
fn damage_found_while_copying_is_told() {
    let full = Full::new(400);
    let root = full.home.root();
    let _ = fs::remove_dir_all(root.join("backups"));
    drop(full.home.app());
    let _ = fs::remove_dir_all(root.join("backups"));
    let journal = root.join("journal.sqlite");
    let mut bytes = fs::read(&journal).unwrap();
    // Pages of an index: the rows themselves are all there.
    let connection = full.home.connection();
    let page: u32 = connection
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'entry_tag_by_tag'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(connection);
    let size = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    bytes[(page as usize - 1) * size + 12..page as usize * size].fill(0x11);
    fs::write(&journal, bytes).unwrap();
    let _ = fs::remove_file(root.join("journal.sqlite-wal"));
    let mut app = full.home.app_starting();
    super::common::rest(&mut app);
    assert!(
        matches!(
            app.model.library,
            LibraryState::Trouble {
                repair: Repair::Offered,
                ..
            }
        ),
        "{:?}",
        app.model.library
    );
    assert!(snapshot::list(&root.join("backups")).is_empty());
}
