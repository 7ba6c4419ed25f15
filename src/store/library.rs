//! A library is a folder: `LIBRARY` (marker), `journal.sqlite`, `photos/`,
//! `cache/` (may be deleted at any time), `backups/`, `inbox/` (photos that
//! wait for the parent's word).
//!
//! A library is only ever made on purpose ([`Library::create`]); opening never
//! starts an empty one in place of one that is missing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::{Connection, OpenFlags};

use super::snapshot::{self, Occasion, Snapshot};
use super::{
    Access, SCHEMA_VERSION, StoreError, changes, migrate, new_uuid, open_connection, schema_version,
};
use crate::storage::{self, PathError};

/// The journal's file in a library.
pub const JOURNAL_FILE: &str = "journal.sqlite";
/// The file that says "this folder is a library".
pub const MARKER_FILE: &str = "LIBRARY";
/// Longest marker that is read, in bytes.
const MARKER_BYTES: u64 = 4096;
pub(super) const LOCK_FILE: &str = ".lock";
/// How often, and how long apart, a lock is asked for that another has.
const LOCK_TRIES: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(20);
const BACKUPS: &str = "backups";
const FOLDERS: [&str; 4] = ["photos", "cache", BACKUPS, super::inbox::INBOX_FOLDER];

/// Why a library can only be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnlyReason {
    /// A newer Smilekeep wrote it.
    NewerVersion,
    /// Its folder or drive cannot be written.
    FolderReadOnly,
}

impl ReadOnlyReason {
    /// One plain sentence: what it is and what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NewerVersion => t!("library-newer"),
            Self::FolderReadOnly => t!("library-read-only"),
        }
    }
}

/// Why a library could not be opened or made.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The folder is not there.
    #[error("{}", t!("library-missing", path = _0.display().to_string()))]
    Missing(PathBuf),
    /// The path is a file.
    #[error("{}", t!("library-not-a-folder", path = _0.display().to_string()))]
    NotAFolder(PathBuf),
    /// The folder holds other things.
    #[error("{}", t!("library-not-a-library", path = _0.display().to_string()))]
    NotALibrary(PathBuf),
    /// The marker is there, the journal is not.
    #[error("{}", t!("library-journal-missing", path = _0.display().to_string()))]
    JournalMissing(PathBuf),
    /// There is nothing to repair: it is of a newer version.
    #[error("{}", t!("library-newer-no-repair", path = _0.display().to_string()))]
    Newer(PathBuf),
    /// Another process has it open for writing.
    #[error("{}", t!("library-in-use", path = _0.display().to_string()))]
    InUse(PathBuf),
    /// The journal could not be opened.
    #[error("{}", t!("library-journal-failed", path = path.display().to_string(), reason = source.sentence()))]
    Journal {
        /// The library.
        path: PathBuf,
        /// What SQLite said.
        source: StoreError,
    },
    /// A file or folder could not be made.
    #[error("{}", t!("library-not-prepared", cause = _0.to_string()))]
    Storage(#[from] PathError),
}

impl LibraryError {
    /// Whether putting the journal together again may help.
    pub fn is_repairable(&self) -> bool {
        match self {
            Self::JournalMissing(_) => true,
            Self::Journal { source, .. } => source.is_damage(),
            _ => false,
        }
    }
}

/// An open library. Holds the lock until dropped.
#[derive(Debug)]
pub struct Library {
    root: PathBuf,
    read_only: Option<ReadOnlyReason>,
    frozen: bool,
    /// Held for its lock.
    _lock: Option<File>,
}

impl Library {
    /// Makes a new library in a folder that is missing, empty, or left over
    /// from an interrupted start.
    ///
    /// # Errors
    /// When the folder holds other things or cannot be written.
    pub fn create(root: &Path) -> Result<Self, LibraryError> {
        if root.is_file() {
            return Err(LibraryError::NotAFolder(root.to_owned()));
        }
        if root.join(MARKER_FILE).exists() {
            return Self::open(root);
        }
        if root.exists() && !holds_only_our_files(root) {
            return Err(LibraryError::NotALibrary(root.to_owned()));
        }
        storage::create_private_dir(root)?;
        let journal = root.join(JOURNAL_FILE);
        if !journal.exists() {
            // Made first, so that SQLite's side files inherit its 0600.
            storage::write_atomic(&journal, b"")?;
        }
        {
            let _lock = lock(root)?.ok_or_else(|| LibraryError::InUse(root.to_owned()))?;
            let mut connection = open_connection(&journal, Access::Write)
                .map_err(|source| journal_error(root, source))?;
            migrate(&mut connection).map_err(|source| journal_error(root, source))?;
        }
        // The marker comes last: with it, the library is whole.
        let marker = format!(
            "This folder is a Smilekeep library. Please leave its files as they are.\nid: {}\n",
            new_uuid()
        );
        storage::write_atomic(&root.join(MARKER_FILE), marker.as_bytes())?;
        Self::open(root)
    }

