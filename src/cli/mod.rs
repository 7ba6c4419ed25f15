//! The same functions without a window: for scripts and for tests.
//!
//! Exit codes: 0 done; 1 could not be done; 2 the words were not understood;
//! 3 done in part (some photos were refused); 4 the check found damage.

mod args;
mod args_archive;
mod args_backup;
mod args_care;
mod args_inbox;
mod args_keepsake;
mod args_language;
mod args_merge;
mod args_phone;
mod args_photo;
mod args_server;
mod backup;
mod care;
mod copies;
mod edits;
mod export;
mod import;
mod inbox;
mod journal;
mod keepsake;
mod library;
mod merge;
mod output;
mod passphrase;
mod phone;
mod photos;
mod repair;
mod server;
mod trash;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

pub use args::{Arguments, Verb};
use output::Failure;

use crate::app::{ConfigFile, SystemClock};

/// What the words on the command line ask for.
pub enum Request {
    /// Open the window, perhaps on this library.
    Window(Option<PathBuf>),
    /// All is said and done.
    Done(ExitCode),
}

/// Reads the command line and carries a command out.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Request {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, with exit code 0. A closed
            // pipe is the reader's choice.
            let _ = error.print();
            return Request::Done(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)));
        }
    };
    let Some(verb) = arguments.verb else {
        return Request::Window(arguments.library);
    };
    let desk = library::CliDesk {
        library: arguments.library,
        config: ConfigFile::standard(),
        clock: SystemClock::default(),
    };
    let done = match verb {
        Verb::Baby(verb) => journal::baby(&desk, verb),
        Verb::Add(verb) => photos::add(&desk, verb),
        Verb::List(verb) => journal::list(&desk, &verb),
        Verb::Show(verb) => journal::show(&desk, &verb),
        Verb::Edit(verb) => photos::edit(&desk, verb),
        Verb::Preset(verb) => edits::preset(&desk, verb),
        Verb::Delete(verb) => care::delete(&desk, verb),
        Verb::Restore { entry } => trash::restore(&desk, entry),
        Verb::Milestone(verb) => journal::milestone(&desk, verb),
        Verb::Keepsake(verb) => keepsake::keepsake(&desk, &verb),
        Verb::Book(verb) => keepsake::book(&desk, &verb),
        Verb::Copy(verb) => copies::copy(&desk, &verb),
        Verb::Export(verb) => export::export(&desk, &verb),
        Verb::Import(verb) => import::import(&desk, &verb),
        Verb::Phone(verb) => phone::phone(&desk, &verb),
        Verb::Verify(verb) => care::verify(&desk, &verb),
        Verb::Backup(verb) => backup::backup(&desk, &verb),
        Verb::Merge(verb) => merge::merge(&desk, &verb),
        Verb::Repair { look, force, json } => repair::repair(&desk, look, force, json),
        Verb::Inbox(arguments) => inbox::inbox(&desk, &arguments),
        Verb::Watch(verb) => inbox::watch(&desk, &verb),
        Verb::Demo(verb) => library::demo(&desk, &verb),
    };
    Request::Done(match done {
        Ok(code) => ExitCode::from(code),
        Err(Failure(sentence)) => {
            eprintln!("smilekeep: {sentence}");
            ExitCode::from(output::FAILED)
        }
    })
}
