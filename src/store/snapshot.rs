//! Copies of the journal in `backups/`, made while it is in use.
//!
//! A copy counts only once SQLite has found it sound and it is on the disk
//! under its name, `journal-20261128-031455.sqlite` (UTC). Nothing is copied
//! while nothing has changed. Old copies are thinned out: the last seven days,
//! four weeks and twelve months that have one keep their newest.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDateTime};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::library::LOCK_FILE;
use super::{Access, Result, SCHEMA_VERSION, StoreError, open_connection, schema_version};
use crate::storage::{self, PathError, StagedFile};

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
/// Copies made before a new version changed the journal.
const BEFORE_UPDATES: usize = 3;

/// Largest journal that is copied as a file.
const MOST_BYTES: u64 = 4 << 30;

const PREFIX: &str = "journal-";
const STAMP: &str = "%Y%m%d-%H%M%S";
const UPDATE: &str = "-before-update";
const ENDING: &str = ".sqlite";

/// Bytes of the first page that say how often it was written, by which
/// program, and whether beside a WAL: all that differs between two copies of
/// the same journal (<https://www.sqlite.org/fileformat2.html>, §1.3).
const COUNTERS: [std::ops::Range<usize>; 3] = [18..20, 24..28, 92..100];

/// Why a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// A day on which something had changed.
    Daily,
    /// A new version of the program is about to change the journal.
    BeforeUpdate,
}

/// A copy of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Snapshot {
    /// Its file.
    pub path: PathBuf,
    /// When it was made, UTC.
    pub taken: NaiveDateTime,
    /// Why.
    pub occasion: Occasion,
}

impl Snapshot {
    fn named(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let stem = name.strip_prefix(PREFIX)?.strip_suffix(ENDING)?;
        let (stamp, occasion) = match stem.strip_suffix(UPDATE) {
            Some(stamp) => (stamp, Occasion::BeforeUpdate),
            None => (stem, Occasion::Daily),
        };
        let taken = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        Some(Self {
            path,
            taken,
            occasion,
        })
    }
}

/// The copies in a folder, newest first. A folder that is missing has none.
pub fn list(folder: &Path) -> Vec<Snapshot> {
    let mut found: Vec<Snapshot> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Snapshot::named(entry.path()))
        .collect();
    found.sort_by(|one, other| (other.taken, &other.path).cmp(&(one.taken, &one.path)));
    found
}

/// Whether a daily copy is due: none was made on this day (UTC).
pub fn is_due(snapshots: &[Snapshot], now: NaiveDateTime) -> bool {
    !snapshots
        .iter()
        .any(|snapshot| snapshot.taken.date() == now.date())
}

/// Copies the journal into `folder`, proves the copy, and thins out old ones.
/// `None` when the newest copy has the same content.
///
/// Use a connection of its own: writers go on meanwhile.
///
/// # Errors
/// When the disk refuses or the copy is not sound; nothing is left of it then
/// and older copies stay as they are.
pub fn take(
    connection: &Connection,
    folder: &Path,
    now: NaiveDateTime,
    occasion: Occasion,
) -> Result<Option<Snapshot>> {
    storage::create_private_dir(folder)?;
    let staged = StagedFile::create_in(folder)?;
    copy(connection, staged.path())?;
    prove(staged.path())?;
    let known = list(folder);
    if occasion == Occasion::Daily
        && let Some(newest) = known.first()
        && same(staged.path(), &newest.path)?
    {
        return Ok(None);
    }
    let ending = match occasion {
        Occasion::Daily => "",
        Occasion::BeforeUpdate => UPDATE,
    };
    let path = folder.join(format!("{PREFIX}{}{ending}{ENDING}", now.format(STAMP)));
    staged.commit_replacing(&path)?;
    for old in superfluous(&list(folder)) {
        storage::remove_file(&old.path)?;
    }
    Ok(Some(Snapshot {
        path,
        taken: now,
        occasion,
    }))
}

/// Copies the journal to a place of its own, proves the copy, and gives it its
/// name.
///
/// # Errors
/// When the disk refuses or the copy is not sound; nothing is left of it then.
pub fn write(connection: &Connection, path: &Path) -> Result<()> {
    let staged = StagedFile::create_in(path.parent().unwrap_or(path))?;
    copy(connection, staged.path())?;
    prove(staged.path())?;
    staged.commit_replacing(path)?;
    Ok(())
}

/// Page by page in one step: the journal is in WAL mode, so a reader holds up
/// no writer.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<()> {
    let mut copy = Connection::open_with_flags(
        to,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    {
        let backup = Backup::new(from, &mut copy)?;
        match backup.step(-1)? {
            StepResult::Done => {}
            _ => {
                return Err(StoreError::Sqlite(rusqlite::Error::SqliteFailure(
                    rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
                    None,
                )));
            }
        }
    }
    // One file, without a WAL beside it.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Copies the journal of a library that is not ours to a file that exists,
/// without changing a byte beside it, also from a drive that cannot be written.
///
/// # Errors
/// When it cannot be read or the copy not be written.
pub fn copy_of(journal: &Path, to: &Path) -> Result<()> {
    use std::fs::TryLockError;
    // Somebody may have it open. If not, nobody begins to while it is copied.
    let lock = fs::File::open(journal.with_file_name(LOCK_FILE)).ok();
    let in_use = lock
        .as_ref()
        .is_some_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)));
    if in_use {
        return copy(&open_connection(journal, Access::Read)?, to);
    }
    let beside = |path: &Path| {
        let mut name = path.as_os_str().to_owned();
        name.push("-wal");
        std::path::PathBuf::from(name)
    };
    let wal = beside(journal);
    if fs::metadata(&wal).map_or(0, |about| about.len()) == 0 {
        return copy(&open_connection(journal, Access::ReadFrozen)?, to);
    }
    // Left by a program that was ended: taken in by the copy, not there.
    let copied_wal = beside(to);
    storage::write_atomic(to, &storage::read_bounded(journal, MOST_BYTES)?)?;
    storage::write_atomic(&copied_wal, &storage::read_bounded(&wal, MOST_BYTES)?)?;
    let copied = Connection::open(to)?;
    copied.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    copied.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Reads a journal through without changing it.