    /// Opens a library for writing, or for looking only where it must be.
    ///
    /// # Errors
    /// One plain sentence each; nothing is changed on disk then.
    pub fn open(root: &Path) -> Result<Self, LibraryError> {
        check_shape(root)?;
        let frozen = !can_write(root);
        if frozen {
            return Ok(Self {
                root: root.to_owned(),
                read_only: Some(ReadOnlyReason::FolderReadOnly),
                frozen,
                _lock: None,
            });
        }
        let lock = lock(root)?.ok_or_else(|| LibraryError::InUse(root.to_owned()))?;
        let library = Self::open_locked(root, Some(lock))?;
        if library.read_only.is_none() {
            for folder in FOLDERS {
                storage::create_private_dir(&root.join(folder))?;
            }
            // Nobody else writes here now: what is half-written was left by a crash.
            for folder in [root.to_owned(), backups_of(root)] {
                // What cannot be removed only takes room.
                let _ = storage::sweep_leftovers(&folder);
            }
        }
        Ok(library)
    }

    /// Opens a library only to look, beside a window that may have it open.
    ///
    /// # Errors
    /// As [`Library::open`], but never [`LibraryError::InUse`].
    pub fn open_to_read(root: &Path) -> Result<Self, LibraryError> {
        check_shape(root)?;
        let frozen = !can_write(root);
        if !frozen {
            roll_back(&root.join(JOURNAL_FILE)).map_err(|source| journal_error(root, source))?;
        }
        Ok(Self {
            root: root.to_owned(),
            read_only: Some(ReadOnlyReason::FolderReadOnly),
            frozen,
            _lock: None,
        })
    }

    fn open_locked(root: &Path, lock: Option<File>) -> Result<Self, LibraryError> {
        let wrap = |source| journal_error(root, source);
        let journal = root.join(JOURNAL_FILE);
        roll_back(&journal).map_err(wrap)?;
        let version = {
            let connection = open_connection(&journal, Access::Read).map_err(wrap)?;
            schema_version(&connection).map_err(wrap)?
        };
        let read_only = (version > SCHEMA_VERSION).then_some(ReadOnlyReason::NewerVersion);
        if read_only.is_none() {
            let mut connection = open_connection(&journal, Access::Write).map_err(wrap)?;
            if (1..SCHEMA_VERSION).contains(&version) {
                // Named by the time of the last change: it holds the journal
                // as it was then.
                let taken = last_change(&journal).unwrap_or_default();
                snapshot::take(
                    &connection,
                    &backups_of(root),
                    taken,
                    Occasion::BeforeUpdate,
                )
                .map_err(wrap)?;
            }
            migrate(&mut connection).map_err(wrap)?;
        }
        Ok(Self {
            root: root.to_owned(),
            read_only,
            frozen: false,
            _lock: lock,
        })
    }

    /// The library's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What tells this library from others: the id in its marker, which goes
    /// with it wherever it is moved; else its folder.
    pub fn id(&self) -> String {
        let marker = storage::read_bounded(&self.root.join(MARKER_FILE), MARKER_BYTES);
        marker
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|text| {
                text.lines()
                    .find_map(|line| line.strip_prefix("id: "))
                    .map(|id| id.trim().to_owned())
            })
            .unwrap_or_else(|| self.root.to_string_lossy().into_owned())
    }

    /// Why nothing can be changed, if so.
    pub fn read_only(&self) -> Option<ReadOnlyReason> {
        self.read_only
    }

    /// A connection of its own for one thread.
    ///
    /// # Errors
    /// When the journal cannot be opened.
    pub fn connect(&self) -> Result<Connection, StoreError> {
        if self.read_only.is_some() || self.frozen {
            return self.connect_to_read();
        }
        let connection = open_connection(&self.root.join(JOURNAL_FILE), Access::Write)?;
        changes::watch(&connection)?;
        Ok(connection)
    }

    /// As [`Library::connect`], for work that changes nothing.
    ///
    /// # Errors
    /// When the journal cannot be opened.
    pub fn connect_to_read(&self) -> Result<Connection, StoreError> {
        let access = if self.frozen {
            Access::ReadFrozen
        } else {
            Access::Read
        };
        open_connection(&self.root.join(JOURNAL_FILE), access)
    }

    /// Copies the journal into `backups/` when a daily copy is due, and begins
    /// its readable log anew when that has grown long. To be called on a thread
    /// of its own.
    ///
    /// # Errors
    /// When the disk refuses or the journal is not sound.
    pub fn tend(
        root: &Path,
        connection: &Connection,
        now: NaiveDateTime,
    ) -> Result<Option<Snapshot>, StoreError> {
        changes::tend(connection)?;
        let folder = backups_of(root);
        if !snapshot::is_due(&snapshot::list(&folder), now) {
            return Ok(None);
        }
        snapshot::take(connection, &folder, now, Occasion::Daily)
    }
}

