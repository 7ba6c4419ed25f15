//! Everything out, from the command line.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;

use super::args_archive::ExportVerb;
use super::library::CliDesk;
use super::output::{DONE, Done, IN_PART, print_json, print_line};
use crate::app::Clock;
use crate::archive::export::{self, Choice, From, Made};

pub(super) fn export(desk: &CliDesk, verb: &ExportVerb) -> Done {
    // Only read, so that it works beside an open window.
    let open = desk.look()?;
    let seen = std::io::stderr().is_terminal();
    let speech = verb.speech.speak();
    let report = export::export(
        From {
            library: open.library.root(),
            connection: &open.connection,
            vault: &open.vault,
            thumbs: &open.thumbs,
        },
        &verb.to,
        Choice {
            originals_only: verb.originals_only,
        },
        Made {
            at: desk.now(),
            day: desk.clock.now_local().date(),
        },
        &mut |done, total, _| {
            if seen {
                eprint!("\rExporting… {done} of {total}");
                let _ = std::io::stderr().flush();
            }
            ControlFlow::Continue(())
        },
    );
    drop(speech);
    if seen {
        eprint!("\r\u{1b}[K");
    }
    let report = report?;
    if verb.json {
        print_json(&report)?;
    } else {
        for problem in &report.problems {
            print_line(problem)?;
        }
        print_line(&format!(
            "Everything is in “{}”: {} photos ({:.1} MB), {} of them also as edited copies, {} entries and {} milestones. {}",
            report.path.display(),
            report.photos + report.there,
            report.bytes as f64 / 1e6,
            report.edited,
            report.entries,
            report.milestones,
            if verb.originals_only {
                "It opens without Smilekeep."
            } else {
                "Open index.html in any browser."
            }
        ))?;
    }
    Ok(if report.problems.is_empty() {
        DONE
    } else {
        IN_PART
    })
}
