//! Films for others: what goes out, and what must not.

use std::fs;
use std::ops::ControlFlow;

use smilekeep::domain::Shows;
use smilekeep::photo::{Limits, film};

use crate::common::card;
use crate::drawn_film::{Film, apple, boxed};

const PLACE: &str = "+52.5200+013.4050/";

/// A film that tells where it was taken in every way that is known.
fn told() -> Film {
    let place = PLACE.as_bytes();
    let list = boxed(
        b"ilst",
        &[&boxed(
            b"\xA9xyz",
            &[&boxed(b"data", &[&[0, 0, 0, 1], &[0; 4], place])],
        )],
    );
    let hdlr = boxed(b"hdlr", &[&[0; 8], b"mdir", &[0; 13]]);
    let user = boxed(
        b"udta",
        &[
            &boxed(b"\xA9xyz", &[&[0, 18, 0x15, 0xC7], place]),
            &boxed(b"\xA9mak", &[&[0, 4, 0, 0], b"Acme"]),
            &boxed(b"loci", &[&[0; 6], place]),
            &boxed(b"GPMF", &[place]),
            &boxed(b"XMP_", &[b"<x exif:GPSLatitude='52,31.2N'/>"]),
            &boxed(b"meta", &[&[0; 4], &hdlr, &list]),
        ],
    );
    let meta = apple(&[
        (
            "com.apple.quicktime.creationdate",
            "2026-10-03T05:14:50+0300",
        ),
        ("com.apple.quicktime.location.ISO6709", PLACE),
        ("com.apple.quicktime.model", "iPhone 15"),
        ("some.program.of.mine", PLACE),
    ]);
    Film {
        more: [user, meta].concat(),
        ..Film::avc(&[card(64, 48), card(64, 48)])
    }
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}

#[test]
fn a_copy_plays_the_same_and_does_not_tell_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.mp4"), folder.path().join("b.mp4"));
    for index_first in [false, true] {
        let film = Film {
            index_first,
            ..told()
        };
        let xmp = boxed(b"uuid", &[&[7; 16], b"GPSLatitude 52,31.2N"]);
        let whole = [film.file(), xmp].concat();
        fs::write(&from, &whole).unwrap();
        let copied = film::copy(&from, &to, false, &mut |_| ControlFlow::Continue(()))
            .unwrap()
            .unwrap();
        assert!(!copied.place_may_stay);
        let bytes = fs::read(&to).unwrap();
        assert_eq!(bytes.len(), whole.len());
        for gone in ["52.52", "013.40", "52,31", "GPS"] {
            assert!(!holds(&bytes, gone), "{gone}");
        }
        for kept in ["Acme", "2026-10-03T05:14:50+0300", "iPhone 15"] {
            assert!(holds(&bytes, kept), "{kept}");
        }
        let seen = |path| film::decode_file(path, &Limits::default(), None).unwrap();
        let (before, after) = (seen(&from), seen(&to));
        assert_eq!(after.shows, Shows::Frame);
        assert_eq!(before.srgb(), after.srgb());
        assert_eq!(before.metadata, after.metadata);
        // The original is as it was.
        assert_eq!(fs::read(&from).unwrap(), whole);

        film::copy(&from, &to, true, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(fs::read(&to).unwrap(), whole, "asked for everything");
    }
}

#[test]
fn a_track_of_places_goes_with_all_its_data() {
    // The pictures’ track once more, as one of measurements.
    let whole = told().file();
    let at = |bytes: &[u8], name: &[u8]| {
        bytes
            .windows(name.len())
            .position(|found| found == name)
            .unwrap()
    };
    let first = at(&whole, b"trak") - 4;
    let length = u32::from_be_bytes(whole[first..first + 4].try_into().unwrap()) as usize;
    let mut track = whole[first..first + length].to_vec();
    let kind = at(&track, b"vide");
    track[kind..kind + 4].copy_from_slice(b"meta");
    // Its one piece of data stands at the end of the file.
    let data = b"\x00\x00 GPS 52.5200 013.4050";
    let sizes = at(&track, b"stsz") + 8;
    let place = at(&track, b"stco") + 12;
    let put = |bytes: &mut [u8], at: usize, value: usize| {
        bytes[at..at + 4].copy_from_slice(&(value as u32).to_be_bytes());
    };
    let end = whole.len() + track.len();
    put(&mut track, sizes, data.len() / 2);
    put(&mut track, place, end + 8);
    let mut bytes = [&whole[..], &track, &boxed(b"mdat", &[data])].concat();
    let moov = at(&bytes, b"moov") - 4;
    let grown = whole.len() - moov + track.len();
    put(&mut bytes, moov, grown);
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.mp4"), folder.path().join("b.mp4"));
    fs::write(&from, &bytes).unwrap();
    let copied = film::copy(&from, &to, false, &mut |_| ControlFlow::Continue(()))
        .unwrap()
        .unwrap();
    assert!(!copied.place_may_stay);
    let bytes = fs::read(&to).unwrap();
    assert!(!holds(&bytes, "52.52"));
    let seen = film::decode_file(&to, &Limits::default(), None).unwrap();
    assert_eq!(seen.shows, Shows::Frame);
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.mp4"), folder.path().join("b.mp4"));
    fs::write(&from, told().file()).unwrap();
    let copied = film::copy(&from, &to, false, &mut |_| ControlFlow::Break(())).unwrap();
    assert_eq!(copied, None);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
