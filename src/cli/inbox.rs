//! The tray and watched folders, from the command line.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::args_inbox::{InboxArgs, InboxVerb, WatchVerb};
use super::library::{CliDesk, Open};
use super::output::{DONE, Done, Failure, IN_PART, print_json, print_line};
use super::photos::{ended, tell};
use crate::app::{Clock, SystemClock, new_folder, with_desk};
use crate::capture::watch::{Apart, Lookout, ScanReport, scan, system_lister};
use crate::capture::{self, Target};
use crate::domain::{InboxId, InboxItem, InboxSource, InboxState};
use crate::photo::Limits;
use crate::store::watch::{self, Folder, WATCH_FILE};
use crate::store::{self, Connection};

pub(super) fn inbox(desk: &CliDesk, arguments: &InboxArgs) -> Done {
    let json = arguments.json;
    match &arguments.verb {
        None | Some(InboxVerb::List) => list(desk, arguments.declined, json),
        Some(InboxVerb::Keep { photos, all, baby }) => {
            keep(desk, photos, *all, baby.as_deref(), json)
        }
        Some(InboxVerb::Decline { photos, all }) => {
            let mut open = desk.open()?;
            let ids = chosen(&open.connection, photos, *all)?;
            decide(desk, &mut open, &ids, InboxState::Declined, json)
        }
        Some(InboxVerb::Restore { photos }) => {
            let mut open = desk.open()?;
            let ids = chosen(&open.connection, photos, false)?;
            decide(desk, &mut open, &ids, InboxState::Waiting, json)
        }
    }
}

fn list(desk: &CliDesk, declined: bool, json: bool) -> Done {
    let open = desk.look()?;
    let state = if declined {
        InboxState::Declined
    } else {
        InboxState::Waiting
    };
    let items = store::inbox::list(&open.connection, state).map_err(|error| error.sentence())?;
    if json {
        print_json(&items)?;
        return Ok(DONE);
    }
    for item in &items {
        print_line(&line_of(item))?;
    }
    if items.is_empty() {
        eprintln!(
            "smilekeep: {}",
            if declined {
                "No photo was declined."
            } else {
                "No photo is waiting."
            }
        );
    }
    Ok(DONE)
}

fn line_of(item: &InboxItem) -> String {
    let taken = item.file.taken.map_or_else(
        || "no date".to_owned(),
        |taken| taken.local.format("%Y-%m-%d %H:%M").to_string(),
    );
    let from = match item.file.source {
        InboxSource::Phone => "phone".to_owned(),
        InboxSource::Folder | InboxSource::Card => item.file.place.display().to_string(),
    };
    let note = if item.file.note.is_empty() {
        String::new()
    } else {
        format!("  “{}”", item.file.note.replace('\n', " "))
    };
    format!("{}  {taken}  {}  {from}{note}", item.id, item.file.name)
}

/// The photos meant; each must be there.
fn chosen(connection: &Connection, named: &[InboxId], all: bool) -> Result<Vec<InboxId>, Failure> {
    if all {
        let waiting = store::inbox::waiting(connection).map_err(|error| error.sentence())?;
        return Ok(waiting.into_iter().map(|item| item.id).collect());
    }
    for id in named {
        store::inbox::get(connection, *id).map_err(|_| {
            Failure(format!(
                "There is no waiting photo {id}; “smilekeep inbox” lists those there are. Nothing was changed."
            ))
        })?;
    }
    Ok(named.to_vec())
}

fn keep(desk: &CliDesk, photos: &[InboxId], all: bool, baby: Option<&str>, json: bool) -> Done {
    let mut open = desk.open()?;
    let baby = open.baby(baby)?.id;
    let root = open.library.root().to_owned();
    capture::inbox::tidy(&mut open.connection, &root, &open.vault, desk.now())
        .map_err(|error| error.sentence())?;
    let ids = chosen(&open.connection, photos, all)?;
    let report = with_desk(&desk.clock, &open.vault, &open.thumbs, |capture_desk| {
        capture::inbox::keep(
            capture_desk,
            &mut open.connection,
            &root,
            &ids,
            Target::Baby(baby),
            &mut |_| ControlFlow::Continue(()),
        )
    })
    .map_err(|error| error.sentence())?;
    tell(&report, json)?;
    ended(report)
}

#[derive(Serialize)]
struct Decided {
    changed: usize,
}

fn decide(desk: &CliDesk, open: &mut Open, ids: &[InboxId], state: InboxState, json: bool) -> Done {
    let now = desk.now();
    let changed = store::in_transaction(&mut open.connection, |tx| {
        store::inbox::decide(tx, ids, state, now)
    })
    .map_err(|error| error.sentence())?;
    if json {
        print_json(&Decided { changed })?;
    } else {
        let word = match state {
            InboxState::Waiting => "wait again",
            InboxState::Kept | InboxState::Declined => "declined",
        };
        print_line(&format!("{changed} {word}"))?;
    }
    Ok(DONE)
}

/// A watched folder, as JSON.
#[derive(Serialize)]
struct FolderLine<'a> {
    path: &'a Path,
    label: &'a str,
    old_too: bool,
    paused: bool,
    there: bool,
    scanned_at: Option<chrono::NaiveDateTime>,
    offered: usize,
}

