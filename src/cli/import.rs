//! Something in, from the command line.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;

use super::args_archive::ImportVerb;
use super::library::{CliDesk, Open};
use super::output::{DONE, Done, FAILED, Failure, IN_PART, print_json, print_line};
use crate::app::bring_in::{Brought, Into, bring_in, look_at};
use crate::app::with_desk;

pub(super) fn import(desk: &CliDesk, verb: &ImportVerb) -> Done {
    // What it is decides whether a library may be begun for it.
    let (_, found) = look_at(&verb.from)?;
    let kind = found.kind;
    let mut open = open_for(desk, verb, kind.brings_babies())?;
    let baby = if kind.brings_babies() {
        None
    } else {
        Some(open.baby(verb.baby.as_deref())?.id)
    };
    let seen = std::io::stderr().is_terminal();
    let report = with_desk(&desk.clock, &open.vault, &open.thumbs, |capture_desk| {
        let into = Into {
            library: open.library.root(),
            desk: capture_desk,
            baby,
            dry_run: verb.dry_run,
        };
        bring_in(
            &into,
            &mut open.connection,
            &verb.from,
            &mut |done, total, _| {
                if seen {
                    eprint!("\rBringing in… {done} of {total}");
                    let _ = std::io::stderr().flush();
                }
                ControlFlow::Continue(())
            },
        )
    });
    if seen {
        eprint!("\r\u{1b}[K");
    }
    let report = report?;
    tell(&report, verb.json)?;
    Ok(
        match (
            report.refused.is_empty(),
            report.new.is_empty() && report.there.is_empty(),
        ) {
            (true, _) => DONE,
            (false, true) => FAILED,
            (false, false) => IN_PART,
        },
    )
}

fn open_for(desk: &CliDesk, verb: &ImportVerb, brings_babies: bool) -> Result<Open, Failure> {
    match (brings_babies, verb.dry_run) {
        (true, false) => desk.open_or_begin(),
        (_, true) => desk.look(),
        (false, false) => desk.open(),
    }
}

fn tell(report: &Brought, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(report);
    }
    for sentence in &report.refused {
        eprintln!("smilekeep: {sentence}");
    }
    for sentence in report.left_out.iter().chain(&report.to_check) {
        print_line(sentence)?;
    }
    let there = report.there.words();
    let there = if there.is_empty() || report.new.is_empty() {
        there
    } else {
        format!("here already: {there}")
    };
    let heading = report.heading();
    print_line(&if there.is_empty() {
        format!("{heading}.")
    } else {
        format!("{heading} ({there}).")
    })
}
