//! Films: what their index tells, and the picture that is shown of them.

use std::io::Cursor;

use smilekeep::domain::{MomentSource, PhotoFormat, Shows};
use smilekeep::photo::film::{self, Film};
use smilekeep::photo::{Around, Limits, RgbImage, sniff, when_taken};

use crate::common::{card, corpus, difference, files_below};
use crate::drawn_film::{self as drawn, apple, boxed, since_1904};
use crate::heif;

fn read(bytes: &[u8]) -> Film {
    film::read(&mut Cursor::new(bytes)).unwrap()
}

fn picture(bytes: &[u8], fit: Option<(u32, u32)>) -> (RgbImage, Shows) {
    let decoded = read(bytes).picture(&mut Cursor::new(bytes), &Limits::default(), fit);
    (decoded.srgb(), decoded.shows)
}

fn black() -> RgbImage {
    RgbImage::new(64, 48)
}

#[test]
fn length_size_and_kind_are_told_wherever_the_index_stands() {
    for index_first in [false, true] {
        for made in [
            drawn::Film::avc(&[card(64, 48)]),
            drawn::Film::jpegs(&[card(64, 48)]),
        ] {
            let film = drawn::Film {
                index_first,
                quarters: 1,
                ..made
            };
            let bytes = film.file();
            let told = read(&bytes);
            assert_eq!(told.duration_ms, 6_600);
            assert_eq!(told.size, (48, 64));
            assert_eq!(told.metadata.shot.film_ms, Some(6_600));
            assert!(!told.ends_early);
            assert_eq!(sniff(&bytes), Some(told.format));
            assert_eq!(told.format == PhotoFormat::Mov, film.brand == *b"qt  ");
            // A copy that was broken off.
            let cut = &bytes[..bytes.len() - 1];
            if index_first {
                assert!(read(cut).ends_early);
            } else {
                let error = film::read(&mut Cursor::new(cut)).unwrap_err().to_string();
                assert!(error.contains("broken off"), "{error}");
            }
        }
    }
}

#[test]
fn the_first_picture_is_shown_upright() {
    let upright = card(96, 64);
    for quarters in 0..4 {
        let stored = match quarters {
            1 => image::imageops::rotate270(&upright),
            2 => image::imageops::rotate180(&upright),
            3 => image::imageops::rotate90(&upright),
            _ => upright.clone(),
        };
        for made in [
            drawn::Film::avc(&[stored.clone(), RgbImage::new(16, 16)]),
            drawn::Film::jpegs(&[stored.clone(), black()]),
        ] {
            let film = drawn::Film { quarters, ..made };
            let (seen, shows) = picture(&film.file(), None);
            assert_eq!(shows, Shows::Frame);
            assert_eq!(seen.dimensions(), (96, 64), "{quarters}");
            // Colours of neighbours are shared in films.
            let off = difference(&seen, &upright);
            assert!(off < 12.0, "{quarters}: {off}");
            let (small, _) = picture(&film.file(), Some((48, 48)));
            assert_eq!(small.dimensions(), (48, 32));
        }
    }
}

#[test]
fn a_film_that_begins_in_the_dark_shows_a_later_picture() {
    let mut pictures = vec![black(); 9];
    pictures[2] = card(64, 48);
    for made in [drawn::Film::avc(&pictures), drawn::Film::jpegs(&pictures)] {
        let (seen, shows) = picture(&made.file(), None);
        assert_eq!(shows, Shows::Frame);
        let off = difference(&seen, &pictures[2]);
        assert!(off < 12.0, "{off}");
    }
    // All in the dark is what it is.
    let (seen, shows) = picture(&drawn::Film::avc(&vec![black(); 5]).file(), None);
    assert_eq!((seen.dimensions(), shows), ((64, 48), Shows::Frame));
}

