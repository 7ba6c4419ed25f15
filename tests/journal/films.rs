//! Films in the journal: on their way in, in a backup, and out again.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};

use smilekeep::app::{CaptureCommand, Report};
use smilekeep::domain::{MomentSource, Shows};
use smilekeep::photo::hash_of;
use smilekeep::store;

use super::common::{Home, contents, drawn, photo_file, program, rest, text};
use crate::drawn_film::{Film, apple, since_1904};

fn film() -> Film {
    Film {
        created: since_1904("2026-11-03 02:10:00"),
        ..Film::avc(&[drawn(96, 64, 3), drawn(96, 64, 4)])
    }
}

#[test]
fn a_film_becomes_an_entry_like_a_photo() {
    let home = Home::new();
    let path = home.outside().join("VID_20261103_031000.mp4");
    let bytes = film().file();
    fs::write(&path, &bytes).unwrap();
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(vec![path.clone()]).into());
    rest(&mut app);
    assert!(app.model.report.is_none(), "{:?}", app.model.report);

    let photo = store::photo::list(&home.connection()).unwrap().remove(0);
    let file = &photo.file;
    assert_eq!(file.hash, hash_of(&bytes));
    assert_eq!(file.byte_len, bytes.len() as u64);
    assert_eq!((file.width, file.height), (96, 64));
    assert_eq!(file.shows, Shows::Frame);
    assert_eq!(file.shot.film_ms, Some(6_600));
    assert_eq!(file.light, None);
    assert_eq!(file.taken.to_string(), "2026-11-03 03:10:00 +01:00");
    assert_eq!(file.taken.source, MomentSource::Camera);
    let kept = contents(&home.root().join("photos"));
    assert_eq!(kept.values().collect::<Vec<_>>(), [&bytes]);
    assert_eq!(fs::read(&path).unwrap(), bytes, "the parent’s own file");

    // Twice the same is once; a lost original is healed.
    let kept = kept.keys().next().unwrap();
    fs::remove_file(kept).unwrap();
    for _ in 0..2 {
        app.apply(CaptureCommand::AddFiles(vec![path.clone()]).into());
        rest(&mut app);
        assert_eq!(fs::read(kept).unwrap(), bytes);
        assert_eq!(store::photo::list(&home.connection()).unwrap().len(), 1);
    }
    let left = contents(&home.root().join("photos"));
    assert_eq!(
        left.len(),
        1,
        "nothing half-written stays: {:?}",
        left.keys()
    );
}

#[test]
fn photos_and_films_of_one_minute_are_one_entry() {
    let home = Home::new();
    // Two hours east of UTC, says its name.
    let path = home.outside().join("VID_20261103_041000.mp4");
    fs::write(&path, film().file()).unwrap();
    let photo = photo_file(home.outside(), "b.jpg", 9, Some("2026:11:03 04:10:20"));
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(vec![path, photo]).into());
    rest(&mut app);
    let entries: Vec<_> = app
        .model
        .gallery
        .items
        .iter()
        .map(|item| item.entry)
        .collect();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0], entries[1]);
}

#[test]
fn what_is_no_whole_film_is_told_in_a_sentence() {
    let home = Home::new();
    let whole = film().file();
    let write = |name: &str, bytes: &[u8]| {
        let path = home.outside().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let files = vec![
        write("broken off.mp4", &whole[..whole.len() - 40]),
        write("voice.m4a", b"\0\0\0\x10ftypM4A \0\0\0\0"),
        write("old.avi", b"RIFF\0\0\0\0AVI LIST"),
    ];
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(files).into());
    rest(&mut app);
    let Some(Report::Batch(report)) = &app.model.report else {
        panic!("no report")
    };
    for (sentence, words) in report.refused.iter().zip([
        "broken off.mp4: it is damaged (the part that says where its pictures are",
        "voice.m4a: it is a sound recording, which this program cannot read; only photos and films",
        "old.avi: it is a video, which this program cannot read; save it as an MP4 film",
    ]) {
        assert!(sentence.starts_with(words), "{sentence}");
    }
    assert_eq!(report.refused.len(), 3);
    assert!(contents(&home.root().join("photos")).is_empty());
}

