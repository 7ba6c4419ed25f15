//! What the gallery reads, and one change to many entries.

use std::collections::HashMap;
use std::sync::Arc;

use smilekeep::app::{Filter, GalleryCommand};
use smilekeep::domain::{
    Baby, BabyId, Edits, Entry, EntryFields, Moment, MomentSource, SleepState, Tag,
};
use smilekeep::store::many::{Change, Done, Picked};
use smilekeep::store::{self, Connection, Library, StoreError};

use super::common::{Home, at, mina, now, photo, rest};

fn moment(text: &str) -> Moment {
    Moment::new(at(text), 60, MomentSource::Camera)
}

fn add(connection: &Connection, baby: BabyId, when: &str, photos: u32, note: &str) -> Entry {
    let mut fields = EntryFields::new(baby, moment(when));
    let seed = u32::try_from(store::photo::list(connection).unwrap().len()).unwrap();
    fields.photos = (0..photos)
        .map(|number| photo(connection, seed + number).id)
        .collect();
    note.clone_into(&mut fields.note);
    store::entry::insert(connection, &fields, now()).unwrap()
}

/// Two photos of one moment, one entry with words only, and one of each alone.
fn journal() -> (Connection, Baby, Vec<Entry>) {
    let connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    let entries = vec![
        add(
            &connection,
            baby.id,
            "2026-11-03 03:10",
            2,
            "Wrapped like a little parcel",
        ),
        add(
            &connection,
            baby.id,
            "2026-11-01 09:00",
            0,
            "Only words, of a parcel too",
        ),
        add(&connection, baby.id, "2026-10-20 12:00", 1, ""),
        add(&connection, baby.id, "2026-10-19 12:00", 1, "ابتسامة صغيرة"),
    ];
    (connection, baby, entries)
}

#[test]
fn the_first_screens_are_the_beginning_of_it_all() {
    let (connection, baby, entries) = journal();
    let all = store::gallery::items(&connection, baby.id).unwrap();
    assert_eq!(all.len(), 4);
    for count in 0..=5 {
        let first = store::gallery::first(&connection, baby.id, count).unwrap();
        assert_eq!(first, all[..4.min(count as usize)]);
    }
    let since = Some(moment("2026-11-02 00:00"));
    let words = |since| store::gallery::without_photos(&connection, baby.id, since).unwrap();
    assert_eq!(words(None).len(), 1);
    assert_eq!(words(None)[0].id, entries[1].id);
    assert!(words(since).is_empty());
}

#[test]
fn the_index_is_the_gallery_without_reading_photos_again() {
    let (connection, baby, entries) = journal();
    let edited = Edits {
        brightness: 12,
        ..Edits::default()
    };
    let marked = entries[2].fields.photos[0];
    store::edits::set(&connection, marked, &edited, now()).unwrap();
    let mut fields = entries[0].fields.clone();
    fields.favourite = true;
    fields.sleep_state = Some(SleepState::QuietSleep);
    fields.cover = Some(fields.photos[1]);
    store::entry::update(&connection, entries[0].id, &fields, now()).unwrap();
    let known: HashMap<_, _> = store::photo::list(&connection)
        .unwrap()
        .into_iter()
        .map(|photo| {
            let edits = store::edits::get(&connection, photo.id).unwrap();
            (photo.id, (Arc::new(photo), edits))
        })
        .collect();
    let index = store::gallery::index(&connection, baby.id, |id| known.get(&id).cloned()).unwrap();
    assert_eq!(index, store::gallery::items(&connection, baby.id).unwrap());
    let shared = &known[&marked].0;
    assert!(index.iter().any(|item| Arc::ptr_eq(&item.photo, shared)));
    // What is not known is left out, and nothing else.
    let fewer = store::gallery::index(&connection, baby.id, |id| {
        known.get(&id).filter(|_| id != marked).cloned()
    });
    assert_eq!(fewer.unwrap().len(), index.len() - 1);
}

#[test]
fn days_are_read_from_their_first_hour_to_their_last() {
    let (connection, baby, entries) = journal();
    let day = |text: &str| text.parse().unwrap();
    let found = |first: &str, last: &str| {
        store::gallery::of_days(&connection, baby.id, day(first), day(last), 5)
            .unwrap()
            .iter()
            .map(|item| item.entry)
            .collect::<Vec<_>>()
    };
    // Ten past three belongs to the night before.
    assert_eq!(found("2026-11-02", "2026-11-02"), [entries[0].id; 2]);
    assert!(found("2026-11-03", "2026-11-30").is_empty());
    assert_eq!(
        found("2026-10-19", "2026-10-20"),
        [entries[2].id, entries[3].id]
    );
}

