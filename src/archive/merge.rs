//! Another parent's journal into this one: from their library's folder or a
//! backup of it, which is only ever read.
//!
//! Originals come first, each compared with its fingerprint; then the words, in
//! transactions that each hold a thing whole. Cut off anywhere, the same merge
//! is simply done again and goes on from there; done twice, it changes nothing.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::Serialize;

use super::backup::{self, BackupError};
use crate::photo::Vault;
use crate::storage::{PathError, StagedFile};
use crate::store::library::{self, LibraryError};
use crate::store::merge as words;
use crate::store::{self, Access, StoreError, snapshot};
pub use words::{BabyChoice, BabyMatch, Tally};

/// How often a journal that is written meanwhile is looked at anew.
const TRIES: usize = 5;

/// Why another journal could not be merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// It is this one.
    #[error("{}", t!("archive-merge-itself", path = _0.display().to_string()))]
    Itself(PathBuf),
    /// A newer program wrote it.
    #[error("{}", t!("archive-merge-newer", path = _0.display().to_string()))]
    Newer(PathBuf),
    /// It is neither a library nor a backup, or cannot be opened.
    #[error("{0}")]
    Library(#[from] LibraryError),
    /// The backup cannot be read.
    #[error("{0}")]
    Backup(#[from] BackupError),
    /// Its journal cannot be read.
    #[error(
        "{}",
        t!(
            "archive-merge-theirs",
            path = _0.display().to_string(),
            sentence = _1.sentence()
        )
    )]
    Theirs(PathBuf, StoreError),
    /// The words could not be brought over.
    #[error("{0}")]
    Words(#[from] words::MergeError),
    /// A file could not be written.
    #[error("{0}.")]
    File(#[from] PathError),
}

/// Another library, or a backup of one, opened to be read.
#[derive(Debug)]
pub struct Other {
    folder: PathBuf,
    library: String,
    connection: Connection,
    /// A copy of its journal, brought to the newest schema; goes when dropped.
    _copy: StagedFile,
}

impl Other {
    /// Opens a library's folder or a backup's. Nothing is written there; its
    /// journal is copied into `room`, a folder of our own.
    ///
    /// # Errors
    /// One sentence each.
    pub fn open(folder: &Path, ours: &Path, room: &Path) -> Result<Self, MergeError> {
        let same = |one: &Path, other: &Path| match (one.canonicalize(), other.canonicalize()) {
            (Ok(one), Ok(other)) => one == other,
            _ => one == other,
        };
        if same(folder, ours) {
            return Err(MergeError::Itself(folder.to_owned()));
        }
        let copy = StagedFile::create_in(room)?;
        let failed = |error| MergeError::Theirs(folder.to_owned(), error);
        let library = if folder.join(backup::MARKER).is_file() {
            backup::copy_journal(folder, copy.path())?
        } else {
            library::check_shape(folder)?;
            let id = backup::library_id(folder)?;
            snapshot::copy_of(&folder.join(library::JOURNAL_FILE), copy.path()).map_err(failed)?;
            id
        };
        let connection = modern(copy.path()).map_err(failed)?;
        let Some(connection) = connection else {
            return Err(MergeError::Newer(folder.to_owned()));
        };
        words::understand(&connection).map_err(failed)?;
        Ok(Self {
            folder: folder.to_owned(),
            library,
            connection,
            _copy: copy,
        })
    }

    /// The folder it was opened from.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its babies, and which of ours each seems to be.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn babies(&self, ours: &Connection) -> Result<Vec<BabyMatch>, MergeError> {
        words::babies(ours, &self.connection).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: StoreError) -> MergeError {
        MergeError::Theirs(self.folder.clone(), error)
    }
}

/// Opens a copy of a journal once it is of this program's schema; `None` when
/// it is of a newer one.
fn modern(path: &Path) -> store::Result<Option<Connection>> {
    {
        let mut copy = Connection::open(path)?;
        copy.pragma_update(None, "trusted_schema", false)?;
        match store::schema_version(&copy)? {
            version if version > store::SCHEMA_VERSION => return Ok(None),
            0 => {
                return Err(StoreError::Unsound(
                    t!("archive-merge-version-0").to_owned(),
                ));
            }
            _ => store::migrate(&mut copy)?,
        }
    }
    snapshot::prove(path)?;
    store::open_connection(path, Access::ReadFrozen).map(Some)
}

