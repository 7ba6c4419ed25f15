//! Notes, sleeps with words, and milestones out of Baby Buddy.

use std::collections::{BTreeMap, HashSet};

use super::{BringInError, Brought, Into, Step};
use crate::archive::import::baby_buddy::{self, BabyBuddy, Row, Told};
use crate::archive::import::{Container, Found, shown};
use crate::domain::{
    Baby, BabyId, Entry, EntryFields, EntryId, Milestone, MilestoneFields, MilestoneId,
};
use crate::store::{self, Connection, StoreError, given};

/// Most things written in one transaction.
const AT_ONCE: usize = 200;

pub(super) fn bring_in(
    into: &Into<'_>,
    connection: &mut Connection,
    container: &mut Container,
    found: &Found,
    baby: BabyId,
    report: &mut Brought,
    step: &mut Step<'_>,
) -> Result<(), BringInError> {
    let mut tables = BabyBuddy::default();
    for item in &found.words {
        match baby_buddy::read(container, item, into.desk.offset_at, &mut tables) {
            Ok(()) => {}
            Err(error) if found.words.len() > 1 => report.refuse(error.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    tables
        .unread
        .iter()
        .for_each(|sentence| report.refuse(sentence.clone()));
    for (what, count) in &tables.left_out {
        report.leave_out(|| left_out(what, *count));
    }
    let babies = store::baby::list(connection)?;
    let children: HashSet<_> = tables.rows.iter().map(|row| &row.child_id).collect();
    let mut strangers: BTreeMap<String, usize> = BTreeMap::new();
    let mut new = Vec::new();
    for row in &tables.rows {
        match whose(row, &babies, baby, children.len()) {
            Ok(baby) => new.push((baby, row)),
            Err(name) => *strangers.entry(name).or_default() += 1,
        }
    }
    for (name, count) in strangers {
        report.leave_out(|| t!("bring-in-strangers", count = count, name = shown(&name)));
    }
    let mut before_birth = 0;
    for (number, handful) in new.chunks(AT_ONCE).enumerate() {
        if step(number * AT_ONCE, new.len(), "").is_break() {
            report.stopped = true;
            return Ok(());
        }
        let mut wanted = Vec::new();
        for (baby, row) in handful {
            let there = match &row.row {
                Row::Entry { .. } => {
                    let there = given::has_entry(connection, EntryId::from_uuid(row.key))?;
                    report.there.entries += usize::from(there);
                    there
                }
                Row::Milestone { .. } => {
                    let there = given::has_milestone(connection, MilestoneId::from_uuid(row.key))?;
                    report.there.milestones += usize::from(there);
                    there
                }
            };
            if there {
                continue;
            }
            let born = babies
                .iter()
                .find(|known| known.id == *baby)
                .map(|baby| baby.fields.birth_date);
            before_birth += usize::from(born.is_some_and(|born| row.moment.local.date() < born));
            wanted.push((*baby, *row));
        }
        let now = into.desk.now;
        let (mut entries, mut milestones) = (0, 0);
        if into.dry_run {
            for (_, row) in &wanted {
                match row.row {
                    Row::Entry { .. } => entries += 1,
                    Row::Milestone { .. } => milestones += 1,
                }
            }
        } else {
            (entries, milestones) = store::in_transaction(connection, |tx| {
                let mut counts = (0, 0);
                for (baby, row) in &wanted {
                    match keep(tx, *baby, row, now)? {
                        Kept::Entry(new) => counts.0 += usize::from(new),
                        Kept::Milestone(new) => counts.1 += usize::from(new),
                    }
                }
                Ok::<_, StoreError>(counts)
            })?;
        }
        report.new.entries += entries;
        report.new.milestones += milestones;
    }
    if before_birth > 0 {
        report.check(|| t!("bring-in-before-birth", count = before_birth));
    }
    Ok(())
}

enum Kept {
    Entry(bool),
    Milestone(bool),
}

fn keep(
    tx: &Connection,
    baby: BabyId,
    row: &Told,
    now: chrono::NaiveDateTime,
) -> Result<Kept, StoreError> {
    match &row.row {
        Row::Entry { note, tags } => {
            let mut fields = EntryFields::new(baby, row.moment);
            fields.note = note.clone();
            fields.tags = tags.clone();
            let entry = Entry {
                id: EntryId::from_uuid(row.key),
                fields,
                created_at: now,
                updated_at: now,
                deleted_at: None,
            };
            given::entry(tx, &entry).map(Kept::Entry)
        }
        Row::Milestone { title, note } => {
            let milestone = Milestone {
                id: MilestoneId::from_uuid(row.key),
                fields: MilestoneFields {
                    baby,
                    title: title.clone(),
                    date: row.moment.local.date(),
                    note: note.clone(),
                    photos: Vec::new(),
                    entry: None,
                },
                created_at: now,
                updated_at: now,
                deleted_at: None,
            };
            given::milestone(tx, &milestone).map(Kept::Milestone)
        }
    }
}

/// Whose a row is: the baby of that first name; else the one chosen, when the
/// tables are about one child only.
fn whose(row: &Told, babies: &[Baby], chosen: BabyId, children: usize) -> Result<BabyId, String> {
    let named = row.child.as_deref().and_then(|name| {
        let name = name.to_lowercase();
        babies.iter().find(|baby| {
            let known = baby.fields.name.to_lowercase();
            known == name || known.split_whitespace().next() == Some(&name)
        })
    });
    match named {
        Some(baby) => Ok(baby.id),
        None if children <= 1 => Ok(chosen),
        None => Err(row
            .child
            .clone()
            .or_else(|| {
                row.child_id
                    .as_ref()
                    .map(|id| t!("bring-in-child-number", id = id))
            })
            .unwrap_or_else(|| t!("bring-in-nobody").to_owned())),
    }
}

fn left_out(what: &str, count: usize) -> String {
    let what = match what {
        "nappy change" => "nappy",
        "sleep without words" => "sleep",
        "tummy time without milestone" => "tummy",
        "child" | "feed" | "temperature" | "measurement" | "pumping" => what,
        _ => "note",
    };
    t!("bring-in-left-out", what = what, count = count)
}