// ---- words

#[test]
fn what_is_typed_is_found_with_the_place_it_stands_at() {
    let (connection, baby, entries) = journal();
    let seq = |entry: &Entry| {
        let with_photos = store::gallery::items(&connection, baby.id).unwrap();
        let with_words = store::gallery::without_photos(&connection, baby.id, None).unwrap();
        let with_photos = with_photos.iter().map(|item| (item.entry, item.seq));
        let with_words = with_words.iter().map(|word| (word.id, word.seq));
        with_photos
            .chain(with_words)
            .find(|(id, _)| *id == entry.id)
            .unwrap()
            .1
    };
    let found = |words: &str| store::search::matching(&connection, words).unwrap();
    let mut both = vec![seq(&entries[0]), seq(&entries[1])];
    both.sort_unstable();
    assert_eq!(found("parc"), Some(both.clone()));
    assert_eq!(found("PARCEL"), Some(both));
    assert_eq!(found("little parc"), Some(vec![seq(&entries[0])]));
    assert_eq!(
        found("litt parcel"),
        Some(vec![]),
        "only the last word is unfinished"
    );
    assert_eq!(found("ابتسام"), Some(vec![seq(&entries[3])]));
    assert_eq!(found(" \" * "), None);

    let excerpts =
        store::search::excerpts(&connection, "little par", &[seq(&entries[0]), 987]).unwrap();
    let [(entry, excerpt)] = excerpts.as_slice() else {
        panic!("one entry has the words: {excerpts:?}");
    };
    assert_eq!(*entry, seq(&entries[0]));
    let parts: Vec<_> = excerpt
        .parts
        .iter()
        .map(|(words, hit)| (words.as_str(), *hit))
        .collect();
    assert_eq!(
        parts,
        [
            ("Wrapped like a ", false),
            ("little", true),
            (" ", false),
            ("parcel", true)
        ]
    );
}

// ---- many at once

fn picked(entries: &[Entry]) -> Vec<Picked> {
    entries
        .iter()
        .map(|entry| Picked {
            entry: entry.id,
            photos: entry.fields.photos.clone(),
        })
        .collect()
}

fn apply(connection: &mut Connection, picked: &[Picked], change: &Change) -> Done {
    store::in_transaction(connection, |tx| {
        store::many::apply(tx, picked, change, now())
    })
    .unwrap()
}

fn take_back(connection: &mut Connection, done: &Done) -> usize {
    store::in_transaction(connection, |tx| store::many::take_back(tx, done, now())).unwrap()
}

fn stored(connection: &Connection, entries: &[Entry]) -> Vec<EntryFields> {
    entries
        .iter()
        .map(|entry| store::entry::get(connection, entry.id).unwrap().fields)
        .collect()
}

#[test]
fn every_change_to_many_can_be_taken_back() {
    let (mut connection, _, entries) = journal();
    let theo = store::baby::insert(&connection, mina(), now()).unwrap();
    let before = stored(&connection, &entries);
    for change in [
        Change::Favourite(true),
        Change::Tag(Tag::new("grandma").unwrap()),
        Change::MoveTo(theo.id),
        Change::Shift(-90),
        Change::Trash,
    ] {
        let done = apply(&mut connection, &picked(&entries), &change);
        assert_eq!(done.count(), 4, "{change:?}");
        // Once more there is nothing to do, but for times.
        if !matches!(change, Change::Shift(_)) {
            let again = apply(&mut connection, &picked(&entries), &change);
            assert_eq!(again.count(), 0, "{change:?}");
        }
        assert_eq!(take_back(&mut connection, &done), 0);
        assert_eq!(stored(&connection, &entries), before, "{change:?}");
        assert_eq!(store::entry::list(&connection, None).unwrap().len(), 4);
    }
}

