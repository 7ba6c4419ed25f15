//! What it costs to be safe: the time of one change, on the disk the tests run
//! on.

use std::time::{Duration, Instant};

use smilekeep::domain::{BabyFields, EntryFields, Moment, MomentSource};
use smilekeep::store::{self, Library};

use super::long;

#[test]
fn a_change_takes_no_time_that_is_felt() {
    let changes = if long() { 500 } else { 40 };
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(&folder.path().join("library")).unwrap();
    let mut connection = library.connect().unwrap();
    let now = chrono::NaiveDateTime::default();
    let baby = BabyFields {
        name: "Mina".to_owned(),
        birth_date: "2026-06-24".parse().unwrap(),
        due_date: None,
        portrait: None,
    };
    let baby = store::baby::insert(&connection, baby, now).unwrap();
    let mut fields = EntryFields::new(baby.id, Moment::new(now, 0, MomentSource::TypedIn));
    let entry = store::in_transaction(&mut connection, |tx| store::entry::insert(tx, &fields, now))
        .unwrap();
    let mut times: Vec<Duration> = (0..changes)
        .map(|number| {
            fields.note = format!("Words number {number}");
            let begun = Instant::now();
            store::in_transaction(&mut connection, |tx| {
                store::entry::update(tx, entry.id, &fields, now)
            })
            .unwrap();
            begun.elapsed()
        })
        .collect();
    times.sort();
    let middle = times[times.len() / 2];
    println!(
        "a change takes {middle:?} in the middle, {:?} at most, of {changes}",
        times[times.len() - 1]
    );
    // It runs on a thread of its own; a second would be noticed in a batch.
    assert!(middle < Duration::from_secs(1), "{middle:?}");
}
