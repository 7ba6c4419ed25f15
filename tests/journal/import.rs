//! Something in: our own export, other programs' diaries, photos in folders.
//! Each adds only what is not there, and says what became of all of it.

mod films;
mod hostile;
mod own;

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};
use smilekeep::store;
use zip::write::SimpleFileOptions;

use super::common::{Home, contents, jpeg, photo_file, program, text};
use super::export::rich;
use super::recovery::dump;

/// Runs `import` and gives back what it printed as JSON, with its exit code.
fn import(home: &Home, from: &Path, more: &[&str]) -> (Value, Option<i32>, String) {
    let mut words = vec!["import", from.to_str().unwrap(), "--json"];
    words.extend(more);
    let output = program(home.outside(), &home.root(), &words);
    let errors = text(&output.stderr);
    let told = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (told, output.status.code(), errors)
}

fn good(home: &Home, from: &Path, more: &[&str]) -> Value {
    let (told, code, errors) = import(home, from, more);
    assert_eq!(code, Some(0), "{errors} {told}");
    told
}

/// A zip of these files; each is deflated.
fn zip_of(path: &Path, files: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

fn counts(told: &Value, which: &str) -> Vec<(String, u64)> {
    told[which]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, count)| **count != 0)
        .map(|(name, count)| (name.clone(), count.as_u64().unwrap()))
        .collect()
}

fn of(pairs: &[(&str, u64)]) -> Vec<(String, u64)> {
    pairs
        .iter()
        .map(|(name, count)| ((*name).to_owned(), *count))
        .collect()
}

// ---- Day One

fn day_one_journal() -> Value {
    json!({
        "metadata": { "version": "1.0" },
        "entries": [
            {
                "uuid": "2F8DDCA258634D9994DF3A4FEE328035",
                "creationDate": "2026-11-03T02:10:00Z",
                "timeZone": "Europe\u{2f}Berlin",
                "text": "# A smile\\!\n\n![](dayone-moment://B2)\n\nJust before waking\\.",
                "richText": "{\"contents\":[]}",
                "tags": ["after a feed", "night, late"],
                "starred": true,
                "photos": [
                    { "identifier": "A1", "md5": "0123456789ABCDEF0123456789ABCDEF", "type": "jpeg",
                      "orderInEntry": 0, "date": "2026-11-03T02:08:00Z", "filename": "IMG_8615.HEIC" },
                    { "identifier": "B2", "md5": "fedcba9876543210fedcba9876543210", "type": "jpeg",
                      "orderInEntry": 1, "date": "2026-11-03T02:09:00Z" },
                ],
                "audios": [{ "md5": "x" }],
            },
            {
                "uuid": "7CE3D1014CE341E08ED5F43F3C089296",
                "creationDate": "2026-11-04T12:00:00Z",
                "timeZone": "Nowhere/Land",
                "text": "Only words",
                "photos": [{ "identifier": "C3", "md5": "00000000000000000000000000000000", "filename": "lost.jpg" }],
            },
            { "uuid": "not an id", "creationDate": "2026-11-04T12:00:00Z", "text": "?" },
        ],
    })
}

fn day_one_zip(path: &Path) {
    let journal = day_one_journal().to_string();
    zip_of(
        path,
        &[
            ("Mina.json", journal.as_bytes()),
            (
                "photos/0123456789abcdef0123456789abcdef.jpeg",
                &jpeg(90, 60, 31, None),
            ),
            (
                "photos/fedcba9876543210fedcba9876543210.jpeg",
                &jpeg(60, 90, 32, Some("2026:11:03 03:09:30")),
            ),
        ],
    );
}

