//! Rows in, rows out; migrations; search; the library folder.

use smilekeep::domain::{
    Edits, EntryFields, MilestoneFields, Moment, MomentSource, PageChoice, Paper, Shows,
    SleepState, SmileKind, SmileStrength, Tag, Turn,
};
use smilekeep::store::{self, Connection, Library, LibraryError, ReadOnlyReason, StoreError};

use super::common::{Home, at, contents, mina, now, photo};

fn moment(text: &str) -> Moment {
    Moment::new(at(text), 60, MomentSource::TypedIn)
}

#[test]
fn an_entry_comes_back_as_it_was_written() {
    let mut connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    let photos = [photo(&connection, 1).id, photo(&connection, 2).id];
    let fields = EntryFields {
        baby: baby.id,
        moment: Moment::new(at("2026-11-03 03:10"), -210, MomentSource::Camera),
        sleep_state: Some(SleepState::ActiveSleep),
        kind: Some(SmileKind::Spontaneous),
        strength: Some(SmileStrength::Subtle),
        length_seconds: Some(4),
        tags: ["after a feed", "voice"]
            .iter()
            .filter_map(|t| Tag::new(t))
            .collect(),
        note: "ابتسامة صغيرة · 小米娜 · 🌙\n\nsecond line ' \" ; --".to_owned(),
        favourite: true,
        photos: vec![photos[1], photos[0]],
        cover: Some(photos[0]),
    };
    let entry = store::in_transaction(&mut connection, |tx| {
        store::entry::insert(tx, &fields, now())
    })
    .unwrap();
    assert_eq!(entry.fields, fields);
    assert_eq!(store::entry::get(&connection, entry.id).unwrap(), entry);
    assert_eq!(store::entry::list(&connection, None).unwrap(), [entry]);
}

#[test]
fn an_entry_without_a_baby_is_refused_and_leaves_nothing() {
    let mut connection = store::open_in_memory().unwrap();
    let nobody = smilekeep::domain::BabyId::from_uuid(store::new_uuid());
    let fields = EntryFields::new(nobody, moment("2026-11-03 03:10"));
    let error = store::in_transaction(&mut connection, |tx| {
        store::entry::insert(tx, &fields, now())
    })
    .unwrap_err();
    assert_eq!(error.sentence(), "This baby is no longer in the journal.");
    assert!(store::entry::list(&connection, None).unwrap().is_empty());
}

#[test]
fn a_failed_change_keeps_the_entry_whole() {
    let mut connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    let known = photo(&connection, 1).id;
    let mut fields = EntryFields::new(baby.id, moment("2026-11-03 03:10"));
    fields.note = "first".to_owned();
    fields.photos = vec![known];
    let entry = store::in_transaction(&mut connection, |tx| {
        store::entry::insert(tx, &fields, now())
    })
    .unwrap();
    fields.note = "second".to_owned();
    fields.photos = vec![smilekeep::domain::PhotoId::from_uuid(store::new_uuid())];
    let result = store::in_transaction(&mut connection, |tx| {
        store::entry::update(tx, entry.id, &fields, now())
    });
    assert!(matches!(result, Err(StoreError::Sqlite(_))), "{result:?}");
    let kept = store::entry::get(&connection, entry.id).unwrap();
    assert_eq!(
        (kept.fields.note.as_str(), kept.fields.photos),
        ("first", vec![known])
    );
}

#[test]
fn edits_are_clamped_and_identity_is_a_row() {
    let connection = store::open_in_memory().unwrap();
    let photo = photo(&connection, 1).id;
    assert!(store::edits::get(&connection, photo).unwrap().is_identity());
    let edits = Edits {
        brightness: 127,
        contrast: -128,
        mirrored: true,
        turn: Turn::Left,
        ..Edits::default()
    };
    store::edits::set(&connection, photo, &edits, now()).unwrap();
    let stored = store::edits::get(&connection, photo).unwrap();
    assert_eq!((stored.brightness, stored.contrast), (100, -100));
    assert_eq!((stored.mirrored, stored.turn), (true, Turn::Left));
    store::edits::set(&connection, photo, &Edits::default(), now()).unwrap();
    assert_eq!(store::edits::all(&connection).unwrap().len(), 1);
}