/// Our side of a merge.
#[derive(Debug, Clone, Copy)]
pub struct Ours<'a> {
    /// The library's folder.
    pub root: &'a Path,
    /// Which of our babies theirs are; those not named come as further babies.
    pub babies: &'a [BabyChoice],
}

/// What a merge would bring.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// By kind.
    #[serde(flatten)]
    pub tally: Tally,
    /// Originals that would be copied.
    pub to_copy: usize,
    /// How many bytes these are.
    pub bytes: u64,
}

/// Says what a merge would bring, without changing anything.
///
/// # Errors
/// One sentence each.
pub fn preview(
    ours: Ours<'_>,
    connection: &Connection,
    other: &Other,
) -> Result<Preview, MergeError> {
    let (plan, _) = plan(ours, connection, other)?;
    let vault = Vault::new(ours.root);
    let missing = plan.photos.iter().filter(|file| !is_there(&vault, file));
    let mut preview = Preview {
        tally: plan.tally,
        ..Preview::default()
    };
    for file in missing {
        preview.to_copy += 1;
        preview.bytes += file.byte_len;
    }
    Ok(preview)
}

fn plan(
    ours: Ours<'_>,
    connection: &Connection,
    other: &Other,
) -> Result<(words::Plan, words::Stamp), MergeError> {
    let id = backup::library_id(ours.root)?;
    Ok(words::read_at_once(connection, || {
        words::plan(
            words::Journal {
                connection,
                library: &id,
            },
            words::Journal {
                connection: &other.connection,
                library: &other.library,
            },
            ours.babies,
        )
    })?)
}

fn is_there(vault: &Vault, file: &words::PhotoFile) -> bool {
    std::fs::symlink_metadata(vault.path_of(&file.hash, file.format))
        .is_ok_and(|about| about.is_file() && about.len() == file.byte_len)
}

/// What came of bringing originals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Originals {
    /// How many were copied.
    pub copied: usize,
    /// Bytes copied.
    pub bytes: u64,
    /// One sentence for each that could not be copied.
    pub problems: Vec<String>,
}

