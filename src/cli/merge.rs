//! Another parent's journal, brought into this one.

use serde_json::json;

use super::args::MergeVerb;
use super::backup::{end_progress, progress};
use super::library::{CliDesk, Open};
use super::output::{DONE, Done, Failure, IN_PART, print_json, print_line};
use crate::archive::merge::{self, BabyChoice, BabyMatch, Other, Ours};
use crate::store::{self, library};

pub(super) fn merge(desk: &CliDesk, verb: &MergeVerb) -> Done {
    if verb.dry_run {
        let mut open = desk.look()?;
        // A journal of an older version is brought up to date first.
        if store::schema_version(&open.connection).map_err(|error| error.sentence())?
            < store::SCHEMA_VERSION
        {
            drop(open);
            open = desk.open()?;
        }
        // Nothing is written into the library, not even for a moment.
        let room = std::env::temp_dir();
        let other = Other::open(&verb.other, open.library.root(), &room)?;
        let (matches, babies) = babies(&open, &other, &verb.babies)?;
        let ours = Ours {
            root: open.library.root(),
            babies: &babies,
        };
        let preview = merge::preview(ours, &open.connection, &other)?;
        if verb.json {
            let mut value = serde_json::to_value(&preview)?;
            add(&mut value, "whose", whose_json(&open, &matches, &babies)?);
            print_json(&value)?;
        } else {
            print_babies(&open, &matches, &babies)?;
            print_line("This would come:")?;
            for line in merge::sentences(&preview.tally) {
                print_line(&format!("  {line}"))?;
            }
            print_line(&format!(
                "  {} originals would be copied ({:.1} MB).",
                preview.to_copy,
                preview.bytes as f64 / 1e6
            ))?;
        }
        return Ok(DONE);
    }
    let mut open = desk.open()?;
    let room = library::cache_of(open.library.root());
    let other = Other::open(&verb.other, open.library.root(), &room)?;
    let (matches, babies) = babies(&open, &other, &verb.babies)?;
    let whose = whose_json(&open, &matches, &babies)?;
    if !verb.json {
        print_babies(&open, &matches, &babies)?;
    }
    let root = open.library.root().to_owned();
    let ours = Ours {
        root: &root,
        babies: &babies,
    };
    let report = merge::merge(ours, &mut open.connection, &other, &mut progress("Merging"));
    end_progress();
    let report = report?;
    if verb.json {
        let mut value = serde_json::to_value(&report)?;
        add(&mut value, "whose", whose);
        print_json(&value)?;
    } else {
        for problem in &report.originals.problems {
            print_line(&format!("{problem}."))?;
        }
        for line in merge::sentences(&report.tally) {
            print_line(&line)?;
        }
        print_line(&format!(
            "{} originals were copied ({:.1} MB). “{}” is as it was.",
            report.originals.copied,
            report.originals.bytes as f64 / 1e6,
            verb.other.display()
        ))?;
    }
    Ok(if report.originals.problems.is_empty() {
        DONE
    } else {
        IN_PART
    })
}

/// Their babies, and which of ours each is to be.
fn babies(
    open: &Open,
    other: &Other,
    wanted: &[String],
) -> Result<(Vec<BabyMatch>, Vec<BabyChoice>), Failure> {
    let matches = other.babies(&open.connection)?;
    let mut choices: Vec<BabyChoice> = matches
        .iter()
        .map(|one| BabyChoice {
            theirs: one.theirs.id,
            ours: one.ours,
        })
        .collect();
    for words in wanted {
        let Some((theirs, ours)) = words.split_once('=') else {
            return Err(Failure(format!(
                "“{words}” is not understood. Write: --baby \"Name there=Name here\"."
            )));
        };
        let (theirs, ours) = (theirs.trim(), ours.trim());
        let found = matches.iter().position(|one| {
            one.theirs.id.to_string() == theirs
                || one.theirs.fields.name.to_lowercase() == theirs.to_lowercase()
        });
        let Some((one, choice)) =
            found.and_then(|at| Some((matches.get(at)?, choices.get_mut(at)?)))
        else {
            let names: Vec<_> = matches
                .iter()
                .map(|one| one.theirs.fields.name.as_str())
                .collect();
            return Err(Failure(format!(
                "There is no baby “{theirs}” in the other journal; there is: {}.",
                names.join(", ")
            )));
        };
        let ours = match ours {
            "new" => None,
            name => Some(open.baby(Some(name))?.id),
        };
        if one.known && ours != one.ours {
            return Err(Failure(format!(
                "“{}” is known to be the same baby here already; that cannot be changed.",
                one.theirs.fields.name
            )));
        }
        choice.ours = ours;
    }
    Ok((matches, choices))
}

fn print_babies(open: &Open, matches: &[BabyMatch], choices: &[BabyChoice]) -> Result<(), Failure> {
    for (one, choice) in matches.iter().zip(choices) {
        let there = &one.theirs.fields.name;
        print_line(&match choice.ours {
            Some(id) => {
                let here = open.baby(Some(&id.to_string()))?.fields.name;
                format!("{there} there is {here} here.")
            }
            None => format!("{there} comes as a further baby."),
        })?;
    }
    Ok(())
}

fn whose_json(
    open: &Open,
    matches: &[BabyMatch],
    choices: &[BabyChoice],
) -> Result<serde_json::Value, Failure> {
    let mut whose = Vec::new();
    for (one, choice) in matches.iter().zip(choices) {
        let here = match choice.ours {
            Some(id) => Some(open.baby(Some(&id.to_string()))?.fields.name),
            None => None,
        };
        whose.push(json!({
            "theirs": one.theirs.fields.name,
            "ours": here,
            "known": one.known,
        }));
    }
    Ok(whose.into())
}

/// Adds one more word to what is printed.
fn add(value: &mut serde_json::Value, name: &str, more: serde_json::Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert(name.to_owned(), more);
    }
}
