//! The tray: photos that wait for the parent's word.

use std::path::{Path, PathBuf};

use smilekeep::domain::{
    ContentHash, EntryFields, InboxSource, InboxState, Moment, MomentSource, NewInboxItem,
};
use smilekeep::store::inbox::{self, Counts, Offered};
use smilekeep::store::{self, Connection};

use super::common::{Home, at, mina, now, photo};

fn hash(seed: u32) -> ContentHash {
    smilekeep::photo::hash_of(&seed.to_le_bytes())
}

fn item(source: InboxSource, seed: u32) -> NewInboxItem {
    NewInboxItem {
        source,
        place: match source {
            InboxSource::Phone => PathBuf::from(format!("{}.heic", inbox::new_id())),
            _ => PathBuf::from(format!("/sync/IMG_{seed}.jpg")),
        },
        name: format!("IMG_{seed}.jpg"),
        byte_len: 1234,
        modified: Some(at("2026-11-03 02:10")),
        hash: Some(hash(seed)),
        taken: Some(Moment::new(
            at("2026-11-03 03:10"),
            60,
            MomentSource::Camera,
        )),
        note: String::new(),
    }
}

fn new_id(offered: Offered) -> smilekeep::domain::InboxId {
    match offered {
        Offered::New(id) => id,
        other => panic!("not new: {other:?}"),
    }
}

#[test]
fn an_offer_comes_back_as_it_was_made() {
    let connection = store::open_in_memory().unwrap();
    let mut offer = item(InboxSource::Phone, 1);
    offer.note = "  ابتسامة · from grandmother ' \" ; --\n".to_owned();
    let id = new_id(inbox::offer(&connection, &offer, now()).unwrap());
    // A phone's file is called by its id.
    assert_eq!(offer.place, PathBuf::from(format!("{id}.heic")));
    offer.note = offer.note.trim().to_owned();
    let back = inbox::get(&connection, id).unwrap();
    assert_eq!(back.file, offer);
    assert_eq!(back.state, InboxState::Waiting);
    assert_eq!((back.found_at, back.decided_at), (now(), None));
    assert_eq!(inbox::waiting(&connection).unwrap(), [back]);
    let counts = inbox::counts(&connection).unwrap();
    assert_eq!((counts.waiting, counts.declined), (1, 0));
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text_comes_back_too() {
    use std::os::unix::ffi::OsStrExt;
    let connection = store::open_in_memory().unwrap();
    let mut offer = item(InboxSource::Folder, 1);
    offer.place = PathBuf::from(std::ffi::OsStr::from_bytes(b"/sync/\xff\xfe.jpg"));
    let id = new_id(inbox::offer(&connection, &offer, now()).unwrap());
    assert_eq!(inbox::get(&connection, id).unwrap().file.place, offer.place);
}

#[test]
fn known_content_is_not_offered_again() {
    let connection = store::open_in_memory().unwrap();
    let folder = |seed| item(InboxSource::Folder, seed);
    let id = new_id(inbox::offer(&connection, &folder(1), now()).unwrap());
    // Waiting already, under whatever name.
    let elsewhere = NewInboxItem {
        place: PathBuf::from("/card/DCIM/1.jpg"),
        ..item(InboxSource::Card, 1)
    };
    assert_eq!(
        inbox::offer(&connection, &elsewhere, now()).unwrap(),
        Offered::Waiting(id)
    );
    // Declined.
    inbox::decide(&connection, &[id], InboxState::Declined, now()).unwrap();
    assert_eq!(
        inbox::offer(&connection, &elsewhere, now()).unwrap(),
        Offered::Declined(id)
    );
    // In the journal, be it in no entry.
    let known = photo(&connection, 2);
    assert_eq!(
        inbox::offer(&connection, &folder(2), now()).unwrap(),
        Offered::InJournal(known.id)
    );
    for seed in [1, 2] {
        assert!(inbox::is_known(&connection, &hash(seed)).unwrap());
    }
    assert!(!inbox::is_known(&connection, &hash(3)).unwrap());
}

#[test]
fn what_a_phone_sends_is_sent_on_purpose() {
    let mut connection = store::open_in_memory().unwrap();
    let first = new_id(inbox::offer(&connection, &item(InboxSource::Folder, 1), now()).unwrap());
    inbox::decide(&connection, &[first], InboxState::Declined, now()).unwrap();
    let again = new_id(inbox::offer(&connection, &item(InboxSource::Phone, 1), now()).unwrap());
    assert_ne!(first, again);
    assert_eq!(inbox::waiting(&connection).unwrap().len(), 1);
    assert_eq!(inbox::counts(&connection).unwrap().declined, 0);
    // A photo of the trash may come again; one that is shown may not.
    let known = photo(&connection, 2);
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    let mut fields = EntryFields::new(baby.id, known.file.taken);
    fields.photos.push(known.id);
    let entry = store::in_transaction(&mut connection, |tx| {
        store::entry::insert(tx, &fields, now())
    })
    .unwrap();
    assert_eq!(
        inbox::offer(&connection, &item(InboxSource::Phone, 2), now()).unwrap(),
        Offered::InJournal(known.id)
    );
    store::entry::trash(&connection, entry.id, now()).unwrap();
    new_id(inbox::offer(&connection, &item(InboxSource::Phone, 2), now()).unwrap());
}

#[test]
fn decisions_can_be_taken_back() {
    let connection = store::open_in_memory().unwrap();
    let ids: Vec<_> = (1..=3)
        .map(|seed| {
            let offer = NewInboxItem {
                note: "words".to_owned(),
                ..item(InboxSource::Phone, seed)
            };
            new_id(inbox::offer(&connection, &offer, now()).unwrap())
        })
        .collect();
    let declined = inbox::decide(&connection, &ids[..2], InboxState::Declined, now()).unwrap();
    assert_eq!(declined, 2);
    assert_eq!(
        inbox::counts(&connection).unwrap(),
        Counts {
            waiting: 1,
            declined: 2
        }
    );
    let back = inbox::get(&connection, ids[0]).unwrap();
    assert_eq!(back.decided_at, Some(now()));
    // The words stay for as long as the photo may come back.
    assert_eq!(back.file.note, "words");
    assert_eq!(
        inbox::decide(&connection, &ids, InboxState::Waiting, now()).unwrap(),
        2
    );
    assert_eq!(inbox::get(&connection, ids[0]).unwrap().decided_at, None);
    inbox::decide(&connection, &ids[..1], InboxState::Kept, now()).unwrap();
    assert_eq!(inbox::note_of(&connection, ids[0]).unwrap(), None);
    assert_eq!(inbox::counts(&connection).unwrap().waiting, 2);
}

#[test]
fn reading_a_file_later_finds_what_is_known() {
    let connection = store::open_in_memory().unwrap();
    let unread = |seed| NewInboxItem {
        hash: None,
        taken: None,
        ..item(InboxSource::Folder, seed)
    };
    let a = new_id(inbox::offer(&connection, &unread(1), now()).unwrap());
    let b = new_id(inbox::offer(&connection, &unread(2), now()).unwrap());
    let twice = new_id(inbox::offer(&connection, &unread(3), now()).unwrap());
    photo(&connection, 2);
    assert_eq!(inbox::unread(&connection, 10).unwrap().len(), 3);
    let taken = Moment::new(at("2026-11-03 03:10"), 60, MomentSource::Camera);
    assert!(inbox::set_read(&connection, a, &hash(1), &taken).unwrap());
    assert!(!inbox::set_read(&connection, b, &hash(2), &taken).unwrap());
    assert!(!inbox::set_read(&connection, twice, &hash(1), &taken).unwrap());
    let left = inbox::waiting(&connection).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].file.taken, Some(taken));
    assert!(inbox::unread(&connection, 10).unwrap().is_empty());
}

