//! Backups: made, checked, and taken back.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;

use super::args::BackupVerb;
use super::library::CliDesk;
use super::output::{DAMAGE, DONE, Done, IN_PART, print_json, print_line};
use super::server::Spot;
use crate::archive::backup::{self, Care};
use crate::archive::locked;
use crate::store::library::cache_of;

pub(super) fn backup(desk: &CliDesk, verb: &BackupVerb) -> Done {
    match verb {
        BackupVerb::To {
            folder,
            server,
            lock,
            passphrase,
            read_all,
            json,
        } => {
            let care = if *read_all {
                Care::ReadAll
            } else {
                Care::Lengths
            };
            // Only read, so that it works beside an open window.
            let open = desk.look()?;
            let spot = Spot::open(folder.as_deref(), server, &cache_of(open.library.root()))?;
            let place = spot.place();
            let there = locked::is_locked(place)?;
            let report = if *lock || spot.is_server() || there == Some(true) {
                let passphrase = super::passphrase::passphrase(passphrase, there.is_none())?;
                locked::make(
                    (open.library.root(), &open.connection),
                    (place, &passphrase),
                    (desk.now(), care),
                    &mut progress("Backing up"),
                )
            } else {
                backup::make(
                    open.library.root(),
                    &open.connection,
                    place.folder().unwrap_or(open.library.root()),
                    (desk.now(), care),
                    &mut progress("Backing up"),
                )
            };
            end_progress();
            let report = report?;
            if *json {
                print_json(&report)?;
            } else {
                for problem in &report.problems {
                    print_line(problem)?;
                }
                print_line(&format!(
                    "The backup in “{}” is complete: {} photos written ({:.1} MB), {} there already.",
                    place.shown(),
                    report.copied,
                    report.bytes as f64 / 1e6,
                    report.there
                ))?;
            }
            Ok(if report.problems.is_empty() {
                DONE
            } else {
                IN_PART
            })
        }
        BackupVerb::Check {
            folder,
            server,
            passphrase,
            json,
        } => {
            let spot = Spot::open(folder.as_deref(), server, &std::env::temp_dir())?;
            let place = spot.place();
            let report = match (locked::is_locked(place)?, place.folder()) {
                (Some(false) | None, Some(folder)) => {
                    backup::check(folder, &mut progress("Checking"))
                }
                _ => {
                    let passphrase = super::passphrase::passphrase(passphrase, false)?;
                    locked::check(place, &passphrase, &mut progress("Checking"))
                }
            };
            end_progress();
            let report = report?;
            if *json {
                print_json(&report)?;
            } else {
                for finding in &report.findings {
                    print_line(&format!("{finding}."))?;
                }
                print_line(&format!(
                    "The backup of {} (UTC): {} photos re-read, {:.1} MB in all; {}.",
                    report.made,
                    report.photos,
                    report.bytes as f64 / 1e6,
                    if report.findings.is_empty() {
                        "everything is whole"
                    } else {
                        "see above for what is not"
                    }
                ))?;
            }
            Ok(if report.findings.is_empty() {
                DONE
            } else {
                DAMAGE
            })
        }
        BackupVerb::Restore {
            folder,
            server,
            into,
            passphrase,
            partly,
            json,
        } => {
            let spot = Spot::open(folder.as_deref(), server, &std::env::temp_dir())?;
            let place = spot.place();
            let restored = match (locked::is_locked(place)?, place.folder()) {
                (Some(false) | None, Some(folder)) => {
                    backup::restore(folder, into, *partly, &mut progress("Restoring"))
                }
                _ => {
                    let passphrase = super::passphrase::passphrase(passphrase, false)?;
                    let from = (place, &passphrase);
                    locked::restore(from, into, *partly, &mut progress("Restoring"))
                }
            };
            end_progress();
            let restored = restored?;
            if *json {
                print_json(&restored)?;
            } else {
                for lost in &restored.lost {
                    print_line(&format!("{lost}."))?;
                }
                print_line(&format!(
                    "{} photos and the journal are back. Open them: smilekeep --library “{}”",
                    restored.photos,
                    into.display()
                ))?;
            }
            Ok(if restored.lost.is_empty() {
                DONE
            } else {
                IN_PART
            })
        }
    }
}

/// A line that counts, where somebody is looking.
pub(super) fn progress(what: &'static str) -> impl FnMut(usize, usize) -> ControlFlow<()> {
    let seen = std::io::stderr().is_terminal();
    move |done, total| {
        if seen {
            eprint!("\r{what}… {done} of {total}");
            let _ = std::io::stderr().flush();
        }
        ControlFlow::Continue(())
    }
}

pub(super) fn end_progress() {
    if std::io::stderr().is_terminal() {
        eprint!("\r\u{1b}[K");
    }
}
