//! A journal that cannot be read, put together again.

use serde_json::json;

use super::library::CliDesk;
use super::output::{DONE, Done, Failure, print_json, print_line};
use crate::store::snapshot::Snapshot;
use crate::store::{self, Library, recovery};

pub(super) fn repair(desk: &CliDesk, look: bool, force: bool, json: bool) -> Done {
    let root = desk.root();
    let stamp = |copy: &Option<Snapshot>| copy.as_ref().map(|copy| copy.taken.to_string());
    if look {
        let sources = recovery::sources(&root);
        if json {
            print_json(&json!({ "copy": stamp(&sources.copy), "logged": sources.logged }))?;
        } else {
            print_line(&match stamp(&sources.copy) {
                Some(taken) => format!("The newest good copy is of {taken} (UTC)."),
                None => "There is no good copy of the journal.".to_owned(),
            })?;
            print_line(&format!("journal.log names {} things.", sources.logged))?;
        }
        return Ok(DONE);
    }
    if !force && is_readable(&root) {
        return Err(Failure(
            "This journal can be read; there is nothing to repair. To put it together anew all the same, add --force."
                .to_owned(),
        ));
    }
    let recovered = if force {
        recovery::recover_anyway(&root)?
    } else {
        recovery::recover(&root)?
    };
    if json {
        print_json(&json!({
            "copy": stamp(&recovered.copy),
            "things": recovered.replayed.things,
            "lost": recovered.replayed.lost,
            "set_aside": recovered.set_aside,
        }))?;
        return Ok(DONE);
    }
    print_line(&match (stamp(&recovered.copy), recovered.replayed.things) {
        (None, 0) => "There was no copy and no log: the journal is empty now. Open it, add the baby, and your photos are found again."
            .to_owned(),
        (None, things) => format!("The journal is back: {things} things from its log."),
        (Some(taken), 0) => format!("The journal is back as it was on {taken} (UTC)."),
        (Some(taken), things) => format!(
            "The journal is back: the copy of {taken} (UTC) and {things} things from its log."
        ),
    })?;
    if recovered.replayed.lost > 0 {
        print_line(&format!(
            "{} lines or rows of the log could not be understood; they are still in the file set aside.",
            recovered.replayed.lost
        ))?;
    }
    for path in &recovered.set_aside {
        print_line(&format!("Set aside: {}", path.display()))?;
    }
    Ok(DONE)
}

/// Whether the library opens and its journal is sound from end to end.
fn is_readable(root: &std::path::Path) -> bool {
    let journal = root.join(store::library::JOURNAL_FILE);
    Library::open_to_read(root).is_ok_and(|library| library.connect().is_ok())
        && store::snapshot::prove(&journal).is_ok()
}