///
/// # Errors
/// When SQLite finds a fault, or it is of a version this program does not know.
pub fn prove(path: &Path) -> Result<()> {
    let connection = open_connection(path, Access::ReadFrozen)?;
    let version = schema_version(&connection)?;
    if version == 0 || version > SCHEMA_VERSION {
        return Err(StoreError::Unsound(t!(
            "store-version",
            version = version.to_string()
        )));
    }
    let verdict: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Unsound(verdict));
    }
    Ok(())
}

/// Whether two copies hold the same pages.
fn same(one: &Path, other: &Path) -> Result<bool> {
    let length = |path: &Path| {
        fs::metadata(path)
            .map(|about| about.len())
            .map_err(|source| PathError::new(path, "read", source))
    };
    if length(one)? != length(other)? {
        return Ok(false);
    }
    let read = |path: &Path| storage::read_bounded(path, u64::MAX);
    let (mut one, mut other) = (read(one)?, read(other)?);
    for bytes in [&mut one, &mut other] {
        for range in COUNTERS {
            if let Some(counter) = bytes.get_mut(range) {
                counter.fill(0);
            }
        }
    }
    Ok(one == other)
}

/// The copies that need not be kept, of copies sorted newest first.
fn superfluous(snapshots: &[Snapshot]) -> Vec<Snapshot> {
    let mut kept = HashSet::new();
    let daily = || {
        snapshots
            .iter()
            .filter(|snapshot| snapshot.occasion == Occasion::Daily)
    };
    fn newest_of<'s, K: PartialEq>(
        snapshots: impl Iterator<Item = &'s Snapshot>,
        most: usize,
        key: impl Fn(&Snapshot) -> K,
    ) -> Vec<&'s Snapshot> {
        let mut keys = Vec::new();
        let mut newest = Vec::new();
        for snapshot in snapshots {
            let key = key(snapshot);
            if keys.len() < most && !keys.contains(&key) {
                keys.push(key);
                newest.push(snapshot);
            }
        }
        newest
    }
    kept.extend(newest_of(daily(), DAYS, |snapshot| snapshot.taken.date()));
    kept.extend(newest_of(daily(), WEEKS, |snapshot| {
        let week = snapshot.taken.date().iso_week();
        (week.year(), week.week())
    }));
    kept.extend(newest_of(daily(), MONTHS, |snapshot| {
        (snapshot.taken.year(), snapshot.taken.month())
    }));
    let updates = snapshots
        .iter()
        .filter(|snapshot| snapshot.occasion == Occasion::BeforeUpdate);
    kept.extend(updates.take(BEFORE_UPDATES));
    snapshots
        .iter()
        .filter(|snapshot| !kept.contains(snapshot))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily(stamp: &str) -> Snapshot {
        Snapshot::named(PathBuf::from(format!("journal-{stamp}.sqlite"))).unwrap()
    }

    #[test]
    fn names_say_when_and_why_and_others_are_left_alone() {
        let snapshot = daily("20261128-031455");
        assert_eq!(snapshot.taken.to_string(), "2026-11-28 03:14:55");
        assert_eq!(snapshot.occasion, Occasion::Daily);
        let update = daily("20261128-031455-before-update");
        assert_eq!(update.occasion, Occasion::BeforeUpdate);
        for other in ["journal.sqlite", "journal-1.sqlite", "notes.txt"] {
            assert_eq!(Snapshot::named(PathBuf::from(other)), None);
        }
    }

    #[test]
    fn days_weeks_and_months_keep_their_newest() {
        // Two a day for 400 days, newest first.
        let end = daily("20261128-220000").taken;
        let all: Vec<_> = (0..800)
            .map(|half_days| {
                let taken = end - chrono::Duration::hours(12 * half_days);
                daily(&taken.format(STAMP).to_string())
            })
            .collect();
        let gone: HashSet<_> = superfluous(&all).into_iter().collect();
        let kept: Vec<_> = all.iter().filter(|one| !gone.contains(one)).collect();
        let days: Vec<_> = kept.iter().map(|one| one.taken.to_string()).collect();
        assert_eq!(
            &days[..7],
            [28, 27, 26, 25, 24, 23, 22].map(|day| format!("2026-11-{day} 22:00:00"))
        );
        // Weeks end on Sundays: the 22nd is kept as a day already.
        assert!(days.contains(&"2026-11-15 22:00:00".to_owned()));
        assert!(days.contains(&"2026-11-08 22:00:00".to_owned()));
        assert!(!days.contains(&"2026-11-01 22:00:00".to_owned()));
        assert!(days.contains(&"2026-10-31 22:00:00".to_owned()));
        assert!(days.contains(&"2025-12-31 22:00:00".to_owned()));
        assert!(!days.contains(&"2025-11-30 22:00:00".to_owned()));
        // Seven days, two more weeks, eleven more months.
        assert_eq!(kept.len(), 7 + 2 + 11);
    }

    #[test]
    fn copies_before_updates_are_counted_by_themselves() {
        let all: Vec<_> = (10..15)
            .rev()
            .map(|day| daily(&format!("202611{day}-000000-before-update")))
            .collect();
        let gone = superfluous(&all);
        assert_eq!(gone, all[3..]);
    }
}
