//! The tray: photos that wait for the parent's word.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use smilekeep::app::{CaptureCommand, InboxCommand};
use smilekeep::capture::{self, Desk, Target};
use smilekeep::domain::{
    ContentHash, EntryFields, InboxId, InboxSource, InboxState, Moment, MomentSource, NewInboxItem,
    PhotoFormat,
};
use smilekeep::photo::{Limits, ThumbCache, Vault};
use smilekeep::store::inbox::{self, Counts, Offered};
use smilekeep::store::{self, Connection, Library};

use super::common::{Home, at, contents, jpeg, mina, now, photo, photo_file, program, rest, text};

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

// ---- keeping

/// Puts a photo into the library's inbox as a phone's would lie there.
fn send(connection: &mut Connection, root: &Path, seed: u8, note: &str) -> InboxId {
    let taken = format!("2026:11:03 {:02}:{:02}:00", seed / 20, (seed % 20) * 3);
    let bytes = jpeg(96, 64, seed, Some(&taken));
    let id = inbox::new_id();
    let place = PathBuf::from(format!("{id}.jpg"));
    std::fs::write(inbox::folder_of(root).join(&place), &bytes).unwrap();
    let offer = NewInboxItem {
        source: InboxSource::Phone,
        place,
        name: format!("IMG_{seed:04}.JPG"),
        byte_len: bytes.len() as u64,
        modified: Some(at("2026-11-03 02:10")),
        hash: Some(smilekeep::photo::hash_of(&bytes)),
        taken: None,
        note: note.to_owned(),
    };
    new_id(store::in_transaction(connection, |tx| inbox::offer(tx, &offer, now())).unwrap())
}

