//! Throwing entries away, and checking that everything is whole.

use std::ops::ControlFlow;

use serde::Serialize;

use super::args_care::{DeleteVerb, VerifyVerb};
use super::library::{CliDesk, Open};
use super::output::{DAMAGE, DONE, Done, Failure, print_json, print_line};
use crate::archive::{self, BackupError, Finding, Healed, Remedy, VerifyReport};
use crate::domain::spelled;
use crate::store::{self, StoreError};

pub(super) fn delete(desk: &CliDesk, verb: DeleteVerb) -> Done {
    let mut open = desk.open()?;
    let mut entries = verb.entries;
    entries.sort();
    entries.dedup();
    let all = store::trash::entries_kept(&open.connection).map_err(|error| error.sentence())?;
    if store::trash::is_much(entries.len(), all) && !verb.yes {
        return Err(Failure(format!(
            "This would put {} of {} entries into the trash. If you mean it, add --yes. Nothing was changed.",
            spelled(entries.len() as u64),
            spelled(all as u64)
        )));
    }
    let now = desk.now();
    store::in_transaction(&mut open.connection, |tx| {
        for entry in &entries {
            store::entry::trash(tx, *entry, now)?;
        }
        Ok::<_, StoreError>(())
    })
    .map_err(|error| error.sentence())?;
    print_line(&match entries.len() {
        1 => "The entry is in the trash for 30 days. Take it out with: smilekeep restore ID."
            .to_owned(),
        count => format!(
            "{count} entries are in the trash for 30 days. Take one out with: smilekeep restore ID."
        ),
    })?;
    Ok(DONE)
}

/// What a check found and what was done about it.
#[derive(Serialize)]
struct Checked<'a> {
    #[serde(flatten)]
    report: &'a VerifyReport,
    /// Which of them the backup can put back.
    remedy: Option<&'a Remedy>,
    healed: Option<&'a Healed>,
}

pub(super) fn verify(desk: &CliDesk, verb: &VerifyVerb) -> Done {
    // Only who heals writes; a check works beside an open window.
    let open = if verb.heal.is_some() {
        desk.open()?
    } else {
        desk.look()?
    };
    let mut report = check(&open)?;
    let known = desk
        .config
        .load()
        .backup
        .filter(|place| place.library == open.library.root())
        .map(|place| place.folder);
    let mut locked = None;
    let remedy = match (&verb.heal, known) {
        (Some(backup), _) => Some(archive::remedy(&open.connection, &report, backup)?),
        (None, Some(backup)) => match archive::remedy(&open.connection, &report, &backup) {
            Ok(remedy) => Some(remedy),
            Err(error @ BackupError::Locked(_)) if !report.is_sound() => {
                locked = Some(error.to_string());
                None
            }
            // A drive that is not plugged in heals nothing now.
            Err(_) => None,
        },
        (None, None) => None,
    };
    let healed = match (&verb.heal, &remedy) {
        (Some(_), Some(remedy)) => {
            let healed = archive::heal(&open.connection, &open.vault, remedy, &mut |_, _| {
                ControlFlow::Continue(())
            })?;
            report = check(&open)?;
            Some(healed)
        }
        _ => None,
    };
    if verb.json {
        print_json(&Checked {
            report: &report,
            remedy: remedy.as_ref(),
            healed: healed.as_ref(),
        })?;
    } else {
        tell(&report, remedy.as_ref(), healed.as_ref())?;
        if let Some(sentence) = locked {
            print_line(&sentence)?;
        }
    }
    Ok(if report.is_sound() { DONE } else { DAMAGE })
}

fn check(open: &Open) -> Result<VerifyReport, Failure> {
    archive::verify(&open.connection, &open.vault, &mut |_, _| {
        ControlFlow::Continue(())
    })
    .map_err(|error| Failure(error.sentence()))
}

fn tell(
    report: &VerifyReport,
    remedy: Option<&Remedy>,
    healed: Option<&Healed>,
) -> Result<(), Failure> {
    if let Some(healed) = healed {
        for name in &healed.healed {
            print_line(&format!("{name} is whole again."))?;
        }
        for sentence in &healed.failed {
            print_line(sentence)?;
        }
    }
    // After healing, what is still broken is not in the backup.
    let remedy = remedy.filter(|_| healed.is_none());
    for finding in &report.findings {
        print_line(&remedy.map_or_else(|| finding.sentence(), |remedy| remedy.sentence(finding)))?;
    }
    if let Some(remedy) = remedy.filter(|remedy| !remedy.photos.is_empty()) {
        print_line(&format!(
            "To put back what the backup has: smilekeep verify --heal “{}”",
            remedy.backup.display()
        ))?;
    }
    let damaged = report.findings.iter().any(Finding::is_damage);
    print_line(&format!(
        "{} photos re-read, {:.1} MB in all; {}.",
        report.photos_checked,
        report.bytes_checked as f64 / 1e6,
        if damaged {
            "see above for what needs your help"
        } else {
            "everything is whole"
        }
    ))
}
