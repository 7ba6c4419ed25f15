//! The passphrase of a locked backup: from a file, the environment, or typed
//! where nobody sees it.

use std::io::IsTerminal;

use super::args::PassphraseArgs;
use super::output::Failure;
use crate::archive::locked::Passphrase;
use crate::storage;

/// Where it may stand in the environment.
const VARIABLE: &str = "SMILEKEEP_PASSPHRASE";

/// Takes or asks for the passphrase; twice where a backup is begun.
pub(super) fn passphrase(args: &PassphraseArgs, new: bool) -> Result<Passphrase, Failure> {
    if let Some(file) = &args.passphrase_file {
        let bytes = storage::read_bounded(file, 64 << 10)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Failure(format!(
                "“{}” is not text. Its first line is to be the passphrase.",
                file.display()
            ))
        })?;
        let line = text.lines().next().unwrap_or_default();
        return given(line.to_owned());
    }
    if let Ok(text) = std::env::var(VARIABLE) {
        return given(text);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure(format!(
            "This backup needs a passphrase. Give it with --passphrase-file FILE, in {VARIABLE}, or in a terminal."
        )));
    }
    if new {
        eprintln!("Without this passphrase nobody, not even we, can open the backup.");
    }
    let first = given(rpassword::prompt_password("Passphrase: ")?)?;
    if new {
        let first = first.checked()?;
        let second = Passphrase::new(rpassword::prompt_password("Once more: ")?);
        if !first.is(&second) {
            return Err(Failure(
                "The two are not the same. Nothing was changed; try again.".to_owned(),
            ));
        }
        return Ok(first);
    }
    Ok(first)
}

fn given(text: String) -> Result<Passphrase, Failure> {
    if text.is_empty() {
        return Err(Failure("The passphrase is empty.".to_owned()));
    }
    Ok(Passphrase::new(text))
}