#[test]
fn a_day_one_journal_comes_in_with_its_photos_once() {
    let home = Home::new();
    let zip = home.outside().join("Export - Mina.zip");
    day_one_zip(&zip);
    let dry = import(&home, &zip, &["--dry-run"]).0;
    assert_eq!(
        (&dry["kind"], &dry["new"]["entries"]),
        (&"day_one".into(), &2.into())
    );
    let (told, code, errors) = import(&home, &zip, &[]);
    assert_eq!(code, Some(3), "{errors}");
    assert_eq!(counts(&told, "new"), of(&[("entries", 2), ("photos", 2)]));
    let refused = told["refused"].to_string();
    assert!(
        refused.contains("“lost.jpg” is not among the journal’s photos and films."),
        "{refused}"
    );
    assert!(
        refused.contains("Entry 3 of “Mina.json” has no id or date"),
        "{refused}"
    );
    assert!(told["left_out"].to_string().contains("recording"));

    let connection = home.connection();
    let entries = store::entry::list(&connection, Some(home.baby)).unwrap();
    let [words, smile] = entries.as_slice() else {
        panic!("{}", entries.len());
    };
    assert_eq!(words.fields.note, "Only words");
    let fields = &smile.fields;
    assert_eq!(smile.id.to_string(), "2f8ddca2-5863-4d99-94df-3a4fee328035");
    assert_eq!(fields.moment.to_string(), "2026-11-03 03:10:00 +01:00");
    assert_eq!(fields.note, "A smile!\n\nJust before waking.");
    assert!(fields.favourite);
    let tags: Vec<&str> = fields.tags.iter().map(|tag| tag.as_str()).collect();
    assert_eq!(tags, ["after a feed", "night late"]);
    // As they stand in the words: B2, then the one that is not named there.
    let photos: Vec<_> = fields
        .photos
        .iter()
        .map(|id| store::photo::get(&connection, *id).unwrap().file)
        .collect();
    assert_eq!(photos[0].taken.to_string(), "2026-11-03 03:09:30 +02:00");
    assert_eq!(photos[1].original_name, "IMG_8615.HEIC");
    assert_eq!(photos[1].taken.to_string(), "2026-11-03 03:08:00 +01:00");

    let before = dump(&connection);
    let again = import(&home, &zip, &[]).0;
    assert!(counts(&again, "new").is_empty(), "{again}");
    assert_eq!(again["there"]["entries"], 2);
    assert_eq!(dump(&connection), before);
}

#[test]
fn an_unpacked_day_one_journal_is_the_same() {
    let home = Home::new();
    let folder = home.outside().join("day one");
    fs::create_dir_all(folder.join("photos")).unwrap();
    fs::write(folder.join("Journal.json"), day_one_journal().to_string()).unwrap();
    fs::write(
        folder.join("photos/0123456789abcdef0123456789abcdef.jpeg"),
        jpeg(90, 60, 31, None),
    )
    .unwrap();
    let told = import(&home, &folder, &[]).0;
    assert_eq!(counts(&told, "new"), of(&[("entries", 2), ("photos", 1)]));
    // Read, never touched.
    assert_eq!(contents(&folder).len(), 2);
}

// ---- Google Takeout and plain folders

fn notes_of(title: &str, seconds: u64, description: &str, more: &str) -> String {
    format!(
        r#"{{"title": "{title}", "description": "{description}", "photoTakenTime": {{"timestamp": "{seconds}"}}{more}}}"#
    )
}

