//! What is found: words of scripts without gaps, milestones, names of files.

use std::time::Instant;

use smilekeep::app::{CaptureCommand, Filter, GalleryCommand};
use smilekeep::domain::{
    BabyId, EntryFields, EntryId, MilestoneFields, Moment, MomentSource, PhotoId, Tag,
};
use smilekeep::store::search::{self, Excerpt};
use smilekeep::store::{self, Connection};

use super::common::{Home, at, mina, now, photo, photo_file, rest};

fn journal() -> (Connection, BabyId) {
    let connection = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap();
    (connection, baby.id)
}

fn fields(baby: BabyId, note: &str) -> EntryFields {
    let moment = Moment::new(at("2026-11-03 03:10"), 60, MomentSource::Camera);
    EntryFields {
        note: note.to_owned(),
        ..EntryFields::new(baby, moment)
    }
}

/// An entry, by its id and by its number.
fn write(connection: &Connection, fields: &EntryFields) -> (EntryId, i64) {
    let id = store::entry::insert(connection, fields, now()).unwrap().id;
    let seq = connection.query_row(
        "SELECT seq FROM entry WHERE id = ?1",
        [id.to_string()],
        |row| row.get(0),
    );
    (id, seq.unwrap())
}

fn found(connection: &Connection, words: &str) -> Vec<i64> {
    search::matching(connection, words).unwrap().unwrap()
}

fn excerpt(connection: &Connection, words: &str, entry: i64) -> Vec<(String, bool)> {
    let mut excerpts = search::excerpts(connection, words, &[entry]).unwrap();
    let Excerpt { parts } = excerpts.pop().expect("no excerpt").1;
    parts
}

fn parts(parts: &[(&str, bool)]) -> Vec<(String, bool)> {
    let parts = parts.iter();
    parts
        .map(|(words, hit)| ((*words).to_owned(), *hit))
        .collect()
}

#[test]
fn words_without_gaps_between_them_are_found_in_the_middle_of_a_line() {
    let (connection, baby) = journal();
    let mut chinese = fields(baby, "她在睡梦中笑了");
    chinese.tags = vec![Tag::new("满月酒席").unwrap()];
    let (id, chinese) = write(&connection, &chinese);
    let (_, japanese) = write(&connection, &fields(baby, "ぐっすりねむりながら笑った"));
    let (_, thai) = write(&connection, &fields(baby, "ลูกยิ้มตอนหลับ"));
    let (_, mixed) = write(
        &connection,
        &fields(baby, "Mina smiled, 今天又笑了 at last"),
    );

    assert_eq!(found(&connection, "睡梦"), [chinese]);
    assert_eq!(found(&connection, "月酒"), [chinese], "tags too");
    assert_eq!(found(&connection, "睡梦 酒席"), [chinese], "note and tag");
    assert_eq!(found(&connection, "ねむり"), [japanese]);
    assert_eq!(found(&connection, "ยิ้ม"), [thai]);
    assert_eq!(found(&connection, "笑"), [chinese, japanese, mixed]);
    // The index narrows what the other word is looked for in.
    assert_eq!(found(&connection, "smil 笑了"), [mixed]);
    assert_eq!(found(&connection, "笑了 LAST"), [mixed]);
    assert!(found(&connection, "smile 睡梦").is_empty());
    assert!(found(&connection, "梦睡").is_empty());
    let entries = search::entries(&connection, Some(baby), "睡梦").unwrap();
    assert_eq!(entries, [id], "the command line too");

    assert_eq!(
        excerpt(&connection, "睡梦", chinese),
        parts(&[("她在", false), ("睡梦", true), ("中笑了", false)])
    );
    assert_eq!(
        excerpt(&connection, "月酒", chinese),
        parts(&[("满", false), ("月酒", true), ("席", false)])
    );
    assert_eq!(
        excerpt(&connection, "smil 笑", mixed),
        parts(&[
            ("Mina ", false),
            ("smil", true),
            ("ed, 今天又", false),
            ("笑", true),
            ("了 at last", false)
        ])
    );
}

