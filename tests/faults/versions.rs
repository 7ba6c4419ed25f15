//! A library of a newer program: looked at, and left as it is to the last byte.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use smilekeep::store::{Connection, SCHEMA_VERSION};

use super::scene::{Play, Scene};

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn a_newer_library_stays_as_it_is_whatever_is_asked() {
    let play = Play::new(Scene::Add);
    let stage = play.stage();
    let root = stage.library();
    {
        let connection = Connection::open(root.join("journal.sqlite")).unwrap();
        connection
            .execute_batch("CREATE TABLE from_the_future (id TEXT PRIMARY KEY) STRICT;")
            .unwrap();
        connection
            .pragma_update(None, "user_version", SCHEMA_VERSION + 3)
            .unwrap();
    }
    let before = files(&root);
    let photo = stage.root().join("three.jpg").display().to_string();
    let backup = stage.backup().display().to_string();
    let mut told = 0;
    for (words, may) in [
        (&["list", "--json"][..], true),
        (&["list", "milestones"], true),
        (&["verify"], true),
        (&["add", &photo], false),
        (
            &["milestone", "add", "First laugh", "--date", "2026-09-01"],
            false,
        ),
        (&["baby", "add", "Another", "--born", "2026-10-01"], false),
        (&["repair"], false),
        (&["backup", "to", &backup], false),
    ] {
        let output = stage.run(words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.success(), may, "{words:?}: {said}");
        if !may {
            assert!(
                said.trim().ends_with('.') && !said.contains("panicked"),
                "{said}"
            );
            told += 1;
        }
        // Held only for its lock, and what SQLite needs for reading.
        let passing = [".lock", "journal.sqlite-shm", "journal.sqlite-wal"];
        let mut after = files(&root);
        let log = after.get(&root.join(passing[2]));
        assert!(log.is_none_or(Vec::is_empty), "{words:?} wrote something");
        after.retain(|path, _| !passing.iter().any(|name| path.ends_with(name)));
        let mut expected = before.clone();
        expected.retain(|path, _| !passing.iter().any(|name| path.ends_with(name)));
        let names: Vec<_> = after.keys().collect();
        assert_eq!(names, expected.keys().collect::<Vec<_>>(), "{words:?}");
        assert!(after == expected, "{words:?} changed a file");
    }
    println!(
        "a library of a newer version: {told} commands refused in a sentence, every file as it was"
    );
}
