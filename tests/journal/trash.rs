//! Thirty days in the trash, then gone for good: and never by mistake.

use chrono::{Duration, NaiveDateTime};
use smilekeep::archive::{self, trash};
use smilekeep::domain::{
    EntryFields, EntryId, MilestoneFields, Moment, MomentSource, NewPhoto, PhotoFormat, PhotoId,
    Shot, Shows,
};
use smilekeep::photo::Vault;
use smilekeep::store::{self, Connection, Library, snapshot};

use super::common::{Home, at, jpeg, now, rest};

/// A library whose entries each have a photo with a file.
struct Kept {
    home: Home,
    entries: Vec<EntryId>,
    photos: Vec<PhotoId>,
}

impl Kept {
    fn new(entries: u8) -> Self {
        let home = Home::new();
        let library = Library::open(&home.root()).unwrap();
        let mut connection = library.connect().unwrap();
        let vault = Vault::new(&home.root());
        let mut kept = (Vec::new(), Vec::new());
        for seed in 0..entries {
            let bytes = jpeg(40, 30, seed, None);
            let format = PhotoFormat::Jpeg;
            let hash = vault.keep(&bytes, format).unwrap();
            let file = NewPhoto {
                hash,
                format,
                byte_len: bytes.len() as u64,
                width: 40,
                height: 30,
                average_rgb: 0,
                original_name: format!("IMG_{seed}.jpg"),
                taken: Moment::new(at("2026-09-03 03:10"), 60, MomentSource::TypedIn),
                taken_millis: 0,
                shows: Shows::Photo,
                ends_early: false,
                shot: Shot::default(),
                light: None,
            };
            let (entry, photo) = store::in_transaction(&mut connection, |tx| {
                let photo = store::photo::insert(tx, &file, long_ago())?;
                let moment = Moment::new(at("2026-09-03 03:10"), 60, MomentSource::TypedIn);
                let mut fields = EntryFields::new(home.baby, moment);
                fields.note = format!("Note {seed}");
                fields.photos = vec![photo.id];
                let entry = store::entry::insert(tx, &fields, long_ago())?;
                Ok::<_, store::StoreError>((entry.id, photo.id))
            })
            .unwrap();
            kept.0.push(entry);
            kept.1.push(photo);
        }
        Self {
            home,
            entries: kept.0,
            photos: kept.1,
        }
    }

    fn open(&self) -> (Library, Connection) {
        let library = Library::open(&self.home.root()).unwrap();
        let connection = library.connect().unwrap();
        (library, connection)
    }

    fn throw(&self, which: usize, when: NaiveDateTime) {
        let (_library, mut connection) = self.open();
        store::in_transaction(&mut connection, |tx| {
            store::entry::trash(tx, self.entries[which], when)
        })
        .unwrap();
    }

    /// Something is written on each of these days.
    fn write_on(&self, days: &[&str]) {
        let (_library, mut connection) = self.open();
        for day in days {
            store::in_transaction(&mut connection, |tx| {
                store::milestone::insert(
                    tx,
                    MilestoneFields {
                        baby: self.home.baby,
                        title: format!("On {day}"),
                        date: at(&format!("{day} 00:00")).date(),
                        note: String::new(),
                        photos: Vec::new(),
                        entry: None,
                    },
                    at(&format!("{day} 10:00")),
                )
            })
            .unwrap();
        }
    }

    fn empty(&self, when: NaiveDateTime) -> usize {
        let (library, mut connection) = self.open();
        trash::empty(library.root(), &mut connection, when).unwrap()
    }

    fn restart(&self) -> usize {
        let (library, connection) = self.open();
        trash::remove_originals(&connection, &Vault::new(library.root())).unwrap()
    }

    fn files(&self) -> usize {
        Vault::new(&self.home.root()).each_file().unwrap().len()
    }
}

fn long_ago() -> NaiveDateTime {
    now() - Duration::days(70)
}

/// Days that bear out the day these tests are played.
const DAYS: [&str; 3] = ["2026-11-05", "2026-11-12", "2026-11-18"];