#[test]
fn the_same_content_has_one_row() {
    let connection = store::open_in_memory().unwrap();
    let first = photo(&connection, 7);
    assert_eq!(
        store::photo::by_hash(&connection, &first.file.hash).unwrap(),
        Some(first.clone())
    );
    let again = store::photo::insert(&connection, &first.file, now());
    assert!(matches!(again, Err(StoreError::Sqlite(_))));
}

#[test]
fn the_trash_gives_back_what_it_took() {
    let mut connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    let entry = store::in_transaction(&mut connection, |tx| {
        store::entry::insert(
            tx,
            &EntryFields::new(baby.id, moment("2026-11-03 03:10")),
            now(),
        )
    })
    .unwrap();
    store::entry::trash(&connection, entry.id, now()).unwrap();
    assert!(store::entry::list(&connection, None).unwrap().is_empty());
    assert_eq!(store::entry::trashed(&connection).unwrap().len(), 1);
    assert!(store::entry::trash(&connection, entry.id, now()).is_err());
    store::entry::restore(&connection, entry.id, now()).unwrap();
    assert_eq!(store::entry::list(&connection, None).unwrap().len(), 1);
}

#[test]
fn nights_belong_to_the_day_they_began() {
    let mut connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    for text in [
        "2026-11-01 04:59",
        "2026-11-01 05:00",
        "2026-12-01 04:59",
        "2026-12-01 05:00",
    ] {
        store::in_transaction(&mut connection, |tx| {
            store::entry::insert(tx, &EntryFields::new(baby.id, moment(text)), now())
        })
        .unwrap();
    }
    let day = |text: &str| text.parse().unwrap();
    let november = store::entry::between(
        &connection,
        baby.id,
        day("2026-11-01"),
        day("2026-11-30"),
        5,
    )
    .unwrap();
    let moments: Vec<_> = november.iter().map(|e| e.fields.moment.local).collect();
    assert_eq!(moments, [at("2026-11-01 05:00"), at("2026-12-01 04:59")]);
}

#[test]
fn search_finds_beginnings_in_any_script_and_follows_changes() {
    let mut connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    let mut fields = EntryFields::new(baby.id, moment("2026-11-03 03:10"));
    fields.note = "Wrapped like a little parcel. Müde. ابتسامة صغيرة".to_owned();
    fields.tags = vec![Tag::new("after a feed").unwrap()];
    let id = store::in_transaction(&mut connection, |tx| {
        store::entry::insert(tx, &fields, now())
    })
    .unwrap()
    .id;
    let found = |words: &str, connection: &Connection| {
        store::search::entries(connection, None, words).unwrap()
    };
    for words in [
        "wrap parc",
        "FEED",
        "mude",
        "ابتسامة",
        "little \"parcel\" AND (",
    ] {
        let expected = if words.contains("AND") {
            vec![]
        } else {
            vec![id]
        };
        assert_eq!(found(words, &connection), expected, "{words}");
    }
    assert!(found("NOT", &connection).is_empty());
    assert!(found("", &connection).is_empty());
    fields.note = "Unwrapped".to_owned();
    store::in_transaction(&mut connection, |tx| {
        store::entry::update(tx, id, &fields, now())
    })
    .unwrap();
    assert!(found("wrap", &connection).is_empty());
    store::entry::trash(&connection, id, now()).unwrap();
    assert!(found("unwrapped", &connection).is_empty());
}