fn at_desk<T>(root: &Path, work: impl FnOnce(&Desk<'_>) -> T) -> T {
    work(&Desk {
        vault: &Vault::new(root),
        thumbs: &ThumbCache::new(root),
        limits: Limits::default(),
        now: now(),
        now_local: now(),
        offset_at: &|_| 60,
        file_date: &|_| None,
    })
}

fn keep(connection: &mut Connection, home: &Home, ids: &[InboxId]) -> capture::BatchReport {
    at_desk(&home.root(), |desk| {
        capture::inbox::keep(
            desk,
            connection,
            &home.root(),
            ids,
            Target::Baby(home.baby),
            &mut |_| ControlFlow::Continue(()),
        )
        .unwrap()
    })
}

fn files_in(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn what_is_kept_enters_the_journal_with_the_senders_words() {
    let home = Home::new();
    let library = Library::open(&home.root()).unwrap();
    let mut connection = library.connect().unwrap();
    let id = send(&mut connection, &home.root(), 1, "From grandmother");
    let own = photo_file(home.outside(), "own.jpg", 9, Some("2026:11:05 04:00:00"));
    let folder = NewInboxItem {
        place: own.clone(),
        name: "own.jpg".to_owned(),
        hash: Some(smilekeep::photo::hash_of(&std::fs::read(&own).unwrap())),
        ..item(InboxSource::Folder, 9)
    };
    let other = new_id(inbox::offer(&connection, &folder, now()).unwrap());
    let before = std::fs::read(&own).unwrap();
    let report = keep(&mut connection, &home, &[other, id]);
    assert_eq!((report.added.len(), report.refused.len()), (2, 0));
    let entries = store::entry::list(&connection, None).unwrap();
    assert_eq!(entries.len(), 2);
    let sent = entries
        .iter()
        .find(|entry| entry.fields.note == "From grandmother")
        .unwrap();
    let photo = store::photo::get(&connection, sent.fields.photos[0]).unwrap();
    assert_eq!(photo.file.original_name, "IMG_0001.JPG");
    assert_eq!(inbox::get(&connection, id).unwrap().state, InboxState::Kept);
    // The phone's file is ours and goes; the parent's own stays as it is.
    assert_eq!(files_in(&inbox::folder_of(&home.root())), 0);
    assert_eq!(std::fs::read(&own).unwrap(), before);
    // Once more, nothing happens.
    let report = keep(&mut connection, &home, &[other, id]);
    assert!(report.photos.is_empty());
    assert_eq!(store::entry::list(&connection, None).unwrap(), entries);
}

#[test]
fn a_file_that_is_gone_stays_in_the_tray_and_is_named() {
    let home = Home::new();
    let library = Library::open(&home.root()).unwrap();
    let mut connection = library.connect().unwrap();
    let id = new_id(inbox::offer(&connection, &item(InboxSource::Card, 1), now()).unwrap());
    let report = keep(&mut connection, &home, &[id]);
    assert!(report.refused[0].contains("IMG_1.jpg"), "{report:?}");
    assert_eq!(inbox::waiting(&connection).unwrap().len(), 1);
}

#[test]
fn tidying_finishes_what_was_cut_off() {
    let home = Home::new();
    let root = home.root();
    let library = Library::open(&root).unwrap();
    let mut connection = library.connect().unwrap();
    let vault = Vault::new(&root);
    let folder = inbox::folder_of(&root);
    // Taken in, and cut off before the tray was told.
    let taken_in = send(&mut connection, &root, 1, "words");
    let source = capture::Source::File(folder.join(format!("{taken_in}.jpg")));
    at_desk(&root, |desk| {
        capture::take_in(desk, &mut connection, &source, Target::Baby(home.baby)).unwrap()
    });
    // Told, and cut off before the file was removed.
    let told = send(&mut connection, &root, 2, "");
    let bytes = std::fs::read(folder.join(format!("{told}.jpg"))).unwrap();
    keep(&mut connection, &home, &[told]);
    std::fs::write(folder.join(format!("{told}.jpg")), bytes).unwrap();
    // Received, and cut off before it was offered; its words were.
    let lost = send(&mut connection, &root, 3, "lost words");
    connection
        .execute("DELETE FROM inbox WHERE id = ?1", [lost.to_string()])
        .unwrap();
    // Half received.
    std::fs::write(folder.join(".tmp-1-2"), b"half").unwrap();
    // Declined a while ago, and long ago.
    let fresh = send(&mut connection, &root, 4, "");
    let stale = send(&mut connection, &root, 5, "");
    for (id, when) in [(fresh, "2026-11-19 12:00"), (stale, "2026-10-01 12:00")] {
        inbox::decide(&connection, &[id], InboxState::Declined, at(when)).unwrap();
    }
    // Not ours: left alone.
    std::fs::write(folder.join("read me.txt"), b"hello").unwrap();
    let tidied = capture::inbox::tidy(&mut connection, &root, &vault, now()).unwrap();
    assert_eq!((tidied.settled, tidied.found, tidied.removed), (1, 1, 4));
    let waiting = inbox::waiting(&connection).unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].id, waiting[0].file.note.as_str()),
        (lost, "lost words")
    );
    let mut left: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    let mut expected = vec![
        format!("{lost}.jpg"),
        format!("{fresh}.jpg"),
        "read me.txt".to_owned(),
    ];
    expected.sort();
    assert_eq!(left, expected);
    let notes: Vec<String> = store::entry::list(&connection, None)
        .unwrap()
        .into_iter()
        .map(|entry| entry.fields.note)
        .filter(|note| !note.is_empty())
        .collect();
    assert_eq!(notes, ["words"]);
    // A second time there is nothing to do.
    let again = capture::inbox::tidy(&mut connection, &root, &vault, now()).unwrap();
    assert_eq!(again, capture::inbox::Tidied::default());
    // What has no date yet is read when there is time.
    at_desk(&root, |desk| {
        capture::inbox::read_waiting(desk, &mut connection, &root, &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap()
    });
    let read = inbox::get(&connection, lost).unwrap();
    assert_eq!(read.file.taken.unwrap().local, at("2026-11-03 00:09"));
}