#[test]
fn without_a_picture_that_can_be_read_a_small_one_or_a_card_stands_in() {
    let unknown = drawn::Film {
        coding: *b"mp4v",
        ..drawn::Film::avc(&[card(64, 48)])
    };
    let (card_seen, shows) = picture(&unknown.file(), Some((400, 400)));
    assert_eq!(
        (card_seen.dimensions(), shows),
        ((400, 300), Shows::Nothing)
    );

    let small = card(160, 120);
    let jpeg = smilekeep::photo::jpeg(&small, 92).unwrap();
    let data = boxed(b"data", &[&[0, 0, 0, 13, 0, 0, 0, 0], &jpeg]);
    let list = boxed(b"ilst", &[&boxed(b"covr", &[&data])]);
    let cover = boxed(b"udta", &[&boxed(b"meta", &[&[0; 4], &list])]);
    let maker = boxed(b"udta", &[&boxed(b"CNTH", &[&boxed(b"CNDA", &[&jpeg])])]);
    for more in [cover, maker] {
        let film = drawn::Film {
            more,
            ..unknown.clone()
        };
        let (seen, shows) = picture(&film.file(), None);
        assert_eq!(shows, Shows::Frame);
        assert!(difference(&seen, &small) < 6.0);
    }
}

#[test]
fn hevc_of_a_phone_is_decoded_as_its_photos_are() {
    let picture_of = card(192, 128);
    let png = crate::common::encoded(&picture_of.clone().into(), image::ImageFormat::Png);
    let Some(heic) = heif::encode("film", &png, "png", &[]) else {
        return;
    };
    // The coded picture and its description, taken out of the photo.
    let at = |name: &[u8; 4]| heic.windows(4).position(|found| found == name).unwrap();
    let length = |at: usize| u32::from_be_bytes(heic[at - 4..at].try_into().unwrap()) as usize;
    let inside = |name| heic[at(name) + 4..at(name) - 4 + length(at(name))].to_vec();
    let film = drawn::Film {
        coding: *b"hvc1",
        described: [
            boxed(b"hvcC", &[&inside(b"hvcC")]),
            boxed(b"colr", &[b"nclx\0\x01\0\x0D\0\x06\x80"]),
        ]
        .concat(),
        pictures: vec![inside(b"mdat")],
        quarters: 3,
        ..drawn::Film::jpegs(std::slice::from_ref(&picture_of))
    };
    let (seen, shows) = picture(&film.file(), None);
    assert_eq!(shows, Shows::Frame);
    let off = difference(&seen, &image::imageops::rotate270(&picture_of));
    assert!(off < 8.0, "{off}");
}

fn taken(film: &drawn::Film, name: &str) -> (String, MomentSource, Option<String>) {
    let mut told = read(&film.file());
    film::place_in_time(&mut told, name);
    let now = chrono::NaiveDateTime::parse_from_str("2026-11-20 12:00", "%Y-%m-%d %H:%M");
    let taken = when_taken(
        &told.metadata,
        &Around {
            file_name: name,
            sidecars: &Vec::new,
            file_date: None,
            now_local: now.unwrap(),
            offset_at: &|_| 60,
        },
    );
    (taken.moment.to_string(), taken.moment.source, taken.doubt)
}

#[test]
fn dates_come_from_the_phone_then_the_head_then_the_name() {
    let plain = drawn::Film::avc(&[black()]);
    let head = drawn::Film {
        created: since_1904("2026-10-03 02:14:55"),
        ..plain.clone()
    };
    let apple_date = (
        "com.apple.quicktime.creationdate",
        "2026-10-03T05:14:50+0300",
    );
    let apple_film = drawn::Film {
        more: apple(&[apple_date, ("com.apple.quicktime.model", "iPhone 15")]),
        ..head.clone()
    };
    let camera = MomentSource::Camera;
    for (film, name, moment, source) in [
        (
            &apple_film,
            "IMG_4032.MOV",
            "2026-10-03 05:14:50 +03:00",
            camera,
        ),
        (&head, "a.mp4", "2026-10-03 03:14:55 +01:00", camera),
        // The name tells the clock on the wall, and so how far from UTC it was.
        (
            &head,
            "VID_20261003_074452.mp4",
            "2026-10-03 07:44:55 +05:30",
            camera,
        ),
        // What fits no time zone is another moment.
        (
            &head,
            "VID_20261001_030000.mp4",
            "2026-10-03 03:14:55 +01:00",
            camera,
        ),
        (
            &plain,
            "PXL_20261003_021455123.mp4",
            "2026-10-03 03:14:55 +01:00",
            MomentSource::FileName,
        ),
        (
            &plain,
            "VID-20261003-WA0001.mp4",
            "2026-10-03 12:00:00 +01:00",
            MomentSource::FileName,
        ),
    ] {
        let told = taken(film, name);
        assert_eq!((told.0.as_str(), told.1), (moment, source), "{name}");
        assert_eq!(told.2, None);
    }
    assert_eq!(
        read(&apple_film.file()).metadata.shot.camera.as_deref(),
        Some("iPhone 15")
    );
    // A clock that was never set is told.
    let unset = drawn::Film {
        created: since_1904("1970-01-01 00:00:09"),
        ..plain
    };
    let (_, source, doubt) = taken(&unset, "a.mp4");
    assert_eq!(source, MomentSource::Added);
    assert!(doubt.unwrap().contains("1970"));
}