#[test]
fn milestones_and_pages_come_back() {
    let mut connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    let photos = [photo(&connection, 1).id, photo(&connection, 2).id];
    let fields = MilestoneFields {
        baby: baby.id,
        title: " First laugh ".to_owned(),
        date: "2026-10-17".parse().unwrap(),
        note: "猫".to_owned(),
        photos: vec![photos[1], photos[0], photos[1]],
        entry: None,
    };
    let milestone = store::in_transaction(&mut connection, |tx| {
        store::milestone::insert(tx, fields, now())
    })
    .unwrap();
    assert_eq!(milestone.fields.title, "First laugh");
    assert_eq!(milestone.fields.photos, [photos[1], photos[0]]);
    assert_eq!(
        store::search::milestones(&connection, None, "laugh").unwrap(),
        [milestone.id]
    );

    let month = "2026-10".parse().unwrap();
    let untouched = store::keepsake::get(&connection, baby.id, month).unwrap();
    assert_eq!(untouched, PageChoice::untouched(baby.id, month));
    for chosen in [None, Some(vec![]), Some(vec![photos[1], photos[0]])] {
        let choice = PageChoice {
            title: "Our autumn".to_owned(),
            closing: "…".to_owned(),
            paper: Paper::UsLetter,
            photos: chosen,
            ..untouched.clone()
        };
        store::in_transaction(&mut connection, |tx| {
            store::keepsake::set(tx, &choice, now())
        })
        .unwrap();
        assert_eq!(
            store::keepsake::get(&connection, baby.id, month).unwrap(),
            choice
        );
    }
}

#[test]
fn a_value_nobody_understands_names_its_place() {
    let connection = store::open_in_memory().unwrap();
    store::baby::insert(&connection, mina(), now()).unwrap();
    connection
        .execute("UPDATE baby SET birth_date = 'yesterday'", [])
        .unwrap();
    let error = store::baby::list(&connection).unwrap_err().to_string();
    assert!(error.contains("baby.birth_date"), "{error}");
}

/// Every schema version ever released, as a dump made by that version. When a
/// step is added to src/store/sql, add the dump of the version before it here.
const PAST_SCHEMAS: &[(i64, &str)] = &[
    (1, include_str!("schema/v1.sql")),
    (2, include_str!("schema/v2.sql")),
    (3, include_str!("schema/v3.sql")),
    (4, include_str!("schema/v4.sql")),
    (5, include_str!("schema/v5.sql")),
];

#[test]
fn every_past_schema_is_brought_up_to_date_with_its_words() {
    assert_eq!(
        PAST_SCHEMAS.len() as i64,
        store::SCHEMA_VERSION,
        "a schema step has no fixture in tests/journal/schema"
    );
    for (version, dump) in PAST_SCHEMAS {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(dump).unwrap();
        connection
            .pragma_update(None, "user_version", version)
            .unwrap();
        store::migrate(&mut connection).unwrap();
        assert_eq!(
            store::schema_version(&connection).unwrap(),
            store::SCHEMA_VERSION
        );
        let entries = store::entry::list(&connection, None).unwrap();
        assert_eq!(entries.len(), 1);
        let fields = &entries[0].fields;
        assert_eq!(fields.note, "First of all");
        assert_eq!(fields.photos.len(), 1);
        assert_eq!(fields.tags[0].as_str(), "after a feed");
        let edits = store::edits::get(&connection, fields.photos[0]).unwrap();
        assert_eq!((edits.brightness, edits.contrast), (20, -5));
        assert_eq!(edits.turn, Turn::Right);
        assert_eq!(edits.crop.left, if *version < 2 { 0 } else { 500 });
        let photo = store::photo::get(&connection, fields.photos[0]).unwrap();
        assert_eq!(photo.file.shows, Shows::Photo);
        assert_eq!(photo.file.shot.iso, (*version >= 2).then_some(1600));
        // What an older version kept is read again to learn more from it.
        let again = store::photo::to_read_again(&connection, 10).unwrap();
        assert_eq!(again.len(), usize::from(*version < 2));
        assert_eq!(
            store::milestone::list(&connection, None).unwrap()[0]
                .fields
                .title,
            "First smile"
        );
        assert_eq!(
            store::search::entries(&connection, None, "first")
                .unwrap()
                .len(),
            1
        );
        // Looks of pages came with the third.
        let look: String = connection
            .query_row("SELECT look FROM keepsake_page", [], |row| row.get(0))
            .unwrap();
        let look: smilekeep::domain::PageLook = serde_json::from_str(&look).unwrap();
        assert_eq!(look.margin_mm, (*version >= 3).then_some(9));
        // The tray came with the fourth.
        let waiting = store::inbox::waiting(&connection).unwrap();
        assert_eq!(waiting.len(), usize::from(*version >= 4));
        if let Some(item) = waiting.first() {
            assert_eq!(item.file.note, "From grandmother");
            assert_eq!(store::inbox::counts(&connection).unwrap().declined, 1);
        }
        // What two journals knew of each other came with the fifth.
        let earlier = store::history::of_entry(&connection, &entries[0]).unwrap();
        assert_eq!(earlier.len(), usize::from(*version >= 5));
        if let Some(earlier) = earlier.first() {
            assert_eq!(earlier.fields.note, "Before that");
            // Words are taken back, not pictures.
            assert_eq!(earlier.fields.photos, fields.photos);
        }
        let check: String = connection
            .pragma_query_value(None, "integrity_check", |row| row.get(0))
            .unwrap();
        assert_eq!(check, "ok");
    }
}