/// The real program, killed at any moment while it keeps forty photos.
#[test]
fn killed_while_keeping_nothing_is_lost_and_nothing_comes_twice() {
    const PHOTOS: u8 = 40;
    let home = Home::new();
    let root = home.root();
    {
        let library = Library::open(&root).unwrap();
        let mut connection = library.connect().unwrap();
        for seed in 1..=PHOTOS {
            send(&mut connection, &root, seed, &format!("note {seed:03}"));
        }
    }
    let mut rounds = 0;
    for delay in [40, 90, 150, 220, 300, 120, 400] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_smilekeep"))
            .arg("--library")
            .arg(&root)
            .args(["inbox", "keep", "--all"])
            .env("XDG_CONFIG_HOME", home.outside().join("config"))
            .env("HOME", home.outside())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            rounds += 1;
        }
        child.wait().unwrap();
    }
    println!("killed {rounds} times");
    assert!(rounds > 0, "the program was always faster");
    let output = program(home.outside(), &root, &["inbox", "keep", "--all"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let output = program(home.outside(), &root, &["verify"]);
    assert!(output.status.success(), "{}", text(&output.stdout));
    let library = Library::open(&root).unwrap();
    let mut connection = library.connect().unwrap();
    assert_eq!(
        store::photo::list(&connection).unwrap().len(),
        usize::from(PHOTOS)
    );
    let entries = store::entry::list(&connection, None).unwrap();
    let placed: usize = entries.iter().map(|entry| entry.fields.photos.len()).sum();
    assert_eq!(placed, usize::from(PHOTOS));
    let words: String = entries
        .iter()
        .map(|entry| format!("{}\n", entry.fields.note))
        .collect();
    for seed in 1..=PHOTOS {
        let note = format!("note {seed:03}");
        assert_eq!(words.matches(&note).count(), 1, "{note}");
    }
    capture::inbox::tidy(&mut connection, &root, &Vault::new(&root), now()).unwrap();
    assert!(inbox::waiting(&connection).unwrap().is_empty());
    assert_eq!(files_in(&inbox::folder_of(&root)), 0);
}

// ---- through the app and the command line

#[test]
fn the_app_keeps_declines_and_asks_again() {
    let home = Home::new();
    let ids: Vec<InboxId> = {
        let library = Library::open(&home.root()).unwrap();
        let mut connection = library.connect().unwrap();
        (1..=3)
            .map(|seed| send(&mut connection, &home.root(), seed, ""))
            .collect()
    };
    let mut app = home.app();
    assert_eq!(app.model.inbox.counts.waiting, 3);
    // Read while the app started: grouped by the day it was taken.
    let groups = &app.model.inbox.list.groups;
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].from, "Phone");
    // A night belongs to the day before.
    assert_eq!(groups[0].day, Some("2026-11-02".parse().unwrap()));
    app.apply(InboxCommand::Decline(vec![ids[0], ids[1]]).into());
    rest(&mut app);
    assert_eq!(app.model.inbox.list.photos.len(), 1);
    app.apply(InboxCommand::UndoDecline.into());
    rest(&mut app);
    assert_eq!(app.model.inbox.list.photos.len(), 3);
    app.apply(InboxCommand::Decline(vec![ids[0]]).into());
    app.apply(InboxCommand::ShowDeclined(true).into());
    rest(&mut app);
    assert_eq!(app.model.inbox.list.photos[0].item.id, ids[0]);
    app.apply(InboxCommand::BringBack(vec![ids[0]]).into());
    app.apply(InboxCommand::ShowDeclined(false).into());
    rest(&mut app);
    app.apply(InboxCommand::Keep(ids).into());
    rest(&mut app);
    assert!(!app.model.inbox.has_something());
    assert_eq!(app.model.gallery.items.len(), 3);
}

#[test]
fn a_photo_that_came_by_another_way_waits_no_longer() {
    let home = Home::new();
    let file = photo_file(home.outside(), "IMG_7.jpg", 7, None);
    {
        let library = Library::open(&home.root()).unwrap();
        let connection = library.connect().unwrap();
        let offer = NewInboxItem {
            place: file.clone(),
            hash: Some(smilekeep::photo::hash_of(&std::fs::read(&file).unwrap())),
            ..item(InboxSource::Folder, 7)
        };
        inbox::offer(&connection, &offer, now()).unwrap();
    }
    let mut app = home.app();
    assert_eq!(app.model.inbox.counts.waiting, 1);
    app.apply(CaptureCommand::AddFiles(vec![file]).into());
    rest(&mut app);
    assert_eq!(app.model.inbox.counts.waiting, 0);
}