/// Where things lie that may be deleted at any time.
pub fn cache_of(root: &Path) -> PathBuf {
    root.join("cache")
}

/// The id a library was given when it was begun, as its marker says.
///
/// # Errors
/// When the marker cannot be read.
pub fn id_of(root: &Path) -> Result<Option<String>, PathError> {
    let text = storage::read_bounded(&root.join(MARKER_FILE), 64 << 10)?;
    Ok(String::from_utf8_lossy(&text)
        .lines()
        .find_map(|line| line.strip_prefix("id: "))
        .map(|id| id.trim().to_owned())
        .filter(|id| !id.is_empty()))
}

/// Where the copies of a library’s journal lie.
pub fn backups_of(root: &Path) -> PathBuf {
    root.join(BACKUPS)
}

/// Takes back what a crash interrupted while the journal had no WAL yet (when
/// it is new, restored or repaired): a connection that only reads may not.
fn roll_back(journal: &Path) -> Result<(), StoreError> {
    let mut unfinished = journal.as_os_str().to_owned();
    unfinished.push("-journal");
    if !Path::new(&unfinished).exists() {
        return Ok(());
    }
    let connection = Connection::open_with_flags(
        journal,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // Any reading does it.
    schema_version(&connection)?;
    Ok(())
}

fn last_change(path: &Path) -> Option<NaiveDateTime> {
    let changed = std::fs::metadata(path).ok()?.modified().ok()?;
    Some(DateTime::<Utc>::from(changed).naive_utc())
}

fn journal_error(root: &Path, source: StoreError) -> LibraryError {
    LibraryError::Journal {
        path: root.to_owned(),
        source,
    }
}

/// Whether a folder is a library; nothing is opened or written.
///
/// # Errors
/// One plain sentence each.
pub fn check_shape(root: &Path) -> Result<(), LibraryError> {
    if !root.exists() {
        return Err(LibraryError::Missing(root.to_owned()));
    }
    if !root.is_dir() {
        return Err(LibraryError::NotAFolder(root.to_owned()));
    }
    if !root.join(MARKER_FILE).exists() {
        return Err(LibraryError::NotALibrary(root.to_owned()));
    }
    if !root.join(JOURNAL_FILE).exists() {
        return Err(LibraryError::JournalMissing(root.to_owned()));
    }
    Ok(())
}

/// Whether a file can be made in the folder. Asked by trying: permissions,
/// mount options and root's powers all have their say.
fn can_write(root: &Path) -> bool {
    let journal_writable = OpenOptions::new()
        .write(true)
        .open(root.join(JOURNAL_FILE))
        .is_ok();
    journal_writable && storage::StagedFile::create_in(root).is_ok()
}

/// The lock of a library whose journal is broken or missing.
pub(super) fn lock_for_recovery(root: &Path) -> Result<File, LibraryError> {
    match check_shape(root) {
        Ok(()) | Err(LibraryError::JournalMissing(_)) => {}
        Err(error) => return Err(error),
    }
    lock(root)?.ok_or_else(|| LibraryError::InUse(root.to_owned()))
}

/// Takes the library's lock; `None` when another process has it. The system
/// frees it when the process ends, however it ends.
fn lock(root: &Path) -> Result<Option<File>, LibraryError> {
    let path = root.join(LOCK_FILE);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let wrap = |source: io::Error| PathError::new(&path, "lock", source);
    let file = options.open(&path).map_err(wrap)?;
    // A process that is just being started holds copies of all open files for
    // a moment, this one's own lock among them.
    for again in (0..LOCK_TRIES).rev() {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if again > 0 => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::WouldBlock) => break,
            Err(TryLockError::Error(source)) => return Err(wrap(source).into()),
        }
    }
    Ok(None)
}

/// Whether a folder without marker holds nothing but what an interrupted
/// [`Library::create`] leaves.
fn holds_only_our_files(root: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(root) else {
        return false;
    };
    entries.into_iter().all(|entry| {
        entry.is_ok_and(|entry| {
            let name = entry.file_name();
            storage::is_leftover(&name)
                || name.to_str().is_some_and(|name| {
                    name == LOCK_FILE
                        || name == changes::LOG_FILE
                        || name.starts_with(JOURNAL_FILE)
                        || FOLDERS.contains(&name)
                })
        })
    })
}