#[test]
fn a_library_is_private_and_locked_once() {
    let home = Home::new();
    let library = Library::open(&home.root()).unwrap();
    match Library::open(&home.root()) {
        Err(error @ LibraryError::InUse(_)) => {
            assert!(error.to_string().contains("already open"), "{error}");
        }
        other => panic!("{other:?}"),
    }
    // Looking is always allowed.
    let looking = Library::open_to_read(&home.root()).unwrap();
    assert_eq!(
        store::baby::list(&looking.connect().unwrap())
            .unwrap()
            .len(),
        1
    );
    drop(library);
    Library::open(&home.root()).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&home.root()), 0o700);
        assert_eq!(mode(&home.root().join("photos")), 0o700);
        for path in contents(&home.root()).keys() {
            assert_eq!(mode(path), 0o600, "{}", path.display());
        }
    }
}

#[test]
fn a_newer_library_can_be_looked_at_and_stays_as_it_is() {
    let home = Home::new();
    let journal = home.root().join(store::library::JOURNAL_FILE);
    {
        let connection = store::open_connection(&journal, store::Access::Write).unwrap();
        connection
            .pragma_update(None, "user_version", store::SCHEMA_VERSION + 1)
            .unwrap();
        connection
            .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
            .unwrap();
    }
    let before = std::fs::read(&journal).unwrap();
    {
        let library = Library::open(&home.root()).unwrap();
        assert_eq!(library.read_only(), Some(ReadOnlyReason::NewerVersion));
        let connection = library.connect().unwrap();
        assert_eq!(store::baby::list(&connection).unwrap().len(), 1);
        assert!(store::baby::insert(&connection, mina(), now()).is_err());
    }
    assert_eq!(std::fs::read(&journal).unwrap(), before);
}

#[test]
fn nothing_but_an_empty_or_interrupted_folder_becomes_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let full = folder.path().join("holiday");
    std::fs::create_dir(&full).unwrap();
    std::fs::write(full.join("taxes.txt"), "x").unwrap();
    assert!(matches!(
        Library::create(&full),
        Err(LibraryError::NotALibrary(_))
    ));
    assert_eq!(contents(&full).len(), 1);

    let interrupted = folder.path().join("interrupted");
    drop(Library::create(&interrupted).unwrap());
    std::fs::remove_file(interrupted.join(store::library::MARKER_FILE)).unwrap();
    assert!(matches!(
        Library::open(&interrupted),
        Err(LibraryError::NotALibrary(_))
    ));
    Library::create(&interrupted).unwrap();
}
