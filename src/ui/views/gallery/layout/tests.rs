//! Places of small and very large galleries.

use super::*;
use crate::domain::{
    Baby, BabyFields, BabyId, ContentHash, Edits, EntryId, MomentSource, NewPhoto, Photo,
    PhotoFormat, PhotoId, Shot, Shows, Turn,
};
use crate::store::gallery::{GalleryItem, WordEntry};

#[test]
fn rows_fill_the_width_and_stay_near_the_height() {
    let aspects: Vec<f32> = (0..40_u16)
        .map(|n| [1.33, 0.75, 1.0, 1.78][usize::from(n % 4)])
        .collect();
    let mut rest = aspects.as_slice();
    while !rest.is_empty() {
        let (count, height) = row_of(rest.iter().copied(), 1000.0, 200.0, GAP);
        assert!(count >= 1);
        let width: f32 =
            rest[..count].iter().map(|a| a * height).sum::<f32>() + GAP * (count as f32 - 1.0);
        if count < rest.len() {
            assert!((width - 1000.0).abs() < 0.5, "{width}");
            assert!((130.0..=300.0).contains(&height), "{height}");
        }
        assert!(width <= 1000.5);
        rest = &rest[count..];
    }
}

const FRAME: Frame = Frame {
    width: 1000.0,
    row_height: 200.0,
    hits: false,
    lead: 0.0,
};

/// Photos a quarter of a day apart, newest first.
fn gallery(count: u32) -> Gallery {
    gallery_with(count, Vec::new())
}

/// With entries without photos.
fn gallery_with(count: u32, words: Vec<WordEntry>) -> Gallery {
    let baby = Baby {
        id: BabyId::from_uuid(uuid::Uuid::nil()),
        fields: BabyFields {
            name: "Mina".to_owned(),
            birth_date: "2020-01-01".parse().unwrap(),
            due_date: None,
            portrait: None,
        },
        created_at: chrono::NaiveDateTime::default(),
        updated_at: chrono::NaiveDateTime::default(),
    };
    let newest: chrono::NaiveDateTime = "2026-11-20T12:00:00".parse().unwrap();
    let items = (0..count).map(|number| {
        let local = newest - chrono::Duration::hours(6 * i64::from(number));
        item(number, Moment::new(local, 0, MomentSource::Camera))
    });
    Gallery::new(items.collect(), words, &baby)
}

fn item(number: u32, moment: Moment) -> GalleryItem {
    let id = uuid::Uuid::from_u128(u128::from(number) + 1);
    let photo = Photo {
        id: PhotoId::from_uuid(id),
        file: NewPhoto {
            hash: ContentHash::from_bytes([0; 32]),
            format: PhotoFormat::Jpeg,
            byte_len: 1,
            width: 400,
            height: 300,
            average_rgb: 0,
            original_name: String::new(),
            taken: moment,
            taken_millis: 0,
            shows: Shows::Photo,
            ends_early: false,
            shot: Shot::default(),
            light: None,
        },
        created_at: chrono::NaiveDateTime::default(),
    };
    GalleryItem {
        photo: std::sync::Arc::new(photo),
        edits: Edits::default(),
        entry: EntryId::from_uuid(id),
        seq: i64::from(number),
        state: None,
        kind: None,
        moment,
        favourite: false,
        cover: true,
        caption: String::new(),
    }
}

/// Where the rows of each group lie in memory: the same rows were kept.
fn kept(places: &Places) -> Vec<*const Row> {
    places.rows.iter().map(|rows| rows.rows.as_ptr()).collect()
}

#[test]
fn a_photo_of_another_shape_moves_its_own_month_only() {
    let mut gallery = gallery(400);
    let mut places = Places::default();
    places.arrange(&gallery, FRAME);
    let before = kept(&places);
    assert!(before.len() >= 4);
    // In the second month.
    let place = gallery.sections()[1].range.start;
    let photo = gallery.at(place).unwrap().id();
    gallery.patch_photo(photo, |item| item.edits.turn = Turn::Right);
    places.arrange(&gallery, FRAME);
    let after = kept(&places);
    let moved: Vec<_> = (0..before.len())
        .filter(|at| before[*at] != after[*at])
        .collect();
    assert_eq!(moved, [1]);
    // A heart changes no place at all.
    let generation = gallery.generation;
    gallery.patch_photo(photo, |item| item.favourite = true);
    assert_eq!(gallery.generation, generation);
}

