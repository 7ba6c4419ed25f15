//! Films that come in with everything else: out of a Takeout, a Day One journal,
//! a folder and our own export, whole, once, and without filling the memory.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use smilekeep::app::bring_in::{Brought, Into, bring_in, look_at};
use smilekeep::capture::Desk;
use smilekeep::domain::{Photo, Shows};
use smilekeep::photo::{Limits, ThumbCache, Vault, hash_of};
use smilekeep::store;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::super::common::{Home, contents, drawn, jpeg, now, program, text};
use super::super::export::contract::faults_of;
use super::super::export::export_to;
use super::super::recovery::dump;
use super::hostile::watched;
use super::{counts, good, import, notes_of, of, zip_of};
use crate::drawn_film::{Film, boxed, since_1904};

/// A film of this length that is unlike any other; without a time of its own.
fn film(seed: u8, length: u32) -> Film {
    Film {
        length,
        ..Film::avc(&[drawn(96, 64, seed), drawn(96, 64, seed.wrapping_add(1))])
    }
}

/// A film with room at its end, as some cameras leave it.
fn long_film(bytes: usize) -> Vec<u8> {
    let mut room = vec![0_u8; bytes];
    let mut value = 1_u64;
    for eight in room.chunks_exact_mut(8) {
        value = value
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        eight.copy_from_slice(&value.to_be_bytes());
    }
    [film(90, 6_600).file(), boxed(b"free", &[&room])].concat()
}

/// 3 November 2026, 3:10 in UTC.
const NIGHT: u64 = 1_793_675_400;
const DAY: u64 = 86_400;

/// A Takeout of photos, films, and photos that move.
fn takeout() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut file = |name: &str, bytes: Vec<u8>| {
        files.push((format!("Takeout/Google Fotos/Fotos von 2026/{name}"), bytes));
    };
    let words = |title: &str, seconds: u64, description: &str, more: &str| {
        notes_of(title, seconds, description, more).into_bytes()
    };
    // A film of its own, with words, of the very name of another.
    let favourite = r#", "favorited": true"#;
    file("clip.MP4", film(1, 20_000).file());
    file(
        "clip.MP4.supplemental-metadata.json",
        words("clip.MP4", NIGHT, "She laughs\\nin her sleep", favourite),
    );
    file("clip(1).MP4", film(3, 20_000).file());
    file(
        "clip.MP4.supplemental-metadata(1).json",
        words("clip.MP4", NIGHT + 2 * DAY, "", ""),
    );
    // Edited in Google Photos: packed anew, with the time of that in its head.
    let anew = Film {
        created: since_1904("2026-11-20 10:00:00"),
        ..film(5, 20_000)
    };
    file("bath-edited.mp4", anew.file());
    file(
        "bath.MOV.supplemental-metad.json",
        words("bath.MOV", NIGHT + 4 * DAY, "", ""),
    );
    // No notes beside it: the film’s own time.
    let own = Film {
        created: since_1904("2026-11-09 02:10:00"),
        ..film(7, 20_000)
    };
    file("own.mov", own.file());
    // A photo that moves: the moving part has no notes of its own.
    file("IMG_4032.HEIC", jpeg(96, 64, 51, None));
    file(
        "IMG_4032.HEIC.supplemental-metadata.json",
        words("IMG_4032.HEIC", NIGHT + 8 * DAY, "A yawn", ""),
    );
    file("IMG_4032.MP4", film(9, 2_800).file());
    // And one of a phone of Google.
    file("PXL_20261113_031000123.MP.jpg", jpeg(96, 64, 52, None));
    file(
        "PXL_20261113_031000123.MP.jpg.supplemental-met.json",
        words("PXL_20261113_031000123.MP.jpg", NIGHT + 10 * DAY, "", ""),
    );
    file("PXL_20261113_031000123.MP", film(11, 1_500).file());
    // What has no place here.
    file("old.mp4", film(13, 20_000).file());
    file("old.mp4.json", words("old.mp4", 1_500_000_000, "", ""));
    file("bin.mp4", film(15, 20_000).file());
    file(
        "bin.mp4.json",
        words("bin.mp4", NIGHT, "", r#", "trashed": true"#),
    );
    file("tape.avi", b"RIFF\0\0\0\0AVI LIST".to_vec());
    file("broken.mp4", b"no film at all".to_vec());
    files
}