#[test]
fn a_place_never_leads_out_of_the_inbox() {
    let root = Path::new("/library");
    for place in ["../../etc/passwd", "/etc/passwd", "passwd"] {
        let item = NewInboxItem {
            place: PathBuf::from(place),
            ..item(InboxSource::Phone, 1)
        };
        assert_eq!(
            inbox::path_of(root, &item),
            Path::new("/library/inbox/passwd")
        );
    }
}

/// The readable log keeps what the sender wrote and leaves the files out.
#[test]
fn the_log_keeps_the_words_and_not_the_files() {
    let home = Home::new();
    drop(home.app());
    let library = store::Library::open(&home.root()).unwrap();
    let mut connection: Connection = library.connect().unwrap();
    let offer = NewInboxItem {
        note: "From grandmother".to_owned(),
        ..item(InboxSource::Phone, 1)
    };
    let id = new_id(
        store::in_transaction(&mut connection, |tx| inbox::offer(tx, &offer, now())).unwrap(),
    );
    let log = std::fs::read_to_string(library.root().join("journal.log")).unwrap();
    assert!(log.contains("From grandmother"), "{log}");
    assert!(!log.contains("IMG_1.jpg"), "{log}");
    // Put together again from the log alone, the words find their photo by its
    // name.
    let root = library.root().to_owned();
    drop((connection, library));
    std::fs::write(root.join("journal.sqlite"), b"not a database").unwrap();
    store::recovery::recover(&root).unwrap();
    let library = store::Library::open(&root).unwrap();
    let connection = library.connect().unwrap();
    assert_eq!(
        inbox::note_of(&connection, id).unwrap().as_deref(),
        Some("From grandmother")
    );
}
