//! Films by way of the page: chosen beside photos in a real browser, cut off in
//! the middle, gone on with, kept; and how the page looks while it happens.

use std::path::{Path, PathBuf};

use smilekeep::capture::phone::{Landed, Landing, Received};
use smilekeep::capture::phone::{Limits, Times, Tray};
use smilekeep::domain::Shows;
use smilekeep::photo::{RgbImage, hash_of};
use smilekeep::store::{self, Library};
use smilekeep::words::{Language, Manner, OnlyHere};

use super::browser::Browser;
use super::chromium::{browser, choose};
use super::program::Program;
use super::support::Running;
use crate::drawn_film::{Film, apple, since_1904};

/// A picture for the first of a film.
fn drawn(seed: u32) -> RgbImage {
    RgbImage::from_fn(96, 64, |x, y| {
        image::Rgb([(x * 2 + seed) as u8, (y * 3) as u8, (120 + seed) as u8])
    })
}

/// A film of so many bytes; its index stands behind all of its pictures.
fn film(seed: u32, bytes: usize) -> Film {
    let mut film = Film {
        created: since_1904("2026-11-03 02:10:00"),
        ..Film::avc(&[drawn(seed), drawn(seed + 1)])
    };
    let mut rest = vec![0_u8; bytes];
    let mut value = u64::from(seed);
    for eight in rest.chunks_exact_mut(8) {
        value = value
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        eight.copy_from_slice(&value.to_be_bytes());
    }
    film.pictures.push(rest);
    film
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Two photos, one of which moves, and a film: as a phone hands them over.
fn a_night(folder: &Path, film_bytes: usize) -> Vec<PathBuf> {
    let moving = Film {
        length: 2_900,
        brand: *b"qt  ",
        more: apple(&[(
            "com.apple.quicktime.creationdate",
            "2026-11-03T03:08:00+0100",
        )]),
        ..film(9, 1_500_000)
    };
    let jpeg = |seed: u32| smilekeep::photo::jpeg(&drawn(seed), 92).unwrap();
    vec![
        write(folder, "IMG_4031.JPG", &jpeg(1)),
        write(folder, "IMG_4032.JPG", &jpeg(2)),
        write(folder, "IMG_4032.MOV", &moving.file()),
        write(folder, "IMG_4033.MOV", &film(5, film_bytes).file()),
    ]
}

const TITLE: &str = "document.getElementById('title').textContent";

#[test]
fn a_film_cut_off_in_its_middle_goes_on_and_is_kept_with_its_picture() {
    let Some(browser) = browser() else { return };
    let mut program = Program::start();
    let folder = tempfile::tempdir().unwrap();
    let files = a_night(folder.path(), 26_000_000);
    browser.open(&program.link);
    browser.wait_for("document.getElementById('left').textContent !== ''");
    choose(&browser, &files);
    let text = browser.text();
    assert!(text.contains("Send 2 photos and 2 films"), "{text}");
    browser.type_into("#note", "She laughed in her sleep");
    // About three seconds for the film, then the Wi-Fi is gone.
    browser.network(false, 6_000_000.0);
    browser.click("#send");
    browser.wait_for(
        "document.querySelectorAll('#list li')[3].textContent.match(/[2-7]\\d %/) !== null",
    );
    browser.network(true, 0.0);
    browser.wait_for("document.getElementById('state').textContent.includes('does not answer')");
    let at = "return document.getElementById('bar').value";
    let before = browser.script(at).as_f64().unwrap();
    browser.network(false, -1.0);
    browser.wait_for(&format!("{TITLE}.includes('All are on the computer')"));
    assert!((0.1..0.95).contains(&before), "{before}");

    // They wait; the pair came together. The parent says yes.
    let waiting = program.then(&["inbox", "list"]);
    assert!(waiting.contains("IMG_4033.MOV"), "{waiting}");
    program.then(&["inbox", "keep", "--all"]);
    let library = Library::open_to_read(&program.library()).unwrap();
    let connection = library.connect().unwrap();
    let photos = store::photo::list(&connection).unwrap();
    assert_eq!(photos.len(), 4);
    let named = |name: &str| {
        let found = photos.iter().find(|photo| photo.file.original_name == name);
        found.unwrap().clone()
    };
    let long = named("IMG_4033.MOV");
    let sent = std::fs::read(&files[3]).unwrap();
    assert_eq!(long.file.hash, hash_of(&sent), "every byte of it");
    assert_eq!(long.file.shows, Shows::Frame);
    assert_eq!(long.file.taken.utc().to_string(), "2026-11-03 02:10:00");
    let entry_of = |name: &str| {
        let id = store::entry::of_photo(&connection, named(name).id).unwrap();
        store::entry::get(&connection, id.unwrap()).unwrap()
    };
    assert!(entry_of("IMG_4033.MOV").fields.note.contains("She laughed"));
    let pair = entry_of("IMG_4032.JPG");
    assert_eq!(pair.id, entry_of("IMG_4032.MOV").id);
    assert_eq!(
        named("IMG_4032.JPG").file.shot.live,
        named("IMG_4032.MOV").file.shot.live
    );
    assert!(named("IMG_4032.JPG").file.shot.live.is_some());
    assert!(long.file.shot.live.is_none());
}

/// The tray tells a film's own time, though its index is its last part.
#[test]
fn a_film_waits_in_its_own_night() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    let library = Library::create(&root).unwrap();
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 20)
        .and_then(|day| day.and_hms_opt(9, 0, 0))
        .unwrap();
    let times = Times {
        utc: Box::new(move || now),
        local: Box::new(move || now),
        offset_at: Box::new(|_| 60),
    };
    let tray = Tray::new(root, library.connect().unwrap(), times);
    let bytes = film(3, 25_000_000).file();
    let mut file = tray.begin().unwrap();
    std::io::Write::write_all(&mut file, &bytes).unwrap();
    let received = Received {
        name: "IMG_1.MOV".to_owned(),
        byte_len: bytes.len() as u64,
        modified: Some(now),
        hash: hash_of(&bytes),
        note: String::new(),
    };
    assert_eq!(tray.land(file, &received), Ok(Landed::Waiting));
    let items = store::inbox::waiting(&library.connect().unwrap()).unwrap();
    let taken = items[0].file.taken.unwrap();
    assert_eq!(taken.to_string(), "2026-11-03 03:10:00 +01:00");
}