fn laid_out(home: &Home, files: &[(String, Vec<u8>)], packed: bool) -> PathBuf {
    if packed {
        let path = home.outside().join("takeout-20261120.zip");
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        zip_of(&path, &files);
        return path;
    }
    let folder = home.outside().join("unpacked");
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn named(photos: &[Photo], name: &str) -> Photo {
    let mut found = photos.iter().filter(|one| one.file.original_name == name);
    let photo = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "two of {name}");
    photo.clone()
}

/// Bytes of everything that must stay as it is.
fn originals(home: &Home) -> BTreeSet<Vec<u8>> {
    let kept = contents(&home.root().join("photos"));
    kept.into_values().collect()
}

#[test]
fn films_of_a_takeout_come_in_whole_with_their_dates_words_and_stars() {
    for packed in [false, true] {
        let home = Home::new();
        let files = takeout();
        let from = laid_out(&home, &files, packed);
        let before = if packed {
            Default::default()
        } else {
            contents(&from)
        };

        let (_, found) = look_at(&from).unwrap();
        assert_eq!((found.photos.len(), found.films.len()), (2, 9));
        let (dry, _, _) = import(&home, &from, &["--dry-run"]);
        assert_eq!(counts(&dry, "new"), of(&[("films", 9), ("photos", 2)]));
        assert!(store::photo::list(&home.connection()).unwrap().is_empty());

        let (told, code, errors) = import(&home, &from, &[]);
        assert_eq!(code, Some(3), "{errors}");
        assert_eq!(
            counts(&told, "new"),
            of(&[("entries", 6), ("films", 6), ("photos", 2)]),
            "{told}"
        );
        assert_eq!(told["refused"].as_array().unwrap().len(), 1, "{told}");
        assert!(told["refused"].to_string().contains("broken.mp4"));
        let left_out = told["left_out"].to_string();
        for words in [
            "1 photo or film from long before the birth",
            "1 photo or film was in Google’s bin",
            "One video of a kind that cannot be read",
        ] {
            assert!(left_out.contains(words), "{left_out}");
        }

        let connection = home.connection();
        let photos = store::photo::list(&connection).unwrap();
        for (name, taken, source) in [
            ("clip.MP4", "2026-11-03 03:10:00", "takeout"),
            ("clip(1).MP4", "2026-11-05 03:10:00", "takeout"),
            ("bath-edited.mp4", "2026-11-07 03:10:00", "takeout"),
            ("own.mov", "2026-11-09 02:10:00", "camera"),
            ("IMG_4032.MP4", "2026-11-11 03:10:00", "takeout"),
            (
                "PXL_20261113_031000123.MP",
                "2026-11-13 03:10:00",
                "takeout",
            ),
        ] {
            let file = named(&photos, name).file;
            assert!(file.format.is_film(), "{name}");
            assert_eq!(file.shows, Shows::Frame, "{name}");
            assert_eq!(file.taken.source.code(), source, "{name}");
            assert_eq!(file.taken.utc().to_string(), taken, "{name}");
            // Whole: the very bytes that Google gave out.
            let given = files
                .iter()
                .find(|(path, _)| path.ends_with(&format!("/{name}")));
            let kept = Vault::new(&home.root()).path_of(&file.hash, file.format);
            assert!(fs::read(kept).unwrap() == given.unwrap().1, "{name}");
        }
        let entry_of = |name: &str| {
            let photo = named(&photos, name);
            let id = store::entry::of_photo(&connection, photo.id).unwrap();
            store::entry::get(&connection, id.unwrap()).unwrap().fields
        };
        let clip = entry_of("clip.MP4");
        assert_eq!(clip.note, "She laughs\nin her sleep");
        assert!(clip.favourite && !entry_of("clip(1).MP4").favourite);

        // Photos that move are one entry each, the still in front, one memory.
        for (still, moving) in [
            ("IMG_4032.HEIC", "IMG_4032.MP4"),
            ("PXL_20261113_031000123.MP.jpg", "PXL_20261113_031000123.MP"),
        ] {
            let pair = [still, moving].map(|name| named(&photos, name));
            let both = entry_of(moving);
            assert_eq!(both.photos, [pair[0].id, pair[1].id], "{still}");
            assert!(pair[0].file.shot.live.is_some());
            assert_eq!(pair[0].file.shot.live, pair[1].file.shot.live);
        }
        assert_eq!(entry_of("IMG_4032.HEIC").note, "A yawn");
        assert!(named(&photos, "clip.MP4").file.shot.live.is_none());
        assert_eq!(home.app().model.gallery.items.len(), 6, "a memory each");

        // Nothing twice, nothing left over, nothing touched.
        assert!(!home.root().join("cache/incoming").exists());
        let (rows, kept) = (dump(&connection), originals(&home));
        let again = import(&home, &from, &[]).0;
        assert!(counts(&again, "new").is_empty(), "{again}");
        assert_eq!(counts(&again, "there"), of(&[("films", 6), ("photos", 2)]));
        assert_eq!(dump(&connection), rows);
        assert_eq!(originals(&home), kept);
        if !packed {
            assert_eq!(contents(&from), before);
        }
        let dry = import(&home, &from, &["--dry-run"]).0;
        assert_eq!(counts(&dry, "there"), of(&[("films", 6), ("photos", 2)]));
    }
}