#[test]
fn a_milestone_leads_to_its_entry_and_to_its_photos() {
    let (connection, baby) = journal();
    let (entry, with_entry) = write(&connection, &fields(baby, "A quiet night"));
    let mut three = fields(baby, "");
    three.photos = (0..3).map(|seed| photo(&connection, seed).id).collect();
    let meant: PhotoId = three.photos[1];
    let (_, with_photo) = write(&connection, &three);
    let milestone = |title: &str, note: &str, entry, photos| {
        let fields = MilestoneFields {
            baby,
            title: title.to_owned(),
            date: "2026-11-03".parse().unwrap(),
            note: note.to_owned(),
            photos,
            entry,
        };
        store::milestone::insert(&connection, fields, now())
            .unwrap()
            .id
    };
    let laugh = milestone("First laugh", "Out loud!", Some(entry), Vec::new());
    milestone("第一次大笑", "", None, vec![meant]);

    assert_eq!(found(&connection, "laug"), [with_entry]);
    assert_eq!(found(&connection, "loud"), [with_entry]);
    assert!(found(&connection, "quiet laugh").is_empty());
    assert!(
        found(&connection, "大笑").is_empty(),
        "only its photo is meant"
    );
    assert_eq!(
        search::matching_photos(&connection, "大笑").unwrap(),
        [meant]
    );
    assert_eq!(
        excerpt(&connection, "laug", with_entry),
        parts(&[("First ", false), ("laugh", true)])
    );
    assert_eq!(
        excerpt(&connection, "大笑", with_photo),
        parts(&[("第一次", false), ("大笑", true)])
    );
    assert_eq!(
        excerpt(&connection, "img_1", with_photo),
        parts(&[("IMG_1", true), (".jpg", false)])
    );

    store::milestone::trash(&connection, laugh, now()).unwrap();
    assert!(found(&connection, "laug").is_empty());
}

#[test]
fn the_gallery_shows_the_photo_whose_file_was_named() {
    let home = Home::new();
    let files = ["IMG_4711.jpg", "IMG_4712.jpg", "睡觉.jpg"].map(|name| {
        let seed = name.len() as u8 + name.as_bytes()[7];
        photo_file(home.outside(), name, seed, Some("2026:11:03 14:00:00"))
    });
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(files.into()).into());
    rest(&mut app);
    let mut shown = |words: &str| {
        let filter = Filter {
            words: words.to_owned(),
            ..Filter::default()
        };
        app.apply(GalleryCommand::Show(Box::new(filter)).into());
        rest(&mut app);
        let gallery = &app.model.gallery;
        let names = (0..gallery.count())
            .map(|place| gallery.at(place).unwrap().photo.file.original_name.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(shown("4712"), ["IMG_4712.jpg"]);
    assert_eq!(shown("img_4711.jpg"), ["IMG_4711.jpg"]);
    assert_eq!(shown("睡"), ["睡觉.jpg"]);
    assert_eq!(shown("img").len(), 2);
    assert!(shown("jpg").is_empty(), "every file would be found");
    assert!(shown("nothing").is_empty());
}

/// Run with `--ignored`, best with optimisation; says what it measured.
#[test]
#[ignore = "measures; writes a hundred thousand entries"]
fn words_without_gaps_are_found_fast_in_a_large_journal() {
    const ENTRIES: usize = 100_000;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut connection = Connection::open(&path).unwrap();
    store::migrate(&mut connection).unwrap();
    let baby = store::baby::insert(&connection, mina(), now()).unwrap().id;
    let line = "今天下午她在阳光下安静地躺着，手里抓着小毯子，呼吸很轻。";
    store::in_transaction(&mut connection, |tx| {
        for number in 0..ENTRIES {
            let rare = if number % 10_000 == 77 {
                "睡梦中笑了"
            } else {
                ""
            };
            let note = format!("Note {number}: {line}{rare}{line}");
            store::entry::insert(tx, &fields(baby, &note), now())?;
        }
        Ok::<_, store::StoreError>(())
    })
    .unwrap();
    let time = |words: &str| {
        let mut best = f64::INFINITY;
        let mut count = 0;
        for _ in 0..7 {
            let start = Instant::now();
            count = found(&connection, words).len();
            best = best.min(start.elapsed().as_secs_f64() * 1000.0);
        }
        println!("{words}: {count} entries in {best:.1} ms");
        (count, best)
    };
    assert_eq!(time("睡梦").0, ENTRIES / 10_000);
    assert_eq!(time("阳光").0, ENTRIES);
    assert_eq!(time("note 睡梦").0, ENTRIES / 10_000);
    assert_eq!(time("10077 睡梦").0, 1);
    time("10077");
    let names = (0..ENTRIES).map(|number| format!("IMG_{number:06}.HEIC"));
    let names: Vec<_> = names.collect();
    let words = search::FileWords::new("img_077").unwrap();
    let start = Instant::now();
    let count = names.iter().filter(|name| words.are_in(name)).count();
    let took = start.elapsed().as_secs_f64() * 1000.0;
    println!("names of files: {count} in {took:.1} ms");
    assert_eq!(count, 1000);
}