/// Pictures of the page on a small phone, by day and night.
fn look(browser: &Browser, language: &str, stage: &str) {
    for scheme in ["light", "dark"] {
        browser.dress(scheme);
        browser.picture(&format!("film-{stage}-{language}-{scheme}"));
    }
    // Nothing stands out over the edge.
    let wide = "return document.documentElement.scrollWidth <= window.innerWidth";
    assert_eq!(browser.script(wide), true, "{language} {stage}");
}

#[test]
fn the_page_is_whole_on_a_small_phone_in_both_languages() {
    for (language, code) in [(Language::English, "en"), (Language::German, "de")] {
        let Some(browser) = browser() else { return };
        let _here = OnlyHere::new(Manner {
            language,
            ..Manner::default()
        });
        let page = Running::start(Limits::default());
        let folder = tempfile::tempdir().unwrap();
        let mut files = a_night(folder.path(), 9_000_000);
        files.push(write(folder.path(), "notes.txt", b"Dear diary"));
        browser.open(&page.link);
        browser.screen(360, 740);
        browser.wait_for("document.getElementById('left').textContent !== ''");
        look(&browser, code, "1-start");
        choose(&browser, &files);
        look(&browser, code, "2-chosen");
        browser.network(false, 300_000.0);
        browser.click("#send");
        browser.wait_for("/[1-8]\\d %/.test(document.querySelectorAll('#list li')[3].textContent)");
        look(&browser, code, "3-sending");
        browser.network(true, 0.0);
        browser.wait_for("document.querySelector('#state').textContent.length > 80");
        look(&browser, code, "4-lost");
        browser.network(false, -1.0);
        browser.wait_for("!document.getElementById('again').hidden");
        look(&browser, code, "5-sent");
        assert_eq!(page.kept().len(), 4);
    }
}