#[test]
fn a_film_is_backed_up_checked_and_taken_back() {
    let home = Home::new();
    let path = home.outside().join("a.mp4");
    let bytes = film().file();
    fs::write(&path, &bytes).unwrap();
    let run = |arguments: &[&str]| {
        let output = program(home.outside(), &home.root(), arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    run(&["add", path.to_str().unwrap()]);
    run(&["verify"]);
    let backup = home.outside().join("backup");
    run(&["backup", "to", backup.to_str().unwrap()]);
    run(&["backup", "check", backup.to_str().unwrap()]);
    let back = home.outside().join("back");
    let words = ["backup", "restore", backup.to_str().unwrap(), "--into"];
    run(&[&words[..], &[back.to_str().unwrap()]].concat());
    let kept = contents(&back.join("photos"));
    assert_eq!(kept.values().collect::<Vec<_>>(), [&bytes]);
    let listed = run(&["list", "photos"]);
    assert!(listed.contains("film 0:07  a.mp4"), "{listed}");
}

/// A film far longer than what a photo may have goes through in pieces.
#[test]
fn a_long_film_is_kept_without_being_read_into_memory() {
    const LONG: u64 = 300 << 20;
    let home = Home::new();
    let path = home.outside().join("long.mp4");
    let mut file = File::create(&path).unwrap();
    file.write_all(&film().file()).unwrap();
    // Free room to the end, as some cameras leave it; the disk holds none of it.
    let at = file.stream_position().unwrap();
    let size = u32::try_from(LONG - at).unwrap();
    file.write_all(&size.to_be_bytes()).unwrap();
    file.write_all(b"free").unwrap();
    file.seek(SeekFrom::Start(LONG - 1)).unwrap();
    file.write_all(&[7]).unwrap();
    drop(file);
    let output = program(
        home.outside(),
        &home.root(),
        &["add", path.to_str().unwrap()],
    );
    assert!(output.status.success(), "{}", text(&output.stderr));
    let photo = store::photo::list(&home.connection()).unwrap().remove(0);
    assert_eq!(photo.file.byte_len, LONG);
    assert_eq!(photo.file.shows, Shows::Frame);
}

/// The still of a Live Photo: a JPEG with the note of Apple’s phones.
fn live_still(name: &str) -> Vec<u8> {
    let text = [name.as_bytes(), &[0]].concat();
    // One entry: tag 17, text, and where it stands from the start of the note.
    let note = [
        b"Apple iOS\0\0\x01MM\0\x01\0\x11\0\x02".as_slice(),
        &(text.len() as u32).to_be_bytes(),
        &32_u32.to_be_bytes(),
        &[0; 4],
        &text,
    ]
    .concat();
    super::common::jpeg_with(
        &drawn(96, 64, 5),
        &[
            (exif::Tag::MakerNote, exif::Value::Undefined(note, 0)),
            (
                exif::Tag::DateTimeOriginal,
                exif::Value::Ascii(vec![b"2026:11:03 03:10:00".to_vec()]),
            ),
        ],
    )
}

#[test]
fn a_live_photo_is_one_memory_with_both_its_files() {
    for still_first in [true, false] {
        let home = Home::new();
        let write = |name: &str, bytes: &[u8]| {
            let path = home.outside().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let moving = Film {
            more: apple(&[
                ("com.apple.quicktime.content.identifier", "5A1B-77"),
                (
                    "com.apple.quicktime.creationdate",
                    "2026-11-03T03:09:58+0100",
                ),
            ]),
            ..film()
        };
        let still = write("IMG_4032.JPG", &live_still("5A1B-77"));
        let moving = write("IMG_4032.MOV", &moving.file());
        let mut app = home.app();
        let both = if still_first {
            vec![still, moving]
        } else {
            vec![moving, still]
        };
        app.apply(CaptureCommand::AddFiles(both).into());
        rest(&mut app);
        let photos = store::photo::list(&home.connection()).unwrap();
        assert_eq!(photos.len(), 2, "both files are kept");
        assert!(
            photos
                .iter()
                .all(|photo| photo.file.shot.live.as_deref() == Some("5A1B-77"))
        );
        let items = &app.model.gallery.items;
        assert_eq!(items.len(), 1, "one memory");
        assert!(!items[0].photo.file.format.is_film() && items[0].cover);
        let entry = store::entry::get(&home.connection(), items[0].entry).unwrap();
        assert_eq!(entry.fields.photos.len(), 2);
    }
}