/// Copies the originals that belong to both journals together and are not here
/// yet. Their words come with [`bring_words`]. `step(done, total)` may break
/// off.
///
/// # Errors
/// One sentence each; what was copied stays and is used the next time.
pub fn bring_originals(
    ours: Ours<'_>,
    connection: &Connection,
    other: &Other,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Originals, MergeError> {
    let (plan, _) = plan(ours, connection, other)?;
    let (from, into) = (Vault::new(&other.folder), Vault::new(ours.root));
    let missing: Vec<_> = plan
        .photos
        .iter()
        .filter(|file| !is_there(&into, file))
        .collect();
    let mut originals = Originals::default();
    for (done, file) in missing.iter().enumerate() {
        if step(done, missing.len()).is_break() {
            return Err(words::MergeError::Cancelled.into());
        }
        let mut go_on = || step(done, missing.len());
        let copied = backup::copy_photo(&from, &into, &file.hash, file.format, &mut go_on);
        if matches!(copied, Err(BackupError::Cancelled)) {
            return Err(words::MergeError::Cancelled.into());
        }
        match copied? {
            Ok(bytes) => {
                originals.copied += 1;
                originals.bytes += bytes;
            }
            Err(reason) => originals.problems.push(t!(
                "archive-merge-not-copied",
                name = &file.name,
                reason = reason
            )),
        }
    }
    Ok(originals)
}

/// Brings the words. Nobody should be writing in this journal meanwhile.
/// `step(done, total)` may break off.
///
/// # Errors
/// One sentence each; what was brought stays, and the next time it goes on
/// from there.
pub fn bring_words(
    ours: Ours<'_>,
    connection: &mut Connection,
    other: &Other,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Tally, MergeError> {
    for _ in 1..TRIES {
        let (plan, stamp) = plan(ours, connection, other)?;
        match words::apply(connection, (&plan, stamp), step) {
            Ok(()) => return Ok(plan.tally),
            Err(words::MergeError::Changed) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(words::MergeError::Changed.into())
}

/// What came of a merge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MergeReport {
    /// By kind.
    #[serde(flatten)]
    pub tally: Tally,
    /// The originals.
    pub originals: Originals,
}

/// Brings originals and words, in this order.
///
/// # Errors
/// As [`bring_originals`] and [`bring_words`].
pub fn merge(
    ours: Ours<'_>,
    connection: &mut Connection,
    other: &Other,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<MergeReport, MergeError> {
    let originals = bring_originals(ours, connection, other, step)?;
    let tally = bring_words(ours, connection, other, step)?;
    Ok(MergeReport { tally, originals })
}

/// Says how many of one kind.
type Counted = fn(usize) -> String;

fn babies(count: usize) -> String {
    t!("archive-merge-babies", count = count)
}

fn entries(count: usize) -> String {
    t!("archive-merge-entries", count = count)
}

fn photos(count: usize) -> String {
    t!("archive-merge-photos", count = count)
}

fn edited_photos(count: usize) -> String {
    t!("archive-merge-edited-photos", count = count)
}

fn milestones(count: usize) -> String {
    t!("archive-merge-milestones", count = count)
}

fn presets(count: usize) -> String {
    t!("archive-merge-presets", count = count)
}

fn pages(count: usize) -> String {
    t!("archive-merge-pages", count = count)
}

/// What comes, or came, in sentences; the first is the whole in short.
pub fn sentences(tally: &Tally) -> Vec<String> {
    if tally.is_nothing() {
        return vec![t!("archive-merge-nothing").to_owned()];
    }
    let added = listed(&[
        (tally.babies.added, babies as Counted),
        (tally.entries.added, entries),
        (tally.photos.added, photos),
        (tally.milestones.added, milestones),
        (tally.presets.added, presets),
        (tally.pages.added, pages),
    ]);
    let changed = listed(&[
        (tally.babies.changed, babies as Counted),
        (tally.entries.changed, entries),
        (tally.milestones.changed, milestones),
        (tally.presets.changed, presets),
        (tally.pages.changed, pages),
        (tally.edits.added + tally.edits.changed, edited_photos),
    ]);
    let joined = listed(&[
        (tally.entries.joined, entries as Counted),
        (tally.milestones.joined, milestones),
        (tally.presets.joined, presets),
    ]);
    let trashed = listed(&[
        (tally.entries.trashed, entries as Counted),
        (tally.milestones.trashed, milestones),
        (tally.presets.trashed, presets),
    ]);
    let mut lines: Vec<String> = [
        added.map(|list| t!("archive-merge-new", list = list)),
        changed.map(|list| t!("archive-merge-changed", list = list)),
        joined.map(|list| t!("archive-merge-joined", list = list)),
        trashed.map(|list| t!("archive-merge-trashed", list = list)),
    ]
    .into_iter()
    .flatten()
    .collect();
    match tally.kept_both() {
        0 => {}
        count => lines.push(t!("archive-merge-kept-both", count = count)),
    }
    lines
}

fn listed(counts: &[(usize, Counted)]) -> Option<String> {
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, say)| say(*count))
        .collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [most @ .., last] => Some(t!("archive-list", first = most.join(", "), last = last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Manner, OnlyHere};

    #[test]
    fn what_came_is_said_in_the_language_of_the_moment() {
        let mut tally = Tally::default();
        assert_eq!(
            sentences(&tally),
            ["Everything of the other journal is here already."]
        );
        tally.entries.added = 1;
        tally.photos.added = 2;
        tally.milestones.added = 1204;
        tally.entries.trashed = 3;
        assert_eq!(
            sentences(&tally),
            [
                "New: 1 entry, 2 photos and 1,204 milestones.",
                "Removed over there, and here in the trash: 3 entries."
            ]
        );
        let _german = OnlyHere::new(Manner {
            language: Language::German,
            ..Manner::default()
        });
        assert_eq!(
            sentences(&tally),
            [
                "Neu: 1 Eintrag, 2 Fotos und 1.204 Meilensteine.",
                "Dort entfernt und hier im Papierkorb: 3 Einträge."
            ]
        );
    }
}
