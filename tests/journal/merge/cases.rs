//! Single things two parents may do to the same journal.

use super::*;

fn journal_with(baby: BabyFields) -> (Connection, BabyId) {
    let journal = store::open_in_memory().unwrap();
    let baby = store::baby::insert(&journal, baby, now()).unwrap().id;
    (journal, baby)
}

fn noted(journal: &Connection, baby: BabyId, note: &str) -> smilekeep::domain::Entry {
    let moment = Moment::new(at("2026-11-03 03:10"), 60, MomentSource::TypedIn);
    let mut fields = EntryFields::new(baby, moment);
    fields.note = note.to_owned();
    store::entry::insert(journal, &fields, now()).unwrap()
}

fn renoted(journal: &Connection, entry: &smilekeep::domain::Entry, note: &str, minutes: i64) {
    let mut fields = store::entry::get(journal, entry.id).unwrap().fields;
    fields.note = note.to_owned();
    store::entry::update(
        journal,
        entry.id,
        &fields,
        now() + Duration::minutes(minutes),
    )
    .unwrap();
}

#[test]
fn the_later_words_are_shown_and_the_others_come_back_with_one_tap() {
    let (mut ours, baby) = journal_with(mina());
    let entry = noted(&ours, baby, "before");
    let theirs = copy_of(&ours);
    renoted(&ours, &entry, "hers", 5);
    renoted(&theirs, &entry, "his", 9);
    let tally = merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
    assert_eq!((tally.entries.changed, tally.kept_both()), (1, 1));
    let shown = store::entry::get(&ours, entry.id).unwrap();
    assert_eq!(shown.fields.note, "his");
    let earlier = store::history::of_entry(&ours, &shown).unwrap();
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].fields.note, "hers");
    assert_eq!(earlier[0].library, OURS);
    assert_eq!(earlier[0].written_at, now() + Duration::minutes(5));

    let later = now() + Duration::minutes(20);
    let used = store::history::use_entry(&ours, entry.id, &earlier[0].id, OURS, later).unwrap();
    assert_eq!(used.fields.note, "hers");
    let earlier = store::history::of_entry(&ours, &used).unwrap();
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].fields.note, "his");
    // The choice is the newest word on both sides.
    let mut theirs = theirs;
    merge_into(&mut theirs, &ours, [THEIRS, OURS], &[]);
    assert_eq!(
        store::entry::get(&theirs, entry.id).unwrap().fields.note,
        "hers"
    );
    assert_eq!(differing(&ours, &theirs), NONE);
}

#[test]
fn one_side_alone_writes_and_nothing_is_called_a_conflict() {
    let (mut ours, baby) = journal_with(mina());
    let entry = noted(&ours, baby, "first");
    let mut theirs = store::open_in_memory().unwrap();
    merge_into(&mut theirs, &ours, [THEIRS, OURS], &[]);
    merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
    for (number, (here, there)) in [(true, false), (false, true), (true, false)]
        .into_iter()
        .enumerate()
    {
        let note = format!("note {number}");
        let minutes = 10 * (number as i64 + 1);
        let writer = if here { &ours } else { &theirs };
        renoted(writer, &entry, &note, minutes);
        assert_ne!(here, there);
        let tally = merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
        assert_eq!(tally.kept_both(), 0);
        merge_into(&mut theirs, &ours, [THEIRS, OURS], &[]);
        for journal in [&ours, &theirs] {
            let shown = store::entry::get(journal, entry.id).unwrap();
            assert_eq!(shown.fields.note, note);
            assert_eq!(store::history::of_entry(journal, &shown).unwrap(), []);
        }
    }
    // A clock that is a year behind makes no difference to who saw whose words.
    renoted(&theirs, &entry, "written on a slow clock", -500_000);
    merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
    assert_eq!(
        store::entry::get(&ours, entry.id).unwrap().fields.note,
        "written on a slow clock"
    );
}

#[test]
fn a_change_after_the_trash_wins_and_one_before_it_does_not() {
    for (changed, lives) in [(5, false), (15, true)] {
        let (mut ours, baby) = journal_with(mina());
        let entry = noted(&ours, baby, "before");
        let mut theirs = copy_of(&ours);
        store::entry::trash(&ours, entry.id, now() + Duration::minutes(10)).unwrap();
        renoted(&theirs, &entry, "changed", changed);
        merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
        let shown = store::entry::get(&ours, entry.id).unwrap();
        assert_eq!(shown.deleted_at.is_none(), lives, "{changed}");
        assert!(texts(&ours).contains("changed"));
        merge_into(&mut theirs, &ours, [THEIRS, OURS], &[]);
        assert_eq!(differing(&ours, &theirs), NONE);
    }
}