/// Two folders: one photo is in both; one is from long before the birth, one
/// from the bin.
fn takeout() -> Vec<(String, Vec<u8>)> {
    let year = "Takeout/Google Fotos/Photos from 2026";
    let album = "Takeout/Google Fotos/Our baby";
    let shared = jpeg(96, 64, 41, None);
    let file =
        |folder: &str, name: &str, bytes: &[u8]| (format!("{folder}/{name}"), bytes.to_vec());
    vec![
        file(year, "smile.jpg", &shared),
        file(
            year,
            "smile.jpg.supplemental-metadata.json",
            notes_of(
                "smile.jpg",
                1_793_675_400,
                "The first one\\nwe saw",
                r#", "favorited": true"#,
            )
            .as_bytes(),
        ),
        file(album, "smile.jpg", &shared),
        file(year, "old.jpg", &jpeg(96, 64, 42, None)),
        file(
            year,
            "old.jpg.json",
            notes_of("old.jpg", 1_500_000_000, "", "").as_bytes(),
        ),
        file(year, "bin.jpg", &jpeg(96, 64, 43, None)),
        file(
            year,
            "bin.jpg.json",
            notes_of("bin.jpg", 1_793_675_400, "", r#", "trashed": true"#).as_bytes(),
        ),
        file(year, "clip.avi", b"a film"),
        file(year, "broken.jpg", b"no photo at all"),
        file(year, "print.html", b"<html>"),
    ]
}

#[test]
fn a_takeout_comes_in_with_dates_words_and_stars_from_a_folder_and_a_zip() {
    for packed in [false, true] {
        let home = Home::new();
        let files = takeout();
        let from = if packed {
            let path = home.outside().join("takeout-20261120.zip");
            let files: Vec<(&str, &[u8])> = files
                .iter()
                .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
                .collect();
            zip_of(&path, &files);
            path
        } else {
            let path = home.outside().join("unpacked");
            for (name, bytes) in &files {
                let path = path.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            path
        };
        let (told, code, errors) = import(&home, &from, &[]);
        assert_eq!(code, Some(3), "{errors}");
        assert_eq!(told["kind"], "google_takeout");
        assert_eq!(
            counts(&told, "new"),
            of(&[("entries", 1), ("photos", 1)]),
            "{told}"
        );
        assert_eq!(counts(&told, "there"), of(&[("photos", 1)]));
        let left_out = told["left_out"].to_string();
        for words in [
            "1 photo or film from long before the birth",
            "1 photo or film was in Google’s bin",
            "One video",
        ] {
            assert!(left_out.contains(words), "{left_out}");
        }
        assert!(told["refused"].to_string().contains("broken.jpg"));
        let entries = store::entry::list(&home.connection(), None).unwrap();
        let fields = &entries[0].fields;
        assert_eq!(fields.note, "The first one\nwe saw");
        assert!(fields.favourite);
        assert_eq!(fields.moment.source.code(), "takeout");
        assert_eq!(fields.moment.utc().to_string(), "2026-11-03 03:10:00");
        assert!(!home.root().join("cache/incoming").exists());
        let before = dump(&home.connection());
        let again = import(&home, &from, &[]).0;
        assert!(counts(&again, "new").is_empty(), "{again}");
        assert_eq!(dump(&home.connection()), before);
    }
}

#[test]
fn photos_in_folders_come_in_however_deep_and_links_are_not_followed() {
    let home = Home::new();
    let from = home.outside().join("pictures");
    fs::create_dir_all(from.join("a/b/c")).unwrap();
    photo_file(&from, "IMG_20261103_031455.jpg", 51, None);
    photo_file(
        &from.join("a/b/c"),
        "deep.jpg",
        52,
        Some("2026:11:05 03:10:00"),
    );
    // The same name elsewhere is another photo; the same bytes are not.
    photo_file(&from.join("a"), "deep.jpg", 53, Some("2026:11:06 03:10:00"));
    fs::copy(from.join("a/deep.jpg"), from.join("a/b/copy.jpg")).unwrap();
    fs::write(from.join("a/.hidden.jpg"), b"x").unwrap();
    let secret = home.outside().join("secret");
    fs::create_dir(&secret).unwrap();
    photo_file(&secret, "secret.jpg", 54, None);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, from.join("link")).unwrap();
        std::os::unix::fs::symlink(secret.join("secret.jpg"), from.join("one.jpg")).unwrap();
        std::os::unix::fs::symlink(&from, from.join("a/round")).unwrap();
    }
    let dry = good(&home, &from, &["--dry-run"]);
    assert_eq!(
        (&dry["new"]["photos"], &dry["there"]["photos"]),
        (&3.into(), &1.into())
    );
    let told = good(&home, &from, &["--baby", "Mina"]);
    assert_eq!(told["kind"], "photos");
    assert_eq!(counts(&told, "new"), of(&[("entries", 3), ("photos", 3)]));
    assert_eq!(counts(&told, "there"), of(&[("photos", 1)]));
    #[cfg(unix)]
    assert_eq!(told["left_out"].as_array().unwrap().len(), 3, "{told}");
    let again = good(&home, &from, &[]);
    assert!(counts(&again, "new").is_empty());
}

// ---- Baby Buddy

const SLEEP: &str = "id,child_id,child_first_name,child_last_name,nap,start,end,notes,tags\n\
    1,1,Mina,Huerta,0,2026-11-03 00:14:09,2026-11-03 02:48:09,,\n\
    2,1,Mina,Huerta,0,2026-11-03 19:37:16,2026-11-03 22:43:16,\"Smiled, twice\nin her sleep\",\"night\"\n\
    3,2,Leo,Huerta,0,2026-11-03 19:37:16,2026-11-03 22:43:16,Somebody else,\n";