#[test]
fn rows_keep_their_distance_at_the_end_of_a_hundred_thousand() {
    let gallery = gallery(100_000);
    let frame = Frame {
        row_height: 319.0,
        ..FRAME
    };
    let mut places = Places::default();
    places.arrange(&gallery, frame);
    let end = places.height();
    assert!(end > 8_000_000.0, "{end}");
    let rows: Vec<_> = places
        .between(end - 3000.0, end)
        .filter(|strip| matches!(strip.piece, Piece::Photos(_)))
        .collect();
    assert!(rows.len() > 5);
    let gaps = rows
        .windows(2)
        .filter(|pair| pair[0].section == pair[1].section)
        .map(|pair| pair[1].top - pair[0].top - f64::from(pair[0].height));
    for gap in gaps {
        assert!((gap - f64::from(GAP)).abs() < 0.01, "{gap}");
    }
}

#[test]
fn every_photo_stands_once_at_every_level() {
    let gallery = gallery(1000);
    for row_height in [48.0, 200.0, 340.0] {
        let frame = Frame {
            row_height,
            ..FRAME
        };
        let mut places = Places::default();
        places.arrange(&gallery, frame);
        let mut next = 0;
        for strip in places.between(0.0, f64::INFINITY) {
            if let Piece::Photos(range) = strip.piece {
                assert_eq!(range.start, next);
                next = range.end;
            }
        }
        assert_eq!(next, 1000);
        let offset = places.offset_of(999);
        assert!(offset.is_none(), "nothing was seen yet");
        places.set_seen(0.0, 800.0);
        assert!(places.offset_of(999).unwrap() > places.offset_of(500).unwrap());
    }
}

#[test]
fn a_lone_wide_photo_stays_inside() {
    let (count, height) = row_of([3.0].into_iter(), 300.0, 200.0, GAP);
    assert_eq!(count, 1);
    assert!(height * 3.0 <= 300.0);
}

fn words(number: u32, at: &str) -> WordEntry {
    WordEntry {
        id: EntryId::from_uuid(uuid::Uuid::from_u128(u128::from(number) + 1_000_000)),
        seq: i64::from(number) + 1_000_000,
        moment: Moment::new(at.parse().unwrap(), 0, MomentSource::TypedIn),
        state: None,
        kind: None,
        caption: "words".to_owned(),
        favourite: false,
    }
}

#[test]
fn what_can_be_chosen_comes_in_the_order_in_which_it_stands() {
    use Spot::{Found, Photo, Words};
    // Photos at noon, six, midnight and so on back, from 20 November on.
    let said = vec![
        words(1, "2026-11-20T09:00:00"),
        words(2, "2026-11-19T20:00:00"),
    ];
    let gallery = gallery_with(5, said);
    let order = |row_height, hits| {
        let mut places = Places::default();
        let frame = Frame {
            row_height,
            hits,
            ..FRAME
        };
        places.arrange(&gallery, frame);
        places.spots().collect::<Vec<_>>()
    };
    let above = [
        Words(0, 0),
        Words(0, 1),
        Photo(0),
        Photo(1),
        Photo(2),
        Photo(3),
        Photo(4),
    ];
    assert_eq!(order(48.0, false), above);
    assert_eq!(order(200.0, false), above);
    // Day by day: midnight belongs to the day before.
    let by_day = [
        Words(0, 0),
        Photo(0),
        Photo(1),
        Words(0, 1),
        Photo(2),
        Photo(3),
        Photo(4),
    ];
    assert_eq!(order(340.0, false), by_day);
    let by_time = [
        Found(0),
        Words(0, 0),
        Found(1),
        Found(2),
        Words(0, 1),
        Found(3),
        Found(4),
    ];
    assert_eq!(order(200.0, true), by_time);
}