#[test]
fn the_app_watches_a_folder_and_leaves_it_as_it_is() {
    let home = Home::new();
    let folder = home.outside().join("Phone");
    std::fs::create_dir(&folder).unwrap();
    photo_file(&folder, "a.jpg", 1, Some("2026:11:03 03:10:00"));
    let before = contents(&folder);
    let mut app = home.app();
    app.apply(InboxCommand::AddFolder(folder.clone(), true).into());
    rest(&mut app);
    assert_eq!(app.model.inbox.folders.len(), 1);
    assert_eq!(app.model.inbox.list.photos.len(), 1);
    assert_eq!(app.model.inbox.list.photos[0].from, "Phone");
    assert_eq!(contents(&folder), before);
    // The library itself is no place to watch.
    app.apply(InboxCommand::AddFolder(home.root().join("photos"), true).into());
    rest(&mut app);
    assert_eq!(app.model.inbox.folders.len(), 1);
    let notice = app.model.notices.pop_back().unwrap();
    assert!(notice.text.contains("Smilekeep library"), "{notice:?}");
    let id = app.model.inbox.folders[0].folder.id;
    app.apply(InboxCommand::RemoveFolder(id).into());
    rest(&mut app);
    assert!(app.model.inbox.folders.is_empty());
    // What it brought stays.
    assert_eq!(app.model.inbox.counts.waiting, 1);
}

#[test]
fn the_command_line_watches_and_keeps() {
    let home = Home::new();
    let root = home.root();
    let folder = home.outside().join("Phone");
    std::fs::create_dir(&folder).unwrap();
    photo_file(&folder, "a.jpg", 1, Some("2026:11:03 03:10:00"));
    photo_file(&folder, "b.jpg", 2, Some("2026:11:04 03:10:00"));
    photo_file(&folder, "c.jpg", 3, Some("2026:11:05 03:10:00"));
    let place = folder.display().to_string();
    let run = |arguments: &[&str]| {
        let output = program(home.outside(), &root, arguments);
        let told = text(&output.stdout) + &text(&output.stderr);
        (output.status.code().unwrap(), told)
    };
    let json = |arguments: &[&str]| -> serde_json::Value {
        let output = program(home.outside(), &root, arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert_eq!(run(&["watch", "add", &place, "--all"]).0, 0);
    let (code, told) = run(&["watch", "add", &root.display().to_string()]);
    assert_eq!(code, 1);
    assert!(told.contains("Smilekeep library"), "{told}");
    let scanned = json(&["watch", "scan", "--json"]);
    assert_eq!(scanned[0]["offered"], 3);
    let waiting = json(&["inbox", "--json"]);
    let ids: Vec<&str> = waiting
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(waiting[0]["name"], "c.jpg");
    assert_eq!(json(&["inbox", "decline", ids[0], "--json"])["changed"], 1);
    assert_eq!(json(&["inbox", "--declined", "--json"])[0]["id"], ids[0]);
    assert_eq!(run(&["inbox", "restore", ids[0]]).0, 0);
    assert_eq!(run(&["inbox", "decline", ids[0]]).0, 0);
    let kept = json(&["inbox", "keep", "--all", "--json"]);
    assert_eq!(kept["added"].as_array().unwrap().len(), 2);
    let (code, told) = run(&["inbox"]);
    assert!(code == 0 && told.contains("No photo is waiting"), "{told}");
    // Not offered again.
    let scanned = json(&["watch", "scan", "--json"]);
    assert_eq!(scanned[0]["offered"], 0);
    assert_eq!(json(&["watch", "list", "--json"])[0]["offered"], 3);
    let nobody = "01936b1e-0000-7000-8000-0000000000ff";
    let (code, told) = run(&["inbox", "keep", nobody]);
    assert!(code == 1 && told.contains("no waiting photo"), "{told}");
    assert_eq!(run(&["watch", "remove", &place]).0, 0);
    assert_eq!(run(&["watch", "remove", &place]).0, 1);
}

#[test]
fn a_photo_from_standard_input_is_named_by_its_kind() {
    use std::io::Write;
    let home = Home::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_smilekeep"))
        .arg("--library")
        .arg(home.root())
        .args(["add", "-"])
        .env("XDG_CONFIG_HOME", home.outside().join("config"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&jpeg(96, 64, 4, None))
        .unwrap();
    assert!(child.wait().unwrap().success());
    let photos = store::photo::list(&home.connection()).unwrap();
    assert_eq!(photos[0].file.original_name, "standard input.jpg");
    assert_eq!(photos[0].file.format, PhotoFormat::Jpeg);
}