#[test]
fn after_thirty_days_what_nothing_needs_is_gone() {
    let kept = Kept::new(4);
    // The second one's photo also hangs in a milestone.
    {
        let (_library, mut connection) = kept.open();
        store::in_transaction(&mut connection, |tx| {
            store::milestone::insert(
                tx,
                MilestoneFields {
                    baby: kept.home.baby,
                    title: "First smile".to_owned(),
                    date: at("2026-09-03 00:00").date(),
                    note: String::new(),
                    photos: vec![kept.photos[1]],
                    entry: Some(kept.entries[0]),
                },
                long_ago(),
            )
        })
        .unwrap();
    }
    kept.throw(0, now() - Duration::days(40));
    kept.throw(1, now() - Duration::days(31));
    kept.throw(2, now() - Duration::days(29));
    kept.write_on(&DAYS);
    assert_eq!(kept.empty(now()), 2);
    // A copy of the journal as it was before was made.
    let copies = snapshot::list(&kept.home.root().join("backups"));
    let copy = store::open_connection(&copies[0].path, store::Access::ReadFrozen).unwrap();
    assert_eq!(store::entry::trashed(&copy).unwrap().len(), 3);
    let (library, connection) = kept.open();
    let trashed = store::entry::trashed(&connection).unwrap();
    assert_eq!(trashed.len(), 1);
    assert_eq!(trashed[0].id, kept.entries[2]);
    // The milestone stays, and so does its photo.
    let milestones = store::milestone::list(&connection, None).unwrap();
    let first = milestones
        .iter()
        .find(|one| one.fields.title == "First smile")
        .unwrap();
    assert_eq!(first.fields.entry, None);
    assert!(store::photo::get(&connection, kept.photos[1]).is_ok());
    assert!(store::photo::get(&connection, kept.photos[0]).is_err());
    // Nothing is out of place until the file is gone as well.
    let vault = Vault::new(library.root());
    let report = archive::verify(&connection, &vault, &mut |_, _| {
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(report.findings, []);
    drop((library, connection));
    assert_eq!(kept.files(), 4);
    assert_eq!(kept.restart(), 1);
    assert_eq!(kept.files(), 3);
    assert_eq!(kept.restart(), 0);
    assert_eq!(kept.empty(now()), 0);
    // The log knows: a repair does not bring it back.
    for name in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"] {
        let _ = std::fs::remove_file(kept.home.root().join(name));
    }
    let _ = std::fs::remove_dir_all(kept.home.root().join("backups"));
    store::recovery::recover(&kept.home.root()).unwrap();
    let (_library, connection) = kept.open();
    assert!(store::photo::get(&connection, kept.photos[0]).is_err());
    assert_eq!(store::photo::list(&connection).unwrap().len(), 3);
}

#[test]
fn a_clock_that_jumped_removes_nothing() {
    let kept = Kept::new(3);
    kept.throw(0, now() - Duration::days(2));
    kept.write_on(&DAYS);
    for years in [1, 10] {
        let wrong = now() + Duration::days(365 * years);
        assert_eq!(kept.empty(wrong), 0);
    }
    // Not even when something was written with that clock.
    kept.write_on(&["2036-11-18", "2036-11-19"]);
    assert_eq!(kept.empty(at("2036-11-19 12:00")), 0);
    assert_eq!(kept.empty(now()), 0);
    // And a clock that is ten years behind throws nothing out either.
    assert_eq!(kept.empty(now() - Duration::days(3650)), 0);
    // With the right one it goes when its time has come.
    kept.write_on(&["2026-12-10", "2026-12-15", "2026-12-20"]);
    assert_eq!(kept.empty(at("2026-12-20 12:00")), 1);
}

#[test]
fn thrown_away_with_a_clock_of_long_ago_is_not_old() {
    let kept = Kept::new(2);
    kept.write_on(&DAYS);
    // The battery was flat: it is 2016 again, and one thing made before is
    // thrown away, as is one made on that day.
    let flat = at("2016-01-01 00:10");
    kept.throw(0, flat);
    let later = {
        let (_library, mut connection) = kept.open();
        store::in_transaction(&mut connection, |tx| {
            let moment = Moment::new(flat, 60, MomentSource::TypedIn);
            let entry = store::entry::insert(tx, &EntryFields::new(kept.home.baby, moment), flat)?;
            store::entry::trash(tx, entry.id, flat + Duration::minutes(5))?;
            Ok::<_, store::StoreError>(entry.id)
        })
        .unwrap()
    };
    assert_eq!(kept.empty(now()), 0);
    let (_library, connection) = kept.open();
    let trashed: Vec<_> = store::entry::trashed(&connection)
        .unwrap()
        .iter()
        .map(|entry| entry.id)
        .collect();
    assert!(trashed.contains(&later) && trashed.contains(&kept.entries[0]));
}

#[test]
fn a_photo_that_comes_back_in_time_stays() {
    let kept = Kept::new(2);
    kept.throw(0, now() - Duration::days(40));
    kept.write_on(&DAYS);
    assert_eq!(kept.empty(now()), 1);
    // The window opens: the file waits for the next start, and is not taken for
    // one that a crash left behind.
    let mut app = kept.home.app();
    rest(&mut app);
    assert_eq!(app.model.photos.len(), 1);
    drop(app);
    assert_eq!(kept.files(), 1, "the window’s start removed it");

    let kept = Kept::new(2);
    kept.throw(0, now() - Duration::days(40));
    kept.write_on(&DAYS);
    assert_eq!(kept.empty(now()), 1);
    {
        // Added again before the next start.
        let (_library, connection) = kept.open();
        let mut file = store::photo::get(&connection, kept.photos[1]).unwrap().file;
        file.hash = smilekeep::photo::hash_of(&jpeg(40, 30, 0, None));
        store::photo::insert(&connection, &file, now()).unwrap();
    }
    assert_eq!(kept.restart(), 0);
    assert_eq!(kept.files(), 2);
}
