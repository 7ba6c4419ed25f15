//! The same export in German: its pages speak it, and what programs read is
//! the same to the last byte.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;

use smilekeep::archive::export::{Choice, UNFINISHED};
use smilekeep::words::{Language, Manner, OnlyHere};

use super::super::common::{program, text};
use super::{export_to, export_with, files, rich};

fn german() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    })
}

#[test]
fn pages_speak_and_tables_stay() {
    let home = rich();
    let (english, german_at) = (home.outside().join("out"), home.outside().join("aus"));
    export_to(&home, &english).unwrap();
    {
        let _german = german();
        export_to(&home, &german_at).unwrap();
    }
    let (english, german) = (files(&english), files(&german_at));
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| -> BTreeSet<String> {
        files.keys().cloned().collect()
    };
    assert_eq!(names(&english), names(&german));
    for (name, bytes) in &english {
        if name.ends_with(".html") {
            let (english, german) = (text(bytes), text(&german[name]));
            assert!(english.contains("<html lang=\"en\">"), "{name}");
            assert!(german.contains("<html lang=\"de\">"), "{name}");
            assert!(!german.contains("archive-page"), "{name}: {german}");
        } else if !name.starts_with("pages/pictures/") {
            // The small pictures are made from the cache, which the first
            // export filled.
            assert!(german[name] == *bytes, "{name}");
        }
    }
    let index = text(&german["index.html"]);
    for words in [
        "4 Einträge, 5 Fotos, 1 Meilenstein. Geschrieben am ",
        "Monat für Monat",
        "November 2026",
        "Was in diesem Ordner liegt",
        "ליאו und Mina: Lächeln im Schlaf",
    ] {
        assert!(index.contains(words), "{words}: {index}");
    }
    let november = text(&german["pages/2026-11.html"]);
    for words in [
        "Montag, 2. November 2026",
        "Lächeln von selbst",
        "♥ Liebling",
    ] {
        assert!(november.contains(words), "{words}: {november}");
    }
    let entries = text(&german["entries.csv"]);
    assert!(entries.contains("Asleep, active-looking"), "{entries}");
}

#[test]
fn an_unfinished_export_goes_on_in_another_language_and_comes_back() {
    let home = rich();
    let to = home.outside().join("out");
    {
        let _german = german();
        let mut stop = |done: usize, _: usize, _: &str| match done {
            3 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        let stopped = export_with(&home.root(), &to, Choice::default(), &mut stop);
        let sentence = stopped.unwrap_err().to_string();
        assert!(sentence.starts_with("Angehalten."), "{sentence}");
        let note = text(&fs::read(to.join(UNFINISHED)).unwrap());
        assert!(
            note.starts_with("Dieser Export wurde nicht fertig"),
            "{note}"
        );
    }
    let report = export_to(&home, &to).unwrap();
    assert_eq!((report.there, report.photos), (3, 2));
    assert!(!to.join(UNFINISHED).exists());
    // And once more, finished in German.
    let _german = german();
    let to = home.outside().join("aus.zip");
    export_to(&home, &to).unwrap();
    let other = home.outside().join("other");
    let words = ["import", to.to_str().unwrap(), "--json"];
    let output = program(home.outside(), &other, &words);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["new"]["entries"], 5, "{told}");
    assert_eq!(told["new"]["photos"], 5, "{told}");
    assert_eq!(told["refused"], serde_json::json!([]));
}

#[test]
fn the_command_line_makes_pages_in_german() {
    let home = rich();
    let to = home.outside().join("aus");
    let run = |words: &[&str]| {
        let output = program(home.outside(), &home.root(), words);
        assert!(
            output.status.success(),
            "{words:?}: {}",
            text(&output.stderr)
        );
        text(&output.stdout)
    };
    let told = run(&["export", to.to_str().unwrap(), "--language", "de"]);
    assert!(told.starts_with("Everything is in"), "{told}");
    let index = text(&fs::read(to.join("index.html")).unwrap());
    assert!(index.contains("<html lang=\"de\">"));
    let pdf = |name: &str, words: &[&str]| {
        let path = home.outside().join(name);
        let mut all = vec![words[0], "-o", path.to_str().unwrap()];
        all.extend(&words[1..]);
        run(&all);
        let pdf = fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        let (_, rest) = text.split_once("<dc:language>").unwrap();
        let (_, rest) = rest.split_once("<rdf:li>").unwrap();
        rest.chars().take(2).collect::<String>()
    };
    let page = pdf(
        "seite.pdf",
        &["keepsake", "--baby", "Mina", "--language", "de"],
    );
    assert_eq!(page, "de");
    let page = pdf("page.pdf", &["keepsake", "--baby", "Mina"]);
    assert_eq!(page, "en");
    let book = pdf("buch.pdf", &["book", "--baby", "Mina", "--language", "de"]);
    assert_eq!(book, "de");
}