#[test]
fn a_moved_time_is_one_the_parent_set() {
    let (mut connection, _, entries) = journal();
    apply(
        &mut connection,
        &picked(&entries[..1]),
        &Change::Shift(24 * 60 + 5),
    );
    let moment = stored(&connection, &entries)[0].moment;
    assert_eq!(moment.local, at("2026-11-04 03:15"));
    assert_eq!(moment.source, MomentSource::TypedIn);
    // Beyond what can be written, the time stays.
    let done = apply(
        &mut connection,
        &picked(&entries[..1]),
        &Change::Shift(i64::MAX),
    );
    assert_eq!(done.count(), 0);
}

#[test]
fn what_was_changed_since_is_left_when_taking_back() {
    let (mut connection, _, entries) = journal();
    let done = apply(&mut connection, &picked(&entries), &Change::Favourite(true));
    let mut fields = stored(&connection, &entries)[0].clone();
    fields.note = "Written since".to_owned();
    store::entry::update(&connection, entries[0].id, &fields, now()).unwrap();
    store::entry::trash(&connection, entries[1].id, now()).unwrap();
    assert_eq!(take_back(&mut connection, &done), 2);
    let after = stored(&connection, &entries);
    let hearts: Vec<_> = after.iter().map(|fields| fields.favourite).collect();
    assert_eq!(hearts, [true, true, false, false]);
    assert_eq!(after[0].note, "Written since");
}

#[test]
fn an_entry_with_photos_left_does_not_go_into_the_trash() {
    let (mut connection, _, entries) = journal();
    let one = [Picked {
        entry: entries[0].id,
        photos: vec![entries[0].fields.photos[0]],
    }];
    let done = apply(&mut connection, &one, &Change::Trash);
    assert_eq!((done.count(), done.trashed()), (1, 0));
    let left = stored(&connection, &entries)[0].photos.clone();
    assert_eq!(left, [entries[0].fields.photos[1]]);
    // What it parted with lies in the trash, to be found there.
    assert_eq!(done.parted_photos(), 1);
    let trashed = store::entry::trashed(&connection).unwrap();
    assert_eq!(trashed.len(), 1);
    assert_eq!(trashed[0].fields.photos, one[0].photos);
    assert_eq!(take_back(&mut connection, &done), 0);
    assert_eq!(stored(&connection, &entries)[0], entries[0].fields);
    assert!(store::entry::trashed(&connection).unwrap().is_empty());

    // Put back by hand, both entries stay as they are.
    let done = apply(&mut connection, &one, &Change::Trash);
    let parted = store::entry::trashed(&connection).unwrap()[0].id;
    store::entry::restore(&connection, parted, now()).unwrap();
    assert_eq!(take_back(&mut connection, &done), 1);
    let back = store::entry::get(&connection, parted).unwrap();
    assert_eq!(back.fields.photos, one[0].photos);
    assert_eq!(stored(&connection, &entries)[0].photos, left);
}

#[test]
fn a_change_that_fails_changes_nothing() {
    let (mut connection, _, entries) = journal();
    let before = stored(&connection, &entries);
    let nobody = BabyId::from_uuid(store::new_uuid());
    let result: Result<Done, StoreError> = store::in_transaction(&mut connection, |tx| {
        store::many::apply(tx, &picked(&entries), &Change::MoveTo(nobody), now())
    });
    assert!(result.is_err());
    assert_eq!(stored(&connection, &entries), before);
}

/// Walking from photo to photo stays among what was searched for.
#[test]
fn the_next_photo_is_the_next_one_a_filter_leaves() {
    let home = Home::new();
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let entries: Vec<_> = (1..=4)
        .map(|day| {
            let when = format!("2026-11-0{day} 03:10");
            let note = if day % 2 == 0 { "even" } else { "" };
            add(&connection, home.baby, &when, 1, note)
        })
        .collect();
    drop((connection, library));
    let mut app = home.app();
    let photo = |index: usize| entries[index].fields.photos[0];
    // Newest first.
    assert_eq!(app.model.gallery.neighbour(photo(3), 1), Some(photo(2)));
    let filter = Filter {
        note: true,
        ..Filter::default()
    };
    app.apply(GalleryCommand::Show(Box::new(filter)).into());
    rest(&mut app);
    assert_eq!(app.model.gallery.neighbour(photo(3), 1), Some(photo(1)));
    assert_eq!(app.model.gallery.neighbour(photo(1), -1), Some(photo(3)));
    assert_eq!(app.model.gallery.neighbour(photo(1), 1), None);
    // One that the filter hides still has its neighbours.
    assert_eq!(app.model.gallery.neighbour(photo(2), 1), Some(photo(1)));
}
