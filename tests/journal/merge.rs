//! Two journals become one: nothing doubled, nothing lost, the same from both
//! sides, however often.

mod cases;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::{Duration, NaiveDateTime};
use smilekeep::domain::{
    BabyFields, BabyId, Edits, EntryFields, MilestoneFields, Moment, MomentSource, PageChoice,
    SmileKind, Tag,
};
use smilekeep::store::merge::{self, BabyChoice, Journal, MergeError, Tally};
use smilekeep::store::{self, Connection};

use super::common::{at, mina, now, photo};
use super::recovery::dump;

const OURS: &str = "library of the mother";
const THEIRS: &str = "library of the father";
const NONE: [String; 0] = [];

/// Merges as the program does.
fn merge_into(
    ours: &mut Connection,
    theirs: &Connection,
    [mine, other]: [&str; 2],
    babies: &[BabyChoice],
) -> Tally {
    try_merge(ours, theirs, [mine, other], babies, usize::MAX).unwrap()
}

/// As [`merge_into`], cut off after so many steps.
fn try_merge(
    ours: &mut Connection,
    theirs: &Connection,
    [mine, other]: [&str; 2],
    babies: &[BabyChoice],
    steps: usize,
) -> Result<Tally, MergeError> {
    let (plan, stamp) = merge::read_at_once(ours, || {
        merge::plan(
            Journal {
                connection: ours,
                library: mine,
            },
            Journal {
                connection: theirs,
                library: other,
            },
            babies,
        )
    })?;
    merge::apply(ours, (&plan, stamp), &mut |done, _| {
        if done >= steps {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    Ok(plan.tally)
}

/// A copy of a journal, as on a second laptop.
fn copy_of(journal: &Connection) -> Connection {
    let mut copy = Connection::open_in_memory().unwrap();
    rusqlite::backup::Backup::new(journal, &mut copy)
        .unwrap()
        .step(-1)
        .unwrap();
    copy.pragma_update(None, "foreign_keys", true).unwrap();
    copy
}

/// Every row by its content: photos by their bytes, things with two ids by the
/// smaller one, without what belongs to one journal only.
fn rows(journal: &Connection) -> Vec<String> {
    let mut called: BTreeMap<String, String> = BTreeMap::new();
    let query = |sql: &str| {
        let mut all = journal.prepare(sql).unwrap();
        let rows: Vec<(String, String)> = all
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        rows
    };
    for (id, hash) in query("SELECT id, sha256 FROM photo") {
        called.insert(id, format!("photo {hash}"));
    }
    for (theirs, ours) in query("SELECT theirs, ours FROM same_thing") {
        let small = theirs.clone().min(ours.clone());
        called.insert(theirs, small.clone());
        called.insert(ours, small);
    }
    let name = |text: &str| {
        let mut text = text.to_owned();
        for (id, name) in &called {
            if text.contains(id.as_str()) {
                text = text.replace(id.as_str(), name);
            }
        }
        text
    };
    readable(journal)
        .into_iter()
        .filter(|row| {
            !["same_thing", "version_seen", "entry_text", "milestone_text"]
                .iter()
                .any(|table| row.starts_with(&format!("{table}: ")))
        })
        .map(|row| {
            let row = name(&row);
            // Row numbers are each journal's own.
            match row.split_once(": ") {
                Some((table @ ("entry" | "milestone"), values)) => {
                    let (_, rest) = values.split_once(", ").unwrap();
                    format!("{table}: {rest}")
                }
                _ => row,
            }
        })
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Every row of every table in words.
fn readable(journal: &Connection) -> Vec<String> {
    let mut names = journal
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
             AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut rows = Vec::new();
    for name in names.map(Result::unwrap) {
        let mut all = journal
            .prepare(&format!("SELECT * FROM \"{name}\""))
            .unwrap();
        let columns = all.column_count();
        let of_table = all
            .query_map([], |row| {
                let values: Vec<String> = (0..columns)
                    .map(|at| {
                        Ok(match row.get_ref(at)? {
                            rusqlite::types::ValueRef::Text(text) => {
                                String::from_utf8_lossy(text).into_owned()
                            }
                            value => format!("{value:?}"),
                        })
                    })
                    .collect::<rusqlite::Result<_>>()?;
                Ok(format!("{name}: {}", values.join(", ")))
            })
            .unwrap();
        rows.extend(of_table.map(Result::unwrap));
    }
    rows
}

/// The rows only one of them has.
fn differing(one: &Connection, other: &Connection) -> Vec<String> {
    let [one, other] =
        [one, other].map(|journal| rows(journal).into_iter().collect::<BTreeSet<_>>());
    one.symmetric_difference(&other).cloned().collect()
}

/// All that a parent wrote which is in the journal or its history.
fn texts(journal: &Connection) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for sql in [
        "SELECT note FROM entry",
        "SELECT note FROM milestone",
        "SELECT title FROM milestone",
        "SELECT title FROM keepsake_page",
        "SELECT json_extract(version, '$.note') FROM history",
        "SELECT json_extract(version, '$.title') FROM history",
    ] {
        let mut all = journal.prepare(sql).unwrap();
        let rows = all
            .query_map([], |row| row.get::<_, Option<String>>(0))
            .unwrap();
        found.extend(rows.filter_map(Result::unwrap));
    }
    found.remove("");
    found
}

/// Photos that can be seen somewhere, by their bytes.
fn seen_photos(journal: &Connection) -> BTreeSet<String> {
    let mut all = journal
        .prepare(
            "SELECT sha256 FROM photo WHERE id IN (SELECT photo_id FROM entry_photo)
             OR id IN (SELECT photo_id FROM milestone_photo)",
        )
        .unwrap();
    all.query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// A journal somebody writes in, by chance.
struct Parent {
    journal: Connection,
    library: &'static str,
    clock: NaiveDateTime,
    /// Texts this parent wrote over.
    overwritten: BTreeSet<String>,
    written: u32,
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, below: usize) -> usize {
        // xorshift64*, so that every run is the same.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        let at = self.below(all.len());
        all.get(at)
    }
}

impl Parent {
    fn text(&mut self, what: &str) -> String {
        self.written += 1;
        format!("{what} {} of the {}", self.written, self.library)
    }

    /// Does one thing, some seconds later.
    fn act(&mut self, chance: &mut Chance) {
        self.clock += Duration::seconds(1 + chance.below(500) as i64);
        let now = self.clock;
        let babies = store::baby::list(&self.journal).unwrap();
        let entries = store::entry::list(&self.journal, None).unwrap();
        let trashed = store::entry::trashed(&self.journal).unwrap();
        let milestones = store::milestone::list(&self.journal, None).unwrap();
        let baby = chance.of(&babies).unwrap().id;
        match chance.below(16) {
            0..=3 => {
                let mut fields = EntryFields::new(baby, moment(chance));
                if chance.below(5) > 0 {
                    fields.note = self.text("note");
                }
                // Both parents have photos off the same phone.
                for _ in 0..chance.below(3) {
                    let seed = chance.below(30) as u32;
                    let photo = self.photo(seed);
                    if store::entry::of_photo(&self.journal, photo)
                        .unwrap()
                        .is_none()
                    {
                        fields.photos.push(photo);
                    }
                }
                store::entry::insert(&self.journal, &fields, now).unwrap();
            }
            4..=7 => {
                let Some(entry) = chance.of(&entries) else {
                    return;
                };
                let mut fields = entry.fields.clone();
                match chance.below(5) {
                    0 => fields.tags.extend(Tag::new(&self.text("tag"))),
                    1 => fields.kind = Some(SmileKind::ALL[chance.below(SmileKind::ALL.len())]),
                    2 => fields.favourite = !fields.favourite,
                    _ => {
                        self.overwritten.insert(fields.note.clone());
                        fields.note = self.text("note");
                    }
                }
                store::entry::update(&self.journal, entry.id, &fields, now).unwrap();
            }
            8 => {
                if let Some(entry) = chance.of(&entries) {
                    store::entry::trash(&self.journal, entry.id, now).unwrap();
                }
            }
            9 => {
                if let Some(entry) = chance.of(&trashed) {
                    store::entry::restore(&self.journal, entry.id, now).unwrap();
                }
            }
            10 => {
                let title = if chance.below(3) == 0 {
                    "First tooth".to_owned()
                } else {
                    self.text("title")
                };
                let fields = MilestoneFields {
                    baby,
                    title,
                    date: at("2026-11-07 00:00").date(),
                    note: self.text("note"),
                    photos: vec![self.photo(40 + chance.below(5) as u32)],
                    entry: chance.of(&entries).map(|entry| entry.id),
                };
                store::milestone::insert(&self.journal, fields, now).unwrap();
            }
            11 => {
                if let Some(milestone) = chance.of(&milestones) {
                    let mut fields = milestone.fields.clone();
                    self.overwritten.insert(fields.note.clone());
                    fields.note = self.text("note");
                    store::milestone::update(&self.journal, milestone.id, fields, now).unwrap();
                }
            }
            12 => {
                let photos = store::photo::list(&self.journal).unwrap();
                if let Some(photo) = chance.of(&photos) {
                    let edits = Edits {
                        brightness: chance.below(100) as i8,
                        ..Edits::default()
                    };
                    store::edits::set(&self.journal, photo.id, &edits, now).unwrap();
                }
            }
            13 => {
                let month = "2026-11".parse().unwrap();
                let known = store::keepsake::get(&self.journal, baby, month).unwrap();
                self.overwritten.insert(known.title.clone());
                let choice = PageChoice {
                    title: self.text("page"),
                    ..known
                };
                store::keepsake::set(&self.journal, &choice, now).unwrap();
            }
            14 => {
                let edits = Edits {
                    contrast: chance.below(3) as i8,
                    ..Edits::default()
                };
                store::preset::save(&self.journal, "By the window", &edits, now).unwrap();
            }
            _ => {
                if let Some(milestone) = chance.of(&milestones) {
                    store::milestone::trash(&self.journal, milestone.id, now).unwrap();
                }
            }
        }
    }

    fn photo(&self, seed: u32) -> smilekeep::domain::PhotoId {
        let hash = smilekeep::photo::hash_of(&seed.to_le_bytes());
        store::photo::by_hash(&self.journal, &hash)
            .unwrap()
            .unwrap_or_else(|| photo(&self.journal, seed))
            .id
    }
}

fn moment(chance: &mut Chance) -> Moment {
    Moment::new(
        at("2026-11-01 03:00") + Duration::minutes(chance.below(20_000) as i64),
        60,
        MomentSource::TypedIn,
    )
}

/// Two parents: with one journal copied from the other, or begun apart.
fn parents(chance: &mut Chance) -> ([Parent; 2], Vec<BabyChoice>) {
    let parent = |journal, library| Parent {
        journal,
        library,
        clock: now(),
        overwritten: BTreeSet::new(),
        written: 0,
    };
    let journal = store::open_in_memory().unwrap();
    let ours = store::baby::insert(&journal, mina(), now()).unwrap().id;
    let mut mother = parent(journal, OURS);
    if chance.below(2) == 0 {
        for _ in 0..chance.below(30) {
            mother.act(chance);
        }
        let mut father = parent(copy_of(&mother.journal), THEIRS);
        father.clock = mother.clock;
        // Their clocks differ.
        father.clock += Duration::seconds(chance.below(2000) as i64 - 1000);
        return ([mother, father], Vec::new());
    }
    let journal = store::open_in_memory().unwrap();
    let fields = BabyFields {
        name: "Mina-Lou".to_owned(),
        due_date: Some(at("2026-06-30 00:00").date()),
        ..mina()
    };
    let theirs = store::baby::insert(&journal, fields, now()).unwrap().id;
    let father = parent(journal, THEIRS);
    let choice = BabyChoice {
        theirs,
        ours: Some(ours),
    };
    ([mother, father], vec![choice])
}

fn turned(choices: &[BabyChoice]) -> Vec<BabyChoice> {
    choices
        .iter()
        .map(|choice| BabyChoice {
            theirs: choice.ours.unwrap(),
            ours: Some(choice.theirs),
        })
        .collect()
}

/// What must be there after a merge of the two.
fn expected(mother: &Parent, father: &Parent) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut all = texts(&mother.journal);
    all.extend(texts(&father.journal));
    for parent in [mother, father] {
        for text in &parent.overwritten {
            all.remove(text);
        }
    }
    let mut photos = seen_photos(&mother.journal);
    photos.extend(seen_photos(&father.journal));
    (all, photos)
}

/// `SMILEKEEP_MERGES=2000 cargo test --test journal two_journals_become_one -- --nocapture`
#[test]
fn two_journals_become_one() {
    let count = std::env::var("SMILEKEEP_MERGES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(20);
    let mut total = Tally::default();
    for round in 0..count {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (round + 1) << 7);
        let ([mut mother, mut father], choices) = parents(&mut chance);
        for meeting in 0..3 {
            for _ in 0..chance.below(40) {
                mother.act(&mut chance);
            }
            for _ in 0..chance.below(40) {
                father.act(&mut chance);
            }
            let place = format!("round {round}, meeting {meeting}");
            let (words, photos) = expected(&mother, &father);
            let choices = if meeting == 0 { &choices[..] } else { &[] };

            // From both sides at once.
            let mut other_way = copy_of(&father.journal);
            let tally = merge_into(
                &mut other_way,
                &mother.journal,
                [THEIRS, OURS],
                &turned(choices),
            );
            let tally_there = tally;
            let tally = merge_into(
                &mut mother.journal,
                &father.journal,
                [OURS, THEIRS],
                choices,
            );
            assert_eq!(differing(&mother.journal, &other_way), NONE, "{place}");
            assert_eq!(
                tally.kept_both(),
                tally_there.kept_both(),
                "{place}: {tally:?}, {tally_there:?}"
            );
            total.entries.added += tally.entries.added;
            total.entries.joined += tally.entries.joined;
            total.entries.kept_both += tally.kept_both();

            // Nothing is lost.
            let there = texts(&mother.journal);
            let lost: Vec<_> = words.difference(&there).collect();
            assert!(lost.is_empty(), "{place}: {lost:?}");
            let seen = seen_photos(&mother.journal);
            let lost: Vec<_> = photos.difference(&seen).collect();
            assert!(lost.is_empty(), "{place}: {lost:?}");

            // Once more does nothing at all.
            let before = dump(&mother.journal);
            let again = merge_into(&mut mother.journal, &father.journal, [OURS, THEIRS], &[]);
            assert!(again.is_nothing(), "{place}: {again:?}");
            assert!(dump(&mother.journal) == before, "{place}");

            // And back; sometimes only one of them merges.
            if chance.below(3) > 0 {
                merge_into(&mut father.journal, &mother.journal, [THEIRS, OURS], &[]);
                assert_eq!(differing(&mother.journal, &father.journal), NONE, "{place}");
                let before = dump(&mother.journal);
                merge_into(&mut mother.journal, &father.journal, [OURS, THEIRS], &[]);
                assert_eq!(differing(&mother.journal, &father.journal), NONE, "{place}");
                assert!(dump(&mother.journal) == before, "{place}");
                let all: BTreeSet<_> = mother
                    .overwritten
                    .union(&father.overwritten)
                    .cloned()
                    .collect();
                mother.overwritten.clone_from(&all);
                father.overwritten = all;
            }
            sound(&mother.journal);
        }
    }
    println!(
        "{count} pairs of journals met three times: {} entries came, {} became one, {} times both sides' words were kept",
        total.entries.added, total.entries.joined, total.entries.kept_both
    );
    assert!(total.entries.joined > 5 && total.entries.kept_both > 5);
}

/// The journal reads as the program reads it, and its search knows every word.
fn sound(journal: &Connection) {
    let mut check = journal.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!check.exists([]).unwrap());
    for entry in store::entry::list(journal, None).unwrap() {
        if !entry.fields.note.is_empty() {
            let found = store::search::entries(journal, None, &entry.fields.note).unwrap();
            assert!(found.contains(&entry.id), "{}", entry.fields.note);
        }
        store::history::of_entry(journal, &entry).unwrap();
    }
    for milestone in store::milestone::list(journal, None).unwrap() {
        store::history::of_milestone(journal, &milestone).unwrap();
    }
}
