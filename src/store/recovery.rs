//! A journal that cannot be read any more, put together again from its newest
//! good copy and the log of everything changed since.
//!
//! The broken file is set aside, never deleted. The new one is built and proved
//! beside it first, so that nothing is taken away before there is something to
//! put in its place. Photos that neither knows are found in their folder when
//! the library is opened next.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::changes::{self, LOG_FILE, Replayed};
use super::library::{self, JOURNAL_FILE, LibraryError};
use super::snapshot::{self, Snapshot};
use super::{Access, Result, SCHEMA_VERSION, StoreError, migrate, open_connection, schema_version};
use crate::storage::{self, StagedFile};

/// What a journal can be put together from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The newest copy that is sound.
    pub copy: Option<Snapshot>,
    /// How many things the log beside the journal names.
    pub logged: usize,
}

impl Sources {
    /// Whether there are any words to bring back.
    pub const fn any(&self) -> bool {
        self.copy.is_some() || self.logged > 0
    }

    /// When the copy was made, UTC.
    pub fn copied_at(&self) -> Option<NaiveDateTime> {
        self.copy.as_ref().map(|copy| copy.taken)
    }
}

/// What came of putting a journal together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovered {
    /// The copy it began with.
    pub copy: Option<Snapshot>,
    /// What the log added.
    pub replayed: Replayed,
    /// Where the broken files are now.
    pub set_aside: Vec<PathBuf>,
}

/// Looks for what a library’s journal can be put together from. Reads each copy
/// through, newest first, until one is sound.
pub fn sources(root: &Path) -> Sources {
    Sources {
        copy: snapshot::list(&library::backups_of(root))
            .into_iter()
            .find(|copy| snapshot::prove(&copy.path).is_ok()),
        logged: changes::count(&root.join(LOG_FILE)),
    }
}

/// Puts a new journal in the place of one that is broken or missing.
///
/// # Errors
/// When the library is in use, or the new journal cannot be made; the old one
/// is then where it was.
pub fn recover(root: &Path) -> std::result::Result<Recovered, LibraryError> {
    // One of a newer version is whole, only not understood.
    let newer = open_connection(&root.join(JOURNAL_FILE), Access::Read)
        .and_then(|connection| schema_version(&connection))
        .is_ok_and(|version| version > SCHEMA_VERSION);
    if newer {
        return Err(LibraryError::Newer(root.to_owned()));
    }
    recover_anyway(root)
}

/// As [`recover`], also where a newer version seems to have written the
/// journal: a damaged one may say anything.
///
/// # Errors
/// As [`recover`].
pub fn recover_anyway(root: &Path) -> std::result::Result<Recovered, LibraryError> {
    let _lock = library::lock_for_recovery(root)?;
    let wrap = |source| LibraryError::Journal {
        path: root.to_owned(),
        source,
    };
    let staged = StagedFile::create_in(root)?;
    let (copy, replayed) = build(root, staged.path()).map_err(wrap)?;
    let journal = root.join(JOURNAL_FILE);
    let mut set_aside = Vec::new();
    // What SQLite left beside the broken file must not be played into the new.
    for ending in ["", "-journal", "-wal", "-shm"] {
        let mut name = journal.clone().into_os_string();
        name.push(ending);
        let path = PathBuf::from(name);
        if std::fs::symlink_metadata(&path).is_ok() {
            set_aside.push(storage::set_aside(&path)?);
        }
    }
    staged.commit_replacing(&journal)?;
    // The log belongs to the journal as it is now.
    let connection = open_connection(&journal, Access::Write).map_err(wrap)?;
    changes::begin_anew(&connection).map_err(wrap)?;
    Ok(Recovered {
        copy,
        replayed,
        set_aside,
    })
}

fn build(root: &Path, path: &Path) -> Result<(Option<Snapshot>, Replayed)> {
    let copy = sources(root).copy;
    if let Some(copy) = &copy {
        let from = open_connection(&copy.path, Access::ReadFrozen)?;
        snapshot::copy(&from, path)?;
    }
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrate(&mut connection)?;
    let log = root.join(LOG_FILE);
    let replayed = if log.exists() {
        changes::replay(&mut connection, &log)?
    } else {
        Replayed::default()
    };
    connection
        .close()
        .map_err(|(_, error)| StoreError::from(error))?;
    snapshot::prove(path)?;
    Ok((copy, replayed))
}
