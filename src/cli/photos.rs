//! Adding photos and changing entries, from the command line.

use std::io::Read;
use std::ops::ControlFlow;

use serde::Serialize;

use super::args::{AddVerb, EditEntryVerb, EditVerb};
use super::journal::check_after_birth;
use super::library::CliDesk;
use super::output::{DONE, Done, FAILED, Failure, IN_PART, print_json, print_line};
use crate::app::{Clock, with_desk};
use crate::capture::{BatchReport, Source, Target, run_batch};
use crate::domain::{Moment, MomentSource, Tag};
use crate::photo::{self, Limits};
use crate::store;

#[derive(Serialize)]
struct AddResult {
    added: Vec<AddedPhoto>,
    already_there: Vec<String>,
    refused: Vec<String>,
    before_birth: Vec<String>,
    ends_early: Vec<String>,
    doubtful_dates: Vec<String>,
}

#[derive(Serialize)]
struct AddedPhoto {
    photo: crate::domain::PhotoId,
    entry: Option<crate::domain::EntryId>,
}

pub(super) fn add(desk: &CliDesk, verb: AddVerb) -> Done {
    let mut open = desk.open()?;
    let limits = Limits::default();
    let target = match verb.entry {
        Some(entry) => {
            store::entry::get(&open.connection, entry).map_err(|error| error.sentence())?;
            Target::Entry(entry)
        }
        None => Target::Baby(open.baby(verb.baby.as_deref())?.id),
    };
    let mut sources = Vec::new();
    for file in verb.files {
        if file.as_os_str() == "-" {
            sources.push(standard_input(limits.max_file_bytes)?);
        } else {
            sources.push(Source::File(file));
        }
    }
    let report = with_desk(&desk.clock, &open.vault, &open.thumbs, |capture_desk| {
        run_batch(
            capture_desk,
            &mut open.connection,
            &sources,
            target,
            &mut |_| ControlFlow::Continue(()),
        )
    });
    tell(&report, verb.json)?;
    ended(report)
}

/// How a command ends that took photos in.
pub(super) fn ended(report: BatchReport) -> Done {
    if let Some(sentence) = report.stopped_by {
        return Err(Failure(sentence));
    }
    Ok(match (report.refused.len(), report.photos.len()) {
        (0, _) => DONE,
        (_, 0) => FAILED,
        _ => IN_PART,
    })
}

fn standard_input(max_bytes: u64) -> Result<Source, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(max_bytes + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(Failure(format!(
            "The photo on standard input is larger than {} MB. Nothing was added.",
            max_bytes / 1_000_000
        )));
    }
    // Nobody told its name; its kind is told by its bytes.
    let ending =
        photo::sniff(&bytes).map_or_else(String::new, |format| format!(".{}", format.extension()));
    Ok(Source::Bytes {
        name: format!("standard input{ending}"),
        bytes,
    })
}

pub(super) fn tell(report: &BatchReport, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(&AddResult {
            added: report
                .added
                .iter()
                .map(|(photo, entry)| AddedPhoto {
                    photo: *photo,
                    entry: *entry,
                })
                .collect(),
            already_there: report.already_there.clone(),
            refused: report.refused.clone(),
            before_birth: report.before_birth.clone(),
            ends_early: report.ends_early.clone(),
            doubtful_dates: report.doubtful_dates.clone(),
        });
    }
    for (photo, entry) in &report.added {
        let entry = entry.map_or_else(String::new, |entry| format!(" in entry {entry}"));
        print_line(&format!("added {photo}{entry}"))?;
    }
    for name in &report.already_there {
        print_line(&format!("already there: {name}"))?;
    }
    for name in &report.before_birth {
        eprintln!(
            "smilekeep: {name} was added but is dated before the birth; its camera’s clock may have been wrong. Correct it with: smilekeep edit entry ID --moment."
        );
    }
    for name in &report.ends_early {
        eprintln!(
            "smilekeep: {name} was added, but the end of its file is missing. Copy it from the phone again if you can."
        );
    }
    for sentence in &report.doubtful_dates {
        eprintln!("smilekeep: {sentence}");
    }
    for sentence in &report.refused {
        eprintln!("smilekeep: {sentence}");
    }
    Ok(())
}

pub(super) fn edit(desk: &CliDesk, verb: EditVerb) -> Done {
    match verb {
        EditVerb::Entry(verb) => edit_entry(desk, *verb),
        EditVerb::Photo(verb) => super::edits::edit_photos(desk, &verb),
    }
}

fn edit_entry(desk: &CliDesk, verb: EditEntryVerb) -> Done {
    let mut open = desk.open()?;
    let entry =
        store::entry::get(&open.connection, verb.entry).map_err(|error| error.sentence())?;
    let mut fields = entry.fields;
    if let Some(local) = verb.moment {
        let baby =
            store::baby::get(&open.connection, fields.baby).map_err(|error| error.sentence())?;
        let moment = Moment::new(local, desk.clock.offset_at(local), MomentSource::TypedIn);
        check_after_birth(&baby, moment.local.date())?;
        fields.moment = moment;
    }
    if let Some(value) = verb.state {
        fields.sleep_state = value.0;
    }
    if let Some(value) = verb.kind {
        fields.kind = value.0;
    }
    if let Some(value) = verb.strength {
        fields.strength = value.0;
    }
    if let Some(seconds) = verb.length {
        fields.length_seconds = (seconds > 0).then_some(seconds);
    }
    if !verb.tags.is_empty() {
        fields.tags = verb.tags.iter().filter_map(|word| Tag::new(word)).collect();
    }
    if let Some(note) = verb.note {
        fields.note = note;
    }
    if let Some(favourite) = verb.favourite {
        fields.favourite = favourite;
    }
    if let Some(cover) = verb.cover {
        if !fields.photos.contains(&cover) {
            return Err(Failure(
                "That photo is not in this entry, so it cannot be its cover. Nothing was changed."
                    .to_owned(),
            ));
        }
        fields.cover = Some(cover);
    }
    let now = desk.now();
    store::in_transaction(&mut open.connection, |tx| {
        store::entry::update(tx, verb.entry, &fields, now)
    })
    .map_err(|error| error.sentence())?;
    Ok(DONE)
}