#[test]
fn words_and_milestones_come_out_of_baby_buddys_tables() {
    let home = Home::new();
    let from = home.outside().join("baby buddy");
    fs::create_dir(&from).unwrap();
    fs::write(from.join("Sleep-2026-11-20.csv"), SLEEP).unwrap();
    fs::write(
        from.join("Note.csv"),
        "child_id,child_first_name,note,time\n1,Mina,A first laugh,2026-11-04T06:37:12+01:00\n1,Mina,bad,whenever\n",
    )
    .unwrap();
    let long = "A very long title ".repeat(20);
    fs::write(
        from.join("TummyTime.csv"),
        format!("child_id,child_first_name,start,end,milestone\n1,Mina,2026-11-05 04:08:09,2026-11-05 04:11:09,Rolled over\n1,Mina,2026-11-06 04:08:09,2026-11-06 04:11:09,{long}\n1,Mina,2026-11-07 04:08:09,2026-11-07 04:11:09,\n"),
    )
    .unwrap();
    fs::write(
        from.join("Feeding.csv"),
        "child_id,start,end,type,method,amount,notes\n1,2026-11-03 03:04:09,2026-11-03 03:12:09,breast milk,left breast,,\n1,2026-11-03 05:04:09,2026-11-03 05:12:09,breast milk,left breast,,\n",
    )
    .unwrap();
    let dry = import(&home, &from, &["--dry-run"]).0;
    let (told, code, errors) = import(&home, &from, &[]);
    assert_eq!(code, Some(3), "{errors}");
    assert_eq!(told["kind"], "baby_buddy");
    assert_eq!(
        counts(&told, "new"),
        of(&[("entries", 2), ("milestones", 2)]),
        "{told}"
    );
    assert_eq!(dry["new"], told["new"]);
    let left_out = told["left_out"].to_string();
    for words in [
        "2 feeds were left out",
        "1 sleep without words",
        "1 tummy time without milestone",
        "1 rows are about “Leo”",
    ] {
        assert!(left_out.contains(words), "{words}: {left_out}");
    }
    assert!(
        told["refused"]
            .to_string()
            .contains("Row 3 of “Note.csv” has no time"),
        "{told}"
    );
    let connection = home.connection();
    let entries = store::entry::list(&connection, Some(home.baby)).unwrap();
    assert_eq!(entries[0].fields.note, "A first laugh");
    assert_eq!(
        entries[0].fields.moment.to_string(),
        "2026-11-04 06:37:12 +01:00"
    );
    assert_eq!(entries[1].fields.note, "Smiled, twice\nin her sleep");
    let tags: Vec<&str> = entries[1]
        .fields
        .tags
        .iter()
        .map(|tag| tag.as_str())
        .collect();
    assert_eq!(tags, ["night", "sleep"]);
    // Nothing is guessed about a smile.
    assert!(
        entries
            .iter()
            .all(|entry| entry.fields.sleep_state.is_none() && entry.fields.kind.is_none())
    );
    let milestones = store::milestone::list(&connection, None).unwrap();
    assert_eq!(milestones[0].fields.title, "Rolled over");
    assert_eq!(milestones[1].fields.note, long.trim());
    let before = dump(&connection);
    let again = import(&home, &from, &[]).0;
    assert!(counts(&again, "new").is_empty(), "{again}");
    assert_eq!(dump(&connection), before);
}

#[test]
fn one_table_of_one_child_is_the_chosen_babys() {
    let home = Home::new();
    let from = home.outside().join("notes.csv");
    fs::write(
        &from,
        "\u{FEFF}child_id,note,time\r\n7,Hello,2026-11-04 06:37:12\r\n",
    )
    .unwrap();
    let told = good(&home, &from, &[]);
    assert_eq!(counts(&told, "new"), of(&[("entries", 1)]));
}

// ---- what is nothing, and who it is for

#[test]
fn what_is_nothing_is_said_so() {
    let home = Home::new();
    let empty = home.outside().join("empty");
    fs::create_dir(&empty).unwrap();
    let words = home.outside().join("words.txt");
    fs::write(&words, b"hello").unwrap();
    let zips = home.outside().join("zips");
    fs::create_dir(&zips).unwrap();
    zip_of(&zips.join("takeout-001.zip"), &[("a.txt", b"a")]);
    let ours = home.outside().join("entries.csv");
    fs::write(&ours, b"Date,Time,Baby,Note\r\n").unwrap();
    for (path, wanted) in [
        (home.outside().join("missing"), "it is not there"),
        (empty, "holds nothing to bring in"),
        (words, "holds nothing to bring in"),
        (zips.join("takeout-001.zip"), "holds nothing to bring in"),
        (zips, "holds zip archives"),
        (ours, "holds nothing to bring in"),
    ] {
        let (_, code, errors) = import(&home, &path, &[]);
        assert_eq!(code, Some(1), "{path:?}");
        assert!(errors.contains(wanted), "{errors}");
    }
}

#[test]
fn a_library_is_no_folder_of_photos() {
    let home = rich();
    let before = dump(&home.connection());
    let (_, code, errors) = import(&home, &home.root(), &["--baby", "Mina"]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("is a library of Smilekeep"), "{errors}");
    // Nor is one inside of the chosen folder; what else lies there comes in.
    let from = home.outside().join("all");
    fs::create_dir_all(from.join("backup/photos/ab")).unwrap();
    fs::write(from.join("backup/SMILEKEEP-BACKUP"), b"library: x").unwrap();
    photo_file(&from.join("backup/photos/ab"), "abcd.jpg", 62, None);
    photo_file(&from, "IMG_20261110_031455.jpg", 63, None);
    let told = good(&home, &from, &["--baby", "Mina"]);
    assert_eq!(counts(&told, "new"), of(&[("entries", 1), ("photos", 1)]));
    assert!(
        told["left_out"]
            .to_string()
            .contains("“backup” is a library"),
        "{told}"
    );
    assert_ne!(dump(&home.connection()), before);
}

#[test]
fn several_babies_must_be_told_apart() {
    let home = rich();
    let from = home.outside().join("more");
    fs::create_dir(&from).unwrap();
    photo_file(&from, "IMG_20261110_031455.jpg", 61, None);
    let (_, code, errors) = import(&home, &from, &[]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("Say which with --baby"), "{errors}");
    let told = good(&home, &from, &["--baby", "ליאו"]);
    assert_eq!(told["new"]["photos"], 1);
}