/// An older program left films out; the same Takeout again brings them, each to
/// its photo.
#[test]
fn moving_parts_find_their_stills_when_they_come_later() {
    let home = Home::new();
    let mut files = takeout();
    files.retain(|(name, _)| name.contains("IMG_4032"));
    let moving: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.ends_with("MP4"))
        .cloned()
        .collect();
    files.retain(|(name, _)| !name.ends_with("MP4"));
    let from = laid_out(&home, &files, false);
    good(&home, &from, &[]);
    laid_out(&home, &moving, false);
    let told = good(&home, &from, &[]);
    assert_eq!(counts(&told, "new"), of(&[("films", 1)]), "{told}");
    let entries = store::entry::list(&home.connection(), None).unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].fields.photos.len(), 2);
}

#[test]
fn one_name_alone_makes_no_pair() {
    let home = Home::new();
    let from = home.outside().join("pictures");
    fs::create_dir(&from).unwrap();
    let write = |name: &str, bytes: Vec<u8>| fs::write(from.join(name), bytes).unwrap();
    // Too long; and two whose cameras say that they are weeks apart.
    write("A.jpg", jpeg(96, 64, 61, Some("2026:11:03 03:10:00")));
    write("A.mp4", film(21, 40_000).file());
    write("B.jpg", jpeg(96, 64, 62, Some("2026:11:05 03:10:00")));
    let other = Film {
        created: since_1904("2026-11-25 02:10:00"),
        ..film(23, 2_000)
    };
    write("B.mov", other.file());
    let told = good(&home, &from, &[]);
    assert_eq!(told["kind"], "photos");
    assert_eq!(
        counts(&told, "new"),
        of(&[("entries", 4), ("films", 2), ("photos", 2)]),
        "{told}"
    );
    let photos = store::photo::list(&home.connection()).unwrap();
    assert!(photos.iter().all(|photo| photo.file.shot.live.is_none()));
}