#[test]
fn the_place_is_never_read() {
    let film = drawn::Film {
        more: [
            apple(&[("com.apple.quicktime.location.ISO6709", "+52.5200+013.4050/")]),
            boxed(
                b"udta",
                &[&boxed(b"\xA9xyz", &[b"\0\x12\x15\xC7+52.5200+013.4050/"])],
            ),
        ]
        .concat(),
        ..drawn::Film::avc(&[card(64, 48)])
    };
    let told = read(&film.file());
    assert!(!format!("{:?}", told.metadata).contains("52.5"));
}

#[test]
fn a_live_photo_names_its_still() {
    let film = drawn::Film {
        more: apple(&[("com.apple.quicktime.content.identifier", "5A1B-77")]),
        ..drawn::Film::avc(&[black()])
    };
    assert_eq!(
        read(&film.file()).metadata.shot.live.as_deref(),
        Some("5A1B-77")
    );
}

#[test]
fn sound_is_no_film_and_pieces_are_named() {
    let mut sound = drawn::Film::avc(&[black()]).file();
    let at = sound.windows(4).position(|name| name == b"vide").unwrap();
    sound[at..at + 4].copy_from_slice(b"soun");
    let error = film::read(&mut Cursor::new(&sound))
        .unwrap_err()
        .to_string();
    assert!(error.contains("a sound recording"), "{error}");
    assert!(!error.contains("JPEG"), "{error}");
}

#[test]
fn a_film_damaged_anywhere_breaks_nothing() {
    let film = drawn::Film {
        more: apple(&[(
            "com.apple.quicktime.creationdate",
            "2026-10-03T05:14:50+0300",
        )]),
        ..drawn::Film::avc(&[card(32, 32), card(32, 32)])
    };
    let whole = film.file();
    let index = whole.windows(4).position(|name| name == b"moov").unwrap();
    let mut shown = 0;
    // Bytes of the index, set to the values that break sums.
    for (at, value) in (index - 4..whole.len()).zip([0, 0xFF, 1].into_iter().cycle()) {
        let mut bytes = whole.clone();
        bytes[at] = value;
        if let Ok(film) = film::read(&mut Cursor::new(&bytes)) {
            let limits = Limits::default();
            let decoded = film.picture(&mut Cursor::new(&bytes), &limits, Some((32, 32)));
            shown += usize::from(decoded.shows == Shows::Frame);
        }
    }
    assert!(shown > 100, "{shown}");
    for cut in 0..whole.len() {
        let _ = film::read(&mut Cursor::new(&whole[..cut]));
    }
}

/// Films from phones, where there are any.
#[test]
fn every_film_of_the_corpus_is_understood() {
    let Some(folder) = corpus("films") else {
        return;
    };
    for path in files_below(&folder) {
        if film::is_film(&path).unwrap() {
            let decoded = film::decode_file(&path, &Limits::default(), Some((320, 320)));
            let decoded = decoded.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(decoded.format.is_film());
        }
    }
}
