//! What lies in the trash, and the way back.

use serde::Serialize;

use super::args::ListVerb;
use super::journal::entry_line;
use super::library::{CliDesk, Open};
use super::output::{DONE, Done, print_json, print_line};
use crate::domain::{BabyId, Entry, EntryId, Milestone, MilestoneId, Month};
use crate::store::trash::Thrown;
use crate::store::{self, StoreError};

/// A milestone among entries says what it is.
#[derive(Serialize)]
struct MilestoneLine<'a> {
    what: &'static str,
    #[serde(flatten)]
    milestone: &'a Milestone,
}

#[derive(Serialize)]
#[serde(untagged)]
enum TrashLine<'a> {
    Entry(&'a Entry),
    Milestone(MilestoneLine<'a>),
}

/// The entries (chosen before) and the milestones in the trash.
pub(super) fn list(open: &Open, verb: &ListVerb, baby: Option<BabyId>, entries: &[Entry]) -> Done {
    // Favourites and words are looked for in entries.
    let milestones = if verb.favourites || verb.search.is_some() {
        Vec::new()
    } else {
        store::milestone::trashed(&open.connection).map_err(|error| error.sentence())?
    };
    let milestones: Vec<_> = milestones
        .iter()
        .filter(|milestone| baby.is_none_or(|baby| milestone.fields.baby == baby))
        .filter(|milestone| {
            let month = Month::of(milestone.fields.date);
            verb.month.is_none_or(|wanted| wanted == month)
        })
        .collect();
    if verb.json {
        let milestones = milestones.into_iter().map(|milestone| {
            let what = "milestone";
            TrashLine::Milestone(MilestoneLine { what, milestone })
        });
        let entries = entries.iter().map(TrashLine::Entry);
        let lines: Vec<_> = entries.chain(milestones).collect();
        print_json(&lines)?;
        return Ok(DONE);
    }
    for entry in entries {
        print_line(&entry_line(entry))?;
    }
    for milestone in milestones {
        print_line(&format!(
            "{}  {}  milestone  {}",
            milestone.id, milestone.fields.date, milestone.fields.title
        ))?;
    }
    Ok(DONE)
}

/// An entry, or a milestone with this id, out of the trash.
pub(super) fn restore(desk: &CliDesk, id: EntryId) -> Done {
    let mut open = desk.open()?;
    let now = desk.now();
    store::in_transaction(&mut open.connection, |tx| {
        let milestone = Thrown::Milestone(MilestoneId::from_uuid(id.uuid()));
        match store::entry::restore(tx, id, now) {
            Err(error @ StoreError::NotFound { .. }) => {
                match store::trash::put_back(tx, &[milestone], now)? {
                    0 => Err(error),
                    _ => Ok(()),
                }
            }
            result => result,
        }
    })
    .map_err(|error| error.sentence())?;
    Ok(DONE)
}
