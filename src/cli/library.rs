//! Opening the library for a command; checking it; the sample library.

use std::ops::ControlFlow;
use std::path::PathBuf;

use super::args::DemoVerb;
use super::output::{DONE, Done, Failure, print_line};
use crate::app::{Clock, ConfigFile, SystemClock, default_library};
use crate::archive;
use crate::demo;
use crate::domain::{Baby, BabyId};
use crate::photo::{ThumbCache, Vault};
use crate::store::{self, Connection, Library, LibraryError};

/// What every command starts from.
pub(super) struct CliDesk {
    /// `--library`
    pub library: Option<PathBuf>,
    /// Where the library last opened is remembered.
    pub config: ConfigFile,
    /// The time.
    pub clock: SystemClock,
}

/// An open library with a connection and its rooms.
pub(super) struct Open {
    pub library: Library,
    pub connection: Connection,
    pub vault: Vault,
    pub thumbs: ThumbCache,
}

impl CliDesk {
    /// The folder meant.
    pub fn root(&self) -> PathBuf {
        self.library
            .clone()
            .or_else(|| self.config.load().library)
            .unwrap_or_else(default_library)
    }

    /// UTC now, as stored.
    pub fn now(&self) -> chrono::NaiveDateTime {
        use chrono::Timelike;
        let now = self.clock.now_utc();
        now.with_nanosecond(0).unwrap_or(now)
    }

    /// For commands that change something; fails while a window has it open.
    pub fn open(&self) -> Result<Open, Failure> {
        let library = Library::open(&self.root()).map_err(explain)?;
        if let Some(reason) = library.read_only() {
            return Err(Failure(reason.sentence().to_owned()));
        }
        let mut open = Open::new(library)?;
        let gone = archive::trash::remove_originals(&open.connection, &open.vault);
        if let Err(error) = Library::tend(open.library.root(), &open.connection, self.now()) {
            eprintln!(
                "smilekeep: No copy of the journal could be made. {}",
                error.sentence()
            );
        }
        let emptied = gone.and_then(|_| {
            let root = open.library.root().to_owned();
            archive::trash::empty(&root, &mut open.connection, self.now())
        });
        if let Err(error) = emptied {
            eprintln!(
                "smilekeep: The trash could not be emptied. {}",
                error.sentence()
            );
        }
        Ok(open)
    }

    /// For commands that only look.
    pub fn look(&self) -> Result<Open, Failure> {
        Open::new(Library::open_to_read(&self.root()).map_err(explain)?)
    }

    /// Opens the library, or begins one where nothing is yet.
    pub fn open_or_begin(&self) -> Result<Open, Failure> {
        let root = self.root();
        if root.join(store::library::MARKER_FILE).exists() {
            return self.open();
        }
        Open::new(Library::create(&root)?)
    }
}

impl Open {
    fn new(library: Library) -> Result<Self, Failure> {
        Ok(Self {
            connection: library.connect().map_err(|error| error.sentence())?,
            vault: Vault::new(library.root()),
            thumbs: ThumbCache::new(library.root()),
            library,
        })
    }

    /// The baby meant by a name or id; the only one when none is named.
    pub fn baby(&self, named: Option<&str>) -> Result<Baby, Failure> {
        let babies = store::baby::list(&self.connection).map_err(|error| error.sentence())?;
        let names = || {
            let names: Vec<_> = babies.iter().map(|baby| baby.fields.name.clone()).collect();
            names.join(", ")
        };
        match named {
            Some(word) => {
                let id = word.parse::<BabyId>().ok();
                let wanted = word.to_lowercase();
                babies
                    .iter()
                    .find(|baby| Some(baby.id) == id || baby.fields.name.to_lowercase() == wanted)
                    .cloned()
                    .ok_or_else(|| Failure(format!("There is no baby “{word}” here; there is: {}.", names())))
            }
            None => match babies.as_slice() {
                [baby] => Ok(baby.clone()),
                [] => Err(Failure(
                    "There is no baby in this journal yet. Add one: smilekeep baby add NAME --born DAY."
                        .to_owned(),
                )),
                _ => Err(Failure(format!(
                    "There are several babies here ({}). Say which with --baby NAME.",
                    names()
                ))),
            },
        }
    }

    /// As [`Open::baby`], but none named means all.
    pub fn baby_or_all(&self, named: Option<&str>) -> Result<Option<BabyId>, Failure> {
        named
            .map(|word| self.baby(Some(word)).map(|baby| baby.id))
            .transpose()
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        // Writes without a transaction of their own; saved they are already.
        let _ = store::changes::append(&self.connection);
    }
}

fn explain(error: LibraryError) -> Failure {
    match error {
        LibraryError::Missing(root) => Failure(format!(
            "There is no library at “{}”. If it is on a drive, plug it in; to begin one: smilekeep --library DIR baby add NAME --born DAY.",
            root.display()
        )),
        other => other.into(),
    }
}

pub(super) fn demo(desk: &CliDesk, verb: &DemoVerb) -> Done {
    let root = desk.library.clone().ok_or_else(|| {
        Failure(
            "Say where the sample library shall go: smilekeep --library DIR demo. Your own library is left alone."
                .to_owned(),
        )
    })?;
    if root.join(store::library::MARKER_FILE).exists() {
        return Err(Failure(format!(
            "“{}” is a library already. Choose an empty folder for the sample.",
            root.display()
        )));
    }
    let mut open = Open::new(Library::create(&root)?)?;
    let plan = demo::Plan {
        until: verb.until.unwrap_or_else(|| desk.clock.now_local().date()),
        long_side_px: verb.pixels,
        now: desk.now(),
    };
    let made = demo::build(
        &plan,
        &mut open.connection,
        &open.vault,
        &open.thumbs,
        &mut |done, total| {
            eprint!("\rDrawing the sample library… {done} of {total}");
            ControlFlow::Continue(())
        },
    );
    eprintln!();
    let made = made?;
    print_line(&format!(
        "A sample library with {} entries, {} photos and {} milestones is ready in “{}”.",
        made.entries,
        made.photos,
        made.milestones,
        open.library.root().display()
    ))?;
    Ok(DONE)
}