#[test]
fn films_of_a_day_one_journal_stand_in_their_entries() {
    let moving = film(31, 20_000).file();
    let md5 = "aa11bb22cc33dd44ee55ff6677889900";
    let journal = json!({ "metadata": { "version": "1.0" }, "entries": [{
        "uuid": "2F8DDCA258634D9994DF3A4FEE328035",
        "creationDate": "2026-11-03T02:10:00Z",
        "timeZone": "Europe/Berlin",
        "text": "![](dayone-moment:/video/V1)\n\nShe kicks\\.\n\n![](dayone-moment://P1)",
        "photos": [{ "identifier": "P1", "md5": "0123456789ABCDEF0123456789ABCDEF" }],
        "videos": [
            { "identifier": "V1", "md5": md5.to_uppercase(), "type": "mov",
              "date": "2026-11-03T02:08:00Z", "orderInEntry": 1 },
            { "identifier": "V2", "md5": "00000000000000000000000000000000" },
        ],
        "audios": [{ "md5": "x" }],
    }]});
    let home = Home::new();
    let zip = home.outside().join("Mina.zip");
    let journal = journal.to_string();
    zip_of(
        &zip,
        &[
            ("Mina.json", journal.as_bytes()),
            (&format!("videos/{md5}.mov"), &moving),
            (
                "photos/0123456789abcdef0123456789abcdef.jpeg",
                &jpeg(90, 60, 33, None),
            ),
        ],
    );
    let dry = import(&home, &zip, &["--dry-run"]).0;
    assert_eq!(
        counts(&dry, "new"),
        of(&[("entries", 1), ("films", 2), ("photos", 1)])
    );
    let (told, code, _) = import(&home, &zip, &[]);
    assert_eq!(code, Some(3));
    assert_eq!(
        counts(&told, "new"),
        of(&[("entries", 1), ("films", 1), ("photos", 1)]),
        "{told}"
    );
    assert_eq!(told["refused"].as_array().unwrap().len(), 1, "{told}");
    let left_out = told["left_out"].to_string();
    assert!(left_out.contains("1 recording or document"), "{left_out}");
    let connection = home.connection();
    let entry = store::entry::list(&connection, None).unwrap().remove(0);
    assert_eq!(entry.fields.note, "She kicks.");
    let kept: Vec<Photo> = entry
        .fields
        .photos
        .iter()
        .map(|id| store::photo::get(&connection, *id).unwrap())
        .collect();
    // As they stand in the words.
    assert_eq!(kept[0].file.hash, hash_of(&moving));
    assert_eq!(kept[0].file.taken.to_string(), "2026-11-03 03:08:00 +01:00");
    assert!(!kept[1].file.format.is_film());
    let again = import(&home, &zip, &[]).0;
    assert!(counts(&again, "new").is_empty(), "{again}");
}

