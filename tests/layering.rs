//! The house stands: imports point down only, siblings never import each
//! other, and only `ui` knows the window's crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room with its floor.
const FLOORS: &[(&str, i8)] = &[
    ("words", -1),
    ("domain", 0),
    ("storage", 0),
    ("store", 1),
    ("photo", 1),
    ("capture", 2),
    ("keepsake", 2),
    ("archive", 2),
    ("jobs", 3),
    ("demo", 3),
    ("app", 4),
    ("ui", 5),
    ("cli", 5),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// Lines with comments cut off, so that a word in a comment is no import.
fn code(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms named after `crate::`, also inside `use crate::{a, b::c}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0_i32;
            let mut word = String::new();
            let mut first = true;
            for letter in list.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => first = true,
                    _ if depth > 0 => {}
                    _ if first && (letter.is_alphanumeric() || letter == '_') => {
                        word.push(letter);
                        continue;
                    }
                    ':' => first = false,
                    _ => {}
                }
                if !word.is_empty() {
                    rooms.push(std::mem::take(&mut word));
                }
            }
            if !word.is_empty() {
                rooms.push(word);
            }
        } else {
            rooms.push(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    rooms
}

#[test]
fn imports_point_down_only() {
    let floors: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (room, floor) in FLOORS {
        let folder = source().join(room);
        if !folder.exists() {
            continue;
        }
        for file in rust_files(&folder) {
            for named in rooms_named(&code(&file)) {
                let Some(named_floor) = floors.get(named.as_str()) else {
                    continue;
                };
                seen += 1;
                if named != *room && named_floor >= floor {
                    wrong.push(format!("{} imports {named}", file.display()));
                }
            }
        }
    }
    assert!(
        seen > 50,
        "the reader of imports found almost nothing: {seen}"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_floor() {
    for entry in fs::read_dir(source()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(
                FLOORS.iter().any(|(room, _)| *room == name),
                "src/{name} has no floor in tests/layering.rs"
            );
        }
    }
}

#[test]
fn only_the_window_knows_the_window() {
    for (room, _) in FLOORS.iter().filter(|(room, _)| *room != "ui") {
        let folder = source().join(room);
        if !folder.exists() {
            continue;
        }
        for file in rust_files(&folder) {
            let code = code(&file);
            for foreign in ["egui", "eframe", "rfd::", "arboard"] {
                assert!(
                    !code.contains(foreign),
                    "{} knows {foreign}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn sql_lives_in_the_store() {
    for (room, _) in FLOORS.iter().filter(|(room, _)| *room != "store") {
        let folder = source().join(room);
        if !folder.exists() {
            continue;
        }
        for file in rust_files(&folder) {
            let code = code(&file);
            for verb in ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE "] {
                assert!(!code.contains(verb), "{} has SQL", file.display());
            }
        }
    }
}

#[test]
fn the_reader_of_imports_reads() {
    assert_eq!(rooms_named("use crate::store::entry;"), ["store"]);
    assert_eq!(
        rooms_named("use crate::{domain::{A, B}, photo, jobs::Wake};"),
        ["domain", "photo", "jobs"]
    );
    assert_eq!(rooms_named("crate::ui::x(crate::app::Y)"), ["ui", "app"]);
}

#[test]
fn files_stay_readable() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests"] {
        for file in rust_files(&root.join(folder)) {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            assert!(lines <= 700, "{} has {lines} lines", file.display());
        }
    }
}
