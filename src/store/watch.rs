//! The folders this computer watches, and what it has seen in them.
//!
//! A database of its own, beside this computer's settings and outside every
//! library, because paths mean nothing on another computer: a library on a
//! drive or in a cloud folder is opened from several. It also keeps tens of
//! thousands of rows about files out of the journal, its daily copies and its
//! log. Nothing in it would be missed: when it is lost, folders are added again
//! and what was decided is still known by the library's tray.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, named_params, params};
use rusqlite_migration::{M, Migrations};

use super::row::{Reader, change_one, collect, optional, path_value, time_text};
use super::{Access, Result, StoreError, open_connection};
use crate::domain::{ContentHash, Invalid};
use crate::storage;

/// The file's name in the folder of settings.
pub const WATCH_FILE: &str = "watch.sqlite";

const STEPS: &[M<'_>] = &[M::up(include_str!("sql/watch/001_watch.sql"))];
const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

/// Opens the database, or begins it. A broken one is set aside.
///
/// # Errors
/// When its folder cannot be written, or a newer program wrote it.
pub fn open(path: &Path) -> Result<Connection> {
    if let Some(folder) = path.parent() {
        storage::create_private_dir(folder)?;
    }
    match open_once(path) {
        Err(error) if error.is_damage() => {
            storage::set_aside(path)?;
            for ending in ["-wal", "-shm"] {
                let mut name = path.as_os_str().to_owned();
                name.push(ending);
                storage::remove_file(Path::new(&name))?;
            }
            open_once(path)
        }
        other => other,
    }
}

fn open_once(path: &Path) -> Result<Connection> {
    if !path.exists() {
        // Made first, so that SQLite's side files inherit its 0600.
        storage::write_atomic(path, b"")?;
    }
    ready(open_connection(path, Access::Write)?)
}

/// The same in memory, for where nothing is remembered.
///
/// # Errors
/// When SQLite refuses.
pub fn open_in_memory() -> Result<Connection> {
    ready(Connection::open_in_memory()?)
}

fn ready(mut connection: Connection) -> Result<Connection> {
    connection.pragma_update(None, "foreign_keys", true)?;
    // What a power cut takes is seen again.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    MIGRATIONS.to_latest(&mut connection)?;
    Ok(connection)
}

/// What a watched folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FolderKind {
    /// A folder of this computer: a phone or a cloud brings photos to it.
    Folder,
    /// A camera card, or a phone that is a drive: often away.
    Card,
}

impl FolderKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Card => "card",
        }
    }
}

impl FromStr for FolderKind {
    type Err = Invalid;

    fn from_str(text: &str) -> std::result::Result<Self, Invalid> {
        match text {
            "folder" => Ok(Self::Folder),
            "card" => Ok(Self::Card),
            _ => Err(Invalid::new(t!("watch-kind-unknown", text = text))),
        }
    }
}

/// A folder to be watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFolder {
    /// Where it is, absolute.
    pub path: PathBuf,
    /// What it is.
    pub kind: FolderKind,
    /// What it is called on screen.
    pub label: String,
    /// Whether photos that are there already are offered too.
    pub old_too: bool,
}

/// A watched folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its number on this computer.
    pub id: i64,
    /// What it is and where.
    pub folder: NewFolder,
    /// Not looked at for now.
    pub paused: bool,
    /// When it was added, UTC.
    pub added_at: NaiveDateTime,
    /// When it was last looked through to its end, UTC; `None` before the
    /// first time.
    pub scanned_at: Option<NaiveDateTime>,
    /// Photos from it that were put into the tray, ever.
    pub offered: usize,
}

fn folder_from(row: &Row<'_>) -> Result<Folder> {
    let row = Reader::new("folder", row);
    Ok(Folder {
        id: row.get("id")?,
        folder: NewFolder {
            path: row.path("path")?,
            kind: row.parse("kind")?,
            label: row.get("label")?,
            old_too: row.get("old_too")?,
        },
        paused: row.get("paused")?,
        added_at: row.time("added_at")?,
        scanned_at: row.time_optional("scanned_at")?,
        offered: row.number("offered")?,
    })
}

const FOLDER_COLUMNS: &str = "id, path, kind, label, old_too, paused, added_at, scanned_at,
    (SELECT count(*) FROM seen WHERE seen.folder = folder.id AND was = 'offered') AS offered";

/// The folders watched for a library, in the order they were added.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn list(connection: &Connection, library: &str) -> Result<Vec<Folder>> {
    collect(
        connection,
        &format!("SELECT {FOLDER_COLUMNS} FROM folder WHERE library = ?1 ORDER BY id"),
        [library],
        folder_from,
    )
}

/// The folder of a library at this path, if it is watched.
///
/// # Errors
/// When SQLite refuses or the row makes no sense.
pub fn at(connection: &Connection, library: &str, path: &Path) -> Result<Option<Folder>> {
    optional(
        connection,
        &format!("SELECT {FOLDER_COLUMNS} FROM folder WHERE library = ?1 AND path = ?2"),
        params![library, path_value(path)],
        folder_from,
    )
}

