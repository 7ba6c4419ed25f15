//! What a command prints and how it ends.

use std::fmt::Display;

use serde::Serialize;

/// All done.
pub(super) const DONE: u8 = 0;
/// Could not be done.
pub(super) const FAILED: u8 = 1;
/// Done in part.
pub(super) const IN_PART: u8 = 3;
/// A check found damage.
pub(super) const DAMAGE: u8 = 4;

/// One sentence: what happened and what to do.
pub(super) struct Failure(pub String);

impl<E: Display> From<E> for Failure {
    fn from(error: E) -> Self {
        let text = error.to_string();
        Self(if text.ends_with(['.', '!', '?']) {
            text
        } else {
            format!("{text}.")
        })
    }
}

/// How a command ends: an exit code, or the sentence for code 1.
pub(super) type Done = Result<u8, Failure>;

/// Prints a value as JSON, one document, indented.
pub(super) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)?;
    print_line(&text)
}

/// Prints a line; a closed pipe (`| head`) ends the command quietly.
pub(super) fn print_line(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => other.map_err(Failure::from),
    }
}