/// What came of looking through one, as JSON.
#[derive(Serialize)]
struct ScanLine {
    path: PathBuf,
    files: usize,
    offered: usize,
    known: usize,
    unfinished: usize,
    unreadable: Vec<String>,
    away: bool,
    /// It does not answer.
    silent: bool,
}

pub(super) fn watch(desk: &CliDesk, verb: &WatchVerb) -> Done {
    let mut book = open_book(desk)?;
    match verb {
        WatchVerb::Add { folder, all } => {
            let open = desk.look()?;
            let folder = new_folder(folder, open.library.root(), *all)?;
            watch::add(&book, &open.library.id(), &folder, desk.now())
                .map_err(|error| error.sentence())?;
            print_line(&format!("watching “{}”", folder.path.display()))?;
            Ok(DONE)
        }
        WatchVerb::List { json } => {
            let open = desk.look()?;
            list_folders(&folders(&book, &open)?, *json)
        }
        WatchVerb::Remove { folder } => {
            let open = desk.look()?;
            // The drive may be away: then the words must do.
            let path = dunce::canonicalize(folder).unwrap_or_else(|_| folder.clone());
            let known = folders(&book, &open)?
                .into_iter()
                .find(|known| known.folder.path == path || known.folder.path == *folder)
                .ok_or_else(|| {
                    Failure(format!(
                        "“{}” is not watched; “smilekeep watch list” shows what is.",
                        folder.display()
                    ))
                })?;
            watch::remove(&book, known.id).map_err(|error| error.sentence())?;
            print_line(&format!(
                "no longer watching “{}”",
                known.folder.path.display()
            ))?;
            Ok(DONE)
        }
        WatchVerb::Scan { json } => scan_all(desk, &mut book, *json),
    }
}

fn open_book(desk: &CliDesk) -> Result<Connection, Failure> {
    let path = desk.config.watch_file().ok_or_else(|| {
        Failure(format!(
            "This computer gives Smilekeep no place for its settings ({WATCH_FILE}), so no folder can be watched."
        ))
    })?;
    watch::open(&path).map_err(|error| Failure(error.sentence()))
}

fn folders(book: &Connection, open: &Open) -> Result<Vec<Folder>, Failure> {
    watch::list(book, &open.library.id()).map_err(|error| Failure(error.sentence()))
}

fn list_folders(folders: &[Folder], json: bool) -> Done {
    if json {
        let lines: Vec<FolderLine<'_>> = folders
            .iter()
            .map(|folder| FolderLine {
                path: &folder.folder.path,
                label: &folder.folder.label,
                old_too: folder.folder.old_too,
                paused: folder.paused,
                there: folder.folder.path.is_dir(),
                scanned_at: folder.scanned_at,
                offered: folder.offered,
            })
            .collect();
        print_json(&lines)?;
        return Ok(DONE);
    }
    for folder in folders {
        let state = if folder.paused {
            "paused"
        } else if folder.folder.path.is_dir() {
            "watched"
        } else {
            "not there now"
        };
        print_line(&format!(
            "{}  {state}, {} offered",
            folder.folder.path.display(),
            folder.offered
        ))?;
    }
    if folders.is_empty() {
        eprintln!("smilekeep: No folder is watched. Add one: smilekeep watch add FOLDER.");
    }
    Ok(DONE)
}

fn scan_all(desk: &CliDesk, book: &mut Connection, json: bool) -> Done {
    let mut open = desk.open()?;
    let clock = &desk.clock;
    let mut lines = Vec::new();
    for folder in folders(book, &open)? {
        if folder.paused {
            continue;
        }
        let lookout = Lookout {
            limits: Limits::default(),
            now: desk.now(),
            now_local: clock.now_local(),
            offset_at: Arc::new(|local| SystemClock::default().offset_at(local)),
            settle: Lookout::SETTLE,
            patience: Lookout::PATIENCE,
            answers_within: Lookout::ANSWERS_WITHIN,
        };
        let apart = Apart::start(system_lister()).map_err(|error| {
            format!("the computer gives no thread to look through folders: {error}")
        })?;
        let report = scan(
            &lookout,
            book,
            &mut open.connection,
            &folder,
            &apart,
            &mut |_| ControlFlow::Continue(()),
        )
        .map_err(|error| error.sentence())?;
        if !json {
            tell_scan(&folder, &report)?;
        }
        lines.push(ScanLine {
            path: folder.folder.path,
            files: report.files,
            offered: report.offered,
            known: report.known,
            unfinished: report.unfinished,
            unreadable: report.unreadable,
            away: report.away,
            silent: report.silent,
        });
    }
    if json {
        print_json(&lines)?;
    }
    let unread = lines
        .iter()
        .any(|line| line.silent || !line.unreadable.is_empty());
    Ok(if unread { IN_PART } else { DONE })
}

fn tell_scan(folder: &Folder, report: &ScanReport) -> Result<(), Failure> {
    let path = folder.folder.path.display();
    if report.away {
        eprintln!("smilekeep: “{path}” is not there now; its drive may be away.");
        return Ok(());
    }
    if report.silent {
        eprintln!("smilekeep: “{path}” does not answer; it is left out.");
        return Ok(());
    }
    print_line(&format!(
        "{path}: {} files, {} offered, {} known already, {} not finished yet",
        report.files, report.offered, report.known, report.unfinished
    ))?;
    for sentence in &report.unreadable {
        eprintln!("smilekeep: {sentence}");
    }
    Ok(())
}