/// Watches a folder. One that is watched already goes on, no longer paused.
///
/// # Errors
/// When SQLite refuses.
pub fn add(
    connection: &Connection,
    library: &str,
    folder: &NewFolder,
    now: NaiveDateTime,
) -> Result<Folder> {
    connection
        .prepare_cached(
            "INSERT INTO folder (library, path, kind, label, old_too, added_at)
             VALUES (:library, :path, :kind, :label, :old_too, :now)
             ON CONFLICT (library, path) DO UPDATE SET paused = 0",
        )?
        .execute(named_params! {
            ":library": library,
            ":path": path_value(&folder.path),
            ":kind": folder.kind.code(),
            ":label": folder.label,
            ":old_too": folder.old_too,
            ":now": time_text(now),
        })?;
    at(connection, library, &folder.path)?.ok_or(StoreError::NotFound { what: "folder" })
}

/// Pauses a folder, or goes on with it.
///
/// # Errors
/// When there is none with this number or SQLite refuses.
pub fn set_paused(connection: &Connection, id: i64, paused: bool) -> Result<()> {
    change_one(
        connection,
        "folder",
        "UPDATE folder SET paused = ?2 WHERE id = ?1",
        params![id, paused],
    )
}

/// Watches a folder no longer, and forgets what was seen in it. What it brought
/// to the tray stays there.
///
/// # Errors
/// When there is none with this number or SQLite refuses.
pub fn remove(connection: &Connection, id: i64) -> Result<()> {
    change_one(
        connection,
        "folder",
        "DELETE FROM folder WHERE id = ?1",
        [id],
    )
}

/// Writes down that a folder was looked through to its end.
///
/// # Errors
/// When there is none with this number or SQLite refuses.
pub fn set_scanned(connection: &Connection, id: i64, now: NaiveDateTime) -> Result<()> {
    change_one(
        connection,
        "folder",
        "UPDATE folder SET scanned_at = ?2 WHERE id = ?1",
        params![id, time_text(now)],
    )
}

/// What a file was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Was {
    /// There before the folder was watched; not opened.
    Old,
    /// Put into the tray.
    Offered,
    /// A photo whose content was known.
    Known,
    /// No photo.
    Other,
}

impl Was {
    const fn code(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::Offered => "offered",
            Self::Known => "known",
            Self::Other => "other",
        }
    }
}

impl FromStr for Was {
    type Err = Invalid;

    fn from_str(text: &str) -> std::result::Result<Self, Invalid> {
        [Self::Old, Self::Offered, Self::Known, Self::Other]
            .into_iter()
            .find(|was| was.code() == text)
            .ok_or_else(|| Invalid::new(t!("watch-state-unknown", text = text)))
    }
}

/// A file without opening it: while these stay the same, so does its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Last change, nanoseconds since 1970.
    pub mtime_ns: i64,
    /// The file's number on its drive; 0 where the system has none.
    pub inode: u64,
    /// The drive's number, which may differ each time it is plugged in.
    pub device: u64,
}

impl Stamp {
    /// Whether nothing tells that the content changed. Numbers of files count
    /// only while the drive has the same one: cards give new ones each time.
    pub const fn is_same(&self, other: &Self) -> bool {
        self.size == other.size
            && self.mtime_ns == other.mtime_ns
            && (self.inode == other.inode || self.device != other.device)
    }
}

/// A file that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it is, relative to its folder.
    pub path: PathBuf,
    /// How it was.
    pub stamp: Stamp,
    /// What it was found to be.
    pub was: Was,
    /// Its content, if it was read.
    pub hash: Option<ContentHash>,
}

/// Everything seen in a folder, in no order.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn seen(connection: &Connection, folder: i64) -> Result<Vec<Seen>> {
    collect(
        connection,
        "SELECT path, size, mtime_ns, inode, device, was, sha256 FROM seen WHERE folder = ?1",
        [folder],
        |row| {
            let row = Reader::new("seen", row);
            Ok(Seen {
                path: row.path("path")?,
                stamp: Stamp {
                    size: row.get::<i64>("size")?.cast_unsigned(),
                    mtime_ns: row.get("mtime_ns")?,
                    inode: row.get::<i64>("inode")?.cast_unsigned(),
                    device: row.get::<i64>("device")?.cast_unsigned(),
                },
                was: row.parse("was")?,
                hash: row.parse_optional("sha256")?,
            })
        },
    )
}

/// Writes down files as they were seen. To be called inside a transaction.
///
/// # Errors
/// When SQLite refuses, or the folder is no longer watched.
pub fn remember<'a>(
    connection: &Connection,
    folder: i64,
    files: impl IntoIterator<Item = &'a Seen>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR REPLACE INTO seen (folder, path, size, mtime_ns, inode, device, was, sha256)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for file in files {
        statement.execute(params![
            folder,
            path_value(&file.path),
            file.stamp.size.cast_signed(),
            file.stamp.mtime_ns,
            file.stamp.inode.cast_signed(),
            file.stamp.device.cast_signed(),
            file.was.code(),
            file.hash.map(|hash| hash.to_string()),
        ])?;
    }
    Ok(())
}

/// Forgets files that are gone. To be called inside a transaction.
///
/// # Errors
/// When SQLite refuses.
pub fn forget<'a>(
    connection: &Connection,
    folder: i64,
    paths: impl IntoIterator<Item = &'a Path>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("DELETE FROM seen WHERE folder = ?1 AND path = ?2")?;
    for path in paths {
        statement.execute(params![folder, path_value(path)])?;
    }
    Ok(())
}