/// A zip whose files are not packed, as Google and our export make them.
fn stored_zip(path: &Path, files: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(*name, plain).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

fn bring(home: &Home, from: &Path, step: &mut dyn FnMut(&str) -> ControlFlow<()>) -> Brought {
    let root = home.root();
    let library = store::Library::open(&root).unwrap();
    let mut connection = library.connect().unwrap();
    let (vault, thumbs) = (Vault::new(&root), ThumbCache::new(&root));
    let desk = Desk {
        vault: &vault,
        thumbs: &thumbs,
        limits: Limits::default(),
        now: now(),
        now_local: now(),
        offset_at: &|_| 60,
        file_date: &|_| None,
    };
    let into = Into {
        library: &root,
        desk: &desk,
        baby: Some(home.baby),
        dry_run: false,
    };
    bring_in(&into, &mut connection, from, &mut |_, _, name| step(name)).unwrap()
}

#[test]
fn a_stop_in_the_middle_of_a_film_leaves_nothing_of_it() {
    let home = Home::new();
    let long = long_film(24 << 20);
    let photo = jpeg(96, 64, 71, Some("2026:11:03 03:10:00"));
    let zip = home.outside().join("in.zip");
    stored_zip(&zip, &[("a.jpg", &photo), ("b.mp4", &long)]);
    // First while it is unpacked, then while it is copied.
    for stop_at in [1, 3] {
        let mut told = 0;
        let report = bring(&home, &zip, &mut |name| {
            told += usize::from(name.starts_with("b.mp4, "));
            if told == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert!(report.stopped && report.new.films == 0, "{report:?}");
        assert!(!home.root().join("cache/incoming").exists());
        let kept = contents(&home.root().join("photos"));
        assert!(kept.values().all(|bytes| *bytes == photo), "{stop_at}");
    }
    let report = bring(&home, &zip, &mut |_| ControlFlow::Continue(()));
    assert!(!report.stopped && report.new.films == 1, "{report:?}");
    assert!(originals(&home).contains(&long));
}

#[test]
fn a_long_film_needs_no_memory_and_a_bomb_is_put_down() {
    let home = Home::new();
    let from = home.outside().join("in");
    fs::create_dir(&from).unwrap();
    let zip = from.join("takeout.zip");
    {
        // Longer than a photo may be.
        let long = long_film(300 << 20);
        stored_zip(&zip, &[("Takeout/a.mp4", &long)]);
    }
    let (told, errors, peak) = watched(&home, &zip);
    assert_eq!(
        counts(&told, "new"),
        of(&[("entries", 1), ("films", 1)]),
        "{errors} {told}"
    );
    assert!(peak < 200 * 1024, "{peak} kB");
    println!("300 MiB in a zip: {peak} kB at most");

    // Thirty times as long as it is packed: no film does that.
    let bomb = from.join("bomb.zip");
    let nothing = vec![0_u8; 60 << 20];
    let noise = &long_film(2 << 20);
    let body = [noise.as_slice(), &boxed(b"free", &[&nothing])].concat();
    zip_of(&bomb, &[("b.mp4", &body)]);
    let (told, _, _) = import(&home, &bomb, &[]);
    assert!(counts(&told, "new").is_empty(), "{told}");
    assert!(told["refused"].to_string().contains("unfolds without end"));
}

/// A library with films, long and short, alone and as parts of photos.
fn with_films(home: &Home) -> BTreeSet<Vec<u8>> {
    let mut files = takeout();
    files.retain(|(name, _)| !name.contains("broken") && !name.contains("tape"));
    let from = laid_out(home, &files, true);
    good(home, &from, &[]);
    let long = home.outside().join("long.mp4");
    let mut file = fs::File::create(&long).unwrap();
    file.write_all(&film(81, 9_000).file()).unwrap();
    // The disk holds none of it.
    let (at, end) = (file.stream_position().unwrap(), 270 << 20);
    let size = u32::try_from(end - at).unwrap();
    file.write_all(&[&size.to_be_bytes()[..], b"free"].concat())
        .unwrap();
    file.seek(SeekFrom::Start(end - 1)).unwrap();
    file.write_all(&[7]).unwrap();
    run(home, &home.root(), &["add", long.to_str().unwrap()]);
    originals(home)
}

fn run(home: &Home, library: &Path, words: &[&str]) -> String {
    let output = program(home.outside(), library, words);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// What a journal says of its photos, films and entries, without its own ids.
fn told_by(library: &Path) -> (Vec<Value>, Vec<usize>) {
    let path = library.join("journal.sqlite");
    let connection = store::open_connection(&path, store::Access::Read).unwrap();
    let mut photos: Vec<Value> = store::photo::list(&connection)
        .unwrap()
        .iter()
        .map(|photo| serde_json::to_value(&photo.file).unwrap())
        .collect();
    photos.sort_by_key(|photo| photo["hash"].to_string());
    let entries = store::entry::list(&connection, None).unwrap();
    let counts = entries.iter().map(|entry| entry.fields.photos.len());
    (photos, counts.collect())
}

#[test]
fn a_library_with_films_goes_round_whole() {
    let home = Home::new();
    let kept = with_films(&home);
    let told = told_by(&home.root());
    assert_eq!(kept.len(), 9);
    let same = |name: &str, library: &Path| {
        let back: BTreeSet<Vec<u8>> = contents(&library.join("photos")).into_values().collect();
        assert!(back == kept, "{name}: other bytes");
        assert_eq!(told_by(library), told, "{name}");
        run(&home, library, &["verify"]);
        fs::remove_dir_all(library).unwrap();
    };
    for name in ["out", "out.zip"] {
        let out = home.outside().join(name);
        export_to(&home, &out).unwrap();
        let other = home.outside().join(format!("from-{name}"));
        let brought = run(&home, &other, &["import", out.to_str().unwrap(), "--json"]);
        let brought: Value = serde_json::from_str(&brought).unwrap();
        assert_eq!(brought["new"]["films"], 7, "{brought}");
        assert_eq!(brought["new"]["photos"], 2, "{brought}");
        same(name, &other);
        if out.is_dir() {
            let written = fs::read(out.join("journal.json")).unwrap();
            let faults = faults_of(&serde_json::from_slice(&written).unwrap());
            assert!(faults.is_empty(), "{}", faults.join("\n"));
            fs::remove_dir_all(out).unwrap();
        }
    }
    let backup = home.outside().join("backup");
    run(
        &home,
        &home.root(),
        &["backup", "to", backup.to_str().unwrap()],
    );
    let back = home.outside().join("back");
    let words = ["backup", "restore", backup.to_str().unwrap(), "--into"];
    run(
        &home,
        &home.root(),
        &[&words[..], &[back.to_str().unwrap()]].concat(),
    );
    same("backup", &back);
    // Into the other parent’s journal, which is still empty.
    let other = Home::new();
    run(&other, &other.root(), &["merge", backup.to_str().unwrap()]);
    assert!(originals(&other) == kept, "merge");
    assert_eq!(told_by(&other.root()), told);
}