#[test]
fn the_same_photos_on_both_sides_are_one_entry() {
    let (mut ours, our_baby) = journal_with(mina());
    let (theirs, their_baby) = journal_with(mina());
    let add = |journal: &Connection, baby, seeds: &[u32], note: &str, tag: &str| {
        let mut fields = noted(journal, baby, note).fields;
        fields.photos = seeds
            .iter()
            .map(|seed| {
                let hash = smilekeep::photo::hash_of(&seed.to_le_bytes());
                let known = store::photo::by_hash(journal, &hash).unwrap();
                known.unwrap_or_else(|| photo(journal, *seed)).id
            })
            .collect();
        fields.tags = Tag::new(tag).into_iter().collect();
        store::entry::insert(journal, &fields, now()).unwrap()
    };
    let mine = add(&ours, our_baby, &[1, 2], "", "bath");
    add(&theirs, their_baby, &[2, 3], "He smiled", "feed");
    // Photos that came in twice, in other groups, and without a word.
    let bare = add(&ours, our_baby, &[20, 21], "", "");
    add(&theirs, their_baby, &[20], "One of two", "");
    let also_bare = add(&theirs, their_baby, &[21], "", "");
    // Photos spread otherwise, with words, are left as they are.
    add(&ours, our_baby, &[10, 11], "both", "a");
    add(&theirs, their_baby, &[10], "the one", "b");
    add(&theirs, their_baby, &[11], "the other", "c");

    let proposed = merge::babies(&ours, &theirs).unwrap();
    assert_eq!(proposed.len(), 1);
    assert_eq!(
        (proposed[0].ours, proposed[0].known),
        (Some(our_baby), false)
    );
    let choice = BabyChoice {
        theirs: their_baby,
        ours: Some(our_baby),
    };
    let tally = merge_into(&mut ours, &theirs, [OURS, THEIRS], &[choice]);
    assert_eq!(tally.entries.joined, 2);
    let trashed = store::entry::trashed(&ours).unwrap();
    assert_eq!(trashed.len(), 1);
    assert!([bare.id, also_bare.id].contains(&trashed[0].id));
    assert_eq!(store::baby::list(&ours).unwrap().len(), 1);
    let shown = store::entry::get(&ours, mine.id).unwrap().fields;
    assert_eq!(shown.note, "He smiled");
    assert_eq!(shown.photos.len(), 3);
    assert_eq!(shown.tags.len(), 2);
    assert!(merge::babies(&ours, &theirs).unwrap()[0].known);
}

#[test]
fn two_babies_cannot_become_one() {
    let (ours, baby) = journal_with(mina());
    let (theirs, first) = journal_with(mina());
    let second = store::baby::insert(&theirs, mina(), now()).unwrap().id;
    let choices = [first, second].map(|theirs| BabyChoice {
        theirs,
        ours: Some(baby),
    });
    let refused = merge::plan(
        Journal {
            connection: &ours,
            library: OURS,
        },
        Journal {
            connection: &theirs,
            library: THEIRS,
        },
        &choices,
    );
    assert!(matches!(refused, Err(MergeError::TwoBabiesInOne)));
    // Without a choice they are further babies.
    let mut ours = ours;
    let tally = merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
    assert_eq!(tally.babies.added, 2);
}

#[test]
fn what_was_removed_for_good_stays_removed() {
    let (mut ours, baby) = journal_with(mina());
    let mut theirs = copy_of(&ours);
    let entry = noted(&theirs, baby, "to be removed");
    merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
    ours.execute_batch(&format!("DELETE FROM entry WHERE id = '{}'", entry.id))
        .unwrap();
    let tally = merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
    assert!(tally.is_nothing());
    assert!(store::entry::get(&ours, entry.id).is_err());
    // Unless it was written in since.
    renoted(&theirs, &entry, "written in again", 5);
    merge_into(&mut ours, &theirs, [OURS, THEIRS], &[]);
    assert!(store::entry::get(&ours, entry.id).is_ok());
    merge_into(&mut theirs, &ours, [THEIRS, OURS], &[]);
    assert_eq!(differing(&ours, &theirs), NONE);
}

/// A merge stopped between any two transactions and done again gives what an
/// undisturbed one gives.
#[test]
fn a_merge_that_was_cut_off_is_simply_done_again() {
    let mut chance = Chance(7);
    let ([mut mother, mut father], choices) = parents(&mut chance);
    for _ in 0..600 {
        mother.act(&mut chance);
        father.act(&mut chance);
    }
    let mut whole = copy_of(&mother.journal);
    merge_into(&mut whole, &father.journal, [OURS, THEIRS], &choices);
    let mut cuts = 0;
    for steps in (0..).step_by(250) {
        let mut ours = copy_of(&mother.journal);
        let names = [OURS, THEIRS];
        let cut = try_merge(&mut ours, &father.journal, names, &choices, steps);
        if cut.is_ok() {
            break;
        }
        assert!(matches!(cut, Err(MergeError::Cancelled)));
        cuts += 1;
        merge_into(&mut ours, &father.journal, names, &choices);
        assert_eq!(differing(&ours, &whole), NONE, "after {steps} steps");
    }
    println!("{cuts} places to be cut off at");
    assert!(cuts >= 2);
}
